//! The tests inside a definition: answers, and what has to come out.

use crate::findings::{Assessed, Findings};
use crate::model::{
    Answer, AnswerState, Answers, Example, Id, PostureIx, ProblemKind, Questionnaire, ScoreKind,
    Tenths,
};
use crate::scoring::Scores;

use super::Found;

/// Runs every example; what does not come out is a problem.
pub(super) fn examples(questionnaire: &Questionnaire) -> Vec<Found> {
    let examples = questionnaire.examples.iter().enumerate();
    examples.flat_map(|(position, example)| run(questionnaire, position, example)).collect()
}

fn run(questionnaire: &Questionnaire, position: usize, example: &Example) -> Vec<Found> {
    let answers = answers(questionnaire, example);
    let assessed = Assessed::new(questionnaire, &[answers]).expect("an example is one respondent");
    differences(questionnaire, example, &assessed.scores, &assessed.findings)
        .into_iter()
        .map(|(what, expected, found)| Found {
            pointer: format!("/examples/{position}/expect/{what}"),
            kind: ProblemKind::ExampleDiffers { name: example.name.clone(), what, expected, found },
        })
        .collect()
}

fn answers(questionnaire: &Questionnaire, example: &Example) -> Answers {
    let answer = |level: &Option<_>| Answer {
        state: level.map_or(AnswerState::NotReached, AnswerState::Level),
        ..Answer::default()
    };
    Answers {
        questionnaire: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        organisation: example.name.clone(),
        unit: None,
        wave: None,
        date: jiff::civil::Date::ZERO,
        dimensions: None,
        respondent: None,
        anonymous: None,
        profile: example.profile.clone(),
        answers: example.levels.iter().map(answer).collect(),
        left_out: Vec::new(),
        decisions: Vec::new(),
    }
}

/// What differs: the key of `expect`, what it says, and what came out.
fn differences(
    questionnaire: &Questionnaire,
    example: &Example,
    scores: &Scores,
    findings: &Findings,
) -> Vec<(&'static str, String, String)> {
    let expect = &example.expect;
    let published = |kind| scores.published(kind, None);
    let numbers = [
        ("prevention", expect.prevention, published(ScoreKind::Prevention)),
        ("resolution", expect.resolution, published(ScoreKind::Resolution)),
        ("gap", expect.gap, published(ScoreKind::Gap)),
    ];
    let mut differences: Vec<_> = numbers
        .into_iter()
        .filter(|(_, expected, found)| expected.is_some() && expected != found)
        .map(|(what, expected, found)| (what, number(expected), number(found)))
        .collect();
    let posture = findings.posture.as_ref().map(|finding| finding.posture);
    if expect.posture.is_some() && expect.posture != posture {
        let id = |posture: Option<PostureIx>| {
            posture.map_or("no posture".to_owned(), |ix| questionnaire[ix].id.to_string())
        };
        differences.push(("posture", id(expect.posture), id(posture)));
    }
    if let Some(expected) = &expect.patterns {
        let found = sorted(findings.patterns.iter().map(|p| &questionnaire.patterns[p.pattern].id));
        let expected = sorted(expected.iter());
        if expected != found {
            differences.push(("patterns", expected, found));
        }
    }
    differences
}

fn number(value: Option<Tenths>) -> String {
    value.map_or("no score".to_owned(), |value| value.to_string())
}

fn sorted<'a>(ids: impl Iterator<Item = &'a Id>) -> String {
    let mut ids: Vec<&str> = ids.map(Id::as_str).collect();
    ids.sort_unstable();
    format!("[{}]", ids.join(", "))
}
