//! Annotations: workflow commands that GitHub shows at the lines of a pull
//! request.
//!
//! A step shows ten errors, so they come in the order in which they help:
//! why each file was left out, the gates that are not met, and then the other
//! problems of the files.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::model::SkippedFile;
use crate::report::table::{assessment_name, clean};
use crate::report::words;
use crate::text;

use super::seen::{BrokenFile, NotMet, untold};
use super::{Ending, Entry, FileProblem, Layout};

/// So many problems of a file are told; whoever mends these runs it again.
const MOST_IN_A_FILE: usize = 10;

/// So many files that were not read are told: a step shows ten warnings.
const MOST_SKIPPED: usize = 9;

/// The gates that are not met wait until the files were told.
#[derive(Default)]
pub(super) struct Annotations {
    not_met: Vec<NotMet>,
    /// What is said of each assessment since its baseline.
    said: Vec<String>,
}

impl Layout for Annotations {
    fn add(&mut self, entry: &Entry<'_>, _: &mut dyn Write) -> io::Result<()> {
        self.not_met.extend(NotMet::of(entry));
        let said = entry.report.said();
        if !said.is_empty() {
            self.said.push(format!("{}: {}", assessment_name(entry.report), said.join("; ")));
        }
        Ok(())
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        let files = BrokenFile::all(ending);
        files.iter().try_for_each(|file| write_problem(file.first(), out))?;
        let untold = untold(ending, &files);
        if untold > 0 {
            let message = words::documents_left_out(untold);
            let told = Annotation { level: "error", place: None, title: "left out", message };
            told.write(out)?;
        }
        self.not_met.iter().try_for_each(|not_met| write_gate(not_met, out))?;
        for file in &files {
            let others = file.problems[1..].iter().take(MOST_IN_A_FILE - 1);
            others.into_iter().try_for_each(|problem| write_problem(problem, out))?;
        }
        for said in &self.said {
            let (title, message) = ("since the baseline", said.clone());
            Annotation { level: "notice", place: None, title, message }.write(out)?;
        }
        for skipped in ending.skipped.iter().take(MOST_SKIPPED) {
            write_skipped(skipped, out)?;
        }
        if ending.all_skipped > MOST_SKIPPED {
            let more = ending.all_skipped - MOST_SKIPPED;
            let message = words::more_not_read(more);
            Annotation { level: "warning", place: None, title: "skipped file", message }
                .write(out)?;
        }
        for news in ending.news {
            let message = news.clone();
            Annotation { level: "notice", place: None, title: "pgap", message }.write(out)?;
        }
        Ok(())
    }
}

fn write_problem(problem: &FileProblem, out: &mut dyn Write) -> io::Result<()> {
    Annotation {
        level: if problem.is_error { "error" } else { "warning" },
        place: Some((&problem.file, problem.line, Some(problem.column))),
        title: problem.code,
        message: problem.words(),
    }
    .write(out)
}

fn write_skipped(skipped: &SkippedFile, out: &mut dyn Write) -> io::Result<()> {
    Annotation {
        level: "warning",
        place: Some((&skipped.file, 1, None)),
        title: "skipped file",
        message: skipped.words(),
    }
    .write(out)
}

fn write_gate(not_met: &NotMet, out: &mut dyn Write) -> io::Result<()> {
    let NotMet { assessment, file, line, words, gate } = not_met;
    Annotation {
        level: "error",
        place: file.as_deref().map(|file| (file, line.unwrap_or(1), None)),
        title: &format!("gate {}", gate.verdict_words().to_lowercase()),
        message: [vec![format!("{assessment}: {words}")], gate.reasons()].concat().join("; "),
    }
    .write(out)
}

/// One workflow command.
struct Annotation<'a> {
    /// `error`, `warning` or `notice`.
    level: &'static str,
    /// The file, the line and the column.
    place: Option<(&'a str, usize, Option<usize>)>,
    title: &'a str,
    message: String,
}

impl Annotation<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut properties = String::new();
        if let Some((file, line, column)) = self.place {
            write!(properties, "file={},line={line},", property(file))
                .expect("a string takes any text");
            if let Some(column) = column {
                write!(properties, "col={column},").expect("a string takes any text");
            }
        }
        let title = property(self.title);
        writeln!(out, "::{} {properties}title={title}::{}", self.level, data(&self.message))
    }
}

/// A message as GitHub reads it back.
fn data(typed: &str) -> String {
    // After `clean` there are no line breaks left to escape.
    text::harmless(&clean(typed)).replace('%', "%25")
}

/// A property, in which two more letters mean something. A file keeps its
/// name, so that its line is found.
fn property(typed: &str) -> String {
    let mut escaped = String::with_capacity(typed.len());
    for letter in text::harmless(typed).chars() {
        match letter {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' => escaped.push_str("%3A"),
            ',' => escaped.push_str("%2C"),
            _ => escaped.push_str(&text::visible(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, as_data: &str, as_property: &str) {
        assert_eq!([data(typed), property(typed)], [as_data, as_property]);
    }

    /// As the toolkit of GitHub's own actions escapes them.
    #[test]
    fn no_text_becomes_a_command() {
        check("100 %, all: yes", "100 %25, all: yes", "100 %25%2C all%3A yes");
        check("a\n::error::b", "a ::error::b", "a%0A%3A%3Aerror%3A%3Ab");
        check("a##[error]b", "a\\u{23}#[error]b", "a\\u{23}#[error]b");
        check("a\r\nb", "a b", "a%0D%0Ab");
        check("%0A", "%250A", "%250A");
        check("\u{1b}[2J", "\\u{1b}[2J", "\\u{1b}[2J");
    }
}
