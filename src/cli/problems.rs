//! Showing problems: each drawn with its place, and how many there are.

use std::io::{self, Write};

use prevention_gap::model::{Problem, Severity};
use prevention_gap::yaml::{self, Colour, Source};

use super::documents::Document;

/// Draws problems of a document.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn show(
    out: &mut dyn Write,
    file: &str,
    document: &Document,
    problems: &[Problem],
) -> io::Result<()> {
    let source = Source { name: file, bytes: &document.bytes, first_line: document.first_line };
    write!(out, "{}", yaml::draw(problems, &source, Colour::Always))
}

/// Whether a problem among them stops the work.
pub(super) fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.kind.severity() == Severity::Error)
}
