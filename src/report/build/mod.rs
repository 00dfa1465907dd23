//! Scores and findings to a [`Report`].

use crate::findings::Findings;
use crate::model::Questionnaire;
use crate::scoring::Scores;
use crate::tally::Tally;

use super::model::Report;

/// Makes the report of an assessment.
pub fn build(_q: &Questionnaire, _t: &Tally, _s: &Scores, _f: &Findings) -> Option<Report> {
    None
}
