//! `pgap completions`: scripts by which shells complete `pgap`, and the ids
//! that they complete.
//!
//! A script asks `pgap` itself, with the variable `PGAP_COMPLETE` set, so that it
//! knows the questionnaires on board without listing them. A file of the
//! user's own is not read while somebody types.

use std::collections::HashSet;
use std::env;
use std::ffi::OsStr;

use clap::{Command, CommandFactory as _};
use clap_complete::CompleteEnv;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};
use clap_complete::env::Shells;
use prevention_gap::model::{Dimension, Lens, Questionnaire};
use prevention_gap::report::Figure;
use prevention_gap::yaml::{self, Catalog};

use super::args::{Args, CompletionsArgs, Shell};
use super::exit::{Ended, Failure};
use super::{form, output};

/// What asks for completions instead of a run.
const VARIABLE: &str = "PGAP_COMPLETE";
/// The name of the program on the path.
const PROGRAM: &str = "pgap";
/// So much of an explanation is shown beside an id.
const HELP_CHARACTERS: usize = 60;

/// Prints the script of a shell.
pub(super) fn run(args: &CompletionsArgs) -> Result<Ended, Failure> {
    let shells = Shells::builtins();
    let shell = shells.completer(args.shell.name()).expect("every shell that can be named is in");
    output::to_stdout(|out| shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, out))?;
    Ok(Ended::Done)
}

/// Completes a line for a shell, if that is what the run is for: without the
/// variable this does nothing.
///
/// # Errors
///
/// The variable names no shell, or standard output cannot be written.
pub(super) fn answer_a_shell() -> Result<Option<Ended>, Failure> {
    let folder = env::current_dir().ok();
    let answered = CompleteEnv::with_factory(Args::command)
        .var(VARIABLE)
        .completer(PROGRAM)
        .try_complete(env::args_os(), folder.as_deref())
        .map_err(|error| {
            let sentence = error.to_string();
            let sentence = sentence.trim().trim_start_matches("error: ");
            Failure::Usage(format!("the variable {VARIABLE}: {sentence}"))
        })?;
    Ok(answered.then_some(Ended::Done))
}

impl Shell {
    /// The name by which the scripts are found.
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
        }
    }
}

/// The ids of the questionnaires on board.
pub(super) fn questionnaires() -> Vec<CompletionCandidate> {
    of_each(|questionnaire| vec![(questionnaire.id.to_string(), questionnaire.title.clone())])
}

/// The ids of the questionnaires on board, and files.
pub(super) fn questionnaires_and_files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed_bytes = typed.as_encoded_bytes();
    let starts_so =
        |id: &CompletionCandidate| id.get_value().as_encoded_bytes().starts_with(typed_bytes);
    let ids = questionnaires().into_iter().filter(starts_so);
    ids.chain(PathCompleter::any().complete(typed)).collect()
}

/// What can be explained: questions, the numbers of a report, and concepts.
pub(super) fn explained() -> Vec<CompletionCandidate> {
    let mut found = of_each(questions);
    found.extend(of_each(Figure::names));
    found.extend(yaml::concepts().into_iter().map(|one| candidate(one.id, &one.says)));
    found
}

/// What `--max-drop` can limit, each with a limit to start from.
pub(super) fn drops() -> Vec<CompletionCandidate> {
    let lenses = Lens::ALL.map(|lens| {
        let help = "the overall score and every dimension";
        (format!("{lens}=5"), help.to_owned())
    });
    let overall = Lens::ALL.map(|lens| (format!("overall.{lens}=5"), "overall".to_owned()));
    let people = ("respondents=0".to_owned(), "how many people answered".to_owned());
    let of_dimensions = of_each(|questionnaire| {
        let dimensions = questionnaire.dimensions.iter();
        let drop = |one: &Dimension| {
            let limit = |lens: Lens| (format!("{}.{lens}=5", one.id), one.title.clone());
            Lens::ALL.map(limit)
        };
        dimensions.flat_map(drop).collect()
    });
    let own = lenses.into_iter().chain(overall).chain([people]);
    own.map(|(limit, help)| candidate(limit, &help)).chain(of_dimensions).collect()
}

/// The roles of the questionnaires on board.
pub(super) fn roles() -> Vec<CompletionCandidate> {
    of_each(|questionnaire| {
        let roles = questionnaire.roles.iter();
        roles.map(|role| (role.id.to_string(), role.title.clone())).collect()
    })
}

/// Those roles, and several people together.
pub(super) fn roles_and_joint() -> Vec<CompletionCandidate> {
    let joint = candidate(form::JOINT.to_owned(), "several people together");
    roles().into_iter().chain([joint]).collect()
}

/// The dimensions of the questionnaires on board, and the short ways to name
/// several.
pub(super) fn dimensions() -> Vec<CompletionCandidate> {
    let core = candidate("core".to_owned(), "the short way");
    let all = candidate("all".to_owned(), "every dimension");
    let dimensions = of_each(|questionnaire| {
        let dimensions = questionnaire.dimensions.iter();
        dimensions.map(|one| (one.id.to_string(), one.title.clone())).collect()
    });
    [core, all].into_iter().chain(dimensions).collect()
}

/// The commands that a man page describes.
pub(super) fn commands() -> Vec<CompletionCandidate> {
    let command = Args::command();
    let about = |one: &Command| one.get_about().map_or(String::new(), ToString::to_string);
    let commands = command.get_subcommands();
    commands.map(|one| candidate(one.get_name().to_owned(), &about(one))).collect()
}

/// An id, and what it stands for.
type Named = (String, String);

fn questions(questionnaire: &Questionnaire) -> Vec<Named> {
    let questions = questionnaire.questions.iter();
    questions.map(|question| (question.id.to_string(), question.title.clone())).collect()
}

/// What the questionnaires on board name, each once.
fn of_each(named: impl Fn(&Questionnaire) -> Vec<Named>) -> Vec<CompletionCandidate> {
    let catalog = Catalog::on_board();
    let questionnaires = catalog.ids().into_iter().filter_map(|id| catalog.get(id));
    let mut seen = HashSet::new();
    let is_new = |(id, _): &Named| seen.insert(id.clone());
    let named = questionnaires.flat_map(named).filter(is_new);
    named.map(|(id, help)| candidate(id, &help)).collect()
}

fn candidate(id: String, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(id).help(Some(shortened(help).into()))
}

/// As much of a text as stands well beside an id.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(HELP_CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", text[..end].trim_end()),
    }
}
