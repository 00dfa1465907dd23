//! Profile values, which answers and the examples of a questionnaire share.

use schemars::JsonSchema;
use serde::Deserialize;

use super::raw::{At, Entries, Raw, Scalar};
use super::reading::Reading;
use super::tree::NodeId;
use crate::model::{
    Choice, Column, ColumnKind, Field, FieldKind, FieldValue, Found, Money, ProblemKind,
    read_number,
};

/// A profile value, of the kind that its field takes: a number, a text such as
/// an amount or the id of a choice, a list of choices, or rows.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a profile value")]
#[schemars(rename = "Value", untagged)]
pub(super) enum RawValue {
    Scalar(Scalar),
    List(Vec<Raw<RawItem>>),
}

/// An item of a list: a choice, or a row of a table.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a choice or a row")]
#[schemars(rename = "Item", untagged)]
pub(super) enum RawItem {
    Scalar(Scalar),
    Mapping(Entries<Scalar>),
}

/// The values of a profile, one a field, in the order of the fields. A field
/// that could not be read takes any value: what is wrong is known already.
pub(super) fn values(
    reading: &Reading<'_>,
    fields: &[Option<&Field>],
    profile: Entries<RawValue>,
    find: impl Fn(NodeId) -> Option<usize>,
) -> Vec<Option<FieldValue>> {
    let mut values = vec![None; fields.len()];
    for (_, raw) in profile.0 {
        let Some(position) = raw.node.and_then(&find) else { continue };
        if let (Some(field), Some(raw)) = (fields.get(position).copied().flatten(), raw.given()) {
            values[position] = value(reading, &field.kind, raw);
        }
    }
    values
}

fn value(reading: &Reading<'_>, kind: &FieldKind, raw: At<RawValue>) -> Option<FieldValue> {
    let node = raw.node;
    match (kind, raw.value) {
        (FieldKind::Choices(choices), RawValue::List(items)) => {
            Some(FieldValue::Choices(self::choices(reading, choices, items)))
        }
        (FieldKind::Table(columns), RawValue::List(items)) => Some(rows(reading, columns, items)),
        (FieldKind::Choices(_) | FieldKind::Table(_), RawValue::Scalar(scalar)) => {
            refuse(reading, node, "a list", found(&scalar))
        }
        (_, RawValue::List(_)) => refuse(reading, node, scalar_name(kind), Found::List),
        (FieldKind::Choice(choices), RawValue::Scalar(scalar)) => {
            let id = scalar_text(reading, At { node, value: scalar }, "a choice")?;
            choice(reading, choices, &id).map(FieldValue::Choice)
        }
        (FieldKind::Number { unit }, RawValue::Scalar(scalar)) => {
            number(reading, &At { node, value: scalar }, unit.as_deref()).map(FieldValue::Number)
        }
        (FieldKind::Money, RawValue::Scalar(scalar)) => {
            cell(reading, ColumnKind::Money, At { node, value: scalar })
        }
        (FieldKind::Text, RawValue::Scalar(scalar)) => {
            cell(reading, ColumnKind::Text, At { node, value: scalar })
        }
    }
}

fn scalar_name(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number { .. } => "a number",
        FieldKind::Money => "an amount of money",
        FieldKind::Text => "a text",
        FieldKind::Choice(_) => "one choice",
        FieldKind::Choices(_) | FieldKind::Table(_) => "a list",
    }
}

/// A number, an amount or a text; an empty text is no value.
fn cell(reading: &Reading<'_>, kind: ColumnKind, scalar: At<Scalar>) -> Option<FieldValue> {
    match kind {
        ColumnKind::Number => number(reading, &scalar, None).map(FieldValue::Number),
        ColumnKind::Money => {
            let text = scalar_text(reading, scalar, "an amount of money")?;
            sound(reading, text.node, Money::read(&text.value)).map(FieldValue::Money)
        }
        ColumnKind::Text => {
            let text = scalar_text(reading, scalar, "a text")?.value;
            (!text.is_empty()).then_some(FieldValue::Text(text))
        }
    }
}

/// A number, by how it is written: what YAML makes of `18.404` says no more
/// whether that is eighteen or eighteen thousand.
fn number(reading: &Reading<'_>, scalar: &At<Scalar>, unit: Option<&str>) -> Option<f64> {
    let written = match &scalar.value {
        Scalar::Text(text) if !text.trim().is_empty() => text,
        Scalar::Whole(_) | Scalar::Number(_) => {
            reading.text.slice(&reading.tree.node(scalar.node).span)
        }
        other => return refuse(reading, scalar.node, "a number", found(other)),
    };
    sound(reading, scalar.node, read_number(written, unit))
}

/// A value that could be read, or word of what is wrong with it.
fn sound<T>(reading: &Reading<'_>, node: NodeId, read: Result<T, ProblemKind>) -> Option<T> {
    read.map_err(|problem| reading.report(node, problem)).ok()
}

fn scalar_text(reading: &Reading<'_>, scalar: At<Scalar>, wanted: &str) -> Option<At<String>> {
    let node = scalar.node;
    match scalar.value {
        Scalar::Text(text) => Some(At { node, value: text }),
        other => refuse(reading, node, wanted, found(&other)),
    }
}

/// The position of a choice.
pub(super) fn choice(reading: &Reading<'_>, choices: &[Choice], id: &At<String>) -> Option<usize> {
    let position = choices.iter().position(|choice| choice.id == *id.value);
    if position.is_none() {
        let known = choices.iter().map(|choice| choice.id.as_str());
        reading.unknown(reading.tree.spot(id.node), &id.value, "choice", known);
    }
    position
}

fn choices(reading: &Reading<'_>, choices: &[Choice], items: Vec<Raw<RawItem>>) -> Vec<usize> {
    let mut chosen = Vec::with_capacity(items.len());
    for item in reading.items(items, "a choice") {
        let node = item.node;
        let RawItem::Scalar(scalar) = item.value else {
            refuse::<()>(reading, node, "a choice", Found::Mapping);
            continue;
        };
        let id = scalar_text(reading, At { node, value: scalar }, "a choice");
        let Some(id) = id else { continue };
        let Some(position) = choice(reading, choices, &id) else { continue };
        if chosen.contains(&position) {
            reading.report(node, ProblemKind::RepeatedEntry { noun: "choice", id: id.value });
        } else {
            chosen.push(position);
        }
    }
    chosen
}

fn rows(reading: &Reading<'_>, columns: &[Column], items: Vec<Raw<RawItem>>) -> FieldValue {
    let mut rows = Vec::with_capacity(items.len());
    for item in reading.items(items, "a row") {
        match item.value {
            RawItem::Mapping(entries) => rows.push(row(reading, columns, entries)),
            RawItem::Scalar(scalar) => {
                refuse::<()>(reading, item.node, "a row", found(&scalar));
            }
        }
    }
    FieldValue::Table(rows)
}

fn row(
    reading: &Reading<'_>,
    columns: &[Column],
    entries: Entries<Scalar>,
) -> Vec<Option<FieldValue>> {
    let mut row = vec![None; columns.len()];
    for (id, raw) in entries.0 {
        let Some(position) = columns.iter().position(|column| column.id == *id) else {
            let known = columns.iter().map(|column| column.id.as_str());
            if let Some(node) = raw.node {
                reading.unknown(reading.tree.key_spot(node), &id, "column", known);
            }
            continue;
        };
        row[position] =
            raw.given().and_then(|cell| self::cell(reading, columns[position].kind, cell));
    }
    row
}

fn found(scalar: &Scalar) -> Found {
    match scalar {
        Scalar::Boolean(_) => Found::Boolean,
        Scalar::Whole(_) | Scalar::Number(_) => Found::Number,
        Scalar::Text(_) => Found::Text,
    }
}

fn refuse<T>(reading: &Reading<'_>, node: NodeId, wanted: &str, found: Found) -> Option<T> {
    reading.wrong_type(node, wanted, found);
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answers, changed, check as check_text, check_with};

    #[track_caller]
    fn check(profile: &str, expected: &[(&str, &str)]) {
        check_text(&answers(&format!("answers: {{}}\nprofile: {{ {profile} }}")), expected);
    }

    #[test]
    fn a_value_has_the_kind_of_its_field() {
        check("mission: M, volume: 3.5, cost: 6.80 EUR, size: small, uses: [bot], goals: []", &[]);
        check("mission: , volume: ~, cost: , size: , uses: , goals: ", &[]);
        check("mission: 5", &[("wrong-type", "5")]);
        check("mission: [M]", &[("wrong-type", "mission")]);
        check("mission: { a: b }", &[("wrong-type", "mission")]);
        check("volume: many", &[("invalid-number", "many")]);
        check("volume: .nan", &[("wrong-type", ".nan")]);
        check("volume: true", &[("wrong-type", "true")]);
        check("volume: ''", &[("wrong-type", "''")]);
        check("cost: 6.80", &[("wrong-type", "6.80")]);
        check("cost: 6.80 Euro", &[("invalid-money", "6.80 Euro")]);
        check("size: [small]", &[("wrong-type", "size")]);
        check("size: true", &[("wrong-type", "true")]);
        check("uses: bot", &[("wrong-type", "bot")]);
        check("goals: many", &[("wrong-type", "many")]);
        check("missions: M", &[("unknown-reference", "missions")]);
    }

    /// However YAML takes it: as a number, as a text, or in quotes.
    #[test]
    fn a_number_is_read_as_it_is_written() {
        for clear in ["18404", "'18404'", "18 404", "1.234.567", "6.5", "'6,5'", "0.125", "12 %"] {
            check(&format!("volume: {clear}"), &[]);
        }
        for unclear in ["18.404", "'18.404'", "\"18,404\"", "1.000", "12.500"] {
            check(&format!("volume: {unclear}"), &[("ambiguous-number", unclear)]);
            let row = format!("goals: [ {{ goal: G, share: {unclear} }} ]");
            check(&row, &[("ambiguous-number", unclear)]);
        }
        check("cost: 6.800 EUR", &[("ambiguous-number", "6.800 EUR")]);
        check("cost: '6,80 EUR'", &[]);
        for wrong in ["1e3", "0x1F", ".5", "+5", "०"] {
            check(&format!("volume: {wrong}"), &[("invalid-number", wrong)]);
        }
        check("volume: -5", &[("out-of-range", "-5")]);
        check("volume: −5", &[("out-of-range", "−5")]);
    }

    #[test]
    fn a_number_makes_sense_in_its_unit() {
        let in_unit = |unit: &str, number: &str, expected: &[(&str, &str)]| {
            let kind = format!("ask: Volume?, kind: number, unit: {unit}");
            let questionnaire = changed("ask: Volume?, kind: number", &kind);
            let profile = format!("answers: {{}}\nprofile: {{ volume: {number} }}");
            check_with(&questionnaire, &answers(&profile), expected);
        };
        in_unit("percent", "12.5", &[]);
        in_unit("percent", "150", &[("out-of-range", "150")]);
        in_unit("'%'", "150 %", &[("out-of-range", "150 %")]);
        in_unit("contacts", "18404.5", &[("not-whole", "18404.5")]);
        in_unit("minutes", "150.5", &[]);
    }

    #[test]
    fn choices_are_known_and_named_once() {
        check("size: medium", &[("unknown-reference", "medium")]);
        check("uses: [bot, fax]", &[("unknown-reference", "fax")]);
        check("uses: [bot, bot]", &[("repeated-entry", "bot")]);
        check("uses: [ { a: b } ]", &[("wrong-type", "a")]);
        check("uses: [ ~ ]", &[("wrong-type", "~")]);
    }

    #[test]
    fn rows_have_the_columns_of_their_field() {
        check("goals: [ { goal: G, share: 5 }, {}, { goal: } ]", &[]);
        check("goals: [ { gaol: G } ]", &[("unknown-reference", "gaol")]);
        check("goals: [ { share: much } ]", &[("invalid-number", "much")]);
        check("goals: [ G ]", &[("wrong-type", "G")]);
        check("goals: [ { goal: [G] } ]", &[("wrong-type", "goal")]);
    }
}
