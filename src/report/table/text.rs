//! Texts on a terminal: what was typed made harmless, measured and wrapped.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr as _;

use crate::text;

/// Returns the columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Makes a typed text one line that can be seen and measured. Doing it twice
/// changes nothing.
pub(in crate::report) fn clean(typed: &str) -> String {
    let mut shown = text::line(typed);
    // It only asks for a coloured picture, and terminals disagree on how wide
    // that makes a line.
    shown.retain(|letter| letter != '\u{fe0f}');
    shown
}

/// Wraps a text as one paragraph; an empty text has no lines. A word that is
/// wider than the line is broken.
pub(super) fn wrap(typed: &str, columns: usize) -> Vec<String> {
    let line = clean(typed);
    if line.is_empty() {
        return Vec::new();
    }
    let options = Options::new(columns.max(2)).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&line, options).into_iter().map(Cow::into_owned).collect()
}

/// Wraps a text and keeps the line breaks that were typed; empty lines go.
pub(super) fn wrap_lines(typed: &str, columns: usize) -> Vec<String> {
    typed
        .split(|letter| matches!(letter, '\n' | '\r') || text::is_line_break(letter))
        .flat_map(|line| wrap(line, columns))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(clean(typed), shown);
        assert_eq!(clean(shown), shown);
    }

    #[test]
    fn typed_text_moves_no_cursor() {
        check("Grüße, 日本 🙂", "Grüße, 日本 🙂");
        check("a\u{1b}[2Jb", "a\\u{1b}[2Jb");
        check("  two\r\nlines\tand  blanks ", "two lines and blanks");
        check("\u{2764}\u{fe0f}", "\u{2764}");
    }

    #[track_caller]
    fn check_wrap(typed: &str, columns: usize, expected: &[&str]) {
        assert_eq!(wrap_lines(typed, columns), expected);
    }

    #[test]
    fn long_words_are_broken_and_ids_are_not() {
        check_wrap("one two three", 7, &["one two", "three"]);
        check_wrap("answer aih-pattern-use", 15, &["answer", "aih-pattern-use"]);
        check_wrap("abcdefghij", 4, &["abcd", "efgh", "ij"]);
        check_wrap("日本語日本語", 5, &["日本", "語日", "本語"]);
        check_wrap("one\n\ntwo", 9, &["one", "two"]);
        check_wrap("", 9, &[]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(typed in "\\PC*|.*", columns in 2_usize..50) {
            for line in wrap_lines(&typed, columns) {
                prop_assert!(width(&line) <= columns, "{line:?}");
                prop_assert!(!line.contains(char::is_control), "{line:?}");
            }
        }
    }
}
