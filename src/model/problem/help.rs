//! What to do about a problem.

use super::words::List;
use super::{Encoding, Found, ProblemKind};

impl ProblemKind {
    /// What to do about it, where that is more than the sentence says.
    pub fn help(&self) -> Option<String> {
        let fixed = match self {
            Self::NotUtf8 { guess } => return Some(not_utf8(*guess)),
            Self::UnknownKey { suggestion, known, .. } => {
                let known = format!("known here: {}", List(known, "and"));
                return did_you_mean(suggestion.as_ref()).or(Some(known));
            }
            Self::UnknownWord { suggestion, known, .. } => {
                let known = format!("use {}", List(known, "or"));
                return did_you_mean(suggestion.as_ref()).or(Some(known));
            }
            Self::UnknownReference { suggestion, .. } => return did_you_mean(suggestion.as_ref()),
            Self::UnknownQuestionnaire { suggestion, known, .. } => {
                return Some(unknown_questionnaire(suggestion.as_ref(), known));
            }
            Self::InvalidId { suggestion, .. } => return Some(invalid_id(suggestion.as_ref())),
            Self::WrongSide { takes, .. } => return Some(wrong_side(takes)),
            Self::WrongType { wanted, found, written } => {
                return wrong_type(wanted, *found, written.as_deref()?);
            }
            Self::WrongFormat { wanted, found } => return Some(wrong_format(wanted, found)),
            Self::AmbiguousNumber { readings, .. } => return Some(ambiguous_number(readings)),
            Self::NulByte => "a text file has none: save it as UTF-8",
            Self::Empty => "see a questionnaire with `pgap show`, or answer one with `pgap assess`",
            Self::Tab => "indent with spaces",
            Self::UnsupportedYaml(feature) => feature.help(),
            Self::SecondDocument => "put it into a file of its own, or start it with a line `---`",
            Self::DuplicateKey { .. } => "keep one of them",
            Self::TooPrecise { .. } => "scores are published with one decimal",
            Self::DuplicateId { .. } => "give one of them another id",
            Self::GapWithoutFloor => "the gap also narrows by getting worse at resolving",
            Self::RetiredId { .. } => "take a new id: answers to the old one must not count for it",
            Self::MissingLens { .. } => "a dimension without a question of each lens has no gap",
            Self::PostureOrder { .. } => "they are tried in order, and the last takes what is left",
            Self::LongTitle { .. } => "use six at most: titles stand in tables",
            Self::NotOnProfile => "what is asked cannot depend on its own answers: use `field`",
            Self::WrongTest { .. } => "only a field of kind `choice` or `choices` has choices",
            Self::InvalidDate { .. } => "write year, month and day: `2026-10-14`",
            Self::FarDate { .. } => "dates go from 1990 to 2100: is a digit mistyped?",
            Self::SeenLater { .. } => "no answer is younger than `date`: is a digit mistyped?",
            Self::InvalidNumber { .. } => {
                "write digits, with a point before decimals: `18404` or `6.5`"
            }
            Self::InvalidMoney { .. } => "write an amount and a currency: `6.80 EUR`",
            Self::ExampleDiffers { .. } => {
                "mend the example if the questionnaire is right, or the other way round"
            }
            Self::NeverMatches { .. } => {
                "its parts exclude each other, or something before it takes every case"
            }
            Self::OtherVersion { .. } => {
                "questions that are the same in both count, and the others are named"
            }
            Self::NotScored { .. } => "the report names it under what is left out",
            Self::RespondentTwice { id: Some(_), .. } => {
                "give each respondent an id of their own, or leave one of the copies out"
            }
            Self::RespondentTwice { id: None, .. } => {
                "name who answered in each of them: `respondent: { id: r-01, role: ... }`"
            }
            Self::TwoValues { .. } => {
                "an assessment has one profile: settle on one value, or leave it out of one file"
            }
            Self::OtherSpelling { .. } => "spell it alike, or tell the two apart by more than that",
            Self::IdNotFileName { .. } => "rename the file, or change the id",
            Self::LongText { noun, .. } => long_text(noun),
            Self::TwoQuestions => "ask one thing; make the other a question of its own",
            Self::AndOr => "say which of the two is meant",
            Self::VagueWord { .. } => "say what a stranger could check instead",
            Self::AgreementScale => {
                "say what happens at this level, so that a stranger could check it"
            }
            Self::MissingAction { .. } => "add an `action`: what to do when the level is low",
            Self::MissingProof { .. } => "add `ask_for`: what to look at before believing a level",
            Self::OneSide { .. } => "leave `compare` out, or ask both leaders and frontline",
            Self::LevelFiveStart => "level 5 is level 4 and more: start it with `As 4`",
            Self::BooleanLabel { .. } => "put it in quotes, so that every reader takes it for text",
            Self::TooLarge { .. } => {
                "part it by lines `---`, or leave out what it does not need; far behind the limit \
                 reading stops"
            }
            Self::Syntax { .. }
            | Self::TooDeep { .. }
            | Self::MissingKey { .. }
            | Self::MisplacedKey { .. }
            | Self::OneOf { .. }
            | Self::OutOfRange { .. }
            | Self::NotWhole { .. }
            | Self::DuplicateText { .. }
            | Self::RepeatedEntry { .. }
            | Self::WrongCount { .. }
            | Self::LevelOrder { .. }
            | Self::NeedsCircle { .. }
            | Self::EmptyText { .. }
            | Self::NoAction { .. }
            | Self::OtherLanguage { .. } => return None,
        };
        Some(fixed.to_owned())
    }
}

fn long_text(noun: &str) -> &'static str {
    match noun {
        "question" => "24 at most: whoever answers has to hold it in mind",
        "step" => "25 at most: a step that takes more words takes more than a week",
        _ => "30 at most: anchors are compared with each other",
    }
}

fn not_utf8(guess: Option<Encoding>) -> String {
    match guess {
        Some(encoding) => format!("it looks like {encoding}: save it as UTF-8"),
        None => "save it as UTF-8".to_owned(),
    }
}

fn did_you_mean(suggestion: Option<&String>) -> Option<String> {
    suggestion.map(|word| format!("did you mean `{word}`?"))
}

fn ambiguous_number(readings: &[String]) -> String {
    let only = if readings.len() == 1 { "only one of them makes sense here: " } else { "" };
    format!("{only}write {}", List(readings, "or"))
}

fn wrong_side(takes: &str) -> String {
    let better = if takes == "at_least" { "more" } else { "less" };
    format!("{better} of it is better: write `{takes}`")
}

fn unknown_questionnaire(suggestion: Option<&String>, known: &[String]) -> String {
    let own = "one of your own is read with `--questionnaire FILE`";
    match did_you_mean(suggestion) {
        Some(question) => format!("{question} ({own})"),
        None => format!("at hand: {}; {own}", List(known, "and")),
    }
}

fn invalid_id(suggestion: Option<&String>) -> String {
    let rule = "use lower-case letters, digits and single hyphens";
    match suggestion {
        Some(id) => format!("{rule}: `{id}`"),
        None => format!("{rule}, with at least one letter"),
    }
}

fn wrong_type(wanted: &str, found: Found, written: &str) -> Option<String> {
    match found {
        Found::Number | Found::Boolean if wanted == "a text" => {
            Some(format!("put it in quotes: \"{written}\""))
        }
        Found::Number | Found::Boolean | Found::Text if wanted == "a list" => {
            Some(format!("put it in brackets: [{written}]"))
        }
        Found::Text if wanted == "true or false" => match &*written.to_ascii_lowercase() {
            "yes" | "y" | "on" => Some("write `true`".to_owned()),
            "no" | "n" | "off" => Some("write `false`".to_owned()),
            _ => None,
        },
        Found::Text if wanted.contains("number") || wanted.contains("level") => {
            let bare = written.trim_matches(['"', '\'']);
            let is_quoted_number = bare.len() < written.len() && bare.parse::<f64>().is_ok();
            is_quoted_number.then(|| format!("leave out the quotes: {bare}"))
        }
        _ => None,
    }
}

fn wrong_format(wanted: &str, found: &str) -> String {
    let family = |format: &str| format.split('/').next().unwrap_or_default().to_owned();
    match &*family(found) {
        same if same == family(wanted) => "another version of pgap reads this one".to_owned(),
        "answers" => "this file holds answers".to_owned(),
        "questionnaire" => "this file holds a questionnaire".to_owned(),
        "policy" => "this file holds a policy".to_owned(),
        _ => format!("write `format: {wanted}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, found: Found, written: &str, expected: Option<&str>) {
        assert_eq!(wrong_type(wanted, found, written).as_deref(), expected);
    }

    #[test]
    fn a_wrong_type_says_how_to_write_it() {
        check("a text", Found::Number, "1.0", Some("put it in quotes: \"1.0\""));
        check("a text", Found::List, "[a]", None);
        check("a list", Found::Text, "leader", Some("put it in brackets: [leader]"));
        check("true or false", Found::Text, "Yes", Some("write `true`"));
        check("a whole number", Found::Text, "\"3\"", Some("leave out the quotes: 3"));
        check("a whole number", Found::Text, "three", None);
        check("a level from 1 to 5", Found::Number, "3.5", None);
    }

    #[test]
    fn another_format_is_named() {
        assert_eq!(
            wrong_format("answers/1", "answers/2"),
            "another version of pgap reads this one"
        );
        assert_eq!(wrong_format("questionnaire/1", "answers/1"), "this file holds answers");
        assert_eq!(wrong_format("answers/1", "reply"), "write `format: answers/1`");
    }
}
