//! Answers from files, grouped into assessments, each scored and judged.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use prevention_gap::findings::{self, Findings};
use prevention_gap::gates::{self, View};
use prevention_gap::model::{Answers, Questionnaire};
use prevention_gap::report::{self, Report, visible};
use prevention_gap::scoring::{self, Scores};
use prevention_gap::tally::{self, Tally, TallyError, Texts};
use prevention_gap::yaml::{self, Catalog, Format};

use super::args::OwnArgs;
use super::documents::Document;
use super::exit::Failure;
use super::files::{self, Found, Input};
use super::gates::Asked;
use super::problems;

/// What makes answers belong together: questionnaire, organisation, unit and
/// wave, in the order in which assessments are listed.
type Key = (String, Option<String>, Option<String>, String);

/// All Answers with the same questionnaire, organisation, unit and wave.
pub(super) struct Assessment {
    /// What the answers say, one entry a respondent.
    answers: Vec<Answers>,
}

impl Assessment {
    /// What one respondent said.
    pub(super) fn of(answers: Answers) -> Self {
        Self { answers: vec![answers] }
    }

    /// "Larkfield Home, 2026 autumn (quick-check)".
    pub(super) fn name(&self) -> String {
        let first = &self.answers[0];
        let parts = [Some(&first.organisation), first.unit.as_ref(), first.wave.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        format!("{} ({})", visible(&parts.join(", ")), first.questionnaire)
    }

    /// The questionnaire that was answered.
    pub(super) fn questionnaire<'a>(&self, catalog: &'a Catalog) -> &'a Questionnaire {
        catalog
            .get(self.answers[0].questionnaire.as_str())
            .expect("answers are read against a questionnaire of the catalog")
    }

    /// Tally, scores, findings and gates, made into a report with these of the
    /// typed texts.
    ///
    /// # Errors
    ///
    /// The answers cannot be tallied.
    pub(super) fn report(
        &self,
        catalog: &Catalog,
        asked: &Asked,
        texts: Texts,
    ) -> Result<Report, Failure> {
        let questionnaire = self.questionnaire(catalog);
        let Scored { tally, scores, findings } = self.scored(catalog)?;
        let view = View {
            questionnaire,
            tally: &tally,
            scores: &scores,
            findings: &findings,
            today: asked.today,
        };
        let judged = gates::judge_all(&asked.gates, &view);
        // What is kept back changes no score and no finding.
        let tally = tally.keep(texts);
        Ok(report::build(questionnaire, &tally, &scores, &findings, &judged))
    }

    /// Tally, scores and findings.
    ///
    /// # Errors
    ///
    /// The answers cannot be tallied.
    pub(super) fn scored(&self, catalog: &Catalog) -> Result<Scored, Failure> {
        let questionnaire = self.questionnaire(catalog);
        let refused = |error: TallyError| Failure::Refused(format!("{}: {error}", self.name()));
        let tally = tally::tally(questionnaire, &self.answers).map_err(refused)?;
        let scores = scoring::score(questionnaire, &tally);
        let findings = findings::find(questionnaire, &tally, &scores);
        Ok(Scored { tally, scores, findings })
    }
}

/// All that is computed from an assessment.
pub(super) struct Scored {
    pub(super) tally: Tally,
    pub(super) scores: Scores,
    pub(super) findings: Findings,
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
                        writeln!(anstream::stderr(), "{line}")?;
                    }
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

/// Reads the answers in files and folders and groups them, sorted by
/// organisation, unit, wave and questionnaire.
///
/// # Errors
///
/// A file cannot be read, or has problems, which are shown; all files are
/// looked at first.
pub(super) fn read(paths: &[PathBuf], catalog: &Catalog) -> Result<Vec<Assessment>, Failure> {
    let mut reader = Reader { catalog, grouped: BTreeMap::new(), sound: true };
    for input in files::inputs(paths)? {
        for document in input.documents()? {
            reader.read(&input, &document)?;
        }
    }
    if !reader.sound {
        return Err(Failure::Problems);
    }
    if reader.grouped.is_empty() {
        return Err(Failure::Refused("there are no answers in what was named".to_owned()));
    }
    Ok(reader.grouped.into_values().collect())
}

/// Reads answers that have to belong to a single assessment.
///
/// # Errors
///
/// As for [`read`], or there are several assessments, which are named.
pub(super) fn only(
    paths: &[PathBuf],
    catalog: &Catalog,
    what: &str,
) -> Result<Assessment, Failure> {
    let mut found = read(paths, catalog)?;
    if found.len() > 1 {
        let names: Vec<String> = found.iter().map(|one| format!("  {}", one.name())).collect();
        return Err(Failure::Refused(format!(
            "{what} is about one assessment, and these are {}:\n{}\nName the answers of one \
             of them, or use `pgap score` for all",
            found.len(),
            names.join("\n"),
        )));
    }
    Ok(found.remove(0))
}

/// Answers of one text that is on board.
pub(super) fn read_text(name: &str, text: &str, catalog: &Catalog) -> Result<Assessment, Failure> {
    let read = yaml::read_answers(text.as_bytes(), catalog)
        .map_err(|_| Failure::World(anyhow::anyhow!("{name}, which is on board, is broken")))?;
    Ok(Assessment { answers: vec![read.value] })
}

struct Reader<'a> {
    catalog: &'a Catalog,
    grouped: BTreeMap<Key, Assessment>,
    sound: bool,
}

impl Reader<'_> {
    fn read(&mut self, input: &Input, document: &Document) -> Result<(), Failure> {
        // A folder may hold the questionnaire beside its answers.
        let other = yaml::format_of(&document.bytes).filter(|&format| format != Format::Answers);
        if let (Found::InFolder, Some(format)) = (input.found, other) {
            let line = format!("skipped: {} holds {}, not answers", input.name(), format.name());
            writeln!(anstream::stderr(), "{line}")?;
            return Ok(());
        }
        match yaml::read_answers(&document.bytes, self.catalog) {
            Ok(read) => {
                tell(input, document, &read.warnings)?;
                self.add(read.value);
            }
            Err(found) => {
                tell(input, document, &found)?;
                self.sound = false;
            }
        }
        Ok(())
    }

    fn add(&mut self, answers: Answers) {
        let key = (
            answers.organisation.clone(),
            answers.unit.clone(),
            answers.wave.clone(),
            answers.questionnaire.to_string(),
        );
        let group = self.grouped.entry(key).or_insert_with(|| Assessment { answers: Vec::new() });
        group.answers.push(answers);
    }
}

/// Shows problems on standard error.
pub(super) fn tell(
    input: &Input,
    document: &Document,
    found: &[prevention_gap::model::Problem],
) -> Result<(), Failure> {
    Ok(problems::show(&mut anstream::stderr(), &input.name(), document, found)?)
}
