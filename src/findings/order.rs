//! The order of actions: lowest answers first, and among equals the lowest
//! dimension. Effort only decides what is left.

use crate::model::{Decision, QuestionIx, Tenths};

use super::actions::{PlannedAction, When};

/// What gives an action its place, the strongest first. All of it is whole
/// numbers and tenths: no rounding decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKeys {
    /// Whether its dimension stands apart from the overall scores.
    pub apart: bool,
    /// The class of its level: 1.5 is class 1, and 1.6 is class 2.
    pub class: i32,
    /// The score of the answered questions of its dimension and lens.
    pub cell: Tenths,
    /// Its level.
    pub level: Tenths,
    /// Its effort.
    pub effort: u32,
}

/// The class of a level: the level less a half, rounded up.
pub(super) fn class(level: Tenths) -> i32 {
    (level.tenths() + 4).div_euclid(10)
}

/// So many actions can be worked on at once.
const NOW: usize = 3;
/// So many come after them.
const NEXT: usize = 5;

/// Puts actions, given in questionnaire order, in their order, and says of
/// each its place and its turn.
pub(super) fn put_in_order(mut actions: Vec<PlannedAction>) -> Vec<PlannedAction> {
    actions.sort_by_key(|action| action.keys);
    let mut actions = equals_side_by_side(after_what_they_need(actions));
    number(&mut actions);
    cut(&mut actions);
    actions
}

/// Takes, again and again, the first action that waits for none of the
/// remaining ones. `needs` has no circle, so there always is one.
fn after_what_they_need(mut remaining: Vec<PlannedAction>) -> Vec<PlannedAction> {
    let mut placed = Vec::with_capacity(remaining.len());
    while !remaining.is_empty() {
        let waits = |action: &PlannedAction| {
            remaining.iter().any(|other| action.waits_for.contains(&other.question))
        };
        let first = remaining.iter().position(|action| !waits(action)).unwrap_or(0);
        placed.push(remaining.remove(first));
    }
    placed
}

/// An action that waits shares no place, so it does not stand between two
/// that do.
fn equals_side_by_side(actions: Vec<PlannedAction>) -> Vec<PlannedAction> {
    let mut placed: Vec<PlannedAction> = Vec::with_capacity(actions.len());
    for action in actions {
        let equal = placed.iter().rposition(|before| !before.waits());
        match equal.filter(|&at| placed[at].is_equal_to(&action)) {
            Some(at) => placed.insert(at + 1, action),
            None => placed.push(action),
        }
    }
    placed
}

/// Equals share the place of the first of them.
fn number(actions: &mut [PlannedAction]) {
    let mut before = 0;
    for equals in actions.chunk_by_mut(PlannedAction::is_equal_to) {
        let sharing = equals.len();
        for action in equals {
            (action.place, action.tied) = (before + 1, sharing - 1);
        }
        before += sharing;
    }
}

fn cut(actions: &mut [PlannedAction]) {
    let (mut now, mut next) = (NOW, NEXT);
    for action in actions {
        action.when = if now > 0 && action.can_start() {
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

/// Where to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// With this action.
    With(QuestionIx),
    /// By verifying this answer: every action that need not wait starts on an
    /// answer above its proof.
    ByVerifying(QuestionIx),
}

/// The first action that can start; without one, the first to verify.
pub(super) fn start(actions: &[PlannedAction]) -> Option<Start> {
    if let Some(first) = actions.iter().find(|action| action.can_start()) {
        return Some(Start::With(first.question));
    }
    let unproven = actions.iter().find(|action| action.is_unproven);
    unproven.map(|action| Start::ByVerifying(action.question))
}

/// Where a decision was taken on the first action: the first after it that
/// can start and on which none was.
pub(super) fn next_to_decide(
    actions: &[PlannedAction],
    start: Option<Start>,
    decisions: &[Decision],
) -> Option<QuestionIx> {
    let Some(Start::With(first)) = start else { return None };
    let is_decided = |question| decisions.iter().any(|decision| decision.question == question);
    if !is_decided(first) {
        return None;
    }
    let after = actions.iter().skip_while(|action| action.question != first).skip(1);
    let mut open = after.filter(|action| action.can_start() && !is_decided(action.question));
    open.next().map(|action| action.question)
}

#[cfg(test)]
mod tests {
    use crate::model::Level;

    use super::super::actions::Worth;
    use super::*;

    #[track_caller]
    fn check_class(tenths: i32, expected: i32) {
        assert_eq!(class(Tenths::new(tenths)), expected, "{tenths}");
    }

    #[test]
    fn a_half_belongs_to_the_class_below() {
        check_class(10, 1);
        check_class(15, 1);
        check_class(16, 2);
        check_class(25, 2);
        check_class(26, 3);
        check_class(44, 4);
    }

    /// An action of a class, that waits for others.
    fn action(question: usize, class: i32, waits_for: &[usize]) -> PlannedAction {
        PlannedAction {
            question: QuestionIx(question),
            from: Tenths::whole(class),
            to: Level::ALL[2],
            worth: Worth::Nothing,
            keys: OrderKeys {
                apart: false,
                class,
                cell: Tenths::ZERO,
                level: Tenths::whole(class),
                effort: 1,
            },
            place: 0,
            tied: 0,
            is_unproven: false,
            when: When::Later,
            waits_for: waits_for.iter().copied().map(QuestionIx).collect(),
        }
    }

    /// Question, place, how many others share it, and its turn.
    #[track_caller]
    fn check(actions: Vec<PlannedAction>, expected: &[(usize, usize, usize, &str)]) {
        let placed = put_in_order(actions);
        let found: Vec<_> = placed
            .iter()
            .map(|one| (one.question.0, one.place, one.tied, one.when.name()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_place_after_two_thirds_is_five() {
        check(
            vec![action(0, 2, &[]), action(1, 3, &[]), action(2, 1, &[]), action(3, 2, &[])],
            &[(2, 1, 0, "now"), (0, 2, 1, "now"), (3, 2, 1, "now"), (1, 4, 0, "next")],
        );
    }

    #[test]
    fn an_action_stands_directly_behind_the_last_that_it_needs() {
        check(
            vec![action(0, 1, &[2, 1]), action(1, 2, &[]), action(2, 3, &[]), action(3, 4, &[])],
            &[(1, 1, 0, "now"), (2, 2, 0, "now"), (0, 3, 0, "next"), (3, 4, 0, "now")],
        );
    }

    #[test]
    fn an_action_that_waits_shares_no_place() {
        check(
            vec![action(0, 1, &[]), action(1, 2, &[]), action(2, 2, &[0]), action(3, 2, &[])],
            &[(0, 1, 0, "now"), (1, 2, 1, "now"), (3, 2, 1, "now"), (2, 4, 0, "next")],
        );
    }

    #[test]
    fn a_need_that_is_not_in_the_list_moves_nothing() {
        check(vec![action(0, 1, &[7]), action(1, 2, &[])], &[(0, 1, 0, "next"), (1, 2, 0, "now")]);
    }

    fn unproven(action: PlannedAction) -> PlannedAction {
        PlannedAction { is_unproven: true, ..action }
    }

    #[test]
    fn an_unproven_action_keeps_its_place_and_does_not_start() {
        let placed =
            put_in_order(vec![unproven(action(0, 1, &[])), action(1, 1, &[]), action(2, 2, &[])]);
        let found: Vec<_> = placed.iter().map(|one| (one.place, one.tied, one.when)).collect();
        assert_eq!(found, [(1, 1, When::Next), (1, 1, When::Now), (3, 0, When::Now)]);
        assert_eq!(start(&placed), Some(Start::With(QuestionIx(1))));
        let all = put_in_order(vec![unproven(action(0, 2, &[])), unproven(action(1, 1, &[]))]);
        assert_eq!(start(&all), Some(Start::ByVerifying(QuestionIx(1))));
        assert_eq!(start(&[]), None);
    }

    #[test]
    fn next_to_decide_comes_after_a_start_that_is_decided() {
        let placed = put_in_order(vec![
            action(0, 1, &[]),
            action(1, 2, &[]),
            unproven(action(2, 3, &[])),
            action(3, 4, &[]),
        ]);
        let decided = |questions: &[usize]| {
            let decision = |&question: &usize| Decision {
                question: QuestionIx(question),
                owner: "Ann".to_owned(),
                by: None,
                target: None,
            };
            let decisions: Vec<Decision> = questions.iter().map(decision).collect();
            next_to_decide(&placed, start(&placed), &decisions).map(|question| question.0)
        };
        assert_eq!(decided(&[]), None);
        assert_eq!(decided(&[1]), None);
        assert_eq!(decided(&[0]), Some(1));
        assert_eq!(decided(&[0, 1]), Some(3));
        assert_eq!(decided(&[0, 1, 3]), None);
    }
}
