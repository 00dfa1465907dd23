//! A fact of the profile: what is asked, the choices, and what is known.

use prevention_gap::model::{Choice, FieldIx, FieldKind, FieldValue};

use super::sheet::{Look, Sheet};
use super::{View, frame};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, ix: FieldIx) {
    let field = &view.interview.questionnaire()[ix];
    frame::of_field(sheet, view, ix);
    sheet.text(Look::Strong, &field.ask);
    match &field.kind {
        FieldKind::Choice(choices) => draw_choices(sheet, choices),
        FieldKind::Choices(choices) => {
            draw_choices(sheet, choices);
            sheet.hang(Look::Plain, "    ", "Type none if there is none of them.");
        }
        FieldKind::Table(columns) => {
            let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
            sheet.hang(Look::Plain, "  ", &format!("Type a row: {}", titles.join("; ")));
            sheet.hang(Look::Plain, "  ", "Enter alone ends the list.");
        }
        FieldKind::Number { unit: Some(unit) } => {
            sheet.hang(Look::Plain, "  ", &format!("In {unit}."));
        }
        FieldKind::Number { unit: None } | FieldKind::Money | FieldKind::Text => {}
    }
    if let Some(value) = view.interview.value(ix) {
        sheet.blank();
        for (number, line) in field.words(value).iter().enumerate() {
            let start = match (value, number) {
                (FieldValue::Table(_), _) => format!("{:>4}  ", number + 1),
                (_, 0) => "Now: ".to_owned(),
                _ => "     ".to_owned(),
            };
            sheet.hang(Look::Plain, &start, line);
        }
    }
    opens(sheet, view, ix);
    let keys: &[&str] = match view.interview.value(ix) {
        Some(FieldValue::Table(_)) => {
            &["Enter ends it", "- 2 takes out row 2", "b back", "r review"]
        }
        Some(_) => &["Enter keeps it", "- takes it out", "b back", "r review"],
        None => &["Enter skips", "b back", "r review"],
    };
    frame::foot(sheet, view, keys);
}

/// What a fact opens that is not stated.
fn opens(sheet: &mut Sheet, view: &View<'_>, ix: FieldIx) {
    if let (closed @ 1.., None) = (view.interview.closed_by(ix), view.interview.value(ix)) {
        sheet.blank();
        sheet.text(Look::Plain, &format!("It opens questions: {}.", leaves_closed(closed)));
    }
}

/// "skipping it leaves 4 questions closed".
pub(super) fn leaves_closed(closed: usize) -> String {
    let questions = if closed == 1 { "question" } else { "questions" };
    format!("skipping it leaves {closed} {questions} closed")
}

fn draw_choices(sheet: &mut Sheet, choices: &[Choice]) {
    sheet.blank();
    for (number, choice) in choices.iter().enumerate() {
        sheet.hang(Look::Plain, &format!("{:>2}  ", number + 1), &choice.title);
    }
}

pub(super) fn prompt(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number { .. } => "Number",
        FieldKind::Money => "Amount, as in 6.80 EUR",
        FieldKind::Text => "Text",
        FieldKind::Choice(_) => "Number of the choice",
        FieldKind::Choices(_) => "Numbers, as in 1 3",
        FieldKind::Table(_) => "Row",
    }
}
