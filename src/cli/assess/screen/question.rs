//! A question with its five anchors, and what may be asked after it.

use prevention_gap::interview::{role, wording};
use prevention_gap::model::{Answer, AnswerState, Level, Proof, QuestionIx};

use super::sheet::{Look, Sheet};
use super::{View, frame};

const KEYS: &[&str] = &["x n/a", "u unknown", "s skip", "n note", "b back", "g go to", "r review"];

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let interview = view.interview;
    let question = &interview.questionnaire()[ix];
    let answer = interview.answer(ix);
    frame::of_question(sheet, view, ix);
    sheet.text(Look::Strong, wording(question, role(interview.answers())));
    look_for(sheet, &question.ask_for);
    sheet.blank();
    for level in Level::ALL {
        let mark = if answer.state == AnswerState::Level(level) { ">" } else { " " };
        sheet.hang(Look::Plain, &format!("{mark}{level}  "), question.anchor(level));
    }
    if let Some(now) = now(answer) {
        sheet.blank();
        sheet.hang(Look::Plain, "Now: ", &now);
    }
    frame::foot(sheet, view, KEYS);
}

/// What would prove it, in as few lines as it takes.
fn look_for(sheet: &mut Sheet, ask_for: &[String]) {
    if !ask_for.is_empty() {
        let text = format!("Look for: {}", ask_for.join("; "));
        sheet.hang(Look::Hint, "  ", &text);
    }
}

/// "4, documented. Note: a list", or nothing where nothing was said.
fn now(answer: &Answer) -> Option<String> {
    let state = match &answer.state {
        AnswerState::Level(level) => match answer.proof {
            None | Some(Proof::Said) => Some(format!("{level}, said")),
            Some(proof) => Some(format!("{level}, {proof}")),
        },
        AnswerState::NotApplicable(reason) => Some(format!("not applicable ({reason})")),
        AnswerState::Unknown => Some("unknown".to_owned()),
        AnswerState::Skipped => Some("skipped".to_owned()),
        AnswerState::NotReached => None,
    };
    let keeps = state.as_ref().map(|_| "Enter keeps it".to_owned());
    let note = answer.note.as_ref().map(|note| {
        let lines: Vec<&str> = note.lines().collect();
        format!("note: {}", lines.join(" / "))
    });
    let parts: Vec<String> = [state, note, keeps].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

pub(super) fn draw_proof(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let question = &view.interview.questionnaire()[ix];
    let answer = view.interview.answer(ix);
    let AnswerState::Level(level) = answer.state else { return draw(sheet, view, ix) };
    frame::of_question(sheet, view, ix);
    sheet.text(Look::Strong, &format!("What proves level {level} of \"{}\"?", question.title));
    sheet.hang(Look::Plain, &format!(" {level}  "), question.anchor(level));
    sheet.blank();
    let needed = Proof::needed_for(level);
    for (letter, proof, text) in PROOFS {
        let (mark, takes) = if proof == needed {
            (">", format!(" (what level {level} takes)"))
        } else {
            (" ", String::new())
        };
        sheet.hang(Look::Plain, &format!("{mark}{letter}  "), &format!("{text}{takes}"));
    }
    if !question.ask_for.is_empty() {
        sheet.blank();
        sheet.text(Look::Quiet, "What would prove it:");
        for hint in &question.ask_for {
            sheet.hang(Look::Hint, "  - ", hint);
        }
    }
    frame::foot(sheet, view, &["Enter none", "b back"]);
}

const PROOFS: [(&str, Proof, &str); 3] = [
    ("e", Proof::Example, "a recent example was told or shown"),
    ("d", Proof::Documented, "a document or record was seen"),
    ("m", Proof::Measured, "figures were seen"),
];

pub(super) fn draw_reason(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let question = &view.interview.questionnaire()[ix];
    frame::of_question(sheet, view, ix);
    sheet.text(Look::Strong, &format!("Why does \"{}\" not apply here?", question.title));
    sheet.text(Look::Plain, "The report names the reason, such as \"No knowledge base yet\".");
    frame::foot(sheet, view, &["b back"]);
}

pub(super) fn draw_note(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let question = &view.interview.questionnaire()[ix];
    frame::of_question(sheet, view, ix);
    sheet.text(Look::Strong, &format!("A note on \"{}\"", question.title));
    if let Some(note) = &view.interview.answer(ix).note {
        for (number, line) in note.lines().enumerate() {
            let start = if number == 0 { "Now: " } else { "     " };
            sheet.hang(Look::Plain, start, line);
        }
        sheet.text(Look::Plain, "What you type is added; - takes the note out.");
    }
    frame::foot(sheet, view, &["Enter back", "e in your editor"]);
}
