//! What was heard from one role on one question, as it is counted. It never
//! leaves the tally: what may be told of it is a [`QuestionTally`].

use jiff::civil::Date;

use crate::model::{Answer, AnswerState, Level, Proof, RoleIx};

use super::question::{Counts, Levels, QuestionTally, RoleCounts};

/// How many of a role said what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// How many gave each level, lowest first.
    levels: [u32; 5],
    /// The best proof that was named for each level, lowest first.
    proofs: [Option<Proof>; 5],
    not_applicable: u32,
    unknown: u32,
    skipped: u32,
    not_reached: u32,
    /// The latest date on which proof was seen.
    seen: Option<Date>,
}

/// What was heard from a role, with its weight among the roles.
pub(super) struct RoleHeard {
    pub(super) role: Option<RoleIx>,
    pub(super) weight: u32,
    pub(super) heard: Heard,
}

impl Heard {
    /// Counts one more answer.
    pub(super) fn add(&mut self, answer: &Answer) {
        match &answer.state {
            AnswerState::Level(level) => {
                self.levels[level.index()] += 1;
                let best = &mut self.proofs[level.index()];
                *best = (*best).max(answer.proof);
                self.seen = self.seen.max(answer.seen);
            }
            AnswerState::NotApplicable(_) => self.not_applicable += 1,
            AnswerState::Unknown => self.unknown += 1,
            AnswerState::Skipped => self.skipped += 1,
            AnswerState::NotReached => self.not_reached += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.levels.iter_mut().zip(other.levels).for_each(|(count, more)| *count += more);
        self.proofs.iter_mut().zip(other.proofs).for_each(|(best, one)| *best = (*best).max(one));
        self.not_applicable += other.not_applicable;
        self.unknown += other.unknown;
        self.skipped += other.skipped;
        self.not_reached += other.not_reached;
        self.seen = self.seen.max(other.seen);
    }

    /// What was heard from all of them.
    pub(super) fn together(roles: &[RoleHeard]) -> Self {
        let mut all = Self::default();
        for role in roles {
            all.merge(&role.heard);
        }
        all
    }

    fn answered(&self) -> u32 {
        self.levels.iter().sum()
    }

    pub(super) fn asked(&self) -> u32 {
        self.answered() + self.not_applicable + self.unknown + self.skipped + self.not_reached
    }

    /// Whether what a group said may be told: enough of them were asked, and
    /// enough gave a level; or all who spoke, enough of them, said that it does
    /// not apply; or nobody spoke. Of people who left everything open there is
    /// nothing to hide.
    pub(super) fn is_enough(&self, min_group: u32) -> bool {
        if self.asked() == self.not_reached {
            return true;
        }
        let (answered, not_applicable) = (self.answered(), self.not_applicable);
        let gave_no_level = answered == 0 && (not_applicable == 0 || not_applicable >= min_group);
        self.asked() >= min_group && (answered >= min_group || gave_no_level)
    }

    fn counts(&self) -> Counts {
        Counts {
            levels: Levels::Counted(self.levels),
            not_applicable: self.not_applicable,
            unknown: self.unknown,
            skipped: self.skipped,
            not_reached: self.not_reached,
            too_few: 0,
        }
    }

    /// All that was heard, of everybody together or of each role.
    pub(super) fn tally(&self, roles: &[RoleHeard], by_role: bool) -> QuestionTally {
        let one = |role: &RoleHeard| RoleCounts {
            role: role.role,
            weight: role.weight,
            said: role.heard.counts(),
        };
        let by_role = if by_role { roles.iter().map(one).collect() } else { Vec::new() };
        let mut tally =
            QuestionTally { all: self.counts(), by_role, best_proof: None, seen: self.seen };
        let from = tally.rounded_mean().map_or(0, Level::index);
        tally.best_proof = self.proofs[from..].iter().flatten().max().copied();
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(level: Level, proof: Option<Proof>) -> Answer {
        Answer { state: AnswerState::Level(level), proof, ..Answer::default() }
    }

    #[track_caller]
    fn check(answers: &[(Level, Option<Proof>)], best: Option<Proof>) {
        let mut heard = Heard::default();
        for &(level, proof) in answers {
            heard.add(&answer(level, proof));
        }
        assert_eq!(heard.tally(&[], false).best_proof, best);
    }

    #[test]
    fn proof_counts_only_for_levels_at_or_above_the_mean() {
        let [one, _, three, four, _] = Level::ALL;
        // The mean of 1, 4 and 4 is 3: what backs the 1 does not back it.
        let low = (one, Some(Proof::Measured));
        check(&[low, (four, Some(Proof::Example)), (four, None)], Some(Proof::Example));
        check(&[low, (four, None), (four, None)], None);
        check(&[low, (three, Some(Proof::Said))], Some(Proof::Said));
    }

    fn heard(levels: u32, not_applicable: u32, unknown: u32, not_reached: u32) -> Heard {
        let levels = [0, 0, levels, 0, 0];
        Heard { levels, not_applicable, unknown, not_reached, ..Heard::default() }
    }

    #[track_caller]
    fn check_enough(heard: &Heard, expected: bool) {
        assert_eq!(heard.is_enough(5), expected, "{heard:?}");
    }

    #[test]
    fn a_group_is_told_of_where_enough_of_it_spoke() {
        check_enough(&heard(5, 0, 0, 0), true);
        check_enough(&heard(4, 0, 1, 0), false);
        check_enough(&heard(5, 1, 0, 0), true);
        check_enough(&heard(0, 5, 0, 0), true);
        check_enough(&heard(0, 4, 1, 0), false);
        check_enough(&heard(1, 5, 0, 0), false);
        check_enough(&heard(0, 0, 5, 0), true);
        // Three of whom one said something are few; three silent ones hide
        // nobody.
        check_enough(&heard(0, 0, 1, 2), false);
        check_enough(&heard(0, 0, 0, 3), true);
    }
}
