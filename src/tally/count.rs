//! Counting: Answers of one assessment in, a tally out.

use crate::model::{AnswerState, Answers, DimensionIx, FieldValue, QuestionIx, Questionnaire};

use super::{KeptBack, Note, NoteKind, ProfileFacts, QuestionTally, Scope, Tally, TallyError};

/// Counts what the respondents of one assessment said.
///
/// # Errors
///
/// There are no answers, or several respondents, whose rules are not built
/// yet.
pub fn tally(questionnaire: &Questionnaire, answers: &[Answers]) -> Result<Tally, TallyError> {
    match answers {
        [] => Err(TallyError::NoAnswers),
        [one] => Ok(tally_of_one(questionnaire, one)),
        several => Err(TallyError::SeveralRespondents { count: several.len() }),
    }
}

fn tally_of_one(questionnaire: &Questionnaire, answers: &Answers) -> Tally {
    let role = answers.respondent.as_ref().and_then(|respondent| respondent.role);
    let mut tally = Tally {
        questionnaire: answers.questionnaire.clone(),
        version: answers.version.clone(),
        organisation: answers.organisation.clone(),
        unit: answers.unit.clone(),
        wave: answers.wave.clone(),
        date: answers.date,
        respondents: 1,
        roles: role.map(|role| (role, 1)).into_iter().collect(),
        profile: answers.profile.clone(),
        scopes: scopes(questionnaire, answers.dimensions.as_deref(), &answers.profile),
        questions: vec![QuestionTally::default(); questionnaire.questions.len()],
        proof_asked: false,
        notes: Vec::new(),
        left_out: answers.left_out.clone(),
        decisions: answers.decisions.clone(),
        kept_back: KeptBack::default(),
    };
    for question in questionnaire.question_positions() {
        let answer = &answers.answers[question.0];
        // A question that the role is not asked is outside everything, but
        // what was written on it is not dropped.
        if questionnaire[question].asks(role) {
            tally.questions[question.0].add(answer);
            tally.proof_asked |= answer.proof.is_some();
        }
        tally.notes.extend(notes(question, answer));
    }
    tally.notes.sort();
    tally
}

fn scopes(
    questionnaire: &Questionnaire,
    chosen: Option<&[DimensionIx]>,
    profile: &[Option<FieldValue>],
) -> Vec<Scope> {
    let scope = |dimension: DimensionIx| {
        let applies = questionnaire[dimension]
            .when
            .as_ref()
            .is_none_or(|when| when.holds(&ProfileFacts(profile)));
        if !applies {
            return Scope::DoesNotApply;
        }
        match chosen {
            Some(chosen) if !chosen.contains(&dimension) => Scope::NotChosen,
            _ => Scope::In,
        }
    };
    questionnaire.dimension_positions().map(scope).collect()
}

fn notes(question: QuestionIx, answer: &crate::model::Answer) -> impl Iterator<Item = Note> {
    let reason = match &answer.state {
        AnswerState::NotApplicable(reason) => Some((NoteKind::Reason, reason.clone())),
        _ => None,
    };
    let note = answer.note.clone().map(|text| (NoteKind::Note, text));
    reason.into_iter().chain(note).map(move |(kind, text)| Note { question, kind, text })
}
