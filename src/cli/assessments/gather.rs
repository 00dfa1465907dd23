//! Reading the answers in files and folders, and grouping them.
//!
//! Every document is read once to see its problems and where it belongs. Of
//! the first documents the answers are kept; the others are read again when
//! their assessment is scored, so that memory does not grow with what is in
//! them.

use std::borrow::Cow;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use prevention_gap::model::{Answers, Problem};
use prevention_gap::report;
use prevention_gap::yaml::{self, Catalog, Format};

use super::{Assessment, Conflict, Grouping, Key, tell};
use crate::cli::documents::{Document, Start};
use crate::cli::exit::Failure;
use crate::cli::files::{self, Found, Input};

/// The answers of so many documents are kept in memory.
const KEPT: usize = 1000;

/// What to do about files with problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum OnProblem {
    /// Look at all files, and stop.
    Stop,
    /// Leave the broken ones out, and go on.
    LeaveOut,
}

impl OnProblem {
    /// As `--keep-going` says.
    pub(in crate::cli) fn keep_going(keep_going: bool) -> Self {
        if keep_going { Self::LeaveOut } else { Self::Stop }
    }
}

/// What was found in files and folders.
pub(in crate::cli) struct Gathered {
    /// The assessments, by organisation, unit, wave and questionnaire.
    pub(in crate::cli) assessments: Vec<Assessment>,
    /// How many documents were left out, for they have problems.
    pub(in crate::cli) left_out: usize,
}

/// Where the answers of a respondent are.
pub(super) enum Source {
    /// In memory.
    Held(Box<Answers>),
    /// In a file, to be read again.
    File { input: Arc<Input>, start: Start },
}

impl Source {
    pub(super) fn held(answers: Answers) -> Self {
        Self::Held(Box::new(answers))
    }

    /// The answers.
    ///
    /// # Errors
    ///
    /// They are not what they were when they were first read.
    pub(super) fn answers(
        &self,
        key: &Key,
        catalog: &Catalog,
    ) -> Result<Cow<'_, Answers>, Failure> {
        let (input, start) = match self {
            Self::Held(answers) => return Ok(Cow::Borrowed(answers)),
            Self::File { input, start } => (input, *start),
        };
        let document = input.document_at(start)?;
        match yaml::read_answers(&document.bytes, catalog) {
            Ok(read) if Key::of(&read.value) == *key => Ok(Cow::Owned(read.value)),
            _ => Err(Failure::World(anyhow!("{} changed while it was read", input.name()))),
        }
    }
}

/// Where a document stands.
struct Place {
    /// What they say, of the first.
    kept: Option<Box<Answers>>,
    input: Arc<Input>,
    start: Start,
}

impl Place {
    fn into_source(self) -> Source {
        match self.kept {
            Some(answers) => Source::Held(answers),
            None => Source::File { input: self.input, start: self.start },
        }
    }

    /// "r-01.yaml:9:3".
    fn words(&self, pointer: &str) -> String {
        match self.input.document_at(self.start) {
            Ok(document) => place(&self.input, &document, pointer),
            Err(_) => format!("{}, line {}", self.input.name(), self.start.line),
        }
    }
}

/// Where a value of a document stands, in words: "r-01.yaml:9:3".
pub(in crate::cli) fn place(input: &Input, document: &Document, pointer: &str) -> String {
    let places = yaml::places(&document.bytes);
    let span = places.and_then(|places| places.span(pointer)).unwrap_or(0..0);
    let (line, column) = yaml::line_column(&document.bytes, span.start);
    format!("{}:{}:{column}", input.name(), document.start.line + line - 1)
}

/// Reads the answers in files and folders and groups them.
///
/// # Errors
///
/// A file cannot be read, or there are no answers; or a file has problems,
/// which are shown, and the run stops at them. All files are looked at first.
pub(in crate::cli) fn gather(
    paths: &[PathBuf],
    catalog: &Catalog,
    on_problem: OnProblem,
) -> Result<Gathered, Failure> {
    let mut gathering = Gathering { catalog, grouping: Grouping::new(), read: 0, broken: 0 };
    for input in files::inputs(paths)? {
        let input = Arc::new(input);
        for document in input.each_document()? {
            gathering.read(&input, &document?)?;
        }
    }
    if gathering.broken > 0 && on_problem == OnProblem::Stop {
        return Err(Failure::Problems);
    }
    let groups = gathering.grouping.into_groups();
    let assessments: Vec<Assessment> = groups
        .map(|(key, places)| Assessment {
            key,
            sources: places.into_iter().map(Place::into_source).collect(),
        })
        .collect();
    if assessments.is_empty() {
        if gathering.broken > 0 {
            return Err(Failure::Problems);
        }
        return Err(Failure::Refused("there are no answers in what was named".to_owned()));
    }
    if gathering.broken > 0 {
        let left_out = report::documents_left_out(gathering.broken);
        writeln!(anstream::stderr(), "note: {left_out}")?;
    }
    Ok(Gathered { assessments, left_out: gathering.broken })
}

struct Gathering<'a> {
    catalog: &'a Catalog,
    grouping: Grouping<Place>,
    /// How many documents have been read.
    read: usize,
    /// How many of them have problems.
    broken: usize,
}

impl Gathering<'_> {
    fn read(&mut self, input: &Arc<Input>, document: &Document) -> Result<(), Failure> {
        // A folder may hold the questionnaire beside its answers.
        let other = yaml::format_of(&document.bytes).filter(|&format| format != Format::Answers);
        if let (Found::InFolder, Some(format)) = (input.found, other) {
            let line = format!("skipped: {} holds {}, not answers", input.name(), format.name());
            writeln!(anstream::stderr(), "{line}")?;
            return Ok(());
        }
        match yaml::read_answers(&document.bytes, self.catalog) {
            Ok(read) => {
                tell(input, document, &read.warnings)?;
                self.add(input, document, read.value)
            }
            Err(found) => {
                tell(input, document, &found)?;
                self.broken += 1;
                Ok(())
            }
        }
    }

    fn add(
        &mut self,
        input: &Arc<Input>,
        document: &Document,
        answers: Answers,
    ) -> Result<(), Failure> {
        let questionnaire = self
            .catalog
            .get(answers.questionnaire.as_str())
            .expect("answers are read against a questionnaire of the catalog");
        self.read += 1;
        let is_kept = self.read <= KEPT || !input.can_be_read_again();
        let place = |answers| Place {
            kept: is_kept.then(|| Box::new(answers)),
            input: Arc::clone(input),
            start: document.start,
        };
        let Err(conflicts) = self.grouping.add(questionnaire, answers, place) else {
            return Ok(());
        };
        let words = |conflict: &Conflict<'_, Place>| conflict.first.words(&conflict.pointer);
        let found = contradictions(document, &conflicts, words);
        self.broken += 1;
        tell(input, document, &found)
    }
}

/// Answers that contradict each other, as problems of the second.
pub(in crate::cli) fn contradictions<P>(
    document: &Document,
    conflicts: &[Conflict<'_, P>],
    first: impl Fn(&Conflict<'_, P>) -> String,
) -> Vec<Problem> {
    let places = yaml::places(&document.bytes);
    let problem = |conflict: &Conflict<'_, P>| {
        let span = places.as_ref().and_then(|places| places.span(&conflict.pointer));
        let kind = conflict.problem(first(conflict));
        Problem { kind, span: span.unwrap_or(0..0), related: None }
    };
    conflicts.iter().map(problem).collect()
}
