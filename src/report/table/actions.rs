//! What to do: the first actions in full, the others a line each, and what
//! was decided apart from them.

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::model::Lens;
use crate::report::model::{ActionReport, Report};
use crate::report::words;

use super::sheet::{Line, Sheet};
use super::style::{PLAIN, QUIET, STRONG};
use super::text;

fn intro(sheet: &mut Sheet, report: &Report, lens: Lens) {
    report.actions_intro(lens).iter().for_each(|intro| sheet.text(0, PLAIN, intro));
}

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    let of_lens = |lens| report.actions.iter().filter(move |action| action.lens == lens);
    let prevention: Vec<&ActionReport> = of_lens(Lens::Prevention).collect();
    if !prevention.is_empty() {
        sheet.heading("First actions");
        intro(sheet, report, Lens::Prevention);
        in_order(sheet, &prevention);
    }
    let resolution: Vec<&ActionReport> = of_lens(Lens::Resolution).collect();
    if !resolution.is_empty() {
        sheet.heading("Actions on resolution");
        intro(sheet, report, Lens::Resolution);
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
    for (number, action) in at("now").enumerate() {
        if number > 0 {
            sheet.blank();
        }
        in_full(sheet, action);
    }
    let next: Vec<&ActionReport> = at("next").collect();
    let later: Vec<&ActionReport> = at("later").collect();
    let columns = columns(sheet.width, next.iter().chain(&later).copied());
    for (heading, actions) in [("Next", next), ("Later", later)] {
        a_line_each(sheet, heading, &actions, columns);
    }
}

fn in_full(sheet: &mut Sheet, action: &ActionReport) {
    let place = action.place_words();
    sheet.hang(Line::of(STRONG, &place), place.len() + 1, STRONG, &action.title);
    for remark in &action.remarks {
        sheet.text(2, PLAIN, &words::capitalised(remark));
    }
    if let Some(owner) = &action.owner {
        sheet.field("Who", PLAIN, owner);
    }
    if let Some(step) = &action.first_step {
        sheet.field("First step", PLAIN, step);
    }
    if let Some(metric) = &action.metric {
        sheet.field("How we know", PLAIN, metric);
    }
    let effort =
        format!("{} of 5 (assumed), {}, {}", action.effort, action.worth_words(), action.raise());
    sheet.field("Effort", PLAIN, &effort);
    if let Some(waits) = waits_for(action) {
        sheet.field("Comes after", PLAIN, &waits);
    }
    match &action.decision {
        Some(decision) => sheet.field("Decided", STRONG, &decision.words()),
        None => sheet.field("Decided", QUIET, "not yet"),
    }
}

fn waits_for(action: &ActionReport) -> Option<String> {
    let titles: Vec<&str> = action.waits_for.iter().map(|name| name.title.as_str()).collect();
    (!titles.is_empty()).then(|| words::list(&titles))
}

/// Blanks between columns.
const APART: usize = 2;

/// How wide the four columns are, the same for all lines: titles take what
/// they need and is left, owners at most a third of the page.
fn columns<'a>(page: usize, actions: impl Iterator<Item = &'a ActionReport>) -> [usize; 4] {
    let (mut titles, mut owner, mut points) = (0, "Who".len(), "Points".len());
    for action in actions {
        points = action.worth.in_column().len().max(points);
        titles = text::width(&title(action)).max(titles);
        owner = text::width(&who(action)).max(owner);
    }
    let effort = "Effort".len() + APART;
    let owner = owner.min(page / 3) + APART;
    [(titles + APART).min(page - owner - effort - points), owner, effort, points]
}

/// A line an action, under a heading; what it waits for and what was decided
/// below it.
fn a_line_each(sheet: &mut Sheet, heading: &str, actions: &[&ActionReport], columns: [usize; 4]) {
    if actions.is_empty() {
        return;
    }
    sheet.blank();
    row(sheet, STRONG, [heading, "Who", "Effort", "Points"].map(str::to_owned), columns);
    for action in actions {
        let effort = format!("{} of 5", action.effort);
        row(sheet, PLAIN, [title(action), who(action), effort, action.worth.in_column()], columns);
        for note in action.notes() {
            sheet.text(2, QUIET, &words::capitalised(note));
        }
        if let Some(waits) = waits_for(action) {
            sheet.text(2, QUIET, &format!("Comes after: {waits}"));
        }
        if let Some(decision) = &action.decision {
            sheet.text(2, QUIET, &format!("Decided: {}", decision.words()));
        }
    }
}

/// Cells side by side, each wrapped in its column.
fn row(sheet: &mut Sheet, style: Style, cells: [String; 4], columns: [usize; 4]) {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .add_row(cells);
    for (column, width) in table.column_iter_mut().zip(columns) {
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        column.set_padding((0, u16::try_from(APART).unwrap_or_default()));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    if let Some(points) = table.column_mut(3) {
        points.set_padding((0, 0)).set_cell_alignment(CellAlignment::Right);
    }
    for line in table.lines() {
        sheet.push(Line::default().draw(style, &line));
    }
}

fn who(action: &ActionReport) -> String {
    action.owner.as_deref().map(text::clean).unwrap_or_default()
}

/// Its place and what to do.
fn title(action: &ActionReport) -> String {
    format!("{}  {}", action.place_words(), text::clean(&action.title))
}
