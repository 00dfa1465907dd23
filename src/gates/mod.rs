//! Gates: limits that an assessment has to keep, each judged with its value
//! and its reason. They fail closed: what cannot be judged is not met.

mod parse;

use crate::model::{DimensionIx, Questionnaire, ScoreKind, Tenths};
use crate::scoring::{CellStatus, OverallStatus, Scores};
use crate::tally::Scope;

pub use parse::{GateError, maximum, minimum, need_floors};

/// A limit on a published number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What is judged.
    pub subject: Subject,
    /// Whether the limit is a floor or a ceiling.
    pub bound: Bound,
    /// The limit itself, which is allowed.
    pub limit: Tenths,
}

/// What a gate judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An overall number.
    Overall(ScoreKind),
    /// A number of the dimension with this id.
    Dimension(String, ScoreKind),
    /// The share of the applicable weight that was answered.
    Coverage,
}

impl Subject {
    /// As it is written on the command line.
    pub fn name(&self) -> String {
        match self {
            Self::Overall(kind) => kind.name().to_owned(),
            Self::Dimension(id, kind) => format!("{id}.{}", kind.name()),
            Self::Coverage => "coverage".to_owned(),
        }
    }
}

/// Which side of the limit is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The limit or more.
    Min,
    /// The limit or less.
    Max,
}

impl Bound {
    /// The word on the command line and in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// How a gate came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The limit is kept.
    Met {
        /// The published value.
        value: Tenths,
    },
    /// The limit is not kept.
    NotMet {
        /// The published value.
        value: Tenths,
    },
    /// There is no value to judge, so the gate counts as not met.
    NotJudged {
        /// Why there is none.
        because: NotJudged,
    },
}

impl Verdict {
    /// Whether the gate is met.
    pub fn is_met(&self) -> bool {
        matches!(self, Self::Met { .. })
    }

    /// The word in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Met { .. } => "met",
            Self::NotMet { .. } => "not_met",
            Self::NotJudged { .. } => "not_judged",
        }
    }

    /// The published value, if there is one.
    pub fn value(&self) -> Option<Tenths> {
        match self {
            Self::Met { value } | Self::NotMet { value } => Some(*value),
            Self::NotJudged { .. } => None,
        }
    }
}

/// Why a gate cannot be judged. `Display` gives the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJudged {
    /// The score is not published.
    #[error("too little was answered")]
    TooLittleAnswered,
    /// Nothing of it applies.
    #[error("nothing that was asked applies")]
    NothingApplies,
    /// The assessment did not ask it.
    #[error("it was not part of this assessment")]
    NotAsked,
    /// The questionnaire has no such dimension.
    #[error("the questionnaire has no such dimension")]
    NoSuchDimension,
}

/// Judges a gate on the scores of one assessment.
pub fn judge(gate: &Gate, questionnaire: &Questionnaire, scores: &Scores) -> Verdict {
    let value = match &gate.subject {
        Subject::Overall(kind) => overall(*kind, scores),
        Subject::Coverage => {
            let coverage = scores.overall.coverage.map(|coverage| coverage.published);
            coverage.ok_or(NotJudged::NothingApplies)
        }
        Subject::Dimension(id, kind) => match questionnaire.find_dimension(id) {
            Some(dimension) => in_dimension(dimension, *kind, scores),
            None => Err(NotJudged::NoSuchDimension),
        },
    };
    match value {
        Err(because) => Verdict::NotJudged { because },
        Ok(value) if keeps(gate, value) => Verdict::Met { value },
        Ok(value) => Verdict::NotMet { value },
    }
}

fn keeps(gate: &Gate, value: Tenths) -> bool {
    match gate.bound {
        Bound::Min => value >= gate.limit,
        Bound::Max => value <= gate.limit,
    }
}

fn overall(kind: ScoreKind, scores: &Scores) -> Result<Tenths, NotJudged> {
    scores.published(kind, None).ok_or(match scores.overall.status {
        OverallStatus::NotApplicable => NotJudged::NothingApplies,
        OverallStatus::Insufficient | OverallStatus::Published => NotJudged::TooLittleAnswered,
    })
}

fn in_dimension(
    dimension: DimensionIx,
    kind: ScoreKind,
    scores: &Scores,
) -> Result<Tenths, NotJudged> {
    let of = scores.dimension(dimension);
    let missing = || match of.scope {
        Scope::NotChosen | Scope::DoesNotApply => NotJudged::NotAsked,
        Scope::In => {
            let statuses = [&of.prevention.status, &of.resolution.status];
            if statuses.iter().any(|status| matches!(status, CellStatus::Insufficient)) {
                NotJudged::TooLittleAnswered
            } else {
                NotJudged::NothingApplies
            }
        }
    };
    scores.published(kind, Some(dimension)).ok_or_else(missing)
}
