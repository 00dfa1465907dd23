//! Patterns: what makes one fire, what keeps it open, and the fewest answers to
//! raise so that nothing can make it fire any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::open_in_pattern;
use crate::gates::View;
use crate::model::{
    Condition, DimensionIx, Gate, Id, Lens, Level, Limit, QuestionIx, Rule, ScoreKind, Tenths,
};

use super::{Changes, Explanation, HeldDown, Raise, level, levels_above, open, score};

/// Why a pattern fires.
pub(super) fn fires(pattern: &Id, view: &View<'_>) -> Explanation {
    let Some(position) = position(pattern, view) else { return Explanation::default() };
    let fired = view.findings.patterns.iter().filter(|fired| fired.pattern == position);
    let held = open::answers(view, fired.flat_map(|fired| fired.questions.iter().copied()));
    Explanation { changes: changes(position, view), ..held }
}

/// Why it is not known whether a pattern fires.
pub(super) fn unknown(gate: &Gate, view: &View<'_>) -> Explanation {
    let Rule::NoPattern { pattern } = &gate.rule else { return Explanation::default() };
    let Some(position) = position(pattern, view) else { return Explanation::default() };
    let View { questionnaire, tally, scores, voices, .. } = *view;
    let (questions, fields) = open_in_pattern(questionnaire, tally, scores, voices, position);
    let open = questions.into_iter().map(|question| HeldDown::Open { question });
    let facts = fields.into_iter().map(|field| HeldDown::NotStated { field });
    Explanation { held_down_by: facts.chain(open).collect(), changes: changes(position, view) }
}

fn position(pattern: &Id, view: &View<'_>) -> Option<usize> {
    view.questionnaire.patterns.iter().position(|known| known.id == *pattern)
}

/// The answers to raise, where raising answers is enough.
fn changes(pattern: usize, view: &View<'_>) -> Option<Changes> {
    let when = &view.questionnaire.patterns[pattern].when;
    // Raising one answer may make another part hold.
    let way = Way::out(when, view)
        .filter(|way| when.decided(&|leaf| way.leaves(leaf, view)) == Some(false))?;
    let raise = |(question, to): (QuestionIx, Level)| {
        Some(Raise { question, from: level(view, question)?, to })
    };
    let raise = way.raise.into_iter().map(raise).collect::<Option<Vec<_>>>()?;
    Some(Changes { raise, answer: Vec::new(), fewest: way.fewest })
}

/// Answers to raise, each to a level, after which a condition cannot hold.
#[derive(Clone)]
struct Way {
    raise: BTreeMap<QuestionIx, Level>,
    /// Whether no way with fewer questions is there.
    fewest: bool,
}

impl Way {
    /// A way that raises nothing, for nothing holds.
    fn nothing() -> Self {
        Self { raise: BTreeMap::new(), fewest: true }
    }

    /// Whether a condition on one thing holds after it; `None` where that is
    /// open.
    fn leaves(&self, leaf: &Condition, view: &View<'_>) -> Option<bool> {
        match leaf {
            Condition::Question { question, limit } => {
                let is_open = view.tally.question(*question).answered_share() < 1.0;
                let raised = self.raise.get(question).map(|level| f64::from(level.number()));
                let now = level(view, *question).filter(|_| !is_open);
                raised.or(now).map(|level| limit.allows(level))
            }
            Condition::Score { kind, dimension, limit } => {
                self.leaves_score(*kind, *dimension, *limit, view)
            }
            Condition::Field { field, test } => test.decided(view.tally.field(*field)),
            _ => None,
        }
    }

    /// The same of a score: raising answers never lowers it, and those that
    /// lift it over a ceiling were found by what they add.
    fn leaves_score(
        &self,
        kind: ScoreKind,
        dimension: Option<DimensionIx>,
        limit: Limit,
        view: &View<'_>,
    ) -> Option<bool> {
        let moves = |lens: Lens| {
            self.raise.keys().any(|question| view.questionnaire[*question].lens == lens)
        };
        let moves = match kind {
            ScoreKind::Prevention => moves(Lens::Prevention),
            ScoreKind::Resolution => moves(Lens::Resolution),
            ScoreKind::Gap => !self.raise.is_empty(),
        };
        let holds = limit.allows(view.scores.published(kind, dimension)?.value());
        match limit {
            _ if is_open(kind, dimension, view) => None,
            _ if !moves => Some(holds),
            Limit::AtMost(_) if kind != ScoreKind::Gap => Some(false),
            _ => None,
        }
    }

    /// The smallest way that is known for a condition; nothing where raising
    /// answers cannot do it.
    fn out(condition: &Condition, view: &View<'_>) -> Option<Self> {
        match condition {
            // One part that cannot hold is enough.
            Condition::All(of) => {
                let ways = of.iter().filter_map(|part| Self::out(part, view));
                ways.min_by_key(|way| way.raise.len())
            }
            Condition::Any(of) => Self::together(of, of.len(), view),
            Condition::AtLeast { count, of } => Self::together(of, of.len() + 1 - count, view),
            Condition::Question { question, limit } => Self::raised(*question, *limit, view),
            Condition::Score { kind, dimension, limit: Limit::AtMost(limit) } => {
                Self::score(*kind, *dimension, *limit, view)
            }
            Condition::Score { .. } | Condition::Field { .. } | Condition::Measure { .. } => None,
        }
    }

    /// So many of these parts must not hold: those that take the fewest
    /// answers.
    fn together(of: &[Condition], count: usize, view: &View<'_>) -> Option<Self> {
        let mut ways: Vec<Self> = of.iter().filter_map(|part| Self::out(part, view)).collect();
        if ways.len() < count {
            return None;
        }
        ways.sort_by_key(|way| way.raise.len());
        let mut all = Self { fewest: are_apart(of), ..Self::nothing() };
        for way in ways.into_iter().take(count) {
            all.fewest &= way.fewest;
            for (question, to) in way.raise {
                let highest = all.raise.entry(question).or_insert(to);
                *highest = to.max(*highest);
            }
        }
        Some(all)
    }

    /// A single answer, raised over a ceiling. An open one is not raised, for
    /// nobody knows what will be answered.
    fn raised(question: QuestionIx, limit: Limit, view: &View<'_>) -> Option<Self> {
        let now = level(view, question)?;
        if view.tally.question(question).answered_share() < 1.0 {
            return None;
        }
        if !limit.allows(now) {
            return Some(Self::nothing());
        }
        let Limit::AtMost(limit) = limit else { return None };
        let mut above = levels_above(now).into_iter();
        let to = above.find(|level| f64::from(level.number()) > limit)?;
        Some(Self { raise: BTreeMap::from([(question, to)]), fewest: true })
    }

    /// Answers that lift a score over a ceiling, where nothing in it is open.
    fn score(
        kind: ScoreKind,
        dimension: Option<DimensionIx>,
        limit: f64,
        view: &View<'_>,
    ) -> Option<Self> {
        let lens = match kind {
            ScoreKind::Prevention => Lens::Prevention,
            ScoreKind::Resolution => Lens::Resolution,
            ScoreKind::Gap => return None,
        };
        if is_open(kind, dimension, view) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a score is at most 1000 tenths")]
        let at_least = Tenths::new((limit * 10.0).floor() as i32 + 1);
        let changes = score::score(view, dimension, lens, at_least).changes?;
        let raise = changes.raise.iter().map(|raise| (raise.question, raise.to)).collect();
        Some(Self { raise, fewest: changes.fewest })
    }
}

/// Whether answers to come decide what is made of a score.
fn is_open(kind: ScoreKind, dimension: Option<DimensionIx>, view: &View<'_>) -> bool {
    view.scores.coverage_is_open(dimension) || view.scores.is_thin(kind, dimension)
}

/// Whether no question stands in two of these parts, so that the fewest of
/// each are the fewest together.
fn are_apart(of: &[Condition]) -> bool {
    let mut seen = BTreeSet::new();
    of.iter().all(|part| {
        let questions: BTreeSet<QuestionIx> =
            part.leaves().into_iter().filter_map(question_of).collect();
        let has_score = part.leaves().iter().any(|one| matches!(one, Condition::Score { .. }));
        !has_score && questions.into_iter().all(|question| seen.insert(question))
    })
}

fn question_of(condition: &Condition) -> Option<QuestionIx> {
    match condition {
        Condition::Question { question, .. } => Some(*question),
        _ => None,
    }
}
