//! The one place where numbers are rounded.

use crate::model::{Score, Tenths};

/// How far from a rounding limit a sum of f64 may stray and still count as
/// lying on it.
pub(super) const SNAP: f64 = 1e-9;

/// Rounds to whole tenths, half away from zero, after snapping to the nearest
/// multiple of 1e-9, so that 81.25 is 81.3 however its sum was formed.
fn published(exact: f64) -> Tenths {
    let tenths = ((exact * 10.0) / SNAP).round() * SNAP;
    // Scores lie within ±100, so the conversion cannot overflow.
    #[expect(clippy::cast_possible_truncation, reason = "a score is at most 1000 tenths")]
    Tenths::new(tenths.round() as i32)
}

/// A score with both its values. An exact −0.0 becomes 0.0.
pub(super) fn score(exact: f64) -> Score {
    Score { exact: exact + 0.0, published: published(exact) }
}

/// A gap: its published value is the difference of the published scores, so
/// that the page adds up; it may lie 0.1 off the rounded exact value.
pub(super) fn gap(prevention: Score, resolution: Score) -> Score {
    Score {
        exact: resolution.exact - prevention.exact + 0.0,
        published: resolution.published - prevention.published,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(exact: f64, published: i32) {
        assert_eq!(score(exact).published, Tenths::new(published), "{exact}");
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        check(81.25, 813);
        check(-6.25, -63);
        check(18.75, 188);
        check(41.65, 417);
        check(8.333_333_333_333_334, 83);
        check(0.05, 1);
        check(0.0, 0);
        check(100.0, 1000);
    }

    #[test]
    fn a_sum_that_strayed_from_its_limit_is_snapped_back() {
        check(81.25 - 1e-12, 813);
        check(81.25 + 1e-12, 813);
        check(81.249, 812);
    }

    #[test]
    fn zero_has_no_sign() {
        assert!(score(-0.0).exact.is_sign_positive());
        assert_eq!(score(-0.01).published.to_string(), "0.0");
    }
}
