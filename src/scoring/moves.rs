//! What moves the overall scores.

use crate::model::{DimensionIx, QuestionIx, Questionnaire};
use crate::tally::Tally;

use super::{DimensionScores, Scores};

/// What one level on each question moves its lens's overall score by, in
/// points: `c_q = 25 · (W_d / Σ W_paired) · (w_q / W_ans)`.
///
/// It adds up: `100 − P = Σ c_q · (5 − level_q)` over the answered prevention
/// questions of the paired dimensions.
pub(super) fn moves(
    questionnaire: &Questionnaire,
    tally: &Tally,
    dimensions: &[DimensionScores],
    paired: &[DimensionIx],
) -> Vec<f64> {
    let total: u32 = paired.iter().map(|&dimension| questionnaire[dimension].weight).sum();
    let moves = |question| {
        let asked = &questionnaire[question];
        let said = tally.question(question);
        if !paired.contains(&asked.dimension) || said.answered() == 0 || !said.applies() {
            return 0.0;
        }
        let share = f64::from(questionnaire[asked.dimension].weight) / f64::from(total);
        let cell = dimensions[asked.dimension.0].cell(asked.lens);
        25.0 * share * f64::from(asked.weight) / cell.weight_answered
    };
    questionnaire.question_positions().map(moves).collect()
}

/// What one level on a question adds to its lens's overall score once all that
/// applies is answered, in points: `25 · (W_d / Σ W_eligible) · (w_q / W_app)`.
/// Other answers do not change it. `None` where the dimension cannot be part
/// of the overall scores.
pub fn points_of_a_level(
    questionnaire: &Questionnaire,
    scores: &Scores,
    question: QuestionIx,
) -> Option<f64> {
    let asked = &questionnaire[question];
    let eligible = &scores.overall.eligible;
    if !eligible.contains(&asked.dimension) {
        return None;
    }
    let weight = |dimension: DimensionIx| questionnaire[dimension].weight;
    let total: u32 = eligible.iter().copied().map(weight).sum();
    let share = f64::from(weight(asked.dimension)) / f64::from(total);
    let applicable = scores.cell(asked.dimension, asked.lens).weight_applicable;
    Some(25.0 * share * f64::from(asked.weight) / applicable)
}
