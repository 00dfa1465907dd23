//! What an interview starts from: a file of answers to go on with, or new
//! answers, for which is asked what was not told.

use std::path::{Path, PathBuf};

use prevention_gap::model::{Answers, DimensionIx, Questionnaire};
use prevention_gap::yaml::{self, Catalog, NewAnswers, NewRespondent};

use super::beginning::Beginning;
use super::prompt::Prompt;
use super::resume::{self, Carried, Earlier};
use super::store::{FileStore, NoStore, OpenError, Store};
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

/// Finds out what to start from; nothing where the people do not want to begin.
pub(super) fn start<'c>(
    args: &AssessArgs,
    catalog: &'c Catalog,
    prompt: &mut dyn Prompt,
) -> Result<Option<Start<'c>>, Failure> {
    let (id, file) = named(args, catalog)?;
    let from = args.from.as_deref().map(|from| Earlier::read(from, catalog)).transpose()?;
    let start = match file {
        Some(file) => Some(old(args, catalog, id, file)?),
        None => Beginning::new(args, catalog, id, from.as_ref(), prompt).begin()?,
    };
    let Some(mut start) = start else { return Ok(None) };
    if let Some(from) = from {
        start.carried = from.carry_over(start.questionnaire, &start.seats)?;
        start.messages.push(from.sentence(&start.carried));
    }
    Ok(Some(start))
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
    go_on(catalog, id, file)
}

/// Goes on with a file as it is.
pub(super) fn go_on<'c>(
    catalog: &'c Catalog,
    id: Option<&str>,
    file: &Path,
) -> Result<Start<'c>, Failure> {
    let (questionnaire, seats) = resume::read(file, catalog, id)?;
    let mut messages = vec![resume::greeting(questionnaire, &seats)];
    messages.extend(workshop::welcome(questionnaire, &seats));
    let (path, carried) = (Target::Old(file.to_owned()), Carried::default());
    Ok(Start { questionnaire, seats, carried, messages, path })
}

/// Where the answers are kept, and what they are: a file that goes on is read
/// again under its lock.
pub(super) fn store(
    start: &mut Start<'_>,
    catalog: &Catalog,
    is_dry: bool,
) -> Result<Box<dyn Store>, Failure> {
    let questionnaire = start.questionnaire;
    match &start.path {
        _ if is_dry => Ok(Box::new(NoStore)),
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
