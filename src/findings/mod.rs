//! Scores to findings: what they mean, how sure they are, and what to do.
//! Still without sentences of the page, which `report::build` writes.

mod actions;
mod assessed;
mod confidence;
mod facts;
mod lists;
mod measures;
mod order;
mod possible;
mod posture;
mod robustness;
mod states;
mod strengths;
mod warnings;

use crate::model::{
    Condition, DimensionIx, Facts, Lens, PostureIx, QuestionIx, Questionnaire, ScoreKind, Tenths,
};
use crate::scoring::Scores;
use crate::tally::{Scope, Tally};
use crate::voices::Voices;

pub use crate::model::ConfidenceLevel;
pub use actions::{PlannedAction, When, Worth};
pub use assessed::Assessed;
pub use confidence::{
    Agreed, Backed, Confidence, ConfidencePart, HIGH, MEDIUM, Share, confidence_of_cell,
};
pub use lists::{FilledChecklist, FilledRow, PromiseCheck, Sign};
pub use order::{OrderKeys, Start};
pub use posture::{GapWord, PostureFinding, gap_word};
pub use robustness::{Family, Headline, Robustness, Test, families};
pub use states::{PatternState, open_in_pattern, pattern_state};
pub use warnings::{CentreShare, Warning};

/// What the scores of one assessment mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The named place on the two axes, where there are overall scores.
    pub posture: Option<PostureFinding>,
    /// How sure the overall scores are, where there are any.
    pub confidence: Option<Confidence>,
    /// The dimension with the lowest prevention score.
    pub lowest_prevention: Option<DimensionIx>,
    /// The dimension with the widest gap, whatever its sign.
    pub widest_gap: Option<DimensionIx>,
    /// The patterns that fire, in questionnaire order.
    pub patterns: Vec<FiredPattern>,
    /// Cells with a high score on thin proof.
    pub thin_proof: Vec<(DimensionIx, Lens)>,
    /// Prevention actions, first things first.
    pub prevention_actions: Vec<PlannedAction>,
    /// Resolution actions, first things first: offered where resolution is
    /// low. They are right even where they widen the gap.
    pub resolution_actions: Vec<PlannedAction>,
    /// Where to start: in the actions of the weaker side.
    pub start: Option<Start>,
    /// Where a decision was taken on the first action: the next that takes
    /// one.
    pub next_to_decide: Option<QuestionIx>,
    /// Applicable questions without an answer, in questionnaire order.
    pub answer_first: Vec<QuestionIx>,
    /// Answers above what their proof supports, those that move the scores
    /// most first.
    pub verify_first: Vec<QuestionIx>,
    /// Answers at level 4 or 5 that are shown, the strongest first.
    pub strengths: Vec<QuestionIx>,
    /// The promises that were named, each with what it rests on.
    pub promises: Vec<PromiseCheck>,
    /// The checklists of the questionnaire, filled from the answers.
    pub checklists: Vec<FilledChecklist>,
    /// How many of the actions the contact centre itself would own.
    pub centre_share: CentreShare,
    /// What should be looked at before anybody decides on it.
    pub warnings: Vec<Warning>,
    /// How much of the headline holds under tests, where there is one.
    pub robustness: Option<Robustness>,
}

/// A pattern that fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiredPattern {
    /// Its position in the questionnaire.
    pub pattern: usize,
    /// The questions whose answers make it fire, in the rule's order.
    pub questions: Vec<QuestionIx>,
}

/// Finds what the scores of a tally mean, and what several voices add.
pub fn find(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    voices: Option<&Voices>,
) -> Findings {
    let facts = facts::AssessmentFacts { questionnaire, tally, scores, voices };
    let prevention_actions = actions::plan(&facts, Lens::Prevention);
    let resolution_actions = resolution_actions(&facts);
    let actions = prevention_actions.iter().chain(&resolution_actions);
    let centre_share = CentreShare::count(questionnaire, actions);
    let first = of_the_weaker_side(scores, &prevention_actions, &resolution_actions);
    let start = order::start(first);
    Findings {
        posture: posture::find(questionnaire, scores),
        confidence: confidence::overall(questionnaire, tally, scores, voices),
        lowest_prevention: lowest_prevention(questionnaire, scores),
        widest_gap: widest_gap(questionnaire, scores),
        patterns: fired(questionnaire, &facts),
        thin_proof: confidence::thin_proof(questionnaire, tally, scores),
        start,
        next_to_decide: order::next_to_decide(first, start, &tally.decisions),
        prevention_actions,
        resolution_actions,
        answer_first: answer_first(questionnaire, scores),
        verify_first: actions::verify_first(questionnaire, tally, scores),
        strengths: strengths::strengths(questionnaire, tally, &facts),
        promises: lists::promises(questionnaire, tally, &facts),
        checklists: lists::checklists(questionnaire, &facts),
        warnings: warnings::warnings(questionnaire, tally, &facts, centre_share),
        centre_share,
        robustness: robustness::robustness(questionnaire, tally, scores),
    }
}

/// The posture of a published pair of scores.
pub fn posture_at(
    questionnaire: &Questionnaire,
    prevention: Tenths,
    resolution: Tenths,
) -> PostureIx {
    posture::at(questionnaire, prevention, resolution)
}

fn fired(questionnaire: &Questionnaire, facts: &impl Facts) -> Vec<FiredPattern> {
    let patterns = questionnaire.patterns.iter().enumerate();
    patterns
        .filter(|(_, pattern)| pattern.when.holds(facts))
        .map(|(position, pattern)| {
            let mut questions = Vec::new();
            answers_behind(&pattern.when, facts, &mut questions);
            FiredPattern { pattern: position, questions }
        })
        .collect()
}

/// Collects the questions of every part of a condition that holds.
fn answers_behind(condition: &Condition, facts: &impl Facts, found: &mut Vec<QuestionIx>) {
    if !condition.holds(facts) {
        return;
    }
    match condition {
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
            for part in of {
                answers_behind(part, facts, found);
            }
        }
        Condition::Question { question, .. } if !found.contains(question) => {
            found.push(*question);
        }
        Condition::Question { .. }
        | Condition::Score { .. }
        | Condition::Field { .. }
        | Condition::Measure { .. } => {}
    }
}

/// Below this resolution score, resolution actions are offered too.
const RESOLUTION_OFFERED_BELOW: Tenths = Tenths::whole(55);

fn resolution_actions(facts: &facts::AssessmentFacts<'_>) -> Vec<PlannedAction> {
    match facts.scores.overall.resolution.score {
        Some(score) if score.published < RESOLUTION_OFFERED_BELOW => {
            actions::plan(facts, Lens::Resolution)
        }
        _ => Vec::new(),
    }
}

/// The actions to start with: those on resolution where it stands clearly
/// below prevention, and where there are no others.
fn of_the_weaker_side<'a>(
    scores: &Scores,
    prevention: &'a [PlannedAction],
    resolution: &'a [PlannedAction],
) -> &'a [PlannedAction] {
    let leans_to_prevention = scores.overall.gap.is_some_and(|gap| {
        gap.published < Tenths::ZERO && gap_word(gap.published) != GapWord::Balanced
    });
    if !resolution.is_empty() && (leans_to_prevention || prevention.is_empty()) {
        return resolution;
    }
    prevention
}

/// Dimensions that stand in the overall scores or could.
fn counted<'a>(
    questionnaire: &'a Questionnaire,
    scores: &'a Scores,
) -> impl Iterator<Item = DimensionIx> + 'a {
    questionnaire.dimension_positions().filter(|&dimension| {
        !questionnaire[dimension].apart && scores.dimension(dimension).scope == Scope::In
    })
}

/// The first of the lowest, of scores that rest on more than one answer.
fn lowest_prevention(questionnaire: &Questionnaire, scores: &Scores) -> Option<DimensionIx> {
    counted(questionnaire, scores)
        .filter(|&dimension| !scores.is_thin(ScoreKind::Prevention, Some(dimension)))
        .filter_map(|dimension| {
            let score = scores.dimension(dimension).prevention.score()?;
            Some((score.published, dimension))
        })
        .min()
        .map(|(_, dimension)| dimension)
}

/// The first of the widest, of gaps that rest on more than one answer a side.
fn widest_gap(questionnaire: &Questionnaire, scores: &Scores) -> Option<DimensionIx> {
    counted(questionnaire, scores)
        .filter(|&dimension| !scores.is_thin(ScoreKind::Gap, Some(dimension)))
        .filter_map(|dimension| {
            let gap = scores.dimension(dimension).gap?;
            Some((-gap.published.abs(), dimension))
        })
        .min()
        .map(|(_, dimension)| dimension)
}

fn answer_first(questionnaire: &Questionnaire, scores: &Scores) -> Vec<QuestionIx> {
    let mut open: Vec<QuestionIx> = questionnaire
        .dimension_positions()
        .flat_map(|dimension| Lens::ALL.map(|lens| &scores.cell(dimension, lens).open))
        .flatten()
        .copied()
        .collect();
    open.sort();
    open
}
