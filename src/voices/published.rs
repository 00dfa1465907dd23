//! The perception gap of anonymous people, from what is published of each
//! question: the mean of either side.
//!
//! ```text
//! row of a cell = Σ w·25·(mean − 1) / Σ w   over the questions that both sides share
//! overall row   = Σ W_d·row_d / Σ W_d       over the paired dimensions that have one
//! ```
//!
//! Nobody's own score is in it, so nobody's can be computed from it.

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire, Side};
use crate::scoring::{self, Scores};
use crate::tally::{Levels, Tally};

use super::perception::{PerceptionRow, Sides, Size, Tested, cells};

/// Whether a question is told by role, applies, and has a level on both sides.
pub(super) fn is_shared(
    questionnaire: &Questionnaire,
    tally: &Tally,
    question: QuestionIx,
) -> bool {
    tally.question(question).applies()
        && sides(questionnaire, tally, question).iter().all(|side| side.people() > 0)
}

fn sides(questionnaire: &Questionnaire, tally: &Tally, question: QuestionIx) -> [Levels; 2] {
    let said = tally.question(question);
    [Side::Leader, Side::Frontline].map(|side| said.on_side(questionnaire, side))
}

/// Overall, and then both lenses of every dimension; those without a shared
/// question are left out.
pub(super) fn rows(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    shared: &[bool],
    own: &Sides,
) -> Vec<PerceptionRow> {
    let table = Table { questionnaire, tally, scores, shared };
    cells(questionnaire)
        .filter_map(|(dimension, lens)| {
            let side = table.side_of(dimension, lens)?;
            Some(own.test(side.row(dimension, lens), side.is_counted))
        })
        .collect()
}

struct Table<'a> {
    questionnaire: &'a Questionnaire,
    tally: &'a Tally,
    scores: &'a Scores,
    shared: &'a [bool],
}

/// What both sides say in a cell.
#[derive(Clone, Copy)]
struct BothSides {
    /// Leaders and frontline, 0 to 100.
    points: [f64; 2],
    /// The fewest of each who answered one of the questions.
    fewest: [u32; 2],
    /// Whether it is told of all of them who gave which level.
    is_counted: bool,
}

impl Table<'_> {
    fn side_of(&self, dimension: Option<DimensionIx>, lens: Lens) -> Option<BothSides> {
        match dimension {
            Some(dimension) => weighted(self.questions(dimension, lens)),
            None => weighted(self.scores.overall.paired.iter().filter_map(|&dimension| {
                let weight = self.questionnaire[dimension].weight;
                Some((weight, self.side_of(Some(dimension), lens)?))
            })),
        }
    }

    fn questions(
        &self,
        dimension: DimensionIx,
        lens: Lens,
    ) -> impl Iterator<Item = (u32, BothSides)> {
        let questions = self.questionnaire.cell_questions(dimension, lens);
        questions.filter(|question| self.shared[question.0]).map(|question| {
            let sides = sides(self.questionnaire, self.tally, question);
            let points = |side: &Levels| scoring::points(side.mean().unwrap_or(1.0));
            let both = BothSides {
                points: sides.each_ref().map(points),
                fewest: sides.each_ref().map(Levels::people),
                is_counted: sides.iter().all(|side| side.counted().is_some()),
            };
            (self.questionnaire[question].weight, both)
        })
    }
}

/// The weighted mean of parts; none of no part.
fn weighted(parts: impl Iterator<Item = (u32, BothSides)>) -> Option<BothSides> {
    let mut weights = 0.0;
    let mut sums = [0.0; 2];
    let mut all: Option<BothSides> = None;
    for (weight, part) in parts {
        let weight = f64::from(weight);
        weights += weight;
        sums.iter_mut().zip(part.points).for_each(|(sum, points)| *sum += weight * points);
        all = Some(all.map_or(part, |so_far| BothSides {
            fewest: [0, 1].map(|side| so_far.fewest[side].min(part.fewest[side])),
            is_counted: so_far.is_counted && part.is_counted,
            ..part
        }));
    }
    all.map(|all| BothSides { points: sums.map(|sum| sum / weights), ..all })
}

impl BothSides {
    fn row(&self, dimension: Option<DimensionIx>, lens: Lens) -> PerceptionRow {
        let [leaders, frontline] = self.points;
        let [leaders_count, frontline_count] = self.fewest.map(|people| people as usize);
        PerceptionRow {
            dimension,
            lens,
            leaders_count,
            frontline_count,
            leaders,
            frontline,
            difference: leaders - frontline,
            size: Size::of(leaders, frontline),
            tested: Tested::SmallGroup,
            interval: None,
            cliffs_delta: None,
            p: None,
            p_holm: None,
            p_floor: None,
        }
    }
}
