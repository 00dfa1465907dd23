//! What changed since a baseline, from answers through results as JSON to the
//! verdicts on drops.

use std::fmt::Write as _;

use prevention_gap::findings::Assessed;
use prevention_gap::gates::ratchet::{self, Change, Compared, Moves, WhyNot};
use prevention_gap::model::{
    Answer, AnswerState, Answers, Baseline, DimensionIx, Lens, Level, Questionnaire, Respondent,
    Tenths,
};
use prevention_gap::report::{self, json};
use prevention_gap::yaml;
use proptest::prelude::*;

/// A question: its dimension, its lens and its rev, and its level, 0 for
/// unknown.
#[derive(Clone, Debug)]
struct Asked {
    id: String,
    dimension: String,
    lens: &'static str,
    weight: u32,
    rev: u32,
    level: u64,
}

/// Questions in one line: "own.p1=2 own.p2=4x3~2" are prevention questions of
/// `own` at levels 2 and 4, the second with weight 3 and rev 2; `r` for
/// resolution, level 0 for unknown.
fn asked(text: &str) -> Vec<Asked> {
    let one = |word: &str| {
        let (name, said) = word.split_once('=').expect("a question has a level");
        let (dimension, question) = name.split_once('.').expect("it has a dimension");
        let (said, rev) = said.split_once('~').unwrap_or((said, "1"));
        let (level, weight) = said.split_once('x').unwrap_or((said, "1"));
        let number = |text: &str| text.parse::<u32>().expect("it is a number");
        Asked {
            id: format!("{dimension}-{question}"),
            dimension: dimension.to_owned(),
            lens: if question.starts_with('p') { "prevention" } else { "resolution" },
            weight: number(weight),
            rev: number(rev),
            level: u64::from(number(level)),
        }
    };
    text.split_whitespace().map(one).collect()
}

/// A questionnaire with these questions; `dimensions` are lines of YAML to add
/// to dimensions, such as their weight.
fn questionnaire(asked: &[Asked], dimensions: &[(&str, &str)]) -> Questionnaire {
    let mut text = r#"format: questionnaire/1
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
postures:
  - { id: elsewhere, title: Elsewhere, means: "m" }
profile:
  - { id: fact, ask: "A fact?", kind: text }
dimensions:
"#
    .to_owned();
    let mut names: Vec<&str> = Vec::new();
    for question in asked {
        if !names.contains(&question.dimension.as_str()) {
            names.push(&question.dimension);
        }
    }
    for name in names {
        writeln!(text, "  - id: {name}\n    title: {name}").expect("text");
        for (_, line) in dimensions.iter().filter(|(dimension, _)| *dimension == name) {
            writeln!(text, "    {line}").expect("text");
        }
        writeln!(text, "    questions:").expect("text");
        for Asked { id, lens, weight, rev, .. } in asked.iter().filter(|q| q.dimension == name) {
            writeln!(
                text,
                "      - {{ id: {id}, rev: {rev}, lens: {lens}, weight: {weight}, title: T {id}, \
                 ask: \"Q {id}?\", anchors: [a {id}, b {id}, c {id}, d {id}, e {id}] }}"
            )
            .expect("text");
        }
    }
    let read = yaml::read_questionnaire(text.as_bytes());
    read.unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).value
}

fn answers(questionnaire: &Questionnaire, levels: impl Iterator<Item = u64>) -> Answers {
    let date = jiff::civil::date(2026, 4, 1);
    let mut answers = Answers::blank(questionnaire, "Small Ltd".to_owned(), date);
    let state = |level| Level::new(level).map_or(AnswerState::Unknown, AnswerState::Level);
    let answer = |level| Answer { state: state(level), ..Answer::default() };
    answers.answers = levels.map(answer).collect();
    answers
}

/// One assessment with its questionnaire.
struct Round {
    questionnaire: Questionnaire,
    assessed: Assessed,
}

impl Round {
    fn new(asked: &[Asked]) -> Self {
        Self::with(asked, &[], |_| {})
    }

    fn with(asked: &[Asked], dimensions: &[(&str, &str)], edit: impl FnOnce(&mut Answers)) -> Self {
        let questionnaire = questionnaire(asked, dimensions);
        // The questionnaire lists questions by dimension.
        let level = |question: &prevention_gap::model::Question| {
            let found = asked.iter().find(|asked| question.id == *asked.id);
            found.expect("it was made of these").level
        };
        let mut answers = answers(&questionnaire, questionnaire.questions.iter().map(level));
        edit(&mut answers);
        let assessed = Assessed::new(&questionnaire, &[answers]).expect("one respondent");
        Self { questionnaire, assessed }
    }

    fn baseline(&self) -> Baseline {
        let report = report::build(&self.questionnaire, &self.assessed, &[]);
        let mut bytes = Vec::new();
        json::render_all(&[report], &mut bytes).expect("memory can be written");
        let [baseline] = json::read_baseline(&bytes)
            .expect("these are results")
            .try_into()
            .expect("of one assessment");
        baseline
    }

    fn since(&self, earlier: &Self) -> Change {
        ratchet::since(&self.questionnaire, &self.assessed, &earlier.baseline())
    }
}

fn change(then: &str, now: &str) -> Change {
    Round::new(&asked(now)).since(&Round::new(&asked(then)))
}

/// "+8.3 of 75.0 %, composition -12.5", or what else became of a score.
fn words(compared: &Compared) -> String {
    match compared {
        Compared::Known(shift) => {
            let composition = shift.composition.map_or("unknown".to_owned(), Tenths::signed);
            let (change, comparable) = (shift.change.signed(), shift.comparable);
            format!("{change} of {comparable} %, composition {composition}")
        }
        Compared::Broken { comparable, .. } => format!("broken at {comparable} %"),
        other => format!("{other:?}"),
    }
}

/// The overall prevention and resolution, and then every cell that is worth a
/// line.
#[track_caller]
fn check(change: &Change, overall: [&str; 2], cells: &[(&str, &str)]) {
    assert_eq!([words(&change.prevention), words(&change.resolution)], overall);
    let cells: Vec<String> = cells.iter().map(|(name, words)| format!("{name}: {words}")).collect();
    let found = change.cells.iter().filter(|cell| cell.compared != Compared::Nothing);
    let found: Vec<String> = found
        .map(|cell| format!("{}.{}: {}", cell.dimension, cell.lens, words(&cell.compared)))
        .collect();
    assert_eq!(found, cells);
}

const SAME: &str = "0.0 of 100.0 %, composition 0.0";

#[test]
fn the_worked_example_comes_out() {
    // Then (25 + 25 + 75) / 3 = 41.7, now (50 + 25 + 75) / 3 = 50.0 over the
    // three comparable ones; with the new one (50 + 25 + 75 + 0) / 4 = 37.5,
    // which is 4.2 less than 41.7, and 12.5 less than the change says.
    let change = change(
        "own.p1=2 own.p2=2 own.p3=4 own.r1=4",
        "own.p1=3 own.p2=2 own.p3=4 own.p4=1 own.r1=4",
    );
    let moved = "+8.3 of 75.0 %, composition -12.5";
    check(
        &change,
        ["+8.3 of 100.0 %, composition -12.5", SAME],
        &[("own.prevention", moved), ("own.resolution", SAME)],
    );
    assert_eq!(change.gap(), Some(Tenths::new(-83)));
    assert_eq!(change.moves(), Moves { up: 1, down: 0, same: 3 });
}

#[test]
fn weights_are_those_of_today() {
    // Then 25 and 75 with weights 1 and 3 is 62.5, now 50 and 75 is 68.75,
    // published 68.8; the published score then was (25 + 75) / 2 = 50.0.
    let change = change("own.p1=2 own.p2=4 own.r1=3", "own.p1=3 own.p2=4x3 own.r1=3");
    check(
        &change,
        ["+6.3 of 100.0 %, composition +12.5", SAME],
        &[("own.prevention", "+6.3 of 100.0 %, composition +12.5"), ("own.resolution", SAME)],
    );
}

#[test]
fn dimensions_count_by_their_weight() {
    // One prevention cell drops by 25, the other rises by 25, with weights 1
    // and 3: (−25 + 3·25) / 4 = 12.5.
    let dimensions = [("two", "weight: 3")];
    let then = Round::with(&asked("one.p1=3 one.r1=3 two.p1=2 two.r1=3"), &dimensions, |_| {});
    let now = Round::with(&asked("one.p1=2 one.r1=3 two.p1=3 two.r1=3"), &dimensions, |_| {});
    check(
        &now.since(&then),
        ["+12.5 of 100.0 %, composition 0.0", SAME],
        &[
            ("one.prevention", "-25.0 of 100.0 %, composition 0.0"),
            ("one.resolution", SAME),
            ("two.prevention", "+25.0 of 100.0 %, composition 0.0"),
            ("two.resolution", SAME),
        ],
    );
}

#[test]
fn sixty_percent_of_the_weight_is_enough() {
    let check_now = |now: &str, overall: &str, cell: &str| {
        let then = "own.p1=2 own.p2=2 own.p3=2 own.p4=2 own.p5=2 own.r1=3";
        let resolution = if overall.starts_with("broken") { "broken at 0.0 %" } else { SAME };
        let cells = [("own.prevention", cell), ("own.resolution", SAME)];
        check(&change(then, now), [overall, resolution], &cells);
    };
    // Three of five comparable: all three rose by one level. The published
    // score went from 25.0 to (3·50 + 2·100) / 5 = 70.0.
    check_now(
        "own.p1=3 own.p2=3 own.p3=3 own.p4=5~2 own.p5=5~2 own.r1=3",
        "+25.0 of 100.0 %, composition +20.0",
        "+25.0 of 60.0 %, composition +20.0",
    );
    // With a weight more on a reworded one it is 3 of 6.
    check_now(
        "own.p1=3 own.p2=3 own.p3=3 own.p4=5x2~2 own.p5=5~2 own.r1=3",
        "broken at 0.0 %",
        "broken at 50.0 %",
    );
}

/// Older rules gave no score to one of two answers.
#[test]
fn what_older_rules_counted_otherwise_is_not_compared() {
    let since = |then: &str, now: &str, rules: u32| {
        let (then, now) = (Round::new(&asked(then)), Round::new(&asked(now)));
        let mut baseline = then.baseline();
        baseline.rules = rules;
        if rules < 2 && then.assessed.scores.cell(DimensionIx(0), Lens::Resolution).is_thin() {
            baseline.dimensions[0].resolution.score = None;
            baseline.prevention.score = None;
            baseline.resolution.score = None;
        }
        ratchet::since(&now.questionnaire, &now.assessed, &baseline)
    };
    let (one, both) =
        ("own.p1=2 own.p2=2 own.r1=3 own.r2=0", "own.p1=2 own.p2=2 own.r1=3 own.r2=3");
    // One of two is comparable, and that is under 60 %.
    let half = "broken at 50.0 %";
    check(
        &since(one, both, 2),
        ["broken at 0.0 %"; 2],
        &[("own.prevention", SAME), ("own.resolution", half)],
    );
    check(
        &since(one, both, 1),
        ["OlderRules"; 2],
        &[("own.prevention", SAME), ("own.resolution", "OlderRules")],
    );
    // It rests on one answer now.
    check(
        &since(both, one, 1),
        ["broken at 0.0 %"; 2],
        &[("own.prevention", SAME), ("own.resolution", "OlderRules")],
    );
}

/// What had a level then counts with its weight of then, though nobody asks it
/// any more: 1 of 1 + 4 is comparable.
#[test]
fn a_question_that_was_dropped_still_counts() {
    check(
        &change("own.p1=2 own.p2=5x4 own.r1=3", "own.p1=2 own.r1=3"),
        ["broken at 0.0 %"; 2],
        &[("own.prevention", "broken at 20.0 %"), ("own.resolution", SAME)],
    );
}

/// `fact: text` decides whether `two` is asked. Its answers are still in the
/// file; the fact is not.
#[test]
fn a_fact_that_is_no_longer_stated_takes_nothing_out() {
    let questions = asked("one.p1=3 one.r1=3 two.p1=1 two.r1=3");
    let when = [("two", "when: { field: fact, answered: true }")];
    let stated = |answers: &mut Answers| {
        answers.profile = vec![Some(prevention_gap::model::FieldValue::Text("yes".to_owned()))];
    };
    let then = Round::with(&questions, &when, stated);
    let now = Round::with(&questions, &when, |_| {});
    let change = now.since(&then);
    let fact = prevention_gap::model::Id::new("fact").expect("it is an id");
    let not_stated = Compared::NotStated { fact: fact.clone() };
    assert_eq!([&change.prevention, &change.resolution], [&not_stated; 2]);
    assert_eq!(change.no_longer_stated, [fact]);
    // Out of scope is only what a stated fact takes out.
    let why: Vec<WhyNot> = change.not_comparable.iter().map(|one| one.why).collect();
    assert_eq!(why, [WhyNot::FactNotStatedNow; 2]);
    let limits = [ratchet::max_drop("overall.prevention=100").expect("it is a limit")];
    assert!(!ratchet::judge_drops(&limits, &change)[0].verdict.is_met());
}

/// What was open then and does not apply now is counted, though no level went.
#[test]
fn an_open_question_that_became_not_applicable_is_counted() {
    let then = asked("own.p1=2 own.p2=0 own.p3=0 own.r1=3");
    let away = |answers: &mut Answers| {
        let state = AnswerState::NotApplicable("x".to_owned());
        answers.answers[1] = Answer { state, ..Answer::default() };
    };
    let change = Round::with(&then, &[], away).since(&Round::new(&then));
    let [only] = &change.not_comparable[..] else { panic!("{:?}", change.not_comparable) };
    let found = (only.question.as_str(), only.then, only.why);
    assert_eq!(found, ("own-p2", None, WhyNot::NotApplicableNow));
}

/// A fact that nothing but a pattern looks at is said when it is gone.
#[test]
fn a_fact_that_only_a_pattern_reads_is_missed() {
    let catalog = yaml::Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let text = include_str!("../examples/larkfield.yaml");
    let round = |text: &str| {
        let read = yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound");
        Round {
            assessed: Assessed::new(questionnaire, &[read.value]).expect("one respondent"),
            questionnaire: questionnaire.clone(),
        }
    };
    let is_kept = |line: &&str| !line.starts_with("  investments:");
    let without: Vec<&str> = text.lines().filter(is_kept).collect();
    let change = round(&without.join("\n")).since(&round(text));
    let gone: Vec<&str> =
        change.no_longer_stated.iter().map(prevention_gap::model::Id::as_str).collect();
    assert_eq!(gone, ["investments"]);
}

#[test]
fn the_overall_change_needs_most_dimensions() {
    // One of two dimensions is comparable: half of the weight.
    check(
        &change("one.p1=3 one.r1=3 two.p1=3 two.r1=3", "one.p1=2 one.r1=3 two.p1=3~2 two.r1=3"),
        ["broken at 50.0 %", "broken at 50.0 %"],
        &[
            ("one.prevention", "-25.0 of 100.0 %, composition 0.0"),
            ("one.resolution", SAME),
            ("two.prevention", "broken at 0.0 %"),
            ("two.resolution", SAME),
        ],
    );
}

#[test]
fn what_cannot_be_compared_is_named_with_its_reason() {
    let change = change(
        "own.p1=2 own.p2=2 own.p3=2 own.p4=0 own.p5=3 own.p7=0 own.r1=2 old.p1=2 old.p2=0 old.r1=1",
        "own.p1=2 own.p2=3~2 own.p3=0 own.p4=2 own.p6=1 own.p7=0 own.r1=2",
    );
    let found: Vec<(&str, WhyNot)> =
        change.not_comparable.iter().map(|one| (one.question.as_str(), one.why)).collect();
    assert_eq!(
        found,
        [
            ("own-p2", WhyNot::OtherRev { then: 1, now: 2 }),
            ("own-p3", WhyNot::NotAnsweredNow),
            ("own-p4", WhyNot::NotAnsweredThen),
            ("own-p6", WhyNot::New),
            ("own-p5", WhyNot::Gone),
            ("old-p1", WhyNot::Gone),
            ("old-r1", WhyNot::Gone),
        ]
    );
}

#[test]
fn new_and_lost_cells_are_told_apart() {
    let then = "one.p1=3 one.r1=3 two.p1=3 two.r1=3 old.p1=3 old.r1=0 three.p1=0 three.r1=0";
    let now = "one.p1=3 one.r1=3 two.p1=0 two.r1=0 three.p1=2 three.r1=0";
    // Of three dimensions that are eligible now, one is comparable.
    check(
        &change(then, now),
        ["broken at 33.3 %", "broken at 33.3 %"],
        &[
            ("one.prevention", SAME),
            ("one.resolution", SAME),
            ("two.prevention", "Lost"),
            ("two.resolution", "Lost"),
            ("three.prevention", "New"),
            ("old.prevention", "Gone"),
        ],
    );
}

#[test]
fn a_question_that_moved_to_another_dimension_is_not_lost() {
    let then = Round::new(&asked("old.p1=3 old.r1=3"));
    let mut moved = asked("old.p1=2 old.r1=3");
    for question in &mut moved {
        question.dimension = "new".to_owned();
    }
    check(
        &Round::new(&moved).since(&then),
        ["-25.0 of 100.0 %, composition 0.0", SAME],
        &[
            ("new.prevention", "-25.0 of 100.0 %, composition unknown"),
            ("new.resolution", "0.0 of 100.0 %, composition unknown"),
        ],
    );
}

#[test]
fn what_the_profile_takes_out_is_not_lost_and_what_is_left_out_is() {
    let questions = asked("one.p1=3 one.r1=3 two.p1=3 two.r1=3");
    let when = [("two", "when: { field: fact, answered: false }")];
    let then = Round::with(&questions, &when, |_| {});
    let profile = Round::with(&questions, &when, |answers| {
        answers.profile = vec![Some(prevention_gap::model::FieldValue::Text("yes".to_owned()))];
    });
    let one = [("one.prevention", SAME), ("one.resolution", SAME)];
    let with_two = |words| [one[0], one[1], ("two.prevention", words), ("two.resolution", words)];
    // It had answers to both lenses, so that half of the weight is comparable.
    let half = ["broken at 50.0 %"; 2];
    check(&profile.since(&then), half, &with_two("DoesNotApply"));
    let chosen = Round::with(&questions, &when, |answers| {
        answers.dimensions = Some(vec![prevention_gap::model::DimensionIx(0)]);
    });
    check(&chosen.since(&then), half, &with_two("Lost"));
}

#[test]
fn a_dimension_apart_is_compared_and_does_not_count_overall() {
    let apart = [("two", "apart: true")];
    let then = Round::with(&asked("one.p1=3 one.r1=3 two.p1=3 two.r1=3"), &apart, |_| {});
    let now = Round::with(&asked("one.p1=3 one.r1=3 two.p1=1 two.r1=3"), &apart, |_| {});
    check(
        &now.since(&then),
        [SAME, SAME],
        &[
            ("one.prevention", SAME),
            ("one.resolution", SAME),
            ("two.prevention", "-50.0 of 100.0 %, composition 0.0"),
            ("two.resolution", SAME),
        ],
    );
}

/// Which scores fail, by their names, under these limits.
#[track_caller]
fn check_failing(then: &str, now: &str, limits: &[&str], failing: &[&str]) {
    let limits: Vec<_> =
        limits.iter().map(|text| ratchet::max_drop(text).expect("it is a limit")).collect();
    let judged = ratchet::judge_drops(&limits, &change(then, now));
    let failed = judged.iter().filter(|judged| !judged.verdict.is_met());
    let found: Vec<String> =
        failed.map(|judged| judged.name().replace(" change since 2026-04-01", "")).collect();
    assert_eq!(found, failing);
}

#[test]
fn the_ratchet_fails_closed() {
    let both = ["prevention=0", "resolution=0"];
    let then = "one.p1=3 one.r1=3 two.p1=3 two.r1=3";
    check_failing(then, then, &both, &[]);
    check_failing(then, "one.p1=4 one.r1=3 two.p1=3 two.r1=5", &both, &[]);
    // A rise elsewhere does not make up for a drop.
    check_failing(then, "one.p1=5 one.r1=3 two.p1=2 two.r1=3", &both, &["two.prevention"]);
    check_failing(then, "one.p1=5 one.r1=3 two.p1=2 two.r1=3", &["overall.prevention=0"], &[]);
    // Leaving out what got worse does not help.
    check_failing(
        then,
        "one.p1=3 one.r1=3 two.p1=0 two.r1=3",
        &["prevention=100"],
        &["prevention", "two.prevention"],
    );
    // Nothing is comparable.
    check_failing(
        "old.p1=3 old.r1=3",
        "one.p1=5 one.r1=5",
        &["prevention=100"],
        &["prevention", "old.prevention"],
    );
    // What is new does not fail, unless it outweighs what is comparable: two
    // of three, and then two of four.
    let new = format!("{then} three.p1=1 three.r1=1");
    check_failing(then, &new, &both, &[]);
    let more = format!("{new} four.p1=1 four.r1=1");
    check_failing(then, &more, &both, &["prevention", "resolution"]);
}

/// The results of a whole questionnaire come back as they were written.
#[test]
fn results_of_the_example_are_no_change_to_themselves() {
    let catalog = yaml::Catalog::on_board();
    let text = std::fs::read("tests/cli/files/larkfield.yaml").expect("it is there");
    let answers = yaml::read_answers(&text, &catalog).expect("it is sound").value;
    let questionnaire = catalog.get(answers.questionnaire.as_str()).expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[answers]).expect("one respondent");
    let round = Round { questionnaire: questionnaire.clone(), assessed };
    let change = round.since(&round);
    assert_eq!([words(&change.prevention), words(&change.resolution)], [SAME, SAME]);
    assert!(change.not_comparable.is_empty());
    let answered = round.assessed.tally.questions.iter().filter(|said| said.mean().is_some());
    assert_eq!(change.answers.len(), answered.count());
}

/// Questions of two dimensions at any levels, some unknown, at any weights.
fn any_asked() -> impl Strategy<Value = Vec<Asked>> {
    let words =
        ["one.p1=1", "one.p2=1", "one.r1=1", "two.p1=1", "two.p2=1", "two.r1=1", "two.r2=1"];
    let base = asked(&words.join(" "));
    let said = prop::collection::vec((0..=5_u64, 1..5_u32), base.len());
    said.prop_map(move |said| {
        let with = |(asked, (level, weight)): (&Asked, (u64, u32))| Asked {
            weight,
            level,
            ..asked.clone()
        };
        base.iter().zip(said).map(with).collect()
    })
}

fn every_shift(change: &Change) -> Vec<&Compared> {
    let cells = change.cells.iter().map(|cell| &cell.compared);
    [&change.prevention, &change.resolution].into_iter().chain(cells).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_results_as_the_baseline_are_no_change(asked in any_asked()) {
        let round = Round::new(&asked);
        let change = round.since(&round);
        prop_assert!(change.not_comparable.is_empty());
        for compared in every_shift(&change) {
            if let Some(shift) = compared.shift() {
                prop_assert_eq!(shift.change, Tenths::ZERO);
                prop_assert!(shift.composition.is_none_or(|effect| effect == Tenths::ZERO));
            }
        }
    }

    #[test]
    fn several_people_who_say_the_same_again_are_no_change(
        levels in prop::collection::vec(prop::collection::vec(0..=5_u64, 7), 2..8)
    ) {
        let asked = asked("one.p1=1 one.p2=1 one.r1=1 two.p1=1 two.p2=1x3 two.r1=1 two.r2=1");
        let questionnaire = questionnaire(&asked, &[("two", "weight: 2")]);
        let person = |(number, levels): (usize, &Vec<u64>)| {
            let mut answers = answers(&questionnaire, levels.iter().copied());
            let id = format!("r-{number}");
            answers.respondent = Some(Respondent { id, role: None, function: None });
            answers
        };
        let people: Vec<Answers> = levels.iter().enumerate().map(person).collect();
        let assessed = Assessed::new(&questionnaire, &people).expect("they have names");
        let round = Round { questionnaire: questionnaire.clone(), assessed };
        let change = round.since(&round);
        prop_assert_eq!(change.moves().up + change.moves().down, 0);
        for compared in every_shift(&change) {
            prop_assert!(compared.shift().is_none_or(|shift| shift.change == Tenths::ZERO));
        }
    }

    #[test]
    fn swapping_then_and_now_negates_every_change(
        then in any_asked(), levels in prop::collection::vec(1..=5_u64, 7)
    ) {
        // The same questions are known both times, and weigh the same.
        let with = |(asked, level): (&Asked, &u64)| {
            Asked { level: if asked.level == 0 { 0 } else { *level }, ..asked.clone() }
        };
        let now: Vec<Asked> = then.iter().zip(&levels).map(with).collect();
        let (then, now) = (Round::new(&then), Round::new(&now));
        let (forth, back) = (now.since(&then), then.since(&now));
        for (forth, back) in every_shift(&forth).into_iter().zip(every_shift(&back)) {
            let (Some(forth), Some(back)) = (forth.shift(), back.shift()) else {
                prop_assert_eq!(forth, back);
                continue;
            };
            prop_assert_eq!(forth.change, -back.change);
            prop_assert_eq!((forth.then, forth.now), (back.now, back.then));
        }
        let (forth, back) = (forth.moves(), back.moves());
        prop_assert_eq!((forth.up, forth.down, forth.same), (back.down, back.up, back.same));
    }

    #[test]
    fn a_question_that_is_not_comparable_moves_no_change(
        then in any_asked(), levels in prop::collection::vec(1..=5_u64, 7), new in 1..=5_u64
    ) {
        let with = |(asked, level): (&Asked, &u64)| Asked { level: *level, ..asked.clone() };
        let now: Vec<Asked> = then.iter().zip(&levels).map(with).collect();
        let more = Asked { id: "one-p9".to_owned(), level: new, weight: 1, ..now[0].clone() };
        let with_more: Vec<Asked> = now.iter().cloned().chain([more]).collect();
        let then = Round::new(&then);
        let before = Round::new(&now).since(&then);
        let after = Round::new(&with_more).since(&then);
        // Its cell may lose its series, and with it the overall change; where
        // it does not, the change is the same.
        for (before, after) in every_shift(&before).into_iter().zip(every_shift(&after)) {
            if let (Some(before), Some(after)) = (before.shift(), after.shift()) {
                prop_assert_eq!((before.then, before.now), (after.then, after.now));
                prop_assert_eq!(before.change, after.change);
            }
        }
        prop_assert!(after.not_comparable.iter().any(|one| one.question == "one-p9"));
    }
}
