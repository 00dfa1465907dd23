//! What is said about saving: what the people said is held against what is on
//! the disk, whenever something is said about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prevention_gap::interview::{self, Closing};
use prevention_gap::model::{Answer, Answers, Questionnaire};
use prevention_gap::yaml::{self, Catalog};

use super::screen;
use crate::cli::exit::Ended;

/// What was said so far, and where it should be.
#[derive(Clone)]
pub(super) struct Record {
    /// The file; none in a dry run.
    pub(super) file: Option<PathBuf>,
    /// What each seat said.
    pub(super) seats: Vec<Answers>,
    /// What the file is read with.
    pub(super) catalog: Arc<Catalog>,
}

/// Where what was said is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nowhere, as was wanted.
    DryRun,
    /// All of it is in this file.
    Saved(PathBuf),
    /// This file lacks some of it: a line each.
    NotSaved(PathBuf, Vec<String>),
}

impl Record {
    /// Looks where it is now.
    pub(super) fn standing(&self) -> Standing {
        let Some(file) = &self.file else { return Standing::DryRun };
        let missing = self.missing_in(file);
        if missing.is_empty() {
            return Standing::Saved(file.clone());
        }
        Standing::NotSaved(file.clone(), missing)
    }

    /// What a file does not say; all of it where it cannot be read.
    fn missing_in(&self, file: &Path) -> Vec<String> {
        let on_disk = fs::read_to_string(file).map(|text| self.read(&text)).unwrap_or_default();
        let mut missing = Vec::new();
        for (position, (seat, said)) in
            interview::seats(&self.seats).iter().zip(&self.seats).enumerate()
        {
            let Some(questionnaire) = self.catalog.get(said.questionnaire.as_str()) else {
                continue;
            };
            let lines = unlike(questionnaire, said, on_disk.get(position));
            let whose =
                if self.seats.len() > 1 { format!("{}, ", seat.name) } else { String::new() };
            missing.extend(lines.into_iter().map(|line| format!("{whose}{line}")));
        }
        missing
    }

    /// The seats of a file, up to the first that is not sound.
    fn read(&self, text: &str) -> Vec<Answers> {
        let documents = yaml::documents(text).into_iter().map(str::as_bytes);
        let seats = documents.filter(|document| yaml::has_content(document)).map(|document| {
            yaml::read_answers(document, &self.catalog).ok().map(|read| read.value)
        });
        seats.map_while(|seat| seat).collect()
    }
}

/// What one seat said and a file does not say, a line each.
fn unlike(questionnaire: &Questionnaire, said: &Answers, on_disk: Option<&Answers>) -> Vec<String> {
    let nothing = Answers::blank(questionnaire, said.organisation.clone(), said.date);
    let there = on_disk.unwrap_or(&nothing);
    let facts = questionnaire.profile.iter().zip(said.profile.iter().zip(&there.profile));
    let facts = facts.filter(|(_, (said, there))| said != there);
    let facts = facts.map(|(field, _)| format!("{}, a fact", field.id));
    let answers = questionnaire.questions.iter().zip(said.answers.iter().zip(&there.answers));
    let answers = answers.filter(|(_, (said, there))| said != there);
    let answers =
        answers.map(|(question, (said, _))| format!("{}: {}", question.id, in_words(said)));
    let decisions = questionnaire.question_positions().filter(|&question| {
        let on = |answers: &Answers| {
            answers.decisions.iter().find(|decision| decision.question == question).cloned()
        };
        on(said) != on(there)
    });
    let decisions =
        decisions.map(|question| format!("{}, the decision", questionnaire[question].id));
    facts.chain(answers).chain(decisions).collect()
}

fn in_words(answer: &Answer) -> String {
    screen::told(answer).unwrap_or_else(|| "taken back".to_owned())
}

impl Standing {
    /// What to do next, in a few lines.
    pub(super) fn farewell(&self, closing: Closing) -> String {
        match (self, closing) {
            (Self::DryRun, _) => "A dry run: nothing was saved.".to_owned(),
            (Self::NotSaved(file, missing), _) => {
                let lines = missing.join("\n  ");
                format!("NOT SAVED: {} lacks what was said on\n  {lines}", file.display())
            }
            (Self::Saved(file), Closing::Done) => {
                let file = file.display();
                format!(
                    "Saved in {file}. The whole report as a document:\n  pgap report {file} \
                     --output report.md"
                )
            }
            (Self::Saved(file), Closing::Paused) => {
                let file = file.display();
                format!("Saved in {file}. To go on another day:\n  pgap assess {file}")
            }
        }
    }

    /// How a run ends that stops here: as it would, if nothing is lost.
    pub(super) fn ended(&self, otherwise: Ended) -> Ended {
        match self {
            Self::NotSaved(..) => Ended::Failed,
            Self::DryRun | Self::Saved(_) => otherwise,
        }
    }
}
