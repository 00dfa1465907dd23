//! All strips below each other as one file: the overall scores and every
//! dimension, each with its name and its figures.

use std::fmt::Write as _;

use crate::model::Lens;
use crate::report::known::Known;
use crate::report::model::Report;

use super::strip::{self, Ends, Marks, true_minus};
use super::{escaped, file};

/// Where strips start and how wide they are; where the three figures end.
const LEFT: usize = 290;
const ACROSS: usize = 340;
const ENDS: [usize; 3] = [712, 796, 872];
const WIDTH: usize = 886;
/// Where the first row starts, and how high rows are.
const TOP: usize = 52;
const ROW: usize = 34;
/// So many letters of a name fit beside a strip.
const LETTERS: usize = 41;

/// The chart of the scores by dimension.
pub(in crate::report) fn dumbbell(report: &Report, title: &str, about: &str) -> String {
    let rows = rows(report);
    let mut body = head(report);
    for (ix, row) in rows.iter().enumerate() {
        body += &row.draw(report, TOP + ROW * ix);
    }
    let bottom = TOP + ROW * rows.len();
    let _ = write!(
        body,
        r#"<svg x="{LEFT}" y="{bottom}" width="{ACROSS}" height="26" overflow="visible">{}</svg>"#,
        strip::limits(&report.bands, Ends::Over)
    );
    file(WIDTH, bottom + 30, "dumbbell", title, about, &body)
}

struct Row {
    name: String,
    class: &'static str,
    sides: [Known; 2],
    gap: String,
}

fn rows(report: &Report) -> Vec<Row> {
    let gap = |gap: Option<crate::model::Score>| {
        gap.map_or("not known".to_owned(), |gap| true_minus(&gap.published.signed()))
    };
    let overall = &report.overall;
    let mut rows: Vec<Row> = Vec::new();
    if !report.has_one_dimension() {
        rows.extend(report.dimensions.iter().map(|dimension| Row {
            name: dimension.title.clone(),
            class: "v",
            sides: Lens::ALL.map(|lens| Known::of_cell(dimension.cell(lens))),
            gap: gap(dimension.gap),
        }));
    }
    rows.push(Row {
        name: "Overall".to_owned(),
        class: "b",
        sides: Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status)),
        gap: gap(overall.gap.points),
    });
    rows
}

impl Row {
    fn draw(&self, report: &Report, y: usize) -> String {
        let (middle, class) = (y + ROW / 2 + 5, self.class);
        let [prevention, resolution] = self.sides.map(figure);
        let body = strip::body(&report.bands, self.sides, Marks::Small);
        let [p, r, g] = ENDS;
        format!(
            r#"<text class="{class}" x="14" y="{middle}">{}</text><svg x="{LEFT}" y="{y}" width="{ACROSS}" height="{ROW}" overflow="visible">{body}</svg><text class="vp" x="{p}" y="{middle}" text-anchor="end">{prevention}</text><text class="vr" x="{r}" y="{middle}" text-anchor="end">{resolution}</text><text class="b" x="{g}" y="{middle}" text-anchor="end">{}</text>"#,
            escaped(&short(&self.name)),
            self.gap,
        )
    }
}

/// "41.0"; "25–75" for a range, which is told in full beside the chart.
fn figure(known: Known) -> String {
    match known {
        Known::Score(score) => score.to_string(),
        Known::Range(range) => {
            format!("{:.0}\u{2013}{:.0}", range.lower.value(), range.upper.value())
        }
        Known::Nothing(_) => "none".to_owned(),
    }
}

/// A name that is too long for its gutter ends at a word; the report has it in
/// full.
pub(super) fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LETTERS).collect();
    cut.rsplit_once(' ').map_or(cut.clone(), |(words, _)| words.to_owned())
}

/// The names of the bands, and of the columns.
fn head(report: &Report) -> String {
    let [p, r, g] = ENDS;
    format!(
        r##"<svg x="{LEFT}" y="24" width="{ACROSS}" height="28" overflow="visible">{}</svg><use href="#p" x="{}" y="16"/><use href="#r" x="{}" y="16"/><text class="vp" x="{p}" y="43" text-anchor="end">Prevention</text><text class="vr" x="{}" y="43" text-anchor="end">Resolution</text><text class="b" x="{g}" y="43" text-anchor="end">Gap</text>"##,
        strip::band_names(&report.bands),
        p - 8,
        r - 2,
        r + 10,
    )
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    use super::*;

    #[test]
    fn every_dimension_has_a_row_and_the_file_stands_alone() {
        let report = sample::larkfield();
        let chart = dumbbell(&report, "Scores <1>", "What it shows");
        for dimension in &report.dimensions {
            assert!(chart.contains(&escaped(&short(&dimension.title))), "{}", dimension.title);
        }
        assert!(chart.contains("<title id=\"t\">Scores &lt;1&gt;</title>"));
        assert!(chart.contains("role=\"img\"") && chart.contains("class=\"rrin\""));
        assert!(!chart.contains("var("), "a file has no page that could style it");
    }

    #[track_caller]
    fn check(name: &str, shown: &str) {
        assert_eq!(short(name), shown);
    }

    #[test]
    fn long_names_end_at_a_word() {
        check(
            "Leadership routines and business linkage",
            "Leadership routines and business linkage",
        );
        check(
            "Leadership routines, business linkage and more",
            "Leadership routines, business linkage",
        );
        check("Ownership", "Ownership");
    }
}
