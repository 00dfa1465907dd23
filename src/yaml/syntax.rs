//! What the YAML parsers complain about, in the words of somebody who wrote
//! the file by hand.

use std::fmt;

use granit_parser::{ErrorKind, ScanError};

use super::events::DEPTH;
use super::text::Text;
use crate::model::{Problem, ProblemKind, YamlFeature};

/// The problem that the first pass stopped at.
pub(super) fn problem(error: &ScanError, text: &Text<'_>) -> Problem {
    let kind = match error.kind() {
        ErrorKind::DirectiveDisallowed => ProblemKind::UnsupportedYaml(YamlFeature::Directive),
        ErrorKind::RecursionLimitExceeded => ProblemKind::TooDeep { limit: DEPTH },
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => ProblemKind::Tab,
        other => ProblemKind::Syntax { sentence: sentence(other) },
    };
    let offset = error.marker().byte_offset().unwrap_or_default();
    match kind {
        ProblemKind::Tab => at(kind, nearest_tab(text.text, offset), text),
        _ => at(kind, offset, text),
    }
}

/// The tab that a parser complains about: it stops before it or behind it.
fn nearest_tab(text: &str, offset: usize) -> usize {
    let (before, after) = text.as_bytes().split_at(offset.min(text.len()));
    let in_line = before.iter().rev().take_while(|byte| **byte != b'\n');
    match in_line.take(offset).position(|byte| *byte == b'\t') {
        Some(distance) => offset - 1 - distance,
        None => after.iter().position(|byte| *byte == b'\t').map_or(offset, |next| offset + next),
    }
}

/// The problem that `serde_yaml` stopped at. The first pass sees nearly all of
/// them before; this is for texts that only one of the two accepts.
pub(super) fn second_problem(error: &impl fmt::Display, offset: usize, text: &Text<'_>) -> Problem {
    let kind = match text.text.as_bytes().get(offset) {
        Some(b'\t') => ProblemKind::Tab,
        _ => ProblemKind::Syntax { sentence: format!("this is not YAML: {error}") },
    };
    at(kind, offset, text)
}

/// A problem with the character at an offset of the text.
fn at(kind: ProblemKind, offset: usize, text: &Text<'_>) -> Problem {
    let mut start = offset.min(text.text.len());
    while !text.text.is_char_boundary(start) {
        start -= 1;
    }
    let rest = &text.text[start..];
    let width = rest.chars().next().filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
    let start = start + text.start;
    Problem { kind, span: start..start + width, related: None }
}

fn sentence(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnexpectedCharacter { character } => {
            format!("the character `{}` cannot stand here", character.escape_default())
        }
        ErrorKind::UnclosedFlowCollection { open } => format!("the bracket `{open}` is not closed"),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            format!("the bracket `{open}` is closed by `{close}`")
        }
        other => fixed_sentence(other).to_owned(),
    }
}

fn fixed_sentence(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => "a bracket is not closed",
        ErrorKind::MisplacedFlowCollectionEnd => "a bracket closes nothing",
        ErrorKind::ExpectedFlowMappingSeparator => "a comma or `}` is missing",
        ErrorKind::ExpectedFlowSequenceSeparator => "a comma or `]` is missing",
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => "the quotes before this are not closed",
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => "nothing can follow the closing quotes",
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => "this escape in double quotes is not known",
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace => {
            "a `: ` cannot stand here; a text that contains one needs quotes"
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "a `:` is missing behind this key"
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => "the indentation does not fit the lines before",
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidBlockEntryWhitespace => "a `- ` cannot stand here",
        ErrorKind::CommentNotSeparated | ErrorKind::CommentInterceptedScalar => {
            "a `#` needs a space before it, and cannot stand inside a text without quotes"
        }
        ErrorKind::BomInsideDocument => "a byte-order mark cannot stand inside a file",
        _ => "this is not YAML",
    }
}
