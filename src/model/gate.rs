//! Gates: limits that an assessment has to keep, from a policy file or from
//! the command line.

use super::{ConfidenceLevel, Id, Lens, Level, ScoreKind, Tenths};

/// The gates of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// One or more, in the order of the file.
    pub gates: Vec<Gate>,
}

/// A limit, and what it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Its id in results, if it has one.
    pub id: Option<Id>,
    /// Why there is such a gate, in the words of whoever wrote it.
    pub why: Option<String>,
    /// The dimension that is judged; the whole assessment, if there is none.
    pub dimension: Option<Id>,
    /// What is judged, and its limit.
    pub rule: Rule,
}

/// What a gate judges, and the limit, which is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A floor under a score.
    Score {
        /// Which score.
        lens: Lens,
        /// The lowest that is allowed.
        at_least: Tenths,
    },
    /// A ceiling over the gap.
    Gap {
        /// The widest that is allowed.
        at_most: Tenths,
        /// The lowest resolution score that is allowed beside it, because the
        /// gap also narrows by getting worse at resolving. `None` where
        /// another gate has that floor.
        resolution_at_least: Option<Tenths>,
    },
    /// A floor under the stage of a lens.
    Stage {
        /// Which lens.
        lens: Lens,
        /// The lowest that is allowed.
        at_least: Level,
    },
    /// A floor under the coverage, in percent.
    Coverage {
        /// The lowest that is allowed.
        at_least: Tenths,
    },
    /// A floor under the confidence.
    Confidence {
        /// The lowest that is allowed.
        at_least: ConfidenceLevel,
    },
    /// A ceiling over the decisions whose date has passed.
    OverdueDecisions {
        /// How many are allowed.
        at_most: u32,
    },
    /// A ceiling over the age of the answers.
    Age {
        /// How many days are allowed.
        at_most: u32,
    },
    /// A floor under the number of people who said anything.
    Respondents {
        /// The fewest that are allowed.
        at_least: u32,
    },
    /// A ceiling over the share of single answers that say "does not apply",
    /// in percent of these and of the levels.
    NotApplicable {
        /// The highest that is allowed.
        at_most: Tenths,
    },
    /// A pattern that must not fire.
    NoPattern {
        /// The pattern.
        pattern: Id,
    },
}

/// A value that a gate judges, or its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateValue {
    /// Points or percent, as they are published.
    Tenths(Tenths),
    /// A stage or a count.
    Whole(u32),
    /// A confidence.
    Confidence(ConfidenceLevel),
}

/// Which side of a limit is allowed.
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

/// What a gate can judge beside scores and stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateMeasure {
    /// The share of the applicable weight that was answered, in percent.
    Coverage,
    /// How sure the scores are.
    Confidence,
    /// Decisions whose date has passed.
    OverdueDecisions,
    /// Days since the answers were given.
    AgeInDays,
    /// How many people said anything.
    Respondents,
    /// The share of answers that say "does not apply", in percent.
    NotApplicable,
}

impl GateMeasure {
    /// All measures.
    pub const ALL: [Self; 6] = [
        Self::Coverage,
        Self::Confidence,
        Self::OverdueDecisions,
        Self::AgeInDays,
        Self::Respondents,
        Self::NotApplicable,
    ];

    /// The word in policies, and in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Confidence => "confidence",
            Self::OverdueDecisions => "overdue-decisions",
            Self::AgeInDays => "age-in-days",
            Self::Respondents => "respondents",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Which side of a limit is allowed.
    pub fn bound(self) -> Bound {
        match self {
            Self::Coverage | Self::Confidence | Self::Respondents => Bound::Min,
            Self::OverdueDecisions | Self::AgeInDays | Self::NotApplicable => Bound::Max,
        }
    }

    /// Whether it can be judged in one dimension.
    pub fn takes_dimension(self) -> bool {
        matches!(self, Self::Coverage | Self::Confidence)
    }
}

impl Gate {
    /// A gate of the command line.
    pub fn new(dimension: Option<Id>, rule: Rule) -> Self {
        Self { id: None, why: None, dimension, rule }
    }

    /// What is judged, as results name it: `prevention`, `ownership.gap`,
    /// `resolution.stage`, `coverage`, `pattern.feedback-dead-end`.
    pub fn subject(&self) -> String {
        let own = match &self.rule {
            Rule::Score { lens, .. } => lens.name().to_owned(),
            Rule::Gap { .. } => ScoreKind::Gap.name().to_owned(),
            Rule::Stage { lens, .. } => format!("{lens}.stage"),
            Rule::Coverage { .. } => GateMeasure::Coverage.name().to_owned(),
            Rule::Confidence { .. } => GateMeasure::Confidence.name().to_owned(),
            Rule::OverdueDecisions { .. } => GateMeasure::OverdueDecisions.name().to_owned(),
            Rule::Age { .. } => GateMeasure::AgeInDays.name().to_owned(),
            Rule::Respondents { .. } => GateMeasure::Respondents.name().to_owned(),
            Rule::NotApplicable { .. } => GateMeasure::NotApplicable.name().to_owned(),
            Rule::NoPattern { pattern } => format!("pattern.{pattern}"),
        };
        match &self.dimension {
            Some(dimension) => format!("{dimension}.{own}"),
            None => own,
        }
    }

    /// Which side of the limit is allowed.
    pub fn bound(&self) -> Bound {
        match self.rule {
            Rule::Score { .. }
            | Rule::Stage { .. }
            | Rule::Coverage { .. }
            | Rule::Confidence { .. }
            | Rule::Respondents { .. } => Bound::Min,
            Rule::Gap { .. }
            | Rule::OverdueDecisions { .. }
            | Rule::Age { .. }
            | Rule::NotApplicable { .. }
            | Rule::NoPattern { .. } => Bound::Max,
        }
    }

    /// The limit. Of a pattern, it may fire no more than 0 times.
    pub fn limit(&self) -> GateValue {
        match self.rule {
            Rule::Score { at_least, .. } | Rule::Coverage { at_least } => {
                GateValue::Tenths(at_least)
            }
            Rule::Gap { at_most, .. } | Rule::NotApplicable { at_most } => {
                GateValue::Tenths(at_most)
            }
            Rule::Stage { at_least, .. } => GateValue::Whole(at_least.number().into()),
            Rule::Confidence { at_least } => GateValue::Confidence(at_least),
            Rule::OverdueDecisions { at_most } | Rule::Age { at_most } => GateValue::Whole(at_most),
            Rule::Respondents { at_least } => GateValue::Whole(at_least),
            Rule::NoPattern { .. } => GateValue::Whole(0),
        }
    }

    /// Whether it can only be judged on a given day.
    pub fn needs_today(&self) -> bool {
        matches!(self.rule, Rule::OverdueDecisions { .. } | Rule::Age { .. })
    }
}
