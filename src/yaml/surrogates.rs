//! JSON in YAML: JSON writers put 🦀 as the two escapes `\ud83e\udd80`, which
//! `serde_yaml` does not take. They are joined to the one that it does,
//! `\U0001f980`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// Joins the escapes in some double-quoted scalars of a text.
pub(super) fn joined<'t>(text: &'t str, quoted: &[Range<usize>]) -> Cow<'t, str> {
    if quoted.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut copied = 0;
    for scalar in quoted {
        joined.push_str(&text[copied..scalar.start]);
        join(&text[scalar.clone()], &mut joined);
        copied = scalar.end;
    }
    joined.push_str(&text[copied..]);
    Cow::Owned(joined)
}

fn join(scalar: &str, joined: &mut String) {
    let mut rest = scalar;
    while let Some(escape) = rest.find('\\') {
        joined.push_str(&rest[..escape]);
        rest = &rest[escape..];
        if let Some(character) = pair(rest) {
            write!(joined, "\\U{:08x}", u32::from(character)).expect("a String takes everything");
            rest = &rest[12..];
        } else {
            // The escaped character may be another backslash.
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            joined.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    joined.push_str(rest);
}

/// The character that a text starts with as two escapes.
fn pair(text: &str) -> Option<char> {
    let unit = |escape: &str| u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok();
    let units = [unit(text.get(..6)?)?, unit(text.get(6..12)?)?];
    let mut characters = char::decode_utf16(units);
    let first = characters.next()?.ok()?;
    characters.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scalar: &str, expected: &str) {
        let text = format!("'\\ud83e\\udd80' {scalar} é");
        let quoted = 15..15 + scalar.len();
        assert_eq!(joined(&text, &[quoted]), format!("'\\ud83e\\udd80' {expected} é"));
    }

    #[test]
    fn two_escapes_become_one() {
        check(r#""\ud83e\udd80""#, r#""\U0001f980""#);
        check(r#""a\uD83E\uDD80\n\u00e9b""#, r#""a\U0001f980\n\u00e9b""#);
        check(r#""\\ud83e\udd80""#, r#""\\ud83e\udd80""#);
        check(r#""\ud83e \udd80""#, r#""\ud83e \udd80""#);
        check(r#""\u0041\u0042""#, r#""\u0041\u0042""#);
        check(r#""é\"#, r#""é\"#);
        assert_eq!(joined("a", &[]), "a");
    }
}
