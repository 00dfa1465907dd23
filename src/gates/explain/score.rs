//! Scores and the gap: the answers that hold them down, and the fewest that
//! would have to be higher.

use crate::gates::View;
use crate::gates::smallest::{Choice, Step, Taken, smallest};
use crate::model::{DimensionIx, Lens, Level, QuestionIx, Score, Tenths};
use crate::scoring;

use super::{Changes, Explanation, HeldDown, Raise, level, levels_above};

/// So many answers are named at most.
const NAMED: usize = 5;

/// One lens of the whole assessment or of a dimension: its score, and what
/// moves it.
struct Side {
    score: Score,
    /// The answers below the highest level, the lowest first.
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
    fn of(view: &View<'_>, dimension: Option<DimensionIx>, lens: Lens) -> Option<Self> {
        let score = match dimension {
            None => view.scores.overall.lens(lens).score,
            Some(dimension) => view.scores.cell(dimension, lens).score(),
        }?;
        let questionnaire = view.questionnaire;
        let in_question = questionnaire.question_positions().filter(|&question| {
            questionnaire[question].lens == lens
                && dimension.is_none_or(|dimension| questionnaire[question].dimension == dimension)
        });
        let moves = |question| {
            let level = level(view, question)?;
            let points = match dimension {
                None => view.scores.moves(question),
                Some(dimension) => {
                    let weight = f64::from(questionnaire[question].weight);
                    25.0 * weight / view.scores.cell(dimension, lens).weight_answered
                }
            };
            Some(Moves { question, level, points })
        };
        let mut answers: Vec<Moves> =
            in_question.filter_map(moves).filter(|answer| answer.lacks() > 0.0).collect();
        // Of equally small sets of changes, the lower answers come first.
        answers.sort_by(|a, b| a.level.total_cmp(&b.level));
        Some(Self { score, answers })
    }

    /// The answers that the score lacks most by; of equal ones the lower.
    fn held_down_by(&self) -> Vec<HeldDown> {
        let mut answers = self.answers.clone();
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

/// Raising an answer by one level, two, and so on to the top.
fn up_to_the_top(answer: &Moves) -> Choice {
    let step = |(at, level): (usize, Level)| Step {
        levels: at + 1,
        gain: answer.points * (f64::from(level.number()) - answer.level),
    };
    Choice { steps: levels_above(answer.level).into_iter().enumerate().map(step).collect() }
}

/// What a floor under a score is due to.
pub(super) fn score(
    view: &View<'_>,
    dimension: Option<DimensionIx>,
    lens: Lens,
    at_least: Tenths,
) -> Explanation {
    let Some(side) = Side::of(view, dimension, lens) else { return Explanation::default() };
    let raises = side.raises(|score| score >= at_least);
    let changes = raises.map(|(raise, _)| Changes { raise, answer: Vec::new(), fewest: true });
    Explanation { held_down_by: side.held_down_by(), changes }
}

/// Prevention is raised until the published gap is narrow enough. Where
/// resolution lies below its floor, it is raised first; that widens the gap,
/// and how the two hang together is not searched through.
pub(super) fn gap(
    view: &View<'_>,
    dimension: Option<DimensionIx>,
    at_most: Tenths,
    floor: Option<Tenths>,
) -> Option<Explanation> {
    let prevention = Side::of(view, dimension, Lens::Prevention)?;
    let resolution = Side::of(view, dimension, Lens::Resolution)?;
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
