//! What to do about a problem.

use super::words::List;
use super::{Found, ProblemKind};

impl ProblemKind {
    /// What to do about it, where that is more than the sentence says.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownKey { suggestion, known, .. } => did_you_mean(suggestion.as_ref())
                .or_else(|| Some(format!("known here: {}", List(known, "and")))),
            Self::UnknownWord { suggestion, known, .. } => did_you_mean(suggestion.as_ref())
                .or_else(|| Some(format!("use {}", List(known, "or")))),
            Self::UnknownReference { suggestion, .. } => did_you_mean(suggestion.as_ref()),
            Self::UnknownQuestionnaire { suggestion, known, .. } => {
                let own = "add one of your own with `--questionnaire FILE`";
                Some(match did_you_mean(suggestion.as_ref()) {
                    Some(question) => format!("{question} Or {own}"),
                    None => format!("at hand: {}; {own}", List(known, "and")),
                })
            }
            Self::InvalidId { suggestion, .. } => Some(match suggestion {
                Some(id) => format!("use lower-case letters, digits and single hyphens: `{id}`"),
                None => {
                    "use lower-case letters, digits and single hyphens, with at least one letter"
                        .to_owned()
                }
            }),
            Self::WrongType { wanted, found, written } => {
                wrong_type_help(wanted, *found, written.as_deref())
            }
            Self::WrongFormat { wanted, found } => Some(wrong_format_help(wanted, found)),
            Self::NotUtf8 { guess } => Some(match guess {
                Some(encoding) => format!("it looks like {encoding}: save it as UTF-8"),
                None => "save it as UTF-8".to_owned(),
            }),
            _ => self.fixed_help().map(str::to_owned),
        }
    }

    /// The help of the kinds whose help is always the same.
    fn fixed_help(&self) -> Option<&'static str> {
        Some(match self {
            Self::NulByte => "a text file has none: save it as UTF-8",
            Self::Empty => "`pgap show ID --as OWN` writes a questionnaire to start from",
            Self::Tab => "indent with spaces",
            Self::UnsupportedYaml(feature) => feature.help(),
            Self::SecondDocument => {
                "put it into a file of its own, or start it with `---` at the start of a line"
            }
            Self::DuplicateKey { .. } => "keep one of them",
            Self::TooPrecise { .. } => "scores are published with one decimal",
            Self::DuplicateId { .. } => "give one of them another id",
            Self::RetiredId { .. } => {
                "give the question a new id: answers to the old one must not count for it"
            }
            Self::MissingLens { .. } => {
                "a dimension needs a question of each lens, or it has no gap"
            }
            Self::PostureOrder { .. } => {
                "postures are tried in order, and the last one takes what is left"
            }
            Self::LongTitle { .. } => "use six at most: titles stand in tables",
            Self::NotOnProfile => {
                "use `field` conditions: which questions are asked cannot depend on their answers"
            }
            Self::WrongTest { .. } => "only a field of kind `choice` or `choices` has choices",
            Self::InvalidDate { .. } => "write year, month and day: `2026-10-14`",
            Self::InvalidMoney { .. } => "write an amount and a currency: `6.80 EUR`",
            Self::BooleanLabel { .. } => "put it in quotes, so that every reader takes it for text",
            Self::ExampleDiffers { .. } => {
                "mend the example if the questionnaire is right, or the other way round"
            }
            Self::NeverMatches { .. } => {
                "its parts exclude each other, or something before it takes every case"
            }
            Self::IdNotFileName { .. } => "rename the file, or change the id",
            Self::LongText { noun: "question", .. } => {
                "24 at most: whoever answers has to hold it in mind"
            }
            Self::LongText { .. } => "30 at most: anchors are compared with each other",
            Self::TwoQuestions => "ask one thing; make the other a question of its own",
            Self::AndOr => "say which of the two is meant",
            Self::VagueWord { .. } => "say what a stranger could check instead",
            Self::AgreementScale => {
                "say what happens at this level, so that a stranger could check it"
            }
            Self::MissingAction { .. } => "add an `action`: what to do when the level is low",
            Self::MissingProof { .. } => "add `ask_for`: what to look at before believing a level",
            Self::LevelFiveStart => "level 5 is level 4 and more: start it with `As 4`",
            _ => return None,
        })
    }
}

fn did_you_mean(suggestion: Option<&String>) -> Option<String> {
    suggestion.map(|word| format!("did you mean `{word}`?"))
}

fn wrong_type_help(wanted: &str, found: Found, written: Option<&str>) -> Option<String> {
    let written = written?;
    match found {
        Found::Number | Found::Boolean if wanted == "a text" => {
            Some(format!("put it in quotes: \"{written}\""))
        }
        Found::Text if wanted.contains("number") || wanted.contains("level") => {
            let bare = written.trim_matches(['"', '\'']);
            (bare.len() < written.len() && bare.parse::<f64>().is_ok())
                .then(|| format!("leave out the quotes: {bare}"))
        }
        Found::Number | Found::Boolean | Found::Text if wanted == "a list" => {
            Some(format!("put it in brackets: [{written}]"))
        }
        _ => None,
    }
}

fn wrong_format_help(wanted: &str, found: &str) -> String {
    let family = |format: &str| format.split('/').next().map(str::to_owned);
    if family(wanted) == family(found) {
        "another version of pgap reads this one".to_owned()
    } else if family(found).as_deref() == Some("answers") {
        "this file holds answers".to_owned()
    } else if family(found).as_deref() == Some("questionnaire") {
        "this file holds a questionnaire".to_owned()
    } else {
        format!("write `format: {wanted}`")
    }
}
