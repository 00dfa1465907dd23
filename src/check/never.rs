//! Rules that can never match: a condition whose parts exclude each other, or
//! a posture whose place is always taken by an earlier one.
//!
//! A condition is taken apart into its ways of being true (its disjunctive
//! normal form), and each way into one range a subject. A way with an empty
//! range cannot come true. What is reported can truly never match; a rule
//! with very many ways is left alone.

use std::collections::BTreeSet;

use crate::findings;
use crate::model::{
    Condition, DimensionIx, Field, FieldIx, FieldKind, FieldTest, Limit, Measure, ProblemKind,
    QuestionIx, Questionnaire, ScoreKind, Tenths,
};

use super::Found;

/// A rule with more ways of being true than this is left alone.
const MOST_WAYS: usize = 4096;

/// Every rule of a questionnaire that can never match.
pub(super) fn never_matching(questionnaire: &Questionnaire) -> Vec<Found> {
    let found = |pointer, noun, id: &crate::model::Id| Found {
        pointer,
        kind: ProblemKind::NeverMatches { noun, id: id.to_string() },
    };
    let patterns = questionnaire.patterns.iter().enumerate();
    let patterns = patterns
        .filter(|(_, pattern)| !can_hold(&pattern.when, questionnaire))
        .map(|(n, pattern)| found(format!("/patterns/{n}/when"), "pattern", &pattern.id));
    let dimensions = questionnaire.dimensions.iter().enumerate();
    let dimensions = dimensions
        .filter(|(_, dimension)| {
            dimension.when.as_ref().is_some_and(|when| !can_hold(when, questionnaire))
        })
        .map(|(n, dimension)| found(format!("/dimensions/{n}/when"), "dimension", &dimension.id));
    let questions = questionnaire.question_positions().filter(|&question| {
        questionnaire[question].when.as_ref().is_some_and(|when| !can_hold(when, questionnaire))
    });
    let questions = questions.map(|question| {
        let pointer = format!("{}/when", super::pointer(questionnaire, question));
        found(pointer, "question", &questionnaire[question].id)
    });
    let reached = postures_reached(questionnaire);
    let postures = questionnaire.postures.iter().enumerate();
    let postures = postures
        .filter(|(n, _)| !reached.contains(n))
        .map(|(n, posture)| found(format!("/postures/{n}"), "posture", &posture.id));
    patterns.chain(dimensions).chain(questions).chain(postures).collect()
}

/// The postures that some pair of scores gives. The areas of postures end at
/// straight lines, so it is enough to try the crossings of these lines and
/// the scores beside them.
fn postures_reached(questionnaire: &Questionnaire) -> BTreeSet<usize> {
    let limits = |of: fn(&crate::model::PostureWhen) -> Vec<Option<Tenths>>| {
        let limits = questionnaire.postures.iter().flat_map(|posture| of(&posture.when)).flatten();
        let mut tried: BTreeSet<i32> =
            limits.flat_map(|limit| [limit.tenths() - 1, limit.tenths()]).collect();
        tried.extend([0, Tenths::HUNDRED.tenths()]);
        tried
    };
    let prevention = limits(|when| vec![when.prevention_min]);
    let resolution = limits(|when| vec![when.resolution_min]);
    let gaps = limits(|when| vec![when.gap_min, when.gap_below]);
    let crossings = prevention.iter().flat_map(|&p| resolution.iter().map(move |&r| (p, r)));
    let on_gaps = gaps.iter().flat_map(|&gap| {
        let by_prevention = prevention.iter().map(move |&p| (p, p + gap));
        by_prevention.chain(resolution.iter().map(move |&r| (r - gap, r)))
    });
    let is_score = |&(p, r): &(i32, i32)| (0..=1000).contains(&p) && (0..=1000).contains(&r);
    crossings
        .chain(on_gaps)
        .filter(is_score)
        .map(|(p, r)| findings::posture_at(questionnaire, Tenths::new(p), Tenths::new(r)).0)
        .collect()
}

/// Whether some answers make the condition true.
fn can_hold(condition: &Condition, questionnaire: &Questionnaire) -> bool {
    match ways(condition) {
        None => true,
        Some(ways) => ways.iter().any(|way| can_come_true(way, questionnaire)),
    }
}

/// One way of being true: parts that have to hold together.
type Way<'a> = Vec<&'a Condition>;

/// All ways in which a condition can be true; `None` if there are too many.
fn ways(condition: &Condition) -> Option<Vec<Way<'_>>> {
    match condition {
        Condition::All(of) => together(&of.iter().collect::<Vec<_>>()),
        Condition::Any(of) => {
            let mut all = Vec::new();
            for part in of {
                all.extend(ways(part)?);
            }
            (all.len() <= MOST_WAYS).then_some(all)
        }
        Condition::AtLeast { count, of } => {
            let mut all = Vec::new();
            for chosen in choose(of, *count)? {
                all.extend(together(&chosen)?);
            }
            (all.len() <= MOST_WAYS).then_some(all)
        }
        Condition::Question { .. }
        | Condition::Score { .. }
        | Condition::Field { .. }
        | Condition::Measure { .. } => Some(vec![vec![condition]]),
    }
}

/// The ways in which all of several conditions are true.
fn together<'a>(of: &[&'a Condition]) -> Option<Vec<Way<'a>>> {
    let mut all: Vec<Way<'a>> = vec![Vec::new()];
    for part in of {
        let of_part = ways(part)?;
        if all.len() * of_part.len() > MOST_WAYS {
            return None;
        }
        all = all
            .iter()
            .flat_map(|way| of_part.iter().map(|more| [way.as_slice(), more].concat()))
            .collect();
    }
    Some(all)
}

/// Every choice of `count` conditions; `None` if there are too many.
fn choose(of: &[Condition], count: usize) -> Option<Vec<Vec<&Condition>>> {
    if of.len() > 12 {
        return None;
    }
    let choices = (0_u32..1 << of.len()).filter(|mask| mask.count_ones() as usize == count);
    let chosen = |mask: u32| {
        let picked = of.iter().enumerate().filter(|(n, _)| mask & (1 << n) != 0);
        picked.map(|(_, condition)| condition).collect()
    };
    Some(choices.map(chosen).collect())
}

fn can_come_true(way: &[&Condition], questionnaire: &Questionnaire) -> bool {
    let mut ranges = Ranges::default();
    for condition in way {
        match condition {
            Condition::Question { question, limit } => {
                ranges.narrow(Subject::Question(*question), *limit);
            }
            Condition::Score { kind, dimension, limit } => {
                ranges.narrow(Subject::Score(*kind, *dimension), *limit);
            }
            Condition::Measure { measure, limit } => {
                ranges.narrow(Subject::Measure(*measure), *limit);
            }
            Condition::Field { .. }
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::AtLeast { .. } => {}
        }
    }
    ranges.are_possible() && fields_are_possible(way, questionnaire)
}

/// What a limit is about.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Question(QuestionIx),
    Score(ScoreKind, Option<DimensionIx>),
    Measure(Measure),
}

impl Subject {
    /// The lowest and the highest value that there is.
    fn whole_range(self) -> (f64, f64) {
        match self {
            Self::Question(_) => (1.0, 5.0),
            Self::Score(ScoreKind::Gap, _) => (-100.0, 100.0),
            Self::Score(ScoreKind::Prevention | ScoreKind::Resolution, _) => (0.0, 100.0),
            Self::Measure(_) => (0.0, f64::INFINITY),
        }
    }
}

/// The range that is left to each subject.
#[derive(Default)]
struct Ranges(Vec<(Subject, (f64, f64))>);

impl Ranges {
    fn narrow(&mut self, subject: Subject, limit: Limit) {
        let (low, high) = self.of(subject);
        let narrowed = match limit {
            Limit::AtMost(limit) => (low, high.min(limit)),
            Limit::AtLeast(limit) => (low.max(limit), high),
        };
        self.0.retain(|(other, _)| *other != subject);
        self.0.push((subject, narrowed));
    }

    fn of(&self, subject: Subject) -> (f64, f64) {
        let narrowed = self.0.iter().find(|(other, _)| *other == subject);
        narrowed.map_or(subject.whole_range(), |(_, range)| *range)
    }

    fn are_possible(&self) -> bool {
        self.0.iter().all(|(subject, (low, high))| low <= high && self.leaves_a_gap(*subject))
    }

    /// The gap is resolution minus prevention, so their ranges bound it.
    fn leaves_a_gap(&self, subject: Subject) -> bool {
        let Subject::Score(_, dimension) = subject else { return true };
        let of = |kind| self.of(Subject::Score(kind, dimension));
        let (prevention, resolution) = (of(ScoreKind::Prevention), of(ScoreKind::Resolution));
        let gap = of(ScoreKind::Gap);
        gap.0 <= resolution.1 - prevention.0 && gap.1 >= resolution.0 - prevention.1
    }
}

/// Whether every field can pass all its tests at once.
fn fields_are_possible(way: &[&Condition], questionnaire: &Questionnaire) -> bool {
    let tests: Vec<(FieldIx, &FieldTest)> = way
        .iter()
        .filter_map(|condition| match condition {
            Condition::Field { field, test } => Some((*field, test)),
            _ => None,
        })
        .collect();
    tests.iter().all(|(field, _)| {
        let of_field: Vec<&FieldTest> =
            tests.iter().filter(|(other, _)| other == field).map(|(_, test)| *test).collect();
        field_is_possible(&questionnaire[*field], &of_field)
    })
}

fn field_is_possible(field: &Field, tests: &[&FieldTest]) -> bool {
    let choices = match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Choices(choices) => choices.len(),
        FieldKind::Number { .. } | FieldKind::Money | FieldKind::Text | FieldKind::Table(_) => 0,
    };
    let must_be_open = tests.iter().any(|test| **test == FieldTest::Answered(false));
    if must_be_open {
        return tests.iter().all(|test| **test == FieldTest::Answered(false));
    }
    let allowed = |choice: &usize| {
        tests.iter().all(|test| match test {
            FieldTest::Only(only) => only.contains(choice),
            FieldTest::Includes(_) | FieldTest::Answered(_) => true,
        })
    };
    let allowed: Vec<usize> = (0..choices).filter(allowed).collect();
    let mut wanted = tests.iter().filter_map(|test| match test {
        FieldTest::Includes(choices) => Some(choices),
        FieldTest::Only(_) | FieldTest::Answered(_) => None,
    });
    let any_only = tests.iter().any(|test| matches!(test, FieldTest::Only(_)));
    match field.kind {
        // One choice has to satisfy every test by itself.
        FieldKind::Choice(_) => {
            let wanted: Vec<&Vec<usize>> = wanted.collect();
            allowed.iter().any(|choice| wanted.iter().all(|choices| choices.contains(choice)))
        }
        _ => {
            (!any_only || !allowed.is_empty())
                && wanted.all(|choices| choices.iter().any(|choice| allowed.contains(choice)))
        }
    }
}
