//! Who gave which answer, on the questions on which leaders and frontline
//! stand furthest apart: one mark a person, a row a side.

use std::fmt::Write as _;

use crate::report::model::{DisagreementReport, Marks, Report, SideReport, VoicesReport};

use super::dumbbell::short;
use super::people::{self, Person, people};
use super::{escaped, file};

/// At most so many questions.
const MOST: usize = 10;
const WIDTH: usize = 900;
/// Where the levels start, and how wide one is.
const LEFT: usize = 316;
const ACROSS: usize = 116;
/// Where the first question starts, and how high a question and a row are.
const TOP: usize = 62;
const QUESTION: usize = 64;
const ROW: usize = 27;

pub(in crate::report) const TITLE: &str = "Where leaders and frontline disagree";

/// Whether there is something to draw.
pub(super) fn is_needed(report: &Report) -> bool {
    report.voices.as_ref().is_some_and(|voices| !voices.disagreements.is_empty())
}

fn shown(voices: &VoicesReport) -> &[DisagreementReport] {
    &voices.disagreements[..voices.disagreements.len().min(MOST)]
}

/// What the chart shows, in words.
pub(super) fn in_words(voices: &VoicesReport) -> String {
    let each = shown(voices).iter().map(|one| format!("{}: {}", one.question.title, one.words()));
    let each: Vec<String> = each.collect();
    let has_ring = shown(voices).iter().any(DisagreementReport::has_small_group);
    let ring = if has_ring { ", a ring at the mean for a small group" } else { "" };
    format!("Who gave which level, one mark a person{ring}, widest first. {}.", each.join("; "))
}

/// The chart as a file.
pub(super) fn voices(report: &Report, voices: &VoicesReport) -> String {
    let shown = shown(voices);
    let sides = shown.iter().flat_map(DisagreementReport::sides);
    let most = sides.map(|side| side.levels.most()).max().unwrap_or_default();
    let bottom = TOP + QUESTION * shown.len();
    let mut body = head(report, shown, bottom);
    for (place, disagreement) in shown.iter().enumerate() {
        body += &question(disagreement, TOP + QUESTION * place, most);
    }
    file(WIDTH, bottom + 12, "voices", TITLE, &in_words(voices), &body)
}

/// Which mark is which side, and the levels with their names.
fn head(report: &Report, shown: &[DisagreementReport], bottom: usize) -> String {
    let mut head = String::new();
    if let Some(first) = shown.first() {
        for ((side, person), y) in first.sides().into_iter().zip(PERSONS).zip([14, 34]) {
            let _ = write!(
                head,
                r#"<g transform="translate(14 {y})">{}</g><text class="v" x="32" y="{}">{}</text>"#,
                people(1, 1, person),
                y + 10,
                escaped(&short(&side.title)),
            );
        }
    }
    for level in 0..5 {
        let x = LEFT + ACROSS * level;
        let name = report.bands.get(level).map(|band| band.name.as_str()).unwrap_or_default();
        let name: String = name.chars().take(12).collect();
        let _ = write!(
            head,
            r#"<path class="grid" d="M{} 8V{bottom}"/><text x="{x}" y="24"><tspan class="b">{}</tspan> {}</text>"#,
            x - 8,
            level + 1,
            escaped(&name),
        );
    }
    head
}

/// Leaders and frontline differ by shape.
const PERSONS: [Person; 2] = [Person::Disc, Person::Square];

fn question(disagreement: &DisagreementReport, y: usize, most: u32) -> String {
    let mut drawn = format!(
        r#"<path class="grid" d="M14 {}H{}"/><text class="b" x="14" y="{}">{}</text>"#,
        y - 7,
        WIDTH - 14,
        y + 10,
        escaped(&short(&disagreement.question.title)),
    );
    let means = disagreement.sides().map(|side| format!("{} {}", side.title, side.mean)).join(", ");
    let _ = write!(drawn, r#"<text x="14" y="{}">{}</text>"#, y + 30, escaped(&short(&means)));
    for ((side, person), row) in disagreement.sides().into_iter().zip(PERSONS).zip([0, ROW]) {
        drawn += &levels(side, person, y + row, most);
    }
    drawn
}

fn levels(side: &SideReport, person: Person, y: usize, most: u32) -> String {
    let mut drawn = String::new();
    for level in 0..5 {
        let Some(marks) = side.levels.marks_at(level) else { continue };
        let (x, y_of_text) = (LEFT + ACROSS * level, y + 10);
        let (marks, words, width) = match marks {
            Marks::Group => (people::group().to_owned(), side.levels.group_words(), 14),
            Marks::People(count) => {
                let count_beside = people::is_bar(most).then(|| count.to_string());
                (people(count, most, person), count_beside, people::bar_width(count, most) + 6)
            }
        };
        let _ = write!(drawn, r#"<g transform="translate({x} {y})">{marks}</g>"#);
        if let Some(words) = words {
            let x = x + width as usize;
            let _ = write!(drawn, r#"<text x="{x}" y="{y_of_text}">{words}</text>"#);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    use super::*;

    #[test]
    fn each_person_is_a_mark_and_the_sides_differ_by_shape() {
        let report = sample::several();
        let voices_of = report.voices.as_ref().expect("several people answered");
        let chart = voices(&report, voices_of);
        let sides = |pick: fn(&DisagreementReport) -> &SideReport| -> u32 {
            shown(voices_of).iter().map(|one| pick(one).levels.people).sum()
        };
        // The legend has one of each.
        let discs = usize::try_from(sides(|one| &one.leaders)).expect("few") + 1;
        let squares = usize::try_from(sides(|one| &one.frontline)).expect("few") + 1;
        assert_eq!(chart.matches(r#"<circle class="who""#).count(), discs);
        assert_eq!(chart.matches(r#"<rect class="whom""#).count(), squares);
        assert!(chart.contains("role=\"img\"") && chart.contains("<title id=\"t\">Where leaders"));
        assert!(!chart.contains("var("), "a file has no page that could style it");
    }

    #[test]
    fn of_one_respondent_there_is_no_chart() {
        assert!(!is_needed(&sample::larkfield()));
        assert!(is_needed(&sample::several()));
    }
}
