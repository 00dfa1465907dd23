//! Strengths to repeat: what works and is shown to work, so that others can
//! copy it. A report that names only what is broken teaches half of it.

use std::cmp::Reverse;

use crate::model::{Facts as _, QuestionIx, Questionnaire};
use crate::scoring;
use crate::tally::Tally;

use super::facts::AssessmentFacts;

/// From this level on, a practice is worth copying.
const STRONG: f64 = 4.0;

/// Answers at level 4 or 5 whose proof supports them: the highest first, then
/// the best proven, then in questionnaire order. None where proof was not
/// asked for.
pub(super) fn strengths(
    questionnaire: &Questionnaire,
    tally: &Tally,
    facts: &AssessmentFacts<'_>,
) -> Vec<QuestionIx> {
    if !tally.proof_asked {
        return Vec::new();
    }
    let is_strong = |&question: &QuestionIx| {
        let high = facts.level(question).is_some_and(|level| level >= STRONG);
        high && scoring::set_back(tally.question(question)).is_none()
    };
    let mut strong: Vec<QuestionIx> =
        questionnaire.question_positions().filter(is_strong).collect();
    strong.sort_by_key(|&question| {
        let said = tally.question(question);
        (Reverse(said.rounded_mean()), Reverse(said.proof()), question)
    });
    strong
}
