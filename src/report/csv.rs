//! The report for a spreadsheet: one row a question, as RFC 4180 has it.
//!
//! A cell that a spreadsheet would take for a formula starts with an
//! apostrophe, so that a typed text stays a text.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::text::{harmless_lines, visible};

use super::json::six_decimals;
use super::model::{DimensionReport, NoteReport, QuestionReport, QuestionState, Report};
use super::words;

/// What starts a formula, also in the wide letters that some spreadsheets
/// take for the same.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes a report.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    harmless_lines(out, |out| write(report, out))
}

fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let report = &*report.without_names();
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    for dimension in &report.dimensions {
        for question in dimension.questions() {
            writer.serialize(answered(report, dimension, question))?;
        }
    }
    for row in kept(report) {
        writer.serialize(row)?;
    }
    writer.flush()
}

/// One row; its fields are the header. What was assessed stands in every row,
/// so that the rows of several reports can be put below each other.
#[derive(Default, Serialize)]
struct Row {
    organisation: Cell,
    unit: Cell,
    wave: Cell,
    date: Cell,
    questionnaire: Cell,
    version: Cell,
    dimension: Cell,
    lens: Cell,
    question: Cell,
    title: Cell,
    weight: Option<u32>,
    state: Cell,
    level: Cell,
    anchor: Cell,
    proof: Cell,
    supported: Option<bool>,
    moves: Option<f64>,
    note: Cell,
    reason: Cell,
    thin: Cell,
}

impl Row {
    /// A row that only says what was assessed.
    fn new(report: &Report) -> Self {
        let header = &report.header;
        Self {
            organisation: Cell::new(&header.organisation),
            unit: Cell::new(header.unit.as_deref().unwrap_or_default()),
            wave: Cell::new(header.wave.as_deref().unwrap_or_default()),
            date: Cell::new(&header.date_iso),
            questionnaire: Cell::new(&header.questionnaire),
            version: Cell::new(&header.version),
            ..Self::default()
        }
    }
}

/// A question that was asked, with its answer and its notes.
fn answered(report: &Report, dimension: &DimensionReport, question: &QuestionReport) -> Row {
    let own = |note: &&NoteReport| note.question.id == question.id;
    let notes: Vec<&NoteReport> = report.notes.iter().filter(own).collect();
    let row = Row {
        dimension: Cell::new(&dimension.id),
        lens: Cell::new(question.lens.name()),
        question: Cell::new(&question.id),
        title: Cell::new(&question.title),
        weight: Some(question.weight),
        state: Cell::new(question.state.name()),
        moves: Some(six_decimals(question.moves)),
        note: texts(&notes, "Note"),
        reason: texts(&notes, "Reason"),
        thin: Cell::new(dimension.cell(question.lens).thin.as_deref().unwrap_or_default()),
        ..Row::new(report)
    };
    match &question.state {
        QuestionState::Level { level, anchor, proof, supported } => Row {
            level: Cell::new(&words::level(*level)),
            anchor: Cell::new(anchor),
            proof: Cell::new(proof.unwrap_or_default()),
            supported: proof.map(|_| *supported),
            ..row
        },
        QuestionState::NotApplicable
        | QuestionState::Unknown
        | QuestionState::Skipped
        | QuestionState::NotReached
        | QuestionState::TooFew => row,
    }
}

/// What is kept beside the questions that were asked: notes on other ones,
/// and answers that are not scored.
fn kept(report: &Report) -> impl Iterator<Item = Row> {
    let asked = |note: &NoteReport| {
        let mut questions = report.dimensions.iter().flat_map(DimensionReport::questions);
        questions.any(|question| question.id == note.question.id)
    };
    let beside = report.notes.iter().filter(move |note| !asked(note)).map(|note| Row {
        question: Cell::new(&note.question.id),
        title: Cell::new(&note.question.title),
        note: texts(&[note], "Note"),
        reason: texts(&[note], "Reason"),
        ..Row::new(report)
    });
    let left_out = report.left_out.iter().map(|sentence| Row {
        state: Cell::new("left_out"),
        note: Cell::new(sentence),
        ..Row::new(report)
    });
    beside.chain(left_out)
}

/// The texts of one kind, one below the other.
fn texts(notes: &[&NoteReport], kind: &str) -> Cell {
    let of_kind = notes.iter().filter(|note| note.kind == kind);
    Cell::new(&of_kind.map(|note| note.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// A text as a spreadsheet may show it: control characters by their codes,
/// line breaks of its own, and no formula.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Cell(String);

impl Cell {
    pub(super) fn new(text: &str) -> Self {
        let lines = text.split('\n').map(|line| visible(line.trim_end_matches('\r')));
        let shown = lines.collect::<Vec<_>>().join("\n");
        // Some readers trim a cell before they look at it.
        let is_formula = shown.trim_start().starts_with(FORMULA);
        Self(if is_formula { format!("'{shown}") } else { shown })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(Cell::new(typed).0, shown);
    }

    #[test]
    fn no_text_becomes_a_formula() {
        check("=1+1", "'=1+1");
        check("+49 30 1234", "'+49 30 1234");
        check("-2", "'-2");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝1+1", "'＝1+1");
        check("\n=1+1", "'\n=1+1");
        check("\r\n=1+1", "'\n=1+1");
        check("\t=1+1", "' =1+1");
        check("\r=1+1", "\\u{d}=1+1");
        check("  =1+1", "'  =1+1");
        check("a=1", "a=1");
        check("", "");
    }

    #[test]
    fn lines_stay_lines_and_codes_are_seen() {
        check("one\r\ntwo\n\nthree", "one\ntwo\n\nthree");
        check("\u{1b}[2J", "\\u{1b}[2J");
    }

    #[test]
    fn what_was_not_asked_and_what_is_not_scored_have_rows_too() {
        let mut report = crate::report::sample::larkfield();
        report.notes[0].question.id = "own-elsewhere".to_owned();
        let rows: Vec<Row> = kept(&report).collect();
        assert_eq!(rows[0].question.0, "own-elsewhere");
        assert_eq!(rows[0].note.0, report.notes[0].text);
        let last = rows.last().expect("there is one");
        assert_eq!((&*last.state.0, &last.note.0), ("left_out", &report.left_out[0]));
    }
}
