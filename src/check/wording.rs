//! Wording: what makes a question hard to answer in the same way twice.
//! These are warnings; `check --strict` makes them problems.

use crate::model::{FirstStep, ProblemKind, Question, Questionnaire, RoleIx, Side};

use super::{Found, pointer};

/// A question longer than this is hard to hold in mind, in words.
const QUESTION_WORDS: usize = 24;
/// An anchor longer than this is hard to compare, in words.
const ANCHOR_WORDS: usize = 30;
/// A first step longer than this is no first step, in words.
const STEP_WORDS: usize = 25;
/// Words that leave the judgement to the reader, and so to politeness.
const VAGUE: [&str; 12] = [
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "effective",
    "effectively",
    "fully",
    "proper",
    "properly",
    "regularly",
    "sufficient",
    "sufficiently",
];

/// Everything about the wording of a questionnaire that a reader could
/// stumble over.
pub(super) fn wording(questionnaire: &Questionnaire) -> Vec<Found> {
    questionnaire
        .question_positions()
        .flat_map(|question| {
            let pointer = pointer(questionnaire, question);
            of_question(questionnaire, &questionnaire[question], &pointer)
        })
        .collect()
}

fn of_question(questionnaire: &Questionnaire, question: &Question, pointer: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |at: String, kinds: Vec<ProblemKind>| {
        found.extend(kinds.into_iter().map(|kind| Found { pointer: at.clone(), kind }));
    };
    add(format!("{pointer}/ask"), of_ask(&question.ask));
    for (role, ask) in &question.ask_as {
        add(format!("{pointer}/ask_as/{}", questionnaire[*role].id), of_ask(ask));
    }
    for (position, anchor) in question.anchors.iter().enumerate() {
        add(format!("{pointer}/anchors/{position}"), of_anchor(anchor));
    }
    if !question.anchors[4].starts_with("As 4") {
        add(format!("{pointer}/anchors/4"), vec![ProblemKind::LevelFiveStart]);
    }
    let id = || question.id.to_string();
    if question.action.is_none() {
        add(pointer.to_owned(), vec![ProblemKind::MissingAction { question: id() }]);
    }
    if question.ask_for.is_empty() {
        add(pointer.to_owned(), vec![ProblemKind::MissingProof { question: id() }]);
    }
    for (key, step) in steps(question) {
        add(format!("{pointer}/action/{key}"), too_long(step, "step", STEP_WORDS));
    }
    if !question.compare && sides(questionnaire, question) < 2 {
        add(format!("{pointer}/compare"), vec![ProblemKind::OneSide { question: id() }]);
    }
    found
}

/// The first steps of a question, with their keys.
fn steps(question: &Question) -> Vec<(&'static str, &str)> {
    match question.action.as_ref().and_then(|action| action.first_step.as_ref()) {
        Some(FirstStep::Always(step)) => vec![("first_step", step)],
        Some(FirstStep::ByLevel { from_1, from_3 }) => {
            vec![("steps/1", from_1), ("steps/3", from_3)]
        }
        None => Vec::new(),
    }
}

/// On how many sides of the perception gap a question is asked.
fn sides(questionnaire: &Questionnaire, question: &Question) -> usize {
    let is_asked = |side: &Side| {
        let mut roles = questionnaire.roles.iter().enumerate();
        roles.any(|(at, role)| role.side == *side && question.asks(Some(RoleIx(at))))
    };
    [Side::Leader, Side::Frontline].iter().filter(|side| is_asked(side)).count()
}

fn of_ask(ask: &str) -> Vec<ProblemKind> {
    let mut kinds = of_text(ask, "question", QUESTION_WORDS);
    if ask.matches('?').count() > 1 {
        kinds.push(ProblemKind::TwoQuestions);
    }
    if ask.starts_with("How well") {
        kinds.push(ProblemKind::VagueWord { word: "how well".to_owned() });
    }
    kinds
}

fn of_anchor(anchor: &str) -> Vec<ProblemKind> {
    let mut kinds = of_text(anchor, "anchor", ANCHOR_WORDS);
    if asks_for_agreement(anchor) {
        kinds.push(ProblemKind::AgreementScale);
    }
    kinds
}

/// Whether an anchor is a step of an opinion scale: "Yes", "Mostly agree".
fn asks_for_agreement(anchor: &str) -> bool {
    let lower = anchor.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|w| !w.is_empty());
    match (words.next(), words.next()) {
        (Some("yes"), _) | (Some("no"), None) => true,
        (first, second) => {
            [first, second].into_iter().flatten().any(|word| matches!(word, "agree" | "disagree"))
        }
    }
}

fn too_long(text: &str, noun: &'static str, limit: usize) -> Vec<ProblemKind> {
    let words = text.split_whitespace().count();
    (words > limit).then_some(ProblemKind::LongText { noun, words, limit }).into_iter().collect()
}

fn of_text(text: &str, noun: &'static str, limit: usize) -> Vec<ProblemKind> {
    let mut kinds = too_long(text, noun, limit);
    if text.to_lowercase().contains("and/or") {
        kinds.push(ProblemKind::AndOr);
    }
    let vague = text
        .split(|letter: char| !letter.is_alphabetic())
        .find(|word| VAGUE.contains(&word.to_lowercase().as_str()));
    kinds.extend(vague.map(|word| ProblemKind::VagueWord { word: word.to_lowercase() }));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ask: &str, codes: &[&str]) {
        let found: Vec<&str> = of_ask(ask).iter().map(ProblemKind::code).collect();
        assert_eq!(found, codes, "{ask:?}");
    }

    #[test]
    fn a_question_is_short_single_and_plain() {
        check("Who holds the case until the customer has an answer?", &[]);
        check(&format!("{}?", vec!["word"; 24].join(" ")), &[]);
        check(&format!("{}?", vec!["word"; 25].join(" ")), &["long-text"]);
        check("Who owns it? By when?", &["two-questions"]);
        check("Who owns and/or checks it?", &["and-or"]);
        check("Is the review Effective?", &["vague-word"]);
        check("Is the ineffective review gone?", &[]);
        check("How well is it done?", &["vague-word"]);
    }

    #[track_caller]
    fn check_anchor(anchor: &str, codes: &[&str]) {
        let found: Vec<&str> = of_anchor(anchor).iter().map(ProblemKind::code).collect();
        assert_eq!(found, codes, "{anchor:?}");
    }

    #[test]
    fn an_anchor_describes() {
        check_anchor("No one. The customer has to come back to find out.", &[]);
        check_anchor("Both departments have agreed on a date.", &[]);
        check_anchor("Yes, for large cases", &["agreement-scale"]);
        check_anchor("No", &["agreement-scale"]);
        check_anchor("Strongly agree", &["agreement-scale"]);
        check_anchor("Disagree", &["agreement-scale"]);
    }
}
