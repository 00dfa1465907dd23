//! What the headline hangs on: proof, and how far apart the levels are.

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

/// Prevention, resolution and gap under each of the two other spacings.
#[track_caller]
fn check_spaced(assessed: &Assessed, expected: [[&str; 3]; 2], hangs: bool) {
    let found = assessed.findings.sensitivity.as_ref().expect("there are scores");
    let shown: Vec<[String; 3]> = found
        .spaced
        .iter()
        .map(|(_, at)| [at.prevention.to_string(), at.resolution.to_string(), at.gap().signed()])
        .collect();
    assert_eq!(shown, expected.map(|row| row.map(str::to_owned)));
    assert_eq!(found.hangs_on_spacing, hangs);
}

/// The second answer of a lens has weight 2. The spacings are
/// 0, 40, 70, 90, 100 and 0, 10, 30, 60, 100.
#[test]
fn the_headline_is_read_again_under_other_spacings() {
    // Equal ends: 0 and 100 are worth the same everywhere.
    check_spaced(
        &levels([1, 1], [5, 5]),
        [["0.0", "100.0", "+100.0"], ["0.0", "100.0", "+100.0"]],
        false,
    );
    // Levels 3 and 4 everywhere: 50 and 75, a repair shop; 70 and 90, designed
    // out; 30 and 60, a repair shop.
    check_spaced(
        &levels([3, 3], [4, 4]),
        [["70.0", "90.0", "+20.0"], ["30.0", "60.0", "+30.0"]],
        true,
    );
    // P = (100 + 2·25)/3 = 50, R = (25 + 2·50)/3 = 41.7: the gap is negative.
    // Then (100 + 2·40)/3 = 60 and (40 + 2·70)/3 = 60: none.
    // Then (100 + 2·10)/3 = 40 and (10 + 2·30)/3 = 23.3.
    check_spaced(
        &levels([5, 2], [2, 3]),
        [["60.0", "60.0", "0.0"], ["40.0", "23.3", "-16.7"]],
        true,
    );
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
    hangs: bool,
) {
    let both = |(level, proof)| [Said::Level(level, Some(proof)), Said::Level(level, Some(proof))];
    let assessed = assess(both(prevention), both(resolution));
    let found = assessed.findings.sensitivity.expect("there are scores");
    let proven = found.as_proven.expect("proof was asked for");
    let shown =
        [proven.prevention.to_string(), proven.resolution.to_string(), proven.gap().signed()];
    assert_eq!(shown, expected.map(str::to_owned));
    assert_eq!(found.hangs_on_proof, hangs);
}

/// What is only said supports level 2, worth 25 points; a document level 4.
#[test]
fn the_headline_is_read_again_as_proven() {
    // Resolution falls from 75 to 25, and the gap from 50 to nothing.
    check_proven((2, "said"), (4, "said"), ["25.0", "25.0", "0.0"], true);
    check_proven((2, "said"), (4, "documented"), ["25.0", "75.0", "+50.0"], false);
    // Level 5 documented falls to 75: the gap is 50 instead of 75, still wide,
    // and still a repair shop.
    check_proven((2, "said"), (5, "documented"), ["25.0", "75.0", "+50.0"], false);
}

#[test]
fn without_proof_or_scores_there_is_nothing_to_set_back() {
    let found = levels([3, 3], [4, 4]).findings.sensitivity.expect("there are scores");
    assert_eq!((found.as_proven, found.hangs_on_proof), (None, false));
    let open = [Said::Unknown, Said::Unknown];
    assert_eq!(assess(open.clone(), open).findings.sensitivity, None);
}
