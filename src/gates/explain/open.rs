//! What is open, not sure enough or late.

use jiff::civil::Date;

use crate::gates::smallest::{Choice, Step, smallest};
use crate::gates::{View, cells, overdue, weights};
use crate::model::{ConfidenceLevel, DimensionIx, Gate, Lens, QuestionIx, Rule, Tenths};
use crate::scoring::{self, Cell};

use super::{Changes, Explanation, HeldDown, level};

/// The fewest open questions that have to be answered.
pub(super) fn coverage(
    view: &View<'_>,
    dimension: Option<DimensionIx>,
    at_least: Tenths,
) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => view.scores.overall.eligible.clone(),
    };
    let cells: Vec<&Cell> =
        dimensions.iter().flat_map(|&dimension| cells(dimension, view.scores)).collect();
    let (covered, applicable) = weights(&cells);
    let questionnaire = view.questionnaire;
    // With several respondents, a question may be covered in part.
    let open: Vec<(QuestionIx, f64)> = questionnaire
        .question_positions()
        .filter(|&question| dimensions.contains(&questionnaire[question].dimension))
        .filter_map(|question| {
            let said = view.tally.question(question);
            let missing = 1.0 - said.answered_share();
            let is_open = said.was_asked() && said.applies() && missing > 0.0;
            is_open.then(|| (question, missing * f64::from(questionnaire[question].weight)))
        })
        .collect();
    let choices: Vec<Choice> =
        open.iter().map(|&(_, gain)| Choice { steps: vec![Step { levels: 1, gain }] }).collect();
    let taken = smallest(&choices, |gain| {
        scoring::published(100.0 * (covered + gain) / applicable) >= at_least
    });
    let changes = taken.map(|taken| Changes {
        raise: Vec::new(),
        answer: taken.iter().map(|&(at, _)| open[at].0).collect(),
        fewest: true,
    });
    let mut heaviest = open;
    heaviest.sort_by(|a, b| b.1.total_cmp(&a.1));
    let held = |(question, _)| HeldDown::Open { question };
    Explanation { held_down_by: heaviest.into_iter().map(held).collect(), changes }
}

/// The cells that are not sure enough, with their reasons. Proof and coverage
/// are no levels, so nothing is to raise.
pub(super) fn confidence(
    view: &View<'_>,
    dimension: Option<DimensionIx>,
    at_least: ConfidenceLevel,
) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => view.scores.overall.eligible.clone(),
    };
    let mut held_down_by = Vec::new();
    for dimension in dimensions {
        for lens in Lens::ALL {
            let confidence = view.confidence(dimension, lens);
            if confidence.level() < at_least {
                held_down_by.push(HeldDown::Cell { dimension, lens, confidence });
            }
        }
    }
    Explanation { held_down_by, changes: None }
}

pub(super) fn decisions(view: &View<'_>) -> Explanation {
    let Some(today) = view.today else { return Explanation::default() };
    let mut late: Vec<(Date, QuestionIx)> =
        overdue(view.tally, today).map(|(decision, by)| (by, decision.question)).collect();
    late.sort();
    let held = |(by, question)| HeldDown::Decision { question, by };
    Explanation { held_down_by: late.into_iter().map(held).collect(), changes: None }
}

pub(super) fn answers(view: &View<'_>, questions: impl Iterator<Item = QuestionIx>) -> Explanation {
    let held = |question| {
        let level = level(view, question)?;
        Some(HeldDown::Answer { question, level, points: None })
    };
    Explanation { held_down_by: questions.filter_map(held).collect(), changes: None }
}

/// What would have to be answered before there is anything to judge.
pub(super) fn still_open(
    gate: &Gate,
    view: &View<'_>,
    dimension: Option<DimensionIx>,
) -> Vec<HeldDown> {
    let scores = view.scores;
    let unpaired = |of: &DimensionIx| !scores.dimension(*of).paired;
    let all = || scores.overall.eligible.iter().copied().filter(unpaired).collect();
    let dimensions: Vec<DimensionIx> = dimension.map_or_else(all, |dimension| vec![dimension]);
    // Overall, there is no score of one lens without the other.
    let only = match gate.rule {
        Rule::Score { lens, .. } | Rule::Stage { lens, .. } if dimension.is_some() => Some(lens),
        _ => None,
    };
    let mut open: Vec<QuestionIx> = dimensions
        .into_iter()
        .flat_map(|dimension| cells(dimension, scores))
        .flat_map(|cell| cell.open.iter().copied())
        .filter(|&question| only.is_none_or(|lens| view.questionnaire[question].lens == lens))
        .collect();
    open.sort();
    open.into_iter().map(|question| HeldDown::Open { question }).collect()
}
