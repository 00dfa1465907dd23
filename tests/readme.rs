//! The README is run: its commands with their output, its worked example, and
//! its tables against the code.

use std::fs;
use std::path::Path;

use prevention_gap::model::{GateMeasure, Measure};
use prevention_gap::report::Format;
use prevention_gap::report::batch::BatchFormat;

const README: &str = include_str!("../README.md");

/// The commands run beside the answer file that the README shows, and one in
/// which a name is mistyped.
#[test]
fn its_commands_do_what_it_shows() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let copy = folder.path().join("README.md");
    fs::write(&copy, README).expect("it can be written");
    let beside = folder.path().join("README.in");
    fs::create_dir(&beside).expect("it can be made");
    let answers = block("yaml");
    fs::write(beside.join("answers.yaml"), &answers).expect("it can be written");
    let mistyped = answers.replacen("kno-before-change", "kno-befor-change", 1);
    fs::write(beside.join("mistyped.yaml"), mistyped).expect("it can be written");
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case(copy.to_str().expect("the path is text"))
        .run();
    if std::env::var_os("TRYCMD").is_some_and(|wish| wish == "overwrite") {
        fs::copy(copy, Path::new("README.md")).expect("it can be written");
    }
}

/// The first block of a language.
fn block(language: &str) -> String {
    blocks(language).next().expect("the README has such a block")
}

fn blocks(language: &str) -> impl Iterator<Item = String> {
    let start = format!("```{language}\n");
    let after: Vec<String> = README.split(&start).skip(1).map(str::to_owned).collect();
    after.into_iter().map(|block| block.split_once("```").expect("a block ends").0.to_owned())
}

#[test]
fn its_policy_is_one() {
    let policy = blocks("yaml").find(|block| block.contains("format: policy/1"));
    let policy = policy.expect("the README shows a policy");
    let read = prevention_gap::yaml::read_policy(policy.as_bytes()).expect("it is sound");
    assert!(read.warnings.is_empty());
}

#[track_caller]
fn has(line: &str) {
    assert!(README.lines().any(|found| found.contains(line)), "README.md does not say: {line}");
}

#[test]
fn its_tables_list_what_there_is() {
    for format in Format::ALL {
        has(&format!("| `{}` | `.{}` |", format.name(), format.ending()));
    }
    for format in BatchFormat::ALL {
        let ending = format.ending().map_or("none".to_owned(), |ending| format!("`.{ending}`"));
        has(&format!("| `{}` | {ending} |", format.name()));
    }
    for measure in Measure::ALL {
        has(&format!("| `{}` |", measure.name()));
    }
    for measure in GateMeasure::ALL {
        has(&format!("`measure: {}`", measure.name()));
    }
    for command in [
        "assess",
        "report",
        "score",
        "check",
        "explain",
        "list",
        "show",
        "form",
        "schema",
        "completions",
        "man",
    ] {
        has(&format!("| `pgap {command}"));
    }
}

/// The same figures are worked out and tested in `tests/arithmetic/scores.rs`.
#[test]
fn its_worked_example_is_the_tested_one() {
    has("prevention = (25 + 25 + 75) / 3 = 41.7");
    has("resolution = (75 + 75) / 2      = 75.0");
    has("gap        = 75.0 - 41.7        = +33.3");
    has("between 16.7 and 50.0");
}
