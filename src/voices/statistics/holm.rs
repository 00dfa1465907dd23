//! Holm's correction for several tests.

/// Returns the adjusted p of each test, in the order given: the running
/// maximum of `(m − i + 1) · p_(i)` over the sorted p, at most 1.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![1.0; p.len()];
    let (mut highest, mut left) = (0.0_f64, super::moments::size(p.len()));
    for at in order {
        highest = highest.max((left * p[at]).min(1.0));
        adjusted[at] = highest;
        left -= 1.0;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_test_gives_no_p() {
        assert_eq!(holm(&[]), Vec::<f64>::new());
    }

    #[test]
    fn the_order_given_is_the_order_returned() {
        // Sorted .01, .03, .04: 3 · .01, 2 · .03, then .06 stays ahead of .04.
        let found = holm(&[0.04, 0.01, 0.03]);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(found[0], 0.06) && close(found[1], 0.03) && close(found[2], 0.06));
    }

    #[test]
    fn what_is_not_a_number_counts_as_no_evidence() {
        assert_eq!(holm(&[f64::NAN]), [1.0]);
    }
}
