//! `pgap explain`: what a question asks and why, or what rests on a concept.
//! How a number came about is explained in `figure`.

use std::io::{self, Write};

use prevention_gap::model::{Action, Concept, FirstStep, Question, Questionnaire};
use prevention_gap::report::Figure;
use prevention_gap::text;
use prevention_gap::yaml::{self, Catalog};

use super::args::ExplainArgs;
use super::exit::{Ended, Failure};
use super::{assessments, figure, output};

pub(super) fn run(args: &ExplainArgs) -> Result<Ended, Failure> {
    let catalog = assessments::catalog(&args.own)?;
    let width = output::page(None).width.clamp(60, 100);
    if args.demo || !args.answers.is_empty() {
        return figure::run(args, &catalog, width);
    }
    let concepts = yaml::concepts();
    if let Some(concept) = concepts.iter().find(|concept| concept.id == args.what) {
        output::lines_to_stdout(|out| explain_concept(concept, &catalog, width, out))?;
        return Ok(Ended::Done);
    }
    let (questionnaire, question) = find(&catalog, &args.what)?;
    output::lines_to_stdout(|out| explain(questionnaire, question, &concepts, width, out))?;
    Ok(Ended::Done)
}

/// What a concept says, and which questions and patterns rest on it.
fn explain_concept(
    concept: &Concept,
    catalog: &Catalog,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "Concept {}, from the article \"{}\"", concept.id, concept.article)?;
    writeln!(out)?;
    paragraph(out, width, "", &concept.says)?;
    let mut resting = Vec::new();
    for questionnaire in catalog.ids().into_iter().filter_map(|id| catalog.get(id)) {
        for based in questionnaire.based().filter(|based| based.basis.contains(&concept.id)) {
            let line = format!("{} {}: {}", based.what, based.id, based.title);
            if !resting.contains(&line) {
                resting.push(line);
            }
        }
    }
    list(out, width, "What rests on it", resting.iter().map(String::as_str))?;
    let absent = concept.absent.iter().map(String::as_str);
    list(out, width, "Why no question rests on it", absent)?;
    list(out, width, "What else embodies it", concept.also.iter().map(String::as_str))?;
    list(out, width, "What of it is not covered", concept.part.iter().map(String::as_str))
}

/// The question in the first questionnaire that has it.
fn find<'a>(catalog: &'a Catalog, id: &str) -> Result<(&'a Questionnaire, &'a Question), Failure> {
    let questionnaires = || catalog.ids().into_iter().filter_map(|id| catalog.get(id));
    for questionnaire in questionnaires() {
        if let Some(question) = questionnaire.find_question(id) {
            return Ok((questionnaire, &questionnaire[question]));
        }
    }
    let is_figure = |questionnaire| Figure::from_name(questionnaire, id).is_some();
    if questionnaires().any(is_figure) {
        return Err(Failure::Usage(format!(
            "to explain the number `{id}`, name the answers too: `pgap explain {id} answers.yaml`, or \
             `--demo`"
        )));
    }
    let known = questionnaires().flat_map(|q| &q.questions).map(|question| question.id.as_str());
    let hint = match closest(known, id) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "`pgap show quick-check` prints the questions with their ids".to_owned(),
    };
    Err(Failure::Usage(format!("there is no question or concept `{id}`; {hint}")))
}

/// The name that comes closest to what was typed, if one is close.
pub(super) fn closest<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    names
        .map(|name| (strsim::damerau_levenshtein(name, typed), name))
        .filter(|&(distance, name)| distance <= name.len() / 3)
        .min()
        .map(|(_, name)| name)
}

fn explain(
    questionnaire: &Questionnaire,
    question: &Question,
    concepts: &[Concept],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let dimension = &questionnaire[question.dimension];
    let Questionnaire { id, version, .. } = questionnaire;
    let (lens, rev) = (question.lens, question.rev);
    writeln!(out, "{} ({})", text::line(&question.title), question.id)?;
    let whence = format!("{}, {lens}, {id} {version}, rev {rev}", dimension.title);
    writeln!(out, "{}", text::line(&whence))?;
    writeln!(out)?;
    paragraph(out, width, "", &question.ask)?;
    for (role, ask) in &question.ask_as {
        paragraph(out, width, &format!("{}: ", questionnaire[*role].title), ask)?;
    }
    writeln!(out)?;
    for (level, anchor) in questionnaire.levels.iter().zip(&question.anchors).enumerate() {
        let (band, anchor) = anchor;
        paragraph(out, width, &format!(" {}  {:<9} ", level + 1, band.name), anchor)?;
    }
    list(out, width, "What would prove it", question.ask_for.iter().map(String::as_str))?;
    let feels = question.feels.iter().map(String::as_str);
    list(out, width, "What the customer feels when it is missing", feels)?;
    let needs: Vec<String> = question
        .needs
        .iter()
        .map(|need| {
            let other = &questionnaire[need.question];
            format!(
                "Level {} needs {} ({}) at level {}",
                need.to_reach, other.title, other.id, need.at_least
            )
        })
        .collect();
    list(out, width, "What it rests on", needs.iter().map(String::as_str))?;
    why(question, concepts, width, out)?;
    question.action.as_ref().map_or(Ok(()), |action| explain_action(action, width, out))
}

/// The concepts behind the question, and its tags.
fn why(
    question: &Question,
    concepts: &[Concept],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let concept = |id: &String| match concepts.iter().find(|concept| concept.id == *id) {
        Some(concept) => format!("{id}: {}", concept.says),
        None => id.clone(),
    };
    let tag = |(tag, value): &(String, String)| format!("{tag}: {value}");
    let lines: Vec<String> =
        question.basis.iter().map(concept).chain(question.tags.iter().map(tag)).collect();
    list(out, width, "Why it is asked", lines.iter().map(String::as_str))
}

fn explain_action(action: &Action, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let line = |label: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{label}: {value}"))
    };
    let steps = match &action.first_step {
        Some(FirstStep::Always(step)) => vec![format!("First step: {step}")],
        Some(FirstStep::ByLevel { from_1, from_3 }) => vec![
            format!("First step, from level 1 or 2: {from_1}"),
            format!("Next step, from level 3 or 4: {from_3}"),
        ],
        None => Vec::new(),
    };
    let before = [Some(action.title.clone()), line("Who", &action.owner)];
    let after = [
        line("How we know it worked", &action.metric),
        Some(format!("Effort {} of 5", action.effort)),
    ];
    let lines: Vec<String> =
        before.into_iter().flatten().chain(steps).chain(after.into_iter().flatten()).collect();
    list(out, width, "What to do", lines.iter().map(String::as_str))
}

/// A heading and a list under it; nothing without items.
pub(super) fn list<'a>(
    out: &mut dyn Write,
    width: usize,
    heading: &str,
    items: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return Ok(());
    }
    writeln!(out)?;
    writeln!(out, "{heading}")?;
    items.try_for_each(|item| paragraph(out, width, "  - ", item))
}

/// A wrapped paragraph that hangs under its start. Definitions of one's own
/// may hold anything: what is hidden in them is shown by its code.
pub(super) fn paragraph(
    out: &mut dyn Write,
    width: usize,
    start: &str,
    typed: &str,
) -> io::Result<()> {
    let start = text::visible(start);
    let indent = " ".repeat(start.chars().count());
    let options = textwrap::Options::new(width).initial_indent(&start).subsequent_indent(&indent);
    writeln!(out, "{}", textwrap::fill(&text::line(typed), options))
}
