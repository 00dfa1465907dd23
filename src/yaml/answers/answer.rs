//! One answer, in its short or its long form.

use jiff::civil::Date;
use schemars::Schema;

use super::raw::{RawAnswer, RawLongAnswer};
use crate::model::{Answer, AnswerState, Found, Level, ProblemKind, Proof};
use crate::schema::at_most_one;
use crate::yaml::raw::{At, Raw, Scalar};
use crate::yaml::reading::Reading;
use crate::yaml::tree::NodeId;

/// The states of a long answer, of which it has one at most.
const STATES: [&str; 4] = ["level", "not_applicable", "unknown", "skipped"];

/// The words that stand for a state in the short form.
const WORDS: [&str; 2] = ["unknown", "skipped"];

/// What the short form can be.
const WANTED: &str = "a level from 1 to 5, `unknown`, `skipped` or `{ not_applicable: \"why\" }`";

/// Says in a schema that a long answer has one state at most.
pub(super) fn one_state(schema: &mut Schema) {
    schema.insert("oneOf".to_owned(), at_most_one(&STATES));
}

/// Reads an answer in a file of this date, and the rev of the question that was
/// answered.
pub(super) fn read(reading: &Reading<'_>, raw: At<RawAnswer>, date: Option<Date>) -> (Answer, u32) {
    let node = raw.node;
    match raw.value {
        RawAnswer::Scalar(scalar) => {
            let state = short(reading, node, scalar).unwrap_or_default();
            (Answer { state, ..Answer::default() }, 1)
        }
        RawAnswer::Mapping(raw) => long(reading, node, raw, date),
    }
}

fn short(reading: &Reading<'_>, node: NodeId, scalar: Scalar) -> Option<AnswerState> {
    let found = match scalar {
        Scalar::Whole(number) => {
            return reading.level(&At { node, value: number }).map(AnswerState::Level);
        }
        Scalar::Text(word) => return self::word(reading, node, word),
        Scalar::Number(_) => Found::Number,
        Scalar::Boolean(_) => Found::Boolean,
    };
    reading.wrong_type(node, WANTED, found);
    None
}

fn word(reading: &Reading<'_>, node: NodeId, word: String) -> Option<AnswerState> {
    match &*word {
        "unknown" => return Some(AnswerState::Unknown),
        "skipped" => return Some(AnswerState::Skipped),
        _ => {}
    }
    let suggestion = reading.suggest(&word, WORDS);
    if suggestion.is_some() {
        let (noun, known) = ("answer", WORDS.to_vec());
        reading.report(node, ProblemKind::UnknownWord { noun, word, suggestion, known });
    } else {
        reading.wrong_type(node, WANTED, Found::Text);
    }
    None
}

fn long(
    reading: &Reading<'_>,
    node: NodeId,
    raw: RawLongAnswer,
    date: Option<Date>,
) -> (Answer, u32) {
    let rev = raw.rev.given().and_then(|rev| reading.whole(&rev, 1, None)).unwrap_or(1);
    let proof =
        raw.proof.given().and_then(|proof| reading.word(&proof, "proof", &Proof::ALL, Proof::name));
    let state = match reading.one_of(node, &STATES, false) {
        Some("level") => level(reading, raw.level).map(AnswerState::Level),
        Some("not_applicable") => {
            let reason = raw.not_applicable.given().and_then(|reason| reading.text(reason));
            reason.map(AnswerState::NotApplicable)
        }
        Some("unknown") => only_true(reading, raw.unknown).map(|()| AnswerState::Unknown),
        Some(_) => only_true(reading, raw.skipped).map(|()| AnswerState::Skipped),
        None => None,
    };
    let answer = Answer {
        state: state.unwrap_or_default(),
        proof,
        note: Reading::optional_text(raw.note),
        seen: raw.seen.given().and_then(|seen| self::seen(reading, &seen, date)),
    };
    (answer, rev)
}

/// The day on which an answer was given, which is never after the file's own.
fn seen(reading: &Reading<'_>, raw: &At<String>, date: Option<Date>) -> Option<Date> {
    let seen = reading.date(raw)?;
    if let Some(date) = date.filter(|date| seen > *date) {
        reading.report(raw.node, ProblemKind::SeenLater { seen, date });
    }
    Some(seen)
}

fn level(reading: &Reading<'_>, level: Raw<i64>) -> Option<Level> {
    level.given().and_then(|level| reading.level(&level))
}

/// `unknown: false` would say nothing, or something else to each reader.
fn only_true(reading: &Reading<'_>, flag: Raw<bool>) -> Option<()> {
    let flag = flag.given()?;
    if !flag.value {
        reading.wrong_type(flag.node, "true, or no such key", Found::Boolean);
    }
    flag.value.then_some(())
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{answers, check as check_text};

    #[track_caller]
    fn check(answer: &str, expected: &[(&str, &str)]) {
        check_text(&answers(&format!("answers: {{ own-case: {answer} }}")), expected);
    }

    #[test]
    fn a_short_answer_is_a_level_or_a_word() {
        check("3", &[]);
        check("unknown", &[]);
        check("0", &[("out-of-range", "0")]);
        check("6", &[("out-of-range", "6")]);
        check("-1", &[("out-of-range", "-1")]);
        check("99999999999999999999", &[("wrong-type", "99999999999999999999")]);
        check("3.5", &[("wrong-type", "3.5")]);
        check("3.0", &[("wrong-type", "3.0")]);
        check("'3'", &[("wrong-type", "'3'")]);
        check("yes", &[("wrong-type", "yes")]);
        check("true", &[("wrong-type", "true")]);
        check("[3]", &[("wrong-type", "own-case")]);
        check("unkown", &[("unknown-word", "unkown")]);
    }

    #[test]
    fn a_long_answer_has_one_state() {
        check("{ level: 3, note: n, proof: example, seen: 2026-10-10 }", &[]);
        check("{ level: 3, unknown: true }", &[("one-of", "own-case")]);
        check("{ level: 6 }", &[("out-of-range", "6")]);
        check("{ level: 3.5 }", &[("wrong-type", "3.5")]);
        check("{ level: '3' }", &[("wrong-type", "'3'")]);
        check("{ unknown: false }", &[("wrong-type", "false")]);
        check("{ skipped: yes }", &[("wrong-type", "yes")]);
        check("{ not_applicable: true }", &[("wrong-type", "true")]);
        check("{ not_applicable: '' }", &[("empty-text", "not_applicable")]);
        // An empty value is one that is not there yet.
        check("{ not_applicable: }", &[]);
    }

    #[test]
    fn what_goes_with_an_answer_is_checked() {
        check("{ level: 3, proof: documentd }", &[("unknown-word", "documentd")]);
        check("{ level: 3, seen: yesterday }", &[("invalid-date", "yesterday")]);
        check("{ level: 3, seen: 2026-10-14 }", &[]);
        check("{ level: 3, seen: 2026-10-15 }", &[("seen-later", "2026-10-15")]);
        check("{ level: 3, note: 5 }", &[("wrong-type", "5")]);
        check("{ level: 3, rev: 0 }", &[("out-of-range", "0")]);
        check("{ level: 3, notes: n }", &[("unknown-key", "notes")]);
    }
}
