//! Lists and mappings in brackets, and the scalars in them.

use super::resolve::resolve;
use super::scan::{Place, Scanner};
use super::{DEPTH, Parser, Value};
use crate::yaml::tree::{Key, Shape};

/// What may stand between the parts of brackets.
type Skip = fn(&mut Scanner<'_>);

/// Blanks: the brackets stand on one line.
const BLANKS: Skip = |scanner| {
    scanner.skip_blanks();
};

/// Blanks and ends of lines.
const WHITE: Skip = |scanner| scanner.skip_white();

impl<'t> Parser<'t> {
    /// A document that is one mapping in brackets, on any number of lines.
    pub(super) fn flow_root(&mut self) -> Option<()> {
        self.flow(None, DEPTH, WHITE)
    }

    /// Brackets on one line.
    pub(super) fn flow_line(&mut self, key: Option<Key<'t>>, depth: usize) -> Option<()> {
        self.flow(key, depth, BLANKS)
    }

    fn flow(&mut self, key: Option<Key<'t>>, depth: usize, skip: Skip) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let is_mapping = self.scanner.peek()? == b'{';
        let (shape, end) = if is_mapping { (Shape::Mapping, "}") } else { (Shape::List, "]") };
        let node = self.open(shape, key);
        self.scanner.takes(if is_mapping { "{" } else { "[" });
        skip(&mut self.scanner);
        if self.scanner.takes(end) {
            return self.close(node);
        }
        loop {
            let key = if is_mapping { Some(self.flow_key()?) } else { None };
            self.flow_value(key, depth, skip)?;
            skip(&mut self.scanner);
            if self.scanner.takes(end) {
                return self.close(node);
            }
            if !self.scanner.takes(",") {
                return None;
            }
            skip(&mut self.scanner);
        }
    }

    fn flow_key(&mut self) -> Option<Key<'t>> {
        let key = self.scanner.key()?;
        let key = self.key(key);
        self.scanner.skip_blanks().then_some(key)
    }

    fn flow_value(&mut self, key: Option<Key<'t>>, depth: usize, skip: Skip) -> Option<()> {
        match self.scanner.peek()? {
            b'{' | b'[' => self.flow(key, depth, skip),
            _ => self.scalar(Place::Flow, key),
        }
    }

    /// A text, a number or a boolean.
    pub(super) fn scalar(&mut self, place: Place, key: Option<Key<'t>>) -> Option<()> {
        let start = self.scanner.at();
        let value = match self.scanner.peek()? {
            b'"' | b'\'' => Value::Text(self.scanner.quoted()?),
            _ => resolve(self.scanner.bare(place)?)?,
        };
        self.push(value, start..self.scanner.at(), key);
        Some(())
    }
}
