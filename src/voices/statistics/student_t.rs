//! Student's t distribution with real degrees of freedom.
//!
//! Own code, because it is short and always ends: the quantile of `statrs`
//! 0.19 loops for ever at 10^12 degrees of freedom and is wrong in the fourth
//! decimal at 10^6. Here the tail is the regularised incomplete beta function
//! by its continued fraction (Numerical Recipes, 3rd edition, 6.4), the only
//! gamma functions needed are a ratio with a known series (DLMF 5.11.13), and
//! the quantile halves an interval.

use std::f64::consts::PI;

/// More steps than the continued fraction needs at the freedom where the
/// distribution is taken as normal enough.
const MOST_STEPS: u32 = 20_000;

/// Above this many degrees of freedom nothing changes in the first seven
/// decimals: the quantile .975 moves by about 2.4 / df.
const MOST_FREEDOM: f64 = 1e8;

/// Returns the probability that |T| is at least |t|, with `df` degrees of
/// freedom; 1 where `t` is not a number or `df` is not above 0.
pub fn student_t_p(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return 1.0;
    }
    let df = df.min(MOST_FREEDOM);
    let ratio = t * t / df;
    if ratio.is_infinite() {
        return 0.0;
    }
    two_sided(ratio, 0.5 * df).clamp(0.0, 1.0)
}

/// Returns the t that a share of `p` lies below, with `df` degrees of
/// freedom; `None` where `p` is not between 0 and 1 or `df` not above 0, and
/// where the quantile lies beyond 10^150.
pub fn student_t_quantile(p: f64, df: f64) -> Option<f64> {
    let defined = p > 0.0 && p < 1.0 && df > 0.0;
    if !defined {
        return None;
    }
    if p < 0.5 {
        return student_t_quantile(1.0 - p, df).map(|t| 0.0 - t);
    }
    let outside = 2.0 * (1.0 - p);
    let (mut low, mut high) = (0.0, 1.0);
    while student_t_p(high, df) > outside {
        (low, high) = (high, 2.0 * high);
        if high > 1e150 {
            return None;
        }
    }
    loop {
        let middle = f64::midpoint(low, high);
        // The interval has shrunk to two neighbouring numbers.
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if student_t_p(middle, df) > outside {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// `I_x(a, ½)` with `x = 1 / (1 + ratio)`, which is the two-sided tail of t
/// where `ratio = t² / df` and `a = df / 2`.
fn two_sided(ratio: f64, a: f64) -> f64 {
    let (x, rest) = (1.0 / (1.0 + ratio), ratio / (1.0 + ratio));
    // x^a · (1 − x)^½ / B(a, ½)
    let front = (-a * ratio.ln_1p()).exp() * rest.sqrt() * gamma_ratio(a) / PI.sqrt();
    if x < (a + 1.0) / (a + 2.5) {
        front * continued_fraction(a, 0.5, x) / a
    } else {
        1.0 - front * continued_fraction(0.5, a, rest) / 0.5
    }
}

/// `Γ(a + ½) / Γ(a)`: above 30 by its series, below by going up to there.
fn gamma_ratio(a: f64) -> f64 {
    let (mut at, mut factor) = (a, 1.0);
    while at < 30.0 {
        factor *= at / (at + 0.5);
        at += 1.0;
    }
    let y = 1.0 / at;
    let terms = [1.0, -1.0 / 8.0, 1.0 / 128.0, 5.0 / 1024.0, -21.0 / 32768.0, -399.0 / 262_144.0];
    let series = terms.iter().rev().fold(0.0, |sum, term| sum * y + term);
    factor * at.sqrt() * series
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = below;
    for step in 1..MOST_STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            below = 1.0 / away_from_zero(1.0 + coefficient * below);
            above = away_from_zero(1.0 + coefficient / above);
            change = below * above;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(p: f64, df: f64, expected: f64) {
        let found = student_t_quantile(p, df).expect("it is defined");
        assert!((found - expected).abs() < 1e-7 * expected.abs().max(1.0), "{found}");
    }

    /// With one degree of freedom `t = tan(π (p − ½))`, with two
    /// `t = (2p − 1) / √(2 p (1 − p))`.
    #[test]
    fn the_closed_forms_come_out() {
        for p in [0.5, 0.6, 0.9, 0.975, 0.9995, 0.025] {
            check(p, 1.0, (PI * (p - 0.5)).tan());
            check(p, 2.0, (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt());
        }
    }

    /// At many degrees of freedom the distribution is the normal one, whose
    /// quantile .975 is 1.959963985; the first term that is left is
    /// (z³ + z) / 4 df = 2.372271 / df.
    #[test]
    fn many_degrees_of_freedom_end_at_the_normal_distribution() {
        check(0.975, 1e4, 1.959_963_985 + 2.372_271 / 1e4);
        check(0.975, 1e6, 1.959_963_985 + 2.372_271 / 1e6);
        check(0.975, 1e12, 1.959_963_985);
        check(0.975, f64::INFINITY, 1.959_963_985);
    }

    #[test]
    fn quantile_and_tail_undo_each_other() {
        for df in [0.7, 1.0, 3.3, 12.0, 61.9, 400.0] {
            for p in [0.51, 0.8, 0.975, 0.9999] {
                let t = student_t_quantile(p, df).expect("it is defined");
                assert!((student_t_p(t, df) - 2.0 * (1.0 - p)).abs() < 1e-12, "{p} {df}");
            }
        }
    }

    #[test]
    fn what_is_not_defined_has_no_quantile() {
        for (p, df) in [(0.0, 5.0), (1.0, 5.0), (0.9, 0.0), (0.9, -1.0), (f64::NAN, 5.0)] {
            assert_eq!(student_t_quantile(p, df), None, "{p} {df}");
        }
        assert_eq!(student_t_quantile(0.9, f64::NAN), None);
        assert_eq!(student_t_quantile(0.975, 1e-3), None);
    }

    #[test]
    fn the_tail_of_strange_numbers_is_a_share() {
        let strange = [0.0, 1e-300, 1.0, 1e200, f64::INFINITY, f64::NAN, -3.0];
        for t in strange {
            for df in strange {
                assert!((0.0..=1.0).contains(&student_t_p(t, df)), "{t} {df}");
            }
        }
    }
}
