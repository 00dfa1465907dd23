//! Stages: the weakest-link maturity level.

use crate::model::{Level, QuestionIx};

use super::Stage;

/// An answered question as a stage sees it.
#[derive(Clone, Copy)]
pub(super) struct Answered {
    pub(super) question: QuestionIx,
    pub(super) weight: f64,
    /// The level; on several respondents, the mean.
    pub(super) level: f64,
}

/// The highest level L with at least `share` percent of the answered weight
/// at a level of L or more. At level 1 that is everything.
pub(super) fn stage(answered: &[Answered], share: u32, provisional: bool) -> Stage {
    let total: f64 = answered.iter().map(|answer| answer.weight).sum();
    let reached = |level: &Level| {
        let at_or_above: f64 =
            answered.iter().filter(|a| is_at(a.level, *level)).map(|a| a.weight).sum();
        100.0 * at_or_above >= f64::from(share) * total
    };
    let level = Level::ALL.into_iter().rfind(reached).unwrap_or(Level::LOWEST);
    Stage { level, provisional, held_back_by: held_back_by(answered, level) }
}

/// The questions below the level after this one; none at the highest.
pub(super) fn held_back_by(answered: &[Answered], stage: Level) -> Vec<QuestionIx> {
    let Some(next) = Level::new(u64::from(stage.number()) + 1) else { return Vec::new() };
    answered.iter().filter(|a| !is_at(a.level, next)).map(|a| a.question).collect()
}

fn is_at(mean: f64, level: Level) -> bool {
    mean >= f64::from(level.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(levels: &[(f64, f64)], share: u32, expected: u8, held_back: &[usize]) {
        let answered: Vec<Answered> = levels
            .iter()
            .enumerate()
            .map(|(n, &(weight, level))| Answered { question: QuestionIx(n), weight, level })
            .collect();
        let stage = stage(&answered, share, false);
        assert_eq!(stage.level.number(), expected);
        assert_eq!(stage.held_back_by.iter().map(|q| q.0).collect::<Vec<_>>(), held_back);
    }

    #[test]
    fn enough_of_the_weight_has_to_stand_at_a_level() {
        // 3 of 4 is 75 %, not enough; 4 of 5 is 80 %, enough.
        check(&[(1.0, 4.0), (1.0, 4.0), (1.0, 4.0), (1.0, 1.0)], 80, 1, &[3]);
        check(&[(1.0, 4.0), (2.0, 4.0), (1.0, 4.0), (1.0, 1.0)], 80, 4, &[0, 1, 2, 3]);
        check(&[(1.0, 5.0)], 80, 5, &[]);
        check(&[(1.0, 3.0), (1.0, 2.0)], 50, 3, &[0, 1]);
    }
}
