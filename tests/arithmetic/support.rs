//! Small questionnaires and answers for tests, written as the files that a
//! user would write, and taken through the whole pipeline.

use std::fmt::Write as _;

use prevention_gap::findings::{self, Findings};
use prevention_gap::model::{DimensionIx, Lens, QuestionIx, Questionnaire};
use prevention_gap::scoring::Scores;
use prevention_gap::tally::Tally;
use prevention_gap::yaml::{self, Catalog};

/// One question of a small questionnaire, with its answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) dimension: String,
    pub(crate) lens: Lens,
    pub(crate) weight: u32,
    pub(crate) answer: Said,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    Level(u8, Option<&'static str>),
    NotApplicable,
    Unknown,
    Skipped,
    NotReached,
}

/// A small questionnaire with its answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// Ids and weights.
    pub(crate) dimensions: Vec<(String, u32)>,
    pub(crate) questions: Vec<Asked>,
}

/// Everything that is computed from a case.
pub(crate) struct Assessed {
    pub(crate) questionnaire: Questionnaire,
    pub(crate) tally: Tally,
    pub(crate) scores: Scores,
    pub(crate) findings: Findings,
}

impl Assessed {
    pub(crate) fn question(&self, id: &str) -> QuestionIx {
        self.questionnaire.find_question(id).expect("the case has this question")
    }

    pub(crate) fn dimension(&self, id: &str) -> DimensionIx {
        self.questionnaire.find_dimension(id).expect("the case has this dimension")
    }
}

/// The head of every small questionnaire: the shipped levels and postures.
pub(crate) const HEAD: &str = r#"format: questionnaire/1
id: small
version: 1.0.0
title: Small
language: en
levels:
  - { name: Absent, from: 0, means: "a" }
  - { name: Ad hoc, from: 25, means: "b" }
  - { name: Partial, from: 45, means: "c" }
  - { name: Routine, from: 65, means: "d" }
  - { name: Built in, from: 85, means: "e" }
roles:
  - { id: leader, title: Leaders, side: leader }
  - { id: frontline, title: Frontline, side: frontline }
postures:
  - { id: designed-out, title: Designed out, when: { prevention_min: 65, resolution_min: 55 }, means: "m" }
  - { id: thin-safety-net, title: Thin safety net, when: { prevention_min: 55, gap_below: -8 }, means: "m" }
  - { id: repair-shop, title: Repair shop, when: { resolution_min: 55, gap_min: 8 }, verdict: "You resolve well.", means: "m" }
  - { id: halfway, title: Halfway, when: { prevention_min: 45, resolution_min: 45 }, means: "m" }
  - { id: firefighting, title: Firefighting, means: "m" }
"#;

impl Case {
    fn questionnaire_text(&self) -> String {
        let mut text = format!("{HEAD}dimensions:\n");
        for (dimension, weight) in &self.dimensions {
            let head =
                format!("  - id: {dimension}\n    title: {dimension}\n    weight: {weight}\n");
            text.push_str(&head);
            text.push_str("    questions:\n");
            for question in self.questions.iter().filter(|q| q.dimension == *dimension) {
                let id = &question.id;
                let (lens, weight) = (question.lens, question.weight);
                writeln!(
                    text,
                    "      - {{ id: {id}, lens: {lens}, weight: {weight}, title: T {id}, \
                     ask: \"Q {id}?\", anchors: [a {id}, b {id}, c {id}, d {id}, e {id}], \
                     action: {{ title: Do {id}, effort: 2 }} }}",
                )
                .expect("a string takes any text");
            }
        }
        text
    }

    fn answers_text(&self) -> String {
        let mut text = "format: answers/1\nquestionnaire: small\nversion: 1.0.0\n\
                        organisation: Test\ndate: 2026-10-14\nanswers:\n  {"
            .to_owned();
        for question in &self.questions {
            let value = match &question.answer {
                Said::Level(level, None) => level.to_string(),
                Said::Level(level, Some(proof)) => format!("{{ level: {level}, proof: {proof} }}"),
                Said::NotApplicable => "{ not_applicable: none }".to_owned(),
                Said::Unknown => "unknown".to_owned(),
                Said::Skipped => "skipped".to_owned(),
                Said::NotReached => continue,
            };
            write!(text, " {}: {value},", question.id).expect("a string takes any text");
        }
        text.push_str(" }\n");
        text
    }

    /// Reads, tallies and scores the case.
    pub(crate) fn assess(&self) -> Assessed {
        assess(&self.questionnaire_text(), &self.answers_text())
    }
}

/// Reads a questionnaire and answers to it, tallies and scores them.
pub(crate) fn assess(questionnaire: &str, answers: &str) -> Assessed {
    let questionnaire = yaml::read_questionnaire(questionnaire.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{questionnaire}"))
        .value;
    let mut catalog = Catalog::on_board();
    catalog.add(questionnaire.clone());
    let answers = yaml::read_answers(answers.as_bytes(), &catalog)
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{answers}"))
        .value;
    let assessed =
        findings::Assessed::new(&questionnaire, &[answers]).expect("there is one respondent");
    let findings::Assessed { tally, scores, findings, .. } = assessed;
    Assessed { questionnaire, tally, scores, findings }
}
