//! Several voices: how far respondents agree, the intervals of the scores, and
//! the perception gap between those who lead and those who answer customers.
//!
//! Everything here is measured on the table of the tally, or on ballots that are
//! made from it where respondents are anonymous. Scores are not changed by any
//! of it.

mod agreement;
mod intervals;
mod perception;
mod published;
mod questions;
pub mod statistics;

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire};
use crate::scoring::{self, Composite, Scores, composite};
use crate::tally::{Ballots, QuestionTally, Scope, Tally};

pub(crate) use agreement::agreement;
pub use agreement::{Agreement, AgreementWord, Told};
pub use intervals::{Intervals, NoInterval};
pub use perception::{Claim, Perception, PerceptionRow, Size, Tested};
pub use questions::{Difference, QuestionVoices};
pub use statistics::Interval;

/// What several respondents say beside their scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Voices {
    /// How far they agree, over all questions.
    pub agreement: Option<Told<Agreement>>,
    /// How far they agree over all prevention and over all resolution
    /// questions.
    pub lenses: [Option<Told<Agreement>>; 2],
    /// How far they agree in each cell: prevention and resolution of every
    /// dimension, in questionnaire order.
    cells: Vec<[Option<Told<Agreement>>; 2]>,
    /// What there is to say of each question, in questionnaire order.
    questions: Vec<QuestionVoices>,
    /// The intervals of the published scores.
    pub intervals: Intervals,
    /// How leaders and frontline differ, where both can be shown.
    pub perception: Option<Perception>,
    /// The scores with every respondent counted alike, where roles are
    /// balanced.
    pub pooled: Option<Scores>,
}

impl Voices {
    /// How far they agree in a cell.
    pub fn cell(&self, dimension: DimensionIx, lens: Lens) -> Option<&Told<Agreement>> {
        let [prevention, resolution] = &self.cells[dimension.0];
        match lens {
            Lens::Prevention => prevention.as_ref(),
            Lens::Resolution => resolution.as_ref(),
        }
    }

    /// What there is to say of a question.
    pub fn question(&self, question: QuestionIx) -> &QuestionVoices {
        &self.questions[question.0]
    }

    /// Every question with what there is to say of it, in questionnaire order.
    pub fn each_question(&self) -> impl Iterator<Item = (QuestionIx, &QuestionVoices)> {
        self.questions.iter().enumerate().map(|(position, voices)| (QuestionIx(position), voices))
    }
}

/// Listens to several respondents; one alone is nothing to compare.
pub fn listen(
    questionnaire: &Questionnaire,
    tally: &Tally,
    ballots: &Ballots,
    scores: &Scores,
) -> Option<Voices> {
    if tally.respondents < 2 || tally.anonymity.is_withheld() {
        return None;
    }
    let in_cell = |dimension, lens| {
        let questions = questionnaire.cell_questions(dimension, lens);
        let in_scope = tally.scope(dimension) == Scope::In;
        agreement(questions.filter(|_| in_scope).map(|q| tally.question(q)))
    };
    let own: Vec<Composite> =
        ballots.iter().map(|ballot| composite(questionnaire, tally, ballot, |_| true)).collect();
    let cells = questionnaire.dimension_positions().map(|d| Lens::ALL.map(|lens| in_cell(d, lens)));
    let questions = questionnaire.question_positions();
    let is_in_scope =
        |question: &QuestionIx| tally.scope(questionnaire[*question].dimension) == Scope::In;
    let asked = || questionnaire.question_positions().filter(is_in_scope);
    let of_lens = |lens| {
        let of_lens = asked().filter(|&question| questionnaire[question].lens == lens);
        agreement(of_lens.map(|question| tally.question(question)))
    };
    let nothing = QuestionTally::default();
    let said = |question| {
        if is_in_scope(&question) { tally.question(question) } else { &nothing }
    };
    Some(Voices {
        lenses: Lens::ALL.map(of_lens),
        agreement: agreement(asked().map(|question| tally.question(question))),
        cells: cells.collect(),
        questions: questions
            .map(|question| {
                questions::listen(questionnaire, &questionnaire[question], said(question))
            })
            .collect(),
        intervals: intervals::intervals(questionnaire, tally, ballots, &own, scores),
        perception: perception::perception(questionnaire, tally, ballots, scores),
        pooled: tally.has_roles_apart().then(|| scoring::pooled(questionnaire, tally)),
    })
}
