//! Anonymity: which roles can be told apart, and which answers are too few to
//! show. Decided here, once, before anything is computed, so that nothing
//! after the tally can give it away.

use std::cmp::Reverse;

use crate::model::{Questionnaire, RoleIx};

use super::question::{Counts, QuestionTally, RoleCounts};

/// Whether small groups are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anonymity {
    /// Nothing is hidden: one respondent, or a workshop that agreed on it
    /// beforehand.
    Named,
    /// Small groups are hidden.
    Anonymous {
        /// The smallest group that is shown.
        min_group: u32,
        /// The roles that are not told apart, in questionnaire order; `None`
        /// stands for those who gave no role.
        hidden: Vec<Option<RoleIx>>,
    },
}

impl Anonymity {
    /// Decides which roles are hidden, from how many respondents each has.
    ///
    /// A role with fewer than `min_group` respondents is hidden; while the
    /// hidden ones together are fewer than that, so is the smallest of the
    /// others, or what is shown could be taken from the whole. Of two equally
    /// small ones the first by name goes.
    pub(super) fn anonymous(
        questionnaire: &Questionnaire,
        roles: &[(Option<RoleIx>, u32)],
    ) -> Self {
        let min_group = questionnaire.scoring.min_group;
        let mut by_size: Vec<(Option<RoleIx>, u32)> = roles.to_vec();
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

    /// Whether some roles are not told apart.
    pub fn hides_roles(&self) -> bool {
        matches!(self, Self::Anonymous { hidden, .. } if !hidden.is_empty())
    }

    /// What of a question may be known, from what each role said.
    pub(super) fn shown(&self, roles: Vec<RoleCounts>, roles_apart: bool) -> QuestionTally {
        let mut all = Counts::default();
        for role in &roles {
            all.merge(&role.said);
        }
        let min_group = match *self {
            Self::Named => 0,
            Self::Anonymous { min_group, .. } => min_group,
        };
        let each_is_enough = roles.iter().all(|role| is_enough(&role.said, min_group));
        let by_role = if roles_apart && each_is_enough { roles } else { Vec::new() };
        if is_enough(&all, min_group) || all.asked() == 0 {
            return QuestionTally { all, by_role };
        }
        let heard = all.answered() + all.not_applicable;
        let does_not_apply = all.not_applicable > all.answered() && heard >= min_group;
        let all = if does_not_apply { all.without_levels() } else { all.withheld() };
        QuestionTally { all, by_role: Vec::new() }
    }
}

/// Whether what a group said on a question may be shown: enough of them were
/// asked, and enough gave a level; or all who spoke, enough of them, said that
/// it does not apply; or nobody spoke. Of people who left everything open there
/// is nothing to hide.
fn is_enough(said: &Counts, min_group: u32) -> bool {
    if said.asked() == said.not_reached {
        return true;
    }
    let (answered, not_applicable) = (said.answered(), said.not_applicable);
    let nobody_gave_a_level = answered == 0 && (not_applicable == 0 || not_applicable >= min_group);
    said.asked() >= min_group && (answered >= min_group || nobody_gave_a_level)
}
