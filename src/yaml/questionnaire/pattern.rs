//! Patterns and checklists.

use super::Definitions;
use super::condition::Scope;
use super::raw::{RawChecklist, RawChecklistRow, RawPattern};
use crate::model::{Checklist, ChecklistRow, Pattern, PatternKind, QuestionIx};
use crate::yaml::checks::need;
use crate::yaml::raw::{At, List};
use crate::yaml::reading::Reading;

impl Definitions<'_, '_> {
    pub(super) fn patterns(&self, list: List<RawPattern>) -> Vec<Pattern> {
        let patterns = self.reading.optional_items(list, "a pattern");
        patterns.into_iter().filter_map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern(&self, raw: At<RawPattern>) -> Option<Pattern> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let kind = raw.kind.given().and_then(|kind| {
            reading.word(&kind, "kind of pattern", &PatternKind::ALL, PatternKind::name)
        });
        let when =
            need!(reading, node, raw.when).and_then(|when| self.condition(when, Scope::Everything));
        let says = need!(reading, node, raw.says).and_then(|says| reading.text(says));
        Some(Pattern {
            id: id?,
            title: title?,
            kind: kind.unwrap_or(PatternKind::Pattern),
            when: when?,
            says: says?,
            costs: Reading::optional_text(raw.costs),
            first_step: Reading::optional_text(raw.first_step),
            basis: reading.texts(raw.basis),
        })
    }

    pub(super) fn checklists(&self, list: List<RawChecklist>) -> Vec<Checklist> {
        Self::names(self.reading, "checklist", &list, |checklist| &checklist.id);
        let checklists = self.reading.optional_items(list, "a checklist");
        checklists.into_iter().filter_map(|checklist| self.checklist(checklist)).collect()
    }

    fn checklist(&self, raw: At<RawChecklist>) -> Option<Checklist> {
        let At { node, value: raw } = raw;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let rows = need!(self.reading, node, raw.rows)?;
        let rows = self.one_or_more(rows, "rows");
        let rows = rows.into_iter().filter_map(|row| self.checklist_row(row)).collect();
        Some(Checklist { id: id?, title: title?, rows })
    }

    fn checklist_row(&self, raw: At<RawChecklistRow>) -> Option<ChecklistRow> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let ask = need!(reading, node, raw.ask).and_then(|ask| reading.text(ask));
        let questions = need!(reading, node, raw.questions)?;
        let questions = self.one_or_more(questions, "questions");
        let questions = self.questions.find_all(reading, questions, QuestionIx);
        Some(ChecklistRow { ask: ask?, questions, basis: reading.texts(raw.basis) })
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{SAMPLE, changed, check};

    #[test]
    fn patterns_are_checked() {
        check(&changed(", says: It is lost.", ""), &[("missing-key", "lost")]);
        check(
            &changed("says: It is lost.", "says: S, kind: paradox"),
            &[("unknown-word", "paradox")],
        );
        check(&changed("says: It is lost.", "says: S, kind: contradiction, basis: [3-48]"), &[]);
        check(&changed("id: lost", "id: lost_one"), &[("invalid-id", "lost_one")]);
    }

    #[test]
    fn checklists_are_checked() {
        let check = |rows: &str, expected: &[(&str, &str)]| {
            let list = format!("checklists: [ {{ id: six, title: Six, rows: {rows} }} ]\n");
            check(&format!("{SAMPLE}{list}"), expected);
        };
        check("[ { ask: Where?, questions: [own-case], basis: [3-26] } ]", &[]);
        check("[]", &[("wrong-count", "rows")]);
        check("[ { ask: Where?, questions: [] } ]", &[("wrong-count", "questions")]);
        check("[ { ask: Where? } ]", &[("missing-key", "ask")]);
        check("[ { ask: Where?, questions: [own] } ]", &[("unknown-reference", "own")]);
        check(
            "[ { ask: Where?, questions: [own-case, own-case] } ]",
            &[("repeated-entry", "own-case")],
        );
    }

    #[test]
    fn checklists_have_ids_of_their_own() {
        let list = "{ id: six, title: Six, rows: [ { ask: Where?, questions: [own-case] } ] }";
        check(&format!("{SAMPLE}checklists: [ {list}, {list} ]\n"), &[("duplicate-id", "six")]);
    }
}
