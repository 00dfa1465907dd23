//! Several assessments, a line each, with their gates; and other small
//! tables for a terminal. A line is never broken, so that scripts can read
//! it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};

use crate::report::known::Known;
use crate::report::model::{GateReport, Report, Standing};
use crate::text::harmless_lines;

use super::style::STRONG;
use super::text;

/// An assessment as a line of the table.
pub(in crate::report) struct ScoreRow([String; 8]);

impl ScoreRow {
    pub(in crate::report) fn of(report: &Report) -> Self {
        Self(row(report))
    }
}

/// Writes one line an assessment.
///
/// # Errors
///
/// The output cannot be written.
pub(in crate::report) fn write_scores(
    rows: impl IntoIterator<Item = ScoreRow>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let head = [
        "Assessment",
        "Prevention",
        "Resolution",
        "Gap",
        "Posture",
        "Coverage",
        "Dimensions",
        "Confidence",
    ];
    let rows: Vec<[String; 8]> = rows.into_iter().map(|row| row.0).collect();
    write_rows(head, &rows, &[1, 2, 3, 5, 6], out)
}

/// Writes the gates of an assessment under its name.
///
/// # Errors
///
/// The output cannot be written.
pub(in crate::report) fn write_gates(
    name: &str,
    gates: &[GateReport],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "{STRONG}Gates of {name}{STRONG:#}")?;
    gates.iter().try_for_each(|gate| {
        write_gate(gate, &gate.named_words(), out)?;
        write_reasons(gate, out)
    })
}

/// Writes rows under a head, each on one line.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_rows<const N: usize>(
    head: [&str; N],
    rows: &[[String; N]],
    out: &mut dyn Write,
) -> io::Result<()> {
    harmless_lines(out, |out| write_rows(head, rows, &[], out))
}

/// A table is laid out with so many rows at a time, for it keeps several
/// copies of them.
const AT_A_TIME: usize = 500;

fn write_rows<const N: usize>(
    head: [&str; N],
    rows: &[[String; N]],
    right: &[usize],
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = widths(head, rows);
    let (first, others) = rows.split_at(rows.len().min(AT_A_TIME));
    write_table(&laid_out(Some(head), first, &widths, right), out)?;
    for some in others.chunks(AT_A_TIME) {
        write_table(&laid_out(None, some, &widths, right), out)?;
    }
    Ok(())
}

/// How wide the widest cell of each column is.
fn widths<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> [usize; N] {
    let mut widths = head.map(text::width);
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = text::width(&text::clean(cell)).max(*widest);
        }
    }
    widths
}

fn laid_out<const N: usize>(
    head: Option<[&str; N]>,
    rows: &[[String; N]],
    widths: &[usize; N],
    right: &[usize],
) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING);
    if let Some(head) = head {
        table.set_header(head);
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| text::clean(cell)));
    }
    for (position, column) in table.column_iter_mut().enumerate() {
        let left = u16::from(position > 0);
        column.set_padding((left, 1));
        if right.contains(&position) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let width = u16::try_from(widths[position]).unwrap_or(u16::MAX - 2) + left + 1;
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
    }
    table
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .try_for_each(|line| writeln!(out, "{line}"))
}

fn row(report: &Report) -> [String; 8] {
    let overall = &report.overall;
    let figure = |lens| Known::of_lens(lens, overall.status).words();
    [
        assessment_name(report),
        figure(&overall.prevention),
        figure(&overall.resolution),
        overall.gap.words(),
        overall.posture.as_ref().map_or("not known".to_owned(), |posture| posture.id.clone()),
        overall.coverage.map_or("not known".to_owned(), |coverage| format!("{coverage} %")),
        dimensions(report),
        overall.confidence.as_ref().map_or("not known", |confidence| confidence.level).to_owned(),
    ]
}

/// How many of the dimensions the scores are made of: "5 of 8".
fn dimensions(report: &Report) -> String {
    let counted = report.dimensions.iter().filter(|d| d.standing == Standing::Counted).count();
    let all = report.dimensions.iter().filter(|d| !d.apart).count();
    format!("{counted} of {all}")
}

/// "Larkfield Home, Online shop, 2026 autumn (quick-check), r-07", in one
/// harmless line.
pub(in crate::report) fn assessment_name(report: &Report) -> String {
    let respondent = report.header.respondent.iter().map(|id| format!(", {}", text::clean(id)));
    let respondent = respondent.collect::<String>();
    let apart = report.header.apart.iter().map(|apart| format!(": {apart}"));
    let apart = apart.collect::<String>();
    format!("{} ({}){respondent}{apart}", whose(report), report.header.questionnaire)
}

/// "Larkfield Home, Online shop, 2026 autumn".
fn whose(report: &Report) -> String {
    let header = &report.header;
    let parts = [Some(&header.organisation), header.unit.as_ref(), header.wave.as_ref()];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| text::clean(part)).collect();
    parts.join(", ")
}

/// "NOT MET     prevention at least 45.0: 35.0": the verdict before what there
/// is to say about it.
///
/// # Errors
///
/// The output cannot be written.
pub(in crate::report) fn write_gate(
    gate: &GateReport,
    words: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let colour = if gate.is_met() { AnsiColor::Green } else { AnsiColor::Red };
    let style = Style::new().fg_color(Some(colour.into()));
    writeln!(out, "  {style}{:<10}{style:#}  {words}", gate.verdict_words())
}

/// Writes what a gate that is not met is due to, below it.
///
/// # Errors
///
/// The output cannot be written.
pub(in crate::report) fn write_reasons(gate: &GateReport, out: &mut dyn Write) -> io::Result<()> {
    gate.reasons().iter().try_for_each(|reason| writeln!(out, "{:14}{reason}", ""))
}
