//! The overall scores, over the paired dimensions.

use crate::model::{DimensionIx, Lens, Questionnaire, Score};
use crate::tally::Scope;

use super::rounding;
use super::{Bounds, Cell, DimensionScores, Overall, OverallLens, OverallStatus, Scores, Stage};

/// Combines the dimensions.
pub(super) fn overall(questionnaire: &Questionnaire, dimensions: &[DimensionScores]) -> Overall {
    let eligible: Vec<DimensionIx> = questionnaire
        .dimension_positions()
        .filter(|&dimension| {
            !questionnaire[dimension].apart && can_be_paired(&dimensions[dimension.0])
        })
        .collect();
    let paired: Vec<DimensionIx> =
        eligible.iter().copied().filter(|dimension| dimensions[dimension.0].paired).collect();
    let weighted = Weighted { questionnaire, dimensions };
    let status = status(&weighted, &eligible, &paired);
    let bounds_given = status == OverallStatus::Insufficient || eligible.len() == paired.len();
    let lens = |lens| {
        if status == OverallStatus::NotApplicable {
            return OverallLens::default();
        }
        let published = status == OverallStatus::Published;
        OverallLens {
            score: published
                .then(|| weighted.mean(&paired, lens, |cell| Some(cell.score()?.exact)))
                .flatten(),
            supported: published.then(|| weighted.mean(&paired, lens, supported_exact)).flatten(),
            bounds: bounds_given.then(|| weighted.bounds(&eligible, lens)).flatten(),
            stage: published.then(|| weighted.stage(&eligible, &paired, lens)).flatten(),
        }
    };
    let (prevention, resolution) = (lens(Lens::Prevention), lens(Lens::Resolution));
    Overall {
        status,
        gap: prevention.score.zip(resolution.score).map(|(p, r)| rounding::gap(p, r)),
        gap_bounds: prevention.bounds.zip(resolution.bounds).map(|(p, r)| gap_bounds(p, r)),
        coverage: weighted.coverage(&eligible),
        prevention,
        resolution,
        eligible,
        paired,
    }
}

/// The overall prevention and resolution score with one of the paired
/// dimensions left out, where there are overall scores and others are left.
pub fn overall_without(
    questionnaire: &Questionnaire,
    scores: &Scores,
    left_out: DimensionIx,
) -> Option<(Score, Score)> {
    let weighted = Weighted { questionnaire, dimensions: &scores.dimensions };
    let of: Vec<DimensionIx> =
        scores.overall.counted().iter().copied().filter(|&one| one != left_out).collect();
    let mean = |lens| weighted.mean(&of, lens, |cell| Some(cell.score()?.exact));
    mean(Lens::Prevention).zip(mean(Lens::Resolution))
}

fn can_be_paired(dimension: &DimensionScores) -> bool {
    dimension.scope == Scope::In
        && dimension.prevention.applicable > 0
        && dimension.resolution.applicable > 0
}

fn supported_exact(cell: &Cell) -> Option<f64> {
    Some(cell.published()?.supported?.exact)
}

/// The gap lies between its worst and its best pair of scores.
fn gap_bounds(prevention: Bounds, resolution: Bounds) -> Bounds {
    Bounds {
        lower: rounding::gap(prevention.upper, resolution.lower),
        upper: rounding::gap(prevention.lower, resolution.upper),
    }
}

fn status(
    weighted: &Weighted<'_>,
    eligible: &[DimensionIx],
    paired: &[DimensionIx],
) -> OverallStatus {
    let share = weighted.questionnaire.scoring.coverage;
    if eligible.is_empty() {
        OverallStatus::NotApplicable
    } else if !paired.is_empty()
        && 100 * weighted.weight(paired) >= share * weighted.weight(eligible)
    {
        OverallStatus::Published
    } else {
        OverallStatus::Insufficient
    }
}

/// Dimensions with their weights.
struct Weighted<'a> {
    questionnaire: &'a Questionnaire,
    dimensions: &'a [DimensionScores],
}

impl Weighted<'_> {
    fn weight(&self, of: &[DimensionIx]) -> u32 {
        of.iter().map(|&dimension| self.questionnaire[dimension].weight).sum()
    }

    fn cell(&self, dimension: DimensionIx, lens: Lens) -> &Cell {
        self.dimensions[dimension.0].cell(lens)
    }

    /// The weighted mean of a value of each cell, if every cell has it.
    fn mean(
        &self,
        of: &[DimensionIx],
        lens: Lens,
        value: impl Fn(&Cell) -> Option<f64>,
    ) -> Option<Score> {
        let mut sum = 0.0;
        for &dimension in of {
            let weight = f64::from(self.questionnaire[dimension].weight);
            sum += weight * value(self.cell(dimension, lens))?;
        }
        (!of.is_empty()).then(|| rounding::score(sum / f64::from(self.weight(of))))
    }

    fn bounds(&self, of: &[DimensionIx], lens: Lens) -> Option<Bounds> {
        Some(Bounds {
            lower: self.mean(of, lens, |cell| Some(cell.bounds?.lower.exact))?,
            upper: self.mean(of, lens, |cell| Some(cell.bounds?.upper.exact))?,
        })
    }

    /// The lowest stage, held back by the questions of every cell that has
    /// no higher one; provisional while anything eligible is open.
    fn stage(&self, eligible: &[DimensionIx], of: &[DimensionIx], lens: Lens) -> Option<Stage> {
        let stages = || of.iter().filter_map(|&d| Some(&self.cell(d, lens).published()?.stage));
        let level = stages().map(|stage| stage.level).min()?;
        Some(Stage {
            level,
            provisional: stages().any(|stage| stage.provisional)
                || eligible.iter().filter(|d| !of.contains(d)).any(|&d| self.is_open(d)),
            held_back_by: stages()
                .filter(|stage| stage.level == level)
                .flat_map(|stage| stage.held_back_by.iter().copied())
                .collect(),
        })
    }

    /// Whether an answer to a dimension is missing, in either lens.
    fn is_open(&self, dimension: DimensionIx) -> bool {
        Lens::ALL.iter().any(|&lens| self.cell(dimension, lens).is_open())
    }

    fn coverage(&self, of: &[DimensionIx]) -> Option<Score> {
        let sum = |weight: fn(&Cell) -> f64| -> f64 {
            of.iter().flat_map(|&d| Lens::ALL.map(|lens| weight(self.cell(d, lens)))).sum()
        };
        let applicable = sum(|cell| cell.weight_applicable);
        let covered = sum(|cell| cell.weight_covered);
        (applicable > 0.0).then(|| rounding::score(100.0 * covered / applicable))
    }
}
