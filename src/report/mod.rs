//! The report: all that is known, made into data once (`build`), and one
//! small file per format that lays it out.

mod apart;
mod audience;
pub mod batch;
mod build;
mod csv;
pub mod form;
mod gate_words;
pub mod html;
pub mod json;
mod known;
pub mod markdown;
pub(crate) mod model;
mod on_pages;
#[cfg(test)]
mod sample;
pub mod sheet;
mod svg;
pub mod table;
mod words;

use std::io::{self, Write};

use batch::{BatchFormat, BatchWriter, Ending};

pub use apart::apart;
pub use audience::Audience;
pub use build::{Figure, PageFigure, build, build_on, explain, since, summary};
pub use model::*;
pub use svg::{Chart, charts};
pub use words::documents_left_out;

/// A way to lay out a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Table,
    /// For GitHub, wikis and pandoc.
    Markdown,
    /// For reading, printing and sending on: one page that stands alone.
    Html,
    /// For scripts.
    Json,
    /// For spreadsheets.
    Csv,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Table, Self::Markdown, Self::Html, Self::Json, Self::Csv];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Returns the format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Returns the format whose files end so.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// Lays out a report; `page` matters to the terminal alone.
    ///
    /// ```
    /// use prevention_gap::report::{Format, table::Page};
    /// # use prevention_gap::findings::Assessed;
    /// # use prevention_gap::report;
    /// # use prevention_gap::yaml::{self, Catalog};
    /// # let catalog = Catalog::on_board();
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/larkfield.yaml"));
    /// # let answers = [yaml::read_answers(text.as_bytes(), &catalog).expect("sound").value];
    /// # let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    /// # let assessed = Assessed::new(questionnaire, &answers)?;
    /// # let report = report::build(questionnaire, &assessed, &[]);
    /// let mut page = Vec::new();
    /// Format::Html.render(&report, Page::default(), &mut page)?;
    /// assert!(page.starts_with(b"<!doctype html>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn render(self, report: &Report, page: table::Page, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Table => table::render(report, page, out),
            Self::Markdown => markdown::render(report, out),
            Self::Html => html::render(report, out),
            Self::Json => json::render(report, out),
            Self::Csv => self::csv::render(report, out),
        }
    }

    /// Lays out that there is no report, and what stopped it.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn render_stopped(self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        let format = match self {
            Self::Html => return html::render_stopped(ending.problems, out),
            Self::Table => BatchFormat::Table,
            Self::Markdown => BatchFormat::Markdown,
            Self::Json => BatchFormat::Json,
            Self::Csv => BatchFormat::Csv,
        };
        BatchWriter::new(format, out).finish(ending)
    }
}
