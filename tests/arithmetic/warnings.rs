//! Warnings: what should be looked at before anybody decides on it.

use std::fmt::Write as _;

use prevention_gap::findings::Warning;
use prevention_gap::model::Lens;

use crate::support::{Asked, Assessed, Case, HEAD, Said, assess};

/// One dimension, half prevention and half resolution.
fn assessed(answers: &[Said]) -> Assessed {
    let asked = |(n, answer): (usize, &Said)| Asked {
        id: format!("q{n}"),
        dimension: "own".to_owned(),
        lens: Lens::ALL[n % 2],
        weight: 1,
        answer: answer.clone(),
    };
    let questions = answers.iter().enumerate().map(asked).collect();
    Case { dimensions: vec![("own".to_owned(), 1)], questions }.assess()
}

#[track_caller]
fn check(answers: &[Said], expected: &[&str]) {
    let warnings = assessed(answers).findings.warnings;
    let found: Vec<&str> = warnings
        .iter()
        .map(|warning| match warning {
            Warning::AllTheSame { .. } => "same",
            Warning::HighWithoutProof { .. } => "high",
            Warning::CentreOwnsMost(_) => "centre",
        })
        .collect();
    assert_eq!(found, expected);
}

fn with(level: u8, proof: &'static str) -> Said {
    Said::Level(level, Some(proof))
}

#[test]
fn eight_equal_answers_are_no_coincidence() {
    let three = |n| vec![with(3, "example"); n];
    check(&three(8), &["same"]);
    check(&three(7), &[]);
    // What is open is no answer; one other level is enough.
    check(&[three(8), vec![Said::Unknown]].concat(), &["same"]);
    check(&[three(8), vec![with(2, "example")]].concat(), &[]);
}

/// The mean level is 4 or more, and the mean proof below 1 (an example).
#[test]
fn high_answers_want_proof() {
    let bare = |level| Said::Level(level, None);
    check(&[bare(4), bare(4)], &["high"]);
    check(&[bare(5), bare(3)], &["high"]);
    check(&[bare(5), bare(2)], &[]);
    // (0 + 1)/2 is below 1; (0 + 2)/2 is not.
    check(&[with(4, "said"), with(4, "example")], &["high"]);
    check(&[with(4, "said"), with(4, "documented")], &[]);
    check(&vec![with(4, "said"); 8], &["same", "high"]);
    check(&[Said::Unknown, Said::Unknown], &[]);
}

/// Prevention questions at level 2, each with an action; the first ones are
/// the contact centre's own. Resolution stands at 75, so it has no actions.
#[track_caller]
fn check_share(by_centre: usize, of: usize, warned: bool) {
    let question = |id: &str, lens: &str, rest: &str| {
        format!(
            "      - {{ id: {id}, lens: {lens}, title: T {id}, ask: \"Q {id}?\", \
             anchors: [a {id}, b {id}, c {id}, d {id}, e {id}], \
             action: {{ title: Do {id}, effort: 2{rest} }} }}\n"
        )
    };
    let mut text = format!("{HEAD}dimensions:\n  - id: own\n    title: own\n    questions:\n");
    let mut answers = String::new();
    for n in 0..of {
        let centre = if n < by_centre { ", by_centre: true" } else { "" };
        text.push_str(&question(&format!("p{n}"), "prevention", centre));
        write!(answers, " p{n}: 2,").expect("a string takes any text");
    }
    text.push_str(&question("r0", "resolution", ", by_centre: true"));
    text.push_str(&question("r1", "resolution", ", by_centre: true"));
    let answers = format!(
        "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\n\
         date: 2026-10-14\nanswers: {{{answers} r0: 4, r1: 4 }}\n"
    );
    let findings = assess(&text, &answers).findings;
    let share = findings.centre_share;
    assert_eq!((share.by_centre, share.of), (by_centre, of));
    assert_eq!(findings.warnings.contains(&Warning::CentreOwnsMost(share)), warned);
}

/// Half is not more than half.
#[test]
fn actions_that_stay_with_the_contact_centre_are_counted() {
    check_share(0, 4, false);
    check_share(2, 4, false);
    check_share(3, 4, true);
    check_share(2, 3, true);
}
