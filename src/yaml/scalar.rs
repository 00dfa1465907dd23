//! Scalars, for [`Placed`](super::placed::Placed): `serde_yaml` says which type
//! one has, and one of a wrong type is refused.

use std::fmt;

use serde::de::{Expected, Visitor};

use super::reading::Reading;
use super::tree::NodeId;
use crate::model::Found;

/// The type that a scalar has to have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    WholeNumber,
    Number,
    Boolean,
    Anything,
}

impl Wanted {
    pub(super) fn name<'de>(self, visitor: &impl Visitor<'de>) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::WholeNumber => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Anything => expectation(visitor),
        }
    }
}

/// What a visitor says that it expects.
pub(super) fn expectation<'de>(visitor: &impl Visitor<'de>) -> String {
    let expected: &dyn Expected = visitor;
    expected.to_string()
}

/// Passes on a scalar that has the wanted type, and refuses any other.
pub(super) struct ScalarVisitor<'r, 't, V> {
    pub(super) visitor: V,
    pub(super) wanted: Wanted,
    pub(super) node: NodeId,
    pub(super) reading: &'r Reading<'t>,
}

impl<'de, V: Visitor<'de>> ScalarVisitor<'_, '_, V> {
    fn takes(&self, types: &[Wanted]) -> bool {
        self.wanted == Wanted::Anything || types.contains(&self.wanted)
    }

    fn refuse<E: serde::de::Error>(self, found: Found) -> Result<V::Value, E> {
        self.reading.wrong_type(self.node, &self.wanted.name(&self.visitor), found);
        Err(self.reading.refusal())
    }

    /// Passes on a whole number that may be too large for `i64`.
    fn whole<E: serde::de::Error>(self, number: Option<i64>, near: f64) -> Result<V::Value, E> {
        match number {
            Some(number) if self.takes(&[Wanted::WholeNumber]) => self.visitor.visit_i64(number),
            _ => self.visit_f64(near),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number so large has no need of its last digits")]
impl<'de, V: Visitor<'de>> Visitor<'de> for ScalarVisitor<'_, '_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<V::Value, E> {
        if self.takes(&[Wanted::Boolean]) {
            return self.visitor.visit_bool(value);
        }
        self.refuse(Found::Boolean)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<V::Value, E> {
        self.whole(Some(number), number as f64)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<V::Value, E> {
        self.whole(i64::try_from(number).ok(), number as f64)
    }

    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<V::Value, E> {
        self.whole(None, number as f64)
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<V::Value, E> {
        self.whole(None, number as f64)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<V::Value, E> {
        if !number.is_finite() {
            return self.refuse(Found::NotFinite);
        }
        if self.takes(&[Wanted::Number]) {
            return self.visitor.visit_f64(number);
        }
        self.refuse(Found::Number)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<V::Value, E> {
        if self.takes(&[Wanted::Text]) {
            return self.visitor.visit_str(text);
        }
        self.refuse(Found::Text)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.refuse(Found::Nothing)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.refuse(Found::Nothing)
    }
}
