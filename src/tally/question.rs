//! What was said on one question.

use jiff::civil::Date;

use crate::model::{Answer, AnswerState, Level, Proof, RoleIx};

/// What each level is worth where levels themselves are counted.
const LEVELS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

/// How many respondents said what on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many gave each level, lowest first.
    pub levels: [u32; 5],
    /// The best proof that was given for each level, lowest first.
    pub proofs: [Option<Proof>; 5],
    /// How many said that it does not apply.
    pub not_applicable: u32,
    /// How many do not know.
    pub unknown: u32,
    /// How many left it open.
    pub skipped: u32,
    /// How many did not come to it.
    pub not_reached: u32,
    /// How many were asked where too few answered to show it; they count as
    /// missing, and nothing else is known of them.
    pub too_few: u32,
    /// The latest date on which proof was seen.
    pub seen: Option<Date>,
}

impl Counts {
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

    /// Adds what others said.
    pub(super) fn merge(&mut self, other: &Self) {
        let levels = self.levels.iter_mut().zip(other.levels);
        levels.for_each(|(count, more)| *count += more);
        let proofs = self.proofs.iter_mut().zip(other.proofs);
        proofs.for_each(|(best, proof)| *best = (*best).max(proof));
        self.not_applicable += other.not_applicable;
        self.unknown += other.unknown;
        self.skipped += other.skipped;
        self.not_reached += other.not_reached;
        self.too_few += other.too_few;
        self.seen = self.seen.max(other.seen);
    }

    /// What stands in place of answers that are too few to show.
    pub(super) fn withheld(&self) -> Self {
        Self { too_few: self.asked(), ..Self::default() }
    }

    /// What stands in place of levels on a question that does not apply to
    /// the organisation.
    pub(super) fn without_levels(&self) -> Self {
        Self { levels: [0; 5], proofs: [None; 5], seen: None, ..self.clone() }
    }

    /// How many gave a level.
    pub fn answered(&self) -> u32 {
        self.levels.iter().sum()
    }

    /// How many were asked and gave neither a level nor "does not apply".
    pub fn missing(&self) -> u32 {
        self.unknown + self.skipped + self.not_reached + self.too_few
    }

    /// How many were asked.
    pub fn asked(&self) -> u32 {
        self.answered() + self.missing() + self.not_applicable
    }

    /// The mean of the levels, 1 to 5, if anybody gave one.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(&LEVELS)
    }

    /// The mean of what the levels are worth.
    fn mean_of(&self, worth: &[f64; 5]) -> Option<f64> {
        let answered = self.answered();
        let sum: f64 = self.levels.iter().zip(worth).map(|(&n, worth)| f64::from(n) * worth).sum();
        (answered > 0).then(|| sum / f64::from(answered))
    }

    /// The share of those to whom it applies who gave a level, 0 to 1.
    fn answered_share(&self) -> Option<f64> {
        let asked = self.answered() + self.missing();
        (asked > 0).then(|| f64::from(self.answered()) / f64::from(asked))
    }
}

/// What the respondents of one role said on one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleCounts {
    /// The role; `None` for those who gave none.
    pub role: Option<RoleIx>,
    /// Its weight among the roles, 1 to 100.
    pub weight: u32,
    /// What they said.
    pub said: Counts,
}

/// What was said on one question: by all, and by each role where roles can be
/// told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionTally {
    /// All who were asked.
    pub all: Counts,
    /// The roles that were asked, in questionnaire order; empty where roles
    /// are not told apart.
    pub by_role: Vec<RoleCounts>,
}

impl QuestionTally {
    /// How many gave a level.
    pub fn answered(&self) -> u32 {
        self.all.answered()
    }

    /// Whether anybody was asked.
    pub fn was_asked(&self) -> bool {
        self.all.asked() > 0
    }

    /// Whether there are answers, too few to show.
    pub fn is_withheld(&self) -> bool {
        self.all.too_few > 0
    }

    /// Whether it applies to the organisation: unless more than half of those
    /// who gave a level or "does not apply" said the latter.
    pub fn applies(&self) -> bool {
        self.all.not_applicable <= self.answered()
    }

    /// The mean of the levels, 1 to 5, if anybody gave one: the mean of the
    /// roles' means, by their weights, where roles are told apart.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(&LEVELS).map(snapped)
    }

    /// The mean over all respondents, whatever their role.
    pub fn pooled_mean(&self) -> Option<f64> {
        self.all.mean()
    }

    /// The mean of what the levels are worth, lowest first, as for
    /// [`mean`](Self::mean).
    pub fn mean_of(&self, worth: &[f64; 5]) -> Option<f64> {
        self.balanced(|said| said.mean_of(worth))
    }

    /// The share of those asked who answered, 0 to 1.
    pub fn answered_share(&self) -> f64 {
        self.balanced(Counts::answered_share).unwrap_or(0.0)
    }

    /// The mean of what the levels are worth, each role's times the share of
    /// it that answered: what is certain, if all who are missing were worth
    /// nothing.
    pub fn covered_mean_of(&self, worth: &[f64; 5]) -> f64 {
        let covered =
            |said: &Counts| Some(said.answered_share()? * said.mean_of(worth).unwrap_or_default());
        self.balanced(covered).unwrap_or(0.0)
    }

    /// The mean of a value over the roles that have it, by their weights; over
    /// all respondents where roles are not told apart.
    fn balanced(&self, value: impl Fn(&Counts) -> Option<f64>) -> Option<f64> {
        if self.by_role.is_empty() {
            return value(&self.all);
        }
        let (mut sum, mut weights) = (0.0, 0.0);
        for role in &self.by_role {
            if let Some(value) = value(&role.said) {
                sum += f64::from(role.weight) * value;
                weights += f64::from(role.weight);
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// The level that all who gave one agree on.
    pub fn only_level(&self) -> Option<Level> {
        let mut given = Level::ALL.into_iter().filter(|level| self.all.levels[level.index()] > 0);
        given.next().filter(|_| given.next().is_none())
    }

    /// The level nearest to the mean, halves upwards.
    pub fn rounded_mean(&self) -> Option<Level> {
        let mean = self.mean()?;
        Level::ALL.into_iter().rfind(|level| f64::from(level.number()) - 0.5 <= mean)
    }

    /// The best proof given for a level at or above the rounded mean.
    pub fn proof(&self) -> Proof {
        let from = self.rounded_mean().map_or(0, Level::index);
        self.all.proofs[from..].iter().flatten().max().copied().unwrap_or_default()
    }
}

/// A mean of means that strayed from a round number by rounding, set back to
/// it: limits, stages and words depend on which side of one it lies.
fn snapped(mean: f64) -> f64 {
    let round = (mean * 20.0).round() / 20.0;
    if (mean - round).abs() < 1e-9 { round } else { mean }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(levels: [u32; 5], not_applicable: u32, unknown: u32) -> Counts {
        Counts { levels, not_applicable, unknown, ..Counts::default() }
    }

    fn of(levels: [u32; 5], not_applicable: u32, unknown: u32) -> QuestionTally {
        QuestionTally { all: counts(levels, not_applicable, unknown), by_role: Vec::new() }
    }

    #[track_caller]
    fn check(tally: &QuestionTally, mean: Option<f64>, rounded: Option<u8>, applies: bool) {
        assert_eq!(tally.mean(), mean);
        assert_eq!(tally.rounded_mean().map(Level::number), rounded);
        assert_eq!(tally.applies(), applies);
    }

    #[test]
    fn counts_give_mean_and_applicability() {
        check(&of([0, 0, 1, 0, 0], 0, 0), Some(3.0), Some(3), true);
        check(&of([1, 0, 0, 0, 1], 0, 0), Some(3.0), Some(3), true);
        check(&of([0, 1, 1, 0, 0], 0, 0), Some(2.5), Some(3), true);
        check(&of([0; 5], 0, 1), None, None, true);
        check(&of([0; 5], 1, 0), None, None, false);
        // Exactly half is not more than half.
        check(&of([0, 0, 1, 0, 0], 1, 0), Some(3.0), Some(3), true);
        check(&of([0, 0, 1, 0, 0], 2, 0), Some(3.0), Some(3), false);
    }

    #[test]
    fn the_share_leaves_out_those_it_does_not_apply_to() {
        let share = of([0, 1, 0, 0, 0], 5, 3).answered_share();
        assert!((share - 0.25).abs() < 1e-12);
    }

    #[test]
    fn proof_counts_only_for_levels_at_or_above_the_mean() {
        let mut tally = of([1, 0, 0, 2, 0], 0, 0);
        tally.all.proofs[0] = Some(Proof::Measured);
        tally.all.proofs[3] = Some(Proof::Example);
        assert_eq!(tally.proof(), Proof::Example);
    }

    fn by_role(leaders: Counts, weight: u32, frontline: Counts) -> QuestionTally {
        let mut all = leaders.clone();
        all.merge(&frontline);
        let role = |ix, weight, said| RoleCounts { role: Some(RoleIx(ix)), weight, said };
        QuestionTally { all, by_role: vec![role(0, weight, leaders), role(1, 1, frontline)] }
    }

    #[track_caller]
    fn check_roles(tally: &QuestionTally, mean: f64, pooled: f64, share: f64, covered: f64) {
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
        };
        near(tally.mean().expect("somebody answered"), mean);
        near(tally.pooled_mean().expect("somebody answered"), pooled);
        near(tally.answered_share(), share);
        near(tally.covered_mean_of(&[0.0, 25.0, 50.0, 75.0, 100.0]), covered);
    }

    #[test]
    fn roles_count_by_their_weights_and_not_by_their_numbers() {
        // Leaders 4, 4; frontline 1, 1, 1, 1.
        let (high, low) = ([0, 0, 0, 2, 0], [4, 0, 0, 0, 0]);
        let balanced = by_role(counts(high, 0, 0), 1, counts(low, 0, 0));
        check_roles(&balanced, 2.5, 2.0, 1.0, 37.5);
        let weighted = by_role(counts(high, 0, 0), 3, counts(low, 0, 0));
        check_roles(&weighted, 3.25, 2.0, 1.0, 56.25);
        // A role without an answer drops out of the mean, and leaves the
        // range as wide as its weight.
        let silent = by_role(counts([0; 5], 0, 2), 1, counts(low, 0, 0));
        check_roles(&silent, 1.0, 1.0, 0.5, 0.0);
        // One to whom it does not apply is not missing.
        let beside = by_role(counts([0; 5], 2, 0), 1, counts([0, 4, 0, 0, 0], 0, 0));
        check_roles(&beside, 2.0, 2.0, 1.0, 25.0);
    }
}
