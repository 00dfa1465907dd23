//! Proof: how well a level is backed.

use std::fmt;

use super::Level;

/// How well a level is backed, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// Somebody says so.
    #[default]
    Said,
    /// A recent example was told or shown.
    Example,
    /// A document or record was seen.
    Documented,
    /// Figures were seen.
    Measured,
}

impl Proof {
    /// All grades, weakest first.
    pub const ALL: [Self; 4] = [Self::Said, Self::Example, Self::Documented, Self::Measured];

    /// The word in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Example => "example",
            Self::Documented => "documented",
            Self::Measured => "measured",
        }
    }

    /// Returns the grade with this word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.name() == name)
    }

    /// The grade as a number, 0 to 3, for the mean proof of a cell.
    pub fn grade(self) -> u32 {
        match self {
            Self::Said => 0,
            Self::Example => 1,
            Self::Documented => 2,
            Self::Measured => 3,
        }
    }

    /// The highest level that this grade supports: each grade supports one
    /// more, from level 2 for `said` to level 5 for `measured`.
    pub fn ceiling(self) -> Level {
        Level::ALL[self.grade() as usize + 1]
    }

    /// The weakest grade that supports a level.
    pub fn needed_for(level: Level) -> Self {
        Self::ALL.into_iter().find(|proof| level <= proof.ceiling()).unwrap_or(Self::Measured)
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether proof is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofAsking {
    /// Once, where a level needs more than was given; on a form, with every
    /// level.
    WhereNeeded,
    /// Never, as in a survey.
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(proof: Proof, ceiling: u8) {
        assert_eq!(proof.ceiling().number(), ceiling);
        assert_eq!(Proof::from_name(proof.name()), Some(proof));
        assert_eq!(Proof::needed_for(proof.ceiling()), proof);
    }

    #[test]
    fn each_grade_supports_one_more_level() {
        check(Proof::Said, 2);
        check(Proof::Example, 3);
        check(Proof::Documented, 4);
        check(Proof::Measured, 5);
        assert_eq!(Proof::needed_for(Level::LOWEST), Proof::Said);
    }
}
