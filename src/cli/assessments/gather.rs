//! Reading the answers in files and folders, and grouping them.
//!
//! Every document is read once to see its problems and where it belongs. Of
//! the first documents the answers are kept; the others are read again when
//! their assessment is scored, so that memory does not grow with what is in
//! them. Files are read on all cores, and told of in their order.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use jiff::civil::Date;
use prevention_gap::model::{Answers, Problem, Severity};
use prevention_gap::report::batch::{Ending, FileProblem};
use prevention_gap::report::{self, SkippedFile, SkippedFiles};
use prevention_gap::yaml::{self, Catalog, Format};
use rayon::prelude::*;

use super::{Assessment, Conflict, Grouping, Key};
use crate::cli::documents::{Document, Start};
use crate::cli::exit::Failure;
use crate::cli::files::{self, Found, Input, Inputs, Why};
use crate::cli::notes::{self, counted};
use crate::cli::output;
use crate::cli::problems;
use crate::cli::progress::Progress;

/// The answers of so many documents are kept in memory.
const KEPT: usize = 1000;

/// So many documents are read at a time.
const AT_A_TIME: usize = 256;

/// So many problems of one document are handed on, so that it does not crowd
/// out others.
const MOST_IN_A_FILE: usize = 10;

/// The problems of so many documents are shown; the others are counted.
const MOST_SHOWN: usize = 100;

/// A larger file is read piece by piece, for it may be a stream of any length.
const READ_WHOLE: u64 = 1 << 20;

/// What to do about files with problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum OnProblem {
    /// Look at all files, and stop.
    Stop,
    /// The same, and hand on what is wrong with them.
    Tell,
    /// Leave the broken ones out, and go on.
    LeaveOut,
}

impl OnProblem {
    /// As `--keep-going` says, where outputs tell what is wrong.
    pub(in crate::cli) fn keep_going(keep_going: bool) -> Self {
        if keep_going { Self::LeaveOut } else { Self::Tell }
    }
}

/// How answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Rules {
    /// What to do about files with problems.
    pub(in crate::cli) on_problem: OnProblem,
    /// Whether gates judge them: a name in two spellings is then a problem, and
    /// a quiet run names the files that are not read all the same.
    pub(in crate::cli) are_judged: bool,
}

/// What was found in files and folders.
pub(in crate::cli) struct Gathered {
    /// The assessments, by organisation, unit, wave and questionnaire.
    pub(in crate::cli) assessments: Vec<Assessment>,
    /// How many documents were left out, for they have problems.
    pub(in crate::cli) left_out: usize,
    /// The first of their problems.
    pub(in crate::cli) problems: Vec<FileProblem>,
    /// What lies in the folders and was not read.
    pub(in crate::cli) skipped: SkippedFiles,
}

/// Where the answers of a respondent are: in memory, in a file, or in both.
pub(super) struct Source {
    /// What they say; of a file, only if it is one of the first.
    kept: Option<Box<Answers>>,
    /// Where they stand.
    file: Option<(Arc<Input>, Start)>,
    /// Their date.
    pub(super) date: Date,
}

impl Source {
    pub(super) fn held(answers: Answers) -> Self {
        Self { date: answers.date, kept: Some(Box::new(answers)), file: None }
    }

    /// The file, as it was named.
    pub(super) fn file_name(&self) -> Option<String> {
        self.file.as_ref().map(|(input, _)| input.name())
    }

    /// The line of the answer to a question in its file.
    pub(super) fn line_of(&self, question: &str) -> Option<usize> {
        let (input, start) = self.file.as_ref()?;
        let document = input.can_be_read_again().then(|| input.document_at(*start).ok())??;
        let span = yaml::places(&document.bytes)?.span(&format!("/answers/{question}"))?;
        Some(start.line + yaml::line_column(&document.bytes, span.start).0 - 1)
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
        if let Some(answers) = &self.kept {
            return Ok(Cow::Borrowed(answers));
        }
        let (input, start) = self.file.as_ref().expect("answers are kept or stand in a file");
        let document = input.document_at(*start)?;
        match yaml::read_answers(&document.bytes, catalog) {
            Ok(read) if Key::of(&read.value) == *key => Ok(Cow::Owned(read.value)),
            _ => Err(Failure::World(anyhow!("{} changed while it was read", input.name()))),
        }
    }
}

/// Where a document stands.
struct Place {
    /// What it says, of the first.
    kept: Option<Box<Answers>>,
    date: Date,
    input: Arc<Input>,
    start: Start,
}

impl Place {
    fn into_source(self) -> Source {
        Source { kept: self.kept, file: Some((self.input, self.start)), date: self.date }
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
    rules: Rules,
) -> Result<Gathered, Failure> {
    let Inputs { read: inputs, skipped } = files::find(paths)?;
    let progress = Progress::new("read", inputs.len());
    let mut gathering = Gathering {
        catalog,
        rules,
        skipped,
        grouping: Grouping::new(),
        read: 0,
        broken: 0,
        problems: Vec::new(),
        not_quoted: 0,
        waiting: Vec::new(),
    };
    for input in inputs {
        gathering.take(Arc::new(input))?;
        progress.one_more();
    }
    gathering.read_waiting()?;
    progress.finish();
    gathering.judge_empty();
    gathering.into_assessments()
}

/// Something to read.
enum Waiting {
    /// A file, whole.
    File(Arc<Input>),
    /// A document of a stream.
    Document(Arc<Input>, Document),
}

impl Waiting {
    /// The file, as messages call it.
    fn name(&self) -> String {
        match self {
            Self::File(input) | Self::Document(input, _) => input.name(),
        }
    }
}

/// What came of reading a document.
struct Outcome {
    input: Arc<Input>,
    document: Document,
    read: Read,
}

enum Read {
    /// It is something else than answers, in a folder of them.
    Skipped(Format),
    /// Answers, and what is odd about them.
    Sound(Box<Answers>, Vec<Problem>),
    /// It has problems.
    Broken(Vec<Problem>),
}

struct Gathering<'a> {
    catalog: &'a Catalog,
    rules: Rules,
    /// What is not read.
    skipped: Vec<(String, Why)>,
    grouping: Grouping<Place>,
    /// How many documents have been read.
    read: usize,
    /// How many of them have problems.
    broken: usize,
    /// The first of their problems.
    problems: Vec<FileProblem>,
    /// How many warnings stand in answers that nobody quotes.
    not_quoted: usize,
    /// What is read next, all at once.
    waiting: Vec<Waiting>,
}

impl Gathering<'_> {
    /// Reads an input, now or with others.
    fn take(&mut self, input: Arc<Input>) -> Result<(), Failure> {
        if input.is_at_most(READ_WHOLE) {
            return self.wait(Waiting::File(input));
        }
        let documents = match input.each_document() {
            Ok(documents) => documents,
            Err(error) => return self.pass_over(input.name(), error),
        };
        for document in documents {
            self.wait(Waiting::Document(Arc::clone(&input), document?))?;
        }
        Ok(())
    }

    fn wait(&mut self, waiting: Waiting) -> Result<(), Failure> {
        self.waiting.push(waiting);
        if self.waiting.len() >= AT_A_TIME { self.read_waiting() } else { Ok(()) }
    }

    /// Reads all that is waiting, and adds it in order.
    fn read_waiting(&mut self) -> Result<(), Failure> {
        let catalog = self.catalog;
        let waiting = std::mem::take(&mut self.waiting);
        let names: Vec<String> = waiting.iter().map(Waiting::name).collect();
        let read = |waiting: Waiting| read_all(waiting, catalog);
        // A few files are read before threads have started.
        let outcomes: Vec<anyhow::Result<Vec<Outcome>>> = if waiting.len() < 4 {
            waiting.into_iter().map(read).collect()
        } else {
            waiting.into_par_iter().map(read).collect()
        };
        for (name, outcome) in names.into_iter().zip(outcomes) {
            match outcome {
                Ok(outcomes) => outcomes.into_iter().try_for_each(|outcome| self.add(outcome))?,
                Err(error) => self.pass_over(name, error)?,
            }
        }
        Ok(())
    }

    /// Leaves out a file that cannot be read, and says so; a run that does not
    /// go on without it fails.
    fn pass_over(&mut self, name: String, error: anyhow::Error) -> Result<(), Failure> {
        if self.rules.on_problem != OnProblem::LeaveOut {
            return Err(error.into());
        }
        self.broken += 1;
        let sentence = format!("{error:#}");
        notes::note(&format!("left out: {sentence}"))?;
        if self.problems.len() < Ending::MOST_PROBLEMS {
            self.problems.push(FileProblem {
                file: name,
                line: 1,
                column: 1,
                code: "unreadable",
                is_error: true,
                sentence,
                help: None,
            });
        }
        Ok(())
    }

    /// Tells of problems, and adds sound answers to their assessment.
    fn add(&mut self, outcome: Outcome) -> Result<(), Failure> {
        let Outcome { input, document, read } = outcome;
        match read {
            Read::Skipped(format) => {
                self.skipped.push((input.name(), Why::Holds(format)));
                Ok(())
            }
            Read::Broken(found) => self.leave_out(&input, &document, &found),
            Read::Sound(answers, warnings) => {
                self.warn(&input, &document, &answers, &warnings)?;
                notes::step(|| {
                    let (name, line) = (input.name(), document.start.line);
                    format!("read: {name}:{line}, answers to {}", answers.questionnaire)
                })?;
                self.group(&input, &document, *answers)
            }
        }
    }

    /// Tells of warnings in sound answers. A line of somebody who may be
    /// anonymous is quoted by no command that shows results: these warnings are
    /// counted, and `pgap check` shows them.
    fn warn(
        &mut self,
        input: &Input,
        document: &Document,
        answers: &Answers,
        warnings: &[Problem],
    ) -> Result<(), Failure> {
        let may_be_anonymous = answers.anonymous == Some(true)
            || answers.anonymous.is_none() && answers.respondent.is_some();
        if !may_be_anonymous {
            return tell(input, document, warnings);
        }
        self.not_quoted += warnings.len();
        Ok(())
    }

    fn group(
        &mut self,
        input: &Arc<Input>,
        document: &Document,
        answers: Answers,
    ) -> Result<(), Failure> {
        let spelt = self.grouping.other_spellings(&answers, self.rules.are_judged);
        if !spelt.is_empty() {
            let words = |conflict: &Conflict<'_, Place>| conflict.first.words(&conflict.pointer);
            let found = contradictions(document, &spelt, words);
            if self.rules.are_judged {
                return self.leave_out(input, document, &found);
            }
            tell(input, document, &found)?;
        }
        let questionnaire = self
            .catalog
            .get(answers.questionnaire.as_str())
            .expect("answers are read against a questionnaire of the catalog");
        self.read += 1;
        let is_kept = self.read <= KEPT || !input.can_be_read_again();
        let place = |answers: Answers| Place {
            date: answers.date,
            kept: is_kept.then(|| Box::new(answers)),
            input: Arc::clone(input),
            start: document.start,
        };
        let Err(conflicts) = self.grouping.add(questionnaire, answers, place) else {
            return Ok(());
        };
        let words = |conflict: &Conflict<'_, Place>| conflict.first.words(&conflict.pointer);
        let found = contradictions(document, &conflicts, words);
        self.leave_out(input, document, &found)
    }

    /// Shows the problems of a document, and keeps the first of them.
    fn leave_out(
        &mut self,
        input: &Input,
        document: &Document,
        found: &[Problem],
    ) -> Result<(), Failure> {
        self.broken += 1;
        let room = Ending::MOST_PROBLEMS - self.problems.len();
        let problems = found.iter().map(|problem| file_problem(input, document, problem));
        self.problems.extend(problems.take(room.min(MOST_IN_A_FILE)));
        // Whoever mends so many runs it again, and the log stays readable.
        if self.broken > MOST_SHOWN {
            return Ok(());
        }
        // Where a warning is all there is to say why, a quiet run says it too.
        let say = if problems::any_error(found) { tell } else { show };
        say(input, document, found)
    }

    /// Where gates are judged, a folder that was named and holds no answers
    /// counts as a document with problems: nobody there keeps any limit.
    fn judge_empty(&mut self) {
        if !self.rules.are_judged || self.read + self.broken == 0 {
            return;
        }
        let empty = self.skipped.iter().filter(|(_, why)| *why == Why::Empty);
        let problems = empty.map(|(folder, why)| FileProblem {
            file: folder.clone(),
            line: 1,
            column: 1,
            code: "no-answers",
            is_error: true,
            sentence: format!("this {why}"),
            help: Some("leave it out, or look where its answers are".to_owned()),
        });
        let problems: Vec<FileProblem> = problems.collect();
        self.broken += problems.len();
        let room = Ending::MOST_PROBLEMS - self.problems.len();
        self.problems.extend(problems.into_iter().take(room));
    }

    /// What is wrong, and nothing else.
    fn stopped(self, skipped: SkippedFiles) -> Gathered {
        let Self { broken, problems, .. } = self;
        Gathered { assessments: Vec::new(), left_out: broken, problems, skipped }
    }

    fn into_assessments(mut self) -> Result<Gathered, Failure> {
        let tell = if self.rules.are_judged { notes::always } else { notes::note };
        let skipped = tell_skipped(std::mem::take(&mut self.skipped), tell)?;
        if self.broken > MOST_SHOWN {
            let more = self.broken - MOST_SHOWN;
            notes::always(&format!("{more} more documents have problems"))?;
        }
        if self.not_quoted > 0 {
            let warnings = counted(self.not_quoted, "warning");
            notes::note(&format!(
                "note: {warnings} in the answers; `pgap check` shows what and where"
            ))?;
        }
        match self.rules.on_problem {
            OnProblem::Stop if self.broken > 0 => return Err(Failure::Problems),
            OnProblem::Tell if self.broken > 0 => return Ok(self.stopped(skipped)),
            OnProblem::Stop | OnProblem::Tell | OnProblem::LeaveOut => {}
        }
        let assessments: Vec<Assessment> = self
            .grouping
            .into_groups()
            .map(|(key, is_named, places)| Assessment {
                key,
                is_named,
                sources: places.into_iter().map(Place::into_source).collect(),
            })
            .collect();
        if assessments.is_empty() && self.broken == 0 {
            return Err(Failure::Refused("there are no answers in what was named".to_owned()));
        }
        if self.broken > 0 {
            let left_out = report::documents_left_out(self.broken);
            notes::note(&format!("note: {left_out}"))?;
        }
        notes::step(|| {
            let documents = assessments.iter().map(|one| one.sources.len()).sum();
            let (documents, of) = (counted(documents, "document"), assessments.len());
            format!("read: {documents} in all, of {}", counted(of, "assessment"))
        })?;
        Ok(Gathered { assessments, left_out: self.broken, problems: self.problems, skipped })
    }
}

/// Names what was not read, the first of it.
pub(in crate::cli) fn tell_skipped(
    mut skipped: Vec<(String, Why)>,
    tell: fn(&str) -> io::Result<()>,
) -> io::Result<SkippedFiles> {
    skipped.sort_by(|(one, _), (other, _)| one.cmp(other));
    let count = skipped.len();
    skipped.truncate(SkippedFiles::MOST);
    let file = |(file, why): (String, Why)| SkippedFile { file, why: why.to_string() };
    let files: Vec<SkippedFile> = skipped.into_iter().map(file).collect();
    for file in &files {
        tell(&format!("skipped: {}", file.words()))?;
    }
    if count > files.len() {
        tell(&format!("skipped: {} more", counted(count - files.len(), "file")))?;
    }
    Ok(SkippedFiles { count, files })
}

/// Reads the documents of a file, or one of a stream.
fn read_all(waiting: Waiting, catalog: &Catalog) -> anyhow::Result<Vec<Outcome>> {
    match waiting {
        Waiting::Document(input, document) => Ok(vec![read_one(input, document, catalog)]),
        Waiting::File(input) => input
            .each_document()?
            .map(|document| Ok(read_one(Arc::clone(&input), document?, catalog)))
            .collect(),
    }
}

fn read_one(input: Arc<Input>, document: Document, catalog: &Catalog) -> Outcome {
    // A folder may hold the questionnaire beside its answers.
    let other = yaml::format_of(&document.bytes).filter(|&format| format != Format::Answers);
    let read = match (input.found, other) {
        (Found::InFolder, Some(format)) => match yaml::format_twice(&document.bytes) {
            Some(problem) => Read::Broken(vec![problem]),
            None => Read::Skipped(format),
        },
        _ => match yaml::read_answers(&document.bytes, catalog) {
            Ok(read) => Read::Sound(Box::new(read.value), read.warnings),
            Err(found) => Read::Broken(found),
        },
    };
    Outcome { input, document, read }
}

/// A problem, as outputs for machines tell it.
fn file_problem(input: &Input, document: &Document, problem: &Problem) -> FileProblem {
    let (line, column) = yaml::line_column(&document.bytes, problem.span.start);
    FileProblem {
        file: input.name(),
        line: document.start.line + line - 1,
        column,
        code: problem.kind.code(),
        is_error: problem.kind.severity() == Severity::Error,
        sentence: problem.kind.to_string(),
        help: problem.kind.help(),
    }
}

/// Shows problems on standard error; a quiet run leaves warnings out.
pub(in crate::cli) fn tell(
    input: &Input,
    document: &Document,
    found: &[Problem],
) -> Result<(), Failure> {
    let found = notes::shown(found);
    if found.is_empty() {
        return Ok(());
    }
    show(input, document, &found)
}

fn show(input: &Input, document: &Document, found: &[Problem]) -> Result<(), Failure> {
    let name = input.name();
    Ok(output::lines_to_stderr(|out| problems::show(out, &name, document, found))?)
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
