//! Rules for questionnaires that need more than reading: the examples inside
//! a definition are run, rules that can never match are found, and the
//! wording is looked at.

mod examples;
mod never;
mod wording;

use crate::model::{ProblemKind, QuestionIx, Questionnaire};

/// Something wrong with a definition, at a place of its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// A JSON pointer into the document, such as `/examples/3`.
    pub pointer: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// Everything that is wrong with a definition although it can be read, and
/// what its readers could stumble over.
pub fn questionnaire(questionnaire: &Questionnaire) -> Vec<Found> {
    let mut found = examples::examples(questionnaire);
    found.extend(never::never_matching(questionnaire));
    found.extend(wording::wording(questionnaire));
    found
}

/// Where a question stands in its document.
fn pointer(questionnaire: &Questionnaire, question: QuestionIx) -> String {
    let dimension = questionnaire[question].dimension;
    let before = questionnaire.questions[..question.0].iter();
    let position = before.filter(|other| other.dimension == dimension).count();
    format!("/dimensions/{}/questions/{position}", dimension.0)
}
