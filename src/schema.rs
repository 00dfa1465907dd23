//! JSON Schemas: what those of all files have in common.
//!
//! A schema is made from the types that read or write a file, so that it
//! cannot say anything else than the code does. Doc comments of the types
//! become the descriptions that an editor shows.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// The schema of a file that is read into a type.
pub(crate) fn of_read<T: JsonSchema>() -> String {
    text::<T>(SchemaSettings::draft2020_12().for_deserialize())
}

/// The schema of a file that a type is written to.
pub(crate) fn of_written<T: JsonSchema>() -> String {
    text::<T>(SchemaSettings::draft2020_12().for_serialize())
}

fn text<T: JsonSchema>(settings: SchemaSettings) -> String {
    let generator = settings.with_transform(tidy).into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<T>().as_value())
}

/// Keys that stand first, for people who read a schema; the others follow as
/// they come.
const FIRST: [&str; 8] =
    ["$schema", "title", "description", "type", "const", "enum", "pattern", "properties"];

/// Takes out what says nothing to a reader: how wide a number is in memory,
/// and where the sources break a line.
fn tidy(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| *format != "date") {
        schema.remove("format");
    }
    if let Some(object) = schema.as_object_mut() {
        let mut keys = std::mem::take(object);
        let first = FIRST.into_iter().filter_map(|key| keys.shift_remove_entry(key));
        object.extend(first.collect::<Vec<_>>());
        object.extend(keys);
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    transform_subschemas(&mut tidy, schema);
}

/// Says which keys a mapping has to have, and that it has no others than its
/// own. A key that may be left out may also stand there without a value.
pub(crate) fn keys(required: &'static [&'static str]) -> impl Transform {
    move |schema: &mut Schema| {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            let missing = required.iter().find(|key| !properties.contains_key(**key));
            assert!(missing.is_none(), "there is no key {missing:?}");
            let optional = properties.iter_mut().filter(|(key, _)| !required.contains(&&***key));
            optional.for_each(|(_, value)| *value = or_null(value.take()));
        }
        schema.remove("required");
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
}

/// A schema that also takes no value.
pub(crate) fn or_null(mut schema: Value) -> Value {
    let Some(object) = schema.as_object_mut() else { return schema };
    if let Some(Value::String(kind)) = object.get("type") {
        let kinds = json!([kind, "null"]);
        object.insert("type".to_owned(), kinds);
        if let Some(Value::Array(words)) = object.get_mut("enum") {
            words.push(Value::Null);
        }
        return schema;
    }
    let description = object.shift_remove("description");
    let mut either = json!({ "anyOf": [schema, { "type": "null" }] });
    if let Some(description) = description {
        either["description"] = description;
    }
    either
}

/// That a key has a value where another one is this word, and null elsewhere.
pub(crate) fn only_where(
    other: &'static str,
    word: &'static str,
    key: &'static str,
) -> impl Transform {
    move |schema: &mut Schema| {
        let nothing = json!({ "type": "null" });
        schema.insert("if".to_owned(), json!({ "properties": { other: { "const": word } } }));
        schema.insert("then".to_owned(), json!({ "properties": { key: { "not": nothing } } }));
        schema.insert("else".to_owned(), json!({ "properties": { key: nothing } }));
    }
}

/// That a key is there and has a value.
pub(crate) fn given(key: &str) -> Value {
    json!({ "required": [key], "properties": { key: { "not": { "type": "null" } } } })
}

/// That one of some keys has a value.
pub(crate) fn one_of(keys: &[&str]) -> Value {
    keys.iter().map(|key| given(key)).collect()
}

/// That at most one of some keys has a value.
pub(crate) fn at_most_one(keys: &[&str]) -> Value {
    let none = json!({ "not": { "anyOf": one_of(keys) } });
    keys.iter().map(|key| given(key)).chain([none]).collect()
}
