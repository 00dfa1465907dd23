//! Bytes to text: the size limit, the encoding, and where an offset stands.
//!
//! What is not text is refused here, with a guess at what it is.

use crate::model::{Encoding, Problem, ProblemKind, Span};

/// The largest document that is read, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 1 << 20;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a document, without a byte-order mark.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    /// Where the text starts in the document: behind the byte-order mark.
    pub(super) start: usize,
}

impl<'t> Text<'t> {
    /// Takes the bytes of one document for text.
    pub(super) fn new(bytes: &'t [u8]) -> Result<Self, Vec<Problem>> {
        let problem = |kind, span| Err(vec![Problem { kind, span, related: None }]);
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return problem(ProblemKind::TooLarge { limit: MAX_DOCUMENT_BYTES }, 0..0);
        }
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let place = error.valid_up_to();
                return problem(ProblemKind::NotUtf8 { guess: guess(bytes, place) }, place..place);
            }
        };
        if let Some(place) = text.find('\0') {
            return problem(ProblemKind::NulByte, place..place + 1);
        }
        Ok(match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => Self { text: rest, start: BYTE_ORDER_MARK.len() },
            None => Self { text, start: 0 },
        })
    }

    /// What stands at a place of the document.
    pub(super) fn slice(&self, span: &Span) -> &'t str {
        let range = span.start.saturating_sub(self.start)..span.end.saturating_sub(self.start);
        self.text.get(range).unwrap_or_default()
    }
}

/// What bytes may be that are not UTF-8 at `place`.
fn guess(bytes: &[u8], place: usize) -> Option<Encoding> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_utf16 {
        return Some(Encoding::Utf16);
    }
    // In Latin-1 an accented letter stands alone, mostly among ASCII letters.
    let follows_ascii = place == 0 || bytes[place - 1].is_ascii();
    (follows_ascii && bytes[place] >= 0x80).then_some(Encoding::Latin1)
}

/// Line and column of an offset, both from 1; a column is a character, and a
/// byte-order mark is none.
pub fn line_column(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = before.split(|&byte| byte == b'\n').count();
    let in_line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let in_line = in_line.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(in_line);
    let starts_character = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    (line, 1 + in_line.iter().filter(starts_character).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], code: &str, place: usize, help: &str) {
        let Err(problems) = Text::new(bytes) else { panic!("there is a problem") };
        let [problem] = &problems[..] else { panic!("there is one problem") };
        assert_eq!(problem.kind.code(), code);
        assert_eq!(problem.span.start, place);
        assert!(
            problem.kind.help().unwrap_or_default().contains(help),
            "{:?}",
            problem.kind.help()
        );
    }

    #[test]
    fn what_is_not_text_is_refused_with_a_guess() {
        check(b"name: Caf\xe9", "not-utf8", 9, "Latin-1");
        check(b"\xff\xfea\0b\0", "not-utf8", 0, "UTF-16");
        check(b"\xe2\x82", "not-utf8", 0, "UTF-8");
        check(b"a: \0", "nul-byte", 3, "UTF-8");
        check(&vec![b' '; MAX_DOCUMENT_BYTES + 1], "too-large", 0, "");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let Ok(text) = Text::new("\u{feff}a: 1".as_bytes()) else { panic!("it is text") };
        assert_eq!(text.text, "a: 1");
        assert_eq!(text.slice(&(6..7)), "1");
    }

    #[test]
    fn columns_are_characters() {
        let check = |text: &str, offset, expected| {
            assert_eq!(line_column(text.as_bytes(), offset), expected);
        };
        check("a: 1\nb: é日x", 12, (2, 6));
        check("a\r\nb", 3, (2, 1));
        check("\u{feff}abc", 4, (1, 2));
        check("", 7, (1, 1));
    }
}
