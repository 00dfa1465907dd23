//! Gates: limits that an assessment has to keep, each judged with its value
//! and its reason. They fail closed: what cannot be judged is not met.
//!
//! A gate that is not met is explained: which answers hold it down, and the
//! smallest set of changes that would meet it.

mod explain;
mod otherwise;
mod parse;
pub mod ratchet;
mod smallest;

use jiff::civil::Date;

use crate::findings::{
    Assessed, Confidence, Findings, PatternState, confidence_of_cell, pattern_state,
};
use crate::model::{
    Bound, ConfidenceLevel, Decision, DimensionIx, Gate, GateValue, Id, Lens, Level, Questionnaire,
    Rule, ScoreKind, Tenths,
};
use crate::scoring::{self, Cell, CellStatus, OverallStatus, Scores};
use crate::tally::{Scope, Tally};
use crate::voices::Voices;

pub use explain::{Changes, Explanation, HeldDown, Raise};
pub use parse::{GateError, maximum, minimum, need_floors};

/// An assessment as gates see it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What was said.
    pub tally: &'a Tally,
    /// Its scores.
    pub scores: &'a Scores,
    /// What several respondents say beside them.
    pub voices: Option<&'a Voices>,
    /// What they mean.
    pub findings: &'a Findings,
    /// The day on which it is judged; only dates need one.
    pub today: Option<Date>,
}

impl<'a> View<'a> {
    /// An assessment, and the day on which it is judged.
    pub fn new(
        questionnaire: &'a Questionnaire,
        assessed: &'a Assessed,
        today: Option<Date>,
    ) -> Self {
        Self {
            questionnaire,
            tally: &assessed.tally,
            scores: &assessed.scores,
            voices: assessed.voices.as_ref(),
            findings: &assessed.findings,
            today,
        }
    }

    /// How sure a cell is, and why.
    fn confidence(&self, dimension: DimensionIx, lens: Lens) -> Confidence {
        confidence_of_cell(self.questionnaire, self.tally, self.voices, dimension, lens)
    }
}

/// A gate, how it came out, and what that is due to.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The gate.
    pub gate: Gate,
    /// How it came out.
    pub verdict: Verdict,
    /// What holds it down; nothing where it is met.
    pub explanation: Explanation,
}

/// How a gate came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The limit is kept.
    Met {
        /// The published value.
        value: GateValue,
    },
    /// The limit is not kept.
    NotMet {
        /// The published value.
        value: GateValue,
        /// What else is to say about it.
        because: Option<NotMet>,
    },
    /// There is no value to judge, so the gate counts as not met.
    NotJudged {
        /// Why there is none.
        because: NotJudged,
    },
}

impl Verdict {
    /// Whether the gate is met.
    pub fn is_met(&self) -> bool {
        matches!(self, Self::Met { .. })
    }

    /// The word in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Met { .. } => "met",
            Self::NotMet { .. } => "not_met",
            Self::NotJudged { .. } => "not_judged",
        }
    }

    /// The published value, if there is one.
    pub fn value(&self) -> Option<GateValue> {
        match self {
            Self::Met { value } | Self::NotMet { value, .. } => Some(*value),
            Self::NotJudged { .. } => None,
        }
    }

    /// The reason, where the value does not say it.
    pub fn because(&self) -> Option<String> {
        match self {
            Self::Met { .. } => None,
            Self::NotMet { because, .. } => because.as_ref().map(ToString::to_string),
            Self::NotJudged { because } => Some(because.to_string()),
        }
    }
}

/// Why a gate is not met, where its value does not say it. `Display` gives
/// the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMet {
    /// The resolution score beside the gap is too low.
    #[error("resolution is {resolution}, below its floor of {floor}")]
    ResolutionTooLow {
        /// The published score.
        resolution: Tenths,
        /// The lowest that is allowed.
        floor: Tenths,
    },
}

/// Why a gate cannot be judged. `Display` gives the sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJudged {
    /// The respondents are anonymous, and too few to show anything of.
    #[error("fewer people answered than anonymity allows to show")]
    Withheld,
    /// The score is not published.
    #[error("too little was answered")]
    TooLittleAnswered,
    /// The score rests on one answer, and another one is open.
    #[error("it rests on one answer while more is open")]
    Thin,
    /// Nothing of it applies.
    #[error("nothing that was asked applies")]
    NothingApplies,
    /// The assessment did not ask it.
    #[error("it was not part of this assessment")]
    NotAsked,
    /// The questionnaire has no such dimension.
    #[error("the questionnaire has no such dimension")]
    NoSuchDimension,
    /// The questionnaire has no such pattern.
    #[error("the questionnaire has no such pattern")]
    NoSuchPattern,
    /// What is open could make the pattern fire.
    #[error("what is not known could make it fire")]
    PatternUnknown,
    /// It takes a day to judge it on.
    #[error("no day was given to judge it on")]
    NoToday,
    /// The answers are younger than the day.
    #[error("the answers are dated after the day that was given")]
    AnsweredLater,
    /// Of a change: no question is comparable with the baseline.
    #[error("nothing is comparable")]
    NothingComparable,
    /// Of a change: the rules of the baseline counted it otherwise.
    #[error("the baseline counted it by an older rule")]
    OlderRules,
    /// Of a change: too little is comparable with the baseline.
    #[error("only {comparable} % of its weight is comparable, and {needed} % is needed")]
    SeriesBroken {
        /// The share of the weight that is comparable, in percent.
        comparable: Tenths,
        /// The share that is needed, in percent.
        needed: u32,
    },
    /// Of a change: the baseline has answers, and there are none now.
    #[error("it was answered then and is not now")]
    NoLongerAnswered,
    /// A fact that nobody stated could change it.
    #[error("the fact {} is not stated", listed(.facts))]
    FactNotStated {
        /// The facts.
        facts: Vec<Id>,
    },
    /// Of a change: a fact that decides whether it is asked is not stated.
    #[error("the fact `{fact}` is no longer stated")]
    NoLongerStated {
        /// The fact.
        fact: Id,
    },
    /// Of a change: there was a score then, and too little is answered for one
    /// now.
    #[error("there was a score then, and there is none now")]
    NoLongerPublished,
    /// Of a change: what a few people said would show.
    #[error("one round, one report: a change would show what a few people said")]
    OneRound,
    /// Of a change: the baseline does not say how many people answered.
    #[error("the baseline does not say how many people answered")]
    NotCountedThen,
    /// Of a change: the baseline has no answers.
    #[error("it was not answered then")]
    NotAnsweredThen,
}

/// "`a`, `b`".
fn listed(facts: &[Id]) -> String {
    facts.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>().join(", ")
}

/// Judges gates on one assessment, and explains those that are not met.
pub fn judge_all(gates: &[Gate], view: &View<'_>) -> Vec<Judged> {
    if gates.is_empty() {
        return Vec::new();
    }
    if view.tally.anonymity.is_withheld() {
        return gates.iter().map(withheld).collect();
    }
    let otherwise = otherwise::worlds(view);
    let judged = |gate: &Gate| {
        let verdict = otherwise::hold(gate, view, &otherwise, judge(gate, view));
        let explanation = explain::explain(gate, view, &verdict);
        Judged { gate: gate.clone(), verdict, explanation }
    };
    gates.iter().map(judged).collect()
}

/// A gate on people of whom nothing is shown.
fn withheld(gate: &Gate) -> Judged {
    let verdict = Verdict::NotJudged { because: NotJudged::Withheld };
    Judged { gate: gate.clone(), verdict, explanation: Explanation::default() }
}

/// Judges a gate on one assessment as it is.
fn judge(gate: &Gate, view: &View<'_>) -> Verdict {
    match value(gate, view) {
        Err(because) => Verdict::NotJudged { because },
        Ok(value) if !keeps(gate, value) => Verdict::NotMet { value, because: None },
        Ok(value) => match resolution_too_low(gate, view) {
            Some(because) => Verdict::NotMet { value, because: Some(because) },
            None => Verdict::Met { value },
        },
    }
}

fn keeps(gate: &Gate, value: GateValue) -> bool {
    let ordering = match (value, gate.limit()) {
        (GateValue::Tenths(value), GateValue::Tenths(limit)) => value.cmp(&limit),
        (GateValue::Whole(value), GateValue::Whole(limit)) => value.cmp(&limit),
        (GateValue::Confidence(value), GateValue::Confidence(limit)) => value.cmp(&limit),
        // A value has the kind of its limit; if it ever had not, the gate
        // must not pass.
        _ => return false,
    };
    match gate.bound() {
        Bound::Min => ordering.is_ge(),
        Bound::Max => ordering.is_le(),
    }
}

/// The floor under resolution that belongs to a ceiling over the gap.
fn resolution_too_low(gate: &Gate, view: &View<'_>) -> Option<NotMet> {
    let Rule::Gap { resolution_at_least: Some(floor), .. } = gate.rule else { return None };
    let dimension = dimension(gate, view).ok()?;
    let resolution = view.scores.published(ScoreKind::Resolution, dimension)?;
    (resolution < floor).then_some(NotMet::ResolutionTooLow { resolution, floor })
}

/// The dimension of a gate in this questionnaire, if it is about one.
fn dimension(gate: &Gate, view: &View<'_>) -> Result<Option<DimensionIx>, NotJudged> {
    let Some(id) = &gate.dimension else { return Ok(None) };
    let found = view.questionnaire.find_dimension(id.as_str());
    found.map(Some).ok_or(NotJudged::NoSuchDimension)
}

fn value(gate: &Gate, view: &View<'_>) -> Result<GateValue, NotJudged> {
    let dimension = dimension(gate, view)?;
    match &gate.rule {
        Rule::Score { lens, .. } => {
            score(ScoreKind::of(*lens), dimension, view.scores).map(GateValue::Tenths)
        }
        Rule::Gap { .. } => score(ScoreKind::Gap, dimension, view.scores).map(GateValue::Tenths),
        Rule::Stage { lens, .. } => stage(*lens, dimension, view.scores)
            .map(|stage| GateValue::Whole(stage.number().into())),
        Rule::Coverage { .. } => coverage(dimension, view.scores).map(GateValue::Tenths),
        Rule::Confidence { .. } => confidence(dimension, view).map(GateValue::Confidence),
        Rule::OverdueDecisions { .. } => {
            let today = view.today.ok_or(NotJudged::NoToday)?;
            if today < view.tally.date {
                return Err(NotJudged::AnsweredLater);
            }
            Ok(count(overdue(view.tally, today).count()))
        }
        Rule::Age { .. } => age(view),
        Rule::Respondents { .. } => Ok(count(view.tally.respondents - view.tally.silent)),
        Rule::NotApplicable { .. } => not_applicable(view),
        Rule::NoPattern { pattern } => fires(pattern, view),
    }
}

fn count(number: usize) -> GateValue {
    GateValue::Whole(u32::try_from(number).unwrap_or(u32::MAX))
}

fn score(
    kind: ScoreKind,
    dimension: Option<DimensionIx>,
    scores: &Scores,
) -> Result<Tenths, NotJudged> {
    let score = scores.published(kind, dimension).ok_or_else(|| missing(dimension, scores))?;
    not_thin(kind, dimension, scores).map(|()| score)
}

/// A score that rests on one answer is judged only where nothing is open.
fn not_thin(
    kind: ScoreKind,
    dimension: Option<DimensionIx>,
    scores: &Scores,
) -> Result<(), NotJudged> {
    let is_open = |dimension| scores.behind(kind, dimension).into_iter().any(Cell::is_open);
    let is_thin = scores.is_thin(kind, dimension) && dimension.is_some_and(is_open);
    if is_thin { Err(NotJudged::Thin) } else { Ok(()) }
}

fn stage(lens: Lens, dimension: Option<DimensionIx>, scores: &Scores) -> Result<Level, NotJudged> {
    let stage = match dimension {
        None => scores.overall.lens(lens).stage.as_ref().map(|stage| stage.level),
        Some(dimension) => {
            scores.cell(dimension, lens).published().map(|published| published.stage.level)
        }
    };
    let stage = stage.ok_or_else(|| missing(dimension, scores))?;
    not_thin(ScoreKind::of(lens), dimension, scores).map(|()| stage)
}

fn coverage(dimension: Option<DimensionIx>, scores: &Scores) -> Result<Tenths, NotJudged> {
    match dimension {
        None => {
            let coverage = scores.overall.coverage.map(|coverage| coverage.published);
            coverage.ok_or(NotJudged::NothingApplies)
        }
        Some(dimension) => {
            let (covered, applicable) = weights(&cells(dimension, scores));
            if applicable > 0.0 {
                return Ok(scoring::published(100.0 * covered / applicable));
            }
            Err(missing(Some(dimension), scores))
        }
    }
}

fn confidence(
    dimension: Option<DimensionIx>,
    view: &View<'_>,
) -> Result<ConfidenceLevel, NotJudged> {
    let View { scores, findings, .. } = view;
    let level = match dimension {
        None => findings.confidence.as_ref().map(Confidence::level),
        Some(dimension) if scores.dimension(dimension).paired => {
            let of = |lens| view.confidence(dimension, lens).level();
            Lens::ALL.into_iter().map(of).min()
        }
        Some(_) => None,
    };
    level.ok_or_else(|| missing(dimension, scores))
}

/// Answers are as old as what they rest on: one that was taken over from
/// earlier ones, or whose proof was seen earlier, makes them older.
fn age(view: &View<'_>) -> Result<GateValue, NotJudged> {
    let today = view.today.ok_or(NotJudged::NoToday)?;
    if today < view.tally.date {
        return Err(NotJudged::AnsweredLater);
    }
    let seen = |question| view.tally.question(question).seen;
    let seen = view.questionnaire.question_positions().filter_map(seen);
    let oldest = seen.fold(view.tally.date, Date::min);
    u32::try_from((today - oldest).get_days())
        .map(GateValue::Whole)
        .map_err(|_| NotJudged::AnsweredLater)
}

/// The share of single answers that say "does not apply", of these and the
/// levels, in the dimensions that are in scope.
fn not_applicable(view: &View<'_>) -> Result<GateValue, NotJudged> {
    let View { questionnaire, tally, .. } = view;
    let in_scope = questionnaire
        .question_positions()
        .filter(|&question| tally.scope(questionnaire[question].dimension) == Scope::In);
    let (mut not_applicable, mut levels) = (0.0, 0.0);
    for question in in_scope {
        let said = tally.question(question);
        not_applicable += f64::from(said.all.not_applicable);
        levels += f64::from(said.answered());
    }
    let all = not_applicable + levels;
    if all > 0.0 {
        return Ok(GateValue::Tenths(scoring::published(100.0 * not_applicable / all)));
    }
    Err(NotJudged::TooLittleAnswered)
}

fn fires(pattern: &Id, view: &View<'_>) -> Result<GateValue, NotJudged> {
    let View { questionnaire, tally, scores, .. } = view;
    let position = questionnaire.patterns.iter().position(|known| known.id == *pattern);
    let position = position.ok_or(NotJudged::NoSuchPattern)?;
    match pattern_state(questionnaire, tally, scores, view.voices, position) {
        PatternState::Fires => Ok(GateValue::Whole(1)),
        PatternState::Quiet => Ok(GateValue::Whole(0)),
        PatternState::Unknown => Err(NotJudged::PatternUnknown),
    }
}

/// The decisions whose date lies before a day.
pub(crate) fn overdue(tally: &Tally, today: Date) -> impl Iterator<Item = (&Decision, Date)> {
    let dated = tally.decisions.iter().filter_map(|decision| Some((decision, decision.by?)));
    dated.filter(move |(_, by)| *by < today)
}

/// Both cells of a dimension.
fn cells(dimension: DimensionIx, scores: &Scores) -> [&Cell; 2] {
    Lens::ALL.map(|lens| scores.cell(dimension, lens))
}

/// What is covered and what applies.
fn weights(cells: &[&Cell]) -> (f64, f64) {
    let sum = |weight: fn(&Cell) -> f64| cells.iter().map(|cell| weight(cell)).sum::<f64>();
    (sum(|cell| cell.weight_covered), sum(|cell| cell.weight_applicable))
}

/// Why there is no value.
fn missing(dimension: Option<DimensionIx>, scores: &Scores) -> NotJudged {
    let Some(dimension) = dimension else {
        return match scores.overall.status {
            OverallStatus::NotApplicable => NotJudged::NothingApplies,
            OverallStatus::Insufficient | OverallStatus::Published => NotJudged::TooLittleAnswered,
        };
    };
    let of = scores.dimension(dimension);
    let too_little = |cell: &Cell| matches!(cell.status, CellStatus::Insufficient);
    match of.scope {
        Scope::NotChosen | Scope::DoesNotApply => NotJudged::NotAsked,
        Scope::In if cells(dimension, scores).into_iter().any(too_little) => {
            NotJudged::TooLittleAnswered
        }
        Scope::In => NotJudged::NothingApplies,
    }
}
