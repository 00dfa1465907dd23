//! Why a gate is not met, and the smallest set of changes that would meet it.
//!
//! Changes are about answers that are there. A question that is still open is
//! only ever asked for, because nobody knows what will be answered; and
//! resolution is never lowered, although that would narrow the gap.

use jiff::civil::Date;

use crate::findings::ConfidenceReason;
use crate::model::{
    Condition, ConfidenceLevel, DimensionIx, Gate, Lens, Level, QuestionIx, Rule, Score, Tenths,
};
use crate::scoring::{self, Cell};
use crate::tally::Scope;

use super::smallest::{Choice, Step, Taken, smallest};
use super::{Case, NotJudged, Verdict, cells, dimension, overdue, weights};

/// So many answers are named at most.
const NAMED: usize = 5;

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
        /// How sure it is.
        level: ConfidenceLevel,
        /// Why it is not surer.
        reason: ConfidenceReason,
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
pub(super) fn explain(gate: &Gate, assessed: &Case<'_>, verdict: &Verdict) -> Explanation {
    let Ok(dimension) = dimension(gate, assessed) else { return Explanation::default() };
    match verdict {
        Verdict::NotJudged { because: NotJudged::TooLittleAnswered } => {
            Explanation { held_down_by: still_open(gate, assessed, dimension), changes: None }
        }
        Verdict::NotJudged { because: NotJudged::PatternUnknown } => {
            Explanation { held_down_by: open_in_pattern(gate, assessed), changes: None }
        }
        Verdict::NotMet { .. } => not_met(gate, assessed, dimension),
        Verdict::Met { .. } | Verdict::NotJudged { .. } => Explanation::default(),
    }
}

fn not_met(gate: &Gate, assessed: &Case<'_>, dimension: Option<DimensionIx>) -> Explanation {
    match &gate.rule {
        Rule::Score { lens, at_least } => match Side::of(assessed, dimension, *lens) {
            Some(side) => score(&side, *at_least),
            None => Explanation::default(),
        },
        Rule::Gap { at_most, resolution_at_least } => {
            gap(assessed, dimension, *at_most, *resolution_at_least).unwrap_or_default()
        }
        Rule::Stage { lens, at_least } => stage(assessed, dimension, *lens, *at_least),
        Rule::Coverage { at_least } => coverage(assessed, dimension, *at_least),
        Rule::Confidence { at_least } => confidence(assessed, dimension, *at_least),
        Rule::OverdueDecisions { .. } => decisions(assessed),
        Rule::NoPattern { pattern } => {
            let known = &assessed.questionnaire.patterns;
            let fired = assessed.findings.patterns.iter();
            let fired = fired.filter(|fired| known[fired.pattern].id == *pattern);
            let questions = fired.flat_map(|fired| fired.questions.iter().copied());
            answers(assessed, questions)
        }
        Rule::Age { .. } => Explanation::default(),
    }
}

// ---- Scores and the gap ----

/// One lens of the whole assessment or of a dimension: its score, and what
/// moves it.
struct Side {
    score: Score,
    answers: Vec<Moves>,
}

/// An answered question, and what one level on it moves the score by.
#[derive(Clone, Copy)]
struct Moves {
    question: QuestionIx,
    level: f64,
    points: f64,
}

impl Moves {
    /// What the score lacks because of this answer.
    fn lacks(&self) -> f64 {
        self.points * (5.0 - self.level)
    }
}

impl Side {
    fn of(assessed: &Case<'_>, dimension: Option<DimensionIx>, lens: Lens) -> Option<Self> {
        let score = match dimension {
            None => assessed.scores.overall.lens(lens).score,
            Some(dimension) => assessed.scores.cell(dimension, lens).score(),
        }?;
        let questionnaire = assessed.questionnaire;
        let in_question = questionnaire.question_positions().filter(|&question| {
            questionnaire[question].lens == lens
                && dimension.is_none_or(|dimension| questionnaire[question].dimension == dimension)
        });
        let moves = |question| {
            let level = level(assessed, question)?;
            let points = match dimension {
                None => assessed.scores.moves(question),
                Some(dimension) => {
                    let weight = f64::from(questionnaire[question].weight);
                    25.0 * weight / assessed.scores.cell(dimension, lens).weight_answered
                }
            };
            Some(Moves { question, level, points })
        };
        let mut answers: Vec<Moves> =
            in_question.filter_map(moves).filter(|answer| answer.points > 0.0).collect();
        // Of equally small sets of changes, the lower answers come first.
        answers.sort_by(|a, b| a.level.total_cmp(&b.level));
        Some(Self { score, answers })
    }

    /// The answers that the score lacks most by; of equal ones the lower.
    fn held_down_by(&self) -> Vec<HeldDown> {
        let mut answers: Vec<Moves> =
            self.answers.iter().copied().filter(|answer| answer.level < 5.0).collect();
        answers.sort_by(|a, b| b.lacks().total_cmp(&a.lacks()).then(a.level.total_cmp(&b.level)));
        answers.truncate(NAMED);
        let held = |answer: Moves| HeldDown::Answer {
            question: answer.question,
            level: answer.level,
            points: Some(answer.lacks()),
        };
        answers.into_iter().map(held).collect()
    }

    /// The smallest set of raises that makes the exact score good enough.
    fn raises(&self, is_enough: impl Fn(Tenths) -> bool) -> Option<(Vec<Raise>, f64)> {
        let choices: Vec<Choice> = self.answers.iter().map(up_to_the_top).collect();
        let exact = self.score.exact;
        let taken = smallest(&choices, |gain| is_enough(scoring::published(exact + gain)))?;
        let gain: f64 = taken.iter().map(|&(at, step)| choices[at].steps[step].gain).sum();
        let raise = |&(at, step): &Taken| {
            let Moves { question, level, .. } = self.answers[at];
            Raise { question, from: level, to: levels_above(level)[step] }
        };
        let mut raises: Vec<Raise> = taken.iter().map(raise).collect();
        raises.sort_by_key(|raise| raise.question);
        Some((raises, exact + gain))
    }
}

/// The levels above a mean of levels, lowest first.
fn levels_above(mean: f64) -> Vec<Level> {
    Level::ALL.into_iter().filter(|level| f64::from(level.number()) > mean).collect()
}

/// Raising an answer by one level, two, and so on to the top.
fn up_to_the_top(answer: &Moves) -> Choice {
    let step = |(at, level): (usize, Level)| Step {
        levels: at + 1,
        gain: answer.points * (f64::from(level.number()) - answer.level),
    };
    Choice { steps: levels_above(answer.level).into_iter().enumerate().map(step).collect() }
}

fn score(side: &Side, at_least: Tenths) -> Explanation {
    let raises = side.raises(|score| score >= at_least);
    let changes = raises.map(|(raise, _)| Changes { raise, answer: Vec::new(), fewest: true });
    Explanation { held_down_by: side.held_down_by(), changes }
}

/// Prevention is raised until the published gap is narrow enough. Where
/// resolution lies below its floor, it is raised first; that widens the gap,
/// and how the two hang together is not searched through.
fn gap(
    assessed: &Case<'_>,
    dimension: Option<DimensionIx>,
    at_most: Tenths,
    floor: Option<Tenths>,
) -> Option<Explanation> {
    let prevention = Side::of(assessed, dimension, Lens::Prevention)?;
    let resolution = Side::of(assessed, dimension, Lens::Resolution)?;
    let too_low = floor.filter(|floor| resolution.score.published < *floor);
    let (mut raise, reached) = match too_low {
        Some(floor) => resolution.raises(|score| score >= floor)?,
        None => (Vec::new(), resolution.score.exact),
    };
    let reached = scoring::published(reached);
    let mut held_down_by = if raise.is_empty() { Vec::new() } else { resolution.held_down_by() };
    if resolution.score.published - prevention.score.published > at_most {
        held_down_by.extend(prevention.held_down_by());
    }
    let fewest = raise.is_empty();
    let changes = prevention.raises(|score| reached - score <= at_most).map(|(more, _)| {
        raise.extend(more);
        raise.sort_by_key(|raise| raise.question);
        Changes { raise, answer: Vec::new(), fewest }
    });
    Some(Explanation { held_down_by, changes })
}

// ---- Stages ----

/// A stage is the lowest of its cells, so each cell is brought up by itself.
fn stage(
    assessed: &Case<'_>,
    dimension: Option<DimensionIx>,
    lens: Lens,
    at_least: Level,
) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => assessed.scores.overall.paired.clone(),
    };
    let mut held_down_by = Vec::new();
    let mut changes = Some(Changes { fewest: true, ..Changes::default() });
    for dimension in dimensions {
        let published = assessed.scores.cell(dimension, lens).published();
        if published.is_none_or(|published| published.stage.level >= at_least) {
            continue;
        }
        let (below, raises) = cell_stage(assessed, dimension, lens, at_least);
        held_down_by.extend(below);
        changes = changes.zip(raises).map(|(mut changes, raises)| {
            changes.raise.extend(raises);
            changes
        });
    }
    if let Some(changes) = &mut changes {
        changes.raise.sort_by_key(|raise| raise.question);
    }
    Explanation { held_down_by, changes }
}

/// The answers of a cell below a level, the heaviest first, and the smallest
/// set of them that has to reach it.
fn cell_stage(
    assessed: &Case<'_>,
    dimension: DimensionIx,
    lens: Lens,
    at_least: Level,
) -> (Vec<HeldDown>, Option<Vec<Raise>>) {
    let questionnaire = assessed.questionnaire;
    let wanted = f64::from(at_least.number());
    let weight = |question: QuestionIx| f64::from(questionnaire[question].weight);
    let (mut total, mut above) = (0.0, 0.0);
    let mut below = Vec::new();
    for question in questionnaire.cell_questions(dimension, lens) {
        let Some(level) = level(assessed, question) else { continue };
        total += weight(question);
        if level >= wanted {
            above += weight(question);
        } else {
            below.push((question, level));
        }
    }
    let step = |&(question, level): &(QuestionIx, f64)| {
        let levels = levels_above(level).into_iter().filter(|&step| step <= at_least).count();
        Choice { steps: vec![Step { levels, gain: weight(question) }] }
    };
    let choices: Vec<Choice> = below.iter().map(step).collect();
    let share = f64::from(questionnaire.scoring.stage_share);
    let taken = smallest(&choices, |gain| 100.0 * (above + gain) >= share * total);
    let raises = taken.map(|taken| {
        let raise = |&(at, _): &Taken| {
            let (question, from): (QuestionIx, f64) = below[at];
            Raise { question, from, to: at_least }
        };
        taken.iter().map(raise).collect()
    });
    below.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.1.total_cmp(&b.1)));
    let held = |(question, level)| HeldDown::Answer { question, level, points: None };
    (below.into_iter().map(held).collect(), raises)
}

// ---- What is open, how sure it is, and the rest ----

/// The fewest open questions that have to be answered.
fn coverage(assessed: &Case<'_>, dimension: Option<DimensionIx>, at_least: Tenths) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => assessed.scores.overall.eligible.clone(),
    };
    let cells: Vec<&Cell> =
        dimensions.iter().flat_map(|&dimension| cells(dimension, assessed.scores)).collect();
    let (covered, applicable) = weights(&cells);
    let questionnaire = assessed.questionnaire;
    // With several respondents, a question may be covered in part.
    let open: Vec<(QuestionIx, f64)> = questionnaire
        .question_positions()
        .filter(|&question| dimensions.contains(&questionnaire[question].dimension))
        .filter_map(|question| {
            let said = assessed.tally.question(question);
            let missing = 1.0 - said.answered_share();
            let is_open = said.was_asked() && said.applies() && missing > 0.0;
            is_open.then(|| (question, missing * f64::from(questionnaire[question].weight)))
        })
        .collect();
    let choices: Vec<Choice> =
        open.iter().map(|&(_, gain)| Choice { steps: vec![Step { levels: 1, gain }] }).collect();
    let taken = smallest(&choices, |gain| {
        scoring::published(100.0 * (covered + gain) / applicable) >= at_least
    });
    let changes = taken.map(|taken| Changes {
        raise: Vec::new(),
        answer: taken.iter().map(|&(at, _)| open[at].0).collect(),
        fewest: true,
    });
    let mut heaviest = open;
    heaviest.sort_by(|a, b| b.1.total_cmp(&a.1));
    let held = |(question, _)| HeldDown::Open { question };
    Explanation { held_down_by: heaviest.into_iter().map(held).collect(), changes }
}

/// The cells that are not sure enough, with their reasons. Proof and coverage
/// are no levels, so nothing is to raise.
fn confidence(
    assessed: &Case<'_>,
    dimension: Option<DimensionIx>,
    at_least: ConfidenceLevel,
) -> Explanation {
    let dimensions = match dimension {
        Some(dimension) => vec![dimension],
        None => assessed.scores.overall.paired.clone(),
    };
    let mut held_down_by = Vec::new();
    for dimension in dimensions {
        for lens in Lens::ALL {
            let (level, reason) = assessed.confidence(dimension, lens);
            if level < at_least {
                held_down_by.push(HeldDown::Cell { dimension, lens, level, reason });
            }
        }
    }
    Explanation { held_down_by, changes: None }
}

fn decisions(assessed: &Case<'_>) -> Explanation {
    let Some(today) = assessed.today else { return Explanation::default() };
    let mut late: Vec<(Date, QuestionIx)> =
        overdue(assessed.tally, today).map(|(decision, by)| (by, decision.question)).collect();
    late.sort();
    let held = |(by, question)| HeldDown::Decision { question, by };
    Explanation { held_down_by: late.into_iter().map(held).collect(), changes: None }
}

fn answers(assessed: &Case<'_>, questions: impl Iterator<Item = QuestionIx>) -> Explanation {
    let held = |question| {
        let level = level(assessed, question)?;
        Some(HeldDown::Answer { question, level, points: None })
    };
    Explanation { held_down_by: questions.filter_map(held).collect(), changes: None }
}

/// What would have to be answered before there is anything to judge.
fn still_open(gate: &Gate, assessed: &Case<'_>, dimension: Option<DimensionIx>) -> Vec<HeldDown> {
    let scores = assessed.scores;
    let unpaired = |of: &DimensionIx| !scores.dimension(*of).paired;
    let all = || scores.overall.eligible.iter().copied().filter(unpaired).collect();
    let dimensions: Vec<DimensionIx> = dimension.map_or_else(all, |dimension| vec![dimension]);
    // Overall, there is no score of one lens without the other.
    let only = match gate.rule {
        Rule::Score { lens, .. } | Rule::Stage { lens, .. } if dimension.is_some() => Some(lens),
        _ => None,
    };
    let mut open: Vec<QuestionIx> = dimensions
        .into_iter()
        .flat_map(|dimension| cells(dimension, scores))
        .flat_map(|cell| cell.open.iter().copied())
        .filter(|&question| only.is_none_or(|lens| assessed.questionnaire[question].lens == lens))
        .collect();
    open.sort();
    open.into_iter().map(|question| HeldDown::Open { question }).collect()
}

/// The open questions that the rule of a pattern looks at.
fn open_in_pattern(gate: &Gate, assessed: &Case<'_>) -> Vec<HeldDown> {
    let Rule::NoPattern { pattern } = &gate.rule else { return Vec::new() };
    let mut questions = Vec::new();
    for known in assessed.questionnaire.patterns.iter().filter(|known| known.id == *pattern) {
        collect_questions(&known.when, &mut questions);
    }
    questions.sort();
    questions.dedup();
    questions.retain(|&question| level(assessed, question).is_none());
    questions.into_iter().map(|question| HeldDown::Open { question }).collect()
}

fn collect_questions(condition: &Condition, found: &mut Vec<QuestionIx>) {
    match condition {
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
            for part in of {
                collect_questions(part, found);
            }
        }
        Condition::Question { question, .. } => found.push(*question),
        Condition::Score { .. } | Condition::Field { .. } | Condition::Measure { .. } => {}
    }
}

/// The level of an answer that counts.
fn level(assessed: &Case<'_>, question: QuestionIx) -> Option<f64> {
    let dimension = assessed.questionnaire[question].dimension;
    let said = assessed.tally.question(question);
    (assessed.tally.scope(dimension) == Scope::In && said.applies()).then(|| said.mean())?
}
