//! Questions that are asked only where the profile calls for them.

use prevention_gap::findings::Assessed;
use prevention_gap::gates::{self, NotJudged, Verdict, View};
use prevention_gap::model::{FirstStep, Lens, Level, Play, Questionnaire};
use prevention_gap::yaml::{self, Catalog};

/// One dimension: two prevention questions and two resolution questions, of
/// which `bot` waits for a fact.
const QUESTIONNAIRE: &str = r#"format: questionnaire/1
id: small
version: 1.0.0
title: Small
language: en
levels:
  - { name: Absent, from: 0, means: "a" }
  - { name: Ad hoc, from: 25, means: "b" }
  - { name: Partial, from: 45, means: "c" }
  - { name: Routine, from: 65, means: "d" }
  - { name: Built in, from: 85, means: "e" }
roles:
  - { id: leader, title: Leaders, side: leader }
  - { id: frontline, title: Frontline, side: frontline }
postures:
  - { id: elsewhere, title: Elsewhere, means: "m" }
profile:
  - { id: uses, ask: "Uses?", kind: choices, choices: [ { id: bot, title: Bot }, { id: mail, title: Mail } ] }
dimensions:
  - id: one
    title: One
    questions:
      - { id: p1, lens: prevention, title: P1, ask: "P1?", anchors: [a, b, c, d, e] }
      - { id: p2, lens: prevention, title: P2, ask: "P2?", anchors: [a, b, c, d, e], compare: false }
      - { id: r1, lens: resolution, title: R1, ask: "R1?", anchors: [a, b, c, d, e] }
      - { id: r2, lens: resolution, title: R2, ask: "R2?", anchors: [a, b, c, d, e] }
      - { id: bot, lens: resolution, title: Bot, ask: "Bot?", anchors: [a, b, c, d, e], when: { field: uses, includes: [bot] } }
"#;

fn small() -> Questionnaire {
    yaml::read_questionnaire(QUESTIONNAIRE.as_bytes()).expect("it is sound").value
}

/// One person of a role, with a profile and answers.
fn said(id: &str, role: &str, profile: &str, answers: &str) -> String {
    format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: L\n\
         date: 2026-10-14\nrespondent: {{ id: {id}, role: {role} }}\nanonymous: false\n\
         profile: {{ {profile} }}\nanswers: {{ {answers} }}\n"
    )
}

fn assess(documents: &[String]) -> (Questionnaire, Assessed) {
    let questionnaire = small();
    let mut catalog = Catalog::on_board();
    catalog.add(questionnaire.clone());
    let answers: Vec<_> = documents
        .iter()
        .map(|text| yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value)
        .collect();
    let assessed = Assessed::new(&questionnaire, &answers).expect("they can be tallied");
    (questionnaire, assessed)
}

const FOUR: &str = "p1: 3, p2: 3, r1: 3, r2: 3";

/// The resolution cell: how many are in play, and its published score.
#[track_caller]
fn check(profile: &str, answers: &str, play: Play, defined: usize, score: &str) {
    let (questionnaire, assessed) = assess(&[said("a", "leader", profile, answers)]);
    let bot = questionnaire.find_question("bot").expect("it is there");
    assert_eq!(assessed.tally.play(bot), play, "{profile}");
    let one = questionnaire.find_dimension("one").expect("it is there");
    let cell = assessed.scores.cell(one, Lens::Resolution);
    assert_eq!(cell.defined, defined, "{profile}");
    let found = cell.score().expect("it is known").published.to_string();
    assert_eq!(found, score, "{profile}");
}

#[test]
fn a_question_counts_where_the_profile_calls_for_it() {
    let five = format!("{FOUR}, bot: 5");
    // (50 + 50 + 100) / 3.
    check("uses: [bot]", &five, Play::In, 3, "66.7");
    check("uses: [mail]", &five, Play::DoesNotApply, 2, "50.0");
    check("uses: []", &five, Play::DoesNotApply, 2, "50.0");
    check("", &five, Play::FactNotStated, 2, "50.0");
}

#[test]
fn an_answer_that_is_not_called_for_is_kept_and_named() {
    let five = format!("{FOUR}, bot: 5");
    let (questionnaire, assessed) = assess(&[said("a", "leader", "uses: [mail]", &five)]);
    let report = prevention_gap::report::build(&questionnaire, &assessed, &[]);
    assert_eq!(report.left_out, ["`bot` is not asked with these facts: 1 answer kept."]);
    let of = |why| report.dimensions[0].not_asked.iter().filter(move |q| q.why == why).count();
    assert_eq!((of("does-not-apply"), of("fact-not-stated")), (1, 0));
}

/// The profile of the assessment decides for all: what one states opens the
/// question for the other.
#[test]
fn one_profile_decides_for_everybody() {
    let five = format!("{FOUR}, bot: 5");
    let states = said("a", "leader", "uses: [bot]", &five);
    let silent = said("b", "frontline", "", &five);
    let (questionnaire, assessed) = assess(&[states, silent]);
    let bot = questionnaire.find_question("bot").expect("it is there");
    assert_eq!(assessed.tally.question(bot).answered(), 2);
}

#[test]
fn the_perception_gap_leaves_out_what_is_not_compared() {
    let leader = said("a", "leader", "uses: []", "p1: 4, p2: 5, r1: 3, r2: 3");
    let frontline = said("b", "frontline", "", "p1: 4, p2: 1, r1: 3, r2: 3");
    let (questionnaire, assessed) = assess(&[leader, frontline]);
    let voices = assessed.voices.as_ref().expect("two answered");
    let compared: Vec<&str> = voices
        .each_question()
        .filter(|(_, said)| said.difference.is_some())
        .map(|(question, _)| questionnaire[question].id.as_str())
        .collect();
    assert_eq!(compared, ["p1", "r1", "r2"]);
    let perception = voices.perception.as_ref().expect("both sides answered");
    // Over p1 alone both sides stand at level 4.
    let row = perception.row(None, Lens::Prevention).expect("there is one");
    assert!(row.difference.abs() < 1e-9, "{row:?}");
    // It is scored for both all the same: (4 + (5 + 1) / 2) / 2 = 3.5.
    let score = assessed.scores.overall.prevention.score.expect("it is known");
    assert_eq!(score.published.to_string(), "62.5");
}

/// The verdict of a gate on the resolution of the dimension.
fn verdict(profile: &str, answers: &str, gate: &str) -> Verdict {
    let (questionnaire, assessed) = assess(&[said("a", "leader", profile, answers)]);
    let gate = gates::minimum(gate).expect("it is a gate");
    let view = View::new(&questionnaire, &assessed, None);
    gates::judge_all(&[gate], &view).remove(0).verdict
}

/// While the fact is open the score could still be 33.3 or 66.7.
#[test]
fn a_fact_that_nobody_states_keeps_a_gate_from_being_met() {
    let is_open = |verdict: &Verdict| {
        matches!(verdict, Verdict::NotJudged { because: NotJudged::FactNotStated { .. } })
    };
    assert!(is_open(&verdict("", FOUR, "one.resolution=50")));
    assert!(verdict("", FOUR, "one.resolution=30").is_met());
    assert!(verdict("uses: [mail]", FOUR, "one.resolution=50").is_met());
    assert!(verdict("", FOUR, "one.prevention=50").is_met());
}

#[test]
fn the_step_follows_the_level_that_it_leads_to() {
    let steps = FirstStep::ByLevel { from_1: "Begin.".to_owned(), from_3: "Widen.".to_owned() };
    let of = |number: usize| {
        let target = Level::ALL[number - 1];
        (steps.towards(target), steps.starts_from(target))
    };
    assert_eq!(of(3), ("Begin.", Some(1)));
    assert_eq!(of(4), ("Widen.", Some(3)));
    assert_eq!(of(5), ("Widen.", Some(3)));
    let same = FirstStep::Always("Do.".to_owned());
    assert_eq!((same.towards(Level::ALL[4]), same.starts_from(Level::ALL[4])), ("Do.", None));
}
