//! Small assessments of several respondents, taken through the whole
//! pipeline.

use std::fmt::Write as _;

use prevention_gap::findings::Assessed;
use prevention_gap::gates::{self, View};
use prevention_gap::model::{
    Answer, AnswerState, Answers, Level, Questionnaire, Respondent, RoleIx,
};
use prevention_gap::report::batch::{BatchFormat, BatchWriter, Ending, Entry};
use prevention_gap::report::{self, Audience, Figure, Format, Report, table};
use prevention_gap::yaml;

/// What one respondent says on one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Level(u8),
    NotApplicable,
    Unknown,
    NotReached,
}

impl Said {
    fn state(self) -> AnswerState {
        match self {
            Self::Level(level) => AnswerState::Level(Level::new(u64::from(level)).expect("1 to 5")),
            Self::NotApplicable => AnswerState::NotApplicable("not here".to_owned()),
            Self::Unknown => AnswerState::Unknown,
            Self::NotReached => AnswerState::NotReached,
        }
    }
}

/// One respondent: the position of the role, and one entry a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) role: usize,
    pub(crate) said: Vec<Said>,
}

/// A question of a small questionnaire.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) dimension: String,
    pub(crate) lens: String,
    pub(crate) weight: u32,
}

impl Asked {
    pub(crate) fn new(id: &str, dimension: &str, lens: &str, weight: u32) -> Self {
        let [id, dimension, lens] = [id, dimension, lens].map(str::to_owned);
        Self { id, dimension, lens, weight }
    }
}

/// A questionnaire with these questions and three roles: leader, frontline
/// and manager, who stands on the leader side. `weights` are theirs.
pub(crate) fn questionnaire(questions: &[Asked], weights: [u32; 3]) -> Questionnaire {
    let [leader, frontline, manager] = weights;
    let mut text = format!(
        r#"format: questionnaire/1
id: small
version: 1.0.0
title: Small
language: en
levels:
  - {{ name: Absent, from: 0, means: "a" }}
  - {{ name: Ad hoc, from: 25, means: "b" }}
  - {{ name: Partial, from: 45, means: "c" }}
  - {{ name: Routine, from: 65, means: "d" }}
  - {{ name: Built in, from: 85, means: "e" }}
roles:
  - {{ id: leader, title: Leaders, side: leader, weight: {leader} }}
  - {{ id: frontline, title: Frontline, side: frontline, weight: {frontline} }}
  - {{ id: manager, title: Managers, side: leader, weight: {manager} }}
postures:
  - {{ id: repair-shop, title: Repair shop, when: {{ resolution_min: 55, gap_min: 8 }}, means: "m" }}
  - {{ id: elsewhere, title: Elsewhere, means: "m" }}
dimensions:
"#
    );
    let first = &questions[0].id;
    let mut dimensions: Vec<&str> = questions.iter().map(|q| q.dimension.as_str()).collect();
    dimensions.dedup();
    for dimension in dimensions {
        writeln!(text, "  - id: {dimension}\n    title: {dimension}\n    questions:")
            .expect("text");
        for Asked { id, lens, weight, .. } in questions.iter().filter(|q| q.dimension == dimension)
        {
            writeln!(
                text,
                "      - {{ id: {id}, lens: {lens}, weight: {weight}, title: T {id}, ask: \"Q {id}?\", \
                 anchors: [a {id}, b {id}, c {id}, d {id}, e {id}], \
                 action: {{ title: Do {id}, effort: 2 }} }}"
            )
            .expect("text");
        }
    }
    write!(
        text,
        r"patterns:
  - {{ id: low, title: Low, kind: pattern, when: {{ question: {first}, at_most: 3 }}, says: s, first_step: f }}
  - {{ id: apart, title: Apart, kind: pattern, when: {{ measure: questions-leaders-higher, at_least: 1 }}, says: s, first_step: f }}
  - {{ id: spread, title: Spread, kind: pattern, when: {{ measure: frontline-spread-questions, at_least: 1 }}, says: s, first_step: f }}
  - {{ id: repair, title: Repair, kind: pattern, when: {{ score: gap, at_least: 0 }}, says: s, first_step: f }}
"
    )
    .expect("text");
    let read = yaml::read_questionnaire(text.as_bytes());
    read.unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).value
}

/// Two prevention and two resolution questions in each of two dimensions.
pub(crate) fn two_dimensions() -> Questionnaire {
    let mut questions = Vec::new();
    for dimension in ["one", "two"] {
        for lens in ["prevention", "resolution"] {
            for number in 1..=2 {
                let id = format!("{dimension}-{}-{number}", &lens[..1]);
                questions.push(Asked::new(&id, dimension, lens, 1));
            }
        }
    }
    questionnaire(&questions, [1, 1, 1])
}

/// The answers of these people, in their order.
pub(crate) fn answers(
    questionnaire: &Questionnaire,
    people: &[Person],
    anonymous: bool,
) -> Vec<Answers> {
    let answers = |(number, person): (usize, &Person)| {
        let date = jiff::civil::date(2026, 10, 14);
        let mut answers = Answers::blank(questionnaire, "Small Ltd".to_owned(), date);
        answers.anonymous = Some(anonymous);
        answers.respondent = Some(Respondent {
            id: format!("respondent-{number}"),
            role: Some(RoleIx(person.role)),
            function: None,
        });
        let state = |said: &Said| Answer { state: said.state(), ..Answer::default() };
        answers.answers = person.said.iter().map(state).collect();
        answers
    };
    people.iter().enumerate().map(answers).collect()
}

pub(crate) fn assess(
    questionnaire: &Questionnaire,
    people: &[Person],
    anonymous: bool,
) -> Assessed {
    let answers = answers(questionnaire, people, anonymous);
    Assessed::new(questionnaire, &answers).expect("people have names of their own")
}

/// Gates of every kind; none is kept by everybody.
const POLICY: &str = "format: policy/1
gates:
  - { score: prevention, at_least: 90 }
  - { score: gap, at_most: 1, resolution_at_least: 90 }
  - { stage: resolution, at_least: 5 }
  - { measure: coverage, at_least: 99 }
  - { measure: confidence, at_least: high }
  - { measure: respondents, at_least: 10 }
  - { measure: not-applicable, at_most: 1 }
  - { measure: age-in-days, at_most: 40 }
  - { no_pattern: low }
  - { no_pattern: apart }
  - { no_pattern: spread }
  - { no_pattern: repair }
";

/// The report, judged by gates of every kind.
fn judged(questionnaire: &Questionnaire, assessed: &Assessed) -> Report {
    let gates = yaml::read_policy(POLICY.as_bytes()).expect("it is sound").value.gates;
    let today = Some(jiff::civil::date(2026, 11, 28));
    let view = View::new(questionnaire, assessed, today);
    report::build(questionnaire, assessed, &gates::judge_all(&gates, &view))
}

/// Everything that can be written of an assessment: every format for every
/// audience, every chart, every explained number, the line of scores, gates
/// and what holds them down.
pub(crate) fn everything(questionnaire: &Questionnaire, assessed: &Assessed) -> String {
    let report = judged(questionnaire, assessed);
    let mut out = Vec::new();
    for audience in Audience::ALL {
        let cut = report.clone().cut_for(audience);
        for format in Format::ALL {
            format.render(&cut, page(), &mut out).expect("memory can be written");
        }
    }
    for chart in report::charts(&report) {
        out.extend(chart.svg.into_bytes());
    }
    for format in BatchFormat::ALL {
        let mut writer = BatchWriter::new(format, &mut out);
        let entry = Entry { report: &report, file: None, lines: &|_| None };
        writer.add(&entry).expect("memory can be written");
        writer.finish(&Ending::default()).expect("memory can be written");
    }
    let mut text = String::from_utf8(out).expect("a report is text");
    for (name, _) in Figure::names(questionnaire) {
        let figure = Figure::from_name(questionnaire, &name).expect("there is such a figure");
        write!(text, "{:?}", report::explain(questionnaire, assessed, figure)).expect("text");
    }
    text
}

/// The results of an assessment as JSON.
pub(crate) fn json(questionnaire: &Questionnaire, assessed: &Assessed) -> serde_json::Value {
    let report: Report = report::build(questionnaire, assessed, &[]);
    let mut out = Vec::new();
    Format::Json.render(&report, page(), &mut out).expect("memory can be written");
    serde_json::from_slice(&out).expect("results are JSON")
}

fn page() -> table::Page {
    table::Page { width: 100, charset: table::Charset::Unicode }
}
