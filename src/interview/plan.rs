//! What is asked, and in which order: the profile first, then the questions
//! in file order. The role, the scope and the profile decide what is left out.

use crate::model::{
    AnswerState, Answers, DimensionIx, Facts, FieldIx, FieldValue, QuestionIx, Questionnaire,
    RoleIx,
};

/// Something that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A field of the profile.
    Field(FieldIx),
    /// A question.
    Question(QuestionIx),
}

/// The role that is asked; none in a joint interview.
pub fn role(answers: &Answers) -> Option<RoleIx> {
    answers.respondent.as_ref().and_then(|respondent| respondent.role)
}

/// Everything that is asked, in order.
pub fn places(questionnaire: &Questionnaire, answers: &Answers) -> Vec<Place> {
    let fields = (0..questionnaire.profile.len()).map(FieldIx);
    let fields = fields.filter(|&field| questionnaire[field].asks(role(answers)));
    let questions = questions(questionnaire, answers);
    fields.map(Place::Field).chain(questions.into_iter().map(Place::Question)).collect()
}

/// Everything that could be asked of anybody, in order.
pub(super) fn every_place(questionnaire: &Questionnaire) -> Vec<Place> {
    let fields = (0..questionnaire.profile.len()).map(FieldIx).map(Place::Field);
    fields.chain(questionnaire.question_positions().map(Place::Question)).collect()
}

/// The questions that are asked, in order.
pub fn questions(questionnaire: &Questionnaire, answers: &Answers) -> Vec<QuestionIx> {
    let role = role(answers);
    let is_asked = |&question: &QuestionIx| {
        let question = &questionnaire[question];
        question.asks(role) && is_in_scope(questionnaire, answers, question.dimension)
    };
    questionnaire.question_positions().filter(is_asked).collect()
}

/// Whether a dimension was chosen, and its condition holds for the profile.
fn is_in_scope(questionnaire: &Questionnaire, answers: &Answers, dimension: DimensionIx) -> bool {
    let is_chosen = answers.dimensions.as_ref().is_none_or(|scope| scope.contains(&dimension));
    let profile = Profile(&answers.profile);
    is_chosen && questionnaire[dimension].when.as_ref().is_none_or(|when| when.holds(&profile))
}

struct Profile<'a>(&'a [Option<FieldValue>]);

impl Facts for Profile<'_> {
    fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        self.0.get(field.0)?.as_ref()
    }
}

/// How far an interview has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions that are asked.
    pub asked: usize,
    /// With a level.
    pub levels: usize,
    /// That do not apply.
    pub not_applicable: usize,
    /// That nobody could answer.
    pub unknown: usize,
    /// Seen, and left open.
    pub skipped: usize,
    /// Not come to yet.
    pub not_reached: usize,
}

impl Progress {
    /// Counts what was answered.
    pub fn of(questionnaire: &Questionnaire, answers: &Answers) -> Self {
        let mut progress = Self::default();
        for question in questions(questionnaire, answers) {
            progress.asked += 1;
            match answers.answers[question.0].state {
                AnswerState::Level(_) => progress.levels += 1,
                AnswerState::NotApplicable(_) => progress.not_applicable += 1,
                AnswerState::Unknown => progress.unknown += 1,
                AnswerState::Skipped => progress.skipped += 1,
                AnswerState::NotReached => progress.not_reached += 1,
            }
        }
        progress
    }

    /// Questions that can still be answered.
    pub fn open(self) -> usize {
        self.skipped + self.not_reached
    }

    /// Questions that somebody said something on.
    pub fn done(self) -> usize {
        self.asked - self.open()
    }
}
