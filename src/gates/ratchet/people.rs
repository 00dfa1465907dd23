//! Who answered, then and now, and whether the two may be compared at all.

use crate::model::{Baseline, BaselineRespondents, Id, Questionnaire, RoleIx};
use crate::tally::Tally;
use crate::text::{Part, are_alike};

/// Who answered then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// How many then, if the baseline says so.
    pub then: Option<usize>,
    /// How many now.
    pub now: usize,
    /// Roles of which there were people then or are now, in questionnaire
    /// order.
    pub roles: Vec<RolePeople>,
    /// How scores of several people are compared.
    pub compared_as: ComparedAs,
    /// The smallest group that is shown, where people are anonymous.
    pub min_group: Option<u32>,
}

/// How many people of a role there were and are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePeople {
    /// The role.
    pub role: Id,
    /// How many then.
    pub then: usize,
    /// How many now.
    pub now: usize,
}

/// How scores of several people are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedAs {
    /// One respondent both times.
    One,
    /// Balanced by roles, or there are none: the same groups both times.
    Alike,
    /// Over all people: other roles are told apart now.
    Pooled,
    /// One joint interview against several people.
    OneAgainstSeveral,
    /// Not at all: the round is the same, and people are anonymous.
    OneRound,
}

impl ComparedAs {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Alike => "alike",
            Self::Pooled => "pooled",
            Self::OneAgainstSeveral => "one-against-several",
            Self::OneRound => "one-round",
        }
    }
}

impl People {
    pub(super) fn new(questionnaire: &Questionnaire, tally: &Tally, baseline: &Baseline) -> Self {
        let then = baseline.respondents.as_ref();
        Self {
            then: then.map(|then| then.count),
            now: tally.respondents,
            roles: roles(questionnaire, tally, then),
            compared_as: compared_as(questionnaire, tally, baseline),
            min_group: tally.anonymity.min_group(),
        }
    }
}

fn roles(
    questionnaire: &Questionnaire,
    tally: &Tally,
    then: Option<&BaselineRespondents>,
) -> Vec<RolePeople> {
    let then_of = |id: &Id| {
        let mut roles = then.iter().flat_map(|then| &then.roles);
        roles.find(|(role, _)| *id == **role).map_or(0, |(_, count)| *count)
    };
    let now_of = |id: &Id| {
        let is_role = |role: Option<RoleIx>| role.is_some_and(|role| questionnaire[role].id == *id);
        let found = tally.roles.iter().find(|(role, _)| is_role(*role));
        found.map_or(0, |(_, count)| *count as usize)
    };
    let ids = questionnaire.roles.iter().map(|role| &role.id);
    let roles = ids.map(|id| RolePeople { role: id.clone(), then: then_of(id), now: now_of(id) });
    roles.filter(|role| role.then + role.now > 0).collect()
}

fn compared_as(questionnaire: &Questionnaire, tally: &Tally, baseline: &Baseline) -> ComparedAs {
    if is_one_round(questionnaire, tally, baseline) {
        return ComparedAs::OneRound;
    }
    let then = baseline.respondents.as_ref().map_or(tally.respondents, |then| then.count);
    match (then, tally.respondents) {
        (1, 1) => ComparedAs::One,
        (1, _) | (_, 1) => ComparedAs::OneAgainstSeveral,
        _ if groups_then(baseline) == groups_now(questionnaire, tally) => ComparedAs::Alike,
        _ => ComparedAs::Pooled,
    }
}

/// The titles of the roles that any question was told by, sorted.
fn groups_then(baseline: &Baseline) -> Vec<&str> {
    let cells = baseline.dimensions.iter().flat_map(|one| [&one.prevention, &one.resolution]);
    let questions = cells.flat_map(|cell| &cell.questions);
    sorted(questions.flat_map(|question| question.groups.iter().map(String::as_str)))
}

fn groups_now<'q>(questionnaire: &'q Questionnaire, tally: &Tally) -> Vec<&'q str> {
    let told = tally.questions.iter().flat_map(|said| &said.by_role);
    let title = |role: RoleIx| questionnaire[role].title.as_str();
    sorted(told.filter_map(|told| told.role.map(title)))
}

fn sorted<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut titles: Vec<&str> = titles.collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// Two reports that lie fewer days apart are of one round, however it is named.
const ONE_ROUND_DAYS: i32 = 28;

/// Whether a comparison would show what a few people said: people are
/// anonymous, the round is the same, and of all of them, of a role, or of those
/// who answered a question there are fewer than `min_group` more or fewer. A
/// baseline that does not count its people is no better.
pub(super) fn is_one_round(
    questionnaire: &Questionnaire,
    tally: &Tally,
    baseline: &Baseline,
) -> bool {
    let is_same = is_same_round(tally, baseline);
    let Some(min_group) = tally.anonymity.min_group().filter(|_| is_same) else {
        return false;
    };
    let Some(then) = &baseline.respondents else { return true };
    let is_few = |then: usize, now: usize| (1..min_group as usize).contains(&then.abs_diff(now));
    is_few(then.count, tally.respondents)
        || roles(questionnaire, tally, Some(then)).iter().any(|role| is_few(role.then, role.now))
        || answers(questionnaire, tally, baseline).any(|(then, now)| is_few(then, now))
}

/// Whether the two are of one round: its name is the same but for case and
/// punctuation, or they lie a few days apart.
fn is_same_round(tally: &Tally, baseline: &Baseline) -> bool {
    let days = (tally.date - baseline.date).get_days().abs();
    let is_same_name = match (&baseline.key.wave, &tally.wave) {
        (Some(then), Some(now)) => are_alike(Part::Wave, then, now),
        (then, now) => then == now,
    };
    is_same_name || days < ONE_ROUND_DAYS
}

/// How many gave a level to each question, then and now, where the baseline
/// says so.
fn answers(
    questionnaire: &Questionnaire,
    tally: &Tally,
    baseline: &Baseline,
) -> impl Iterator<Item = (usize, usize)> {
    let cells = baseline.dimensions.iter().flat_map(|one| [&one.prevention, &one.resolution]);
    cells.flat_map(|cell| &cell.questions).filter_map(|then| {
        let now = tally.question(questionnaire.find_question(&then.id)?).answered();
        Some((then.people? as usize, now as usize))
    })
}
