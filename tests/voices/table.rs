//! Everything that is published about anonymous people is made from one table
//! with a row a question. What cannot be read from the table is in no byte.

use prevention_gap::findings::Assessed;
use prevention_gap::model::{AnswerState, Answers, DimensionIx, Level, Proof, Questionnaire};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Person, Said, answers, assess, everything, json, two_dimensions};

const QUESTIONS: usize = 8;

/// From so many levels on it is told who gave which.
const COUNTED_FROM: u64 = 10;

fn a_said() -> impl Strategy<Value = Said> {
    prop_oneof![
        12 => (1..=5_u8).prop_map(Said::Level),
        1 => Just(Said::NotApplicable),
        1 => Just(Said::Unknown),
    ]
}

/// How many of each role.
fn sizes() -> impl Strategy<Value = (usize, usize, usize)> {
    let leaders = prop_oneof![2 => 5..9_usize, 1 => 10..14_usize];
    (leaders, 3..14_usize, prop_oneof![1 => Just(0_usize), 1 => 5..7_usize])
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    sizes().prop_flat_map(|(leaders, frontline, managers)| {
        let of = |(role, size): (usize, usize)| {
            let said = prop::collection::vec(a_said(), QUESTIONS);
            prop::collection::vec(said.prop_map(move |said| Person { role, said }), size)
        };
        (of((0, leaders)), of((1, frontline)), of((2, managers)))
            .prop_map(|(a, b, c)| [a, b, c].concat())
    })
}

/// Numbers that look random (an LCG with the constants of Knuth's MMIX).
fn shuffled<T>(items: &mut [T], seed: &mut u64) {
    for at in (1..items.len()).rev() {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = (*seed >> 33) % (at as u64 + 1);
        items.swap(at, usize::try_from(other).expect("it is small"));
    }
}

/// Whether everybody says something: how many do decides which roles are told
/// apart, and is a matter of whole people.
fn all_speak(people: &[Answers]) -> bool {
    people.iter().all(|one| one.answers.iter().any(|a| a.state != AnswerState::NotReached))
}

/// Deals the answers to every question anew among the people of a role.
fn dealt(people: &[Answers], seed: u64) -> Vec<Answers> {
    let mut seed = seed;
    let mut dealt = people.to_vec();
    let role = |one: &Answers| one.respondent.as_ref().and_then(|respondent| respondent.role);
    for question in 0..people[0].answers.len() {
        let mut at: Vec<usize> = (0..people.len()).collect();
        at.sort_by_key(|&at| role(&people[at]));
        for group in at.chunk_by(|&a, &b| role(&people[a]) == role(&people[b])) {
            let mut from = group.to_vec();
            shuffled(&mut from, &mut seed);
            for (&to, &from) in group.iter().zip(&from) {
                dealt[to].answers[question] = people[from].answers[question].clone();
            }
        }
    }
    dealt
}

fn output(questionnaire: &Questionnaire, people: &[Answers]) -> String {
    everything(questionnaire, &Assessed::new(questionnaire, people).expect("sound"))
}

/// The same with proofs on some answers.
fn with_proofs(mut people: Vec<Answers>, proofs: &[u8]) -> Vec<Answers> {
    let answers = people.iter_mut().flat_map(|one| &mut one.answers);
    for (answer, proof) in answers.zip(proofs.iter().cycle()) {
        answer.proof = Proof::ALL.get(usize::from(*proof)).copied();
        let seen = jiff::civil::date(2026, 10, i8::try_from(1 + proof % 9).expect("a day"));
        answer.seen = answer.proof.map(|_| seen);
    }
    people
}

/// How many of a role say what to a question.
fn group(people: &[Person], role: usize, question: usize) -> impl Iterator<Item = Said> {
    people.iter().filter(move |person| person.role == role).map(move |person| person.said[question])
}

fn levels(said: impl Iterator<Item = Said>) -> Vec<u8> {
    said.filter_map(|said| if let Said::Level(level) = said { Some(level) } else { None }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Which answers belong to one person is in no byte.
    #[test]
    fn dealing_answers_anew_changes_no_byte(
        people in people(), seed in any::<u64>(), proofs in prop::collection::vec(0..9_u8, 17)
    ) {
        let questionnaire = two_dimensions();
        let people = with_proofs(answers(&questionnaire, &people, true), &proofs);
        let dealt = dealt(&people, seed);
        prop_assume!(all_speak(&people) && all_speak(&dealt));
        prop_assert_eq!(output(&questionnaire, &people), output(&questionnaire, &dealt));
    }

    /// Of a small group only the sum is told.
    #[test]
    fn two_answers_of_a_small_group_that_keep_their_sum_change_no_byte(
        people in people(), role in 0..3_usize, question in 0..QUESTIONS
    ) {
        let questionnaire = two_dimensions();
        let is_small = levels(group(&people, role, question)).len() < 10;
        let mut moved = people.clone();
        let mut of_group = moved.iter_mut().filter(|person| person.role == role);
        let up = of_group.find(|person| matches!(person.said[question], Said::Level(1..=4)));
        let down = of_group.find(|person| matches!(person.said[question], Said::Level(2..=5)));
        let (Some(up), Some(down)) = (up, down) else { return Ok(()) };
        let (Said::Level(low), Said::Level(high)) = (up.said[question], down.said[question]) else {
            return Ok(());
        };
        prop_assume!(low + 1 != high);
        (up.said[question], down.said[question]) = (Said::Level(low + 1), Said::Level(high - 1));
        let [before, after] = [&people, &moved]
            .map(|people| output(&questionnaire, &answers(&questionnaire, people, true)));
        let told = assess(&questionnaire, &people, true).tally.questions[question].by_role.clone();
        if is_small && !told.is_empty() {
            prop_assert_eq!(before, after);
        } else if !told.is_empty() {
            // Who gave which level of ten or more is told.
            prop_assert_ne!(before, after);
        }
    }

    /// Scores are made of sums, so what is hidden moves none.
    #[test]
    fn anonymity_moves_no_score(people in people()) {
        let questionnaire = two_dimensions();
        let [anonymous, named] =
            [true, false].map(|anonymous| assess(&questionnaire, &people, anonymous));
        let is_same_table = anonymous.tally.has_roles_apart()
            && anonymous.tally.questions.iter().zip(&named.tally.questions).all(|(a, b)| {
                a.by_role.len() == b.by_role.len() && !a.is_withheld()
            });
        prop_assume!(is_same_table);
        let figures = |assessed: &Assessed| {
            let overall = &assessed.scores.overall;
            let dimensions = &assessed.scores.dimensions;
            let cells = dimensions.iter().flat_map(|one| [&one.prevention, &one.resolution]);
            let cells: Vec<String> =
                cells.map(|cell| format!("{:?} {:?} {:?}", cell.status, cell.bounds, cell.coverage())).collect();
            let actions = format!("{:?}", assessed.findings.prevention_actions);
            (format!("{overall:?}"), cells, actions, format!("{:?}", assessed.scores.moves))
        };
        prop_assert_eq!(figures(&anonymous), figures(&named));
    }

    /// Likely ranges are never surer than those of the people themselves.
    #[test]
    fn ranges_of_sorted_answers_hold_the_true_ones(
        said in prop::collection::vec(prop::collection::vec(1..=5_u8, QUESTIONS), 20..30)
    ) {
        let questionnaire = two_dimensions();
        let person = |(at, said): (usize, &Vec<u8>)| Person {
            role: at % 2,
            said: said.iter().map(|&level| Said::Level(level)).collect(),
        };
        let people: Vec<Person> = said.iter().enumerate().map(person).collect();
        let range = |anonymous| {
            let voices = assess(&questionnaire, &people, anonymous).voices.expect("several");
            let dimensions = [None, Some(DimensionIx(0)), Some(DimensionIx(1))];
            dimensions.map(|dimension| {
                prevention_gap::model::Lens::ALL.map(|lens| voices.intervals.score(dimension, lens))
            })
        };
        let (sorted, true_ones) = (range(true), range(false));
        for (sorted, own) in sorted.iter().flatten().zip(true_ones.iter().flatten()) {
            let (Ok(sorted), Ok(own)) = (sorted, own) else { continue };
            prop_assert!(sorted.lower <= own.lower + 1e-9 && own.upper <= sorted.upper + 1e-9);
        }
    }

    /// The attacker's last word: a report tells no more than its table, for the
    /// people that can be made from the table alone give the same report.
    #[test]
    fn people_made_from_what_is_published_give_the_same_report(people in people()) {
        let questionnaire = two_dimensions();
        let assessed = assess(&questionnaire, &people, true);
        prop_assume!(assessed.tally.has_roles_apart());
        prop_assume!(assessed.tally.questions.iter().all(|question| !question.by_role.is_empty()));
        let results = json(&questionnaire, &assessed);
        let made = made_from(&results, &people);
        prop_assert_eq!(
            everything(&questionnaire, &assessed),
            everything(&questionnaire, &assess(&questionnaire, &made, true))
        );
    }

    /// Who gave which level stands nowhere for a group below ten, and of a
    /// question that is told by role no row is of everybody.
    #[test]
    fn counts_are_told_from_ten_people_on(people in people()) {
        let questionnaire = two_dimensions();
        let results = json(&questionnaire, &assess(&questionnaire, &people, true));
        for row in said(&results).flatten() {
            let people = row["people"].as_u64().expect("a count");
            prop_assert_eq!(row["levels"].is_null(), people < COUNTED_FROM, "{}", row);
            let status = if people < COUNTED_FROM { "small_group" } else { "shown" };
            prop_assert_eq!(&row["levels_status"], status);
        }
        for rows in said(&results) {
            let is_of_all = rows.iter().any(|row| row["who"] == "Everyone");
            prop_assert!(!is_of_all || rows.len() == 1);
        }
    }
}

/// The rows of every question, in their order.
fn said(results: &Value) -> impl Iterator<Item = &Vec<Value>> {
    let dimensions = results["dimensions"].as_array().expect("a list").iter();
    dimensions
        .flat_map(|dimension| {
            ["prevention", "resolution"].map(|lens| &dimension[lens]["questions"])
        })
        .flat_map(|questions| questions.as_array().expect("a list"))
        .filter_map(|question| question["said"].as_array())
}

/// As many people as answered, whose answers are made from the table.
fn made_from(results: &Value, people: &[Person]) -> Vec<Person> {
    let mut made: Vec<Person> = people
        .iter()
        .map(|person| Person { role: person.role, said: vec![Said::NotReached; QUESTIONS] })
        .collect();
    let titles = ["Leaders", "Frontline", "Managers"];
    for (question, rows) in said(results).enumerate() {
        for row in rows {
            let role = titles.iter().position(|title| row["who"] == *title).expect("a role");
            let answers = answers_of(row);
            let of_role = made.iter_mut().filter(|person| person.role == role);
            of_role.zip(answers).for_each(|(person, said)| person.said[question] = said);
        }
    }
    made
}

/// Some answers with the figures of a row: of a small group, any with its sum.
fn answers_of(row: &Value) -> Vec<Said> {
    let count = |value: &Value| usize::try_from(value.as_u64().expect("a count")).expect("few");
    let times = |said: Said, count: usize| std::iter::repeat_n(said, count);
    let levels: Vec<Said> = match row["levels"].as_array() {
        Some(counts) => Level::ALL
            .iter()
            .zip(counts)
            .flat_map(|(level, n)| times(Said::Level(level.number()), count(n)))
            .collect(),
        None => with_sum(count(&row["people"]), row["mean"].as_f64().unwrap_or_default()),
    };
    let others = times(Said::NotApplicable, count(&row["not_applicable"]));
    levels.into_iter().chain(others).chain(times(Said::Unknown, count(&row["missing"]))).collect()
}

/// As many fives as fit, one answer between, and ones.
fn with_sum(people: usize, mean: f64) -> Vec<Said> {
    #[expect(clippy::cast_precision_loss, reason = "there are few people")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small sum")]
    let mut above = (mean * people as f64).round() as usize - people;
    let level = |_| {
        let more = above.min(4);
        above -= more;
        Said::Level(u8::try_from(1 + more).expect("1 to 5"))
    };
    (0..people).map(level).collect()
}
