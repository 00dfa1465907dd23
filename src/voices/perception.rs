//! The perception gap: how those who lead and those who answer customers see
//! the same practices.
//!
//! Each named respondent's own score of a cell is taken over the questions that
//! both sides are asked, and the difference is the mean of the leader side
//! minus the mean of the frontline side. Of anonymous people it is taken on
//! what is published of each question: see `published`.

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire, Side, Tenths};
use crate::scoring::{self, Composite, Scores, composite};
use crate::tally::{Ballot, Ballots, Tally};

use super::published;
use super::statistics::{Interval, cliffs_delta, holm, p_floor, permutation, welch};

/// How the two sides differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Perception {
    /// How many respondents stand on the leader side.
    pub leaders: usize,
    /// How many stand on the frontline side.
    pub frontline: usize,
    /// Overall prevention and resolution, and then both lenses of every
    /// dimension in questionnaire order; those that cannot be compared are
    /// left out.
    pub rows: Vec<PerceptionRow>,
    /// How many cells of dimensions have a test.
    pub tests: usize,
    /// Whether so few people could show anything at all.
    pub any_claim_possible: bool,
}

impl Perception {
    /// The row of a lens, in one dimension or overall.
    pub fn row(&self, dimension: Option<DimensionIx>, lens: Lens) -> Option<&PerceptionRow> {
        self.rows.iter().find(|row| (row.dimension, row.lens) == (dimension, lens))
    }

    /// How much the difference of a row can be relied on.
    pub fn claim(&self, row: &PerceptionRow) -> Claim {
        let below = |p: Option<f64>| p.is_some_and(|p| p < ALPHA);
        if !self.any_claim_possible {
            Claim::TooFewPeople
        } else if below(row.p_holm) {
            Claim::Clear
        } else if below(row.p) {
            Claim::Likely
        } else if row.p.is_some() {
            Claim::CouldBeChance
        } else {
            Claim::TooFewPeople
        }
    }
}

/// One cell as the two sides see it.
#[derive(Clone, Debug, PartialEq)]
pub struct PerceptionRow {
    /// The dimension; `None` is overall.
    pub dimension: Option<DimensionIx>,
    /// The lens.
    pub lens: Lens,
    /// How many leaders have an own score; of anonymous people, the fewest who
    /// answered one of the questions.
    pub leaders_count: usize,
    /// How many of the frontline do.
    pub frontline_count: usize,
    /// The mean of the leaders' own scores, 0 to 100; of anonymous people, what
    /// their means of the questions come to.
    pub leaders: f64,
    /// The same of the frontline, 0 to 100.
    pub frontline: f64,
    /// Leaders minus frontline, −100 to 100.
    pub difference: f64,
    /// How large the difference is.
    pub size: Size,
    /// Whether it was tested.
    pub tested: Tested,
    /// The 95 percent interval of the difference (Welch), cut at ±100.
    pub interval: Option<Interval>,
    /// Cliff's delta, −1 to 1; takes who gave which answers together.
    pub cliffs_delta: Option<f64>,
    /// The chance of a difference of this size if the two sides saw the same.
    pub p: Option<f64>,
    /// The same with Holm's correction for the number of cells; none overall.
    pub p_holm: Option<f64>,
    /// The smallest chance that so many people could show; of an exact test.
    pub p_floor: Option<f64>,
}

/// How large a difference between the two sides is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Under 8 points.
    Alike,
    /// From 8 points.
    Apart,
    /// From 20 points.
    FarApart,
}

impl Size {
    /// The size of the difference between two scores as they are published.
    pub(super) fn of(leaders: f64, frontline: f64) -> Self {
        let [leaders, frontline] = [leaders, frontline].map(scoring::published);
        match (leaders - frontline).abs() {
            size if size < Tenths::whole(8) => Self::Alike,
            size if size < Tenths::whole(20) => Self::Apart,
            _ => Self::FarApart,
        }
    }

    /// The words in reports and results.
    pub fn words(self) -> &'static str {
        match self {
            Self::Alike => "alike",
            Self::Apart => "apart",
            Self::FarApart => "far apart",
        }
    }
}

/// Whether a difference was tested, and else why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// It was.
    Shown,
    /// Of a small group of anonymous people it is not told who gave which
    /// level.
    SmallGroup,
    /// Too few people answered.
    TooFewPeople,
    /// Nobody differs from anybody on their side.
    NoVariance,
}

impl Tested {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::SmallGroup => "small_group",
            Self::TooFewPeople => "too_few_people",
            Self::NoVariance => "no_variance",
        }
    }
}

impl PerceptionRow {
    /// Whether the difference is confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.p_holm.is_some_and(|p| p < ALPHA)
    }
}

/// How much a difference can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It stands, whatever the number of comparisons.
    Clear,
    /// It would stand alone.
    Likely,
    /// It could be chance.
    CouldBeChance,
    /// Too few people answered to say.
    TooFewPeople,
}

impl Claim {
    /// The words in reports.
    pub fn words(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Likely => "likely",
            Self::CouldBeChance => "could be chance",
            Self::TooFewPeople => "too few people",
        }
    }
}

/// The chance below which a difference is called one.
const ALPHA: f64 = 0.05;
/// From so many people on each side there is a test.
const TEST_FROM: usize = 2;
/// From so many people on each side Welch's test stands in where there are
/// too many arrangements to count.
const WELCH_FROM: usize = 10;

/// How the two sides differ, where both can be shown.
pub(super) fn perception(
    questionnaire: &Questionnaire,
    tally: &Tally,
    ballots: &Ballots,
    scores: &Scores,
) -> Option<Perception> {
    if tally.anonymity.hides_roles() {
        return None;
    }
    let [leaders, frontline] =
        [Side::Leader, Side::Frontline].map(|side| on_side(questionnaire, ballots, side));
    if leaders.is_empty() || frontline.is_empty() {
        return None;
    }
    let is_named = tally.anonymity.is_named();
    let is_asked = |ballots: &[&Ballot], question| ballots.iter().any(|b| b.was_asked(question));
    let is_shared = |question: QuestionIx| {
        if !questionnaire[question].compare {
            false
        } else if is_named {
            is_asked(&leaders, question) && is_asked(&frontline, question)
        } else {
            published::is_shared(questionnaire, tally, question)
        }
    };
    let shared: Vec<bool> = questionnaire.question_positions().map(is_shared).collect();
    let own = |ballots: &[&Ballot]| -> Vec<Composite> {
        let counts = |question: QuestionIx| shared[question.0];
        ballots.iter().map(|ballot| composite(questionnaire, tally, ballot, counts)).collect()
    };
    let sides = Sides { leaders: own(&leaders), frontline: own(&frontline) };
    let mut rows = if is_named {
        sides.rows(questionnaire)
    } else {
        published::rows(questionnaire, tally, scores, &shared, &sides)
    };
    let tests = correct(&mut rows);
    let any_claim_possible = if is_named {
        any_claim_possible(&rows, tests)
    } else {
        rows.iter().any(|r| r.p.is_some())
    };
    Some(Perception {
        leaders: leaders.len(),
        frontline: frontline.len(),
        tests,
        any_claim_possible,
        rows,
    })
}

fn on_side<'b>(questionnaire: &Questionnaire, ballots: &'b Ballots, side: Side) -> Vec<&'b Ballot> {
    let is_on = |ballot: &&Ballot| ballot.role.is_some_and(|role| questionnaire[role].side == side);
    ballots.iter().filter(is_on).collect()
}

/// The respondents' own scores over the questions that both sides are asked.
pub(super) struct Sides {
    leaders: Vec<Composite>,
    frontline: Vec<Composite>,
}

/// Overall, and then every dimension, each with both lenses.
pub(super) fn cells(
    questionnaire: &Questionnaire,
) -> impl Iterator<Item = (Option<DimensionIx>, Lens)> + use<> {
    let dimensions = questionnaire.dimension_positions().map(Some);
    std::iter::once(None)
        .chain(dimensions)
        .flat_map(|dimension| Lens::ALL.map(|lens| (dimension, lens)))
}

impl Sides {
    fn rows(&self, questionnaire: &Questionnaire) -> Vec<PerceptionRow> {
        cells(questionnaire).filter_map(|(dimension, lens)| self.row(dimension, lens)).collect()
    }

    /// The own scores of both sides in a cell, in order, so that sums do not
    /// depend on who came when.
    fn own(&self, dimension: Option<DimensionIx>, lens: Lens) -> [Vec<f64>; 2] {
        let own = |side: &[Composite]| sorted(side.iter().filter_map(|o| o.score(dimension, lens)));
        [own(&self.leaders), own(&self.frontline)]
    }

    fn row(&self, dimension: Option<DimensionIx>, lens: Lens) -> Option<PerceptionRow> {
        let [leaders, frontline] = self.own(dimension, lens);
        let fewest = leaders.len().min(frontline.len());
        if fewest == 0 {
            return None;
        }
        let (leaders_mean, frontline_mean) = (mean(&leaders), mean(&frontline));
        let welch = welch(&leaders, &frontline);
        let exact = permutation(&leaders, &frontline);
        let p = match (exact, welch) {
            _ if fewest < TEST_FROM => None,
            (Some(exact), _) => Some(exact.p),
            (None, Some(welch)) if fewest >= WELCH_FROM => Some(welch.p),
            (None, _) => None,
        };
        Some(PerceptionRow {
            dimension,
            lens,
            leaders_count: leaders.len(),
            frontline_count: frontline.len(),
            leaders: leaders_mean,
            frontline: frontline_mean,
            difference: leaders_mean - frontline_mean,
            size: Size::of(leaders_mean, frontline_mean),
            tested: if p.is_some() { Tested::Shown } else { Tested::TooFewPeople },
            interval: welch.and_then(|w| w.interval).map(|i| i.clamped(-100.0, 100.0)),
            cliffs_delta: cliffs_delta(&leaders, &frontline),
            p,
            p_holm: None,
            p_floor: p.map(|_| p_floor(leaders.len(), frontline.len())),
        })
    }

    /// The row of a cell of anonymous people, tested by Welch's method where it
    /// is told on both sides who gave which level.
    pub(super) fn test(&self, row: PerceptionRow, is_counted: bool) -> PerceptionRow {
        if !is_counted {
            return row;
        }
        let [leaders, frontline] = self.own(row.dimension, row.lens);
        let welch = welch(&leaders, &frontline);
        let tested = if welch.is_some() { Tested::Shown } else { Tested::NoVariance };
        PerceptionRow {
            tested,
            interval: welch.and_then(|w| w.interval).map(|i| i.clamped(-100.0, 100.0)),
            p: welch.map(|welch| welch.p),
            ..row
        }
    }
}

/// Corrects the cells of dimensions for their number, and counts them. The
/// overall rows repeat what the cells say and are not counted.
fn correct(rows: &mut [PerceptionRow]) -> usize {
    let is_tested = |row: &&mut PerceptionRow| row.dimension.is_some() && row.p.is_some();
    let ps: Vec<f64> =
        rows.iter().filter(|row| row.dimension.is_some()).filter_map(|r| r.p).collect();
    let tested = rows.iter_mut().filter(is_tested);
    tested.zip(holm(&ps)).for_each(|(row, corrected)| row.p_holm = Some(corrected));
    ps.len()
}

/// Whether the smallest chance that so many people could show would be small
/// enough, corrected for the number of tests.
#[expect(clippy::cast_precision_loss, reason = "there are two tests a dimension")]
fn any_claim_possible(rows: &[PerceptionRow], tests: usize) -> bool {
    let cells = rows.iter().filter(|row| row.dimension.is_some());
    cells.filter_map(|row| row.p_floor).any(|floor| floor * tests as f64 <= ALPHA)
}

/// In order, so that sums do not depend on who came when.
fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer respondents than 2^52")]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
