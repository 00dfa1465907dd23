//! What a text without quotes is: a number, a boolean or a text.

use std::borrow::Cow;

use super::Value;

/// Longer whole numbers are not plain.
const MOST_DIGITS: usize = 15;

/// Says what a scalar is that starts with a letter or a digit, if every reader
/// of YAML says the same.
pub(super) fn resolve(text: &str) -> Option<Value<'_>> {
    let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic());
    if is_word { word(text) } else { number(text).or_else(|| text_with_digits(text)) }
}

fn word(text: &str) -> Option<Value<'_>> {
    match text {
        "true" => Some(Value::Boolean(true)),
        "false" => Some(Value::Boolean(false)),
        _ => {
            let is = |word: &&str| text.eq_ignore_ascii_case(word);
            let is_doubtful = ["true", "false", "null", "nan", "inf", "infinity"].iter().any(is);
            (!is_doubtful).then_some(Value::Text(Cow::Borrowed(text)))
        }
    }
}

/// `18404` or `6.4`.
fn number(text: &str) -> Option<Value<'_>> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let starts_well = whole == "0" || !whole.starts_with('0');
    let is_number = is_digits(whole) && decimals.is_none_or(is_digits);
    if !is_number || !starts_well || text.len() > MOST_DIGITS {
        return None;
    }
    match decimals {
        None => text.parse().ok().map(Value::Whole),
        Some(_) => text.parse().ok().map(Value::Number),
    }
}

/// `6.80 EUR`, `2026-10-14`, `1.0.0` or `51-to-250`: what no number has.
fn text_with_digits(text: &str) -> Option<Value<'_>> {
    let has_blank = text.contains(' ');
    let is_version = text.matches('.').count() == 2;
    // In `1e-3` the hyphen belongs to a number, and `0x-3` is doubtful.
    let has_hyphen = text
        .split_once('-')
        .is_some_and(|(before, _)| before.bytes().all(|byte| byte.is_ascii_digit()));
    (has_blank || is_version || has_hyphen).then_some(Value::Text(Cow::Borrowed(text)))
}
