//! How the numbers came about, and what they cannot say.

use crate::findings;
use crate::model::Lens;
use crate::report::words;
use crate::tally::QuestionTally;

use super::{Assessment, voices};

pub(super) fn method(assessment: &Assessment<'_>) -> Vec<String> {
    let mut lines = vec![what_was_answered(assessment)];
    lines.extend(FORMULA.map(str::to_owned));
    lines.push(proof(assessment));
    lines.push(stage_rule(assessment));
    lines.push(confidence_rule(assessment));
    lines.push(ORDER.to_owned());
    lines.extend(voices::method(assessment));
    lines.push(SPACING.to_owned());
    lines.extend(centre_share(assessment));
    lines.push(KINDS.to_owned());
    lines.extend(LIMITS.map(str::to_owned));
    lines
}

const FORMULA: [&str; 3] = [
    "Every answer is worth 0, 25, 50, 75 or 100 points, and the prevention and the resolution \
     score are weighted averages of the answers that apply, dimension by dimension.",
    "The Prevention Gap is resolution minus prevention: above zero you are better at repairing \
     than at preventing.",
    "If too little was answered you see the range the score must lie in instead of a score, and \
     how well the answers are proven stands beside the score and never changes it.",
];

/// How a stage comes about, with this questionnaire's limit.
fn stage_rule(assessment: &Assessment<'_>) -> String {
    format!(
        "The stage is the highest level that at least {} % of the answered weight of a lens has \
         reached, dimension by dimension, and overall the lowest of them; a score is an average, \
         so the two may carry different words.",
        assessment.questionnaire.scoring.stage_share
    )
}

/// What makes a score sure: of several people also how far they agree.
fn confidence_rule(assessment: &Assessment<'_>) -> String {
    let agreed = match assessment.voices {
        None => "",
        Some(_) => {
            " Of several people it is also how far they agree (high from r*wg 0.50, medium from 0, \
             else low; medium where too few answered to say)."
        }
    };
    format!(
        "Confidence is the worse of two shares of the weight: what was answered, and what of it is \
         backed by the proof that its level takes (high from {} %, medium from {} %, else low; \
         high only if half of the answers carry an example or better).{agreed}",
        findings::HIGH,
        findings::MEDIUM,
    )
}

/// What is assumed, and how it is tested.
const SPACING: &str = "That all steps between levels are equally long is assumed. So the headline is \
     read again with levels worth 0, 40, 70, 90 and 100 points, and 0, 10, 30, 60 and 100, with \
     unproven answers set back, and without each dimension in turn; under another spacing every \
     limit moves to the same place between two levels.";

const ORDER: &str = "Actions are ordered by the points they add for each step of effort; an action \
     aims at the first level that lies half a level or more above, and at 3 at least.";

const LIMITS: [&str; 2] = [
    "The scores are an index of practices. No data show that they predict contact volume, and \
     there is no benchmark in them.",
    "pgap is an independent tool for a published idea and belongs to no vendor's assessment.",
];

/// How claims are marked.
const KINDS: &str = "Claims carry their kind: measured (figures were seen), stated (somebody said \
     so, and a document or an example may back it) or assumed (our own estimate, such as the effort \
     of an action and who would own it).";

/// How many of the actions would stay with the contact centre.
fn centre_share(assessment: &Assessment<'_>) -> Option<String> {
    let share = assessment.findings.centre_share;
    (share.of > 0).then(|| {
        format!("{} of {} actions would be the contact centre's own.", share.by_centre, share.of)
    })
}

/// "quick-check 1.0.0: 8 of 9 applicable questions answered, 1 not known, ...".
fn what_was_answered(assessment: &Assessment<'_>) -> String {
    let questionnaire = assessment.questionnaire;
    let mut counts = [0; 7];
    for dimension in questionnaire.dimension_positions() {
        for lens in Lens::ALL {
            let cell = assessment.scores.cell(dimension, lens);
            let of_cell = [
                cell.answered,
                cell.applicable,
                cell.not_applicable(),
                cell.unknown,
                cell.skipped,
                cell.not_reached,
                cell.too_few,
            ];
            for (sum, count) in counts.iter_mut().zip(of_cell) {
                *sum += count;
            }
        }
    }
    let [answered, applicable, rest @ ..] = counts;
    let names =
        ["not applicable", "not known", "left open", "not reached", "with too few answers to show"];
    let rest: Vec<String> = rest
        .iter()
        .zip(names)
        .filter(|&(&count, _)| count > 0)
        .map(|(count, name)| format!(", {count} {name}"))
        .collect();
    format!(
        "Questionnaire {} {}: {answered} of {applicable} applicable questions answered{}.{}",
        questionnaire.id,
        questionnaire.version,
        rest.concat(),
        other_version(assessment),
    )
}

/// " The answers were given to version 0.9.0."
fn other_version(assessment: &Assessment<'_>) -> String {
    let versions = &assessment.tally.versions;
    if versions.iter().all(|answered| *answered == assessment.questionnaire.version) {
        return String::new();
    }
    let answered = words::list(versions);
    format!(" The answers were given to version {answered}; what is the same in both counts.")
}

/// "Proof: 2 said, 3 example, 3 documented, 1 measured."
fn proof(assessment: &Assessment<'_>) -> String {
    if !assessment.tally.proof_asked {
        return "Proof was not asked for, so nothing is set back to what is proven.".to_owned();
    }
    let answered = || assessment.tally.questions.iter().filter(|q| q.answered() > 0);
    let grades: Vec<String> = crate::model::Proof::ALL
        .into_iter()
        .map(|grade| {
            let is_grade = |question: &&QuestionTally| question.proof() == grade;
            format!("{} {grade}", answered().filter(is_grade).count())
        })
        .collect();
    format!(
        "Proof of the answers: {}. What is only said supports level 2 at most, an example 3, a \
         document 4, figures 5.",
        words::list(&grades)
    )
}
