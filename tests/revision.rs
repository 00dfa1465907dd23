//! Answers to version 1.0.0 beside the questions of version 2.0.0: they are
//! read, what changed is named, and nothing that changed is scored.

#[path = "support/definitions.rs"]
mod definitions;

use std::collections::BTreeMap;

use prevention_gap::findings::Assessed;
use prevention_gap::model::{LeftOutReason, Lens, Questionnaire};
use prevention_gap::yaml::{self, Catalog};

const LARKFIELD: &str = include_str!("definitions/larkfield-1.0.0.yaml");
const QUICK_CHECK: &str = include_str!("definitions/larkfield-quick-check-1.0.0.yaml");

fn revs(questionnaire: &Questionnaire) -> BTreeMap<&str, u32> {
    questionnaire.questions.iter().map(|question| (question.id.as_str(), question.rev)).collect()
}

/// 46 questions then: 2 are retired, 33 changed, 11 are as they were. 4 are new.
#[test]
fn what_changed_has_another_rev_and_what_went_is_retired() {
    let (old, new) = (definitions::catalog(), Catalog::on_board());
    let [old, new] = [&old, &new].map(|it| it.get("prevention-gap").expect("it is there"));
    let (then, now) = (revs(old), revs(new));
    let same = then.iter().filter(|(id, rev)| now.get(*id) == Some(rev)).count();
    let changed = then.iter().filter(|(id, rev)| now.get(*id).is_some_and(|now| now > rev)).count();
    let gone: Vec<&str> = then.keys().filter(|id| !now.contains_key(*id)).copied().collect();
    let fresh = now.keys().filter(|id| !then.contains_key(*id)).count();
    assert_eq!((then.len(), same, changed, fresh), (46, 11, 33, 4));
    assert_eq!(gone, ["int-same-answer", "lea-mission"]);
    let retired: Vec<&str> = new.retired.iter().map(prevention_gap::model::Id::as_str).collect();
    assert_eq!(retired, gone);
    for question in &new.questions {
        let Some(old) = old.find_question(question.id.as_str()).map(|ix| &old[ix]) else {
            continue;
        };
        let texts = |it: &prevention_gap::model::Question| {
            (it.ask.clone(), it.ask_as.clone(), it.anchors.clone(), it.lens)
        };
        let is_same = texts(question) == texts(old);
        assert!(question.rev > old.rev || is_same, "{} changed at one rev", question.id);
    }
}

/// Of the 18 cells, only the prevention of anticipation keeps 60 percent of
/// its weight, so that there is no overall score.
#[test]
fn answers_to_the_first_version_are_kept_and_named() {
    let catalog = Catalog::on_board();
    let read = yaml::read_answers(LARKFIELD.as_bytes(), &catalog).expect("it is sound");
    let codes: Vec<&str> = read.warnings.iter().map(|it| it.kind.code()).collect();
    assert!(codes.contains(&"not-scored"), "{codes:?}");
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    let left_out = &assessed.tally.left_out;
    let retired = left_out.iter().filter(|it| it.reason == LeftOutReason::Retired).count();
    let is_older = |reason| matches!(reason, LeftOutReason::OtherRev { answered: 1, current: 2 });
    let older = left_out.iter().filter(|it| is_older(it.reason)).count();
    assert_eq!((retired, older), (2, left_out.len() - 2));
    let published: Vec<(&str, Lens)> = questionnaire
        .dimension_positions()
        .flat_map(|dimension| Lens::ALL.map(|lens| (dimension, lens)))
        .filter(|&(dimension, lens)| {
            assessed.scores.cell(dimension, lens).coverage().is_some_and(|coverage| {
                coverage.published >= prevention_gap::model::Tenths::whole(60)
            })
        })
        .map(|(dimension, lens)| (questionnaire[dimension].id.as_str(), lens))
        .collect();
    assert!(!published.is_empty(), "something still compares");
    assert_eq!(assessed.scores.overall.gap, None);
}

/// Nine of the ten changed; what is left is no score.
#[test]
fn a_quick_check_of_the_first_version_keeps_one_answer() {
    let catalog = Catalog::on_board();
    let read = yaml::read_answers(QUICK_CHECK.as_bytes(), &catalog).expect("it is sound");
    let questionnaire = catalog.get("quick-check").expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    assert_eq!(assessed.tally.left_out.len(), 9);
    assert_eq!(assessed.scores.overall.gap, None);
}

/// With its own definition at hand an old file is scored as it was.
#[test]
fn with_their_own_definition_old_answers_are_scored_as_they_were() {
    let catalog = definitions::catalog();
    let read = yaml::read_answers(LARKFIELD.as_bytes(), &catalog).expect("it is sound");
    assert_eq!(read.warnings, []);
    let questionnaire = catalog.get("prevention-gap").expect("it is added");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    let overall = &assessed.scores.overall;
    let scores = [&overall.prevention, &overall.resolution]
        .map(|lens| lens.score.expect("it is known").published.to_string());
    assert_eq!(scores, ["41.4", "68.8"]);
}
