//! Ballots: one respondent's levels, without a name. What differs between
//! respondents is measured on them.
//!
//! Of named respondents a ballot is what one of them said. Of anonymous ones
//! ballots are made from the table: in each role the answers to every question
//! stand sorted by themselves, so that no ballot is a person's, and what is
//! measured on them is never surer than what would be measured on the people.

use crate::model::{Answer, AnswerState, Level, QuestionIx, RoleIx};

use super::question::{Counts, QuestionTally};

/// What one respondent said on one question, as far as scores need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// Was not asked, or is not told.
    NotAsked,
    /// Does not know, left it open, or did not come to it.
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
            Self::Level(level) => return QuestionTally::of_level(level),
        }
        QuestionTally { all, ..QuestionTally::default() }
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
    /// The ballots of named respondents; an answer to a question that does not
    /// apply to the organisation counts as that, and one to a question that is
    /// not in play as none.
    pub(super) fn named(mut of: Vec<Ballot>, questions: &[QuestionTally]) -> Self {
        for ballot in &mut of {
            for (said, question) in ballot.said.iter_mut().zip(questions) {
                if !question.was_asked() {
                    *said = Said::NotAsked;
                } else if !question.applies() && *said != Said::NotAsked {
                    *said = Said::NotApplicable;
                }
            }
        }
        of.sort_unstable();
        Self { of }
    }

    /// The ballots that the table gives: so many of each role, or of nobody's
    /// role where roles are not told apart. A question that is told of
    /// everybody together, where others are told by role, is on none.
    pub(super) fn sorted(roles: &[(Option<RoleIx>, u32)], questions: &[QuestionTally]) -> Self {
        let are_apart = roles.len() > 1;
        let of_role = |&(role, count): &(Option<RoleIx>, u32)| {
            let mut said = vec![vec![Said::NotAsked; questions.len()]; count as usize];
            for (position, question) in questions.iter().enumerate() {
                let heard = question.by_role.iter().find(|counts| counts.role == role);
                let together = (!are_apart).then_some(&question.all);
                let group = heard.map(|counts| &counts.said).or(together);
                let answers = group.map(|said| answers(question, said)).unwrap_or_default();
                said.iter_mut().zip(answers).for_each(|(said, answer)| said[position] = answer);
            }
            said.into_iter().map(move |said| Ballot { role, said: said.into() })
        };
        Self { of: roles.iter().flat_map(of_role).collect() }
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

/// What the people of a group answered to a question, in order: levels, lowest
/// first, "does not apply", nothing.
fn answers(question: &QuestionTally, said: &Counts) -> Vec<Said> {
    if !question.applies() {
        return vec![Said::NotApplicable; said.asked() as usize];
    }
    let times = |said: Said, count: u32| std::iter::repeat_n(said, count as usize);
    Level::ALL
        .into_iter()
        .zip(said.levels.flattest())
        .flat_map(|(level, count)| times(Said::Level(level), count))
        .chain(times(Said::NotApplicable, said.not_applicable))
        .chain(times(Said::Missing, said.not_reached))
        .collect()
}
