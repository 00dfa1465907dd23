//! The values of profile fields, as they are typed.

use super::command::Command;
use super::misread::{Misread, echo};
use crate::model::{Choice, Column, ColumnKind, FieldKind, FieldValue, Money};

/// Reads the value of a field. A table takes one row a line.
pub(super) fn parse(kind: &FieldKind, line: &str) -> Result<Command, Misread> {
    let line = line.trim();
    match kind {
        FieldKind::Number { .. } => number(line).map(Command::Value),
        FieldKind::Money => money(line).map(Command::Value),
        FieldKind::Text => Ok(Command::Value(FieldValue::Text(line.to_owned()))),
        FieldKind::Choice(choices) => one_of(choices, line).map(Command::Value),
        FieldKind::Choices(choices) => some_of(choices, line).map(Command::Value),
        FieldKind::Table(columns) => row(columns, line).map(Command::Row),
    }
}

/// `18404`, `18,404`, `6.5` or `12 %`.
fn number(text: &str) -> Result<FieldValue, Misread> {
    let plain = plain_number(text.trim_end_matches('%').trim_end());
    let number = plain.and_then(|plain| plain.parse::<f64>().ok());
    number.map(FieldValue::Number).ok_or_else(|| Misread::NotANumber(echo(text)))
}

/// Digits with at most one point. Commas and blanks are let go where they
/// part thousands; a decimal comma is not guessed at.
fn plain_number(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split([',', ' ', '\'']);
    let first = groups.next().unwrap_or_default();
    let sound = are_digits(first)
        && are_digits(decimals)
        && groups.all(|group| are_digits(group) && group.len() == 3)
        && (first.len() <= 3 || first.len() == whole.len())
        && text.len() <= 15;
    sound.then(|| text.replace([',', ' ', '\''], ""))
}

/// `6.80 EUR`, with the currency before or after.
fn money(text: &str) -> Result<FieldValue, Misread> {
    let text_with_currency = text.replace('€', " EUR ").replace('£', " GBP ");
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let currency: String = text_with_currency.chars().filter(|&c| is_letter(c)).collect();
    let amount = text_with_currency.replace(is_letter, "");
    let written = plain_number(amount.trim())
        .map(|amount| format!("{amount} {}", currency.to_ascii_uppercase()));
    let money = written.and_then(|written| Money::parse(&written));
    money.map(FieldValue::Money).ok_or_else(|| Misread::NotMoney(echo(text)))
}

fn one_of(choices: &[Choice], text: &str) -> Result<FieldValue, Misread> {
    match find(choices, text) {
        Ok(position) => Ok(FieldValue::Choice(position)),
        Err(_) if some_of(choices, text).is_ok() => Err(Misread::OneChoice),
        Err(misread) => Err(misread),
    }
}

/// Numbers or ids with blanks or commas between them; each counts once.
fn some_of(choices: &[Choice], text: &str) -> Result<FieldValue, Misread> {
    if let Ok(position) = find(choices, text) {
        return Ok(FieldValue::Choices(vec![position]));
    }
    let mut chosen = Vec::new();
    for part in text.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let position = find(choices, part)?;
        if !chosen.contains(&position) {
            chosen.push(position);
        }
    }
    if chosen.is_empty() {
        return Err(Misread::NotAChoice(echo(text), choices.len()));
    }
    Ok(FieldValue::Choices(chosen))
}

/// A choice by its number, id or title.
fn find(choices: &[Choice], text: &str) -> Result<usize, Misread> {
    let by_number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let by_name = || {
        let lower = text.to_lowercase();
        choices.iter().position(|c| c.id == *lower || c.title.to_lowercase() == lower)
    };
    let found = by_number.filter(|&position| position < choices.len()).or_else(by_name);
    found.ok_or_else(|| Misread::NotAChoice(echo(text), choices.len()))
}

/// `Fewer repeat contacts; Head of Service; 5 %`, a part a column.
fn row(columns: &[Column], line: &str) -> Result<Vec<Option<FieldValue>>, Misread> {
    let parts: Vec<&str> = line.split(';').map(str::trim).collect();
    if parts.len() > columns.len() {
        return Err(Misread::TooManyCells(columns.len()));
    }
    let parts = parts.into_iter().chain(std::iter::repeat(""));
    columns.iter().zip(parts).map(|(column, part)| cell(column.kind, part)).collect()
}

fn cell(kind: ColumnKind, text: &str) -> Result<Option<FieldValue>, Misread> {
    if text.is_empty() {
        return Ok(None);
    }
    match kind {
        ColumnKind::Number => number(text),
        ColumnKind::Money => money(text),
        ColumnKind::Text => Ok(FieldValue::Text(text.to_owned())),
    }
    .map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn choices() -> Vec<Choice> {
        let choice = |id: &str, title: &str| Choice {
            id: Id::new(id).expect("an id"),
            title: title.to_owned(),
            rests_on: Vec::new(),
        };
        vec![choice("up", "More contacts"), choice("flat", "As many"), choice("down", "Fewer")]
    }

    #[track_caller]
    fn check_number(line: &str, expected: Option<f64>) {
        let expected = expected.map(FieldValue::Number);
        assert_eq!(number(line).ok(), expected, "{line:?}");
    }

    #[test]
    fn numbers_forgive_thousands_but_guess_no_decimals() {
        check_number("18404", Some(18404.0));
        check_number("18,404", Some(18404.0));
        check_number("1 018 404", Some(1_018_404.0));
        check_number("6.5", Some(6.5));
        check_number("12 %", Some(12.0));
        check_number("6,5", None);
        check_number("1234,567", None);
        check_number("-3", None);
        check_number("1e9", None);
        check_number("many", None);
        check_number("", None);
    }

    #[track_caller]
    fn check_money(line: &str, written: Option<&str>) {
        let found = money(line).ok().map(|value| match value {
            FieldValue::Money(money) => money.written,
            other => panic!("{other:?} is no money"),
        });
        assert_eq!(found.as_deref(), written, "{line:?}");
    }

    #[test]
    fn money_is_written_one_way_and_read_in_several() {
        check_money("6.80 EUR", Some("6.80 EUR"));
        check_money("6.80eur", Some("6.80 EUR"));
        check_money("EUR 6.80", Some("6.80 EUR"));
        check_money("€6.80", Some("6.80 EUR"));
        check_money("£1,200", Some("1200 GBP"));
        check_money("6.80", None);
        check_money("6,80 EUR", None);
        check_money("6.80 dollars", None);
    }

    #[track_caller]
    fn check_choices(line: &str, one: Option<usize>, some: Option<&[usize]>) {
        assert_eq!(one_of(&choices(), line).ok(), one.map(FieldValue::Choice), "{line:?}");
        let some = some.map(|some| FieldValue::Choices(some.to_vec()));
        assert_eq!(some_of(&choices(), line).ok(), some, "{line:?}");
    }

    #[test]
    fn choices_go_by_number_id_or_title() {
        check_choices("1", Some(0), Some(&[0]));
        check_choices("DOWN", Some(2), Some(&[2]));
        check_choices("more contacts", Some(0), Some(&[0]));
        check_choices("1 3", None, Some(&[0, 2]));
        check_choices("3,1, up", None, Some(&[2, 0]));
        check_choices("4", None, None);
        check_choices("0", None, None);
        assert_eq!(one_of(&choices(), "1 3"), Err(Misread::OneChoice));
    }

    #[test]
    fn a_row_has_a_part_a_column() {
        let column =
            |id: &str, kind| Column { id: Id::new(id).expect("an id"), title: id.to_owned(), kind };
        let columns = [column("goal", ColumnKind::Text), column("worth", ColumnKind::Money)];
        let text = |text: &str| Some(FieldValue::Text(text.to_owned()));
        assert_eq!(row(&columns, "Fewer repeats"), Ok(vec![text("Fewer repeats"), None]));
        assert_eq!(row(&columns, "a; b; c"), Err(Misread::TooManyCells(2)));
        assert!(matches!(row(&columns, "a; lots"), Err(Misread::NotMoney(_))));
    }
}
