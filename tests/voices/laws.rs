//! What must hold for any group of respondents.

use prevention_gap::model::{DimensionIx, Lens, Questionnaire};
use prevention_gap::scoring::composite;
use prevention_gap::tally::{self, Disclosure};
use proptest::prelude::*;

use crate::support::{Person, Said, answers, assess, everything, two_dimensions};

const QUESTIONS: usize = 8;

fn a_said() -> impl Strategy<Value = Said> {
    prop_oneof![
        8 => (1..=5_u8).prop_map(Said::Level),
        1 => Just(Said::NotApplicable),
        1 => Just(Said::Unknown),
        1 => Just(Said::NotReached),
    ]
}

fn a_person() -> impl Strategy<Value = Person> {
    let said = prop::collection::vec(a_said(), QUESTIONS);
    (0..3_usize, said).prop_map(|(role, said)| Person { role, said })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(a_person(), 2..14)
}

fn cells(questionnaire: &Questionnaire) -> Vec<(DimensionIx, Lens)> {
    let dimensions = questionnaire.dimension_positions();
    dimensions.flat_map(|dimension| Lens::ALL.map(|lens| (dimension, lens))).collect()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_order_of_respondents_changes_no_byte(
        people in people(), seed in any::<u64>(), anonymous in any::<bool>()
    ) {
        let questionnaire = two_dimensions();
        let ordered = answers(&questionnaire, &people, anonymous);
        let mut shuffled = ordered.clone();
        for at in (1..shuffled.len()).rev() {
            let other = usize::try_from(seed.rotate_left(u32::try_from(at).expect("small")) % (at as u64 + 1));
            shuffled.swap(at, other.expect("small"));
        }
        let write = |answers: &[_]| {
            let assessed = prevention_gap::findings::Assessed::new(&questionnaire, answers);
            everything(&questionnaire, &assessed.expect("they have names of their own"))
        };
        prop_assert_eq!(write(&ordered), write(&shuffled));
    }

    #[test]
    fn everybody_twice_gives_the_same_scores(people in people()) {
        let questionnaire = two_dimensions();
        let once = assess(&questionnaire, &people, false);
        let twice = [people.clone(), people].concat();
        let twice = assess(&questionnaire, &twice, false);
        for (a, b) in once.tally.questions.iter().zip(&twice.tally.questions) {
            prop_assert_eq!(a.mean(), b.mean());
            prop_assert_eq!(a.pooled_mean(), b.pooled_mean());
        }
        prop_assert_eq!(once.scores, twice.scores);
    }

    #[test]
    fn sides_that_change_places_turn_every_difference_round(people in people()) {
        let questionnaire = two_dimensions();
        let turned: Vec<Person> = people
            .iter()
            .map(|person| Person { role: [1, 0, 1][person.role], said: person.said.clone() })
            .collect();
        // Managers stand on the leader side: with them on it or not, the two
        // sides are the same people.
        let leaders: Vec<Person> = people
            .iter()
            .map(|person| Person { role: [0, 1, 0][person.role], said: person.said.clone() })
            .collect();
        let perception = |people: &[Person]| {
            assess(&questionnaire, people, false).voices.expect("there are several").perception
        };
        let (one, other) = (perception(&leaders), perception(&turned));
        prop_assert_eq!(one.is_some(), other.is_some());
        let (Some(one), Some(other)) = (one, other) else { return Ok(()) };
        prop_assert_eq!(one.rows.len(), other.rows.len());
        for (a, b) in one.rows.iter().zip(&other.rows) {
            prop_assert!(is_near(a.difference, -b.difference));
            let deltas = a.cliffs_delta.zip(b.cliffs_delta);
            prop_assert!(deltas.is_some_and(|(a, b)| is_near(a, -b)));
            prop_assert_eq!(a.p.is_some(), b.p.is_some());
            prop_assert!(a.p.zip(b.p).is_none_or(|(a, b)| is_near(a, b)));
            let turned = b.interval.map(|interval| (-interval.upper, -interval.lower));
            let same = a.interval.zip(turned).is_none_or(|(a, (lower, upper))| {
                is_near(a.lower, lower) && is_near(a.upper, upper)
            });
            prop_assert!(same && a.interval.is_some() == turned.is_some());
        }
    }

    #[test]
    fn no_chance_is_below_what_so_many_people_can_show(people in people()) {
        let questionnaire = two_dimensions();
        let voices = assess(&questionnaire, &people, false).voices.expect("there are several");
        for row in voices.perception.iter().flat_map(|perception| &perception.rows) {
            let (Some(p), Some(floor)) = (row.p, row.p_floor) else { continue };
            prop_assert!(floor <= p + 1e-12, "{} < {}", p, floor);
            prop_assert!(row.p_holm.is_none_or(|holm| holm >= p));
        }
    }

    #[test]
    fn one_respondents_own_scores_are_those_of_the_tally_of_one(person in a_person()) {
        let questionnaire = two_dimensions();
        let alone = answers(&questionnaire, std::slice::from_ref(&person), false);
        let (tally, ballots) = tally::tally(&questionnaire, &alone, Disclosure::default()).expect("there is one");
        let assessed = assess(&questionnaire, &[person], false);
        let ballot = ballots.iter().next().expect("there is one");
        let own = composite(&questionnaire, &tally, ballot, |_| true);
        for (dimension, lens) in cells(&questionnaire) {
            let score = assessed.scores.cell(dimension, lens).score().map(|score| score.exact);
            prop_assert_eq!(own.score(Some(dimension), lens), score);
        }
        let overall = assessed.scores.overall.prevention.score.map(|score| score.exact);
        prop_assert_eq!(own.score(None, Lens::Prevention), overall);
    }

    #[test]
    fn bounds_contain_every_completion(
        people in people(), levels in prop::collection::vec(1..=5_u8, 14 * QUESTIONS)
    ) {
        let questionnaire = two_dimensions();
        let before = assess(&questionnaire, &people, false);
        let mut levels = levels.into_iter();
        let mut completed = people;
        for said in completed.iter_mut().flat_map(|person| &mut person.said) {
            let level = levels.next().expect("there are enough");
            if matches!(said, Said::Unknown | Said::NotReached) {
                *said = Said::Level(level);
            }
        }
        let after = assess(&questionnaire, &completed, false);
        for (dimension, lens) in cells(&questionnaire) {
            let cell = before.scores.cell(dimension, lens);
            let Some(bounds) = cell.bounds else { continue };
            let lies_within = |exact: f64| {
                bounds.lower.exact - 1e-9 <= exact && exact <= bounds.upper.exact + 1e-9
            };
            if let Some(score) = cell.score() {
                prop_assert!(lies_within(score.exact), "{:?} outside {:?}", score, bounds);
            }
            // A completion that makes a question apply changes what is
            // weighed, and is another assessment.
            let same_questions = cell.applicable == after.scores.cell(dimension, lens).applicable;
            if let Some(score) = after.scores.cell(dimension, lens).score().filter(|_| same_questions) {
                prop_assert!(lies_within(score.exact), "{:?} outside {:?}", score, bounds);
            }
        }
    }

    #[test]
    fn raising_a_prevention_answer_never_lowers_prevention(people in people(), at in any::<prop::sample::Index>()) {
        let questionnaire = two_dimensions();
        let before = assess(&questionnaire, &people, false);
        let mut raised = people.clone();
        let person = at.index(raised.len());
        // The first two questions are the prevention questions of the first
        // dimension.
        for said in &mut raised[person].said[..2] {
            if let Said::Level(level) = said {
                *level = (*level + 1).min(5);
            }
        }
        let after = assess(&questionnaire, &raised, false);
        let [before, after] = [&before, &after].map(|assessed| {
            let overall = &assessed.scores.overall;
            overall.prevention.score.zip(overall.gap)
        });
        prop_assert_eq!(before.is_some(), after.is_some());
        if let (Some((p, gap)), Some((p_after, gap_after))) = (before, after) {
            prop_assert!(p_after.exact >= p.exact - 1e-9);
            prop_assert!(gap_after.exact <= gap.exact + 1e-9);
        }
    }

    #[test]
    fn a_question_that_applies_to_nobody_is_as_if_it_were_not_there(people in people()) {
        let questionnaire = two_dimensions();
        let mut without = people.clone();
        for person in &mut without {
            person.said[0] = Said::NotApplicable;
        }
        let assessed = assess(&questionnaire, &without, false);
        // The other prevention question stands alone in its cell: what is
        // certain of the cell is what is certain of it.
        let cell = assessed.scores.cell(DimensionIx(0), Lens::Prevention);
        let other = &assessed.tally.questions[1];
        prop_assert_eq!(cell.applicable, usize::from(other.applies()));
        if let Some(bounds) = cell.bounds {
            let worth = [0.0, 25.0, 50.0, 75.0, 100.0];
            prop_assert!(is_near(bounds.lower.exact, other.covered_mean_of(&worth)));
        }
    }
}
