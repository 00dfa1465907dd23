//! The question sheet: a questionnaire as a document to send ahead, so that
//! the right people come, and know what to bring.

use std::io::{self, Write};

use crate::model::{
    Dimension, DimensionIx, Field, FieldKind, Level, Question, Questionnaire, RoleIx,
};

use super::markdown::text;
use super::words;

/// Writes a questionnaire as Markdown. With a role, only what that role is
/// asked, in its wording.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    out: &mut dyn Write,
) -> io::Result<()> {
    head(questionnaire, role, out)?;
    levels(questionnaire, out)?;
    profile(questionnaire, role, out)?;
    for dimension in questionnaire.dimension_positions() {
        dimension_sheet(questionnaire, dimension, role, out)?;
    }
    Ok(())
}

fn head(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "# {}", text(&questionnaire.title))?;
    if let Some(role) = role {
        write!(out, ": {}", text(&questionnaire[role].title))?;
    }
    writeln!(out, "\n")?;
    if let Some(about) = &questionnaire.about {
        writeln!(out, "{}\n", text(about))?;
    }
    if let Some(caution) = &questionnaire.caution {
        writeln!(out, "> {}\n", text(caution))?;
    }
    let asked = questionnaire.questions.iter().filter(|question| question.asks(role)).count();
    writeln!(out, "- {}{}", words::count(asked, "question"), minutes(questionnaire, asked))?;
    if role.is_none() {
        writeln!(out, "- In the room: {}", in_the_room(questionnaire))?;
    }
    writeln!(out, "- Bring what would prove an answer: it counts for how sure the result is")?;
    writeln!(out, "- \"Does not apply\" and \"not known\" are answers, and cost nothing\n")
}

/// ", about 38 minutes", in proportion to the questions that are asked.
fn minutes(questionnaire: &Questionnaire, asked: usize) -> String {
    let Some(minutes) = questionnaire.minutes else { return String::new() };
    let all = questionnaire.questions.len();
    let share = (minutes as usize * asked).div_ceil(all);
    format!(", about {}", words::count(share, "minute"))
}

/// "Leaders (46 questions) and Frontline (34 questions)".
fn in_the_room(questionnaire: &Questionnaire) -> String {
    let role = |ix: RoleIx| {
        let asked = questionnaire.questions.iter().filter(|q| q.asks(Some(ix))).count();
        format!("{} ({})", text(&questionnaire[ix].title), words::count(asked, "question"))
    };
    let roles: Vec<String> = (0..questionnaire.roles.len()).map(RoleIx).map(role).collect();
    if roles.is_empty() { "whoever knows the work".to_owned() } else { words::list(&roles) }
}

fn levels(questionnaire: &Questionnaire, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## The five levels\n")?;
    for (level, band) in Level::ALL.iter().zip(&questionnaire.levels) {
        writeln!(out, "{level}. **{}**: {}", text(&band.name), text(&band.means))?;
    }
    writeln!(out)
}

fn profile(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_asked =
        |field: &&Field| role.is_none_or(|role| field.who.is_empty() || field.who.contains(&role));
    let fields: Vec<&Field> = questionnaire.profile.iter().filter(is_asked).collect();
    if fields.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Facts to look up\n")?;
    for field in fields {
        writeln!(out, "- {}{}", text(&field.ask), kind_words(&field.kind))?;
    }
    writeln!(out)
}

/// What kind of answer a field takes: " (contacts)", " (speed, clarity)".
fn kind_words(kind: &FieldKind) -> String {
    let choices = |choices: &[crate::model::Choice]| {
        let titles: Vec<String> = choices.iter().map(|choice| text(&choice.title)).collect();
        titles.join(", ")
    };
    match kind {
        FieldKind::Number { unit: Some(unit) } => format!(" ({})", text(unit)),
        FieldKind::Number { unit: None } | FieldKind::Text => String::new(),
        FieldKind::Money => " (such as 6.80 EUR)".to_owned(),
        FieldKind::Choice(of) => format!(" (one of: {})", choices(of)),
        FieldKind::Choices(of) => format!(" (any of: {})", choices(of)),
        FieldKind::Table(columns) => {
            let titles: Vec<String> = columns.iter().map(|column| text(&column.title)).collect();
            format!(" (a table: {})", titles.join(", "))
        }
    }
}

fn dimension_sheet(
    questionnaire: &Questionnaire,
    ix: DimensionIx,
    role: Option<RoleIx>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let in_dimension = |question: &&Question| question.dimension == ix && question.asks(role);
    let questions: Vec<&Question> = questionnaire.questions.iter().filter(in_dimension).collect();
    if questions.is_empty() {
        return Ok(());
    }
    let dimension: &Dimension = &questionnaire[ix];
    writeln!(out, "## {}\n", text(&dimension.title))?;
    if let Some(about) = &dimension.about {
        writeln!(out, "{}.\n", text(about))?;
    }
    if dimension.when.is_some() {
        writeln!(out, "*Asked only where the facts above call for it.*\n")?;
    }
    for question in questions {
        question_sheet(questionnaire, question, role, out)?;
    }
    Ok(())
}

fn question_sheet(
    questionnaire: &Questionnaire,
    question: &Question,
    role: Option<RoleIx>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wording = question.ask_as.iter().find(|(of, _)| Some(*of) == role);
    let ask = wording.map_or(&question.ask, |(_, ask)| ask);
    writeln!(out, "### {} ({})\n", text(&question.title), question.id)?;
    writeln!(out, "**{}**\n", text(ask))?;
    for (level, anchor) in Level::ALL.iter().zip(&question.anchors) {
        writeln!(out, "{level}. {}", text(anchor))?;
    }
    writeln!(out)?;
    if !question.ask_for.is_empty() {
        let hints: Vec<String> = question.ask_for.iter().map(|hint| text(hint)).collect();
        writeln!(out, "*What would prove it:* {}\n", hints.join("; "))?;
    }
    let who: Vec<String> =
        question.who.iter().map(|&role| text(&questionnaire[role].title)).collect();
    if role.is_none() && !who.is_empty() {
        writeln!(out, "*Asked of:* {}\n", words::list(&who))?;
    }
    Ok(())
}
