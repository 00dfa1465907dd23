//! What the machine asks of the world, and what it says.

use super::step::Closing;
use crate::model::{Level, QuestionIx, Questionnaire, SeatEdit};

/// What has to be done after a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write this down, now.
    Save(SeatEdit),
    /// Say this with the next screen.
    Tell(Notice),
    /// Show the help of this step.
    Help,
    /// Let this note be edited, and hand it back as [`super::Command::Edited`].
    EditNote {
        /// The question that it belongs to.
        question: QuestionIx,
        /// The note as it is.
        text: String,
    },
    /// Everything has been asked: find the first actions and offer them.
    Finished,
    /// The interview is over.
    Closed(Closing),
}

/// A sentence for the person who types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is nothing before this.
    AtStart,
    /// Enter alone, where an answer is needed.
    TypeALevel,
    /// Enter alone, where an answer is needed of each of several seats.
    TypeOneEach {
        /// Who is asked.
        names: String,
    },
    /// A reason is needed.
    TypeAReason,
    /// The command means nothing here.
    NotHere,
    /// No question has this number or id.
    NoSuchQuestion(String),
    /// The question is not asked of this role, or out of scope.
    NotAsked(QuestionIx),
    /// A note was added.
    Noted,
    /// A fact was taken; this is how it was understood.
    Taken(String),
    /// An answer has gone, and nothing has taken its place.
    TakenBack {
        /// The question.
        question: QuestionIx,
        /// Who gave it, where there are several.
        name: Option<String>,
        /// What it was.
        was: String,
        /// What the question is now.
        now: Reopened,
    },
    /// No row of the table has this number.
    NoSuchRow {
        /// What was typed.
        row: usize,
        /// How many there are.
        rows: usize,
    },
    /// No fact is open.
    NoOpenFact,
    /// A decision was taken out.
    NotDecided,
    /// The level usually rests on another question.
    Needs {
        /// Who gave it, where there are several.
        name: Option<String>,
        /// The level that was given.
        level: Level,
        /// The other question.
        other: QuestionIx,
        /// The level that it would have to have.
        at_least: Level,
        /// The level that it has.
        has: Level,
    },
}

/// What a question is whose answer has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopened {
    /// As if it had not been asked.
    Open,
    /// Left open knowingly.
    Skipped,
}

impl Notice {
    /// The sentence.
    pub fn sentence(&self, questionnaire: &Questionnaire) -> String {
        match self {
            Self::AtStart => "This is the first one; there is nothing before it".to_owned(),
            Self::TypeALevel => "Type 1 to 5, u if nobody knows, or ? for help".to_owned(),
            Self::TypeOneEach { names } => {
                format!("Type an answer each for {names}, u where one does not know, or ? for help")
            }
            Self::TypeAReason => {
                "The report names the reason, so one is needed; b goes back".to_owned()
            }
            Self::NotHere => "That cannot be done here; ? says what can".to_owned(),
            Self::NoSuchQuestion(typed) => {
                format!("There is no question and no fact `{typed}`; r lists them all")
            }
            Self::NotAsked(question) => {
                format!("`{}` is not asked in this interview", questionnaire[*question].title)
            }
            Self::Noted => "Noted".to_owned(),
            Self::Taken(words) => format!("Taken: {words}"),
            Self::TakenBack { question, name, was, now } => {
                let title = &questionnaire[*question].title;
                let whose = name.as_ref().map_or(String::new(), |name| format!(" for {name}"));
                let now = match now {
                    Reopened::Open => "open again",
                    Reopened::Skipped => "skipped now",
                };
                format!("\"{title}\" is {now}{whose}; it was {was}")
            }
            Self::NoSuchRow { row, rows } => {
                format!("There is no row {row}; the rows go from 1 to {rows}")
            }
            Self::NoOpenFact => "No fact is open; r lists them all".to_owned(),
            Self::NotDecided => "The decision is taken out; Enter goes on".to_owned(),
            Self::Needs { name, level, other, at_least, has } => {
                let whose = name.as_ref().map_or(String::new(), |name| format!(" of {name}"));
                let other = &questionnaire[*other].title;
                format!(
                    "Level {level}{whose} usually rests on \"{other}\" at level {at_least}, and that \
                     one stands at {has}"
                )
            }
        }
    }
}
