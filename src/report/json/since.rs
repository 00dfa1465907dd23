//! What changed since a baseline, in results.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::number;
use crate::model::Tenths;
use crate::report::model::{ChangeReport, GapChangeReport, NotComparableReport, SinceReport};

/// What changed since a baseline, over the questions that are comparable.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Since<'a> {
    /// The round of asking then.
    wave: Option<&'a str>,
    /// The latest date of the answers then, year-month-day.
    #[schemars(extend("format" = "date"))]
    date: &'a str,
    /// The version of the questionnaire then.
    version: &'a str,
    /// Who answered.
    respondents: People,
    /// How many answers are comparable, and why others are not.
    answers: Answers,
    /// The overall scores.
    overall: Overall<'a>,
    /// All dimensions, in the order of the questionnaire, and then those that
    /// it no longer has.
    dimensions: Vec<Dimension<'a>>,
    /// Questions with a level then or now that are not comparable.
    not_comparable: Vec<NotComparable<'a>>,
    /// What is always said, one sentence each.
    said: &'a [String],
}

/// How many people answered, then and now.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "PeopleThenAndNow")]
struct People {
    /// Then; null where the baseline does not say so.
    then: Option<usize>,
    /// Now.
    now: usize,
    /// How their scores are compared.
    #[schemars(extend("enum" = ["one", "alike", "pooled", "one-against-several", "one-round"]))]
    compared_as: &'static str,
}

/// Answers, counted.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Answers {
    /// How many are comparable.
    compared: usize,
    /// How many of them stand higher.
    up: usize,
    /// How many stand lower.
    down: usize,
    /// How many stand where they were.
    same: usize,
    /// How many applied then and do not now.
    became_not_applicable: usize,
    /// How many had a level and have none now.
    became_unanswered: usize,
    /// How many had a level and are out of scope now.
    became_out_of_scope: usize,
    /// How many had a level and wait for a fact that is not stated now.
    became_not_stated: usize,
    /// How many were reworded.
    reworded: usize,
    /// How many were not asked or not answered then.
    new: usize,
    /// How many the questionnaire no longer has.
    gone: usize,
}

/// What became of the overall scores.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "OverallChange")]
struct Overall<'a> {
    /// The prevention side.
    prevention: ScoreChange<'a>,
    /// The resolution side.
    resolution: ScoreChange<'a>,
    /// Resolution minus prevention.
    gap: GapChange,
}

/// What became of the gap, in points; null where one lens is not known.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GapChange {
    /// The gap then, over what is comparable.
    then: Option<f64>,
    /// The gap now, over what is comparable.
    now: Option<f64>,
    /// Now minus then.
    change: Option<f64>,
    /// What the published gap moved by beyond the change.
    composition: Option<f64>,
}

/// What became of a score.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScoreChange<'a> {
    /// Whether there is a change, and if not, why.
    #[schemars(extend("enum" = [
        "known", "broken", "unpublished", "lost", "gone", "not_stated", "does_not_apply", "new",
        "nothing", "one_round", "older_rules"
    ]))]
    status: &'static str,
    /// The score then, over what is comparable.
    then: Option<f64>,
    /// The score now, over what is comparable.
    now: Option<f64>,
    /// Now minus then.
    change: Option<f64>,
    /// What the published score moved by beyond the change, because other
    /// questions count; null unless it was published both times.
    composition: Option<f64>,
    /// The share of the weight that is comparable, in percent.
    comparable: Option<f64>,
    /// Why there is no change.
    why: Option<&'a str>,
}

/// What became of a dimension.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "DimensionChange")]
struct Dimension<'a> {
    /// Its id.
    id: &'a str,
    /// Its prevention score.
    prevention: ScoreChange<'a>,
    /// Its resolution score.
    resolution: ScoreChange<'a>,
}

/// A question that cannot be compared.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NotComparable<'a> {
    /// Its id.
    question: &'a str,
    /// Why not.
    #[schemars(extend("enum" = [
        "not-applicable-now", "not-answered-now", "out-of-scope-now", "fact-not-stated-now",
        "reworded", "new", "not-answered-then", "gone"
    ]))]
    why: &'static str,
    /// Its level then.
    #[schemars(range(min = 1, max = 5))]
    then: Option<Number>,
}

impl<'a> From<&'a SinceReport> for Since<'a> {
    fn from(since: &'a SinceReport) -> Self {
        let [prevention, resolution] = since.overall.each_ref().map(ScoreChange::from);
        Self {
            wave: since.wave.as_deref(),
            date: &since.date_iso,
            version: &since.version,
            respondents: People {
                then: since.people_then,
                now: since.people_now,
                compared_as: since.compared_as,
            },
            answers: Answers::from(since),
            overall: Overall { prevention, resolution, gap: GapChange::from(since.gap) },
            dimensions: since
                .dimensions
                .iter()
                .map(|(id, [prevention, resolution])| Dimension {
                    id,
                    prevention: prevention.into(),
                    resolution: resolution.into(),
                })
                .collect(),
            not_comparable: since.not_comparable.iter().map(NotComparable::from).collect(),
            said: &since.said,
        }
    }
}

impl From<&SinceReport> for Answers {
    fn from(since: &SinceReport) -> Self {
        let count = |whys: &[&str]| {
            since.not_comparable.iter().filter(|one| whys.contains(&one.why)).count()
        };
        let [up, down, same] = since.moves;
        Self {
            compared: up + down + same,
            up,
            down,
            same,
            became_not_applicable: count(&["not-applicable-now"]),
            became_unanswered: count(&["not-answered-now"]),
            became_out_of_scope: count(&["out-of-scope-now"]),
            became_not_stated: count(&["fact-not-stated-now"]),
            reworded: count(&["reworded"]),
            new: count(&["new", "not-answered-then"]),
            gone: count(&["gone"]),
        }
    }
}

impl From<GapChangeReport> for GapChange {
    fn from(gap: GapChangeReport) -> Self {
        Self {
            then: gap.then.map(Tenths::value),
            now: gap.now.map(Tenths::value),
            change: gap.change.map(Tenths::value),
            composition: gap.composition.map(Tenths::value),
        }
    }
}

impl<'a> From<&'a ChangeReport> for ScoreChange<'a> {
    fn from(change: &'a ChangeReport) -> Self {
        Self {
            status: change.status,
            then: change.then.map(Tenths::value),
            now: change.now.map(Tenths::value),
            change: change.change.map(Tenths::value),
            composition: change.composition.map(Tenths::value),
            comparable: change.comparable.map(Tenths::value),
            why: change.why.as_deref(),
        }
    }
}

impl<'a> From<&'a NotComparableReport> for NotComparable<'a> {
    fn from(one: &'a NotComparableReport) -> Self {
        Self { question: &one.question, why: one.why, then: one.then.and_then(number) }
    }
}
