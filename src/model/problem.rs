//! Problems: what is wrong in a user's file, where, and what to do about it.

use std::fmt;
use std::ops::Range;

/// A range of bytes in the text of one document.
pub type Span = Range<usize>;

/// Something wrong in a user's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
    /// Another place that belongs to it, such as the first of two equal keys.
    pub related: Option<Related>,
}

/// A second place that belongs to a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it stands.
    pub span: Span,
    /// What stands there: "first used here".
    pub label: &'static str,
}

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; `check --strict` makes it a problem.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// What is wrong. `Display` gives the sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The document has no content.
    #[error("the file is empty")]
    Empty,
}

impl ProblemKind {
    /// The stable code, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
        }
    }
}
