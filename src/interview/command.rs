//! What can be typed at a question, and what it means.
//!
//! ```text
//! answer  = entry [":" text]             4   4d   4d: saw the list   x: no app
//! entry   = level [proof] | x | u | s | -
//! others  = n [":" text] | b | f | g ID | g 12 | r | ? | q
//! ```
//!
//! With several seats an answer has an entry for each of those that are asked,
//! with blanks or commas between: `4d 3 2 1`. There `.` leaves a seat as it
//! was; `x`, `u`, `s` or `-` alone is said of all; and `n a1: text` notes for
//! one.
//! The text is the reason where something does not apply, and else a note.
//!
//! Capitals and blanks are forgiven. The colon before a note is not: pasted
//! prose such as "3 of the teams" must not become an answer.

use jiff::civil::Date;

use super::misread::{Misread, echo};
use super::seat::{self, Seat};
use crate::model::{FieldValue, Level, Proof};

/// One thing that a person asks of the interview.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// What the seats that are asked say.
    Answer {
        /// An entry for each of them, in their order.
        entries: Vec<Entry>,
        /// The reason where something does not apply, and else a note.
        text: Option<String>,
    },
    /// A note that is added; without a text, the text is asked.
    Note {
        /// The position of the seat that it is kept with; `None` takes the
        /// first that is asked.
        seat: Option<usize>,
        /// The text.
        text: Option<String>,
    },
    /// The note in an editor.
    Editor,
    /// A note as it comes out of the editor.
    Edited(String),
    /// The proof that was asked for.
    Proof {
        /// One for each seat that was asked for it, in their order; `None` has
        /// no more than was said.
        proofs: Vec<Option<Proof>>,
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
    /// Take this row of a table out; they count from 1.
    RemoveRow(usize),
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
    /// From the facts on to the questions, and from there to the facts that
    /// are open.
    Facts,
    /// That is meant, what was asked about.
    Yes,
    /// Say more about what is asked, and name all keys.
    Help,
    /// Stop here, and go on another day.
    Quit,
}

/// What one seat says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A level, with what backs it.
    Level {
        /// The level.
        level: Level,
        /// The proof, if one was named.
        proof: Option<Proof>,
    },
    /// It does not apply; without a reason, the reason is asked.
    NotApplicable,
    /// Nobody who sits there knows.
    Unknown,
    /// Left open knowingly; what was answered before is taken back.
    Skip,
    /// What was answered is taken back, and it is open again.
    TakeBack,
    /// Left as it was, of one of several seats.
    Keep,
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
    /// Reads what was typed at a question that these seats are asked.
    ///
    /// # Errors
    ///
    /// It is not in the grammar; the reason says what to type instead.
    pub fn parse(line: &str, asked: &[Seat]) -> Result<Self, Misread> {
        if let Some(note) = note_of_seat(line, asked) {
            return note;
        }
        let (head, text) = match line.split_once(':') {
            Some((head, text)) => (head, Some(text.trim())),
            None => (line, None),
        };
        let head = head.trim().to_lowercase();
        if head == "n" {
            return Ok(Self::Note { seat: None, text: given(text) });
        }
        let movement = if text.is_none() { Self::movement(&head) } else { None };
        match movement {
            Some(movement) => Ok(movement),
            None => Ok(Self::Answer { entries: entries(&head, line, asked)?, text: given(text) }),
        }
    }

    /// Whether a person who types this would mean a command, or an answer to a
    /// question: a name that looks so is asked about.
    pub fn is_meant_by(line: &str) -> bool {
        /// What people type who look for a command.
        const WORDS: [&str; 8] = ["quit", "exit", "help", "back", "skip", "none", "review", "save"];
        let line = line.trim().to_lowercase();
        let is_entry = |word: &&str| matches!(entry(word), Ok(Some(_)) | Err(Misread::YesOrNo));
        let words = words(&line);
        let are_entries = !words.is_empty() && words.iter().all(is_entry);
        are_entries || WORDS.contains(&&*line) || Self::parse(&line, &[]).is_ok()
    }

    /// Reads what means the same wherever it is typed.
    pub(super) fn movement(line: &str) -> Option<Self> {
        match line.trim().to_lowercase().as_str() {
            "" => Some(Self::Enter),
            "b" => Some(Self::Back),
            "r" | "g" => Some(Self::Review),
            "f" => Some(Self::Facts),
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

/// A text that says something.
fn given(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// An entry for each seat that is asked. What can only be meant for all of
/// them may be said once.
fn entries(head: &str, line: &str, asked: &[Seat]) -> Result<Vec<Entry>, Misread> {
    if asked.len() < 2 {
        let found = entry(head)?.filter(|&one| one != Entry::Keep);
        return found.map(|one| vec![one]).ok_or_else(|| Misread::NotAnAnswer(echo(line)));
    }
    let words = words(head);
    let mut entries = Vec::with_capacity(words.len());
    for word in &words {
        let not_one = || Misread::NotAnEntry(echo(word), seat::names(asked));
        entries.push(entry(word)?.ok_or_else(not_one)?);
    }
    match entries.as_slice() {
        [Entry::Level { .. }] => Err(wrong_count(line, 1, asked)),
        [one] => Ok(vec![*one; asked.len()]),
        several if several.len() == asked.len() => Ok(entries),
        several => Err(wrong_count(line, several.len(), asked)),
    }
}

/// What stands between blanks and commas.
pub(super) fn words(line: &str) -> Vec<&str> {
    line.split([' ', '\t', ',']).filter(|word| !word.is_empty()).collect()
}

pub(super) fn wrong_count(line: &str, given: usize, asked: &[Seat]) -> Misread {
    Misread::WrongCount { typed: echo(line), given, asked: asked.len(), names: seat::names(asked) }
}

/// What one seat says; `None` is not in the grammar.
fn entry(word: &str) -> Result<Option<Entry>, Misread> {
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return level(word).map(Some);
    }
    match word {
        "x" | "n/a" => Ok(Some(Entry::NotApplicable)),
        "u" => Ok(Some(Entry::Unknown)),
        "s" => Ok(Some(Entry::Skip)),
        "-" => Ok(Some(Entry::TakeBack)),
        "." => Ok(Some(Entry::Keep)),
        "y" | "yes" | "no" => Err(Misread::YesOrNo),
        _ => Ok(None),
    }
}

/// `n a1`, `n a1: text` or `n a1 text`, where there are several seats.
fn note_of_seat(line: &str, asked: &[Seat]) -> Option<Result<Command, Misread>> {
    let rest = line.trim().strip_prefix(['n', 'N'])?;
    let is_of_seat = asked.len() > 1 && rest.starts_with([' ', '\t']);
    let rest = rest.trim_start();
    if !is_of_seat || rest.starts_with(':') {
        return None;
    }
    let behind = |seat: &&Seat| behind_name(rest, &seat.name).is_some();
    let longest = asked.iter().filter(behind).max_by_key(|seat| seat.name.len());
    let Some(seat) = longest else {
        return Some(Err(Misread::NoSuchSeat(echo(rest), seat::names(asked))));
    };
    let text = behind_name(rest, &seat.name).map(|text| text.trim_start_matches(':').trim());
    Some(Ok(Command::Note { seat: Some(seat.position), text: given(text) }))
}

/// What stands behind a name and a blank or a colon.
fn behind_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(name.len())?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', ':']);
    (ends && head.to_lowercase() == name.to_lowercase()).then(|| rest.trim())
}

/// A level and its proof, such as `4d`.
fn level(head: &str) -> Result<Entry, Misread> {
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
    Ok(Entry::Level { level, proof })
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

    /// Seats of these names; without any, one joint interview.
    fn seats(names: &[&str]) -> Vec<Seat> {
        let seat = |(position, name): (usize, &&str)| Seat {
            position,
            name: (*name).to_owned(),
            role: None,
        };
        names.iter().enumerate().map(seat).collect()
    }

    fn parse(line: &str) -> Result<Command, Misread> {
        Command::parse(line, &seats(&["joint"]))
    }

    fn four(line: &str) -> Result<Command, Misread> {
        Command::parse(line, &seats(&["coo", "service", "a1", "a2"]))
    }

    fn at(number: u64, proof: Option<Proof>) -> Entry {
        Entry::Level { level: Level::new(number).expect("a level"), proof }
    }

    fn answer(entries: &[Entry], text: Option<&str>) -> Command {
        Command::Answer { entries: entries.to_vec(), text: text.map(str::to_owned) }
    }

    #[track_caller]
    fn level_is(line: &str, number: u64, proof: Option<Proof>, note: Option<&str>) {
        assert_eq!(parse(line), Ok(answer(&[at(number, proof)], note)), "{line:?}");
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
        assert_eq!(parse(line), Ok(expected), "{line:?}");
    }

    #[test]
    fn everything_else_is_one_letter() {
        let note = |text: Option<&str>| Command::Note { seat: None, text: text.map(str::to_owned) };
        check("x", answer(&[Entry::NotApplicable], None));
        check("X: no app", answer(&[Entry::NotApplicable], Some("no app")));
        check("n/a", answer(&[Entry::NotApplicable], None));
        check("u", answer(&[Entry::Unknown], None));
        check("u: ask IT", answer(&[Entry::Unknown], Some("ask IT")));
        check("s", answer(&[Entry::Skip], None));
        check("-", answer(&[Entry::TakeBack], None));
        check("-: ask IT", answer(&[Entry::TakeBack], Some("ask IT")));
        check("n", note(None));
        check("N: ask Eva", note(Some("ask Eva")));
        check("b", Command::Back);
        check(" B ", Command::Back);
        check("r", Command::Review);
        check("g", Command::Review);
        check("f", Command::Facts);
        check("?", Command::Help);
        check("q", Command::Quit);
        check("", Command::Enter);
        check("g 12", Command::GoTo(Target::Number(12)));
        check("g12", Command::GoTo(Target::Number(12)));
        check("G Own-Handoff", Command::GoTo(Target::Id("own-handoff".into())));
    }

    #[track_caller]
    fn misread(line: &str, expected: &Misread) {
        assert_eq!(parse(line).as_ref(), Err(expected), "{line:?}");
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
        misread(".", &Misread::NotAnAnswer(".".into()));
        misread("n a1", &Misread::NotAnAnswer("n a1".into()));
        misread("go", &Misread::NotAnAnswer("go".into()));
        misread("b: note", &Misread::NotAnAnswer("b: note".into()));
        misread("saw the list", &Misread::NotAnAnswer("saw the list".into()));
        misread("99999999999999999999999", &Misread::NoSuchLevel("99999999999999999999…".into()));
    }

    #[track_caller]
    fn four_say(line: &str, entries: &[Entry], text: Option<&str>) {
        assert_eq!(four(line), Ok(answer(entries, text)), "{line:?}");
    }

    #[test]
    fn several_seats_take_an_entry_each() {
        let plain = [at(4, None), at(3, None), at(2, None), at(1, None)];
        four_say("4 3 2 1", &plain, None);
        four_say(" 4,3 , 2\t1 ", &plain, None);
        four_say("4 3 2 1: saw it", &plain, Some("saw it"));
        let documented = [at(4, Some(Proof::Documented)), at(3, Some(Proof::Example))];
        let mixed = [documented[0], documented[1], Entry::NotApplicable, Entry::Unknown];
        four_say("4d 3E x u", &mixed, None);
        four_say("4d,3e,X,U: no app", &mixed, Some("no app"));
        four_say("- s 2 .", &[Entry::TakeBack, Entry::Skip, at(2, None), Entry::Keep], None);
    }

    #[test]
    fn what_is_meant_for_all_is_said_once() {
        four_say("x: no app", &[Entry::NotApplicable; 4], Some("no app"));
        four_say("u", &[Entry::Unknown; 4], None);
        four_say("s", &[Entry::Skip; 4], None);
        four_say("-", &[Entry::TakeBack; 4], None);
        four_say(".", &[Entry::Keep; 4], None);
        assert_eq!(four("b"), Ok(Command::Back));
        assert_eq!(four("g 3"), Ok(Command::GoTo(Target::Number(3))));
        assert_eq!(four(""), Ok(Command::Enter));
    }

    #[track_caller]
    fn four_note(line: &str, seat: Option<usize>, text: Option<&str>) {
        let text = text.map(str::to_owned);
        assert_eq!(four(line), Ok(Command::Note { seat, text }), "{line:?}");
    }

    #[test]
    fn a_note_may_name_its_seat() {
        four_note("n", None, None);
        four_note("n: saw: the list", None, Some("saw: the list"));
        four_note("n : saw it", None, Some("saw it"));
        four_note("n a1", Some(2), None);
        four_note("n A2: saw: the list", Some(3), Some("saw: the list"));
        four_note("N coo Saw the list", Some(0), Some("Saw the list"));
        four_note("n a1:", Some(2), None);
        let two = Command::parse("n a b: x", &seats(&["a", "a b"]));
        assert_eq!(two, Ok(Command::Note { seat: Some(1), text: Some("x".into()) }));
    }

    #[track_caller]
    fn meant(line: &str, expected: bool) {
        assert_eq!(Command::is_meant_by(line), expected, "{line:?}");
    }

    #[test]
    fn a_name_that_looks_like_a_command_is_known() {
        for line in ["q", "Q ", "?", "b", "r", "f", "s", "-", ".", "4", "4d", "x: no", "n: a"] {
            meant(line, true);
        }
        for line in ["g 4", "g12", "4 3 2 1", "yes", "n", "quit", "Help", "none"] {
            meant(line, true);
        }
        for line in ["Jana", "Larkfield Home", "64 to 38", "3M", "Head of Sales: Ann", "42"] {
            meant(line, line == "3M");
        }
    }

    #[track_caller]
    fn four_misread(line: &str, sentence: &str) {
        let misread = four(line).expect_err("it is not in the grammar");
        assert_eq!(misread.to_string(), sentence, "{line:?}");
    }

    #[test]
    fn a_slip_in_a_line_names_the_seats() {
        four_misread(
            "4 3",
            "`4 3` has 2 answers for 4 seats; type one each for coo, service, a1, a2, \
             and . leaves one as it is",
        );
        four_misread(
            "4",
            "`4` has 1 answer for 4 seats; type one each for coo, service, a1, a2, \
             and . leaves one as it is",
        );
        four_misread(
            "4 3 2 1 1",
            "`4 3 2 1 1` has 5 answers for 4 seats; type one each for coo, service, a1, a2, \
             and . leaves one as it is",
        );
        four_misread(
            "3 of the teams",
            "`of` is not an answer; type one each for coo, service, a1, a2, as in 4d 3 2 1",
        );
        four_misread(
            "4 d 3 2",
            "`d` is not an answer; type one each for coo, service, a1, a2, as in 4d 3 2 1",
        );
        four_misread("4 3 2 6", "there is no level 6; levels go from 1 to 5");
        four_misread("4 3 2 1.5", &Misread::NotWhole.to_string());
        four_misread("4 3 2 1x", &Misread::NoSuchProof("x".into()).to_string());
        four_misread("y 3 2 1", &Misread::YesOrNo.to_string());
        four_misread(
            "n boss: no",
            "no seat `boss: no` is asked this; a note goes to one of coo, service, a1, a2",
        );
        four_misread(
            ": saw it",
            "`: saw it` has 0 answers for 4 seats; type one each for coo, service, a1, a2, \
             and . leaves one as it is",
        );
    }
}
