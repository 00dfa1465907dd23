//! Ballots: one respondent's levels, without a name. Differences between
//! respondents can only be measured on whole respondents; this is the little
//! of them that is kept for it.
//!
//! Ballots go to `voices` alone. What anonymity hides is gone from them.

use crate::model::{Answer, AnswerState, Level, QuestionIx, RoleIx};

use super::question::{Counts, QuestionTally};

/// What one respondent said on one question, as far as scores need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// Was not asked.
    NotAsked,
    /// Does not know, left it open, did not come to it, or may not be shown.
    Missing,
    /// Said that it does not apply.
    NotApplicable,
    /// Gave a level.
    Level(Level),
}

impl Said {
    pub(super) fn of(answer: &Answer) -> Self {
        match &answer.state {
            AnswerState::Level(level) => Self::Level(*level),
            AnswerState::NotApplicable(_) => Self::NotApplicable,
            AnswerState::Unknown | AnswerState::Skipped | AnswerState::NotReached => Self::Missing,
        }
    }

    fn tally(self) -> QuestionTally {
        let mut all = Counts::default();
        match self {
            Self::NotAsked => {}
            Self::Missing => all.not_reached = 1,
            Self::NotApplicable => all.not_applicable = 1,
            Self::Level(level) => all.levels[level.index()] = 1,
        }
        QuestionTally { all, by_role: Vec::new() }
    }
}

/// One respondent's levels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot {
    /// The role, where roles are told apart.
    pub role: Option<RoleIx>,
    /// One entry a question, in questionnaire order.
    pub(super) said: Box<[Said]>,
}

impl Ballot {
    /// The answer to a question as the tally of this one respondent; as not
    /// asked where the question is none of those that count.
    pub fn question(&self, question: QuestionIx) -> QuestionTally {
        self.said[question.0].tally()
    }

    /// Whether the respondent was asked a question.
    pub fn was_asked(&self, question: QuestionIx) -> bool {
        self.said[question.0] != Said::NotAsked
    }
}

/// The ballots of one assessment, in an order that says nothing about who
/// came when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    of: Vec<Ballot>,
}

impl Ballots {
    pub(super) fn new(mut of: Vec<Ballot>) -> Self {
        of.sort_unstable();
        Self { of }
    }

    /// Every ballot, by role and then by what it says.
    pub fn iter(&self) -> impl Iterator<Item = &Ballot> {
        self.of.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}
