//! The first screen: who, the verdict, the two scores and the gap, the ruler,
//! and what to know before anything else.

use crate::model::Lens;
use crate::report::model::{Fact, Header, OverallReport, Report};
use crate::report::words;

use super::ruler::Ruler;
use super::sheet::{Line, Sheet};
use super::strip::{Known, Strip};
use super::style::{PLAIN, QUIET, STRONG};
use super::{score_lines, text};

/// Where the texts of facts and the ruler start.
const TEXTS: usize = 19;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    header(sheet, &report.header);
    sheet.blank();
    sheet.text(0, STRONG, &report.verdict);
    sheet.blank();
    score_lines::draw(sheet, &report.overall);
    sheet.blank();
    ruler(sheet, report);
    sheet.blank();
    for fact in &report.facts {
        draw_fact(sheet, fact);
    }
}

fn header(sheet: &mut Sheet, header: &Header) {
    title(sheet, header);
    if let Some(caution) = &header.caution {
        sheet.text(0, STRONG, caution);
    }
    if let Some(goal) = &header.goal {
        sheet.text(0, PLAIN, &format!("Goal: {goal}"));
    }
}

/// What, who, which wave and when: on one line if they fit, or else on as few
/// as it takes.
fn title(sheet: &mut Sheet, header: &Header) {
    let title = header.title.to_uppercase();
    let date = header.date.as_str();
    let after_comma =
        |part: &Option<String>| part.as_ref().map(|part| format!(", {part}")).unwrap_or_default();
    let who = format!("{}{}", header.organisation, after_comma(&header.unit));
    let who_and_wave = format!("{who}{}", after_comma(&header.wave));
    let titled = |who: &str| Line::of(STRONG, &title).draw(PLAIN, "   ").add(PLAIN, who);
    if dated(sheet, titled(&who_and_wave), date) {
        return;
    }
    if let Some(wave) = &header.wave
        && dated(sheet, titled(&who), date)
    {
        return sheet.text(0, PLAIN, &format!("Wave: {wave}"));
    }
    sheet.text(0, STRONG, &title);
    if !dated(sheet, Line::of(PLAIN, &who_and_wave), date) {
        sheet.text(0, PLAIN, &who_and_wave);
        sheet.text(0, PLAIN, date);
    }
}

/// Pushes a line with the date at its right end, if there is room for it.
fn dated(sheet: &mut Sheet, line: Line, date: &str) -> bool {
    let fits = line.width() + 3 + text::width(date) <= sheet.width;
    if fits {
        sheet.push(line.right(sheet.width, PLAIN, date));
    }
    fits
}

/// The ruler, with a strip for what was answered and one for what is proven,
/// or with the two ranges.
fn ruler(sheet: &mut Sheet, report: &Report) {
    let overall = &report.overall;
    let left = if sheet.is_narrow() { 0 } else { TEXTS };
    // Grows by tens, so that limits keep falling on columns.
    let ruler = Ruler::new(51 + sheet.to_spare() / 10 * 10, &report.bands);
    let sides = Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status));
    if sides.iter().all(|side| matches!(side, Known::Nothing(_))) {
        return;
    }
    sheet.band_names(left, ruler);
    match sides {
        [Known::Score(prevention), Known::Score(resolution)] => {
            let gap = overall.gap.points.map_or(resolution - prevention, |gap| gap.published);
            let mut strip = Strip::empty(ruler, sheet.marks).scores(prevention, resolution);
            strip.write_values(prevention, resolution, gap);
            labelled(sheet, left, ["As answered", "answered"], &strip);
            proven(sheet, left, ruler, overall);
        }
        sides => {
            for (lens, side) in Lens::ALL.into_iter().zip(sides) {
                let strip = Strip::empty(ruler, sheet.marks).side(lens, side);
                let name = words::capitalised(lens.name());
                let head = sheet.marks.head(lens);
                labelled(sheet, left, [&name, &head], &strip);
            }
        }
    }
    sheet.push(Line::indented(left).draw(QUIET, &ruler.axis()));
}

/// The second strip: unsupported answers set back. Its values stand nowhere
/// else, so they are written below it if they find no room on it.
fn proven(sheet: &mut Sheet, left: usize, ruler: Ruler<'_>, overall: &OverallReport) {
    let supported = (overall.prevention.supported, overall.resolution.supported);
    let (Some(prevention), Some(resolution)) = supported else { return };
    let gap = overall.gap.supported.unwrap_or(resolution - prevention);
    let mut strip = Strip::empty(ruler, sheet.marks).scores(prevention, resolution);
    let complete = strip.write_values(prevention, resolution, gap);
    labelled(sheet, left, ["As proven", "proven"], &strip);
    if !complete {
        let words =
            format!("prevention {prevention}, resolution {resolution}, gap {}", gap.signed());
        sheet.push(Line::indented(left).add(PLAIN, &words));
    }
}

/// A strip with its label: on its left, or on its right where it is narrow.
fn labelled(sheet: &mut Sheet, left: usize, [long, short]: [&str; 2], strip: &Strip<'_>) {
    let line = if left == 0 {
        Line::default().strip(strip).draw(PLAIN, " ").add(PLAIN, short)
    } else {
        Line::of(PLAIN, long).pad(left).strip(strip)
    };
    sheet.push(line);
}

fn draw_fact(sheet: &mut Sheet, fact: &Fact) {
    let mut label = Line::of(PLAIN, fact.label);
    for line in &fact.lines {
        sheet.hang(label, TEXTS, PLAIN, line);
        label = Line::default();
    }
}
