//! Whether a pattern fires, does not fire, or cannot be known: a report shows
//! what fires, but a gate must not take silence for an answer.

use crate::model::{Condition, DimensionIx, Facts as _, FieldTest, QuestionIx, Questionnaire};
use crate::scoring::{CellStatus, Scores};
use crate::tally::{Scope, Tally};
use crate::voices::Voices;

use super::facts::AssessmentFacts;

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
    let known = Known(AssessmentFacts { questionnaire, tally, scores, voices });
    match known.holds(&questionnaire.patterns[pattern].when) {
        Some(true) => PatternState::Fires,
        Some(false) => PatternState::Quiet,
        None => PatternState::Unknown,
    }
}

/// An assessment of which some is not known.
struct Known<'a>(AssessmentFacts<'a>);

impl Known<'_> {
    /// Whether a condition holds; `None` where what is open decides it
    /// (Kleene's logic of three values).
    fn holds(&self, condition: &Condition) -> Option<bool> {
        let parts = |of: &[Condition]| -> Vec<Option<bool>> {
            of.iter().map(|part| self.holds(part)).collect()
        };
        match condition {
            Condition::All(of) => at_least(of.len(), &parts(of)),
            Condition::Any(of) => at_least(1, &parts(of)),
            Condition::AtLeast { count, of } => at_least(*count, &parts(of)),
            Condition::Question { question, .. } => {
                self.leaf(condition, self.0.level(*question).is_some(), || self.is_out(*question))
            }
            Condition::Score { kind, dimension, .. } => {
                let is_known = self.0.score(*kind, *dimension).is_some();
                self.leaf(condition, is_known, || {
                    dimension.is_some_and(|dimension| self.has_nothing(dimension))
                })
            }
            Condition::Field { test: FieldTest::Answered(_), .. } => Some(condition.holds(&self.0)),
            Condition::Field { field, .. } => {
                self.leaf(condition, self.0.field(*field).is_some(), || false)
            }
            Condition::Measure { measure, .. } => {
                self.leaf(condition, self.0.measure(*measure).is_some(), || false)
            }
        }
    }

    /// A look at one value: what it says where it is known, false where there
    /// will never be one.
    fn leaf(
        &self,
        condition: &Condition,
        is_known: bool,
        is_never: impl Fn() -> bool,
    ) -> Option<bool> {
        if is_known { Some(condition.holds(&self.0)) } else { is_never().then_some(false) }
    }

    /// Whether a question does not apply, or its dimension does not.
    fn is_out(&self, question: QuestionIx) -> bool {
        let said = self.0.tally.question(question);
        let dimension = self.0.questionnaire[question].dimension;
        self.0.tally.scope(dimension) == Scope::DoesNotApply
            || (said.was_asked() && !said.applies())
    }

    /// Whether a dimension has no score because nothing of it applies.
    fn has_nothing(&self, dimension: DimensionIx) -> bool {
        let of = self.0.scores.dimension(dimension);
        let is_empty = |status: &CellStatus| matches!(status, CellStatus::NotApplicable);
        of.scope == Scope::DoesNotApply
            || is_empty(&of.prevention.status)
            || is_empty(&of.resolution.status)
    }
}

/// Whether so many parts hold, if what is known decides it.
fn at_least(count: usize, parts: &[Option<bool>]) -> Option<bool> {
    let hold = parts.iter().filter(|part| **part == Some(true)).count();
    let open = parts.iter().filter(|part| part.is_none()).count();
    if hold >= count {
        Some(true)
    } else if hold + open < count {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_decides_only_where_the_rest_does_not() {
        let (yes, no, open) = (Some(true), Some(false), None);
        for (count, parts, expected) in [
            (2, &[yes, yes][..], yes),
            (2, &[yes, open], open),
            (2, &[no, open], no),
            (1, &[yes, open], yes),
            (1, &[no, open], open),
            (1, &[no, no], no),
            (2, &[yes, no, open], open),
            (2, &[no, no, open], no),
        ] {
            assert_eq!(at_least(count, parts), expected, "{count} of {parts:?}");
        }
    }
}
