//! The interval of a published score.

use super::moments::Moments;
use super::student_t::student_t_quantile;

/// Fewer values in a group give no interval.
pub(in crate::voices) const FEWEST_FOR_INTERVAL: usize = 3;

/// Two ends, in points; neither is cut off at the ends of the scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

impl Interval {
    /// Returns the interval around a centre.
    pub fn around(centre: f64, half_width: f64) -> Self {
        Self { lower: centre - half_width, upper: centre + half_width }
    }

    /// Cuts both ends off at the ends of a scale.
    #[must_use]
    pub fn clamped(self, lowest: f64, highest: f64) -> Self {
        let cut = |end: f64| end.max(lowest).min(highest);
        Self { lower: cut(self.lower), upper: cut(self.upper) }
    }
}

/// The respondents of one role.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// The role's weight ω.
    pub weight: u32,
    /// Each respondent's own score.
    pub composites: &'a [f64],
}

/// Returns half the width of the 95 % interval of a weighted mean of group
/// means: `SE² = Σ a_g` with `a_g = (ω_g / Ω)² · s_g² / n_g`, times the
/// quantile of t with Satterthwaite's degrees of freedom.
///
/// `None` where a group has fewer than three respondents, and where nobody
/// differs from anybody in their group.
pub fn half_width(groups: &[Group]) -> Option<f64> {
    if groups.iter().any(|group| group.composites.len() < FEWEST_FOR_INTERVAL) {
        return None;
    }
    let total: f64 = groups.iter().map(|group| f64::from(group.weight)).sum();
    let part = |group: &Group| {
        let moments = Moments::of(group.composites)?;
        let share = f64::from(group.weight) / total;
        Some(Part { variance: share * share * moments.of_the_mean(), count: moments.count })
    };
    let parts: Vec<Part> = groups.iter().map(part).collect::<Option<_>>()?;
    let error = StandardError::of(&parts)?;
    Some(error.value * student_t_quantile(0.975, error.df)?)
}

/// What one group adds to the variance of a figure.
pub(super) struct Part {
    /// Its variance a.
    pub(super) variance: f64,
    /// How many values there are.
    pub(super) count: f64,
}

/// The standard error of a figure from several groups.
pub(super) struct StandardError {
    /// √(Σ a).
    pub(super) value: f64,
    /// Degrees of freedom (Satterthwaite): `(Σ a)² / Σ (a² / (n − 1))`.
    pub(super) df: f64,
}

impl StandardError {
    /// Adds the groups up; `None` without any variance.
    pub(super) fn of(parts: &[Part]) -> Option<Self> {
        let sum: f64 = parts.iter().map(|part| part.variance).sum();
        // Shares of the sum, because the square of a small one may be 0.
        let squares: f64 =
            parts.iter().map(|part| (part.variance / sum).powi(2) / (part.count - 1.0)).sum();
        let df = 1.0 / squares;
        (sum > 0.0 && df.is_finite()).then_some(Self { value: sum.sqrt(), df })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(groups: &[(u32, &[f64])], expected: Option<f64>) {
        let groups: Vec<Group> =
            groups.iter().map(|&(weight, composites)| Group { weight, composites }).collect();
        match (half_width(&groups), expected) {
            (Some(found), Some(expected)) => {
                assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
            }
            (found, expected) => assert_eq!(found, expected),
        }
    }

    #[test]
    fn one_group_has_the_textbook_interval() {
        // s² = 625, n = 5, df = 4: 25 / √5 · 2.776445105
        check(&[(1, &[25.0, 25.0, 50.0, 75.0, 75.0])], Some(25.0 / 5_f64.sqrt() * 2.776_445_105));
        // A single group's weight does not matter.
        check(&[(7, &[25.0, 25.0, 50.0, 75.0, 75.0])], Some(25.0 / 5_f64.sqrt() * 2.776_445_105));
    }

    #[test]
    fn two_equal_groups_share_their_degrees_of_freedom() {
        // Each a = ¼ · 100 / 3, SE² = 50 / 3, df = 2 · (3 − 1) = 4.
        let group: (u32, &[f64]) = (1, &[40.0, 50.0, 60.0]);
        check(&[group, group], Some((50.0_f64 / 3.0).sqrt() * 2.776_445_105));
    }

    #[test]
    fn weights_count_as_shares() {
        // ω 2 and 1: a = 4/9 · 100/3 and 1/9 · 100/3, SE² = 500/27,
        // df = 5² / (4²/2 + 1²/2) = 25/8.5, whose quantile .975 is 3.218759 by
        // numerical integration.
        let group: &[f64] = &[40.0, 50.0, 60.0];
        let expected = (500.0_f64 / 27.0).sqrt() * 3.218_758_615;
        check(&[(2, group), (1, group)], Some(expected));
    }

    #[test]
    fn a_group_without_spread_adds_nothing_but_its_weight() {
        // a = ¼ · 100/3 and 0: df = 2, t = 4.302652730.
        check(
            &[(1, &[40.0, 50.0, 60.0]), (1, &[30.0, 30.0, 30.0])],
            Some((25.0_f64 / 3.0).sqrt() * 4.302_652_730),
        );
    }

    #[test]
    fn too_few_or_no_spread_give_no_interval() {
        check(&[], None);
        check(&[(1, &[])], None);
        check(&[(1, &[40.0, 60.0])], None);
        check(&[(1, &[40.0, 50.0, 60.0]), (1, &[40.0, 60.0])], None);
        check(&[(1, &[50.0, 50.0, 50.0])], None);
        check(&[(0, &[40.0, 50.0, 60.0])], None);
        check(&[(1, &[40.0, f64::NAN, 60.0])], None);
    }

    #[test]
    fn ends_are_cut_off_only_when_asked() {
        let interval = Interval::around(95.0, 10.0);
        assert_eq!(interval, Interval { lower: 85.0, upper: 105.0 });
        assert_eq!(interval.clamped(0.0, 100.0), Interval { lower: 85.0, upper: 100.0 });
    }
}
