//! Test results as CI servers read them (`JUnit`): a suite an assessment and a
//! case a gate; the files that were left out are errors of a suite of their
//! own.
//!
//! Written element by element, and for the strictest schema in use, that of
//! Ant's reports (github.com/windyroad/JUnit-Schema), which Jenkins's own
//! accepts too: every attribute it wants is there, and no other. There is no
//! clock: the time of a suite is the date of its answers, and nothing takes
//! time.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::report::known::Known;
use crate::report::model::{GateReport, OverallReport};
use crate::report::table::{assessment_name, clean};
use crate::report::words;
use crate::text::{harmless, visible};

use super::seen::{BrokenFile, line_of, place, untold};
use super::{Ending, Entry, FileProblem, Layout};

/// Suites in one element, opened with the first.
#[derive(Default)]
pub(super) struct Suites {
    written: usize,
    /// The latest date of the answers, year-month-day.
    latest: Option<String>,
}

/// The date of a suite where no answers have one: the schema wants some.
const NO_DATE: &str = "1970-01-01";

impl Layout for Suites {
    fn add(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let header = &entry.report.header;
        if self.latest.as_ref().is_none_or(|latest| *latest < header.date_iso) {
            self.latest = Some(header.date_iso.clone());
        }
        let suite = Suite {
            name: assessment_name(entry.report),
            package: header.questionnaire.clone(),
            date: &header.date_iso,
            cases: cases(entry),
            told: entry.report.said().iter().map(String::as_str).collect(),
        };
        self.write(&suite, out)
    }

    fn finish(&mut self, ending: &Ending<'_>, out: &mut dyn Write) -> io::Result<()> {
        let date = self.latest.clone();
        let date = date.as_deref().unwrap_or(NO_DATE);
        let own = |name: &str, cases, told| Suite {
            name: name.to_owned(),
            package: "pgap".to_owned(),
            date,
            cases,
            told,
        };
        let files = files(ending);
        if !files.is_empty() {
            self.write(&own("files", files, Vec::new()), out)?;
        }
        let told: Vec<&str> = ending.news.iter().chain(ending.notes).map(String::as_str).collect();
        if !told.is_empty() {
            self.write(&own("news", Vec::new(), told), out)?;
        }
        let mut writer = Writer::new(out);
        if self.written == 0 {
            declare(&mut writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
        line(&mut writer)
    }
}

impl Suites {
    fn write(&mut self, suite: &Suite<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new(out);
        if self.written == 0 {
            declare(&mut writer)?;
        }
        suite.write(self.written, &mut writer)?;
        self.written += 1;
        Ok(())
    }
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn declare(writer: &mut Xml<'_>) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    line(writer)?;
    // The schema gives the root no attributes.
    writer.write_event(Event::Start(BytesStart::new("testsuites")))?;
    line(writer)
}

/// Cases that belong together.
struct Suite<'a> {
    name: String,
    package: String,
    date: &'a str,
    cases: Vec<Case>,
    /// What there is to tell beside the cases.
    told: Vec<&'a str>,
}

struct Case {
    class: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Skipped { message: String },
    Failed { kind: &'static str, message: String, text: String },
    Broken { kind: &'static str, message: String, text: String },
}

impl Suite<'_> {
    fn write(&self, id: usize, writer: &mut Xml<'_>) -> io::Result<()> {
        let count = |is_one: fn(&Outcome) -> bool| {
            self.cases.iter().filter(|case| is_one(&case.outcome)).count().to_string()
        };
        let failures = count(|outcome| matches!(outcome, Outcome::Failed { .. }));
        let errors = count(|outcome| matches!(outcome, Outcome::Broken { .. }));
        let skipped = count(|outcome| matches!(outcome, Outcome::Skipped { .. }));
        let attributes = [
            ("name", self.name.as_str()),
            ("package", &self.package),
            ("id", &id.to_string()),
            ("timestamp", &format!("{}T00:00:00", self.date)),
            ("hostname", "localhost"),
            ("tests", &self.cases.len().to_string()),
            ("failures", &failures),
            ("errors", &errors),
            ("skipped", &skipped),
            ("time", "0"),
        ];
        open(writer, "  ", "testsuite", &attributes)?;
        line(writer)?;
        empty(writer, "    ", "properties", &[])?;
        for case in &self.cases {
            case.write(writer)?;
        }
        match &*self.told {
            [] => empty(writer, "    ", "system-out", &[])?,
            told => element(writer, "    ", "system-out", &[], &lines(told))?,
        }
        empty(writer, "    ", "system-err", &[])?;
        close(writer, "  ", "testsuite")
    }
}

impl Case {
    fn write(&self, writer: &mut Xml<'_>) -> io::Result<()> {
        let attributes = [("classname", &*self.class), ("name", &*self.name), ("time", "0")];
        let inside = "      ";
        match &self.outcome {
            Outcome::Passed => return empty(writer, "    ", "testcase", &attributes),
            _ => open(writer, "    ", "testcase", &attributes)?,
        }
        line(writer)?;
        match &self.outcome {
            Outcome::Passed => {}
            Outcome::Skipped { message } => {
                empty(writer, inside, "skipped", &[("message", message)])?;
            }
            Outcome::Failed { kind, message, text } => {
                let attributes = [("message", message.as_str()), ("type", kind)];
                element(writer, inside, "failure", &attributes, text)?;
            }
            Outcome::Broken { kind, message, text } => {
                let attributes = [("message", message.as_str()), ("type", kind)];
                element(writer, inside, "error", &attributes, text)?;
            }
        }
        close(writer, "    ", "testcase")
    }
}

/// A case for each gate, or one that says whether there are scores.
fn cases(entry: &Entry<'_>) -> Vec<Case> {
    let report = entry.report;
    // Readers take what stands before the last dot for a package.
    let name = assessment_name(report).replace('.', "_");
    let class = format!("{}.{name}", report.header.questionnaire);
    if report.gates.is_empty() {
        let outcome = scored(&report.overall);
        return vec![Case { class, name: "scored".to_owned(), outcome }];
    }
    let case = |gate: &GateReport| Case {
        class: class.clone(),
        name: case_name(gate),
        outcome: judged(entry, gate),
    };
    report.gates.iter().map(case).collect()
}

/// The id of the gate, where it has one; else without the limit, so that a case
/// keeps its history when that moves.
fn case_name(gate: &GateReport) -> String {
    gate.id.clone().unwrap_or_else(|| format!("{} {}", gate.bound, gate.subject))
}

/// Too few answers fail nothing that was asked for, and are no success.
fn scored(overall: &OverallReport) -> Outcome {
    if overall.gap.points.is_some() {
        return Outcome::Passed;
    }
    let known = |lens| Known::of_lens(lens, overall.status).words();
    let (prevention, resolution) = (known(&overall.prevention), known(&overall.resolution));
    let message = format!("no overall score: prevention {prevention}, resolution {resolution}");
    Outcome::Skipped { message }
}

fn judged(entry: &Entry<'_>, gate: &GateReport) -> Outcome {
    if gate.is_met() {
        return Outcome::Passed;
    }
    let kind = if gate.value.is_some() { "not_met" } else { "not_judged" };
    Outcome::Failed { kind, message: entry.report.gate_words(gate), text: reasons(entry, gate) }
}

/// What a person needs to look into it.
fn reasons(entry: &Entry<'_>, gate: &GateReport) -> String {
    let mut lines = vec![assessment_name(entry.report), entry.report.gate_words(gate)];
    lines.extend(gate.reasons());
    if let Some(file) = entry.file {
        lines.push(place(file, line_of(entry, gate)));
    }
    lines.join("\n")
}

/// A case for each file that was left out.
fn files(ending: &Ending<'_>) -> Vec<Case> {
    let files = BrokenFile::all(ending);
    let untold = untold(ending, &files);
    let mut cases: Vec<Case> = files.iter().map(file).collect();
    cases.extend(skipped(ending));
    if untold > 0 {
        cases.push(Case {
            class: "files".to_owned(),
            name: "others".to_owned(),
            outcome: Outcome::Broken {
                kind: "left-out",
                message: words::documents_left_out(untold),
                text: String::new(),
            },
        });
    }
    cases
}

/// A case for each file that was not read, and one for those without a name.
fn skipped(ending: &Ending<'_>) -> Vec<Case> {
    let case = |name: &str, message: String| Case {
        class: "files".to_owned(),
        name: name.to_owned(),
        outcome: Outcome::Skipped { message },
    };
    let named =
        ending.skipped.iter().map(|one| case(&one.file, format!("skipped, for it {}", one.why)));
    let mut cases: Vec<Case> = named.collect();
    if ending.all_skipped > cases.len() {
        let more = ending.all_skipped - cases.len();
        cases.push(case("others", words::more_not_read(more)));
    }
    cases
}

fn file(file: &BrokenFile<'_>) -> Case {
    let told: Vec<String> = file.problems.iter().map(|problem| told(problem)).collect();
    let first = file.first();
    Case {
        class: "files".to_owned(),
        name: file.file.to_owned(),
        outcome: Outcome::Broken {
            kind: first.code,
            message: format!("line {}, column {}: {}", first.line, first.column, first.sentence),
            text: told.join("\n"),
        },
    }
}

/// "shop.yaml:6:1: unknown key `ansers` (did you mean `answers`?)"
fn told(problem: &FileProblem) -> String {
    let FileProblem { file, line, column, .. } = problem;
    format!("{}:{column}: {}", place(file, Some(*line)), visible(&problem.words()))
}

/// Lines of which each is harmless.
fn lines(lines: &[&str]) -> String {
    lines.iter().map(|line| clean(line)).collect::<Vec<_>>().join("\n")
}

/// A start tag; its attributes show what XML cannot hold by its code.
fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, &*harmless(&visible(value))));
    }
    tag
}

fn open(
    writer: &mut Xml<'_>,
    indent: &str,
    name: &str,
    attributes: &[(&str, &str)],
) -> io::Result<()> {
    write!(writer.get_mut(), "{indent}")?;
    writer.write_event(Event::Start(start(name, attributes)))
}

fn empty(
    writer: &mut Xml<'_>,
    indent: &str,
    name: &str,
    attributes: &[(&str, &str)],
) -> io::Result<()> {
    write!(writer.get_mut(), "{indent}")?;
    writer.write_event(Event::Empty(start(name, attributes)))?;
    line(writer)
}

/// An element with a text whose lines are harmless; line breaks stay.
fn element(
    writer: &mut Xml<'_>,
    indent: &str,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    open(writer, indent, name, attributes)?;
    // Whoever reads it may print it, line by line, into a log.
    let lines: Vec<_> = text.split('\n').map(harmless).collect();
    writer.write_event(Event::Text(BytesText::new(&lines.join("\n"))))?;
    close(writer, "", name)
}

fn close(writer: &mut Xml<'_>, indent: &str, name: &str) -> io::Result<()> {
    write!(writer.get_mut(), "{indent}")?;
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    line(writer)
}

fn line(writer: &mut Xml<'_>) -> io::Result<()> {
    writeln!(writer.get_mut())
}
