//! The arithmetic: worked cases from independent implementations, and the
//! laws that every set of answers has to keep.

use std::collections::HashMap;

use prevention_gap::findings::Worth;
use prevention_gap::model::{DimensionIx, Lens, Proof, Tenths};
use prevention_gap::scoring::{Bounds, Cell, Overall};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Asked, Assessed, Case, Said};

/// How far two exact values may lie apart: the cases give fractions, the sums
/// are f64.
const SLACK: f64 = 1e-9;

#[track_caller]
fn close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < SLACK, "{what}: {found} is not {expected}");
}

// ---- Worked cases ----

#[test]
fn the_worked_cases_come_out() {
    let text = include_str!("../vectors/scores.json");
    let vectors: Value = serde_json::from_str(text).expect("the vectors are JSON");
    let cases = vectors["cases"].as_array().expect("there are cases");
    assert_eq!(cases.len(), 11);
    for case in cases {
        let assessed = case_from(&case["input"]).assess();
        check_case(&assessed, &case["expected"]);
    }
}

fn case_from(input: &Value) -> Case {
    let answers = &input["answers"];
    let text = |value: &Value| value.as_str().expect("it is text").to_owned();
    let number = |value: &Value| u32::try_from(value.as_u64().expect("a number")).expect("small");
    // The order of dimensions is that of the questions.
    let mut dimensions: Vec<(String, u32)> = Vec::new();
    let mut questions = Vec::new();
    for question in input["questions"].as_array().expect("there are questions") {
        let dimension = text(&question["dim"]);
        if !dimensions.iter().any(|(id, _)| *id == dimension) {
            dimensions.push((dimension.clone(), number(&input["dimensions"][&dimension])));
        }
        questions.push(Asked {
            id: text(&question["id"]),
            dimension,
            lens: Lens::from_name(question["lens"].as_str().expect("text")).expect("a lens"),
            weight: number(&question["weight"]),
            answer: said(&answers[question["id"].as_str().expect("text")]),
        });
    }
    Case { dimensions, questions }
}

fn said(answer: &Value) -> Said {
    match answer["state"].as_str() {
        Some("answered") => {
            let level = u8::try_from(answer["level"].as_u64().expect("a level")).expect("small");
            let proof = answer["proof"].as_str();
            Said::Level(level, proof.map(|name| Proof::from_name(name).expect("a proof").name()))
        }
        Some("na" | "not_applicable") => Said::NotApplicable,
        Some("unknown") => Said::Unknown,
        Some("skipped") => Said::Skipped,
        None | Some("not_reached") => Said::NotReached,
        Some(other) => panic!("unknown state {other}"),
    }
}

fn check_case(assessed: &Assessed, expected: &Value) {
    for (name, cell) in expected["cells"].as_object().expect("there are cells") {
        let (dimension, lens) = name.split_once('/').expect("dimension/lens");
        let lens = Lens::from_name(lens).expect("a lens");
        let found = assessed.scores.cell(assessed.dimension(dimension), lens);
        check_cell(assessed, found, cell, name);
    }
    for (id, dimension) in expected["dimensions"].as_object().expect("there are dimensions") {
        let found = assessed.scores.dimension(assessed.dimension(id));
        assert_eq!(Some(found.paired), dimension["paired"].as_bool(), "{id}");
        check_score(found.gap, &dimension["gap"], &dimension["gap_exact"], id);
    }
    for (id, marginal) in expected["marginal"].as_object().into_iter().flatten() {
        let question = assessed.question(id);
        let moves = assessed.scores.moves(question);
        let expected = marginal["points_per_level"].as_f64().expect("a number");
        assert!((moves - expected).abs() < 1e-6, "{id}: {moves} is not {expected}");
        let sign = match assessed.questionnaire[question].lens {
            Lens::Prevention => -1.0,
            Lens::Resolution => 1.0,
        };
        let on_gap = marginal["effect_on_gap_per_level"].as_f64().expect("a number");
        assert!((sign * moves - on_gap).abs() < 1e-6, "{id}");
    }
    check_overall(assessed, &expected["overall"]);
}

fn check_cell(assessed: &Assessed, found: &Cell, expected: &Value, name: &str) {
    assert_eq!(found.status.name(), expected["status"], "{name}");
    let counts = [found.defined, found.applicable, found.answered];
    for (count, key) in counts.iter().zip(["defined", "applicable", "answered"]) {
        assert_eq!(expected[key].as_u64(), Some(*count as u64), "{name} {key}");
    }
    let coverage = found.coverage().map(|coverage| coverage.exact);
    let off = coverage.zip(expected["coverage_pct"].as_f64()).map(|(a, b)| (a - b).abs());
    assert!(off.is_none_or(|off| off < 0.05), "{name}: coverage {coverage:?}");
    check_score(found.score(), &expected["score"], &expected["score_exact"], name);
    let bounds = found.bounds;
    check_tenths(bounds.map(|b| b.lower.published), &expected["lower"], name);
    check_tenths(bounds.map(|b| b.upper.published), &expected["upper"], name);
    assert_eq!(found.is_thin(), expected["thin"] == true, "{name}");
    let Some(published) = found.published() else { return };
    assert_eq!(Some(u64::from(published.stage.level.number())), expected["stage"].as_u64());
    if let Some(index) = expected.get("evidence_index").and_then(Value::as_f64) {
        let proof = found.proof.expect("a published cell has answers");
        assert!((100.0 * proof / 3.0 - index).abs() < 0.05, "{name}: proof {proof}");
    }
    if let Some(capped) = expected.get("proof_capped_score") {
        check_tenths(published.supported.map(|score| score.published), capped, name);
    }
    if let Some(unsupported) = expected.get("unsupported") {
        let ids: Vec<&str> =
            found.unsupported.iter().map(|&q| assessed.questionnaire[q].id.as_str()).collect();
        assert_eq!(*unsupported, serde_json::json!(ids), "{name}");
    }
}

fn check_overall(assessed: &Assessed, expected: &Value) {
    let overall = &assessed.scores.overall;
    assert_eq!(overall.status.name(), expected["status"]);
    let (prevention, resolution) = (&overall.prevention, &overall.resolution);
    check_score(prevention.score, &expected["prevention"], &expected["prevention_exact"], "P");
    check_score(resolution.score, &expected["resolution"], &expected["resolution_exact"], "R");
    check_score(overall.gap, &expected["gap"], &expected["gap_exact"], "gap");
    let stage =
        |lens: Lens| overall.lens(lens).stage.as_ref().map(|stage| u64::from(stage.level.number()));
    assert_eq!(stage(Lens::Prevention), expected["prevention_stage"].as_u64());
    assert_eq!(stage(Lens::Resolution), expected["resolution_stage"].as_u64());
    if let Some(used) = expected.get("dimensions_used") {
        let paired: Vec<&str> =
            overall.paired.iter().map(|&d| assessed.questionnaire[d].id.as_str()).collect();
        assert_eq!(*used, serde_json::json!(paired));
    }
    if let Some(bounds) = expected.get("bounds") {
        check_bounds(prevention.bounds, &bounds["prevention"]);
        check_bounds(resolution.bounds, &bounds["resolution"]);
        check_bounds(overall.gap_bounds, &bounds["gap"]);
    }
}

#[track_caller]
fn check_bounds(found: Option<Bounds>, expected: &Value) {
    check_tenths(found.map(|b| b.lower.published), &expected[0], "lower");
    check_tenths(found.map(|b| b.upper.published), &expected[1], "upper");
}

#[track_caller]
fn check_tenths(found: Option<Tenths>, expected: &Value, what: &str) {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => close(found.value(), expected, what),
        (found, expected) => assert_eq!(found.is_some(), expected.is_some(), "{what}"),
    }
}

#[track_caller]
fn check_score(
    found: Option<prevention_gap::model::Score>,
    published: &Value,
    exact: &Value,
    what: &str,
) {
    check_tenths(found.map(|score| score.published), published, what);
    if let (Some(found), Some(fraction)) = (found, exact.as_str()) {
        let (above, below) = fraction.split_once('/').expect("a fraction");
        let parse = |text: &str| text.parse::<f64>().expect("a number");
        close(found.exact, parse(above) / parse(below), what);
    }
}

/// The example of the documentation of `scoring`, worked there by hand.
#[test]
fn the_documented_example_comes_out() {
    let question = |id: &str, lens, answer| Asked {
        id: id.to_owned(),
        dimension: "ownership".to_owned(),
        lens,
        weight: 1,
        answer,
    };
    let level = |level| Said::Level(level, None);
    let mut case = Case {
        dimensions: vec![("ownership".to_owned(), 1)],
        questions: vec![
            question("p1", Lens::Prevention, level(2)),
            question("p2", Lens::Prevention, level(2)),
            question("p3", Lens::Prevention, level(4)),
            question("r1", Lens::Resolution, level(4)),
            question("r2", Lens::Resolution, level(4)),
        ],
    };
    let tenths = |score: Option<prevention_gap::model::Score>| score.map(|s| s.published.tenths());
    let overall = case.assess().scores.overall;
    assert_eq!(tenths(overall.prevention.score), Some(417));
    assert_eq!(tenths(overall.resolution.score), Some(750));
    assert_eq!(tenths(overall.gap), Some(333));

    case.questions[2].answer = Said::NotReached;
    let assessed = case.assess();
    let cell = assessed.scores.cell(assessed.dimension("ownership"), Lens::Prevention);
    let bounds = cell.bounds.expect("something applies");
    assert_eq!(cell.coverage().map(|c| c.published.tenths()), Some(667));
    assert_eq!(tenths(cell.score()), Some(250));
    assert_eq!((bounds.lower.published.tenths(), bounds.upper.published.tenths()), (167, 500));
}

// ---- Laws ----

fn an_answer() -> impl Strategy<Value = Said> {
    let proof = prop_oneof![
        Just(None),
        Just(Some("said")),
        Just(Some("example")),
        Just(Some("documented")),
        Just(Some("measured")),
    ];
    prop_oneof![
        8 => (1..=5_u8, proof).prop_map(|(level, proof)| Said::Level(level, proof)),
        1 => Just(Said::NotApplicable),
        1 => Just(Said::Unknown),
        1 => Just(Said::Skipped),
        1 => Just(Said::NotReached),
    ]
}

/// One to three dimensions with one to four questions a lens.
pub(crate) fn a_case() -> impl Strategy<Value = Case> {
    let cell = || prop::collection::vec((1..=9_u32, an_answer()), 1..=4);
    let dimension = (1..=9_u32, cell(), cell());
    prop::collection::vec(dimension, 1..=3).prop_map(|dimensions| {
        let mut case = Case { dimensions: Vec::new(), questions: Vec::new() };
        for (number, (weight, prevention, resolution)) in dimensions.into_iter().enumerate() {
            let id = format!("d{number}");
            for (lens, cell) in [(Lens::Prevention, prevention), (Lens::Resolution, resolution)] {
                for (position, (weight, answer)) in cell.into_iter().enumerate() {
                    case.questions.push(Asked {
                        id: format!("{id}-{}{position}", &lens.name()[..1]),
                        dimension: id.clone(),
                        lens,
                        weight,
                        answer,
                    });
                }
            }
            case.dimensions.push((id, weight));
        }
        case
    })
}

/// Every number of an assessment by name, so that two can be compared.
fn numbers(assessed: &Assessed) -> HashMap<String, f64> {
    let mut numbers = HashMap::new();
    let mut put = |name: String, value: Option<f64>| {
        if let Some(value) = value {
            numbers.insert(name, value);
        }
    };
    for dimension in assessed.questionnaire.dimension_positions() {
        let id = &assessed.questionnaire[dimension].id;
        put(format!("{id} gap"), assessed.scores.dimension(dimension).gap.map(|g| g.exact));
        for lens in Lens::ALL {
            let cell = assessed.scores.cell(dimension, lens);
            put(format!("{id} {lens}"), cell.score().map(|score| score.exact));
            put(format!("{id} {lens} lower"), cell.bounds.map(|b| b.lower.exact));
            put(format!("{id} {lens} upper"), cell.bounds.map(|b| b.upper.exact));
            put(format!("{id} {lens} coverage"), cell.coverage().map(|c| c.exact));
        }
    }
    put_overall(&assessed.scores.overall, &mut put);
    for question in assessed.questionnaire.question_positions() {
        let moves = assessed.scores.moves(question);
        let moves = (moves > 0.0).then_some(moves);
        put(format!("moves {}", assessed.questionnaire[question].id), moves);
    }
    numbers
}

fn put_overall(overall: &Overall, put: &mut impl FnMut(String, Option<f64>)) {
    put("gap".to_owned(), overall.gap.map(|gap| gap.exact));
    put("coverage".to_owned(), overall.coverage.map(|c| c.exact));
    for lens in Lens::ALL {
        let of = overall.lens(lens);
        put(lens.name().to_owned(), of.score.map(|score| score.exact));
        put(format!("{lens} lower"), of.bounds.map(|b| b.lower.exact));
        put(format!("{lens} upper"), of.bounds.map(|b| b.upper.exact));
    }
}

fn assert_same(left: &HashMap<String, f64>, right: &HashMap<String, f64>) {
    let mut names: Vec<&String> = left.keys().chain(right.keys()).collect();
    names.sort();
    for name in names {
        match (left.get(name), right.get(name)) {
            (Some(a), Some(b)) => close(*a, *b, name),
            (a, b) => panic!("{name}: {a:?} and {b:?}"),
        }
    }
}

fn statuses(assessed: &Assessed) -> Vec<&'static str> {
    let cells = assessed.questionnaire.dimension_positions().flat_map(|dimension| {
        Lens::ALL.map(|lens| assessed.scores.cell(dimension, lens).status.name())
    });
    cells.collect()
}

/// Every way in which the open questions could be answered lies between
/// "all 1" and "all 5", so these two and one mixed way stand for all.
fn completions(case: &Case) -> impl Iterator<Item = Case> + '_ {
    let fills: [fn(usize) -> u8; 3] = [|_| 1, |_| 5, |n| [1, 2, 3, 4, 5][n % 5]];
    fills.into_iter().map(|fill| {
        let mut complete = case.clone();
        for (number, question) in complete.questions.iter_mut().enumerate() {
            if matches!(question.answer, Said::Unknown | Said::Skipped | Said::NotReached) {
                question.answer = Said::Level(fill(number), None);
            }
        }
        complete
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..Default::default() })]

    #[test]
    fn not_applicable_is_as_if_the_question_were_deleted(case in a_case()) {
        let mut deleted = case.clone();
        deleted.questions.retain(|q| q.answer != Said::NotApplicable);
        let has_both_lenses = case.dimensions.iter().all(|(id, _)| {
            Lens::ALL.iter().all(|&lens| {
                deleted.questions.iter().any(|q| q.dimension == *id && q.lens == lens)
            })
        });
        prop_assume!(has_both_lenses);
        let (with, without) = (case.assess(), deleted.assess());
        // Whether a score is published may change: the number of questions
        // that are defined counts.
        prop_assume!(statuses(&with) == statuses(&without));
        assert_same(&numbers(&with), &numbers(&without));
    }

    #[test]
    fn the_order_of_questions_changes_nothing(case in a_case()) {
        let mut turned = case.clone();
        turned.questions.reverse();
        turned.dimensions.reverse();
        assert_same(&numbers(&case.assess()), &numbers(&turned.assess()));
    }

    #[test]
    fn weights_times_a_constant_change_nothing(case in a_case(), times in 2..=11_u32) {
        let mut heavier = case.clone();
        heavier.questions.iter_mut().for_each(|question| question.weight *= times);
        heavier.dimensions.iter_mut().for_each(|(_, weight)| *weight *= times);
        assert_same(&numbers(&case.assess()), &numbers(&heavier.assess()));
    }

    #[test]
    fn proof_changes_no_score(case in a_case()) {
        let mut bare = case.clone();
        for question in &mut bare.questions {
            if let Said::Level(level, _) = question.answer {
                question.answer = Said::Level(level, None);
            }
        }
        assert_same(&numbers(&case.assess()), &numbers(&bare.assess()));
    }

    #[test]
    fn a_better_prevention_answer_raises_prevention_by_what_it_moves(case in a_case()) {
        let before = case.assess();
        for (position, question) in case.questions.iter().enumerate() {
            let Said::Level(level @ 1..=4, proof) = question.answer else { continue };
            let mut better = case.clone();
            better.questions[position].answer = Said::Level(level + 1, proof);
            let after = better.assess();
            let moves = before.scores.moves(before.question(&question.id));
            let exact = |assessed: &Assessed, lens| {
                assessed.scores.overall.lens(lens).score.map(|score| score.exact)
            };
            let (Some(was), Some(is)) = (exact(&before, question.lens), exact(&after, question.lens))
            else { continue };
            close(is - was, moves, &question.id);
            let gap = |a: &Assessed| a.scores.overall.gap.expect("there are scores").exact;
            let sign = if question.lens == Lens::Prevention { -1.0 } else { 1.0 };
            close(gap(&after) - gap(&before), sign * moves, &question.id);
        }
    }

    #[test]
    fn what_is_missing_to_100_adds_up(case in a_case()) {
        let assessed = case.assess();
        for lens in Lens::ALL {
            let Some(score) = assessed.scores.overall.lens(lens).score else { continue };
            let missing: f64 = case
                .questions
                .iter()
                .filter(|question| question.lens == lens)
                .map(|question| match question.answer {
                    Said::Level(level, _) => {
                        let moves = assessed.scores.moves(assessed.question(&question.id));
                        moves * f64::from(5 - level)
                    }
                    _ => 0.0,
                })
                .sum();
            close(100.0 - score.exact, missing, lens.name());
        }
    }

    #[test]
    fn bounds_contain_every_completion(case in a_case()) {
        let assessed = case.assess();
        for complete in completions(&case) {
            let complete = complete.assess();
            for dimension in assessed.questionnaire.dimension_positions() {
                for lens in Lens::ALL {
                    let Some(bounds) = assessed.scores.cell(dimension, lens).bounds else { continue };
                    for score in [&assessed, &complete]
                        .map(|a| a.scores.cell(dimension, lens).score())
                        .into_iter()
                        .flatten()
                    {
                        prop_assert!(bounds.lower.exact - SLACK <= score.exact);
                        prop_assert!(score.exact <= bounds.upper.exact + SLACK);
                    }
                }
            }
            for lens in Lens::ALL {
                let bounds = assessed.scores.overall.lens(lens).bounds;
                let all_paired = assessed.scores.overall.eligible == assessed.scores.overall.paired;
                if let (true, Some(bounds), Some(score)) =
                    (all_paired, bounds, complete.scores.overall.lens(lens).score)
                {
                    prop_assert!(bounds.lower.exact - SLACK <= score.exact);
                    prop_assert!(score.exact <= bounds.upper.exact + SLACK);
                }
            }
        }
    }

    #[test]
    fn both_ways_to_the_gap_agree_and_the_page_adds_up(case in a_case()) {
        let assessed = case.assess();
        let overall = &assessed.scores.overall;
        let (Some(p), Some(r), Some(gap)) =
            (overall.prevention.score, overall.resolution.score, overall.gap)
        else { return Ok(()) };
        prop_assert_eq!(gap.published, r.published - p.published);
        let weight = |d: DimensionIx| f64::from(assessed.questionnaire[d].weight);
        let total: f64 = overall.paired.iter().map(|&d| weight(d)).sum();
        let by_dimension: f64 = overall
            .paired
            .iter()
            .map(|&d| weight(d) * assessed.scores.dimension(d).gap.expect("paired").exact)
            .sum();
        close(by_dimension / total, gap.exact, "gap");
    }

    #[test]
    fn all_worst_is_0_and_all_best_is_100(case in a_case(), best in any::<bool>()) {
        let mut same = case;
        let level = if best { 5 } else { 1 };
        same.questions.iter_mut().for_each(|question| question.answer = Said::Level(level, None));
        let overall = same.assess().scores.overall;
        let expected = if best { Tenths::HUNDRED } else { Tenths::ZERO };
        prop_assert_eq!(overall.prevention.score.map(|s| s.published), Some(expected));
        prop_assert_eq!(overall.resolution.score.map(|s| s.published), Some(expected));
        prop_assert_eq!(overall.gap.map(|s| s.published), Some(Tenths::ZERO));
    }

    #[test]
    fn every_open_answer_is_named_and_no_advice_lowers_resolution(case in a_case()) {
        let assessed = case.assess();
        let open = case.questions.iter().filter(|question| {
            matches!(question.answer, Said::Unknown | Said::Skipped | Said::NotReached)
        });
        prop_assert_eq!(open.count(), assessed.findings.answer_first.len());
        let findings = &assessed.findings;
        for action in findings.prevention_actions.iter().chain(&findings.resolution_actions) {
            let step = Tenths::whole(action.to.number().into()) - action.from;
            prop_assert!(step >= Tenths::new(5), "{} to {}", action.from, action.to);
            if let Worth::Points(points) = action.worth {
                prop_assert!(points >= Tenths::ZERO);
            }
        }
    }
}
