//! The profile as it was stated: goals, trends and all other facts.

use crate::model::{Choice, Column, Field, FieldIx, FieldKind, FieldValue};
use crate::report::model::StatedReport;

use super::Assessment;

/// Every field that states something, in questionnaire order.
pub(super) fn profile(assessment: &Assessment<'_>) -> Vec<StatedReport> {
    let fields = (0..assessment.questionnaire.profile.len()).map(FieldIx);
    fields
        .filter_map(|ix| {
            let field = &assessment.questionnaire[ix];
            let answers = values(field, assessment.tally.field(ix)?);
            Some(StatedReport { id: field.id.to_string(), ask: field.ask.clone(), answers })
        })
        .collect()
}

/// What was stated, one text a row.
fn values(field: &Field, value: &FieldValue) -> Vec<String> {
    let title = |choices: &[Choice], at: &usize| choices[*at].title.clone();
    match (&field.kind, value) {
        (FieldKind::Choice(choices), FieldValue::Choice(at)) => vec![title(choices, at)],
        (FieldKind::Choices(_), value) if value.is_none_of_the_choices() => vec!["none".to_owned()],
        (FieldKind::Choices(choices), FieldValue::Choices(named)) => {
            named.iter().map(|at| title(choices, at)).collect()
        }
        (FieldKind::Table(columns), FieldValue::Table(rows)) => {
            rows.iter().map(|cells| row(columns, cells)).collect()
        }
        (FieldKind::Number { unit: Some(unit) }, value) => {
            plain(value).map(|number| format!("{number} {unit}")).into_iter().collect()
        }
        (_, value) => plain(value).into_iter().collect(),
    }
}

/// "Keep repeat buyers (Owner: Head of Marketing)": the first column bare.
fn row(columns: &[Column], cells: &[Option<FieldValue>]) -> String {
    let text = |cell: &Option<FieldValue>| plain(cell.as_ref()?);
    let first = cells.first().and_then(text).unwrap_or_default();
    let rest = columns.iter().zip(cells).skip(1);
    let rest: Vec<String> = rest
        .filter_map(|(column, cell)| Some(format!("{}: {}", column.title, text(cell)?)))
        .collect();
    if rest.is_empty() { first } else { format!("{first} ({})", rest.join("; ")) }
}

fn plain(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Money(money) => Some(money.written.clone()),
        FieldValue::Number(number) => Some(number.to_string()),
        FieldValue::Choice(_) | FieldValue::Choices(_) | FieldValue::Table(_) => None,
    }
}
