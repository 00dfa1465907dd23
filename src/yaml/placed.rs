//! `serde_yaml` with places: an adapter that walks the values of `serde_yaml`
//! and the nodes of the [`Tree`](super::tree::Tree) side by side.
//!
//! Plain derived types can be read through it, and four things differ:
//!
//! * A [`Raw`](super::raw::Raw) learns which node it was read from.
//! * A value of a wrong type is a problem, and its `Raw` stays without a value;
//!   reading goes on behind it.
//! * An unknown key of a struct is a problem, and a repeated one is skipped,
//!   because the first pass has reported it.
//! * An enum is chosen by the shape of the value: its variants are some of
//!   `Scalar`, `List` and `Mapping`. Its `#[serde(expecting)]` says what is
//!   wanted.
//!
//! Every value inside a list, a mapping or a struct has to be a `Raw`, because
//! only a `Raw` takes a refusal.

use std::fmt;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IgnoredAny, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::{Deserialize as _, forward_to_deserialize_any};

use super::reading::Reading;
use super::tree::{NodeId, Shape};
use crate::model::Found;

/// A deserializer that knows its node.
pub(super) struct Placed<'r, 't, D> {
    pub(super) inner: D,
    pub(super) node: NodeId,
    pub(super) reading: &'r Reading<'t>,
}

impl<'de, D: Deserializer<'de>> Placed<'_, '_, D> {
    fn shape(&self) -> Shape {
        self.reading.tree.node(self.node).shape
    }

    /// Reports that something else was wanted, and steps over the value.
    fn refuse<T>(self, wanted: &str) -> Result<T, D::Error> {
        IgnoredAny::deserialize(self.inner)?;
        self.reading.wrong_type(self.node, wanted, shape_found(self.reading, self.node));
        Err(self.reading.refusal())
    }

    /// Reads a scalar of one type.
    fn scalar<V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, D::Error> {
        if self.shape() != Shape::Scalar {
            return self.refuse(&wanted.name(&visitor));
        }
        let Self { inner, node, reading } = self;
        inner.deserialize_any(ScalarVisitor { visitor, wanted, node, reading })
    }
}

fn shape_found(reading: &Reading<'_>, node: NodeId) -> Found {
    match reading.tree.node(node).shape {
        Shape::Null => Found::Nothing,
        Shape::Scalar => Found::Text,
        Shape::List => Found::List,
        Shape::Mapping => Found::Mapping,
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Placed<'_, '_, D> {
    type Error = D::Error;

    /// Only `Raw` asks for an option.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_seq(NodeThenValue { node: Some(self.node), value: Some(self) })
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.scalar(Wanted::Text, visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.scalar(Wanted::WholeNumber, visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.scalar(Wanted::Number, visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.scalar(Wanted::Boolean, visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.scalar(Wanted::Anything, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if self.shape() != Shape::List {
            return self.refuse("a list");
        }
        let next = self.reading.tree.first_child(self.node);
        let Self { inner, node, reading } = self;
        inner.deserialize_seq(Entries {
            visitor,
            cursor: Cursor { reading, node, next, fields: None },
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.mapping(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.mapping(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let variant = match self.shape() {
            Shape::Null | Shape::Scalar => "Scalar",
            Shape::List => "List",
            Shape::Mapping => "Mapping",
        };
        if !variants.contains(&variant) {
            return self.refuse(&expectation(&visitor));
        }
        visitor.visit_enum(ByShape { variant, placed: self })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char str bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct identifier
    }
}

impl<'de, D: Deserializer<'de>> Placed<'_, '_, D> {
    fn mapping<V: Visitor<'de>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if self.shape() != Shape::Mapping {
            return self.refuse("a mapping");
        }
        let next = self.reading.tree.first_child(self.node);
        let Self { inner, node, reading } = self;
        inner.deserialize_map(Entries { visitor, cursor: Cursor { reading, node, next, fields } })
    }
}

/// What a `Raw` is given: the number of its node and then, if it has one of
/// the right type, its value.
struct NodeThenValue<'r, 't, D> {
    node: Option<NodeId>,
    value: Option<Placed<'r, 't, D>>,
}

impl<'de, D: Deserializer<'de>> SeqAccess<'de> for NodeThenValue<'_, '_, D> {
    type Error = D::Error;

    fn next_element_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, D::Error>
    where
        S: DeserializeSeed<'de>,
    {
        if let Some(node) = self.node.take() {
            let number: U32Deserializer<D::Error> = node.0.into_deserializer();
            return seed.deserialize(number).map(Some);
        }
        let Some(value) = self.value.take() else { return Ok(None) };
        if value.shape() == Shape::Null {
            IgnoredAny::deserialize(value.inner)?;
            return Ok(None);
        }
        let reading = value.reading;
        match seed.deserialize(value) {
            Err(_) if reading.take_refusal() => Ok(None),
            result => result.map(Some),
        }
    }
}

/// Steps through the children of a node while `serde_yaml` steps through the
/// entries of the same list or mapping.
struct Cursor<'r, 't> {
    reading: &'r Reading<'t>,
    node: NodeId,
    next: Option<NodeId>,
    /// In a struct, the keys that it knows.
    fields: Option<&'static [&'static str]>,
}

impl<'r, 't> Cursor<'r, 't> {
    fn step<E: serde::de::Error>(&mut self) -> Result<NodeId, E> {
        let tree = &self.reading.tree;
        let child = self.next.ok_or_else(|| E::custom("the two parsers disagree"))?;
        self.next = tree.next_child(self.node, child);
        Ok(child)
    }

    /// Whether the value of a key is read; an unknown key is reported.
    fn knows(&self, child: NodeId) -> bool {
        let tree = &self.reading.tree;
        let is_repeated = tree.node(child).key.as_ref().is_some_and(|key| key.repeated);
        let Some(fields) = self.fields else { return !is_repeated };
        let is_known = fields.contains(&tree.key(child));
        if !is_known && !is_repeated {
            self.reading.unknown_key(child, fields);
        }
        is_known && !is_repeated
    }

    fn value<S>(&self, node: NodeId, seed: S) -> ValueSeed<'r, 't, S> {
        ValueSeed { seed, node, reading: self.reading }
    }
}

/// Hands a value to its seed, with its node.
struct ValueSeed<'r, 't, S> {
    seed: S,
    node: NodeId,
    reading: &'r Reading<'t>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for ValueSeed<'_, '_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Placed { inner, node: self.node, reading: self.reading })
    }
}

/// The visitor of a list or a mapping.
struct Entries<'r, 't, V> {
    visitor: V,
    cursor: Cursor<'r, 't>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Entries<'_, '_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Items { inner, cursor: self.cursor })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Pairs { inner, cursor: self.cursor, value: None })
    }
}

struct Items<'r, 't, A> {
    inner: A,
    cursor: Cursor<'r, 't>,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, '_, A> {
    type Error = A::Error;

    fn next_element_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error>
    where
        S: DeserializeSeed<'de>,
    {
        if self.cursor.next.is_none() {
            return Ok(None);
        }
        let node = self.cursor.step()?;
        self.inner.next_element_seed(self.cursor.value(node, seed))
    }
}

struct Pairs<'r, 't, A> {
    inner: A,
    cursor: Cursor<'r, 't>,
    value: Option<NodeId>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Pairs<'_, '_, A> {
    type Error = A::Error;

    fn next_key_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error>
    where
        S: DeserializeSeed<'de>,
    {
        while self.inner.next_key::<IgnoredAny>()?.is_some() {
            let child = self.cursor.step()?;
            if self.cursor.knows(child) {
                self.value = Some(child);
                let key: StrDeserializer<'_, A::Error> =
                    self.cursor.reading.tree.key(child).into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            self.inner.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn next_value_seed<S>(&mut self, seed: S) -> Result<S::Value, A::Error>
    where
        S: DeserializeSeed<'de>,
    {
        let node = self.value.take().ok_or_else(|| A::Error::custom("a value without a key"))?;
        self.inner.next_value_seed(self.cursor.value(node, seed))
    }
}

/// An enum whose variant is the shape of the value.
struct ByShape<'r, 't, D> {
    variant: &'static str,
    placed: Placed<'r, 't, D>,
}

impl<'de, 'r, 't, D: Deserializer<'de>> EnumAccess<'de> for ByShape<'r, 't, D> {
    type Error = D::Error;
    type Variant = Placed<'r, 't, D>;

    fn variant_seed<S>(self, seed: S) -> Result<(S::Value, Self::Variant), D::Error>
    where
        S: DeserializeSeed<'de>,
    {
        let name: StrDeserializer<'_, D::Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(name)?, self.placed))
    }
}

impl<'de, D: Deserializer<'de>> VariantAccess<'de> for Placed<'_, '_, D> {
    type Error = D::Error;

    fn unit_variant(self) -> Result<(), D::Error> {
        IgnoredAny::deserialize(self.inner).map(drop)
    }

    fn newtype_variant_seed<S>(self, seed: S) -> Result<S::Value, D::Error>
    where
        S: DeserializeSeed<'de>,
    {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.mapping(Some(fields), visitor)
    }
}

/// The type that a scalar has to have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Text,
    WholeNumber,
    Number,
    Boolean,
    Anything,
}

impl Wanted {
    fn name<'de>(self, visitor: &impl Visitor<'de>) -> String {
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
fn expectation<'de>(visitor: &impl Visitor<'de>) -> String {
    let expected: &dyn Expected = visitor;
    expected.to_string()
}

/// Passes on a scalar that has the wanted type, and refuses any other.
struct ScalarVisitor<'r, 't, V> {
    visitor: V,
    wanted: Wanted,
    node: NodeId,
    reading: &'r Reading<'t>,
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
