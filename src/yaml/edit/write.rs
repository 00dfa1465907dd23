//! Values as they are written: quoted so that every reader takes them for
//! what they are.

use crate::model::{Choice, Column, FieldKind, FieldValue, Money, Question, write_number};
use crate::text::in_json;

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Words without quotes, where that is safe.
    Yaml,
    /// In a file that is JSON, which stays JSON.
    Json,
}

/// Words that some reader of YAML takes for something else than a text.
const RESERVED: [&str; 11] =
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"];

impl Style {
    /// A short text: without quotes if it is nothing but words.
    pub(super) fn word(self, text: &str) -> String {
        if self == Self::Yaml && is_plain(text) { text.to_owned() } else { quoted(text) }
    }

    /// `key: value`, for a value that is written already. A key is an id or a
    /// word of the format.
    pub(super) fn entry(self, key: &str, value: &str) -> String {
        let is_bare = self == Self::Yaml && (key == "not_applicable" || is_plain(key));
        if is_bare { format!("{key}: {value}") } else { format!("\"{key}\": {value}") }
    }

    /// `{ key: value }`, for entries that are written already.
    pub(super) fn mapping(self, entries: &[(&str, String)]) -> String {
        if entries.is_empty() {
            return "{}".to_owned();
        }
        let entries: Vec<_> = entries.iter().map(|(key, value)| self.entry(key, value)).collect();
        format!("{{ {} }}", entries.join(", "))
    }

    /// A date, which is a text here and never anything else.
    pub(super) fn date(self, date: jiff::civil::Date) -> String {
        if self == Self::Json { format!("\"{date}\"") } else { date.to_string() }
    }

    /// A value of the profile; `None` where it does not fit its field.
    pub(super) fn field(self, kind: &FieldKind, value: &FieldValue) -> Option<String> {
        match (kind, value) {
            (FieldKind::Choice(choices), FieldValue::Choice(position)) => {
                self.choice(choices, *position)
            }
            (FieldKind::Choices(choices), FieldValue::Choices(chosen)) => {
                let ids = chosen.iter().map(|&position| self.choice(choices, position));
                Some(format!("[{}]", ids.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            (FieldKind::Table(columns), FieldValue::Table(rows)) => {
                let rows = rows.iter().map(|row| self.row(columns, row));
                Some(format!("[{}]", rows.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            (_, value) => self.cell(value),
        }
    }

    fn choice(self, choices: &[Choice], position: usize) -> Option<String> {
        choices.get(position).map(|choice| self.word(choice.id.as_str()))
    }

    fn row(self, columns: &[Column], row: &[Option<FieldValue>]) -> Option<String> {
        let mut entries = Vec::with_capacity(columns.len());
        for (column, cell) in columns.iter().zip(row) {
            if let Some(cell) = cell {
                entries.push((column.id.as_str(), self.cell(cell)?));
            }
        }
        Some(self.mapping(&entries))
    }

    fn cell(self, value: &FieldValue) -> Option<String> {
        match value {
            FieldValue::Number(number) if number.is_finite() => Some(write_number(*number)),
            FieldValue::Money(money) => Some(self.word_or_money(&money.written)),
            FieldValue::Text(text) => Some(quoted(text)),
            FieldValue::Number(_)
            | FieldValue::Choice(_)
            | FieldValue::Choices(_)
            | FieldValue::Table(_) => None,
        }
    }

    /// `6.80 EUR` is a text to every reader, because of its blank.
    fn word_or_money(self, written: &str) -> String {
        let is_safe = Money::read(written).is_ok_and(|money| money.written == written);
        if self == Self::Yaml && is_safe { written.to_owned() } else { quoted(written) }
    }
}

/// A rev is written where it is above 1.
pub(super) fn rev(question: &Question) -> Option<String> {
    (question.rev > 1).then(|| question.rev.to_string())
}

/// Whether a text is words of letters and digits, joined by single blanks and
/// hyphens, that no reader takes for a number or a truth value.
fn is_plain(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_one_word = !text.contains(' ');
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_reserved = RESERVED.contains(&&*text.to_ascii_lowercase());
    text.len() <= 100
        && text.split(' ').all(is_word)
        && has_letter
        && (starts_well || !is_one_word)
        && !is_reserved
}

/// A text in double quotes on one line, with every character escaped that a
/// reader, a terminal or a CI server could take for something else. All escapes
/// are those of JSON.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    in_json(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Style::Yaml.word(text), expected);
    }

    #[test]
    fn words_stay_bare_and_everything_else_is_quoted() {
        check("Larkfield Home", "Larkfield Home");
        check("2026 autumn", "2026 autumn");
        check("dat-status-push", "dat-status-push");
        check("No", "\"No\"");
        check("null", "\"null\"");
        check("1e5", "\"1e5\"");
        check("12", "\"12\"");
        check("12 13", "\"12 13\"");
        check("2026-10-14", "\"2026-10-14\"");
        check("", "\"\"");
        check(" a", "\" a\"");
        check("a ", "\"a \"");
        check("- a", "\"- a\"");
        check("a: b", "\"a: b\"");
        check("a #b", "\"a #b\"");
        check("Zoë", "\"Zoë\"");
    }

    #[test]
    fn what_a_reader_could_mistake_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("a \"b\" \\", r#""a \"b\" \\""#);
        check("a\nb\r\n\tc", r#""a\nb\r\n\tc""#);
        check("\0\u{1b}\u{7f}\u{85}", r#""\u0000\u001b\u007f\u0085""#);
        check("\u{2028}\u{202e}\u{feff}", r#""\u2028\u202e\ufeff""#);
        check("日 😀", "\"日 😀\"");
        check("a\u{200b}b\u{ad}c\u{61c}", r#""a\u200bb\u00adc\u061c""#);
        check("a\u{e0041}", r#""a\udb40\udc41""#);
        check("##[error]x ##vso[a]", r#""\u0023#[error]x \u0023#vso[a]""#);
    }
}
