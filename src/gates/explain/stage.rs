//! Stages: the answers below the level that is asked for, and the fewest of
//! them that would have to reach it.

use crate::gates::View;
use crate::gates::smallest::{Choice, Step, Taken, smallest};
use crate::model::{DimensionIx, Lens, Level, QuestionIx};

use super::{Changes, Explanation, HeldDown, Raise, level, levels_above};

/// A stage is the lowest of its cells, so each cell is brought up by itself.
pub(super) fn stage(
    view: &View<'_>,
    dimension: Option<DimensionIx>,
    lens: Lens,
    at_least: Level,
) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => view.scores.overall.paired.clone(),
    };
    let mut held_down_by = Vec::new();
    let mut changes = Some(Changes { fewest: true, ..Changes::default() });
    for dimension in dimensions {
        let published = view.scores.cell(dimension, lens).published();
        if published.is_none_or(|published| published.stage.level >= at_least) {
            continue;
        }
        let (below, raises) = cell_stage(view, dimension, lens, at_least);
        held_down_by.extend(below);
        changes = changes.zip(raises).map(|(mut changes, raises)| {
            changes.raise.extend(raises);
            changes
        });
    }
    if let Some(changes) = &mut changes {
        changes.raise.sort_by_key(|raise| raise.question);
    }
    Explanation { held_down_by, changes }
}

/// The answers of a cell below a level, the heaviest first, and the smallest
/// set of them that has to reach it.
fn cell_stage(
    view: &View<'_>,
    dimension: DimensionIx,
    lens: Lens,
    at_least: Level,
) -> (Vec<HeldDown>, Option<Vec<Raise>>) {
    let questionnaire = view.questionnaire;
    let wanted = f64::from(at_least.number());
    let weight = |question: QuestionIx| f64::from(questionnaire[question].weight);
    let (mut total, mut above) = (0.0, 0.0);
    let mut below = Vec::new();
    for question in questionnaire.cell_questions(dimension, lens) {
        let Some(level) = level(view, question) else { continue };
        total += weight(question);
        if level >= wanted {
            above += weight(question);
        } else {
            below.push((question, level));
        }
    }
    let step = |&(question, level): &(QuestionIx, f64)| {
        let levels = levels_above(level).into_iter().filter(|&step| step <= at_least).count();
        Choice { steps: vec![Step { levels, gain: weight(question) }] }
    };
    let choices: Vec<Choice> = below.iter().map(step).collect();
    let share = f64::from(questionnaire.scoring.stage_share);
    let taken = smallest(&choices, |gain| 100.0 * (above + gain) >= share * total);
    let raises = taken.map(|taken| {
        let raise = |&(at, _): &Taken| {
            let (question, from): (QuestionIx, f64) = below[at];
            Raise { question, from, to: at_least }
        };
        taken.iter().map(raise).collect()
    });
    below.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.1.total_cmp(&b.1)));
    let held = |(question, level)| HeldDown::Answer { question, level, points: None };
    (below.into_iter().map(held).collect(), raises)
}
