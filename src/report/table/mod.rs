//! The report for a terminal, from 60 to 120 columns, in Unicode or in ASCII.
//!
//! Lines carry ANSI styles always; whoever prints them strips what the
//! terminal does not take. Nothing is told by colour alone, no line is wider
//! than the page, and no text is cut.

mod actions;
mod answers;
mod closing;
mod dimension_table;
mod dimensions;
mod findings;
mod first_screen;
mod lists;
mod people;
mod ruler;
mod score_lines;
mod scores;
mod sheet;
mod strip;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod voices;

use std::io::{self, Write};

use super::model::Report;
use sheet::Sheet;

pub use scores::render_rows;
pub(super) use scores::{
    ScoreRow, assessment_name, write_gate, write_gates, write_reasons, write_scores,
};
pub use style::Charset;
pub(super) use style::STRONG;
pub(super) use text::clean;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many columns it has; less than 60 are drawn as 60, and more than
    /// 120 as 120.
    pub width: usize,
    /// Which marks it knows.
    pub charset: Charset,
}

/// 80 columns, in Unicode: a file that is the same everywhere.
impl Default for Page {
    fn default() -> Self {
        Self { width: 80, charset: Charset::Unicode }
    }
}

impl Page {
    /// The fewest columns that are drawn for.
    pub const NARROWEST: usize = 60;
    /// The most columns that are used.
    pub const WIDEST: usize = 120;
}

/// Writes the first screen of a report alone: who, the verdict, the scores.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_first_screen(report: &Report, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let report = &*report.on_pages();
    let mut sheet = Sheet::new(page);
    first_screen::draw(&mut sheet, report);
    sheet.write(out)
}

/// Writes the report of one assessment.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(report: &Report, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let report = &*report.on_pages();
    let mut sheet = Sheet::new(page);
    first_screen::draw(&mut sheet, report);
    if report.has_one_dimension() {
        answers::draw(&mut sheet, report);
    } else if !report.dimensions.is_empty() {
        dimensions::draw(&mut sheet, report);
    }
    findings::draw(&mut sheet, report);
    actions::draw(&mut sheet, report);
    closing::draw(&mut sheet, report);
    sheet.write(out)
}
