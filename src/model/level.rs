//! Levels: the five steps that every question is answered on.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Tenths;

/// How far a practice is built in: 1 absent, 2 ad hoc, 3 partial, 4 routine,
/// 5 built in.
///
/// Invariant: 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct Level(u8);

impl Level {
    /// The lowest level.
    pub const LOWEST: Self = Self(1);
    /// The highest level.
    pub const HIGHEST: Self = Self(5);
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// Returns the level, or `None` outside 1 to 5.
    pub fn new(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| u64::from(level.0) == number)
    }

    /// The level as a number, 1 to 5.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The level as an index into five things, 0 to 4.
    pub fn index(self) -> usize {
        usize::from(self.0 - 1)
    }
}

impl TryFrom<u64> for Level {
    type Error = &'static str;

    fn try_from(number: u64) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("a level is 1 to 5")
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name of a level, and the score from which its word is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelBand {
    /// What the level is called: "Routine".
    pub name: String,
    /// The lowest published score that carries this name, 0 to 100.
    pub from: Tenths,
    /// What has to be true at this level.
    pub means: String,
}
