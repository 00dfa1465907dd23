//! Many assessments in one output, one after the other.
//!
//! A report is laid out and let go: what has to wait for the end is kept as
//! small strings, so that memory does not grow with reports.

mod badge;
mod csv;
mod github;
mod json;
mod junit;
mod markdown;
#[cfg(test)]
mod sample;
mod seen;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::model::{Report, SkippedFile};
use crate::text::harmless_lines;

pub use badge::Badge;

/// A way to lay out many assessments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchFormat {
    /// For a terminal and a log: a line an assessment, and what matters last.
    Table,
    /// For scripts: an array.
    Json,
    /// For scripts that read line by line: one assessment a line.
    Ndjson,
    /// For spreadsheets: one row an assessment.
    Csv,
    /// For CI servers: one case a gate.
    Junit,
    /// For GitHub: annotations at the lines of the files.
    Github,
    /// For a job summary or a comment on a pull request.
    Markdown,
}

impl BatchFormat {
    /// All formats, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::Json,
        Self::Ndjson,
        Self::Csv,
        Self::Junit,
        Self::Github,
        Self::Markdown,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Markdown => "markdown",
        }
    }

    /// Returns the format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether it lays whole reports out, not scores and gates alone.
    pub fn needs_all(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }

    /// The ending of its files, without the dot. Annotations have none: they
    /// are read from the log.
    pub fn ending(self) -> Option<&'static str> {
        match self {
            Self::Table => Some("txt"),
            Self::Json => Some("json"),
            Self::Ndjson => Some("ndjson"),
            Self::Csv => Some("csv"),
            Self::Junit => Some("xml"),
            Self::Github => None,
            Self::Markdown => Some("md"),
        }
    }

    /// Returns the format whose files end so.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == Some(ending))
    }
}

/// An assessment, and where its answers are.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The report.
    pub report: &'a Report,
    /// The file of the assessment, as it was named; nothing where there are
    /// several.
    pub file: Option<&'a str>,
    /// The line of the answer to a question in that file, by the question's
    /// id; lines count from 1.
    pub lines: &'a dyn Fn(&str) -> Option<usize>,
}

/// A problem of a file that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What a script can match: `unknown-key`.
    pub code: &'static str,
    /// Whether the file cannot be used because of it.
    pub is_error: bool,
    /// What is wrong.
    pub sentence: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl FileProblem {
    /// "line 6, column 1: unknown key `ansers`".
    fn told(&self) -> String {
        format!("line {}, column {}: {}", self.line, self.column, self.words())
    }

    /// "unknown key `ansers` (did you mean `answers`?)", as typed.
    fn words(&self) -> String {
        match &self.help {
            Some(help) => format!("{} ({help})", self.sentence),
            None => self.sentence.clone(),
        }
    }
}

/// What there is to say after the last assessment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ending<'a> {
    /// Problems of the files that were left out, in the order of the files;
    /// [`MOST_PROBLEMS`](Self::MOST_PROBLEMS) at most.
    pub problems: &'a [FileProblem],
    /// How many documents were left out.
    pub left_out: usize,
    /// What lay in folders and was not read, in the order of the files;
    /// [`SkippedFiles::MOST`](super::SkippedFiles::MOST) at most.
    pub skipped: &'a [SkippedFile],
    /// How many files that were.
    pub all_skipped: usize,
    /// What changed for the better or the worse, one sentence each.
    pub news: &'a [String],
    /// What else a reader should know, one sentence each.
    pub notes: &'a [String],
}

impl Ending<'_> {
    /// So many problems are told; where there are as many, there may be more.
    pub const MOST_PROBLEMS: usize = 100;
}

/// Writes assessments in a format, one after the other.
pub struct BatchWriter<'w> {
    format: BatchFormat,
    layout: Box<dyn Layout>,
    out: &'w mut dyn Write,
}

impl<'w> BatchWriter<'w> {
    /// A writer that has written nothing yet.
    pub fn new(format: BatchFormat, out: &'w mut dyn Write) -> Self {
        let layout: Box<dyn Layout> = match format {
            BatchFormat::Table => Box::<table::Table>::default(),
            BatchFormat::Json => Box::<json::Array>::default(),
            BatchFormat::Ndjson => Box::new(json::Lines),
            BatchFormat::Csv => Box::<self::csv::Rows>::default(),
            BatchFormat::Junit => Box::<junit::Suites>::default(),
            BatchFormat::Github => Box::<github::Annotations>::default(),
            BatchFormat::Markdown => Box::<markdown::Summary>::default(),
        };
        Self { format, layout, out }
    }

    /// Adds an assessment.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn add(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        laid_out(self.format, self.out, |out| self.layout.add(entry, out))
    }

    /// Writes what waited for the end.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn finish(mut self, ending: &Ending<'_>) -> io::Result<()> {
        laid_out(self.format, self.out, |out| self.layout.finish(ending, out))
    }
}

/// Writes what a format lays out. Lines of text are made harmless for logs;
/// JSON is so by itself, and annotations are meant to be obeyed.
fn laid_out(
    format: BatchFormat,
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match format {
        BatchFormat::Json | BatchFormat::Ndjson | BatchFormat::Github => write(out),
        BatchFormat::Table | BatchFormat::Csv | BatchFormat::Junit | BatchFormat::Markdown => {
            harmless_lines(out, write)
        }
    }
}

/// What each format has to do.
trait Layout {
    /// Writes an assessment, or keeps what has to wait.
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what waited, and what there is to say last.
    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()>;
}
