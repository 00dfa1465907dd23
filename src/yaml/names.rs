//! The ids that a questionnaire gives to one sort of thing.

use std::collections::BTreeMap;

use super::raw::{At, List, Raw};
use super::reading::Reading;
use super::tree::NodeId;
use crate::model::{ProblemKind, Span};

/// The ids of all questions, or of all roles, and so on, with their positions.
pub(super) struct Names {
    noun: &'static str,
    by_id: BTreeMap<String, (usize, NodeId)>,
    count: usize,
    /// Whether there may be ids that could not be read, so that a reference
    /// to nothing is no news.
    pub(super) is_partial: bool,
}

impl Names {
    pub(super) fn new(noun: &'static str) -> Self {
        Self { noun, by_id: BTreeMap::new(), count: 0, is_partial: false }
    }

    /// Adds the ids of a list in their order; one that is there already is a
    /// problem.
    pub(super) fn add_list<T>(
        &mut self,
        reading: &Reading<'_>,
        list: &List<T>,
        id: fn(&T) -> &Raw<String>,
    ) {
        let is_wrong = list.node.is_some_and(|node| !reading.tree.is_null(node));
        self.is_partial |= list.value.is_none() && is_wrong;
        for item in list.value.iter().flatten() {
            match &item.value {
                Some(item) => self.add(reading, id(item)),
                None => self.is_partial = true,
            }
        }
    }

    /// Adds the id of the next thing.
    pub(super) fn add(&mut self, reading: &Reading<'_>, id: &Raw<String>) {
        let position = self.count;
        self.count += 1;
        let (Some(node), Some(id)) = (id.node, &id.value) else {
            self.is_partial = true;
            return;
        };
        if let Some((_, earlier)) = self.by_id.get(id) {
            let kind = ProblemKind::DuplicateId { noun: self.noun, id: id.clone() };
            reading.report_pair(node, *earlier, kind);
        } else {
            self.by_id.insert(id.clone(), (position, node));
        }
    }

    /// How many things there are, with ids or without.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Where an id is given to a thing.
    pub(super) fn node(&self, id: &str) -> Option<NodeId> {
        self.by_id.get(id).map(|(_, node)| *node)
    }

    fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|(position, _)| *position)
    }

    /// The position of the thing that an id refers to; one that refers to
    /// nothing is a problem.
    pub(super) fn find(&self, reading: &Reading<'_>, id: &At<String>) -> Option<usize> {
        self.find_at(reading, &id.value, || reading.tree.spot(id.node))
    }

    /// The same for an id that is the key of a value.
    pub(super) fn find_key(&self, reading: &Reading<'_>, node: NodeId) -> Option<usize> {
        self.find_at(reading, reading.tree.key(node), || reading.tree.key_spot(node))
    }

    fn find_at(&self, reading: &Reading<'_>, id: &str, span: impl Fn() -> Span) -> Option<usize> {
        let found = self.get(id);
        if found.is_none() && !self.is_partial {
            reading.unknown(span(), id, self.noun, self.by_id.keys().map(String::as_str));
        }
        found
    }

    /// The same for a list of ids, each of which may stand there once.
    pub(super) fn find_all<T: PartialEq>(
        &self,
        reading: &Reading<'_>,
        ids: Vec<At<String>>,
        position: fn(usize) -> T,
    ) -> Vec<T> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(this) = self.find(reading, &id).map(position) else { continue };
            if found.contains(&this) {
                let kind = ProblemKind::RepeatedEntry { noun: self.noun, id: id.value };
                reading.report(id.node, kind);
            } else {
                found.push(this);
            }
        }
        found
    }
}
