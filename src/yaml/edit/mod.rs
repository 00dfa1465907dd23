//! Changes to a file of answers that leave everything else as it is: comments,
//! the order of keys, quotes, and every key that was not touched.
//!
//! Each change is spliced in at the places that the tree knows. Afterwards the
//! file is read back and has to mean what it meant before, with the edits made
//! to it; so no text leaves here that a later reading would refuse.

mod answer;
mod decision;
mod form;
mod mapping;
mod meaning;
mod new;
mod page;
mod profile;
mod write;

#[cfg(test)]
mod tests;

use self::mapping::{Otherwise, Place};
use self::page::{Page, Step};
use super::stream::{documents, has_content};
use super::text::MAX_DOCUMENT_BYTES;
use super::{Catalog, read_answers};
use crate::model::{Answers, Edit, Questionnaire, SeatEdit};

pub use self::form::form_to_fill_in;
pub use self::new::{NewAnswers, NewRespondent, new_answers};

/// The keys of a file of answers, in the order in which they are written.
const KEYS: [&str; 13] = [
    "format",
    "questionnaire",
    "version",
    "organisation",
    "unit",
    "wave",
    "date",
    "dimensions",
    "respondent",
    "anonymous",
    "profile",
    "answers",
    "decisions",
];

/// Why a file of answers was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It is not one sound document of answers to this questionnaire.
    #[error("the file has problems: `pgap check` shows them")]
    Unsound,
    /// The edit says what a file cannot say, such as an empty reason.
    #[error("an answer or a decision lacks a text that it needs")]
    Unsayable,
    /// It is written in a way in which nothing can be added safely.
    #[error(
        "the file is written in a way that cannot be changed without harm: \
         write `answers` as one line for each answer"
    )]
    NoPlace,
    /// It would be larger than a document may be.
    #[error("the file would be larger than {} bytes", MAX_DOCUMENT_BYTES)]
    TooLarge,
}

/// Makes changes to the text of one respondent's answers, one after another.
///
/// # Errors
///
/// The text is not sound, or cannot be changed so; nothing is changed then.
pub fn edit(
    text: &str,
    questionnaire: &Questionnaire,
    edits: &[Edit],
) -> Result<String, EditError> {
    edit_document(text, questionnaire, &catalog_with(questionnaire), edits.iter())
}

/// Makes changes to a text in which every seat has a document, one after
/// another. Documents without content are no seats, and stay as they are.
///
/// # Errors
///
/// A document is not sound, a seat has none, or one cannot be changed so;
/// nothing is changed then.
pub fn edit_seats(
    text: &str,
    questionnaire: &Questionnaire,
    edits: &[SeatEdit],
) -> Result<String, EditError> {
    let catalog = catalog_with(questionnaire);
    let mut edited = String::with_capacity(text.len());
    let mut seats = 0;
    for document in documents(text) {
        if !has_content(document.as_bytes()) {
            edited.push_str(document);
            continue;
        }
        let own = edits.iter().filter(|edit| edit.seat == seats).map(|edit| &edit.edit);
        let new = edit_document(document, questionnaire, &catalog, own)?;
        edited.push_str(&new);
        if document.ends_with('\n') && !new.ends_with('\n') {
            // The marker of the next one has a line of its own.
            edited.push('\n');
        }
        seats += 1;
    }
    if seats == 0 || edits.iter().any(|edit| edit.seat >= seats) {
        return Err(EditError::Unsound);
    }
    Ok(edited)
}

fn catalog_with(questionnaire: &Questionnaire) -> Catalog {
    let mut catalog = Catalog::on_board();
    catalog.add(questionnaire.clone());
    catalog
}

fn edit_document<'e>(
    text: &str,
    questionnaire: &Questionnaire,
    catalog: &Catalog,
    edits: impl Iterator<Item = &'e Edit>,
) -> Result<String, EditError> {
    let mut answers = meaning_of(text, questionnaire, catalog).ok_or(EditError::Unsound)?;
    let mut text = text.to_owned();
    for edit in edits {
        if !meaning::is_sayable(questionnaire, edit) {
            return Err(EditError::Unsayable);
        }
        text = splice(&text, questionnaire, &answers, edit).ok_or(EditError::NoPlace)?;
        meaning::apply(questionnaire, &mut answers, edit);
    }
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(EditError::TooLarge);
    }
    let reads_back = meaning_of(&text, questionnaire, catalog).as_ref() == Some(&answers);
    if reads_back { Ok(text) } else { Err(EditError::NoPlace) }
}

fn meaning_of(text: &str, questionnaire: &Questionnaire, catalog: &Catalog) -> Option<Answers> {
    let answers = read_answers(text.as_bytes(), catalog).ok()?.value;
    (answers.questionnaire == questionnaire.id).then_some(answers)
}

/// Makes one change to a text that means `old`.
fn splice(text: &str, questionnaire: &Questionnaire, old: &Answers, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Answer { question, answer } => {
            answer::splice(text, questionnaire, old, *question, answer)
        }
        Edit::Profile { field, value } => {
            profile::splice(text, questionnaire, old, *field, value.as_ref())
        }
        Edit::Decision(decision) => decision::splice(text, questionnaire, old, decision),
        Edit::NoDecision(question) => decision::remove(text, old, *question),
    }
}

/// Adds a key of the file with an empty value, unless it is there.
fn with_key(text: &str, key: &str, empty: &str) -> Option<String> {
    if Page::new(text)?.find(&[Step::Key(key)]).is_some() {
        return Some(text.to_owned());
    }
    let place = Place { order: &KEYS, otherwise: Otherwise::Last };
    mapping::put(text, &[], key, empty, place)
}

/// Gives the keys of a mapping their values, where they are not what they
/// should be; takes out those that get none.
fn put_all(
    text: &str,
    path: &[Step<'_>],
    wanted: &[(&str, Wanted)],
    otherwise: Otherwise,
) -> Option<String> {
    let order: Vec<_> = wanted.iter().map(|(key, _)| *key).collect();
    let place = Place { order: &order, otherwise };
    let mut text = text.to_owned();
    for (key, wanted) in wanted {
        text = match wanted {
            Wanted::Kept => text,
            Wanted::Gone => mapping::remove(&text, path, key)?,
            Wanted::Value(value) => mapping::put(&text, path, key, value, place)?,
        };
    }
    Some(text)
}

/// What a key of a mapping is to have.
enum Wanted {
    /// What it has.
    Kept,
    /// No value.
    Gone,
    /// This value, as it is written.
    Value(String),
}

impl Wanted {
    /// What a key needs whose old and new meaning are known.
    fn from<T: PartialEq>(old: Option<&T>, new: Option<&T>, write: impl Fn(&T) -> String) -> Self {
        match (old, new) {
            (old, new) if old == new => Self::Kept,
            (_, None) => Self::Gone,
            (_, Some(new)) => Self::Value(write(new)),
        }
    }
}
