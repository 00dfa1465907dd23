//! The kinds of values that files have, as their JSON Schemas name them.
//!
//! Raw types take any text; what is wanted of it is checked later. These types
//! say it in a schema: no value of them is ever made.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::raw::{Entries, Raw, Scalar};
use crate::schema::or_null;

/// Makes a type whose schema is the one that is given.
macro_rules! kind {
    ($(#[doc = $doc:literal])* $name:ident, $schema:tt) => {
        $(#[doc = $doc])*
        pub(super) enum $name {}

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

kind!(
    /// A text that says something.
    Text,
    { "type": "string", "pattern": r"\S" }
);
kind!(
    /// A title that stands in tables, of at most six words.
    ShortTitle,
    { "type": "string", "pattern": r"^\s*\S+(\s+\S+){0,5}\s*$" }
);
kind!(
    /// A kebab-case id with at least one letter.
    KebabId,
    { "type": "string", "pattern": KEBAB_ID, "maxLength": 64 }
);
kind!(
    /// A calendar date.
    Day,
    { "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }
);
kind!(
    /// A level by its number.
    LevelNumber,
    { "type": "integer", "minimum": 1, "maximum": 5 }
);
kind!(
    /// The short form of an answer.
    ShortAnswer,
    { "anyOf": [
        { "type": "integer", "minimum": 1, "maximum": 5 },
        { "enum": ["unknown", "skipped"] }
    ] }
);
kind!(
    /// A flag that is there or not.
    OnlyTrue,
    { "type": "boolean", "enum": [true] }
);

/// Groups of lower-case letters and digits, at least one of them with a
/// letter, joined by single hyphens.
pub(super) const KEBAB_ID: &str = "^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$";

/// A value has the schema of what it holds.
impl<T: JsonSchema> JsonSchema for Raw<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A key of the user's own may stand there without a value.
impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MappingOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = or_null(generator.subschema_for::<T>().to_value());
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

/// No file takes `true` or `false` where any scalar may stand.
impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

/// That the keys of a mapping are ids.
pub(super) fn keyed_by_id(schema: &mut Schema) {
    let names = json_schema!({ "pattern": KEBAB_ID });
    schema.insert("propertyNames".to_owned(), names.to_value());
}
