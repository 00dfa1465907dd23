//! One cell: its score, its coverage and its bounds.

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire, Score};
use crate::tally::{QuestionTally, Scope};

use super::rounding;
use super::stage::{self, Answered};
use super::{Bounds, Cell, CellStatus, Heard, POINTS, PublishedCell, points, set_back};

/// Scores the questions of one lens of one dimension; none where the
/// dimension is out of scope.
pub(super) fn cell(
    questionnaire: &Questionnaire,
    heard: &Heard<'_>,
    dimension: DimensionIx,
    lens: Lens,
) -> Cell {
    let mut sums = Sums::default();
    let in_scope = heard.scopes[dimension.0] == Scope::In;
    for question in questionnaire.cell_questions(dimension, lens).filter(|_| in_scope) {
        let weight = f64::from(questionnaire[question].weight);
        sums.add(question, weight, &heard.questions[question.0], heard.proof_asked);
    }
    sums.into_cell(questionnaire, heard.proof_asked)
}

/// Of two questions, one is enough for a thin score, in percent.
const HALF: u32 = 50;

/// What is summed over the questions of a cell.
#[derive(Default)]
struct Sums {
    defined: usize,
    applicable: usize,
    unknown: usize,
    skipped: usize,
    not_reached: usize,
    too_few: usize,
    weight_applicable: f64,
    weight_answered: f64,
    weight_covered: f64,
    /// Σ w·s over the answered questions.
    points: f64,
    /// Σ w·s over the answered questions, each times its answered share.
    points_covered: f64,
    /// Σ w·s with unsupported answers set back.
    points_supported: f64,
    /// Σ w·proof.
    proof: f64,
    weight_unsupported: f64,
    answered: Vec<Answered>,
    open: Vec<QuestionIx>,
    unsupported: Vec<QuestionIx>,
}

impl Sums {
    fn add(&mut self, question: QuestionIx, weight: f64, said: &QuestionTally, proof_asked: bool) {
        if !said.was_asked() {
            return;
        }
        self.defined += 1;
        if !said.applies() {
            return;
        }
        self.applicable += 1;
        self.weight_applicable += weight;
        match said.mean() {
            Some(mean) => self.add_answered(question, weight, mean, said, proof_asked),
            None => self.add_open(question, said),
        }
    }

    fn add_answered(
        &mut self,
        question: QuestionIx,
        weight: f64,
        mean: f64,
        said: &QuestionTally,
        proof_asked: bool,
    ) {
        self.answered.push(Answered { question, weight, level: mean });
        self.weight_answered += weight;
        self.weight_covered += weight * said.answered_share();
        self.points += weight * points(mean);
        self.points_covered += weight * said.covered_mean_of(&POINTS);
        self.proof += weight * f64::from(said.proof().grade());
        let ceiling = set_back(said).filter(|_| proof_asked);
        let supported = ceiling.map_or(mean, |level| mean.min(f64::from(level.number())));
        self.points_supported += weight * points(supported);
        if ceiling.is_some() {
            self.unsupported.push(question);
            self.weight_unsupported += weight;
        }
    }

    fn add_open(&mut self, question: QuestionIx, said: &QuestionTally) {
        self.open.push(question);
        // One state a question: what most is known of comes first.
        if said.is_withheld() {
            self.too_few += 1;
        } else if said.all.unknown > 0 {
            self.unknown += 1;
        } else if said.all.skipped > 0 {
            self.skipped += 1;
        } else {
            self.not_reached += 1;
        }
    }

    fn into_cell(self, questionnaire: &Questionnaire, proof_asked: bool) -> Cell {
        Cell {
            status: self.status(questionnaire, proof_asked),
            of_answered: (!self.answered.is_empty()).then(|| self.mean(self.points)),
            bounds: self.bounds(),
            proof: (!self.answered.is_empty()).then(|| self.proof / self.weight_answered),
            defined: self.defined,
            applicable: self.applicable,
            answered: self.answered.len(),
            unknown: self.unknown,
            skipped: self.skipped,
            not_reached: self.not_reached,
            too_few: self.too_few,
            weight_applicable: self.weight_applicable,
            weight_answered: self.weight_answered,
            weight_covered: self.weight_covered,
            weight_unsupported: self.weight_unsupported,
            open: self.open,
            unsupported: self.unsupported,
        }
    }

    fn status(&self, questionnaire: &Questionnaire, proof_asked: bool) -> CellStatus {
        if self.defined == 0 {
            return CellStatus::NotDefined;
        }
        if self.applicable == 0 {
            return CellStatus::NotApplicable;
        }
        let is_enough = self.is_enough(questionnaire.scoring.coverage);
        let is_half_of_two = self.defined > 1 && self.applicable <= 2 && self.covers(HALF);
        if !is_enough && !is_half_of_two {
            return CellStatus::Insufficient;
        }
        let thin = !is_enough || self.defined == 1;
        CellStatus::Published(PublishedCell {
            score: self.mean(self.points),
            supported: proof_asked.then(|| self.mean(self.points_supported)),
            stage: stage::stage(
                &self.answered,
                questionnaire.scoring.stage_share,
                thin || self.weight_covered < self.weight_applicable,
            ),
            thin,
        })
    }

    /// Whether so much is covered by two answers or more. A cell with a single
    /// question can be answered no better.
    fn is_enough(&self, percent: u32) -> bool {
        self.answered.len() >= self.defined.min(2) && self.covers(percent)
    }

    /// Whether so many percent of the applicable weight are covered. Shares of
    /// respondents are not whole numbers: what strayed from the limit by
    /// rounding keeps it.
    fn covers(&self, percent: u32) -> bool {
        100.0 * self.weight_covered + rounding::SNAP >= f64::from(percent) * self.weight_applicable
    }

    fn mean(&self, points: f64) -> Score {
        rounding::score(points / self.weight_answered)
    }

    fn bounds(&self) -> Option<Bounds> {
        let open = self.weight_applicable - self.weight_covered;
        (self.applicable > 0).then(|| Bounds {
            lower: rounding::score(self.points_covered / self.weight_applicable),
            upper: rounding::score((self.points_covered + 100.0 * open) / self.weight_applicable),
        })
    }
}
