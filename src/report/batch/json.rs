//! Results as JSON: one array, or one line an assessment.

use std::io::{self, Write};

use crate::report::json;

use super::{Ending, Entry, Layout};

/// An array, written as it grows.
#[derive(Default)]
pub(super) struct Array {
    is_open: bool,
}

impl Layout for Array {
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b",\n" } else { b"[\n" })?;
        self.is_open = true;
        json::render_in_array(entry.report, out)
    }

    fn finish(&mut self, _: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", if self.is_open { "\n]" } else { "[]" })
    }
}

/// One result a line, so that a reader needs no more than one in memory.
pub(super) struct Lines;

impl Layout for Lines {
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        json::render_line(entry.report, out)
    }

    fn finish(&mut self, _: &Ending<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
