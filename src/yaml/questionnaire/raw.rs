//! A questionnaire as the file has it. The fields are the keys of the file,
//! and their comments what an editor shows beside them. `keys` names those that
//! have to be there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::schema;
use crate::model::{ActionKind, Lens, Measure, PatternKind, ScoreKind};
use crate::schema::keys;
use crate::yaml::Format;
use crate::yaml::kinds::{self, KebabId, LevelNumber, ShortTitle, Text};
use crate::yaml::profile::RawValue;
use crate::yaml::raw::{Entries, List, Mapping, Raw};

/// The keys without which there is nothing to read.
const REQUIRED: [&str; 8] =
    ["format", "id", "version", "title", "language", "levels", "postures", "dimensions"];

/// A questionnaire of pgap: what is asked, how it is scored, and what the
/// answers mean. One file is one questionnaire; `pgap check FILE` finds what a
/// schema cannot say.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Questionnaire", transform = keys(&REQUIRED))]
pub(super) struct RawQuestionnaire {
    /// What kind of file this is: `questionnaire/1`.
    #[schemars(extend("const" = Format::Questionnaire.name()))]
    pub(super) format: Raw<String>,
    /// The id that answers name, such as `our-check`: lower-case letters,
    /// digits and single hyphens. The file has the same name.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// The version, such as `1.0.0`. In quotes, if it would read as a number.
    #[schemars(with = "Text")]
    pub(super) version: Raw<String>,
    /// What people read above a report.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// The language of the texts, such as `en`. The report's own sentences are
    /// English.
    #[schemars(with = "Text")]
    pub(super) language: Raw<String>,
    /// What it measures, who should answer, and how long it takes.
    pub(super) about: Raw<String>,
    /// How many minutes the interview takes.
    #[schemars(range(min = 1))]
    pub(super) minutes: Raw<i64>,
    /// One sentence that every report says first, such as "An indication".
    pub(super) caution: Raw<String>,
    /// Ids of questions that are gone and must not come back. Answers to them
    /// are kept and named.
    #[schemars(with = "Vec<KebabId>", extend("uniqueItems" = true))]
    pub(super) retired: List<String>,
    /// Exactly five levels, lowest first. The anchors of every question follow
    /// them.
    #[schemars(length(equal = 5))]
    pub(super) levels: List<RawLevel>,
    /// Who answers. Without roles, everybody is asked everything.
    pub(super) roles: List<RawRole>,
    /// Limits of the arithmetic.
    pub(super) scoring: Raw<RawScoring>,
    /// Named places on the two axes; the first one that matches is it. Only the
    /// last has no `when`.
    #[schemars(length(min = 1))]
    pub(super) postures: List<RawPosture>,
    /// Facts about the organisation that are asked first and never scored.
    pub(super) profile: List<RawField>,
    /// Groups of questions, in the order of the interview and the report.
    #[schemars(length(min = 1))]
    pub(super) dimensions: List<RawDimension>,
    /// Lists that the report fills from the answers.
    pub(super) checklists: List<RawChecklist>,
    /// Findings with a rule each.
    pub(super) patterns: List<RawPattern>,
    /// Answers with what has to come out; `pgap check` runs them.
    pub(super) examples: List<RawExample>,
}

/// One of the five levels.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Level", transform = keys(&["name", "from"]))]
pub(super) struct RawLevel {
    /// What the level is called, such as "Routine".
    #[schemars(with = "Text")]
    pub(super) name: Raw<String>,
    /// The lowest score that carries this name, 0 to 100 with at most one
    /// decimal. The first level starts at 0, and each one above the one before.
    #[schemars(range(min = 0, max = 100))]
    pub(super) from: Raw<f64>,
    /// What has to be true at this level.
    pub(super) means: Raw<String>,
}

/// A role that respondents have.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Role", transform = keys(&["id", "title", "side"]))]
pub(super) struct RawRole {
    /// The id in answers, such as `frontline`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// On which side of the perception gap the role stands.
    #[schemars(extend("enum" = schema::sides()))]
    pub(super) side: Raw<String>,
    /// How much the role counts, 1 to 100; 1 where there is none.
    #[schemars(range(min = 1, max = 100))]
    pub(super) weight: Raw<i64>,
}

/// Limits of the arithmetic; each has a default.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Scoring", transform = keys(&[]))]
pub(super) struct RawScoring {
    /// The share of the applicable weight that has to be answered for a score,
    /// in percent; 60 where there is none.
    #[schemars(range(min = 1, max = 100))]
    pub(super) coverage: Raw<i64>,
    /// The share of the questions that have to reach a stage, in percent; 80
    /// where there is none.
    #[schemars(range(min = 1, max = 100))]
    pub(super) stage_share: Raw<i64>,
    /// The smallest group that is shown by itself, 3 or more respondents; 5
    /// where there is none.
    #[schemars(range(min = 3))]
    pub(super) min_group: Raw<i64>,
}

/// A named place on the two axes.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Posture", transform = keys(&["id", "title"]))]
pub(super) struct RawPosture {
    /// Its id in results, such as `repair-shop`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// When it matches. The last posture has none, and matches what is left.
    pub(super) when: Raw<RawPostureWhen>,
    /// The first sentence of the report, such as "You resolve well and prevent
    /// poorly."
    pub(super) verdict: Raw<String>,
    /// What it is like to be there.
    pub(super) means: Raw<String>,
}

/// Limits that all have to hold, in points with at most one decimal.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "PostureWhen", transform = keys(&[]))]
pub(super) struct RawPostureWhen {
    /// The lowest prevention score, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub(super) prevention_min: Raw<f64>,
    /// The lowest resolution score, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub(super) resolution_min: Raw<f64>,
    /// The lowest gap, resolution minus prevention, -100 to 100.
    #[schemars(range(min = -100, max = 100))]
    pub(super) gap_min: Raw<f64>,
    /// What the gap has to stay under, -100 to 100.
    #[schemars(range(min = -100, max = 100))]
    pub(super) gap_below: Raw<f64>,
}

/// A fact that is asked before the questions, and never scored.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Field", transform = keys(&["id", "ask", "kind"]))]
#[schemars(transform = schema::field_kinds)]
pub(super) struct RawField {
    /// Its id in answers, such as `contacts-per-month`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What is asked.
    #[schemars(with = "Text")]
    pub(super) ask: Raw<String>,
    /// What kind of value it takes: a number, an amount such as `6.80 EUR`, a
    /// text, one of some choices, any of some choices, or rows with columns.
    #[schemars(extend("enum" = super::field::KINDS))]
    pub(super) kind: Raw<String>,
    /// What a number counts or measures, such as `contacts` or `minutes`. A
    /// share in `percent` goes from 0 to 100; `contacts`, `orders`, `people`
    /// and other things that are counted are whole.
    pub(super) unit: Raw<String>,
    /// What there is to choose from.
    #[schemars(length(min = 1))]
    pub(super) choices: List<RawChoice>,
    /// The columns of a table.
    #[schemars(length(min = 1))]
    pub(super) columns: List<RawColumn>,
    /// The roles that are asked; all, if left out.
    #[schemars(with = "Vec<KebabId>", extend("uniqueItems" = true))]
    pub(super) who: List<String>,
    /// What it rests on, such as `0-11`.
    #[schemars(with = "Vec<Text>")]
    pub(super) basis: List<String>,
}

/// One choice of a field.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Choice", transform = keys(&["id", "title"]))]
pub(super) struct RawChoice {
    /// Its id in answers.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// The questions that a promise rests on.
    #[schemars(with = "Vec<KebabId>", extend("uniqueItems" = true))]
    pub(super) rests_on: List<String>,
}

/// One column of a table.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Column", transform = keys(&["id", "title"]))]
pub(super) struct RawColumn {
    /// Its id in answers.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// What its cells hold; text where nothing is said.
    #[schemars(extend("enum" = super::field::COLUMN_KINDS.map(super::field::column_kind_name)))]
    pub(super) kind: Raw<String>,
}

/// A group of questions with scores of its own.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Dimension", transform = keys(&["id", "title", "questions"]))]
pub(super) struct RawDimension {
    /// Its id in results, such as `ownership`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read; no two are the same.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// What it is about, in one sentence.
    pub(super) about: Raw<String>,
    /// How much it counts in the overall scores, 1 to 100; 1 where there is
    /// none.
    #[schemars(range(min = 1, max = 100))]
    pub(super) weight: Raw<i64>,
    /// Whether it belongs to the short version, and comes first in the report.
    pub(super) core: Raw<bool>,
    /// Whether it is scored and shown beside the overall scores, and not part
    /// of them.
    pub(super) apart: Raw<bool>,
    /// When it is asked: a condition on the profile alone.
    #[schemars(with = "schema::ProfileCondition")]
    pub(super) when: Raw<RawCondition>,
    /// The questions in the order of the interview, at least one for each lens.
    #[schemars(transform = schema::both_lenses)]
    pub(super) questions: List<RawQuestion>,
}

/// What is asked, about one lens.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Question", transform = keys(&["id", "lens", "title", "ask", "anchors"]))]
pub(super) struct RawQuestion {
    /// Its id in answers, such as `own-cause-owner`; also the id of its action.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// Which wording this is, 1 where nothing is said. Raise it whenever the
    /// question or an anchor changes.
    #[schemars(range(min = 1))]
    pub(super) rev: Raw<i64>,
    /// What it asks about.
    #[schemars(extend("enum" = Lens::ALL.map(Lens::name)))]
    pub(super) lens: Raw<String>,
    /// How much it counts in its dimension, 1 to 100; 1 where there is none.
    #[schemars(range(min = 1, max = 100))]
    pub(super) weight: Raw<i64>,
    /// At most six words, for tables.
    #[schemars(with = "ShortTitle")]
    pub(super) title: Raw<String>,
    /// The question itself, in 24 words at best.
    #[schemars(with = "Text")]
    pub(super) ask: Raw<String>,
    /// Another wording for a role, by its id.
    #[schemars(with = "Entries<Text>", transform = kinds::keyed_by_id)]
    pub(super) ask_as: Mapping<String>,
    /// The roles that are asked; all, if left out.
    #[schemars(with = "Vec<KebabId>", extend("uniqueItems" = true))]
    pub(super) who: List<String>,
    /// When it is asked: a condition on the profile alone. It is not asked
    /// while the profile does not say.
    #[schemars(with = "schema::ProfileCondition")]
    pub(super) when: Raw<RawCondition>,
    /// Whether leaders and frontline are held against each other; `false`
    /// where each side speaks of something else.
    pub(super) compare: Raw<bool>,
    /// What is true at each level: exactly five texts, level 1 first, no two
    /// the same.
    #[schemars(with = "Vec<Text>", length(equal = 5), extend("uniqueItems" = true))]
    pub(super) anchors: List<String>,
    /// What would prove it, such as "The list with names and a date".
    #[schemars(with = "Vec<Text>")]
    pub(super) ask_for: List<String>,
    /// What the customer feels where it is missing, in one sentence.
    pub(super) feels: Raw<String>,
    /// Labels of your own.
    #[schemars(with = "Entries<Text>")]
    pub(super) tags: Mapping<String>,
    /// What it rests on, such as `0-18`.
    #[schemars(with = "Vec<Text>")]
    pub(super) basis: List<String>,
    /// What other questions have to reach first; never in a circle.
    pub(super) needs: List<RawNeed>,
    /// What to do where the level is low.
    pub(super) action: Raw<RawAction>,
}

/// What another question has to reach first.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Need", transform = keys(&["question", "at_least", "to_reach"]))]
pub(super) struct RawNeed {
    /// The other question.
    #[schemars(with = "KebabId")]
    pub(super) question: Raw<String>,
    /// The level that it has to have, 1 to 5.
    #[schemars(with = "LevelNumber")]
    pub(super) at_least: Raw<i64>,
    /// The level of this question that it takes, 1 to 5.
    #[schemars(with = "LevelNumber")]
    pub(super) to_reach: Raw<i64>,
}

/// What a question recommends.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Action", transform = keys(&["title"]), transform = schema::one_first_step)]
pub(super) struct RawAction {
    /// What to do.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// The role that would own it, such as "Chief operating officer".
    pub(super) owner: Raw<String>,
    /// What to do on Monday, whatever the level.
    pub(super) first_step: Raw<String>,
    /// What to do on Monday, from a low level and from a higher one.
    pub(super) steps: Raw<RawSteps>,
    /// How you will know that it worked.
    pub(super) metric: Raw<String>,
    /// How much work it is, 1 (days) to 5 (a programme); 3 where nothing is
    /// said.
    #[schemars(range(min = 1, max = 5))]
    pub(super) effort: Raw<i64>,
    /// What it serves, such as `cost-to-serve`.
    #[schemars(with = "KebabId")]
    pub(super) outcome: Raw<String>,
    /// How it prevents.
    #[schemars(extend("enum" = ActionKind::ALL.map(ActionKind::name)))]
    pub(super) kind: Raw<String>,
    /// Whether the contact centre itself would own it.
    pub(super) by_centre: Raw<bool>,
}

/// Two first steps, by the level that they start from.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Steps", transform = keys(&["1", "3"]))]
pub(super) struct RawSteps {
    /// From level 1 or 2, in 25 words at best.
    #[serde(rename = "1")]
    #[schemars(with = "Text")]
    pub(super) from_1: Raw<String>,
    /// From level 3 or 4, in 25 words at best.
    #[serde(rename = "3")]
    #[schemars(with = "Text")]
    pub(super) from_3: Raw<String>,
}

/// A list that the report fills from the answers.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Checklist", transform = keys(&["id", "title", "rows"]))]
pub(super) struct RawChecklist {
    /// Its id, such as `process-questions`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// Its rows.
    #[schemars(length(min = 1))]
    pub(super) rows: List<RawChecklistRow>,
}

/// One row of a checklist.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ChecklistRow", transform = keys(&["ask", "questions"]))]
pub(super) struct RawChecklistRow {
    /// What is asked.
    #[schemars(with = "Text")]
    pub(super) ask: Raw<String>,
    /// The questions whose answers fill it.
    #[schemars(with = "Vec<KebabId>", length(min = 1), extend("uniqueItems" = true))]
    pub(super) questions: List<String>,
    /// What it rests on, such as `3-26`.
    #[schemars(with = "Vec<Text>")]
    pub(super) basis: List<String>,
}

/// A finding with a rule.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Pattern", transform = keys(&["id", "title", "when", "says"]))]
pub(super) struct RawPattern {
    /// Its id in results, such as `feedback-dead-end`.
    #[schemars(with = "KebabId")]
    pub(super) id: Raw<String>,
    /// What people read.
    #[schemars(with = "Text")]
    pub(super) title: Raw<String>,
    /// Whether it is a pattern or a contradiction; a pattern where nothing is
    /// said.
    #[schemars(extend("enum" = PatternKind::ALL.map(PatternKind::name)))]
    pub(super) kind: Raw<String>,
    /// When it is found.
    pub(super) when: Raw<RawCondition>,
    /// What we see.
    #[schemars(with = "Text")]
    pub(super) says: Raw<String>,
    /// What it costs.
    pub(super) costs: Raw<String>,
    /// What to do first.
    pub(super) first_step: Raw<String>,
    /// What it rests on, such as `3-48`.
    #[schemars(with = "Vec<Text>")]
    pub(super) basis: List<String>,
}

/// A condition, in one of seven forms: `all` or `any` of some conditions,
/// `at_least` so many `of` them, or a look at a `question`, a `score`, a
/// `field` of the profile or a `measure`. About something without a value it
/// does not hold.
// Which form it is, is known when it is checked.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Condition", transform = keys(&[]), transform = schema::condition_forms)]
pub(super) struct RawCondition {
    /// Conditions that all have to hold.
    #[schemars(length(min = 1))]
    pub(super) all: List<Self>,
    /// Conditions of which one has to hold.
    #[schemars(length(min = 1))]
    pub(super) any: List<Self>,
    /// Conditions of which `at_least` so many have to hold.
    #[schemars(length(min = 1))]
    pub(super) of: List<Self>,
    /// The id of a question whose level is looked at; of several respondents,
    /// the mean.
    #[schemars(with = "KebabId")]
    pub(super) question: Raw<String>,
    /// The score that is looked at.
    #[schemars(extend("enum" = ScoreKind::ALL.map(ScoreKind::name)))]
    pub(super) score: Raw<String>,
    /// The dimension whose score it is; the overall score, if left out.
    #[schemars(with = "KebabId")]
    pub(super) dimension: Raw<String>,
    /// The id of a profile field.
    #[schemars(with = "KebabId")]
    pub(super) field: Raw<String>,
    /// The field has one of these choices.
    pub(super) includes: Raw<OneOrMany>,
    /// The field has these choices and no other.
    pub(super) only: Raw<OneOrMany>,
    /// Whether the field has a value.
    pub(super) answered: Raw<bool>,
    /// A count that takes several respondents.
    #[schemars(extend("enum" = Measure::ALL.map(Measure::name)))]
    pub(super) measure: Raw<String>,
    /// The lowest value that holds: a level, points, or a count.
    pub(super) at_least: Raw<f64>,
    /// The highest value that holds: a level, points, or a count.
    pub(super) at_most: Raw<f64>,
}

/// One id, or a list of them.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a choice or a list of choices")]
#[schemars(untagged, inline)]
pub(super) enum OneOrMany {
    /// The id of one choice.
    Scalar(#[schemars(with = "KebabId")] String),
    /// The ids of several choices.
    List(#[schemars(with = "Vec<KebabId>", length(min = 1))] Vec<Raw<String>>),
}

/// Answers, and what has to come out.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Example", transform = keys(&["name"]))]
pub(super) struct RawExample {
    /// What the example shows.
    #[schemars(with = "Text")]
    pub(super) name: Raw<String>,
    /// Levels, 1 to 5, by the id of the question; `*` is every question that is
    /// not named.
    #[schemars(with = "Entries<LevelNumber>")]
    pub(super) answers: Mapping<i64>,
    /// Profile values, by the id of the field.
    #[schemars(transform = kinds::keyed_by_id)]
    pub(super) profile: Mapping<RawValue>,
    /// What has to come out. What is not named is not looked at.
    pub(super) expect: Raw<RawExpected>,
}

/// What has to come out, in points with at most one decimal.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Expected", transform = keys(&[]))]
pub(super) struct RawExpected {
    /// The overall prevention score, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub(super) prevention: Raw<f64>,
    /// The overall resolution score, 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    pub(super) resolution: Raw<f64>,
    /// The gap, resolution minus prevention, -100 to 100.
    #[schemars(range(min = -100, max = 100))]
    pub(super) gap: Raw<f64>,
    /// The id of the posture.
    #[schemars(with = "KebabId")]
    pub(super) posture: Raw<String>,
    /// The ids of all patterns that are found.
    #[schemars(with = "Vec<KebabId>")]
    pub(super) patterns: List<String>,
}
