//! Going on with answers that are there: from their own file, or carried over
//! from another questionnaire.

use std::path::Path;

use prevention_gap::interview::Progress;
use prevention_gap::model::{
    AnswerState, Answers, Edit, Field, FieldIx, FieldKind, Question, QuestionIx, Questionnaire,
};
use prevention_gap::yaml::{self, Catalog};

use crate::cli::exit::Failure;
use crate::cli::{assessments, files};

/// Reads the answers of one respondent. Nothing is asked on top of a file with
/// problems.
pub(super) fn read<'c>(
    file: &Path,
    catalog: &'c Catalog,
    id: Option<&str>,
) -> Result<(&'c Questionnaire, Answers), Failure> {
    let answers = read_one(file, catalog)?;
    let questionnaire = catalog
        .get(answers.questionnaire.as_str())
        .expect("answers are read against a questionnaire of the catalog");
    if let Some(id) = id.filter(|id| questionnaire.id != **id) {
        return Err(Failure::Refused(format!(
            "{} answers {}, not {id}; name another file, or take over what fits with `--from`",
            file.display(),
            questionnaire.id
        )));
    }
    Ok((questionnaire, answers))
}

fn read_one(file: &Path, catalog: &Catalog) -> Result<Answers, Failure> {
    let inputs = files::inputs(&[file.to_owned()])?;
    let [input] = inputs.as_slice() else {
        let file = file.display();
        return Err(Failure::Usage(format!("{file} is a folder; name one file of answers")));
    };
    let documents = input.documents()?;
    let [document] = documents.as_slice() else {
        return Err(Failure::Refused(format!(
            "{} holds the answers of {} people; an interview goes on with one",
            file.display(),
            documents.len()
        )));
    };
    match yaml::read_answers(&document.bytes, catalog) {
        Ok(read) => Ok(read.value),
        Err(found) => {
            assessments::tell(input, document, &found)?;
            Err(Failure::Problems)
        }
    }
}

/// What is done and what is open.
pub(super) fn greeting(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let progress = Progress::of(questionnaire, answers);
    let mut parts = vec![format!(
        "Welcome back: {} of {} answered",
        progress.levels + progress.not_applicable,
        progress.asked
    )];
    let others = [
        (progress.unknown, "unknown"),
        (progress.skipped, "skipped"),
        (progress.not_reached, "to go"),
    ];
    parts.extend(others.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")));
    parts.join(", ") + "."
}

/// Answers that were given elsewhere.
#[derive(Default)]
pub(super) struct Carried {
    /// What they change.
    pub(super) edits: Vec<Edit>,
}

impl Carried {
    /// The answers with what was carried over.
    pub(super) fn apply(&self, mut answers: Answers) -> Answers {
        for edit in &self.edits {
            match edit {
                Edit::Answer { question, answer } => answers.answers[question.0] = answer.clone(),
                Edit::Profile { field, value } => answers.profile[field.0].clone_from(value),
                Edit::Decision(decision) => answers.decisions.push(decision.clone()),
            }
        }
        answers
    }

    pub(super) fn sentence(&self, from: &Path) -> String {
        let count = self.edits.iter().filter(|edit| matches!(edit, Edit::Answer { .. })).count();
        format!("Taken over from {}: {count} answers to the same questions.", from.display())
    }
}

/// What answers to another questionnaire say on the same questions (same id,
/// same rev) and fields. What is answered here already stays.
pub(super) fn carry_over(
    from: &Path,
    catalog: &Catalog,
    questionnaire: &Questionnaire,
    answers: &Answers,
) -> Result<Carried, Failure> {
    let (other, given) = read(from, catalog, None)?;
    // What this role is not asked is not its answer.
    let role = answers.respondent.as_ref().and_then(|respondent| respondent.role);
    let is_asked = |question: &QuestionIx| questionnaire[*question].asks(role);
    let questions = questionnaire.question_positions().filter(is_asked).filter_map(|question| {
        let same = same_question(other, &questionnaire[question])?;
        let answer = given.answers[same].clone();
        let is_open = answers.answers[question.0].state == AnswerState::NotReached;
        let says = answer.state != AnswerState::NotReached || answer.note.is_some();
        (is_open && says).then_some(Edit::Answer { question, answer })
    });
    let fields = (0..questionnaire.profile.len()).map(FieldIx).filter_map(|field| {
        let same = same_field(other, &questionnaire[field])?;
        let value = given.profile[same].clone();
        let is_open = answers.profile[field.0].is_none();
        (is_open && value.is_some()).then_some(Edit::Profile { field, value })
    });
    Ok(Carried { edits: fields.chain(questions).collect() })
}

fn same_question(other: &Questionnaire, question: &Question) -> Option<usize> {
    other.questions.iter().position(|same| same.id == question.id && same.rev == question.rev)
}

/// A field with the same id that takes the same values.
fn same_field(other: &Questionnaire, field: &Field) -> Option<usize> {
    let is_same = |same: &Field| match (&same.kind, &field.kind) {
        (FieldKind::Choice(one), FieldKind::Choice(two))
        | (FieldKind::Choices(one), FieldKind::Choices(two)) => {
            one.iter().map(|choice| &choice.id).eq(two.iter().map(|choice| &choice.id))
        }
        (one, two) => one == two,
    };
    other.profile.iter().position(|same| same.id == field.id && is_same(same))
}
