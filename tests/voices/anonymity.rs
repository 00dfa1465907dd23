//! What is hidden cannot be found: not by reading, not by subtraction, and
//! not by solving what is published for what is not.
//!
//! Two proofs. The first changes what is hidden and nothing else, and holds
//! that not one byte of any output changes: what has no effect on an output
//! cannot be computed from it. The second plays the attacker: it takes every
//! published group on a question, and looks for two whose difference is a
//! small group.

use prevention_gap::findings::Assessed;
use prevention_gap::gates::ratchet;
use prevention_gap::model::{LeftOut, LeftOutReason, Questionnaire};
use prevention_gap::report;
use prevention_gap::tally::{Disclosure, NoteKind, Texts};
use serde_json::Value;

use crate::support::{Person, Said, answers, assess, everything, json, two_dimensions};

const LEADER: usize = 0;
const FRONTLINE: usize = 1;
const MANAGER: usize = 2;
const MIN_GROUP: u64 = 5;

/// Numbers that look random and are the same every time (an LCG with the
/// constants of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn said(&mut self) -> Said {
        match self.below(12) {
            0 => Said::Unknown,
            1 => Said::NotApplicable,
            2 => Said::NotReached,
            _ => self.level(),
        }
    }

    fn level(&mut self) -> Said {
        let level = u8::try_from(1 + self.below(5)).expect("1 to 5");
        Said::Level(level)
    }
}

/// People of each role who say this and that.
fn people(sizes: [usize; 3], questions: usize, numbers: &mut Numbers) -> Vec<Person> {
    let of_role = |(role, size): (usize, usize)| std::iter::repeat_n(role, size);
    let roles: Vec<usize> = sizes.into_iter().enumerate().flat_map(of_role).collect();
    roles
        .into_iter()
        .map(|role| Person { role, said: (0..questions).map(|_| numbers.said()).collect() })
        .collect()
}

/// All small assessments: 0 to 7 of each of three roles, more than one in all.
fn sizes() -> impl Iterator<Item = [usize; 3]> {
    let all = (0..8).flat_map(|l| (0..8).flat_map(move |f| (0..8).map(move |m| [l, f, m])));
    all.filter(|sizes| sizes.iter().sum::<usize>() > 1)
}

/// A sample of them that a test can go through with every output.
fn some_sizes() -> impl Iterator<Item = [usize; 3]> {
    sizes().enumerate().filter(|(number, _)| number % 23 == 0).map(|(_, sizes)| sizes)
}

#[track_caller]
fn same_output(questionnaire: &Questionnaire, a: &[Person], b: &[Person], what: &str) {
    let [a, b] =
        [a, b].map(|people| everything(questionnaire, &assess(questionnaire, people, true)));
    if a != b {
        let differ = a.lines().zip(b.lines()).find(|(a, b)| a != b);
        panic!("{what} shows in an output: {differ:#?}");
    }
}

#[test]
fn answers_that_are_too_few_have_no_effect_on_any_output() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(1);
    for sizes in some_sizes() {
        let mut before = people(sizes, 8, &mut numbers);
        for person in &mut before {
            if person.said[2] == Said::NotApplicable {
                person.said[2] = numbers.level();
            }
        }
        // On the third question at most four people say anything.
        for person in before.iter_mut().skip(4) {
            person.said[2] = Said::Unknown;
        }
        // A reason why it does not apply is a text, and texts are shown.
        let mut after = before.clone();
        for person in after.iter_mut().take(4) {
            person.said[2] = [Said::Unknown, Said::NotReached, numbers.level()]
                [usize::try_from(numbers.below(3)).expect("it is small")];
        }
        // Whether anybody said something is not hidden, only what.
        before[0].said[2] = Said::Level(1);
        after[0].said[2] = numbers.level();
        same_output(&questionnaire, &before, &after, &format!("{sizes:?}: a hidden answer"));
    }
}

#[test]
fn a_hidden_role_has_no_effect_on_any_output() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(2);
    for sizes in some_sizes() {
        let small = |&size: &usize| (1..5).contains(&size);
        if !sizes.iter().any(small) {
            continue;
        }
        let before = people(sizes, 8, &mut numbers);
        // Who has which role is dealt out anew; what people say stays.
        let mut after = before.clone();
        for at in (1..after.len()).rev() {
            let other = usize::try_from(numbers.below(at as u64 + 1)).expect("it is small");
            let role = after[at].role;
            after[at].role = after[other].role;
            after[other].role = role;
        }
        same_output(&questionnaire, &before, &after, &format!("{sizes:?}: a hidden role"));
    }
}

#[test]
fn a_role_that_is_too_small_on_one_question_has_no_effect_there() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(3);
    for leaders in 5..8 {
        let mut before = people([leaders, 7, 0], 8, &mut numbers);
        // Everything is answered, but for one leader or more on question 3.
        for person in &mut before {
            person.said.fill_with(|| numbers.level());
        }
        for person in before.iter_mut().take(leaders - 4) {
            person.said[2] = Said::Unknown;
        }
        // A leader and one of the frontline change their answers to it.
        let mut after = before.clone();
        let leader = after[leaders - 1].said[2];
        after[leaders - 1].said[2] = after[leaders].said[2];
        after[leaders].said[2] = leader;
        same_output(&questionnaire, &before, &after, &format!("{leaders} leaders: their answer"));
    }
}

/// A group on a question: how many gave a level, and the sum of the levels.
type Group = (u64, f64);

/// Every group on a question of which a mean is published.
fn published_groups(question: &Value, differences: &[Value]) -> Vec<Group> {
    let mut groups = Vec::new();
    for row in question["said"].as_array().into_iter().flatten() {
        let people = row["people"].as_u64().expect("a count");
        let mean = row["mean"].as_f64().unwrap_or_default();
        groups.push((people, mean * f64::from(u32::try_from(people).expect("it is small"))));
    }
    for row in differences.iter().filter(|row| row["question"] == question["id"]) {
        for side in ["leader", "frontline"] {
            let count = row["n"][side].as_u64().expect("a count");
            let mean = row[side].as_f64().expect("a mean");
            groups.push((count, mean * f64::from(u32::try_from(count).expect("it is small"))));
        }
    }
    groups
}

fn is_small(count: u64) -> bool {
    (1..MIN_GROUP).contains(&count)
}

#[test]
fn no_subtraction_finds_a_small_group() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(4);
    let mut compared = 0;
    for sizes in sizes() {
        let people = people(sizes, 8, &mut numbers);
        let results = json(&questionnaire, &assess(&questionnaire, &people, true));
        let of_voices = |key: &str| results["voices"][key].as_array().cloned().unwrap_or_default();
        let differences = of_voices("questions");
        for dimension in results["dimensions"].as_array().expect("a list") {
            for lens in ["prevention", "resolution"] {
                for question in dimension[lens]["questions"].as_array().expect("a list") {
                    let groups = published_groups(question, &differences);
                    let everybody =
                        people.iter().filter(|p| matches!(p.said_on(question), Said::Level(_)));
                    let all = everybody.count() as u64;
                    compared += groups.len();
                    check_groups(&groups, question, all, sizes);
                }
            }
        }
        for row in of_voices("perception") {
            for side in ["leader", "frontline"] {
                let count = row["n"][side].as_u64().expect("a count");
                assert!(!is_small(count), "{sizes:?}: {} shows {count} people", row["cell"]);
            }
        }
    }
    assert!(compared > 1000, "the attack has something to attack: {compared}");
}

impl Person {
    fn said_on(&self, question: &Value) -> Said {
        let id = question["id"].as_str().expect("an id");
        let questionnaire = two_dimensions_ids();
        let at = questionnaire.iter().position(|known| known == id).expect("it is asked");
        self.said[at]
    }
}

fn two_dimensions_ids() -> Vec<String> {
    let mut ids = Vec::new();
    for dimension in ["one", "two"] {
        for lens in ["p", "r"] {
            ids.extend((1..=2).map(|number| format!("{dimension}-{lens}-{number}")));
        }
    }
    ids
}

/// No published group is small, nor is the difference of two, nor what is
/// left of the whole when any of them are taken away.
fn check_groups(groups: &[Group], question: &Value, all: u64, sizes: [usize; 3]) {
    let id = &question["id"];
    for &(count, _) in groups {
        assert!(!is_small(count), "{sizes:?}: {id} shows a group of {count}");
    }
    // Rows of roles are apart from each other, so any of them can be taken
    // together, and taken from everybody.
    let rows = question["said"].as_array().map_or(0, Vec::len);
    for chosen in 0..1_u32 << rows {
        let together: u64 =
            (0..rows).filter(|row| chosen & (1 << row) != 0).map(|row| groups[row].0).sum();
        if together > 0 {
            assert!(!is_small(all - together), "{sizes:?}: {id} leaves {} people", all - together);
        }
    }
    // The level is the mean of all or the mean of the roles' means: where
    // rows are of everybody it says nothing that they do not.
    if let ([(count, sum)], Some(level)) = (groups, question["level"].as_f64()) {
        let mean = sum / f64::from(u32::try_from(*count).expect("it is small"));
        assert!((mean - level).abs() < 1e-6, "{sizes:?}: {id} has a second mean");
    }
}

#[test]
fn a_named_workshop_hides_nothing() {
    let questionnaire = two_dimensions();
    let level = |level| vec![Said::Level(level); 8];
    let four = [
        Person { role: LEADER, said: level(4) },
        Person { role: MANAGER, said: level(4) },
        Person { role: FRONTLINE, said: level(2) },
        Person { role: FRONTLINE, said: level(1) },
    ];
    let named = json(&questionnaire, &assess(&questionnaire, &four, false));
    assert_eq!(named["voices"]["roles_shown"].as_array().map(Vec::len), Some(3));
    // Roles alike: (4 + 4 + 1.5) / 3 levels are 54.2 points.
    assert_eq!(named["overall"]["prevention"]["score"], 54.2);
    let anonymous = json(&questionnaire, &assess(&questionnaire, &four, true));
    assert_eq!(anonymous["overall"]["prevention"]["score"], Value::Null);
    assert_eq!(anonymous["overall"]["prevention"]["lower"], 0.0);
    assert_eq!(anonymous["overall"]["prevention"]["upper"], 100.0);
}

/// Five files of leaders of which two are empty are three leaders.
#[test]
fn an_empty_file_makes_no_small_group_larger() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(6);
    let mut people = people([5, 6, 0], 8, &mut numbers);
    for person in &mut people {
        person.said.fill_with(|| numbers.level());
    }
    let shown = |people: &[Person]| {
        let results = json(&questionnaire, &assess(&questionnaire, people, true));
        results["voices"]["roles_shown"].as_array().map(Vec::len)
    };
    assert_eq!(shown(&people), Some(2));
    for person in &mut people[..2] {
        person.said.fill(Said::NotReached);
    }
    assert_eq!(shown(&people), Some(0));
    // A role in which nobody says anything hides nobody.
    let mut people: Vec<Person> = people.split_off(2);
    people.extend((0..3).map(|_| Person { role: FRONTLINE, said: vec![Said::Level(2); 8] }));
    people.iter_mut().take(3).for_each(|person| person.role = FRONTLINE);
    people.push(Person { role: MANAGER, said: vec![Said::NotReached; 8] });
    assert_eq!(shown(&people), Some(2));
}

#[test]
fn one_anonymous_file_alone_shows_nothing() {
    let questionnaire = two_dimensions();
    let alone = [Person { role: LEADER, said: vec![Said::Level(4); 8] }];
    let results = json(&questionnaire, &assess(&questionnaire, &alone, true));
    assert_eq!(results["overall"]["prevention"]["score"], Value::Null);
    assert_eq!(results["respondents"]["count"], 1);
    assert_eq!(results["respondents"]["roles"], Value::Array(Vec::new()));
    let states = results["dimensions"][0]["prevention"]["questions"].as_array().expect("a list");
    assert!(!states.is_empty() && states.iter().all(|question| question["state"] == "too_few"));
    // One who does not ask for it is shown.
    let named = json(&questionnaire, &assess(&questionnaire, &alone, false));
    assert_eq!(named["overall"]["prevention"]["score"], 75.0);
}

/// Whoever sits at the own answers may see them.
#[test]
fn ones_own_answers_are_shown_on_request() {
    let questionnaire = two_dimensions();
    let alone = [Person { role: LEADER, said: vec![Said::Level(4); 8] }];
    let said = answers(&questionnaire, &alone, true);
    let mine = Disclosure { mine: true, ..Disclosure::default() };
    let assessed = Assessed::disclosing(&questionnaire, &said, mine).expect("sound");
    assert_eq!(json(&questionnaire, &assessed)["overall"]["prevention"]["score"], 75.0);
    // Of several there are no own ones.
    let two = [alone[0].clone(), alone[0].clone()];
    let assessed = Assessed::disclosing(&questionnaire, &answers(&questionnaire, &two, true), mine);
    let results = json(&questionnaire, &assessed.expect("sound"));
    assert_eq!(results["overall"]["prevention"]["score"], Value::Null);
}

#[test]
fn notes_carry_neither_name_nor_role_and_stand_in_the_order_of_their_texts() {
    let questionnaire = two_dimensions();
    let mut numbers = Numbers(5);
    let people = people([5, 6, 0], 8, &mut numbers);
    let mut said = answers(&questionnaire, &people, true);
    for (answers, note) in said.iter_mut().zip(["zebra", "apple", "mango"]) {
        answers.answers[0].note = Some(note.to_owned());
    }
    let kept = Assessed::new(&questionnaire, &said).expect("sound");
    assert!(kept.tally.notes.is_empty() && kept.tally.kept_back.anonymous_notes >= 3);
    let with_notes = Disclosure { texts: Texts::WithNotes, mine: false };
    let assessed = Assessed::disclosing(&questionnaire, &said, with_notes).expect("sound");
    // Why it does not apply is a text like any other.
    assert!(assessed.tally.notes.iter().all(|note| note.kind == NoteKind::Note));
    let results = json(&questionnaire, &assessed);
    let shown = results["notes"].as_array().expect("a list").iter();
    let keys: Vec<Vec<&String>> =
        shown.map(|note| note.as_object().expect("a note").keys().collect()).collect();
    assert!(keys.iter().all(|keys| keys == &["question", "kind", "text"]), "{keys:?}");
    let notes: Vec<&str> = assessed
        .tally
        .notes
        .iter()
        .filter(|note| note.question.0 == 0 && note.text != "not here")
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(notes, ["apple", "mango", "zebra"]);
    let everything = everything(&questionnaire, &assessed);
    assert!(!everything.contains("respondent-"), "a name shows");
}

/// Three of eight say that it does not apply, and two gave a level: neither
/// group is told, nor that the other is what is left of eight.
#[test]
fn a_question_that_few_spoke_on_is_withheld_whatever_they_said() {
    let questionnaire = two_dimensions();
    let said = [
        Said::NotApplicable,
        Said::NotApplicable,
        Said::NotApplicable,
        Said::Unknown,
        Said::Unknown,
        Said::Unknown,
        Said::Level(5),
        Said::Level(5),
    ];
    let person = |said| {
        let mut all = vec![Said::Level(3); 8];
        all[0] = said;
        Person { role: LEADER, said: all }
    };
    let people: Vec<Person> = said.into_iter().map(person).collect();
    let results = json(&questionnaire, &assess(&questionnaire, &people, true));
    let question = &results["dimensions"][0]["prevention"]["questions"][0];
    assert_eq!((&question["state"], question.get("said")), (&Value::from("too_few"), None));
}

/// Why an answer has no score can tell whose it is, so a note on it says only
/// what it is on.
#[test]
fn a_note_on_an_answer_without_a_score_tells_no_role() {
    let questionnaire = two_dimensions();
    let people = vec![Person { role: FRONTLINE, said: vec![Said::Level(3); 8] }; 6];
    let mut said = answers(&questionnaire, &people, true);
    said[2].left_out.push(LeftOut {
        question: "one-p-1".to_owned(),
        reason: LeftOutReason::NotAsked,
        note: Some("nobody looks".to_owned()),
    });
    let with_notes = Disclosure { texts: Texts::WithNotes, mine: false };
    let assessed = Assessed::disclosing(&questionnaire, &said, with_notes).expect("sound");
    let everything = everything(&questionnaire, &assessed);
    assert!(everything.contains("nobody looks") && !everything.contains("role of the respondent"));
}

/// In one round, however it is named, nothing is compared where a few more
/// people answered, or a few who were there have answered a question by now.
#[test]
fn one_round_is_compared_with_itself_only_where_no_few_people_show() {
    let questionnaire = two_dimensions();
    let six = vec![Person { role: FRONTLINE, said: vec![Said::Level(3); 8] }; 6];
    let with = |last: Said, wave: Option<&str>, day: i8| {
        let mut people = six.clone();
        people[5].said.fill(last);
        let mut said = answers(&questionnaire, &people, true);
        for one in &mut said {
            one.wave = wave.map(str::to_owned);
            one.date = jiff::civil::date(2026, 10, day);
        }
        Assessed::new(&questionnaire, &said).expect("sound")
    };
    let compared = |then: &Assessed, now: &Assessed| {
        let results = json(&questionnaire, then).to_string();
        let baselines = report::json::read_baseline(results.as_bytes()).expect("it was written");
        let change = ratchet::since(&questionnaire, now, &baselines[0]);
        change.people.compared_as != ratchet::ComparedAs::OneRound
    };
    let unknown = with(Said::Unknown, Some("Autumn"), 1);
    // Who knew nothing then and answers now would show.
    assert!(!compared(&unknown, &with(Said::Level(5), Some("Autumn"), 20)));
    assert!(!compared(&unknown, &with(Said::Level(5), Some("autumn."), 20)));
    assert!(!compared(&unknown, &with(Said::Level(5), Some("other"), 20)));
    assert!(!compared(&unknown, &with(Said::Level(5), None, 20)));
    // The same people with the same answers are no news.
    assert!(compared(&unknown, &with(Said::Unknown, Some("Autumn"), 20)));
    // A round is over after four weeks.
    assert!(compared(&unknown, &with(Said::Level(5), Some("other"), 29)));
}
