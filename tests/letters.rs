//! Three companies, three letters: advice follows from the answers.

use std::collections::BTreeSet;

use prevention_gap::findings::Assessed;
use prevention_gap::report::{self, Audience, Format, Report, table};
use prevention_gap::yaml::{self, Catalog};

const COMPANIES: [&str; 3] = [
    include_str!("../examples/larkfield.yaml"),
    include_str!("letters/quayside.yaml"),
    include_str!("letters/millbrook.yaml"),
];

fn reports() -> Vec<Report> {
    let catalog = Catalog::on_board();
    let report = |answers: &&str| {
        let read = yaml::read_answers(answers.as_bytes(), &catalog)
            .unwrap_or_else(|found| panic!("{found:#?}"));
        assert_eq!(read.warnings, []);
        let questionnaire = catalog.get("prevention-gap").expect("it is on board");
        let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
        report::build(questionnaire, &assessed, &[])
    };
    COMPANIES.iter().map(report).collect()
}

/// The sentences of a letter, without headings and empty lines.
fn sentences(report: &Report) -> BTreeSet<String> {
    let mut out = Vec::new();
    let page = table::Page { width: 80, charset: table::Charset::Unicode };
    let board = report.clone().cut_for(Audience::Board);
    Format::Markdown.render(&board, page, &mut out).expect("memory can be written");
    let text = String::from_utf8(out).expect("a report is text");
    let says =
        |line: &&str| !line.is_empty() && !line.starts_with("## ") && !line.starts_with("| --");
    text.lines().filter(says).map(str::to_owned).collect()
}

/// Every pair of reports differs in what this looks at.
#[track_caller]
fn check_differs<T: PartialEq + std::fmt::Debug>(what: &str, look: impl Fn(&Report) -> T) {
    let seen: Vec<T> = reports().iter().map(look).collect();
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        assert_ne!(seen[one], seen[other], "{what} of {one} and {other}");
    }
}

#[test]
fn three_companies_get_three_letters() {
    check_differs("the verdict", |report| report.verdict.clone());
    check_differs("the posture", |report| report.overall.posture.clone());
    check_differs("the first screen", |report| report.facts.clone());
    check_differs("the first actions", |report| {
        let now = report.actions.iter().filter(|action| action.when == "now");
        now.map(|action| action.title.clone()).collect::<Vec<_>>()
    });
    let kind = |report: &Report, kind: &str| -> Vec<String> {
        let of_kind = report.findings.iter().filter(|finding| finding.kind == kind);
        of_kind.map(|finding| finding.id.clone()).collect()
    };
    check_differs("the patterns", |report| kind(report, "pattern"));
    check_differs("the strengths", |report| kind(report, "strength"));
    check_differs("the checklists", |report| report.checklists.clone());
    check_differs("the promises", |report| report.promises.clone());
}

/// Two letters to the board share at most a third of their sentences: the
/// head of the table, and what cannot be known without other data.
#[test]
fn letters_share_few_sentences() {
    let letters: Vec<BTreeSet<String>> = reports().iter().map(sentences).collect();
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let shared: Vec<&String> = letters[one].intersection(&letters[other]).collect();
        let fewest = letters[one].len().min(letters[other].len());
        assert!(3 * shared.len() <= fewest, "{one} and {other} of {fewest}: {shared:#?}");
    }
}
