//! The list of all questions and facts with what was answered.

use prevention_gap::interview::{Place, Progress, Seat};
use prevention_gap::model::{Answer, AnswerState, DimensionIx, FieldIx, Proof};

use super::sheet::{Look, Sheet};
use super::{View, field, frame};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>) {
    let questionnaire = view.interview.questionnaire();
    let seats = view.interview.seats();
    let title = if has_facts(view) { "All questions and facts" } else { "All questions" };
    frame::draw(sheet, view, title);
    if seats.len() > 1 {
        let names: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
        let text = format!("{}; - is open, . to come, blank not asked.", names.join(", "));
        sheet.hang(Look::Quiet, "In this order: ", &text);
    }
    let top = sheet.rows();
    let mut here = top;
    let mut dimension: Option<DimensionIx> = None;
    for (number, question) in frame::questions(view).into_iter().enumerate() {
        let asked = &questionnaire[question];
        if dimension != Some(asked.dimension) {
            dimension = Some(asked.dimension);
            sheet.text(Look::Strong, &questionnaire[asked.dimension].title);
        }
        let of_them = view.interview.asked(question);
        let answer = |seat: &Seat| view.interview.answer(seat.position, question);
        let said = match seats.as_slice() {
            [only] => format!("{:<13}", shown(answer(only))),
            several => cells(several, &of_them, answer),
        };
        let start = format!("{:>3}  {said}  ", number + 1);
        let has_note = of_them.iter().any(|seat| answer(seat).note.is_some());
        let note = if has_note { " (with a note)" } else { "" };
        if view.interview.place() == Some(Place::Question(question)) {
            here = sheet.rows();
        }
        sheet.hang(Look::Plain, &start, &format!("{}{note}", asked.title));
    }
    if let Some(fact) = facts(sheet, view) {
        here = fact;
    }
    // What Enter does, the keys, and what is said of the page and the line.
    let below = 4 + 2 * view.messages.len();
    if let Some((page, pages)) = sheet.keep_page(top, here, view.page, below) {
        sheet.text(Look::Quiet, &format!("Page {page} of {pages}; r shows the next."));
    }
    sheet.blank();
    let open = view.interview.open_facts().len();
    sheet.text(Look::Plain, &what_enter_does(view.interview.progress(), open));
    frame::foot(sheet, view, &["12 or an id goes there", "b back"]);
}

/// Whether facts are asked.
pub(super) fn has_facts(view: &View<'_>) -> bool {
    view.interview.places().iter().any(|place| matches!(place, Place::Field(_)))
}

/// The facts with their ids, and the row of the one that is asked.
fn facts(sheet: &mut Sheet, view: &View<'_>) -> Option<usize> {
    let interview = view.interview;
    let facts: Vec<FieldIx> = interview
        .places()
        .into_iter()
        .filter_map(|place| match place {
            Place::Field(field) => Some(field),
            Place::Question(_) => None,
        })
        .collect();
    if facts.is_empty() {
        return None;
    }
    sheet.text(Look::Strong, "Facts, not scored");
    let mut here = None;
    for fact in facts {
        if interview.place() == Some(Place::Field(fact)) {
            here = Some(sheet.rows());
        }
        let asked = &interview.questionnaire()[fact];
        let said = match (interview.value(fact), interview.closed_by(fact)) {
            (Some(value), _) => asked.words(value).join(" / "),
            (None, 0) => "open".to_owned(),
            (None, closed) => format!("open, {}", field::leaves_closed(closed)),
        };
        sheet.hang(Look::Plain, &format!("     {:<20}  ", asked.id), &said);
    }
    here
}

fn shown(answer: &Answer) -> String {
    match &answer.state {
        AnswerState::Level(level) => format!("{level} {}", answer.proof.unwrap_or(Proof::Said)),
        AnswerState::NotApplicable(_) => "n/a".to_owned(),
        AnswerState::Unknown => "unknown".to_owned(),
        AnswerState::Skipped => "skipped".to_owned(),
        AnswerState::NotReached => "open".to_owned(),
    }
}

/// What every seat says, as it would be typed: "4d 3  x".
fn cells<'a>(seats: &[Seat], asked: &[Seat], answer: impl Fn(&Seat) -> &'a Answer) -> String {
    let cell = |seat: &Seat| {
        let cell = if asked.contains(seat) { typed(answer(seat)) } else { String::new() };
        format!("{cell:<2}")
    };
    seats.iter().map(cell).collect::<Vec<_>>().join(" ")
}

fn typed(answer: &Answer) -> String {
    match &answer.state {
        AnswerState::Level(level) => {
            let letter = match answer.proof {
                None | Some(Proof::Said) => "",
                Some(Proof::Example) => "e",
                Some(Proof::Documented) => "d",
                Some(Proof::Measured) => "m",
            };
            format!("{level}{letter}")
        }
        AnswerState::NotApplicable(_) => "x".to_owned(),
        AnswerState::Unknown => "u".to_owned(),
        AnswerState::Skipped => "-".to_owned(),
        AnswerState::NotReached => ".".to_owned(),
    }
}

fn what_enter_does(progress: Progress, open_facts: usize) -> String {
    let facts = match open_facts {
        0 => String::new(),
        1 => " 1 fact is open: f asks for it.".to_owned(),
        facts => format!(" {facts} facts are open: f asks for them."),
    };
    let questions = match (progress.not_reached, progress.skipped) {
        (0, 0) => "All are answered. Enter shows the report.".to_owned(),
        (0, skipped) => format!("{skipped} skipped. Enter ends here and shows the report."),
        (open, _) => format!("{open} to go. Enter goes on with the first."),
    };
    questions + &facts
}
