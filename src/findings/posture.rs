//! Posture: the named place on the two axes, and what it borders on.

use crate::model::{PostureIx, PostureWhen, Questionnaire, Tenths};
use crate::scoring::Scores;

/// How far the scores are moved to see what a posture borders on, in points.
const BORDER: i32 = 5;

/// The posture of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostureFinding {
    /// Where it stands.
    pub posture: PostureIx,
    /// Other postures that scores up to five points away would give, in
    /// questionnaire order.
    pub borders_on: Vec<PostureIx>,
}

/// The posture of the published overall scores.
pub(super) fn find(questionnaire: &Questionnaire, scores: &Scores) -> Option<PostureFinding> {
    let prevention = scores.overall.prevention.score?.published;
    let resolution = scores.overall.resolution.score?.published;
    let posture = at(questionnaire, prevention, resolution);
    let mut borders_on: Vec<PostureIx> = around(prevention)
        .into_iter()
        .flat_map(|p| around(resolution).map(|r| at(questionnaire, p, r)))
        .filter(|&other| other != posture)
        .collect();
    borders_on.sort();
    borders_on.dedup();
    Some(PostureFinding { posture, borders_on })
}

fn around(score: Tenths) -> [Tenths; 3] {
    [-BORDER, 0, BORDER].map(|by| {
        let moved = score.tenths() + Tenths::whole(by).tenths();
        Tenths::new(moved).clamp(Tenths::ZERO, Tenths::HUNDRED)
    })
}

/// The first posture whose conditions hold; the last has none.
pub(super) fn at(
    questionnaire: &Questionnaire,
    prevention: Tenths,
    resolution: Tenths,
) -> PostureIx {
    at_with(questionnaire, prevention, resolution, |score, limit| score >= limit)
}

/// The same, where a score reaches a limit by another rule.
pub(super) fn at_with(
    questionnaire: &Questionnaire,
    prevention: Tenths,
    resolution: Tenths,
    reaches: impl Fn(Tenths, Tenths) -> bool,
) -> PostureIx {
    let first = questionnaire
        .postures
        .iter()
        .position(|posture| holds(&posture.when, prevention, resolution, &reaches));
    PostureIx(first.unwrap_or(questionnaire.postures.len() - 1))
}

fn holds(
    when: &PostureWhen,
    prevention: Tenths,
    resolution: Tenths,
    reaches: impl Fn(Tenths, Tenths) -> bool,
) -> bool {
    let gap = resolution - prevention;
    when.prevention_min.is_none_or(|min| reaches(prevention, min))
        && when.resolution_min.is_none_or(|min| reaches(resolution, min))
        && when.gap_min.is_none_or(|min| gap >= min)
        && when.gap_below.is_none_or(|below| gap < below)
}

/// How wide a gap is, and which way it leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapWord {
    /// Under 8 points.
    Balanced,
    /// Under 20 points, resolution ahead.
    LeaningToRepair,
    /// Under 20 points, prevention ahead.
    LeaningToPrevention,
    /// 20 points or more.
    Wide,
}

impl GapWord {
    /// The words in reports and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::LeaningToRepair => "leaning to repair",
            Self::LeaningToPrevention => "leaning to prevention",
            Self::Wide => "wide",
        }
    }
}

impl GapWord {
    /// How wide a gap can be, whichever way it leans, narrowest first.
    pub(super) const SIZES: [&'static str; 3] = ["balanced", "leaning", "wide"];

    /// How wide the gap is, whichever way it leans.
    pub fn size(self) -> &'static str {
        match self {
            Self::Balanced => Self::SIZES[0],
            Self::LeaningToRepair | Self::LeaningToPrevention => Self::SIZES[1],
            Self::Wide => Self::SIZES[2],
        }
    }
}

/// The word for a published gap.
pub fn gap_word(gap: Tenths) -> GapWord {
    if gap.abs() < Tenths::whole(8) {
        GapWord::Balanced
    } else if gap.abs() >= Tenths::whole(20) {
        GapWord::Wide
    } else if gap > Tenths::ZERO {
        GapWord::LeaningToRepair
    } else {
        GapWord::LeaningToPrevention
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_word(gap: i32, word: &str) {
        assert_eq!(gap_word(Tenths::new(gap)).name(), word, "{gap}");
    }

    #[test]
    fn gaps_have_words() {
        check_word(0, "balanced");
        check_word(79, "balanced");
        check_word(-79, "balanced");
        check_word(80, "leaning to repair");
        check_word(-80, "leaning to prevention");
        check_word(199, "leaning to repair");
        check_word(200, "wide");
        check_word(-200, "wide");
    }
}
