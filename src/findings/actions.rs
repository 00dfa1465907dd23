//! Actions in order: what moves the score most for the least effort, after
//! what it needs.

use std::cmp::Ordering;

use crate::model::{Lens, Level, QuestionIx, Questionnaire};
use crate::scoring::{self, Scores};
use crate::tally::Tally;

/// An action with its place in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedAction {
    /// The question whose action it is.
    pub question: QuestionIx,
    /// The level today; on several respondents, the mean.
    pub from: f64,
    /// The level that it aims at.
    pub to: Level,
    /// What reaching it adds to its lens's overall score; 0 where its
    /// dimension is not part of the overall scores.
    pub points: f64,
    /// When it is its turn.
    pub when: When,
    /// Questions whose level has to rise first, in questionnaire order.
    pub waits_for: Vec<QuestionIx>,
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
pub(super) fn plan(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    lens: Lens,
) -> Vec<PlannedAction> {
    let mut candidates: Vec<Candidate> = questionnaire
        .question_positions()
        .filter(|&question| questionnaire[question].lens == lens)
        .filter_map(|question| candidate(questionnaire, tally, scores, question))
        .collect();
    candidates.sort_by(Candidate::order);
    let mut actions = after_what_they_need(candidates);
    cut(&mut actions);
    actions
}

/// An action before its place is known.
struct Candidate {
    action: PlannedAction,
    /// Points of the overall score for one step of effort.
    per_effort: f64,
    /// Points of its own cell for one step of effort.
    in_cell_per_effort: f64,
}

impl Candidate {
    fn order(&self, other: &Self) -> Ordering {
        other
            .per_effort
            .total_cmp(&self.per_effort)
            .then(other.in_cell_per_effort.total_cmp(&self.in_cell_per_effort))
            .then(self.action.from.total_cmp(&other.action.from))
            .then(self.action.question.cmp(&other.action.question))
    }
}

fn candidate(
    questionnaire: &Questionnaire,
    tally: &Tally,
    scores: &Scores,
    question: QuestionIx,
) -> Option<Candidate> {
    let asked = &questionnaire[question];
    let action = asked.action.as_ref()?;
    let cell = scores.cell(asked.dimension, asked.lens);
    let said = tally.question(question);
    let from = said.mean().filter(|_| said.applies() && cell.applicable > 0)?;
    let to = target(from)?;
    let levels = f64::from(to.number()) - from;
    let effort = f64::from(action.effort);
    let points = scores.moves(question) * levels;
    let in_cell = 25.0 * f64::from(asked.weight) / cell.weight_answered * levels;
    Some(Candidate {
        per_effort: snap(points / effort),
        in_cell_per_effort: if points > 0.0 { 0.0 } else { snap(in_cell / effort) },
        action: PlannedAction {
            question,
            from,
            to,
            points,
            when: When::Later,
            waits_for: unmet_needs(questionnaire, tally, question, to),
        },
    })
}

/// Sums of f64 that mean the same must compare equal, or ties would depend on
/// how they were formed.
fn snap(value: f64) -> f64 {
    (value * 1e9).round()
}

/// The next level, and at least 3; nothing lies beyond 5.
fn target(level: f64) -> Option<Level> {
    let next = Level::ALL.into_iter().find(|next| f64::from(next.number()) > level)?;
    Some(next.max(Level::ALL[2]))
}

fn unmet_needs(
    questionnaire: &Questionnaire,
    tally: &Tally,
    question: QuestionIx,
    target: Level,
) -> Vec<QuestionIx> {
    questionnaire[question]
        .needs
        .iter()
        .filter(|need| target >= need.to_reach)
        .filter(|need| {
            let said = tally.question(need.question).rounded_mean();
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
    fn check_target(level: f64, expected: Option<u8>) {
        assert_eq!(target(level).map(Level::number), expected, "{level}");
    }

    #[test]
    fn the_target_is_the_next_level_and_at_least_three() {
        check_target(1.0, Some(3));
        check_target(2.0, Some(3));
        check_target(3.0, Some(4));
        check_target(3.4, Some(4));
        check_target(4.0, Some(5));
        check_target(5.0, None);
    }

    fn candidate(question: usize, per_effort: f64, waits_for: &[usize]) -> Candidate {
        Candidate {
            per_effort,
            in_cell_per_effort: 0.0,
            action: PlannedAction {
                question: QuestionIx(question),
                from: 1.0,
                to: Level::ALL[2],
                points: per_effort,
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
