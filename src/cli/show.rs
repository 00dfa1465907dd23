//! `pgap show`: print a questionnaire on board, or copy it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use prevention_gap::model::Id;
use prevention_gap::yaml::{self, Catalog};

use super::args::ShowArgs;
use super::exit::{Ended, Failure};
use super::output;

pub(super) fn run(args: &ShowArgs) -> Result<Ended, Failure> {
    let text = Catalog::shipped_text(&args.id).ok_or_else(|| unknown(&args.id))?;
    match &args.copy_as {
        None => write(args.output.as_deref(), text)?,
        Some(id) => copy(args, text, id)?,
    }
    Ok(Ended::Done)
}

fn unknown(id: &str) -> Failure {
    let on_board = Catalog::on_board();
    Failure::Usage(format!(
        "there is no questionnaire `{id}` on board; there are {}",
        on_board.ids().join(", ")
    ))
}

/// Writes a copy under a new id, to a file of that name if no other is named.
fn copy(args: &ShowArgs, text: &str, id: &str) -> Result<(), Failure> {
    let new_id = Id::new(id).ok_or_else(|| {
        Failure::Usage(format!(
            "`--as {id}`: an id is lower-case letters, digits and single hyphens, such as \
             `our-check`"
        ))
    })?;
    let copy = yaml::copy_as(text, &new_id).expect("a questionnaire on board has an id");
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}.yaml")));
    if path.as_os_str() != "-" && path.exists() {
        return Err(Failure::Refused(format!(
            "{} exists already and is left as it is; name another with `--output`",
            path.display()
        )));
    }
    write(Some(&path), &copy)?;
    if path.as_os_str() != "-" {
        let path = path.display();
        writeln!(anstream::stderr(), "Wrote {path}. Edit it, then try: pgap check {path}")?;
    }
    Ok(())
}

fn write(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) if path.as_os_str() != "-" => {
            output::to_file(path, |out| out.write_all(text.as_bytes()))?;
        }
        _ => output::to_stdout(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(())
}
