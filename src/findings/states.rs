//! Whether a pattern fires, does not fire, or cannot be known: a report shows
//! what fires, but a gate must not take silence for an answer.
//!
//! Whatever is still open may turn out either way: answers, people who were
//! not heard, facts that nobody stated, and dimensions that would be part of a
//! score once they are answered. Ranges bound what each can do; a range that
//! decides a condition decides it for good.

use crate::model::{Condition, FieldIx, QuestionIx, Questionnaire};
use crate::scoring::Scores;
use crate::tally::Tally;
use crate::voices::Voices;

use super::facts::AssessmentFacts;
use super::possible::Possible;

/// What is known of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternState {
    /// Its rule holds.
    Fires,
    /// Its rule does not hold, whatever is still open.
    Quiet,
    /// What is still open could make its rule hold.
    Unknown,
}

/// Says what is known of a pattern, by its position.
pub fn pattern_state(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    voices: Option<&Voices>,
    pattern: usize,
) -> PatternState {
    let facts = AssessmentFacts { questionnaire, tally, scores, voices };
    let when = &questionnaire.patterns[pattern].when;
    let possible = Possible::new(&facts);
    // What the report shows as fired has fired, whatever comes.
    match when.decided(&|leaf| possible.holds(leaf)) {
        _ if when.holds(&facts) => PatternState::Fires,
        Some(true) => PatternState::Fires,
        Some(false) => PatternState::Quiet,
        None => PatternState::Unknown,
    }
}

/// What keeps it open whether a pattern fires: questions, and facts that
/// nobody stated.
pub fn open_in_pattern(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    voices: Option<&Voices>,
    pattern: usize,
) -> (Vec<QuestionIx>, Vec<FieldIx>) {
    let facts = AssessmentFacts { questionnaire, tally, scores, voices };
    let possible = Possible::new(&facts);
    let when = &questionnaire.patterns[pattern].when;
    let (mut questions, mut fields) = (Vec::new(), tally.not_stated(when));
    for leaf in when.leaves() {
        if possible.holds(leaf).is_some() {
            continue;
        }
        match leaf {
            Condition::Question { question, .. } => {
                let dimension = questionnaire[*question].dimension;
                fields.extend(tally.awaited_by(questionnaire, dimension));
                fields.extend(tally.awaited_by_question(questionnaire, *question));
                questions.extend(tally.question(*question).mean().is_none().then_some(*question));
            }
            Condition::Score { dimension, .. } => {
                let dimensions = questionnaire.dimension_positions().filter(|one| {
                    dimension.map_or(!questionnaire[*one].apart, |dimension| *one == dimension)
                });
                for dimension in dimensions {
                    fields.extend(tally.awaited_in(questionnaire, dimension));
                    questions.extend(scores.open(dimension));
                }
            }
            Condition::Field { .. }
            | Condition::Measure { .. }
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::AtLeast { .. } => {}
        }
    }
    questions.sort_unstable();
    questions.dedup();
    fields.sort_unstable();
    fields.dedup();
    (questions, fields)
}
