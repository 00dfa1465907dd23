//! What several people say in the sample report.

use crate::model::Lens;
use crate::report::model::{
    AgreementReport, DifferenceReport, DisagreementReport, LevelsReport, PerceptionReport,
    SideReport, StatisticsReport, StripRow, VoicesReport,
};

use super::name;

pub(super) fn voices() -> VoicesReport {
    let sentences = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    let split = (name("kno-published", "Answers before changes"), "5 at level 1 or 2".to_owned());
    VoicesReport {
        title: "Where leaders and frontline disagree",
        lead: Some("On 7 questions leaders and frontline stand a level or more apart.".to_owned()),
        who: sentences(&[
            "19 people in 2 functions answered (Leaders 8, Frontline 11).",
            "By function: Service 12, Logistics 7.",
        ]),
        agreement: sentences(&["Answers lie 0.8 levels from the average of their question."]),
        disagreements: disagreements(),
        perception: sentences(&["Leaders see prevention 24.3 points higher than the frontline."]),
        disputed: vec![(
            name("fee-visits", "Field visits are booked once"),
            "5 of 16 say that it does not apply".to_owned(),
        )],
        split: vec![split],
        statistics: Some(statistics()),
    }
}

fn disagreements() -> Vec<DisagreementReport> {
    let titles = [
        "Contact centre in planning",
        "Process problems are answered",
        "Causes have an owner",
        "Answers before changes",
        "Agents may put things right",
        "Prevention has a budget",
        "Patterns sent to the cause",
    ];
    titles.map(disagreement).into()
}

fn disagreement(title: &str) -> DisagreementReport {
    let anchors = [
        "It is not invited.",
        "It is told afterwards what was decided.",
        "It is invited to some, mostly when a launch is near.",
        "It has a regular seat and brings contact data.",
        "As 4, and a decision that would raise contacts needs its written statement.",
    ];
    let anchors = anchors.map(str::to_owned);
    let side = |title: &str, mean: &str, level: u8, levels: [u32; 5]| SideReport {
        title: title.to_owned(),
        count: levels.iter().sum(),
        mean: mean.to_owned(),
        level,
        anchor: anchors[usize::from(level) - 1].clone(),
        levels: counted(levels),
    };
    // (3 * 2 + 4 * 4 + 5 * 2) / 8 = 4.0 and (4 + 2 * 5 + 3 + 4) / 11 = 1.9.
    let leaders = side("Leaders", "4.0", 4, [0, 0, 2, 4, 2]);
    let frontline = side("Frontline", "1.9", 2, [4, 5, 1, 1, 0]);
    DisagreementReport {
        question: name(&title.to_lowercase().replace(' ', "-"), title),
        ask: "When journeys, products or policies are planned, what part does the contact centre \
              take?"
            .to_owned(),
        dimension: "Contact-centre integration".to_owned(),
        lens: Lens::Prevention,
        anchors: anchors.clone(),
        leaders,
        frontline,
        difference: "+2.1".to_owned(),
        higher: "leaders higher",
    }
}

/// The levels of a group of which it is told who gave which.
pub(in crate::report) fn counted(counts: [u32; 5]) -> LevelsReport {
    let people = counts.iter().sum();
    let sum: u32 = counts.iter().zip(1..).map(|(count, level)| count * level).sum();
    let mean = (people > 0).then(|| f64::from(sum) / f64::from(people));
    LevelsReport { people, mean, counts: Some(counts) }
}

pub(super) fn strip() -> Vec<StripRow> {
    let row = |who: &str, levels, missing| StripRow {
        who: who.to_owned(),
        levels: counted(levels),
        not_applicable: 0,
        missing,
    };
    vec![row("Leaders", [0, 0, 2, 4, 2], 0), row("Frontline", [4, 5, 1, 0, 0], 1)]
}

fn statistics() -> StatisticsReport {
    StatisticsReport {
        roles_shown: vec!["leader".to_owned(), "frontline".to_owned()],
        roles_hidden: Vec::new(),
        anonymous: true,
        any_claim_possible: Some(true),
        agreement: vec![AgreementReport {
            cell: "overall".to_owned(),
            rwg: Some(0.462),
            average_deviation: Some(0.81),
            label: Some("weak"),
            status: "shown",
            row: ["Overall", "0.46", "0.81", "weak"].map(str::to_owned),
        }],
        perception: vec![PerceptionReport {
            cell: "overall.prevention".to_owned(),
            title: "Overall, prevention".to_owned(),
            leader: 61.3,
            frontline: 37.0,
            difference: 24.3,
            interval: Some((12.1, 36.5)),
            size: "far apart",
            status: "shown",
            cliffs_delta: Some(0.82),
            p: Some(0.001),
            p_holm: None,
            p_floor: Some(0.000_01),
            confirmed: false,
            words: "likely",
            n: (8, 11),
            row: [
                "Overall, prevention",
                "61.3",
                "37.0",
                "+24.3",
                "+12.1 to +36.5",
                "0.82",
                "0.001",
                "-",
                "likely",
                "8 and 11",
            ]
            .map(str::to_owned),
        }],
        questions: vec![DifferenceReport {
            question: "contact-centre-in-planning".to_owned(),
            leader: 4.0,
            frontline: 1.909_090_9,
            n: (8, 11),
        }],
    }
}
