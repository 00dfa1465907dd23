//! The values of a plain text, for `serde`.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Value;
use crate::yaml::tree::{NodeId, Shape, Tree};

/// The values of the nodes of a tree, in their order.
#[derive(Default)]
pub(in crate::yaml) struct Values<'t>(Vec<Value<'t>>);

impl<'t> Values<'t> {
    pub(super) fn push(&mut self, value: Value<'t>) {
        self.0.push(value);
    }

    /// The whole document.
    pub(in crate::yaml) fn root<'p>(&'p self, tree: &'p Tree<'t>) -> At<'p, 't> {
        At { values: self, tree, node: NodeId::ROOT }
    }
}

/// One value of a plain text.
#[derive(Clone, Copy)]
pub(in crate::yaml) struct At<'p, 't> {
    values: &'p Values<'t>,
    tree: &'p Tree<'t>,
    node: NodeId,
}

impl<'p, 't> At<'p, 't> {
    fn children(self) -> Children<'p, 't> {
        Children { next: self.tree.first_child(self.node), value: None, parent: self }
    }
}

impl<'de> Deserializer<'de> for At<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.values.0[self.node.0 as usize] {
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Whole(number) => visitor.visit_u64(*number),
            Value::Number(number) => visitor.visit_f64(*number),
            Value::Text(text) => visitor.visit_str(text),
            Value::Inner if self.tree.node(self.node).shape == Shape::List => {
                visitor.visit_seq(self.children())
            }
            Value::Inner => visitor.visit_map(self.children()),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The children of a list or a mapping, one after the other.
struct Children<'p, 't> {
    parent: At<'p, 't>,
    next: Option<NodeId>,
    /// The value whose key was read last.
    value: Option<NodeId>,
}

impl<'p, 't> Children<'p, 't> {
    fn step(&mut self) -> Option<NodeId> {
        let child = self.next?;
        self.next = self.parent.tree.next_child(self.parent.node, child);
        Some(child)
    }

    fn at(&self, node: NodeId) -> At<'p, 't> {
        At { node, ..self.parent }
    }
}

impl<'de> SeqAccess<'de> for Children<'_, '_> {
    type Error = Error;

    fn next_element_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, Error>
    where
        S: DeserializeSeed<'de>,
    {
        self.step().map(|child| seed.deserialize(self.at(child))).transpose()
    }
}

impl<'de> MapAccess<'de> for Children<'_, '_> {
    type Error = Error;

    fn next_key_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, Error>
    where
        S: DeserializeSeed<'de>,
    {
        self.value = self.step();
        let Some(child) = self.value else { return Ok(None) };
        let key: StrDeserializer<'_, Error> = self.parent.tree.key(child).into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S>(&mut self, seed: S) -> Result<S::Value, Error>
    where
        S: DeserializeSeed<'de>,
    {
        let child = self.value.take().ok_or_else(|| Error::custom("a value without a key"))?;
        seed.deserialize(self.at(child))
    }
}
