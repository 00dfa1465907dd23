//! What is not in this report, and what it would take: one line each.

use super::Assessment;

pub(super) fn absent(assessment: &Assessment<'_>) -> Vec<String> {
    let questionnaire = assessment.questionnaire;
    let findings = assessment.findings;
    let lines = [
        (findings.checklists.is_empty(), CHECKLISTS),
        (findings.strengths.is_empty(), STRENGTHS),
        (findings.promises.is_empty(), promises(questionnaire.find_field("promises").is_some())),
        (true, CONTACT_LOG),
        (has_one_side(assessment), voices(assessment)),
        (true, BASELINE),
        (true, PLAN),
    ];
    lines.into_iter().filter(|(absent, _)| *absent).map(|(_, line)| line.to_owned()).collect()
}

/// Whether leaders and frontline cannot be held side by side.
fn has_one_side(assessment: &Assessment<'_>) -> bool {
    assessment.voices.is_none_or(|voices| voices.perception.is_none())
}

fn voices(assessment: &Assessment<'_>) -> &'static str {
    if assessment.tally.anonymity.is_named() { VOICES } else { VOICES_OF_ENOUGH }
}

const CHECKLISTS: &str = "Process, not people, and the six questions about the process: they take \
     the questionnaire `prevention-gap`.";
const STRENGTHS: &str =
    "Strengths to repeat: they take an answer at level 4 or 5 with the proof that supports it.";
const CONTACT_LOG: &str = "What contacts tell the business, and what the preventable ones cost: \
     it takes a contact log, which pgap does not read yet.";
const VOICES: &str =
    "Where leaders and frontline disagree: it takes answers from several people on both sides.";
const VOICES_OF_ENOUGH: &str = "Where leaders and frontline disagree: it takes answers from enough \
     people on both sides, for no small group is shown by itself.";
const BASELINE: &str = "What changed since last time: it takes the results of an earlier run, \
     which `pgap score --baseline` holds against these.";
const PLAN: &str = "Initiatives mapped to outcomes, and routines with their dates: they take a \
     plan, which pgap does not read yet.";

fn promises(asked: bool) -> &'static str {
    if asked {
        "Promise check: it takes the promises to customers in the profile (`promises`)."
    } else {
        "Promise check: it takes the questionnaire `prevention-gap`, which asks for promises."
    }
}
