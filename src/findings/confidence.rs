//! How sure a score is: the worst of three parts. How much was answered, how
//! much of it is backed by the proof that its level takes, and, of several
//! people, how far they agree. Confidence stands beside a score and never
//! changes it.
//!
//! ```text
//! answered = Σ w·covered / Σ w      backed = Σ w of backed answers / Σ w answered
//! ```
//!
//! Overall all answers of the eligible dimensions are taken together, and not
//! only those that count: else answering one question more could bring in a
//! dimension and lower the word. A cell is judged over itself.

use crate::model::{ConfidenceLevel, DimensionIx, Lens, Proof, QuestionIx, Questionnaire, Tenths};
use crate::scoring::{self, Cell, Scores};
use crate::tally::{QuestionTally, Tally};
use crate::voices::{Agreement, Told, Voices, agreement};

/// How sure a score is, by its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// How much of what applies was answered.
    pub answered: Share,
    /// How much of it is backed by the proof that its level takes.
    pub backed: Backed,
    /// How far people agree; `None` of one respondent, and where it is not
    /// told.
    pub agreed: Option<Agreed>,
}

/// The parts of confidence, in the order in which they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfidencePart {
    /// How much is backed by proof.
    Backed,
    /// How much was answered.
    Answered,
    /// How far people agree.
    Agreed,
}

impl Confidence {
    /// How sure: the worst of the parts.
    pub fn level(&self) -> ConfidenceLevel {
        let of_people = self.agreed.map_or(ConfidenceLevel::High, Agreed::level);
        self.answered.level().min(self.backed.level()).min(of_people)
    }

    /// The parts that keep it from being high.
    pub fn decided_by(&self) -> Vec<ConfidencePart> {
        let level = self.level();
        let parts = [
            (ConfidencePart::Backed, Some(self.backed.level())),
            (ConfidencePart::Answered, Some(self.answered.level())),
            (ConfidencePart::Agreed, self.agreed.map(Agreed::level)),
        ];
        let decides = |part: &Option<ConfidenceLevel>| *part == Some(level);
        let worst = parts.into_iter().filter(|(_, part)| decides(part)).map(|(part, _)| part);
        worst.filter(|_| level < ConfidenceLevel::High).collect()
    }
}

/// A share of the weight, and how many questions that are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many questions.
    pub questions: usize,
    /// Of how many.
    pub of: usize,
    weight: f64,
    whole: f64,
}

impl Share {
    /// In percent, rounded down: 89.6 is 89, for 90 would read high.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    pub fn percent(&self) -> u32 {
        if self.whole > 0.0 { (100.0 * self.weight / self.whole + STRAY).floor() as u32 } else { 0 }
    }

    /// How sure it makes.
    pub fn level(&self) -> ConfidenceLevel {
        if self.reaches(HIGH) {
            ConfidenceLevel::High
        } else if self.reaches(MEDIUM) {
            ConfidenceLevel::Medium
        } else {
            ConfidenceLevel::Low
        }
    }

    fn reaches(&self, percent: u32) -> bool {
        100.0 * self.weight + STRAY >= f64::from(percent) * self.whole
    }
}

/// How much is backed by proof.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Backed {
    /// No answer carries proof, and some stand above what needs none.
    NotAsked,
    /// Proof was asked for, or nothing takes any.
    Known {
        /// The answers at or below what their proof supports.
        share: Share,
        /// The answers with an example or better.
        shown: Share,
    },
}

impl Backed {
    /// How sure it makes. What needs no proof backs itself, so a high word
    /// takes an example for half of the answers.
    pub fn level(self) -> ConfidenceLevel {
        match self {
            Self::NotAsked => ConfidenceLevel::Low,
            Self::Known { shown, share } if !shown.reaches(HALF) => {
                share.level().min(ConfidenceLevel::Medium)
            }
            Self::Known { share, .. } => share.level(),
        }
    }

    /// Whether only the half that has to be shown is missing.
    pub fn lacks_examples(self) -> bool {
        matches!(self, Self::Known { shown, share } if share.reaches(HIGH) && !shown.reaches(HALF))
    }
}

/// How far several people agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreed {
    /// Too few answered to say.
    TooFew {
        /// How many people.
        people: usize,
    },
    /// How far their answers to one question lie apart.
    Known(Agreement),
}

impl Agreed {
    /// How sure it makes: answers have to lie closer together than random
    /// ones.
    pub fn level(self) -> ConfidenceLevel {
        match self {
            Self::TooFew { .. } => ConfidenceLevel::Medium,
            Self::Known(agreement) if agreement.rwg >= HIGH_AGREEMENT => ConfidenceLevel::High,
            Self::Known(agreement) if agreement.rwg >= 0.0 => ConfidenceLevel::Medium,
            Self::Known(_) => ConfidenceLevel::Low,
        }
    }
}

/// From this share on a part is high, in percent.
pub const HIGH: u32 = 90;
/// From this share on it is medium.
pub const MEDIUM: u32 = 60;
/// So much has to be shown for high, in percent.
const HALF: u32 = 50;
/// From this agreement on (r*wg), several voices are sure.
const HIGH_AGREEMENT: f64 = 0.5;
/// How far a sum of shares may stray from a limit by rounding.
const STRAY: f64 = 1e-9;
/// From this score on, thin proof is said aloud.
const HIGH_SCORE: Tenths = Tenths::whole(60);
/// Below this mean proof (an example), proof is thin.
const SHOWN: f64 = 1.0;

/// How sure the overall scores are, where there are any.
pub(super) fn overall(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    voices: Option<&Voices>,
) -> Option<Confidence> {
    scores.overall.prevention.score?;
    let is_eligible = |question: &QuestionIx| {
        scores.overall.eligible.contains(&questionnaire[*question].dimension)
    };
    let questions: Vec<QuestionIx> =
        questionnaire.question_positions().filter(is_eligible).collect();
    let people = voices.map(|_| tally.respondents - tally.silent);
    Some(Asked { questionnaire, tally, questions }.confidence(people))
}

/// How sure the score of one cell is.
pub fn confidence_of_cell(
    questionnaire: &Questionnaire,
    tally: &Tally,
    voices: Option<&Voices>,
    dimension: DimensionIx,
    lens: Lens,
) -> Confidence {
    let questions: Vec<QuestionIx> = questionnaire.cell_questions(dimension, lens).collect();
    let answered = questions.iter().map(|&question| tally.question(question).answered());
    let people = voices.map(|_| answered.max().unwrap_or_default() as usize);
    Asked { questionnaire, tally, questions }.confidence(people)
}

/// The questions that a score rests on.
struct Asked<'a> {
    questionnaire: &'a Questionnaire,
    tally: &'a Tally,
    questions: Vec<QuestionIx>,
}

impl Asked<'_> {
    /// The parts; of several people, so many of them.
    fn confidence(&self, people: Option<usize>) -> Confidence {
        Confidence {
            answered: self.answered(),
            backed: self.backed(),
            agreed: people.and_then(|people| self.agreed(people)),
        }
    }

    fn applicable(&self) -> impl Iterator<Item = (f64, &QuestionTally)> {
        let said = |&question: &QuestionIx| {
            let weight = f64::from(self.questionnaire[question].weight);
            (weight, self.tally.question(question))
        };
        self.questions.iter().map(said).filter(|(_, said)| said.was_asked() && said.applies())
    }

    fn with_level(&self) -> impl Iterator<Item = (f64, &QuestionTally)> {
        self.applicable().filter(|(_, said)| said.mean().is_some())
    }

    fn answered(&self) -> Share {
        Share {
            questions: self.with_level().count(),
            of: self.applicable().count(),
            weight: self.with_level().map(|(weight, said)| weight * said.answered_share()).sum(),
            whole: self.applicable().map(|(weight, _)| weight).sum(),
        }
    }

    /// The answers of which this holds, of all answers.
    fn share(&self, holds: impl Fn(&QuestionTally) -> bool) -> Share {
        let such = || self.with_level().filter(|(_, said)| holds(said));
        Share {
            questions: such().count(),
            of: self.with_level().count(),
            weight: such().map(|(weight, _)| weight).sum(),
            whole: self.with_level().map(|(weight, _)| weight).sum(),
        }
    }

    fn backed(&self) -> Backed {
        let share = self.share(|said| scoring::set_back(said).is_none());
        // Without any proof, backed is what needs none.
        if !self.tally.proof_asked && share.questions < share.of {
            return Backed::NotAsked;
        }
        Backed::Known { share, shown: self.share(|said| said.proof() >= Proof::Example) }
    }

    /// Where less than half of the answers are told in levels, how far people
    /// agree is left out, as for one respondent.
    fn agreed(&self, people: usize) -> Option<Agreed> {
        let told = self.share(|said| said.counted().is_some());
        if !self.tally.anonymity.is_named() && !told.reaches(HALF) {
            return None;
        }
        let least = self.questionnaire.scoring.min_group as usize;
        let agreement = agreement(self.applicable().map(|(_, said)| said));
        match agreement.as_ref().and_then(Told::told) {
            Some(agreement) if people >= least => Some(Agreed::Known(*agreement)),
            _ => Some(Agreed::TooFew { people }),
        }
    }
}

/// Cells with a high score of which little is shown: 60 or more with less
/// than an example on average, or with more than a quarter of the answered
/// weight above what its proof supports. A score that rests on one answer is
/// never called high.
pub(super) fn thin_proof(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
) -> Vec<(DimensionIx, Lens)> {
    if !tally.proof_asked {
        return Vec::new();
    }
    questionnaire
        .dimension_positions()
        .flat_map(|dimension| Lens::ALL.map(|lens| (dimension, lens)))
        .filter(|&(dimension, lens)| is_high_unproven(scores.cell(dimension, lens)))
        .collect()
}

fn is_high_unproven(cell: &Cell) -> bool {
    let high = !cell.is_thin() && cell.score().is_some_and(|score| score.published >= HIGH_SCORE);
    let said_only = cell.proof.is_some_and(|proof| proof < SHOWN);
    high && (said_only || 4.0 * cell.weight_unsupported > cell.weight_answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(weight: u32, whole: u32) -> Share {
        let questions = weight as usize;
        Share { questions, of: whole as usize, weight: weight.into(), whole: whole.into() }
    }

    #[track_caller]
    fn check_share(weight: u32, whole: u32, percent: u32, expected: &str) {
        let share = share(weight, whole);
        assert_eq!((share.percent(), share.level().name()), (percent, expected));
    }

    #[test]
    fn shares_are_judged_exactly_and_printed_rounded_down() {
        check_share(24, 40, 60, "medium");
        check_share(599, 1000, 59, "low");
        check_share(896, 1000, 89, "medium");
        check_share(899, 1000, 89, "medium");
        check_share(9, 10, 90, "high");
        check_share(42, 42, 100, "high");
        check_share(0, 42, 0, "low");
    }

    #[track_caller]
    fn check_backed(backed: u32, shown: u32, expected: &str) {
        let known = Backed::Known { share: share(backed, 42), shown: share(shown, 42) };
        assert_eq!(known.level().name(), expected, "{backed} and {shown} of 42");
    }

    /// 38 of 42 are 90.5 %, 37 are 88.1 %; half of 42 is 21.
    #[test]
    fn what_needs_no_proof_makes_nothing_high() {
        check_backed(38, 21, "high");
        check_backed(38, 20, "medium");
        check_backed(42, 0, "medium");
        check_backed(37, 42, "medium");
        check_backed(25, 0, "low");
        assert_eq!(Backed::NotAsked.level().name(), "low");
    }

    #[track_caller]
    fn check_agreed(rwg: f64, expected: &str) {
        let agreement = Agreement { rwg, average_deviation: 0.5, answers: 5 };
        assert_eq!(Agreed::Known(agreement).level().name(), expected, "{rwg}");
    }

    #[test]
    fn people_who_agree_are_surer() {
        check_agreed(0.5, "high");
        check_agreed(0.49, "medium");
        check_agreed(0.0, "medium");
        check_agreed(-0.01, "low");
        assert_eq!(Agreed::TooFew { people: 4 }.level().name(), "medium");
    }

    #[test]
    fn the_worst_part_decides_and_equals_are_both_named() {
        use ConfidencePart::{Answered, Backed as ByProof};
        let of = |answered, backed| Confidence {
            answered: share(answered, 10),
            backed: Backed::Known { share: share(backed, 10), shown: share(10, 10) },
            agreed: None,
        };
        assert_eq!(of(10, 10).decided_by(), []);
        assert_eq!(of(10, 8).decided_by(), [ByProof]);
        assert_eq!(of(8, 8).decided_by(), [ByProof, Answered]);
        assert_eq!(of(5, 8).decided_by(), [Answered]);
    }
}
