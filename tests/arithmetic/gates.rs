//! Gates over whole assessments: how they come out, that silence is never
//! taken for an answer, and that the changes they ask for are enough and the
//! fewest.

use crate::support::{self, Asked, Assessed, Case, HEAD, Said};
use jiff::civil::{Date, date};
use prevention_gap::gates::{Changes, HeldDown, Judged, Raise, View, judge_all};
use prevention_gap::model::{ConfidenceLevel, Gate, Id, Lens, Level, QuestionIx, Rule, Tenths};
use prevention_gap::yaml;
use proptest::prelude::*;

/// The gates of a policy, one a line.
fn gates(lines: &[&str]) -> Vec<Gate> {
    let text = format!("format: policy/1\ngates:\n  - {}\n", lines.join("\n  - "));
    yaml::read_policy(text.as_bytes()).expect("the gates are well written").value.gates
}

fn judged(assessed: &Assessed, gates: &[Gate], today: Option<Date>) -> Vec<Judged> {
    let Assessed { questionnaire, tally, scores, findings } = assessed;
    judge_all(gates, &View { questionnaire, tally, scores, voices: None, findings, today })
}

fn id(text: &str) -> Id {
    Id::new(text).expect("it is an id")
}

// ---- Verdicts ----

/// Two dimensions, a pattern, a decision and answers of every state.
const QUESTIONS: &str = r#"
dimensions:
  - id: own
    title: Own
    questions:
      - { id: p1, lens: prevention, weight: 2, title: P one, ask: "P1?", anchors: [a1, b1, c1, d1, e1], action: { title: A, effort: 1 } }
      - { id: p2, lens: prevention, title: P two, ask: "P2?", anchors: [a2, b2, c2, d2, e2] }
      - { id: r1, lens: resolution, title: R one, ask: "R1?", anchors: [a3, b3, c3, d3, e3] }
      - { id: r2, lens: resolution, title: R two, ask: "R2?", anchors: [a4, b4, c4, d4, e4] }
  - id: bots
    title: Bots
    questions:
      - { id: p3, lens: prevention, title: P three, ask: "P3?", anchors: [a5, b5, c5, d5, e5] }
      - { id: r3, lens: resolution, title: R three, ask: "R3?", anchors: [a6, b6, c6, d6, e6] }
patterns:
  - { id: low-owning, title: Low, when: { all: [ { question: p1, at_most: 2 }, { question: p2, at_most: 2 } ] }, says: It is low. }
  - { id: two-voices, title: Two, when: { measure: functions-answering, at_least: 2 }, says: Two. }
"#;

fn assess(answers: &str) -> Assessed {
    let questionnaire = format!("{HEAD}{}", QUESTIONS.trim_start());
    let answers = format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\n\
         date: 2026-10-14\n{answers}\n"
    );
    support::assess(&questionnaire, &answers)
}

/// Checks one gate: its verdict and its reason, if there is one.
#[track_caller]
fn check(answers: &str, gate: &str, expected: &str) {
    let today = Some(date(2026, 11, 22));
    let judged = judged(&assess(answers), &gates(&[gate]), today).remove(0);
    let because = judged.verdict.because().map(|because| format!(": {because}"));
    let found = format!("{}{}", judged.verdict.name(), because.unwrap_or_default());
    assert_eq!(found, expected, "{gate}");
    let says_why = judged.explanation.held_down_by.is_empty() || found != "met";
    assert!(says_why, "{:?}", judged.explanation);
}

/// P = (2·25 + 75) / 3 = 41.7 in `own` and 50 in `bots`, R = 75 and 50.
const FULL: &str = "answers: { p1: 2, p2: 4, p3: 3, r1: 4, r2: 4, r3: 3 }\n\
                    decisions: [ { question: p1, owner: A, by: 2026-11-21 } ]";

#[test]
fn scores_are_judged_overall_and_in_a_dimension() {
    // (41.666… + 50) / 2 = 45.833…
    check(FULL, "{ score: prevention, at_least: 45.8 }", "met");
    check(FULL, "{ score: prevention, at_least: 45.9 }", "not_met");
    check(FULL, "{ score: prevention, dimension: own, at_least: 41.7 }", "met");
    check(FULL, "{ score: prevention, dimension: own, at_least: 41.8 }", "not_met");
}

#[test]
fn a_gap_is_judged_with_its_floor() {
    // R = (75 + 50) / 2 = 62.5, the gap 62.5 − 45.8 = 16.7.
    check(FULL, "{ score: gap, at_most: 16.7, resolution_at_least: 62.5 }", "met");
    check(FULL, "{ score: gap, at_most: 16.6, resolution_at_least: 62.5 }", "not_met");
    let floor = "not_met: resolution is 62.5, below its floor of 62.6";
    check(FULL, "{ score: gap, at_most: 16.7, resolution_at_least: 62.6 }", floor);
}

#[test]
fn stages_coverage_and_confidence_are_judged() {
    check(FULL, "{ stage: prevention, at_least: 2 }", "met");
    check(FULL, "{ stage: prevention, at_least: 3 }", "not_met");
    check(FULL, "{ stage: resolution, dimension: own, at_least: 4 }", "met");
    check(FULL, "{ measure: coverage, at_least: 100 }", "met");
    check("answers: { p1: 2, r1: 3 }", "{ measure: coverage, at_least: 80 }", "not_met");
    check(FULL, "{ measure: confidence, at_least: low }", "met");
    check(FULL, "{ measure: confidence, dimension: own, at_least: medium }", "not_met");
}

#[test]
fn dates_are_judged_on_the_day_that_was_given() {
    // 14 October to 22 November are 39 days.
    check(FULL, "{ measure: age-in-days, at_most: 39 }", "met");
    check(FULL, "{ measure: age-in-days, at_most: 38 }", "not_met");
    check(FULL, "{ measure: overdue-decisions, at_most: 0 }", "not_met");
    check(FULL, "{ measure: overdue-decisions, at_most: 1 }", "met");
    let judged_on = |today| {
        let gates = gates(&[
            "{ measure: overdue-decisions, at_most: 0 }",
            "{ measure: age-in-days, at_most: 400 }",
        ]);
        let judged = judged(&assess(FULL), &gates, today);
        judged.iter().map(|one| one.verdict.name()).collect::<Vec<_>>()
    };
    // On its day, a decision is not late yet.
    assert_eq!(judged_on(Some(date(2026, 11, 21))), ["met", "met"]);
    // Before its answers were given, nothing can be said.
    assert_eq!(judged_on(Some(date(2026, 10, 13))), ["not_judged", "not_judged"]);
    assert_eq!(judged_on(None), ["not_judged", "not_judged"]);
}

#[test]
fn a_pattern_passes_only_where_it_cannot_fire() {
    let gate = "{ no_pattern: low-owning }";
    check("answers: { p1: 2, p2: 2 }", gate, "not_met");
    check("answers: { p1: 3 }", gate, "met");
    // One of two is open, and the other does not decide it.
    check("answers: { p1: 2 }", gate, "not_judged: what is not known could make it fire");
    check(
        "answers: { p1: 2, p2: unknown }",
        gate,
        "not_judged: what is not known could make it fire",
    );
    check("answers: { p1: 2, p2: { not_applicable: none } }", gate, "met");
    let voices = "{ no_pattern: two-voices }";
    check(FULL, voices, "not_judged: what is not known could make it fire");
    let nothing = "not_judged: the questionnaire has no such pattern";
    check(FULL, "{ no_pattern: elsewhere }", nothing);
}

#[test]
fn what_is_not_known_is_not_met() {
    let few = "answers: { p1: 2 }";
    let little = "not_judged: too little was answered";
    for gate in [
        "{ score: prevention, at_least: 0 }",
        "{ score: gap, at_most: 100, resolution_at_least: 0 }",
        "{ score: resolution, dimension: own, at_least: 0 }",
        "{ stage: prevention, at_least: 1 }",
        "{ stage: resolution, dimension: bots, at_least: 1 }",
        "{ measure: confidence, at_least: low }",
        "{ measure: confidence, dimension: own, at_least: low }",
    ] {
        check(few, gate, little);
    }
    let out = "dimensions: [bots]\nanswers: { p3: 2, r3: 2 }";
    let not_asked = "not_judged: it was not part of this assessment";
    check(out, "{ score: prevention, dimension: own, at_least: 0 }", not_asked);
    check(out, "{ measure: coverage, dimension: own, at_least: 0 }", not_asked);
    let elsewhere = "not_judged: the questionnaire has no such dimension";
    check(FULL, "{ score: prevention, dimension: elsewhere, at_least: 0 }", elsewhere);
}

// ---- Explanations ----

#[track_caller]
fn explained(answers: &str, gate: &str) -> (Assessed, Judged) {
    let assessed = assess(answers);
    let judged = judged(&assessed, &gates(&[gate]), Some(date(2026, 11, 22))).remove(0);
    assert!(!judged.verdict.is_met(), "{gate}");
    (assessed, judged)
}

/// "p1 at 4", "r2".
fn named(assessed: &Assessed, changes: &Changes) -> Vec<String> {
    let id = |question: QuestionIx| assessed.questionnaire[question].id.to_string();
    let raises = changes.raise.iter().map(|one| format!("{} at {}", id(one.question), one.to));
    raises.chain(changes.answer.iter().map(|&question| id(question))).collect()
}

#[track_caller]
fn check_changes(answers: &str, gate: &str, expected: Option<&[&str]>) {
    let (assessed, judged) = explained(answers, gate);
    let found = judged.explanation.changes.map(|changes| named(&assessed, &changes));
    assert_eq!(
        found.as_deref(),
        expected.map(|it| it.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()).as_deref()
    );
}

#[test]
fn the_smallest_changes_are_named() {
    // A level moves the score by 25 · ½ · 2/3 = 8.33 on p1, 4.17 on p2, and
    // 12.5 on p3. Of equally small sets the one that gains most is named.
    check_changes(FULL, "{ score: prevention, at_least: 50 }", Some(&["p3 at 4"]));
    check_changes(FULL, "{ score: prevention, at_least: 70 }", Some(&["p3 at 5"]));
    check_changes(FULL, "{ score: prevention, at_least: 72 }", Some(&["p1 at 3", "p3 at 5"]));
    check_changes(FULL, "{ score: prevention, dimension: own, at_least: 50 }", Some(&["p1 at 3"]));
    // The gap of 16.7 has to lose 8.7.
    let gap = "{ score: gap, at_most: 8, resolution_at_least: 60 }";
    check_changes(FULL, gap, Some(&["p3 at 4"]));
    // Resolution first, to 75.0 by one level on r3; the gap is 29.2 then.
    let floor = "{ score: gap, at_most: 20, resolution_at_least: 65 }";
    check_changes(FULL, floor, Some(&["p3 at 4", "r3 at 4"]));
    check_changes(FULL, "{ stage: prevention, at_least: 3 }", Some(&["p1 at 3"]));
    let few = "answers: { p1: 2, r1: 3 }";
    check_changes(few, "{ measure: coverage, at_least: 60 }", Some(&["p2", "r2"]));
    check_changes(FULL, "{ measure: confidence, at_least: medium }", None);
    check_changes(FULL, "{ measure: overdue-decisions, at_most: 0 }", None);
}

#[test]
fn what_holds_a_gate_down_is_named() {
    let held = |answers: &str, gate: &str| -> Vec<String> {
        let (assessed, judged) = explained(answers, gate);
        let id = |question: QuestionIx| assessed.questionnaire[question].id.to_string();
        let name = |held: &HeldDown| match held {
            HeldDown::Answer { question, .. }
            | HeldDown::Open { question }
            | HeldDown::Decision { question, .. } => id(*question),
            HeldDown::NotStated { field } => assessed.questionnaire[*field].id.to_string(),
            HeldDown::Cell { dimension, lens, .. } => {
                format!("{}.{lens}", assessed.questionnaire[*dimension].id)
            }
        };
        judged.explanation.held_down_by.iter().map(name).collect()
    };
    // They cost 25, 25 and 4.17 points; of equal ones the lower comes first.
    assert_eq!(held(FULL, "{ score: prevention, at_least: 50 }"), ["p1", "p3", "p2"]);
    assert_eq!(held(FULL, "{ stage: prevention, at_least: 3 }"), ["p1"]);
    assert_eq!(held("answers: { p1: 2, p2: 2 }", "{ no_pattern: low-owning }"), ["p1", "p2"]);
    assert_eq!(held("answers: { p1: 2 }", "{ no_pattern: low-owning }"), ["p2"]);
    let few = "answers: { p1: 2 }";
    assert_eq!(held(few, "{ score: prevention, dimension: bots, at_least: 1 }"), ["p3"]);
    assert_eq!(held(few, "{ score: prevention, at_least: 1 }"), ["p2", "r1", "r2", "p3", "r3"]);
    assert_eq!(held(FULL, "{ measure: overdue-decisions, at_most: 0 }"), ["p1"]);
    let cells = ["own.prevention", "own.resolution", "bots.prevention", "bots.resolution"];
    assert_eq!(held(FULL, "{ measure: confidence, at_least: medium }"), cells);
}

// ---- Laws ----

/// One to three questions a cell, with answers; two dimensions.
fn cases() -> impl Strategy<Value = Case> {
    let asked = (1_u32..4, prop_oneof![6 => (1_u8..=5).prop_map(Some), 1 => Just(None)]);
    let cells = proptest::collection::vec(proptest::collection::vec(asked, 1..=2), 4);
    (cells, proptest::collection::vec(1_u32..4, 2)).prop_map(|(cells, weights)| {
        let names = ["d0", "d1"];
        let mut questions = Vec::new();
        for (cell, asked) in cells.iter().enumerate() {
            for (number, (weight, level)) in asked.iter().enumerate() {
                questions.push(Asked {
                    id: format!("q{cell}{number}x"),
                    dimension: names[cell / 2].to_owned(),
                    lens: Lens::ALL[cell % 2],
                    weight: *weight,
                    answer: level.map_or(Said::NotReached, |level| Said::Level(level, None)),
                });
            }
        }
        let dimensions = names.iter().zip(weights).map(|(name, w)| ((*name).to_owned(), w));
        Case { dimensions: dimensions.collect(), questions }
    })
}

fn rules() -> impl Strategy<Value = Gate> {
    let tenths = || (0_i32..=1000).prop_map(Tenths::new);
    let lens = || prop_oneof![Just(Lens::Prevention), Just(Lens::Resolution)];
    let level = (1_u64..=5).prop_map(|n| Level::new(n).expect("1 to 5"));
    let rule = prop_oneof![
        (lens(), tenths()).prop_map(|(lens, at_least)| Rule::Score { lens, at_least }),
        (tenths(), proptest::option::of(tenths()))
            .prop_map(|(at_most, floor)| Rule::Gap { at_most, resolution_at_least: floor }),
        (lens(), level).prop_map(|(lens, at_least)| Rule::Stage { lens, at_least }),
        tenths().prop_map(|at_least| Rule::Coverage { at_least }),
        Just(Rule::Confidence { at_least: ConfidenceLevel::High }),
    ];
    let dimension = prop_oneof![Just(None), Just(Some("d0")), Just(Some("d1"))];
    (dimension, rule).prop_map(|(dimension, rule)| Gate::new(dimension.map(id), rule))
}

/// The case with some of its answers changed.
fn changed(case: &Case, assessed: &Assessed, changes: &Changes) -> Case {
    let mut case = case.clone();
    for raise in &changes.raise {
        let at = at(&case, assessed, raise.question);
        let answer = &mut case.questions[at].answer;
        assert!(matches!(answer, Said::Level(level, _) if *level < raise.to.number()));
        *answer = Said::Level(raise.to.number(), None);
    }
    for &question in &changes.answer {
        let at = at(&case, assessed, question);
        let answer = &mut case.questions[at].answer;
        assert_eq!(*answer, Said::NotReached);
        *answer = Said::Level(1, None);
    }
    case
}

fn at(case: &Case, assessed: &Assessed, question: QuestionIx) -> usize {
    let id = assessed.questionnaire[question].id.as_str();
    case.questions.iter().position(|asked| asked.id == id).expect("it is asked")
}

fn is_met(case: &Case, gate: &Gate) -> bool {
    judged(&case.assess(), std::slice::from_ref(gate), None)[0].verdict.is_met()
}

/// Whether raising some of these answers to any levels could meet the gate:
/// raising to the top is the most, for every gate but a gap's resolution.
fn any_subset_meets(case: &Case, gate: &Gate, count: usize) -> bool {
    let is_coverage = matches!(gate.rule, Rule::Coverage { .. });
    let can_change = |asked: &Asked| match (&asked.answer, &gate.rule) {
        (Said::NotReached, _) => is_coverage,
        (Said::Level(5, _), _) | (_, Rule::Coverage { .. }) => false,
        (_, Rule::Gap { .. }) => asked.lens == Lens::Prevention,
        _ => true,
    };
    let open: Vec<usize> =
        (0..case.questions.len()).filter(|&at| can_change(&case.questions[at])).collect();
    (0_u32..1 << open.len()).filter(|set| set.count_ones() as usize == count).any(|set| {
        let mut case = case.clone();
        for (bit, &at) in open.iter().enumerate() {
            if set & (1 << bit) != 0 {
                case.questions[at].answer = Said::Level(if is_coverage { 1 } else { 5 }, None);
            }
        }
        is_met(&case, gate)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The changes are enough, no smaller set is, and none lowers anything.
    #[test]
    fn the_changes_meet_the_gate_and_are_the_fewest(case in cases(), gate in rules()) {
        let assessed = case.assess();
        let judged = judged(&assessed, std::slice::from_ref(&gate), None).remove(0);
        let is_explained = judged.explanation.changes.is_some()
            || !judged.explanation.held_down_by.is_empty();
        prop_assert!(!(judged.verdict.is_met() && is_explained));
        let Some(changes) = judged.explanation.changes else { return Ok(()) };
        prop_assert!(is_met(&changed(&case, &assessed, &changes), &gate), "{changes:?}");
        let count = changes.raise.len() + changes.answer.len();
        prop_assert!(count > 0);
        let resolution = |raise: &Raise| {
            assessed.questionnaire[raise.question].lens == Lens::Resolution
        };
        if changes.fewest {
            if matches!(gate.rule, Rule::Gap { .. }) {
                prop_assert!(!changes.raise.iter().any(resolution));
            }
            for fewer in 0..count {
                prop_assert!(!any_subset_meets(&case, &gate, fewer), "{fewer} do: {changes:?}");
            }
        }
    }

    /// A gate that is not met because of its answers always says how it would
    /// be: every score and stage can be reached.
    #[test]
    fn every_score_can_be_reached(case in cases(), gate in rules()) {
        let assessed = case.assess();
        let judged = judged(&assessed, std::slice::from_ref(&gate), None).remove(0);
        let not_met = judged.verdict.name() == "not_met";
        if not_met && !matches!(gate.rule, Rule::Confidence { .. }) {
            prop_assert!(judged.explanation.changes.is_some());
        }
    }
}
