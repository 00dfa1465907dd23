//! Edits: what an interview writes into a file of answers, one at a time.

use super::{Answer, Decision, FieldIx, FieldValue, QuestionIx};

/// One change to a file of answers. Everything that it does not name stays
/// as it is, byte for byte.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// What was answered to a question takes the place of what was there; an
    /// answer that is not reached and has no note takes it out.
    Answer {
        /// The question.
        question: QuestionIx,
        /// The answer.
        answer: Answer,
    },
    /// A value of the profile takes the place of what was there; `None` takes
    /// it out.
    Profile {
        /// The field.
        field: FieldIx,
        /// The value.
        value: Option<FieldValue>,
    },
    /// A decision is added, or takes the place of one on the same question.
    Decision(Decision),
    /// The decision on the action of a question is taken out.
    NoDecision(QuestionIx),
}

/// One change to what one seat said. The seats of a workshop stand in the file
/// one document each, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatEdit {
    /// The position of the seat, from 0. Where one respondent answers alone,
    /// theirs is the first.
    pub seat: usize,
    /// The change.
    pub edit: Edit,
}
