//! What stands before the questions: language, levels, roles, limits of the
//! arithmetic, postures.

use std::collections::BTreeSet;

use super::Definitions;
use super::raw::{RawLevel, RawPosture, RawPostureWhen, RawRole, RawScoring};
use crate::model::{Id, LevelBand, Posture, PostureWhen, ProblemKind, Role, Scoring, Side, Tenths};
use crate::yaml::checks::need;
use crate::yaml::raw::{At, List, Raw};
use crate::yaml::reading::Reading;
use crate::yaml::tree::{NodeId, Shape};

/// The language of the report's own sentences.
const ENGLISH: &str = "en";

pub(super) const SIDES: [Side; 2] = [Side::Leader, Side::Frontline];

pub(super) fn side_name(side: Side) -> &'static str {
    match side {
        Side::Leader => "leader",
        Side::Frontline => "frontline",
    }
}

impl Definitions<'_, '_> {
    pub(super) fn language(&self, text: At<String>) -> Option<String> {
        let node = text.node;
        let language = self.reading.label(text)?;
        if language != ENGLISH && !language.starts_with("en-") {
            let language = language.clone();
            self.reading.report(node, ProblemKind::OtherLanguage { language });
        }
        Some(language)
    }

    pub(super) fn retired(&self, list: List<String>) -> Vec<Id> {
        let mut seen = BTreeSet::new();
        let mut retired = Vec::new();
        for text in self.reading.optional_items(list, "an id") {
            retired.extend(self.reading.id(&text));
            if let Some(question) = self.questions.node(&text.value) {
                self.reading.report(question, ProblemKind::RetiredId { id: text.value.clone() });
            }
            if !seen.insert(text.value.clone()) {
                let kind = ProblemKind::RepeatedEntry { noun: "retired question", id: text.value };
                self.reading.report(text.node, kind);
            }
        }
        retired
    }

    pub(super) fn levels(&self, list: At<Vec<Raw<RawLevel>>>) -> Option<[LevelBand; 5]> {
        let found = list.value.len();
        if found != 5 {
            let (noun, wanted) = ("levels", "exactly five");
            self.reading.report(list.node, ProblemKind::WrongCount { noun, wanted, found });
        }
        let first = self.reading.tree.first_child(list.node);
        let mut before = None;
        let mut levels = Vec::with_capacity(5);
        for raw in self.reading.items(list.value, "a level") {
            let is_first = Some(raw.node) == first;
            let from = self.level_from(raw.node, raw.value.from, is_first, before);
            before = from.or(before);
            let name = need!(self.reading, raw.node, raw.value.name);
            let name = name.and_then(|name| self.reading.label(name));
            let means = Reading::optional_text(raw.value.means).unwrap_or_default();
            levels.extend(name.zip(from).map(|(name, from)| LevelBand { name, from, means }));
        }
        levels.try_into().ok()
    }

    /// The lowest score of a level; `before` is that of the level before it.
    fn level_from(
        &self,
        level: NodeId,
        from: Raw<f64>,
        is_first: bool,
        before: Option<Tenths>,
    ) -> Option<Tenths> {
        let raw = self.reading.need(from, level, "from")?;
        let from = self.reading.tenths(&raw, 0, 100)?;
        let is_wrong = match before {
            None => is_first && from != Tenths::ZERO,
            Some(before) => from <= before,
        };
        if is_wrong {
            self.reading.report(raw.node, ProblemKind::LevelOrder { first: is_first });
        }
        Some(from)
    }

    pub(super) fn roles(&self, list: List<RawRole>) -> Vec<Role> {
        let roles = self.reading.optional_items(list, "a role");
        roles.into_iter().filter_map(|role| self.role(role)).collect()
    }

    fn role(&self, raw: At<RawRole>) -> Option<Role> {
        let At { node, value: raw } = raw;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let side = need!(self.reading, node, raw.side)
            .and_then(|side| self.reading.word(&side, "side", &SIDES, side_name));
        let weight = self.weight(raw.weight);
        Some(Role { id: id?, title: title?, side: side?, weight })
    }

    pub(super) fn scoring(&self, raw: Raw<RawScoring>) -> Scoring {
        let default = Scoring::default();
        let Some(raw) = raw.value else { return default };
        let limit = |number: Raw<i64>, low, high, default| {
            let number = number.given();
            number.and_then(|number| self.reading.whole(&number, low, high)).unwrap_or(default)
        };
        Scoring {
            coverage: limit(raw.coverage, 1, Some(100), default.coverage),
            stage_share: limit(raw.stage_share, 1, Some(100), default.stage_share),
            min_group: limit(raw.min_group, 3, None, default.min_group),
        }
    }

    pub(super) fn postures(&self, list: At<Vec<Raw<RawPosture>>>) -> Vec<Posture> {
        let parent = list.node;
        let postures = self.one_or_more(list, "postures");
        postures.into_iter().filter_map(|posture| self.posture(posture, parent)).collect()
    }

    fn posture(&self, raw: At<RawPosture>, list: NodeId) -> Option<Posture> {
        let At { node, value: raw } = raw;
        let is_last = self.reading.tree.next_child(list, node).is_none();
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let when = raw.when.node.filter(|&when| self.is_filled(when));
        if when.is_some() == is_last {
            let place = when.unwrap_or(node);
            self.reading.report(place, ProblemKind::PostureOrder { last: is_last });
        }
        let when = raw.when.value.map(|when| self.posture_when(when)).unwrap_or_default();
        Some(Posture {
            id: id?,
            title: title?,
            when,
            verdict: Reading::optional_text(raw.verdict),
            means: Reading::optional_text(raw.means).unwrap_or_default(),
        })
    }

    /// Whether a node is more than a key without a value, or `{}`.
    fn is_filled(&self, node: NodeId) -> bool {
        let tree = &self.reading.tree;
        tree.node(node).shape == Shape::Scalar || tree.first_child(node).is_some()
    }

    fn posture_when(&self, raw: RawPostureWhen) -> PostureWhen {
        let limit = |number: Raw<f64>, low| {
            number.given().and_then(|number| self.reading.tenths(&number, low, 100))
        };
        PostureWhen {
            prevention_min: limit(raw.prevention_min, 0),
            resolution_min: limit(raw.resolution_min, 0),
            gap_min: limit(raw.gap_min, -100),
            gap_below: limit(raw.gap_below, -100),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{changed, check};

    #[test]
    fn levels_rise_from_zero() {
        check(&changed("from: 0 ", "from: 5 "), &[("level-order", "5")]);
        check(&changed("from: 65", "from: 45"), &[("level-order", "45")]);
        check(&changed("from: 65", "from: 40"), &[("level-order", "40")]);
        check(&changed("from: 65", "from: 101"), &[("out-of-range", "101")]);
        check(&changed("from: 65", "from: 65.55"), &[("too-precise", "65.55")]);
        check(&changed(", from: 0 ", ""), &[("missing-key", "name")]);
        check(&changed("  - { name: Routine, from: 65 }\n", ""), &[("wrong-count", "levels")]);
        check(&changed("name: Routine", "name: 4"), &[("wrong-type", "4")]);
        check(&changed("name: Routine", "name: On"), &[("boolean-label", "On")]);
        check(&changed("name: Routine", "name: 'On'"), &[]);
    }

    #[test]
    fn postures_end_with_one_for_the_rest() {
        check(&changed("when: { prevention_min: 50 }", "when: {}"), &[("posture-order", "good")]);
        check(
            &changed("title: Rest", "title: Rest, when: { gap_min: 1 }"),
            &[("posture-order", "when")],
        );
        check(&changed("prevention_min: 50", "prevention_min: 101"), &[("out-of-range", "101")]);
        check(&changed("prevention_min: 50", "prevention_min: low"), &[("wrong-type", "low")]);
        check(&changed("prevention_min: 50", "gap_below: -8.25"), &[("too-precise", "-8.25")]);
        check(&changed("id: rest", "id: good"), &[("duplicate-id", "good")]);
    }

    #[test]
    fn roles_stand_on_a_side() {
        check(&changed("side: leader", "side: leaders"), &[("unknown-word", "leaders")]);
        check(&changed(", side: leader", ""), &[("missing-key", "leader")]);
        check(&changed("side: leader", "side: leader, weight: 101"), &[("out-of-range", "101")]);
        check(&changed("title: Leaders", "title: ''"), &[("empty-text", "title")]);
    }

    #[test]
    fn limits_of_the_arithmetic_have_ranges() {
        let check = |scoring: &str, expected: &[(&str, &str)]| {
            check(&changed("levels:", &format!("scoring: {scoring}\nlevels:")), expected);
        };
        check("{ coverage: 1, stage_share: 100, min_group: 3 }", &[]);
        check("{ coverage: 0 }", &[("out-of-range", "0")]);
        check("{ stage_share: 101 }", &[("out-of-range", "101")]);
        check("{ min_group: 2 }", &[("out-of-range", "2")]);
        check("{ min_group: 3.5 }", &[("wrong-type", "3.5")]);
        check("{ min_groups: 5 }", &[("unknown-key", "min_groups")]);
    }

    #[test]
    fn the_language_is_english_or_else() {
        check(&changed("language: en", "language: en-GB"), &[]);
        check(&changed("language: en", "language: de"), &[("other-language", "de")]);
        check(
            &changed("language: en", "language: no"),
            &[("boolean-label", "no"), ("other-language", "no")],
        );
    }

    #[test]
    fn retired_ids_stay_away() {
        let check = |retired: &str, expected: &[(&str, &str)]| {
            check(&changed("levels:", &format!("retired: {retired}\nlevels:")), expected);
        };
        check("[own-old, own-older]", &[]);
        check("[own-old, own-old]", &[("repeated-entry", "own-old")]);
        check("[own-case]", &[("retired-id", "own-case")]);
        check("[Own]", &[("invalid-id", "Own")]);
    }

    #[test]
    fn a_version_is_a_text() {
        check(&changed("version: 1.0.0", "version: 1.0"), &[("wrong-type", "1.0")]);
        check(&changed("version: 1.0.0", "version: ~"), &[("missing-key", "version")]);
        check(&changed("id: sample", "id: Sample"), &[("invalid-id", "Sample")]);
        check(&changed("format: questionnaire/1", "format: 1"), &[("wrong-format", "1")]);
    }
}
