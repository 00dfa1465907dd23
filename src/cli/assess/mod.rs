//! `pgap assess`: asks the questions, saves every answer, shows the report.

mod beginning;
mod drive;
mod ending;
mod interrupt;
mod lock;
mod lying;
mod paste;
mod plain;
mod prompt;
mod resume;
mod rich;
mod saving;
mod screen;
mod setup;
mod standing;
mod start;
mod store;
mod workshop;

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;
use prevention_gap::interview::{Interview, ProofAsking};

use self::drive::Drive;
use self::plain::Plain;
use self::prompt::Prompt;
use self::rich::Rich;
pub(super) use self::setup::scope;
use self::start::Start;
use super::args::AssessArgs;
use super::exit::{Ended, Failure};
use super::{assessments, output};

pub(super) fn run(args: &AssessArgs) -> Result<Ended, Failure> {
    let catalog = Arc::new(assessments::catalog(&args.own)?);
    let mut prompt = prompt(args)?;
    let Some(mut start) = start::start(args, &catalog, prompt.as_mut())? else {
        output::to_stdout(|out| writeln!(out, "\n{}", interrupt::NOT_BEGUN))?;
        return Ok(Ended::Done);
    };
    let mut store = start::store(&mut start, &catalog, args.dry_run)?;
    let Start { questionnaire, seats, carried, messages, .. } = start;
    let interview = Interview::workshop(questionnaire, carried.apply(seats), asking(args))
        .expect("an interview starts with a seat");
    let drive = Drive {
        interview,
        prompt: prompt.as_mut(),
        store: store.as_mut(),
        catalog: Arc::clone(&catalog),
        messages,
        page: 0,
        input_ended: false,
        save_failed: false,
        gave_up: false,
    };
    let end = drive.run(carried.edits, &mut |interview| {
        let offers = ending::show(interview, &catalog)?;
        Ok(interview.offer(offers, today(args)))
    })?;
    output::lines_to_stdout(|out| {
        writeln!(out)?;
        if let Some(early) = &end.ended_early {
            writeln!(out, "{early}")?;
        }
        if let Some(told) = &end.told {
            writeln!(out, "{}", output::sentence(&drive::sentence(told)))?;
        }
        writeln!(out, "{}", output::sentence(&end.standing.farewell(end.closing)))
    })?;
    Ok(end.standing.ended(end.ended))
}

fn asking(args: &AssessArgs) -> ProofAsking {
    if args.no_proof { ProofAsking::Never } else { ProofAsking::WhereNeeded }
}

/// The day of the interview.
fn today(args: &AssessArgs) -> Date {
    args.date.unwrap_or_else(|| Zoned::now().date())
}

/// Plain lines or a terminal.
fn prompt(args: &AssessArgs) -> Result<Box<dyn Prompt>, Failure> {
    let has_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    if !args.plain && !has_terminal {
        return Err(Failure::Usage(
            "an interview needs a terminal; `--plain` takes one answer a line from standard \
             input, and answers can be written by hand: `pgap show quick-check --help` tells how \
             to print the questions, and the README shows the file format"
                .to_owned(),
        ));
    }
    if args.plain || wants_plain() {
        anstream::ColorChoice::Never.write_global();
        interrupt::install(|| {})?;
        let width = output::page(None).width;
        let has_person = io::stdin().is_terminal();
        return Ok(Box::new(Plain::new(io::stdin().lock(), io::stdout(), width, has_person)));
    }
    let rich = Rich::new();
    interrupt::install(rich.restore())?;
    Ok(Box::new(rich))
}

/// A terminal that cannot move its cursor, or a person who asks programs to
/// be accessible.
fn wants_plain() -> bool {
    let is_dumb = env::var("TERM").is_ok_and(|term| term == "dumb");
    is_dumb || env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty())
}
