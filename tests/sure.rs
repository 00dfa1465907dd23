//! How sure, how robust and how thin: worked cases from an independent
//! implementation, from answers to results as JSON, with the questions of
//! version 1.0.0.

use prevention_gap::findings::{Assessed, Backed, Confidence, ConfidencePart};
use prevention_gap::report::{self, json};
use prevention_gap::yaml::{self, Catalog};
use serde_json::{Value, json};

fn catalog() -> Catalog {
    let mut catalog = Catalog::on_board();
    for text in [
        include_str!("definitions/prevention-gap-1.0.0.yaml"),
        include_str!("definitions/quick-check-1.0.0.yaml"),
    ] {
        catalog.add(yaml::read_questionnaire(text.as_bytes()).expect("it is sound").value);
    }
    catalog
}

/// An assessment, and its results.
fn assess(catalog: &Catalog, input: &Value) -> (Assessed, Value) {
    let read = |answers: &Value| {
        let text = answers.to_string();
        yaml::read_answers(text.as_bytes(), catalog).expect("they are sound").value
    };
    let answers: Vec<_> = input.as_array().expect("a list").iter().map(read).collect();
    let questionnaire = catalog.get(answers[0].questionnaire.as_str()).expect("it is known");
    let assessed = Assessed::new(questionnaire, &answers).expect("they can be tallied");
    let mut bytes = Vec::new();
    json::render_all(&[report::build(questionnaire, &assessed, &[])], &mut bytes)
        .expect("memory can be written");
    let [results] = serde_json::from_slice::<[Value; 1]>(&bytes).expect("they are JSON");
    (assessed, results)
}

#[test]
fn the_worked_cases_come_out() {
    let vectors: Value =
        serde_json::from_str(include_str!("vectors/order.json")).expect("the vectors are JSON");
    let cases = vectors["cases"].as_array().expect("there are cases");
    assert_eq!(cases.len(), 15);
    let catalog = catalog();
    for case in cases {
        let (assessed, results) = assess(&catalog, &case["input"]);
        let (name, expected) = (case["name"].as_str().expect("a name"), &case["expect"]);
        let confidence = assessed.findings.confidence.expect("there are scores");
        check_confidence(&confidence, &expected["how_sure"], name);
        check_results(&results, expected, name);
    }
}

fn check_confidence(confidence: &Confidence, expected: &Value, name: &str) {
    let part = |part: ConfidencePart| match part {
        ConfidencePart::Backed => "backed",
        ConfidencePart::Answered => "answered",
        ConfidencePart::Agreed => "agreed",
    };
    let decided: Vec<&str> = confidence.decided_by().into_iter().map(part).collect();
    assert_eq!(json!(decided), expected["decided_by"], "{name}");
    let Backed::Known { share, shown } = confidence.backed else {
        panic!("{name}: proof is there")
    };
    assert_eq!(json!([share.questions, share.of]), expected["backed"], "{name}");
    assert_eq!(json!(shown.questions), expected["shown"], "{name}");
    assert_eq!(json!(confidence.answered.percent()), expected["answered_percent"], "{name}");
}

fn check_results(results: &Value, expected: &Value, name: &str) {
    assert_eq!(results["rules"], 2);
    let overall = &results["overall"];
    for lens in ["prevention", "resolution"] {
        assert_eq!(overall[lens]["score"], expected[lens], "{name}: {lens}");
    }
    let (found, sure) = (&overall["confidence"], &expected["how_sure"]);
    assert_eq!(found["level"], sure["word"], "{name}");
    for part in ["answered", "backed", "agreed"] {
        assert_eq!(found["parts"][part]["word"], sure["parts"][part], "{name}: {part}");
    }
    assert_eq!(overall["robustness"], expected["robustness"], "{name}");
    assert_eq!(json!(thin(results)), *expected.get("thin").unwrap_or(&json!([])), "{name}");
}

/// The cells that rest on one answer: "ownership.resolution".
fn thin(results: &Value) -> Vec<String> {
    let mut thin = Vec::new();
    for dimension in results["dimensions"].as_array().expect("a list") {
        for lens in ["prevention", "resolution"] {
            if dimension[lens]["thin"] == true {
                thin.push(format!("{}.{lens}", dimension["id"].as_str().expect("an id")));
            }
        }
    }
    thin.sort();
    thin
}
