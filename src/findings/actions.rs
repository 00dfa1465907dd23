//! Actions in order: what moves the score most for the least effort, after
//! what it needs.

use std::cmp::Ordering;

use crate::model::{DimensionIx, Facts as _, Lens, Level, QuestionIx, Questionnaire, Tenths};
use crate::scoring::{self, Scores};
use crate::tally::Tally;

use super::facts::AssessmentFacts;

/// An action with its place in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedAction {
    /// The question whose action it is.
    pub question: QuestionIx,
    /// The level today, as it is published; on several respondents, the mean.
    /// All else about the action is computed from it, so that a reader can do
    /// it again.
    pub from: Tenths,
    /// The level that it aims at.
    pub to: Level,
    /// What reaching it is worth.
    pub worth: Worth,
    /// When it is its turn.
    pub when: When,
    /// Questions whose level has to rise first, in questionnaire order.
    pub waits_for: Vec<QuestionIx>,
}

/// What an action adds to the overall score of its lens.
#[derive(Clone, Debug, PartialEq)]
pub enum Worth {
    /// So many points.
    Points(f64),
    /// Nothing: its dimension stands apart from the overall scores.
    Apart,
    /// Nothing yet: these questions of its dimension are open, in
    /// questionnaire order.
    NotYet(Vec<QuestionIx>),
    /// Nothing: its dimension cannot have both scores, and so has no gap.
    NoGap,
    /// Nothing: there is no overall score.
    NoOverall,
}

impl Worth {
    /// The points; 0 where the action moves no overall score.
    fn points(&self) -> f64 {
        match self {
            Self::Points(points) => *points,
            Self::Apart | Self::NotYet(_) | Self::NoGap | Self::NoOverall => 0.0,
        }
    }
}

/// When it is an action's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One of the first three that need not wait.
    Now,
    /// One of the next five.
    Next,
    /// Everything after.
    Later,
}

impl When {
    /// The word in reports and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Next => "next",
            Self::Later => "later",
        }
    }
}

/// So many actions can be worked on at once.
const NOW: usize = 3;
/// So many come after them.
const NEXT: usize = 5;

/// The actions of one lens, first things first: by points for an effort, then
/// by lower level, then in questionnaire order. Those whose dimension is not
/// part of the overall scores come after the others, by what they do to their
/// own cell. An action whose `needs` are not met comes after what it needs.
pub(super) fn plan(facts: &AssessmentFacts<'_>, lens: Lens) -> Vec<PlannedAction> {
    let mut candidates: Vec<Candidate> = facts
        .questionnaire
        .question_positions()
        .filter(|&question| facts.questionnaire[question].lens == lens)
        .filter_map(|question| candidate(facts, question))
        .collect();
    candidates.sort_by(Candidate::order);
    let mut actions = after_what_they_need(candidates);
    cut(&mut actions);
    actions
}

/// An action before its place is known.
struct Candidate {
    action: PlannedAction,
    /// Points of the overall score for one step of effort, snapped.
    per_effort: f64,
    /// Points of its own cell for one step of effort, snapped.
    in_cell_per_effort: f64,
}

impl Candidate {
    fn order(&self, other: &Self) -> Ordering {
        other
            .per_effort
            .total_cmp(&self.per_effort)
            .then(other.in_cell_per_effort.total_cmp(&self.in_cell_per_effort))
            .then(self.action.from.cmp(&other.action.from))
            .then(self.action.question.cmp(&other.action.question))
    }
}

fn candidate(facts: &AssessmentFacts<'_>, question: QuestionIx) -> Option<Candidate> {
    let asked = &facts.questionnaire[question];
    let action = asked.action.as_ref()?;
    let from = scoring::published(facts.level(question)?);
    let to = target(from)?;
    let levels = f64::from(to.number()) - from.value();
    let worth = worth(facts, question, levels);
    let (points, effort) = (worth.points(), f64::from(action.effort));
    let cell = facts.scores.cell(asked.dimension, asked.lens);
    let in_cell = 25.0 * f64::from(asked.weight) / cell.weight_answered * levels;
    Some(Candidate {
        per_effort: snap(points / effort),
        in_cell_per_effort: if points > 0.0 { 0.0 } else { snap(in_cell / effort) },
        action: PlannedAction {
            question,
            from,
            to,
            worth,
            when: When::Later,
            waits_for: unmet_needs(facts, question, to),
        },
    })
}

/// What raising a question by so many levels is worth.
fn worth(facts: &AssessmentFacts<'_>, question: QuestionIx, levels: f64) -> Worth {
    let AssessmentFacts { questionnaire, scores, .. } = facts;
    let dimension = questionnaire[question].dimension;
    if questionnaire[dimension].apart {
        return Worth::Apart;
    }
    let open = still_open(facts, dimension);
    if !open.is_empty() {
        return Worth::NotYet(open);
    }
    if !scores.dimension(dimension).paired {
        return Worth::NoGap;
    }
    match scores.overall.gap {
        Some(_) => Worth::Points(scores.moves(question) * levels),
        None => Worth::NoOverall,
    }
}

/// The open questions that keep a dimension from having both scores.
fn still_open(facts: &AssessmentFacts<'_>, dimension: DimensionIx) -> Vec<QuestionIx> {
    if !facts.scores.overall.eligible.contains(&dimension) {
        return Vec::new();
    }
    let cells = Lens::ALL.map(|lens| facts.scores.cell(dimension, lens));
    let without_score = cells.into_iter().filter(|cell| cell.score().is_none());
    let mut open: Vec<QuestionIx> = without_score.flat_map(|cell| &cell.open).copied().collect();
    open.sort();
    open
}

/// Sums of f64 that mean the same must compare equal, or ties would depend on
/// how they were formed.
fn snap(value: f64) -> f64 {
    (value * 1e9).round()
}

/// From this level on there is nothing to do: 4.5.
const DONE_FROM: Tenths = Tenths::new(45);

/// The first level that lies half a level or more above, and at least 3; none
/// from 4.5 on.
fn target(level: Tenths) -> Option<Level> {
    if level >= DONE_FROM {
        return None;
    }
    let is_a_step = |next: &Level| Tenths::whole(next.number().into()) - level >= Tenths::new(5);
    let next = Level::ALL.into_iter().find(is_a_step);
    next.map(|next| next.max(Level::ALL[2]))
}

/// What has to rise first. A question that is out of scope, does not apply or
/// was not asked stays as it is, and nothing waits for it.
fn unmet_needs(
    facts: &AssessmentFacts<'_>,
    question: QuestionIx,
    target: Level,
) -> Vec<QuestionIx> {
    facts.questionnaire[question]
        .needs
        .iter()
        .filter(|need| target >= need.to_reach)
        .filter(|need| {
            let counts = facts.level(need.question).is_some();
            let said = facts.tally.question(need.question).rounded_mean().filter(|_| counts);
            said.is_some_and(|level| level < need.at_least)
        })
        .map(|need| need.question)
        .collect()
}

/// Takes, again and again, the first action that waits for none of the
/// remaining ones. `needs` has no circle, so there always is one.
fn after_what_they_need(mut remaining: Vec<Candidate>) -> Vec<PlannedAction> {
    let mut placed = Vec::with_capacity(remaining.len());
    while !remaining.is_empty() {
        let waits = |candidate: &Candidate| {
            let waits_for = &candidate.action.waits_for;
            remaining.iter().any(|other| waits_for.contains(&other.action.question))
        };
        let first = remaining.iter().position(|candidate| !waits(candidate)).unwrap_or(0);
        placed.push(remaining.remove(first).action);
    }
    placed
}

fn cut(actions: &mut [PlannedAction]) {
    let (mut now, mut next) = (NOW, NEXT);
    for action in actions {
        action.when = if now > 0 && action.waits_for.is_empty() {
            now -= 1;
            When::Now
        } else if next > 0 {
            next -= 1;
            When::Next
        } else {
            When::Later
        };
    }
}

/// Answers above what their proof supports, those first whose setting back
/// would move the scores most.
pub(super) fn verify_first(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
) -> Vec<QuestionIx> {
    let moved = |question: QuestionIx| {
        let said = tally.question(question);
        let levels = said.mean().zip(scoring::set_back(said));
        let levels = levels.map_or(0.0, |(mean, back)| mean - f64::from(back.number()));
        snap(scores.moves(question) * levels)
    };
    let mut unsupported: Vec<QuestionIx> = questionnaire
        .dimension_positions()
        .flat_map(|dimension| Lens::ALL.map(|lens| &scores.cell(dimension, lens).unsupported))
        .flatten()
        .copied()
        .collect();
    unsupported.sort_by(|&a, &b| moved(b).total_cmp(&moved(a)).then(a.cmp(&b)));
    unsupported
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_target(tenths: i32, expected: Option<u8>) {
        assert_eq!(target(Tenths::new(tenths)).map(Level::number), expected, "{tenths}");
    }

    #[test]
    fn the_target_lies_half_a_level_above_or_more_and_is_at_least_three() {
        check_target(10, Some(3));
        check_target(20, Some(3));
        check_target(25, Some(3));
        // A mean of 2.9 is a 3 already, and "2.9 to 3" is no step.
        check_target(26, Some(4));
        check_target(29, Some(4));
        check_target(30, Some(4));
        check_target(35, Some(4));
        check_target(36, Some(5));
        check_target(40, Some(5));
        check_target(44, Some(5));
        check_target(45, None);
        check_target(50, None);
    }

    /// Two of equal worth stand in the order of their levels, and those in
    /// questionnaire order, however their sums were formed.
    #[test]
    fn ties_do_not_hang_on_how_a_sum_was_formed() {
        let third = |question, points: f64| Candidate {
            per_effort: snap(points),
            ..candidate(question, 0.0, &[])
        };
        let (one, other) = (third(0, 0.1 + 0.2), third(1, 0.3));
        assert_eq!(one.order(&other), Ordering::Less);
        assert_eq!(third(2, 0.1 + 0.2).order(&third(1, 0.3)), Ordering::Greater);
    }

    fn candidate(question: usize, per_effort: f64, waits_for: &[usize]) -> Candidate {
        Candidate {
            per_effort,
            in_cell_per_effort: 0.0,
            action: PlannedAction {
                question: QuestionIx(question),
                from: Tenths::whole(1),
                to: Level::ALL[2],
                worth: Worth::Points(per_effort),
                when: When::Later,
                waits_for: waits_for.iter().copied().map(QuestionIx).collect(),
            },
        }
    }

    #[test]
    fn an_action_comes_after_what_it_needs() {
        let sorted = vec![candidate(0, 9.0, &[2]), candidate(1, 5.0, &[]), candidate(2, 1.0, &[])];
        let mut planned = after_what_they_need(sorted);
        cut(&mut planned);
        let order: Vec<(usize, &str)> =
            planned.iter().map(|action| (action.question.0, action.when.name())).collect();
        assert_eq!(order, [(1, "now"), (2, "now"), (0, "next")]);
    }

    #[test]
    fn a_need_that_is_not_in_the_list_holds_nothing_up() {
        let planned = after_what_they_need(vec![candidate(0, 9.0, &[7]), candidate(1, 5.0, &[])]);
        assert_eq!(planned[0].question, QuestionIx(0));
    }
}
