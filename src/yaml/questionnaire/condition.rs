//! Conditions: which form one has, and what it refers to.

use super::Definitions;
use super::raw::{OneOrMany, RawCondition};
use crate::model::{
    Condition, DimensionIx, FieldIx, FieldKind, FieldTest, Found, Limit, Measure, ProblemKind,
    QuestionIx, ScoreKind,
};
use crate::yaml::checks::need;
use crate::yaml::profile;
use crate::yaml::raw::{At, List, Raw};
use crate::yaml::tree::NodeId;

/// What a condition may look at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Answers, scores, measures and the profile.
    Everything,
    /// The profile alone.
    Profile,
}

/// The keys that decide the form of a condition, and what belongs to each.
const FORMS: [(&str, &[&str]); 7] = [
    ("all", &[]),
    ("any", &[]),
    ("of", &["at_least"]),
    ("question", &["at_most", "at_least"]),
    ("score", &["dimension", "at_most", "at_least"]),
    ("field", &["includes", "only", "answered"]),
    ("measure", &["at_most", "at_least"]),
];

/// All keys that belong to some form.
const PARTS: [&str; 6] = ["at_most", "at_least", "dimension", "includes", "only", "answered"];

impl Definitions<'_, '_> {
    /// Reads a condition of any form.
    pub(super) fn condition(&self, raw: At<RawCondition>, scope: Scope) -> Option<Condition> {
        let node = raw.node;
        let form = self.reading.one_of(node, &FORMS.map(|(form, _)| form), true)?;
        self.misplaced_keys(node, form);
        if scope == Scope::Profile && matches!(form, "question" | "score" | "measure") {
            self.reading.report(node, ProblemKind::NotOnProfile);
        }
        let raw = raw.value;
        match form {
            "all" => self.conditions(raw.all, node, scope).map(Condition::All),
            "any" => self.conditions(raw.any, node, scope).map(Condition::Any),
            "of" => self.at_least(raw, node, scope),
            "question" => self.question_condition(raw, node),
            "score" => self.score_condition(raw, node),
            "field" => self.field_condition(raw, node),
            _ => self.measure_condition(raw, node),
        }
    }

    fn misplaced_keys(&self, node: NodeId, form: &str) {
        let tree = &self.reading.tree;
        let own = FORMS.iter().find(|(name, _)| *name == form).map_or(&[][..], |(_, own)| own);
        for child in tree.children(node) {
            let misplaced = PARTS.iter().find(|part| **part == tree.key(child));
            if let Some(key) = misplaced.filter(|key| !own.contains(key)) {
                let beside = format!("a condition with `{form}`");
                self.reading.report_key(child, ProblemKind::MisplacedKey { key, beside });
            }
        }
    }

    fn conditions(
        &self,
        list: List<RawCondition>,
        parent: NodeId,
        scope: Scope,
    ) -> Option<Vec<Condition>> {
        let node = list.node.unwrap_or(parent);
        let items = self.reading.items(list.value?, "a condition");
        if items.is_empty() {
            let (noun, wanted) = ("conditions", "one or more");
            self.reading.report(node, ProblemKind::WrongCount { noun, wanted, found: 0 });
        }
        let count = items.len();
        let read: Vec<_> =
            items.into_iter().filter_map(|item| self.condition(item, scope)).collect();
        (read.len() == count && count > 0).then_some(read)
    }

    fn at_least(&self, raw: RawCondition, node: NodeId, scope: Scope) -> Option<Condition> {
        let count = need!(self.reading, node, raw.at_least);
        let of = self.conditions(raw.of, node, scope);
        let (count, of) = (count?, of?);
        if count.value.fract() != 0.0 {
            self.reading.wrong_type(count.node, "a whole number", Found::Number);
            return None;
        }
        let whole = (1..=of.len()).find(|number| number.to_string() == count.value.to_string());
        if whole.is_none() {
            let high = i64::try_from(of.len()).ok();
            self.reading.out_of_range(&count, 1, high);
        }
        Some(Condition::AtLeast { count: whole?, of })
    }

    fn question_condition(&self, raw: RawCondition, node: NodeId) -> Option<Condition> {
        let limit = self.limit(node, raw.at_most, raw.at_least, 1, Some(5));
        let question = self.questions.find(self.reading, &raw.question.given()?)?;
        Some(Condition::Question { question: QuestionIx(question), limit: limit? })
    }

    fn score_condition(&self, raw: RawCondition, node: NodeId) -> Option<Condition> {
        let word = raw.score.given()?;
        let kind = self.reading.word(&word, "score", &ScoreKind::ALL, ScoreKind::name);
        let lowest = if kind == Some(ScoreKind::Gap) { -100 } else { 0 };
        let limit = self.limit(node, raw.at_most, raw.at_least, lowest, Some(100));
        let dimension = match raw.dimension.given() {
            Some(id) => Some(DimensionIx(self.dimensions.find(self.reading, &id)?)),
            None => None,
        };
        Some(Condition::Score { kind: kind?, dimension, limit: limit? })
    }

    fn measure_condition(&self, raw: RawCondition, node: NodeId) -> Option<Condition> {
        let word = raw.measure.given()?;
        let measure = self.reading.word(&word, "measure", &Measure::ALL, Measure::name);
        let limit = self.limit(node, raw.at_most, raw.at_least, 0, None);
        Some(Condition::Measure { measure: measure?, limit: limit? })
    }

    fn limit(
        &self,
        node: NodeId,
        at_most: Raw<f64>,
        at_least: Raw<f64>,
        low: i32,
        high: Option<i32>,
    ) -> Option<Limit> {
        let key = self.reading.one_of(node, &["at_most", "at_least"], true)?;
        let limit = if key == "at_most" { at_most } else { at_least }.given()?;
        let number = limit.value;
        if number < f64::from(low) || high.is_some_and(|high| number > f64::from(high)) {
            let high = high.map(i64::from);
            self.reading.out_of_range(&limit, low.into(), high);
            return None;
        }
        Some(if key == "at_most" { Limit::AtMost(number) } else { Limit::AtLeast(number) })
    }

    fn field_condition(&self, raw: RawCondition, node: NodeId) -> Option<Condition> {
        let test = self.reading.one_of(node, &["includes", "only", "answered"], true);
        let field = self.fields.find(self.reading, &raw.field.given()?)?;
        let test = match test? {
            "answered" => FieldTest::Answered(raw.answered.given()?.value),
            "includes" => FieldTest::Includes(self.choices(field, "includes", raw.includes)?),
            _ => FieldTest::Only(self.choices(field, "only", raw.only)?),
        };
        Some(Condition::Field { field: FieldIx(field), test })
    }

    /// The positions of some choices of a field.
    fn choices(&self, field: usize, test: &'static str, ids: Raw<OneOrMany>) -> Option<Vec<usize>> {
        let ids = ids.given()?;
        let field = self.profile.get(field)?.as_ref()?;
        let (FieldKind::Choice(choices) | FieldKind::Choices(choices)) = &field.kind else {
            let field = field.id.to_string();
            self.reading.report_key(ids.node, ProblemKind::WrongTest { test, field });
            return None;
        };
        let node = ids.node;
        let ids = match ids.value {
            OneOrMany::Scalar(id) => vec![At { node, value: id }],
            OneOrMany::List(ids) => self.reading.items(ids, "a choice"),
        };
        if ids.is_empty() {
            let (noun, wanted) = ("choices", "one or more");
            self.reading.report(node, ProblemKind::WrongCount { noun, wanted, found: 0 });
        }
        let positions = ids.iter().map(|id| profile::choice(self.reading, choices, id));
        positions.collect::<Vec<_>>().into_iter().collect()
    }
}
