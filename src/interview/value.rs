//! The values of profile fields, as they are typed.

use super::command::Command;
use super::misread::{Misread, echo};
use crate::model::{Choice, Column, ColumnKind, FieldKind, FieldValue, Money, read_number};

/// Reads the value of a field. A table takes one row a line.
pub(super) fn parse(kind: &FieldKind, line: &str) -> Result<Command, Misread> {
    let line = line.trim();
    match kind {
        FieldKind::Number { unit } => number(line, unit.as_deref()).map(Command::Value),
        FieldKind::Money => money(line).map(Command::Value),
        FieldKind::Text => Ok(Command::Value(FieldValue::Text(line.to_owned()))),
        FieldKind::Choice(choices) => one_of(choices, line).map(Command::Value),
        FieldKind::Choices(choices) => some_of(choices, line).map(Command::Value),
        FieldKind::Table(columns) => row(columns, line).map(Command::Row),
    }
}

fn number(text: &str, unit: Option<&str>) -> Result<FieldValue, Misread> {
    Ok(FieldValue::Number(read_number(text, unit)?))
}

fn money(text: &str) -> Result<FieldValue, Misread> {
    Ok(FieldValue::Money(Money::read(text)?))
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
        ColumnKind::Number => number(text, None),
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
    fn check_refused(kind: &FieldKind, line: &str, sentence: &str) {
        let misread = parse(kind, line).expect_err("it is refused");
        assert_eq!(misread.to_string(), sentence);
    }

    #[test]
    fn numbers_are_read_as_files_read_them_and_refused_in_the_same_words() {
        let contacts = FieldKind::Number { unit: Some("contacts".to_owned()) };
        let share = FieldKind::Number { unit: Some("percent".to_owned()) };
        let taken = |line| parse(&contacts, line).ok();
        assert_eq!(taken("18 404"), Some(Command::Value(FieldValue::Number(18404.0))));
        assert_eq!(taken("1,234,567"), Some(Command::Value(FieldValue::Number(1_234_567.0))));
        let two_ways =
            "`12.500` can be read in two ways; only one of them makes sense here: write `12500`";
        check_refused(&contacts, "12.500", two_ways);
        let two_ways = "`6.800 EUR` can be read in two ways; write `6800 EUR` or `6.80 EUR`";
        check_refused(&FieldKind::Money, "6.800 EUR", two_ways);
        check_refused(&contacts, "12.5", "a number of contacts has to be whole, not 12.5");
        check_refused(&share, "150", "a share has to be 0 to 100, not 150");
        let digits = "write digits, with a point before decimals: `18404` or `6.5`";
        check_refused(&contacts, "many", &format!("`many` is not a number; {digits}"));
        check_refused(&contacts, "a\u{1b}b", &format!("`a?b` is not a number; {digits}"));
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
        assert!(matches!(row(&columns, "a; lots"), Err(Misread::Refused(_))));
    }
}
