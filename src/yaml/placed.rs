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
//! only a `Raw` takes a refusal. A scalar is a `String`, `i64`, `f64`, `bool`
//! or [`Scalar`](super::raw::Scalar).

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, IntoDeserializer as _, SeqAccess,
    VariantAccess, Visitor,
};
use serde::{Deserialize as _, forward_to_deserialize_any};

use super::entries::{Cursor, EntriesVisitor};
use super::reading::Reading;
use super::scalar::{ScalarVisitor, Wanted, expectation};
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
        inner.deserialize_seq(EntriesVisitor {
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
        inner.deserialize_map(EntriesVisitor {
            visitor,
            cursor: Cursor { reading, node, next, fields },
        })
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
