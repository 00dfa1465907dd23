//! Whatever the quick way takes, it reads as the slow way does: the same tree,
//! the same values, the same answers with the same warnings and problems.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Deserialize as _;
use serde_json::Value;

use super::parse;
use crate::yaml::text::Text;
use crate::yaml::tree::{NodeId, Tree};
use crate::yaml::{Catalog, events, read_answers, read_any_answers, read_questionnaire};

/// What stands between texts to try.
const SEPARATOR: char = '¦';

/// Scalars that the quick way takes.
const TAKEN: &str = "\
3¦0¦18404¦3.5¦0.5¦6.4¦10.0¦true¦false¦unknown¦no¦yes¦on¦y¦\"3\"¦'3'¦2026-10-14¦\
2026 autumn¦1.0.0¦6.80 EUR¦51-to-250¦a-b¦a b¦Furnishing a home (again)¦it's¦a \"b\"¦\
\"a: b\"¦\"a # b\"¦\"\"¦''¦\"é\"¦Zoë¦a*b¦Marks & Spencer¦50 %¦n¦a@b¦A.B¦x|y¦a-¦a?";

/// Scalars that it should rather leave, and the start of what is none.
const DOUBTFUL: &str = "\
007¦0x3¦0o7¦0b1¦1e3¦1e-3¦1E3¦1_000¦+3¦-3¦~¦null¦Null¦NULL¦True¦TRUE¦.5¦5.¦.inf¦nan¦inf¦\
12:30¦12:30:45¦9999999999999999999¦&a b¦*a¦!t b¦!!str 3¦| ¦>¦- a¦? a¦a: b¦a:¦:a¦a:b¦#a¦\
a#b¦%a¦@a¦`a`¦\"a¦'a¦a\tb¦\ta¦\"a\tb\"¦\"\\u00e9\"¦\"\\x41\"¦\"\\/\"¦\"a\" b¦{a¦[a¦a]¦\
{ a: b¦[a,, b]¦[a, ]¦{ a: }¦{ a }¦{a: b, a: c}¦¦ ¦\"a\nb\"¦é¦=¦<<¦a\u{85}b¦a\u{2028}b¦\
a\u{a0}¦a\rb¦a\r¦\u{7f}¦\"\u{1b}\"¦\u{feff}";

/// Texts whose lines, indentation, brackets or comments are odd.
const LINES: &str = "\
a: 1\r\nb: 2\r\n¦a: b\n  c\n¦a: b\n c: d\n¦a:\n  b: 1\n c: 2\n¦a:\n b: 1\n  c: 2\n¦\
a:\n- b\n¦a: |\n  b\n¦a: >-\n  b\n¦a: 1\na: 2\n¦a: 1\n...\n¦a: 1\n---\nb: 2\n¦--- a\n¦\
--- # c\na: 1\n¦%YAML 1.2\n---\na: 1\n¦a : 1\n¦a:1\n¦a: 1 b: 2\n¦? a\n: b\n¦- a\n- b\n¦\
a:\n\tb: 1\n¦a: {b: 1,\n c: 2}\n¦a: [1,\n  2]\n¦a: \"b\n  c\"\n¦a: 'b\n\n  c'\n¦ a: 1\n¦  a: 1\n  b: 2\n¦\
\n\n¦# c\n¦---\n¦{}\n¦{} # c\n¦{}\n# c\n¦{} a\n¦{ a: 1 }\nb: 2\n¦{\n# c\na: 1 }\n¦\
{ a: 1, }\n¦[1]\n¦[]¦{ a: b\n}\n¦{ a:\nb }\n¦{ \"a\"\n: 1 }\n¦{ \"a\" : 1 }\n¦\
{\"a\":1}\n¦{\"a\":{\"b\":[1,2]},\"c\":\"d\"}¦a:\n  - b\n  c: d\n¦a:\n  - b\n - c\n¦\
a:\n  - - b\n¦a:\n  - b: c\n    d: e\n¦a:\n  -b\n¦a:\n  -  b\n¦a:\n  - b\n    - c\n¦\
a:\nb: 1\n¦a:\n  b:\nc: 1\n¦a: #c\n  b: 1\n¦a:#c\n¦a: b#c\n¦a: b #c\n¦a: \"b\"#c\n¦\
a: \"b\" #c\n¦a: [b]#c\n¦a: [b] #c\n¦a: b #\n¦a: b\n#c\n  #d\nb: 1\n¦\
a:\n# c\n  b: 1\n# d\n  e: 2\n¦a: b \n \nc: d\n  ¦a: b\n#¦a: b\n   # c¦a: {b: 1}\n¦\
a: {\"b\":1}\n¦a: { b: 1 }x\n¦a:\n  b: 1\n\n\n    # c\n  c: 2\n¦a: [ ]\n¦a: { }\n¦\
a: [b c, d e ]\n¦a: [b\u{a0}]\n¦a: b\u{a0}#c\n¦a: [a b: c]\n¦a: {b: c d: e}\n";

/// Whether a text is plain; if it is, both ways read the same.
#[track_caller]
fn agree(text: &str) -> bool {
    let Ok(checked) = Text::new(text.as_bytes()) else { return false };
    let Some((tree, values)) = parse(checked) else { return false };
    let mut problems = Vec::new();
    let slow = events::parse(checked, &mut problems);
    assert_eq!(problems, [], "{text:?}");
    assert_eq!(nodes(&tree), nodes(&slow.expect("it has no problem")), "{text:?}");
    let quick = Value::deserialize(values.root(&tree)).expect("it is a value");
    let slow: Value =
        serde_yaml::from_str(checked.text).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    assert_eq!(quick, slow, "{text:?}");
    true
}

/// All that a tree knows of its nodes.
fn nodes(tree: &Tree<'_>) -> Vec<String> {
    fn add(tree: &Tree<'_>, id: NodeId, depth: usize, nodes: &mut Vec<String>) {
        let node = tree.node(id);
        let (key, key_span) = (tree.key(id), tree.key_span(id));
        nodes.push(format!("{depth} {key:?} {key_span:?} {:?} {:?}", node.shape, node.span));
        tree.children(id).for_each(|child| add(tree, child, depth + 1, nodes));
    }
    let mut nodes = Vec::new();
    add(tree, NodeId::ROOT, 0, &mut nodes);
    nodes
}

#[track_caller]
fn check(text: &str, is_plain: bool) {
    assert_eq!(agree(text), is_plain, "{text:?}");
}

#[test]
fn what_pgap_and_web_forms_write_is_plain() {
    check("# c\n\na: b # c\n  # c\n\nd:\n  e: 3 # c\n  f: { g: \"h\", i: 'j''k' }\n\n", true);
    check("a: { b: 1, c: { d: [e, f-g, \"h, i\"] } }\nj: []\nk: {}", true);
    check("a:\n  - { b: c }\n  - 3\n  - \"d\" # e\nf: 6.80 EUR\n", true);
    check("a:\n    b:\n      c: d\n    e: f\ng: 6.4\n", true);
    check("---\na: 51-to-250\n", true);
    check("{\n  \"a\": 1,\n  \"b\": [\n    \"c\", 0.5\n  ],\n  \"d\": { \"e\": true }\n}\n", true);
    check("\u{feff}a: \"é 日 😀\" # é\nb: Jörg\n", true);
    check("a: \"\\\"b\\\" \\\\ \\n \\t\"\nc: ''\nd: '\\ ''e'''\n", true);
}

/// Every scalar in every place is either read alike or left to the slow way.
#[test]
fn scalars_are_read_alike_or_not_at_all() {
    for scalar in TAKEN.split(SEPARATOR) {
        check(&format!("a: {scalar}\nb: 1\n"), true);
        check(&format!("a:\n  - {scalar}\n"), true);
        check(&format!("a: {{ b: {scalar}, c: [{scalar}] }}\n"), true);
    }
    for scalar in DOUBTFUL.split(SEPARATOR) {
        for text in places(scalar) {
            agree(&text);
        }
    }
    for key in TAKEN.split(SEPARATOR).chain(DOUBTFUL.split(SEPARATOR)) {
        agree(&format!("{key}: 1\n"));
        agree(&format!("a:\n  {key}: 1\nb: 2\n"));
        agree(&format!("a: {{ {key}: 1 }}\n"));
        agree(&format!("{{ \"a\": 1, {key}: 1 }}\n"));
        agree(&format!("{{\"a\":1,{key}:1}}\n"));
    }
}

/// A scalar wherever one can stand.
fn places(scalar: &str) -> [String; 9] {
    [
        scalar.to_owned(),
        format!("a: {scalar}\nb: 1\n"),
        format!("a: {scalar}"),
        format!("a: {scalar} # c\n"),
        format!("a:  {scalar}  \n"),
        format!("a:\n  {scalar}\nb: 1\n"),
        format!("a:\n  - {scalar}\n"),
        format!("a: {{ b: {scalar}, c: [ {scalar} ] }}\n"),
        format!("{{\n\"a\": {scalar}, \"b\":\n{scalar}\n}}\n"),
    ]
}

#[test]
fn lines_are_read_alike_or_not_at_all() {
    for text in LINES.split(SEPARATOR) {
        agree(text);
    }
}

/// Every file at hand that may be read.
fn corpus() -> Vec<(PathBuf, String)> {
    let folders = [
        "examples",
        "questionnaires",
        "questionnaires/ready",
        "tests/invalid",
        "tests/reading",
        "docs",
    ];
    let mut files = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).expect("the folder exists");
        let paths = entries.map(|entry| entry.expect("it can be read").path());
        files.extend(paths.filter(|path| {
            path.extension().is_some_and(|ending| ending == "yaml" || ending == "json")
        }));
    }
    files.sort();
    let read = |path: PathBuf| (path.clone(), fs::read_to_string(path).expect("it is text"));
    files.into_iter().map(read).collect()
}

fn catalog() -> Catalog {
    let mut catalog = Catalog::on_board();
    let own = read_questionnaire(include_bytes!("../../../tests/reading/questionnaire.yaml"));
    catalog.add(own.expect("the sample is valid").value);
    catalog
}

/// Reads answers in both ways; returns whether they are plain.
#[track_caller]
fn answers_agree(text: &str, catalog: &Catalog) -> bool {
    let is_plain = agree(text);
    if let Ok(checked) = Text::new(text.as_bytes()) {
        let slow = read_any_answers(checked, catalog);
        assert_eq!(read_answers(text.as_bytes(), catalog), slow, "{text:?}");
    }
    is_plain
}

#[test]
fn every_file_at_hand_is_read_alike() {
    assert!(answers_agree(JSON, &CATALOG), "JSON takes the slow way");
    for (path, text) in corpus() {
        // Every document is looked at, whatever came before.
        let documents = crate::yaml::documents(&text).into_iter();
        let not_plain = documents.filter(|one| !answers_agree(one, &CATALOG)).count();
        let is_plain = not_plain == 0;
        let is_example =
            path.starts_with("examples") && path.extension().is_some_and(|e| e == "yaml");
        assert!(is_plain || !is_example, "{} takes the slow way", path.display());
    }
}

/// A change that somebody's hand, or a broken disk, could make to a text.
#[derive(Clone, Debug)]
enum Change {
    Byte(Index, char),
    Insert(Index, &'static str),
    DropLine(Index),
    RepeatLine(Index),
    SwapLines(Index, Index),
    Indent(Index, usize),
    Value(Index, &'static str),
    Cut(Index),
}

impl Change {
    fn apply(&self, text: &str) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        let mut lines: Vec<String> = text.lines().map(|line| format!("{line}\n")).collect();
        if lines.is_empty() {
            return String::new();
        }
        let count = lines.len();
        match self {
            Self::Byte(at, character) => {
                *at.get_mut(&mut characters) = *character;
                return characters.into_iter().collect();
            }
            Self::Insert(at, part) => {
                let at = at.index(characters.len());
                let (before, after) = characters.split_at(at);
                return before
                    .iter()
                    .copied()
                    .chain(part.chars())
                    .chain(after.iter().copied())
                    .collect();
            }
            Self::Cut(at) => return characters[..at.index(characters.len())].iter().collect(),
            Self::DropLine(at) => drop(lines.remove(at.index(count))),
            Self::RepeatLine(at) => lines.insert(at.index(count), at.get(&lines).clone()),
            Self::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
            Self::Indent(at, by) => {
                let line = at.get_mut(&mut lines);
                *line = format!("{}{}", " ".repeat(*by), line.trim_start());
            }
            Self::Value(at, value) => {
                let line = at.get_mut(&mut lines);
                if let Some((key, _)) = line.split_once(':') {
                    *line = format!("{key}: {value}\n");
                }
            }
        }
        lines.concat()
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let odd = select(
        "\n\r\t #:,-?|>&*!%@`'\"\\{}[]~0e.é\u{85}\u{a0}\u{2028}\u{feff}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let part = select(vec![
        ": ",
        " #",
        "- ",
        "? ",
        "---\n",
        "...\n",
        "&a ",
        "*a",
        "!!str ",
        "  ",
        "\t",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        "''",
        "\"",
        "\\",
        "\\u00e9",
        "<<: ",
        "%YAML 1.2\n",
        "\n\n",
        "# c\n",
        "null",
        "\u{feff}",
        ",",
        ", ",
    ]);
    let value = select(vec![
        "",
        "no",
        "3.5",
        "\"3\"",
        "'3'",
        "0x3",
        "1e3",
        "~",
        "null",
        "2026-10-14",
        "6",
        "0",
        "-1",
        "unknown",
        "unkown",
        "true",
        "{ level: 3 }",
        "{ level: 9, note: 5 }",
        "{ unknown: true }",
        "{ level: 3, unknown: true }",
        "[a, b]",
        "{}",
        "[]",
        "|\n    a",
        "a b # c",
        "a: b",
        "&a 3",
        "*a",
        "12:30",
        "{ level: 3, level: 4 }",
        "{ not_applicable: \"x\" }",
    ]);
    prop_oneof![
        (at(), odd).prop_map(|(at, odd)| Change::Byte(at, odd)),
        (at(), part).prop_map(|(at, part)| Change::Insert(at, part)),
        at().prop_map(Change::DropLine),
        at().prop_map(Change::RepeatLine),
        (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (at(), 0..6_usize).prop_map(|(at, by)| Change::Indent(at, by)),
        (at(), value).prop_map(|(at, value)| Change::Value(at, value)),
        at().prop_map(Change::Cut),
    ]
}

/// A text of the parts that YAML is made of.
fn soup() -> impl Strategy<Value = String> {
    let part = select(vec![
        "a", "b: ", "c:\n", "  ", "\n", " ", "- ", "\"d\"", "'e'", "{", "}", "[", "]", ", ", ",",
        ":", "#", " # f\n", "3", "0.5", "1-2", "true", "null", "é", "\\", "---\n", "g: 1\n",
        "  h: 2\n", "\"i\": ", "&j ", "|", "k l", "~", ".", "\n  ",
    ]);
    proptest::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4 * ProptestConfig::default().cases))]

    #[test]
    fn mutations_are_read_alike(
        file in any::<Index>(),
        changes in proptest::collection::vec(change(), 1..4),
    ) {
        let text = file.get(&SMALL).clone();
        let text = changes.iter().fold(text, |text, change| change.apply(&text));
        answers_agree(&text, &CATALOG);
    }

    #[test]
    fn texts_made_up_at_random_are_read_alike(text in soup()) {
        agree(&text);
    }
}

proptest! {
    #[test]
    fn answers_as_pgap_writes_them_are_plain(
        answers in proptest::collection::vec((0..ANSWERS.len(), "[ -~\u{a0}-ÿ日😀]{0,40}"), 0..30),
        lead in select(vec!["", "# c\n", "---\n"]),
    ) {
        let lines = answers.iter().enumerate().map(|(position, (form, note))| {
            let note = serde_json::to_string(note).expect("a text is JSON");
            format!("  q-{position}: {}\n", ANSWERS[*form].replace("NOTE", &note))
        });
        let lines = lines.collect::<String>();
        let text = format!("{lead}format: answers/1\nquestionnaire: prevention-gap\nanswers:\n{lines}");
        check(&text, !answers.is_empty());
    }
}

/// The forms that an answer has.
const ANSWERS: [&str; 6] = [
    "3",
    "unknown",
    "{ level: 4, proof: documented }",
    "{ level: 4, proof: documented, seen: 2026-10-10, note: NOTE }",
    "{ not_applicable: NOTE }",
    "{ unknown: true, note: NOTE, rev: 2 }",
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

/// What is mutated: all but what is long and never plain.
static SMALL: LazyLock<Vec<String>> = LazyLock::new(small);

/// Answers as a web form writes them.
const JSON: &str = r#"{
  "format": "answers/1",
  "questionnaire": "quick-check",
  "version": "1.0.0",
  "organisation": "Larkfield Home",
  "date": "2026-10-14",
  "respondent": { "id": "r-07" },
  "answers": {
    "own-cause-owner": 3,
    "kno-before-change": {
      "level": 2,
      "note": "Seen \"once\""
    }
  }
}
"#;

fn small() -> Vec<String> {
    let is_small = |(path, text): &(PathBuf, String)| {
        text.len() < 8000 && !path.starts_with(Path::new("questionnaires"))
    };
    let texts = corpus().into_iter().filter(is_small).map(|(_, text)| text);
    texts.chain([JSON.to_owned()]).collect()
}
