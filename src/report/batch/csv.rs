//! One row an assessment, for a spreadsheet.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::model::Tenths;
use crate::report::csv::Cell;
use crate::report::model::{GateReport, LensReport, Range, Report};
use crate::report::words;

use super::seen::{BrokenFile, untold};
use super::{Ending, Entry, Layout};

/// The names of the columns, in the order of [`Row`].
const HEAD: [&str; 28] = [
    "organisation",
    "unit",
    "wave",
    "date",
    "questionnaire",
    "version",
    "respondent",
    "respondents",
    "status",
    "prevention",
    "prevention_lower",
    "prevention_upper",
    "resolution",
    "resolution_lower",
    "resolution_upper",
    "gap",
    "gap_lower",
    "gap_upper",
    "posture",
    "coverage",
    "confidence",
    "prevention_stage",
    "resolution_stage",
    "gates_met",
    "gates_not_met",
    "not_met",
    "said",
    "file",
];

/// The status of a file that was left out, which has a row of its own.
const LEFT_OUT: &str = "left_out";

/// The status of a file that was not read, which has a row of its own too.
const SKIPPED: &str = "skipped";

/// Rows under a head, which is there without rows too.
#[derive(Default)]
pub(super) struct Rows {
    has_head: bool,
}

impl Layout for Rows {
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        write(&Row::of(entry), out)
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        let files = BrokenFile::all(ending);
        for file in &files {
            let said: Vec<String> = file.problems.iter().map(|problem| problem.told()).collect();
            write(&not_scored(LEFT_OUT, file.file, &said.join("; ")), out)?;
        }
        match untold(ending, &files) {
            0 => {}
            more => write(&not_scored(LEFT_OUT, "", &words::documents_left_out(more)), out)?,
        }
        skipped(ending, out)
    }
}

/// A row for each file that was not read.
fn skipped(ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
    for file in ending.skipped {
        write(&not_scored(SKIPPED, &file.file, &file.why), out)?;
    }
    match ending.all_skipped.saturating_sub(ending.skipped.len()) {
        0 => Ok(()),
        more => write(&not_scored(SKIPPED, "", &words::count(more, "more file")), out),
    }
}

/// A row that has a status, a file and what is said of it alone.
fn not_scored(status: &str, file: &str, said: &str) -> Vec<Cell> {
    let cell = |name: &str| match name {
        "status" => Cell::new(status),
        "said" => Cell::new(said),
        "file" => Cell::new(file),
        _ => Cell::new(""),
    };
    HEAD.into_iter().map(cell).collect()
}

impl Rows {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.has_head, true) {
            return Ok(());
        }
        write(&HEAD, out)
    }
}

fn write(record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut builder = WriterBuilder::new();
    let mut writer = builder.terminator(Terminator::CRLF).has_headers(false).from_writer(out);
    writer.serialize(record)?;
    writer.flush()
}

/// An assessment; what is not known is an empty cell.
#[derive(Serialize)]
struct Row {
    organisation: Cell,
    unit: Cell,
    wave: Cell,
    date: Cell,
    questionnaire: Cell,
    version: Cell,
    respondent: Cell,
    respondents: usize,
    status: &'static str,
    prevention: Figures,
    resolution: Figures,
    gap: Figures,
    posture: Cell,
    coverage: Option<String>,
    confidence: &'static str,
    prevention_stage: Option<u8>,
    resolution_stage: Option<u8>,
    gates_met: usize,
    gates_not_met: usize,
    not_met: Cell,
    said: Cell,
    file: Cell,
}

/// A score and the range in which it lies: three cells.
type Figures = [Option<String>; 3];

impl Row {
    fn of(entry: &Entry<'_>) -> Self {
        let Report { header, overall, gates, .. } = entry.report;
        let text = |text: &Option<String>| Cell::new(text.as_deref().unwrap_or_default());
        let not_met: Vec<&GateReport> = gates.iter().filter(|gate| !gate.is_met()).collect();
        let posture = overall.posture.as_ref().map(|posture| posture.id.as_str());
        let reasons: Vec<String> =
            not_met.iter().map(|gate| entry.report.gate_words(gate)).collect();
        let gap = overall.gap.points.map(|points| points.published);
        Self {
            organisation: Cell::new(&header.organisation),
            unit: text(&header.unit),
            wave: text(&header.wave),
            date: Cell::new(&header.date_iso),
            questionnaire: Cell::new(&header.questionnaire),
            version: Cell::new(&header.version),
            respondent: text(&header.respondent),
            respondents: header.respondents,
            status: overall.status,
            prevention: of_lens(&overall.prevention),
            resolution: of_lens(&overall.resolution),
            gap: figures(gap, overall.gap.range),
            posture: Cell::new(posture.unwrap_or_default()),
            coverage: overall.coverage.map(|coverage| coverage.to_string()),
            confidence: overall.confidence.as_ref().map_or("", |confidence| confidence.level),
            prevention_stage: overall.prevention.stage,
            resolution_stage: overall.resolution.stage,
            gates_met: gates.len() - not_met.len(),
            gates_not_met: not_met.len(),
            not_met: Cell::new(&reasons.join("; ")),
            said: Cell::new(&entry.report.said().join("; ")),
            file: Cell::new(entry.file.unwrap_or_default()),
        }
    }
}

fn of_lens(lens: &LensReport) -> Figures {
    figures(lens.score.map(|score| score.published), lens.range)
}

fn figures(score: Option<Tenths>, range: Option<Range>) -> Figures {
    let ends = [range.map(|range| range.lower), range.map(|range| range.upper)];
    [score, ends[0], ends[1]].map(|figure| figure.map(|figure| figure.to_string()))
}
