//! Answers as the file has them. The fields are the keys of the file, and
//! their comments what an editor shows beside them. `keys` names those that
//! have to be there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer;
use crate::model::Proof;
use crate::schema::keys;
use crate::yaml::Format;
use crate::yaml::kinds::{self, Day, KebabId, LevelNumber, OnlyTrue, ShortAnswer, Text};
use crate::yaml::profile::RawValue;
use crate::yaml::raw::{Entries, List, Mapping, Raw, Scalar};

/// The keys without which there is nothing to read.
const REQUIRED: [&str; 6] =
    ["format", "questionnaire", "version", "organisation", "date", "answers"];

/// What one respondent, or one joint interview, said. A file may hold several
/// such documents; `pgap check FILE` finds what a schema cannot say.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Answers", transform = keys(&REQUIRED))]
pub(super) struct RawAnswers {
    /// What kind of file this is: `answers/1`.
    #[schemars(extend("const" = Format::Answers.name()))]
    pub(super) format: Raw<String>,
    /// The id of the questionnaire that is answered, such as `quick-check`.
    #[schemars(with = "KebabId")]
    pub(super) questionnaire: Raw<String>,
    /// Its version, such as `1.0.0`.
    #[schemars(with = "Text")]
    pub(super) version: Raw<String>,
    /// Who is assessed.
    #[schemars(with = "Text")]
    pub(super) organisation: Raw<String>,
    /// The part that is assessed, if it is not the whole.
    pub(super) unit: Raw<String>,
    /// The round of asking, such as "2026 autumn".
    pub(super) wave: Raw<String>,
    /// When it was answered, such as `2026-10-14`.
    #[schemars(with = "Day")]
    pub(super) date: Raw<String>,
    /// The dimensions that were in scope; all, if left out.
    #[schemars(with = "Vec<KebabId>", extend("uniqueItems" = true))]
    pub(super) dimensions: List<String>,
    /// Who answered; left out, it is one joint interview.
    pub(super) respondent: Raw<RawRespondent>,
    /// Whether single respondents stay hidden; true where there are several.
    pub(super) anonymous: Raw<bool>,
    /// Facts about the organisation, by the id of the field.
    #[schemars(transform = kinds::keyed_by_id)]
    pub(super) profile: Mapping<RawValue>,
    /// The answers, by the id of the question. A question without a value was
    /// not reached.
    #[schemars(with = "Option<Entries<RawAnswer>>", transform = kinds::keyed_by_id)]
    pub(super) answers: Mapping<RawAnswer>,
    /// What was decided at the end, on the report's actions.
    pub(super) decisions: List<RawDecision>,
}

/// Who answered.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Respondent", transform = keys(&["id"]))]
pub(super) struct RawRespondent {
    /// A name or a code, such as `r-07`.
    #[schemars(with = "Text")]
    pub(super) id: Raw<String>,
    /// The id of a role of the questionnaire; left out, every question was
    /// asked.
    #[schemars(with = "KebabId")]
    pub(super) role: Raw<String>,
    /// The function that the respondent works in, such as "Service".
    pub(super) function: Raw<String>,
}

/// A level or a word, or the long form.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a level from 1 to 5, `unknown`, `skipped` or a mapping")]
#[schemars(rename = "Answer", untagged)]
pub(super) enum RawAnswer {
    /// A level, 1 (absent) to 5 (built in), `unknown` or `skipped`.
    Scalar(#[schemars(with = "ShortAnswer")] Scalar),
    /// The long form, with proof and a note.
    Mapping(RawLongAnswer),
}

/// An answer with what belongs to it: at most one of `level`, `not_applicable`,
/// `unknown` and `skipped`. A note alone is an answer that is not reached yet.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "LongAnswer", transform = keys(&[]), transform = answer::one_state)]
pub(super) struct RawLongAnswer {
    /// The level, 1 (absent) to 5 (built in).
    #[schemars(with = "LevelNumber")]
    pub(super) level: Raw<i64>,
    /// Why the question does not apply.
    #[schemars(with = "Text")]
    pub(super) not_applicable: Raw<String>,
    /// Nobody knew.
    #[schemars(with = "OnlyTrue")]
    pub(super) unknown: Raw<bool>,
    /// Left open.
    #[schemars(with = "OnlyTrue")]
    pub(super) skipped: Raw<bool>,
    /// How well the level is backed: somebody says so, an example was told, a
    /// document was seen, or figures were seen.
    #[schemars(extend("enum" = Proof::ALL.map(Proof::name)))]
    pub(super) proof: Raw<String>,
    /// What else there is to say; every report contains it.
    pub(super) note: Raw<String>,
    /// When the proof was seen, or an answer given that was taken over, such as
    /// `2026-10-10`.
    #[schemars(with = "Day")]
    pub(super) seen: Raw<String>,
    /// The rev of the question that was answered; 1 where nothing is said.
    #[schemars(range(min = 1))]
    pub(super) rev: Raw<i64>,
}

/// What was decided on the action of a question.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Decision", transform = keys(&["question", "owner"]))]
pub(super) struct RawDecision {
    /// The question whose action it is.
    #[schemars(with = "KebabId")]
    pub(super) question: Raw<String>,
    /// Who does it.
    #[schemars(with = "Text")]
    pub(super) owner: Raw<String>,
    /// By when, such as `2027-03-31`.
    #[schemars(with = "Day")]
    pub(super) by: Raw<String>,
    /// To what result, such as "64 to 38 contacts per 1,000 orders".
    pub(super) target: Raw<String>,
}
