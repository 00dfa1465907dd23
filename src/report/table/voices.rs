//! Several voices: where leaders and frontline see a practice differently, or
//! how far people agree; and who answered.

use crate::report::model::{DisagreementReport, QuestionName, Report, SideReport, VoicesReport};

use super::people::People;
use super::sheet::{Line, Sheet};
use super::style::{PLAIN, QUIET, STRONG};

/// Where what belongs to a question starts.
const BELOW: usize = 2;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    let Some(voices) = &report.voices else { return };
    sheet.heading(voices.title);
    let lines = voices.lead.iter().chain(&voices.perception).chain(&voices.agreement);
    lines.for_each(|line| sheet.text(0, PLAIN, line));
    disagreements(sheet, voices);
    named(sheet, "People disagree whether it applies", &voices.disputed);
    named(sheet, "People are split", &voices.split);
    sheet.blank();
    sheet.text(0, STRONG, "Who answered");
    voices.who.iter().for_each(|line| sheet.bullet(0, line));
}

/// The widest with its strip, the next ones with what both sides say, and a
/// line each for the others.
fn disagreements(sheet: &mut Sheet, voices: &VoicesReport) {
    for (place, disagreement) in voices.quoted().iter().enumerate() {
        sheet.blank();
        let title = &disagreement.question.title;
        let title = if place == 0 { format!("The widest: {title}") } else { title.clone() };
        sheet.text(0, STRONG, &title);
        let place_and_words = format!(
            "{}, {}; {}",
            disagreement.dimension,
            disagreement.lens,
            disagreement.difference_words()
        );
        sheet.text(BELOW, QUIET, &place_and_words);
        if place == 0 {
            sheet.text(BELOW, PLAIN, &disagreement.ask);
            strip(sheet, disagreement);
        }
        disagreement.sides().into_iter().for_each(|side| says(sheet, side));
    }
    if !voices.others().is_empty() {
        sheet.blank();
        sheet.text(0, STRONG, "Also a level or more apart");
    }
    for disagreement in voices.others() {
        sheet.bullet(0, &format!("{}: {}", disagreement.question.title, disagreement.words()));
    }
}

fn strip(sheet: &mut Sheet, disagreement: &DisagreementReport) {
    let rows = disagreement.sides().map(SideReport::strip);
    let people = People::new(sheet, BELOW, &rows);
    for row in &rows {
        people.row(sheet, row);
    }
}

/// "Leaders 4.0, 5 people: "It has a seat.""
fn says(sheet: &mut Sheet, side: &SideReport) {
    let begun = Line::indented(BELOW).add(PLAIN, "-");
    let words = format!("{} {}, {}: \"{}\"", side.title, side.mean, side.people(), side.anchor);
    sheet.hang(begun, BELOW + 2, PLAIN, &words);
}

fn named(sheet: &mut Sheet, heading: &str, questions: &[(QuestionName, String)]) {
    if questions.is_empty() {
        return;
    }
    sheet.blank();
    sheet.text(0, STRONG, heading);
    for (question, how) in questions {
        sheet.bullet(0, &format!("{}: {how}", question.title));
    }
}
