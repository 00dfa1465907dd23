//! What respondents added, and what is kept without being scored.

use crate::model::{DimensionIx, LeftOut};
use crate::report::model::NoteReport;
use crate::tally::{Note, NoteKind, Scope};

use super::{Assessment, cells, words};

/// Every note, in questionnaire order and then by text.
pub(super) fn notes(assessment: &Assessment<'_>) -> Vec<NoteReport> {
    assessment.tally.notes.iter().map(|note| note_report(assessment, note)).collect()
}

fn note_report(assessment: &Assessment<'_>, note: &Note) -> NoteReport {
    let said = assessment.tally.question(note.question);
    let mut answer = cells::state(assessment, note.question).words();
    if said.answered() > 0 && assessment.tally.proof_asked {
        answer = format!("{answer}, {}", said.proof());
    }
    if let Some(seen) = said.all.seen {
        answer = format!("{answer}, seen {}", words::date(seen));
    }
    NoteReport {
        question: assessment.name(note.question),
        answer,
        kind: match note.kind {
            NoteKind::Note => "Note",
            NoteKind::Reason => "Reason",
        },
        text: note.text.clone(),
    }
}

/// One sentence for every answer that is kept and not scored.
pub(super) fn left_out(assessment: &Assessment<'_>) -> Vec<String> {
    let by_question = assessment.tally.left_out.iter().map(left_out_sentence);
    by_question.chain(out_of_scope(assessment)).chain(kept_back(assessment)).collect()
}

/// What was typed and is not shown.
fn kept_back(assessment: &Assessment<'_>) -> Option<String> {
    let kept_back = assessment.tally.kept_back;
    let counts = [
        (kept_back.notes, "note or reason", "notes and reasons"),
        (kept_back.names, "name", "names"),
        (kept_back.texts, "other text", "other texts"),
        (kept_back.answers, "answer without a score", "answers without a score"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if *count == 1 { one } else { more }))
        .collect();
    (!counts.is_empty()).then(|| format!("Left out on request: {}.", words::list(&counts)))
}

fn left_out_sentence(left_out: &LeftOut) -> String {
    let id = &left_out.question;
    let why = left_out.reason;
    match &left_out.note {
        Some(note) => format!("`{id}`: {why}. Note: {note}"),
        None => format!("`{id}`: {why}."),
    }
}

/// Dimensions that were not asked and have answers all the same.
fn out_of_scope(assessment: &Assessment<'_>) -> impl Iterator<Item = String> {
    let questionnaire = assessment.questionnaire;
    let answered = |dimension: DimensionIx| {
        let questions = questionnaire.question_positions();
        let scored: u32 = questions
            .filter(|&q| questionnaire[q].dimension == dimension)
            .map(|q| assessment.tally.question(q).answered())
            .sum();
        (scored + assessment.tally.aside[dimension.0]) as usize
    };
    questionnaire
        .dimension_positions()
        .filter(|&dimension| assessment.tally.scope(dimension) != Scope::In)
        .map(move |dimension| (dimension, answered(dimension)))
        .filter(|&(_, answered)| answered > 0)
        .map(|(dimension, answered)| {
            let title = &questionnaire[dimension].title;
            format!("{title} is out of scope: {} kept.", words::count(answered, "answer"))
        })
}
