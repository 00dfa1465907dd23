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
    let of_lens = |actions: &[PlannedAction]| -> Vec<ActionReport> {
        let numbered = (1..).zip(actions);
        numbered.filter_map(|(number, planned)| action(assessment, planned, number)).collect()
    };
    [of_lens(&findings.prevention_actions), of_lens(&findings.resolution_actions)].concat()
}

fn action(
    assessment: &Assessment<'_>,
    planned: &PlannedAction,
    number: usize,
) -> Option<ActionReport> {
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
        place: planned.place,
        tied: planned.tied,
        is_unproven: planned.is_unproven,
        remarks: remarks(assessment, planned, number == planned.place),
        when: planned.when.name(),
        waits_for: planned.waits_for.iter().map(|&q| assessment.name(q)).collect(),
        decision: decision_on(assessment, planned.question),
    })
}

/// What to know about an action. Of equals the first says how many follow.
pub(super) fn remarks(
    assessment: &Assessment<'_>,
    planned: &PlannedAction,
    is_first_of_equals: bool,
) -> Vec<String> {
    let is_shared = planned.tied > 0 && is_first_of_equals;
    let equal = is_shared.then(|| format!("equal with {} more", planned.tied));
    let unproven = planned.is_unproven.then(|| why_unproven(assessment, planned.question));
    let verify = unproven.flatten().map(|why| format!("verify first: {why}"));
    [equal, verify, sides_apart(assessment, planned.question)].into_iter().flatten().collect()
}

/// From so many levels on, two sides have something to settle.
const APART_FROM: f64 = 1.0;

/// "leaders 4.0, frontline 1.9: settle this first".
fn sides_apart(assessment: &Assessment<'_>, question: QuestionIx) -> Option<String> {
    let difference = assessment.voices?.question(question).difference;
    let apart = difference.filter(|sides| sides.is_at_least(APART_FROM))?;
    let (leaders, frontline) = (words::mean(apart.leaders), words::mean(apart.frontline));
    Some(format!("leaders {leaders}, frontline {frontline}: settle this first"))
}

/// So many open questions are named.
const NAMED: usize = 3;

/// What an action is worth.
pub(super) fn worth(assessment: &Assessment<'_>, worth: &Worth) -> WorthReport {
    match worth {
        Worth::Points(points) => WorthReport::Points(*points),
        Worth::Nothing => WorthReport::Nothing,
        Worth::Once(points, open) => {
            let ids = open.iter().map(|&question| &assessment.questionnaire[question].id);
            let once = match open.len() {
                0 => "more people have answered".to_owned(),
                1 => format!("{} is answered", ticked(ids)),
                2..=NAMED => format!("{} are answered", ticked(ids)),
                many => format!("{many} open questions are answered"),
            };
            WorthReport::Once(*points, format!("counts once {once}"))
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
        Some(VerifyReport {
            question: assessment.name(question),
            why: why_unproven(assessment, question)?,
            ask_for: assessment.questionnaire[question].ask_for.clone(),
        })
    };
    assessment.findings.verify_first.iter().filter_map(verify).collect()
}

/// "level 4 is only said; it takes a document".
pub(super) fn why_unproven(assessment: &Assessment<'_>, question: QuestionIx) -> Option<String> {
    let said = assessment.tally.question(question);
    Some(format!(
        "level {} is {}; it takes {}",
        words::level(said.mean()?),
        backed_by(said.proof()),
        what_it_takes(scoring::proof_needed(said)?),
    ))
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
