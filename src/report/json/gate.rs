//! Gates in results: what was judged, how it came out, and why.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::{number, six_decimals};
use crate::model::{ConfidenceLevel, GateValue, Tenths};
use crate::report::model::{ChangesReport, GateReport, HeldDownReport, RaiseReport};

/// A limit that was asked for, with its verdict.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Gate<'a> {
    /// Its id in the policy, if it has one.
    id: Option<&'a str>,
    /// Why there is such a gate, as the policy says it.
    why: Option<&'a str>,
    /// Whether the limit is the lowest or the highest value that is allowed.
    #[schemars(extend("enum" = ["min", "max"]))]
    bound: &'static str,
    /// What is judged, such as `prevention`, `ownership.gap`, `coverage`,
    /// `resolution.stage`, `pattern.feedback-dead-end` or
    /// `prevention change since 2026-04-01`.
    subject: &'a str,
    /// The limit, which is allowed: points, percent, a stage, a count, days or
    /// a confidence.
    limit: Figure,
    /// The floor under resolution that belongs to a ceiling over the gap.
    resolution_at_least: Option<f64>,
    /// Whether it is met; what cannot be judged counts as not met.
    #[schemars(extend("enum" = ["met", "not_met", "not_judged"]))]
    verdict: &'static str,
    /// The published value; null where it cannot be judged.
    value: Option<Figure>,
    /// Why it cannot be judged, or what the value does not say.
    because: Option<&'a str>,
    /// What holds it down, the heaviest first; nothing where it is met.
    held_down_by: Vec<HeldDown<'a>>,
    /// The smallest set of changed answers that would meet it; null where it
    /// is met, and where answers alone cannot.
    changes: Option<Changes<'a>>,
}

/// A value or a limit.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Figure {
    /// Points or percent, a stage, a count or days.
    Number(#[schemars(with = "f64")] Number),
    /// A confidence.
    Word(
        #[schemars(extend("enum" = ConfidenceLevel::ALL.map(ConfidenceLevel::name)))] &'static str,
    ),
}

impl From<GateValue> for Figure {
    fn from(value: GateValue) -> Self {
        match value {
            GateValue::Tenths(tenths) => {
                Self::Number(Number::from_f64(tenths.value()).expect("tenths are finite"))
            }
            GateValue::Whole(number) => Self::Number(number.into()),
            GateValue::Confidence(level) => Self::Word(level.name()),
        }
    }
}

/// Something that holds a gate down.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HeldDown<'a> {
    /// What it is: an answer, a question that is open, a fact that nobody
    /// stated, a cell that is not sure enough, or a decision whose date has
    /// passed.
    #[schemars(extend("enum" = ["answer", "open", "fact", "cell", "decision"]))]
    kind: &'static str,
    /// The id of the question, or of the fact, or the cell, such as
    /// `ownership.prevention`.
    id: &'a str,
    /// The level of an answer; with several respondents, the mean.
    #[schemars(with = "Option<f64>")]
    level: Option<Number>,
    /// What an answer costs the score that is judged, in points.
    points: Option<f64>,
    /// The rest, in words.
    because: Option<&'a str>,
}

impl<'a> From<&'a HeldDownReport> for HeldDown<'a> {
    fn from(held: &'a HeldDownReport) -> Self {
        Self {
            kind: held.kind,
            id: &held.id,
            level: held.level.and_then(number),
            points: held.points.map(six_decimals),
            because: held.because.as_deref(),
        }
    }
}

/// Changed answers that meet a gate together.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Changes<'a> {
    /// Answers to raise.
    raise: Vec<Raise<'a>>,
    /// The ids of open questions to answer.
    answer: &'a [String],
    /// Whether no set with fewer questions would do.
    fewest: bool,
}

/// An answer to raise.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Raise<'a> {
    /// The id of the question.
    question: &'a str,
    /// Its level now; with several respondents, the mean.
    #[schemars(with = "f64")]
    from: Option<Number>,
    /// The level that it takes.
    #[schemars(range(min = 1, max = 5))]
    to: u8,
}

impl<'a> From<&'a RaiseReport> for Raise<'a> {
    fn from(raise: &'a RaiseReport) -> Self {
        Self { question: &raise.question, from: number(raise.from), to: raise.to }
    }
}

impl<'a> From<&'a ChangesReport> for Changes<'a> {
    fn from(changes: &'a ChangesReport) -> Self {
        Self {
            raise: changes.raise.iter().map(Raise::from).collect(),
            answer: &changes.answer,
            fewest: changes.fewest,
        }
    }
}

impl<'a> From<&'a GateReport> for Gate<'a> {
    fn from(gate: &'a GateReport) -> Self {
        Self {
            id: gate.id.as_deref(),
            why: gate.why.as_deref(),
            bound: gate.bound,
            subject: &gate.subject,
            limit: gate.limit.into(),
            resolution_at_least: gate.resolution_at_least.map(Tenths::value),
            verdict: gate.verdict,
            value: gate.value.map(Figure::from),
            because: gate.because.as_deref(),
            held_down_by: gate.held_down_by.iter().map(HeldDown::from).collect(),
            changes: gate.changes.as_ref().map(Changes::from),
        }
    }
}
