//! Going on with answers that are there: from their own file, or carried over
//! from another questionnaire.

use std::path::Path;

use prevention_gap::interview::{self, Progress};
use prevention_gap::model::{
    AnswerState, Answers, Edit, Field, FieldIx, FieldKind, Question, QuestionIx, Questionnaire,
    SeatEdit,
};
use prevention_gap::yaml::{self, Catalog};

use crate::cli::exit::Failure;
use crate::cli::{assessments, files};

/// Reads the answers of one respondent, or of the seats of one workshop.
/// Nothing is asked on top of a file with problems.
pub(super) fn read<'c>(
    file: &Path,
    catalog: &'c Catalog,
    id: Option<&str>,
) -> Result<(&'c Questionnaire, Vec<Answers>), Failure> {
    let seats = read_seats(file, catalog)?;
    let name = file.display();
    if let Some(why) = no_workshop(&seats) {
        return Err(Failure::Refused(format!("{name} cannot be gone on with: {why}")));
    }
    let questionnaire = catalog
        .get(seats[0].questionnaire.as_str())
        .expect("answers are read against a questionnaire of the catalog");
    if let Some(id) = id.filter(|id| questionnaire.id != **id) {
        return Err(Failure::Refused(format!(
            "{name} answers {}, not {id}; name another file, or take over what fits with `--from`",
            questionnaire.id
        )));
    }
    Ok((questionnaire, seats))
}

fn read_seats(file: &Path, catalog: &Catalog) -> Result<Vec<Answers>, Failure> {
    let name = file.display();
    if file.is_dir() {
        return Err(Failure::Usage(format!("{name} is a folder; name one file of answers")));
    }
    let inputs = files::inputs(&[file.to_owned()])?;
    let mut seats = Vec::new();
    let mut is_sound = true;
    for input in &inputs {
        for document in input.documents()? {
            if !yaml::has_content(&document.bytes) {
                return Err(Failure::Refused(format!(
                    "{name} is empty; name a file that is not there yet, and it will be made"
                )));
            }
            match yaml::read_answers(&document.bytes, catalog) {
                Ok(read) => seats.push(read.value),
                Err(found) => {
                    assessments::tell(input, &document, &found)?;
                    is_sound = false;
                }
            }
        }
    }
    if is_sound { Ok(seats) } else { Err(Failure::Problems) }
}

/// Why the documents of a file are not the seats of one workshop.
fn no_workshop(seats: &[Answers]) -> Option<String> {
    let [first, others @ ..] = seats else { return Some("there are no answers in it".to_owned()) };
    let is_same = |other: &Answers| {
        first.questionnaire == other.questionnaire
            && first.organisation == other.organisation
            && first.unit == other.unit
            && first.wave == other.wave
    };
    if !others.iter().all(is_same) {
        return Some(
            "its documents are not one assessment, with the same questionnaire, organisation, \
             unit and wave"
                .to_owned(),
        );
    }
    let names: Vec<String> = interview::seats(seats).into_iter().map(|seat| seat.name).collect();
    let is_twice = |(at, name): (usize, &String)| names[..at].contains(name);
    let twice = names.iter().enumerate().find(|&named| is_twice(named))?.1;
    Some(format!("two of its documents are of `{twice}`"))
}

/// What is done and what is open.
pub(super) fn greeting(questionnaire: &Questionnaire, seats: &[Answers]) -> String {
    let progress = Progress::of(questionnaire, seats);
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
    pub(super) edits: Vec<SeatEdit>,
}

impl Carried {
    /// The answers with what was carried over.
    pub(super) fn apply(&self, mut seats: Vec<Answers>) -> Vec<Answers> {
        for SeatEdit { seat, edit } in &self.edits {
            let answers = &mut seats[*seat];
            match edit {
                Edit::Answer { question, answer } => answers.answers[question.0] = answer.clone(),
                Edit::Profile { field, value } => answers.profile[field.0].clone_from(value),
                Edit::Decision(decision) => answers.decisions.push(decision.clone()),
            }
        }
        seats
    }

    pub(super) fn sentence(&self, from: &Path) -> String {
        let is_answer = |change: &&SeatEdit| matches!(change.edit, Edit::Answer { .. });
        let count = self.edits.iter().filter(is_answer).count();
        format!("Taken over from {}: {count} answers to the same questions.", from.display())
    }
}

/// What answers to another questionnaire say on the same questions (same id,
/// same rev) and fields. What is answered here already stays.
pub(super) fn carry_over(
    from: &Path,
    catalog: &Catalog,
    questionnaire: &Questionnaire,
    seats: &[Answers],
) -> Result<Carried, Failure> {
    let (other, given) = read(from, catalog, None)?;
    let ([answers], [given]) = (seats, given.as_slice()) else {
        return Err(Failure::Usage(
            "`--from` takes over the answers of one respondent, and this is about several seats"
                .to_owned(),
        ));
    };
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
    let edits = fields.chain(questions).map(|edit| SeatEdit { seat: 0, edit });
    Ok(Carried { edits: edits.collect() })
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
