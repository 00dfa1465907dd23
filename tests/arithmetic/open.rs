//! What is open and what could come of it: gates on patterns and on scores are
//! met only if nothing that is open, stated or not, could change that.

use crate::support::{self, Assessed, HEAD};
use prevention_gap::gates::{HeldDown, Judged, View, judge_all};
use prevention_gap::yaml;

/// Two dimensions, of which the second is asked where `uses` names something.
const QUESTIONS: &str = r#"
profile:
  - { id: uses, ask: "What for?", kind: choices, choices: [ { id: bot, title: A bot }, { id: tool, title: A tool } ] }
dimensions:
  - id: own
    title: Own
    questions:
      - { id: p1, lens: prevention, title: P one, ask: "P1?", anchors: [a1, b1, c1, d1, e1] }
      - { id: p2, lens: prevention, title: P two, ask: "P2?", anchors: [a2, b2, c2, d2, e2] }
      - { id: p4, lens: prevention, title: P four, ask: "P4?", anchors: [a8, b8, c8, d8, e8] }
      - { id: r1, lens: resolution, title: R one, ask: "R1?", anchors: [a3, b3, c3, d3, e3] }
  - id: bots
    title: Bots
    when: { field: uses, answered: true }
    questions:
      - { id: p3, lens: prevention, title: P three, ask: "P3?", anchors: [a5, b5, c5, d5, e5] }
      - { id: r3, lens: resolution, title: R three, ask: "R3?", anchors: [a6, b6, c6, d6, e6] }
patterns:
  - { id: loose, title: Loose, when: { all: [ { field: uses, includes: [bot] }, { question: p3, at_most: 2 } ] }, says: It is loose. }
  - { id: low, title: Low, when: { score: prevention, at_most: 40 }, says: It is low. }
  - { id: low-own, title: Low, when: { score: prevention, dimension: own, at_most: 40 }, says: It is low. }
  - { id: both, title: Both, when: { all: [ { question: p1, at_most: 2 }, { question: p2, at_most: 2 } ] }, says: Both. }
  - { id: either, title: Either, when: { any: [ { question: p1, at_most: 2 }, { question: p1, at_least: 3 } ] }, says: One. }
  - { id: two-of, title: Two, when: { at_least: 2, of: [ { question: p1, at_most: 2 }, { question: p2, at_most: 3 }, { question: p4, at_most: 2 } ] }, says: Two. }
"#;

fn assess(answers: &str) -> Assessed {
    let questionnaire = format!("{HEAD}{}", QUESTIONS.trim_start());
    let answers = format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\n\
         date: 2026-10-14\n{answers}\n"
    );
    support::assess(&questionnaire, &answers)
}

fn judged(assessed: &Assessed, gate: &str) -> Judged {
    let text = format!("format: policy/1\ngates: [ {gate} ]\n");
    let gates = yaml::read_policy(text.as_bytes()).expect("it is well written").value.gates;
    let Assessed { questionnaire, tally, scores, findings } = assessed;
    let view = View { questionnaire, tally, scores, voices: None, findings, today: None };
    judge_all(&gates, &view).remove(0)
}

#[track_caller]
fn check(answers: &str, gate: &str, expected: &str) {
    assert_eq!(judged(&assess(answers), gate).verdict.name(), expected, "{gate} of {answers}");
}

const LOOSE: &str = "{ no_pattern: loose }";

#[test]
fn a_fact_that_is_not_stated_is_open_and_an_empty_list_states_none() {
    let with = |profile: &str, p3: u8| format!("{profile}\nanswers: {{ p1: 3, p3: {p3} }}");
    check(&with("profile: {}", 1), LOOSE, "not_judged");
    check(&with("profile: { uses: }", 1), LOOSE, "not_judged");
    check(&with("profile: { uses: [] }", 1), LOOSE, "met");
    check(&with("profile: { uses: [tool] }", 1), LOOSE, "met");
    check(&with("profile: { uses: [bot] }", 1), LOOSE, "not_met");
    // Whatever is stated, that answer does not fit.
    check(&with("profile: {}", 4), LOOSE, "met");
    check("answers: { p1: 3 }", LOOSE, "not_judged");
    check("profile: { uses: [bot] }\nanswers: { p3: { not_applicable: x } }", LOOSE, "met");
}

#[test]
fn what_keeps_a_pattern_open_is_named() {
    let assessed = assess("answers: { p1: 3, p3: 1 }");
    let held = judged(&assessed, LOOSE).explanation.held_down_by;
    let uses = assessed.questionnaire.find_field("uses").expect("it is there");
    assert_eq!(held, [HeldDown::NotStated { field: uses }]);
}

/// Own prevention is 50.0; with a bot whose only prevention answer is level 1
/// it would be (50 + 0)/2 = 25.0.
#[test]
fn a_dimension_that_could_come_to_count_is_open() {
    let own = "p1: 3, p2: 3, p4: 3, r1: 3";
    let low = "{ no_pattern: low }";
    check(&format!("answers: {{ {own}, p3: 1, r3: 3 }}"), low, "not_judged");
    check(&format!("profile: {{ uses: [] }}\nanswers: {{ {own} }}"), low, "met");
    check(&format!("profile: {{ uses: [bot] }}\nanswers: {{ {own}, r3: 3 }}"), low, "not_judged");
    check(
        &format!("profile: {{ uses: [bot] }}\nanswers: {{ {own}, p3: 1, r3: 3 }}"),
        low,
        "not_met",
    );
    check(&format!("profile: {{ uses: [bot] }}\nanswers: {{ {own}, p3: 3, r3: 3 }}"), low, "met");
}

/// Two of three answered: 50.0 is published, and the third could bring it to
/// (50 + 50 + 0)/3 = 33.3; with 75 and 75 no lower than 50.0.
#[test]
fn bounds_decide_a_score_that_is_open() {
    let low = "{ no_pattern: low-own }";
    check("answers: { p1: 3, p2: 3, r1: 3 }", low, "not_judged");
    check("answers: { p1: 4, p2: 4, r1: 3 }", low, "met");
    check("answers: { p1: 3, p2: 3, p4: 3, r1: 3 }", low, "met");
    // Not published, for one of three is too little: between 33.3 and 100.
    check("answers: { p1: 5, r1: 3 }", low, "not_judged");
    // The other side does not apply; this one is open all the same.
    check("answers: { p1: 3, p2: 3, r1: { not_applicable: x } }", low, "not_judged");
    let nothing = "p1: { not_applicable: x }, p2: { not_applicable: x }, p4: { not_applicable: x }";
    check(&format!("answers: {{ {nothing}, r1: 3 }}"), low, "met");
}

/// The raises that a gate asks for: "p1 at 3".
#[track_caller]
fn check_changes(answers: &str, gate: &str, expected: Option<&[&str]>) {
    let assessed = assess(answers);
    let changes = judged(&assessed, gate).explanation.changes;
    let found = changes.map(|changes| {
        let raise = changes.raise.iter().map(|raise| {
            let id = &assessed.questionnaire[raise.question].id;
            format!("{id} at {}", raise.to.number())
        });
        raise.collect::<Vec<_>>()
    });
    let expected = expected.map(|raises| raises.iter().map(|&one| one.to_owned()).collect());
    assert_eq!(found, expected, "{gate} of {answers}");
}

#[test]
fn a_pattern_says_which_answers_would_keep_it_from_firing() {
    check_changes("answers: { p1: 1, p2: 2 }", "{ no_pattern: both }", Some(&["p1 at 3"]));
    // Nobody knows what will be answered to the other.
    check_changes("answers: { p2: 1 }", "{ no_pattern: both }", Some(&["p2 at 3"]));
    check_changes("answers: { r1: 1 }", "{ no_pattern: both }", None);
    // Raising it makes the other half hold.
    check_changes("answers: { p1: 1 }", "{ no_pattern: either }", None);
    let all = "answers: { p1: 1, p2: 3, p4: 2 }";
    check_changes(all, "{ no_pattern: two-of }", Some(&["p1 at 3", "p2 at 4"]));
    check_changes("answers: { p1: 1, p2: 3, p4: 3 }", "{ no_pattern: two-of }", Some(&["p1 at 3"]));
    let bot = "profile: { uses: [bot] }\nanswers: { p3: 2 }";
    check_changes(bot, LOOSE, Some(&["p3 at 3"]));
    check_changes("answers: { p3: 2 }", LOOSE, None);
    // 25.0; one answer at 4 makes it (75 + 25 + 25)/3 = 41.7.
    let low = "answers: { p1: 2, p2: 2, p4: 2, r1: 3 }";
    check_changes(low, "{ no_pattern: low-own }", Some(&["p1 at 4"]));
}

/// With `uses` stated the second dimension counts too: prevention would be
/// 25.0, and four of six questions be answered.
#[test]
fn a_gate_that_a_fact_could_change_is_not_judged() {
    let own = "p1: 3, p2: 3, p4: 3, r1: 3";
    for (gate, answers) in [
        ("{ score: prevention, at_least: 45 }", "p3: 1, r3: 3"),
        ("{ score: gap, at_most: 10, resolution_at_least: 10 }", "p3: 1, r3: 3"),
        ("{ measure: coverage, at_least: 80 }", ""),
        ("{ score: prevention, dimension: bots, at_least: 0 }", "p3: 1, r3: 3"),
    ] {
        let with = |profile: &str| format!("{profile}\nanswers: {{ {own}, {answers} }}");
        check(&with("profile: {}"), gate, "not_judged");
        let because = judged(&assess(&with("profile: {}")), gate).verdict.because();
        assert_eq!(because.as_deref(), Some("the fact `uses` is not stated"), "{gate}");
    }
    check(
        "profile: { uses: [] }\nanswers: { p1: 3, p2: 3, p4: 3, r1: 3 }",
        "{ measure: coverage, at_least: 80 }",
        "met",
    );
    // It would be met either way.
    check(
        "answers: { p1: 3, p2: 3, p4: 3, r1: 3, p3: 3, r3: 3 }",
        "{ score: prevention, at_least: 45 }",
        "met",
    );
    check(
        "answers: { p1: 1, p2: 1, p4: 1, r1: 3 }",
        "{ score: prevention, at_least: 45 }",
        "not_met",
    );
}

/// Three levels and one "does not apply": 25.0 %. What is open counts on
/// neither side.
#[test]
fn people_and_what_does_not_apply_are_counted() {
    let some = "profile: { uses: [] }\nanswers: { p1: 3, p2: 3, r1: 3, p4: { not_applicable: x } }";
    check(some, "{ measure: not-applicable, at_most: 25 }", "met");
    check(some, "{ measure: not-applicable, at_most: 24.9 }", "not_met");
    check("answers: { p1: unknown }", "{ measure: not-applicable, at_most: 100 }", "not_judged");
    check(some, "{ measure: respondents, at_least: 1 }", "met");
    check(some, "{ measure: respondents, at_least: 2 }", "not_met");
    check("answers: {}", "{ measure: respondents, at_least: 1 }", "not_met");
}
