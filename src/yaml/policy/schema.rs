//! What the schema of a policy says beyond its keys: which keys go together.

use schemars::Schema;
use serde_json::{Value, json};

use super::{KEYS, SUBJECTS};
use crate::model::{ConfidenceLevel, GateMeasure, Lens, ScoreKind};
use crate::schema::given;

/// That a gate has one form, and the keys and the range of that form.
pub(super) fn forms(schema: &mut Schema) {
    let points = json!({ "type": "number", "minimum": 0, "maximum": 100 });
    let count = json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    let level = json!({ "type": "integer", "minimum": 1, "maximum": 5 });
    let sure = json!({ "enum": ConfidenceLevel::ALL.map(ConfidenceLevel::name) });
    let scores = json!(Lens::ALL.map(Lens::name));
    let gap = json!([ScoreKind::Gap.name()]);
    let coverage = json!([GateMeasure::Coverage.name()]);
    let confidence = json!([GateMeasure::Confidence.name()]);
    let people = json!([GateMeasure::Respondents.name()]);
    let not_applicable = json!([GateMeasure::NotApplicable.name()]);
    let some = json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX });
    let counts = json!([GateMeasure::OverdueDecisions.name(), GateMeasure::AgeInDays.name()]);
    let forms = json!([
        form("score", &scores, &["dimension"], &[("at_least", &points)]),
        form(
            "score",
            &gap,
            &["dimension"],
            &[("at_most", &points), ("resolution_at_least", &points)],
        ),
        form("stage", &scores, &["dimension"], &[("at_least", &level)]),
        form("measure", &coverage, &["dimension"], &[("at_least", &points)]),
        form("measure", &confidence, &["dimension"], &[("at_least", &sure)]),
        form("measure", &counts, &[], &[("at_most", &count)]),
        form("measure", &people, &[], &[("at_least", &some)]),
        form("measure", &not_applicable, &[], &[("at_most", &points)]),
        form("no_pattern", &Value::Null, &[], &[]),
    ]);
    schema.insert("oneOf".to_owned(), forms);
}

/// One form: its subject and words, the keys that it may have, and those that
/// it has to have.
fn form(subject: &str, words: &Value, may: &[&str], has: &[(&str, &Value)]) -> Value {
    let mut schema = given(subject);
    if !words.is_null() {
        schema["properties"][subject] = json!({ "enum": words });
    }
    for other in SUBJECTS.iter().filter(|other| **other != subject) {
        schema["properties"][*other] = json!({ "type": "null" });
    }
    for key in KEYS.iter().filter(|key| !may.contains(key)) {
        schema["properties"][*key] = json!(false);
    }
    let mut required = vec![json!(subject)];
    for (key, range) in has {
        schema["properties"][*key] = (*range).clone();
        required.push(json!(key));
    }
    schema["required"] = Value::Array(required);
    schema
}
