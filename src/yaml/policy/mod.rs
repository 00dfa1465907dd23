//! Policies: which form a gate has, and whether its limit fits.

mod raw;
mod schema;

use self::raw::{RawGate, RawPolicy};
use super::checks::need;
use super::names::Names;
use super::raw::{At, Raw, Scalar};
use super::reading::Reading;
use super::tree::NodeId;
use crate::model::{
    Bound, ConfidenceLevel, Found, Gate, GateMeasure, Lens, Level, Policy, ProblemKind, Rule,
    ScoreKind, Tenths,
};

/// The keys that say what a gate is on.
const SUBJECTS: [&str; 4] = ["score", "stage", "measure", "no_pattern"];

/// The keys that belong to some of them.
const KEYS: [&str; 4] = ["dimension", "at_least", "at_most", "resolution_at_least"];

/// The JSON Schema of policies.
pub(super) fn json_schema() -> String {
    crate::schema::of_read::<RawPolicy>()
}

/// Reads the policy of a document.
pub(super) fn read(reading: &Reading<'_>) -> Option<Policy> {
    let raw: RawPolicy = reading.root()?;
    need!(reading, NodeId::ROOT, raw.format);
    let gates = need!(reading, NodeId::ROOT, raw.gates)?;
    if gates.value.is_empty() {
        // It would let everything pass.
        let (noun, wanted) = ("gates", "one or more");
        reading.report(gates.node, ProblemKind::WrongCount { noun, wanted, found: 0 });
        return None;
    }
    let mut names = Names::new("gate");
    for gate in gates.value.iter().filter_map(|gate| gate.value.as_ref()) {
        if gate.id.node.is_some() {
            names.add(reading, &gate.id);
        }
    }
    let count = gates.value.len();
    let items = reading.items(gates.value, "a gate");
    let gates: Vec<Gate> = items.into_iter().filter_map(|item| gate(reading, item)).collect();
    (gates.len() == count).then_some(Policy { gates })
}

fn gate(reading: &Reading<'_>, raw: At<RawGate>) -> Option<Gate> {
    let At { node, value: raw } = raw;
    let subject = reading.one_of(node, &SUBJECTS, true);
    let id = raw.id.given().and_then(|id| reading.id(&id));
    let why = raw.why.given().and_then(|why| reading.text(why));
    let dimension = raw.dimension.given().and_then(|id| reading.id(&id));
    let limits = Limits {
        reading,
        node,
        at_least: raw.at_least,
        at_most: raw.at_most,
        resolution_at_least: raw.resolution_at_least,
    };
    let rule = match subject? {
        "score" => limits.score(&raw.score.given()?),
        "stage" => limits.stage(&raw.stage.given()?),
        "measure" => limits.measure(&raw.measure.given()?),
        _ => limits.no_pattern(&raw.no_pattern.given()?),
    };
    Some(Gate { id, why, dimension, rule: rule? })
}

/// The limits of one gate, before it is known what they are limits of.
struct Limits<'r, 't> {
    reading: &'r Reading<'t>,
    node: NodeId,
    at_least: Raw<Scalar>,
    at_most: Raw<Scalar>,
    resolution_at_least: Raw<f64>,
}

impl Limits<'_, '_> {
    fn score(self, word: &At<String>) -> Option<Rule> {
        match self.reading.word(word, "score", &ScoreKind::ALL, ScoreKind::name)? {
            ScoreKind::Gap => self.gap(),
            kind => {
                let lens =
                    if kind == ScoreKind::Prevention { Lens::Prevention } else { Lens::Resolution };
                let limit = self.only("a gate on a score", kind.name(), Bound::Min)?;
                Some(Rule::Score { lens, at_least: points(limit.reading, &limit.value)? })
            }
        }
    }

    fn gap(self) -> Option<Rule> {
        let (reading, node) = (self.reading, self.node);
        let floor = match self.resolution_at_least.node {
            Some(key) if !reading.tree.is_null(key) => {
                let floor = At { node: key, value: self.resolution_at_least.value? };
                reading.tenths(&floor, 0, 100)
            }
            _ => {
                reading.report(node, ProblemKind::GapWithoutFloor);
                None
            }
        };
        let limit = self.side(ScoreKind::Gap.name(), Bound::Max)?;
        let at_most = points(reading, &limit.value)?;
        Some(Rule::Gap { at_most, resolution_at_least: Some(floor?) })
    }

    fn stage(self, word: &At<String>) -> Option<Rule> {
        let lens = self.reading.word(word, "lens", &Lens::ALL, Lens::name)?;
        let limit = self.only("a gate on a stage", "stage", Bound::Min)?;
        let number = whole(limit.reading, &limit.value, 1, 5)?;
        Some(Rule::Stage { lens, at_least: Level::new(number.into())? })
    }

    fn measure(self, word: &At<String>) -> Option<Rule> {
        let measure = self.reading.word(word, "measure", &GateMeasure::ALL, GateMeasure::name)?;
        let name = measure.name();
        if !measure.takes_dimension() {
            self.misplaced("dimension", &format!("a gate on `{name}`"));
        }
        let Limit { reading, value } =
            self.only(&format!("a gate on `{name}`"), name, measure.bound())?;
        Some(match measure {
            GateMeasure::Coverage => Rule::Coverage { at_least: points(reading, &value)? },
            GateMeasure::Confidence => Rule::Confidence { at_least: confidence(reading, value)? },
            GateMeasure::OverdueDecisions => {
                Rule::OverdueDecisions { at_most: whole(reading, &value, 0, u32::MAX)? }
            }
            GateMeasure::AgeInDays => Rule::Age { at_most: whole(reading, &value, 0, u32::MAX)? },
            GateMeasure::Respondents => {
                Rule::Respondents { at_least: whole(reading, &value, 1, u32::MAX)? }
            }
            GateMeasure::NotApplicable => Rule::NotApplicable { at_most: points(reading, &value)? },
        })
    }

    fn no_pattern(self, id: &At<String>) -> Option<Rule> {
        for key in KEYS {
            self.misplaced(key, "a gate with `no_pattern`");
        }
        Some(Rule::NoPattern { pattern: self.reading.id(id)? })
    }

    /// Reports a key that is there and must not be.
    fn misplaced(&self, key: &'static str, beside: &str) {
        if let Some(value) = self.reading.tree.value(self.node, key) {
            let kind = ProblemKind::MisplacedKey { key, beside: beside.to_owned() };
            self.reading.report_key(value, kind);
        }
    }
}

/// The limit of a gate, on the right side.
struct Limit<'r, 't> {
    reading: &'r Reading<'t>,
    value: At<Scalar>,
}

impl<'r, 't> Limits<'r, 't> {
    /// The limit, where there is no other.
    fn only(self, beside: &str, subject: &'static str, bound: Bound) -> Option<Limit<'r, 't>> {
        self.misplaced("resolution_at_least", beside);
        self.side(subject, bound)
    }

    /// The limit; one on the other side is a problem, for there is never too
    /// much of what is good.
    fn side(self, subject: &'static str, bound: Bound) -> Option<Limit<'r, 't>> {
        let (takes, own, other) = match bound {
            Bound::Min => ("at_least", self.at_least, self.at_most),
            Bound::Max => ("at_most", self.at_most, self.at_least),
        };
        let reading = self.reading;
        if let Some(node) = other.node {
            reading.report_key(node, ProblemKind::WrongSide { subject, takes });
            return None;
        }
        let value = reading.need(own, self.node, takes)?;
        Some(Limit { reading, value })
    }
}

/// Points or percent, with at most one decimal.
fn points(reading: &Reading<'_>, limit: &At<Scalar>) -> Option<Tenths> {
    #[expect(clippy::cast_precision_loss, reason = "what is so large is out of range anyway")]
    let value = match limit.value {
        Scalar::Whole(number) => number as f64,
        Scalar::Number(number) => number,
        Scalar::Boolean(_) => return wrong(reading, limit, "a number", Found::Boolean),
        Scalar::Text(_) => return wrong(reading, limit, "a number", Found::Text),
    };
    reading.tenths(&At { node: limit.node, value }, 0, 100)
}

/// A whole number within its range.
fn whole(reading: &Reading<'_>, limit: &At<Scalar>, low: u32, high: u32) -> Option<u32> {
    match limit.value {
        Scalar::Whole(value) => reading.whole(&At { node: limit.node, value }, low, Some(high)),
        Scalar::Number(_) => wrong(reading, limit, "a whole number", Found::Number),
        Scalar::Boolean(_) => wrong(reading, limit, "a whole number", Found::Boolean),
        Scalar::Text(_) => wrong(reading, limit, "a whole number", Found::Text),
    }
}

fn confidence(reading: &Reading<'_>, limit: At<Scalar>) -> Option<ConfidenceLevel> {
    let found = match limit.value {
        Scalar::Text(value) => {
            let word = At { node: limit.node, value };
            return reading.word(&word, "confidence", &ConfidenceLevel::ALL, ConfidenceLevel::name);
        }
        Scalar::Boolean(_) => Found::Boolean,
        Scalar::Whole(_) | Scalar::Number(_) => Found::Number,
    };
    reading.wrong_type(limit.node, "`low`, `medium` or `high`", found);
    None
}

fn wrong<T>(reading: &Reading<'_>, limit: &At<Scalar>, wanted: &str, found: Found) -> Option<T> {
    reading.wrong_type(limit.node, wanted, found);
    None
}

#[cfg(test)]
mod tests {
    use crate::yaml::read_policy;

    /// Reads one gate; what is found, as codes and texts.
    #[track_caller]
    fn check(gate: &str, expected: Result<&str, &[(&str, &str)]>) {
        let text = format!("format: policy/1\ngates:\n  - {gate}\n");
        match (read_policy(text.as_bytes()), expected) {
            (Ok(read), Ok(subject)) => assert_eq!(read.value.gates[0].subject(), subject),
            (Err(problems), Err(expected)) => {
                let found: Vec<_> =
                    problems.iter().map(|it| (it.kind.code(), &text[it.span.clone()])).collect();
                assert_eq!(found, expected, "{gate}");
            }
            (found, expected) => panic!("{gate}: {found:?} is not {expected:?}"),
        }
    }

    #[test]
    fn gates_have_one_of_their_forms() {
        check("{ score: prevention, at_least: 45 }", Ok("prevention"));
        check("{ score: resolution, dimension: own, at_least: 45.5 }", Ok("own.resolution"));
        check("{ score: gap, at_most: 20, resolution_at_least: 55 }", Ok("gap"));
        check("{ stage: prevention, at_least: 2 }", Ok("prevention.stage"));
        check("{ stage: resolution, dimension: own, at_least: 2 }", Ok("own.resolution.stage"));
        check("{ measure: coverage, at_least: 80 }", Ok("coverage"));
        check("{ measure: confidence, dimension: own, at_least: high }", Ok("own.confidence"));
        check("{ measure: overdue-decisions, at_most: 0 }", Ok("overdue-decisions"));
        check("{ measure: age-in-days, at_most: 400 }", Ok("age-in-days"));
        check("{ measure: respondents, at_least: 12 }", Ok("respondents"));
        check("{ measure: not-applicable, at_most: 12.5 }", Ok("not-applicable"));
        check("{ no_pattern: feedback-dead-end }", Ok("pattern.feedback-dead-end"));
        check(
            "{ id: a, why: b, no_pattern: c, dimension: }",
            Err(&[("misplaced-key", "dimension")]),
        );
        // A mapping is underlined at its first key.
        check("{ at_least: 45 }", Err(&[("one-of", "at_least")]));
        check("{ score: gap, stage: prevention, at_least: 2 }", Err(&[("one-of", "score")]));
        check("~", Err(&[("wrong-type", "~")]));
        check("gap", Err(&[("wrong-type", "gap")]));
    }

    #[test]
    fn slips_are_found_and_not_passed_over() {
        check(
            "{ score: preventoin, at_lest: 45 }",
            Err(&[("unknown-word", "preventoin"), ("unknown-key", "at_lest")]),
        );
        check("{ stage: gap, at_least: 2 }", Err(&[("unknown-word", "gap")]));
        check("{ measure: coverge, at_least: 2 }", Err(&[("unknown-word", "coverge")]));
        check("{ no_pattern: Feedback }", Err(&[("invalid-id", "Feedback")]));
        check("{ score: gap, dimension: Own, at_most: 2, resolution_at_least: 5 }", {
            Err(&[("invalid-id", "Own")])
        });
        check("{ why: '', no_pattern: a }", Err(&[("empty-text", "why")]));
    }

    #[test]
    fn a_limit_stands_on_its_side() {
        check("{ score: prevention }", Err(&[("missing-key", "score")]));
        check("{ score: prevention, at_most: 45 }", Err(&[("wrong-side", "at_most")]));
        check("{ stage: prevention, at_most: 2 }", Err(&[("wrong-side", "at_most")]));
        check("{ measure: age-in-days, at_least: 2 }", Err(&[("wrong-side", "at_least")]));
        check(
            "{ measure: age-in-days, at_most: 2, dimension: own }",
            Err(&[("misplaced-key", "dimension")]),
        );
        check(
            "{ score: prevention, at_least: 45, resolution_at_least: 5 }",
            Err(&[("misplaced-key", "resolution_at_least")]),
        );
        check("{ score: gap, at_most: 20 }", Err(&[("gap-without-floor", "score")]));
    }

    #[test]
    fn a_limit_is_of_its_kind() {
        check("{ score: prevention, at_least: 101 }", Err(&[("out-of-range", "101")]));
        check("{ score: prevention, at_least: 45.55 }", Err(&[("too-precise", "45.55")]));
        check("{ score: prevention, at_least: high }", Err(&[("wrong-type", "high")]));
        check("{ score: prevention, at_least: true }", Err(&[("wrong-type", "true")]));
        check("{ stage: prevention, at_least: 6 }", Err(&[("out-of-range", "6")]));
        check("{ stage: prevention, at_least: 2.5 }", Err(&[("wrong-type", "2.5")]));
        check("{ measure: confidence, at_least: 2 }", Err(&[("wrong-type", "2")]));
        check("{ measure: confidence, at_least: mediun }", Err(&[("unknown-word", "mediun")]));
        check("{ measure: overdue-decisions, at_most: -1 }", Err(&[("out-of-range", "-1")]));
        // Nobody at all would keep a floor of 0.
        check("{ measure: respondents, at_least: 0 }", Err(&[("out-of-range", "0")]));
        check("{ measure: respondents, at_least: 4.5 }", Err(&[("wrong-type", "4.5")]));
        check("{ measure: respondents, at_most: 4 }", Err(&[("wrong-side", "at_most")]));
        check("{ measure: not-applicable, at_least: 4 }", Err(&[("wrong-side", "at_least")]));
        check("{ measure: not-applicable, at_most: 101 }", Err(&[("out-of-range", "101")]));
        check(
            "{ measure: respondents, at_least: 2, dimension: own }",
            Err(&[("misplaced-key", "dimension")]),
        );
        check(
            "{ score: gap, at_most: 20, resolution_at_least: high }",
            Err(&[("wrong-type", "high")]),
        );
    }

    #[test]
    fn a_policy_that_lets_everything_pass_is_none() {
        for (text, code) in [
            ("format: policy/1\n", "missing-key"),
            ("format: policy/1\ngates: []\n", "wrong-count"),
            ("format: policy/1\ngates:\n", "missing-key"),
            ("gates: [ { no_pattern: a } ]\n", "missing-key"),
        ] {
            let problems = read_policy(text.as_bytes()).expect_err("it is refused");
            assert_eq!(problems[0].kind.code(), code, "{text}");
        }
    }

    #[test]
    fn ids_are_given_once() {
        let text =
            "format: policy/1\ngates: [ { id: a, no_pattern: b }, { id: a, no_pattern: c } ]";
        let problems = read_policy(text.as_bytes()).expect_err("it is refused");
        assert_eq!(problems[0].kind.code(), "duplicate-id");
    }
}
