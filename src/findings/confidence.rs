//! How sure a score is: the worst of coverage, proof and voices, with the
//! reason. Confidence stands beside a score and never changes it.
//!
//! One respondent is at most medium, unless what is said is documented on
//! average; that is the very limit at which proof is high, so a single voice
//! needs no check of its own.

use crate::model::{ConfidenceLevel, DimensionIx, Lens, Questionnaire, Tenths};
use crate::scoring::{Cell, Scores};
use crate::tally::Tally;

/// How sure a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// How sure.
    pub level: ConfidenceLevel,
    /// Why it is not higher; for a high one, why it is high.
    pub reason: ConfidenceReason,
    /// How many cells share the reason.
    pub cells: usize,
    /// How many cells there are.
    pub of: usize,
}

/// Why a score is as sure as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfidenceReason {
    /// Some questions are still open.
    Coverage,
    /// The answers are said more than shown.
    Proof,
    /// No answer carries proof: it was not asked for.
    ProofNotAsked,
    /// Nothing is missing.
    WellBacked,
}

/// From this coverage on, a score is complete enough for high confidence, in
/// percent.
const HIGH_COVERAGE: Tenths = Tenths::whole(90);
/// From this mean proof on (documented), proof is high.
const HIGH_PROOF: f64 = 2.0;
/// From this mean proof on (example), proof is medium.
const MEDIUM_PROOF: f64 = 1.0;
/// From this score on, thin proof is said aloud.
const HIGH_SCORE: Tenths = Tenths::whole(60);

/// The worst confidence among the paired cells, with the most frequent
/// reason.
pub(super) fn overall(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
) -> Option<Confidence> {
    scores.overall.prevention.score?;
    let paired = questionnaire.dimension_positions().filter(|d| scores.overall.paired.contains(d));
    let cells: Vec<(ConfidenceLevel, ConfidenceReason)> = paired
        .flat_map(|d| Lens::ALL.map(|lens| of_cell(scores.cell(d, lens), tally.proof_asked)))
        .collect();
    let level = cells.iter().map(|&(level, _)| level).min()?;
    let count = |reason| cells.iter().filter(|&&cell| cell == (level, reason)).count();
    let reason = REASONS.into_iter().rev().max_by_key(|&reason| count(reason))?;
    Some(Confidence { level, reason, cells: count(reason), of: cells.len() })
}

/// The order in which reasons are named where several share a rank.
const REASONS: [ConfidenceReason; 4] = [
    ConfidenceReason::Coverage,
    ConfidenceReason::ProofNotAsked,
    ConfidenceReason::Proof,
    ConfidenceReason::WellBacked,
];

/// How sure the score of one cell is, and why.
pub fn confidence_of_cell(
    tally: &Tally,
    scores: &Scores,
    dimension: DimensionIx,
    lens: Lens,
) -> (ConfidenceLevel, ConfidenceReason) {
    of_cell(scores.cell(dimension, lens), tally.proof_asked)
}

fn of_cell(cell: &Cell, proof_asked: bool) -> (ConfidenceLevel, ConfidenceReason) {
    let proof = cell.proof.unwrap_or(0.0);
    let proof_reason =
        if proof_asked { ConfidenceReason::Proof } else { ConfidenceReason::ProofNotAsked };
    let checks = [(of_coverage(cell), ConfidenceReason::Coverage), (of_proof(proof), proof_reason)];
    let worst = checks.into_iter().min_by_key(|&(level, _)| level);
    match worst {
        Some(worst) if worst.0 < ConfidenceLevel::High => worst,
        _ => (ConfidenceLevel::High, ConfidenceReason::WellBacked),
    }
}

fn of_coverage(cell: &Cell) -> ConfidenceLevel {
    if cell.coverage().is_some_and(|coverage| coverage.published >= HIGH_COVERAGE) {
        ConfidenceLevel::High
    } else {
        ConfidenceLevel::Medium
    }
}

fn of_proof(proof: f64) -> ConfidenceLevel {
    if proof >= HIGH_PROOF {
        ConfidenceLevel::High
    } else if proof >= MEDIUM_PROOF {
        ConfidenceLevel::Medium
    } else {
        ConfidenceLevel::Low
    }
}

/// Cells with a high score of which little is shown: 60 or more with less
/// than an example on average, or with more than a quarter of the answered
/// weight above what its proof supports.
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
        .filter(|&(dimension, lens)| is_thin(scores.cell(dimension, lens)))
        .collect()
}

fn is_thin(cell: &Cell) -> bool {
    let high = cell.score().is_some_and(|score| score.published >= HIGH_SCORE);
    let said_only = cell.proof.is_some_and(|proof| proof < MEDIUM_PROOF);
    high && (said_only || 4.0 * cell.weight_unsupported > cell.weight_answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(proof: f64, expected: &str) {
        assert_eq!(of_proof(proof).name(), expected, "{proof}");
    }

    #[test]
    fn proof_lifts_confidence() {
        check(0.99, "low");
        check(1.0, "medium");
        check(1.99, "medium");
        check(2.0, "high");
    }
}
