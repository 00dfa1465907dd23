//! Numbers that people see: whole tenths, and the exact value behind them.

use std::fmt;
use std::ops::{Neg, Sub};

use serde::{Deserialize, Serialize};

/// A published number in whole tenths, so that what is seen is what is
/// compared: `Tenths::new(415)` reads "41.5".
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Tenths(i32);

impl Tenths {
    /// 0.0.
    pub const ZERO: Self = Self(0);
    /// 100.0, the highest score.
    pub const HUNDRED: Self = Self(1000);

    /// A number of tenths: 415 is 41.5.
    pub const fn new(tenths: i32) -> Self {
        Self(tenths)
    }

    /// A whole number: 41 is 41.0.
    pub const fn whole(number: i32) -> Self {
        Self(number * 10)
    }

    /// The number of tenths.
    pub const fn tenths(self) -> i32 {
        self.0
    }

    /// The value, for drawing and for JSON.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The size without the sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The number with its sign, as gaps are written: "+27.0", "0.0", "-6.3".
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10))
    }
}

impl Sub for Tenths {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Tenths {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// A score from 0 to 100, or a gap from -100 to 100, with both its values.
/// Made once, in `scoring`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The value before rounding.
    pub exact: f64,
    /// The value that people see and that every rule judges.
    pub published: Tenths,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tenths: i32, plain: &str, signed: &str) {
        assert_eq!(Tenths::new(tenths).to_string(), plain);
        assert_eq!(Tenths::new(tenths).signed(), signed);
    }

    #[test]
    fn tenths_read_like_numbers() {
        check(415, "41.5", "+41.5");
        check(-63, "-6.3", "-6.3");
        check(-5, "-0.5", "-0.5");
        check(0, "0.0", "0.0");
        check(1000, "100.0", "+100.0");
        assert_eq!(format!("{:>6}", Tenths::new(415)), "  41.5");
    }
}
