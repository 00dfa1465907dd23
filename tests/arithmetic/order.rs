//! The order of actions: worked cases of an independent implementation, and
//! the laws that hold for any answers.

use prevention_gap::findings::{Assessed, PlannedAction, Start, Worth};
use prevention_gap::model::{DimensionIx, QuestionIx, Questionnaire, Tenths};
use prevention_gap::yaml::{self, Catalog};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::scores::a_case;
use super::support::{Case, Said};

/// The questionnaires of version 1.0.0, which the worked cases are for.
fn first_version() -> Catalog {
    let mut catalog = Catalog::on_board();
    for text in [
        include_str!("../definitions/prevention-gap-1.0.0.yaml"),
        include_str!("../definitions/quick-check-1.0.0.yaml"),
    ] {
        catalog.add(yaml::read_questionnaire(text.as_bytes()).expect("it is sound").value);
    }
    catalog
}

fn assessed<'c>(catalog: &'c Catalog, answers: &[Value]) -> (&'c Questionnaire, Assessed) {
    let read = |answers: &Value| {
        let text = answers.to_string();
        let read = yaml::read_answers(text.as_bytes(), catalog);
        read.unwrap_or_else(|found| panic!("{found:#?}\n{text}")).value
    };
    let answers: Vec<_> = answers.iter().map(read).collect();
    let questionnaire = catalog.get(answers[0].questionnaire.as_str()).expect("it is known");
    (questionnaire, Assessed::new(questionnaire, &answers).expect("they can be tallied"))
}

fn tenths(value: Tenths) -> Value {
    json!(value.value())
}

/// An action as the worked cases write it.
fn written(questionnaire: &Questionnaire, action: &PlannedAction) -> Value {
    let id = |question: QuestionIx| questionnaire[question].id.to_string();
    let points = match action.worth {
        Worth::Points(points) | Worth::Once(points, _) => tenths(points),
        Worth::Nothing => Value::Null,
    };
    json!({
        "place": action.place,
        "tied": action.tied,
        "question": id(action.question),
        "level": tenths(action.from),
        "to": action.to.number(),
        "cell": tenths(action.keys.cell),
        "effort": action.keys.effort,
        "points": points,
        "verify_first": action.is_unproven,
        "waits_for": action.waits_for.iter().map(|&need| id(need)).collect::<Vec<_>>(),
    })
}

#[test]
fn worked_cases_come_out() {
    let vectors: Value =
        serde_json::from_str(include_str!("../vectors/order.json")).expect("the vectors are JSON");
    let cases = vectors["cases"].as_array().expect("there are cases");
    assert_eq!(cases.len(), 15);
    let catalog = first_version();
    for case in cases {
        let answers = case["input"].as_array().expect("there are answers");
        let (questionnaire, assessed) = assessed(&catalog, answers);
        check_case(case, questionnaire, &assessed);
        let backwards: Vec<Value> = answers.iter().rev().cloned().collect();
        assert_eq!(self::assessed(&catalog, &backwards).1.findings, assessed.findings);
    }
}

#[track_caller]
fn check_case(case: &Value, questionnaire: &Questionnaire, assessed: &Assessed) {
    let (name, expected, findings) = (&case["name"], &case["expect"], &assessed.findings);
    let actions = &findings.prevention_actions;
    assert_eq!(json!(actions.len()), expected["actions"], "{name}");
    let first_five: Vec<Value> =
        actions.iter().take(5).map(|action| written(questionnaire, action)).collect();
    assert_eq!(json!(first_five), expected["first_five"], "{name}");
    let start = match findings.start {
        Some(Start::With(question)) => json!(questionnaire[question].id.as_str()),
        Some(Start::ByVerifying(_)) | None => Value::Null,
    };
    assert_eq!(start, expected["start_here"], "{name}");
    let Some(resolution) = expected["resolution_first_three"].as_array() else { return };
    for (action, expected) in findings.resolution_actions.iter().zip(resolution) {
        let found = written(questionnaire, action);
        for key in ["place", "question", "to", "points"] {
            assert_eq!(found[key], expected[key], "{name}: {key}");
        }
    }
}

/// The demo has a decision on its first action.
#[test]
fn the_next_to_decide_comes_after_the_first() {
    let catalog = first_version();
    let text = include_str!("../definitions/larkfield-1.0.0.yaml");
    let answers = yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value;
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[answers]).expect("one respondent");
    let next = assessed.findings.next_to_decide.expect("the first is decided");
    assert_eq!(questionnaire[next].id.as_str(), "dat-tell-once");
    // The seat in planning stands at level 3, which is only said.
    let seat = questionnaire.find_question("int-planning-seat").expect("it is asked");
    let mut actions = assessed.findings.prevention_actions.iter();
    let seat = actions.find(|action| action.question == seat).expect("level 3 has an action");
    assert_eq!((seat.place, seat.is_unproven), (19, true));
}

// ---- Laws ----

/// Questions of the prevention actions in order, each with its points.
fn order(assessed: &super::support::Assessed) -> Vec<(QuestionIx, Worth)> {
    let actions = assessed.findings.prevention_actions.iter();
    actions.map(|action| (action.question, action.worth.clone())).collect()
}

fn position(order: &[(QuestionIx, Worth)], question: QuestionIx) -> Option<usize> {
    order.iter().position(|(other, _)| *other == question)
}

fn with_answer(case: &Case, at: usize, answer: Said) -> Case {
    let mut changed = case.clone();
    changed.questions[at].answer = answer;
    changed
}

proptest! {
    #[test]
    fn raising_an_answer_never_moves_its_own_action_forward(
        case in a_case(), pick in any::<prop::sample::Index>()
    ) {
        let at = pick.index(case.questions.len());
        let Said::Level(level @ 1..=4, proof) = case.questions[at].answer else { return Ok(()) };
        let before = case.assess();
        let question = before.question(&case.questions[at].id);
        let after = order(&with_answer(&case, at, Said::Level(level + 1, proof)).assess());
        // From 4.5 up there is no action.
        let Some(now) = position(&after, question) else { return Ok(()) };
        let then = position(&order(&before), question);
        prop_assert!(then.is_none_or(|then| then <= now), "{then:?} to {now}");
    }

    #[test]
    fn an_open_question_that_becomes_known_changes_no_other(
        case in a_case(), pick in any::<prop::sample::Index>(), level in 1u8..=5
    ) {
        let at = pick.index(case.questions.len());
        let is_open = matches!(
            case.questions[at].answer,
            Said::Unknown | Said::Skipped | Said::NotReached
        );
        if !is_open { return Ok(()) }
        let before = case.assess();
        let own = before.question(&case.questions[at].id);
        let after = with_answer(&case, at, Said::Level(level, None)).assess();
        let points = |of: &[(QuestionIx, Worth)]| -> Vec<(QuestionIx, Tenths)> {
            let mut points: Vec<_> = of
                .iter()
                .filter(|(question, _)| *question != own)
                .map(|(question, worth)| (*question, tenths_of(worth)))
                .collect();
            points.sort();
            points
        };
        prop_assert_eq!(points(&order(&before)), points(&order(&after)));
        let dimension: DimensionIx = before.questionnaire[own].dimension;
        let elsewhere = |of: &super::support::Assessed| -> Vec<QuestionIx> {
            let questions = order(of).into_iter().map(|(question, _)| question);
            let is_elsewhere = |question: &QuestionIx| of.questionnaire[*question].dimension != dimension;
            questions.filter(is_elsewhere).collect()
        };
        prop_assert_eq!(elsewhere(&before), elsewhere(&after));
    }

    #[test]
    fn proof_moves_no_action(
        case in a_case(), pick in any::<prop::sample::Index>(),
        proof in prop::sample::select(vec!["said", "example", "documented", "measured"])
    ) {
        let at = pick.index(case.questions.len());
        let Said::Level(level, _) = case.questions[at].answer else { return Ok(()) };
        let after = with_answer(&case, at, Said::Level(level, Some(proof)));
        prop_assert_eq!(order(&case.assess()), order(&after.assess()));
    }

    /// One interview with everything answered: `Σ points a level · (5 − m)` is
    /// 100 − P.
    #[test]
    fn points_add_up_to_what_is_missing(case in a_case()) {
        let mut case = case;
        for question in &mut case.questions {
            if !matches!(question.answer, Said::Level(..)) {
                question.answer = Said::Level(2, None);
            }
        }
        let assessed = case.assess();
        let score = assessed.scores.overall.prevention.score.expect("all is answered");
        let missing: f64 = case
            .questions
            .iter()
            .filter(|question| question.lens == prevention_gap::model::Lens::Prevention)
            .map(|question| {
                let Said::Level(level, _) = question.answer else { return 0.0 };
                let ix = assessed.question(&question.id);
                let a_level = prevention_gap::scoring::points_of_a_level(
                    &assessed.questionnaire, &assessed.scores, ix,
                );
                a_level.expect("every dimension is eligible") * f64::from(5 - level)
            })
            .sum();
        prop_assert!((missing - (100.0 - score.exact)).abs() < 1e-6, "{missing}");
    }
}

fn tenths_of(worth: &Worth) -> Tenths {
    match worth {
        Worth::Points(points) | Worth::Once(points, _) => *points,
        Worth::Nothing => Tenths::ZERO,
    }
}
