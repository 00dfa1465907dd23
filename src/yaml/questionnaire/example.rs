//! The examples of a questionnaire: answers, and what has to come out.

use super::Definitions;
use super::raw::{RawExample, RawExpected};
use crate::model::{Example, Expected, Field, Level, PostureIx};
use crate::yaml::checks::need;
use crate::yaml::profile;
use crate::yaml::raw::{At, Entries, List, Raw};

/// The key that answers every question.
const EVERY_QUESTION: &str = "*";

impl Definitions<'_, '_> {
    pub(super) fn examples(&self, list: List<RawExample>) -> Vec<Example> {
        let examples = self.reading.optional_items(list, "an example");
        examples.into_iter().filter_map(|example| self.example(example)).collect()
    }

    fn example(&self, raw: At<RawExample>) -> Option<Example> {
        let At { node, value: raw } = raw;
        let name = need!(self.reading, node, raw.name).and_then(|name| self.reading.text(name));
        let levels = self.example_levels(raw.answers.value);
        let fields: Vec<Option<&Field>> = self.profile.iter().map(Option::as_ref).collect();
        let values = raw.profile.value.unwrap_or_default();
        let find = |node| self.fields.find_key(self.reading, node);
        let profile = profile::values(self.reading, &fields, values, find);
        let expect = raw.expect.value.map(|expect| self.expected(expect)).unwrap_or_default();
        Some(Example { name: name?, levels, profile, expect })
    }

    /// The levels of all questions; a question of its own goes before `*`.
    fn example_levels(&self, answers: Option<Entries<i64>>) -> Vec<Option<Level>> {
        let mut own = Vec::new();
        let mut levels = vec![None; self.questions.count()];
        for (id, answer) in answers.map(|entries| entries.0).unwrap_or_default() {
            let node = answer.node;
            let level = answer.given().and_then(|level| self.reading.level(&level));
            if id == EVERY_QUESTION {
                levels.fill(level);
            } else if let Some(node) = node {
                own.extend(self.questions.find_key(self.reading, node).zip(Some(level)));
            }
        }
        for (position, level) in own {
            levels[position] = level;
        }
        levels
    }

    fn expected(&self, raw: RawExpected) -> Expected {
        let score = |number: Raw<f64>, low| {
            number.given().and_then(|number| self.reading.tenths(&number, low, 100))
        };
        let posture = raw.posture.given().and_then(|id| self.postures.find(self.reading, &id));
        Expected {
            prevention: score(raw.prevention, 0),
            resolution: score(raw.resolution, 0),
            gap: score(raw.gap, -100),
            posture: posture.map(PostureIx),
            patterns: raw.patterns.value.map(|ids| self.expected_patterns(ids)),
        }
    }

    fn expected_patterns(&self, ids: Vec<Raw<String>>) -> Vec<crate::model::Id> {
        let ids = self.reading.items(ids, "an id");
        let known = ids.iter().filter(|id| self.patterns.find(self.reading, id).is_some());
        known.filter_map(|id| crate::model::Id::new(&id.value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{SAMPLE, check as check_text};

    #[track_caller]
    fn check(example: &str, expected: &[(&str, &str)]) {
        check_text(&format!("{SAMPLE}examples: [ {{ {example} }} ]\n"), expected);
    }

    #[test]
    fn examples_are_checked() {
        check("name: n, answers: { '*': 5, own-case: 1 }, expect: { gap: -100 }", &[]);
        check("answers: { '*': 5 }", &[("missing-key", "answers")]);
        check("name: n, answers: { own: 1 }", &[("unknown-reference", "own")]);
        check("name: n, answers: { '*': 6 }", &[("out-of-range", "6")]);
        check("name: n, answers: { '*': many }", &[("wrong-type", "many")]);
        check("name: n, profile: { missions: M }", &[("unknown-reference", "missions")]);
        check("name: n, profile: { size: tiny }", &[("unknown-reference", "tiny")]);
        check("name: n, expect: { prevention: 100.5 }", &[("out-of-range", "100.5")]);
        check("name: n, expect: { prevention: 33.33 }", &[("too-precise", "33.33")]);
        check("name: n, expect: { posture: best }", &[("unknown-reference", "best")]);
        check("name: n, expect: { patterns: [found] }", &[("unknown-reference", "found")]);
        check("name: n, expect: { patterns: lost }", &[("wrong-type", "lost")]);
    }
}
