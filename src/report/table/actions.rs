//! What to do: the first actions in full, the others a line each, and what
//! was decided apart from them.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::model::Lens;
use crate::report::model::{ActionReport, Report};
use crate::report::words;

use super::sheet::{Line, Sheet};
use super::style::{PLAIN, QUIET, STRONG};
use super::text;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    let of_lens = |lens| report.actions.iter().filter(move |action| action.lens == lens);
    let prevention: Vec<&ActionReport> = of_lens(Lens::Prevention).collect();
    if !prevention.is_empty() {
        sheet.heading("First actions");
        in_order(sheet, &prevention);
    }
    let resolution: Vec<&ActionReport> = of_lens(Lens::Resolution).collect();
    if !resolution.is_empty() {
        sheet.heading("Actions on resolution");
        sheet.text(0, PLAIN, "They widen the gap, and are still right.");
        in_order(sheet, &resolution);
    }
    if !report.other_decisions.is_empty() {
        sheet.heading("Other decisions");
    }
    for (question, decision) in &report.other_decisions {
        sheet.bullet(0, &format!("{}: {}", question.title, decision.words()));
    }
}

fn in_order(sheet: &mut Sheet, actions: &[&ActionReport]) {
    let at = |when| actions.iter().copied().filter(move |action| action.when == when);
    for (number, action) in (1..).zip(at("now")) {
        if number > 1 {
            sheet.blank();
        }
        in_full(sheet, number, action);
    }
    for (when, heading) in [("next", "Next"), ("later", "Later")] {
        a_line_each(sheet, heading, &at(when).collect::<Vec<_>>());
    }
}

fn in_full(sheet: &mut Sheet, number: usize, action: &ActionReport) {
    let number = format!("{number} ");
    let number = Line::of(STRONG, &number).pad(2);
    sheet.hang(number, 2, STRONG, &action.title);
    if let Some(owner) = &action.owner {
        sheet.field("Who", PLAIN, owner);
    }
    if let Some(step) = &action.first_step {
        sheet.field("First step", PLAIN, step);
    }
    if let Some(metric) = &action.metric {
        sheet.field("How we know", PLAIN, metric);
    }
    let effort = format!(
        "{} of 5, {} {}, level {} to {}",
        action.effort,
        action.points.signed(),
        action.lens,
        words::level(action.from),
        action.to,
    );
    sheet.field("Effort", PLAIN, &effort);
    if let Some(waits) = waits_for(action) {
        sheet.field("Comes after", PLAIN, &waits);
    }
    match &action.decision {
        Some(decision) => sheet.field("Decided", STRONG, &decision.words()),
        None => sheet.field("Decided", QUIET, "not yet decided"),
    }
}

fn waits_for(action: &ActionReport) -> Option<String> {
    let titles: Vec<&str> = action.waits_for.iter().map(|name| name.title.as_str()).collect();
    (!titles.is_empty()).then(|| words::list(&titles))
}

/// A line an action, in columns; what it waits for and what was decided below
/// its title.
fn a_line_each(sheet: &mut Sheet, heading: &str, actions: &[&ActionReport]) {
    if actions.is_empty() {
        return;
    }
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(sheet.width).unwrap_or(u16::MAX))
        .set_header([heading, "Who", "Effort", "Points"]);
    for action in actions {
        table.add_row([
            text::clean(&action.title),
            action.owner.as_deref().map(text::clean).unwrap_or_default(),
            format!("{} of 5", action.effort),
            action.points.signed(),
        ]);
    }
    for (ix, column) in table.column_iter_mut().enumerate() {
        column.set_padding(if ix < 3 { (0, 2) } else { (0, 0) });
        if ix == 3 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    sheet.blank();
    for (ix, line) in table.lines().enumerate() {
        sheet.push(Line::default().draw(if ix == 0 { STRONG } else { PLAIN }, &line));
    }
}
