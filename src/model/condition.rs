//! Conditions: what a pattern, or the scope of a dimension, waits for.

use super::{DimensionIx, FieldIx, QuestionIx};

/// A rule over answers, scores and the profile. A condition on something
/// without a value is false.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Every one of them holds.
    All(Vec<Self>),
    /// One of them holds, or more.
    Any(Vec<Self>),
    /// At least so many of them hold.
    AtLeast {
        /// How many have to hold.
        count: usize,
        /// The conditions that are counted.
        of: Vec<Self>,
    },
    /// The level of a question; on several respondents, the mean.
    Question {
        /// Which question.
        question: QuestionIx,
        /// The limit, in levels.
        limit: Limit,
    },
    /// A published score.
    Score {
        /// Which of the three.
        kind: ScoreKind,
        /// In one dimension, or overall.
        dimension: Option<DimensionIx>,
        /// The limit, in points.
        limit: Limit,
    },
    /// A fact of the profile.
    Field {
        /// Which field.
        field: FieldIx,
        /// What has to be true of it.
        test: FieldTest,
    },
    /// A measure over several respondents.
    Measure {
        /// Which measure.
        measure: Measure,
        /// The limit, in the unit of the measure.
        limit: Limit,
    },
}

/// A limit that includes its own value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Limit {
    /// Whether a value keeps the limit.
    pub fn allows(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }
}

/// Which published number a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreKind {
    /// The prevention score.
    Prevention,
    /// The resolution score.
    Resolution,
    /// Resolution minus prevention.
    Gap,
}

impl ScoreKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Prevention, Self::Resolution, Self::Gap];

    /// The word in files, on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Resolution => "resolution",
            Self::Gap => "gap",
        }
    }
}

/// What has to be true of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldTest {
    /// One of these choices, or more, was named.
    Includes(Vec<usize>),
    /// Something was named, and nothing but these choices.
    Only(Vec<usize>),
    /// The field has a value (`true`), or has none (`false`). A choices field
    /// with nothing chosen has none.
    Answered(bool),
}

/// A named figure over several respondents. With one respondent none of them
/// has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Questions that leaders answer at least one level higher than the
    /// frontline.
    QuestionsLeadersHigher,
    /// Questions whose frontline answers lie at least two levels apart.
    FrontlineSpreadQuestions,
    /// Functions from which somebody answered.
    FunctionsAnswering,
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 3] =
        [Self::QuestionsLeadersHigher, Self::FrontlineSpreadQuestions, Self::FunctionsAnswering];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuestionsLeadersHigher => "questions-leaders-higher",
            Self::FrontlineSpreadQuestions => "frontline-spread-questions",
            Self::FunctionsAnswering => "functions-answering",
        }
    }

    /// Returns the measure with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}
