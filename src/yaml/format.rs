//! What kind of file a file is, by its key `format`.

use granit_parser::Event;

use super::events;
use super::text::Text;
use crate::model::{Problem, ProblemKind};

/// What kind of file a file says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A definition of what is asked.
    Questionnaire,
    /// What one respondent said.
    Answers,
    /// The gates that assessments have to pass.
    Policy,
    /// What pgap wrote: results as JSON.
    Results,
}

impl Format {
    /// Formats that a person writes.
    pub const WRITTEN: [Self; 3] = [Self::Questionnaire, Self::Answers, Self::Policy];

    /// The value of the key `format`; results have `format_version` instead.
    pub fn name(self) -> &'static str {
        match self {
            Self::Questionnaire => "questionnaire/1",
            Self::Answers => "answers/1",
            Self::Policy => "policy/1",
            Self::Results => "results",
        }
    }
}

/// Says what a document is, without reading more of it than it has to.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    let text = text.trim_start_matches('\u{feff}');
    if is_results(text) {
        return Some(Format::Results);
    }
    let found = top_level_text(text, "format")?;
    Format::WRITTEN.into_iter().find(|format| format.name() == found)
}

/// The problem of a document that says twice what it is, for nobody can know
/// which it means.
pub fn format_twice(bytes: &[u8]) -> Option<Problem> {
    let mut problems = Vec::new();
    events::parse(Text::new(bytes).ok()?, &mut problems);
    let is_twice = |problem: &Problem| matches!(&problem.kind, ProblemKind::DuplicateKey { key } if key == "format");
    problems.into_iter().find(is_twice)
}

/// Who is assessed, as answers say it; nothing of what else they say is
/// looked at.
pub fn organisation_of(bytes: &[u8]) -> Option<String> {
    let is_answers = format_of(bytes) == Some(Format::Answers);
    let name = top_level_text(str::from_utf8(bytes).ok()?, "organisation");
    name.filter(|name| is_answers && !name.trim().is_empty()).map(|name| crate::text::name(&name))
}

/// Results start with their version, one assessment alone or several in a
/// list.
fn is_results(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix('[').unwrap_or(text).trim_start();
    text.strip_prefix('{')
        .is_some_and(|inside| inside.trim_start().starts_with("\"format_version\""))
}

/// The text of a key of the outermost mapping.
fn top_level_text(text: &str, wanted: &str) -> Option<String> {
    let mut parser = events::parser(text);
    let mut depth = 0;
    let (mut is_key, mut is_wanted) = (true, false);
    while let Some(Ok((event, _))) = parser.next_event() {
        match &event {
            Event::SequenceStart(..) if depth == 0 => return None,
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            Event::Scalar(text, ..) if depth == 1 && is_key => is_wanted = text == wanted,
            Event::Scalar(text, ..) if depth == 1 && is_wanted => return Some(text.to_string()),
            Event::Scalar(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => {}
            _ => continue,
        }
        if depth == 1 {
            is_key = !is_key;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Format>) {
        assert_eq!(format_of(text.as_bytes()), expected, "{text:?}");
    }

    #[test]
    fn the_key_format_says_what_a_file_is() {
        check("format: answers/1\n", Some(Format::Answers));
        check("\u{feff}---\r\nformat: questionnaire/1\r\n", Some(Format::Questionnaire));
        check("# c\nid: x\nformat: 'answers/1'\nanswers: [", Some(Format::Answers));
        check(
            "{\"a\": {\"format\": 1}, \"b\": [1], \"format\": \"answers/1\"}",
            Some(Format::Answers),
        );
        check("{\n  \"format_version\": 1,", Some(Format::Results));
        check("[\n  {\n    \"format_version\": 1,", Some(Format::Results));
        check("format: policy/1\ngates: []\n", Some(Format::Policy));
        check("format: report/1\n", None);
        check("other: {format: answers/1}\n", None);
        check("- format\n- answers/1\n", None);
        check("format\n", None);
        check("", None);
        check("a: format\nb: answers/1\n", None);
        assert_eq!(format_of(b"format: answers/1\nnote: \xe9\n"), Some(Format::Answers));
    }

    #[test]
    fn a_file_that_says_twice_what_it_is_has_a_problem() {
        let check = |text: &str, expected: Option<usize>| {
            let found = format_twice(text.as_bytes()).map(|problem| problem.span.start);
            assert_eq!(found, expected, "{text:?}");
        };
        check("format: policy/1\ngates: []\nformat: answers/1\n", Some(27));
        check("format: policy/1\ngates: []\n", None);
        check("a: 1\na: 2\n", None);
    }

    #[test]
    fn answers_say_who_is_assessed() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(organisation_of(text.as_bytes()).as_deref(), expected, "{text:?}");
        };
        check("format: answers/1\norganisation: 'Acme  Ltd '\nanswers: [", Some("Acme Ltd"));
        check("format: answers/1\norganisation: ''\n", None);
        check("format: policy/1\norganisation: Acme\n", None);
    }
}
