//! The entries of a list or a mapping, for [`Placed`]: the step from one to
//! the next, on both sides.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, IntoDeserializer as _, MapAccess,
    SeqAccess, Visitor,
};

use super::placed::Placed;
use super::reading::Reading;
use super::tree::NodeId;

/// Steps through the children of a node while `serde_yaml` steps through the
/// entries of the same list or mapping.
pub(super) struct Cursor<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) node: NodeId,
    pub(super) next: Option<NodeId>,
    /// In a struct, the keys that it knows.
    pub(super) fields: Option<&'static [&'static str]>,
}

impl<'r, 't> Cursor<'r, 't> {
    fn step<E: serde::de::Error>(&mut self) -> Result<NodeId, E> {
        let tree = &self.reading.tree;
        let child = self.next.ok_or_else(|| E::custom("it can be read in two ways"))?;
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
pub(super) struct EntriesVisitor<'r, 't, V> {
    pub(super) visitor: V,
    pub(super) cursor: Cursor<'r, 't>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for EntriesVisitor<'_, '_, V> {
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
