//! Charts as hand-written SVG, made from the report alone. Each chart is one
//! small file; this one has what they share.
//!
//! Prevention is a full disc, resolution an open diamond, and the gap the line
//! between them: shape says what colour says. The classes are styled by the
//! page.

mod map;
mod steps;
mod strip;

use super::escape::visible;

pub(super) use map::map;
pub(super) use steps::{dots, steps};
pub(super) use strip::{Ends, Marks, band_names, limits, strip, strip_with_values};

/// The marks that charts use by name; a page or a file holds them once.
pub(super) const MARKS: &str = r#"<defs><circle id="p" class="m-p" r="5.5"/><circle id="pb" class="m-p" r="7.5"/><path id="r" class="m-r" stroke-width="2.5" d="M0-7.5L7.5 0L0 7.5L-7.5 0Z"/><path id="rb" class="m-r" stroke-width="3" d="M0-10L10 0L0 10L-10 0Z"/><path id="pe" class="e-p" d="M0-4V4"/><path id="re" class="e-r" d="M0-4V4"/></defs>"#;

/// A text that marks nothing up and hides nothing.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A number for SVG, with at most two decimals: "54.5", "8", "-7.25".
fn number(value: f64) -> String {
    let decimal = format!("{value:.2}");
    let short = decimal.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_number(value: f64, expected: &str) {
        assert_eq!(number(value), expected);
    }

    #[test]
    fn numbers_are_short() {
        check_number(54.5, "54.5");
        check_number(100.0, "100");
        check_number(-0.001, "0");
        check_number(33.333, "33.33");
    }

    #[test]
    fn typed_text_marks_nothing_up() {
        assert_eq!(escaped("<a b=\"c\">&'\u{1b}"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\\u{1b}");
    }
}
