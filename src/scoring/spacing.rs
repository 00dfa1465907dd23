//! The overall scores under other distances between the levels: what hangs on
//! the assumption that all steps are equally long.

use crate::model::{DimensionIx, Lens, Questionnaire, Score};
use crate::tally::Tally;

use super::{Scores, rounding};

/// What each level is worth, lowest first. The scores use 0, 25, 50, 75, 100.
pub type Spacing = [f64; 5];

/// What lies at the same place between two levels as so many points, 0 to 100,
/// do where levels are worth 0, 25, 50, 75 and 100.
pub fn spaced(points: f64, spacing: &Spacing) -> f64 {
    let place = points / 25.0;
    let at = |level: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 4")]
        let level = level.clamp(0.0, 4.0) as usize;
        spacing[level]
    };
    let (below, above) = (at(place.floor()), at(place.floor() + 1.0));
    below + (place - place.floor()) * (above - below)
}

/// The overall prevention and resolution score under another spacing, where
/// there are overall scores.
pub fn overall_spaced(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    spacing: &Spacing,
) -> Option<(Score, Score)> {
    scores.overall.prevention.score?;
    let lens = |lens| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for &dimension in &scores.overall.paired {
            let weight = f64::from(questionnaire[dimension].weight);
            sum += weight * cell_mean(questionnaire, tally, spacing, dimension, lens)?;
            weights += weight;
        }
        Some(rounding::score(sum / weights))
    };
    Some((lens(Lens::Prevention)?, lens(Lens::Resolution)?))
}

fn cell_mean(
    questionnaire: &Questionnaire,
    tally: &Tally,
    spacing: &Spacing,
    dimension: DimensionIx,
    lens: Lens,
) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for question in questionnaire.cell_questions(dimension, lens) {
        let said = tally.question(question);
        if let Some(points) = said.mean_of(spacing).filter(|_| said.applies()) {
            let weight = f64::from(questionnaire[question].weight);
            sum += weight * points;
            weights += weight;
        }
    }
    (weights > 0.0).then(|| sum / weights)
}
