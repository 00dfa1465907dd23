//! The first screen in words: the verdict, and the rows below the scores.

use crate::findings::{Findings, Start};
use crate::model::{DimensionIx, FieldValue, Lens, Level, QuestionIx, ScoreKind, Tenths};
use crate::report::model::{ActionReport, Fact, LIKELY};

use super::actions::why_unproven;
use super::{Assessment, cells, published, sure, ticked, voices, words};

/// The posture's verdict, or its title where it has none.
pub(super) fn verdict(assessment: &Assessment<'_>) -> String {
    match &assessment.findings.posture {
        None => "Not enough answers to say.".to_owned(),
        Some(finding) => {
            let posture = &assessment.questionnaire[finding.posture];
            posture.verdict.clone().unwrap_or_else(|| format!("{}.", posture.title))
        }
    }
}

/// The first business goal. `None` where the questionnaire asks for no goals.
pub(super) fn goal(assessment: &Assessment<'_>) -> Option<String> {
    let field = assessment.questionnaire.find_field("goals")?;
    let first = match assessment.tally.field(field) {
        Some(FieldValue::Table(rows)) => {
            rows.first().and_then(|row| row.iter().flatten().next()).and_then(text)
        }
        Some(value) => text(value),
        None => None,
    };
    Some(first.unwrap_or_else(|| "none recorded".to_owned()))
}

fn text(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Money(money) => Some(money.written.clone()),
        FieldValue::Number(number) => Some(number.to_string()),
        FieldValue::Choice(_) | FieldValue::Choices(_) | FieldValue::Table(_) => None,
    }
}

/// The rows below the scores, in the order of the page.
pub(super) fn facts(assessment: &Assessment<'_>, actions: &[ActionReport]) -> Vec<Fact> {
    let rows = [
        cost(assessment),
        lowest_prevention(assessment),
        widest_gap(assessment),
        disagreement(assessment),
        borders_on(assessment),
        start_here(assessment, actions),
        next_to_decide(assessment, actions),
        Some(how_sure(assessment)),
    ];
    rows.into_iter().flatten().collect()
}

/// What all contacts cost in a year. Only where the questionnaire asks.
fn cost(assessment: &Assessment<'_>) -> Option<Fact> {
    let contacts = assessment.questionnaire.find_field("contacts-per-month")?;
    let per_contact = assessment.questionnaire.find_field("cost-per-contact")?;
    let line = match (assessment.tally.field(contacts), assessment.tally.field(per_contact)) {
        (Some(FieldValue::Number(contacts)), Some(FieldValue::Money(money)))
            if *contacts > 0.0 && money.amount > 0.0 =>
        {
            let year = words::money(contacts * 12.0 * money.amount, &money.currency);
            format!(
                "{year} a year for all contacts (stated). The preventable share is not known: \
                 no contact log"
            )
        }
        _ => "not known: no contact figures in the profile".to_owned(),
    };
    Some(Fact { label: "What it costs", lines: vec![line] })
}

/// The dimension with the lowest prevention score; of a single dimension, the
/// question to look at first.
fn lowest_prevention(assessment: &Assessment<'_>) -> Option<Fact> {
    let dimension = assessment.findings.lowest_prevention?;
    if assessment.questionnaire.dimensions.len() == 1 {
        let lowest = cells::lowest_question(assessment, dimension, Lens::Prevention)?;
        let question = &assessment.questionnaire[lowest];
        if assessment.tally.question(lowest).rounded_mean() == Some(Level::HIGHEST) {
            return None;
        }
        let state = cells::state(assessment, lowest).words();
        let feels = cells::feels(assessment, dimension);
        let feels = feels.map_or(String::new(), |feels| format!(". {feels}"));
        let line = format!("{}, {state}{feels}", question.title);
        return Some(Fact { label: "Look here first", lines: vec![line] });
    }
    let score = published(assessment, ScoreKind::Prevention, Some(dimension))?;
    if score == Tenths::HUNDRED {
        return None;
    }
    let line = with_feels(assessment, dimension, &score.to_string());
    Some(Fact { label: "Lowest prevention", lines: vec![line] })
}

/// The dimension with the widest gap; of a single dimension that says nothing
/// new.
fn widest_gap(assessment: &Assessment<'_>) -> Option<Fact> {
    let dimension = assessment.findings.widest_gap?;
    if assessment.questionnaire.dimensions.len() == 1 {
        return None;
    }
    let gap = published(assessment, ScoreKind::Gap, Some(dimension))?;
    if gap == Tenths::ZERO {
        return None;
    }
    // What is felt comes from prevention, and says nothing where it leads.
    let line = if gap > Tenths::ZERO {
        with_feels(assessment, dimension, &gap.signed())
    } else {
        format!("{}, {}", assessment.questionnaire[dimension].title, gap.signed())
    };
    Some(Fact { label: "Widest gap", lines: vec![line] })
}

fn with_feels(assessment: &Assessment<'_>, dimension: DimensionIx, figure: &str) -> String {
    let title = &assessment.questionnaire[dimension].title;
    match cells::feels(assessment, dimension) {
        Some(feels) => format!("{title}, {figure}. {feels}"),
        None => format!("{title}, {figure}"),
    }
}

/// The widest difference between leaders and frontline, or that there is
/// nothing to hold side by side.
fn disagreement(assessment: &Assessment<'_>) -> Option<Fact> {
    let widest = voices::widest(assessment).or_else(|| voices::nothing_compared(assessment))?;
    Some(Fact { label: "Disagreement", lines: vec![widest] })
}

fn borders_on(assessment: &Assessment<'_>) -> Option<Fact> {
    let finding = assessment.findings.posture.as_ref()?;
    let titles: Vec<&str> = finding
        .borders_on
        .iter()
        .map(|&posture| assessment.questionnaire[posture].title.as_str())
        .collect();
    let line = format!("{}: five points would change the posture", words::list(&titles));
    (!titles.is_empty()).then(|| Fact { label: "Borders on", lines: vec![line] })
}

/// The first action; without scores, what to answer first.
fn start_here(assessment: &Assessment<'_>, actions: &[ActionReport]) -> Option<Fact> {
    let label = Fact::START_HERE;
    if assessment.scores.overall.prevention.score.is_none() {
        if let Some(line) = voices::ask_more_people(assessment) {
            return Some(Fact { label, lines: vec![line] });
        }
        let open = &assessment.findings.answer_first;
        let ids = open.iter().map(|&question| &assessment.questionnaire[question].id);
        let line = match open.len() {
            0..=3 => format!("Answer first: {}", ticked(ids)),
            many => format!("{many} questions are open; answer first {}", ticked(ids.take(3))),
        };
        return (!open.is_empty()).then(|| Fact { label, lines: vec![line] });
    }
    let line = |lines| Some(Fact { label, lines });
    match assessment.findings.start? {
        Start::With(question) => {
            let first = action_on(assessment, actions, question)?;
            let title = format!("{}{}", first.title, equals(first, actions));
            let decision = match &first.decision {
                Some(decision) => format!("Decided: {}", decision.words()),
                None => "Not yet decided".to_owned(),
            };
            line(vec![title, who_and_worth(first), decision])
        }
        Start::ByVerifying(question) => {
            let first = action_on(assessment, actions, question)?;
            let why = why_unproven(assessment, question)?;
            let verify = format!("Start by verifying: {}", first.title);
            line(vec![verify, words::capitalised(&why)])
        }
    }
}

/// The question of the action to start with, if one can start.
pub(super) fn started(findings: &Findings) -> Option<QuestionIx> {
    match findings.start? {
        Start::With(question) => Some(question),
        Start::ByVerifying(_) => None,
    }
}

/// Where the first action is decided: the next that takes a decision.
fn next_to_decide(assessment: &Assessment<'_>, actions: &[ActionReport]) -> Option<Fact> {
    assessment.scores.overall.prevention.score?;
    let next = action_on(assessment, actions, assessment.findings.next_to_decide?)?;
    Some(Fact { label: Fact::NEXT_TO_DECIDE, lines: vec![next.title.clone(), who_and_worth(next)] })
}

fn action_on<'a>(
    assessment: &Assessment<'_>,
    actions: &'a [ActionReport],
    question: QuestionIx,
) -> Option<&'a ActionReport> {
    let name = assessment.name(question);
    actions.iter().find(|action| action.question == name)
}

/// "Head of Logistics, effort 3 of 5, prevention +2.1".
fn who_and_worth(action: &ActionReport) -> String {
    let owner = action.owner.as_deref().map(|owner| format!("{owner}, ")).unwrap_or_default();
    format!("{owner}effort {} of 5, {}", action.effort, action.worth_words())
}

/// So many equals are named.
const EQUALS_NAMED: usize = 2;

/// " (one of 2 equals: Publish the promise)"; nothing where the place is not
/// shared.
fn equals(first: &ActionReport, actions: &[ActionReport]) -> String {
    if first.tied == 0 {
        return String::new();
    }
    let equals = actions.iter().filter(|action| {
        action.lens == first.lens
            && action.place == first.place
            && action.question != first.question
    });
    let mut titles: Vec<String> =
        equals.take(EQUALS_NAMED).map(|action| action.title.clone()).collect();
    if first.tied > titles.len() {
        titles.push(format!("{} more", first.tied - titles.len()));
    }
    format!(" (one of {} equals: {})", first.tied + 1, words::list(&titles))
}

fn how_sure(assessment: &Assessment<'_>) -> Fact {
    let mut lines = Vec::new();
    if let Some(confidence) = sure::confidence(assessment) {
        lines.push(format!("{}: {}", words::capitalised(confidence.level), confidence.because));
    }
    lines.extend(sure::what_holds(assessment));
    lines.extend(left_aside(assessment));
    lines.push(who_answered(assessment));
    lines.extend(likely(assessment));
    Fact { label: Fact::HOW_SURE, lines }
}

/// "Likely with others: prevention 36 to 46, resolution 63 to 73".
fn likely(assessment: &Assessment<'_>) -> Option<String> {
    let side = |lens: &Lens| {
        let interval = assessment.interval(|intervals| intervals.score(None, *lens)).ok()?;
        assessment.scores.overall.lens(*lens).score?;
        Some(format!("{lens} {}", interval.in_points()))
    };
    let sides: Vec<String> = Lens::ALL.iter().filter_map(side).collect();
    // On answers that are sorted by question, a range is wider than it need be.
    let at_most = if assessment.tally.anonymity.is_named() { "" } else { ", at most" };
    (!sides.is_empty()).then(|| format!("{LIKELY}{at_most}: {}", sides.join(", ")))
}

/// "The overall scores rest on 5 of 8 dimensions".
fn left_aside(assessment: &Assessment<'_>) -> Option<String> {
    let counted = assessment.scores.overall.counted().len();
    let all = assessment.questionnaire.dimensions.iter().filter(|d| !d.apart).count();
    (counted > 0 && counted < all)
        .then(|| format!("The overall scores rest on {counted} of {all} dimensions"))
}

/// "one joint interview", "one respondent (Leaders)", "16 people in five
/// functions".
fn who_answered(assessment: &Assessment<'_>) -> String {
    if assessment.voices.is_some() {
        return voices::who_answered(assessment);
    }
    match assessment.tally.roles.first().and_then(|&(role, _)| role) {
        None => "One joint interview; agreement is not known".to_owned(),
        Some(role) => format!(
            "One respondent answered ({}); agreement is not known",
            assessment.questionnaire[role].title
        ),
    }
}
