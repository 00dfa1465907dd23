//! What an interview starts from: a file of answers to go on with, or new
//! answers, for which is asked what was not told.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use prevention_gap::interview::ProofAsking;
use prevention_gap::model::{Answers, DimensionIx, Questionnaire, Respondent};
use prevention_gap::yaml::{self, Catalog, NewAnswers, NewRespondent};

use super::drive::Writes;
use super::prompt::Prompt;
use super::resume::{self, Carried};
use super::setup::Setup;
use super::store::{FileStore, MemoryStore, OpenError, Store};
use super::workshop;
use crate::cli::args::AssessArgs;
use crate::cli::exit::Failure;

/// What an interview starts from.
pub(super) struct Start<'c> {
    pub(super) questionnaire: &'c Questionnaire,
    /// What each seat said so far.
    pub(super) seats: Vec<Answers>,
    /// Answers that were given elsewhere.
    pub(super) carried: Carried,
    /// Said with the first screen.
    pub(super) messages: Vec<String>,
    /// The file, and whether it is there already.
    pub(super) path: Target,
}

/// The file of an interview.
pub(super) enum Target {
    /// It will be made.
    New(PathBuf),
    /// It is there, and goes on.
    Old(PathBuf),
}

/// Finds out what to start from.
pub(super) fn start<'c>(
    args: &AssessArgs,
    catalog: &'c Catalog,
    prompt: &mut dyn Prompt,
) -> Result<Start<'c>, Failure> {
    let (id, file) = named(args, catalog)?;
    let mut start = match file {
        Some(file) => old(args, catalog, id, file)?,
        None => new(args, catalog, id, prompt)?,
    };
    if let Some(from) = &args.from {
        start.carried = resume::carry_over(from, catalog, start.questionnaire, &start.seats)?;
        start.messages.push(start.carried.sentence(from));
    }
    Ok(start)
}

/// The questionnaire and the file of answers that were named.
fn named<'a>(
    args: &'a AssessArgs,
    catalog: &Catalog,
) -> Result<(Option<&'a str>, Option<&'a Path>), Failure> {
    let answers = args.answers.as_deref().filter(|path| path.exists());
    match args.what.as_deref() {
        None => Ok((None, answers)),
        Some(id) if catalog.get(id).is_some() => Ok((Some(id), answers)),
        Some(what) if Path::new(what).exists() => match &args.answers {
            None => Ok((None, Some(Path::new(what)))),
            Some(_) => Err(Failure::Usage(format!(
                "`{what}` is a file of answers, so `--answers` cannot name another"
            ))),
        },
        Some(what) => Err(Failure::Usage(format!(
            "there is no questionnaire and no file `{what}`; on board are {}",
            catalog.ids().join(", ")
        ))),
    }
}

/// Goes on with a file. What stands in it cannot be told anew.
fn old<'c>(
    args: &AssessArgs,
    catalog: &'c Catalog,
    id: Option<&str>,
    file: &Path,
) -> Result<Start<'c>, Failure> {
    let told = [
        ("--organisation", args.organisation.is_some()),
        ("--unit", args.unit.is_some()),
        ("--wave", args.wave.is_some()),
        ("--role", args.role.is_some()),
        ("--dimensions", args.dimensions.is_some()),
        ("--date", args.date.is_some()),
        ("--named", args.workshop.named),
        ("--anonymous", args.workshop.anonymous),
    ];
    if let Some((flag, _)) = told.iter().find(|(_, is_told)| *is_told) {
        let file = file.display();
        return Err(Failure::Usage(format!("`{flag}` stands in {file} already; change it there")));
    }
    if args.workshop.seats.is_some() {
        let file = file.display();
        return Err(Failure::Usage(format!(
            "the seats stand in {file} already, a document each; to add one, add a line `---` to \
             it and the head of another, with an id of its own"
        )));
    }
    let (questionnaire, seats) = resume::read(file, catalog, id)?;
    let mut messages = vec![resume::greeting(questionnaire, &seats)];
    messages.extend(workshop::welcome(questionnaire, &seats));
    let (path, carried) = (Target::Old(file.to_owned()), Carried::default());
    Ok(Start { questionnaire, seats, carried, messages, path })
}

/// Starts a new file.
fn new<'c>(
    args: &AssessArgs,
    catalog: &'c Catalog,
    id: Option<&str>,
    prompt: &mut dyn Prompt,
) -> Result<Start<'c>, Failure> {
    let mut setup = Setup { args, prompt };
    let questionnaire = setup.questionnaire(catalog, id)?;
    let organisation = setup.organisation()?;
    let date = args.date.unwrap_or_else(|| Zoned::now().date());
    let mut blank = Answers::blank(questionnaire, organisation, date);
    blank.unit.clone_from(&args.unit);
    blank.wave.clone_from(&args.wave);
    let (path, respondents) = who(args, questionnaire, &blank, &mut setup)?;
    blank.anonymous = setup.anonymous(questionnaire, respondents.len())?;
    let of_seat = |respondent| {
        let mut answers = blank.clone();
        answers.respondent = respondent;
        answers
    };
    let mut seats: Vec<Answers> = respondents.into_iter().map(of_seat).collect();
    let asking = if args.no_proof { ProofAsking::Never } else { ProofAsking::WhereNeeded };
    let dimensions = setup.dimensions(questionnaire, &seats, asking)?;
    for seat in &mut seats {
        seat.dimensions.clone_from(&dimensions);
    }
    let saved = format!(
        "Every answer is saved in {} at once. q stops, and `pgap assess {0}` goes on.",
        path.display()
    );
    let mut messages = if args.dry_run { Vec::new() } else { vec![saved] };
    messages.extend(workshop::welcome(questionnaire, &seats));
    let (path, carried) = (Target::New(path), Carried::default());
    Ok(Start { questionnaire, seats, carried, messages, path })
}

/// The file, and who answers in it.
fn who(
    args: &AssessArgs,
    questionnaire: &Questionnaire,
    blank: &Answers,
    setup: &mut Setup<'_>,
) -> Result<(PathBuf, Vec<Option<Respondent>>), Failure> {
    if let Some(list) = &args.workshop.seats {
        let seats = workshop::seats(questionnaire, list)?;
        let name = match seats.as_slice() {
            [only] => slug(&only.id),
            _ => "workshop".to_owned(),
        };
        let path = args.answers.clone().unwrap_or_else(|| free_name(blank, Some(&name)));
        return Ok((path, seats.into_iter().map(Some).collect()));
    }
    let role = setup.role(questionnaire)?;
    let role_id = role.map(|role| questionnaire[role].id.to_string());
    let path = args.answers.clone().unwrap_or_else(|| free_name(blank, role_id.as_deref()));
    let respondent = role.map(|role| {
        let id = path.file_stem().map_or_else(String::new, |stem| slug(&stem.to_string_lossy()));
        Respondent { id, role: Some(role), function: None }
    });
    Ok((path, vec![respondent]))
}

/// A name that says whose answers they are, and that no file has.
fn free_name(answers: &Answers, role: Option<&str>) -> PathBuf {
    let parts = [
        Some(answers.organisation.as_str()),
        answers.unit.as_deref(),
        answers.wave.as_deref(),
        role,
    ];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(slug).filter(|part| !part.is_empty()).collect();
    let stem = if parts.is_empty() { "answers".to_owned() } else { parts.join("-") };
    let numbered = (2..).map(|number| PathBuf::from(format!("{stem}-{number}.yaml")));
    let mut names = std::iter::once(PathBuf::from(format!("{stem}.yaml"))).chain(numbered);
    names.find(|name| !name.exists()).unwrap_or_default()
}

/// "Larkfield Home" as "larkfield-home".
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Where the answers are kept, and what they are: a file that goes on is read
/// again under its lock.
pub(super) fn store(
    start: &mut Start<'_>,
    catalog: &Catalog,
    writes: Writes,
) -> Result<Box<dyn Store>, Failure> {
    let questionnaire = start.questionnaire;
    match &start.path {
        _ if writes == Writes::Never => Ok(Box::new(MemoryStore::default())),
        Target::New(path) => {
            let heads: Vec<NewAnswers> =
                start.seats.iter().map(|answers| head(questionnaire, answers)).collect();
            let store = FileStore::create(path, &heads, questionnaire).map_err(refused)?;
            Ok(Box::new(store))
        }
        Target::Old(path) => {
            let store = FileStore::open(path, questionnaire).map_err(refused)?;
            let documents = yaml::documents(store.text()).into_iter().map(str::as_bytes);
            let read = documents.filter(|document| yaml::has_content(document)).map(|document| {
                Ok(yaml::read_answers(document, catalog).map_err(|_| changed(path))?.value)
            });
            start.seats = read.collect::<Result<_, Failure>>()?;
            Ok(Box::new(store))
        }
    }
}

fn refused(error: OpenError) -> Failure {
    match error {
        OpenError::World { .. } => Failure::World(error.into()),
        OpenError::Exists(_) | OpenError::InUse { .. } | OpenError::Unsound { .. } => {
            Failure::Refused(error.to_string())
        }
    }
}

fn changed(path: &Path) -> Failure {
    Failure::Refused(format!("{} has just been changed; try again", path.display()))
}

/// What a new document says before anything was answered.
fn head(questionnaire: &Questionnaire, answers: &Answers) -> NewAnswers {
    let ids = |scope: &Vec<DimensionIx>| {
        scope.iter().map(|&dimension| questionnaire[dimension].id.clone()).collect()
    };
    let respondent = answers.respondent.as_ref().map(|respondent| NewRespondent {
        id: respondent.id.clone(),
        role: respondent.role.map(|role| questionnaire[role].id.clone()),
        function: respondent.function.clone(),
    });
    NewAnswers {
        questionnaire: answers.questionnaire.clone(),
        version: answers.version.clone(),
        organisation: answers.organisation.clone(),
        unit: answers.unit.clone(),
        wave: answers.wave.clone(),
        date: answers.date,
        dimensions: answers.dimensions.as_ref().map(ids),
        respondent,
        anonymous: answers.anonymous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected);
    }

    #[test]
    fn a_file_is_named_after_the_organisation() {
        check("Larkfield Home", "larkfield-home");
        check("  Müller & Söhne, GmbH. ", "müller-söhne-gmbh");
        check("../etc", "etc");
        check("...", "");
    }
}
