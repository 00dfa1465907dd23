//! What to do, what to answer and what to verify.

use crate::findings::{PlannedAction, Worth};
use crate::gates;
use crate::model::{Decision, Proof, QuestionIx};
use crate::report::model::{
    ActionReport, DecisionReport, OpenReport, QuestionName, VerifyReport, WorthReport,
};
use crate::scoring;

use super::{Assessment, cells, ticked, words};

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
        first_step: action.first_step.as_ref().map(|step| step.towards(planned.to).to_owned()),
        step_from: action.first_step.as_ref().and_then(|step| step.starts_from(planned.to)),
        metric: action.metric.clone(),
        effort: action.effort,
        by_centre: action.by_centre,
        from: planned.from,
        to: planned.to.number(),
        worth: worth(assessment, &planned.worth),
        when: planned.when.name(),
        waits_for: planned.waits_for.iter().map(|&q| assessment.name(q)).collect(),
        decision: decision_on(assessment, planned.question),
    })
}

/// So many open questions are named.
const NAMED: usize = 3;

fn worth(assessment: &Assessment<'_>, worth: &Worth) -> WorthReport {
    let nothing = |why: &str| WorthReport::Nothing(why.to_owned());
    match worth {
        Worth::Points(points) => WorthReport::Points(scoring::published(*points)),
        Worth::Apart => nothing("not in the overall score"),
        Worth::NoGap => nothing("its dimension has no gap"),
        Worth::NoOverall => nothing("there is no overall score"),
        Worth::NotYet(open) if open.len() > NAMED => {
            WorthReport::Nothing(format!("not yet counted: {} questions are open", open.len()))
        }
        Worth::NotYet(open) => {
            let ids = open.iter().map(|&question| &assessment.questionnaire[question].id);
            let are = if open.len() == 1 { "is" } else { "are" };
            WorthReport::Nothing(format!("not yet counted: {} {are} open", ticked(ids)))
        }
    }
}

fn decision_on(assessment: &Assessment<'_>, question: QuestionIx) -> Option<DecisionReport> {
    let decided = assessment.tally.decisions.iter().find(|decision| decision.question == question);
    decided.map(|decision| decision_report(assessment, decision))
}

fn decision_report(assessment: &Assessment<'_>, decision: &Decision) -> DecisionReport {
    let mut overdue = gates::overdue(assessment.tally, assessment.today);
    DecisionReport {
        owner: decision.owner.clone(),
        by: decision.by.map(words::date),
        by_iso: decision.by.map(|by| by.to_string()),
        target: decision.target.clone(),
        overdue: overdue.any(|(late, _)| late == decision),
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
        .map(|decision| (assessment.name(decision.question), decision_report(assessment, decision)))
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
