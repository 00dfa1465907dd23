//! A questionnaire as the file has it. The fields are the keys of the file.

use serde::Deserialize;

use crate::yaml::profile::RawValue;
use crate::yaml::raw::{List, Mapping, Raw};

#[derive(Deserialize)]
pub(super) struct RawQuestionnaire {
    pub(super) format: Raw<String>,
    pub(super) id: Raw<String>,
    pub(super) version: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) language: Raw<String>,
    pub(super) about: Raw<String>,
    pub(super) minutes: Raw<i64>,
    pub(super) caution: Raw<String>,
    pub(super) retired: List<String>,
    pub(super) levels: List<RawLevel>,
    pub(super) roles: List<RawRole>,
    pub(super) scoring: Raw<RawScoring>,
    pub(super) postures: List<RawPosture>,
    pub(super) profile: List<RawField>,
    pub(super) dimensions: List<RawDimension>,
    pub(super) checklists: List<RawChecklist>,
    pub(super) patterns: List<RawPattern>,
    pub(super) examples: List<RawExample>,
}

#[derive(Deserialize)]
pub(super) struct RawLevel {
    pub(super) name: Raw<String>,
    pub(super) from: Raw<f64>,
    pub(super) means: Raw<String>,
}

#[derive(Deserialize)]
pub(super) struct RawRole {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) side: Raw<String>,
    pub(super) weight: Raw<i64>,
}

#[derive(Deserialize)]
pub(super) struct RawScoring {
    pub(super) coverage: Raw<i64>,
    pub(super) stage_share: Raw<i64>,
    pub(super) min_group: Raw<i64>,
}

#[derive(Deserialize)]
pub(super) struct RawPosture {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) when: Raw<RawPostureWhen>,
    pub(super) verdict: Raw<String>,
    pub(super) means: Raw<String>,
}

#[derive(Deserialize)]
pub(super) struct RawPostureWhen {
    pub(super) prevention_min: Raw<f64>,
    pub(super) resolution_min: Raw<f64>,
    pub(super) gap_min: Raw<f64>,
    pub(super) gap_below: Raw<f64>,
}

#[derive(Deserialize)]
pub(super) struct RawField {
    pub(super) id: Raw<String>,
    pub(super) ask: Raw<String>,
    pub(super) kind: Raw<String>,
    pub(super) unit: Raw<String>,
    pub(super) choices: List<RawChoice>,
    pub(super) columns: List<RawColumn>,
    pub(super) who: List<String>,
    pub(super) basis: List<String>,
}

#[derive(Deserialize)]
pub(super) struct RawChoice {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) rests_on: List<String>,
}

#[derive(Deserialize)]
pub(super) struct RawColumn {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) kind: Raw<String>,
}

#[derive(Deserialize)]
pub(super) struct RawDimension {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) about: Raw<String>,
    pub(super) weight: Raw<i64>,
    pub(super) core: Raw<bool>,
    pub(super) apart: Raw<bool>,
    pub(super) when: Raw<RawCondition>,
    pub(super) questions: List<RawQuestion>,
}

#[derive(Deserialize)]
pub(super) struct RawQuestion {
    pub(super) id: Raw<String>,
    pub(super) rev: Raw<i64>,
    pub(super) lens: Raw<String>,
    pub(super) weight: Raw<i64>,
    pub(super) title: Raw<String>,
    pub(super) ask: Raw<String>,
    pub(super) ask_as: Mapping<String>,
    pub(super) who: List<String>,
    pub(super) anchors: List<String>,
    pub(super) ask_for: List<String>,
    pub(super) feels: Raw<String>,
    pub(super) tags: Mapping<String>,
    pub(super) basis: List<String>,
    pub(super) needs: List<RawNeed>,
    pub(super) action: Raw<RawAction>,
}

#[derive(Deserialize)]
pub(super) struct RawNeed {
    pub(super) question: Raw<String>,
    pub(super) at_least: Raw<i64>,
    pub(super) to_reach: Raw<i64>,
}

#[derive(Deserialize)]
pub(super) struct RawAction {
    pub(super) title: Raw<String>,
    pub(super) owner: Raw<String>,
    pub(super) first_step: Raw<String>,
    pub(super) metric: Raw<String>,
    pub(super) effort: Raw<i64>,
    pub(super) outcome: Raw<String>,
    pub(super) kind: Raw<String>,
    pub(super) by_centre: Raw<bool>,
}

#[derive(Deserialize)]
pub(super) struct RawChecklist {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) rows: List<RawChecklistRow>,
}

#[derive(Deserialize)]
pub(super) struct RawChecklistRow {
    pub(super) ask: Raw<String>,
    pub(super) questions: List<String>,
    pub(super) basis: List<String>,
}

#[derive(Deserialize)]
pub(super) struct RawPattern {
    pub(super) id: Raw<String>,
    pub(super) title: Raw<String>,
    pub(super) kind: Raw<String>,
    pub(super) when: Raw<RawCondition>,
    pub(super) says: Raw<String>,
    pub(super) costs: Raw<String>,
    pub(super) first_step: Raw<String>,
    pub(super) basis: List<String>,
}

/// Every form of a condition; which one it is, is known when it is checked.
#[derive(Deserialize)]
pub(super) struct RawCondition {
    pub(super) all: List<Self>,
    pub(super) any: List<Self>,
    pub(super) of: List<Self>,
    pub(super) question: Raw<String>,
    pub(super) score: Raw<String>,
    pub(super) dimension: Raw<String>,
    pub(super) field: Raw<String>,
    pub(super) includes: Raw<OneOrMany>,
    pub(super) only: Raw<OneOrMany>,
    pub(super) answered: Raw<bool>,
    pub(super) measure: Raw<String>,
    pub(super) at_least: Raw<f64>,
    pub(super) at_most: Raw<f64>,
}

/// One id, or a list of them.
#[derive(Deserialize)]
#[serde(expecting = "a choice or a list of choices")]
pub(super) enum OneOrMany {
    Scalar(String),
    List(Vec<Raw<String>>),
}

#[derive(Deserialize)]
pub(super) struct RawExample {
    pub(super) name: Raw<String>,
    pub(super) answers: Mapping<i64>,
    pub(super) profile: Mapping<RawValue>,
    pub(super) expect: Raw<RawExpected>,
}

#[derive(Deserialize)]
pub(super) struct RawExpected {
    pub(super) prevention: Raw<f64>,
    pub(super) resolution: Raw<f64>,
    pub(super) gap: Raw<f64>,
    pub(super) posture: Raw<String>,
    pub(super) patterns: List<String>,
}
