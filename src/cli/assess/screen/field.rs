//! A fact of the profile: what is asked, the choices, and what is known.

use prevention_gap::model::{Choice, Field, FieldIx, FieldKind, FieldValue};

use super::sheet::{Look, Sheet};
use super::{View, frame};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, ix: FieldIx) {
    let field = &view.interview.questionnaire()[ix];
    frame::of_field(sheet, view, ix);
    sheet.text(Look::Strong, &field.ask);
    match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Choices(choices) => draw_choices(sheet, choices),
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
        for (number, line) in shown(field, value).iter().enumerate() {
            sheet.hang(Look::Plain, if number == 0 { "Now: " } else { "     " }, line);
        }
    }
    let keys: &[&str] = match view.interview.value(ix) {
        Some(_) => &["Enter keeps it", "- takes it out", "b back", "r review"],
        None => &["Enter skips", "b back", "r review"],
    };
    frame::foot(sheet, view, keys);
}

fn draw_choices(sheet: &mut Sheet, choices: &[Choice]) {
    sheet.blank();
    for (number, choice) in choices.iter().enumerate() {
        sheet.hang(Look::Plain, &format!("{:>2}  ", number + 1), &choice.title);
    }
}

/// A value as people read it; a table has a line a row.
fn shown(field: &Field, value: &FieldValue) -> Vec<String> {
    let choices: &[Choice] = match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Choices(choices) => choices,
        _ => &[],
    };
    let title = |ix: &usize| choices.get(*ix).map_or("", |choice| choice.title.as_str());
    match value {
        FieldValue::Number(number) => vec![number.to_string()],
        FieldValue::Money(money) => vec![money.written.clone()],
        FieldValue::Text(text) => vec![text.clone()],
        FieldValue::Choice(choice) => vec![title(choice).to_owned()],
        value if value.is_none_of_the_choices() => vec!["none".to_owned()],
        FieldValue::Choices(chosen) => {
            vec![chosen.iter().map(title).collect::<Vec<_>>().join(", ")]
        }
        FieldValue::Table(rows) => rows.iter().map(|row| shown_row(field, row)).collect(),
    }
}

fn shown_row(field: &Field, row: &[Option<FieldValue>]) -> String {
    let cell = |cell: &Option<FieldValue>| {
        cell.as_ref().map(|value| shown(field, value).concat()).unwrap_or_default()
    };
    row.iter().map(cell).collect::<Vec<_>>().join("; ")
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
