//! Composites: one respondent's own scores, made as any others are.

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire, Score};
use crate::tally::{Ballot, QuestionTally, Tally};

use super::{Heard, dimensions, overall};

/// One respondent's own scores, exact, 0 to 100 points; a score that too
/// little was answered for is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Composite {
    /// The prevention and the resolution score of each dimension, in
    /// questionnaire order.
    cells: Vec<[Option<f64>; 2]>,
    /// The overall prevention and resolution score.
    overall: [Option<f64>; 2],
}

impl Composite {
    /// The score of a lens, in one dimension or overall.
    pub fn score(&self, dimension: Option<DimensionIx>, lens: Lens) -> Option<f64> {
        let scores = dimension.map_or(&self.overall, |dimension| &self.cells[dimension.0]);
        match lens {
            Lens::Prevention => scores[0],
            Lens::Resolution => scores[1],
        }
    }

    /// Resolution minus prevention, in one dimension or overall, if the
    /// respondent has both.
    pub fn gap(&self, dimension: Option<DimensionIx>) -> Option<f64> {
        let [prevention, resolution] = Lens::ALL.map(|lens| self.score(dimension, lens));
        Some(resolution? - prevention?)
    }
}

/// The scores of one respondent over the questions that count.
pub fn composite(
    questionnaire: &Questionnaire,
    tally: &Tally,
    ballot: &Ballot,
    counts: impl Fn(QuestionIx) -> bool,
) -> Composite {
    let said = |question| {
        if counts(question) { ballot.question(question) } else { QuestionTally::default() }
    };
    let questions: Vec<QuestionTally> = questionnaire.question_positions().map(said).collect();
    let heard = Heard { scopes: &tally.scopes, questions: &questions, proof_asked: false };
    let dimensions = dimensions(questionnaire, &heard);
    let overall = overall::overall(questionnaire, &dimensions);
    let exact = |score: Option<Score>| score.map(|score| score.exact);
    Composite {
        cells: dimensions
            .iter()
            .map(|dimension| Lens::ALL.map(|lens| exact(dimension.cell(lens).score())))
            .collect(),
        overall: Lens::ALL.map(|lens| exact(overall.lens(lens).score)),
    }
}
