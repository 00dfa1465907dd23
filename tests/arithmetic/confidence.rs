//! The laws of confidence: whoever shows or answers more is never told to be
//! less sure.

use proptest::prelude::*;

use prevention_gap::findings::ConfidenceLevel;
use prevention_gap::model::Proof;

use crate::scores::a_case;
use crate::support::{Case, Said};

fn word(case: &Case) -> Option<ConfidenceLevel> {
    case.assess().findings.confidence.map(|confidence| confidence.level())
}

/// The proofs above one.
fn better(proof: Option<&str>) -> impl Iterator<Item = &'static str> {
    let now = proof.and_then(Proof::from_name);
    Proof::ALL.into_iter().filter(move |&proof| Some(proof) > now).map(Proof::name)
}

/// The same with one other answer, at each position for which there is one.
fn with<'c>(
    case: &'c Case,
    answers: impl Fn(&Said) -> Vec<Said> + 'c,
) -> impl Iterator<Item = Case> + 'c {
    case.questions.iter().enumerate().flat_map(move |(at, question)| {
        answers(&question.answer).into_iter().map(move |answer| {
            let mut changed = case.clone();
            changed.questions[at].answer = answer;
            changed
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn an_answer_better_backed_never_lowers_the_word(case in a_case()) {
        let before = word(&case);
        let backed = |answer: &Said| match *answer {
            Said::Level(level, proof) => {
                better(proof).map(|proof| Said::Level(level, Some(proof))).collect()
            }
            _ => Vec::new(),
        };
        for changed in with(&case, backed) {
            prop_assert!(word(&changed) >= before);
        }
    }

    /// Backed by an example or better: what is only said backs level 2 without
    /// showing anything.
    #[test]
    fn one_more_answer_that_is_backed_never_lowers_the_word(case in a_case()) {
        let before = word(&case);
        let answered = |answer: &Said| match answer {
            Said::Unknown | Said::Skipped | Said::NotReached => {
                vec![Said::Level(3, Some("example")), Said::Level(1, Some("measured"))]
            }
            Said::Level(..) | Said::NotApplicable => Vec::new(),
        };
        for changed in with(&case, answered) {
            prop_assert!(word(&changed) >= before);
        }
    }

    /// The published gap is one of those that the tests are held beside.
    #[test]
    fn the_tests_lie_around_the_result(case in a_case()) {
        let assessed = case.assess();
        let found = assessed.findings.robustness;
        prop_assert_eq!(found.is_some(), assessed.scores.overall.gap.is_some());
        let Some(found) = found else { return Ok(()) };
        let gap = found.result.gap().value();
        prop_assert!(f64::from(found.gap_from()) <= gap && gap <= f64::from(found.gap_to()));
        let holds = [found.gap_word_holds_in(), found.verdict_holds_in()];
        prop_assert!(holds.into_iter().all(|holds| holds <= found.tests.len()));
    }
}
