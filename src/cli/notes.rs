//! What is said beside the results, on standard error: notes, warnings, and
//! the steps of a run. `--quiet` and `--verbose` say how much of it.
//!
//! Errors and the questions of an interview are no notes: they are always
//! shown.

use std::borrow::Cow;
use std::io;
use std::sync::OnceLock;

use prevention_gap::model::{Problem, Severity};

use super::output;

/// How much is said beside the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Telling {
    /// Nothing: neither notes nor warnings.
    Quiet,
    /// Notes and warnings.
    #[default]
    Notes,
    /// Also which files are read and written.
    Steps,
}

/// What was asked for; it holds for the whole run, as the colour does.
static TELLING: OnceLock<Telling> = OnceLock::new();

impl Telling {
    /// Makes this hold for the whole run.
    pub(super) fn write_global(self) {
        // There is one command in a run, and what it said first holds.
        let _ = TELLING.set(self);
    }

    fn global() -> Self {
        TELLING.get().copied().unwrap_or_default()
    }
}

/// Whether notes and warnings are shown.
pub(super) fn are_shown() -> bool {
    Telling::global() >= Telling::Notes
}

/// Says what whoever runs the command may want to know.
///
/// # Errors
///
/// Standard error cannot be written.
pub(super) fn note(line: &str) -> io::Result<()> {
    if are_shown() { always(line) } else { Ok(()) }
}

/// Says what was just done, to those who want to know each step.
///
/// # Errors
///
/// Standard error cannot be written.
pub(super) fn step(line: impl FnOnce() -> String) -> io::Result<()> {
    if Telling::global() < Telling::Steps {
        return Ok(());
    }
    always(&line())
}

/// Says what nobody may miss.
///
/// # Errors
///
/// Standard error cannot be written.
pub(super) fn always(line: &str) -> io::Result<()> {
    output::lines_to_stderr(|out| writeln!(out, "{}", output::sentence(line)))
}

/// Those of the problems that are shown: a quiet run leaves warnings out.
pub(super) fn shown(found: &[Problem]) -> Cow<'_, [Problem]> {
    if are_shown() { Cow::Borrowed(found) } else { Cow::Owned(without_warnings(found)) }
}

fn without_warnings(found: &[Problem]) -> Vec<Problem> {
    let is_error = |problem: &&Problem| problem.kind.severity() == Severity::Error;
    found.iter().filter(is_error).cloned().collect()
}

/// "1 document", "2 documents".
pub(super) fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: usize, expected: &str) {
        assert_eq!(counted(number, "file"), expected);
    }

    #[test]
    fn one_is_not_many() {
        check(0, "0 files");
        check(1, "1 file");
        check(2, "2 files");
    }
}
