//! The command line: arguments in, files and terminals around, exit codes
//! out. One file per command; the work itself is done by the library.

mod args;
mod assess;
mod assessments;
mod atomic;
mod check;
mod completions;
mod demo;
mod documents;
mod editor_line;
mod exit;
mod explain;
mod figure;
mod files;
mod form;
mod gates;
mod list;
mod man;
mod notes;
mod output;
mod problems;
mod progress;
mod ratchet;
mod report;
mod schema;
mod score;
mod show;
mod stopped;
mod targets;
mod welcome;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use exit::{Ended, Failure};

/// Runs the command that was typed.
pub(crate) fn main() -> ExitCode {
    let ended = match completions::answer_a_shell() {
        Ok(Some(answered)) => Ok(answered),
        Ok(None) => run_what_was_typed(),
        Err(failure) => Err(failure),
    };
    ExitCode::from(ended.unwrap_or_else(|failure| tell(&failure)).code())
}

fn run_what_was_typed() -> Result<Ended, Failure> {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return Ok(refused(&error)),
    };
    args.color.write_global();
    args.telling.telling().write_global();
    run(args.command)
}

/// Shows a help that was asked for, or what is wrong with the arguments. An
/// argument that hides something is shown by its code, without colours.
fn refused(error: &clap::Error) -> Ended {
    let plain = error.render().to_string();
    let shown = output::sentence(&plain);
    if !error.use_stderr() || (shown == plain && !plain.contains("::") && !plain.contains("##")) {
        error.exit();
    }
    // There is nobody left to tell if standard error is closed too.
    let _ = output::lines_to_stderr(|out| write!(out, "{shown}"));
    Ended::WrongArguments
}

fn run(command: Option<Command>) -> Result<Ended, Failure> {
    match command {
        None => welcome::run(),
        Some(Command::Assess(args)) => assess::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Score(args)) => score::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Form(args)) => form::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args),
    }
}

/// Says why a command could not do its work.
fn tell(failure: &Failure) -> Ended {
    let sentence = match failure {
        Failure::Problems | Failure::Interrupted => return failure.ended(),
        Failure::Refused(sentence) | Failure::Usage(sentence) => sentence.clone(),
        Failure::World(error) => format!("{error:#}"),
    };
    let (word, sentence) = (output::error_word(), output::sentence(&sentence));
    // There is nobody left to tell if standard error is closed too.
    let _ = output::lines_to_stderr(|out| writeln!(out, "{word}: {sentence}"));
    failure.ended()
}
