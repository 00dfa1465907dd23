//! What the schema of a questionnaire says beyond the keys of its parts:
//! which keys go together.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::condition::{FORMS, PARTS};
use super::head::{SIDES, side_name};
use super::raw::RawCondition;
use crate::model::Lens;
use crate::schema::{at_most_one, given, one_of};

/// The forms of a condition that the profile alone cannot answer.
const BEYOND_PROFILE: [&str; 3] = ["question", "score", "measure"];

pub(super) fn sides() -> [&'static str; 2] {
    SIDES.map(side_name)
}

/// That there are questions for both lenses.
pub(super) fn both_lenses(schema: &mut Schema) {
    let has = |lens: Lens| {
        let of_lens = json!({ "properties": { "lens": { "const": lens.name() } } });
        json!({ "contains": of_lens })
    };
    schema.insert("allOf".to_owned(), Lens::ALL.into_iter().map(has).collect());
}

/// That a field has the keys of its kind and not those of another.
pub(super) fn field_kinds(schema: &mut Schema) {
    let kind = |kinds: &[&str], own: &str, required: bool| {
        let mut form = if required { given(own) } else { json!({ "properties": {} }) };
        form["properties"]["kind"] = json!({ "enum": kinds });
        for other in ["unit", "choices", "columns"].iter().filter(|other| **other != own) {
            form["properties"][*other] = json!(false);
        }
        form
    };
    let forms = json!([
        kind(&["number"], "unit", false),
        kind(&["money", "text"], "", false),
        kind(&["choice", "choices"], "choices", true),
        kind(&["table"], "columns", true),
    ]);
    schema.insert("oneOf".to_owned(), forms);
}

/// That an action has one first step, or one for each half of the levels.
pub(super) fn one_first_step(schema: &mut Schema) {
    schema.insert("oneOf".to_owned(), at_most_one(&["first_step", "steps"]));
}

/// That a condition has one form, and the keys of that form.
pub(super) fn condition_forms(schema: &mut Schema) {
    set_forms(schema, |_| true);
}

fn set_forms(schema: &mut Schema, is_wanted: impl Fn(&str) -> bool) {
    let forms = FORMS.iter().filter(|(form, _)| is_wanted(form));
    let forms: Value = forms.map(|(form, own)| condition_form(form, own)).collect();
    schema.insert("oneOf".to_owned(), forms);
}

fn condition_form(form: &str, own: &[&str]) -> Value {
    let mut schema = given(form);
    for (other, _) in FORMS.iter().filter(|(other, _)| *other != form) {
        schema["properties"][*other] = json!({ "type": "null" });
    }
    for part in PARTS.iter().filter(|part| !own.contains(part)) {
        schema["properties"][*part] = json!(false);
    }
    let limit = match form {
        "question" => json!({ "minimum": 1, "maximum": 5 }),
        "score" => json!({ "minimum": -100, "maximum": 100 }),
        "of" => json!({ "type": "integer", "minimum": 1 }),
        "measure" => json!({ "minimum": 0 }),
        _ => json!({}),
    };
    for key in own.iter().filter(|key| matches!(**key, "at_least" | "at_most")) {
        schema["properties"][*key] = limit.clone();
    }
    match form {
        "of" => schema["required"] = json!(["of", "at_least"]),
        "question" | "score" | "measure" => schema["oneOf"] = one_of(&["at_most", "at_least"]),
        "field" => schema["oneOf"] = one_of(&["includes", "only", "answered"]),
        _ => {}
    }
    schema
}

/// A condition that the profile alone can answer.
pub(super) enum ProfileCondition {}

impl JsonSchema for ProfileCondition {
    fn schema_name() -> Cow<'static, str> {
        "ProfileCondition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = RawCondition::json_schema(generator);
        let own = generator.subschema_for::<Self>().to_value();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        let properties = properties.expect("a condition has keys");
        properties.retain(|key, _| !BEYOND_PROFILE.contains(&key.as_str()));
        for list in ["all", "any", "of"] {
            properties[list]["items"] = own.clone();
        }
        set_forms(&mut schema, |form| !BEYOND_PROFILE.contains(&form));
        schema.insert("description".to_owned(), "A condition on the profile alone.".into());
        schema
    }
}
