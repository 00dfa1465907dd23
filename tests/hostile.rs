//! Bad input has a defined outcome, and costs little: no text makes the reader
//! panic, overflow the stack or think for long.

use std::time::{Duration, Instant};

use prevention_gap::model::{Problem, Span};
use prevention_gap::yaml::{
    Catalog, Colour, Source, draw, format_of, places, read_answers, read_policy, read_questionnaire,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What one text may take, read in every way and drawn. All of them take less
/// than a second each way in a debug build; what is not linear takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many problems are drawn: nobody reads more.
const DRAWN: usize = 50;

#[track_caller]
fn problems(bytes: &[u8]) -> Vec<Problem> {
    let start = Instant::now();
    let catalog = Catalog::on_board();
    format_of(bytes);
    places(bytes);
    let found = read_questionnaire(bytes).expect_err("it is no questionnaire");
    read_answers(bytes, &catalog).expect_err("they are no answers");
    read_policy(bytes).expect_err("it is no policy");
    let source = Source { name: "own.yaml", bytes, first_line: 1 };
    draw(&found[..found.len().min(DRAWN)], &source, Colour::Never);
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    found
}

/// Checks the codes that are found, each told once.
#[track_caller]
fn check(text: impl AsRef<[u8]>, codes: &[&str]) {
    let mut found: Vec<_> = problems(text.as_ref()).iter().map(|p| p.kind.code()).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, codes);
}

#[test]
fn nesting_thousands_deep() {
    check("{a: ".repeat(80_000), &["too-deep"]);
    check("[".repeat(100_000), &["too-deep"]);
    check("- ".repeat(200_000), &["too-deep"]);
    check("? ".repeat(10_000), &["too-deep", "unsupported-yaml"]);
    check(
        (0..5_000).map(|depth| " ".repeat(depth % 90) + "a:\n").collect::<String>(),
        &["too-deep"],
    );
    check((0..100).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>(), &["too-deep"]);
}

#[test]
fn nesting_just_deep_enough_is_no_matter() {
    let nested = format!("format: questionnaire/1\nx: {}{}\n", "[".repeat(63), "]".repeat(63));
    let codes: Vec<_> = problems(nested.as_bytes()).iter().map(|p| p.kind.code()).collect();
    assert!(codes.contains(&"unknown-key") && !codes.contains(&"too-deep"), "{codes:?}");
}

#[test]
fn parts_of_yaml_that_multiply() {
    let line = |level: usize| format!("a{}: &a{} [*a{level}, *a{level}]\n", level + 1, level + 1);
    let bomb = (0..30).map(line).collect::<Vec<_>>().concat();
    check(format!("a0: &a0 [x, x]\n{bomb}"), &["unsupported-yaml"]);
    check("a: &a [*a]\n", &["unsupported-yaml"]);
    check("x: &x\n  y: 1\nz:\n  <<: *x\n", &["unsupported-yaml"]);
    check("*a : 1\n".repeat(1000), &["unsupported-yaml"]);
    check("a: !!binary aGVsbG8=\n", &["unsupported-yaml"]);
    check("%TAG ! tag:x,2000:\n".repeat(60_000), &["too-large"]);
    check("%TAG ! tag:x,2000:\n".repeat(50_000), &["unsupported-yaml"]);
    check("%YAML 1.1\n---\na: 1\n", &["unsupported-yaml"]);
    check("? [a, b]\n: 1\n? {c: d}\n: 2\n", &["unsupported-yaml"]);
}

#[test]
fn all_of_them_are_told_and_not_the_first() {
    let found = problems(b"a: &x 1\nb: *x\nc: !t 2\n<<: {}\na: 2\n");
    let codes: Vec<_> = found.iter().map(|problem| problem.kind.code()).collect();
    let refused = "unsupported-yaml";
    assert_eq!(codes, [refused, refused, refused, refused, "duplicate-key"]);
}

#[test]
fn large_texts() {
    check("x".repeat(20 << 20), &["too-large"]);
    check(
        format!("format: questionnaire/1\nid: {}\n", "x".repeat(1_000_000)),
        &["invalid-id", "missing-key"],
    );
    check("a: 1\n".repeat(50_000), &["duplicate-key", "missing-key", "unknown-key"]);
    let key = |number| format!("k{number}: 1");
    let keys: Vec<_> = (0..20_000).map(key).collect();
    check(keys.join("\n"), &["missing-key", "unknown-key"]);
    check(format!("{{{}}}", keys.join(", ")), &["missing-key", "unknown-key"]);
    check(
        format!("format: questionnaire/1\nlevels: [{}]\n", "a, ".repeat(75_000)),
        &["missing-key", "wrong-count", "wrong-type"],
    );
    check(
        format!("format: questionnaire/1\nretired: [{}]\n", keys.join(", ").replace(": 1", "")),
        &["missing-key"],
    );
    check("# comment\n".repeat(100_000), &["empty"]);
    check("\n".repeat(1_000_000), &["empty"]);
    check(" ".repeat(1_000_000), &["empty"]);
}

#[test]
fn circles_of_thousands_of_needs() {
    let question = |number: usize| {
        let next = (number + 1) % 2_000;
        format!(
            "  - {{id: q{number}, lens: prevention, title: T{number}, ask: A{number}, \
             anchors: [a, b, c, d, e], needs: [{{question: q{next}, at_least: 3, to_reach: 4}}]}}\n"
        )
    };
    let questions: String = (0..2_000).map(question).collect();
    let text = format!(
        "format: questionnaire/1\ndimensions:\n- id: d\n  title: D\n  questions:\n{questions}"
    );
    check(text, &["missing-key", "missing-lens", "needs-circle"]);
}

#[test]
fn bytes_that_are_no_text() {
    check(b"format: answers/1\nunit: Caf\xe9\n", &["not-utf8"]);
    check(b"\xff\xfef\0o\0r\0m\0a\0t\0:\0", &["not-utf8"]);
    check(b"\xfe\xff\0f\0o\0r\0m\0a\0t\0:", &["not-utf8"]);
    check(b"f\0o\0r\0m\0a\0t\0:\0", &["nul-byte"]);
    check(b"\x00", &["nul-byte"]);
    check(b"\x80\x80\x80", &["not-utf8"]);
    check(b"a: \x1b[31m\n", &["syntax"]);
}

#[test]
fn texts_without_content() {
    check("", &["empty"]);
    check("# only a comment\n", &["empty"]);
    check("---\n", &["empty"]);
    check("---\n...\n", &["empty"]);
    check("\u{feff}", &["empty"]);
    check("~\n", &["empty"]);
    check("null", &["empty"]);
}

#[test]
fn texts_that_are_not_a_mapping() {
    check("hello\n", &["wrong-type"]);
    check("- format: questionnaire/1\n", &["wrong-type"]);
    check("42", &["wrong-type"]);
    check("[]", &["wrong-type"]);
    check("{}", &["missing-key"]);
}

#[test]
fn tabs() {
    check("a:\n\tb: 1\n", &["tab"]);
    check("a:\n  - b\n\t- c\n", &["tab"]);
    check("\ta: 1\n", &["tab"]);
}

#[test]
fn second_documents() {
    check("a: 1\n---\nb: 1\n", &["second-document"]);
    check("a: 1\n...\nb: 1\n", &["second-document"]);
    check("---\na: 1\n--- text\n", &["second-document"]);
}

#[test]
fn texts_that_are_cut_short() {
    let whole = include_bytes!("reading/questionnaire.yaml");
    for end in (0..whole.len()).step_by(61) {
        let text = &whole[..end];
        if let Err(problems) = read_questionnaire(text) {
            assert!(problems.iter().all(|problem| problem.span.end <= end), "cut at {end}");
        }
    }
}

/// Texts to spoil, and what they are spoilt with.
const VALID: [&str; 3] = [
    include_str!("reading/questionnaire.yaml"),
    include_str!("reading/answers.yaml"),
    include_str!("reading/policy.yaml"),
];
const SPOILS: [&str; 31] = [
    "",
    ":",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "#",
    " # ",
    "\n",
    "\r\n",
    "\t",
    "&a ",
    "*a",
    "!t ",
    "%T ",
    "---\n",
    "|\n",
    ">\n",
    "<<: ",
    "~",
    "é日🦀",
    "\u{feff}",
    "\0",
    "-1e400",
    "\"\\ud83e\\udd80\"",
];

/// One change of a text: what stands from one place, so many bytes, goes, and
/// something else comes.
type Change = (Index, usize, &'static str);

fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, gone, come) in changes {
        let start = place.index(bytes.len() + 1);
        let end = (start + gone).min(bytes.len());
        bytes.splice(start..end, come.bytes());
    }
    bytes
}

fn is_place(span: &Span, bytes: &[u8]) -> bool {
    match str::from_utf8(bytes) {
        Ok(text) => text.get(span.clone()).is_some(),
        Err(_) => bytes.get(span.clone()).is_some(),
    }
}

/// Reads bytes in every way. Whatever they are, there is an outcome, and every
/// problem stands somewhere in them.
fn read_in_every_way(bytes: &[u8]) {
    let mut catalog = Catalog::on_board();
    catalog.add(read_questionnaire(VALID[0].as_bytes()).expect("the sample is valid").value);
    format_of(bytes);
    let questionnaire = read_questionnaire(bytes).map_or_else(|found| found, |read| read.warnings);
    let answers = read_answers(bytes, &catalog).map_or_else(|found| found, |read| read.warnings);
    let policy = read_policy(bytes).map_or_else(|found| found, |read| read.warnings);
    for problems in [questionnaire, answers, policy] {
        for problem in &problems {
            assert!(is_place(&problem.span, bytes), "{problem:?}");
            assert!(problem.related.as_ref().is_none_or(|it| is_place(&it.span, bytes)));
        }
        let source = Source { name: "own.yaml", bytes, first_line: 7 };
        draw(&problems[..problems.len().min(DRAWN)], &source, Colour::Always);
    }
    if let Some(places) = places(bytes) {
        let span = places.span("/dimensions/0/questions/0/ask");
        assert!(span.is_none_or(|span| is_place(&span, bytes)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_an_outcome(bytes in vec(any::<u8>(), 0..200)) {
        read_in_every_way(&bytes);
    }

    #[test]
    fn any_text_of_yaml_parts_has_an_outcome(parts in vec(select(&SPOILS[..]), 0..30)) {
        read_in_every_way(parts.concat().as_bytes());
    }

    #[test]
    fn any_spoilt_file_has_an_outcome(
        text in select(&VALID[..]),
        changes in vec((any::<Index>(), 0..20_usize, select(&SPOILS[..])), 1..6),
    ) {
        read_in_every_way(&changed(text, &changes));
    }
}
