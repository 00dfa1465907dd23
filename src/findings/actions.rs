//! Actions: from which level to which, what that is worth, and what has to rise
//! first. Their order is found in `order`.

use crate::model::{DimensionIx, Facts as _, Lens, Level, QuestionIx, Questionnaire, Tenths};
use crate::scoring::{self, Scores};
use crate::tally::Tally;

use super::facts::AssessmentFacts;
use super::order::{self, OrderKeys};

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
    /// What gave it its place.
    pub keys: OrderKeys,
    /// Its place, 1 for the first; equals share one.
    pub place: usize,
    /// How many others share its place.
    pub tied: usize,
    /// Whether it starts on an answer above what its proof supports, which is
    /// verified first.
    pub is_unproven: bool,
    /// When it is its turn.
    pub when: When,
    /// Questions whose level has to rise first, in questionnaire order.
    pub waits_for: Vec<QuestionIx>,
}

impl PlannedAction {
    /// Whether something has to rise first.
    pub fn waits(&self) -> bool {
        !self.waits_for.is_empty()
    }

    /// Whether it neither waits nor has to be verified.
    pub fn can_start(&self) -> bool {
        !self.waits() && !self.is_unproven
    }

    /// Whether the two share a place.
    pub fn is_equal_to(&self, other: &Self) -> bool {
        self.keys == other.keys && !self.waits() && !other.waits()
    }
}

/// What an action adds to the overall score of its lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// So many points; above nothing, although they may round to 0.0.
    Points(Tenths),
    /// So many points, once these open questions of its dimension are
    /// answered, in questionnaire order; none where every question has an
    /// answer, but of too few people.
    Once(Tenths, Vec<QuestionIx>),
    /// Nothing: its dimension is not part of the overall scores.
    Nothing,
}

/// When it is an action's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One of the first three that neither wait nor have to be verified.
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

/// The actions of one lens, first things first.
pub(super) fn plan(facts: &AssessmentFacts<'_>, lens: Lens) -> Vec<PlannedAction> {
    let questionnaire = facts.questionnaire;
    let questions = questionnaire.question_positions();
    let of_lens = questions.filter(|&question| questionnaire[question].lens == lens);
    order::put_in_order(of_lens.filter_map(|question| planned(facts, question)).collect())
}

/// The action of a question, with its place still open.
fn planned(facts: &AssessmentFacts<'_>, question: QuestionIx) -> Option<PlannedAction> {
    let asked = &facts.questionnaire[question];
    let action = asked.action.as_ref()?;
    let from = scoring::published(facts.level(question)?);
    let to = target(from)?;
    let cell = facts.scores.cell(asked.dimension, asked.lens);
    Some(PlannedAction {
        question,
        from,
        to,
        worth: worth(facts, question, Tenths::whole(to.number().into()) - from),
        keys: OrderKeys {
            apart: facts.questionnaire[asked.dimension].apart,
            class: order::class(from),
            cell: cell.of_answered?.published,
            level: from,
            effort: action.effort,
        },
        place: 0,
        tied: 0,
        is_unproven: cell.unsupported.contains(&question),
        when: When::Later,
        waits_for: unmet_needs(facts, question, to),
    })
}

/// What raising a question by so many levels is worth.
fn worth(facts: &AssessmentFacts<'_>, question: QuestionIx, levels: Tenths) -> Worth {
    let AssessmentFacts { questionnaire, scores, .. } = facts;
    let Some(one_level) = scoring::points_of_a_level(questionnaire, scores, question) else {
        return Worth::Nothing;
    };
    let points = scoring::published(one_level * levels.value());
    let dimension = questionnaire[question].dimension;
    if scores.dimension(dimension).paired {
        return Worth::Points(points);
    }
    Worth::Once(points, still_open(scores, dimension))
}

/// The open questions that keep a dimension from having both scores.
fn still_open(scores: &Scores, dimension: DimensionIx) -> Vec<QuestionIx> {
    let cells = Lens::ALL.map(|lens| scores.cell(dimension, lens));
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
}
