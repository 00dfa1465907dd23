//! Rules for questionnaires that need more than reading: the examples inside
//! a definition are run, rules that can never match are found, and the
//! wording is looked at.

mod examples;
mod never;
mod wording;

use crate::model::ProblemKind;

pub use examples::examples;
pub use never::never_matching;
pub use wording::wording;

/// Something wrong with a definition, at a place of its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// A JSON pointer into the document, such as `/examples/3`.
    pub pointer: String,
    /// What is wrong.
    pub kind: ProblemKind,
}
