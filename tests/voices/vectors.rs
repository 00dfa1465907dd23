//! Worked cases from independent implementations, through the whole pipeline.

use prevention_gap::findings::Assessed;
use prevention_gap::model::{Lens, Questionnaire};
use prevention_gap::tally::Anonymity;
use serde_json::Value;

use crate::support::{Asked, Person, Said, assess, questionnaire};

const ROLES: [&str; 3] = ["leader", "frontline", "manager"];

fn cases(text: &str, expected_count: usize) -> Vec<Value> {
    let vectors: Value = serde_json::from_str(text).expect("the vectors are JSON");
    let cases = vectors["cases"].as_array().expect("there are cases").clone();
    assert_eq!(cases.len(), expected_count);
    cases
}

fn role(name: &Value) -> usize {
    ROLES.iter().position(|role| name == role).expect("a role of the cases")
}

fn said(answer: Option<&Value>) -> Said {
    match answer {
        Some(Value::Number(level)) => {
            Said::Level(u8::try_from(level.as_u64().expect("a level")).expect("1 to 5"))
        }
        Some(Value::String(word)) if word == "na" => Said::NotApplicable,
        Some(Value::String(_)) => Said::Unknown,
        Some(Value::Null) | None => Said::NotReached,
        Some(other) => panic!("no answer: {other}"),
    }
}

#[track_caller]
fn near(found: Option<f64>, expected: &Value, what: &str) {
    match (found, expected.as_f64()) {
        (None, None) => {}
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() <= 1e-6, "{what}: {found}, not {expected}");
        }
        (found, expected) => panic!("{what}: {found:?}, not {expected:?}"),
    }
}

/// One question, twice in each lens so that the cells are published.
#[test]
fn one_question_of_several_respondents() {
    for case in cases(include_str!("../vectors/multi_respondent.json"), 6) {
        let (name, input, expected) = (case["name"].as_str(), &case["input"], &case["expected"]);
        let name = name.expect("a name");
        let weights: [u32; 3] = ROLES.map(|role| {
            let weight = input["role_weights"][role].as_u64();
            weight.map_or(1, |weight| u32::try_from(weight).expect("it is small"))
        });
        let questions = ["prevention", "resolution"]
            .map(|lens| Asked::new(&format!("q-{}", &lens[..1]), "one", lens, 1));
        let questionnaire = questionnaire(&questions, weights);
        let people: Vec<Person> = input["answers"]
            .as_array()
            .expect("a list")
            .iter()
            .zip(input["roles"].as_array().expect("a list"))
            .map(|(answer, name)| Person { role: role(name), said: vec![said(Some(answer)); 2] })
            .collect();
        named(name, &questionnaire, &people, expected);
        anonymous(name, &questionnaire, &people, expected);
    }
}

/// The means, before anything is hidden.
fn named(name: &str, questionnaire: &Questionnaire, people: &[Person], expected: &Value) {
    let assessed = assess(questionnaire, people, false);
    let tally = &assessed.tally.questions[0];
    assert_eq!(u64::from(tally.answered()), expected["n_answered"], "{name}");
    assert_eq!(u64::from(tally.all.not_applicable), expected["n_na"], "{name}");
    assert_eq!(u64::from(tally.all.missing()), expected["n_missing"], "{name}");
    assert_eq!(!tally.applies(), expected["organisation_na"], "{name}");
    near(tally.pooled_mean(), &expected["pooled_mean_level"], name);
    near(tally.mean(), &expected["role_balanced_mean_level"], name);
    let pooled = assessed.voices.as_ref().and_then(|voices| {
        voices.pooled.as_ref()?.dimensions[0].prevention.score().map(|score| score.exact)
    });
    let score = assessed.scores.dimensions[0].prevention.score().map(|score| score.exact);
    near(pooled.or(score), &expected["pooled_score"], name);
    if let Some(voices) = &assessed.voices {
        let (_, question) = voices.each_question().next().expect("there is one");
        assert_eq!(question.split, expected["split"], "{name}");
    }
}

/// Which roles are told apart, and whether the whole is shown.
fn anonymous(name: &str, questionnaire: &Questionnaire, people: &[Person], expected: &Value) {
    let assessed = assess(questionnaire, people, true);
    let shown = assessed.tally.questions[0].answered() > 0;
    assert_eq!(shown, expected["total_shown"], "{name}");
    // Of fewer than five people in all it is not even told who they are.
    let Anonymity::Anonymous { hidden, .. } = &assessed.tally.anonymity else {
        assert!(
            assessed.tally.anonymity.is_withheld() && assessed.tally.roles.is_empty(),
            "{name}"
        );
        return;
    };
    let mut hidden: Vec<&str> =
        hidden.iter().flatten().map(|&role| questionnaire[role].id.as_str()).collect();
    hidden.sort_unstable();
    let listed = |key: &str| -> Vec<String> {
        let list = expected[key].as_array().expect("a list");
        list.iter().map(|role| role.as_str().expect("a role").to_owned()).collect()
    };
    assert_eq!(hidden, listed("roles_hidden"), "{name}");
}

#[test]
fn leaders_minus_frontline() {
    for case in cases(include_str!("../vectors/perception_gap.json"), 4) {
        let (name, input, expected) = (case["name"].as_str(), &case["input"], &case["expected"]);
        let name = name.expect("a name");
        let asked = input["questions"].as_array().expect("a list");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let questions: Vec<Asked> = asked
            .iter()
            .map(|q| Asked {
                id: text(&q["id"]),
                dimension: text(&q["dim"]),
                lens: text(&q["lens"]),
                weight: u32::try_from(q["weight"].as_u64().expect("a weight")).expect("small"),
            })
            .collect();
        let questionnaire = questionnaire(&questions, [1, 1, 1]);
        let person = |respondent: &Value| Person {
            role: role(&respondent["role"]),
            said: questions.iter().map(|q| said(respondent["answers"].get(&q.id))).collect(),
        };
        let people: Vec<Person> =
            input["respondents"].as_array().expect("a list").iter().map(person).collect();
        let assessed = assess(&questionnaire, &people, false);
        check_perception(name, &questionnaire, &assessed, expected);
    }
}

fn check_perception(
    name: &str,
    questionnaire: &Questionnaire,
    assessed: &Assessed,
    expected: &Value,
) {
    let perception = assessed.voices.as_ref().and_then(|voices| voices.perception.as_ref());
    let perception = perception.expect("both sides answered");
    assert_eq!(perception.tests as u64, expected["tests"], "{name}");
    assert_eq!(perception.any_claim_possible, expected["any_claim_possible"], "{name}");
    for (cell, expected) in expected["cells"].as_object().expect("cells") {
        let what = format!("{name}, {cell}");
        let (dimension, lens) = cell.split_once('/').expect("a dimension and a lens");
        let dimension = questionnaire.find_dimension(dimension);
        let lens = Lens::from_name(lens).expect("a lens");
        let row = perception.row(dimension, lens).expect("it is compared");
        assert_eq!(row.leaders_count as u64, expected["n_leader"], "{what}");
        assert_eq!(row.frontline_count as u64, expected["n_frontline"], "{what}");
        near(Some(row.leaders), &expected["mean_leader"], &what);
        near(Some(row.frontline), &expected["mean_frontline"], &what);
        near(Some(row.difference), &expected["difference"], &what);
        near(row.cliffs_delta, &expected["cliffs_delta"], &what);
        near(row.p, &expected["p_permutation"], &what);
        near(row.p_holm, &expected["p_holm"], &what);
        near(row.p_floor, &expected["p_floor"], &what);
        near(row.interval.map(|i| i.lower), &expected["welch_ci95"][0], &what);
        near(row.interval.map(|i| i.upper), &expected["welch_ci95"][1], &what);
    }
}
