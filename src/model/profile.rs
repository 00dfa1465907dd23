//! The profile: unscored facts about the organisation.

use serde::{Deserialize, Serialize};

use super::{Id, QuestionIx, RoleIx, Scale, figure};

/// A fact that is asked before the questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its id in the answers.
    pub id: Id,
    /// What is asked.
    pub ask: String,
    /// What kind of value it takes.
    pub kind: FieldKind,
    /// The roles that are asked; empty means all.
    pub who: Vec<RoleIx>,
    /// The concepts that it rests on, such as `0-11`.
    pub basis: Vec<String>,
}

impl Field {
    /// Whether a role is asked this. A joint interview is asked everything.
    pub fn asks(&self, role: Option<RoleIx>) -> bool {
        role.is_none_or(|role| self.who.is_empty() || self.who.contains(&role))
    }

    /// A value in words, a line a row: what was understood, as it is said back
    /// to whoever typed it. "18,404 contacts", "EUR 6.80".
    pub fn words(&self, value: &FieldValue) -> Vec<String> {
        match (&self.kind, value) {
            (FieldKind::Number { unit }, FieldValue::Number(number)) => {
                vec![with_unit(*number, unit.as_deref())]
            }
            (FieldKind::Choice(choices), FieldValue::Choice(at)) => titles(choices, &[*at]),
            (_, FieldValue::Choices(chosen)) if chosen.is_empty() => {
                vec!["none of them".to_owned()]
            }
            (FieldKind::Choices(choices), FieldValue::Choices(chosen)) => {
                vec![titles(choices, chosen).join(", ")]
            }
            (_, FieldValue::Table(rows)) => rows.iter().map(|row| row_words(row)).collect(),
            (_, value) => vec![cell_words(value)],
        }
    }
}

fn with_unit(number: f64, unit: Option<&str>) -> String {
    let shown = figure::shown_number(number);
    match (Scale::of(unit), unit) {
        (Scale::Share, _) => format!("{shown} %"),
        (_, Some(unit)) => format!("{shown} {unit}"),
        (_, None) => shown,
    }
}

fn titles(choices: &[Choice], chosen: &[usize]) -> Vec<String> {
    chosen.iter().filter_map(|&at| choices.get(at)).map(|choice| choice.title.clone()).collect()
}

/// The cells of a row, with a semicolon between them, as they are typed.
fn row_words(row: &[Option<FieldValue>]) -> String {
    let cells = row.iter().map(|cell| cell.as_ref().map(cell_words).unwrap_or_default());
    let row = cells.collect::<Vec<_>>().join("; ");
    row.trim_end_matches([';', ' ']).to_owned()
}

fn cell_words(value: &FieldValue) -> String {
    match value {
        FieldValue::Number(number) => figure::shown_number(*number),
        FieldValue::Money(money) => figure::shown_money(money),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Choice(_) | FieldValue::Choices(_) | FieldValue::Table(_) => String::new(),
    }
}

/// What kind of value a field takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A number, with the unit it is in.
    Number {
        /// "contacts", "minutes", "percent".
        unit: Option<String>,
    },
    /// An amount with its currency, "6.80 EUR".
    Money,
    /// Free text.
    Text,
    /// One of several choices.
    Choice(Vec<Choice>),
    /// Any number of several choices.
    Choices(Vec<Choice>),
    /// Rows with named columns.
    Table(Vec<Column>),
}

/// One choice of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id in the answers.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// The questions that a promise rests on; empty for other choices.
    pub rests_on: Vec<QuestionIx>,
}

/// One column of a table field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its id in the answers.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnKind {
    /// A number.
    Number,
    /// An amount with its currency.
    Money,
    /// Free text.
    Text,
}

/// The value that the answers give a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldValue {
    /// For a number field.
    Number(f64),
    /// For a money field.
    Money(Money),
    /// For a text field.
    Text(String),
    /// For a choice field: the position of the choice.
    Choice(usize),
    /// For a choices field: the positions of the choices, in the order given.
    /// Without any it states "none"; a field that states nothing has no value.
    Choices(Vec<usize>),
    /// For a table field: rows with one cell a column, empty where left out.
    Table(Vec<Vec<Option<Self>>>),
}

impl FieldValue {
    /// Whether the value states a fact: empty texts and tables do not. An empty
    /// list of choices does: it states "none".
    pub fn is_given(&self) -> bool {
        match self {
            Self::Number(_) | Self::Money(_) | Self::Choice(_) | Self::Choices(_) => true,
            Self::Text(text) => !text.trim().is_empty(),
            Self::Table(rows) => !rows.is_empty(),
        }
    }

    /// Whether it states that none of the choices is so.
    pub fn is_none_of_the_choices(&self) -> bool {
        matches!(self, Self::Choices(choices) if choices.is_empty())
    }
}

/// An amount with its currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// How much, zero or more.
    pub amount: f64,
    /// Three capital letters, such as EUR.
    pub currency: String,
    /// As files have it, "6.80 EUR".
    pub written: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Money, read_number};

    #[track_caller]
    fn check(kind: FieldKind, value: &FieldValue, expected: &[&str]) {
        let (id, ask) = (Id::new("fact").expect("an id"), "Ask?".to_owned());
        let field = Field { id, ask, kind, who: Vec::new(), basis: Vec::new() };
        assert_eq!(field.words(value), expected);
    }

    #[test]
    fn what_was_understood_is_said_in_words() {
        let number = |text: &str| FieldValue::Number(read_number(text, None).expect("a number"));
        let in_unit = |unit: &str| FieldKind::Number { unit: Some(unit.to_owned()) };
        let money = FieldValue::Money(Money::read("6,80 €").expect("an amount"));
        let text = FieldValue::Text("As it is".to_owned());
        check(in_unit("contacts"), &number("18404"), &["18,404 contacts"]);
        check(in_unit("minutes"), &number("6,5"), &["6.5 minutes"]);
        check(in_unit("percent"), &number("12"), &["12 %"]);
        check(FieldKind::Number { unit: None }, &number("1000"), &["1,000"]);
        check(FieldKind::Money, &money, &["EUR 6.80"]);
        check(FieldKind::Text, &text, &["As it is"]);
        let rows = vec![vec![Some(text), None], vec![None, Some(money)]];
        let table = FieldValue::Table(rows);
        check(FieldKind::Table(Vec::new()), &table, &["As it is", "; EUR 6.80"]);
    }

    #[test]
    fn an_empty_list_of_choices_states_none() {
        let none = FieldValue::Choices(Vec::new());
        assert!(none.is_given() && none.is_none_of_the_choices());
        assert!(!FieldValue::Choices(vec![0]).is_none_of_the_choices());
        for nothing in [FieldValue::Table(Vec::new()), FieldValue::Text(" ".to_owned())] {
            assert!(!nothing.is_given() && !nothing.is_none_of_the_choices());
        }
    }
}
