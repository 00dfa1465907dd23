//! `pgap explain`: what a question asks, and why.

use std::io::{self, Write};

use prevention_gap::model::{Action, Question, Questionnaire};
use prevention_gap::yaml::Catalog;

use super::args::ExplainArgs;
use super::exit::{Ended, Failure};
use super::{assessments, output};

pub(super) fn run(args: &ExplainArgs) -> Result<Ended, Failure> {
    let catalog = assessments::catalog(&args.own)?;
    let (questionnaire, question) = find(&catalog, &args.question)?;
    let width = output::page(None).width.clamp(60, 100);
    output::to_stdout(|out| explain(questionnaire, question, width, out))?;
    Ok(Ended::Done)
}

/// The question in the first questionnaire that has it.
fn find<'a>(catalog: &'a Catalog, id: &str) -> Result<(&'a Questionnaire, &'a Question), Failure> {
    let questionnaires = || catalog.ids().into_iter().filter_map(|id| catalog.get(id));
    for questionnaire in questionnaires() {
        if let Some(question) = questionnaire.find_question(id) {
            return Ok((questionnaire, &questionnaire[question]));
        }
    }
    let known = questionnaires().flat_map(|q| &q.questions).map(|question| question.id.as_str());
    let closest = known
        .map(|known| (strsim::damerau_levenshtein(known, id), known))
        .filter(|&(distance, known)| distance <= known.len() / 3)
        .min();
    let hint = match closest {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => "`pgap show quick-check` prints the questions with their ids".to_owned(),
    };
    Err(Failure::Usage(format!("there is no question `{id}`; {hint}")))
}

fn explain(
    questionnaire: &Questionnaire,
    question: &Question,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let dimension = &questionnaire[question.dimension];
    writeln!(out, "{} ({})", question.title, question.id)?;
    writeln!(
        out,
        "{}, {}, {} {}, rev {}",
        dimension.title, question.lens, questionnaire.id, questionnaire.version, question.rev
    )?;
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
    why(question, width, out)?;
    question.action.as_ref().map_or(Ok(()), |action| explain_action(action, width, out))
}

/// The tags and the concepts behind the question.
fn why(question: &Question, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let tags: Vec<String> =
        question.tags.iter().map(|(tag, value)| format!("{tag}: {value}")).collect();
    let basis = (!question.basis.is_empty()).then(|| {
        format!("It rests on these concepts of the published idea: {}", question.basis.join(", "))
    });
    let lines = basis.iter().chain(&tags).map(String::as_str);
    list(out, width, "Why it is asked", lines)
}

fn explain_action(action: &Action, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let line = |label: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{label}: {value}"))
    };
    let lines: Vec<String> = [
        Some(action.title.clone()),
        line("Who", &action.owner),
        line("First step", &action.first_step),
        line("How we know it worked", &action.metric),
        Some(format!("Effort {} of 5", action.effort)),
    ]
    .into_iter()
    .flatten()
    .collect();
    list(out, width, "What to do", lines.iter().map(String::as_str))
}

/// A heading and a list under it; nothing without items.
fn list<'a>(
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

/// A wrapped paragraph that hangs under its start.
fn paragraph(out: &mut dyn Write, width: usize, start: &str, text: &str) -> io::Result<()> {
    let indent = " ".repeat(start.chars().count());
    let options = textwrap::Options::new(width).initial_indent(start).subsequent_indent(&indent);
    writeln!(out, "{}", textwrap::fill(text, options))
}
