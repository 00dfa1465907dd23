//! The difference of two group means, without assuming equal spread.

use super::interval::{FEWEST_FOR_INTERVAL, Interval, Part, StandardError};
use super::moments::Moments;
use super::student_t::{student_t_p, student_t_quantile};

/// What Welch's method says about two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// Mean of the first minus mean of the second.
    pub difference: f64,
    /// The standard error of the difference; above 0.
    pub standard_error: f64,
    /// Degrees of freedom (Welch and Satterthwaite).
    pub df: f64,
    /// The 95 % interval, not cut off at the ends of the scale; `None` where
    /// a group has fewer than three values.
    pub interval: Option<Interval>,
    /// The two-sided p of no difference.
    pub p: f64,
}

/// Compares two groups; `None` where one has fewer than two values, and where
/// there is no variance in either.
pub fn welch(a: &[f64], b: &[f64]) -> Option<Welch> {
    let (first, second) = (Moments::of(a)?, Moments::of(b)?);
    let part = |moments: &Moments| Part { variance: moments.of_the_mean(), count: moments.count };
    let error = StandardError::of(&[part(&first), part(&second)])?;
    let difference = first.mean - second.mean;
    let half_width = error.value * student_t_quantile(0.975, error.df)?;
    let enough = a.len().min(b.len()) >= FEWEST_FOR_INTERVAL;
    Some(Welch {
        difference,
        standard_error: error.value,
        df: error.df,
        interval: enough.then(|| Interval::around(difference, half_width)),
        p: student_t_p(difference / error.value, error.df),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapping_the_groups_negates_the_difference_and_the_interval() {
        let (a, b) = ([62.5, 75.0, 50.0], [12.5, 50.0, 37.5, 25.0]);
        let (there, back) = (welch(&a, &b).expect("spread"), welch(&b, &a).expect("spread"));
        assert!((there.difference + back.difference).abs() < 1e-12);
        assert!((there.p - back.p).abs() < 1e-12);
        let (there, back) = (there.interval.expect("enough"), back.interval.expect("enough"));
        assert!((there.lower + back.upper).abs() < 1e-12);
        assert!((there.upper + back.lower).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_respondents_changes_no_bit() {
        let there = welch(&[0.1, 0.2, 0.3, 33.3], &[1e-3, 66.6, 7.7]);
        assert_eq!(there, welch(&[33.3, 0.3, 0.1, 0.2], &[7.7, 1e-3, 66.6]));
    }

    #[test]
    fn two_in_a_group_give_p_but_no_interval() {
        let found = welch(&[80.0, 90.0], &[10.0, 20.0, 30.0]).expect("there is spread");
        assert_eq!(found.interval, None);
        assert!(found.p < 0.05);
    }

    #[test]
    fn too_few_or_no_spread_give_nothing() {
        assert_eq!(welch(&[], &[]), None);
        assert_eq!(welch(&[1.0], &[1.0, 2.0]), None);
        assert_eq!(welch(&[3.0, 3.0], &[4.0, 4.0]), None);
        // A third, summed three times, is not the whole in f64.
        assert_eq!(welch(&[100.0 / 3.0; 3], &[200.0 / 3.0; 7]), None);
        assert_eq!(welch(&[f64::NAN, 1.0], &[1.0, 2.0]), None);
        assert_eq!(welch(&[f64::INFINITY, 1.0], &[1.0, 2.0]), None);
        assert_eq!(welch(&[f64::MAX, f64::MIN], &[1.0, 2.0]), None);
    }
}
