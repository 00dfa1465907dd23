//! The first pass over a document: events into a [`Tree`], and everything that
//! these files do without is refused.
//!
//! It comes before `serde_yaml`, which needs seconds for some short hostile
//! texts, knows no places, and lets the last of two equal keys win.

use std::borrow::Cow;
use std::ops::ControlFlow;

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use super::syntax;
use super::text::Text;
use super::tree::{Key, NodeId, Shape, Tree};
use crate::model::{Problem, ProblemKind, Related, Span, YamlFeature};

/// How deep lists and mappings may be nested.
pub(super) const DEPTH: usize = 64;

/// Reads a document into its tree, and adds what is wrong with it. There is no
/// tree where the text cannot be read on.
pub(super) fn parse<'t>(text: Text<'t>, problems: &mut Vec<Problem>) -> Option<Tree<'t>> {
    let mut builder = Builder {
        text,
        tree: Tree::for_bytes(text.text.len()),
        open: Vec::new(),
        key_depth: 0,
        siblings: Vec::new(),
        problems,
        refused: false,
    };
    let mut parser = parser(text.text);
    while let Some(next) = parser.next_event() {
        let flow = match next {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let problem = syntax::problem(&error, &text);
                builder.refuse(problem.kind, problem.span)
            }
        };
        if flow.is_break() {
            break;
        }
    }
    builder.finish()
}

/// A parser that reports what is refused, as far as it can, and reads on.
pub(super) fn parser(text: &str) -> Parser<'_, StrInput<'_>> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    Parser::new_from_str_with_options(text, options)
}

struct Builder<'t, 'p> {
    text: Text<'t>,
    tree: Tree<'t>,
    /// The lists and mappings that have not ended, outermost first.
    open: Vec<Open<'t>>,
    /// How many lists and mappings are open inside a key.
    key_depth: usize,
    /// Room for the children of a mapping, kept to save allocations.
    siblings: Vec<NodeId>,
    problems: &'p mut Vec<Problem>,
    refused: bool,
}

struct Open<'t> {
    node: NodeId,
    /// In a mapping, the key whose value comes next.
    key: Option<Key<'t>>,
}

impl<'t> Builder<'t, '_> {
    fn take(&mut self, event: Event<'t>, span: &granit_parser::Span) -> ControlFlow<()> {
        let place = self.place(span);
        if let Some(tag) = span.tag_span() {
            self.refuse_feature(YamlFeature::Tag, self.place(&tag));
        }
        match event {
            Event::DocumentStart(..) if self.tree.root().is_some() => {
                return self.refuse(ProblemKind::SecondDocument, place);
            }
            Event::Anchor(..) => self.refuse_feature(YamlFeature::Anchor, place),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_feature(YamlFeature::Alias, place.clone());
                self.scalar(Cow::Borrowed(""), ScalarStyle::Plain, place);
            }
            Event::Scalar(value, style, ..) => self.scalar(value, style, place),
            Event::SequenceStart(..) => return self.start(Shape::List, place),
            Event::MappingStart(..) => return self.start(Shape::Mapping, place),
            Event::SequenceEnd | Event::MappingEnd => self.end(&place),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn scalar(&mut self, value: Cow<'t, str>, style: ScalarStyle, span: Span) {
        let is_plain = style == ScalarStyle::Plain;
        if style == ScalarStyle::DoubleQuoted && self.text.slice(&span).contains("\\u") {
            self.tree.escaped.push(span.start - self.text.start..span.end - self.text.start);
        }
        if self.key_depth > 0 {
            return;
        }
        if self.awaits_key() {
            if is_plain && value == "<<" {
                self.refuse_feature(YamlFeature::MergeKey, span.clone());
            }
            return self.key(value, span);
        }
        let is_null = is_plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
        // A block scalar covers the line breaks behind it, too.
        let span = span.start..span.start + self.text.slice(&span).trim_end().len();
        self.push(if is_null { Shape::Null } else { Shape::Scalar }, span);
    }

    fn start(&mut self, shape: Shape, span: Span) -> ControlFlow<()> {
        if self.open.len() + self.key_depth == DEPTH {
            return self.refuse(ProblemKind::TooDeep { limit: DEPTH }, span);
        }
        if self.key_depth > 0 || self.awaits_key() {
            if self.key_depth == 0 {
                self.refuse_feature(YamlFeature::ComplexKey, span);
            }
            self.key_depth += 1;
        } else {
            let node = self.push(shape, span);
            self.open.push(Open { node, key: None });
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self, span: &Span) {
        if self.key_depth > 0 {
            self.key_depth -= 1;
            if self.key_depth == 0 {
                self.key(Cow::Borrowed(""), span.clone());
            }
        } else if let Some(Open { node, .. }) = self.open.pop() {
            // A block has no closing bracket: it ends with its last entry.
            let last_entry = self.tree.last().map_or(0, |last| last.span.end);
            self.tree.end(node, if span.is_empty() { last_entry } else { span.end });
            if self.tree.node(node).shape == Shape::Mapping {
                self.mark_repeated_keys(node);
            }
        }
    }

    /// Whether the next node is a key.
    fn awaits_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.key.is_none() && self.tree.node(open.node).shape == Shape::Mapping
        })
    }

    fn key(&mut self, text: Cow<'t, str>, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(Key { text, span, repeated: false });
        }
    }

    fn push(&mut self, shape: Shape, span: Span) -> NodeId {
        let key = self.open.last_mut().and_then(|open| open.key.take());
        self.tree.push(shape, span, key)
    }

    fn mark_repeated_keys(&mut self, mapping: NodeId) {
        self.siblings.clear();
        self.siblings.extend(self.tree.children(mapping));
        let tree = &self.tree;
        self.siblings.sort_by(|a, b| tree.key(*a).cmp(tree.key(*b)));
        let mut first = NodeId::ROOT;
        for position in 0..self.siblings.len() {
            let node = self.siblings[position];
            // The empty key stands for one that has been refused.
            let key = self.tree.key(node);
            if position == 0 || key.is_empty() || key != self.tree.key(first) {
                first = node;
                continue;
            }
            self.tree.mark_repeated(node);
            let earlier = self.tree.key_span(first);
            self.problems.push(Problem {
                kind: ProblemKind::DuplicateKey { key: self.tree.key(node).to_owned() },
                span: self.tree.key_span(node).unwrap_or_default(),
                related: earlier.map(|span| Related { span, label: "first used here" }),
            });
        }
    }

    /// Reports what these files do without; the parser reads on behind it.
    fn refuse_feature(&mut self, feature: YamlFeature, span: Span) {
        self.add(ProblemKind::UnsupportedYaml(feature), span);
    }

    /// Reports what the parser cannot read on behind.
    fn refuse(&mut self, kind: ProblemKind, span: Span) -> ControlFlow<()> {
        self.add(kind, span);
        ControlFlow::Break(())
    }

    fn add(&mut self, kind: ProblemKind, span: Span) {
        self.refused = true;
        self.problems.push(Problem { kind, span, related: None });
    }

    /// The bytes of the document that an event covers.
    fn place(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        range.start + self.text.start..range.end + self.text.start
    }

    fn finish(mut self) -> Option<Tree<'t>> {
        let is_empty = self.tree.root().is_none_or(|root| root.shape == Shape::Null);
        if is_empty && !self.refused {
            self.add(ProblemKind::Empty, 0..0);
        }
        (!self.refused).then_some(self.tree)
    }
}
