//! One row of the ruler from 0 to 100: the two marks and the gap between
//! them, or the ranges in which the scores lie. It has no view box: a score is
//! a percentage across, so that the strip stretches and its marks do not.

use std::fmt::Write as _;
use std::mem;

use crate::model::Tenths;
use crate::report::known::Known;
use crate::report::model::Band;

use super::{escaped, number};

/// How big the marks of a strip are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Marks {
    /// As in the first row of a report.
    Big,
    /// As everywhere else.
    Small,
}

/// A strip for a table, whose figures stand in columns.
pub(in crate::report) fn strip(title: &str, bands: &[Band], sides: [Known; 2]) -> String {
    drawn(title, &body(bands, sides, Marks::Small))
}

/// A strip with both values and the gap written on it.
pub(in crate::report) fn strip_with_values(
    title: &str,
    bands: &[Band],
    [prevention, resolution]: [Tenths; 2],
    gap: Tenths,
    marks: Marks,
) -> String {
    let sides = [Known::Score(prevention), Known::Score(resolution)];
    let values = values([prevention, resolution], gap, marks);
    drawn(title, &format!("{}{values}", body(bands, sides, marks)))
}

fn drawn(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        r#"<svg class="strip" role="img" aria-label="{title}" focusable="false"><title>{title}</title>{body}</svg>"#
    )
}

/// What stands on a strip, also for a chart that places it itself.
pub(super) fn body(bands: &[Band], sides: [Known; 2], marks: Marks) -> String {
    let mut body = lines(bands);
    match sides {
        [Known::Score(prevention), Known::Score(resolution)] => {
            let _ = write!(
                body,
                r#"<line class="gap" x1="{prevention}%" x2="{resolution}%" y1="50%" y2="50%"/>"#
            );
            body += &mark('r', resolution, marks);
            body += &mark('p', prevention, marks);
        }
        [prevention, resolution] => {
            body += &one_side('p', prevention, marks);
            body += &one_side('r', resolution, marks);
        }
    }
    body
}

/// The limits of the bands, and both ends.
fn lines(bands: &[Band]) -> String {
    let line = |class: &str, at: Tenths| {
        format!(r#"<line class="{class}" x1="{at}%" x2="{at}%" y1="0" y2="100%"/>"#)
    };
    let inner = bands.iter().map(|band| band.from).filter(|&from| from > Tenths::ZERO);
    let inner: String = inner.map(|from| line("grid", from)).collect();
    format!("{}{inner}{}", line("edge", Tenths::ZERO), line("edge", Tenths::HUNDRED))
}

fn mark(lens: char, score: Tenths, marks: Marks) -> String {
    let size = if marks == Marks::Big { "b" } else { "" };
    format!(r##"<use href="#{lens}{size}" x="{score}%" y="50%"/>"##)
}

/// A mark for a score; for a range a bar, full above the middle for
/// prevention, open below it for resolution.
fn one_side(lens: char, known: Known, marks: Marks) -> String {
    let range = match known {
        Known::Score(score) => return mark(lens, score, marks),
        Known::Nothing(_) => return String::new(),
        Known::Range(range) => range,
    };
    let (from, to) = (range.lower, range.upper);
    let bar = |class: &str| {
        format!(r#"<line class="{class}" x1="{from}%" x2="{to}%" y1="50%" y2="50%"/>"#)
    };
    let (shift, bars) =
        if lens == 'p' { (-6, bar("rp")) } else { (6, format!("{}{}", bar("rr"), bar("rrin"))) };
    let end = |at: Tenths| format!(r##"<use href="#{lens}e" x="{at}%" y="50%"/>"##);
    format!(r#"<g transform="translate(0 {shift})">{bars}{}{}</g>"#, end(from), end(to))
}

/// A value at a percentage across and so many pixels from there.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    percent: f64,
    dx: f64,
    dy: f64,
    anchor: &'static str,
}

/// From here outwards a value finds no room beside its mark.
const NEAR_END: Tenths = Tenths::whole(10);

/// Where both values and the gap stand: values outward of their marks, the gap
/// above its line. Near an end a value stands above its mark, and the gap goes
/// below the line where the two could touch.
fn places([prevention, resolution]: [Tenths; 2]) -> [Place; 3] {
    let is_swapped = resolution < prevention;
    let (mut low, mut high) = (prevention, resolution);
    if is_swapped {
        mem::swap(&mut low, &mut high);
    }
    let above = |at: Tenths| Place { percent: at.value(), dx: 0.0, dy: -14.0, anchor: "middle" };
    let beside = |at: Tenths, dx, anchor| Place { percent: at.value(), dx, dy: 4.5, anchor };
    let (low_is_above, high_is_above) = (low < NEAR_END, high > Tenths::HUNDRED - NEAR_END);
    let lower = if low_is_above { above(low) } else { beside(low, -16.0, "end") };
    let upper = if high_is_above { above(high) } else { beside(high, 16.0, "start") };
    let is_short = high - low < Tenths::whole(40);
    let dy = if is_short && (low_is_above || high_is_above) { 22.0 } else { -7.0 };
    let percent = f64::midpoint(low.value(), high.value());
    let gap = Place { percent, dx: 0.0, dy, anchor: "middle" };
    if is_swapped { [upper, lower, gap] } else { [lower, upper, gap] }
}

fn values(scores: [Tenths; 2], gap: Tenths, marks: Marks) -> String {
    let [prevention, resolution, middle] = places(scores);
    let class = |big| if marks == Marks::Big { big } else { "v" };
    let text = |place: Place, class: &str, value: &str| {
        format!(
            r#"<g transform="translate({} {})"><text class="halo {class}" x="{}%" y="50%" text-anchor="{}">{value}</text></g>"#,
            number(place.dx),
            number(place.dy),
            number(place.percent),
            place.anchor,
        )
    };
    [
        text(prevention, class("vp"), &scores[0].to_string()),
        text(resolution, class("vr"), &scores[1].to_string()),
        text(middle, class("b"), &true_minus(&gap.signed())),
    ]
    .concat()
}

/// A figure with a minus sign in place of the hyphen.
pub(super) fn true_minus(figure: &str) -> String {
    figure.replace('-', "\u{2212}")
}

/// The names of the bands, each over the middle of its band.
pub(in crate::report) fn band_names(bands: &[Band]) -> String {
    let name = |(ix, band): (usize, &Band)| {
        let to = bands.get(ix + 1).map_or(Tenths::HUNDRED, |next| next.from);
        let middle = f64::midpoint(band.from.value(), to.value());
        format!(
            r#"<text x="{}%" y="100%" dy="-.7em" text-anchor="middle">{}</text>"#,
            number(middle),
            escaped(&band.name)
        )
    };
    bands.iter().enumerate().map(name).collect()
}

/// The limits of the bands: 0, 25, 45, 65, 85, 100. Where the ends of the
/// ruler are those of the page, the first and the last stand inside.
pub(in crate::report) fn limits(bands: &[Band], ends: Ends) -> String {
    let inner = bands.iter().map(|band| band.from).filter(|&from| from > Tenths::ZERO);
    let limit = |at: Tenths| {
        let anchor = match ends {
            Ends::Inside if at == Tenths::ZERO => "start",
            Ends::Inside if at == Tenths::HUNDRED => "end",
            Ends::Inside | Ends::Over => "middle",
        };
        format!(
            r#"<text x="{at}%" y="100%" dy="-.5em" text-anchor="{anchor}">{}</text>"#,
            number(at.value())
        )
    };
    [Tenths::ZERO].into_iter().chain(inner).chain([Tenths::HUNDRED]).map(limit).collect()
}

/// Whether the outer limits may stand out beyond the ruler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Ends {
    /// They end where it ends.
    Inside,
    /// They stand over its ends.
    Over,
}

#[cfg(test)]
mod tests {
    use crate::report::model::Range;

    use super::*;

    #[track_caller]
    fn check(prevention: i32, resolution: i32, expected: [(f64, f64); 3]) {
        let found = places([Tenths::whole(prevention), Tenths::whole(resolution)]);
        assert_eq!(found.map(|place| (place.dx, place.dy)), expected);
    }

    #[test]
    fn values_stand_outward_and_the_gap_above_its_line() {
        check(41, 68, [(-16.0, 4.5), (16.0, 4.5), (0.0, -7.0)]);
        check(68, 41, [(16.0, 4.5), (-16.0, 4.5), (0.0, -7.0)]);
        check(50, 50, [(-16.0, 4.5), (16.0, 4.5), (0.0, -7.0)]);
        check(5, 68, [(0.0, -14.0), (16.0, 4.5), (0.0, -7.0)]);
        check(5, 20, [(0.0, -14.0), (16.0, 4.5), (0.0, 22.0)]);
        check(80, 95, [(-16.0, 4.5), (0.0, -14.0), (0.0, 22.0)]);
        check(0, 100, [(0.0, -14.0), (0.0, -14.0), (0.0, -7.0)]);
    }

    /// A value is about 40 pixels wide and 11 high.
    fn span(place: Place, width: f64) -> [f64; 4] {
        let x = place.percent / 100.0 * width + place.dx;
        let left = match place.anchor {
            "end" => x - 40.0,
            "start" => x,
            _ => x - 20.0,
        };
        [left, left + 40.0, place.dy - 10.0, place.dy + 1.0]
    }

    fn touch(a: [f64; 4], b: [f64; 4]) -> bool {
        a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3]
    }

    #[test]
    fn no_two_values_touch_on_a_phone_or_on_paper() {
        for width in [216.0, 500.0, 760.0] {
            for prevention in 0..=100 {
                for resolution in 0..=100 {
                    let scores = [Tenths::whole(prevention), Tenths::whole(resolution)];
                    let [p, r, gap] = places(scores).map(|place| span(place, width));
                    let collide = touch(p, r) || touch(p, gap) || touch(r, gap);
                    assert!(!collide, "{prevention} and {resolution} on {width}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_known_has_no_mark() {
        let range = Range { lower: Tenths::whole(25), upper: Tenths::whole(75) };
        let drawn = |sides| {
            body(&[Band { name: "All".to_owned(), from: Tenths::ZERO }], sides, Marks::Small)
        };
        let bars = drawn([Known::Range(range), Known::Range(range)]);
        assert!(bars.contains(r#"class="rp" x1="25.0%" x2="75.0%""#), "{bars}");
        assert!(bars.contains(r#"class="rrin""#) && !bars.contains("gap"), "{bars}");
        assert!(!bars.contains("#p\"") && !bars.contains("#r\""), "{bars}");
        let one = drawn([Known::Score(Tenths::whole(40)), Known::Range(range)]);
        assert!(one.contains("#p\"") && one.contains("rrin") && !one.contains("gap"), "{one}");
        let nothing = Known::Nothing("does not apply");
        assert!(!drawn([nothing, nothing]).contains("use"));
    }
}
