//! Conditions: what a pattern, or the scope of a dimension, waits for.

use serde::{Deserialize, Serialize};

use super::{DimensionIx, FieldIx, FieldValue, Lens, QuestionIx};

/// What a condition can look at. What is not known has no value, and every
/// condition on it is false.
pub trait Facts {
    /// The level of a question; on several respondents, the mean.
    fn level(&self, _question: QuestionIx) -> Option<f64> {
        None
    }

    /// A published score or gap, in one dimension or overall.
    fn score(&self, _kind: ScoreKind, _dimension: Option<DimensionIx>) -> Option<f64> {
        None
    }

    /// A measure over several respondents.
    fn measure(&self, _measure: Measure) -> Option<f64> {
        None
    }

    /// A fact of the profile.
    fn field(&self, field: FieldIx) -> Option<&FieldValue>;
}

/// A rule over answers, scores and the profile. A condition on something
/// without a value is false.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// Every one of them holds.
    All(Vec<Self>),
    /// One of them holds, or more.
    Any(Vec<Self>),
    /// At least so many of them hold.
    AtLeast {
        /// How many have to hold.
        count: usize,
        /// The conditions that are counted.
        of: Vec<Self>,
    },
    /// The level of a question; on several respondents, the mean.
    Question {
        /// Which question.
        question: QuestionIx,
        /// The limit, in levels.
        limit: Limit,
    },
    /// A published score.
    Score {
        /// Which of the three.
        kind: ScoreKind,
        /// In one dimension, or overall.
        dimension: Option<DimensionIx>,
        /// The limit, in points.
        limit: Limit,
    },
    /// A fact of the profile.
    Field {
        /// Which field.
        field: FieldIx,
        /// What has to be true of it.
        test: FieldTest,
    },
    /// A measure over several respondents.
    Measure {
        /// Which measure.
        measure: Measure,
        /// The limit, in the unit of the measure.
        limit: Limit,
    },
}

impl Condition {
    /// Whether the condition holds for these facts.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        let keeps = |limit: &Limit, value: Option<f64>| value.is_some_and(|v| limit.allows(v));
        match self {
            Self::All(of) => of.iter().all(|condition| condition.holds(facts)),
            Self::Any(of) => of.iter().any(|condition| condition.holds(facts)),
            Self::AtLeast { count, of } => {
                of.iter().filter(|condition| condition.holds(facts)).count() >= *count
            }
            Self::Question { question, limit } => keeps(limit, facts.level(*question)),
            Self::Score { kind, dimension, limit } => keeps(limit, facts.score(*kind, *dimension)),
            Self::Field { field, test } => test.holds(facts.field(*field)),
            Self::Measure { measure, limit } => keeps(limit, facts.measure(*measure)),
        }
    }

    /// Whether the condition looks at a fact of the profile.
    pub fn reads(&self, fact: FieldIx) -> bool {
        let is_it = |leaf: &&Self| matches!(leaf, Self::Field { field, .. } if *field == fact);
        self.leaves().iter().any(is_it)
    }

    /// Whether the condition holds, by Kleene's logic of three values: `None`
    /// where what is open decides it. `leaf` says so of a condition that looks
    /// at one thing.
    pub fn decided(&self, leaf: &impl Fn(&Self) -> Option<bool>) -> Option<bool> {
        let parts = |of: &[Self]| of.iter().map(|part| part.decided(leaf)).collect::<Vec<_>>();
        match self {
            Self::All(of) => at_least(of.len(), &parts(of)),
            Self::Any(of) => at_least(1, &parts(of)),
            Self::AtLeast { count, of } => at_least(*count, &parts(of)),
            Self::Question { .. }
            | Self::Score { .. }
            | Self::Field { .. }
            | Self::Measure { .. } => leaf(self),
        }
    }

    /// Whether a condition on the profile alone holds; `None` where a fact that
    /// nobody stated decides it.
    pub fn on_profile(&self, facts: &impl Facts) -> Option<bool> {
        self.decided(&|leaf| match leaf {
            Self::Field { field, test } => test.decided(facts.field(*field)),
            other => Some(other.holds(facts)),
        })
    }

    /// All conditions in it that look at one thing, in their order.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(of) | Self::Any(of) | Self::AtLeast { of, .. } => {
                of.iter().flat_map(Self::leaves).collect()
            }
            Self::Question { .. }
            | Self::Score { .. }
            | Self::Field { .. }
            | Self::Measure { .. } => vec![self],
        }
    }
}

/// Whether so many parts hold, if what is known decides it.
fn at_least(count: usize, parts: &[Option<bool>]) -> Option<bool> {
    let hold = parts.iter().filter(|part| **part == Some(true)).count();
    let open = parts.iter().filter(|part| part.is_none()).count();
    if hold >= count {
        Some(true)
    } else if hold + open < count {
        Some(false)
    } else {
        None
    }
}

/// A limit that includes its own value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Limit {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Limit {
    /// Whether a value keeps the limit.
    pub fn allows(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }
}

/// Which published number a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScoreKind {
    /// The prevention score.
    Prevention,
    /// The resolution score.
    Resolution,
    /// Resolution minus prevention.
    Gap,
}

impl ScoreKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Prevention, Self::Resolution, Self::Gap];

    /// The score of a lens.
    pub fn of(lens: Lens) -> Self {
        match lens {
            Lens::Prevention => Self::Prevention,
            Lens::Resolution => Self::Resolution,
        }
    }

    /// The word in files, on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Resolution => "resolution",
            Self::Gap => "gap",
        }
    }
}

/// What has to be true of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldTest {
    /// One of these choices, or more, was named.
    Includes(Vec<usize>),
    /// Something was named, and nothing but these choices.
    Only(Vec<usize>),
    /// The field names something (`true`), or does not (`false`). A choices
    /// field that states "none" names nothing.
    Answered(bool),
}

impl FieldTest {
    /// Whether the test holds; `None` where nothing is stated.
    pub fn decided(&self, value: Option<&FieldValue>) -> Option<bool> {
        let stated = value.filter(|value| value.is_given())?;
        Some(self.holds(Some(stated)))
    }

    /// Whether the test holds for a value of the profile.
    pub fn holds(&self, value: Option<&FieldValue>) -> bool {
        let chosen: &[usize] = match value {
            Some(FieldValue::Choice(choice)) => std::slice::from_ref(choice),
            Some(FieldValue::Choices(choices)) => choices,
            _ => &[],
        };
        match self {
            Self::Includes(wanted) => chosen.iter().any(|choice| wanted.contains(choice)),
            Self::Only(wanted) => {
                !chosen.is_empty() && chosen.iter().all(|choice| wanted.contains(choice))
            }
            Self::Answered(wanted) => value.is_some_and(names_something) == *wanted,
        }
    }
}

fn names_something(value: &FieldValue) -> bool {
    value.is_given() && !value.is_none_of_the_choices()
}

/// A named figure over several respondents. With one respondent none of them
/// has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Questions that leaders answer at least one level higher than the
    /// frontline.
    QuestionsLeadersHigher,
    /// Questions that leaders answer at least two levels higher.
    QuestionsLeadersFarHigher,
    /// Questions on which the middle half of the frontline's answers reaches
    /// over two levels or more.
    FrontlineSpreadQuestions,
    /// Respondents on the frontline side.
    FrontlineAnswering,
    /// Functions from which somebody answered.
    FunctionsAnswering,
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 5] = [
        Self::QuestionsLeadersHigher,
        Self::QuestionsLeadersFarHigher,
        Self::FrontlineSpreadQuestions,
        Self::FrontlineAnswering,
        Self::FunctionsAnswering,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuestionsLeadersHigher => "questions-leaders-higher",
            Self::QuestionsLeadersFarHigher => "questions-leaders-far-higher",
            Self::FrontlineSpreadQuestions => "frontline-spread-questions",
            Self::FrontlineAnswering => "frontline-answering",
            Self::FunctionsAnswering => "functions-answering",
        }
    }

    /// Returns the measure with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known {
        ai_uses: Option<FieldValue>,
    }

    impl Facts for Known {
        fn level(&self, question: QuestionIx) -> Option<f64> {
            [Some(2.0), Some(4.0), None][question.0]
        }

        fn score(&self, kind: ScoreKind, dimension: Option<DimensionIx>) -> Option<f64> {
            (kind == ScoreKind::Gap && dimension.is_none()).then_some(20.0)
        }

        fn field(&self, _field: FieldIx) -> Option<&FieldValue> {
            self.ai_uses.as_ref()
        }
    }

    #[track_caller]
    fn check(condition: &Condition, holds: bool) {
        let facts = Known { ai_uses: Some(FieldValue::Choices(vec![1, 2])) };
        assert_eq!(condition.holds(&facts), holds, "{condition:?}");
    }

    fn question(number: usize, limit: Limit) -> Condition {
        Condition::Question { question: QuestionIx(number), limit }
    }

    fn score(kind: ScoreKind, dimension: Option<DimensionIx>, limit: Limit) -> Condition {
        Condition::Score { kind, dimension, limit }
    }

    fn field(test: FieldTest) -> Condition {
        Condition::Field { field: FieldIx(0), test }
    }

    #[test]
    fn limits_include_their_own_value() {
        check(&question(0, Limit::AtMost(2.0)), true);
        check(&question(0, Limit::AtMost(1.0)), false);
        check(&question(1, Limit::AtLeast(4.0)), true);
        check(&question(1, Limit::AtLeast(5.0)), false);
        check(&score(ScoreKind::Gap, None, Limit::AtLeast(20.0)), true);
        check(&score(ScoreKind::Gap, None, Limit::AtMost(19.9)), false);
    }

    #[test]
    fn a_condition_on_something_without_a_value_is_false() {
        check(&question(2, Limit::AtMost(5.0)), false);
        check(&question(2, Limit::AtLeast(1.0)), false);
        check(&score(ScoreKind::Gap, Some(DimensionIx(0)), Limit::AtMost(100.0)), false);
        let measure = Measure::FunctionsAnswering;
        check(&Condition::Measure { measure, limit: Limit::AtMost(99.0) }, false);
    }

    #[test]
    fn conditions_combine() {
        let yes = || question(0, Limit::AtMost(2.0));
        let no = || question(0, Limit::AtMost(1.0));
        check(&Condition::All(vec![yes(), yes()]), true);
        check(&Condition::All(vec![yes(), no()]), false);
        check(&Condition::Any(vec![no(), yes()]), true);
        check(&Condition::Any(vec![no(), no()]), false);
        check(&Condition::AtLeast { count: 2, of: vec![yes(), no(), yes()] }, true);
        check(&Condition::AtLeast { count: 2, of: vec![yes(), no(), no()] }, false);
    }

    #[test]
    fn choices_are_tested_as_sets() {
        check(&field(FieldTest::Includes(vec![0, 1])), true);
        check(&field(FieldTest::Includes(vec![0])), false);
        check(&field(FieldTest::Only(vec![0, 1, 2])), true);
        check(&field(FieldTest::Only(vec![1])), false);
        check(&field(FieldTest::Answered(true)), true);
        check(&field(FieldTest::Answered(false)), false);
    }

    #[test]
    fn what_is_open_decides_only_where_the_rest_does_not() {
        let (yes, no, open) = (Some(true), Some(false), None);
        for (count, parts, expected) in [
            (2, &[yes, yes][..], yes),
            (2, &[yes, open], open),
            (2, &[no, open], no),
            (1, &[yes, open], yes),
            (1, &[no, open], open),
            (1, &[no, no], no),
            (2, &[yes, no, open], open),
            (2, &[no, no, open], no),
        ] {
            assert_eq!(at_least(count, parts), expected, "{count} of {parts:?}");
        }
    }

    #[test]
    fn an_empty_list_states_none_and_no_list_states_nothing() {
        let none = FieldValue::Choices(Vec::new());
        for test in
            [FieldTest::Answered(true), FieldTest::Includes(vec![0]), FieldTest::Only(vec![0])]
        {
            assert_eq!(test.decided(Some(&none)), Some(false));
            assert_eq!(test.decided(None), None);
            assert_eq!(test.decided(Some(&FieldValue::Text(" ".to_owned()))), None);
        }
        assert_eq!(FieldTest::Answered(false).decided(Some(&none)), Some(true));
        assert_eq!(FieldTest::Answered(false).decided(None), None);
    }

    #[test]
    fn an_open_or_empty_field_is_not_answered() {
        for ai_uses in [None, Some(FieldValue::Choices(vec![]))] {
            let facts = Known { ai_uses };
            assert!(!field(FieldTest::Answered(true)).holds(&facts));
            assert!(field(FieldTest::Answered(false)).holds(&facts));
            assert!(!field(FieldTest::Only(vec![0])).holds(&facts));
        }
    }
}
