//! What to do, what to answer and what to verify.

use crate::findings::PlannedAction;
use crate::model::{Decision, Proof, QuestionIx};
use crate::report::model::{ActionReport, DecisionReport, OpenReport, QuestionName, VerifyReport};
use crate::scoring;

use super::{Assessment, cells, words};

/// Prevention actions and then resolution actions.
pub(super) fn actions(assessment: &Assessment<'_>) -> Vec<ActionReport> {
    let findings = assessment.findings;
    findings
        .prevention_actions
        .iter()
        .chain(&findings.resolution_actions)
        .filter_map(|planned| action(assessment, planned))
        .collect()
}

fn action(assessment: &Assessment<'_>, planned: &PlannedAction) -> Option<ActionReport> {
    let question = &assessment.questionnaire[planned.question];
    let action = question.action.as_ref()?;
    Some(ActionReport {
        question: assessment.name(planned.question),
        lens: question.lens,
        title: action.title.clone(),
        owner: action.owner.clone(),
        first_step: action.first_step.clone(),
        metric: action.metric.clone(),
        effort: action.effort,
        by_centre: action.by_centre,
        from: planned.from,
        to: planned.to.number(),
        points: scoring::published(planned.points),
        when: planned.when.name(),
        waits_for: planned.waits_for.iter().map(|&q| assessment.name(q)).collect(),
        decision: decision_on(assessment, planned.question),
    })
}

fn decision_on(assessment: &Assessment<'_>, question: QuestionIx) -> Option<DecisionReport> {
    let decided = assessment.tally.decisions.iter().find(|decision| decision.question == question);
    decided.map(decision_report)
}

fn decision_report(decision: &Decision) -> DecisionReport {
    DecisionReport {
        owner: decision.owner.clone(),
        by: decision.by.map(words::date),
        by_iso: decision.by.map(|by| by.to_string()),
        target: decision.target.clone(),
    }
}

/// Decisions on questions that have no action in the list, for their level is
/// 5 by now or they were not answered.
pub(super) fn other_decisions(
    assessment: &Assessment<'_>,
    actions: &[ActionReport],
) -> Vec<(QuestionName, DecisionReport)> {
    let decisions = assessment.tally.decisions.iter();
    decisions
        .map(|decision| (assessment.name(decision.question), decision_report(decision)))
        .filter(|(name, _)| !actions.iter().any(|action| action.question == *name))
        .collect()
}

pub(super) fn answer_first(assessment: &Assessment<'_>) -> Vec<OpenReport> {
    let open = |&question: &QuestionIx| OpenReport {
        question: assessment.name(question),
        why: cells::state(assessment, question).words(),
        ask: assessment.questionnaire[question].ask.clone(),
    };
    assessment.findings.answer_first.iter().map(open).collect()
}

pub(super) fn verify_first(assessment: &Assessment<'_>) -> Vec<VerifyReport> {
    let verify = |&question: &QuestionIx| {
        let said = assessment.tally.question(question);
        Some(VerifyReport {
            question: assessment.name(question),
            why: format!(
                "level {} is {}; it takes {}",
                words::level(said.mean()?),
                backed_by(said.proof()),
                what_it_takes(scoring::proof_needed(said)?),
            ),
            ask_for: assessment.questionnaire[question].ask_for.clone(),
        })
    };
    assessment.findings.verify_first.iter().filter_map(verify).collect()
}

/// How well a level is backed, in words.
fn backed_by(proof: Proof) -> &'static str {
    match proof {
        Proof::Said => "only said",
        Proof::Example => "backed by an example",
        Proof::Documented => "documented",
        Proof::Measured => "measured",
    }
}

/// What would back a level, in words.
fn what_it_takes(proof: Proof) -> &'static str {
    match proof {
        Proof::Said => "somebody's word",
        Proof::Example => "an example",
        Proof::Documented => "a document",
        Proof::Measured => "figures",
    }
}
