//! `pgap form`: a page, or a file, for respondents without a terminal.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::Path;

use jiff::Zoned;
use prevention_gap::interview::minutes_in_all;
use prevention_gap::model::{Answers, DimensionIx, ProofAsking, Questionnaire, Respondent, RoleIx};
use prevention_gap::report::form::{self, Anonymity, FormOrder};
use prevention_gap::report::html;
use prevention_gap::text::{Part, are_alike, name};
use prevention_gap::yaml::{self, NewAnswers, NewRespondent};

use super::args::{FormArgs, FormFormat};
use super::assess::scope;
use super::exit::{Ended, Failure};
use super::{assessments, editor_line, files, notes, output, show};

/// The role of several people who answer together.
pub(super) const JOINT: &str = "joint";

/// The id in a file to fill in; its comments ask for another.
const PLACEHOLDER: &str = "change-me";

pub(super) fn run(args: &FormArgs) -> Result<Ended, Failure> {
    let format = format(args)?;
    not_over_a_file(args, format)?;
    let catalog = assessments::catalog(&args.own)?;
    let questionnaire = show::find_questionnaire(&catalog, &args.id)?;
    let role = role(questionnaire, args.role.as_deref())?;
    let dimensions = dimensions(questionnaire, args.dimensions.as_deref())?;
    asks_something(questionnaire, role, dimensions.as_deref())?;
    one_spelling(args)?;
    match format {
        FormFormat::Html => {
            let form = form::form(questionnaire, &order(args, questionnaire, role, dimensions));
            output::to_path(args.output.as_deref(), |out| html::render_form(&form, out))?;
        }
        FormFormat::Yaml => {
            let header = header(args, questionnaire, role, dimensions);
            let text = yaml::form_to_fill_in(questionnaire, &header, asking(args));
            let path = args.output.as_deref().filter(|path| !output::is_stdout(path));
            let text = editor_line::answers(&text, path);
            output::to_path(args.output.as_deref(), |out| out.write_all(text.as_bytes()))?;
        }
    }
    Ok(Ended::Done)
}

/// The format that was named, or that of the file's ending.
fn format(args: &FormArgs) -> Result<FormFormat, Failure> {
    let path = args.output.as_deref().filter(|path| !output::is_stdout(path));
    let (format, path) = match (args.format, path) {
        (Some(format), _) => return checked(args, format),
        (None, None) => return checked(args, FormFormat::Html),
        (None, Some(path)) => (ending(path), path),
    };
    let unknown = || {
        let path = path.display();
        Failure::Usage(format!(
            "`--output {path}`: the format follows the ending, and this one is none of .html, \
             .yaml, .yml"
        ))
    };
    checked(args, format.ok_or_else(unknown)?)
}

fn ending(path: &Path) -> Option<FormFormat> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*ending {
        "html" | "htm" => Some(FormFormat::Html),
        "yaml" | "yml" => Some(FormFormat::Yaml),
        _ => None,
    }
}

/// Holds the arguments against the format.
fn checked(args: &FormArgs, format: FormFormat) -> Result<FormFormat, Failure> {
    let is_empty = |text: &Option<String>| text.as_ref().is_some_and(|text| text.trim().is_empty());
    let empty = [
        ("--page-id", is_empty(&args.page_id)),
        ("--organisation", is_empty(&args.organisation)),
        ("--unit", is_empty(&args.unit)),
        ("--wave", is_empty(&args.wave)),
    ];
    if let Some((flag, _)) = empty.iter().find(|(_, is_empty)| *is_empty) {
        return Err(Failure::Usage(format!("`{flag}` is empty; leave it out, or name it")));
    }
    match format {
        // Each would spell it in another way, and that makes two assessments.
        FormFormat::Yaml if args.organisation.is_none() => Err(Failure::Usage(
            "`--format yaml` needs `--organisation`: a file to fill in cannot ask for it"
                .to_owned(),
        )),
        FormFormat::Yaml if args.page_id.is_some() => Err(Failure::Usage(
            "`--page-id` goes with `--format html`; a file to fill in keeps no drafts".to_owned(),
        )),
        FormFormat::Html if args.date.is_some() => Err(Failure::Usage(
            "`--date` goes with `--format yaml`; a page takes the day on which it is saved"
                .to_owned(),
        )),
        _ => Ok(format),
    }
}

/// A slip of the pen must cost nobody their questionnaire, nor their answers.
fn not_over_a_file(args: &FormArgs, format: FormFormat) -> Result<(), Failure> {
    let Some(path) = args.output.as_deref().filter(|path| !output::is_stdout(path)) else {
        return Ok(());
    };
    let own = files::inputs(&args.own.questionnaires)?;
    if own.iter().any(|input| input.is(path)) {
        let path = path.display();
        return Err(Failure::Usage(format!(
            "`--output {path}` would overwrite the questionnaire; name another file"
        )));
    }
    if format == FormFormat::Yaml && path.is_file() {
        let path = path.display();
        return Err(Failure::Usage(format!(
            "{path} exists already and is left as it is, for it may have been filled in; name \
             another file"
        )));
    }
    Ok(())
}

/// Two spellings of an organisation become two assessments: says so to whoever
/// leaves it to the respondents, or spells it another way than the answers in
/// this folder.
fn one_spelling(args: &FormArgs) -> Result<(), Failure> {
    let spellings = files::organisations_here();
    let there = match spellings.as_slice() {
        [] => String::new(),
        names => format!("; answers in this folder say {}", quoted(names)),
    };
    let Some(own) = trimmed(args.organisation.as_ref()) else {
        let why = "each respondent spells the organisation, and two spellings become two \
                   assessments; name it with `--organisation`";
        return Ok(notes::note(&format!("note: {why}{there}"))?);
    };
    let is_another = |name: &String| *name != own && are_alike(Part::Body, name, &own);
    if !spellings.iter().any(is_another) {
        return Ok(());
    }
    let why = format!("`{own}` and another spelling of it become two assessments");
    Ok(notes::note(&format!("note: {why}{there}"))?)
}

/// "`Acme`, `Acme Ltd`".
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Who is asked; a questionnaire without roles asks everybody everything.
fn role(questionnaire: &Questionnaire, told: Option<&str>) -> Result<Option<RoleIx>, Failure> {
    let mut known: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
    known.push(JOINT);
    let (id, known) = (&questionnaire.id, known.join(", "));
    match told {
        None if questionnaire.roles.is_empty() => Ok(None),
        None => Err(Failure::Usage(format!("say with `--role` who answers; {id} has {known}"))),
        Some(JOINT) => Ok(None),
        Some(told) => {
            let unknown =
                || Failure::Usage(format!("`--role {told}`: the roles of {id} are {known}"));
            questionnaire.find_role(told).map(Some).ok_or_else(unknown)
        }
    }
}

/// The dimensions that are asked; none means all.
fn dimensions(
    questionnaire: &Questionnaire,
    told: Option<&str>,
) -> Result<Option<Vec<DimensionIx>>, Failure> {
    let core: Vec<DimensionIx> =
        questionnaire.dimension_positions().filter(|&ix| questionnaire[ix].core).collect();
    match told {
        None | Some("all") => Ok(None),
        Some("core") if !core.is_empty() => Ok(Some(core)),
        Some(list) => scope(questionnaire, list).map(Some),
    }
}

fn asks_something(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    dimensions: Option<&[DimensionIx]>,
) -> Result<(), Failure> {
    let in_scope = |ix: DimensionIx| dimensions.is_none_or(|dimensions| dimensions.contains(&ix));
    let mut questions = questionnaire.questions.iter();
    if questions.any(|question| question.asks(role) && in_scope(question.dimension)) {
        return Ok(());
    }
    Err(Failure::Usage("this role is asked nothing in these dimensions".to_owned()))
}

fn asking(args: &FormArgs) -> ProofAsking {
    if args.proof { ProofAsking::WhereNeeded } else { ProofAsking::Never }
}

fn order(
    args: &FormArgs,
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    dimensions: Option<Vec<DimensionIx>>,
) -> FormOrder {
    let anonymity = if args.named { Anonymity::Named } else { Anonymity::Anonymous };
    let proof = asking(args);
    // The minutes of somebody who has answered nothing yet; the day is no
    // matter.
    let mut nobody = Answers::blank(questionnaire, String::new(), jiff::civil::Date::ZERO);
    nobody.respondent = Some(Respondent { id: String::new(), role, function: None });
    nobody.dimensions.clone_from(&dimensions);
    FormOrder {
        organisation: trimmed(args.organisation.as_ref()),
        unit: trimmed(args.unit.as_ref()),
        wave: trimmed(args.wave.as_ref()),
        role,
        dimensions,
        anonymity,
        proof,
        page_id: args.page_id.clone().unwrap_or_else(by_chance),
        minutes: minutes_in_all(questionnaire, std::slice::from_ref(&nobody), proof),
    }
}

/// A name that no other page has: the standard library seeds its hash maps
/// with chance from the system.
fn by_chance() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

fn header(
    args: &FormArgs,
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    dimensions: Option<Vec<DimensionIx>>,
) -> NewAnswers {
    let ids = |scope: Vec<DimensionIx>| {
        scope.into_iter().map(|dimension| questionnaire[dimension].id.clone()).collect()
    };
    let respondent = NewRespondent {
        id: PLACEHOLDER.to_owned(),
        role: role.map(|role| questionnaire[role].id.clone()),
        function: None,
    };
    NewAnswers {
        questionnaire: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        organisation: trimmed(args.organisation.as_ref()).unwrap_or_default(),
        unit: trimmed(args.unit.as_ref()),
        wave: trimmed(args.wave.as_ref()),
        date: args.date.unwrap_or_else(|| Zoned::now().date()),
        dimensions: dimensions.map(ids),
        respondent: Some(respondent),
        anonymous: Some(!args.named),
    }
}

fn trimmed(text: Option<&String>) -> Option<String> {
    text.map(|text| name(text))
}
