//! Laws of edits: whatever the file and whatever is done to it.

use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::yaml::tree::NodeId;

/// Files in many hands, each with the comments that must survive.
const FILES: [&str; 8] = [
    "answers: {}\n",
    "answers:\n  # C1\n  d: 4 # C2\n  a: {level: 3, note: 'it''s'} # C3\n# C4",
    "decisions: [] # C1\nprofile: # C2\n  # C3\nanswers: { # C4\n  b: 3, # C5\n  a: unknown }\n",
    "answers:\n    b: # C1\n        # C2\n        level: 2 # C3\n        seen: 2026-10-10 # C4\n\nunit: U # C5\n",
    "profile:\n  mission: >-\n    to\n    win\n\n  # C1\n  count: 3\nanswers: # C2\ndecisions:\n# C3\n- owner: X # C4\n  # C5\n  question: b\n",
    "answers:\n  a: 1\n  b:\n    level: 2\n    note: |+\n      x\n\n\n  # C1\n  null: 3\n# C2\n",
    "answers: {a: 1, b: {level: 2,\n   note: \"x\n   y\"}, # C1\n  c: {level: 1, rev: 2}}\ndecisions: [{question: a, owner: Al, target: t}] # C2\n",
    "\"answers\" :\n  \"a\": 2\n  'b' : 3 # C1\n  c: 3\nprofile: {promises: [speed], cost: 1 EUR} # C2\n",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-:#{}\\[\\],&*!|>'\"%@`? \n\t\r\\\\~a0.]{0,12}",
        "(no|null|~|true|12|1e3|0x1|\\.inf|2026-01-01|---|\\.\\.\\.|<<|=|a: b|- a|a #b)",
        "[\u{0}-\u{ff}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}\u{fffd}😀\u{10ffff}]{0,8}",
    ]
}

fn answers() -> impl Strategy<Value = Answer> {
    let state = prop_oneof![
        4 => (1..=5u64).prop_map(|number| level(number).state),
        1 => "[a-z][a-z#:\n]{0,9}".prop_map(AnswerState::NotApplicable),
        1 => Just(AnswerState::Unknown),
        1 => Just(AnswerState::Skipped),
        2 => Just(AnswerState::NotReached),
    ];
    let proof = option::of(prop::sample::select(Proof::ALL.to_vec()));
    let seen = option::weighted(0.2, (1..=28i8).prop_map(|day| jiff::civil::date(2026, 2, day)));
    (state, proof, option::of(hostile()), seen).prop_map(|(state, proof, note, seen)| Answer {
        state,
        proof,
        note,
        seen,
    })
}

fn fields() -> impl Strategy<Value = Edit> {
    let number = (0..1_000_000_000u32, 0..7i32)
        .prop_map(|(number, power)| f64::from(number) / 10_f64.powi(power));
    let cell = option::of(hostile().prop_map(FieldValue::Text));
    let size = option::of((0..1000u32).prop_map(|n| FieldValue::Number(f64::from(n))));
    let row = (cell, size).prop_map(|(goal, size)| vec![goal, size]);
    let value = prop_oneof![
        number.prop_map(|number| (0, FieldValue::Number(number))),
        (0..9999u32).prop_map(|n| {
            let money = Money::read(&format!("{n}.{n:04} EUR")).expect("it is money");
            (1, FieldValue::Money(money))
        }),
        hostile().prop_map(|text| (2, FieldValue::Text(text))),
        (0..2usize).prop_map(|choice| (3, FieldValue::Choice(choice))),
        prop::sample::subsequence(vec![1, 0], 0..=2).prop_map(|c| (4, FieldValue::Choices(c))),
        prop::collection::vec(row, 0..3).prop_map(|rows| (5, FieldValue::Table(rows))),
    ];
    (value, prop::bool::weighted(0.8)).prop_map(|((field, value), is_given)| Edit::Profile {
        field: FieldIx(field),
        value: is_given.then_some(value),
    })
}

fn edits() -> impl Strategy<Value = Edit> {
    let owner = hostile().prop_filter("an owner has a name", |owner| !owner.trim().is_empty());
    let by = option::of((1..=28i8).prop_map(|day| jiff::civil::date(2027, 3, day)));
    let decisions =
        (0..3usize, owner, by, option::of(hostile())).prop_map(|(question, owner, by, target)| {
            Edit::Decision(Decision { question: QuestionIx(question), owner, by, target })
        });
    prop_oneof![
        5 => (0..5usize, answers()).prop_map(|(question, new)| answer(question, new)),
        2 => fields(),
        1 => decisions,
        1 => (0..3usize).prop_map(|question| Edit::NoDecision(QuestionIx(question))),
    ]
}

/// The comments of a file that are not inside a value that an edit replaces
/// as a whole.
fn markers(file: &str) -> Vec<String> {
    file.split("# ").skip(1).map(|rest| format!("# {}", &rest[..2])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// `edit` itself reads back what it wrote and compares; so what is left to
    /// see is that it never has to refuse, and keeps what is not its own.
    #[test]
    fn any_edits_can_be_made_to_any_file(
        file in 0..FILES.len(),
        crlf: bool,
        edits in prop::collection::vec(edits(), 1..12),
    ) {
        let before = format!("{HEAD}{}", FILES[file]);
        let before = if crlf { before.replace('\n', "\r\n") } else { before };
        let questionnaire = questionnaire();
        let after = edit(&before, questionnaire, &edits);
        prop_assert!(after.is_ok(), "{after:?}\n{before}\n{edits:?}");
        let after = after.expect("it was just checked");
        prop_assert!(!crlf || !after.replace("\r\n", "").contains('\n'));
        let again = edit(&after, questionnaire, &edits[edits.len() - 1..]);
        prop_assert_eq!(again.as_ref(), Ok(&after));
        let mut one_by_one = before.clone();
        for each in &edits {
            one_by_one = edit(&one_by_one, questionnaire, std::slice::from_ref(each))
                .expect("all of them together were fine");
        }
        prop_assert_eq!(one_by_one, after);
    }

    /// Every line whose question, field or decision is not edited stays.
    #[test]
    fn lines_that_were_not_touched_stay(
        file in 0..FILES.len(),
        edits in prop::collection::vec((0..2usize, answers()), 1..6),
    ) {
        let before = format!("{HEAD}{}", FILES[file]);
        let edits: Vec<_> = edits.into_iter().map(|(q, new)| answer(3 + q, new)).collect();
        let after = edit(&before, questionnaire(), &edits).expect("it can be edited");
        let mut lines = after.lines();
        for line in before.lines() {
            let touched = ["answers", "  d:", "  null:", "  a: unknown", "  c: {", "  b: 3, "];
            if !touched.iter().any(|start| line.starts_with(start)) {
                prop_assert!(lines.any(|kept| kept == line), "{line:?} is gone\n{before}\n{after}");
            }
        }
        for marker in markers(FILES[file]) {
            prop_assert!(after.contains(&marker), "{marker} is gone\n{before}\n{after}");
        }
    }

    #[test]
    fn any_text_reads_back_as_it_was_typed(note in hostile()) {
        let before = format!("{HEAD}answers: {{}}\n");
        let edits = [answer(0, noted(level(3), &note))];
        let after = edit(&before, questionnaire(), &edits);
        prop_assert!(after.is_ok(), "{after:?}");
        prop_assert!(after.expect("it was just checked").is_ascii() || !note.is_ascii());
    }

    /// Whatever a file holds, there is an edited text or a refusal.
    #[test]
    fn no_file_makes_it_panic(body in "[-:#{}\\[\\],|>'\"? \nab~1]{0,40}", tail: bool) {
        let body = if tail { format!("answers:\n  a: 1\n{body}") } else { format!("answers: {body}") };
        let _ = edit(&format!("{HEAD}{body}"), questionnaire(), &[answer(1, level(2))]);
        if let Some(page) = Page::new(&body) {
            let _ = page.value_span(NodeId::ROOT);
        }
    }
}

#[test]
fn a_very_long_note_reads_back() {
    let note = "Zoë said: \"no\" # really\n".repeat(10_000);
    let before = format!("{HEAD}answers: {{}}\n");
    assert!(edit(&before, questionnaire(), &[answer(0, noted(level(3), &note))]).is_ok());
}

#[test]
fn a_comment_behind_a_key_stays_when_its_lines_go() {
    let before = format!("{HEAD}{}", FILES[1]);
    let note = Answer { note: Some("\u{1192c}".to_owned()), ..Answer::default() };
    let edits = [answer(3, note), answer(3, Answer::default())];
    let after = edit(&before, questionnaire(), &edits).expect("it can be edited");
    assert!(after.contains("# C2"), "{after}");
    let kept = [noted(level(1), "a"), noted(level(2), "b")].map(|noted| answer(3, noted));
    let with_lines = edit(&before, questionnaire(), &kept).expect("it can be edited");
    assert!(with_lines.contains("# C2"), "{with_lines}");
}
