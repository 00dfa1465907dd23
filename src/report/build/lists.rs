//! Checklists and promises in words, filled from the answers.

use crate::findings::{FilledChecklist, FilledRow, PromiseCheck, Sign};
use crate::model::{FieldKind, QuestionIx};
use crate::report::model::{ChecklistReport, LowestAnswer, PromiseReport, RowReport};

use super::{Assessment, cells, findings};

/// The checklist whose rows are signs that show or do not.
const SIGNS: &str = "process-signs";

/// All checklists, signs first.
pub(super) fn checklists(assessment: &Assessment<'_>) -> Vec<ChecklistReport> {
    let mut lists: Vec<ChecklistReport> =
        assessment.findings.checklists.iter().map(|filled| list(assessment, filled)).collect();
    lists.sort_by_key(|list| list.id != SIGNS);
    lists
}

fn list(assessment: &Assessment<'_>, filled: &FilledChecklist) -> ChecklistReport {
    let checklist = &assessment.questionnaire.checklists[filled.checklist];
    let are_signs = checklist.id == *SIGNS;
    let row = |(row, filled): (&crate::model::ChecklistRow, &FilledRow)| RowReport {
        ask: row.ask.clone(),
        sign: if are_signs { Some(filled.sign.name()) } else { no_weakness(assessment, filled) },
        lowest: filled.lowest.map(|question| lowest(assessment, question)),
    };
    ChecklistReport {
        id: checklist.id.to_string(),
        title: checklist.title.clone(),
        summary: are_signs.then(|| summary(filled)),
        rows: checklist.rows.iter().zip(&filled.rows).map(row).collect(),
    }
}

/// From this level on, an answer names no weakness.
const STRONG: f64 = 4.0;

fn no_weakness(assessment: &Assessment<'_>, filled: &FilledRow) -> Option<&'static str> {
    let level = assessment.tally.question(filled.lowest?).mean()?;
    (level >= STRONG && filled.sign == Sign::DoesNotShow).then_some("no weak answer")
}

/// "Signs that show: 2 of 3; not known: 1."
fn summary(filled: &FilledChecklist) -> String {
    let (showing, of) = (filled.showing(), filled.rows.len());
    let unknown = filled.rows.iter().filter(|row| row.sign == Sign::NotKnown).count();
    let unknown = if unknown > 0 { format!("; not known: {unknown}") } else { String::new() };
    let verdict = if 2 * showing > of {
        " The steps cause these contacts, not the people who answer them."
    } else {
        ""
    };
    format!("Signs that show: {showing} of {of}{unknown}.{verdict}")
}

fn lowest(assessment: &Assessment<'_>, question: QuestionIx) -> LowestAnswer {
    let said = assessment.tally.question(question).rounded_mean();
    let asked = &assessment.questionnaire[question];
    LowestAnswer {
        question: assessment.name(question),
        state: cells::state(assessment, question).words(),
        anchor: said.map_or_else(String::new, |level| findings::practice(&asked.anchors, level)),
        known: findings::known(assessment, question),
    }
}

/// Each promise that was named, with the weakest answer that it rests on.
pub(super) fn promises(assessment: &Assessment<'_>) -> Vec<PromiseReport> {
    let Some(field) = assessment.questionnaire.find_field("promises") else { return Vec::new() };
    let FieldKind::Choices(choices) = &assessment.questionnaire[field].kind else {
        return Vec::new();
    };
    let promise = |check: &PromiseCheck| PromiseReport {
        title: choices[check.choice].title.clone(),
        weakest: check.weakest.map(|question| lowest(assessment, question)),
    };
    assessment.findings.promises.iter().map(promise).collect()
}
