//! The characters and lines of a plain text.

use std::borrow::Cow;

use crate::model::Span;

/// Longer keys are not plain.
const LONGEST_KEY: usize = 100;

/// A position in a plain text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// How far the line is indented that [`next_line`](Self::next_line) found.
    indent: Option<usize>,
}

/// Where a text without quotes stands, which decides what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind `key: ` or `- `.
    Block,
    /// In brackets.
    Flow,
}

impl<'t> Scanner<'t> {
    /// Starts at the start of a text, unless it has characters that are not
    /// plain.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~'))
            || text.chars().all(is_plain);
        is_plain.then_some(Self { text, at: 0, indent: None })
    }

    /// The offset in the text.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// How far the line at hand is indented; `None` at the end of the text.
    pub(super) fn indent(&self) -> Option<usize> {
        self.indent
    }

    /// Steps over a text, if it comes next.
    pub(super) fn takes(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
        }
        is_next
    }

    /// Steps over blanks; returns whether there were any.
    pub(super) fn skip_blanks(&mut self) -> bool {
        self.skip(|byte| byte == b' ')
    }

    /// Steps over blanks and ends of lines.
    pub(super) fn skip_white(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\n'));
    }

    fn skip(&mut self, is_skipped: fn(u8) -> bool) -> bool {
        let start = self.at;
        while self.peek().is_some_and(is_skipped) {
            self.at += 1;
        }
        self.at > start
    }

    /// From the start of a line, steps to the first character that is neither
    /// blank nor in a comment.
    pub(super) fn next_line(&mut self) {
        loop {
            let start = self.at;
            self.skip_blanks();
            match self.peek() {
                None => self.indent = None,
                Some(b'\n') => {
                    self.at += 1;
                    continue;
                }
                Some(b'#') => {
                    self.skip_line();
                    continue;
                }
                Some(_) => self.indent = Some(self.at - start),
            }
            return;
        }
    }

    /// Behind a value, steps to the next line; nothing but a comment may be
    /// left on this one.
    pub(super) fn end_line(&mut self) -> Option<()> {
        let any_blank = self.skip_blanks();
        match self.peek() {
            None | Some(b'\n') => {}
            Some(b'#') if any_blank => {}
            Some(_) => return None,
        }
        self.skip_line();
        self.next_line();
        Some(())
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    /// A key without its colon, and where it stands.
    pub(super) fn key(&mut self) -> Option<(Cow<'t, str>, Span)> {
        let start = self.at;
        let key = match self.peek()? {
            b'"' | b'\'' => self.quoted()?,
            byte if byte.is_ascii_alphabetic() => {
                self.skip(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
                Cow::Borrowed(&self.text[start..self.at])
            }
            _ => return None,
        };
        let span = start..self.at;
        let is_short = (1..=LONGEST_KEY).contains(&key.len());
        (is_short && self.takes(":")).then_some((key, span))
    }

    /// A text in quotes, on one line.
    pub(super) fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let quote = self.peek()?;
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let ends = |byte: u8| byte == quote || matches!(byte, b'\\' | b'\n');
            let part = &rest[..rest.bytes().position(ends)?];
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            self.at += part.len() + 1;
            let escaped = match (quote, rest.as_bytes()[part.len()]) {
                (_, b'\n') => return None,
                (b'"', b'\\') => escape(self.peek()?)?,
                (b'\'', b'\\') => {
                    text.to_mut().push('\\');
                    continue;
                }
                (b'\'', _) if self.peek() == Some(b'\'') => '\'',
                _ => return Some(text),
            };
            text.to_mut().push(escaped);
            self.at += 1;
        }
    }

    /// A text without quotes, which ends where its line or its comment does,
    /// and in brackets at the next comma or bracket.
    pub(super) fn bare(&mut self, place: Place) -> Option<&'t str> {
        if !self.peek()?.is_ascii_alphanumeric() {
            return None;
        }
        let rest = self.rest();
        let ends = |byte: u8| match byte {
            b'\n' | b'#' | b':' => true,
            b',' | b'{' | b'}' | b'[' | b']' => place == Place::Flow,
            _ => false,
        };
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        let text = rest[..end].trim_end_matches(' ');
        let is_ended = match rest.as_bytes().get(end) {
            None => place == Place::Block,
            Some(b'#') => place == Place::Block && text.len() < end,
            // In brackets, only a comma or a bracket may follow on the next line.
            Some(b'\n' | b',' | b'}' | b']') => true,
            Some(_) => false,
        };
        self.at += text.len();
        // Readers differ about blanks beyond ASCII.
        (is_ended && text.trim_end().len() == text.len()).then_some(text)
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }
}

/// The character that an escape stands for.
fn escape(byte: u8) -> Option<char> {
    match byte {
        b'"' => Some('"'),
        b'\\' => Some('\\'),
        b'n' => Some('\n'),
        b't' => Some('\t'),
        _ => None,
    }
}

/// Whether every reader of YAML takes a character for itself: no tabs, control
/// characters, line ends of Unicode, byte-order marks or what is no character.
fn is_plain(character: char) -> bool {
    match character {
        '\n' | ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => character >= '\u{a0}',
    }
}
