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
        self.next(out)?;
        json::render_in_array(entry.report, out)
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(left_out) = left_out(ending) {
            self.next(out)?;
            json::render_left_out_in_array(&left_out, out)?;
        }
        writeln!(out, "{}", if self.is_open { "\n]" } else { "[]" })
    }
}

impl Array {
    /// Opens the array, or parts what comes from what came.
    fn next(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b",\n" } else { b"[\n" })?;
        self.is_open = true;
        Ok(())
    }
}

/// The documents that were left out, where there are any.
fn left_out<'a>(ending: &Ending<'a>) -> Option<json::Omitted<'a>> {
    let told = json::Omitted::new(ending.left_out, ending.problems);
    (ending.left_out > 0).then_some(told)
}

/// One result a line, so that a reader needs no more than one in memory.
pub(super) struct Lines;

impl Layout for Lines {
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        json::render_line(entry.report, out)
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        match left_out(ending) {
            Some(left_out) => json::render_left_out_line(&left_out, out),
            None => Ok(()),
        }
    }
}
