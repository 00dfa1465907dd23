//! The text of a new file of answers, before anything has been answered.

use jiff::civil::Date;

use super::write::Style;
use crate::model::Id;

/// What a new file of answers says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswers {
    /// The questionnaire.
    pub questionnaire: Id,
    /// The version that is answered.
    pub version: String,
    /// Who is assessed; not empty.
    pub organisation: String,
    /// The part that is assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// When it is answered.
    pub date: Date,
    /// The dimensions that are asked; `None` means all.
    pub dimensions: Option<Vec<Id>>,
    /// Who answers; `None` is one joint interview.
    pub respondent: Option<NewRespondent>,
    /// Whether small groups are hidden; `None` takes the default.
    pub anonymous: Option<bool>,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRespondent {
    /// A short name, unique in the assessment; not empty.
    pub id: String,
    /// The role; `None` is asked every question.
    pub role: Option<Id>,
    /// The function, such as Service.
    pub function: Option<String>,
}

/// Returns the text of a new file of answers.
pub fn new_answers(header: &NewAnswers) -> String {
    let mut lines = head(header);
    lines.push("answers: {}".to_owned());
    lines.join("\n") + "\n"
}

/// The lines before the answers.
pub(super) fn head(header: &NewAnswers) -> Vec<String> {
    let mut lines = vec!["format: answers/1".to_owned()];
    let mut add = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{key}: {value}")));
    };
    let word = |text: &String| Style::Yaml.word(text);
    let given = |text: &Option<String>| text.as_ref().filter(|text| !text.is_empty()).map(word);
    add("questionnaire", Some(Style::Yaml.word(header.questionnaire.as_str())));
    add("version", Some(version(&header.version)));
    add("organisation", Some(word(&header.organisation)));
    add("unit", given(&header.unit));
    add("wave", given(&header.wave));
    add("date", Some(Style::Yaml.date(header.date)));
    add("dimensions", header.dimensions.as_deref().map(list));
    add("respondent", header.respondent.as_ref().map(respondent));
    add("anonymous", header.anonymous.map(|anonymous| anonymous.to_string()));
    lines
}

fn list(ids: &[Id]) -> String {
    let ids: Vec<_> = ids.iter().map(|id| Style::Yaml.word(id.as_str())).collect();
    format!("[{}]", ids.join(", "))
}

fn respondent(respondent: &NewRespondent) -> String {
    let word = |text: &str| Style::Yaml.word(text);
    let function = respondent.function.as_deref().filter(|function| !function.is_empty());
    let entries: Vec<_> = [("id", word(&respondent.id))]
        .into_iter()
        .chain(respondent.role.as_ref().map(|role| ("role", word(role.as_str()))))
        .chain(function.map(|function| ("function", word(function))))
        .collect();
    Style::Yaml.mapping(&entries)
}

/// `1.0.0` is no number, because of its two points.
fn version(version: &str) -> String {
    let parts: Vec<_> = version.split('.').collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_plain = parts.len() == 3 && parts.iter().all(is_digits);
    if is_plain { version.to_owned() } else { Style::Yaml.word(version) }
}
