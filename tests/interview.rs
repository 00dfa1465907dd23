//! The interview as a machine: what is asked in which order, and the laws
//! that hold whatever is typed.

use std::slice;

use jiff::civil::date;
use prevention_gap::interview::{
    Closing, Command, Effect, Interview, Notice, Offer, Place, ProofAsking, Step, minutes_in_all,
    questions,
};
use prevention_gap::model::{
    Answer, AnswerState, Answers, Edit, FieldValue, Level, Proof, QuestionIx, Questionnaire,
    Respondent, SeatEdit,
};
use prevention_gap::yaml::{Catalog, read_questionnaire};
use proptest::prelude::*;

const SMALL: &str = r#"
format: questionnaire/1
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
roles:
  - { id: leader, title: Leaders, side: leader }
  - { id: frontline, title: Frontline, side: frontline }
postures: [ { id: any, title: Any, means: "m" } ]
profile:
  - { id: size, ask: "How many?", kind: number, who: [leader] }
  - { id: ai, ask: "Where is AI?", kind: choices, choices: [ { id: chat, title: Chat }, { id: voice, title: Voice } ] }
  - id: goals
    ask: "Which goals?"
    kind: table
    columns: [ { id: goal, title: Goal, kind: text }, { id: worth, title: Worth, kind: money } ]
dimensions:
  - id: one
    title: One
    questions:
      - { id: one-p, lens: prevention, title: First, ask: "P one?", anchors: [a, b, c, d, e], action: { title: Act, effort: 1 } }
      - { id: one-r, lens: resolution, title: Second, ask: "R one?", anchors: [a, b, c, d, e], who: [leader], needs: [ { question: one-p, at_least: 3, to_reach: 4 } ] }
      - { id: one-s, lens: resolution, title: Third, ask: "S one?", anchors: [a, b, c, d, e] }
  - id: two
    title: Two
    when: { field: ai, answered: true }
    questions:
      - { id: two-p, lens: prevention, title: Fourth, ask: "P two?", anchors: [a, b, c, d, e] }
      - { id: two-r, lens: resolution, title: Fifth, ask: "R two?", anchors: [a, b, c, d, e] }
"#;

/// The day on which decisions are taken.
const DAY: jiff::civil::Date = date(2026, 10, 14);

fn small() -> Questionnaire {
    read_questionnaire(SMALL.as_bytes()).expect("the small questionnaire is valid").value
}

fn blank(questionnaire: &Questionnaire) -> Answers {
    Answers::blank(questionnaire, "Larkfield Home".to_owned(), date(2026, 10, 14))
}

fn start(questionnaire: &Questionnaire) -> Interview<'_> {
    Interview::new(questionnaire, blank(questionnaire), ProofAsking::WhereNeeded)
}

/// Types lines, each of which has to be taken.
#[track_caller]
fn types(interview: &mut Interview<'_>, lines: &[&str]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for line in lines {
        let command = interview.read(line).unwrap_or_else(|misread| panic!("{line}: {misread}"));
        effects.extend(interview.apply(command));
    }
    effects
}

/// Where it stands, by id: "one-p", "proof one-p", "review".
fn stands(interview: &Interview<'_>) -> String {
    let questionnaire = interview.questionnaire();
    let id = |question: QuestionIx| questionnaire[question].id.to_string();
    match interview.step() {
        Step::Field(field) => questionnaire[field].id.to_string(),
        Step::Question(question) => id(question),
        Step::Proof(question) => format!("proof {}", id(question)),
        Step::Reason(question) => format!("reason {}", id(question)),
        Step::Note(step) => format!("note {}", id(step.question)),
        Step::Review => "review".to_owned(),
        Step::Doubt => "doubt".to_owned(),
        Step::Finished => "finished".to_owned(),
        Step::Decision(step) => format!("{:?} of action {}", step.part, step.action),
        Step::Closed(closing) => format!("{closing:?}"),
    }
}

#[track_caller]
fn leads(lines: &[&str], expected: &str) {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    types(&mut interview, lines);
    assert_eq!(stands(&interview), expected, "after {lines:?}");
}

#[test]
fn the_profile_comes_first_then_the_questions_in_order() {
    leads(&[], "size");
    leads(&["12"], "ai");
    leads(&["", ""], "goals");
    leads(&["", "", ""], "one-p");
    leads(&["", "", "", "1"], "one-r");
    leads(&["9", "", "", "1", "1", "1"], "review");
    leads(&["", "1", "", "1", "1", "1"], "two-p");
    leads(&["9", "1", "a", "", "1", "1", "1", "2", "2"], "finished");
}

#[test]
fn facts_that_were_skipped_are_offered_once_more_at_the_end() {
    let all = ["", "", "", "1", "1", "1"];
    let then = |more: &[&'static str], expected| leads(&[&all[..], more].concat(), expected);
    then(&[], "review");
    then(&[""], "finished");
    then(&["f"], "size");
    then(&["f", "9", "", ""], "finished");
    then(&["f", "", "1", ""], "two-p");
    then(&["g goals"], "goals");
    leads(&["f", "1", "1", "1"], "review");
}

#[test]
fn f_goes_from_the_facts_to_the_questions_and_back_to_open_facts() {
    leads(&["f"], "one-p");
    leads(&["9", "f"], "one-p");
    leads(&["9", "f", "1", "f"], "ai");
    leads(&["9", "f", "1", "f", "f"], "one-r");
    leads(&["9", "1", "a", "", "f"], "one-p");
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    types(&mut interview, &["9", "1", "a", ""]);
    assert_eq!(types(&mut interview, &["f"]), [Effect::Tell(Notice::NoOpenFact)]);
}

#[test]
fn a_fact_says_what_stays_closed_without_it() {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    let closed = |interview: &Interview<'_>, id| {
        interview.closed_by(questionnaire.find_field(id).expect("it is there"))
    };
    assert_eq!((closed(&interview, "ai"), closed(&interview, "size")), (2, 0));
    types(&mut interview, &["", "none"]);
    assert_eq!(interview.answers().profile[1], Some(FieldValue::Choices(Vec::new())));
    types(&mut interview, &["g ai", "1"]);
    assert_eq!(closed(&interview, "ai"), 0);
}

#[test]
fn rows_are_taken_out_one_by_one_and_all_at_once_only_if_that_is_meant() {
    let questionnaire = small();
    let rows = |lines: &[&str]| {
        let mut interview = start(&questionnaire);
        types(&mut interview, &["", "", "One; 1 EUR", "Two", "Three"]);
        types(&mut interview, lines);
        match &interview.answers().profile[2] {
            Some(FieldValue::Table(rows)) => rows.len(),
            other => {
                assert_eq!(*other, None);
                0
            }
        }
    };
    assert_eq!(rows(&[]), 3);
    assert_eq!(rows(&["- 2"]), 2);
    assert_eq!(rows(&["-2", "-1", "-1"]), 0);
    assert_eq!(rows(&["- 4"]), 3);
    assert_eq!(rows(&["-"]), 3);
    assert_eq!(rows(&["-", ""]), 3);
    assert_eq!(rows(&["-", "Four"]), 4);
    assert_eq!(rows(&["-", "y"]), 0);
    leads(&["", "", "a", "-"], "doubt");
    leads(&["", "", "a", "-", "y"], "goals");
    leads(&["", "", "a", "-", "q"], "Paused");
}

/// The answer to the first question, as a person would say it.
#[track_caller]
fn first_answer(lines: &[&str], state: AnswerState, proof: Option<Proof>, note: Option<&str>) {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    types(&mut interview, &["f"]);
    types(&mut interview, lines);
    let note = note.map(str::to_owned);
    let expected = Answer { state, proof, note, seen: None };
    assert_eq!(interview.answers().answers[0], expected, "after {lines:?}");
}

#[test]
fn an_answer_can_be_taken_back_and_skipped() {
    first_answer(&["4d: seen", "b", "-"], AnswerState::NotReached, None, Some("seen"));
    first_answer(&["4d: seen", "b", "s"], AnswerState::Skipped, None, Some("seen"));
    first_answer(&["s", "b", "-"], AnswerState::NotReached, None, None);
    first_answer(&["u", "b", "-", "2"], AnswerState::Level(Level::ALL[1]), None, None);
    leads(&["f", "2", "b", "-"], "one-p");
    leads(&["f", "2", "b", "-", ""], "one-p");
    leads(&["f", "2", "b", "s"], "one-r");
    leads(&["f", "-"], "one-p");
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    let effects = types(&mut interview, &["f", "2", "b", "-"]);
    let said = effects.iter().find_map(|effect| match effect {
        Effect::Tell(notice) => Some(notice.sentence(&questionnaire)),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("\"First\" is open again; it was level 2"));
}

#[test]
fn proof_that_was_asked_for_is_said_however_that_is_answered() {
    let (four, said) = (AnswerState::Level(Level::ALL[3]), Some(Proof::Said));
    for lines in [&["4"][..], &["4", ""], &["4", "none"], &["4", "-"], &["4", "b"]] {
        first_answer(lines, four.clone(), said, None);
    }
    first_answer(&["4", "none: nobody knew"], four.clone(), said, Some("nobody knew"));
    first_answer(&["4", "d"], four.clone(), Some(Proof::Documented), None);
    first_answer(&["4m"], four, Some(Proof::Measured), None);
    first_answer(&["2"], AnswerState::Level(Level::ALL[1]), None, None);
}

#[test]
fn a_table_takes_rows_until_enter() {
    leads(&["", "", "Fewer repeats; 12 EUR"], "goals");
    leads(&["", "", "Fewer repeats; 12 EUR", "More", ""], "one-p");
}

#[test]
fn proof_is_asked_once_where_a_level_needs_more() {
    leads(&["", "", "", "2"], "one-r");
    leads(&["", "", "", "3"], "proof one-p");
    leads(&["", "", "", "3e"], "one-r");
    leads(&["", "", "", "4e"], "proof one-p");
    leads(&["", "", "", "4e", ""], "one-r");
    leads(&["", "", "", "4", "d: a list"], "one-r");
    leads(&["", "", "", "4", "", "b", "4"], "one-r");
    leads(&["", "", "", "4", "", "b", "5"], "proof one-p");
    leads(&["", "", "", "4", "b"], "one-p");
}

#[test]
fn back_go_to_and_review_move_about() {
    leads(&["b"], "size");
    leads(&["", "", "", "1", "b"], "one-p");
    leads(&["", "", "", "1", "b", "b"], "goals");
    leads(&["g one-s"], "one-s");
    leads(&["g 2"], "one-r");
    leads(&["g 9"], "size");
    leads(&["g two-p"], "size");
    leads(&["r", "3"], "one-s");
    leads(&["r", "one-s"], "one-s");
    leads(&["r", "b"], "size");
    leads(&["g 3", "1"], "size");
    leads(&["", "", "", "1", "1", "g 1", "2"], "one-s");
}

#[test]
fn an_answer_can_be_left_out_in_four_ways() {
    leads(&["", "", "", "x"], "reason one-p");
    leads(&["", "", "", "x", ""], "reason one-p");
    leads(&["", "", "", "x", "No app"], "one-r");
    leads(&["", "", "", "x: No app"], "one-r");
    leads(&["", "", "", "x", "b"], "one-p");
    leads(&["", "", "", "u"], "one-r");
    leads(&["", "", "", "s"], "one-r");
    leads(&["", "", "", "n"], "note one-p");
    leads(&["", "", "", "n", "ask IT"], "one-p");
    leads(&["", "", "", "n: ask IT"], "one-p");
    leads(&["", "", "", ""], "one-p");
}

#[test]
fn what_was_skipped_is_shown_before_the_end() {
    leads(&["", "", "", "s", "1", "1"], "review");
    leads(&["", "", "", "s", "1", "1", ""], "finished");
    leads(&["", "", "", "s", "1", "1", "1", "2"], "finished");
    leads(&["9", "1", "a", "", "s", "1", "1", "1", "1"], "review");
    leads(&["q"], "Paused");
    leads(&["q", "1"], "Paused");
}

#[test]
fn a_role_is_asked_its_own_questions() {
    let questionnaire = small();
    let mut answers = blank(&questionnaire);
    let role = questionnaire.find_role("frontline");
    answers.respondent = Some(Respondent { id: "r-07".into(), role, function: None });
    let mut interview = Interview::new(&questionnaire, answers, ProofAsking::Never);
    assert_eq!(stands(&interview), "ai");
    types(&mut interview, &["", "", "5"]);
    assert_eq!(stands(&interview), "one-s");
    let effects = types(&mut interview, &["g one-r"]);
    let hidden = questionnaire.find_question("one-r").expect("it is there");
    assert_eq!(effects, [Effect::Tell(Notice::NotAsked(hidden))]);
}

/// A workshop of one leader, `coo`, and two frontline people, `a1` and `a2`,
/// at its first question.
fn workshop(questionnaire: &Questionnaire) -> Interview<'_> {
    let seats = [("coo", "leader"), ("a1", "frontline"), ("a2", "frontline")].map(|(id, role)| {
        let role = questionnaire.find_role(role);
        let respondent = Some(Respondent { id: id.into(), role, function: None });
        let mut answers = blank(questionnaire);
        answers.respondent = respondent;
        answers
    });
    let mut interview =
        Interview::workshop(questionnaire, seats.into(), ProofAsking::WhereNeeded).expect("seats");
    types(&mut interview, &["9", "none", "a", ""]);
    interview
}

#[track_caller]
fn workshop_leads(lines: &[&str], expected: &str) {
    let questionnaire = small();
    let mut interview = workshop(&questionnaire);
    types(&mut interview, lines);
    assert_eq!(stands(&interview), expected, "after {lines:?}");
}

#[test]
fn a_workshop_asks_each_question_once() {
    workshop_leads(&[], "one-p");
    workshop_leads(&["1 2 1"], "one-r");
    // The frontline is not asked the second one.
    workshop_leads(&["1 2 1", "2"], "one-s");
    workshop_leads(&["1 2 1", "2", "1 1 1"], "finished");
    workshop_leads(&["1 2 1", "2", "1 s 1"], "review");
    workshop_leads(&["1 2 1", "2", "1 s 1", ""], "finished");
    // What stays open comes again, and not at once.
    workshop_leads(&["1 2 .", "2", "1 1 1"], "one-p");
    workshop_leads(&["1 2 1", "2", "1 . 1"], "review");
    workshop_leads(&["1 2 1", "2", "1 . 1", ""], "one-s");
    workshop_leads(&["1 2 1", "b", "-"], "one-p");
    workshop_leads(&["1 2 1", "b"], "one-p");
    workshop_leads(&["1 2 1", "b", ""], "one-r");
    workshop_leads(&["u", "s", "x: none"], "review");
    workshop_leads(&[""], "one-p");
}

#[test]
fn a_workshop_asks_once_for_reasons_and_for_proof() {
    workshop_leads(&["4 2 3"], "proof one-p");
    workshop_leads(&["4d 2 3"], "proof one-p");
    workshop_leads(&["4d 2 3e"], "one-r");
    workshop_leads(&["4 2 3", "d"], "one-r");
    workshop_leads(&["4 2 3", "d -"], "one-r");
    workshop_leads(&["4 2 3", ""], "one-r");
    workshop_leads(&["4 2 3", "b"], "one-p");
    workshop_leads(&["x 2 x"], "reason one-p");
    workshop_leads(&["x 2 x", "No app"], "one-r");
    workshop_leads(&["x 3 x", "No app"], "proof one-p");
    workshop_leads(&["x 2 x: No app"], "one-r");
}

/// What the seats say to the first question, as it would be typed.
#[track_caller]
fn workshop_says(lines: &[&str], expected: [(&str, Option<Proof>, Option<&str>); 3]) {
    let questionnaire = small();
    let mut interview = workshop(&questionnaire);
    types(&mut interview, lines);
    for (seat, (state, proof, note)) in expected.into_iter().enumerate() {
        let answer = interview.answer(seat, QuestionIx(0));
        let said = match &answer.state {
            AnswerState::Level(level) => level.to_string(),
            AnswerState::NotApplicable(reason) => format!("x: {reason}"),
            AnswerState::Unknown => "u".to_owned(),
            AnswerState::Skipped => "-".to_owned(),
            AnswerState::NotReached => ".".to_owned(),
        };
        let found = (said.as_str(), answer.proof, answer.note.as_deref());
        assert_eq!(found, (state, proof, note), "seat {seat} after {lines:?}");
    }
}

#[test]
fn every_seat_keeps_what_it_said() {
    let (example, documented) = (Some(Proof::Example), Some(Proof::Documented));
    let said = Some(Proof::Said);
    workshop_says(&["1 u s"], [("1", None, None), ("u", None, None), ("-", None, None)]);
    workshop_says(&["1 u -"], [("1", None, None), ("u", None, None), (".", None, None)]);
    workshop_says(
        &["4d 2 3e: saw it"],
        [("4", documented, Some("saw it")), ("2", None, None), ("3", example, None)],
    );
    workshop_says(
        &["4 2 3", "d e: saw both"],
        [("4", documented, Some("saw both")), ("2", None, None), ("3", example, None)],
    );
    workshop_says(&["4 2 3", "- e"], [("4", said, None), ("2", None, None), ("3", example, None)]);
    workshop_says(&["4 2 3", "none"], [("4", said, None), ("2", None, None), ("3", said, None)]);
    workshop_says(
        &["x 2 x", "No app"],
        [("x: No app", None, None), ("2", None, None), ("x: No app", None, None)],
    );
    workshop_says(
        &["n: first", "n a1: ask IT", "n a2", "third", "1 1 1"],
        [("1", None, Some("first")), ("1", None, Some("ask IT")), ("1", None, Some("third"))],
    );
    // `.` changes nothing that was said, and `-` takes it back.
    workshop_says(
        &["4d 2 3e", "b", ". 1 ."],
        [("4", documented, None), ("1", None, None), ("3", example, None)],
    );
    workshop_says(
        &["4d 2 3e: seen", "b", "- . s"],
        [(".", None, Some("seen")), ("2", None, None), ("-", None, None)],
    );
    workshop_says(
        &["4d 2 3e", "b", "-"],
        [(".", None, None), (".", None, None), (".", None, None)],
    );
    workshop_says(
        &["1 x 1: none", "b", "2 x 2"],
        [("2", None, None), ("x: none", None, None), ("2", None, None)],
    );
}

#[test]
fn a_line_has_an_answer_for_each_seat_that_is_asked() {
    let questionnaire = small();
    let mut interview = workshop(&questionnaire);
    let misread = interview.read("1 2").expect_err("a seat is missing");
    assert!(misread.to_string().contains("coo, a1, a2"), "{misread}");
    types(&mut interview, &["g one-r"]);
    let names: Vec<String> = interview.awaited().into_iter().map(|seat| seat.name).collect();
    assert_eq!(names, ["coo"]);
    assert!(interview.read("1 2 1").is_err());
    assert!(interview.read("1").is_ok());
    assert!(interview.read("n a1: not asked").is_err());
    assert!(Interview::workshop(&questionnaire, Vec::new(), ProofAsking::Never).is_none());
}

#[test]
fn a_workshop_says_whose_level_rests_on_another() {
    let questionnaire = small();
    let mut interview = workshop(&questionnaire);
    let effects = types(&mut interview, &["2 3e 3e", "4d"]);
    let told: Vec<String> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Tell(notice) => Some(notice.sentence(&questionnaire)),
            _ => None,
        })
        .collect();
    let [sentence] = told.as_slice() else { panic!("{told:?}") };
    assert!(sentence.starts_with("Level 4 of coo usually rests on \"First\""), "{sentence}");
}

#[test]
fn a_name_out_of_a_file_moves_no_cursor() {
    let questionnaire = small();
    let seats = ["a\u{1b}[2J", "b"].map(|id| {
        let mut answers = blank(&questionnaire);
        answers.respondent = Some(Respondent { id: id.into(), role: None, function: None });
        answers
    });
    let interview = Interview::workshop(&questionnaire, seats.into(), ProofAsking::Never);
    let mut interview = interview.expect("two seats");
    types(&mut interview, &["g one-p"]);
    let misread = interview.read("4").expect_err("there are two seats").to_string();
    assert!(misread.contains("a\\u{1b}[2J, b") && !misread.contains('\u{1b}'), "{misread:?}");
}

#[test]
fn facts_and_decisions_stand_with_the_first_seat() {
    let questionnaire = small();
    let mut interview = workshop(&questionnaire);
    types(&mut interview, &["g size", "12", "1 1 1", "1", "1 1 1"]);
    assert_eq!(interview.progress().asked, 3);
    let question = questionnaire.find_question("one-p").expect("it is there");
    interview.offer(vec![Offer { question, title: "Act".into(), owner: None }], DAY);
    types(&mut interview, &["Head of Logistics"]);
    let filled: Vec<(bool, usize)> = interview
        .all_answers()
        .iter()
        .map(|seat| (seat.profile[0].is_some(), seat.decisions.len()))
        .collect();
    assert_eq!(filled, [(true, 1), (false, 0), (false, 0)]);
}

#[test]
fn the_scope_limits_what_is_asked() {
    let questionnaire = small();
    let mut answers = blank(&questionnaire);
    answers.dimensions = questionnaire.find_dimension("two").map(|two| vec![two]);
    assert_eq!(questions(&questionnaire, slice::from_ref(&answers)), []);
    let mut interview = Interview::new(&questionnaire, answers, ProofAsking::Never);
    types(&mut interview, &["", "2", "", "1"]);
    assert_eq!(stands(&interview), "two-r");
    // Out of scope again: its answers stay, and nothing is asked.
    types(&mut interview, &["g ai", "-", ""]);
    assert_eq!(stands(&interview), "finished");
    assert_eq!(interview.answers().answers[3].state, AnswerState::Level(Level::LOWEST));
}

#[test]
fn a_level_that_rests_on_another_says_so_once() {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    let effects = types(&mut interview, &["", "", "", "2", "4d"]);
    let told = |effects: &[Effect]| {
        effects.iter().filter(|effect| matches!(effect, Effect::Tell(_))).count()
    };
    assert_eq!(told(&effects), 1);
    assert_eq!(told(&types(&mut interview, &["b", "4d"])), 0);
}

#[test]
fn decisions_are_saved_part_by_part() {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    types(&mut interview, &["", "", "", "1", "1", "1"]);
    let question = questionnaire.find_question("one-p").expect("it is there");
    let offer = Offer { question, title: "Act".into(), owner: None };
    interview.offer(vec![offer.clone(), offer], DAY);
    assert_eq!(stands(&interview), "Owner of action 0");
    let effects = types(&mut interview, &["Head of Logistics", "2027-03-31", "64 to 38"]);
    assert_eq!(effects.len(), 3);
    let decision = &interview.answers().decisions[0];
    assert_eq!(decision.by, Some(date(2027, 3, 31)));
    assert_eq!(decision.target.as_deref(), Some("64 to 38"));
    assert!(interview.read("").is_ok());
    assert_eq!(types(&mut interview, &["", "", ""]), [Effect::Closed(Closing::Done)]);
}

/// Where a decision stands after these lines, as "owner, day".
#[track_caller]
fn decides(lines: &[&str], at: &str, expected: Option<&str>) {
    let questionnaire = small();
    let mut interview = start(&questionnaire);
    types(&mut interview, &["f", "1", "1", "1", ""]);
    let question = questionnaire.find_question("one-p").expect("it is there");
    let offer = Offer { question, title: "Act".into(), owner: None };
    interview.offer(vec![offer.clone(), offer], DAY);
    types(&mut interview, lines);
    let decision = interview.answers().decisions.first();
    let decision = decision.map(|decision| match decision.by {
        Some(by) => format!("{}, {by}", decision.owner),
        None => decision.owner.clone(),
    });
    assert_eq!((stands(&interview).as_str(), decision.as_deref()), (at, expected), "{lines:?}");
}

#[test]
fn a_decision_takes_no_command_for_a_name() {
    decides(&["g 2"], "one-r", None);
    decides(&["s"], "Owner of action 1", None);
    decides(&["4"], "doubt", None);
    decides(&["x"], "doubt", None);
    decides(&["x", ""], "Owner of action 0", None);
    decides(&["x", "Jana"], "By of action 0", Some("Jana"));
    decides(&["3M", "y"], "By of action 0", Some("3M"));
    decides(&["4", "q"], "Done", None);
    decides(&["4", "r"], "review", None);
    decides(&["Jana"], "By of action 0", Some("Jana"));
}

#[test]
fn a_day_that_has_passed_is_asked_about() {
    decides(&["Jana", "2026-10-13"], "doubt", Some("Jana"));
    decides(&["Jana", "2026-10-13", ""], "By of action 0", Some("Jana"));
    decides(&["Jana", "2026-10-13", "y"], "Target of action 0", Some("Jana, 2026-10-13"));
    decides(&["Jana", "2026-10-13", "2027-10-13"], "Target of action 0", Some("Jana, 2027-10-13"));
    decides(&["Jana", "2026-10-14"], "Target of action 0", Some("Jana, 2026-10-14"));
}

#[test]
fn a_decision_can_be_taken_out() {
    decides(&["Jana", "2026-10-14", "b", "-"], "Owner of action 0", None);
    decides(&["-"], "Owner of action 1", None);
    decides(&["Jana", "2026-10-14", "b", "", "-"], "Target of action 0", Some("Jana"));
}

#[test]
fn minutes_shrink_as_answers_come() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("quick-check").expect("it is on board");
    let answers = blank(questionnaire);
    let seats = slice::from_ref(&answers);
    // All of it takes as long as the questionnaire says.
    assert_eq!(minutes_in_all(questionnaire, seats, ProofAsking::WhereNeeded), 5);
    let all = minutes_in_all(questionnaire, seats, ProofAsking::Never);
    assert!(all <= 5);
    let mut interview = Interview::new(questionnaire, answers, ProofAsking::Never);
    assert_eq!(interview.minutes_left(), all);
    for _ in 0..10 {
        let before = interview.minutes_left();
        types(&mut interview, &["3"]);
        assert!(interview.minutes_left() <= before);
    }
    assert_eq!(interview.minutes_left(), 0);
}

#[test]
fn ten_lines_answer_ten_questions() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("quick-check").expect("it is on board");
    let mut interview = start(questionnaire);
    types(&mut interview, &["4d", "3e", "2", "1", "5m", "u", "x: none", "4d: a list", "1", "2"]);
    assert_eq!(interview.step(), Step::Finished);
}

/// Lines that a person may type, sensible or not.
fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "",
        "b",
        "q",
        "r",
        "?",
        "n",
        "u",
        "s",
        "x",
        "x: no app",
        "n: ask IT",
        "e",
        "d",
        "m",
        "d: seen",
        "-",
        "- 1",
        ".",
        "f",
        "y",
        "none",
        "2026-01-01",
        "6",
        "yes",
        "12",
        "1 2",
        "a; 3 EUR",
        "2027-03-31",
        "g one-r",
        "g two-p",
        "g ai",
        "g 3",
    ]);
    let level = "[1-5][edm]?(: [a-c])?";
    prop_oneof![3 => level, 5 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

/// Lines that may be typed in a workshop of three.
fn workshop_line() -> impl Strategy<Value = String> {
    let entry = || "[1-5][edm]?|x|u|s|-|\\.";
    let several = prop::collection::vec(entry(), 1..5).prop_map(|entries| entries.join(" "));
    let noted = (several.clone(), "[a-c]").prop_map(|(line, note)| format!("{line}: {note}"));
    let of_seat = "n( (coo|a1|a2|boss))?(: [a-c])?";
    prop_oneof![4 => several, 1 => noted, 1 => of_seat, 3 => line()]
}

/// Writes an edit down as a file would.
fn write(answers: &mut Answers, edit: Edit) {
    match edit {
        Edit::Answer { question, answer } => answers.answers[question.0] = answer,
        Edit::Profile { field, value } => answers.profile[field.0] = value,
        Edit::Decision(decision) => {
            answers.decisions.retain(|old| old.question != decision.question);
            answers.decisions.push(decision);
        }
        Edit::NoDecision(question) => answers.decisions.retain(|old| old.question != question),
    }
}

/// Types a line as the command line does: what is misread is not applied, and
/// the actions are offered when they are awaited.
fn type_line(interview: &mut Interview<'_>, line: &str) -> Vec<Edit> {
    let Ok(command) = interview.read(line) else { return Vec::new() };
    let mut effects = interview.apply(command);
    if interview.step() == Step::Finished {
        let question = interview.questionnaire().find_question("one-p").expect("it is there");
        let offer = Offer { question, title: "Act".into(), owner: None };
        effects.extend(interview.offer(vec![offer], DAY));
    }
    let edits = effects.into_iter().filter_map(|effect| match effect {
        Effect::Save(SeatEdit { seat: 0, edit }) => Some(edit),
        _ => None,
    });
    edits.collect()
}

fn is_open(interview: &Interview<'_>, question: QuestionIx) -> bool {
    interview.answer(0, question).state == AnswerState::NotReached
}

/// Answers everything that is open in a way that depends on the question
/// alone, and ends.
fn answer_the_rest(interview: &mut Interview<'_>) {
    for _ in 0..200 {
        let line = match interview.step() {
            Step::Question(question) if is_open(interview, question) => {
                format!("{}m", question.0 % 5 + 1)
            }
            Step::Reason(_) | Step::Note(_) => "b".to_owned(),
            Step::Finished | Step::Closed(_) => return,
            _ => String::new(),
        };
        type_line(interview, &line);
    }
    panic!("the interview does not end: {}", stands(interview));
}

proptest! {
    /// Whatever is typed, what was written down is what is known.
    #[test]
    fn what_is_saved_is_what_was_said(lines in prop::collection::vec(line(), 0..60)) {
        let questionnaire = small();
        let mut interview = start(&questionnaire);
        let mut file = interview.answers().clone();
        for line in &lines {
            for edit in type_line(&mut interview, line) {
                write(&mut file, edit);
            }
            prop_assert_eq!(&file, interview.answers());
        }
    }

    /// The same in a workshop, and whoever goes on with the file goes on where
    /// it stopped.
    #[test]
    fn what_is_saved_of_every_seat_is_what_it_said(lines in prop::collection::vec(workshop_line(), 0..40)) {
        let questionnaire = small();
        let mut interview = workshop(&questionnaire);
        let mut files = interview.all_answers().to_vec();
        for line in &lines {
            let Ok(command) = interview.read(line) else { continue };
            for effect in interview.apply(command) {
                if let Effect::Save(SeatEdit { seat, edit }) = effect {
                    write(&mut files[seat], edit);
                }
            }
            prop_assert_eq!(&files[..], interview.all_answers());
            let progress = interview.progress();
            prop_assert_eq!(progress.done() + progress.open(), progress.asked);
        }
        let again = Interview::workshop(&questionnaire, files, ProofAsking::Never).expect("seats");
        prop_assert_eq!(again.progress(), interview.progress());
    }

    /// The last thing said on a question counts.
    #[test]
    fn answers_are_the_last_thing_said(said in prop::collection::vec((0..5_usize, 1..=5_u64, 0..4_usize), 0..40)) {
        let questionnaire = small();
        let mut interview = Interview::new(&questionnaire, blank(&questionnaire), ProofAsking::Never);
        types(&mut interview, &["", "1", ""]);
        let mut model = vec![Answer::default(); 5];
        for (question, level, proof) in said {
            let id = questionnaire.questions[question].id.as_str();
            let letter = ["", "e", "d", "m"][proof];
            types(&mut interview, &[&format!("g {id}")]);
            let state = AnswerState::Level(Level::new(level).expect("a level"));
            let kept = if model[question].state == state { model[question].proof } else { None };
            let proof = if proof == 0 { kept } else { Some(Proof::ALL[proof]) };
            model[question] = Answer { state, proof, ..Answer::default() };
            types(&mut interview, &[&format!("{level}{letter}")]);
            if interview.step() == Step::Finished {
                interview.apply(Command::Review);
                types(&mut interview, &["r"]);
                break;
            }
        }
        prop_assert_eq!(&interview.answers().answers, &model);
    }

    /// Going back and saying the same again writes nothing.
    #[test]
    fn repeating_an_answer_changes_nothing(lines in prop::collection::vec(line(), 0..40)) {
        let questionnaire = small();
        let mut interview = start(&questionnaire);
        for line in &lines {
            let before = interview.step();
            let first = type_line(&mut interview, line);
            let Step::Question(question) = before else { continue };
            if !matches!(first.as_slice(), [Edit::Answer { question: q, .. }] if *q == question) {
                continue;
            }
            let mut again = interview.clone();
            let id = questionnaire[question].id.to_string();
            let moves = |step| !matches!(step, Step::Decision(_) | Step::Finished | Step::Closed(_));
            if moves(again.step()) {
                type_line(&mut again, "b");
                type_line(&mut again, "r");
                type_line(&mut again, &id);
                prop_assert_eq!(again.step(), Step::Question(question));
                prop_assert_eq!(type_line(&mut again, line), []);
            }
        }
    }

    /// What was taken back is gone but for its note, and can be said again.
    #[test]
    fn an_answer_that_is_taken_back_leaves_its_note(
        lines in prop::collection::vec(line(), 0..30),
        question in 0..3_usize,
    ) {
        let questionnaire = small();
        let mut interview = start(&questionnaire);
        for line in &lines {
            type_line(&mut interview, line);
        }
        if let Step::Decision(_) | Step::Finished | Step::Closed(_) = interview.step() {
            return Ok(());
        }
        let question = QuestionIx(question);
        type_line(&mut interview, "r");
        type_line(&mut interview, questionnaire[question].id.as_str());
        let before = interview.answer(0, question).clone();
        type_line(&mut interview, "-");
        let taken_back = Answer { note: before.note.clone(), ..Answer::default() };
        prop_assert_eq!(interview.answer(0, question), &taken_back);
        prop_assert_eq!(interview.step(), Step::Question(question));
        prop_assert_eq!(type_line(&mut interview, "-"), []);
        type_line(&mut interview, "2e");
        let state = AnswerState::Level(Level::ALL[1]);
        let again = Answer { state, proof: Some(Proof::Example), ..taken_back };
        prop_assert_eq!(interview.answer(0, question), &again);
    }

    /// Stopping and going on another day leads to the same answers.
    #[test]
    fn resuming_equals_not_stopping(lines in prop::collection::vec(line(), 0..40), stop in 0..40_usize) {
        let questionnaire = small();
        let mut whole = start(&questionnaire);
        for line in lines.iter().take(stop) {
            let is_quit = whole.read(line) == Ok(Command::Quit);
            if !matches!(whole.step(), Step::Closed(_)) && !is_quit {
                type_line(&mut whole, line);
            }
        }
        let saved = whole.answers().clone();
        let mut resumed = Interview::new(&questionnaire, saved.clone(), ProofAsking::WhereNeeded);
        prop_assert_eq!(resumed.answers(), &saved);
        answer_the_rest(&mut whole);
        answer_the_rest(&mut resumed);
        prop_assert_eq!(resumed.answers(), whole.answers());
    }

    /// Nothing that is asked is left out, and nothing else is asked.
    #[test]
    fn progress_counts_what_is_asked(lines in prop::collection::vec(line(), 0..40)) {
        let questionnaire = small();
        let mut interview = start(&questionnaire);
        for line in &lines {
            type_line(&mut interview, line);
            let progress = interview.progress();
            let asked = interview.places().iter().filter(|p| matches!(p, Place::Question(_))).count();
            prop_assert_eq!(progress.asked, asked);
            prop_assert_eq!(progress.done() + progress.open(), asked);
        }
    }
}
