//! The profile: unscored facts about the organisation.

use serde::{Deserialize, Serialize};

use super::{Id, QuestionIx, RoleIx};

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
    /// As it was written, "6.80 EUR".
    pub written: String,
}

impl Money {
    /// Returns the amount of a text such as "6.80 EUR", or `None` if it is
    /// not digits with at most one point, a space and three capital letters.
    pub fn parse(text: &str) -> Option<Self> {
        let (amount, currency) = text.split_once(' ')?;
        let plain = amount.starts_with(|c: char| c.is_ascii_digit())
            && amount.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && amount.len() <= 15;
        let known = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        if !plain || !known {
            return None;
        }
        Some(Self {
            amount: amount.parse().ok()?,
            currency: currency.to_owned(),
            written: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, amount: Option<f64>) {
        assert_eq!(Money::parse(text).map(|money| money.amount), amount, "{text:?}");
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

    #[test]
    fn money_is_an_amount_and_a_currency() {
        check("6.80 EUR", Some(6.8));
        check("12 USD", Some(12.0));
        check("0 GBP", Some(0.0));
        check("6,80 EUR", None);
        check("6.8.0 EUR", None);
        check("EUR 6.80", None);
        check("6.80", None);
        check("-6.80 EUR", None);
        check("6.80 eur", None);
        check("nan EUR", None);
        check(&format!("{} EUR", "9".repeat(400)), None);
    }
}
