//! Every code has a file that shows it, and every file shows one code.
//!
//! The first line of a file says what is found, and where:
//! `# expect <line>:<column> <code>: <sentence>`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use prevention_gap::check;
use prevention_gap::model::{Problem, ProblemKind, Questionnaire};
use prevention_gap::yaml::{
    Catalog, Colour, Format, Source, draw, format_of, line_column, places, read_answers,
    read_policy, read_questionnaire,
};

/// Codes that no text file can show, with bytes that do.
fn generated() -> [(&'static str, Vec<u8>, &'static str); 3] {
    let too_large = format!("format: answers/1\nnote: {}\n", "x".repeat(1 << 20));
    [
        (
            "not-utf8",
            b"format: answers/1\nunit: Caf\xe9\n".to_vec(),
            "2:10 not-utf8: the file is not UTF-8 text",
        ),
        (
            "nul-byte",
            b"format: answers/1\nunit: \0\n".to_vec(),
            "2:7 nul-byte: the file contains a NUL byte",
        ),
        (
            "too-large",
            too_large.into_bytes(),
            "1:1 too-large: the document is larger than 1024 KiB",
        ),
    ]
}

fn catalog() -> Catalog {
    let mut catalog = Catalog::on_board();
    let own = read_questionnaire(include_bytes!("reading/questionnaire.yaml"));
    catalog.add(own.expect("the sample is valid").value);
    catalog
}

fn problems(bytes: &[u8], catalog: &Catalog) -> Vec<Problem> {
    match format_of(bytes) {
        Some(Format::Questionnaire) => match read_questionnaire(bytes) {
            Ok(read) if read.warnings.is_empty() => beyond_reading(bytes, &read.value),
            Ok(read) => read.warnings,
            Err(problems) => problems,
        },
        Some(Format::Policy) => match read_policy(bytes) {
            Ok(read) => read.warnings,
            Err(problems) => problems,
        },
        Some(Format::Answers | Format::Results) | None => match read_answers(bytes, catalog) {
            Ok(read) => read.warnings,
            Err(problems) => problems,
        },
    }
}

/// What only shows when a definition is used.
fn beyond_reading(bytes: &[u8], questionnaire: &Questionnaire) -> Vec<Problem> {
    let places = places(bytes).expect("what can be read has places");
    let found = check::questionnaire(questionnaire).into_iter();
    found
        .map(|found| Problem {
            span: places.span(&found.pointer).expect("what is found has a place"),
            kind: found.kind,
            related: None,
        })
        .collect()
}

/// What is found, as the first line of a file says it.
fn told(bytes: &[u8], problems: &[Problem]) -> Vec<String> {
    let tell = |problem: &Problem| {
        let (line, column) = line_column(bytes, problem.span.start);
        format!("{line}:{column} {}: {}", problem.kind.code(), problem.kind)
    };
    problems.iter().map(tell).collect()
}

fn files() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    let stem = |path: &PathBuf| path.file_stem().expect("a file").to_string_lossy().into_owned();
    paths.map(|path| (stem(&path), fs::read_to_string(&path).expect("it is text"))).collect()
}

#[test]
fn every_code_has_one_file() {
    let mut shown: Vec<_> = files().into_keys().collect();
    // A text knows neither the name of its file nor the other answers:
    // tests/cli/check.trycmd, tests/cli/many.trycmd and tests/streams.rs show
    // these.
    let beyond = ["id-not-file-name", "other-spelling", "respondent-twice", "two-values"];
    shown.extend(beyond.map(str::to_owned));
    shown.extend(generated().map(|(code, ..)| code.to_owned()));
    shown.sort_unstable();
    let mut codes = ProblemKind::CODES.to_vec();
    codes.sort_unstable();
    assert_eq!(shown, codes);
}

#[test]
fn every_file_shows_its_code() {
    let catalog = catalog();
    for (code, text) in files() {
        let first_line = text.lines().next().unwrap_or_default();
        let expected = first_line.trim_start_matches("# expect ");
        let found = told(text.as_bytes(), &problems(text.as_bytes(), &catalog));
        assert_eq!(found, [expected], "tests/invalid/{code}.yaml");
        assert!(expected.contains(&format!(" {code}: ")), "tests/invalid/{code}.yaml");
    }
}

#[test]
fn what_is_not_text_shows_its_code() {
    for (_, bytes, expected) in generated() {
        assert_eq!(told(&bytes, &problems(&bytes, &catalog())), [expected]);
    }
}

#[test]
fn sentences_are_lower_case_and_without_a_full_stop() {
    let catalog = catalog();
    for (code, text) in files() {
        for problem in problems(text.as_bytes(), &catalog) {
            for sentence in [Some(problem.kind.to_string()), problem.kind.help()] {
                let sentence = sentence.unwrap_or_else(|| "none".to_owned());
                assert!(!sentence.ends_with('.'), "{code}: {sentence}");
                assert!(!sentence.starts_with(|c: char| c.is_uppercase()), "{code}: {sentence}");
            }
        }
    }
}

#[test]
fn a_problem_is_drawn_with_both_its_places() {
    let text = files().remove("duplicate-id").expect("there is such a file");
    let source = Source { name: "own.yaml", bytes: text.as_bytes(), first_line: 101 };
    let drawn = draw(&problems(text.as_bytes(), &catalog()), &source, Colour::Never);
    insta::assert_snapshot!(drawn, @r"
    error[duplicate-id]: question id `own-cause` is used more than once
       --> own.yaml:124:13
        |
    119 |       - id: own-cause
        |             --------- first used here
    ...
    124 |       - id: own-cause
        |             ^^^^^^^^^
        |
        = help: give one of them another id
    ");
}

#[test]
fn colour_changes_nothing_but_colour() {
    for text in files().into_values() {
        let problems = problems(text.as_bytes(), &catalog());
        let source = Source { name: "own.yaml", bytes: text.as_bytes(), first_line: 1 };
        let coloured = draw(&problems, &source, Colour::Always);
        let plain = anstream::adapter::strip_str(&coloured).to_string();
        assert_eq!(plain, draw(&problems, &source, Colour::Never));
        assert_ne!(plain, coloured);
    }
}
