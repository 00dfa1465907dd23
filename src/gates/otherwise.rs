//! The same assessment, if facts that nobody stated were otherwise: a deleted
//! fact must not take a dimension out of what a gate judges.

use crate::findings::{self, Findings};
use crate::model::{DimensionIx, Gate, Id};
use crate::scoring::{self, Scores};
use crate::tally::{Scope, Tally};

use super::{NotJudged, Verdict, View, judge};

/// So many dimensions that wait for facts are tried in every way; of more, all
/// at once and each alone.
const MOST_TRIED: usize = 4;

/// An assessment in which dimensions that wait for facts are in scope where
/// they are not, and out of it where they are.
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
    ways(&waiting).into_iter().map(|flipped| World::new(view, &flipped)).collect()
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
