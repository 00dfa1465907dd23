//! The library as another program uses it: the example, and what its
//! documentation promises.

#[path = "../examples/score.rs"]
#[expect(dead_code, reason = "`main` is for whoever runs the example")]
mod score;

use prevention_gap::model::{Answer, Answers};
use prevention_gap::yaml::{self, Catalog};

fn read(text: &str) -> Answers {
    yaml::read_answers(text.as_bytes(), &Catalog::on_board()).expect("they are sound").value
}

/// The figures are those that `tests/arithmetic` derives for the same company.
#[test]
fn the_example_scores_the_fictional_company() {
    let answers = read(include_str!("../examples/larkfield.yaml"));
    let line = score::scores(&[answers], &Catalog::on_board()).expect("they can be tallied");
    assert_eq!(line, "prevention 41.1, resolution 67.2, gap +26.1");
}

#[track_caller]
fn check_refused(answers: &[Answers], expected: &str) {
    let refused = score::scores(answers, &Catalog::on_board()).expect_err("they do not fit");
    assert_eq!(refused.to_string(), expected);
}

#[test]
fn the_example_says_what_it_cannot_score() {
    let full = read(include_str!("../examples/larkfield.yaml"));
    let quick = read(include_str!("../examples/larkfield-quick-check.yaml"));
    check_refused(&[], "there are no answers to score");
    let other = "some of the answers are not to the questionnaire `prevention-gap`";
    check_refused(&[full.clone(), quick.clone()], other);
    let mut short = full;
    short.answers.pop();
    check_refused(&[short], other);
    let mut little = quick;
    little.answers.iter_mut().for_each(|answer| *answer = Answer::default());
    let line = score::scores(&[little], &Catalog::on_board()).expect("they can be tallied");
    assert_eq!(line, "too little is known for a score");
}
