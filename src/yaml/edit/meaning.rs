//! What an edit means, apart from how it is written.

use crate::model::{
    Answer, AnswerState, Answers, Decision, Edit, FieldValue, QuestionIx, Questionnaire,
};

/// Whether a file can say this so that it reads back as sound answers.
pub(super) fn is_sayable(questionnaire: &Questionnaire, edit: &Edit) -> bool {
    match edit {
        Edit::Answer { answer, .. } => match &answer.state {
            AnswerState::NotApplicable(reason) => !reason.trim().is_empty(),
            _ => true,
        },
        Edit::Profile { .. } | Edit::NoDecision(_) => true,
        Edit::Decision(decision) => {
            questionnaire[decision.question].action.is_some() && !decision.owner.trim().is_empty()
        }
    }
}

/// Makes an edit to answers.
pub(super) fn apply(questionnaire: &Questionnaire, answers: &mut Answers, edit: &Edit) {
    match edit {
        Edit::Answer { question, answer } => {
            answers.answers[question.0] = plain_answer(answer);
            let id = &questionnaire[*question].id;
            answers.left_out.retain(|left_out| *id != *left_out.question);
        }
        Edit::Profile { field, value } => {
            answers.profile[field.0] = value.as_ref().and_then(plain_value);
        }
        Edit::Decision(decision) => {
            let decision = plain_decision(decision);
            let same = |known: &&mut Decision| known.question == decision.question;
            match answers.decisions.iter_mut().find(same) {
                Some(known) => *known = decision,
                None => answers.decisions.push(decision),
            }
        }
        Edit::NoDecision(question) => {
            answers.decisions.retain(|known| known.question != *question);
        }
    }
}

/// Whether an edit takes an answer out.
pub(super) fn takes_out(answer: &Answer) -> bool {
    answer.state == AnswerState::NotReached && note(answer).is_none()
}

/// An answer without an empty note, which a file does not tell from none.
pub(super) fn plain_answer(answer: &Answer) -> Answer {
    if takes_out(answer) {
        return Answer::default();
    }
    Answer { note: note(answer), ..answer.clone() }
}

/// Whether the file has an answer to a question that is not scored, because
/// the question has been changed since.
pub(super) fn is_left_out(
    questionnaire: &Questionnaire,
    answers: &Answers,
    question: QuestionIx,
) -> bool {
    let id = &questionnaire[question].id;
    answers.left_out.iter().any(|left_out| *id == *left_out.question)
}

fn note(answer: &Answer) -> Option<String> {
    answer.note.clone().filter(|note| !note.is_empty())
}

/// A decision without empty texts, which a file does not tell from none.
pub(super) fn plain_decision(decision: &Decision) -> Decision {
    let target = decision.target.clone().filter(|target| !target.is_empty());
    Decision { target, ..decision.clone() }
}

/// A value without empty texts, which a file does not tell from none.
pub(super) fn plain_value(value: &FieldValue) -> Option<FieldValue> {
    match value {
        FieldValue::Text(text) if text.is_empty() => None,
        FieldValue::Table(rows) => {
            let plain = |row: &Vec<Option<FieldValue>>| {
                row.iter().map(|cell| cell.as_ref().and_then(plain_value)).collect()
            };
            Some(FieldValue::Table(rows.iter().map(plain).collect()))
        }
        _ => Some(value.clone()),
    }
}
