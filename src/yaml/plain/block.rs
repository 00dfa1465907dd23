//! Lists and mappings that are told by their indentation.

use super::scan::Place;
use super::{DEPTH, Parser};
use crate::yaml::tree::{Key, Shape};

impl<'t> Parser<'t> {
    /// A mapping whose keys are indented so far; the first one is next.
    pub(super) fn block_mapping(
        &mut self,
        indent: usize,
        key: Option<Key<'t>>,
        depth: usize,
    ) -> Option<()> {
        let node = self.open(Shape::Mapping, key);
        while self.is_inside(indent)? {
            let key = self.scanner.key()?;
            let key = self.key(key);
            self.block_value(indent, key, depth)?;
        }
        let end = self.tree.last()?.span.end;
        self.close_at(node, end)
    }

    /// A list whose dashes are indented so far; the first one is next.
    fn block_list(&mut self, indent: usize, key: Key<'t>) -> Option<()> {
        let node = self.open(Shape::List, Some(key));
        while self.is_inside(indent)? {
            if !self.scanner.takes("- ") {
                return None;
            }
            self.scanner.skip_blanks();
            self.inline(None)?;
        }
        let end = self.tree.last()?.span.end;
        self.close_at(node, end)
    }

    /// Whether the line at hand is one of a block; `None` where it is indented
    /// farther, and goes on with what is before it.
    fn is_inside(&self, indent: usize) -> Option<bool> {
        match self.scanner.indent() {
            Some(own) if own > indent => None,
            own => Some(own == Some(indent)),
        }
    }

    /// What stands behind a key: a value on its line, or a block below it.
    fn block_value(&mut self, indent: usize, key: Key<'t>, depth: usize) -> Option<()> {
        let any_blank = self.scanner.skip_blanks();
        match self.scanner.peek()? {
            b'\n' | b'#' => {}
            _ if any_blank => return self.inline(Some(key)),
            _ => return None,
        }
        self.scanner.end_line()?;
        let own = self.scanner.indent().filter(|own| *own > indent)?;
        let depth = depth.checked_sub(1)?;
        match self.scanner.peek()? {
            b'-' => self.block_list(own, key),
            _ => self.block_mapping(own, Some(key), depth),
        }
    }

    /// A value on one line, and what is left of the line.
    fn inline(&mut self, key: Option<Key<'t>>) -> Option<()> {
        match self.scanner.peek()? {
            b'{' | b'[' => self.flow_line(key, DEPTH)?,
            _ => self.scalar(Place::Block, key)?,
        }
        self.scanner.end_line()
    }
}
