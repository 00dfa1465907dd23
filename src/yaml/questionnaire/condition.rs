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
pub(super) const FORMS: [(&str, &[&str]); 7] = [
    ("all", &[]),
    ("any", &[]),
    ("of", &["at_least"]),
    ("question", &["at_most", "at_least"]),
    ("score", &["dimension", "at_most", "at_least"]),
    ("field", &["includes", "only", "answered"]),
    ("measure", &["at_most", "at_least"]),
];

/// All keys that belong to some form.
pub(super) const PARTS: [&str; 6] =
    ["at_most", "at_least", "dimension", "includes", "only", "answered"];

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
        let items = list.value?;
        let count = items.len();
        if count == 0 {
            let (noun, wanted) = ("conditions", "one or more");
            self.reading.report(node, ProblemKind::WrongCount { noun, wanted, found: 0 });
        }
        let items = self.reading.items(items, "a condition").into_iter();
        let read: Vec<_> = items.filter_map(|item| self.condition(item, scope)).collect();
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

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{changed, check as check_text};

    /// Checks the condition of a pattern.
    #[track_caller]
    fn check(condition: &str, expected: &[(&str, &str)]) {
        check_text(&changed("{ question: own-case, at_most: 2 }", condition), expected);
    }

    #[test]
    fn a_condition_has_one_form() {
        check("{ all: [ { any: [ { field: mission, answered: true } ] } ] }", &[]);
        check("{}", &[("one-of", "when")]);
        check("{ at_most: 2 }", &[("one-of", "when")]);
        check("{ all: [ {} ] }", &[("one-of", "{}")]);
        check("{ question: own-case, score: gap, at_most: 2 }", &[("one-of", "when")]);
        check("{ question: own-case }", &[("one-of", "when")]);
        check("{ field: mission }", &[("one-of", "when")]);
        check("{ all: }", &[("one-of", "when")]);
        check("{ all: [] }", &[("wrong-count", "all")]);
        check("{ all: [ ~ ] }", &[("wrong-type", "~")]);
        check("[]", &[("wrong-type", "when")]);
    }

    #[test]
    fn a_key_belongs_to_its_form() {
        check(
            "{ question: own-case, at_most: 2, dimension: ownership }",
            &[("misplaced-key", "dimension")],
        );
        check(
            "{ measure: functions-answering, at_least: 1, answered: true }",
            &[("misplaced-key", "answered")],
        );
        check("{ field: mission, answered: true, at_mots: 2 }", &[("unknown-key", "at_mots")]);
    }

    #[test]
    fn a_limit_is_within_its_range() {
        check("{ question: own-case, at_most: 5.5 }", &[("out-of-range", "5.5")]);
        check("{ question: own-case, at_least: 0 }", &[("out-of-range", "0")]);
        check("{ score: prevention, at_most: 100 }", &[]);
        check("{ score: prevention, at_most: -1 }", &[("out-of-range", "-1")]);
        check("{ score: gap, at_most: -100 }", &[]);
        check("{ score: gap, at_most: -100.5 }", &[("out-of-range", "-100.5")]);
        check("{ score: gap, at_most: .inf }", &[("wrong-type", ".inf")]);
        check("{ measure: functions-answering, at_least: -1 }", &[("out-of-range", "-1")]);
    }

    #[test]
    fn a_count_is_within_its_list() {
        let of = "[ { field: mission, answered: true }, { field: size, answered: true } ]";
        check(&format!("{{ at_least: 2, of: {of} }}"), &[]);
        check(&format!("{{ at_least: 0, of: {of} }}"), &[("out-of-range", "0")]);
        check(&format!("{{ at_least: 3, of: {of} }}"), &[("out-of-range", "3")]);
        check(&format!("{{ at_least: 1.5, of: {of} }}"), &[("wrong-type", "1.5")]);
        check(&format!("{{ of: {of} }}"), &[("missing-key", "when")]);
        check("{ at_least: 1, of: [] }", &[("wrong-count", "of")]);
    }

    #[test]
    fn a_reference_leads_somewhere() {
        check("{ question: own-cse, at_most: 2 }", &[("unknown-reference", "own-cse")]);
        check("{ score: gap, dimension: owner, at_most: 2 }", &[("unknown-reference", "owner")]);
        check("{ score: gaps, at_most: 2 }", &[("unknown-word", "gaps")]);
        check("{ measure: functions, at_least: 2 }", &[("unknown-word", "functions")]);
        check("{ field: missions, answered: true }", &[("unknown-reference", "missions")]);
        check("{ field: size, includes: medium }", &[("unknown-reference", "medium")]);
        check("{ field: size, only: [small, medium] }", &[("unknown-reference", "medium")]);
    }

    #[test]
    fn a_test_fits_its_field() {
        check("{ field: uses, includes: bot }", &[]);
        check("{ field: size, only: [small, large] }", &[]);
        check("{ field: mission, includes: bot }", &[("wrong-test", "includes")]);
        check("{ field: goals, only: goal }", &[("wrong-test", "only")]);
        check("{ field: uses, includes: [] }", &[("wrong-count", "includes")]);
        check("{ field: uses, includes: { a: b } }", &[("wrong-type", "includes")]);
        check("{ field: uses, answered: yes }", &[("wrong-type", "yes")]);
    }

    #[test]
    fn the_scope_of_a_dimension_hangs_on_the_profile() {
        let check = |condition: &str, expected: &[(&str, &str)]| {
            let title = "    title: Ownership\n";
            check_text(&changed(title, &format!("{title}    when: {condition}\n")), expected);
        };
        check("{ any: [ { field: uses, includes: bot }, { field: size, answered: false } ] }", &[]);
        check("{ score: gap, at_most: 0 }", &[("not-on-profile", "when")]);
        check(
            "{ any: [ { measure: functions-answering, at_least: 1 } ] }",
            &[("not-on-profile", "measure")],
        );
    }
}
