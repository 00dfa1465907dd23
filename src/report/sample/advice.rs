//! What the sample report finds and what it advises.

use crate::model::{Lens, Tenths};
use crate::report::model::{
    ActionReport, ChecklistReport, DecisionReport, FindingReport, LowestAnswer, PromiseReport,
    RowReport, StageReport, StatedReport, WorthReport,
};

use super::name;

pub(super) fn stages() -> Vec<StageReport> {
    let held = |id, title, state: &str| (name(id, title), state.to_owned());
    vec![
        StageReport {
            lens: Lens::Prevention,
            stage: 1,
            word: "Absent".to_owned(),
            provisional: Some("questions are open"),
            next: Some("Ad hoc".to_owned()),
            held_back_by: vec![
                held("dat-told-first", "Customers are told first", "level 1.2"),
                held("ant-premortem", "Changes are thought through for customers", "level 1.9"),
            ],
        },
        StageReport {
            lens: Lens::Resolution,
            stage: 5,
            word: "Built in".to_owned(),
            provisional: None,
            next: None,
            held_back_by: Vec::new(),
        },
    ]
}

fn lowest() -> LowestAnswer {
    LowestAnswer {
        question: name("dat-told-first", "Customers are told first"),
        state: "level 1.2".to_owned(),
        anchor: "Customers learn of delays by asking.".to_owned(),
        known: "measured",
    }
}

pub(super) fn checklists() -> Vec<ChecklistReport> {
    let row = |ask: &str, sign, lowest| RowReport { ask: ask.to_owned(), sign, lowest };
    vec![
        ChecklistReport {
            id: "process-signs".to_owned(),
            title: "Process, not people".to_owned(),
            summary: Some("Signs that show: 1 of 2; not known: 1.".to_owned()),
            rows: vec![
                row("Do things reach customers late?", Some("shows"), Some(lowest())),
                row("Is there a way round?", Some("not known"), None),
            ],
        },
        ChecklistReport {
            id: "process-questions".to_owned(),
            title: "Questions about the process".to_owned(),
            summary: None,
            rows: vec![
                row("Where do customers wait?", None, Some(lowest())),
                row("Where does ownership blur?", None, None),
            ],
        },
    ]
}

pub(super) fn promises() -> Vec<PromiseReport> {
    vec![
        PromiseReport { title: "Speed".to_owned(), weakest: Some(lowest()) },
        PromiseReport { title: "Clarity".to_owned(), weakest: None },
    ]
}

pub(super) fn profile() -> Vec<StatedReport> {
    let stated = |id: &str, ask: &str, answers: &[&str]| StatedReport {
        id: id.to_owned(),
        ask: ask.to_owned(),
        answers: answers.iter().map(|answer| (*answer).to_owned()).collect(),
    };
    vec![
        stated("goals", "Which goals matter most?", &["Cut cost to serve", "Keep repeat buyers"]),
        stated("trend-volume", "Where has the number of contacts gone?", &["More contacts"]),
    ]
}

pub(super) fn findings() -> Vec<FindingReport> {
    let finding = |kind, title: &str, says: &str| FindingReport {
        kind,
        id: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        says: says.to_owned(),
        costs: None,
        first_step: None,
        known: "stated, 1 of 2 documented or measured".to_owned(),
        questions: vec![
            (name("int-briefed", "Agents are briefed before launches"), "level 2".to_owned()),
            (name("int-likely", "Likely contacts are named"), "level 1.9".to_owned()),
        ],
    };
    vec![
        FindingReport {
            costs: Some("A launch brings 2,140 contacts in its first 14 days.".to_owned()),
            first_step: Some("Share eight weeks of campaigns every Monday.".to_owned()),
            ..finding(
                "pattern",
                "Launch blind spot",
                "Changes reach customers before the contact centre and the answers are ready.",
            )
        },
        finding("pattern", "Process, not people", "The steps cause these contacts."),
        finding(
            "contradiction",
            "Briefed, and surprised",
            "Launches are briefed, and their contacts come unexpected.",
        ),
        finding("warning", "Thin proof", "Many high levels are said and not shown."),
        finding("strength", "Complaints are called back", "Copy it from Feedback: all are called."),
    ]
}

pub(super) fn actions() -> Vec<ActionReport> {
    let first = ActionReport {
        question: name("dat-told-first", "Customers are told first"),
        lens: Lens::Prevention,
        title: "Tell customers about late deliveries before they ask".to_owned(),
        owner: Some("Head of Logistics".to_owned()),
        first_step: Some(
            "Send every customer whose delivery is more than one day late one message with a \
             new date, within two hours of the carrier file."
                .to_owned(),
        ),
        step_from: None,
        metric: Some("\"Where is my delivery\" contacts per 1,000 orders".to_owned()),
        effort: 3,
        by_centre: false,
        from: Tenths::new(12),
        to: 3,
        worth: WorthReport::Points(Tenths::new(19)),
        place: 1,
        tied: 0,
        is_unproven: false,
        remarks: Vec::new(),
        when: "now",
        waits_for: Vec::new(),
        decision: Some(decision("Head of Logistics", "31 March 2027")),
    };
    let other = |place, title: &str, owner: &str, points, when| ActionReport {
        place,
        question: name("lea-linked", title),
        title: title.to_owned(),
        owner: Some(owner.to_owned()),
        effort: 2,
        from: Tenths::new(20),
        worth: WorthReport::Points(Tenths::new(points)),
        when,
        decision: None,
        ..first.clone()
    };
    let waits = vec![name("dat-one-view", "There is one view of the customer")];
    vec![
        first.clone(),
        other(2, "Ask what could go wrong while it can be changed", "Head of Product", 11, "now"),
        ActionReport {
            waits_for: waits.clone(),
            ..other(
                3,
                "Give the top five contact reasons an owner",
                "Chief operating officer",
                10,
                "now",
            )
        },
        ActionReport {
            remarks: vec!["verify first: level 3 is only said; it takes an example".to_owned()],
            is_unproven: true,
            decision: Some(decision("Ops lead", "1 May 2027")),
            ..other(4, "Two-week workaround log", "Operations improvement lead", 10, "next")
        },
        ActionReport {
            waits_for: waits,
            ..other(5, "Make the customer answer part of the change", "Head of Product", 9, "next")
        },
        ActionReport {
            tied: 1,
            remarks: vec!["equal with 1 more".to_owned()],
            ..other(6, "Open the calendar eight weeks ahead", "Head of Marketing", 8, "later")
        },
        ActionReport {
            lens: Lens::Resolution,
            ..other(1, "Let agents put right what they see", "Head of Service", 7, "now")
        },
    ]
}

pub(super) fn decision(owner: &str, by: &str) -> DecisionReport {
    DecisionReport {
        owner: owner.to_owned(),
        by: Some(by.to_owned()),
        by_iso: Some("2027-03-31".to_owned()),
        target: Some("64 to 38 contacts per 1,000 orders".to_owned()),
        overdue: false,
    }
}
