//! What the open parts of an assessment could still make of a condition: the
//! range in which each level, score and measure lies, whatever comes.

use crate::model::{
    Condition, DimensionIx, Facts as _, Lens, Limit, Measure, Play, QuestionIx, ScoreKind, Side,
};
use crate::scoring::{Bounds, Cell, CellStatus};
use crate::tally::{QuestionTally, Scope};

use super::facts::AssessmentFacts;

/// The lowest and the highest that a value can be.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    lower: f64,
    upper: f64,
}

/// The range of a value that is known.
fn exactly(value: f64) -> Range {
    Range { lower: value, upper: value }
}

const ANY_LEVEL: Range = Range { lower: 1.0, upper: 5.0 };
const ANY_SCORE: Range = Range { lower: 0.0, upper: 100.0 };
/// What each level is worth where levels themselves are counted.
const LEVELS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];
/// A published gap may lie so far off the difference of the exact scores.
const ROUNDED: f64 = 0.1;

/// A value that conditions look at.
enum Value {
    /// There will never be one.
    Never,
    /// There is one in this range.
    Is(Range),
    /// There may be one in this range, or none.
    MayBe(Range),
}

impl Value {
    /// Whether it keeps a limit, if that is decided.
    fn keeps(&self, limit: Limit) -> Option<bool> {
        let (range, is_there) = match self {
            Self::Never => return Some(false),
            Self::Is(range) => (range, true),
            Self::MayBe(range) => (range, false),
        };
        match (limit.allows(range.lower), limit.allows(range.upper)) {
            (false, false) => Some(false),
            (true, true) if is_there => Some(true),
            _ => None,
        }
    }
}

/// An assessment of which some is open.
pub(super) struct Possible<'a> {
    facts: &'a AssessmentFacts<'a>,
}

impl<'a> Possible<'a> {
    pub(super) fn new(facts: &'a AssessmentFacts<'a>) -> Self {
        Self { facts }
    }

    /// Whether a condition on one thing holds, if nothing that is open can
    /// change that.
    pub(super) fn holds(&self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::Question { question, limit } => self.level(*question).keeps(*limit),
            Condition::Score { kind, dimension, limit } => {
                self.score(*kind, *dimension).keeps(*limit)
            }
            Condition::Field { field, test } => test.decided(self.facts.tally.field(*field)),
            Condition::Measure { measure, limit } => self.measure(*measure).keeps(*limit),
            // These look at no one thing.
            Condition::All(_) | Condition::Any(_) | Condition::AtLeast { .. } => None,
        }
    }

    /// Whether a stated fact decides that a dimension is not asked.
    fn is_out(&self, dimension: DimensionIx) -> bool {
        let AssessmentFacts { questionnaire, tally, .. } = self.facts;
        tally.scope(dimension) == Scope::DoesNotApply
            && tally.awaited_by(questionnaire, dimension).is_empty()
    }

    /// Whether a question has no level, whatever is still said.
    fn never_counts(&self, question: QuestionIx) -> bool {
        let tally = self.facts.tally;
        tally.play(question) == Play::DoesNotApply || never_applies(tally.question(question))
    }

    fn level(&self, question: QuestionIx) -> Value {
        let AssessmentFacts { questionnaire, tally, .. } = self.facts;
        let dimension = questionnaire[question].dimension;
        let said = tally.question(question);
        if self.is_out(dimension) || self.never_counts(question) {
            return Value::Never;
        }
        let is_sure = tally.scope(dimension) == Scope::In
            && said.applies()
            && tally.awaited_by(questionnaire, dimension).is_empty();
        match level_range(said) {
            Some(range) if is_sure => Value::Is(range),
            range => Value::MayBe(range.unwrap_or(ANY_LEVEL)),
        }
    }

    fn score(&self, kind: ScoreKind, dimension: Option<DimensionIx>) -> Value {
        let range = match dimension {
            Some(dimension) => self.dimension_range(kind, dimension),
            None => self.overall_range(kind),
        };
        match (range, self.facts.score(kind, dimension)) {
            (None, None) => Value::Never,
            (None, Some(known)) => Value::Is(exactly(known)),
            (Some(range), Some(known)) => Value::Is(published(kind, range, Some(known))),
            (Some(range), None) => Value::MayBe(published(kind, range, None)),
        }
    }

    /// The range of a score of a dimension; nothing where it never has one.
    fn dimension_range(&self, kind: ScoreKind, dimension: DimensionIx) -> Option<Range> {
        if self.is_out(dimension) {
            return None;
        }
        let of = |lens| self.cell_range(dimension, lens);
        match kind {
            ScoreKind::Prevention => of(Lens::Prevention),
            ScoreKind::Resolution => of(Lens::Resolution),
            ScoreKind::Gap => Some(gap(of(Lens::Prevention)?, of(Lens::Resolution)?)),
        }
    }

    /// The range of a cell. Where its dimension waits for a fact, or nobody
    /// was asked, anything is possible.
    fn cell_range(&self, dimension: DimensionIx, lens: Lens) -> Option<Range> {
        let AssessmentFacts { questionnaire, tally, scores, .. } = self.facts;
        let mut questions = questionnaire.cell_questions(dimension, lens).peekable();
        questions.peek()?;
        let waits = !tally.awaited_by(questionnaire, dimension).is_empty();
        let cell: &Cell = scores.cell(dimension, lens);
        match (&cell.status, cell.bounds) {
            (_, Some(bounds)) if !waits => Some(self.with_awaited(dimension, lens, bounds)),
            (CellStatus::NotApplicable | CellStatus::NotDefined, None)
                if questions.all(|question| self.never_counts(question)) =>
            {
                None
            }
            _ => Some(ANY_SCORE),
        }
    }

    /// The range of a cell with the questions that wait for a fact: they are
    /// as open as others, and never missing.
    fn with_awaited(&self, dimension: DimensionIx, lens: Lens, bounds: Bounds) -> Range {
        let AssessmentFacts { questionnaire, tally, scores, .. } = self.facts;
        let awaited = questionnaire
            .cell_questions(dimension, lens)
            .filter(|&question| tally.play(question) == Play::FactNotStated);
        let more: f64 = awaited.map(|question| f64::from(questionnaire[question].weight)).sum();
        if more <= 0.0 {
            return range_of(bounds);
        }
        let own = scores.cell(dimension, lens).weight_applicable;
        let all = own + more;
        Range {
            lower: own * bounds.lower.exact / all,
            upper: (own * bounds.upper.exact + 100.0 * more) / all,
        }
    }

    /// The range of an overall score: the mean over the dimensions that count
    /// now, and any of those that could come to count.
    fn overall_range(&self, kind: ScoreKind) -> Option<Range> {
        let AssessmentFacts { questionnaire, tally, scores, .. } = self.facts;
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for dimension in questionnaire.dimension_positions() {
            let gap = self.dimension_range(ScoreKind::Gap, dimension);
            let (Some(_), Some(range)) = (gap, self.dimension_range(kind, dimension)) else {
                continue;
            };
            if questionnaire[dimension].apart {
                continue;
            }
            let counts = scores.overall.paired.contains(&dimension)
                && tally.awaited_by(questionnaire, dimension).is_empty();
            let weighted = (f64::from(questionnaire[dimension].weight), range);
            if counts { sure.push(weighted) } else { open.push(weighted) }
        }
        Some(Range {
            lower: lowest_mean(&sure, &open, |range| range.lower)?,
            upper: -lowest_mean(&sure, &open, |range| -range.upper)?,
        })
    }

    fn measure(&self, measure: Measure) -> Value {
        let Some(known) = self.facts.measure(measure) else { return Value::MayBe(ANY_COUNT) };
        let by = match measure {
            Measure::QuestionsLeadersHigher => 1.0,
            Measure::QuestionsLeadersFarHigher => 2.0,
            Measure::FrontlineSpreadQuestions => return Value::Is(self.with_open(known)),
            Measure::FrontlineAnswering | Measure::FunctionsAnswering => {
                return Value::Is(exactly(known));
            }
        };
        let AssessmentFacts { questionnaire, tally, .. } = self.facts;
        let compared = questionnaire.questions.iter().zip(&tally.questions);
        let compared = compared.filter(|(asked, _)| asked.compare);
        let leads = compared.map(|(_, said)| self.leaders_lead(said, by));
        let count = |is_one: fn(Option<bool>) -> bool| {
            let counted = leads.clone().filter(|leads| is_one(*leads)).count();
            f64::from(u32::try_from(counted).unwrap_or(u32::MAX))
        };
        let lower = count(|leads| leads == Some(true)).min(known);
        let upper = count(|leads| leads != Some(false)).max(known);
        Value::Is(Range { lower, upper })
    }

    /// A count of questions, each of which may change while somebody has not
    /// answered it.
    fn with_open(&self, known: f64) -> Range {
        let open = self.facts.tally.questions.iter().filter(|said| said.all.missing() > 0).count();
        let open = f64::from(u32::try_from(open).unwrap_or(u32::MAX));
        Range { lower: (known - open).max(0.0), upper: known + open }
    }

    /// Whether leaders stand so far above the frontline on a question, if that
    /// is decided.
    fn leaders_lead(&self, said: &QuestionTally, by: f64) -> Option<bool> {
        if never_applies(said) {
            return Some(false);
        }
        if said.by_role.is_empty() {
            // Whoever answers later may bring it to be told by role.
            return if said.all.missing() > 0 { None } else { Some(false) };
        }
        let (leaders, frontline) =
            (self.side(said, Side::Leader)?, self.side(said, Side::Frontline)?);
        match (leaders.lower - frontline.upper, leaders.upper - frontline.lower) {
            (least, _) if least >= by => Some(true),
            (_, most) if most < by - 1e-9 => Some(false),
            _ => None,
        }
    }

    /// The range of a side's mean.
    fn side(&self, said: &QuestionTally, side: Side) -> Option<Range> {
        let questionnaire = self.facts.questionnaire;
        let of_side = said
            .by_role
            .iter()
            .filter(|one| one.role.is_some_and(|role| questionnaire[role].side == side));
        let (mut sum, mut answered, mut missing) = (0.0, 0.0, 0.0);
        for one in of_side {
            let number = f64::from(one.said.answered());
            sum += one.said.mean().unwrap_or_default() * number;
            answered += number;
            missing += f64::from(one.said.missing());
        }
        let all = answered + missing;
        (all > 0.0)
            .then(|| Range { lower: (sum + missing) / all, upper: (sum + 5.0 * missing) / all })
    }
}

const ANY_COUNT: Range = Range { lower: 0.0, upper: f64::INFINITY };

/// Whether a question does not apply, whatever those say who are missing.
fn never_applies(said: &QuestionTally) -> bool {
    said.was_asked() && said.all.not_applicable > said.answered() + said.all.missing()
}

/// The range of the mean of the levels; nothing where nobody gave one.
fn level_range(said: &QuestionTally) -> Option<Range> {
    let mean = said.mean()?;
    let open = 1.0 - said.answered_share();
    if open <= 0.0 {
        return Some(exactly(mean));
    }
    let covered = said.covered_mean_of(&LEVELS);
    let (lower, upper) = (covered + open, covered + 5.0 * open);
    Some(Range { lower: lower.min(mean), upper: upper.max(mean) })
}

fn range_of(bounds: Bounds) -> Range {
    Range { lower: bounds.lower.published.value(), upper: bounds.upper.published.value() }
}

fn gap(prevention: Range, resolution: Range) -> Range {
    Range { lower: resolution.lower - prevention.upper, upper: resolution.upper - prevention.lower }
}

/// The range with what is published now; the gap of rounded scores may stray.
fn published(kind: ScoreKind, range: Range, known: Option<f64>) -> Range {
    let is_open = range.upper - range.lower > ROUNDED;
    if let Some(known) = known.filter(|_| !is_open) {
        return exactly(known);
    }
    let stray = if kind == ScoreKind::Gap { ROUNDED } else { ROUNDED / 2.0 };
    let known = known.unwrap_or(range.lower);
    Range { lower: range.lower.min(known) - stray, upper: range.upper.max(known) + stray }
}

/// The lowest mean over all that is sure and any of what is open: adding what
/// lies below the mean lowers it, the lowest first.
fn lowest_mean(
    sure: &[(f64, Range)],
    open: &[(f64, Range)],
    value: impl Fn(&Range) -> f64,
) -> Option<f64> {
    let mut weight: f64 = sure.iter().map(|(weight, _)| weight).sum();
    let mut sum: f64 = sure.iter().map(|(weight, range)| weight * value(range)).sum();
    let mut open: Vec<(f64, f64)> =
        open.iter().map(|(weight, range)| (*weight, value(range))).collect();
    open.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (own, value) in open {
        if weight > 0.0 && value >= sum / weight {
            break;
        }
        weight += own;
        sum += own * value;
    }
    (weight > 0.0).then(|| sum / weight)
}
