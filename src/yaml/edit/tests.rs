//! Edits by example: a text before, what is done to it, and the text after.

mod laws;

use std::sync::OnceLock;

use super::*;
use crate::model::{
    Answer, AnswerState, Decision, FieldIx, FieldValue, Level, Money, Proof, QuestionIx,
};
use crate::yaml::read_questionnaire;

/// Five questions, `c` with rev 2, and a field of every kind.
const QUESTIONNAIRE: &str = r#"format: questionnaire/1
id: small
version: 1.0.0
title: Small
language: en
levels:
  - { name: Absent, from: 0, means: "a" }
  - { name: Ad hoc, from: 25, means: "b" }
  - { name: Partial, from: 45, means: "c" }
  - { name: Routine, from: 65, means: "d" }
  - { name: Built in, from: 85, means: "e" }
postures:
  - { id: firefighting, title: Firefighting, means: "m" }
profile:
  - { id: count, ask: "A?", kind: number }
  - { id: cost, ask: "B?", kind: money }
  - { id: mission, ask: "C?", kind: text }
  - { id: seat, ask: "D?", kind: choice, choices: [ { id: board, title: B }, { id: "1e5", title: E } ] }
  - { id: promises, ask: "E?", kind: choices, choices: [ { id: speed, title: S }, { id: no, title: No one } ] }
  - { id: goals, ask: "F?", kind: table, columns: [ { id: goal, title: G, kind: text }, { id: size, title: S, kind: number } ] }
dimensions:
  - id: one
    title: One
    questions:
      - { id: a, lens: prevention, title: A, ask: "Ask a?", anchors: [a1, a2, a3, a4, a5], action: { title: Do a, effort: 1 } }
      - { id: b, lens: resolution, title: B, ask: "Ask b?", anchors: [b1, b2, b3, b4, b5], action: { title: Do b, effort: 1 } }
      - { id: c, rev: 2, lens: prevention, title: C, ask: "Ask c?", anchors: [c1, c2, c3, c4, c5], action: { title: Do c, effort: 1 } }
      - { id: d, lens: resolution, title: D, ask: "Ask d?", anchors: [d1, d2, d3, d4, d5] }
      - { id: "null", lens: resolution, title: E, ask: "Ask e?", anchors: [e1, e2, e3, e4, e5] }
"#;

const HEAD: &str = "format: answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: Test\ndate: 2026-10-14\n";

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(|| read_questionnaire(QUESTIONNAIRE.as_bytes()).expect("it is sound").value)
}

fn level(number: u64) -> Answer {
    let level = Level::new(number).expect("it is a level");
    Answer { state: AnswerState::Level(level), ..Answer::default() }
}

fn noted(answer: Answer, note: &str) -> Answer {
    Answer { note: Some(note.to_owned()), ..answer }
}

fn proven(answer: Answer, proof: Proof) -> Answer {
    Answer { proof: Some(proof), ..answer }
}

fn answer(question: usize, answer: Answer) -> Edit {
    Edit::Answer { question: QuestionIx(question), answer }
}

fn field(field: usize, value: FieldValue) -> Edit {
    Edit::Profile { field: FieldIx(field), value: Some(value) }
}

fn decision(question: usize, owner: &str, target: Option<&str>) -> Edit {
    Edit::Decision(Decision {
        question: QuestionIx(question),
        owner: owner.to_owned(),
        by: None,
        target: target.map(str::to_owned),
    })
}

/// Checks the part behind the head of a file.
#[track_caller]
fn check(before: &str, edits: &[Edit], after: &str) {
    check_whole(&format!("{HEAD}{before}"), edits, &format!("{HEAD}{after}"));
}

#[track_caller]
fn check_whole(before: &str, edits: &[Edit], after: &str) {
    let questionnaire = questionnaire();
    let edited = edit(before, questionnaire, edits);
    assert_eq!(edited.as_deref(), Ok(after), "{}", edited.as_deref().unwrap_or_default());
    assert_eq!(edit(after, questionnaire, edits).as_deref(), Ok(after), "again");
}

#[test]
fn the_first_answer_opens_the_block() {
    let edits = [answer(0, level(3))];
    check("answers: {}\n", &edits, "answers:\n  a: 3\n");
    check("answers:\n", &edits, "answers:\n  a: 3\n");
    check("answers:", &edits, "answers:\n  a: 3");
    check("answers: ~ # none yet\n", &edits, "answers: # none yet\n  a: 3\n");
    check("answers: {} # none\nunit: U\n", &edits, "answers: # none\n  a: 3\nunit: U\n");
    check("answers:\n  # soon\n", &edits, "answers:\n  a: 3\n  # soon\n");
    check("answers: {\n # soon\n}\n", &edits, "answers: { a: 3\n # soon\n}\n");
}

#[test]
fn an_answer_follows_the_nearest_earlier_one() {
    let edits = [answer(1, level(2))];
    check("answers:\n  a: 3\n  d: 4\n", &edits, "answers:\n  a: 3\n  b: 2\n  d: 4\n");
    check("answers:\n  d: 4\n  a: 3\n", &edits, "answers:\n  d: 4\n  a: 3\n  b: 2\n");
    check("answers:\n  d: 4", &edits, "answers:\n  d: 4\n  b: 2");
    check(
        "answers:\n    a: 3 # sure\n      # more\n    # on d\n    d: 4\n",
        &edits,
        "answers:\n    a: 3 # sure\n      # more\n    b: 2\n    # on d\n    d: 4\n",
    );
    check(
        "answers:\n  a:\n    level: 3\n    note: |\n      x\n\n  d: 4\n",
        &edits,
        "answers:\n  a:\n    level: 3\n    note: |\n      x\n\n  b: 2\n  d: 4\n",
    );
    check(
        "answers:\n  a:\n    note: |+\n      x\n\n\n",
        &edits,
        "answers:\n  a:\n    note: |+\n      x\n\n\n  b: 2\n",
    );
}

#[test]
fn answers_in_brackets_stay_in_brackets() {
    let edits = [answer(1, level(2))];
    check("answers: { a: 3 }\n", &edits, "answers: { a: 3, b: 2 }\n");
    check("answers: { d: 4, a: 3, }\n", &edits, "answers: { d: 4, a: 3, b: 2, }\n");
    check(
        "answers: {\n  a: 3, # sure\n  d: 4\n}\n",
        &edits,
        "answers: {\n  a: 3, b: 2, # sure\n  d: 4\n}\n",
    );
    check("answers: {b: 3,d: 4}\n", &edits, "answers: {b: 2,d: 4}\n");
    check("answers: {a: 1, b, d: }\n", &edits, "answers: {a: 1, b: 2, d: }\n");
}

#[test]
fn windows_lines_a_mark_and_tabs_behind_values_stay() {
    let head = format!("\u{feff}{}", HEAD.replace('\n', "\r\n"));
    let file = |body: &str| format!("{head}{}", body.replace('\n', "\r\n"));
    let edits = [answer(1, level(2)), answer(3, level(5))];
    check_whole(
        &file("answers:\n  a: 3\t# x\n"),
        &edits,
        &file("answers:\n  a: 3\t# x\n  b: 2\n  d: 5\n"),
    );
    check_whole(&file("answers: {}"), &edits, &file("answers:\n  b: 2\n  d: 5"));
}

#[test]
fn json_stays_json() {
    let head = r#""format":"answers/1","questionnaire":"small","version":"1.0.0","organisation":"T","date":"2026-10-14""#;
    let note = noted(proven(level(4), Proof::Documented), "x \u{1}");
    check_whole(
        &format!("{{{head},\"answers\":{{}}}}"),
        &[answer(0, note), answer(1, level(2)), decision(0, "Ann", None)],
        &format!(
            "{{{head},\"answers\":{{ \"a\": {{ \"level\": 4, \"proof\": \"documented\", \
             \"note\": \"x \\u0001\" }}, \"b\": 2 }}, \
             \"decisions\": [ {{ \"question\": \"a\", \"owner\": \"Ann\" }} ]}}"
        )
        .replace("\"answers\":{ ", "\"answers\": { ")
        .replace("\"answers\": {", "\"answers\":{"),
    );
}

#[test]
fn an_answer_takes_the_form_that_it_needs() {
    let file =
        |answer: &str| format!("answers:\n  a: 1 # one\n  b: {answer} # two\n  d: 4 # four\n");
    let case = |before: &str, new: Answer, after: &str| {
        check(&file(before), &[answer(1, new)], &file(after));
    };
    case("3", level(4), "4");
    case("3", noted(level(3), "yes: #1"), "{ level: 3, note: \"yes: #1\" }");
    case("unknown", proven(level(4), Proof::Documented), "{ level: 4, proof: documented }");
    case("{ level: 4, proof: said }", level(4), "4");
    case("{ note: 'x', level: 4 }", noted(level(5), "x"), "{ note: 'x', level: 5 }");
    case("{ note: 'x', level: 4 }", noted(level(4), "y"), "{ note: \"y\", level: 4 }");
    case("{ note: x }", noted(level(1), "x"), "{ level: 1, note: x }");
    case("{ unknown: true, note: x }", noted(level(1), "x"), "{ level: 1, note: x }");
    case(
        "{ unknown: , level: 2, note: x }",
        noted(level(1), "x"),
        "{ unknown: , level: 1, note: x }",
    );
    let refused = Answer { state: AnswerState::NotApplicable("no\nneed".into()), ..level(1) };
    case("{level: 3}", refused, "{not_applicable: \"no\\nneed\"}");
    let unknown = Answer { state: AnswerState::Unknown, ..level(1) };
    case("3", unknown.clone(), "unknown");
    case("3", noted(unknown, "Ask"), "{ unknown: true, note: \"Ask\" }");
    case("3", Answer { state: AnswerState::Skipped, ..level(1) }, "skipped");
    case("3", noted(Answer::default(), "Ask IT"), "{ note: \"Ask IT\" }");
    // When the proof was seen is part of the answer that it proves.
    case("{ level: 4, seen: 2026-10-10 }", level(3), "3");
}

#[test]
fn the_rev_is_written_where_it_is_above_one() {
    let check = |before: &str, new: Answer, after: &str| {
        let file = |answer: &str| format!("answers:\n  c: {answer}\n");
        check(&file(before), &[answer(2, new)], &file(after));
    };
    check("{ level: 3, rev: 2 }", level(4), "{ level: 4, rev: 2 }");
    // The answer to the question as it was goes, and so does its proof.
    check("{ level: 3, seen: 2026-10-10 }", level(4), "{ level: 4, rev: 2 }");
    check("3", level(3), "{ level: 3, rev: 2 }");
    check("", level(3), "{ level: 3, rev: 2 }");
    check("{ note: x }", noted(level(3), "x"), "{ level: 3, note: x, rev: 2 }");
    check("{ note: x }", noted(Answer::default(), "y"), "{ note: \"y\" }");
}

#[test]
fn a_long_answer_in_a_block_keeps_its_comments() {
    let before = "answers:\n  b:\n    # first\n    level: 3 # was 2\n    note: |  # said\n      \
                  one\n      two\n    proof: said\n  d: 4\n";
    check(
        before,
        &[answer(1, proven(noted(level(4), "one\ntwo\n"), Proof::Said))],
        &before.replace("level: 3", "level: 4"),
    );
    check(
        before,
        &[answer(1, proven(level(3), Proof::Said))],
        "answers:\n  b:\n    # first\n    level: 3 # was 2\n    proof: said\n  d: 4\n",
    );
    check(
        before,
        &[answer(1, noted(level(3), "x"))],
        "answers:\n  b:\n    # first\n    level: 3 # was 2\n    note: \"x\"\n  d: 4\n",
    );
    check(
        "answers:\n  b:\n    note: x\n",
        &[answer(1, noted(level(3), "x"))],
        "answers:\n  b:\n    level: 3\n    note: x\n",
    );
}

#[test]
fn taking_out_leaves_the_comments_of_the_neighbours() {
    let edits = [answer(1, Answer::default())];
    check(
        "answers:\n  # on a\n  a: 1 # x\n  # on b\n  b: 2 # y\n  # on d\n  d: 4\n",
        &edits,
        "answers:\n  # on a\n  a: 1 # x\n  # on b\n  # y\n  # on d\n  d: 4\n",
    );
    check("answers:\n  b: 2\n", &edits, "answers:\n");
    check("answers:\n  a: 1\n  b: 2", &edits, "answers:\n  a: 1\n");
    check("answers:\n  b:\n    note: |\n      x\n  d: 4\n", &edits, "answers:\n  d: 4\n");
    check("answers: { a: 1, b: 2, d: 4 }\n", &edits, "answers: { a: 1, d: 4 }\n");
    check("answers: { a: 1, b: 2 }\n", &edits, "answers: { a: 1 }\n");
    check("answers: { b: 2 }\n", &edits, "answers: {}\n");
    check("answers: {b: 2, d: 4}\n", &edits, "answers: {d: 4}\n");
    check(
        "answers: {\n  a: 1, # x\n  b: 2 # y\n}\n",
        &edits,
        "answers: {\n  a: 1 # x\n   # y\n}\n",
    );
    check("answers:\n  a: 1\n", &edits, "answers:\n  a: 1\n");
}

#[test]
fn profile_and_decisions_are_created_where_they_belong() {
    check(
        "respondent: { id: r }\n# the answers\nanswers:\n  a: 3\n  # end\n",
        &[field(0, FieldValue::Number(18404.0)), decision(0, "Ann", Some("64 to 38"))],
        "respondent: { id: r }\nprofile:\n  count: 18404\n# the answers\nanswers:\n  a: 3\n  # end\n\
         decisions:\n  - { question: a, owner: Ann, target: \"64 to 38\" }\n",
    );
    check(
        "answers: {}\nprofile:\ndecisions: []\n",
        &[field(0, FieldValue::Number(0.5)), decision(0, "No", None)],
        "answers: {}\nprofile:\n  count: 0.5\ndecisions:\n  - { question: a, owner: \"No\" }\n",
    );
}

#[test]
fn a_decision_is_taken_out_of_any_form() {
    let out = |position: usize| [Edit::NoDecision(QuestionIx(position))];
    let block = "answers: {}\ndecisions:\n- question: a # x\n  owner: Al\n- { question: b, owner: Bob }\n\n# end\n";
    check(block, &out(0), "answers: {}\ndecisions:\n- { question: b, owner: Bob }\n\n# end\n");
    check(block, &out(1), "answers: {}\ndecisions:\n- question: a # x\n  owner: Al\n\n# end\n");
    check(block, &out(2), block);
    check(block, &[out(0), out(1)].concat(), "answers: {}\n\n# end\n");
    let brackets =
        "answers: {}\ndecisions: [ { question: a, owner: Al }, { owner: Bob, question: b } ] # x\n";
    check(brackets, &out(0), "answers: {}\ndecisions: [ { owner: Bob, question: b } ] # x\n");
    check(brackets, &out(1), "answers: {}\ndecisions: [ { question: a, owner: Al } ] # x\n");
    check("answers: {}\ndecisions:\n  - owner: Al\n    question: a\n", &out(0), "answers: {}\n");
}

#[test]
fn decisions_are_added_and_changed_in_any_form() {
    let edits = [decision(0, "Ann", None), decision(1, "Bob", None)];
    check(
        "answers: {}\ndecisions:\n- question: a # x\n  owner: Al\n  target: t\n\n# end\n",
        &edits,
        "answers: {}\ndecisions:\n- question: a # x\n  owner: Ann\n- { question: b, owner: Bob }\n\n# end\n",
    );
    check(
        "answers: {}\ndecisions: [ { owner: Al, question: a } ]\n",
        &edits,
        "answers: {}\ndecisions: [ { owner: Ann, question: a }, { question: b, owner: Bob } ]\n",
    );
    check(
        "answers: {}\ndecisions:\n  - target: t\n    owner: Ann\n    question: a\n",
        &edits,
        "answers: {}\ndecisions:\n  - owner: Ann\n    question: a\n  - { question: b, owner: Bob }\n",
    );
}

#[test]
fn every_kind_of_field_can_be_written() {
    let money = Money::read("6.80 EUR").expect("it is money");
    let row = vec![Some(FieldValue::Text("Less: #1".into())), Some(FieldValue::Number(2.0))];
    check(
        "answers: {}\nprofile:\n  promises:\n    # ours\n    - speed # fast\n  mission: M\n",
        &[
            field(1, FieldValue::Money(money)),
            field(2, FieldValue::Text("yes".into())),
            field(3, FieldValue::Choice(1)),
            field(4, FieldValue::Choices(vec![1, 0])),
            field(5, FieldValue::Table(vec![row, vec![None, None]])),
            Edit::Profile { field: FieldIx(0), value: None },
        ],
        "answers: {}\nprofile:\n  promises: [\"no\", speed]\n    # ours\n    # fast\n  \
         goals: [{ goal: \"Less: #1\", size: 2 }, {}]\n  mission: \"yes\"\n  seat: \"1e5\"\n  \
         cost: 6.80 EUR\n",
    );
}

#[test]
fn what_cannot_be_written_is_refused() {
    let questionnaire = questionnaire();
    let check = |text: &str, edits: &[Edit], expected: EditError| {
        let text = format!("{HEAD}{text}");
        assert_eq!(edit(&text, questionnaire, edits), Err(expected), "{text}");
    };
    let blank = Answer { state: AnswerState::NotApplicable(" ".into()), ..level(1) };
    check("answers: {}\n", &[answer(0, blank)], EditError::Unsayable);
    check("answers: {}\n", &[decision(3, "Ann", None)], EditError::Unsayable);
    check("answers: {}\n", &[decision(0, " ", None)], EditError::Unsayable);
    check("answers: {}\n", &[field(0, FieldValue::Number(f64::NAN))], EditError::NoPlace);
    check("answers: { a: 6 }\n", &[answer(0, level(1))], EditError::Unsound);
    check("answers: {}\n---\na: 1\n", &[answer(0, level(1))], EditError::Unsound);
    check("answers:\n  ? a\n  : 3\n", &[answer(1, level(1))], EditError::NoPlace);
    let long = noted(level(1), &"x".repeat(MAX_DOCUMENT_BYTES));
    check("answers: {}\n", &[answer(0, long)], EditError::TooLarge);
}

#[test]
fn every_seat_has_its_own_document() {
    let questionnaire = questionnaire();
    let seat = |seat: usize, edit: Edit| SeatEdit { seat, edit };
    let before = format!(
        "# both\n---\n{HEAD}answers: {{}} # coo\n---\n# nobody\n---\n{HEAD}answers:\n  a: 1"
    );
    let edits = [seat(0, answer(0, level(3))), seat(1, answer(1, level(2)))];
    let after = before
        .replace("answers: {} # coo\n", "answers: # coo\n  a: 3\n")
        .replace("  a: 1", "  a: 1\n  b: 2");
    assert_eq!(edit_seats(&before, questionnaire, &edits).as_deref(), Ok(&*after));
    assert_eq!(edit_seats(&after, questionnaire, &edits).as_deref(), Ok(&*after), "again");
    // What takes out the last line leaves the marker on a line of its own.
    let gone = seat(0, answer(0, Answer::default()));
    let taken = edit_seats(&after, questionnaire, &[gone]).expect("it can be taken out");
    assert!(taken.contains("answers: # coo\n---\n# nobody"), "{taken}");
}

#[test]
fn a_seat_without_a_sound_document_is_refused() {
    let questionnaire = questionnaire();
    let check = |text: &str, seat: usize| {
        let edits = [SeatEdit { seat, edit: answer(0, level(1)) }];
        assert_eq!(edit_seats(text, questionnaire, &edits), Err(EditError::Unsound), "{text}");
    };
    let one = format!("{HEAD}answers: {{}}\n");
    check("", 0);
    check("# nothing\n---\n", 0);
    check(&one, 1);
    check(&format!("{one}---\na: 1\n"), 0);
}

#[test]
fn a_new_file_can_be_read_and_added_to() {
    let id = |text: &str| crate::model::Id::new(text).expect("it is an id");
    let header = NewAnswers {
        questionnaire: id("small"),
        version: "1.0.0".into(),
        organisation: "Larkfield Home".into(),
        unit: Some("R&D: \"core\"".into()),
        wave: Some("2026 autumn".into()),
        date: jiff::civil::date(2026, 10, 14),
        dimensions: Some(vec![id("one")]),
        respondent: Some(NewRespondent {
            id: "r-07".into(),
            role: None,
            function: Some("12".into()),
        }),
        anonymous: Some(true),
    };
    let text = new_answers(&header);
    assert_eq!(
        text,
        "format: answers/1\n\
         questionnaire: small\nversion: 1.0.0\norganisation: Larkfield Home\n\
         unit: \"R&D: \\\"core\\\"\"\nwave: 2026 autumn\ndate: 2026-10-14\ndimensions: [one]\n\
         respondent: { id: r-07, function: \"12\" }\nanonymous: true\nanswers: {}\n"
    );
    let after = text.replace("answers: {}\n", "answers:\n  a: 3\n  \"null\": 4\n");
    check_whole(&text, &[answer(0, level(3)), answer(4, level(4))], &after);
}
