//! What to answer and to verify next, every note, what was left out, and how
//! the numbers came about.

use crate::report::model::{NoteReport, OpenReport, QuestionName, Report, VerifyReport};

use super::lists;
use super::sheet::{Line, Sheet};
use super::style::{PLAIN, QUIET};
use super::text;

/// Where the texts below a question start.
const BELOW: usize = 2;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    section(sheet, "Answer first", &report.answer_first, open);
    section(sheet, "Verify first", &report.verify_first, verify);
    lists::profile(sheet, report);
    section(sheet, "Notes", &report.notes, note);
    section(sheet, "Left out", &report.left_out, |sheet, line| sheet.bullet(0, line));
    section(sheet, "Not in this report", &report.absent, |sheet, line| sheet.bullet(0, line));
    section(sheet, "Method and limits", &report.method, |sheet, line| sheet.bullet(0, line));
}

/// A heading and its items; nothing without items.
fn section<T>(sheet: &mut Sheet, heading: &str, items: &[T], item: impl Fn(&mut Sheet, &T)) {
    if !items.is_empty() {
        sheet.heading(heading);
    }
    for one in items {
        item(sheet, one);
    }
}

fn open(sheet: &mut Sheet, open: &OpenReport) {
    question(sheet, &open.question, &open.why);
    sheet.text(BELOW, QUIET, &open.ask);
}

fn verify(sheet: &mut Sheet, verify: &VerifyReport) {
    question(sheet, &verify.question, &verify.why);
    if let Some(hint) = verify.ask_for.first() {
        sheet.text(BELOW, QUIET, &format!("Ask for: {hint}"));
    }
}

/// A question by its title and its id, and what there is to say of it.
fn question(sheet: &mut Sheet, question: &QuestionName, words: &str) {
    let words = format!("{} ({}): {words}", question.title, question.id);
    sheet.bullet(0, &words);
}

fn note(sheet: &mut Sheet, note: &NoteReport) {
    let title = &note.question.title;
    match &note.answer {
        Some(answer) => sheet.bullet(0, &format!("{title}: {answer}")),
        None => sheet.bullet(0, title),
    }
    let begun = Line::indented(BELOW).add(QUIET, note.kind).add(QUIET, ":");
    let column = begun.width() + 1;
    let lines = text::wrap_lines(&note.text, sheet.width - column);
    sheet.hang_lines(begun, column, PLAIN, lines);
}
