//! What every format has to do to a text before it shows it.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Shows control characters, and those that reorder text, by their code, such
/// as `\u{1b}`, so that a typed text can move no cursor and swap no words.
/// Line breaks are control characters too: formats split lines first.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if letter == '\t' {
            shown.push(' ');
        } else if is_hidden(letter) {
            write!(shown, "\\u{{{:x}}}", u32::from(letter)).expect("a string takes any text");
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, marks that change the direction of text, line
/// separators, and what is no letter and no XML either.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
                | '\u{fffe}' | '\u{ffff}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(visible(typed), shown);
    }

    #[test]
    fn what_cannot_be_seen_is_shown_by_its_code() {
        check("Grüße, 日本", "Grüße, 日本");
        check("\u{1b}[2J", "\\u{1b}[2J");
        check("a\u{202e}b", "a\\u{202e}b");
        check("a\tb", "a b");
        check("\u{9b}1m", "\\u{9b}1m");
        check("\u{0}", "\\u{0}");
        check("\u{ffff}", "\\u{ffff}");
    }
}
