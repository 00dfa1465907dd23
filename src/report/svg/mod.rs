//! Charts as hand-written SVG, made from the report alone. Each chart is one
//! small file; this one has what they share.
//!
//! Prevention is a full disc, resolution an open diamond, and the gap the line
//! between them: shape says what colour says. The classes are styled by the
//! page, or by `STYLE` where a chart is a file of its own.

mod charts;
mod dumbbell;
mod map;
mod people;
mod steps;
mod strip;
mod voices;

use crate::text::visible;

pub use charts::{Chart, charts};
pub(super) use map::{TITLE as MAP_TITLE, in_words as map_in_words, is_needed as has_map, map};
pub(super) use people::marks_in_line;
pub(super) use steps::{dots, steps};
pub(super) use strip::{Ends, Marks, band_names, limits, strip, strip_with_values};

/// The marks that charts use by name; a page or a file holds them once.
pub(super) const MARKS: &str = r#"<defs><circle id="p" class="m-p" r="5.5"/><circle id="pb" class="m-p" r="7.5"/><path id="r" class="m-r" stroke-width="2.5" d="M0-7.5L7.5 0L0 7.5L-7.5 0Z"/><path id="rb" class="m-r" stroke-width="3" d="M0-10L10 0L0 10L-10 0Z"/><path id="pe" class="e-p" d="M0-4V4"/><path id="re" class="e-r" d="M0-4V4"/></defs>"#;

/// The colours of a chart that is a file of its own: ink on white paper, for
/// it may be shown anywhere.
const STYLE: &str = "<style>text{font:14px -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:#50565d}\
.m-p{fill:#0b5296}.m-r{fill:#fff;stroke:#a34a00}.edge,.grid{stroke:#c9cdd2}.gap{stroke:#6f767e;stroke-width:2.5}\
.v{fill:#16191d}.b{font-weight:600;fill:#16191d}.vp{fill:#0b5296;font-weight:600}.vr{fill:#a34a00;font-weight:600}\
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
.rp{stroke:#0b5296;stroke-width:4}.rr{stroke:#a34a00;stroke-width:5}.rrin{stroke:#fff;stroke-width:2}\
.e-p{stroke:#0b5296;stroke-width:2}.e-r{stroke:#a34a00;stroke-width:2}\
.map text{font-size:12px}.region{fill:#fff;stroke:#6f767e}.here{fill:#f2f3f4}.frame{fill:none;stroke:#6f767e}\
.tickmark,.lead{stroke:#6f767e}.lead{stroke-width:.75}.diag{stroke:#6f767e;stroke-dasharray:1 3}\
.who{fill:#16191d}.whom{fill:#fff;stroke:#16191d;stroke-width:1.5}.on,.axis{fill:#16191d;font-weight:600}.dot,.pn{fill:#16191d}.all{stroke:#16191d;stroke-width:3;fill:none}</style>";

/// A chart as a file of its own.
fn file(width: usize, height: usize, class: &str, title: &str, about: &str, body: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" class="{class}" role="img" aria-labelledby="t d"><title id="t">{}</title><desc id="d">{}</desc>{STYLE}{MARKS}<rect width="100%" height="100%" fill="#fff"/>{body}</svg>{}"##,
        escaped(title),
        escaped(about),
        "\n",
    )
}

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
            // Two of them and a bracket are a command to CI servers.
            '#' => escaped.push_str("&#35;"),
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
