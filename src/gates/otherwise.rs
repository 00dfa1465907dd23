//! The same assessment, if facts that nobody stated were otherwise: a deleted
//! fact must not take a dimension out of what a gate judges.

use crate::findings::{self, Findings};
use crate::model::{DimensionIx, Gate, Id, Lens, Level, Play, QuestionIx};
use crate::scoring::{self, Scores};
use crate::tally::{QuestionTally, Scope, Tally};

use super::{NotJudged, Verdict, View, judge};

/// So many dimensions that wait for facts are tried in every way; of more, all
/// at once and each alone.
const MOST_TRIED: usize = 4;

/// An assessment in which dimensions that wait for facts are in scope where
/// they are not, and out of it where they are; or one in which questions that
/// wait for facts are answered.
pub(super) struct World {
    facts: Vec<Id>,
    tally: Tally,
    scores: Scores,
    findings: Findings,
}

/// Every way in which the facts that nobody stated could change what is in
/// scope.
pub(super) fn worlds(view: &View<'_>) -> Vec<World> {
    let waiting: Vec<DimensionIx> = view
        .questionnaire
        .dimension_positions()
        .filter(|&dimension| !view.tally.awaited_by(view.questionnaire, dimension).is_empty())
        .collect();
    let flipped = ways(&waiting).into_iter().map(|flipped| World::new(view, &flipped));
    flipped.chain(answered(view)).collect()
}

/// The questions that wait for facts, at their lowest and highest levels in
/// either lens. Where their dimension waits as well, it is tried as a whole.
fn answered(view: &View<'_>) -> Vec<World> {
    let waits = |&question: &QuestionIx| {
        let dimension = view.questionnaire[question].dimension;
        view.tally.play(question) == Play::FactNotStated
            && view.tally.awaited_by(view.questionnaire, dimension).is_empty()
    };
    let waiting: Vec<QuestionIx> = view.questionnaire.question_positions().filter(waits).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    let ends = [Level::ALL[0], Level::ALL[4]];
    let pairs = ends.into_iter().flat_map(|p| ends.map(|r| (p, r)));
    pairs.map(|levels| World::answered(view, &waiting, levels)).collect()
}

/// The sets of dimensions to flip.
fn ways(waiting: &[DimensionIx]) -> Vec<Vec<DimensionIx>> {
    if waiting.len() > MOST_TRIED {
        let each = waiting.iter().map(|&dimension| vec![dimension]);
        return each.chain([waiting.to_vec()]).collect();
    }
    let of = |code: usize| {
        let is_in = |at: &usize| code >> at & 1 == 1;
        (0..waiting.len()).filter(is_in).map(|at| waiting[at]).collect()
    };
    (1..1 << waiting.len()).map(of).collect()
}

impl World {
    fn new(view: &View<'_>, flipped: &[DimensionIx]) -> Self {
        let mut tally = view.tally.clone();
        let mut facts = Vec::new();
        for dimension in flipped {
            let scope = &mut tally.scopes[dimension.0];
            *scope = match scope {
                Scope::In => Scope::DoesNotApply,
                Scope::DoesNotApply => Scope::In,
                Scope::NotChosen => Scope::NotChosen,
            };
            let awaited = view.tally.awaited_by(view.questionnaire, *dimension);
            facts.extend(awaited.iter().map(|&field| view.questionnaire[field].id.clone()));
        }
        Self::of(view, tally, facts)
    }

    fn answered(
        view: &View<'_>,
        waiting: &[QuestionIx],
        (prevention, resolution): (Level, Level),
    ) -> Self {
        let mut tally = view.tally.clone();
        let mut facts = Vec::new();
        for &question in waiting {
            let level = match view.questionnaire[question].lens {
                Lens::Prevention => prevention,
                Lens::Resolution => resolution,
            };
            tally.plays[question.0] = Play::In;
            tally.questions[question.0] = QuestionTally::of_level(level);
            let awaited = view.tally.awaited_by_question(view.questionnaire, question);
            facts.extend(awaited.iter().map(|&field| view.questionnaire[field].id.clone()));
        }
        Self::of(view, tally, facts)
    }

    fn of(view: &View<'_>, tally: Tally, mut facts: Vec<Id>) -> Self {
        facts.sort();
        facts.dedup();
        let scores = scoring::score(view.questionnaire, &tally);
        let findings = findings::find(view.questionnaire, &tally, &scores, view.voices);
        Self { facts, tally, scores, findings }
    }

    fn view<'a>(&'a self, view: &View<'a>) -> View<'a> {
        let Self { tally, scores, findings, .. } = self;
        View { tally, scores, findings, ..*view }
    }
}

/// A verdict that a fact could change is none: met only if it is met in every
/// way. Where it is not met as it is, it stays so.
pub(super) fn hold(gate: &Gate, view: &View<'_>, worlds: &[World], verdict: Verdict) -> Verdict {
    let is_open = matches!(verdict, Verdict::NotJudged { because: NotJudged::NotAsked });
    if !verdict.is_met() && !is_open {
        return verdict;
    }
    let differs = |world: &&World| {
        let other = judge(gate, &world.view(view));
        if is_open { other != verdict } else { !other.is_met() }
    };
    match worlds.iter().find(differs) {
        Some(world) => {
            Verdict::NotJudged { because: NotJudged::FactNotStated { facts: world.facts.clone() } }
        }
        None => verdict,
    }
}
