//! Cliff's delta: how often a value of one group lies above one of the other.

use super::SLACK;
use super::moments::{size, sorted};

/// A word for the size of a delta (Romano and others, 2006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Magnitude {
    /// Below .147.
    Negligible,
    /// Below .33.
    Small,
    /// Below .474.
    Medium,
    /// .474 and above.
    Large,
}

impl Magnitude {
    /// Returns the word for a delta of −1 to 1.
    pub fn of(delta: f64) -> Self {
        let size = delta.abs();
        if size < 0.147 {
            Self::Negligible
        } else if size < 0.33 {
            Self::Small
        } else if size < 0.474 {
            Self::Medium
        } else {
            Self::Large
        }
    }

    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negligible => "negligible",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Returns `(#(a > b) − #(a < b)) / (n · m)` over all pairs, from −1 to 1;
/// `None` where a group is empty.
pub fn cliffs_delta(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = (sorted(a)?, sorted(b)?);
    let below = |limit: f64| size(b.partition_point(|&value| value < limit));
    let pairs = size(a.len()) * size(b.len());
    let ahead: f64 =
        a.iter().map(|&value| below(value - SLACK) - (size(b.len()) - below(value + SLACK))).sum();
    Some(ahead / pairs + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_begin_at_their_limits() {
        use Magnitude::{Large, Medium, Negligible, Small};
        for (delta, expected) in [
            (0.0, Negligible),
            (0.146_999, Negligible),
            (0.147, Small),
            (-0.147, Small),
            (0.329_999, Small),
            (0.33, Medium),
            (0.473_999, Medium),
            (0.474, Large),
            (-1.0, Large),
        ] {
            assert_eq!(Magnitude::of(delta), expected, "{delta}");
        }
    }

    #[test]
    fn it_equals_counting_the_pairs() {
        let (a, b): ([f64; 6], [f64; 5]) =
            ([1.0, 2.0, 2.0, 5.0, 3.0, -0.0], [2.0, 0.0, 5.0, 1.0, 4.0]);
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let counted: i32 = pairs.map(|(a, b)| i32::from(a > b) - i32::from(a < b)).sum();
        let found = cliffs_delta(&a, &b).expect("both have values");
        assert!((found - f64::from(counted) / 30.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn what_strayed_within_the_slack_is_a_tie() {
        assert_eq!(cliffs_delta(&[0.1 + 0.2], &[0.3]), Some(0.0));
    }

    #[test]
    fn an_empty_group_has_none() {
        assert_eq!(cliffs_delta(&[], &[1.0]), None);
        assert_eq!(cliffs_delta(&[1.0], &[]), None);
        assert_eq!(cliffs_delta(&[f64::NAN], &[1.0]), None);
    }
}
