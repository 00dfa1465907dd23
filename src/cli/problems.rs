//! Showing problems: each drawn with its place, and how many there are.

use std::io::{self, Write};

use prevention_gap::model::{Problem, Severity};
use prevention_gap::yaml::{self, Colour, Source};

use super::documents::Document;

/// So many problems of a document are drawn; whoever mends these runs it
/// again, and a hostile file cannot flood the terminal.
const MOST_DRAWN: usize = 100;

/// Draws the problems of a document, the first of them if there are very many.
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
    let source = Source { name: file, bytes: &document.bytes, first_line: document.start.line };
    let drawn = &problems[..problems.len().min(MOST_DRAWN)];
    write!(out, "{}", yaml::draw(drawn, &source, Colour::Always))?;
    match problems.len() - drawn.len() {
        0 => Ok(()),
        more => writeln!(out, "\n{file}: and {more} more"),
    }
}

/// Whether a problem among them stops the work.
pub(super) fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.kind.severity() == Severity::Error)
}
