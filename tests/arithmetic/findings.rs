//! What scores mean: postures at their edges, confidence with its reason, and
//! actions in their order.

use prevention_gap::findings::{self, ConfidenceLevel, ConfidencePart, Worth};
use prevention_gap::model::{Lens, PostureIx, Questionnaire, Tenths};
use prevention_gap::yaml;

use crate::support::{Asked, Assessed, Case, Said};

fn question(id: &str, lens: Lens, answer: Said) -> Asked {
    Asked { id: id.to_owned(), dimension: "own".to_owned(), lens, weight: 1, answer }
}

/// One dimension with these prevention and resolution answers.
fn assess(prevention: &[Said], resolution: &[Said]) -> Assessed {
    let of = |lens: Lens, answers: &[Said]| -> Vec<Asked> {
        let name = |n| format!("{}{n}", &lens.name()[..1]);
        answers.iter().enumerate().map(|(n, a)| question(&name(n), lens, a.clone())).collect()
    };
    let mut questions = of(Lens::Prevention, prevention);
    questions.extend(of(Lens::Resolution, resolution));
    Case { dimensions: vec![("own".to_owned(), 1)], questions }.assess()
}

// ---- Posture ----

#[track_caller]
fn check_posture(questionnaire: &Questionnaire, prevention: i32, resolution: i32, expected: &str) {
    let posture =
        findings::posture_at(questionnaire, Tenths::new(prevention), Tenths::new(resolution));
    assert_eq!(questionnaire[posture].id.as_str(), expected, "P {prevention}, R {resolution}");
}

/// Minimums are inclusive, `below` is exclusive, and the first match wins.
#[test]
fn postures_hold_up_to_their_edges() {
    let catalog = crate::definitions::catalog();
    let shipped = catalog.get("prevention-gap").expect("it is on board");
    check_posture(shipped, 650, 550, "designed-out");
    check_posture(shipped, 649, 550, "thin-safety-net"); // gap -9.9
    check_posture(shipped, 650, 549, "thin-safety-net"); // gap -10.1
    check_posture(shipped, 550, 470, "halfway"); // gap -8.0 is not below -8
    check_posture(shipped, 550, 469, "thin-safety-net"); // gap -8.1
    check_posture(shipped, 470, 550, "repair-shop"); // gap 8.0
    check_posture(shipped, 471, 550, "halfway"); // gap 7.9
    check_posture(shipped, 450, 450, "halfway");
    check_posture(shipped, 449, 450, "firefighting");
    check_posture(shipped, 0, 549, "firefighting");
    check_posture(shipped, 0, 0, "firefighting");
    check_posture(shipped, 1000, 1000, "designed-out");
}

/// P 50.0 and R 50.0 are halfway. Five points down, P 45 still is (45 is
/// inclusive); R 55 with P 45 is a gap of 10: a repair shop. P 55 with R 45
/// is a gap of -10: a thin safety net.
#[test]
fn a_posture_borders_on_what_five_points_would_give() {
    let level = |n| Said::Level(n, None);
    let assessed = assess(&[level(3), level(3)], &[level(3), level(3)]);
    let posture = assessed.findings.posture.expect("there are scores");
    let id = |ix: PostureIx| assessed.questionnaire[ix].id.as_str();
    assert_eq!(id(posture.posture), "halfway");
    let borders: Vec<&str> = posture.borders_on.iter().map(|&ix| id(ix)).collect();
    assert_eq!(borders, ["thin-safety-net", "repair-shop"]);
}

/// At the corner nothing is tried beyond 0 and 100.
#[test]
fn the_corner_borders_on_nothing() {
    let level = |n| Said::Level(n, None);
    let assessed = assess(&[level(5), level(5)], &[level(5), level(5)]);
    assert_eq!(assessed.findings.posture.expect("there are scores").borders_on, []);
}

// ---- Confidence ----

#[track_caller]
fn check_confidence(
    prevention: &[Said],
    resolution: &[Said],
    level: ConfidenceLevel,
    decided_by: &[ConfidencePart],
) {
    let confidence = assess(prevention, resolution).findings.confidence.expect("there are scores");
    assert_eq!((confidence.level(), &*confidence.decided_by()), (level, decided_by));
}

#[test]
fn confidence_is_the_worst_of_what_is_answered_and_what_is_backed() {
    use ConfidenceLevel::{High, Low, Medium};
    use ConfidencePart::{Answered, Backed};
    let with = |level, proof| Said::Level(level, Some(proof));
    let backed = || vec![with(3, "example"); 2];
    // An example is what level 3 takes.
    check_confidence(&backed(), &backed(), High, &[]);
    // Three of four are backed, and two of four.
    let half = vec![with(3, "said"), with(3, "example")];
    check_confidence(&half, &backed(), Medium, &[Backed]);
    check_confidence(&half, &half, Low, &[Backed]);
    // Four of five are answered.
    let open = vec![with(3, "example"), with(3, "example"), Said::Unknown];
    check_confidence(&open, &backed(), Medium, &[Answered]);
    // Three of four backed and four of five answered: both decide.
    check_confidence(&open, &half, Medium, &[Backed, Answered]);
    // Level 2 needs no proof, and all of it is backed; none of it is shown.
    let low = vec![with(2, "said"); 2];
    check_confidence(&low, &low, Medium, &[Backed]);
    check_confidence(&low, &backed(), High, &[]);
    // Without any proof a level above 2 is not backed.
    let bare = |level| vec![Said::Level(level, None); 2];
    check_confidence(&bare(3), &bare(2), Low, &[Backed]);
    check_confidence(&bare(2), &bare(1), Medium, &[Backed]);
}

#[test]
fn a_high_score_on_thin_proof_is_flagged() {
    let thin = |prevention: &[Said], resolution: &[Said]| {
        let found = assess(prevention, resolution).findings.thin_proof;
        found.iter().map(|(_, lens)| lens.name()).collect::<Vec<_>>()
    };
    let of = |level, proof| Said::Level(level, Some(proof));
    // 75 points with mean proof 0.5.
    assert_eq!(
        thin(&[of(4, "said"), of(4, "example")], &[of(2, "said"), of(2, "said")]),
        ["prevention"]
    );
    // 75 points, mean proof 2, but one of three answers is above its proof.
    assert_eq!(
        thin(
            &[of(4, "measured"), of(4, "measured"), of(4, "said")],
            &[of(1, "said"), of(1, "said")]
        ),
        ["prevention"]
    );
    // 50 points is not high.
    assert_eq!(thin(&[of(3, "said"), of(3, "said")], &[of(1, "said"), of(1, "said")]), [""; 0]);
}

// ---- Actions ----

/// One dimension and equal efforts, so the order follows the levels; equals
/// stand in questionnaire order.
#[test]
fn the_lowest_answers_come_first() {
    let level = |n| Said::Level(n, None);
    let assessed = assess(
        &[level(4), level(3), level(1), level(5), level(2), level(3)],
        &[level(2), level(4)],
    );
    let order: Vec<(&str, u8, &str)> = assessed
        .findings
        .prevention_actions
        .iter()
        .map(|action| {
            let id = assessed.questionnaire[action.question].id.as_str();
            (id, action.to.number(), action.when.name())
        })
        .collect();
    assert_eq!(
        order,
        [
            ("p2", 3, "now"),
            ("p4", 3, "now"),
            ("p1", 4, "now"),
            ("p5", 4, "next"),
            ("p0", 5, "next"),
        ]
    );
    // Six prevention questions of weight 1 in one dimension: a level is worth
    // 25 / 6 points, so two of them 8.33.
    let worth = &assessed.findings.prevention_actions[0].worth;
    assert_eq!(*worth, Worth::Points(Tenths::new(83)));
}

/// Answers of several people to the shipped questionnaire: ownership, and the
/// question on contact reasons that its first action needs at level 3 for a
/// level 4.
#[track_caller]
fn check_waits(head: &str, reasons: &[&str], expected: &[&str]) {
    let catalog = crate::definitions::catalog();
    let text = |(n, reasons): (usize, &&str)| {
        format!(
            "format: answers/1\nquestionnaire: prevention-gap\nversion: 1.0.0\n\
             organisation: Test\ndate: 2026-10-14\nrespondent: {{ id: p-{n} }}\n\
             anonymous: false\n{head}answers: {{ own-cause-owner: 3, own-journey-owner: 3, \
             own-case-owner: 3, own-next-step: 3, fee-reason-coding: {reasons} }}\n"
        )
    };
    let read =
        |text: String| yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value;
    let answers: Vec<_> = reasons.iter().enumerate().map(text).map(read).collect();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let assessed = findings::Assessed::new(questionnaire, &answers).expect("they fit together");
    let question = questionnaire.find_question("own-cause-owner").expect("it is asked");
    let mut actions = assessed.findings.prevention_actions.iter();
    let action = actions.find(|action| action.question == question).expect("level 3 has an action");
    let waits: Vec<&str> =
        action.waits_for.iter().map(|&need| questionnaire[need].id.as_str()).collect();
    assert_eq!(waits, expected, "{head}{reasons:?}");
}

#[test]
fn an_action_waits_only_for_what_counts() {
    let does_not_apply = "{ not_applicable: none }";
    check_waits("", &["2"], &["fee-reason-coding"]);
    check_waits("", &["3"], &[]);
    check_waits("", &["unknown"], &[]);
    // Answered, and not part of what is assessed.
    check_waits("dimensions: [ownership]\n", &["2"], &[]);
    // One of three says level 2: it does not apply to the organisation.
    check_waits("", &["2", does_not_apply, does_not_apply], &[]);
    check_waits("", &["2", "2", does_not_apply], &["fee-reason-coding"]);
}

// ---- Stage ----

/// A dimension that has one applicable question and no score keeps the stage
/// open only if something of it is.
#[test]
fn a_stage_waits_only_for_what_is_open() {
    let of = |dimension: &str, id: &str, lens, answer| Asked {
        dimension: dimension.to_owned(),
        ..question(id, lens, answer)
    };
    let level = || Said::Level(3, None);
    let provisional = |other: Said| {
        let mut questions = Vec::new();
        for dimension in ["own", "kno"] {
            for (n, lens) in [Lens::Prevention, Lens::Resolution].into_iter().enumerate() {
                questions.push(of(dimension, &format!("{dimension}-a{n}"), lens, level()));
                questions.push(of(dimension, &format!("{dimension}-b{n}"), lens, level()));
            }
        }
        questions.push(of("dat", "dat-a", Lens::Prevention, level()));
        questions.push(of("dat", "dat-b", Lens::Prevention, other.clone()));
        questions.push(of("dat", "dat-e", Lens::Prevention, other));
        questions.push(of("dat", "dat-c", Lens::Resolution, level()));
        questions.push(of("dat", "dat-d", Lens::Resolution, level()));
        let dimensions = ["own", "kno", "dat"].map(|id| (id.to_owned(), 1)).to_vec();
        let scores = Case { dimensions, questions }.assess().scores;
        let stage = |lens| scores.overall.lens(lens).stage.as_ref().expect("there is one");
        [Lens::Prevention, Lens::Resolution].map(|lens| stage(lens).provisional)
    };
    assert_eq!(provisional(level()), [false, false]);
    // One of three is no score: once it is answered, the dimension counts in
    // both lenses.
    assert_eq!(provisional(Said::Unknown), [true, true]);
    // The one that applies is a score, and a thin one.
    assert_eq!(provisional(Said::NotApplicable), [true, false]);
}

/// Resolution actions are offered below 55, and only there.
#[test]
fn resolution_actions_are_offered_where_resolution_is_low() {
    let level = |n| Said::Level(n, None);
    let offered = |resolution: &[Said]| {
        !assess(&[level(3), level(3)], resolution).findings.resolution_actions.is_empty()
    };
    assert!(offered(&[level(3), level(3)])); // 50.0
    assert!(!offered(&[level(3), level(4)])); // 62.5
}

/// Of two unsupported answers the one that would fall further comes first.
#[test]
fn what_would_fall_furthest_is_verified_first() {
    let assessed = assess(
        &[Said::Level(3, Some("said")), Said::Level(5, Some("said"))],
        &[Said::Level(2, Some("said")), Said::Level(2, Some("said"))],
    );
    let order: Vec<&str> = assessed
        .findings
        .verify_first
        .iter()
        .map(|&question| assessed.questionnaire[question].id.as_str())
        .collect();
    assert_eq!(order, ["p1", "p0"]);
}
