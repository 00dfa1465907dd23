//! What an interview shows: each step as a screen. Pure: the state, the room
//! and nothing else decide every line.

mod decision;
mod field;
mod frame;
mod help;
mod question;
mod review;
mod sheet;
#[cfg(test)]
mod tests;

use std::path::Path;

use prevention_gap::interview::{Interview, Step};
use prevention_gap::model::Answer;

use sheet::Sheet;
pub(super) use sheet::{Look, Room, Screen, Start};

/// Where the answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept<'a> {
    /// In this file.
    In(&'a Path),
    /// In memory alone, for nothing is to be written.
    Nowhere,
    /// In memory alone, for this file cannot be written.
    NotIn(&'a Path),
}

/// What a screen shows.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// Where the interview stands.
    pub(super) interview: &'a Interview<'a>,
    /// Where the answers are.
    pub(super) kept: Kept<'a>,
    /// How often a list was turned on that is longer than the screen.
    pub(super) page: usize,
    /// What has to be said about the line before.
    pub(super) messages: &'a [String],
}

/// Draws the step at which the interview stands.
pub(super) fn draw(view: &View<'_>, room: Room) -> Screen {
    let mut sheet = Sheet::new(room);
    match view.interview.step() {
        Step::Field(field) => field::draw(&mut sheet, view, field),
        Step::Question(question) => question::draw(&mut sheet, view, question),
        Step::Proof(question) => question::draw_proof(&mut sheet, view, question),
        Step::Reason(question) => question::draw_reason(&mut sheet, view, question),
        Step::Note(step) => question::draw_note(&mut sheet, view, step),
        Step::Review | Step::Finished | Step::Closed(_) => review::draw(&mut sheet, view),
        Step::Decision(step) => decision::draw(&mut sheet, view, step),
        Step::Doubt => decision::draw_doubt(&mut sheet, view),
    }
    let mut screen = sheet.screen(&prompt(view.interview));
    if matches!(view.interview.step(), Step::Decision(_) | Step::Doubt) {
        screen.start = Start::Below;
    }
    screen
}

/// Draws the help of the step.
pub(super) fn draw_help(view: &View<'_>, room: Room) -> Screen {
    let mut sheet = Sheet::new(Room { height: None, ..room });
    help::draw(&mut sheet, view);
    sheet.screen(&prompt(view.interview))
}

/// Draws a few words to read and a prompt, before the interview or between
/// its steps. Each line hangs under its start.
pub(super) fn draw_text(
    strong: &str,
    lines: &[(String, String)],
    prompt: &str,
    room: Room,
) -> Screen {
    let mut sheet = Sheet::new(Room { height: None, ..room });
    sheet.push(Look::Blank, String::new());
    sheet.text(Look::Strong, strong);
    for (start, text) in lines {
        sheet.hang(Look::Plain, start, text);
    }
    Screen { start: Start::Below, ..sheet.screen(prompt) }
}

/// Draws a few sentences to read and a prompt.
pub(super) fn draw_words(strong: &str, lines: &[String], prompt: &str, room: Room) -> Screen {
    let lines: Vec<_> = lines.iter().map(|line| (String::new(), line.clone())).collect();
    draw_text(strong, &lines, prompt, room)
}

/// "4, documented; note: a list", harmless on a terminal; nothing where nothing
/// was said.
pub(super) fn told(answer: &Answer) -> Option<String> {
    question::told(answer).map(|told| prevention_gap::text::line(&told))
}

/// What stands before the cursor: short, for long prompts break when they are
/// drawn again.
fn prompt(interview: &Interview<'_>) -> String {
    match interview.step() {
        Step::Field(field) => field::prompt(&interview.questionnaire()[field].kind).to_owned(),
        Step::Question(question) => match interview.asked(question).len() {
            0 | 1 => "Level 1-5".to_owned(),
            several => format!("{several} levels"),
        },
        Step::Proof(_) => "Proof".to_owned(),
        Step::Reason(_) => "Reason".to_owned(),
        Step::Note(_) => "Note".to_owned(),
        Step::Review | Step::Finished | Step::Closed(_) => "Go to".to_owned(),
        Step::Decision(step) => decision::prompt(step.part).to_owned(),
        Step::Doubt => "y or Enter".to_owned(),
    }
}
