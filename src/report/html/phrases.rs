//! Small pieces that the templates put together: words, and the drawings that
//! stand in a line. Templates pass everything by reference.
#![expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass everything by reference")]

use crate::report::model::{ActionReport, QuestionName};
use crate::report::svg;
use crate::report::words;

pub(super) use words::capitalised;

/// The marks that all charts use.
pub(super) fn marks() -> &'static str {
    svg::MARKS
}

/// "3", "2.5".
pub(super) fn level(level: &f64) -> String {
    words::level(*level)
}

/// A signed figure with a minus sign in place of the hyphen; a dash stays one.
pub(super) fn true_minus(figure: &str) -> String {
    if figure == "-" { figure.to_owned() } else { figure.replace('-', "\u{2212}") }
}

/// A level as five dots.
pub(super) fn steps(level: &f64) -> String {
    svg::steps(*level)
}

/// An effort as five dots.
pub(super) fn effort(action: &ActionReport) -> String {
    svg::dots(usize::try_from(action.effort).unwrap_or_default())
}

/// What has to rise first.
pub(super) fn waits_for(action: &ActionReport) -> String {
    let titles: Vec<&str> = action.waits_for.iter().map(|name| name.title.as_str()).collect();
    words::list(&titles)
}

/// "Telling customers first (level 1) and Cause owners (level 2)".
pub(super) fn names_and_states(questions: &[(QuestionName, String)]) -> String {
    let named: Vec<String> =
        questions.iter().map(|(name, state)| format!("{} ({state})", name.title)).collect();
    words::list(&named)
}

/// A line cut after its first sentence.
pub(super) fn first_sentence(line: &str) -> (String, &str) {
    match line.split_once(". ") {
        Some((first, rest)) => (format!("{first}."), rest),
        None => (line.to_owned(), ""),
    }
}
