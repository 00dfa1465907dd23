//! What an answer becomes when something is said about it. Nothing that was
//! noted is lost on the way.

use crate::model::{Answer, AnswerState, Level, Proof};

/// A level takes the place of what was there. The same level keeps its proof,
/// and when that was seen; another one has to be proven anew. What was only
/// said is said again, now.
pub(super) fn level(
    old: &Answer,
    level: Level,
    proof: Option<Proof>,
    note: Option<&str>,
) -> Answer {
    let is_same = old.state == AnswerState::Level(level);
    let proof = proof.or(if is_same { old.proof } else { None });
    let is_seen = is_same && proof == old.proof && proof > Some(Proof::Said);
    Answer {
        state: AnswerState::Level(level),
        proof,
        note: add_note(old.note.as_deref(), note),
        seen: old.seen.filter(|_| is_seen),
    }
}

/// Proof for the level that was given.
pub(super) fn proof(old: &Answer, proof: Proof, note: Option<&str>) -> Answer {
    let seen = old.seen.filter(|_| old.proof == Some(proof));
    let note = add_note(old.note.as_deref(), note);
    Answer { state: old.state.clone(), proof: Some(proof), note, seen }
}

/// Another state, which needs no proof, takes the place of what was there.
pub(super) fn state(old: &Answer, state: AnswerState, note: Option<&str>) -> Answer {
    let kept = if old.state == state { old.clone() } else { Answer::default() };
    Answer { state, note: add_note(old.note.as_deref(), note), ..kept }
}

/// A note is added to what is there, on a line of its own.
pub(super) fn note(old: &Answer, note: &str) -> Answer {
    Answer { note: add_note(old.note.as_deref(), Some(note)), ..old.clone() }
}

/// A note takes the place of what is there; an empty one takes it out.
pub(super) fn edited(old: &Answer, note: &str) -> Answer {
    let note = note.trim();
    Answer { note: (!note.is_empty()).then(|| note.to_owned()), ..old.clone() }
}

/// A line that is there already is not added again.
fn add_note(old: Option<&str>, new: Option<&str>) -> Option<String> {
    let new = new.map(str::trim).filter(|new| !new.is_empty());
    match (old, new) {
        (old, None) => old.map(str::to_owned),
        (None, Some(new)) => Some(new.to_owned()),
        (Some(old), Some(new)) if old == new || old.lines().any(|line| line == new) => {
            Some(old.to_owned())
        }
        (Some(old), Some(new)) => Some(format!("{old}\n{new}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documented(number: u64, note: Option<&str>) -> Answer {
        Answer {
            state: AnswerState::Level(Level::new(number).expect("a level")),
            proof: Some(Proof::Documented),
            note: note.map(str::to_owned),
            seen: Some(jiff::civil::date(2026, 10, 10)),
        }
    }

    #[test]
    fn the_same_level_keeps_its_proof_and_another_does_not() {
        let old = documented(4, Some("a list"));
        let four = Level::ALL[3];
        assert_eq!(level(&old, four, None, None), old);
        assert_eq!(level(&old, four, Some(Proof::Documented), Some("a list")), old);
        let five = level(&old, Level::HIGHEST, None, None);
        assert_eq!((five.proof, five.seen), (None, None));
        assert_eq!(five.note, old.note);
    }

    #[track_caller]
    fn check_note(old: Option<&str>, new: &str, expected: Option<&str>) {
        assert_eq!(add_note(old, Some(new)).as_deref(), expected);
    }

    #[test]
    fn a_note_is_added_and_never_lost() {
        check_note(None, "ask IT", Some("ask IT"));
        check_note(Some("ask IT"), "saw it", Some("ask IT\nsaw it"));
        check_note(Some("ask IT\nsaw it"), "ask IT", Some("ask IT\nsaw it"));
        check_note(Some("ask IT"), "  ", Some("ask IT"));
        check_note(None, "", None);
    }

    #[test]
    fn what_was_only_said_is_said_anew() {
        let said = Answer { proof: None, ..documented(4, None) };
        assert_eq!(level(&said, Level::ALL[3], None, None).seen, None);
        let asked = Answer { proof: Some(Proof::Said), ..said };
        assert_eq!(level(&asked, Level::ALL[3], None, None).seen, None);
    }

    #[test]
    fn another_state_takes_back_what_was_answered_and_keeps_the_note() {
        for state in [AnswerState::Skipped, AnswerState::NotReached] {
            let note = Some("a list".to_owned());
            let expected = Answer { state: state.clone(), note, ..Answer::default() };
            assert_eq!(super::state(&documented(4, Some("a list")), state, None), expected);
        }
        assert_eq!(edited(&documented(4, Some("a list")), " \n").note, None);
    }
}
