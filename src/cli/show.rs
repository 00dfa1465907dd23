//! `pgap show`: print a questionnaire, send its questions ahead, or copy it.

use std::io::{self, Write};
use std::path::PathBuf;

use prevention_gap::model::{Id, Questionnaire, RoleIx};
use prevention_gap::report::html;
use prevention_gap::report::sheet::{self, Sheet};
use prevention_gap::yaml::{self, Catalog};

use super::args::{ShowArgs, ShowFormat};
use super::exit::{Ended, Failure};
use super::{assessments, editor_line, notes, output};

pub(super) fn run(args: &ShowArgs) -> Result<Ended, Failure> {
    if let (ShowFormat::Yaml, Some(_)) = (args.format, &args.role) {
        return Err(Failure::Usage("`--role` goes with `--format markdown` or `html`".to_owned()));
    }
    match (args.format, &args.copy_as) {
        (_, Some(id)) => copy(args, id)?,
        (ShowFormat::Yaml, None) => {
            let text = on_board(&args.id)?;
            let path = args.output.as_deref().filter(|path| !output::is_stdout(path));
            let text = path.map_or(text.to_owned(), |path| editor_line::questionnaire(text, path));
            output::to_path(path, |out| out.write_all(text.as_bytes()))?;
        }
        (ShowFormat::Markdown, None) => question_sheet(args, sheet::render)?,
        (ShowFormat::Html, None) => question_sheet(args, html::render_sheet)?,
    }
    Ok(Ended::Done)
}

fn on_board(id: &str) -> Result<&'static str, Failure> {
    Catalog::shipped_text(id).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no questionnaire `{id}` on board; there are {}",
            Catalog::on_board().ids().join(", ")
        ))
    })
}

/// How a question sheet is laid out.
type Render = fn(&Sheet, &mut dyn Write) -> io::Result<()>;

fn question_sheet(args: &ShowArgs, render: Render) -> Result<(), Failure> {
    let catalog = assessments::catalog(&args.own)?;
    let questionnaire = find_questionnaire(&catalog, &args.id)?;
    let role = args.role.as_deref().map(|role| find_role(questionnaire, role)).transpose()?;
    let sheet = sheet::sheet(questionnaire, role);
    output::to_path(args.output.as_deref(), |out| render(&sheet, out))?;
    Ok(())
}

/// The questionnaire with this id, on board or the user's own.
pub(super) fn find_questionnaire<'c>(
    catalog: &'c Catalog,
    id: &str,
) -> Result<&'c Questionnaire, Failure> {
    catalog.get(id).ok_or_else(|| {
        let ids = catalog.ids().join(", ");
        Failure::Usage(format!("there is no questionnaire `{id}`; there are {ids}"))
    })
}

fn find_role(questionnaire: &Questionnaire, id: &str) -> Result<RoleIx, Failure> {
    questionnaire.find_role(id).ok_or_else(|| {
        let known: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
        Failure::Usage(format!("there is no role `{id}`; there are {}", known.join(", ")))
    })
}

/// Writes a copy under a new id, to a file of that name if no other is named.
fn copy(args: &ShowArgs, id: &str) -> Result<(), Failure> {
    let new_id = Id::new(id).ok_or_else(|| {
        Failure::Usage(format!(
            "`--as {id}`: an id is lower-case letters, digits and single hyphens, such as \
             `our-check`"
        ))
    })?;
    let copy =
        yaml::copy_as(on_board(&args.id)?, &new_id).expect("a questionnaire on board has an id");
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}.yaml")));
    let copy = editor_line::questionnaire(&copy, &path);
    if output::is_stdout(&path) {
        return output::to_path(None, |out| out.write_all(copy.as_bytes())).map_err(Failure::from);
    }
    if path.exists() {
        return Err(Failure::Usage(format!(
            "{} exists already and is left as it is; name another with `--output`",
            path.display()
        )));
    }
    output::to_path(Some(&path), |out| out.write_all(copy.as_bytes()))?;
    let path = path.display();
    notes::note(&format!("Wrote {path}. Edit it, then try: pgap check {path}"))?;
    Ok(())
}
