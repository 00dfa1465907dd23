//! Why a line could not be taken, said in a way that helps to type another.

use crate::model::ProblemKind;
use crate::text::visible;

/// Why a line could not be taken. `Display` says what to type instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// A number that is no level.
    #[error("there is no level {0}; levels go from 1 to 5")]
    NoSuchLevel(String),
    /// Half a level.
    #[error("levels are whole; take the lower one where only part of it is true")]
    NotWhole,
    /// A letter that is no proof.
    #[error("`{0}` is no proof; type e for an example, d for a document, m for figures")]
    NoSuchProof(String),
    /// A level, and words after it.
    #[error("`{0}` is not an answer; a note comes after a colon, as in `4d: saw the list`")]
    NoColon(String),
    /// Yes or no.
    #[error("a level says more than yes or no; type the number of the text that fits best")]
    YesOrNo,
    /// Something else.
    #[error("`{0}` is not an answer; type 1 to 5, or ? for help")]
    NotAnAnswer(String),
    /// A word in a line for several seats that is no answer.
    #[error("`{0}` is not an answer; type one each for {1}, as in 4d 3 2 1")]
    NotAnEntry(String, String),
    /// More or fewer answers than there are seats that are asked.
    #[error(
        "`{typed}` has {given} {} for {asked} seats; type one each for {names}, and . leaves one \
         as it is",
        if *.given == 1 { "answer" } else { "answers" }
    )]
    WrongCount {
        /// What was typed.
        typed: String,
        /// How many answers that is.
        given: usize,
        /// How many seats are asked.
        asked: usize,
        /// Who they are.
        names: String,
    },
    /// A note for somebody who is not asked.
    #[error("no seat `{0}` is asked this; a note goes to one of {1}")]
    NoSuchSeat(String, String),
    /// A key that means something at a question, typed elsewhere.
    #[error("`{0}` belongs to the questions; type a value, or Enter to leave it open")]
    NotHere(String),
    /// A value that no file could have either.
    #[error("{}", refused(.0))]
    Refused(ProblemKind),
    /// Something that is no choice.
    #[error("`{0}` is not one of the choices; type its number, 1 to {1}")]
    NotAChoice(String, usize),
    /// Several, where one is asked.
    #[error("only one of them can be true; type one number")]
    OneChoice,
    /// More cells than there are columns.
    #[error("a row has {0} parts, with a semicolon between them")]
    TooManyCells(usize),
    /// Something that is no row.
    #[error("`{0}` names no row; `- 2` takes out the second one")]
    NotARow(String),
    /// Something that is no place in the list.
    #[error("`{0}` is not in the list; type the number or the id of a question")]
    NotInList(String),
}

impl From<ProblemKind> for Misread {
    fn from(problem: ProblemKind) -> Self {
        Self::Refused(problem)
    }
}

/// What is wrong and what to do about it, in one line that is harmless on a
/// terminal.
fn refused(problem: &ProblemKind) -> String {
    let help = problem.help().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{problem}{help}").chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

/// The start of what was typed: enough to know it again, and harmless on a
/// terminal.
pub(super) fn echo(typed: &str) -> String {
    const SHOWN: usize = 20;
    let typed = typed.trim();
    let start: String = typed.chars().take(SHOWN).collect();
    let more = if typed.chars().count() > SHOWN { "…" } else { "" };
    format!("{}{more}", visible(&start))
}
