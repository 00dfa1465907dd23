//! A document that is to be changed: its text, its tree, and where in the
//! text an entry starts and ends.
//!
//! The tree knows where a value stands. Here is known what stands around it:
//! the colon, the header of a text block, the comment behind it, the line.

use std::ops::Range;

use super::write::Style;
use crate::yaml::events;
use crate::yaml::text::Text;
use crate::yaml::tree::{NodeId, Shape, Tree};

/// One step from a value to one inside it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'s> {
    /// To the value of a key.
    Key(&'s str),
    /// To an item of a list, from 0.
    Item(usize),
}

/// A document that is to be changed.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) tree: Tree<'t>,
    /// How its lines end.
    pub(super) newline: &'static str,
    /// How values are written in it: as JSON if its first key looks so.
    pub(super) style: Style,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let tree = events::parse(Text::new(text.as_bytes()).ok()?, &mut Vec::new())?;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let first_key = tree.first_child(NodeId::ROOT).and_then(|child| tree.key_span(child));
        let is_quoted = first_key.is_some_and(|key| text[key].starts_with('"'));
        let is_json = is_quoted && text[tree.node(NodeId::ROOT).span.start..].starts_with('{');
        let style = if is_json { Style::Json } else { Style::Yaml };
        Some(Self { text, tree, newline, style })
    }

    /// The value that some steps lead to.
    pub(super) fn find(&self, path: &[Step<'_>]) -> Option<NodeId> {
        path.iter().try_fold(NodeId::ROOT, |node, step| match step {
            Step::Key(key) => self.tree.value(node, key),
            Step::Item(position) => self.tree.children(node).nth(*position),
        })
    }

    /// The text with something else in one place.
    pub(super) fn spliced(&self, place: Range<usize>, with: &str) -> String {
        [&self.text[..place.start], with, &self.text[place.end..]].concat()
    }

    pub(super) fn shape(&self, node: NodeId) -> Shape {
        self.tree.node(node).shape
    }

    /// Whether a list or a mapping stands in brackets.
    pub(super) fn is_flow(&self, node: NodeId) -> bool {
        let start = self.tree.node(node).span.start;
        match self.shape(node) {
            Shape::List => self.text[start..].starts_with('['),
            Shape::Mapping => self.text[start..].starts_with('{'),
            Shape::Null | Shape::Scalar => false,
        }
    }

    /// Whether a value goes over several lines with indentation.
    pub(super) fn is_block(&self, node: NodeId) -> bool {
        matches!(self.shape(node), Shape::List | Shape::Mapping) && !self.is_flow(node)
    }

    pub(super) fn is_empty(&self, node: NodeId) -> bool {
        self.tree.first_child(node).is_none()
    }

    /// Behind the colon of a key, if there is one.
    pub(super) fn colon_end(&self, node: NodeId) -> Option<usize> {
        let key_end = self.tree.key_span(node)?.end;
        let rest = &self.text[key_end..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blanks..].starts_with(':').then_some(key_end + blanks + 1)
    }

    /// The header of a text block, `|` or `>-`, and what follows on its line.
    pub(super) fn block_header(&self, node: NodeId) -> Option<Range<usize>> {
        if self.shape(node) != Shape::Scalar {
            return None;
        }
        let colon_end = self.colon_end(node)?;
        let rest = &self.text[colon_end..];
        let start = colon_end + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.text[start..].starts_with(['|', '>']).then(|| start..self.line_end(start))
    }

    /// From the first to the last byte of a value, with the header of a text
    /// block. A key without a value has an empty one, behind its colon.
    pub(super) fn value_span(&self, node: NodeId) -> Range<usize> {
        let span = self.tree.node(node).span.clone();
        if let Some(header) = self.block_header(node) {
            return header.start..span.end.max(header.end);
        }
        if self.shape(node) == Shape::Null && span.is_empty() {
            let key_end = self.tree.key_span(node).map(|key| key.end);
            let end = self.colon_end(node).or(key_end).unwrap_or(span.end);
            return end..end;
        }
        span.start..self.end(node)
    }

    /// Behind the last byte of a value.
    fn end(&self, node: NodeId) -> usize {
        let last = self.tree.children(node).last();
        match last {
            Some(last) if self.is_block(node) => self.value_span(last).end,
            _ => self.tree.node(node).span.end,
        }
    }

    /// Where an entry that follows may start: behind the line on which a value
    /// ends, and behind what belongs to it.
    pub(super) fn end_with_lines(&self, node: NodeId, indent: usize) -> usize {
        let mut last = node;
        while let Some(child) = self.tree.children(last).last().filter(|_| self.is_block(last)) {
            last = child;
        }
        let end = self.line_end(self.value_span(node).end);
        let is_text_block = self.block_header(last).is_some();
        self.behind_own_lines(end, is_text_block, indent)
    }

    /// Steps over comments that are indented deeper than an entry, and over
    /// the blank lines that a text block may count as its own.
    fn behind_own_lines(&self, end: usize, mut takes_blank: bool, indent: usize) -> usize {
        let (mut own_end, mut at) = (end, end);
        while at < self.text.len() {
            let next = self.line_end(at + self.newline_at(at).max(1));
            let line = self.text[at..next].trim_start_matches(['\r', '\n']);
            let bare = line.trim_start_matches(' ');
            let is_comment = bare.starts_with('#') && line.len() - bare.len() > indent;
            let is_blank = bare.trim().is_empty();
            if is_comment || (is_blank && takes_blank) {
                own_end = next;
                takes_blank &= is_blank;
            } else if !is_blank {
                break;
            }
            at = next;
        }
        own_end
    }

    /// The end of the line, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        if end > at && self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// How many bytes the line break has that stands here.
    pub(super) fn newline_at(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// What stands on the line before a place; a byte-order mark does not.
    pub(super) fn before_on_line(&self, at: usize) -> &'t str {
        let before = &self.text[..at];
        let start = before.rfind('\n').map_or(0, |found| found + 1);
        before[start..].trim_start_matches('\u{feff}')
    }

    /// What stands on the line behind a place.
    pub(super) fn behind_on_line(&self, at: usize) -> &'t str {
        &self.text[at..self.line_end(at)]
    }

    /// How deep an entry of a block is indented, if it can have siblings: an
    /// entry with an explicit key (`? key`) is left alone.
    pub(super) fn indent_of(&self, at: usize) -> Option<usize> {
        let before = self.before_on_line(at);
        before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
    }
}
