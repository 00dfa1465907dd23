//! A policy as the file has it. The fields are the keys of the file, and
//! their comments what an editor shows beside them. `keys` names those that
//! have to be there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::schema;
use crate::model::{GateMeasure, Lens, ScoreKind};
use crate::schema::keys;
use crate::yaml::Format;
use crate::yaml::kinds::{KebabId, Text};
use crate::yaml::raw::{List, Raw, Scalar};

/// Gates that assessments have to pass, for `pgap score --policy FILE`. All
/// are judged; what cannot be judged counts as not met. `pgap check FILE`
/// finds what a schema cannot say.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Policy", transform = keys(&["format", "gates"]))]
pub(super) struct RawPolicy {
    /// What kind of file this is: `policy/1`.
    #[schemars(extend("const" = Format::Policy.name()))]
    pub(super) format: Raw<String>,
    /// The gates, one or more.
    #[schemars(length(min = 1))]
    pub(super) gates: List<RawGate>,
}

/// One limit: what it is on (`score`, `stage`, `measure` or `no_pattern`), and
/// how much is allowed (`at_least` or `at_most`).
// Which form it is, is known when it is checked.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Gate", transform = keys(&[]), transform = schema::forms)]
pub(super) struct RawGate {
    /// A name for it in results, such as `prevention-floor`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// Why there is such a gate; shown where it is not met.
    #[schemars(with = "Text")]
    pub(super) why: Raw<String>,
    /// The score that is judged; `gap` needs `resolution_at_least` too.
    #[schemars(extend("enum" = ScoreKind::ALL.map(ScoreKind::name)))]
    pub(super) score: Raw<String>,
    /// The lens whose stage, 1 to 5, is judged: the level that most answers
    /// have reached everywhere.
    #[schemars(extend("enum" = Lens::ALL.map(Lens::name)))]
    pub(super) stage: Raw<String>,
    /// What else is judged: how much was answered in percent, how sure the
    /// scores are, decisions whose date has passed, the days since the answers
    /// were given, how many people said anything, and how many of the answers
    /// say "does not apply" in percent.
    #[schemars(extend("enum" = GateMeasure::ALL.map(GateMeasure::name)))]
    pub(super) measure: Raw<String>,
    /// The id of a pattern that must not fire.
    #[schemars(with = "KebabId")]
    pub(super) no_pattern: Raw<String>,
    /// The dimension that is judged; the whole assessment, if left out.
    #[schemars(with = "KebabId")]
    pub(super) dimension: Raw<String>,
    /// The lowest that is allowed: points, percent, a stage, a confidence, or a
    /// number of people.
    pub(super) at_least: Raw<Scalar>,
    /// The highest that is allowed: points of the gap, a count, days, or percent.
    pub(super) at_most: Raw<Scalar>,
    /// The lowest resolution score beside a gap, because the gap also narrows
    /// by getting worse at resolving.
    #[schemars(range(min = 0, max = 100))]
    pub(super) resolution_at_least: Raw<f64>,
}
