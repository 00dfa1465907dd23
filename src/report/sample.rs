//! The report of a fictional company, for the tests of all formats. Its
//! figures are those of the drawings that the formats were made after.

mod advice;
mod dimensions;
mod voices;

use crate::model::{GateValue, Lens, Score, Tenths};

use super::model::{
    Area, Band, ConfidenceReport, DecisionReport, Fact, GapReport, GateReport, Header, LensReport,
    NoteReport, OpenReport, OverallReport, PartReport, PostureReport, QuestionName, QuestionState,
    Range, Report, TellsOnPages, VerifyReport,
};
use dimensions::{dimensions, level, question};

pub(super) use dimensions::dimension;
pub(super) use voices::counted;

/// Larkfield Home: nine dimensions, the last of them apart and unpublished.
pub(super) fn larkfield() -> Report {
    Report {
        voices: None,
        header: header(),
        bands: bands(),
        verdict: "You resolve well and prevent poorly.".to_owned(),
        overall: overall((410, Some(314)), (680, Some(602))),
        facts: facts(),
        dimensions: dimensions(),
        lowest_prevention: Some("data-flow".to_owned()),
        widest_gap: Some("ownership".to_owned()),
        areas: areas(),
        stages: advice::stages(),
        checklists: advice::checklists(),
        findings: advice::findings(),
        promises: advice::promises(),
        actions: advice::actions(),
        says_order: true,
        start: Some(name("dat-told-first", "Customers are told first")),
        next_to_decide: None,
        other_decisions: vec![(
            name("own-case-owner", "Cases keep one owner"),
            DecisionReport {
                target: None,
                ..advice::decision("Head of Service", "1 February 2027")
            },
        )],
        answer_first: vec![OpenReport {
            question: name("aih-pattern-use", "Patterns found by AI are used"),
            why: "not known".to_owned(),
            ask: "What happens to a pattern that an assistant finds in contacts?".to_owned(),
        }],
        verify_first: vec![VerifyReport {
            question: name("lea-prevention-funded", "Prevention has a budget"),
            why: "level 4 is only said; it takes a document".to_owned(),
            ask_for: vec!["The line of this year's budget".to_owned(), "Minutes".to_owned()],
        }],
        notes: vec![
            note("own-case-owner", "Cases keep one owner", "Owner history of 3 cases seen."),
            note(
                "dat-told-first",
                "Customers are told first",
                "Carrier file of 3 October.\nAsk IT.",
            ),
        ],
        left_out: vec!["`fee-old-survey`: the question is retired.".to_owned()],
        method: vec![
            "Every answer is worth 0, 25, 50, 75 or 100 points, and the prevention and the \
             resolution score are weighted averages of the answers that apply, dimension by \
             dimension."
                .to_owned(),
            "The Prevention Gap is resolution minus prevention: above zero you are better at \
             repairing than at preventing."
                .to_owned(),
        ],
        profile: advice::profile(),
        absent: vec!["What changed since last time: it takes an earlier wave.".to_owned()],
        gates: Vec::new(),
        since: None,
        skipped_files: None,
    }
}

/// The same company after ten questions in one dimension.
pub(super) fn ten_answers() -> Report {
    let mut dimension = dimension("Prevention and repair", Some(400), Some(650));
    dimension.prevention.questions = vec![
        question(Lens::Prevention, "Causes have an owner", level(2.0, "example", true)),
        question(Lens::Prevention, "Customers are told before they ask", level(1.0, "said", true)),
        question(Lens::Prevention, "Changes come with their answers", level(4.0, "said", false)),
        question(Lens::Prevention, "Prevention has a budget", QuestionState::Unknown),
        question(Lens::Prevention, "Launches name their likely contacts", QuestionState::Skipped),
    ];
    dimension.resolution.questions = vec![
        question(Lens::Resolution, "Cases keep one owner", level(4.0, "documented", true)),
        question(Lens::Resolution, "Complaints are called back", level(5.0, "measured", true)),
        question(Lens::Resolution, "Agents may put things right", level(3.0, "example", true)),
        question(Lens::Resolution, "History is at hand", level(2.5, "documented", true)),
        question(Lens::Resolution, "Field visits are booked once", QuestionState::NotApplicable),
    ];
    Report { dimensions: vec![dimension], ..larkfield() }
}

/// The same company as 19 people see it.
pub(super) fn several() -> Report {
    let mut report = larkfield();
    report.header.functions = vec![("Service".to_owned(), 12), ("Logistics".to_owned(), 7)];
    report.voices = Some(voices::voices());
    report.overall.prevention.interval = Ok(range(362, 458));
    report.overall.resolution.interval = Ok(range(630, 730));
    report.overall.gap.interval = Ok(range(182, 358));
    let ownership = &mut report.dimensions[0];
    ownership.prevention.interval = Ok(range(300, 460));
    ownership.prevention.agreement = Some("weak");
    ownership.resolution.agreement = Some("strong");
    report
}

/// The same ten answers of 19 people, by role.
pub(super) fn ten_answers_of_several() -> Report {
    let mut report = ten_answers();
    for dimension in &mut report.dimensions {
        let cells = [&mut dimension.prevention, &mut dimension.resolution];
        let questions = cells.into_iter().flat_map(|cell| &mut cell.questions);
        questions.for_each(|question| question.strip = voices::strip());
    }
    Report { voices: several().voices, ..report }
}

/// The same company with too few answers for overall scores.
pub(super) fn unpublished() -> Report {
    let report = larkfield();
    let side = |lower, upper| LensReport {
        interval: Err("one_respondent"),
        pooled: None,
        score: None,
        word: None,
        range: Some(range(lower, upper)),
        stage: None,
        supported: None,
    };
    Report {
        verdict: "Not enough answers to say.".to_owned(),
        overall: OverallReport {
            status: "insufficient",
            prevention: side(250, 750),
            resolution: side(375, 875),
            gap: GapReport {
                interval: Err("one_respondent"),
                points: None,
                range: Some(range(-375, 625)),
                word: None,
                supported: None,
            },
            posture: None,
            confidence: None,
            robustness: None,
            coverage: Some(Tenths::new(500)),
        },
        stages: Vec::new(),
        ..report
    }
}

/// Overall scores, each with the one that is proven.
pub(super) fn overall(
    prevention: (i32, Option<i32>),
    resolution: (i32, Option<i32>),
) -> OverallReport {
    let side = |(score_tenths, supported): (i32, Option<i32>), word: &str, stage| LensReport {
        interval: Err("one_respondent"),
        pooled: None,
        score: Some(score(score_tenths)),
        word: Some(word.to_owned()),
        range: Some(range(score_tenths, score_tenths)),
        stage: Some(stage),
        supported: supported.map(Tenths::new),
    };
    let supported = resolution.1.zip(prevention.1).map(|(r, p)| Tenths::new(r - p));
    OverallReport {
        status: "published",
        prevention: side(prevention, "Ad hoc", 2),
        resolution: side(resolution, "Routine", 3),
        gap: GapReport {
            interval: Err("one_respondent"),
            points: Some(score(resolution.0 - prevention.0)),
            range: None,
            word: Some("wide"),
            supported,
        },
        posture: Some(PostureReport {
            id: "repair-shop".to_owned(),
            title: "Repair shop".to_owned(),
            means: "Problems are put right, and come back.".to_owned(),
            borders_on: Vec::new(),
        }),
        confidence: Some(ConfidenceReport {
            level: "medium",
            because: "27 of 42 answers are backed by proof".to_owned(),
            answered: PartReport { share: Some(97), word: "high" },
            backed: PartReport { share: Some(64), word: "medium" },
            agreed: None,
        }),
        robustness: None,
        coverage: Some(Tenths::new(955)),
    }
}

fn header() -> Header {
    Header {
        functions: Vec::new(),
        title: "Prevention Gap assessment".to_owned(),
        questionnaire: "prevention-gap".to_owned(),
        version: "1.0.0".to_owned(),
        organisation: "Larkfield Home (fictional)".to_owned(),
        unit: None,
        wave: None,
        date: "14 October 2026".to_owned(),
        date_iso: "2026-10-14".to_owned(),
        respondent: None,
        apart: None,
        respondents: 19,
        roles: vec![("leaders".to_owned(), 8), ("frontline".to_owned(), 11)],
        told: TellsOnPages::All,
        caution: None,
        goal: Some("cut cost to serve by 8 % this year and keep repeat buyers".to_owned()),
    }
}

fn bands() -> Vec<Band> {
    [("Absent", 0), ("Ad hoc", 25), ("Partial", 45), ("Routine", 65), ("Built in", 85)]
        .map(|(name, from)| Band { name: name.to_owned(), from: Tenths::whole(from) })
        .into()
}

/// The postures of the shipped questionnaires as places on the map.
pub(super) fn areas() -> Vec<Area> {
    let area = |title: &str, corners: &[(f64, f64)]| Area {
        title: title.to_owned(),
        here: title == "Repair shop",
        corners: corners.to_vec(),
    };
    vec![
        area("Designed out", &[(65.0, 100.0), (65.0, 55.0), (100.0, 55.0), (100.0, 100.0)]),
        area("Thin safety net", &[(55.0, 0.0), (100.0, 0.0), (100.0, 92.0), (55.0, 47.0)]),
        area("Repair shop", &[(0.0, 55.0), (47.0, 55.0), (92.0, 100.0), (0.0, 100.0)]),
        area("Halfway", &[(45.0, 100.0), (45.0, 45.0), (100.0, 45.0), (100.0, 100.0)]),
        area("Firefighting", &[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]),
    ]
}

fn facts() -> Vec<Fact> {
    let fact = |label, lines: &[&str]| Fact {
        label,
        lines: lines.iter().map(|&line| line.to_owned()).collect(),
    };
    vec![
        fact(
            "What it costs",
            &["EUR 1.50m a year for all contacts (stated). The preventable share is not known: \
               no contact log"],
        ),
        fact("Lowest prevention", &["Data flow, 33.0. Customers learn of delays by asking"]),
        fact("Widest gap", &["Ownership, +32.0. Cases keep their owner, causes have none"]),
        fact("Disagreement", &["Contact centre in planning: leaders 4.0, frontline 1.9"]),
        fact(
            "Start here",
            &[
                "Tell customers about late deliveries before they ask",
                "Head of Logistics, effort 3 of 5, prevention +1.9",
                "Decided: by 31 March 2027, 64 to 38 contacts per 1,000 orders",
            ],
        ),
        fact(
            "How sure",
            &[
                "Medium: 27 of 42 answers are backed by proof",
                "19 people in five functions answered",
            ],
        ),
    ]
}

fn note(id: &str, title: &str, text: &str) -> NoteReport {
    NoteReport {
        question: name(id, title),
        answer: Some("level 4, documented, seen 10 October 2026".to_owned()),
        kind: "Note",
        text: text.to_owned(),
    }
}

fn name(id: &str, title: &str) -> QuestionName {
    QuestionName { id: id.to_owned(), title: title.to_owned() }
}

fn range(lower: i32, upper: i32) -> Range {
    Range { lower: Tenths::new(lower), upper: Tenths::new(upper) }
}

fn score(tenths: i32) -> Score {
    Score { exact: f64::from(tenths) / 10.0, published: Tenths::new(tenths) }
}

/// A gate with a limit of 20 and no value, as a test wants it.
pub(super) fn gate(subject: &str, verdict: &'static str) -> GateReport {
    GateReport {
        id: None,
        why: None,
        subject: subject.to_owned(),
        bound: "max",
        limit: GateValue::Tenths(Tenths::whole(20)),
        resolution_at_least: None,
        asks: format!("{subject} at most 20.0"),
        verdict,
        value: None,
        found: "not known".to_owned(),
        because: None,
        held_down_by: Vec::new(),
        changes: None,
    }
}
