//! Warnings: answers, or actions, that should be looked at before anybody
//! decides on them.

use crate::model::{Facts as _, Level, QuestionIx, Questionnaire};
use crate::tally::Tally;

use super::PlannedAction;
use super::facts::AssessmentFacts;

/// Something to look at first.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// Every answer has the same level.
    AllTheSame {
        /// The level.
        level: Level,
        /// How many answers there are.
        answers: usize,
    },
    /// The answers are high, and little of it is shown.
    HighWithoutProof {
        /// The mean of the levels.
        mean: f64,
        /// Whether proof was asked for.
        proof_asked: bool,
    },
    /// More than half of the actions would be the contact centre's own.
    CentreOwnsMost(CentreShare),
}

/// How many of the actions the contact centre itself would own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CentreShare {
    /// Actions of the contact centre.
    pub by_centre: usize,
    /// All actions that are offered.
    pub of: usize,
}

impl CentreShare {
    /// Counts the actions of both lenses.
    pub(super) fn count<'a>(
        questionnaire: &Questionnaire,
        actions: impl Iterator<Item = &'a PlannedAction>,
    ) -> Self {
        let mut share = Self { by_centre: 0, of: 0 };
        for planned in actions {
            let action = questionnaire[planned.question].action.as_ref();
            share.of += 1;
            share.by_centre += usize::from(action.is_some_and(|action| action.by_centre));
        }
        share
    }

    /// Whether it is more than half.
    pub fn is_most(self) -> bool {
        2 * self.by_centre > self.of
    }
}

/// So many equal answers are no coincidence.
const STRAIGHT_LINE: usize = 8;
/// From this mean level on, the answers are high.
const HIGH: f64 = 4.0;
/// Below this mean proof (an example), little is shown.
const SHOWN: f64 = 1.0;

pub(super) fn warnings(
    questionnaire: &Questionnaire,
    tally: &Tally,
    facts: &AssessmentFacts<'_>,
    share: CentreShare,
) -> Vec<Warning> {
    let levels: Vec<(QuestionIx, f64)> = questionnaire
        .question_positions()
        .filter_map(|question| Some((question, facts.level(question)?)))
        .collect();
    let centre = share.is_most().then_some(Warning::CentreOwnsMost(share));
    let found = [all_the_same(tally, &levels), high_without_proof(tally, &levels), centre];
    found.into_iter().flatten().collect()
}

fn all_the_same(tally: &Tally, levels: &[(QuestionIx, f64)]) -> Option<Warning> {
    let only = |&(question, _): &(QuestionIx, f64)| tally.question(question).only_level();
    let level = levels.first().and_then(only)?;
    let same = levels.iter().all(|answer| only(answer) == Some(level));
    (same && levels.len() >= STRAIGHT_LINE)
        .then_some(Warning::AllTheSame { level, answers: levels.len() })
}

fn high_without_proof(tally: &Tally, levels: &[(QuestionIx, f64)]) -> Option<Warning> {
    let answers = f64::from(u32::try_from(levels.len()).ok().filter(|&answers| answers > 0)?);
    let mean = levels.iter().map(|(_, level)| level).sum::<f64>() / answers;
    let grade =
        |&(question, _): &(QuestionIx, f64)| f64::from(tally.question(question).proof().grade());
    let proof = levels.iter().map(grade).sum::<f64>() / answers;
    (mean >= HIGH && (!tally.proof_asked || proof < SHOWN))
        .then_some(Warning::HighWithoutProof { mean, proof_asked: tally.proof_asked })
}
