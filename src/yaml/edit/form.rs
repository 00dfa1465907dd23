//! A file of answers to fill in by hand: nothing is answered, and every
//! question stands there with its anchors as comments.

use super::new::{NewAnswers, NewRespondent, head};
use super::write::{self, Style};
use crate::model::{
    Choice, Column, ColumnKind, Dimension, Field, FieldKind, Level, ProofAsking, Question,
    Questionnaire, RoleIx, SEEN_BY_NAME, seen_anonymously,
};
use crate::text::{harmless, visible};

/// The widest that a comment gets, in columns.
const WIDTH: usize = 100;

/// What stands above the answers: how to fill the file in.
const HOW: [&str; 4] = [
    "For each question type behind its colon the number of the text that comes closest to how it \
     is today, not to how it should be: `own-question: 3`.",
    "Other answers: `unknown`, or `{ not_applicable: \"why\" }`. To add a note: `{ level: 3, note: \
     \"...\" }`. Leave open what you cannot answer.",
    "Keep the blank behind each colon. What stands behind a # is only there to be read.",
    "Put today's date behind `date` and a code of your own behind `id`, for two files with the \
     same id cannot go into one report. Then save the file and mail it back.",
];

/// How to say what backs a level.
const PROOF: &str = "To say what backs a level: `{ level: 4, proof: documented }`, with one of `said`, \
                     `example`, `documented` and `measured`.";

/// Returns the text of a file of answers to fill in: what the role of its
/// respondent is asked, in its wording, and in the dimensions of its header.
/// It is sound as it stands, and answers nothing.
pub fn form_to_fill_in(
    questionnaire: &Questionnaire,
    header: &NewAnswers,
    proof: ProofAsking,
) -> String {
    let role = header.respondent.as_ref().and_then(|respondent| respondent.role.as_ref());
    let role = role.and_then(|role| questionnaire.find_role(role.as_str()));
    let mut page = Lines::default();
    intro(&mut page, questionnaire, role, proof);
    who_sees_it(&mut page, questionnaire, header.anonymous);
    let plain = NewAnswers { respondent: None, anonymous: None, ..header.clone() };
    page.lines.extend(head(&plain));
    if let Some(respondent) = &header.respondent {
        self::respondent(&mut page, respondent);
    }
    if let Some(anonymous) = header.anonymous {
        page.lines.push(format!("anonymous: {anonymous}"));
    }
    profile(&mut page, questionnaire, role);
    answers(&mut page, questionnaire, header, role);
    page.lines.join("\n") + "\n"
}

/// The lines of a file.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
}

impl Lines {
    /// A text as comments; no text leaves them.
    fn comment(&mut self, indent: usize, text: &str) {
        self.hang(indent, "", text);
    }

    /// A text as comments behind a mark, such as the number of a level.
    fn hang(&mut self, indent: usize, mark: &str, text: &str) {
        let start = format!("{}# ", " ".repeat(indent));
        let first = format!("{start}{mark}");
        let rest = format!("{start}{}", " ".repeat(mark.len()));
        let wrapping =
            textwrap::Options::new(WIDTH).initial_indent(&first).subsequent_indent(&rest);
        let text = one_line(text);
        let lines = textwrap::wrap(&text, wrapping);
        self.lines.extend(lines.into_iter().map(|line| line.trim_end().to_owned()));
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// `key: `, ready for what is typed behind it.
    fn key(&mut self, indent: usize, key: &str, value: &str) {
        self.lines.push(format!("{}{}", " ".repeat(indent), Style::Yaml.entry(key, value)));
    }
}

/// A text on one line, on which every character shows, and nothing is a
/// command where it stands in a log.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    harmless(&visible(&words.join(" "))).into_owned()
}

fn intro(
    page: &mut Lines,
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    proof: ProofAsking,
) {
    let of_role = role.map(|role| format!(": {}", questionnaire[role].title));
    page.comment(0, &format!("{}{}", questionnaire.title, of_role.unwrap_or_default()));
    for text in questionnaire.caution.as_deref().into_iter().chain(questionnaire.about_for(role)) {
        page.comment(0, text);
    }
    page.lines.push("#".to_owned());
    let proof = (proof == ProofAsking::WhereNeeded).then_some(PROOF);
    for text in HOW.into_iter().chain(proof) {
        page.hang(0, "- ", text);
    }
}

fn who_sees_it(page: &mut Lines, questionnaire: &Questionnaire, anonymous: Option<bool>) {
    let sentence = match anonymous {
        Some(false) => SEEN_BY_NAME.to_owned(),
        Some(true) | None => seen_anonymously(questionnaire.scoring.min_group),
    };
    page.hang(0, "- ", &format!("{sentence}."));
    page.blank();
}

fn respondent(page: &mut Lines, respondent: &NewRespondent) {
    page.lines.push("respondent:".to_owned());
    page.key(2, "id", &Style::Yaml.word(&respondent.id));
    if let Some(role) = &respondent.role {
        page.key(2, "role", &Style::Yaml.word(role.as_str()));
    }
    page.comment(2, "Where you work, such as Service; may stay empty.");
    let function = respondent.function.as_ref().map(|function| Style::Yaml.word(function));
    page.key(2, "function", &function.unwrap_or_default());
}

fn profile(page: &mut Lines, questionnaire: &Questionnaire, role: Option<RoleIx>) {
    let fields: Vec<&Field> =
        questionnaire.profile.iter().filter(|field| field.asks(role)).collect();
    if fields.is_empty() {
        return;
    }
    page.blank();
    let facts = "Facts. Fill in what you know for certain and leave out the rest; where several \
                 people answer, one of them is enough.";
    page.comment(0, facts);
    page.lines.push("profile:".to_owned());
    for field in fields {
        page.blank();
        page.comment(2, &field.ask);
        kind(page, &field.kind);
        page.key(2, field.id.as_str(), "");
    }
}

/// How a value is written.
fn kind(page: &mut Lines, kind: &FieldKind) {
    match kind {
        FieldKind::Number { unit: Some(unit) } => page.comment(2, &format!("A number: {unit}.")),
        FieldKind::Number { unit: None } => page.comment(2, "A number."),
        FieldKind::Money => page.comment(2, "With the currency, such as 6.80 EUR."),
        FieldKind::Text => page.comment(2, "A text, in quotes: \"...\"."),
        FieldKind::Choice(choices) => {
            page.comment(2, "One of these words:");
            self::choices(page, choices);
        }
        FieldKind::Choices(choices) => {
            let example: Vec<String> = choices.iter().take(2).map(word).collect();
            let example = example.join(", ");
            page.comment(
                2,
                &format!("Any of these words, such as [{example}]; [] if none is true:"),
            );
            self::choices(page, choices);
        }
        FieldKind::Table(columns) => {
            let cells: Vec<String> = columns.iter().map(cell).collect();
            page.comment(2, &format!("Any number of rows: [ {{ {} }} ]", cells.join(", ")));
        }
    }
}

fn choices(page: &mut Lines, choices: &[Choice]) {
    let widest = choices.iter().map(|choice| word(choice).len()).max().unwrap_or_default();
    for choice in choices {
        page.hang(2, &format!("  {:widest$}  ", word(choice)), &choice.title);
    }
}

/// A choice as it is typed.
fn word(choice: &Choice) -> String {
    Style::Yaml.word(choice.id.as_str())
}

/// A column with a value of its kind, as an example.
fn cell(column: &Column) -> String {
    let example = match column.kind {
        ColumnKind::Number => "12",
        ColumnKind::Money => "6.80 EUR",
        ColumnKind::Text => "\"...\"",
    };
    Style::Yaml.entry(column.id.as_str(), example)
}

fn answers(
    page: &mut Lines,
    questionnaire: &Questionnaire,
    header: &NewAnswers,
    role: Option<RoleIx>,
) {
    page.blank();
    page.lines.push("answers:".to_owned());
    for ix in questionnaire.dimension_positions() {
        let dimension = &questionnaire[ix];
        let is_chosen = header.dimensions.as_ref().is_none_or(|ids| ids.contains(&dimension.id));
        let asked = |question: &&Question| question.dimension == ix && question.asks(role);
        let questions: Vec<&Question> = questionnaire.questions.iter().filter(asked).collect();
        if !is_chosen || questions.is_empty() {
            continue;
        }
        heading(page, dimension);
        for question in questions {
            self::question(page, question, role);
        }
    }
}

fn heading(page: &mut Lines, dimension: &Dimension) {
    page.blank();
    page.comment(2, &format!("== {} ==", dimension.title));
    if let Some(about) = &dimension.about {
        page.comment(2, &format!("{about}."));
    }
    if dimension.when.is_some() {
        page.comment(2, "Asked only where the facts above call for it.");
    }
}

fn question(page: &mut Lines, question: &Question, role: Option<RoleIx>) {
    page.blank();
    if question.when.is_some() {
        page.comment(2, "Asked only where the facts above call for it:");
    }
    page.comment(2, question.wording(role));
    for level in Level::ALL {
        page.hang(2, &format!("  {level}  "), question.anchor(level));
    }
    let id = question.id.as_str();
    match write::rev(question) {
        None => page.key(2, id, ""),
        // Only the long form can name the rev.
        Some(rev) => {
            page.comment(2, "Type the number behind `level:`.");
            page.key(2, id, &format!("{{ level: , rev: {rev} }}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AnswerState, Id};
    use crate::text::is_hidden;
    use crate::yaml::{Catalog, read_answers, read_questionnaire};

    const HOSTILE: &str = include_str!("../../../tests/browser/hostile.yaml");

    fn header(questionnaire: &Questionnaire, role: Option<&str>) -> NewAnswers {
        NewAnswers {
            questionnaire: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            organisation: "Larkfield: # Home".to_owned(),
            unit: None,
            wave: Some("2026 autumn".to_owned()),
            date: jiff::civil::date(2026, 10, 14),
            dimensions: None,
            respondent: Some(NewRespondent {
                id: "change-me".to_owned(),
                role: role.and_then(Id::new),
                function: None,
            }),
            anonymous: Some(true),
        }
    }

    /// Checks that a form reads back as answers that say nothing, and that
    /// nothing but its keys leaves the comments.
    #[track_caller]
    fn check(id: &str, role: Option<&str>) {
        let mut catalog = Catalog::on_board();
        catalog.add(read_questionnaire(HOSTILE.as_bytes()).expect("it is sound").value);
        let questionnaire = catalog.get(id).expect("it is there");
        let text =
            form_to_fill_in(questionnaire, &header(questionnaire, role), ProofAsking::WhereNeeded);
        let read = read_answers(text.as_bytes(), &catalog).expect("it is sound");
        assert_eq!(read.warnings, []);
        let is_open = |state: &AnswerState| *state == AnswerState::NotReached;
        assert!(read.value.answers.iter().all(|answer| is_open(&answer.state)));
        assert!(read.value.profile.iter().all(Option::is_none));
        assert_eq!(read.value.organisation, "Larkfield: # Home");
        let role = read.value.respondent.expect("there is one").role;
        let (comments, lines): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.trim_start().starts_with('#'));
        assert!(comments.iter().all(|line| line.chars().count() <= WIDTH), "{comments:#?}");
        assert!(!comments.iter().any(|line| line.chars().any(is_hidden)));
        let fields = questionnaire.profile.iter().filter(|field| field.asks(role)).count();
        let questions = questionnaire.questions.iter().filter(|question| question.asks(role));
        // Beside them: six lines on the file (format, questionnaire, version,
        // organisation, wave, date), the respondent with id, role and
        // function, whether it is anonymous, and the keys of the two lists.
        let head = 6 + 3 + usize::from(role.is_some()) + 1;
        let lists = 1 + usize::from(fields > 0);
        let keys = lines.iter().filter(|line| !line.is_empty()).count();
        assert_eq!(keys, head + lists + fields + questions.count(), "{lines:#?}");
    }

    #[test]
    fn a_form_says_nothing_yet_and_keeps_its_comments() {
        check("quick-check", Some("frontline"));
        check("prevention-gap", Some("leader"));
        check("prevention-gap", None);
        check("hostile", Some("frontline"));
        check("hostile", None);
    }

    /// What the page says of who sees it, the file says word for word.
    #[test]
    fn it_promises_what_the_page_promises() {
        let catalog = Catalog::on_board();
        let questionnaire = catalog.get("quick-check").expect("it is on board");
        let said = |anonymous| {
            let header = NewAnswers { anonymous, ..header(questionnaire, None) };
            let text = form_to_fill_in(questionnaire, &header, ProofAsking::Never);
            text.replace("\n#  ", "")
        };
        let anonymously = format!("# - {}.\n", seen_anonymously(5));
        assert!(said(Some(true)).contains(&anonymously) && said(None).contains(&anonymously));
        assert!(said(Some(false)).contains(&format!("# - {SEEN_BY_NAME}.\n")));
    }

    #[test]
    fn a_comment_stays_on_its_line() {
        let check = |text: &str, line: &str| assert_eq!(one_line(text), line);
        check("a\nb\r\nc\u{2028}d\u{85}e", "a b c d e");
        check("\u{1b}[2J\u{202e}", "\\u{1b}[2J\\u{202e}");
        check("  a   b ", "a b");
    }
}
