//! The checks that are the same for every kind of value.
//!
//! A check reports what it finds and returns `None`; the caller goes on with
//! the other values, and only makes its own value when it has all of them.

use jiff::civil::Date;

use super::raw::{At, List, Raw};
use super::reading::Reading;
use super::suggest;
use super::tree::NodeId;
use crate::model::{Found, Id, Level, ProblemKind, Span, Tenths, read_day};

/// Takes the value of a required key out of a raw struct, or reports that it
/// is missing.
macro_rules! need {
    ($reading:expr, $node:expr, $raw:ident.$key:ident) => {
        $reading.need($raw.$key, $node, stringify!($key))
    };
    ($reading:expr, $node:expr, $raw:ident.value.$key:ident) => {
        $reading.need($raw.value.$key, $node, stringify!($key))
    };
}
pub(super) use need;

impl Reading<'_> {
    /// The value of a required key; `parent` is the mapping that needs it.
    pub(super) fn need<T>(&self, raw: Raw<T>, parent: NodeId, key: &'static str) -> Option<At<T>> {
        match raw.node {
            None => self.report(parent, ProblemKind::MissingKey { key }),
            Some(node) if self.tree.is_null(node) => {
                self.report(node, ProblemKind::MissingKey { key });
            }
            Some(_) => {}
        }
        raw.given()
    }

    /// Exactly one, or at most one, of some keys of a mapping.
    pub(super) fn one_of(
        &self,
        mapping: NodeId,
        keys: &[&'static str],
        required: bool,
    ) -> Option<&'static str> {
        let is_given = |key: &&str| {
            self.tree.value(mapping, key).is_some_and(|value| !self.tree.is_null(value))
        };
        let found: Vec<_> = keys.iter().copied().filter(is_given).collect();
        match found[..] {
            [only] => Some(only),
            [] if !required => None,
            _ => {
                let keys = keys.to_vec();
                self.report(mapping, ProblemKind::OneOf { keys, found, required });
                None
            }
        }
    }

    /// The items of a list; one without a value is a problem.
    pub(super) fn items<T>(&self, items: Vec<Raw<T>>, wanted: &str) -> Vec<At<T>> {
        let mut given = Vec::with_capacity(items.len());
        for item in items {
            if let Some(node) = item.node.filter(|&node| self.tree.is_null(node)) {
                self.wrong_type(node, wanted, Found::Nothing);
            }
            given.extend(item.given());
        }
        given
    }

    /// The items of a list that may be left out.
    pub(super) fn optional_items<T>(&self, list: List<T>, wanted: &str) -> Vec<At<T>> {
        self.items(list.value.unwrap_or_default(), wanted)
    }

    /// A text that has to say something.
    pub(super) fn text(&self, text: At<String>) -> Option<String> {
        if text.value.trim().is_empty() {
            let noun = self.noun(text.node, "this text");
            self.report_key(text.node, ProblemKind::EmptyText { noun });
            return None;
        }
        Some(text.value)
    }

    /// A text that people see by itself. Some YAML readers take `No` for a
    /// boolean; this one does not, but the file may meet others.
    pub(super) fn label(&self, text: At<String>) -> Option<String> {
        let written = self.text.slice(&self.tree.node(text.node).span);
        let is_boolean = |word: &&str| written.eq_ignore_ascii_case(word);
        if ["y", "yes", "n", "no", "on", "off"].iter().any(is_boolean) {
            let kind = ProblemKind::BooleanLabel { text: written.to_owned() };
            self.report(text.node, kind);
        }
        self.text(text)
    }

    /// A text that may be left out; an empty one is left out.
    pub(super) fn optional_text(raw: Raw<String>) -> Option<String> {
        raw.value.filter(|text| !text.is_empty())
    }

    /// Texts that have to say something each.
    pub(super) fn texts(&self, list: List<String>) -> Vec<String> {
        self.optional_items(list, "a text").into_iter().filter_map(|text| self.text(text)).collect()
    }

    pub(super) fn id(&self, text: &At<String>) -> Option<Id> {
        let id = Id::new(&text.value);
        if id.is_none() {
            let suggestion = suggest::kebab_case(&text.value);
            self.report(text.node, ProblemKind::InvalidId { id: text.value.clone(), suggestion });
        }
        id
    }

    /// A whole number from `low` to `high`.
    pub(super) fn whole(&self, number: &At<i64>, low: u32, high: Option<u32>) -> Option<u32> {
        let within = |number: &u32| *number >= low && high.is_none_or(|high| *number <= high);
        let checked = u32::try_from(number.value).ok().filter(within);
        if checked.is_none() {
            let noun = self.noun(number.node, "this number");
            let (value, low) = (number.value.to_string(), i64::from(low));
            let kind = ProblemKind::OutOfRange { noun, value, low, high: high.map(i64::from) };
            self.report(number.node, kind);
        }
        checked
    }

    /// A number with at most one decimal, from `low` to `high`.
    #[expect(clippy::cast_possible_truncation, reason = "the number is within `low` and `high`")]
    pub(super) fn tenths(&self, number: &At<f64>, low: i32, high: i32) -> Option<Tenths> {
        let value = number.value;
        if value < f64::from(low) || value > f64::from(high) {
            let (low, high) = (i64::from(low), Some(i64::from(high)));
            self.out_of_range(number, low, high);
            return None;
        }
        let tenths = (value * 10.0).round();
        if (value * 10.0 - tenths).abs() > 1e-6 {
            self.report(number.node, ProblemKind::TooPrecise { value: value.to_string() });
            return None;
        }
        Some(Tenths::new(tenths as i32))
    }

    pub(super) fn level(&self, number: &At<i64>) -> Option<Level> {
        let level = u64::try_from(number.value).ok().and_then(Level::new);
        if level.is_none() {
            let (noun, value) = ("a level".to_owned(), number.value.to_string());
            let kind = ProblemKind::OutOfRange { noun, value, low: 1, high: Some(5) };
            self.report(number.node, kind);
        }
        level
    }

    pub(super) fn out_of_range(&self, number: &At<f64>, low: i64, high: Option<i64>) {
        let noun = self.noun(number.node, "this number");
        let value = number.value.to_string();
        self.report(number.node, ProblemKind::OutOfRange { noun, value, low, high });
    }

    /// What to call a value: by its key, if it has one.
    fn noun(&self, node: NodeId, otherwise: &str) -> String {
        match self.tree.key(node) {
            "" => otherwise.to_owned(),
            key => format!("`{key}`"),
        }
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(
        &self,
        text: &At<String>,
        noun: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|&value| name(value) == text.value);
        if found.is_none() {
            let known: Vec<_> = all.iter().map(|&value| name(value)).collect();
            let suggestion = self.suggest(&text.value, known.iter().copied());
            let word = text.value.clone();
            self.report(text.node, ProblemKind::UnknownWord { noun, word, suggestion, known });
        }
        found
    }

    /// Reports an id that leads nowhere.
    pub(super) fn unknown<'k>(
        &self,
        span: Span,
        id: &str,
        noun: &'static str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let suggestion = self.suggest(id, known);
        let id = id.to_owned();
        self.report_at(span, ProblemKind::UnknownReference { noun, id, suggestion });
    }

    /// A calendar date, written year-month-day.
    pub(super) fn date(&self, text: &At<String>) -> Option<Date> {
        read_day(&text.value).map_err(|problem| self.report(text.node, problem)).ok()
    }
}
