//! The dimensions of the sample report, and their questions.

use crate::model::{Lens, Tenths};
use crate::report::model::{CellReport, DimensionReport, QuestionReport, QuestionState, Standing};

use super::{range, score};

pub(super) fn dimensions() -> Vec<DimensionReport> {
    let mut dimensions: Vec<DimensionReport> = [
        ("Ownership", 380, 700),
        ("Knowledge currency", 350, 620),
        ("Data flow", 330, 580),
        ("Feedback loops", 450, 720),
        ("Demand anticipation and design", 360, 660),
        ("Frontline clarity and enablement", 500, 740),
        ("Leadership routines and business linkage", 480, 710),
        ("Contact-centre integration", 430, 710),
    ]
    .map(|(title, prevention, resolution)| dimension(title, Some(prevention), Some(resolution)))
    .into();
    let apart = dimension("Human-in-the-loop AI", None, None);
    dimensions.push(DimensionReport {
        apart: true,
        paired: false,
        standing: Standing::Beside,
        remarks: vec![
            "Not part of the overall gap.".to_owned(),
            "Answer aih-pattern-use and aih-review.".to_owned(),
        ],
        prevention: CellReport { range: Some(range(250, 750)), ..apart.prevention },
        resolution: CellReport { range: Some(range(375, 875)), ..apart.resolution },
        ..apart
    });
    dimensions
}

/// A dimension with its scores in tenths.
pub(in crate::report) fn dimension(
    title: &str,
    prevention: Option<i32>,
    resolution: Option<i32>,
) -> DimensionReport {
    DimensionReport {
        id: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        weight: 1,
        core: true,
        apart: false,
        paired: true,
        standing: Standing::Counted,
        gap: resolution.zip(prevention).map(|(r, p)| score(r - p)),
        posture: resolution.and(prevention).map(|_| "Repair shop".to_owned()),
        feels: Some("The same problems come back, whoever answers.".to_owned()),
        remarks: Vec::new(),
        not_asked: Vec::new(),
        prevention: cell(prevention),
        resolution: cell(resolution),
    }
}

fn cell(tenths: Option<i32>) -> CellReport {
    CellReport {
        thin: None,
        interval: Err("one_respondent"),
        pooled: None,
        agreement: None,
        status: if tenths.is_some() { "published" } else { "insufficient" },
        score: tenths.map(score),
        range: tenths.map(|tenths| range(tenths, tenths)),
        coverage: Some(Tenths::HUNDRED),
        stage: tenths.map(|_| 2),
        supported: None,
        defined: 3,
        applicable: 3,
        answered: 3,
        not_applicable: 0,
        unknown: 0,
        skipped: 0,
        not_reached: 0,
        too_few: 0,
        unsupported: Vec::new(),
        questions: Vec::new(),
    }
}

pub(super) fn question(lens: Lens, title: &str, state: QuestionState) -> QuestionReport {
    QuestionReport {
        strip: Vec::new(),
        id: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        ask: format!("{title}: how is that today?"),
        rev: 1,
        lens,
        weight: 1,
        state,
        moves: 5.0,
    }
}

pub(super) fn level(level: f64, proof: &'static str, supported: bool) -> QuestionState {
    QuestionState::Level {
        level,
        anchor: format!("What is true at level {level}."),
        proof: Some(proof),
        supported,
    }
}
