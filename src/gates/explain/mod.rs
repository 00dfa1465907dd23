//! Why a gate is not met, and the smallest set of changes that would meet it.
//!
//! Changes are about answers that are there. A question that is still open is
//! only ever asked for, because nobody knows what will be answered; and
//! resolution is never lowered, although that would narrow the gap.

mod open;
mod pattern;
mod score;
mod stage;

use jiff::civil::Date;

use crate::findings::Confidence;
use crate::model::{DimensionIx, FieldIx, Gate, Lens, Level, QuestionIx, Rule};
use crate::tally::Scope;

use super::{NotJudged, Verdict, View, dimension};

/// What a gate that is not met is due to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What holds it down, the heaviest first.
    pub held_down_by: Vec<HeldDown>,
    /// The smallest set of changes that would meet the gate, where changes of
    /// answers can.
    pub changes: Option<Changes>,
}

/// Something that holds a gate down.
#[derive(Clone, Debug, PartialEq)]
pub enum HeldDown {
    /// An answer below the highest level.
    Answer {
        /// The question.
        question: QuestionIx,
        /// Its level; on several respondents, the mean.
        level: f64,
        /// What it costs the score, in points; `None` where no score is
        /// judged.
        points: Option<f64>,
    },
    /// A fact that nobody stated.
    NotStated {
        /// The field of the profile.
        field: FieldIx,
    },
    /// A question that is open.
    Open {
        /// The question.
        question: QuestionIx,
    },
    /// A cell that is not sure enough.
    Cell {
        /// Its dimension.
        dimension: DimensionIx,
        /// Its lens.
        lens: Lens,
        /// How sure it is, and why.
        confidence: Confidence,
    },
    /// A decision whose date has passed.
    Decision {
        /// The question whose action it is.
        question: QuestionIx,
        /// Its date.
        by: Date,
    },
}

/// Changes of answers that meet a gate together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Answers to raise, in questionnaire order.
    pub raise: Vec<Raise>,
    /// Open questions to answer, in questionnaire order.
    pub answer: Vec<QuestionIx>,
    /// Whether no set with fewer questions would do.
    pub fewest: bool,
}

/// An answer to raise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raise {
    /// The question.
    pub question: QuestionIx,
    /// Its level now; on several respondents, the mean.
    pub from: f64,
    /// The level that it takes.
    pub to: Level,
}

/// Explains a verdict; there is nothing to say about a gate that is met.
pub(super) fn explain(gate: &Gate, view: &View<'_>, verdict: &Verdict) -> Explanation {
    let Ok(dimension) = dimension(gate, view) else { return Explanation::default() };
    match verdict {
        Verdict::NotJudged { because: NotJudged::TooLittleAnswered | NotJudged::Thin } => {
            Explanation { held_down_by: open::still_open(gate, view, dimension), changes: None }
        }
        Verdict::NotJudged { because: NotJudged::PatternUnknown } => pattern::unknown(gate, view),
        Verdict::NotJudged { because: NotJudged::FactNotStated { facts } } => {
            let known = facts.iter().filter_map(|id| view.questionnaire.find_field(id.as_str()));
            let held_down_by = known.map(|field| HeldDown::NotStated { field }).collect();
            Explanation { held_down_by, changes: None }
        }
        Verdict::NotMet { .. } => not_met(gate, view, dimension),
        Verdict::Met { .. } | Verdict::NotJudged { .. } => Explanation::default(),
    }
}

fn not_met(gate: &Gate, view: &View<'_>, dimension: Option<DimensionIx>) -> Explanation {
    match &gate.rule {
        Rule::Score { lens, at_least } => score::score(view, dimension, *lens, *at_least),
        Rule::Gap { at_most, resolution_at_least } => {
            score::gap(view, dimension, *at_most, *resolution_at_least).unwrap_or_default()
        }
        Rule::Stage { lens, at_least } => stage::stage(view, dimension, *lens, *at_least),
        Rule::Coverage { at_least } => open::coverage(view, dimension, *at_least),
        Rule::Confidence { at_least } => open::confidence(view, dimension, *at_least),
        Rule::OverdueDecisions { .. } => open::decisions(view),
        Rule::NoPattern { pattern } => pattern::fires(pattern, view),
        Rule::Age { .. } | Rule::Respondents { .. } | Rule::NotApplicable { .. } => {
            Explanation::default()
        }
    }
}

/// The levels above a mean of levels, lowest first.
fn levels_above(mean: f64) -> Vec<Level> {
    Level::ALL.into_iter().filter(|level| f64::from(level.number()) > mean).collect()
}

/// The level of an answer that counts.
fn level(view: &View<'_>, question: QuestionIx) -> Option<f64> {
    let dimension = view.questionnaire[question].dimension;
    let said = view.tally.question(question);
    (view.tally.scope(dimension) == Scope::In && said.applies()).then(|| said.mean())?
}
