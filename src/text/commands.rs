//! What CI servers take for a command of their own when it stands in a log,
//! made harmless: shown by its code, as hidden characters are.
//!
//! GitHub, Gitea and Forgejo obey a line that starts with `::`, also behind
//! blanks, and GitHub, Azure Pipelines and `TeamCity` obey `##[`, `##vso[` and
//! `##teamcity[` anywhere in a line.

use std::borrow::Cow;
use std::io::{self, Write};

/// Our own styles start with it; what was typed has none left.
const ESCAPE: u8 = 0x1b;

/// Whether a text starts with `##[` or `##word[`.
pub(super) fn starts_at(text: &str) -> bool {
    let word = text.strip_prefix("##");
    word.is_some_and(|word| {
        word.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
    })
}

/// Makes one line harmless in a log. Doing it twice changes nothing.
pub fn harmless(line: &str) -> Cow<'_, str> {
    let inside = line.trim_start();
    let is_command = inside.starts_with("::");
    if !is_command && !line.contains("##") {
        return Cow::Borrowed(line);
    }
    let start = if is_command { Some(line.len() - inside.len()) } else { None };
    let mut shown = String::with_capacity(line.len() + 8);
    for (at, letter) in line.char_indices() {
        if start == Some(at) {
            shown.push_str("\\u{3a}");
        } else if starts_at(&line[at..]) {
            shown.push_str("\\u{23}");
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Runs a writer of text whose lines may stand in a log, and makes each of
/// them harmless, whatever was typed into it and however it was wrapped.
///
/// # Errors
///
/// The output cannot be written.
pub fn harmless_lines(
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut lines = Lines { out, line: Vec::new() };
    write(&mut lines)?;
    lines.flush()
}

/// Holds a line back until it is whole.
struct Lines<'w> {
    out: &'w mut dyn Write,
    line: Vec<u8>,
}

impl Lines<'_> {
    fn write_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let has = |pair: &[u8]| line.windows(2).any(|two| two == pair);
        if !line.contains(&ESCAPE) && !has(b"::") && !has(b"##") {
            return self.out.write_all(&line);
        }
        let text = String::from_utf8_lossy(&line);
        let plain = without_styles(&text);
        match harmless(&plain) {
            Cow::Borrowed(_) => self.out.write_all(&line),
            Cow::Owned(shown) => self.out.write_all(shown.as_bytes()),
        }
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.write_line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_line()?;
        self.out.flush()
    }
}

/// A line as a server sees it: a log has no colours, and what was typed no
/// escape.
fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, shown: &str) {
        assert_eq!(harmless(line), shown);
        assert_eq!(harmless(shown), shown);
    }

    #[test]
    fn no_line_is_a_command() {
        check("a::b, a # b, ## c", "a::b, a # b, ## c");
        check("::error::a", "\\u{3a}:error::a");
        check(" \t\u{a0}\u{3000}::error::a", " \t\u{a0}\u{3000}\\u{3a}:error::a");
        check("a ##[error]b", "a \\u{23}#[error]b");
        check("##vso[task.complete]", "\\u{23}#vso[task.complete]");
        check("###teamcity[x]", "#\\u{23}#teamcity[x]");
        check("  ::##[x]", "  \\u{3a}:\\u{23}#[x]");
        check("::", "\\u{3a}:");
    }

    #[track_caller]
    fn check_lines(pieces: &[&str], expected: &str) {
        let mut out = Vec::new();
        let write = |out: &mut dyn Write| {
            pieces.iter().try_for_each(|piece| out.write_all(piece.as_bytes()))
        };
        harmless_lines(&mut out, write).expect("a vector takes any bytes");
        assert_eq!(String::from_utf8(out).expect("it is text"), expected);
    }

    #[test]
    fn lines_are_made_harmless_however_they_are_written() {
        check_lines(&["a\n:", ":b\nc"], "a\n\\u{3a}:b\nc");
        check_lines(
            &["  \u{1b}[1m::b\u{1b}[0m\n", "\u{1b}[1m: :\u{1b}[0m\n"],
            "  \\u{3a}:b\n\u{1b}[1m: :\u{1b}[0m\n",
        );
        check_lines(&["#\u{1b}[0m#[x]\r\n"], "\\u{23}#[x]\r\n");
        check_lines(&["\u{1b}[1ma::b\u{1b}[0m"], "\u{1b}[1ma::b\u{1b}[0m");
    }
}
