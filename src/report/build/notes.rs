//! What respondents added, and what is kept without being scored.

use crate::model::{DimensionIx, LeftOut, QuestionIx};
use crate::report::model::NoteReport;
use crate::tally::{Note, NoteKind, Scope};

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

/// What was typed and is not shown: on request, and because it could give
/// people away.
fn kept_back(assessment: &Assessment<'_>) -> Vec<String> {
    let kept_back = assessment.tally.kept_back;
    let (notes, answers) = (kept_back.anonymous_notes, kept_back.anonymous_answers);
    let on_request = [
        (kept_back.notes, NOTES),
        (kept_back.names, ["name", "names"]),
        (kept_back.facts, ["fact with what rests on it", "facts with what rests on them"]),
        (kept_back.texts, ["other text", "other texts"]),
        (kept_back.answers, UNSCORED),
    ];
    let on_request = counted(&on_request).map(|what| format!("Left out on request: {what}."));
    let of_anonymous = counted(&[(notes, NOTES)]).map(|what| {
        format!(
            "{}: texts can give people away. `--notes` shows them without anything that tells \
             whose they are.",
            is_kept_back(&what, notes)
        )
    });
    let unscored = counted(&[(answers, UNSCORED)]);
    let unscored = unscored.map(|what| format!("{}.", is_kept_back(&what, answers)));
    [on_request, of_anonymous, unscored].into_iter().flatten().collect()
}

const NOTES: [&str; 2] = ["note or reason", "notes and reasons"];
const UNSCORED: [&str; 2] = ["answer without a score", "answers without a score"];

fn is_kept_back(what: &str, count: usize) -> String {
    format!("{what} {} kept back", if count == 1 { "is" } else { "are" })
}

/// "3 names and 1 fact", each noun as one and as several; nothing where all
/// are none.
fn counted(counts: &[(usize, [&str; 2])]) -> Option<String> {
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, [one, several])| {
            format!("{count} {}", if *count == 1 { one } else { several })
        })
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
