//! Text to model: the one way in which files are read. No other module knows
//! that files are YAML.
//!
//! A document goes through five steps, and every step reports all it finds:
//!
//! 1. `text`: bytes to text, or a guess at what they are instead.
//! 2. `events`: one pass of `granit_parser` builds a tree of places, refuses
//!    what these files do without, and finds keys that stand twice.
//! 3. `placed`: `serde_yaml` fills the raw types, which mirror the file. An
//!    adapter walks the tree beside it, so that every raw value knows its
//!    place, and a wrong one hides only what depends on it.
//! 4. `questionnaire`, `answers` and `policy`: raw values to the model, with
//!    `checks`.
//! 5. `draw`: problems as a terminal shows them.
//!
//! Answers that are `plain` go a quick way through the second and third step.
//!
//! A new key is a field of a raw type, and a line where it is read. The JSON
//! Schemas are made from the same types; `kinds` says what their texts hold.

mod answers;
mod catalog;
mod checks;
mod concepts;
mod draw;
mod edit;
mod entries;
mod events;
mod format;
mod kinds;
mod names;
mod placed;
mod places;
mod plain;
mod policy;
mod profile;
mod questionnaire;
mod raw;
mod reading;
mod ready;
mod scalar;
mod stream;
mod suggest;
mod surrogates;
mod syntax;
#[cfg(test)]
mod testing;
mod text;
mod tree;

use self::reading::Reading;
use self::text::Text;
use crate::model::{Answers, Policy, Problem, Questionnaire};

pub use self::catalog::Catalog;
pub use self::concepts::concepts;
pub use self::draw::{Colour, Source, draw};
pub use self::edit::{
    EditError, NewAnswers, NewRespondent, edit, edit_seats, form_to_fill_in, new_answers,
};
pub use self::format::{Format, format_of, format_twice, organisation_of};
pub use self::places::{Places, copy_as, editor_line, places, with_editor_line};
pub use self::stream::{documents, has_content, starts_document};
pub use self::text::{MAX_DOCUMENT_BYTES, line_column};

/// The JSON Schema of questionnaires, for editors and other tools.
pub fn questionnaire_schema() -> String {
    questionnaire::json_schema()
}

/// The JSON Schema of answers, for editors and other tools.
pub fn answers_schema() -> String {
    answers::json_schema()
}

/// The JSON Schema of policies, for editors and other tools.
pub fn policy_schema() -> String {
    policy::json_schema()
}

/// What was read, and what is odd about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// What the file means.
    pub value: T,
    /// What `check --strict` would not let pass.
    pub warnings: Vec<Problem>,
}

/// Reads a questionnaire.
///
/// # Errors
///
/// All problems of the text, if one of them is more than a warning.
pub fn read_questionnaire(bytes: &[u8]) -> Result<Read<Questionnaire>, Vec<Problem>> {
    read(Text::new(bytes)?, Format::Questionnaire, questionnaire::read)
}

/// Reads the answers of one respondent, and holds them against their
/// questionnaire.
///
/// ```
/// use prevention_gap::yaml::{self, Catalog, Colour, Source};
///
/// let bytes = b"format: answers/1
/// questionnaire: quick-check
/// version: 2.0.0
/// organisation: Larkfield Home
/// date: 2026-10-14
/// answers: { own-cause-owner: 6 }";
/// let problems = yaml::read_answers(bytes, &Catalog::on_board()).expect_err("6 is no level");
/// let source = Source { name: "answers.yaml", bytes, first_line: 1 };
/// let drawn = yaml::draw(&problems, &source, Colour::Never);
/// assert!(drawn.starts_with("error[out-of-range]: a level has to be 1 to 5, not 6"));
/// ```
///
/// # Errors
///
/// All problems of the text, if one of them is more than a warning.
pub fn read_answers(bytes: &[u8], catalog: &Catalog) -> Result<Read<Answers>, Vec<Problem>> {
    let text = Text::new(bytes)?;
    let Some((tree, values)) = plain::parse(text) else { return read_any_answers(text, catalog) };
    let reading = Reading::new(text, tree, Vec::new());
    finish(reading, Format::Answers, |reading| answers::read_plain(reading, &values, catalog))
}

/// Reads answers that need not be plain.
fn read_any_answers(text: Text<'_>, catalog: &Catalog) -> Result<Read<Answers>, Vec<Problem>> {
    read(text, Format::Answers, |reading| answers::read(reading, catalog))
}

/// Reads a policy. Whether there are such dimensions and patterns shows when
/// an assessment is judged.
///
/// # Errors
///
/// All problems of the text, if one of them is more than a warning.
pub fn read_policy(bytes: &[u8]) -> Result<Read<Policy>, Vec<Problem>> {
    read(Text::new(bytes)?, Format::Policy, policy::read)
}

fn read<T>(
    text: Text<'_>,
    format: Format,
    build: impl FnOnce(&Reading<'_>) -> Option<T>,
) -> Result<Read<T>, Vec<Problem>> {
    let mut problems = Vec::new();
    let Some(tree) = events::parse(text, &mut problems) else {
        problems.sort_by_key(|problem| problem.span.start);
        return Err(problems);
    };
    finish(Reading::new(text, tree, problems), format, build)
}

/// Makes a document whose tree is known into what it means.
fn finish<T>(
    reading: Reading<'_>,
    format: Format,
    build: impl FnOnce(&Reading<'_>) -> Option<T>,
) -> Result<Read<T>, Vec<Problem>> {
    let value = if reading.check_format(format) { build(&reading) } else { None };
    let is_usable = !reading.has_errors();
    let problems = reading.into_problems();
    match value {
        Some(value) if is_usable => Ok(Read { value, warnings: problems }),
        _ => {
            debug_assert!(!is_usable, "what cannot be made has a problem");
            Err(problems)
        }
    }
}
