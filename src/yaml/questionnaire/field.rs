//! The fields of the profile, with their choices and columns.

use super::Definitions;
use super::raw::{RawChoice, RawColumn, RawField};
use crate::model::{Choice, Column, ColumnKind, Field, FieldKind, ProblemKind, QuestionIx, RoleIx};
use crate::yaml::checks::need;
use crate::yaml::raw::{At, List};
use crate::yaml::reading::Reading;
use crate::yaml::tree::NodeId;

/// The kinds of fields, by the word that names them.
pub(super) const KINDS: [&str; 6] = ["number", "money", "text", "choice", "choices", "table"];

pub(super) const COLUMN_KINDS: [ColumnKind; 3] =
    [ColumnKind::Number, ColumnKind::Money, ColumnKind::Text];

pub(super) fn column_kind_name(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => "number",
        ColumnKind::Money => "money",
        ColumnKind::Text => "text",
    }
}

impl Definitions<'_, '_> {
    pub(super) fn fields(&self, list: List<RawField>) -> Vec<Option<Field>> {
        let fields = self.reading.optional_items(list, "a field");
        fields.into_iter().map(|field| self.field(field)).collect()
    }

    fn field(&self, raw: At<RawField>) -> Option<Field> {
        let At { node, value: mut raw } = raw;
        let id = self.reading.need(raw.id, node, "id").and_then(|id| self.reading.id(&id));
        let ask = need!(self.reading, node, raw.ask).and_then(|ask| self.reading.text(ask));
        let word = self.reading.need(raw.kind, node, "kind");
        let kind = word.and_then(|word| self.reading.word(&word, "kind", &KINDS, |name| name));
        if let Some(kind) = kind {
            self.misplaced_field_keys(node, kind);
        }
        let choices = std::mem::replace(&mut raw.choices, List { node: None, value: None });
        let kind = match kind? {
            "number" => FieldKind::Number { unit: Reading::optional_text(raw.unit) },
            "money" => FieldKind::Money,
            "text" => FieldKind::Text,
            "choice" => FieldKind::Choice(self.field_choices(node, choices)?),
            "choices" => FieldKind::Choices(self.field_choices(node, choices)?),
            _ => FieldKind::Table(self.columns(node, raw.columns)?),
        };
        let who = self.references(&self.roles, raw.who, RoleIx);
        let basis = self.reading.texts(raw.basis);
        Some(Field { id: id?, ask: ask?, kind, who, basis })
    }

    /// Reports keys that belong to another kind of field.
    fn misplaced_field_keys(&self, node: NodeId, kind: &str) {
        let own = match kind {
            "number" => "unit",
            "choice" | "choices" => "choices",
            "table" => "columns",
            _ => "",
        };
        for key in ["unit", "choices", "columns"] {
            let Some(child) = self.reading.tree.value(node, key).filter(|_| key != own) else {
                continue;
            };
            let beside = format!("a field of kind `{kind}`");
            self.reading.report_key(child, ProblemKind::MisplacedKey { key, beside });
        }
    }

    fn field_choices(&self, node: NodeId, list: List<RawChoice>) -> Option<Vec<Choice>> {
        Self::names(self.reading, "choice", &list, |choice| &choice.id);
        let list = self.reading.need(list, node, "choices")?;
        let choices = self.one_or_more(list, "choices");
        let read = choices.into_iter().map(|choice| self.field_choice(choice));
        read.collect::<Vec<_>>().into_iter().collect()
    }

    fn field_choice(&self, raw: At<RawChoice>) -> Option<Choice> {
        let At { node, value: raw } = raw;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let rests_on = self.references(&self.questions, raw.rests_on, QuestionIx);
        Some(Choice { id: id?, title: title?, rests_on })
    }

    fn columns(&self, node: NodeId, list: List<RawColumn>) -> Option<Vec<Column>> {
        Self::names(self.reading, "column", &list, |column| &column.id);
        let list = self.reading.need(list, node, "columns")?;
        let columns = self.one_or_more(list, "columns");
        let read = columns.into_iter().map(|column| self.column(column));
        read.collect::<Vec<_>>().into_iter().collect()
    }

    fn column(&self, raw: At<RawColumn>) -> Option<Column> {
        let At { node, value: raw } = raw;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let kind = match raw.kind.given() {
            Some(kind) => self.reading.word(&kind, "kind", &COLUMN_KINDS, column_kind_name),
            None => Some(ColumnKind::Text),
        };
        Some(Column { id: id?, title: title?, kind: kind? })
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{changed, check as check_text};

    /// Checks one more field.
    #[track_caller]
    fn check(field: &str, expected: &[(&str, &str)]) {
        let field = format!("profile:\n  - {{ id: new, ask: New?, {field} }}\n");
        check_text(&changed("profile:\n", &field), expected);
    }

    #[test]
    fn a_field_has_a_kind_and_what_belongs_to_it() {
        check("kind: number, unit: contacts, who: [leader], basis: [0-11]", &[]);
        check("kind: numbers", &[("unknown-word", "numbers")]);
        check("who: []", &[("missing-key", "new")]);
        check("kind: text, unit: words", &[("misplaced-key", "unit")]);
        check("kind: money, choices: []", &[("misplaced-key", "choices")]);
        check("kind: choice", &[("missing-key", "new")]);
        check("kind: choices, choices: []", &[("wrong-count", "choices")]);
        check("kind: table, columns: []", &[("wrong-count", "columns")]);
        check("kind: text, who: [boss]", &[("unknown-reference", "boss")]);
        check("kind: text, who: [leader, leader]", &[("repeated-entry", "leader")]);
    }

    #[test]
    fn choices_and_columns_have_ids_of_their_own() {
        let one = "{ id: a, title: A }";
        check(&format!("kind: choice, choices: [ {one}, {one} ]"), &[("duplicate-id", "a")]);
        check(&format!("kind: table, columns: [ {one}, {one} ]"), &[("duplicate-id", "a")]);
        check("kind: choice, choices: [ { id: a } ]", &[("missing-key", "a")]);
        check("kind: choice, choices: [ { title: A } ]", &[("missing-key", "title")]);
        check("kind: choice, choices: [ a ]", &[("wrong-type", "a")]);
        check(
            "kind: choices, choices: [ { id: a, title: A, rests_on: [own-case, own-goal] } ]",
            &[("unknown-reference", "own-goal")],
        );
        check(
            "kind: table, columns: [ { id: a, title: A, kind: choice } ]",
            &[("unknown-word", "choice")],
        );
    }

    #[test]
    fn a_field_that_cannot_be_read_hides_what_refers_to_it() {
        let text = changed("kind: choice,", "kind: chioce,");
        let when = "{ question: own-case, at_most: 2 }";
        let text = text.replace(when, "{ field: size, includes: small }");
        check_text(&text, &[("unknown-word", "chioce")]);
        let text =
            changed("roles:\n  - { id: leader, title: Leaders, side: leader }", "roles: leader");
        let text = text.replace("kind: text }", "kind: text, who: [leader] }");
        check_text(&text, &[("wrong-type", "leader")]);
    }
}
