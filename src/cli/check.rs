//! `pgap check`: problems in questionnaires, answers and policies.

use prevention_gap::check;
use prevention_gap::model::{Answers, Problem, ProblemKind, Questionnaire, Severity};
use prevention_gap::text;
use prevention_gap::yaml::{self, Catalog, Format};

use super::args::CheckArgs;
use super::assessments::{self, Conflict, Grouping};
use super::documents::Document;
use super::exit::{Ended, Failure};
use super::files::{self, Found, Input, Inputs, Why};
use super::notes::{self, counted};
use super::{output, problems};

pub(super) fn run(args: &CheckArgs) -> Result<Ended, Failure> {
    let mut checked = Vec::new();
    let mut catalog = assessments::catalog(&args.own)?;
    let Inputs { read: inputs, mut skipped } = files::find(&args.files)?;
    let mut documents = Vec::new();
    for input in &inputs {
        documents.extend(input.documents()?.into_iter().map(|document| (input, document)));
    }
    // What pgap itself wrote into a folder is nobody's file to check.
    documents.retain(|(input, document)| {
        let is_own = yaml::format_of(&document.bytes) == Some(Format::Results);
        let is_skipped = input.found == Found::InFolder && is_own;
        if is_skipped {
            skipped.push((input.name(), Why::Holds(Format::Results)));
        }
        !is_skipped
    });
    assessments::tell_skipped(skipped, notes::note)?;
    if documents.is_empty() {
        return Err(Failure::Refused("there is nothing to check in what was named".to_owned()));
    }
    // Questionnaires first: answers beside them may be answers to them.
    documents.sort_by_key(|(_, document)| {
        yaml::format_of(&document.bytes) != Some(Format::Questionnaire)
    });
    let mut grouping = Grouping::new();
    for (position, (input, document)) in documents.iter().enumerate() {
        let mut one = check(input, document, &mut catalog);
        if let Some(answers) = one.answers.take() {
            one.found.extend(contradictions(
                &mut grouping,
                &documents,
                position,
                answers,
                &catalog,
                args.strict,
            ));
        }
        checked.push(one);
    }
    let passes = |checked: &Checked| {
        if args.strict { checked.found.is_empty() } else { !problems::any_error(&checked.found) }
    };
    let all_pass = checked.iter().all(passes);
    output::lines_to_stdout(|out| {
        for ((input, document), checked) in documents.iter().zip(&checked) {
            problems::show(out, &input.name(), document, &checked.found)?;
            if passes(checked) {
                writeln!(out, "{}: {}", input.name(), text::line(&checked.what))?;
            }
        }
        writeln!(out, "{}", summary(&checked))
    })?;
    Ok(if all_pass { Ended::Done } else { Ended::FileProblems })
}

/// "3 documents checked: 1 problem, 2 warnings".
fn summary(checked: &[Checked]) -> String {
    let found = || checked.iter().flat_map(|checked| &checked.found);
    let warnings = found().filter(|p| p.kind.severity() == Severity::Warning).count();
    let problems = found().count() - warnings;
    format!(
        "{} checked: {}, {}",
        counted(checked.len(), "document"),
        counted(problems, "problem"),
        counted(warnings, "warning")
    )
}

/// What came of one document.
struct Checked {
    /// "questionnaire quick-check 1.0.0, 10 questions".
    what: String,
    found: Vec<Problem>,
    /// Sound answers, to be held against others of their assessment.
    answers: Option<Answers>,
}

impl Checked {
    fn new(what: String, found: Vec<Problem>) -> Self {
        Self { what, found, answers: None }
    }
}

/// What answers say that others of their assessment contradict.
fn contradictions(
    grouping: &mut Grouping<usize>,
    documents: &[(&Input, Document)],
    position: usize,
    answers: Answers,
    catalog: &Catalog,
    is_strict: bool,
) -> Vec<Problem> {
    let Some(questionnaire) = catalog.get(answers.questionnaire.as_str()) else {
        return Vec::new();
    };
    let words = |conflict: &Conflict<'_, usize>| {
        let (input, document) = &documents[*conflict.first];
        assessments::place(input, document, &conflict.pointer)
    };
    let document = &documents[position].1;
    let spelt = grouping.other_spellings(&answers, is_strict);
    let mut found = assessments::contradictions(document, &spelt, words);
    if let Err(conflicts) = grouping.add(questionnaire, answers, |_| position) {
        found.extend(assessments::contradictions(document, &conflicts, words));
    }
    found
}

fn check(input: &Input, document: &Document, catalog: &mut Catalog) -> Checked {
    match yaml::format_of(&document.bytes) {
        Some(Format::Questionnaire) => check_questionnaire(input, document, catalog),
        Some(Format::Policy) => check_policy(document),
        Some(Format::Answers | Format::Results) | None => check_answers(document, catalog),
    }
}

fn check_questionnaire(input: &Input, document: &Document, catalog: &mut Catalog) -> Checked {
    match yaml::read_questionnaire(&document.bytes) {
        Err(found) => Checked::new(String::new(), found),
        Ok(read) => {
            let questionnaire = read.value;
            let mut found = read.warnings;
            found.extend(beyond_reading(input, document, &questionnaire));
            let what = format!(
                "questionnaire {} {}, {} questions, {} examples come out",
                questionnaire.id,
                questionnaire.version,
                questionnaire.questions.len(),
                questionnaire.examples.len(),
            );
            catalog.add(questionnaire);
            Checked::new(what, found)
        }
    }
}

/// Problems that only show when the definition is used.
fn beyond_reading(
    input: &Input,
    document: &Document,
    questionnaire: &Questionnaire,
) -> Vec<Problem> {
    let places = yaml::places(&document.bytes);
    let place = |pointer: &str, kind: ProblemKind| {
        let span = places.as_ref().and_then(|places| places.span(pointer)).unwrap_or(0..0);
        Problem { kind, span, related: None }
    };
    let id = questionnaire.id.as_str();
    let stem = input.stem().filter(|stem| *stem != id).map(|stem| {
        let kind = ProblemKind::IdNotFileName { id: id.to_owned(), stem: stem.to_owned() };
        place("/id", kind)
    });
    let found = check::questionnaire(questionnaire);
    stem.into_iter()
        .chain(found.into_iter().map(|found| place(&found.pointer, found.kind)))
        .collect()
}

fn check_policy(document: &Document) -> Checked {
    match yaml::read_policy(&document.bytes) {
        Err(found) => Checked::new(String::new(), found),
        Ok(read) => {
            let what = match read.value.gates.len() {
                1 => "policy, 1 gate".to_owned(),
                gates => format!("policy, {gates} gates"),
            };
            Checked::new(what, read.warnings)
        }
    }
}

fn check_answers(document: &Document, catalog: &Catalog) -> Checked {
    match yaml::read_answers(&document.bytes, catalog) {
        Err(found) => Checked::new(String::new(), found),
        Ok(read) => {
            let answers = read.value;
            let what = format!(
                "answers of {} to {} {}, {}",
                answers.organisation, answers.questionnaire, answers.version, answers.date
            );
            Checked { what, found: read.warnings, answers: Some(answers) }
        }
    }
}
