//! One value of the profile in the text.

use super::mapping::{self, Otherwise, Place};
use super::page::{Page, Step};
use super::{meaning, with_key};
use crate::model::{Answers, FieldIx, FieldValue, Questionnaire};

/// Puts a value of the profile into a text that means `old`, or takes it out.
pub(super) fn splice(
    text: &str,
    questionnaire: &Questionnaire,
    old: &Answers,
    field: FieldIx,
    value: Option<&FieldValue>,
) -> Option<String> {
    let new = value.and_then(meaning::plain_value);
    if new == old.profile[field.0] {
        return Some(text.to_owned());
    }
    let path = [Step::Key("profile")];
    let asked = &questionnaire[field];
    let Some(new) = new else { return mapping::remove(text, &path, asked.id.as_str()) };
    let text = with_key(text, "profile", "{}")?;
    let value = Page::new(&text)?.style.field(&asked.kind, &new)?;
    let ids: Vec<_> = questionnaire.profile.iter().map(|field| field.id.as_str()).collect();
    let place = Place { order: &ids, otherwise: Otherwise::Last };
    mapping::put(&text, &path, asked.id.as_str(), &value, place)
}
