//! Going on with answers that are there: from their own file, or carried over
//! from another questionnaire.

use std::path::Path;

use jiff::civil::Date;
use prevention_gap::interview::{self, Progress};
use prevention_gap::model::{
    Answer, AnswerState, Answers, Edit, Field, FieldIx, FieldKind, Question, QuestionIx,
    Questionnaire, SeatEdit,
};
use prevention_gap::text::visible;
use prevention_gap::yaml::{self, Catalog};

use crate::cli::assessments::Key;
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

/// What is taken over from answers that were given elsewhere.
#[derive(Default)]
pub(super) struct Carried {
    /// What it changes.
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
                Edit::NoDecision(question) => {
                    answers.decisions.retain(|decision| decision.question != *question);
                }
            }
        }
        seats
    }
}

/// Answers that were given elsewhere, to be taken over where they fit.
pub(super) struct Earlier<'a> {
    file: &'a Path,
    questionnaire: &'a Questionnaire,
    seats: Vec<Answers>,
}

impl<'a> Earlier<'a> {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// They cannot be read, or have problems.
    pub(super) fn read(file: &'a Path, catalog: &'a Catalog) -> Result<Self, Failure> {
        let (questionnaire, seats) = read(file, catalog, None)?;
        Ok(Self { file, questionnaire, seats })
    }

    /// The part of the organisation that they are about.
    pub(super) fn unit(&self) -> Option<&str> {
        self.seats.first()?.unit.as_deref()
    }

    /// Whether they were given anonymously; `None` where that was not asked for.
    pub(super) fn promise(&self) -> Option<bool> {
        self.is_anonymous().then_some(true)
    }

    fn is_anonymous(&self) -> bool {
        self.seats.iter().any(|seat| seat.anonymous == Some(true))
    }

    /// What they say on the same questions (same id, same rev) and fields. What
    /// is answered already stays. What is taken over keeps the day on which it
    /// was given.
    ///
    /// # Errors
    ///
    /// They are about another organisation, later than these, or were given
    /// anonymously and would not stay so, or there are several seats.
    pub(super) fn carry_over(
        &self,
        questionnaire: &Questionnaire,
        seats: &[Answers],
    ) -> Result<Carried, Failure> {
        let ([answers], [given]) = (seats, self.seats.as_slice()) else {
            return Err(Failure::Usage(
                "`--from` takes over the answers of one respondent, and this is about several seats"
                    .to_owned(),
            ));
        };
        self.is_of_the_same(given, answers)?;
        self.stays_anonymous(answers)?;
        self.is_earlier(given, answers)?;
        // What this role is not asked is not its answer.
        let role = interview::role(answers);
        let is_asked = |question: &QuestionIx| questionnaire[*question].asks(role);
        let questions =
            questionnaire.question_positions().filter(is_asked).filter_map(|question| {
                let same = same_question(self.questionnaire, &questionnaire[question])?;
                let answer = carried(&given.answers[same], given.date)?;
                let is_open = answers.answers[question.0].state == AnswerState::NotReached;
                is_open.then_some(Edit::Answer { question, answer })
            });
        let fields = (0..questionnaire.profile.len()).map(FieldIx).filter_map(|field| {
            let same = same_field(self.questionnaire, &questionnaire[field])?;
            let value = given.profile[same].clone();
            let is_open = answers.profile[field.0].is_none();
            (is_open && value.is_some()).then_some(Edit::Profile { field, value })
        });
        let edits = fields.chain(questions).map(|edit| SeatEdit { seat: 0, edit });
        Ok(Carried { edits: edits.collect() })
    }

    /// What is said about it.
    pub(super) fn sentence(&self, carried: &Carried) -> String {
        let is_answer = |change: &&SeatEdit| matches!(change.edit, Edit::Answer { .. });
        let count = carried.edits.iter().filter(is_answer).count();
        let day = self.seats.first().map_or(String::new(), |seat| format!(" of {}", seat.date));
        format!(
            "Taken over from {}: {count} answers to the same questions. They stay answers{day}, \
             and count as old as that, until they are given anew: r lists them.",
            self.file.display()
        )
    }

    /// Refuses answers that were promised to stay anonymous, where they would
    /// not.
    fn stays_anonymous(&self, answers: &Answers) -> Result<(), Failure> {
        if !self.is_anonymous() || answers.anonymous == Some(true) {
            return Ok(());
        }
        Err(Failure::Refused(format!(
            "the answers in {} were given anonymously, and stay so: they are taken over into \
             anonymous answers only, so leave out `--named`, or let the file say `anonymous: true`",
            self.file.display()
        )))
    }

    /// Refuses answers of a day that has not come.
    fn is_earlier(&self, given: &Answers, answers: &Answers) -> Result<(), Failure> {
        if given.date <= answers.date {
            return Ok(());
        }
        Err(Failure::Refused(format!(
            "the answers in {} are of {}, and these are of {}: only earlier answers are taken \
             over; mend the date that is wrong",
            self.file.display(),
            given.date,
            answers.date
        )))
    }

    /// Refuses the answers of another organisation, or of another part of it.
    fn is_of_the_same(&self, given: &Answers, answers: &Answers) -> Result<(), Failure> {
        if is_about_the_same(given, answers) {
            return Ok(());
        }
        let whom = |answers: &Answers| {
            let unit = answers.unit.as_ref().map_or(String::new(), |unit| format!(", {unit}"));
            visible(&format!("{}{unit}", answers.organisation)).into_owned()
        };
        Err(Failure::Refused(format!(
            "{} has answers of `{}`, and this interview is about `{}`: answers are taken over \
             within one organisation and unit only",
            self.file.display(),
            whom(given),
            whom(answers)
        )))
    }
}

/// An answer as it is taken over: as old as it was. What was left open there
/// is open here; only its note comes along.
fn carried(given: &Answer, date: Date) -> Option<Answer> {
    match given.state {
        AnswerState::NotReached | AnswerState::Skipped => {
            let note = given.note.clone();
            note.is_some().then(|| Answer { note, ..Answer::default() })
        }
        AnswerState::Level(_) | AnswerState::NotApplicable(_) | AnswerState::Unknown => {
            Some(Answer { seen: given.seen.or(Some(date)), ..given.clone() })
        }
    }
}

/// Whether two people speak of the same organisation, and the same part of it.
pub(super) fn is_about_the_same(one: &Answers, other: &Answers) -> bool {
    let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    let (a, b) = (Key::of(one), Key::of(other));
    let is_same_unit = match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a == b,
    };
    same(&a.organisation, &b.organisation) && is_same_unit
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
