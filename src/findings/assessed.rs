//! All that is computed from the answers of one assessment, in one piece.

use crate::model::{Answers, Questionnaire};
use crate::scoring::{self, Scores};
use crate::tally::{self, Ballots, Tally, TallyError, Texts};
use crate::voices::{self, Voices};

use super::Findings;

/// An assessment, tallied and scored, with what that means.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// What the respondents said, counted.
    pub tally: Tally,
    /// The scores.
    pub scores: Scores,
    /// What several respondents say beside their scores; `None` for one.
    pub voices: Option<Voices>,
    /// What all of it means.
    pub findings: Findings,
}

impl Assessed {
    /// Tallies and scores the answers of one assessment.
    ///
    /// # Errors
    ///
    /// There are no answers, or two of them contradict each other.
    pub fn new(questionnaire: &Questionnaire, answers: &[Answers]) -> Result<Self, TallyError> {
        Ok(Self::of(questionnaire, tally::tally(questionnaire, answers)?))
    }

    /// Scores a finished tally.
    pub fn of(questionnaire: &Questionnaire, (tally, ballots): (Tally, Ballots)) -> Self {
        let scores = scoring::score(questionnaire, &tally);
        let voices = voices::listen(questionnaire, &tally, &ballots, &scores);
        let findings = super::find(questionnaire, &tally, &scores, voices.as_ref());
        Self { tally, scores, voices, findings }
    }

    /// Keeps only these of the typed texts; no score and no finding changes.
    #[must_use]
    pub fn keep(self, texts: Texts) -> Self {
        Self { tally: self.tally.keep(texts), ..self }
    }
}
