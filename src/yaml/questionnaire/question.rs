//! Questions, with their anchors and what they recommend.

use super::condition::Scope;
use super::needs::Needs;
use super::raw::{RawAction, RawQuestion, RawSteps};
use super::{Definitions, Texts};
use crate::model::{
    Action, ActionKind, DimensionIx, FirstStep, Lens, ProblemKind, Question, RoleIx,
};
use crate::yaml::checks::need;
use crate::yaml::raw::{At, Mapping, Raw};
use crate::yaml::reading::Reading;
use crate::yaml::tree::NodeId;

/// The most words that a title has: it stands in tables.
const TITLE_WORDS: usize = 6;

/// The effort of an action that names none: the middle.
const USUAL_EFFORT: u32 = 3;

/// The texts that differ from question to question.
pub(super) struct QuestionTexts {
    titles: Texts,
    asks: Texts,
}

impl Default for QuestionTexts {
    fn default() -> Self {
        Self { titles: Texts::new("question title"), asks: Texts::new("question") }
    }
}

impl Definitions<'_, '_> {
    pub(super) fn question(
        &self,
        raw: At<RawQuestion>,
        dimension: DimensionIx,
        texts: &mut QuestionTexts,
        needs: &mut Needs,
    ) -> Option<Question> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let (title_node, ask_node) = (raw.title.node, raw.ask.node);
        let own_id = raw.id.value.clone().unwrap_or_default();
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        let ask = need!(reading, node, raw.ask).and_then(|ask| reading.text(ask));
        if let (Some(node), Some(title)) = (title_node, &title) {
            self.title_length(node, title);
            texts.titles.check(reading, node, title);
        }
        if let (Some(node), Some(ask)) = (ask_node, &ask) {
            texts.asks.check(reading, node, ask);
        }
        let lens = need!(reading, node, raw.lens)
            .and_then(|lens| reading.word(&lens, "lens", &Lens::ALL, Lens::name));
        let anchors = need!(reading, node, raw.anchors).and_then(|list| self.anchors(list));
        let rev = raw.rev.given().and_then(|rev| reading.whole(&rev, 1, None)).unwrap_or(1);
        let ask_as = self.ask_as(raw.ask_as);
        let who = self.references(&self.roles, raw.who, RoleIx);
        let when = raw.when.given().and_then(|when| self.condition(when, Scope::Profile));
        let needs = needs.read(self, own_id, raw.needs);
        let action = raw.action.given().and_then(|action| self.action(action));
        Some(Question {
            id: id?,
            dimension,
            rev,
            lens: lens?,
            weight: self.weight(raw.weight),
            title: title?,
            ask: ask?,
            ask_as,
            who,
            when,
            compare: raw.compare.value.unwrap_or(true),
            anchors: anchors?,
            ask_for: reading.texts(raw.ask_for),
            feels: Reading::optional_text(raw.feels),
            tags: self.tags(raw.tags),
            basis: reading.texts(raw.basis),
            needs,
            action,
        })
    }

    fn title_length(&self, node: NodeId, title: &str) {
        let words = title.split_whitespace().count();
        if words > TITLE_WORDS {
            self.reading.report(node, ProblemKind::LongTitle { words });
        }
    }

    fn anchors(&self, list: At<Vec<Raw<String>>>) -> Option<[String; 5]> {
        let found = list.value.len();
        if found != 5 {
            let (noun, wanted) = ("anchors", "exactly five");
            self.reading.report(list.node, ProblemKind::WrongCount { noun, wanted, found });
        }
        let mut texts = Texts::new("anchor");
        let mut anchors = Vec::with_capacity(5);
        for anchor in self.reading.items(list.value, "a text") {
            let node = anchor.node;
            let Some(anchor) = self.reading.text(anchor) else { continue };
            texts.check(self.reading, node, &anchor);
            anchors.push(anchor);
        }
        anchors.try_into().ok()
    }

    fn ask_as(&self, wordings: Mapping<String>) -> Vec<(RoleIx, String)> {
        let mut read = Vec::new();
        for (_, wording) in wordings.value.map(|entries| entries.0).unwrap_or_default() {
            let role = wording.node.and_then(|node| self.roles.find_key(self.reading, node));
            let wording = wording.given().and_then(|wording| self.reading.text(wording));
            read.extend(role.map(RoleIx).zip(wording));
        }
        read
    }

    fn tags(&self, tags: Mapping<String>) -> Vec<(String, String)> {
        let entries = tags.value.map(|entries| entries.0).unwrap_or_default();
        let tag = |(name, value): (String, Raw<String>)| {
            value.given().and_then(|value| Some((name, self.reading.label(value)?)))
        };
        entries.into_iter().filter_map(tag).collect()
    }

    fn action(&self, raw: At<RawAction>) -> Option<Action> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let title = need!(reading, node, raw.title).and_then(|title| reading.text(title));
        reading.one_of(node, &["first_step", "steps"], false);
        let same = Reading::optional_text(raw.first_step).map(FirstStep::Always);
        let by_level = raw.steps.given().and_then(|steps| self.steps(steps));
        let effort = raw.effort.given().and_then(|effort| reading.whole(&effort, 1, Some(5)));
        let kind = raw.kind.given().and_then(|kind| {
            reading.word(&kind, "kind of action", &ActionKind::ALL, ActionKind::name)
        });
        Some(Action {
            title: title?,
            owner: Reading::optional_text(raw.owner),
            first_step: by_level.or(same),
            metric: Reading::optional_text(raw.metric),
            effort: effort.unwrap_or(USUAL_EFFORT),
            outcome: raw.outcome.given().and_then(|outcome| reading.id(&outcome)),
            kind,
            by_centre: raw.by_centre.value.unwrap_or_default(),
        })
    }

    fn steps(&self, raw: At<RawSteps>) -> Option<FirstStep> {
        let At { node, value: raw } = raw;
        let text =
            |step, key| self.reading.need(step, node, key).and_then(|step| self.reading.text(step));
        let (from_1, from_3) = (text(raw.from_1, "1"), text(raw.from_3, "3"));
        Some(FirstStep::ByLevel { from_1: from_1?, from_3: from_3? })
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{changed, check as check_text};

    /// Checks one more key of the second question.
    #[track_caller]
    fn check(key: &str, expected: &[(&str, &str)]) {
        let lens = "        lens: resolution\n";
        check_text(&changed(lens, &format!("{lens}        {key}\n")), expected);
    }

    #[test]
    fn a_question_has_what_it_needs() {
        check_text(&changed("        lens: resolution\n", ""), &[("missing-key", "own-case")]);
        check_text(&changed("lens: resolution", "lens: resolve"), &[("unknown-word", "resolve")]);
        check_text(&changed("ask: Who holds a case?", "ask:"), &[("missing-key", "ask")]);
        check_text(&changed("ask: Who holds a case?", "ask: []"), &[("wrong-type", "ask")]);
        check_text(
            &changed("      - id: own-case\n        lens", "      - lens"),
            &[("missing-key", "lens")],
        );
    }

    #[test]
    fn titles_and_questions_differ() {
        check_text(
            &changed("One owner per case", "Owners of reasons"),
            &[("duplicate-text", "Owners of reasons")],
        );
        check_text(
            &changed("Who holds a case?", "Who makes each reason rarer?"),
            &[("duplicate-text", "Who makes each reason rarer?")],
        );
        check_text(&changed("One owner per case", "One two three four five six"), &[]);
        check_text(
            &changed("One owner per case", "One two three four five six 7"),
            &[("long-title", "One two three four five six 7")],
        );
    }

    #[test]
    fn anchors_are_five_and_differ() {
        check_text(&changed("[Nobody., One team.", "[Nobody."), &[("wrong-count", "anchors")]);
        check_text(&changed("Some., All.", "Some., Some."), &[("duplicate-text", "Some.")]);
        check_text(&changed("Some., All.", "Some., ~"), &[("wrong-type", "~")]);
        check_text(&changed("Some., All.", "Some., 4"), &[("wrong-type", "4")]);
        check_text(&changed("Some., All.", "Some., ' '"), &[("empty-text", "' '")]);
    }

    #[test]
    fn what_a_question_may_have_is_checked() {
        check("rev: 0", &[("out-of-range", "0")]);
        check("weight: 101", &[("out-of-range", "101")]);
        check("weight: '2'", &[("wrong-type", "'2'")]);
        check("who: leader", &[("wrong-type", "leader")]);
        check("who: [leadr]", &[("unknown-reference", "leadr")]);
        check("ask_as: { leader: Who?, boss: Who else? }", &[("unknown-reference", "boss")]);
        check("ask_as: { leader: '' }", &[("empty-text", "leader")]);
        check("ask_for: [a, '']", &[("empty-text", "''")]);
        check("tags: { pillar: on }", &[("boolean-label", "on")]);
        check("basis: 0-18", &[("wrong-type", "0-18")]);
        check("anchor: []", &[("unknown-key", "anchor")]);
    }

    #[test]
    fn an_action_is_checked() {
        check("action: { title: Act, effort: 5, kind: preempt, outcome: cost-to-serve }", &[]);
        check("action: { owner: Me }", &[("missing-key", "action")]);
        check("action: { title: Act, effort: 6 }", &[("out-of-range", "6")]);
        check("action: { title: Act, kind: prevent }", &[("unknown-word", "prevent")]);
        check("action: { title: Act, outcome: Cost }", &[("invalid-id", "Cost")]);
        check("action: { title: Act, by_centre: yes }", &[("wrong-type", "yes")]);
    }

    #[test]
    fn an_action_has_one_step_or_one_from_each_half() {
        check("action: { title: Act, first_step: Begin. }", &[]);
        check("action: { title: Act, steps: { 1: Begin., 3: Go on. } }", &[]);
        check("action: { title: Act, steps: { '3': Go on., \"1\": Begin. } }", &[]);
        check("action: { title: Act, steps: { 1: Begin. } }", &[("missing-key", "steps")]);
        check("action: { title: Act, steps: { 1: '', 3: Go on. } }", &[("empty-text", "1")]);
        check("action: { title: Act, steps: Begin. }", &[("wrong-type", "Begin.")]);
        check(
            "action: { title: Act, steps: { 1: Begin., 2: Wait., 3: Go on. } }",
            &[("unknown-key", "2")],
        );
        check(
            "action: { title: Act, first_step: Begin., steps: { 1: Begin., 3: Go on. } }",
            &[("one-of", "action")],
        );
    }

    #[test]
    fn a_question_is_asked_when_the_profile_says_so() {
        check("when: { field: uses, includes: [bot] }", &[]);
        check("when: { field: uses, includes: [boat] }", &[("unknown-reference", "boat")]);
        check("when: { question: own-cause, at_most: 2 }", &[("not-on-profile", "when")]);
        check("compare: false", &[]);
        check("compare: no", &[("wrong-type", "no")]);
    }

    #[test]
    fn needs_are_checked() {
        let need = "question: own-cause, at_least: 3, to_reach";
        check(&format!("needs: [ {{ {need}: 4 }} ]"), &[]);
        check(&format!("needs: [ {{ {need}: 6 }} ]"), &[("out-of-range", "6")]);
        check(
            "needs: [ { question: own-cause } ]",
            &[("missing-key", "question"), ("missing-key", "question")],
        );
        check(
            "needs: [ { question: own-case, at_least: 3, to_reach: 4 } ]",
            &[("needs-circle", "own-case")],
        );
        check(
            "needs: [ { question: own-caus, at_least: 3, to_reach: 4 } ]",
            &[("unknown-reference", "own-caus")],
        );
    }
}
