//! A question with its five anchors, and what may be asked after it.

use prevention_gap::interview::{NoteStep, Seat, wording};
use prevention_gap::model::{Answer, AnswerState, Level, Proof, Question, QuestionIx};

use super::sheet::{Look, Sheet};
use super::{View, frame};

const KEYS: &[&str] = &["x n/a", "u unknown", "s skip", "n note", "b back", "g go to", "r review"];
/// Where there is an answer.
const KEYS_BACK: &[&str] =
    &["x n/a", "u unknown", "s skip", "n note", "b back", "- take back", "r review"];
const KEYS_OF_SEVERAL: &[&str] =
    &["x n/a", "u unknown", ". same", "- open", "n a1 note", "b back", "r review"];

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let interview = view.interview;
    let question = &interview.questionnaire()[ix];
    let asked = interview.asked(ix);
    let answers: Vec<&Answer> = asked.iter().map(|s| interview.answer(s.position, ix)).collect();
    frame::of_question(sheet, view, ix);
    ask(sheet, view, question, &asked);
    look_for(sheet, &question.ask_for);
    sheet.blank();
    for level in Level::ALL {
        let is_given = answers.iter().any(|answer| answer.state == AnswerState::Level(level));
        let mark = if is_given { ">" } else { " " };
        sheet.hang(Look::Plain, &format!("{mark}{level}  "), question.anchor(level));
    }
    let now = match answers.as_slice() {
        [answer] => now(answer),
        several => now_of_several(&asked, several),
    };
    if let Some(now) = now {
        sheet.blank();
        sheet.hang(Look::Plain, "Now: ", &now);
    }
    let seats = interview.seats();
    if seats.len() > 1 {
        sheet.blank();
        who_is_asked(sheet, &seats, &asked);
    }
    let keys = match answers.as_slice() {
        [one] if one.state == AnswerState::NotReached => KEYS,
        [_] => KEYS_BACK,
        _ => KEYS_OF_SEVERAL,
    };
    frame::foot(sheet, view, keys);
}

/// The question in the wording of those who are asked, and in another where
/// their roles hear it differently.
fn ask(sheet: &mut Sheet, view: &View<'_>, question: &Question, asked: &[Seat]) {
    let mut wordings: Vec<&str> = asked.iter().map(|s| wording(question, s.role)).collect();
    wordings.dedup();
    if let [only] = wordings.as_slice() {
        sheet.text(Look::Strong, only);
        return;
    }
    sheet.text(Look::Strong, &question.ask);
    for (role, text) in &question.ask_as {
        if asked.iter().any(|seat| seat.role == Some(*role)) {
            let title = &view.interview.questionnaire()[*role].title;
            sheet.hang(Look::Hint, "  ", &format!("{title}: {text}"));
        }
    }
}

/// Who the line is for, in the order in which they are typed.
fn who_is_asked(sheet: &mut Sheet, seats: &[Seat], asked: &[Seat]) {
    let names = |seats: &[&Seat]| {
        let names: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
        names.join(", ")
    };
    let (in_order, not): (Vec<&Seat>, Vec<&Seat>) =
        seats.iter().partition(|seat| asked.contains(seat));
    let not_asked =
        if not.is_empty() { String::new() } else { format!("; not asked: {}", names(&not)) };
    let is_one = in_order.len() < 2;
    if !is_one {
        sheet.text(Look::Quiet, "Everybody writes their number down before anyone speaks.");
    }
    let order = if is_one { "Only for " } else { "In this order: " };
    sheet.hang(Look::Plain, order, &format!("{}{not_asked}", names(&in_order)));
}

/// What would prove it, in as few lines as it takes.
fn look_for(sheet: &mut Sheet, ask_for: &[String]) {
    if !ask_for.is_empty() {
        let text = format!("Look for: {}", ask_for.join("; "));
        sheet.hang(Look::Hint, "  ", &text);
    }
}

/// "4, documented; note: a list; Enter keeps it", or nothing where nothing was
/// said.
fn now(answer: &Answer) -> Option<String> {
    let keeps = said(answer).map(|_| "Enter keeps it".to_owned());
    let parts: Vec<String> = [told(answer), keeps].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// "4, documented; note: a list", or nothing where nothing was said.
pub(super) fn told(answer: &Answer) -> Option<String> {
    let note = noted(answer).map(|note| format!("note: {note}"));
    let parts: Vec<String> = [said(answer), note].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// "coo 4, documented; a1 open; note of coo: a list".
fn now_of_several(asked: &[Seat], answers: &[&Answer]) -> Option<String> {
    let both = || asked.iter().map(|seat| &seat.name).zip(answers);
    if both().all(|(_, answer)| said(answer).is_none() && answer.note.is_none()) {
        return None;
    }
    let open = || "open".to_owned();
    let states =
        both().map(|(name, answer)| format!("{name} {}", said(answer).unwrap_or_else(open)));
    let notes =
        both().filter_map(|(name, a)| noted(a).map(|note| format!("note of {name}: {note}")));
    let is_done = both().all(|(_, answer)| said(answer).is_some());
    let keeps = is_done.then(|| "Enter keeps it".to_owned());
    Some(states.chain(notes).chain(keeps).collect::<Vec<_>>().join("; "))
}

fn said(answer: &Answer) -> Option<String> {
    let state = match &answer.state {
        AnswerState::Level(level) => match answer.proof {
            None | Some(Proof::Said) => format!("{level}, said"),
            Some(proof) => format!("{level}, {proof}"),
        },
        AnswerState::NotApplicable(reason) => format!("not applicable ({reason})"),
        AnswerState::Unknown => "unknown".to_owned(),
        AnswerState::Skipped => "skipped".to_owned(),
        AnswerState::NotReached => return None,
    };
    let of = answer.seen.map_or(String::new(), |day| format!(" (of {day})"));
    Some(state + &of)
}

/// A note on one line.
fn noted(answer: &Answer) -> Option<String> {
    let lines = |note: &String| note.lines().collect::<Vec<_>>().join(" / ");
    answer.note.as_ref().map(lines)
}

pub(super) fn draw_proof(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let question = &view.interview.questionnaire()[ix];
    let seats = view.interview.awaited();
    let levels: Vec<Level> = seats.iter().filter_map(|seat| level_of(view, seat, ix)).collect();
    let [first, others @ ..] = levels.as_slice() else { return draw(sheet, view, ix) };
    frame::of_question(sheet, view, ix);
    if others.is_empty() {
        let whose = match seats.as_slice() {
            [seat] if view.interview.asked(ix).len() > 1 => format!(", as {} says", seat.name),
            _ => String::new(),
        };
        let text = format!("What proves level {first} of \"{}\"{whose}?", question.title);
        sheet.text(Look::Strong, &text);
        sheet.hang(Look::Plain, &format!(" {first}  "), question.anchor(*first));
    } else {
        sheet.text(Look::Strong, &format!("What proves these levels of \"{}\"?", question.title));
        for (seat, level) in seats.iter().zip(&levels) {
            let text = format!("{} says {level}, which takes {}", seat.name, takes(*level));
            sheet.hang(Look::Plain, "  ", &text);
        }
    }
    sheet.blank();
    for (letter, proof, text) in PROOFS {
        let is_enough = others.is_empty() && proof == Proof::needed_for(*first);
        let (mark, takes) = if is_enough {
            (">", format!(" (what level {first} takes)"))
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
    if others.is_empty() {
        frame::foot(sheet, view, &["Enter or none: said only", "b back"]);
    } else {
        // One place for each of them, as the line takes it.
        let each = std::iter::once("d").chain(others.iter().map(|_| "-"));
        let each = each.collect::<Vec<_>>().join(" ");
        let keys = format!("d for all, or {each}");
        frame::foot(sheet, view, &["Enter or none: said only", &keys, "b back"]);
    }
}

fn level_of(view: &View<'_>, seat: &Seat, ix: QuestionIx) -> Option<Level> {
    match view.interview.answer(seat.position, ix).state {
        AnswerState::Level(level) => Some(level),
        _ => None,
    }
}

/// What a level takes, in words.
fn takes(level: Level) -> &'static str {
    match Proof::needed_for(level) {
        Proof::Said => "no more than a word",
        Proof::Example => "an example",
        Proof::Documented => "a document",
        Proof::Measured => "figures",
    }
}

const PROOFS: [(&str, Proof, &str); 3] = [
    ("e", Proof::Example, "a recent example was told or shown"),
    ("d", Proof::Documented, "a document or record was seen"),
    ("m", Proof::Measured, "figures were seen"),
];

pub(super) fn draw_reason(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let question = &view.interview.questionnaire()[ix];
    let names: Vec<String> = view.interview.awaited().into_iter().map(|seat| seat.name).collect();
    let whom = if view.interview.asked(ix).len() > 1 {
        format!("for {}", names.join(", "))
    } else {
        "here".to_owned()
    };
    frame::of_question(sheet, view, ix);
    sheet.text(Look::Strong, &format!("Why does \"{}\" not apply {whom}?", question.title));
    sheet.text(Look::Plain, "The report names the reason, such as \"No knowledge base yet\".");
    frame::foot(sheet, view, &["b back"]);
}

pub(super) fn draw_note(sheet: &mut Sheet, view: &View<'_>, step: NoteStep) {
    let question = &view.interview.questionnaire()[step.question];
    let asked = view.interview.asked(step.question);
    let seat = asked.iter().find(|seat| seat.position == step.seat && asked.len() > 1);
    let of_seat = seat.map_or(String::new(), |seat| format!(", of {}", seat.name));
    frame::of_question(sheet, view, step.question);
    sheet.text(Look::Strong, &format!("A note on \"{}\"{of_seat}", question.title));
    if let Some(note) = &view.interview.answer(step.seat, step.question).note {
        for (number, line) in note.lines().enumerate() {
            let start = if number == 0 { "Now: " } else { "     " };
            sheet.hang(Look::Plain, start, line);
        }
        sheet.text(Look::Plain, "What you type is added; - takes the note out.");
    }
    if let Some(other) = asked.iter().find(|other| seat.is_some_and(|seat| seat != *other)) {
        let text = format!("At the question, n {} notes for another seat.", other.name);
        sheet.text(Look::Quiet, &text);
    }
    frame::foot(sheet, view, &["Enter back", "e in your editor"]);
}
