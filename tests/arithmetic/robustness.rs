//! The headline under tests: proof, how far apart the levels are, and without a
//! dimension.

use prevention_gap::findings::{Family, Headline, Test};
use prevention_gap::model::Lens;
use prevention_gap::scoring::overall_spaced;

use crate::support::{Asked, Assessed, Case, Said};

/// One dimension with two prevention and two resolution answers.
fn assess(prevention: [Said; 2], resolution: [Said; 2]) -> Assessed {
    let of = |lens: Lens, answers: [Said; 2]| {
        answers.into_iter().enumerate().map(move |(n, answer)| Asked {
            id: format!("{}{n}", &lens.name()[..1]),
            dimension: "own".to_owned(),
            lens,
            weight: 1 + u32::try_from(n).expect("two answers"),
            answer,
        })
    };
    let questions = of(Lens::Prevention, prevention).chain(of(Lens::Resolution, resolution));
    Case { dimensions: vec![("own".to_owned(), 1)], questions: questions.collect() }.assess()
}

fn levels(prevention: [u8; 2], resolution: [u8; 2]) -> Assessed {
    let said = |levels: [u8; 2]| levels.map(|level| Said::Level(level, None));
    assess(said(prevention), said(resolution))
}

/// Prevention, resolution and gap under a test.
fn shown(at: &Headline) -> [String; 3] {
    [at.prevention.to_string(), at.resolution.to_string(), at.gap().signed()]
}

/// Prevention, resolution and gap under each of the two other spacings, and
/// how many of the three tests keep the posture.
#[track_caller]
fn check_spaced(assessed: &Assessed, expected: [[&str; 3]; 2], verdict_holds_in: usize) {
    let found = assessed.findings.robustness.as_ref().expect("there are scores");
    let spaced =
        |(test, at): &(Test, Headline)| (test.family() == Family::Spacing).then(|| shown(at));
    let spaced: Vec<[String; 3]> = found.tests.iter().filter_map(spaced).collect();
    assert_eq!(spaced, expected.map(|row| row.map(str::to_owned)));
    assert_eq!(found.verdict_holds_in(), verdict_holds_in);
}

/// The second answer of a lens has weight 2. The spacings are
/// 0, 40, 70, 90, 100 and 0, 10, 30, 60, 100.
#[test]
fn the_headline_is_read_again_under_other_spacings() {
    // Equal ends: 0 and 100 are worth the same everywhere.
    check_spaced(
        &levels([1, 1], [5, 5]),
        [["0.0", "100.0", "+100.0"], ["0.0", "100.0", "+100.0"]],
        2,
    );
    // Levels 3 and 4 everywhere: 50 and 75, a repair shop, as 55 is level 3.2
    // and becomes 74 and 36, and the gap stays above 8.
    check_spaced(
        &levels([3, 3], [4, 4]),
        [["70.0", "90.0", "+20.0"], ["30.0", "60.0", "+30.0"]],
        2,
    );
    // P = (100 + 2·25)/3 = 50, R = (25 + 2·50)/3 = 41.7: firefighting, for
    // halfway takes 45 of both. Then (100 + 2·40)/3 = 60 and (40 + 2·70)/3 =
    // 60, where halfway takes 64. Then (100 + 2·10)/3 = 40 and (10 + 2·30)/3 =
    // 23.3: a gap of −16.7 at a prevention of 36 or more, a thin safety net.
    check_spaced(&levels([5, 2], [2, 3]), [["60.0", "60.0", "0.0"], ["40.0", "23.3", "-16.7"]], 1);
}

/// Where all steps are equally long, the scores are the scores.
#[test]
fn equal_steps_give_the_published_scores() {
    for assessed in [levels([5, 2], [2, 3]), levels([1, 4], [3, 3]), levels([2, 2], [4, 5])] {
        let (p, r) = overall_spaced(
            &assessed.questionnaire,
            &assessed.tally,
            &assessed.scores,
            &[0.0, 25.0, 50.0, 75.0, 100.0],
        )
        .expect("there are scores");
        assert_eq!(
            Some(p.published),
            assessed.scores.overall.prevention.score.map(|s| s.published)
        );
        assert_eq!(
            Some(r.published),
            assessed.scores.overall.resolution.score.map(|s| s.published)
        );
    }
}

#[track_caller]
fn check_proven(
    prevention: (u8, &'static str),
    resolution: (u8, &'static str),
    expected: [&str; 3],
) {
    let both = |(level, proof)| [Said::Level(level, Some(proof)), Said::Level(level, Some(proof))];
    let found = assess(both(prevention), both(resolution)).findings.robustness;
    let tests = found.expect("there are scores").tests;
    let (_, proven) = tests.iter().find(|(test, _)| *test == Test::Proven).expect("it is tested");
    assert_eq!(shown(proven), expected.map(str::to_owned));
}

/// What is only said supports level 2, worth 25 points; a document level 4.
#[test]
fn the_headline_is_read_again_as_proven() {
    // Resolution falls from 75 to 25, and the gap from 50 to nothing.
    check_proven((2, "said"), (4, "said"), ["25.0", "25.0", "0.0"]);
    check_proven((2, "said"), (4, "documented"), ["25.0", "75.0", "+50.0"]);
    // Level 5 documented falls to 75.
    check_proven((2, "said"), (5, "documented"), ["25.0", "75.0", "+50.0"]);
}

#[test]
fn without_proof_or_scores_there_is_nothing_to_set_back() {
    let found = levels([3, 3], [4, 4]).findings.robustness.expect("there are scores");
    assert!(found.tests.iter().all(|(test, _)| test.family() == Family::Spacing));
    let open = [Said::Unknown, Said::Unknown];
    assert_eq!(assess(open.clone(), open).findings.robustness, None);
}

/// Dimensions with one level a lens, twice, and a weight.
fn dimensions(of: &[(u32, u8, u8)]) -> Assessed {
    let mut case = Case { dimensions: Vec::new(), questions: Vec::new() };
    for (number, &(weight, prevention, resolution)) in of.iter().enumerate() {
        let id = format!("d{number}");
        for (lens, level) in [(Lens::Prevention, prevention), (Lens::Resolution, resolution)] {
            case.questions.extend((0..2).map(|n| Asked {
                id: format!("{id}-{}{n}", &lens.name()[..1]),
                dimension: id.clone(),
                lens,
                weight: 1,
                answer: Said::Level(level, None),
            }));
        }
        case.dimensions.push((id, weight));
    }
    case.assess()
}

/// Gaps of 50, 0 and −25 points, of which the first counts twice: 18.75 in
/// all. Without the first it is −12.5, without the second 25, and without the
/// third 66.7 − 33.3 = 33.4.
#[test]
fn each_dimension_is_left_out_in_turn() {
    let assessed = dimensions(&[(2, 2, 4), (1, 3, 3), (1, 3, 2)]);
    let found = assessed.findings.robustness.expect("there are scores");
    let without = found.tests.iter().filter(|(test, _)| test.family() == Family::Dimension);
    let gaps: Vec<String> = without.map(|(_, at)| at.gap().signed()).collect();
    assert_eq!(gaps, ["-12.5", "+25.0", "+33.4"]);
    assert_eq!((found.gap_from(), found.gap_to(), found.sign_holds()), (-13, 34, false));
    assert_eq!(found.gap_words(), ["leaning", "wide"]);
    // Of two dimensions one alone would be no test.
    let two = dimensions(&[(2, 2, 4), (1, 3, 3)]).findings.robustness.expect("there are scores");
    assert_eq!(two.tests.len(), 2);
}
