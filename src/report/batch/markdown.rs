//! A summary for a job or a pull request: what needs work first, then the
//! news, and all assessments folded away. A comment on GitHub holds 65,536
//! characters, so that every part has its limit.

use std::io::{self, Write};

use crate::report::known::Known;
use crate::report::markdown;
use crate::report::model::{GateReport, Report, SkippedFile};
use crate::report::table::assessment_name;

use super::seen::{BrokenFile, NotMet, Seen, shares, untold};
use super::{Ending, Entry, Layout};

/// By this line a comment is found again, to be updated in place.
const MARKER: &str = "<!-- pgap: summary -->";

/// So many files and gates together are told.
const MOST_REDS: usize = 20;

/// So many lines of what is said since a baseline.
const MOST_SAID: usize = 30;

/// So many lines of news, and of notes.
const MOST_NEWS: usize = 10;

/// A typed text of more letters is cut in its middle, for names often differ at
/// their end: the files have it whole.
const MOST_LETTERS: usize = 120;
/// So many letters are kept of its end.
const LAST_LETTERS: usize = 40;

/// The bytes that the parts may take; with what stands around them they stay
/// under 60,000.
const BYTES_OF_REDS: usize = 20_000;
const BYTES_OF_SAID: usize = 6_000;
const BYTES_OF_NEWS: usize = 6_000;
const BYTES_OF_REST: usize = 20_000;

/// What the summary is made of.
pub(super) struct Summary {
    seen: Seen,
    /// The first gates that are not met.
    not_met: Vec<NotMet>,
    /// What is said of each assessment since its baseline.
    said: Lines,
    /// How many lines of that there are.
    all_said: usize,
    /// A row an assessment.
    rest: Lines,
}

impl Default for Summary {
    fn default() -> Self {
        let (seen, not_met) = (Seen::default(), Vec::new());
        let said = Lines::new(MOST_SAID, BYTES_OF_SAID);
        Self { seen, not_met, said, all_said: 0, rest: Lines::new(usize::MAX, BYTES_OF_REST) }
    }
}

impl Layout for Summary {
    fn add(&mut self, entry: &Entry<'_>, _: &mut dyn Write) -> io::Result<()> {
        self.seen.add(entry.report);
        let room = MOST_REDS - self.not_met.len();
        self.not_met.extend(NotMet::of(entry).take(room));
        for said in entry.report.said() {
            let name = assessment_name(entry.report);
            self.all_said += 1;
            self.said.push(|| format!("- {}: {}", text(&name), text(said)));
        }
        self.rest.push(|| assessment_row(entry.report));
        Ok(())
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{MARKER}\n### {}", self.seen.headline(ending.left_out))?;
        let files = BrokenFile::all(ending);
        let all = files.len() + untold(ending, &files) + self.seen.gates_not_met;
        let reds = self.reds(&files);
        table(["", "Where", "What"], "---|---|---", &reds, all, out)?;
        told("Since the baseline", &self.said, self.all_said, out)?;
        let skipped: Vec<String> = ending.skipped.iter().map(SkippedFile::words).collect();
        bullets("Skipped files", &skipped, ending.all_skipped, out)?;
        bullets("News", ending.news, ending.news.len(), out)?;
        bullets("Notes", ending.notes, ending.notes.len(), out)?;
        if self.seen.assessments == 0 {
            return Ok(());
        }
        writeln!(out, "\n<details><summary>All assessments</summary>")?;
        let head = ["Assessment", "Prevention", "Resolution", "Gap", "Posture", "Gates met"];
        let rule = "---|---:|---:|---:|---|---:";
        table(head, rule, &self.rest, self.seen.assessments, out)?;
        writeln!(out, "\n</details>")
    }
}

impl Summary {
    /// The files that were left out, and the gates that are not met.
    fn reds(&self, files: &[BrokenFile<'_>]) -> Lines {
        let [most_files, most_gates] = shares(MOST_REDS, files.len(), self.not_met.len());
        let mut reds = Lines::new(MOST_REDS, BYTES_OF_REDS);
        for file in files.iter().take(most_files) {
            let problem = file.first();
            let place = format!(":{}:{}", problem.line, problem.column);
            let what = format!("{}{}", text(&problem.sentence), file.others());
            reds.push(|| row(&["**left out**", &format!("{}{place}", text(file.file)), &what]));
        }
        for not_met in self.not_met.iter().take(most_gates) {
            reds.push(|| not_met_row(not_met));
        }
        reds
    }
}

fn not_met_row(not_met: &NotMet) -> String {
    let NotMet { assessment, gate, .. } = not_met;
    let place = not_met.place().map(|place| format!("<br>{}", text(&place)));
    let whose = format!("{}{}", text(assessment), place.unwrap_or_default());
    row(&[&verdict(gate), &whose, &text(&not_met.words)])
}

/// "**not met**".
fn verdict(gate: &GateReport) -> String {
    format!("**{}**", gate.verdict_words().to_lowercase())
}

fn assessment_row(report: &Report) -> String {
    let Report { overall, gates, .. } = report;
    let figure = |lens| Known::of_lens(lens, overall.status).words();
    let posture = overall.posture.as_ref().map_or("not known", |posture| posture.title.as_str());
    let met = gates.iter().filter(|gate| gate.is_met()).count();
    row(&[
        &text(&assessment_name(report)),
        &figure(&overall.prevention),
        &figure(&overall.resolution),
        &overall.gap.words(),
        &text(posture),
        &if gates.is_empty() { String::new() } else { format!("{met} of {}", gates.len()) },
    ])
}

/// Lines up to a number and a size; after the first that has no room, none.
struct Lines {
    text: String,
    told: usize,
    most: usize,
    bytes: usize,
    is_full: bool,
}

impl Lines {
    fn new(most: usize, bytes: usize) -> Self {
        Self { text: String::new(), told: 0, most, bytes, is_full: false }
    }

    fn push(&mut self, line: impl FnOnce() -> String) {
        self.is_full = self.is_full || self.told == self.most;
        if self.is_full {
            return;
        }
        let line = line();
        if self.text.len() + line.len() >= self.bytes {
            self.is_full = true;
            return;
        }
        self.text.push_str(&line);
        self.text.push('\n');
        self.told += 1;
    }
}

fn row(cells: &[&str]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Rows under a head, and how many there are beyond them.
fn table<const N: usize>(
    head: [&str; N],
    rule: &str,
    rows: &Lines,
    all: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.told > 0 {
        write!(out, "\n{}\n|{rule}|\n{}", row(&head), rows.text)?;
    }
    more(all - rows.told, out)
}

/// The first of so many lines under a title; nothing without lines.
fn bullets(title: &str, lines: &[String], all: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut told = Lines::new(MOST_NEWS, BYTES_OF_NEWS);
    for line in lines {
        told.push(|| format!("- {}", text(line)));
    }
    self::told(title, &told, all, out)
}

/// Lines under a title, and how many there are beyond them.
fn told(title: &str, lines: &Lines, all: usize, out: &mut dyn Write) -> io::Result<()> {
    if lines.told > 0 {
        write!(out, "\n**{title}**\n\n{}", lines.text)?;
    }
    more(all - lines.told, out)
}

fn more(count: usize, out: &mut dyn Write) -> io::Result<()> {
    if count > 0 { writeln!(out, "\nand {count} more") } else { Ok(()) }
}

/// A typed text, cut where it is very long, that marks nothing up, calls
/// nobody and links nowhere: on GitHub `@name`, `#1` and addresses do so
/// without any markup.
fn text(typed: &str) -> String {
    let letters: Vec<usize> = typed.char_indices().map(|(at, _)| at).collect();
    let escaped = if letters.len() > MOST_LETTERS {
        let start = &typed[..letters[MOST_LETTERS - LAST_LETTERS]];
        let end = &typed[letters[letters.len() - LAST_LETTERS]..];
        format!("{}…{}", markdown::text(start), markdown::text(end))
    } else {
        markdown::text(typed)
    };
    let apart = |letter: &str| format!("{letter}&#8203;");
    // The hash sign first, for it is part of what comes between.
    let escaped = escaped.replace('#', &apart("#")).replace('@', &apart("@"));
    escaped
        .replace("://", &format!("{}//", apart(":")))
        .replace("www.", &format!("{}.", apart("www")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(text(typed), shown);
    }

    #[test]
    fn no_text_calls_anybody_or_links_anywhere() {
        check("a | b", "a \\| b");
        check("<!-- -->", "&lt;!-- --&gt;");
        check("@octocat", "@&#8203;octocat");
        check("fixes #12", "fixes #&#8203;12");
        check("https://example.org", "https:&#8203;//example.org");
        check("www.example.org", "www&#8203;.example.org");
        check("`code`\n# heading", "\\`code\\`<br>#&#8203; heading");
    }

    #[test]
    fn long_texts_are_cut_at_a_letter() {
        check(&"ü".repeat(120), &"ü".repeat(120));
        check(&"ü".repeat(121), &format!("{}…{}", "ü".repeat(80), "ü".repeat(40)));
        // Two long names that differ at their end stay apart.
        let name = |end: &str| text(&format!("{} {end}", "long ".repeat(40)));
        assert_ne!(name("north"), name("south"));
    }

    #[test]
    fn lines_end_with_their_room() {
        let mut lines = Lines::new(2, 100);
        for _ in 0..3 {
            lines.push(|| "one".to_owned());
        }
        assert_eq!((lines.told, &*lines.text), (2, "one\none\n"));
        let mut lines = Lines::new(9, 8);
        for line in ["one", "too long", "two"] {
            lines.push(|| line.to_owned());
        }
        assert_eq!((lines.told, &*lines.text), (1, "one\n"));
    }
}
