//! The question sheet: a questionnaire as a document to send ahead, so that
//! the right people come, and know what to bring. Its content is made here
//! once; a page lays it out in `html`, Markdown below.

use std::io::{self, Write};

use crate::model::{
    Choice, Dimension, DimensionIx, FieldKind, Level, Question, Questionnaire, RoleIx,
};

use super::markdown::text;
use super::words;
use crate::text::harmless_lines;

/// What a question sheet says, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The title, with the role if it is for one.
    pub(super) title: String,
    pub(super) about: Option<String>,
    pub(super) caution: Option<String>,
    /// How long it takes, who comes, what to bring.
    pub(super) hints: Vec<String>,
    /// The name and the meaning of each level, lowest first.
    pub(super) levels: Vec<(String, String)>,
    /// Facts to look up, each with the kind of answer in brackets.
    pub(super) fields: Vec<String>,
    pub(super) dimensions: Vec<DimensionSheet>,
}

/// The questions of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DimensionSheet {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: Option<String>,
    /// Whether it is asked only where the profile calls for it.
    pub(super) is_conditional: bool,
    pub(super) questions: Vec<QuestionSheet>,
}

/// A question with its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuestionSheet {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) ask: String,
    pub(super) anchors: [String; 5],
    pub(super) bring: Vec<String>,
    /// Whether it is asked only where the facts call for it.
    pub(super) is_conditional: bool,
    /// The roles that are asked; none on a role's own sheet.
    pub(super) who: Vec<String>,
}

/// Makes the sheet of a questionnaire. With a role, only what that role is
/// asked, in its wording.
pub fn sheet(questionnaire: &Questionnaire, role: Option<RoleIx>) -> Sheet {
    let of_role = role.map(|role| format!(": {}", questionnaire[role].title));
    let dimensions = questionnaire.dimension_positions();
    Sheet {
        title: format!("{}{}", questionnaire.title, of_role.unwrap_or_default()),
        about: questionnaire.about_for(role).map(str::to_owned),
        caution: questionnaire.caution.clone(),
        hints: hints(questionnaire, role),
        levels: questionnaire
            .levels
            .iter()
            .map(|band| (band.name.clone(), band.means.clone()))
            .collect(),
        fields: fields(questionnaire, role),
        dimensions: dimensions.filter_map(|ix| dimension_sheet(questionnaire, ix, role)).collect(),
    }
}

fn hints(questionnaire: &Questionnaire, role: Option<RoleIx>) -> Vec<String> {
    let asked = questionnaire.questions.iter().filter(|question| question.asks(role)).count();
    let time = format!("{}{}", words::count(asked, "question"), minutes(questionnaire, asked));
    let who = role.is_none().then(|| format!("In the room: {}", in_the_room(questionnaire)));
    let mut hints = vec![time];
    hints.extend(who);
    let bring = "Bring what would prove an answer: it counts for how sure the result is";
    hints.push(bring.to_owned());
    let open = "\"Does not apply\" and \"not known\" are answers, and cost nothing";
    hints.push(open.to_owned());
    hints
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
        format!("{} ({})", questionnaire[ix].title, words::count(asked, "question"))
    };
    let roles: Vec<String> = (0..questionnaire.roles.len()).map(RoleIx).map(role).collect();
    if roles.is_empty() { "whoever knows the work".to_owned() } else { words::list(&roles) }
}

fn fields(questionnaire: &Questionnaire, role: Option<RoleIx>) -> Vec<String> {
    let fields = questionnaire.profile.iter().filter(|field| field.asks(role));
    fields.map(|field| format!("{}{}", field.ask, kind_words(&field.kind))).collect()
}

/// What kind of answer a field takes: " (contacts)", " (speed, clarity)".
fn kind_words(kind: &FieldKind) -> String {
    let choices = |choices: &[Choice]| {
        let titles: Vec<&str> = choices.iter().map(|choice| choice.title.as_str()).collect();
        titles.join(", ")
    };
    match kind {
        FieldKind::Number { unit: Some(unit) } => format!(" ({unit})"),
        FieldKind::Number { unit: None } | FieldKind::Text => String::new(),
        FieldKind::Money => " (such as 6.80 EUR)".to_owned(),
        FieldKind::Choice(of) => format!(" (one of: {})", choices(of)),
        FieldKind::Choices(of) => format!(" (any of: {})", choices(of)),
        FieldKind::Table(columns) => {
            let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
            format!(" (a table: {})", titles.join(", "))
        }
    }
}

fn dimension_sheet(
    questionnaire: &Questionnaire,
    ix: DimensionIx,
    role: Option<RoleIx>,
) -> Option<DimensionSheet> {
    let in_dimension = |question: &&Question| question.dimension == ix && question.asks(role);
    let questions = questionnaire.questions.iter().filter(in_dimension);
    let questions: Vec<QuestionSheet> =
        questions.map(|question| question_sheet(questionnaire, question, role)).collect();
    let dimension: &Dimension = &questionnaire[ix];
    (!questions.is_empty()).then(|| DimensionSheet {
        id: dimension.id.to_string(),
        title: dimension.title.clone(),
        about: dimension.about.clone(),
        is_conditional: dimension.when.is_some(),
        questions,
    })
}

fn question_sheet(
    questionnaire: &Questionnaire,
    question: &Question,
    role: Option<RoleIx>,
) -> QuestionSheet {
    let who = question.who.iter().filter(|_| role.is_none());
    QuestionSheet {
        id: question.id.to_string(),
        title: question.title.clone(),
        ask: question.wording(role).to_owned(),
        anchors: question.anchors.clone(),
        bring: question.ask_for.clone(),
        is_conditional: question.when.is_some(),
        who: who.map(|&role| questionnaire[role].title.clone()).collect(),
    }
}

/// Writes a sheet as Markdown.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    harmless_lines(out, |out| write(sheet, out))
}

fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    head(sheet, out)?;
    writeln!(out, "## The five levels\n")?;
    for (level, (name, means)) in Level::ALL.iter().zip(&sheet.levels) {
        writeln!(out, "{level}. **{}**: {}", text(name), text(means))?;
    }
    writeln!(out)?;
    if !sheet.fields.is_empty() {
        writeln!(out, "## Facts to look up\n")?;
        for field in &sheet.fields {
            writeln!(out, "- {}", text(field))?;
        }
        writeln!(out)?;
    }
    sheet.dimensions.iter().try_for_each(|dimension| render_dimension(dimension, out))
}

fn head(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", text(&sheet.title))?;
    if let Some(about) = &sheet.about {
        writeln!(out, "{}\n", text(about))?;
    }
    if let Some(caution) = &sheet.caution {
        writeln!(out, "> {}\n", text(caution))?;
    }
    for hint in &sheet.hints {
        writeln!(out, "- {}", text(hint))?;
    }
    writeln!(out)
}

fn render_dimension(dimension: &DimensionSheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", text(&dimension.title))?;
    if let Some(about) = &dimension.about {
        writeln!(out, "{}.\n", text(about))?;
    }
    if dimension.is_conditional {
        writeln!(out, "*Asked only where the facts above call for it.*\n")?;
    }
    dimension.questions.iter().try_for_each(|question| render_question(question, out))
}

fn render_question(question: &QuestionSheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### {} ({})\n", text(&question.title), question.id)?;
    writeln!(out, "**{}**\n", text(&question.ask))?;
    if question.is_conditional {
        writeln!(out, "*Asked only where the facts above call for it.*\n")?;
    }
    for (level, anchor) in Level::ALL.iter().zip(&question.anchors) {
        writeln!(out, "{level}. {}", text(anchor))?;
    }
    writeln!(out)?;
    let escaped = |texts: &[String]| texts.iter().map(|one| text(one)).collect::<Vec<_>>();
    if !question.bring.is_empty() {
        writeln!(out, "*What would prove it:* {}\n", escaped(&question.bring).join("; "))?;
    }
    if !question.who.is_empty() {
        writeln!(out, "*Asked of:* {}\n", words::list(&escaped(&question.who)))?;
    }
    Ok(())
}
