//! Answers as the file has them. The fields are the keys of the file.

use serde::Deserialize;

use crate::yaml::profile::RawValue;
use crate::yaml::raw::{List, Mapping, Raw, Scalar};

#[derive(Deserialize)]
pub(super) struct RawAnswers {
    pub(super) format: Raw<String>,
    pub(super) questionnaire: Raw<String>,
    pub(super) version: Raw<String>,
    pub(super) organisation: Raw<String>,
    pub(super) unit: Raw<String>,
    pub(super) wave: Raw<String>,
    pub(super) date: Raw<String>,
    pub(super) dimensions: List<String>,
    pub(super) respondent: Raw<RawRespondent>,
    pub(super) anonymous: Raw<bool>,
    pub(super) profile: Mapping<RawValue>,
    pub(super) answers: Mapping<RawAnswer>,
    pub(super) decisions: List<RawDecision>,
}

#[derive(Deserialize)]
pub(super) struct RawRespondent {
    pub(super) id: Raw<String>,
    pub(super) role: Raw<String>,
    pub(super) function: Raw<String>,
}

/// A level or a word, or the long form.
#[derive(Deserialize)]
#[serde(expecting = "a level from 1 to 5, `unknown`, `skipped` or a mapping")]
pub(super) enum RawAnswer {
    Scalar(Scalar),
    Mapping(RawLongAnswer),
}

#[derive(Deserialize)]
pub(super) struct RawLongAnswer {
    pub(super) level: Raw<i64>,
    pub(super) not_applicable: Raw<String>,
    pub(super) unknown: Raw<bool>,
    pub(super) skipped: Raw<bool>,
    pub(super) proof: Raw<String>,
    pub(super) note: Raw<String>,
    pub(super) seen: Raw<String>,
    pub(super) rev: Raw<i64>,
}

#[derive(Deserialize)]
pub(super) struct RawDecision {
    pub(super) question: Raw<String>,
    pub(super) owner: Raw<String>,
    pub(super) by: Raw<String>,
    pub(super) target: Raw<String>,
}
