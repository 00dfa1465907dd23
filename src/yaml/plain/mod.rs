//! A quick way into plain files: texts in the part of YAML that pgap and web
//! forms write are read in one pass of a few comparisons a byte, a tenth of
//! what the two passes of [`events`](super::events) and `serde_yaml` take.
//!
//! What is plain:
//!
//! * Blocks of `key: value` and `- value`, indented by blanks, and `{ }` and
//!   `[ ]` on one line; or one `{ }` on many lines, as JSON has it.
//! * Keys and texts that start with a letter or a digit, or stand in quotes on
//!   one line, with no escapes but `\"`, `\\`, `\n` and `\t`.
//! * Whole numbers, numbers with a decimal point, `true` and `false`.
//! * Comments and blank lines.
//!
//! At anything else, and wherever readers of YAML could differ, it gives up,
//! and the text is read as any other. It reports nothing: a text that it takes
//! has the tree that the first pass would build and the values that `serde_yaml`
//! would give, and everything behind them is the same. (Tests read every file
//! at hand, thousands of mutations of them and texts made up at random in both
//! ways.)

mod block;
mod flow;
mod resolve;
mod scan;
mod values;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::scan::Scanner;
use super::text::Text;
use super::tree::{Key, NodeId, Shape, Tree};
use crate::model::Span;

pub(super) use self::values::Values;

/// How deep lists and mappings may be nested in a plain text.
const DEPTH: usize = 8;

/// Reads a document into its tree and its values, if it is plain.
pub(super) fn parse(text: Text<'_>) -> Option<(Tree<'_>, Values<'_>)> {
    let scanner = Scanner::new(text.text)?;
    let tree = Tree::for_bytes(text.text.len());
    let mut parser =
        Parser { scanner, start: text.start, tree, values: Values::default(), keys: Vec::new() };
    parser.document()?;
    Some((parser.tree, parser.values))
}

/// What a node is.
#[derive(Debug)]
enum Value<'t> {
    Boolean(bool),
    Whole(u64),
    Number(f64),
    Text(Cow<'t, str>),
    /// A list or a mapping, whose children are the values.
    Inner,
}

/// A plain text being read. Its methods stand at the start of what they read
/// and stop behind it; they return `None` to give up.
struct Parser<'t> {
    scanner: Scanner<'t>,
    /// Where the text starts in the document.
    start: usize,
    tree: Tree<'t>,
    values: Values<'t>,
    /// Room for the keys of a mapping, kept to save allocations.
    keys: Vec<Cow<'t, str>>,
}

impl<'t> Parser<'t> {
    fn document(&mut self) -> Option<()> {
        self.scanner.next_line();
        if self.scanner.indent() == Some(0) && self.scanner.takes("---\n") {
            self.scanner.next_line();
        }
        match self.scanner.peek()? {
            _ if self.scanner.indent() != Some(0) => return None,
            b'{' => {
                self.flow_root()?;
                self.scanner.end_line()?;
            }
            _ => self.block_mapping(0, None, DEPTH)?,
        }
        self.scanner.is_at_end().then_some(())
    }

    /// Adds a scalar.
    fn push(&mut self, value: Value<'t>, span: Span, key: Option<Key<'t>>) {
        self.tree.push(Shape::Scalar, self.placed(span), key);
        self.values.push(value);
    }

    /// Adds a list or a mapping that starts here.
    fn open(&mut self, shape: Shape, key: Option<Key<'t>>) -> NodeId {
        let at = self.scanner.at();
        self.values.push(Value::Inner);
        self.tree.push(shape, self.placed(at..at), key)
    }

    /// Ends a list or a mapping in brackets.
    fn close(&mut self, node: NodeId) -> Option<()> {
        let end = self.scanner.at() + self.start;
        self.close_at(node, end)
    }

    /// Ends a list or a mapping, unless it has a key twice.
    fn close_at(&mut self, node: NodeId, end: usize) -> Option<()> {
        self.tree.end(node, end);
        self.keys.clear();
        for child in self.tree.children(node) {
            self.keys.extend(self.tree.node(child).key.as_ref().map(|key| key.text.clone()));
        }
        self.keys.sort_unstable();
        self.keys.is_sorted_by(|a, b| a < b).then_some(())
    }

    fn key(&self, (text, span): (Cow<'t, str>, Span)) -> Key<'t> {
        Key { text, span: self.placed(span), repeated: false }
    }

    /// A place of the text as one of the document.
    fn placed(&self, span: Span) -> Span {
        span.start + self.start..span.end + self.start
    }
}
