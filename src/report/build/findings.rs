//! Patterns, contradictions, warnings and strengths in words, each with the
//! answers behind it and the kind of claim that it is.

use crate::findings::Warning;
use crate::model::{Level, Proof, QuestionIx};
use crate::report::model::FindingReport;

use super::{Assessment, cells, words};

/// All findings: patterns and contradictions, warnings, strengths.
pub(super) fn findings(assessment: &Assessment<'_>) -> Vec<FindingReport> {
    let strengths = assessment.findings.strengths.iter();
    patterns(assessment)
        .chain(thin_proof(assessment))
        .chain(assessment.findings.warnings.iter().map(warning))
        .chain(strengths.map(|&question| strength(assessment, question)))
        .collect()
}

fn patterns<'a>(assessment: &'a Assessment<'_>) -> impl Iterator<Item = FindingReport> + 'a {
    assessment.findings.patterns.iter().map(|fired| {
        let pattern = &assessment.questionnaire.patterns[fired.pattern];
        FindingReport {
            kind: pattern.kind.name(),
            id: pattern.id.to_string(),
            title: pattern.title.clone(),
            says: pattern.says.clone(),
            costs: pattern.costs.clone(),
            first_step: pattern.first_step.clone(),
            known: known_from(assessment, &fired.questions),
            questions: names_and_states(assessment, &fired.questions),
        }
    })
}

fn names_and_states(
    assessment: &Assessment<'_>,
    questions: &[QuestionIx],
) -> Vec<(crate::report::model::QuestionName, String)> {
    questions.iter().map(|&question| assessment.name_and_state(question)).collect()
}

/// The kind of claim that an answer is: "measured", "stated, documented".
pub(super) fn known(assessment: &Assessment<'_>, question: QuestionIx) -> &'static str {
    match assessment.tally.question(question).proof() {
        Proof::Measured => "measured",
        Proof::Documented => "stated, documented",
        Proof::Example => "stated, with an example",
        Proof::Said => "stated",
    }
}

/// The kind of claim that rests on several answers.
fn known_from(assessment: &Assessment<'_>, questions: &[QuestionIx]) -> String {
    let with = |least: Proof| {
        let proof = |question: &&QuestionIx| assessment.tally.question(**question).proof();
        questions.iter().filter(|question| proof(question) >= least).count()
    };
    let of = questions.len();
    match with(Proof::Documented) {
        0 => "stated".to_owned(),
        _ if with(Proof::Measured) == of => "measured".to_owned(),
        shown if shown == of => "stated, all documented or measured".to_owned(),
        shown => format!("stated, {shown} of {of} documented or measured"),
    }
}

/// One warning over all cells with a high score on thin proof.
fn thin_proof(assessment: &Assessment<'_>) -> Option<FindingReport> {
    let cells = &assessment.findings.thin_proof;
    let where_it_is: Vec<String> = cells
        .iter()
        .map(|&(dimension, lens)| format!("{} ({lens})", assessment.questionnaire[dimension].title))
        .collect();
    let questions: Vec<QuestionIx> = cells
        .iter()
        .flat_map(|&(dimension, lens)| &assessment.scores.cell(dimension, lens).unsupported)
        .copied()
        .collect();
    (!cells.is_empty()).then(|| FindingReport {
        id: "high-score-on-thin-proof".to_owned(),
        title: "High score on thin proof".to_owned(),
        says: format!(
            "The score is high and little of it is shown yet: {}.",
            words::list(&where_it_is)
        ),
        first_step: Some("Verify these answers before you improve on them.".to_owned()),
        known: known_from(assessment, &questions),
        questions: names_and_states(assessment, &questions),
        ..a_warning()
    })
}

/// A warning without its words.
fn a_warning() -> FindingReport {
    FindingReport {
        kind: "warning",
        id: String::new(),
        title: String::new(),
        says: String::new(),
        costs: None,
        first_step: None,
        known: "stated".to_owned(),
        questions: Vec::new(),
    }
}

fn warning(warning: &Warning) -> FindingReport {
    let (id, title, says, first_step) = match *warning {
        Warning::AllTheSame { level, answers } => (
            "all-answers-alike",
            "All answers alike",
            format!(
                "All answers to {answers} questions stand at level {level}. Few organisations are \
                 so even."
            ),
            "Ask for an example on three of them before you rely on the scores.",
        ),
        Warning::HighWithoutProof { mean, proof_asked } => (
            "high-without-proof",
            "High answers without proof",
            high_without_proof(mean, proof_asked),
            "Ask for proof of the answers that carry most before anybody decides on them.",
        ),
        Warning::CentreOwnsMost(share) => (
            "centre-owns-most",
            "Most actions stay with the contact centre",
            format!(
                "{} of {} actions would be the contact centre's own. It can answer well alone, \
                 and seldom removes a cause alone.",
                share.by_centre, share.of
            ),
            "Find an owner in the function that causes the contacts for the first three actions.",
        ),
    };
    let known = match warning {
        Warning::CentreOwnsMost(_) => "assumed from the owner that each action proposes",
        Warning::AllTheSame { .. } | Warning::HighWithoutProof { .. } => "stated",
    };
    FindingReport {
        id: id.to_owned(),
        title: title.to_owned(),
        says,
        first_step: Some(first_step.to_owned()),
        known: known.to_owned(),
        ..a_warning()
    }
}

fn high_without_proof(mean: f64, proof_asked: bool) -> String {
    let shown = if proof_asked {
        "most answers have not even an example"
    } else {
        "no proof was asked for"
    };
    format!("The mean level is {}, and {shown}.", words::level(mean))
}

/// What to copy, and from where.
fn strength(assessment: &Assessment<'_>, ix: QuestionIx) -> FindingReport {
    let question = &assessment.questionnaire[ix];
    let dimension = &assessment.questionnaire[question.dimension].title;
    let is_only = assessment.questionnaire.dimensions.len() == 1;
    let copy = if is_only { "What to copy".into() } else { format!("Copy it from {dimension}") };
    let level = assessment.tally.question(ix).rounded_mean().unwrap_or(Level::LOWEST);
    FindingReport {
        kind: "strength",
        id: question.id.to_string(),
        title: question.title.clone(),
        says: format!("{copy}: {}", practice(&question.anchors, level)),
        costs: None,
        first_step: None,
        known: format!("{}, {}", cells::state(assessment, ix).words(), known(assessment, ix)),
        questions: Vec::new(),
    }
}

/// What a level looks like; where it begins "As 4", with what level 4 looks
/// like.
pub(super) fn practice(anchors: &[String; 5], level: Level) -> String {
    let (anchor, below) = (&anchors[level.index()], &anchors[3]);
    if let Some(more) = anchor.strip_prefix("As 4, and ") {
        return format!("{}; and {more}", below.trim_end_matches('.'));
    }
    match anchor.strip_prefix("As 4 ") {
        Some(more) => format!("{below} The same {more}"),
        None => anchor.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(five: &str, expected: &str) {
        let anchors = ["One.", "Two.", "Three.", "A rule, kept.", five].map(str::to_owned);
        assert_eq!(practice(&anchors, Level::ALL[4]), expected);
        assert_eq!(practice(&anchors, Level::ALL[1]), "Two.");
    }

    #[test]
    fn level_five_is_told_with_what_it_builds_on() {
        check("As 4, and it is measured.", "A rule, kept; and it is measured.");
        check("As 4 for all seven.", "A rule, kept. The same for all seven.");
        check("Everything at once.", "Everything at once.");
    }
}
