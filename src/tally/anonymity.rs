//! Anonymity: which roles can be told apart, and what may be told of a
//! question. Decided here, once, before anything is computed.
//!
//! Everything after the tally is made from one table with a row a question,
//! and no two groups that it tells of differ by fewer than `min_group` people:
//! a question is told by role or of everybody together, never both. Of a group
//! below ten the row holds how many gave a level and what their levels add up
//! to, and not how many gave which.

use std::cmp::Reverse;

use crate::model::{Questionnaire, RoleIx};

use super::heard::{Heard, RoleHeard};
use super::question::{Counts, QuestionTally};

/// Whether small groups are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anonymity {
    /// Nothing is hidden: one respondent who did not ask for it, or several
    /// who all agreed on it beforehand.
    Named,
    /// Small groups are hidden.
    Anonymous {
        /// The smallest group that is shown.
        min_group: u32,
        /// The roles that are not told apart, in questionnaire order; `None`
        /// stands for those who gave no role.
        hidden: Vec<Option<RoleIx>>,
    },
    /// Fewer said anything than a group that is shown: nothing is shown but
    /// what is assessed, the date and how many they are.
    Withheld {
        /// The smallest group that is shown.
        min_group: u32,
    },
}

/// From so many levels on it is told how many of a group gave which.
pub const COUNTED_FROM: u32 = 10;

impl Anonymity {
    /// Decides what is hidden of anonymous respondents, from how many of each
    /// role said anything.
    ///
    /// A role with fewer than `min_group` of them is hidden; while the hidden
    /// ones together are fewer than that, so is the smallest of the others, or
    /// what is shown could be taken from the whole. Of two equally small ones
    /// the first by name goes.
    pub(super) fn of(questionnaire: &Questionnaire, heard: &[(Option<RoleIx>, u32)]) -> Self {
        let min_group = questionnaire.scoring.min_group;
        if heard.iter().map(|(_, count)| count).sum::<u32>() < min_group {
            return Self::Withheld { min_group };
        }
        let mut by_size: Vec<(Option<RoleIx>, u32)> = heard.to_vec();
        let name = |role: Option<RoleIx>| role.map(|role| questionnaire[role].id.as_str());
        by_size.sort_by_key(|&(role, count)| Reverse((count, name(role))));
        let mut hidden = Vec::new();
        let mut together = 0;
        while let Some(&(role, count)) = by_size.last() {
            let is_small = count < min_group;
            let leaves_too_few = together > 0 && together < min_group;
            if !is_small && !leaves_too_few {
                break;
            }
            by_size.pop();
            together += count;
            hidden.push(role);
        }
        hidden.sort_unstable();
        Self::Anonymous { min_group, hidden }
    }

    /// Whether respondents may be seen one by one.
    pub fn is_named(&self) -> bool {
        *self == Self::Named
    }

    /// Whether nothing is shown, for too few said anything.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld { .. })
    }

    /// The smallest group that is shown; `None` where nothing is hidden.
    pub fn min_group(&self) -> Option<u32> {
        match *self {
            Self::Named => None,
            Self::Anonymous { min_group, .. } | Self::Withheld { min_group } => Some(min_group),
        }
    }

    /// Whether some roles are not told apart.
    pub fn hides_roles(&self) -> bool {
        match self {
            Self::Named => false,
            Self::Anonymous { hidden, .. } => !hidden.is_empty(),
            Self::Withheld { .. } => true,
        }
    }

    /// What may be told of a question, from what was heard from each role that
    /// was asked.
    pub(super) fn told(&self, roles: &[RoleHeard], roles_apart: bool) -> QuestionTally {
        let all = Heard::together(roles);
        let min_group = match *self {
            Self::Named => return all.tally(roles, roles_apart),
            Self::Withheld { .. } => return QuestionTally::too_few(all.asked()),
            Self::Anonymous { min_group, .. } => min_group,
        };
        let by_role = roles_apart && roles.iter().all(|role| role.heard.is_enough(min_group));
        if by_role || all.is_enough(min_group) {
            return all.tally(roles, by_role).of_groups(COUNTED_FROM.max(min_group));
        }
        QuestionTally::too_few(all.asked())
    }
}

impl QuestionTally {
    /// Answers that are too few to show.
    pub(super) fn too_few(asked: u32) -> Self {
        Self { all: Counts { too_few: asked, ..Counts::default() }, ..Self::default() }
    }

    /// The row of the table: the counts of groups with so many levels, and the
    /// sums of smaller ones. What is told by role is not told once more of all
    /// together, and nothing of when proof was seen.
    fn of_groups(mut self, counted_from: u32) -> Self {
        self.seen = None;
        for role in &mut self.by_role {
            role.said = role.said.of_group(counted_from);
        }
        let counted_from = if self.by_role.is_empty() { counted_from } else { u32::MAX };
        self.all = self.all.of_group(counted_from);
        self
    }
}

impl Counts {
    /// What is told of a group; why an answer is missing is not.
    fn of_group(&self, counted_from: u32) -> Self {
        let is_counted = self.answered() >= counted_from;
        Self {
            levels: if is_counted { self.levels.clone() } else { self.levels.without_counts() },
            not_applicable: self.not_applicable,
            not_reached: self.missing(),
            ..Self::default()
        }
    }
}
