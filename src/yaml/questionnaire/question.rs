//! Questions, with their anchors and what they recommend.

use super::needs::Needs;
use super::raw::{RawAction, RawQuestion};
use super::{Definitions, Texts};
use crate::model::{Action, ActionKind, DimensionIx, Lens, ProblemKind, Question, RoleIx};
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
        let effort = raw.effort.given().and_then(|effort| reading.whole(&effort, 1, Some(5)));
        let kind = raw.kind.given().and_then(|kind| {
            reading.word(&kind, "kind of action", &ActionKind::ALL, ActionKind::name)
        });
        Some(Action {
            title: title?,
            owner: Reading::optional_text(raw.owner),
            first_step: Reading::optional_text(raw.first_step),
            metric: Reading::optional_text(raw.metric),
            effort: effort.unwrap_or(USUAL_EFFORT),
            outcome: raw.outcome.given().and_then(|outcome| reading.id(&outcome)),
            kind,
            by_centre: raw.by_centre.value.unwrap_or_default(),
        })
    }
}
