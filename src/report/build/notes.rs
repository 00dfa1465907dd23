//! What respondents added, and what is kept without being scored.

use crate::model::{DimensionIx, LeftOut, QuestionIx};
use crate::report::model::NoteReport;
use crate::tally::{KeptBack, Note, NoteKind, Scope};

use super::{Assessment, cells, words};

/// Every note, in questionnaire order and then by text.
pub(super) fn notes(assessment: &Assessment<'_>) -> Vec<NoteReport> {
    assessment.tally.notes.iter().map(|note| note_report(assessment, note)).collect()
}

fn note_report(assessment: &Assessment<'_>, note: &Note) -> NoteReport {
    let is_named = assessment.tally.anonymity.is_named();
    NoteReport {
        question: assessment.name(note.question),
        answer: is_named.then(|| answer(assessment, note.question)),
        kind: match note.kind {
            NoteKind::Note => "Note",
            NoteKind::Reason => "Reason",
        },
        text: note.text.clone(),
    }
}

/// "level 3, documented, seen 10 October 2026".
fn answer(assessment: &Assessment<'_>, question: QuestionIx) -> String {
    let said = assessment.tally.question(question);
    let mut answer = cells::state(assessment, question).words();
    if said.answered() > 0 && assessment.tally.proof_asked {
        answer = format!("{answer}, {}", said.proof());
    }
    if let Some(seen) = said.seen {
        answer = format!("{answer}, seen {}", words::date(seen));
    }
    answer
}

/// One sentence for every answer that is kept and not scored.
pub(super) fn left_out(assessment: &Assessment<'_>) -> Vec<String> {
    let by_question = assessment.tally.left_out.iter().map(left_out_sentence);
    by_question
        .chain(out_of_scope(assessment))
        .chain(out_of_play(assessment))
        .chain(kept_back(assessment))
        .collect()
}

/// What was typed and is not shown.
fn kept_back(assessment: &Assessment<'_>) -> Vec<String> {
    let KeptBack { notes, names, facts, texts, answers, .. } = assessment.tally.kept_back;
    let notes = (notes, "note or reason", "notes and reasons");
    let answers = (answers, "answer without a score", "answers without a score");
    let others = [
        (names, "name", "names"),
        (facts, "fact with what rests on it", "facts with what rests on them"),
        (texts, "other text", "other texts"),
    ];
    if !assessment.tally.kept_back.notes_are_anonymous {
        let all: Vec<_> = std::iter::once(notes).chain(others).chain([answers]).collect();
        return counted(&all)
            .map(|what| format!("Left out on request: {what}."))
            .into_iter()
            .collect();
    }
    let notes_kept = counted(&[notes]).map(|what| {
        format!(
            "{}: texts can give people away. `--notes` shows them without anything that tells \
             whose they are.",
            is_kept_back(&what, notes.0)
        )
    });
    let answers_kept =
        counted(&[answers]).map(|what| format!("{}.", is_kept_back(&what, answers.0)));
    notes_kept.into_iter().chain(answers_kept).collect()
}

fn is_kept_back(what: &str, count: usize) -> String {
    format!("{what} {} kept back", if count == 1 { "is" } else { "are" })
}

/// "3 names and 1 fact"; nothing where all are none.
fn counted(counts: &[(usize, &str, &str)]) -> Option<String> {
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if *count == 1 { one } else { more }))
        .collect();
    (!counts.is_empty()).then(|| words::list(&counts))
}

fn left_out_sentence(left_out: &LeftOut) -> String {
    let id = &left_out.question;
    let why = left_out.reason;
    match &left_out.note {
        Some(note) => format!("`{id}`: {why}. Note: {note}"),
        None => format!("`{id}`: {why}."),
    }
}

/// Questions that are not in play and have answers all the same.
fn out_of_play(assessment: &Assessment<'_>) -> impl Iterator<Item = String> {
    let (questionnaire, tally) = (assessment.questionnaire, assessment.tally);
    questionnaire
        .question_positions()
        .map(|question| (question, tally.kept[question.0] as usize))
        .filter(|&(_, kept)| kept > 0)
        .map(|(question, kept)| {
            let id = &questionnaire[question].id;
            let kept = words::count(kept, "answer");
            format!("`{id}` is not asked with these facts: {kept} kept.")
        })
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
