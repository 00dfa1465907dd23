//! Intervals of the published scores: where the score would likely lie with
//! other respondents from the same groups.

use crate::model::{DimensionIx, Lens, Questionnaire, RoleIx};
use crate::scoring::{Composite, Scores};
use crate::tally::{Ballots, Tally};

use super::smallest_group;
use super::statistics::{Group, Interval, half_width};

/// The intervals of the published scores and gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intervals {
    overall: ThreeIntervals,
    dimensions: Vec<ThreeIntervals>,
}

/// The intervals of two scores and of their gap.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct ThreeIntervals {
    prevention: Option<Interval>,
    resolution: Option<Interval>,
    gap: Option<Interval>,
}

impl Intervals {
    /// The interval of a score, in one dimension or overall.
    pub fn score(&self, dimension: Option<DimensionIx>, lens: Lens) -> Option<Interval> {
        match lens {
            Lens::Prevention => self.of(dimension).prevention,
            Lens::Resolution => self.of(dimension).resolution,
        }
    }

    /// The interval of a gap, in one dimension or overall.
    pub fn gap(&self, dimension: Option<DimensionIx>) -> Option<Interval> {
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
    let spread =
        Spread { questionnaire, groups: groups(ballots, own), least: smallest_group(tally) };
    let overall = &scores.overall;
    Intervals {
        overall: ThreeIntervals {
            prevention: overall.prevention.score.and_then(|score| {
                let own = |one: &Composite| one.score(None, Lens::Prevention);
                spread.around(score.exact, 0.0, own)
            }),
            resolution: overall.resolution.score.and_then(|score| {
                let own = |one: &Composite| one.score(None, Lens::Resolution);
                spread.around(score.exact, 0.0, own)
            }),
            gap: overall
                .gap
                .and_then(|gap| spread.around(gap.exact, -100.0, |one: &Composite| one.gap(None))),
        },
        dimensions: questionnaire
            .dimension_positions()
            .map(|dimension| of_dimension(&spread, scores, dimension))
            .collect(),
    }
}

fn of_dimension(spread: &Spread<'_>, scores: &Scores, dimension: DimensionIx) -> ThreeIntervals {
    let of = scores.dimension(dimension);
    let cell = |lens| {
        let own = |one: &Composite| one.score(Some(dimension), lens);
        spread.around(of.cell(lens).score()?.exact, 0.0, own)
    };
    ThreeIntervals {
        prevention: cell(Lens::Prevention),
        resolution: cell(Lens::Resolution),
        gap: of.gap.and_then(|gap| {
            spread.around(gap.exact, -100.0, |one: &Composite| one.gap(Some(dimension)))
        }),
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
    groups: Vec<(Option<RoleIx>, Vec<&'a Composite>)>,
    /// The smallest group whose figures are shown.
    least: usize,
}

impl Spread<'_> {
    /// The interval around a published value, from the respondents' own; none
    /// where a group is too small to say.
    fn around(
        &self,
        value: f64,
        lowest: f64,
        own: impl Fn(&Composite) -> Option<f64>,
    ) -> Option<Interval> {
        let composites: Vec<Vec<f64>> = self
            .groups
            .iter()
            .map(|(_, of)| of.iter().copied().filter_map(&own).collect())
            .collect();
        if composites.iter().any(|group| group.len() < self.least) {
            return None;
        }
        let weight = |role: Option<RoleIx>| role.map_or(1, |role| self.questionnaire[role].weight);
        let roles = self.groups.iter().map(|&(role, _)| role);
        let groups: Vec<Group<'_>> = roles
            .zip(&composites)
            .map(|(role, composites)| Group { weight: weight(role), composites })
            .collect();
        Some(Interval::around(value, half_width(&groups)?).clamped(lowest, 100.0))
    }
}
