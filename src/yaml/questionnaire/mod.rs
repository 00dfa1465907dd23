//! A questionnaire: from what the file says to what it means.
//!
//! First the ids of everything are collected, so that a reference may point
//! forward; then each part is read by itself. A part that is wrong is left
//! out here, which does no harm: a file with a problem gives no
//! questionnaire.

mod condition;
mod dimension;
mod example;
mod field;
mod head;
mod needs;
mod pattern;
mod question;
mod raw;
mod schema;

use std::collections::BTreeMap;

use self::raw::RawQuestionnaire;
use super::checks::need;
use super::names::Names;
use super::raw::{At, List, Raw};
use super::reading::Reading;
use super::tree::NodeId;
use crate::model::{Field, Id, ProblemKind, Questionnaire};

/// The JSON Schema of a questionnaire.
pub(super) fn json_schema() -> String {
    crate::schema::of_read::<RawQuestionnaire>()
}

/// Reads the questionnaire of a document.
pub(super) fn read(reading: &Reading<'_>) -> Option<Questionnaire> {
    let raw: RawQuestionnaire = reading.root()?;
    let mut definitions = Definitions::collect(reading, &raw);
    let root = NodeId::ROOT;

    need!(reading, root, raw.format);
    let id = need!(reading, root, raw.id).and_then(|id| reading.id(&id));
    let version = need!(reading, root, raw.version).and_then(|text| reading.text(text));
    let title = need!(reading, root, raw.title).and_then(|text| reading.text(text));
    let language = need!(reading, root, raw.language).and_then(|text| definitions.language(text));
    let minutes = raw.minutes.given().and_then(|number| reading.whole(&number, 1, None));
    let retired = definitions.retired(raw.retired);
    let levels = need!(reading, root, raw.levels).and_then(|levels| definitions.levels(levels));
    let roles = definitions.roles(raw.roles);
    let scoring = definitions.scoring(raw.scoring);
    let postures = need!(reading, root, raw.postures);
    let postures = postures.map(|postures| definitions.postures(postures)).unwrap_or_default();
    definitions.profile = definitions.fields(raw.profile);
    let dimensions = need!(reading, root, raw.dimensions);
    let (dimensions, questions) =
        dimensions.map(|list| definitions.dimensions(list)).unwrap_or_default();
    let checklists = definitions.checklists(raw.checklists);
    let patterns = definitions.patterns(raw.patterns);
    let examples = definitions.examples(raw.examples);

    Some(Questionnaire {
        id: id?,
        version: version?,
        title: title?,
        language: language?,
        about: Reading::optional_text(raw.about),
        minutes,
        caution: Reading::optional_text(raw.caution),
        retired,
        levels: levels?,
        roles,
        scoring,
        postures,
        profile: definitions.profile.into_iter().flatten().collect(),
        dimensions,
        questions,
        checklists,
        patterns,
        examples,
    })
}

/// What a questionnaire defines, so that its parts can refer to each other.
struct Definitions<'r, 't> {
    reading: &'r Reading<'t>,
    roles: Names,
    fields: Names,
    dimensions: Names,
    questions: Names,
    postures: Names,
    patterns: Names,
    /// The fields that could be read, in their positions.
    profile: Vec<Option<Field>>,
}

impl<'r, 't> Definitions<'r, 't> {
    /// Collects the ids of everything that is defined.
    fn collect(reading: &'r Reading<'t>, raw: &RawQuestionnaire) -> Self {
        let dimensions = Self::names(reading, "dimension", &raw.dimensions, |it| &it.id);
        let mut questions = Names::new("question");
        questions.is_partial = dimensions.is_partial;
        for dimension in raw.dimensions.value.iter().flatten().flat_map(|item| &item.value) {
            questions.add_list(reading, &dimension.questions, |question| &question.id);
        }
        Self {
            reading,
            roles: Self::names(reading, "role", &raw.roles, |role| &role.id),
            fields: Self::names(reading, "field", &raw.profile, |field| &field.id),
            dimensions,
            questions,
            postures: Self::names(reading, "posture", &raw.postures, |posture| &posture.id),
            patterns: Self::names(reading, "pattern", &raw.patterns, |pattern| &pattern.id),
            profile: Vec::new(),
        }
    }

    fn names<T>(
        reading: &Reading<'_>,
        noun: &'static str,
        list: &List<T>,
        id: fn(&T) -> &Raw<String>,
    ) -> Names {
        let mut names = Names::new(noun);
        names.add_list(reading, list, id);
        names
    }

    /// The references of a list that may be left out.
    fn references<T: PartialEq>(
        &self,
        names: &Names,
        ids: List<String>,
        position: fn(usize) -> T,
    ) -> Vec<T> {
        let ids = self.reading.optional_items(ids, "an id");
        names.find_all(self.reading, ids, position)
    }

    /// An id and a title, which most things have.
    fn id_and_title(
        &self,
        node: NodeId,
        id: Raw<String>,
        title: Raw<String>,
    ) -> (Option<Id>, Option<String>) {
        let id = self.reading.need(id, node, "id").and_then(|id| self.reading.id(&id));
        let title = self.reading.need(title, node, "title");
        (id, title.and_then(|title| self.reading.label(title)))
    }

    /// A weight, which is 1 where there is none.
    fn weight(&self, weight: Raw<i64>) -> u32 {
        let weight = weight.given();
        weight.and_then(|weight| self.reading.whole(&weight, 1, Some(100))).unwrap_or(1)
    }

    /// A list that must not be empty.
    fn one_or_more<T>(&self, list: At<Vec<Raw<T>>>, noun: &'static str) -> Vec<At<T>> {
        if list.value.is_empty() {
            let wanted = "one or more";
            self.reading.report(list.node, ProblemKind::WrongCount { noun, wanted, found: 0 });
        }
        self.reading.items(list.value, "a mapping")
    }
}

/// Texts that have to differ from each other.
struct Texts {
    noun: &'static str,
    seen: BTreeMap<String, NodeId>,
}

impl Texts {
    fn new(noun: &'static str) -> Self {
        Self { noun, seen: BTreeMap::new() }
    }

    /// Reports a text that was there before.
    fn check(&mut self, reading: &Reading<'_>, node: NodeId, text: &str) {
        if let Some(earlier) = self.seen.get(text) {
            reading.report_pair(node, *earlier, ProblemKind::DuplicateText { noun: self.noun });
        } else {
            self.seen.insert(text.to_owned(), node);
        }
    }
}
