//! A line an assessment, and at the end what matters, so that nobody has to
//! scroll: how many, the files that were left out, the gates that are not
//! met, and the news.

use std::io::{self, Write};

use crate::report::model::{GateReport, Report};
use crate::report::table::{
    STRONG, ScoreRow, assessment_name, clean, write_gate, write_gates, write_reasons, write_scores,
};

use super::seen::{BrokenFile, NotMet, Seen, shares, untold};
use super::{Ending, Entry, Layout};

/// So many assessments have all their gates listed; of more, only the gates
/// that are not met.
const MOST_LISTED: usize = 20;

/// A gate, why there is one, what holds it down and what would meet it.
const LINES_OF_A_GATE: usize = 4;

/// So many files and gates together are told at the end: with its other lines
/// the end fits a screen of 30.
const MOST_REDS: usize = 14;

/// So many files that were not read are named.
const MOST_SKIPPED: usize = 4;

/// So many lines of news, of notes, and of what is said of many assessments.
const MOST_NEWS: usize = 3;

/// What the table and its end are made of.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<ScoreRow>,
    /// The first assessments with gates, or with something to say.
    listed: Vec<Listed>,
    /// What is said of assessments beyond those: the first lines, and how
    /// many there are.
    said: (Vec<String>, usize),
    /// The first gates that are not met.
    not_met: Vec<NotMet>,
    seen: Seen,
}

/// An assessment, its gates and what is said of it.
struct Listed {
    name: String,
    gates: Vec<GateReport>,
    said: Vec<String>,
}

impl Layout for Table {
    fn add(&mut self, entry: &Entry<'_>, _: &mut dyn Write) -> io::Result<()> {
        let report = entry.report;
        self.seen.add(report);
        self.rows.push(ScoreRow::of(report));
        self.keep(report);
        let room = MOST_REDS - self.not_met.len();
        self.not_met.extend(NotMet::of(entry).take(room));
        Ok(())
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_scores(std::mem::take(&mut self.rows), out)?;
        if self.seen.assessments <= MOST_LISTED {
            self.listed.iter().try_for_each(|listed| listed.write(out))?;
        }
        if self.has_end(ending) { self.write_end(ending, out) } else { Ok(()) }
    }
}

impl Listed {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.gates.is_empty() {
            write_gates(&self.name, &self.gates, out)?;
        }
        if self.said.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        heading(&format!("Since the baseline of {}", self.name), out)?;
        self.said.iter().try_for_each(|said| writeln!(out, "  {}", clean(said)))
    }
}

impl Table {
    /// Keeps what stands under the table, and a few lines of what is said for
    /// the end of a long one.
    fn keep(&mut self, report: &Report) {
        let (name, said) = (assessment_name(report), report.said().to_vec());
        self.said.1 += said.len();
        let room = MOST_NEWS - self.said.0.len();
        self.said.0.extend(said.iter().take(room).map(|said| format!("{name}: {said}")));
        if self.seen.assessments <= MOST_LISTED && !(report.gates.is_empty() && said.is_empty()) {
            self.listed.push(Listed { name, gates: report.gates.clone(), said });
        }
    }

    /// Whether the table does not say it all.
    fn has_end(&self, ending: &Ending<'_>) -> bool {
        let Ending { left_out, problems, skipped, news, notes, .. } = ending;
        let has_more = self.seen.gates + self.said.1 > 0;
        let is_long = self.seen.assessments > MOST_LISTED && has_more;
        is_long
            || *left_out > 0
            || [problems.len(), skipped.len(), news.len(), notes.len()] != [0; 4]
    }

    fn write_end(&self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        writeln!(out, "{STRONG}{}{STRONG:#}", self.seen.headline(ending.left_out))?;
        let files = BrokenFile::all(ending);
        let [most_files, most_gates] = shares(MOST_REDS, files.len(), self.not_met.len());
        let lines_of_gates = LINES_OF_A_GATE * self.not_met.len();
        let reasons_fit = files.len() + lines_of_gates <= MOST_REDS;
        if !files.is_empty() {
            heading("Left out", out)?;
        }
        for file in files.iter().take(most_files) {
            let problem = file.first();
            let (line, column, code) = (problem.line, problem.column, problem.code);
            let sentence = clean(&problem.sentence);
            let name = clean(file.file);
            writeln!(out, "  {name}:{line}:{column}  {code}: {sentence}{}", file.others())?;
        }
        more(files.len() - files.len().min(most_files) + untold(ending, &files), out)?;
        skipped(ending, out)?;
        if !self.not_met.is_empty() {
            heading("Gates not met", out)?;
        }
        for not_met in self.not_met.iter().take(most_gates) {
            let NotMet { assessment, words, gate, .. } = not_met;
            let place = not_met.place().map(|place| format!(" ({place})")).unwrap_or_default();
            write_gate(gate, &format!("{assessment}: {words}{place}"), out)?;
            if reasons_fit {
                write_reasons(gate, out)?;
            }
        }
        more(self.seen.gates_not_met - self.not_met.len().min(most_gates), out)?;
        if self.seen.assessments > MOST_LISTED && self.said.1 > 0 {
            heading("Since the baseline", out)?;
            let (said, all) = &self.said;
            said.iter().try_for_each(|said| writeln!(out, "  {}", clean(said)))?;
            more(all - said.len(), out)?;
        }
        lines("News", ending.news, out)?;
        lines("Notes", ending.notes, out)
    }
}

/// What was not read, so that nobody takes it for counted.
fn skipped(ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
    if ending.all_skipped == 0 {
        return Ok(());
    }
    heading("Skipped files", out)?;
    let told = ending.skipped.iter().take(MOST_SKIPPED);
    for skipped in told.clone() {
        writeln!(out, "  {}", clean(&skipped.words()))?;
    }
    more(ending.all_skipped - told.count(), out)
}

fn heading(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{STRONG}{text}{STRONG:#}")
}

fn more(count: usize, out: &mut dyn Write) -> io::Result<()> {
    if count > 0 { writeln!(out, "  and {count} more") } else { Ok(()) }
}

/// The first lines under a heading; nothing without lines.
fn lines(title: &str, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    if !lines.is_empty() {
        heading(title, out)?;
    }
    for line in lines.iter().take(MOST_NEWS) {
        writeln!(out, "  {}", clean(line))?;
    }
    more(lines.len().saturating_sub(MOST_NEWS), out)
}
