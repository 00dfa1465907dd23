//! Strengths, promises and checklists, filled from answers.

use crate::support::{Assessed, HEAD, assess};

/// One dimension with four prevention and two resolution questions, two
/// promises and a checklist of three signs.
fn listed(answers: &str) -> Assessed {
    let question = |id: &str, lens: &str| {
        format!(
            "      - {{ id: {id}, lens: {lens}, title: T {id}, ask: \"Q {id}?\", \
             anchors: [a {id}, b {id}, c {id}, d {id}, e {id}] }}\n"
        )
    };
    let prevention: String =
        ["one", "two", "three", "four"].map(|id| question(id, "prevention")).concat();
    let resolution: String = ["five", "six"].map(|id| question(id, "resolution")).concat();
    let questionnaire = format!(
        "{HEAD}profile:\n  - id: promises\n    ask: \"What do you promise?\"\n    kind: choices\n    \
         choices:\n      - {{ id: speed, title: Speed, rests_on: [one, two] }}\n      \
         - {{ id: clarity, title: Clarity, rests_on: [three] }}\n      \
         - {{ id: care, title: Care, rests_on: [four] }}\n\
         dimensions:\n  - id: own\n    title: own\n    questions:\n{prevention}{resolution}\
         checklists:\n  - id: signs\n    title: Signs\n    rows:\n      \
         - {{ ask: \"Late?\", questions: [one, two] }}\n      \
         - {{ ask: \"Round?\", questions: [three] }}\n      \
         - {{ ask: \"Again?\", questions: [four] }}\n"
    );
    let answers = format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\n\
         date: 2026-10-14\n{answers}"
    );
    assess(&questionnaire, &answers)
}

fn id(assessed: &Assessed, question: prevention_gap::model::QuestionIx) -> String {
    assessed.questionnaire[question].id.to_string()
}

#[track_caller]
fn check_strengths(answers: &str, expected: &[&str]) {
    let assessed = listed(answers);
    let found: Vec<String> =
        assessed.findings.strengths.iter().map(|&question| id(&assessed, question)).collect();
    assert_eq!(found, expected, "{answers}");
}

/// Documents support level 4 and figures level 5; the highest come first,
/// then the best proven, then the earlier question.
#[test]
fn strengths_are_high_answers_that_are_shown() {
    check_strengths(
        "answers:\n  one: { level: 4, proof: documented }\n  two: { level: 4, proof: measured }\n  \
         three: { level: 5, proof: documented }\n  four: { level: 5, proof: measured }\n  \
         five: { level: 4, proof: example }\n  six: { level: 3, proof: measured }\n",
        &["four", "two", "one"],
    );
    check_strengths(
        "answers:\n  five: { level: 4, proof: documented }\n  one: { level: 4, proof: documented }\n",
        &["one", "five"],
    );
    // Proof was not asked for, so nothing is shown.
    check_strengths("answers: { one: 5, two: 5 }\n", &[]);
}

#[track_caller]
fn check_promises(answers: &str, expected: &[(&str, Option<&str>)]) {
    let assessed = listed(answers);
    let promises = assessed.findings.promises.iter();
    let found: Vec<(usize, Option<String>)> = promises
        .map(|promise| (promise.choice, promise.weakest.map(|q| id(&assessed, q))))
        .collect();
    let choices = ["speed", "clarity", "care"];
    let expected: Vec<(usize, Option<String>)> = expected
        .iter()
        .map(|(choice, weakest)| {
            let choice = choices.iter().position(|known| known == choice).expect("it is a choice");
            (choice, weakest.map(str::to_owned))
        })
        .collect();
    assert_eq!(found, expected, "{answers}");
}

#[test]
fn a_promise_is_as_strong_as_the_weakest_answer_it_rests_on() {
    check_promises(
        "profile: { promises: [speed] }\nanswers: { one: 3, two: 2 }\n",
        &[("speed", Some("two"))],
    );
    // Of equal ones the first that the promise names; what is open is no level.
    check_promises(
        "profile: { promises: [speed] }\nanswers: { one: 2, two: 2 }\n",
        &[("speed", Some("one"))],
    );
    check_promises(
        "profile: { promises: [speed] }\nanswers: { one: unknown, two: 4 }\n",
        &[("speed", Some("two"))],
    );
    check_promises(
        "profile: { promises: [care, speed] }\nanswers: { one: 1, four: { not_applicable: no } }\n",
        &[("speed", Some("one")), ("care", None)],
    );
    check_promises("answers: { one: 1 }\n", &[]);
}

#[track_caller]
fn check_signs(answers: &str, expected: [(Option<&str>, &str); 3], showing: usize) {
    let assessed = listed(answers);
    let list = &assessed.findings.checklists[0];
    let found: Vec<(Option<String>, &str)> = list
        .rows
        .iter()
        .map(|row| (row.lowest.map(|q| id(&assessed, q)), row.sign.name()))
        .collect();
    let expected = expected.map(|(lowest, sign)| (lowest.map(str::to_owned), sign));
    assert_eq!(found, expected, "{answers}");
    assert_eq!(list.showing(), showing, "{answers}");
}

/// A row shows where one of its questions stands at level 2 or below.
#[test]
fn checklists_are_filled_from_answers() {
    check_signs(
        "answers: { one: 4, two: 2, three: 3, four: unknown }\n",
        [(Some("two"), "shows"), (Some("three"), "does not show"), (None, "not known")],
        1,
    );
    check_signs(
        "answers: { one: 1, three: 2, four: 1 }\n",
        [(Some("one"), "shows"), (Some("three"), "shows"), (Some("four"), "shows")],
        3,
    );
    check_signs("answers: { five: 1 }\n", [(None, "not known"); 3], 0);
}
