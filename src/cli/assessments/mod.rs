//! Answers from files, grouped into assessments, each scored and judged.

mod gather;
mod grouping;

use std::path::PathBuf;

use jiff::civil::Date;
use prevention_gap::findings::Assessed;
use prevention_gap::gates::ratchet::Held;
use prevention_gap::gates::{self, Judged, View};
use prevention_gap::model::{Answers, AssessmentKey, Questionnaire};
use prevention_gap::report::{self, Report};
use prevention_gap::tally::{Count, Disclosure};
use prevention_gap::text::visible;
use prevention_gap::yaml::{self, Catalog};

use super::args::OwnArgs;
use super::exit::Failure;
use super::gates::Asked;
use super::stopped::Stopped;
use super::{files, notes};

pub(super) use gather::{
    Gathered, OnProblem, Rules, contradictions, gather, place, tell, tell_skipped,
};
pub(super) use grouping::{Conflict, Grouping, Key};

use gather::Source;

/// All Answers with the same questionnaire, organisation, unit and wave.
pub(super) struct Assessment {
    key: Key,
    /// Whether its respondents may be seen one by one.
    is_named: bool,
    /// Where the answers of each respondent are; never empty.
    sources: Vec<Source>,
}

impl Assessment {
    /// What these respondents said, who belong to one assessment.
    pub(super) fn of(first: Answers, others: impl IntoIterator<Item = Answers>) -> Self {
        let key = Key::of(&first);
        let is_alone_and_anonymous = first.anonymous == Some(true);
        let sources: Vec<Source> = std::iter::once(first).chain(others).map(Source::held).collect();
        Self { key, is_named: sources.len() == 1 && !is_alone_and_anonymous, sources }
    }

    /// "Larkfield Home, 2026 autumn (quick-check)".
    pub(super) fn name(&self) -> String {
        let Key { organisation, unit, wave, questionnaire } = &self.key;
        let parts: Vec<&str> = [Some(organisation), unit.as_ref(), wave.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        format!("{} ({questionnaire})", visible(&parts.join(", ")))
    }

    /// What tells it apart from others in results.
    pub(super) fn key(&self) -> AssessmentKey {
        let Key { organisation, unit, wave, questionnaire } = self.key.clone();
        AssessmentKey { questionnaire, organisation, unit, wave, respondent: None }
    }

    /// What a baseline is looked for.
    pub(super) fn held(&self) -> Held {
        let first = self.sources.first().expect("an assessment has answers").date;
        let date = self.sources.iter().map(|source| source.date).fold(first, Date::max);
        Held { key: self.key(), date }
    }

    /// The file of its answers, as it was named. Of several files none stands
    /// for them all: what is said of a group is pinned on no respondent.
    pub(super) fn file(&self) -> Option<String> {
        let (first, others) = self.sources.split_first()?;
        let file = first.file_name()?;
        let is_same = |other: &Source| other.file_name().as_ref() == Some(&file);
        others.iter().all(is_same).then_some(file)
    }

    /// The line of the answer to a question, where one respondent answered.
    pub(super) fn line_of(&self, question: &str) -> Option<usize> {
        match &self.sources[..] {
            [only] => only.line_of(question),
            _ => None,
        }
    }

    /// The questionnaire that was answered.
    pub(super) fn questionnaire<'a>(&self, catalog: &'a Catalog) -> &'a Questionnaire {
        catalog
            .get(&self.key.questionnaire)
            .expect("answers are read against a questionnaire of the catalog")
    }

    /// Tally, scores, findings and gates, made into a report that discloses so
    /// much.
    ///
    /// # Errors
    ///
    /// The answers changed while they were read.
    pub(super) fn report(
        &self,
        catalog: &Catalog,
        asked: &Asked,
        disclosure: Disclosure,
    ) -> Result<Report, Failure> {
        let questionnaire = self.questionnaire(catalog);
        Ok(judged(questionnaire, &self.assessed(catalog, disclosure)?, asked))
    }

    /// Refuses to show respondents one by one where they are anonymous.
    ///
    /// # Errors
    ///
    /// They are.
    pub(super) fn may_be_seen_one_by_one(&self, disclosure: Disclosure) -> Result<(), Failure> {
        if self.is_named || disclosure.mine && self.sources.len() == 1 {
            return Ok(());
        }
        Err(Failure::Refused(format!(
            "{}: this assessment is anonymous, so respondents are not shown one by one; leave \
             `--each` out, or say `anonymous: false` in every file if that was agreed beforehand",
            self.name()
        )))
    }

    /// How many respondents it has.
    pub(super) fn respondents(&self) -> usize {
        self.sources.len()
    }

    /// A report for each respondent alone, in the order of the files.
    ///
    /// # Errors
    ///
    /// As for [`report`](Self::report), or the assessment is anonymous.
    pub(super) fn reports_of_each(
        &self,
        catalog: &Catalog,
        asked: &Asked,
        disclosure: Disclosure,
    ) -> Result<Vec<Report>, Failure> {
        self.may_be_seen_one_by_one(disclosure)?;
        // Whoever is named, or asks for the own answers, is shown alone.
        let disclosure = Disclosure { mine: true, ..disclosure };
        let questionnaire = self.questionnaire(catalog);
        let report = |source: &Source| {
            let answers = source.answers(&self.key, catalog)?;
            let assessed =
                Assessed::of(questionnaire, Count::new(questionnaire, &answers).finish(disclosure));
            let report = judged(questionnaire, &assessed, asked);
            Ok(report.of_respondent(answers.respondent.as_ref().map(|one| one.id.clone())))
        };
        self.sources.iter().map(report).collect()
    }

    /// Tally, scores and findings, from one respondent after the other.
    ///
    /// # Errors
    ///
    /// The answers changed while they were read.
    pub(super) fn assessed(
        &self,
        catalog: &Catalog,
        disclosure: Disclosure,
    ) -> Result<Assessed, Failure> {
        let questionnaire = self.questionnaire(catalog);
        let (first, others) = self.sources.split_first().expect("an assessment has answers");
        let first = first.answers(&self.key, catalog)?;
        let mut count = Count::new(questionnaire, &first);
        for source in others {
            let answers = source.answers(&self.key, catalog)?;
            count
                .add(&answers)
                .map_err(|error| Failure::Refused(format!("{}: {error}", self.name())))?;
        }
        Ok(Assessed::of(questionnaire, count.finish(disclosure)))
    }
}

/// A report with every gate judged.
pub(super) fn judged(questionnaire: &Questionnaire, assessed: &Assessed, asked: &Asked) -> Report {
    let verdicts = verdicts(questionnaire, assessed, asked);
    let today = asked.today.unwrap_or(assessed.tally.date);
    report::build_on(questionnaire, assessed, &verdicts, today)
}

/// Every gate, judged.
pub(super) fn verdicts(
    questionnaire: &Questionnaire,
    assessed: &Assessed,
    asked: &Asked,
) -> Vec<Judged> {
    let view = View::new(questionnaire, assessed, asked.today);
    gates::judge_all(&asked.gates, &view)
}

/// The questionnaires on board and the user's own.
///
/// # Errors
///
/// A file of the user's cannot be read, or has problems, which are shown.
pub(super) fn catalog(own: &OwnArgs) -> Result<Catalog, Failure> {
    let mut catalog = Catalog::on_board();
    let mut sound = true;
    for input in files::inputs(&own.questionnaires)? {
        for document in input.documents()? {
            match yaml::read_questionnaire(&document.bytes) {
                Ok(read) => {
                    tell(&input, &document, &read.warnings)?;
                    if catalog.get(read.value.id.as_str()).is_some() {
                        let (id, name) = (&read.value.id, input.name());
                        let line = format!("note: {name} takes the place of another `{id}`");
                        notes::note(&line)?;
                    }
                    notes::step(|| {
                        let (name, line) = (input.name(), document.start.line);
                        format!("read: {name}:{line}, questionnaire {}", read.value.id)
                    })?;
                    catalog.add(read.value);
                }
                Err(found) => {
                    tell(&input, &document, &found)?;
                    sound = false;
                }
            }
        }
    }
    if sound { Ok(catalog) } else { Err(Failure::Problems) }
}

/// Reads answers that have to belong to a single assessment.
///
/// # Errors
///
/// As for [`gather()`], or there are several assessments, which are named.
pub(super) fn only(
    paths: &[PathBuf],
    catalog: &Catalog,
    what: &str,
    on_problem: OnProblem,
) -> Result<(Assessment, Gathered), Stopped> {
    let rules = Rules { on_problem, are_judged: false };
    let mut gathered = gather(paths, catalog, rules)?;
    let found = std::mem::take(&mut gathered.assessments);
    if found.is_empty() {
        return Err(Stopped::at(gathered));
    }
    let names = names(&found);
    let Ok([only]) = <[Assessment; 1]>::try_from(found) else {
        return Err(Failure::Refused(format!(
            "{what} is about one assessment, and these are {}:\n{}\nName the answers of one \
             of them, or use `pgap score` for all",
            names.len(),
            names.join("\n"),
        ))
        .into());
    };
    Ok((only, gathered))
}

/// The names of several assessments, a line each, no two of them the same.
fn names(assessments: &[Assessment]) -> Vec<String> {
    let keys: Vec<AssessmentKey> = assessments.iter().map(Assessment::key).collect();
    let named = assessments.iter().zip(report::apart(&keys)).map(|(one, apart)| {
        let apart = apart.map(|apart| format!(": {apart}")).unwrap_or_default();
        format!("  {}{apart}", one.name())
    });
    named.collect()
}

/// Answers of one text that is on board.
pub(super) fn read_text(name: &str, text: &str, catalog: &Catalog) -> Result<Assessment, Failure> {
    let read = yaml::read_answers(text.as_bytes(), catalog)
        .map_err(|_| Failure::World(anyhow::anyhow!("{name}, which is on board, is broken")))?;
    Ok(Assessment::of(read.value, []))
}
