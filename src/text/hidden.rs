//! Characters that cannot be seen, shown by their code.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::commands;

/// Whether a character cannot be seen, or moves and reorders what can: control
/// characters (C0 and C1), marks that change the direction of text, blanks
/// without a width, line separators, tags, and what is no character.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Shows what is hidden by its code, such as `\u{1b}`, so that a typed text
/// can move no cursor and swap no words. Line breaks are hidden characters
/// too: whoever keeps them splits lines first.
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

/// Makes a typed text one line that can be seen: line breaks and runs of
/// blanks become one blank, and what is hidden is shown by its code. Doing it
/// twice changes nothing.
pub fn line(typed: &str) -> String {
    let is_blank = |letter: char| letter.is_ascii_whitespace() || is_line_break(letter);
    let words: Vec<&str> = typed.split(is_blank).filter(|word| !word.is_empty()).collect();
    visible(&words.join(" ")).into_owned()
}

/// Unicode has line breaks of its own.
pub(crate) fn is_line_break(letter: char) -> bool {
    matches!(letter, '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Writes what is hidden in JSON, and what a CI server takes for a command, as
/// JSON writes characters by their code: a reader gets back what was typed.
pub fn in_json(json: String) -> String {
    let needs_code = |letter: char| letter != '\n' && is_hidden(letter);
    if !json.contains("##") && !json.chars().any(needs_code) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 32);
    for (at, letter) in json.char_indices() {
        // What JSON itself is made of has line breaks, and texts have none.
        if needs_code(letter) || commands::starts_at(&json[at..]) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").expect("a string takes any text");
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(visible(typed), shown);
        assert_eq!(visible(shown), shown);
    }

    #[test]
    fn what_cannot_be_seen_is_shown_by_its_code() {
        check("Grüße, 日本 🙂", "Grüße, 日本 🙂");
        check("\u{1b}[2J", "\\u{1b}[2J");
        check("\u{9b}1m", "\\u{9b}1m");
        check("\u{0}\u{7f}\u{ffff}", "\\u{0}\\u{7f}\\u{ffff}");
        check("a\tb", "a b");
        check("a\u{202e}b\u{2066}c\u{61c}d", "a\\u{202e}b\\u{2066}c\\u{61c}d");
        check(
            "a\u{200b}b\u{200f}c\u{2060}d\u{feff}e\u{ad}f",
            "a\\u{200b}b\\u{200f}c\\u{2060}d\\u{feff}e\\u{ad}f",
        );
        check("\u{e0041}\u{3164}", "\\u{e0041}\\u{3164}");
    }

    #[track_caller]
    fn check_line(typed: &str, shown: &str) {
        assert_eq!(line(typed), shown);
        assert_eq!(line(shown), shown);
    }

    #[test]
    fn a_typed_text_is_one_line() {
        check_line("  two\r\nlines\tand  blanks ", "two lines and blanks");
        check_line("a\u{85}b\u{2028}c\u{b}d", "a b c d");
        check_line("a\u{1b}[2Jb", "a\\u{1b}[2Jb");
    }

    #[track_caller]
    fn check_json(json: &str, expected: &str) {
        assert_eq!(in_json(json.to_owned()), expected);
    }

    #[test]
    fn json_says_the_same_by_codes() {
        check_json("{\n  \"a\": \"é 🙂\"\n}", "{\n  \"a\": \"é 🙂\"\n}");
        check_json("[\"\u{9b}1m\u{202e}\u{ad}\"]", "[\"\\u009b1m\\u202e\\u00ad\"]");
        check_json("[\"\u{e0041}\"]", "[\"\\udb40\\udc41\"]");
        check_json("[\"##[error]a # b\"]", "[\"\\u0023#[error]a # b\"]");
    }
}
