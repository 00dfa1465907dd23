//! Several assessments, a line each, with their gates; and other small
//! tables for a terminal. A line is never broken, so that scripts can read
//! it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use crate::report::known::Known;
use crate::report::model::{GateReport, HeldDownReport, Report, Standing};
use crate::report::words;

use super::style::STRONG;
use super::text;

/// The heads of the columns.
const HEAD: [&str; 8] = [
    "Assessment",
    "Prevention",
    "Resolution",
    "Gap",
    "Posture",
    "Coverage",
    "Dimensions",
    "Confidence",
];

/// One line an assessment, and every gate with its verdict.
#[derive(Clone, Debug, Default)]
pub struct ScoreLines {
    rows: Vec<[String; 8]>,
    /// The names of assessments with gates, and these.
    judged: Vec<(String, Vec<GateReport>)>,
}

impl ScoreLines {
    /// Adds the line of an assessment, and its gates.
    pub fn add(&mut self, report: &Report) {
        self.rows.push(row(report));
        if !report.gates.is_empty() {
            self.judged.push((name(report), report.gates.clone()));
        }
    }

    /// Writes all lines in columns, and then the gates.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn render(&self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(HEAD, &self.rows, &[1, 2, 3, 5, 6], out)?;
        for (name, gates) in &self.judged {
            writeln!(out)?;
            writeln!(out, "{STRONG}Gates of {name}{STRONG:#}")?;
            for gate in gates {
                write_gate(gate, out)?;
            }
        }
        Ok(())
    }
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
    write_rows(head, rows, &[], out)
}

fn write_rows<const N: usize>(
    head: [&str; N],
    rows: &[[String; N]],
    right: &[usize],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(head);
    for row in rows {
        table.add_row(row.iter().map(|cell| text::clean(cell)));
    }
    for (position, column) in table.column_iter_mut().enumerate() {
        let left = u16::from(position > 0);
        column.set_padding((left, 1));
        if right.contains(&position) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn row(report: &Report) -> [String; 8] {
    let overall = &report.overall;
    let figure = |lens| Known::of_lens(lens, overall.status).words();
    [
        name(report),
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

/// "Larkfield Home, Online shop, 2026 autumn (quick-check), r-07".
fn name(report: &Report) -> String {
    let header = &report.header;
    let parts = [Some(&header.organisation), header.unit.as_ref(), header.wave.as_ref()];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| text::clean(part)).collect();
    let respondent = header.respondent.iter().map(|id| format!(", {}", text::clean(id)));
    format!("{} ({}){}", parts.join(", "), header.questionnaire, respondent.collect::<String>())
}

/// How many of what holds a gate down are named.
const NAMED: usize = 5;

/// "NOT MET  prevention at least 45.0: 35.0", and what that is due to.
fn write_gate(gate: &GateReport, out: &mut dyn Write) -> io::Result<()> {
    let (colour, word) = match gate.verdict {
        "met" => (AnsiColor::Green, "met"),
        "not_met" => (AnsiColor::Red, "NOT MET"),
        _ => (AnsiColor::Red, "NOT JUDGED"),
    };
    let style = Style::new().fg_color(Some(colour.into()));
    let GateReport { asks, found, .. } = gate;
    let id = gate.id.as_ref().map_or(String::new(), |id| format!(" ({id})"));
    writeln!(out, "  {style}{word:<10}{style:#}  {asks}: {found}{id}")?;
    if gate.verdict == "met" {
        return Ok(());
    }
    if let Some(why) = &gate.why {
        writeln!(out, "              why: {}", text::clean(why))?;
    }
    let held = |held: &HeldDownReport| format!("{} ({})", held.id, held.words);
    let mut named: Vec<String> = gate.held_down_by.iter().take(NAMED).map(held).collect();
    if gate.held_down_by.len() > NAMED {
        named.push(format!("{} more", gate.held_down_by.len() - NAMED));
    }
    if !named.is_empty() {
        writeln!(out, "              held down by {}", words::list(&named))?;
    }
    if let Some(changes) = &gate.changes {
        writeln!(out, "              met with {}", changes.words)?;
    }
    Ok(())
}
