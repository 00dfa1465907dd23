//! Levels and efforts as five dots: so many full, the others open.

use std::fmt::Write as _;

/// A level of 1 to 5; on several respondents a mean, whose last dot is full
/// from a half on.
pub(in crate::report) fn steps(level: f64) -> String {
    dots((1..=5).filter(|&step| f64::from(step) - 0.5 <= level).count())
}

/// Five dots, the first of them full. The number stands beside them in words.
pub(in crate::report) fn dots(full: usize) -> String {
    let mut dots = String::new();
    for dot in 0..5 {
        let class = if dot < full { "on" } else { "off" };
        let _ = write!(dots, r#"<circle cx="{}" cy="5" r="3.6" class="{class}"/>"#, 5 + 11 * dot);
    }
    format!(
        r#"<svg class="effort" aria-hidden="true" focusable="false" viewBox="0 0 54 10">{dots}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(level: f64, full: usize) {
        assert_eq!(steps(level).matches(r#"class="on""#).count(), full);
        assert_eq!(steps(level).matches("<circle").count(), 5);
    }

    #[test]
    fn a_level_fills_its_dots() {
        check(1.0, 1);
        check(2.4, 2);
        check(2.5, 3);
        check(5.0, 5);
    }
}
