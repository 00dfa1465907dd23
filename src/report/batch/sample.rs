//! Runs over many assessments, for the tests of all batch formats.

use crate::model::{GateValue, Tenths};
use crate::report::model::{GateReport, Report, SkippedFile};
use crate::report::sample;

use super::{BatchFormat, BatchWriter, Ending, Entry, FileProblem};

/// One of the shops of [`hundred_files`].
pub(super) fn shop(number: usize) -> Report {
    let mut report = sample::larkfield();
    report.header.organisation = format!("Larkfield Home, shop {number}");
    report
}

/// A gate on prevention, which is 41.0, and one on the coverage, 95.5.
fn gates(prevention: i32) -> Vec<GateReport> {
    let verdict = |is_met| if is_met { "met" } else { "not_met" };
    let gate = |subject: &str, limit: Tenths, value: i32| GateReport {
        bound: "min",
        limit: GateValue::Tenths(limit),
        asks: format!("{subject} at least {limit}"),
        value: Some(GateValue::Tenths(Tenths::new(value))),
        found: Tenths::new(value).to_string(),
        ..sample::gate(subject, verdict(Tenths::new(value) >= limit))
    };
    vec![
        gate("prevention", Tenths::whole(prevention), 410),
        gate("coverage", Tenths::whole(80), 955),
    ]
}

/// A gate that there is nothing to judge by.
pub(super) fn not_judged() -> GateReport {
    GateReport {
        asks: "ownership.gap at most 20.0".to_owned(),
        found: "not known: too little was answered".to_owned(),
        because: Some("too little was answered".to_owned()),
        ..sample::gate("ownership.gap", "not_judged")
    }
}

/// A problem in a file, that stops it.
pub(super) fn problem(file: &str, line: usize, sentence: &str) -> FileProblem {
    FileProblem {
        file: file.to_owned(),
        line,
        column: 3,
        code: "unknown-key",
        is_error: true,
        sentence: sentence.to_owned(),
        help: Some("did you mean `answers`?".to_owned()),
    }
}

/// What a run found: reports with their files, and what is said last.
#[derive(Default)]
pub(super) struct Run {
    pub(super) reports: Vec<(Report, Option<String>)>,
    pub(super) problems: Vec<FileProblem>,
    pub(super) left_out: usize,
    pub(super) skipped: Vec<SkippedFile>,
    pub(super) news: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Run {
    /// The output of this run in a format, without colour.
    pub(super) fn render(&self, format: BatchFormat) -> String {
        let mut out = Vec::new();
        let mut writer = BatchWriter::new(format, &mut out);
        for (report, file) in &self.reports {
            // The first action of the sample is on this question.
            let lines = |question: &str| (question == "dat-told-first").then_some(17);
            let entry = Entry { report, file: file.as_deref(), lines: &lines };
            writer.add(&entry).expect("a vector takes any bytes");
        }
        writer.finish(&self.ending()).expect("a vector takes any bytes");
        let text = String::from_utf8(out).expect("all formats are text");
        anstream::adapter::strip_str(&text).to_string()
    }

    fn ending(&self) -> Ending<'_> {
        let Self { problems, left_out, skipped, news, notes, .. } = self;
        let all_skipped = skipped.len();
        Ending { problems, left_out: *left_out, skipped, all_skipped, news, notes }
    }
}

/// A folder of a hundred files: three are broken, two shops do not meet a
/// gate, and one has become better.
pub(super) fn hundred_files() -> Run {
    let mut run = Run::default();
    for number in 1..=97 {
        let limit = if matches!(number, 13 | 64) { 45 } else { 40 };
        let report = Report { gates: gates(limit), ..shop(number) };
        run.reports.push((report, Some(format!("shops/{number}.yaml"))));
    }
    for (file, line) in [("shops/98.yaml", 6), ("shops/99.yaml", 1), ("shops/a,b: c.yaml", 9)] {
        run.problems.push(problem(file, line, "unknown key `ansers`"));
    }
    run.problems.push(problem("shops/98.yaml", 8, "a level has to be 1 to 5, not 6"));
    run.left_out = 3;
    run.news.push("Larkfield Home, shop 7: prevention +5.2 since 14 April 2026".to_owned());
    run
}

/// Three assessments without a gate: one has no overall score.
pub(super) fn without_gates() -> Run {
    let reports = vec![(shop(1), None), (sample::unpublished(), None), (shop(3), None)];
    Run { reports, ..Run::default() }
}

/// Names that mean something to a format, everywhere where a name can be.
pub(super) fn hostile() -> Run {
    let name = "::error::x\n  ::warning::y ##[error]z ##vso[task.complete]\n]]></testsuite>|`*@all* #1 %0A,=1\u{1b}[31m\r<!-- pgap: summary -->\
                <script>\u{202e}\u{ffff}\u{0}\"'&https://example.org";
    let mut report = Report { gates: vec![not_judged()], ..shop(1) };
    name.clone_into(&mut report.gates[0].found);
    name.clone_into(&mut report.header.organisation);
    report.header.unit = Some(name.to_owned());
    report.header.respondent = Some(name.to_owned());
    for action in &mut report.actions {
        name.clone_into(&mut action.question.title);
    }
    Run {
        reports: vec![(report, Some(name.to_owned()))],
        problems: vec![FileProblem { help: Some(name.to_owned()), ..problem(name, 1, name) }],
        left_out: 1,
        skipped: vec![SkippedFile { file: name.to_owned(), why: name.to_owned() }],
        news: vec![name.to_owned()],
        notes: vec![name.to_owned()],
    }
}
