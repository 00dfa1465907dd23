//! The tree of a document: which nodes there are, and where they stand.
//!
//! It knows shapes and places, and no types: whether `3` is a number is for
//! `serde_yaml` to say.

use std::borrow::Cow;

use crate::model::Span;

/// A position in [`Tree`]. Nodes are in the order of the text, each before
/// its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(pub(super) u32);

impl NodeId {
    /// The node that is the whole document.
    pub(super) const ROOT: Self = Self(0);

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// The nodes of a document, at least one.
pub(super) struct Tree<'t> {
    nodes: Vec<Node<'t>>,
    /// Double-quoted scalars with escapes, keys among them, by their offsets
    /// in the text.
    pub(super) escaped: Vec<Span>,
}

/// A scalar, a list or a mapping.
pub(super) struct Node<'t> {
    pub(super) shape: Shape,
    /// From the first to the last byte of the value.
    pub(super) span: Span,
    /// The key that it is the value of, in a mapping.
    pub(super) key: Option<Key<'t>>,
    /// The node behind its last descendant.
    next: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A scalar without a value: nothing, `~` or `null`.
    Null,
    /// Any other scalar.
    Scalar,
    /// `- a` or `[a]`.
    List,
    /// `a: b` or `{a: b}`.
    Mapping,
}

pub(super) struct Key<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) span: Span,
    /// Whether the same key stands before it in the mapping.
    pub(super) repeated: bool,
}

impl<'t> Tree<'t> {
    /// A tree without nodes yet, with room for a text of so many bytes.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        Self { nodes: Vec::with_capacity(bytes / 16), escaped: Vec::new() }
    }

    /// Adds a node behind all others. A list or a mapping is ended later.
    pub(super) fn push(&mut self, shape: Shape, span: Span, key: Option<Key<'t>>) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { shape, span, key, next: id.0 + 1 });
        id
    }

    /// Ends a list or a mapping: what was added since is inside it.
    pub(super) fn end(&mut self, id: NodeId, end: usize) {
        self.nodes[id.index()].next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes[id.index()].span.end = end;
    }

    /// Marks a key as one that stands before it already.
    pub(super) fn mark_repeated(&mut self, id: NodeId) {
        if let Some(key) = &mut self.nodes[id.index()].key {
            key.repeated = true;
        }
    }

    /// The node that is the whole document, unless there is none.
    pub(super) fn root(&self) -> Option<&Node<'t>> {
        self.nodes.first()
    }

    pub(super) fn last(&self) -> Option<&Node<'t>> {
        self.nodes.last()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.index()]
    }

    /// Whether a node is a scalar without a value.
    pub(super) fn is_null(&self, id: NodeId) -> bool {
        self.node(id).shape == Shape::Null
    }

    /// The key that a node is the value of; empty in a list.
    pub(super) fn key(&self, id: NodeId) -> &str {
        self.node(id).key.as_ref().map_or("", |key| &key.text)
    }

    /// Where that key stands.
    pub(super) fn key_span(&self, id: NodeId) -> Option<Span> {
        self.node(id).key.as_ref().map(|key| key.span.clone())
    }

    /// What to underline for a problem with the key of a node.
    pub(super) fn key_spot(&self, id: NodeId) -> Span {
        self.key_span(id).unwrap_or_else(|| self.spot(id))
    }

    /// The items of a list, the values of a mapping.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), move |child| self.next_child(id, *child))
    }

    /// The first child of a node.
    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        (id.0 + 1 < self.node(id).next).then_some(NodeId(id.0 + 1))
    }

    /// The child of `parent` that follows `child`.
    pub(super) fn next_child(&self, parent: NodeId, child: NodeId) -> Option<NodeId> {
        let next = self.node(child).next;
        (next < self.node(parent).next).then_some(NodeId(next))
    }

    /// The value of a key.
    pub(super) fn value(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.children(mapping).find(|&child| self.key(child) == key)
    }

    /// What to underline for a problem with a node: a scalar itself; a list or
    /// a mapping by its key, its `id` or its first entry, because its own
    /// place may span pages, or nothing.
    pub(super) fn spot(&self, id: NodeId) -> Span {
        let node = self.node(id);
        match (&node.key, node.shape) {
            (_, Shape::Scalar) | (None, Shape::Null) => node.span.clone(),
            (Some(key), Shape::Null | Shape::List | Shape::Mapping) => key.span.clone(),
            (None, Shape::List) => match self.first_child(id) {
                Some(child) => self.spot(child),
                None => node.span.clone(),
            },
            (None, Shape::Mapping) => self.mapping_spot(id),
        }
    }

    fn mapping_spot(&self, id: NodeId) -> Span {
        let named = self.value(id, "id").map(|id| self.node(id));
        if let Some(name) = named.filter(|name| name.shape == Shape::Scalar) {
            return name.span.clone();
        }
        let first = self.first_child(id).and_then(|child| self.node(child).key.as_ref());
        first.map_or_else(|| self.node(id).span.clone(), |key| key.span.clone())
    }
}
