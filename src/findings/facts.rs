//! What conditions can look at in an assessment.

use super::measures;
use crate::model::{
    DimensionIx, Facts, FieldIx, FieldValue, Measure, QuestionIx, Questionnaire, ScoreKind, Tenths,
};
use crate::scoring::Scores;
use crate::tally::{Scope, Tally};
use crate::voices::Voices;

/// An assessment as conditions see it.
pub(super) struct AssessmentFacts<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) tally: &'a Tally,
    pub(super) scores: &'a Scores,
    pub(super) voices: Option<&'a Voices>,
}

impl Facts for AssessmentFacts<'_> {
    /// An answer that is out of scope, or to a question that does not apply,
    /// has no level.
    fn level(&self, question: QuestionIx) -> Option<f64> {
        let dimension = self.questionnaire[question].dimension;
        let said = self.tally.question(question);
        (self.tally.scope(dimension) == Scope::In && said.applies()).then(|| said.mean())?
    }

    /// A score that rests on one answer says nothing by itself; the answer
    /// does.
    fn score(&self, kind: ScoreKind, dimension: Option<DimensionIx>) -> Option<f64> {
        if self.scores.is_thin(kind, dimension) {
            return None;
        }
        self.scores.published(kind, dimension).map(Tenths::value)
    }

    fn measure(&self, measure: Measure) -> Option<f64> {
        measures::measure(self.questionnaire, self.tally, self.voices?, measure)
    }

    fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        self.tally.field(field)
    }
}
