//! Intervals of the published scores: where the score would likely lie with
//! other respondents from the same groups.
//!
//! Of anonymous people they are taken on ballots that are made from the table,
//! which makes them at least as wide, and only where it is told of every group
//! who gave which level. The gap has none then: on such ballots it would come
//! out too narrow.

use crate::model::{DimensionIx, Lens, QuestionIx, Questionnaire, RoleIx, Score};
use crate::scoring::{Composite, Scores};
use crate::tally::{Ballots, Scope, Tally};

use super::statistics::{FEWEST_FOR_INTERVAL, Group, Interval, half_width};

/// Why a number has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// There is no number.
    NoScore,
    /// Of a small group it is not told who gave which level.
    SmallGroup,
    /// The gap of anonymous people has none.
    NotShown,
    /// A role has fewer than three people with a score of their own.
    TooFewPeople,
    /// Nobody differs from anybody in their group.
    NoVariance,
}

impl NoInterval {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoScore => "no_score",
            Self::SmallGroup => "small_group",
            Self::NotShown => "not_shown",
            Self::TooFewPeople => "too_few_people",
            Self::NoVariance => "no_variance",
        }
    }
}

type MaybeInterval = Result<Interval, NoInterval>;

/// The intervals of the published scores and gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    overall: ThreeIntervals,
    dimensions: Vec<ThreeIntervals>,
}

/// The intervals of two scores and of their gap.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ThreeIntervals {
    prevention: MaybeInterval,
    resolution: MaybeInterval,
    gap: MaybeInterval,
}

impl Intervals {
    /// The interval of a score, in one dimension or overall.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn score(&self, dimension: Option<DimensionIx>, lens: Lens) -> MaybeInterval {
        match lens {
            Lens::Prevention => self.of(dimension).prevention,
            Lens::Resolution => self.of(dimension).resolution,
        }
    }

    /// The interval of a gap, in one dimension or overall.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn gap(&self, dimension: Option<DimensionIx>) -> MaybeInterval {
        self.of(dimension).gap
    }

    fn of(&self, dimension: Option<DimensionIx>) -> &ThreeIntervals {
        dimension.map_or(&self.overall, |dimension| &self.dimensions[dimension.0])
    }
}

/// The intervals of all published scores, from the respondents' own ones.
pub(super) fn intervals(
    questionnaire: &Questionnaire,
    tally: &Tally,
    ballots: &Ballots,
    own: &[Composite],
    scores: &Scores,
) -> Intervals {
    let spread = Spread { questionnaire, tally, scores, groups: groups(ballots, own) };
    Intervals {
        overall: spread.three(None),
        dimensions: questionnaire
            .dimension_positions()
            .map(|dimension| spread.three(Some(dimension)))
            .collect(),
    }
}

/// The respondents' own scores, by role where roles are told apart.
fn groups<'a>(
    ballots: &Ballots,
    own: &'a [Composite],
) -> Vec<(Option<RoleIx>, Vec<&'a Composite>)> {
    let mut groups: Vec<(Option<RoleIx>, Vec<&Composite>)> = Vec::new();
    for (ballot, one) in ballots.iter().zip(own) {
        match groups.last_mut() {
            // Ballots come sorted by role.
            Some((role, group)) if *role == ballot.role => group.push(one),
            _ => groups.push((ballot.role, vec![one])),
        }
    }
    groups
}

/// How far the respondents' own scores lie apart.
struct Spread<'a> {
    questionnaire: &'a Questionnaire,
    tally: &'a Tally,
    scores: &'a Scores,
    groups: Vec<(Option<RoleIx>, Vec<&'a Composite>)>,
}

impl Spread<'_> {
    fn three(&self, dimension: Option<DimensionIx>) -> ThreeIntervals {
        let [prevention, resolution] = Lens::ALL.map(|lens| self.score(dimension, lens));
        ThreeIntervals { prevention, resolution, gap: self.gap(dimension) }
    }

    fn score(&self, dimension: Option<DimensionIx>, lens: Lens) -> MaybeInterval {
        let score = match dimension {
            None => self.scores.overall.lens(lens).score,
            Some(dimension) => self.scores.cell(dimension, lens).score(),
        };
        let score = score.ok_or(NoInterval::NoScore)?;
        if !self.rests_on_counts(dimension, lens) {
            return Err(NoInterval::SmallGroup);
        }
        self.around(score, 0.0, |own| own.score(dimension, lens))
    }

    fn gap(&self, dimension: Option<DimensionIx>) -> MaybeInterval {
        let gap = match dimension {
            None => self.scores.overall.gap,
            Some(dimension) => self.scores.dimension(dimension).gap,
        };
        let gap = gap.ok_or(NoInterval::NoScore)?;
        if !self.tally.anonymity.is_named() {
            return Err(NoInterval::NotShown);
        }
        self.around(gap, -100.0, |own| own.gap(dimension))
    }

    /// Whether it is told of every answered question of a score who gave which
    /// level, by role where roles are told apart.
    fn rests_on_counts(&self, dimension: Option<DimensionIx>, lens: Lens) -> bool {
        let roles_apart = self.tally.has_roles_apart();
        let is_part = |of: DimensionIx| match dimension {
            Some(dimension) => of == dimension,
            None => self.scores.overall.paired.contains(&of),
        };
        let is_counted = |question: QuestionIx| {
            let said = self.tally.question(question);
            let is_answered = said.applies() && said.answered() > 0;
            let is_by_role = !roles_apart || !said.by_role.is_empty();
            !is_answered || is_by_role && said.is_counted()
        };
        let mut questions = self.questionnaire.question_positions().filter(|&question| {
            let asked = &self.questionnaire[question];
            asked.lens == lens
                && is_part(asked.dimension)
                && self.tally.scope(asked.dimension) == Scope::In
        });
        self.tally.anonymity.is_named() || questions.all(is_counted)
    }

    /// The interval around a published value, from the respondents' own.
    fn around(
        &self,
        value: Score,
        lowest: f64,
        own: impl Fn(&Composite) -> Option<f64>,
    ) -> MaybeInterval {
        let composites: Vec<Vec<f64>> = self
            .groups
            .iter()
            .map(|(_, of)| of.iter().copied().filter_map(&own).collect())
            .collect();
        if composites.iter().any(|group| group.len() < FEWEST_FOR_INTERVAL) {
            return Err(NoInterval::TooFewPeople);
        }
        let weight = |role: Option<RoleIx>| role.map_or(1, |role| self.questionnaire[role].weight);
        let roles = self.groups.iter().map(|&(role, _)| role);
        let groups: Vec<Group<'_>> = roles
            .zip(&composites)
            .map(|(role, composites)| Group { weight: weight(role), composites })
            .collect();
        let half_width = half_width(&groups).ok_or(NoInterval::NoVariance)?;
        Ok(Interval::around(value.exact, half_width).clamped(lowest, 100.0))
    }
}
