//! What was said on one question.

use jiff::civil::Date;

use crate::model::{Answer, AnswerState, Level, Proof};

/// How many respondents said what on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionTally {
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
    /// The latest date on which proof was seen.
    pub seen: Option<Date>,
}

impl QuestionTally {
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

    /// How many gave a level.
    pub fn answered(&self) -> u32 {
        self.levels.iter().sum()
    }

    /// How many were asked and gave neither a level nor "does not apply".
    pub fn missing(&self) -> u32 {
        self.unknown + self.skipped + self.not_reached
    }

    /// Whether anybody was asked.
    pub fn was_asked(&self) -> bool {
        self.answered() + self.missing() + self.not_applicable > 0
    }

    /// Whether it applies to the organisation: unless more than half of those
    /// who gave a level or "does not apply" said the latter.
    pub fn applies(&self) -> bool {
        self.not_applicable <= self.answered()
    }

    /// The mean of the levels, 1 to 5, if anybody gave one.
    pub fn mean(&self) -> Option<f64> {
        let answered = self.answered();
        let sum: u32 =
            Level::ALL.iter().map(|l| u32::from(l.number()) * self.levels[l.index()]).sum();
        (answered > 0).then(|| f64::from(sum) / f64::from(answered))
    }

    /// The level that all who gave one agree on.
    pub fn only_level(&self) -> Option<Level> {
        let mut given = Level::ALL.into_iter().filter(|level| self.levels[level.index()] > 0);
        given.next().filter(|_| given.next().is_none())
    }

    /// The level nearest to the mean, halves upwards.
    pub fn rounded_mean(&self) -> Option<Level> {
        let mean = self.mean()?;
        Level::ALL.into_iter().rfind(|level| f64::from(level.number()) - 0.5 <= mean)
    }

    /// The share of those asked who answered, 0 to 1.
    pub fn answered_share(&self) -> f64 {
        let asked = self.answered() + self.missing();
        if asked == 0 { 0.0 } else { f64::from(self.answered()) / f64::from(asked) }
    }

    /// The best proof given for a level at or above the rounded mean.
    pub fn proof(&self) -> Proof {
        let from = self.rounded_mean().map_or(0, Level::index);
        self.proofs[from..].iter().flatten().max().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(levels: [u32; 5], not_applicable: u32, unknown: u32) -> QuestionTally {
        QuestionTally { levels, not_applicable, unknown, ..QuestionTally::default() }
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
        tally.proofs[0] = Some(Proof::Measured);
        tally.proofs[3] = Some(Proof::Example);
        assert_eq!(tally.proof(), Proof::Example);
    }
}
