//! A small questionnaire to change, and a check of what is then found.

use super::{Catalog, Format, format_of, read_answers, read_questionnaire};

/// A questionnaire with one of each, and nothing to find.
pub(super) const SAMPLE: &str = "\
format: questionnaire/1
id: sample
version: 1.0.0
title: Sample
language: en
levels:
  - { name: Absent, from: 0 }
  - { name: Ad hoc, from: 25 }
  - { name: Partial, from: 45 }
  - { name: Routine, from: 65 }
  - { name: Built in, from: 85 }
roles:
  - { id: leader, title: Leaders, side: leader }
postures:
  - { id: good, title: Good, when: { prevention_min: 50 } }
  - { id: rest, title: Rest }
profile:
  - { id: mission, ask: Mission?, kind: text }
  - { id: volume, ask: Volume?, kind: number }
  - { id: cost, ask: Cost?, kind: money }
  - { id: size, ask: Size?, kind: choice, choices: [ { id: small, title: Small }, { id: large, title: Large } ] }
  - { id: uses, ask: Uses?, kind: choices, choices: [ { id: bot, title: Bot }, { id: mail, title: Mail } ] }
  - { id: goals, ask: Goals?, kind: table, columns: [ { id: goal, title: Goal }, { id: share, title: Share, kind: number } ] }
dimensions:
  - id: ownership
    title: Ownership
    questions:
      - id: own-cause
        rev: 2
        lens: prevention
        title: Owners of reasons
        ask: Who makes each reason rarer?
        anchors: [Nobody., One team., Some., All., Built in.]
        action: { title: Name an owner }
      - id: own-case
        lens: resolution
        title: One owner per case
        ask: Who holds a case?
        anchors: [Nobody., One team., Some., All., Built in.]
patterns:
  - { id: lost, title: Lost, when: { question: own-case, at_most: 2 }, says: It is lost. }
";

/// The head of answers to the sample.
const ANSWERS: &str = "\
format: answers/1
questionnaire: sample
version: 1.0.0
organisation: Larkfield Home
date: 2026-10-14
";

/// The sample with one part of it replaced.
#[track_caller]
pub(super) fn changed(part: &str, by: &str) -> String {
    assert!(SAMPLE.contains(part), "{part:?} is not in the sample");
    SAMPLE.replacen(part, by, 1)
}

/// Answers to the sample, with more keys.
pub(super) fn answers(keys: &str) -> String {
    format!("{ANSWERS}{keys}\n")
}

/// Checks what is found in a text: codes, and the text at their places.
#[track_caller]
pub(super) fn check(text: &str, expected: &[(&str, &str)]) {
    check_with(SAMPLE, text, expected);
}

/// The same with another questionnaire at hand.
#[track_caller]
pub(super) fn check_with(questionnaire: &str, text: &str, expected: &[(&str, &str)]) {
    let mut catalog = Catalog::on_board();
    catalog.add(read_questionnaire(questionnaire.as_bytes()).expect("it is valid").value);
    let problems = if format_of(text.as_bytes()) == Some(Format::Answers) {
        read_answers(text.as_bytes(), &catalog).map_or_else(|found| found, |read| read.warnings)
    } else {
        read_questionnaire(text.as_bytes()).map_or_else(|found| found, |read| read.warnings)
    };
    let found: Vec<_> =
        problems.iter().map(|it| (it.kind.code(), &text[it.span.clone()])).collect();
    assert_eq!(found, expected);
}
