//! The exact permutation test of a difference of means.

use super::SLACK;
use super::moments::{mean, size, sorted};

/// How many arrangements are gone through at most.
pub const MOST_ARRANGEMENTS: u32 = 200_000;

/// The result of an exact test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permutation {
    /// The share of arrangements whose difference is at least as large; above
    /// 0, because what was observed is one of them.
    pub p: f64,
    /// How many arrangements there are.
    pub arrangements: u32,
}

/// Goes through every way of dealing the values of both groups into two
/// groups of these sizes; `None` where a group is empty, and where there are
/// more than [`MOST_ARRANGEMENTS`] ways.
pub fn permutation(a: &[f64], b: &[f64]) -> Option<Permutation> {
    let arrangements = ways(a.len(), b.len())?;
    let difference = (mean(a)? - mean(b)?).abs();
    let values = sorted(&[a, b].concat())?;
    // The two groups are each other's rest, so dealing the smaller one will do.
    let chosen = a.len().min(b.len());
    let (few, many) = (size(chosen), size(values.len() - chosen));
    let total: f64 = values.iter().sum();
    // |sum/few − (total − sum)/many| ≥ |T|, solved for the sum.
    let centre = few * total / (few + many);
    // What rounding may add to a sum of values as large as these.
    let largest = values.iter().fold(1.0, |largest: f64, value| largest.max(value.abs()));
    let reach = (difference - SLACK * largest) * few * many / (few + many);
    if !centre.is_finite() || !reach.is_finite() {
        return None;
    }
    let far = Far { values: &values, centre, reach };
    let count = far.count(0, chosen, 0.0);
    Some(Permutation { p: f64::from(count) / f64::from(arrangements), arrangements })
}

/// Returns the smallest p that any answers of groups of these sizes can give:
/// `1 / C(n + m, n)`, twice that where both are equally large; 1 where a
/// group is empty.
pub fn p_floor(n: usize, m: usize) -> f64 {
    let few = n.min(m);
    let mut ways = 1.0;
    for step in 1..=few {
        ways *= size(n.max(m) + step) / size(step);
        // Far below anything that a p is held against.
        if ways > 1e18 {
            break;
        }
    }
    let extremes = if n == m { 2.0_f64 } else { 1.0 };
    (extremes / ways).min(1.0)
}

/// `C(n + m, n)` where neither is empty and it is not above the limit.
fn ways(n: usize, m: usize) -> Option<u32> {
    let (few, many) = (n.min(m), n.max(m));
    let mut ways = (few > 0).then_some(1_u64)?;
    for step in 1..=few {
        let (step, many) = (u64::try_from(step).ok()?, u64::try_from(many).ok()?);
        // Each quotient is itself a number of ways, so it is whole and grows.
        ways = ways.checked_mul(many + step)? / step;
        if ways > u64::from(MOST_ARRANGEMENTS) {
            return None;
        }
    }
    u32::try_from(ways).ok()
}

/// Counts the choices whose sum lies at least `reach` from the centre.
struct Far<'a> {
    values: &'a [f64],
    centre: f64,
    reach: f64,
}

impl Far<'_> {
    /// Counts over all choices of `left` more values from `start` on. As deep
    /// as the smaller group, which is ten at most.
    fn count(&self, start: usize, left: usize, sum: f64) -> u32 {
        if left == 0 {
            return u32::from((sum - self.centre).abs() >= self.reach);
        }
        let end = self.values.len() - left;
        (start..=end).map(|at| self.count(at + 1, left - 1, sum + self.values[at])).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &[f64], b: &[f64], expected: Option<(u32, u32)>) {
        let expected = expected.map(|(count, arrangements)| Permutation {
            p: f64::from(count) / f64::from(arrangements),
            arrangements,
        });
        assert_eq!(permutation(a, b), expected);
    }

    #[test]
    fn small_groups_can_be_counted_by_hand() {
        // Only the arrangement itself is as far out.
        check(&[9.0], &[1.0, 2.0, 3.0], Some((1, 4)));
        // The arrangement and its mirror.
        check(&[8.0, 9.0], &[1.0, 2.0], Some((2, 6)));
        check(&[1.0], &[2.0], Some((2, 2)));
        check(&[5.0, 5.0], &[5.0], Some((3, 3)));
    }

    #[test]
    fn thirds_do_not_stray_out_of_a_tie() {
        let third = 100.0 / 3.0;
        check(&[third, third, 2.0 * third], &[2.0 * third, third, third], Some((20, 20)));
    }

    #[test]
    fn the_limit_is_where_exact_ends() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        // C(20, 10) = 184,756 and C(21, 10) = 352,716.
        assert!(permutation(&values[..10], &values[10..20]).is_some());
        check(&values[..10], &values[10..21], None);
        // C(632, 2) = 199,396 and C(633, 2) = 200,028.
        let values: Vec<f64> = (0..633).map(f64::from).collect();
        assert!(permutation(&values[..2], &values[2..632]).is_some());
        check(&values[..2], &values[2..], None);
    }

    #[test]
    fn nothing_to_deal_gives_no_test() {
        check(&[], &[], None);
        check(&[], &[1.0], None);
        check(&[f64::NAN], &[1.0], None);
    }

    #[test]
    fn the_order_of_groups_and_values_does_not_matter() {
        let (a, b) = ([62.5, 75.0, 50.0], [12.5, 62.5, 37.5, 25.0]);
        let there = permutation(&a, &b);
        assert_eq!(there, permutation(&b, &a));
        assert_eq!(there, permutation(&[50.0, 62.5, 75.0], &[25.0, 37.5, 12.5, 62.5]));
    }

    #[test]
    fn no_p_lies_below_its_floor() {
        // The groups do not overlap, so each p is the floor itself.
        for (n, m) in [(1, 4), (2, 5), (3, 3), (5, 5), (5, 9)] {
            let a: Vec<f64> = (0..n).map(|at| 100.0 - f64::from(at)).collect();
            let b: Vec<f64> = (0..m).map(f64::from).collect();
            let found = permutation(&a, &b).expect("few arrangements");
            assert!((found.p - p_floor(a.len(), b.len())).abs() < 1e-12, "{n} {m}");
        }
    }

    #[test]
    fn the_floor_is_a_share_for_groups_of_any_size() {
        assert!((p_floor(2, 5) - 1.0 / 21.0).abs() < 1e-12);
        for (n, m) in [(0, 0), (0, 5), (1, 0), (1000, 1000), (usize::MAX / 4, usize::MAX / 4)] {
            assert!((0.0..=1.0).contains(&p_floor(n, m)), "{n} {m}");
        }
        assert!((p_floor(0, 5) - 1.0).abs() < 1e-12);
    }
}
