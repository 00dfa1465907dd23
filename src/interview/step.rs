//! Where an interview stands, and how a line is read there.

use super::command::{self, Command, Target};
use super::misread::{Misread, echo};
use super::seat::Seat;
use super::value;
use crate::model::{FieldIx, FieldKind, FieldValue, Proof, QuestionIx, Questionnaire, read_day};

/// Where an interview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field of the profile is asked.
    Field(FieldIx),
    /// A question is asked.
    Question(QuestionIx),
    /// What proves the level that was given.
    Proof(QuestionIx),
    /// Why a question does not apply.
    Reason(QuestionIx),
    /// What to note on a question.
    Note(NoteStep),
    /// The list of all questions.
    Review,
    /// All is asked; the actions are awaited.
    Finished,
    /// What was decided on an action.
    Decision(DecisionStep),
    /// Whether something is meant that was typed.
    Doubt,
    /// It is over.
    Closed(Closing),
}

/// Where a note belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteStep {
    /// The question.
    pub question: QuestionIx,
    /// The position of the seat that the note is kept with.
    pub seat: usize,
}

/// Which part of a decision is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionStep {
    /// The position among the actions that were offered.
    pub action: usize,
    /// The part.
    pub part: DecisionPart,
}

/// A part of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionPart {
    /// Who does it.
    Owner,
    /// Until when.
    By,
    /// To what result.
    Target,
}

/// How an interview ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Everything that could be answered is answered.
    Done,
    /// It goes on another day.
    Paused,
}

impl Step {
    /// Reads a line that was typed at this step, of these seats.
    ///
    /// # Errors
    ///
    /// It cannot be taken here; the reason says what to type instead.
    pub(super) fn read(
        self,
        questionnaire: &Questionnaire,
        asked: &[Seat],
        line: &str,
    ) -> Result<Command, Misread> {
        match self {
            Self::Question(_) => Command::parse(line, asked),
            Self::Field(field) => at_field(questionnaire, field, line),
            Self::Proof(_) => at_proof(line, asked),
            Self::Note(_) if line.trim().eq_ignore_ascii_case("e") => Ok(Command::Editor),
            Self::Review => at_review(line),
            Self::Decision(step) => at_decision(step.part, line),
            Self::Reason(_) | Self::Note(_) | Self::Finished | Self::Doubt | Self::Closed(_) => {
                Ok(text(line))
            }
        }
    }
}

/// A single letter is a key; everything else is text.
fn text(line: &str) -> Command {
    let line = line.trim();
    let movement = (line.chars().count() <= 1).then(|| Command::movement(line)).flatten();
    movement.unwrap_or_else(|| match line {
        "-" => Command::Clear,
        _ => Command::Text(line.to_owned()),
    })
}

fn at_field(questionnaire: &Questionnaire, field: FieldIx, line: &str) -> Result<Command, Misread> {
    let line = line.trim();
    let kind = &questionnaire[field].kind;
    match Command::movement(line) {
        // A text may well start with a g of its own.
        Some(Command::GoTo(Target::Id(id)))
            if questionnaire.find_question(&id).is_none()
                && questionnaire.find_field(&id).is_none() => {}
        Some(movement) => return Ok(movement),
        None => {}
    }
    match (line.to_lowercase().as_str(), kind) {
        ("-", _) => Ok(Command::Clear),
        ("s", _) => Ok(Command::Enter),
        ("u" | "x" | "n", _) => Err(Misread::NotHere(echo(line))),
        ("none", FieldKind::Choices(choices)) if !choices.iter().any(|one| one.id == *"none") => {
            Ok(Command::Value(FieldValue::Choices(Vec::new())))
        }
        (row, FieldKind::Table(_)) if row.starts_with('-') => remove_row(row),
        _ => value::parse(kind, line),
    }
}

/// `- 2`, the row that goes.
fn remove_row(line: &str) -> Result<Command, Misread> {
    let row = line.trim_start_matches('-').trim().parse();
    row.map(Command::RemoveRow).map_err(|_| Misread::NotARow(echo(line)))
}

/// `d`, or `d: note`. Of several seats a letter each, `d - e`, or one for all.
fn at_proof(line: &str, asked: &[Seat]) -> Result<Command, Misread> {
    if let Some(movement) = Command::movement(line) {
        return Ok(movement);
    }
    let (letters, note) = line.split_once(':').unwrap_or((line, ""));
    let letters = letters.trim().to_lowercase();
    let note = note.trim();
    let note = (!note.is_empty()).then(|| note.to_owned());
    if asked.len() < 2 {
        return Ok(Command::Proof { proofs: vec![proof(&letters)?], note });
    }
    let words = command::words(&letters);
    let proofs = words.iter().map(|word| proof(word)).collect::<Result<Vec<_>, _>>()?;
    match proofs.as_slice() {
        [one] => Ok(Command::Proof { proofs: vec![*one; asked.len()], note }),
        several if several.len() == asked.len() => Ok(Command::Proof { proofs, note }),
        several => Err(command::wrong_count(line, several.len(), asked)),
    }
}

/// The proof of one seat; `-` and `none` are no more than was said.
fn proof(letter: &str) -> Result<Option<Proof>, Misread> {
    match letter {
        "-" | "none" => Ok(None),
        _ => command::proof(letter).map(Some).ok_or_else(|| Misread::NoSuchProof(echo(letter))),
    }
}

fn at_review(line: &str) -> Result<Command, Misread> {
    if let Some(movement) = Command::movement(line) {
        return Ok(movement);
    }
    let id = line.trim();
    match id.parse() {
        Ok(number) => Ok(Command::GoTo(Target::Number(number))),
        Err(_) if id.contains(' ') => Err(Misread::NotInList(echo(id))),
        Err(_) => Ok(Command::GoTo(Target::Id(id.to_lowercase()))),
    }
}

/// A decision takes no command for a name.
fn at_decision(part: DecisionPart, line: &str) -> Result<Command, Misread> {
    match Command::movement(line) {
        Some(Command::Facts) => return Err(Misread::NotHere(echo(line))),
        Some(movement) => return Ok(movement),
        None => {}
    }
    match (part, line.trim().to_lowercase().as_str()) {
        (_, "-") => Ok(Command::Clear),
        (_, "s") => Ok(Command::Enter),
        (DecisionPart::By, _) => Ok(Command::Day(read_day(line.trim())?)),
        _ => Ok(text(line)),
    }
}
