//! How far respondents agree on the questions of a cell.

use crate::tally::QuestionTally;

use super::statistics;

/// A figure that takes how many gave which level, which is not told of small
/// groups of anonymous people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told<T> {
    /// What it is, over the groups of which it is told.
    Told(T),
    /// Every group is too small.
    SmallGroups,
}

impl<T> Told<T> {
    /// The figure, where it is told.
    pub fn told(&self) -> Option<&T> {
        match self {
            Self::Told(figure) => Some(figure),
            Self::SmallGroups => None,
        }
    }
}

/// How far respondents agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// r*wg(j): 1 where all answers are the same, 0 where they are as far
    /// apart as random ones, below 0 where they are further.
    pub rwg: f64,
    /// How far answers lie from the average of their question, on average, in
    /// levels.
    pub average_deviation: f64,
    /// The fewest answers that one of the questions has.
    pub answers: u32,
}

/// A label for agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementWord {
    /// From .70.
    Strong,
    /// From .50.
    Moderate,
    /// From 0.
    Weak,
    /// Below 0.
    NoCommonView,
}

impl AgreementWord {
    /// All labels, strongest first.
    pub const ALL: [Self; 4] = [Self::Strong, Self::Moderate, Self::Weak, Self::NoCommonView];

    /// The word in reports and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Moderate => "moderate",
            Self::Weak => "weak",
            Self::NoCommonView => "no common view",
        }
    }
}

/// Below so many answers there is no label: two or three random answers often
/// look alike.
const LABEL_FROM: u32 = 5;

impl Agreement {
    /// The label, where there are enough answers for one.
    pub fn word(&self) -> Option<AgreementWord> {
        (self.answers >= LABEL_FROM).then_some(match self.rwg {
            rwg if rwg >= 0.7 => AgreementWord::Strong,
            rwg if rwg >= 0.5 => AgreementWord::Moderate,
            rwg if rwg >= 0.0 => AgreementWord::Weak,
            _ => AgreementWord::NoCommonView,
        })
    }
}

/// How far respondents agree on these questions, as far as they apply and two
/// or more answered them, over the groups of which it is told who gave which
/// level; `None` where no two people answered one of them.
pub(crate) fn agreement<'t>(
    questions: impl Iterator<Item = &'t QuestionTally>,
) -> Option<Told<Agreement>> {
    let several = |question: &&QuestionTally| question.applies() && question.answered() >= 2;
    let mut questions = questions.filter(several).peekable();
    questions.peek()?;
    let counts: Vec<[u32; 5]> = questions.filter_map(QuestionTally::counted).collect();
    Some(over(&counts).map_or(Told::SmallGroups, Told::Told))
}

fn over(counts: &[[u32; 5]]) -> Option<Agreement> {
    let statistics::Agreement { rwg, average_deviation, .. } = statistics::agreement(counts)?;
    Some(Agreement {
        rwg: snapped(rwg),
        average_deviation,
        answers: counts.iter().map(|levels| levels.iter().sum()).min()?,
    })
}

/// A sum that strayed from a round figure by rounding, set back to it: the
/// limits between the labels are round. Zero has no sign.
fn snapped(rwg: f64) -> f64 {
    (rwg * 1e9).round() / 1e9 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rwg: f64, expected: &str) {
        let agreement = Agreement { rwg: snapped(rwg), average_deviation: 1.0, answers: 5 };
        assert_eq!(agreement.word().map(AgreementWord::name), Some(expected), "{rwg}");
    }

    #[test]
    fn a_label_does_not_hang_on_how_a_sum_was_formed() {
        check(-2.2e-16, "weak");
        check(0.0, "weak");
        check(-0.001, "no common view");
        check(0.5 - 1e-16, "moderate");
        check(0.7 - 1e-16, "strong");
        check(0.699, "moderate");
        assert!(snapped(-1e-17).is_sign_positive());
    }
}
