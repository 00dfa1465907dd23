//! The building blocks of the raw types: what a file says, before it is known
//! to make sense.
//!
//! Raw types are plain derived structs that mirror the file. Each of their
//! fields is a [`Raw`], so that one wrong value hides only what depends on it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::tree::NodeId;

/// A value of the file, with its node.
///
/// Without a node the key is not there. With a node and without a value the
/// key has no value, or one of a wrong type, which has been reported.
#[derive(Debug)]
pub(super) struct Raw<T> {
    pub(super) node: Option<NodeId>,
    pub(super) value: Option<T>,
}

/// A list in the file.
pub(super) type List<T> = Raw<Vec<Raw<T>>>;

/// A mapping in the file whose keys are the user's own, in order.
pub(super) type Mapping<T> = Raw<Entries<T>>;

/// The entries of a [`Mapping`]; a key is found at the node of its value.
#[derive(Debug)]
pub(super) struct Entries<T>(pub(super) Vec<(String, Raw<T>)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A scalar of any type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar {
    Boolean(bool),
    Whole(i64),
    Number(f64),
    Text(String),
}

/// A value that is there.
#[derive(Debug)]
pub(super) struct At<T> {
    pub(super) node: NodeId,
    pub(super) value: T,
}

impl<T> Raw<T> {
    /// The value, if there is one.
    pub(super) fn given(self) -> Option<At<T>> {
        Some(At { node: self.node?, value: self.value? })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Raw<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Serde answers for a key that is not there, and only to an option.
        deserializer.deserialize_option(RawVisitor(PhantomData))
    }
}

struct RawVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for RawVisitor<T> {
    type Value = Raw<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its node")
    }

    fn visit_none<E>(self) -> Result<Raw<T>, E> {
        Ok(Raw { node: None, value: None })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Raw<T>, A::Error> {
        let node = parts.next_element::<u32>()?.map(NodeId);
        Ok(Raw { node, value: parts.next_element()? })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl Visitor<'_> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Whole(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }
}
