//! What can be typed at a question, and what it means.
//!
//! ```text
//! answer  = level [proof] [":" note]     4   4d   4d: saw the list
//! others  = x [":" reason] | u | s | n | b | g ID | g 12 | r | ? | q
//! ```
//!
//! Capitals and blanks are forgiven. The colon before a note is not: pasted
//! prose such as "3 of the teams" must not become an answer.

use jiff::civil::Date;

use super::misread::{Misread, echo};
use crate::model::{FieldValue, Level, Proof};

/// One thing that a person asks of the interview.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A level, with what backs it and a note.
    Level {
        /// The level.
        level: Level,
        /// The proof, if one was named.
        proof: Option<Proof>,
        /// A note that is added.
        note: Option<String>,
    },
    /// It does not apply; without a reason, the reason is asked.
    NotApplicable(Option<String>),
    /// Nobody in the room knows.
    Unknown(Option<String>),
    /// On to the next, and leave this one open.
    Skip(Option<String>),
    /// A note that is added; without a text, the text is asked.
    Note(Option<String>),
    /// The note in an editor.
    Editor,
    /// A note as it comes out of the editor.
    Edited(String),
    /// The proof that was asked for.
    Proof {
        /// The proof.
        proof: Proof,
        /// A note that is added.
        note: Option<String>,
    },
    /// A text that was asked for: a reason, a note, an owner, a target.
    Text(String),
    /// A day that was asked for.
    Day(Date),
    /// The value of a profile field.
    Value(FieldValue),
    /// One more row of a table.
    Row(Vec<Option<FieldValue>>),
    /// Take out what is there.
    Clear,
    /// Enter alone: keep it, or leave it open.
    Enter,
    /// To the place before.
    Back,
    /// To another question.
    GoTo(Target),
    /// To the list of all questions.
    Review,
    /// Say more about what is asked, and name all keys.
    Help,
    /// Stop here, and go on another day.
    Quit,
}

/// Where a person wants to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The number of a question, as its screen shows it.
    Number(usize),
    /// The id of a question or of a profile field.
    Id(String),
}

impl Command {
    /// Reads what was typed at a question.
    ///
    /// # Errors
    ///
    /// It is not in the grammar; the reason says what to type instead.
    pub fn parse(line: &str) -> Result<Self, Misread> {
        let (head, note) = match line.split_once(':') {
            Some((head, note)) => (head, Some(note.trim())),
            None => (line, None),
        };
        let head = head.trim().to_lowercase();
        let text = note.filter(|note| !note.is_empty()).map(str::to_owned);
        if head.starts_with(|first: char| first.is_ascii_digit()) {
            return level(&head, text);
        }
        match head.as_str() {
            "x" | "n/a" => Ok(Self::NotApplicable(text)),
            "u" => Ok(Self::Unknown(text)),
            "s" => Ok(Self::Skip(text)),
            "n" => Ok(Self::Note(text)),
            "y" | "yes" | "no" => Err(Misread::YesOrNo),
            _ if note.is_some() => Err(Misread::NotAnAnswer(echo(line))),
            _ => Self::movement(&head).ok_or_else(|| Misread::NotAnAnswer(echo(line))),
        }
    }

    /// Reads what means the same wherever it is typed.
    pub(super) fn movement(line: &str) -> Option<Self> {
        match line.trim().to_lowercase().as_str() {
            "" => Some(Self::Enter),
            "b" => Some(Self::Back),
            "r" | "g" => Some(Self::Review),
            "?" | "h" => Some(Self::Help),
            "q" => Some(Self::Quit),
            other => target(other.strip_prefix('g')?).map(Self::GoTo),
        }
    }
}

/// `12`, or an id after a blank: "go" is a word, "g o" is not.
pub(super) fn target(text: &str) -> Option<Target> {
    if let Ok(number) = text.trim().parse() {
        return Some(Target::Number(number));
    }
    let id = text.strip_prefix(' ')?.trim();
    (!id.is_empty() && !id.contains(' ')).then(|| Target::Id(id.to_owned()))
}

/// A level and its proof, such as `4d`.
fn level(head: &str, note: Option<String>) -> Result<Command, Misread> {
    let digits = head.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = head.split_at(digits);
    let rest = rest.trim();
    if rest.starts_with(['.', ',']) {
        return Err(Misread::NotWhole);
    }
    let proof = match rest.chars().count() {
        0 => None,
        1 => Some(proof(rest).ok_or_else(|| Misread::NoSuchProof(echo(rest)))?),
        _ => return Err(Misread::NoColon(echo(head))),
    };
    let level = digits.parse().ok().and_then(Level::new);
    let level = level.ok_or_else(|| Misread::NoSuchLevel(echo(digits)))?;
    Ok(Command::Level { level, proof, note })
}

/// The letter of a proof.
pub(super) fn proof(letter: &str) -> Option<Proof> {
    match letter {
        "e" => Some(Proof::Example),
        "d" => Some(Proof::Documented),
        "m" => Some(Proof::Measured),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn level_is(line: &str, number: u64, proof: Option<Proof>, note: Option<&str>) {
        let level = Level::new(number).expect("a level");
        let note = note.map(str::to_owned);
        assert_eq!(Command::parse(line), Ok(Command::Level { level, proof, note }), "{line:?}");
    }

    #[test]
    fn a_level_may_carry_proof_and_a_note() {
        level_is("4", 4, None, None);
        level_is(" 4 ", 4, None, None);
        level_is("4d", 4, Some(Proof::Documented), None);
        level_is("4 D", 4, Some(Proof::Documented), None);
        level_is("3e: saw: the list", 3, Some(Proof::Example), Some("saw: the list"));
        level_is("5M:figures", 5, Some(Proof::Measured), Some("figures"));
        level_is("2:", 2, None, None);
        level_is("1 : nobody", 1, None, Some("nobody"));
    }

    #[track_caller]
    fn check(line: &str, expected: Command) {
        assert_eq!(Command::parse(line), Ok(expected), "{line:?}");
    }

    #[test]
    fn everything_else_is_one_letter() {
        check("x", Command::NotApplicable(None));
        check("X: no app", Command::NotApplicable(Some("no app".into())));
        check("n/a", Command::NotApplicable(None));
        check("u", Command::Unknown(None));
        check("u: ask IT", Command::Unknown(Some("ask IT".into())));
        check("s", Command::Skip(None));
        check("n", Command::Note(None));
        check("N: ask Eva", Command::Note(Some("ask Eva".into())));
        check("b", Command::Back);
        check(" B ", Command::Back);
        check("r", Command::Review);
        check("g", Command::Review);
        check("?", Command::Help);
        check("q", Command::Quit);
        check("", Command::Enter);
        check("g 12", Command::GoTo(Target::Number(12)));
        check("g12", Command::GoTo(Target::Number(12)));
        check("G Own-Handoff", Command::GoTo(Target::Id("own-handoff".into())));
    }

    #[track_caller]
    fn misread(line: &str, expected: &Misread) {
        assert_eq!(Command::parse(line).as_ref(), Err(expected), "{line:?}");
    }

    #[test]
    fn what_is_not_in_the_grammar_is_refused_kindly() {
        misread("6", &Misread::NoSuchLevel("6".into()));
        misread("0", &Misread::NoSuchLevel("0".into()));
        misread("30", &Misread::NoSuchLevel("30".into()));
        misread("3.5", &Misread::NotWhole);
        misread("3,5", &Misread::NotWhole);
        misread("4x", &Misread::NoSuchProof("x".into()));
        misread("3 of the teams", &Misread::NoColon("3 of the teams".into()));
        misread("4d saw it", &Misread::NoColon("4d saw it".into()));
        misread("yes", &Misread::YesOrNo);
        misread("no", &Misread::YesOrNo);
        misread("go", &Misread::NotAnAnswer("go".into()));
        misread("b: note", &Misread::NotAnAnswer("b: note".into()));
        misread("saw the list", &Misread::NotAnAnswer("saw the list".into()));
        misread("99999999999999999999999", &Misread::NoSuchLevel("99999999999999999999…".into()));
    }
}
