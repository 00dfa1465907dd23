//! Scores that rest on one answer: they count, and nothing is made of them
//! alone.

use crate::support::{self, Assessed, HEAD};
use prevention_gap::gates::{View, judge_all};
use prevention_gap::model::{DimensionIx, Lens, Tenths};
use prevention_gap::yaml;

const QUESTIONS: &str = r#"
dimensions:
  - id: own
    title: Own
    questions:
      - { id: p1, lens: prevention, title: P one, ask: "P1?", anchors: [a1, b1, c1, d1, e1] }
      - { id: p2, lens: prevention, title: P two, ask: "P2?", anchors: [a2, b2, c2, d2, e2] }
      - { id: r1, lens: resolution, title: R one, ask: "R1?", anchors: [a3, b3, c3, d3, e3] }
      - { id: r2, lens: resolution, title: R two, ask: "R2?", anchors: [a4, b4, c4, d4, e4] }
  - id: know
    title: Know
    questions:
      - { id: p3, lens: prevention, title: P three, ask: "P3?", anchors: [a5, b5, c5, d5, e5] }
      - { id: p4, lens: prevention, title: P four, ask: "P4?", anchors: [a6, b6, c6, d6, e6] }
      - { id: r3, lens: resolution, title: R three, ask: "R3?", anchors: [a7, b7, c7, d7, e7] }
      - { id: r4, lens: resolution, title: R four, ask: "R4?", anchors: [a8, b8, c8, d8, e8] }
patterns:
  - { id: high-own, title: High, when: { score: resolution, dimension: own, at_least: 70 }, says: It is high. }
  - { id: top-own, title: Top, when: { score: resolution, dimension: own, at_least: 90 }, says: It is on top. }
  - { id: good-answer, title: Good, when: { question: r1, at_least: 4 }, says: It is good. }
"#;

fn assess(answers: &str) -> Assessed {
    let questionnaire = format!("{HEAD}{}", QUESTIONS.trim_start());
    let answers = format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\n\
         date: 2026-10-14\nanswers: {{ {answers} }}\n"
    );
    support::assess(&questionnaire, &answers)
}

/// One gate: its verdict and its reason, if there is one.
#[track_caller]
fn check(answers: &str, gate: &str, expected: &str) {
    let text = format!("format: policy/1\ngates: [ {gate} ]\n");
    let gates = yaml::read_policy(text.as_bytes()).expect("it is well written").value.gates;
    let Assessed { questionnaire, tally, scores, findings } = &assess(answers);
    let view = View { questionnaire, tally, scores, voices: None, findings, today: None };
    let verdict = judge_all(&gates, &view).remove(0).verdict;
    let because = verdict.because().map(|because| format!(": {because}"));
    assert_eq!(format!("{}{}", verdict.name(), because.unwrap_or_default()), expected, "{gate}");
}

/// Resolution of `own` rests on r1 at 75 points: with r2 it lies between 37.5
/// and 87.5. Prevention is 0 in `own` and 50 in `know`.
const OPEN: &str = "p1: 1, p2: 1, r1: 4, r2: unknown, p3: 3, p4: 3, r3: 3, r4: 3";
/// The same with nothing open.
const CLOSED: &str = "p1: 1, p2: 1, r1: 4, r2: { not_applicable: x }, p3: 3, p4: 3, r3: 3, r4: 3";

const THIN: &str = "not_judged: it rests on one answer while more is open";

#[test]
fn a_thin_score_counts_in_the_overall_scores() {
    for answers in [OPEN, CLOSED] {
        let assessed = assess(answers);
        let own = assessed.scores.dimension(assessed.dimension("own"));
        assert!(own.paired && own.resolution.is_thin() && !own.prevention.is_thin());
        // (75 + 50) / 2 = 62.5.
        let overall = assessed.scores.overall.resolution.score.expect("both are paired");
        assert_eq!(overall.published, Tenths::new(625));
    }
}

#[test]
fn a_gate_on_a_thin_score_waits_for_what_is_open() {
    for gate in [
        "{ score: resolution, dimension: own, at_least: 10 }",
        "{ score: gap, dimension: own, at_most: 90, resolution_at_least: 10 }",
        "{ stage: resolution, dimension: own, at_least: 1 }",
    ] {
        check(OPEN, gate, THIN);
        check(CLOSED, gate, "met");
    }
    check(OPEN, "{ score: prevention, dimension: own, at_least: 0 }", "met");
    check(OPEN, "{ score: resolution, at_least: 62.5 }", "met");
    check(OPEN, "{ measure: coverage, dimension: own, at_least: 75 }", "met");
}

#[test]
fn no_pattern_fires_on_a_thin_score() {
    for answers in [OPEN, CLOSED] {
        let fired: Vec<usize> =
            assess(answers).findings.patterns.iter().map(|fired| fired.pattern).collect();
        assert_eq!(fired, [2], "the answer itself does what it always did");
        check(
            answers,
            "{ no_pattern: high-own }",
            "not_judged: what is not known could make it fire",
        );
        // 87.5 is the highest that can come.
        check(answers, "{ no_pattern: top-own }", "met");
        check(answers, "{ no_pattern: good-answer }", "not_met");
    }
}

/// The title of the dimension with the lowest prevention, and with the widest
/// gap.
#[track_caller]
fn check_named(answers: &str, lowest: &str, widest: &str) {
    let assessed = assess(answers);
    let title = |found: Option<DimensionIx>| found.map(|ix| assessed.questionnaire[ix].id.as_str());
    let found = [assessed.findings.lowest_prevention, assessed.findings.widest_gap].map(title);
    assert_eq!(found, [Some(lowest), Some(widest)]);
}

#[test]
fn a_thin_score_is_never_the_lowest_nor_its_gap_the_widest() {
    // The gap of `own` is 75 points, of which one side rests on one answer.
    check_named(OPEN, "own", "know");
    // And here the prevention of `own` does.
    check_named("p1: 1, p2: unknown, r1: 4, r2: 4, p3: 3, p4: 3, r3: 3, r4: 3", "know", "know");
}

#[test]
fn a_high_score_on_one_answer_is_not_called_high() {
    let said = "{ level: 5, proof: said }";
    let rest = "p1: 1, p2: 1, p3: 3, p4: 3, r3: 3, r4: 3";
    let cells = |answers: &str| assess(answers).findings.thin_proof.len();
    assert_eq!(cells(&format!("r1: {said}, r2: {said}, {rest}")), 1);
    assert_eq!(cells(&format!("r1: {said}, r2: unknown, {rest}")), 0);
}

#[test]
fn the_stage_of_a_thin_score_is_provisional() {
    let assessed = assess(CLOSED);
    let provisional = Lens::ALL.map(|lens| {
        assessed.scores.overall.lens(lens).stage.as_ref().map(|stage| stage.provisional)
    });
    assert_eq!(provisional, [Some(false), Some(true)]);
}
