//! All that is computed from the answers of one assessment, in one piece.

use crate::model::{Answers, Questionnaire};
use crate::scoring::{self, Scores};
use crate::tally::{self, Ballots, Disclosure, Tally, TallyError};
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
    /// Tallies and scores the answers of one assessment: all to this
    /// questionnaire, one a respondent.
    ///
    /// ```
    /// use prevention_gap::findings::Assessed;
    /// use prevention_gap::yaml::{self, Catalog};
    ///
    /// let catalog = Catalog::on_board();
    /// let text = "format: answers/1
    /// questionnaire: quick-check
    /// version: 2.0.0
    /// organisation: Larkfield Home
    /// date: 2026-10-14
    /// answers: { own-cause-owner: 2 }";
    /// let answers = yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value;
    /// let questionnaire = catalog.get(answers.questionnaire.as_str()).expect("it was found");
    /// let assessed = Assessed::new(questionnaire, &[answers])?;
    /// // One answer of ten is too little for a score, and no score is not zero.
    /// assert_eq!(assessed.scores.overall.gap, None);
    /// # Ok::<(), prevention_gap::tally::TallyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// There are no answers, some are to another questionnaire, or two of them
    /// contradict each other.
    pub fn new(questionnaire: &Questionnaire, answers: &[Answers]) -> Result<Self, TallyError> {
        Self::disclosing(questionnaire, answers, Disclosure::default())
    }

    /// The same, with a say in what is disclosed of what was typed.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn disclosing(
        questionnaire: &Questionnaire,
        answers: &[Answers],
        disclosure: Disclosure,
    ) -> Result<Self, TallyError> {
        Ok(Self::of(questionnaire, tally::tally(questionnaire, answers, disclosure)?))
    }

    /// Scores a finished tally.
    pub fn of(questionnaire: &Questionnaire, (tally, ballots): (Tally, Ballots)) -> Self {
        let scores = scoring::score(questionnaire, &tally);
        let voices = voices::listen(questionnaire, &tally, &ballots, &scores);
        let findings = super::find(questionnaire, &tally, &scores, voices.as_ref());
        Self { tally, scores, voices, findings }
    }
}
