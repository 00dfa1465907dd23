//! `pgap assess`: asks the questions, saves every answer, shows the report.

mod drive;
mod ending;
mod interrupt;
mod lock;
mod paste;
mod plain;
mod prompt;
mod resume;
mod rich;
mod screen;
mod setup;
mod start;
mod store;
mod workshop;

use std::env;
use std::io::{self, IsTerminal as _};

use prevention_gap::interview::{Closing, Interview, ProofAsking};

use self::drive::{Drive, Outcome, Writes};
use self::plain::Plain;
use self::prompt::Prompt;
use self::rich::Rich;
pub(super) use self::setup::scope;
use self::start::Start;
use super::args::AssessArgs;
use super::exit::{Ended, Failure};
use super::{assessments, output};

pub(super) fn run(args: &AssessArgs) -> Result<Ended, Failure> {
    let catalog = assessments::catalog(&args.own)?;
    let mut prompt = prompt(args)?;
    let mut start = start::start(args, &catalog, prompt.as_mut())?;
    let writes = if args.dry_run { Writes::Never } else { Writes::Yes };
    let mut store = start::store(&mut start, &catalog, writes)?;
    let Start { questionnaire, seats, carried, messages, .. } = start;
    let asking = if args.no_proof { ProofAsking::Never } else { ProofAsking::WhereNeeded };
    interrupt::say(ending::farewell(Closing::Paused, writes, &store.path().display().to_string()));
    let interview = Interview::workshop(questionnaire, carried.apply(seats), asking)
        .expect("an interview starts with a seat");
    let drive = Drive {
        interview,
        prompt: prompt.as_mut(),
        store: store.as_mut(),
        writes,
        messages,
        page: 0,
    };
    let (outcome, writes) =
        drive.run(carried.edits, &mut |interview| ending::show(interview, &catalog))?;
    let Outcome::Closed(closing) = outcome else {
        interrupt::wait_for_the_end();
        return Ok(Ended::Interrupted);
    };
    let file = store.path().display().to_string();
    let farewell = ending::farewell(closing, writes, &file);
    output::lines_to_stdout(|out| writeln!(out, "\n{}", output::sentence(&farewell)))?;
    Ok(if writes == Writes::Failing { Ended::Failed } else { Ended::Done })
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
        return Ok(Box::new(Plain::new(io::stdin().lock(), io::stdout(), width)));
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
