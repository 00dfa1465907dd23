//! How sure a score is: the worst of coverage, proof and voices, with the
//! reason. Confidence stands beside a score and never changes it.
//!
//! One respondent is at most medium, unless what is said is documented on
//! average; that is the very limit at which proof is high, so a single voice
//! needs no check of its own. Of several, enough have to answer, and agree.

use crate::model::{ConfidenceLevel, DimensionIx, Lens, Questionnaire, Tenths};
use crate::scoring::{Cell, Scores};
use crate::tally::Tally;
use crate::voices::{Agreement, Told, Voices};

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
    /// Several people answered, too few to say how far they agree.
    FewVoices,
    /// The people who answered do not agree.
    Disagreement,
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
    voices: Option<&Voices>,
) -> Option<Confidence> {
    scores.overall.prevention.score?;
    let of_cell =
        |dimension, lens| confidence_of_cell(questionnaire, tally, scores, voices, dimension, lens);
    let paired = questionnaire.dimension_positions().filter(|d| scores.overall.paired.contains(d));
    let cells: Vec<(ConfidenceLevel, ConfidenceReason)> =
        paired.flat_map(|dimension| Lens::ALL.map(|lens| of_cell(dimension, lens))).collect();
    let level = cells.iter().map(|&(level, _)| level).min()?;
    let count = |reason| cells.iter().filter(|&&cell| cell == (level, reason)).count();
    let reason = REASONS.into_iter().rev().max_by_key(|&reason| count(reason))?;
    Some(Confidence { level, reason, cells: count(reason), of: cells.len() })
}

/// The order in which reasons are named where several share a rank.
const REASONS: [ConfidenceReason; 6] = [
    ConfidenceReason::Coverage,
    ConfidenceReason::Disagreement,
    ConfidenceReason::FewVoices,
    ConfidenceReason::ProofNotAsked,
    ConfidenceReason::Proof,
    ConfidenceReason::WellBacked,
];

/// How sure the score of one cell is, and why.
pub fn confidence_of_cell(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    voices: Option<&Voices>,
    dimension: DimensionIx,
    lens: Lens,
) -> (ConfidenceLevel, ConfidenceReason) {
    let min_group = questionnaire.scoring.min_group;
    let heard = voices.filter(|_| is_told(questionnaire, tally, dimension, lens)).map(|voices| {
        let agreement = voices.cell(dimension, lens).and_then(Told::told);
        of_voices(agreement, min_group)
    });
    of_cell(scores.cell(dimension, lens), tally.proof_asked, heard)
}

/// Whether at least half of the answered weight of a cell has a group of which
/// it is told who gave which level; below that how far people agree is left
/// out, as for one respondent.
fn is_told(
    questionnaire: &Questionnaire,
    tally: &Tally,
    dimension: DimensionIx,
    lens: Lens,
) -> bool {
    let (mut answered, mut told) = (0, 0);
    for question in questionnaire.cell_questions(dimension, lens) {
        let said = tally.question(question);
        let weight = questionnaire[question].weight;
        if said.applies() && said.answered() > 0 {
            answered += weight;
            told += if said.counted().is_some() { weight } else { 0 };
        }
    }
    tally.anonymity.is_named() || 2 * told >= answered
}

/// How sure a cell is, and why; what its voices say comes last.
fn of_cell(
    cell: &Cell,
    proof_asked: bool,
    heard: Option<(ConfidenceLevel, ConfidenceReason)>,
) -> (ConfidenceLevel, ConfidenceReason) {
    let proof = cell.proof.unwrap_or(0.0);
    let proof_reason =
        if proof_asked { ConfidenceReason::Proof } else { ConfidenceReason::ProofNotAsked };
    let checks = [(of_coverage(cell), ConfidenceReason::Coverage), (of_proof(proof), proof_reason)];
    let worst = checks.into_iter().chain(heard).min_by_key(|&(level, _)| level);
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

/// From this agreement on (r*wg), several voices are sure.
const HIGH_AGREEMENT: f64 = 0.5;

/// How sure several voices are: enough of them have to answer, and agree more
/// than random answers would.
fn of_voices(agreement: Option<&Agreement>, min_group: u32) -> (ConfidenceLevel, ConfidenceReason) {
    match agreement.filter(|agreement| agreement.answers >= min_group) {
        None => (ConfidenceLevel::Medium, ConfidenceReason::FewVoices),
        Some(agreement) if agreement.rwg >= HIGH_AGREEMENT => {
            (ConfidenceLevel::High, ConfidenceReason::WellBacked)
        }
        Some(agreement) if agreement.rwg >= 0.0 => {
            (ConfidenceLevel::Medium, ConfidenceReason::Disagreement)
        }
        Some(_) => (ConfidenceLevel::Low, ConfidenceReason::Disagreement),
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
/// weight above what its proof supports. A score that rests on one answer is
/// never called high.
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
        .filter(|&(dimension, lens)| is_high_unproven(scores.cell(dimension, lens)))
        .collect()
}

fn is_high_unproven(cell: &Cell) -> bool {
    let high = !cell.is_thin() && cell.score().is_some_and(|score| score.published >= HIGH_SCORE);
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

    #[track_caller]
    fn check_voices(rwg: f64, answers: u32, expected: (&str, ConfidenceReason)) {
        let agreement = Agreement { rwg, average_deviation: 0.5, answers };
        let (level, reason) = of_voices(Some(&agreement), 5);
        assert_eq!((level.name(), reason), expected, "{rwg}, {answers}");
    }

    #[test]
    fn voices_lift_confidence_where_enough_of_them_agree() {
        check_voices(0.9, 4, ("medium", ConfidenceReason::FewVoices));
        check_voices(-0.1, 4, ("medium", ConfidenceReason::FewVoices));
        check_voices(0.5, 5, ("high", ConfidenceReason::WellBacked));
        check_voices(0.49, 5, ("medium", ConfidenceReason::Disagreement));
        check_voices(0.0, 5, ("medium", ConfidenceReason::Disagreement));
        check_voices(-0.01, 5, ("low", ConfidenceReason::Disagreement));
    }

    #[test]
    fn proof_lifts_confidence() {
        check(0.99, "low");
        check(1.0, "medium");
        check(1.99, "medium");
        check(2.0, "high");
    }
}
