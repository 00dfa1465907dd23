//! The figures of several respondents.

use schemars::JsonSchema;
use serde::Serialize;

use super::six_decimals;
use crate::report::model::{
    AgreementReport, DifferenceReport, PerceptionReport, StatisticsReport, StripRow,
};

/// What several respondents say beside their scores. Figures carry six
/// decimals, so that they can be checked.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Voices<'a> {
    /// Whether respondents are anonymous, so that small groups are hidden.
    anonymous: bool,
    /// Ids of the roles that are told apart.
    roles_shown: &'a [String],
    /// Ids of the roles that are not.
    roles_hidden: &'a [String],
    /// Whether so few people could show a difference at all; null where
    /// leaders and frontline are not compared.
    any_claim_possible: Option<bool>,
    /// How far respondents agree: over all questions, over those of a lens,
    /// and in each cell.
    agreement: Vec<Agreement<'a>>,
    /// How leaders and frontline differ, overall and in each cell.
    perception: Vec<Perception<'a>>,
    /// How leaders and frontline differ on each question that both answered.
    questions: Vec<QuestionSides<'a>>,
}

impl<'a> From<&'a StatisticsReport> for Voices<'a> {
    fn from(statistics: &'a StatisticsReport) -> Self {
        Self {
            anonymous: statistics.anonymous,
            roles_shown: &statistics.roles_shown,
            roles_hidden: &statistics.roles_hidden,
            any_claim_possible: statistics.any_claim_possible,
            agreement: statistics.agreement.iter().map(Agreement::from).collect(),
            perception: statistics.perception.iter().map(Perception::from).collect(),
            questions: statistics.questions.iter().map(QuestionSides::from).collect(),
        }
    }
}

/// How far respondents agree.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Agreement<'a> {
    /// `overall`, `overall.prevention`, `ownership.prevention` and so on.
    cell: &'a str,
    /// r*wg(j): 1 where all agree, 0 as random answers, below 0 further apart.
    #[schemars(range(max = 1))]
    rwg: Option<f64>,
    /// How far answers lie from the mean of their question, on average, in
    /// levels.
    #[schemars(range(min = 0, max = 4))]
    average_deviation: Option<f64>,
    /// The word for it; null below five answers.
    #[schemars(extend("enum" = ["strong", "moderate", "weak", "no common view", null]))]
    label: Option<&'static str>,
    /// Whether it is told; of small groups of anonymous people it is not.
    #[schemars(extend("enum" = ["shown", "too_few_people", "small_group"]))]
    status: &'static str,
}

impl<'a> From<&'a AgreementReport> for Agreement<'a> {
    fn from(agreement: &'a AgreementReport) -> Self {
        Self {
            cell: &agreement.cell,
            rwg: agreement.rwg.map(six_decimals),
            average_deviation: agreement.average_deviation.map(six_decimals),
            label: agreement.label,
            status: agreement.status,
        }
    }
}

/// How leaders and frontline differ in a cell.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Perception<'a> {
    /// `overall.prevention`, `ownership.prevention` and so on.
    cell: &'a str,
    /// The mean of the leaders' own scores; of anonymous people, the weighted
    /// mean of what they say on each question.
    #[schemars(range(min = 0, max = 100))]
    leader: f64,
    /// The same of the frontline.
    #[schemars(range(min = 0, max = 100))]
    frontline: f64,
    /// Leaders minus frontline, in points.
    #[schemars(range(min = -100, max = 100))]
    difference: f64,
    /// How large the difference is: alike under 8 points, apart under 20.
    #[schemars(extend("enum" = ["alike", "apart", "far apart"]))]
    size: &'static str,
    /// Whether the difference was tested, and else why not.
    #[schemars(extend("enum" = ["shown", "too_few_people", "small_group", "no_variance"]))]
    status: &'static str,
    /// The 95 percent interval of the difference (Welch); null below three
    /// people on a side, where nobody differs, and of small groups of anonymous
    /// people.
    interval: Option<[f64; 2]>,
    /// Cliff's delta, -1 to 1; null where people are anonymous.
    #[schemars(range(min = -1, max = 1))]
    cliffs_delta: Option<f64>,
    /// The chance of such a difference if both sides saw the same; null where
    /// it was not tested.
    #[schemars(range(min = 0, max = 1))]
    p: Option<f64>,
    /// The same after Holm's correction for the number of cells; null overall.
    #[schemars(range(min = 0, max = 1))]
    p_holm: Option<f64>,
    /// The smallest chance that so many people could show in an exact test;
    /// null where people are anonymous.
    #[schemars(range(min = 0, max = 2))]
    p_floor: Option<f64>,
    /// Whether the corrected chance is below 5 percent.
    confirmed: bool,
    /// The same in words.
    #[schemars(extend("enum" = ["clear", "likely", "could be chance", "too few people"]))]
    words: &'static str,
    /// How many people have a score of their own; of anonymous people, the
    /// fewest who answered one of the questions.
    n: Sides<usize>,
}

impl<'a> From<&'a PerceptionReport> for Perception<'a> {
    fn from(row: &'a PerceptionReport) -> Self {
        let (leader, frontline) = row.n;
        Self {
            cell: &row.cell,
            leader: six_decimals(row.leader),
            frontline: six_decimals(row.frontline),
            difference: six_decimals(row.difference),
            interval: row.interval.map(|(low, high)| [six_decimals(low), six_decimals(high)]),
            size: row.size,
            status: row.status,
            cliffs_delta: row.cliffs_delta.map(six_decimals),
            p: row.p.map(six_decimals),
            p_holm: row.p_holm.map(six_decimals),
            p_floor: row.p_floor.map(six_decimals),
            confirmed: row.confirmed,
            words: row.words,
            n: Sides { leader, frontline },
        }
    }
}

/// How leaders and frontline differ on a question.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct QuestionSides<'a> {
    /// The id of the question.
    question: &'a str,
    /// The mean level of the leaders.
    #[schemars(range(min = 1, max = 5))]
    leader: f64,
    /// The mean level of the frontline.
    #[schemars(range(min = 1, max = 5))]
    frontline: f64,
    /// Leaders minus frontline, in levels.
    #[schemars(range(min = -4, max = 4))]
    difference: f64,
    /// How many gave a level.
    n: Sides<u32>,
}

impl<'a> From<&'a DifferenceReport> for QuestionSides<'a> {
    fn from(row: &'a DifferenceReport) -> Self {
        let (leader, frontline) = row.n;
        Self {
            question: &row.question,
            leader: six_decimals(row.leader),
            frontline: six_decimals(row.frontline),
            difference: six_decimals(row.leader - row.frontline),
            n: Sides { leader, frontline },
        }
    }
}

/// How many people stand on each side.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Sides<T> {
    /// Leaders.
    leader: T,
    /// Frontline.
    frontline: T,
}

/// How many respondents of a group gave which answer to a question.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Strip<'a> {
    /// Who: the title of a role, or everyone.
    who: &'a str,
    /// How many gave a level.
    people: u32,
    /// The mean of their levels; null where nobody gave one.
    #[schemars(range(min = 1, max = 5))]
    mean: Option<f64>,
    /// How many gave each level, lowest first; null of a small group of
    /// anonymous people.
    levels: Option<[u32; 5]>,
    /// Whether it is told how many gave each level.
    #[schemars(extend("enum" = ["shown", "small_group"]))]
    levels_status: &'static str,
    /// How many said that it does not apply.
    not_applicable: u32,
    /// How many were asked and gave neither.
    missing: u32,
}

impl<'a> From<&'a StripRow> for Strip<'a> {
    fn from(row: &'a StripRow) -> Self {
        Self {
            who: &row.who,
            people: row.levels.people,
            mean: row.levels.mean.map(six_decimals),
            levels: row.levels.counts,
            levels_status: if row.levels.counts.is_some() { "shown" } else { "small_group" },
            not_applicable: row.not_applicable,
            missing: row.missing,
        }
    }
}
