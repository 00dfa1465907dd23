//! Sensitivity: what the headline hangs on. It is read again with unproven
//! answers set back, and under other distances between the levels.

use crate::model::{PostureIx, Questionnaire, Tenths};
use crate::scoring::{self, Scores, Spacing};
use crate::tally::Tally;

use super::posture::{self, gap_word};

/// The two other spacings: higher levels closer together, and further apart.
const SPACINGS: [Spacing; 2] = [[0.0, 40.0, 70.0, 90.0, 100.0], [0.0, 10.0, 30.0, 60.0, 100.0]];

/// What the headline hangs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// With unproven answers set back; `None` where proof was not asked for.
    pub as_proven: Option<Headline>,
    /// Whether the posture or the word for the gap is another then.
    pub hangs_on_proof: bool,
    /// Under the two other spacings, each with what its levels are worth.
    pub spaced: Vec<(Spacing, Headline)>,
    /// Whether the posture or the sign of the gap is another then.
    pub hangs_on_spacing: bool,
}

/// The headline: both scores, the gap and the posture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The prevention score.
    pub prevention: Tenths,
    /// The resolution score.
    pub resolution: Tenths,
    /// The named place on the two axes.
    pub posture: PostureIx,
}

impl Headline {
    fn of(questionnaire: &Questionnaire, prevention: Tenths, resolution: Tenths) -> Self {
        let posture = posture::at(questionnaire, prevention, resolution);
        Self { prevention, resolution, posture }
    }

    /// Resolution minus prevention.
    pub fn gap(&self) -> Tenths {
        self.resolution - self.prevention
    }
}

/// Reads the headline again; `None` where there is none.
pub(super) fn sensitivity(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
) -> Option<Sensitivity> {
    let overall = &scores.overall;
    let headline = Headline::of(
        questionnaire,
        overall.prevention.score?.published,
        overall.resolution.score?.published,
    );
    let as_proven = overall
        .prevention
        .supported
        .zip(overall.resolution.supported)
        .map(|(p, r)| Headline::of(questionnaire, p.published, r.published));
    let spaced: Vec<(Spacing, Headline)> = SPACINGS
        .into_iter()
        .filter_map(|spacing| {
            let (p, r) = scoring::overall_spaced(questionnaire, tally, scores, &spacing)?;
            Some((spacing, Headline::of(questionnaire, p.published, r.published)))
        })
        .collect();
    let sign = |headline: &Headline| headline.gap().tenths().signum();
    Some(Sensitivity {
        hangs_on_proof: as_proven.is_some_and(|proven| {
            proven.posture != headline.posture || gap_word(proven.gap()) != gap_word(headline.gap())
        }),
        hangs_on_spacing: spaced
            .iter()
            .any(|(_, other)| other.posture != headline.posture || sign(other) != sign(&headline)),
        as_proven,
        spaced,
    })
}
