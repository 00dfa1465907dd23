//! What is known of one side: its score, the range it lies in, or why there
//! is neither. The same for every format that draws.

use crate::model::Tenths;

use super::model::{CellReport, LensReport, Range};

/// What is known of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Its score.
    Score(Tenths),
    /// The range in which its score lies.
    Range(Range),
    /// Why there is neither.
    Nothing(&'static str),
}

impl Known {
    pub(super) fn of_cell(cell: &CellReport) -> Self {
        Self::new(cell.score.map(|score| score.published), cell.range, cell.status)
    }

    pub(super) fn of_lens(lens: &LensReport, status: &str) -> Self {
        // A lens may have scores although there is no overall one, so that
        // "does not apply" would say too much.
        match status {
            "not_applicable" => Self::Nothing("not known"),
            _ => Self::new(lens.score.map(|score| score.published), lens.range, status),
        }
    }

    /// "41.0", "25.0 to 75.0", "does not apply".
    pub(super) fn words(self) -> String {
        match self {
            Self::Score(score) => score.to_string(),
            Self::Range(range) => range.words(),
            Self::Nothing(why) => why.to_owned(),
        }
    }

    fn new(score: Option<Tenths>, range: Option<Range>, status: &str) -> Self {
        match (score, range, status) {
            (Some(score), _, _) => Self::Score(score),
            (None, Some(range), _) => Self::Range(range),
            (None, None, "not_applicable") => Self::Nothing("does not apply"),
            (None, None, "not_defined") => Self::Nothing("not asked"),
            (None, None, _) => Self::Nothing("not known"),
        }
    }
}
