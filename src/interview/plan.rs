//! What is asked, and in which order: the profile first, then the questions
//! in file order. The role, the scope and the profile decide what is left out.

use crate::model::{
    AnswerState, Answers, DimensionIx, Facts, FieldIx, FieldValue, Play, Question, QuestionIx,
    Questionnaire, RoleIx,
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

/// The role that all seats share; none where they differ.
pub(super) fn shared_role(seats: &[Answers]) -> Option<RoleIx> {
    let first = role(seats.first()?)?;
    seats.iter().all(|seat| role(seat) == Some(first)).then_some(first)
}

/// Everything that is asked of at least one seat, in order.
pub fn places(questionnaire: &Questionnaire, seats: &[Answers]) -> Vec<Place> {
    let fields = (0..questionnaire.profile.len()).map(FieldIx);
    let is_asked =
        |field: &FieldIx| seats.iter().any(|seat| questionnaire[*field].asks(role(seat)));
    let fields = fields.filter(is_asked);
    let questions = questions(questionnaire, seats);
    fields.map(Place::Field).chain(questions.into_iter().map(Place::Question)).collect()
}

/// Everything that could be asked of anybody, in order.
pub(super) fn every_place(questionnaire: &Questionnaire) -> Vec<Place> {
    let fields = (0..questionnaire.profile.len()).map(FieldIx).map(Place::Field);
    fields.chain(questionnaire.question_positions().map(Place::Question)).collect()
}

/// The questions that are asked of at least one seat, in order.
pub fn questions(questionnaire: &Questionnaire, seats: &[Answers]) -> Vec<QuestionIx> {
    let is_asked = |&question: &QuestionIx| {
        (0..seats.len()).any(|seat| asks(questionnaire, seats, seat, question))
    };
    questionnaire.question_positions().filter(is_asked).collect()
}

/// Whether a seat is asked a question.
pub(super) fn asks(
    questionnaire: &Questionnaire,
    seats: &[Answers],
    seat: usize,
    question: QuestionIx,
) -> bool {
    let (answers, question) = (&seats[seat], &questionnaire[question]);
    question.asks(role(answers))
        && is_in_scope(questionnaire, seats, answers, question.dimension)
        && Play::of(question, &Profile(seats)) == Play::In
}

/// Whether a dimension was chosen, and its condition holds for the profile.
fn is_in_scope(
    questionnaire: &Questionnaire,
    seats: &[Answers],
    answers: &Answers,
    dimension: DimensionIx,
) -> bool {
    let profile = Profile(seats);
    is_chosen(answers, dimension)
        && questionnaire[dimension].when.as_ref().is_none_or(|when| when.holds(&profile))
}

fn is_chosen(answers: &Answers, dimension: DimensionIx) -> bool {
    answers.dimensions.as_ref().is_none_or(|scope| scope.contains(&dimension))
}

/// The questions that stay closed as long as a field has no value: their
/// dimension was chosen, somebody would be asked, and a condition reads it.
pub(super) fn closed_by(questionnaire: &Questionnaire, seats: &[Answers], field: FieldIx) -> usize {
    let profile = Profile(seats);
    let is_closed = |asked: &Question| {
        let of_dimension = questionnaire[asked.dimension].when.as_ref();
        of_dimension.is_some_and(|when| when.reads(field) && !when.holds(&profile))
            || asked.when.as_ref().is_some_and(|when| when.reads(field))
                && Play::of(asked, &profile) != Play::In
    };
    let would_be_asked = |&question: &QuestionIx| {
        let asked = &questionnaire[question];
        is_closed(asked)
            && seats.iter().any(|seat| asked.asks(role(seat)) && is_chosen(seat, asked.dimension))
    };
    questionnaire.question_positions().filter(would_be_asked).count()
}

/// The value of a field. The profile belongs to all seats: the first that has
/// a value has it for all.
pub(super) fn value(seats: &[Answers], field: FieldIx) -> Option<&FieldValue> {
    seats.iter().find_map(|seat| seat.profile.get(field.0)?.as_ref())
}

struct Profile<'a>(&'a [Answers]);

impl Facts for Profile<'_> {
    fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        value(self.0, field)
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
    /// Counts what was answered. Of several seats that are asked a question,
    /// the one with most left to do counts.
    pub fn of(questionnaire: &Questionnaire, seats: &[Answers]) -> Self {
        let mut progress = Self::default();
        for question in questions(questionnaire, seats) {
            progress.asked += 1;
            let asked = (0..seats.len()).filter(|&ix| asks(questionnaire, seats, ix, question));
            let states = asked.map(|ix| &seats[ix].answers[question.0].state);
            match states.min_by_key(|state| left_to_do(state)) {
                Some(AnswerState::Level(_)) => progress.levels += 1,
                Some(AnswerState::NotApplicable(_)) => progress.not_applicable += 1,
                Some(AnswerState::Unknown) => progress.unknown += 1,
                Some(AnswerState::Skipped) => progress.skipped += 1,
                Some(AnswerState::NotReached) | None => progress.not_reached += 1,
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

/// The lower, the more there is left to do.
fn left_to_do(state: &AnswerState) -> u8 {
    match state {
        AnswerState::NotReached => 0,
        AnswerState::Skipped => 1,
        AnswerState::Level(_) => 2,
        AnswerState::Unknown => 3,
        AnswerState::NotApplicable(_) => 4,
    }
}
