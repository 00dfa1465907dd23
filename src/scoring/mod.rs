//! Tally to scores: cells, the overall scores, the gap, stages, and what
//! moves them. Pure numbers; words are made in `findings`.
//!
//! Every answer is worth `25 · (level − 1)` points: 0, 25, 50, 75 or 100.
//! A cell is one lens of one dimension, and its score is the weighted mean of
//! the answers that apply:
//!
//! ```text
//! S = Σ w·s / W_ans        coverage = W_ans / W_app
//! lower = Σ w·s / W_app    upper = (Σ w·s + 100·(W_app − W_ans)) / W_app
//! ```
//!
//! The overall scores are weighted means over the *paired* dimensions, those
//! with both cells published, and the gap is resolution minus prevention:
//!
//! ```text
//! P = Σ W_d·P_d / Σ W_d    R likewise    gap = R − P
//! ```
//!
//! A worked example, which is also a test below. Ownership has prevention
//! answers at levels 2, 2 and 4 (25, 25 and 75 points) and resolution answers
//! at 4 and 4: P = 125/3 = 41.666…, published 41.7, R = 75.0, and the gap is
//! 75.0 − 41.7 = 33.3. With the third prevention answer missing, coverage is
//! 2/3, P = 25.0, and whatever the answer is, the score lies between
//! 50/3 = 16.7 and (50 + 100)/3 = 50.0.
//!
//! Of two questions one answer is enough where it holds half of the weight;
//! such a score is *thin*: it counts, and nothing is made of it alone.
//!
//! The product's own definition; equal spacing of the levels is a declared
//! assumption. Scores are f64 sums in questionnaire order and rounded once,
//! in `rounding`.

mod cell;
mod composite;
mod moves;
mod overall;
mod rounding;
mod spacing;
mod stage;

use crate::model::{
    DimensionIx, Lens, Level, Proof, QuestionIx, Questionnaire, Score, ScoreKind, Tenths,
};
use crate::tally::{QuestionTally, Scope, Tally};

pub use composite::{Composite, composite};
pub use moves::points_of_a_level;
pub use overall::overall_without;
pub use spacing::{Spacing, overall_spaced, spaced};

/// The scores of one assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// One entry a dimension, in questionnaire order.
    pub dimensions: Vec<DimensionScores>,
    /// The overall scores.
    pub overall: Overall,
    /// What one level on each question moves its lens's overall score by, in
    /// points, in questionnaire order; 0 where its dimension is not part of
    /// the overall scores or the question has no level.
    pub moves: Vec<f64>,
}

impl Scores {
    /// The scores of a dimension.
    pub fn dimension(&self, dimension: DimensionIx) -> &DimensionScores {
        &self.dimensions[dimension.0]
    }

    /// The cell of a dimension and a lens.
    pub fn cell(&self, dimension: DimensionIx, lens: Lens) -> &Cell {
        self.dimension(dimension).cell(lens)
    }

    /// Whether anything is open of what a dimension, or the overall scores,
    /// rest on.
    pub fn coverage_is_open(&self, dimension: Option<DimensionIx>) -> bool {
        let dimensions = dimension.map_or_else(|| self.overall.eligible.clone(), |one| vec![one]);
        let cells = dimensions.iter().flat_map(|&one| Lens::ALL.map(|lens| self.cell(one, lens)));
        cells.into_iter().any(Cell::is_open)
    }

    /// The cells that a number of a dimension rests on.
    pub fn behind(&self, kind: ScoreKind, dimension: DimensionIx) -> Vec<&Cell> {
        let scores = self.dimension(dimension);
        match kind {
            ScoreKind::Prevention => vec![&scores.prevention],
            ScoreKind::Resolution => vec![&scores.resolution],
            ScoreKind::Gap => vec![&scores.prevention, &scores.resolution],
        }
    }

    /// Whether a number rests on one answer: never an overall one.
    pub fn is_thin(&self, kind: ScoreKind, dimension: Option<DimensionIx>) -> bool {
        dimension.is_some_and(|one| self.behind(kind, one).into_iter().any(Cell::is_thin))
    }

    /// The open questions of a dimension.
    pub fn open(&self, dimension: DimensionIx) -> Vec<QuestionIx> {
        let cells = Lens::ALL.map(|lens| self.cell(dimension, lens));
        cells.into_iter().flat_map(|cell| cell.open.iter().copied()).collect()
    }

    /// What one level on a question moves its lens's overall score by, in
    /// points.
    pub fn moves(&self, question: QuestionIx) -> f64 {
        self.moves[question.0]
    }

    /// A published number, in one dimension or overall.
    pub fn published(&self, kind: ScoreKind, dimension: Option<DimensionIx>) -> Option<Tenths> {
        let score = match dimension {
            None => match kind {
                ScoreKind::Prevention => self.overall.prevention.score,
                ScoreKind::Resolution => self.overall.resolution.score,
                ScoreKind::Gap => self.overall.gap,
            },
            Some(dimension) => {
                let scores = self.dimension(dimension);
                match kind {
                    ScoreKind::Prevention => scores.prevention.score(),
                    ScoreKind::Resolution => scores.resolution.score(),
                    ScoreKind::Gap => scores.gap,
                }
            }
        };
        score.map(|score| score.published)
    }
}

/// Both cells of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionScores {
    /// Whether the dimension was asked.
    pub scope: Scope,
    /// The prevention cell.
    pub prevention: Cell,
    /// The resolution cell.
    pub resolution: Cell,
    /// Whether both cells are published.
    pub paired: bool,
    /// Resolution minus prevention, −100 to 100, if the dimension is paired.
    pub gap: Option<Score>,
}

impl DimensionScores {
    /// The cell of a lens.
    pub fn cell(&self, lens: Lens) -> &Cell {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }
}

/// One lens of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many questions somebody was asked.
    pub defined: usize,
    /// How many of them apply.
    pub applicable: usize,
    /// How many of them have a level.
    pub answered: usize,
    /// How many of them nobody knew the answer to.
    pub unknown: usize,
    /// How many of them were left open.
    pub skipped: usize,
    /// How many of them were not come to.
    pub not_reached: usize,
    /// How many of them have answers, too few to show.
    pub too_few: usize,
    /// The weight of the applicable questions.
    pub weight_applicable: f64,
    /// The weight of the answered questions.
    pub weight_answered: f64,
    /// The weight that is covered: the answered weight, times the share of
    /// those asked who answered.
    pub weight_covered: f64,
    /// The score of the answered questions, whether it is published or not;
    /// `None` where nothing is answered.
    pub of_answered: Option<Score>,
    /// The range in which the score lies, whatever is still open; `None`
    /// where nothing applies.
    pub bounds: Option<Bounds>,
    /// Applicable questions without an answer, in questionnaire order.
    pub open: Vec<QuestionIx>,
    /// Answers above what their proof supports, in questionnaire order; empty
    /// where proof was not asked for.
    pub unsupported: Vec<QuestionIx>,
    /// The weight of the unsupported answers.
    pub weight_unsupported: f64,
    /// The mean proof of the answers, 0 (said) to 3 (measured).
    pub proof: Option<f64>,
    /// Whether there is a score.
    pub status: CellStatus,
}

impl Cell {
    /// The score, if it is published.
    pub fn score(&self) -> Option<Score> {
        self.published().map(|published| published.score)
    }

    /// What is known of a published cell.
    pub fn published(&self) -> Option<&PublishedCell> {
        match &self.status {
            CellStatus::Published(published) => Some(published),
            CellStatus::NotDefined | CellStatus::NotApplicable | CellStatus::Insufficient => None,
        }
    }

    /// Whether the score rests on one answer, or on half of two questions.
    pub fn is_thin(&self) -> bool {
        self.published().is_some_and(|published| published.thin)
    }

    /// Whether somebody has still to answer something of it.
    pub fn is_open(&self) -> bool {
        self.weight_covered < self.weight_applicable
    }

    /// The share of the applicable weight that was answered, in percent.
    pub fn coverage(&self) -> Option<Score> {
        (self.weight_applicable > 0.0)
            .then(|| rounding::score(100.0 * self.weight_covered / self.weight_applicable))
    }

    /// How many questions do not apply.
    pub fn not_applicable(&self) -> usize {
        self.defined - self.applicable
    }
}

/// Whether a cell has a score.
#[derive(Clone, Debug, PartialEq)]
pub enum CellStatus {
    /// Nobody was asked a question of this lens.
    NotDefined,
    /// Every question was said not to apply.
    NotApplicable,
    /// Too little was answered.
    Insufficient,
    /// There is a score.
    Published(PublishedCell),
}

impl CellStatus {
    /// The word in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotDefined => "not_defined",
            Self::NotApplicable => "not_applicable",
            Self::Insufficient => "insufficient",
            Self::Published(_) => "published",
        }
    }
}

/// What is known of a published cell.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedCell {
    /// The score, 0 to 100.
    pub score: Score,
    /// The score with unsupported answers set back to what their proof
    /// supports; `None` where proof was not asked for.
    pub supported: Option<Score>,
    /// The weakest-link maturity level.
    pub stage: Stage,
    /// Whether the score rests on one answer, or on half of two questions.
    pub thin: bool,
}

/// The weakest-link maturity level, and what holds it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The highest level that enough of the weight has reached.
    pub level: Level,
    /// Whether open questions could still change it.
    pub provisional: bool,
    /// The questions below the next level, in questionnaire order.
    pub held_back_by: Vec<QuestionIx>,
}

/// The range in which a number lies, whatever is still open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// With every open answer at its worst.
    pub lower: Score,
    /// With every open answer at its best.
    pub upper: Score,
}

/// The overall scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    /// Whether there are scores.
    pub status: OverallStatus,
    /// The prevention side.
    pub prevention: OverallLens,
    /// The resolution side.
    pub resolution: OverallLens,
    /// Resolution minus prevention, −100 to 100.
    pub gap: Option<Score>,
    /// The range in which the gap lies, where the two ranges are given.
    pub gap_bounds: Option<Bounds>,
    /// The dimensions that could be part of the overall scores.
    pub eligible: Vec<DimensionIx>,
    /// Those of them with both cells published.
    pub paired: Vec<DimensionIx>,
    /// The share of the eligible weight that was answered, in percent.
    pub coverage: Option<Score>,
}

impl Overall {
    /// The dimensions that the published scores are made of; none where there
    /// are no scores.
    pub fn counted(&self) -> &[DimensionIx] {
        match self.status {
            OverallStatus::Published => &self.paired,
            OverallStatus::Insufficient | OverallStatus::NotApplicable => &[],
        }
    }

    /// One side.
    pub fn lens(&self, lens: Lens) -> &OverallLens {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }
}

/// Whether there are overall scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverallStatus {
    /// No dimension has an applicable question for both lenses.
    NotApplicable,
    /// Too few dimensions have both scores.
    Insufficient,
    /// There are overall scores.
    Published,
}

impl OverallStatus {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Insufficient => "insufficient",
            Self::Published => "published",
        }
    }
}

/// One side of the overall scores.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverallLens {
    /// The score, 0 to 100.
    pub score: Option<Score>,
    /// The score with unsupported answers set back to what their proof
    /// supports.
    pub supported: Option<Score>,
    /// The range in which the score lies: given where every eligible
    /// dimension is paired, or where there is no score.
    pub bounds: Option<Bounds>,
    /// The lowest stage of the paired dimensions.
    pub stage: Option<Stage>,
}

/// Scores a tally of this questionnaire.
pub fn score(questionnaire: &Questionnaire, tally: &Tally) -> Scores {
    score_questions(questionnaire, tally, &tally.questions)
}

/// Scores a tally with every respondent counted alike, whatever their role.
pub fn pooled(questionnaire: &Questionnaire, tally: &Tally) -> Scores {
    let pooled =
        |question: &QuestionTally| QuestionTally { by_role: Vec::new(), ..question.clone() };
    let questions: Vec<QuestionTally> = tally.questions.iter().map(pooled).collect();
    score_questions(questionnaire, tally, &questions)
}

fn score_questions(
    questionnaire: &Questionnaire,
    tally: &Tally,
    questions: &[QuestionTally],
) -> Scores {
    let heard = Heard { scopes: &tally.scopes, questions, proof_asked: tally.proof_asked };
    let dimensions = dimensions(questionnaire, &heard);
    let overall = overall::overall(questionnaire, &dimensions);
    let moves = moves::moves(questionnaire, tally, &dimensions, overall.counted());
    Scores { dimensions, overall, moves }
}

/// What scores are made of: the scope of each dimension and what was said on
/// each question, by all respondents or by one.
struct Heard<'a> {
    scopes: &'a [Scope],
    questions: &'a [QuestionTally],
    proof_asked: bool,
}

fn dimensions(questionnaire: &Questionnaire, heard: &Heard<'_>) -> Vec<DimensionScores> {
    questionnaire
        .dimension_positions()
        .map(|dimension| dimension_scores(questionnaire, heard, dimension))
        .collect()
}

fn dimension_scores(
    questionnaire: &Questionnaire,
    heard: &Heard<'_>,
    dimension: DimensionIx,
) -> DimensionScores {
    let [prevention, resolution] =
        Lens::ALL.map(|lens| cell::cell(questionnaire, heard, dimension, lens));
    let gap = prevention.score().zip(resolution.score()).map(|(p, r)| rounding::gap(p, r));
    DimensionScores {
        scope: heard.scopes[dimension.0],
        paired: gap.is_some(),
        prevention,
        resolution,
        gap,
    }
}

/// A number of points as it is published.
pub fn published(points: f64) -> Tenths {
    rounding::score(points).published
}

/// What a level is worth, in points: 0, 25, 50, 75 or 100; means of levels
/// lie between.
pub fn points(level: f64) -> f64 {
    25.0 * (level - 1.0)
}

/// What each level is worth, in points, lowest first.
pub(crate) const POINTS: Spacing = [0.0, 25.0, 50.0, 75.0, 100.0];

/// The level that the proof of a question supports, where the answer is above
/// it.
pub fn set_back(question: &QuestionTally) -> Option<Level> {
    let ceiling = question.proof().ceiling();
    question.rounded_mean().filter(|&level| level > ceiling).map(|_| ceiling)
}

/// The weakest proof that would support the answer to a question as it is.
pub fn proof_needed(question: &QuestionTally) -> Option<Proof> {
    question.rounded_mean().map(Proof::needed_for)
}
