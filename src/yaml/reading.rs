//! One document being read: its text, its tree, and the problems so far.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::Deserialize as _;
use serde::de::{DeserializeOwned, Deserializer};

use super::Format;
use super::placed::Placed;
use super::plain::Values;
use super::raw::Raw;
use super::suggest;
use super::surrogates;
use super::syntax;
use super::text::Text;
use super::tree::{NodeId, Shape, Tree};
use crate::model::{Found, Problem, ProblemKind, Related, Severity, Span};

/// How many suggestions a document gets; a file with more slips than that is
/// another kind of file.
const SUGGESTIONS: u32 = 200;

/// How much of a wrong value is quoted.
const QUOTED: usize = 40;

/// One document being read.
pub(super) struct Reading<'t> {
    pub(super) text: Text<'t>,
    pub(super) tree: Tree<'t>,
    problems: RefCell<Vec<Problem>>,
    /// Whether a value was refused and nothing has taken notice yet.
    refused: Cell<bool>,
    suggestions: Cell<u32>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: Text<'t>, tree: Tree<'t>, problems: Vec<Problem>) -> Self {
        Self {
            text,
            tree,
            problems: RefCell::new(problems),
            refused: Cell::new(false),
            suggestions: Cell::new(0),
        }
    }

    /// Reads the document into a raw type.
    pub(super) fn root<T: DeserializeOwned>(&self) -> Option<T> {
        let text = surrogates::joined(self.text.text, &self.tree.escaped);
        let inner = serde_yaml::Deserializer::from_str(&text);
        let offset = |error: &serde_yaml::Error| error.location().map(|place| place.index());
        self.raw(inner).unwrap_or_else(|error| self.second_problem(&error, offset(&error)))
    }

    /// Reads a plain document into a raw type.
    pub(super) fn plain_root<T: DeserializeOwned>(&self, values: &Values<'_>) -> Option<T> {
        let inner = values.root(&self.tree);
        self.raw(inner).unwrap_or_else(|error| self.second_problem(&error, None))
    }

    fn raw<'de, T, D>(&self, inner: D) -> Result<Option<T>, D::Error>
    where
        T: DeserializeOwned,
        D: Deserializer<'de>,
    {
        let placed = Placed { inner, node: NodeId::ROOT, reading: self };
        Raw::<T>::deserialize(placed).map(|raw| raw.value)
    }

    /// Reports what only the second pass minds.
    fn second_problem<T>(&self, error: &impl fmt::Display, offset: Option<usize>) -> Option<T> {
        let problem = syntax::second_problem(error, offset.unwrap_or(0), &self.text);
        self.problems.borrow_mut().push(problem);
        None
    }

    /// Whether the document has the format that is wanted, or names none.
    pub(super) fn check_format(&self, wanted: Format) -> bool {
        let Some(node) = self.tree.value(NodeId::ROOT, "format") else { return true };
        let found = self.text.slice(&self.tree.node(node).span).trim_matches(['"', '\'']);
        if self.tree.node(node).shape != Shape::Scalar || found == wanted.name() {
            return true;
        }
        let kind = ProblemKind::WrongFormat { wanted: wanted.name(), found: found.to_owned() };
        self.report(node, kind);
        false
    }

    /// The problems in the order of the text.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.span.start);
        problems
    }

    pub(super) fn has_errors(&self) -> bool {
        let problems = self.problems.borrow();
        problems.iter().any(|problem| problem.kind.severity() == Severity::Error)
    }
}

/// Reporting.
impl Reading<'_> {
    /// Reports a problem with a value.
    pub(super) fn report(&self, node: NodeId, kind: ProblemKind) {
        self.report_at(self.tree.spot(node), kind);
    }

    /// Reports a problem with the key of a value.
    pub(super) fn report_key(&self, node: NodeId, kind: ProblemKind) {
        self.report_at(self.tree.key_spot(node), kind);
    }

    /// Reports a problem with a value that clashes with an earlier one.
    pub(super) fn report_pair(&self, node: NodeId, earlier: NodeId, kind: ProblemKind) {
        let related = Related { span: self.tree.spot(earlier), label: "first used here" };
        let span = self.tree.spot(node);
        self.problems.borrow_mut().push(Problem { kind, span, related: Some(related) });
    }

    /// Reports a problem with a place.
    pub(super) fn report_at(&self, span: Span, kind: ProblemKind) {
        self.problems.borrow_mut().push(Problem { kind, span, related: None });
    }

    pub(super) fn wrong_type(&self, node: NodeId, wanted: &str, found: Found) {
        let written = self.text.slice(&self.tree.node(node).span);
        let is_short = written.len() <= QUOTED && !written.contains('\n');
        let written = is_short.then(|| written.to_owned());
        self.report(node, ProblemKind::WrongType { wanted: wanted.to_owned(), found, written });
    }

    pub(super) fn unknown_key(&self, node: NodeId, known: &'static [&'static str]) {
        let key = self.tree.key(node);
        let suggestion = self.suggest(key, known.iter().copied());
        self.report_key(node, ProblemKind::UnknownKey { key: key.to_owned(), suggestion, known });
    }

    /// Marks that the value at hand was refused, and gives an error to leave
    /// it with.
    pub(super) fn refusal<E: serde::de::Error>(&self) -> E {
        self.refused.set(true);
        E::custom("refused")
    }

    /// Whether the error at hand is a refusal; it is then dealt with.
    pub(super) fn take_refusal(&self) -> bool {
        self.refused.replace(false)
    }

    /// The known word that is nearest to an unknown one.
    pub(super) fn suggest<'k>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        self.suggestions.set(self.suggestions.get() + 1);
        if self.suggestions.get() > SUGGESTIONS { None } else { suggest::nearest(word, known) }
    }
}
