//! Robustness: the headline read again under tests. Answers that are not
//! proven are set back, the levels are held to be further apart or closer
//! together, and each dimension is left out in turn.
//!
//! Under another spacing every limit of a word or a posture moves to the same
//! place between two levels: 45 points are level 2.8, so that they are 64
//! where the levels are worth 0, 40, 70, 90 and 100. Limits of the gap stay.

use crate::model::{DimensionIx, Lens, PostureIx, Questionnaire, Score, Tenths};
use crate::scoring::{self, Scores, Spacing};
use crate::tally::Tally;

use super::posture::{self, GapWord, gap_word};

/// The two other spacings: higher levels closer together, and further apart.
const SPACINGS: [Spacing; 2] = [[0.0, 40.0, 70.0, 90.0, 100.0], [0.0, 10.0, 30.0, 60.0, 100.0]];

/// With so many paired dimensions each is left out in turn.
const LEFT_OUT_FROM: usize = 3;

/// The headline, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// The headline as it is published.
    pub result: Headline,
    /// The tests, each with the headline under it.
    pub tests: Vec<(Test, Headline)>,
}

/// What is taken otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// Unproven answers are set back to what their proof supports.
    Proven,
    /// The levels are worth this.
    Spaced(Spacing),
    /// A dimension does not count.
    Without(DimensionIx),
}

/// Tests of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Unproven answers set back.
    Proof,
    /// Other distances between the levels.
    Spacing,
    /// A dimension left out.
    Dimension,
}

impl Family {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Spacing => "spacing",
            Self::Dimension => "dimension",
        }
    }
}

impl Test {
    /// Its kind.
    pub fn family(&self) -> Family {
        match self {
            Self::Proven => Family::Proof,
            Self::Spaced(_) => Family::Spacing,
            Self::Without(_) => Family::Dimension,
        }
    }
}

/// Both scores, and the words for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The prevention score.
    pub prevention: Tenths,
    /// The resolution score.
    pub resolution: Tenths,
    /// The positions of the levels that the two scores reach.
    pub words: [usize; 2],
    /// The named place on the two axes.
    pub posture: PostureIx,
}

impl Headline {
    /// Resolution minus prevention.
    pub fn gap(&self) -> Tenths {
        self.resolution - self.prevention
    }

    /// The position of the level that the score of a lens reaches.
    pub fn word(&self, lens: Lens) -> usize {
        match lens {
            Lens::Prevention => self.words[0],
            Lens::Resolution => self.words[1],
        }
    }
}

impl Robustness {
    /// The lowest gap over the result and all tests, in whole points, rounded
    /// down.
    pub fn gap_from(&self) -> i32 {
        self.gaps().map(|gap| gap.tenths().div_euclid(10)).min().unwrap_or_default()
    }

    /// The highest gap, rounded up.
    pub fn gap_to(&self) -> i32 {
        self.gaps().map(|gap| -(-gap.tenths()).div_euclid(10)).max().unwrap_or_default()
    }

    /// The widths of the gap that occur, narrowest first.
    pub fn gap_words(&self) -> Vec<&'static str> {
        let is_there = |size: &&&str| self.gaps().any(|gap| gap_word(gap).size() == **size);
        GapWord::SIZES.iter().filter(is_there).copied().collect()
    }

    /// Whether the same side is ahead in all, or neither.
    pub fn sign_holds(&self) -> bool {
        let is_there = |sign: i32| self.gaps().any(|gap| gap.tenths().signum() == sign);
        !(is_there(1) && is_there(-1))
    }

    /// In how many tests the gap has the word of the result.
    pub fn gap_word_holds_in(&self) -> usize {
        self.tests.len() - self.another_gap_word().len()
    }

    /// In how many tests the verdict is that of the result.
    pub fn verdict_holds_in(&self) -> usize {
        self.tests.len() - self.unlike(|at| at.posture != self.result.posture).len()
    }

    /// The tests under which the gap has another word.
    pub fn another_gap_word(&self) -> Vec<Test> {
        let size = |at: &Headline| gap_word(at.gap()).size();
        self.unlike(|at| size(at) != size(&self.result))
    }

    /// The tests under which another side is ahead.
    pub fn another_sign(&self) -> Vec<Test> {
        let sign = |at: &Headline| at.gap().tenths().signum();
        self.unlike(|at| sign(at) != 0 && sign(at) != sign(&self.result))
    }

    /// The tests under which the score of a lens has another word.
    pub fn another_word(&self, lens: Lens) -> Vec<Test> {
        self.unlike(|at| at.word(lens) != self.result.word(lens))
    }

    fn unlike(&self, is_unlike: impl Fn(&Headline) -> bool) -> Vec<Test> {
        self.tests.iter().filter(|(_, at)| is_unlike(at)).map(|(test, _)| *test).collect()
    }

    fn gaps(&self) -> impl Iterator<Item = Tenths> {
        let tests = self.tests.iter().map(|(_, at)| at);
        [&self.result].into_iter().chain(tests).map(Headline::gap)
    }
}

/// The kinds of tests, each once.
pub fn families(tests: &[Test]) -> Vec<Family> {
    let mut families: Vec<Family> = tests.iter().map(Test::family).collect();
    families.sort_unstable();
    families.dedup();
    families
}

/// Reads the headline again; `None` where there is none.
pub(super) fn robustness(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
) -> Option<Robustness> {
    let overall = &scores.overall;
    let plain = |scores| headline(questionnaire, scores, &scoring::POINTS);
    let result = plain((overall.prevention.score?, overall.resolution.score?));
    let proven = overall.prevention.supported.zip(overall.resolution.supported);
    let proven = proven.map(|scores| (Test::Proven, plain(scores)));
    let spaced = SPACINGS.into_iter().filter_map(|spacing| {
        let scores = scoring::overall_spaced(questionnaire, tally, scores, &spacing)?;
        Some((Test::Spaced(spacing), headline(questionnaire, scores, &spacing)))
    });
    let left_out = overall.paired.iter().filter(|_| overall.paired.len() >= LEFT_OUT_FROM);
    let without = left_out.filter_map(|&dimension| {
        let scores = scoring::overall_without(questionnaire, scores, dimension)?;
        Some((Test::Without(dimension), plain(scores)))
    });
    Some(Robustness { result, tests: proven.into_iter().chain(spaced).chain(without).collect() })
}

/// The words for two scores under a spacing.
fn headline(
    questionnaire: &Questionnaire,
    (prevention, resolution): (Score, Score),
    spacing: &Spacing,
) -> Headline {
    let (prevention, resolution) = (prevention.published, resolution.published);
    let reaches = |score: Tenths, limit: Tenths| score >= moved(limit, spacing);
    let word = |score| {
        let levels = &questionnaire.levels;
        levels.iter().rposition(|level| reaches(score, level.from)).unwrap_or_default()
    };
    Headline {
        prevention,
        resolution,
        words: [word(prevention), word(resolution)],
        posture: posture::at_with(questionnaire, prevention, resolution, reaches),
    }
}

/// A limit, at the same place between two levels under a spacing.
fn moved(limit: Tenths, spacing: &Spacing) -> Tenths {
    scoring::published(scoring::spaced(limit.value(), spacing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_moved(limit: i32, closer: i32, further: i32) {
        let moved = SPACINGS.map(|spacing| moved(Tenths::whole(limit), &spacing));
        assert_eq!(moved, [closer, further].map(Tenths::whole), "{limit}");
    }

    #[test]
    fn limits_move_to_the_same_place_between_two_levels() {
        check_moved(0, 0, 0);
        check_moved(25, 40, 10);
        check_moved(45, 64, 26);
        check_moved(65, 82, 48);
        check_moved(85, 94, 76);
        check_moved(100, 100, 100);
    }
}
