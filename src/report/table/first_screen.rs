//! The first screen: who, the verdict, the two scores and the gap, the ruler,
//! and what to know before anything else.

use crate::model::{Lens, Tenths};
use crate::report::model::{Fact, Header, OverallReport, Range, Report};
use crate::report::words;

use super::ruler::Ruler;
use super::sheet::{Line, Sheet};
use super::strip::{Known, Strip};
use super::style::{self, Marks, PLAIN, QUIET, STRONG};
use super::text;

/// Where the texts of facts and the ruler start.
const TEXTS: usize = 19;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    header(sheet, &report.header);
    sheet.blank();
    sheet.text(0, STRONG, &report.verdict);
    sheet.blank();
    scores(sheet, &report.overall);
    sheet.blank();
    ruler(sheet, report);
    sheet.blank();
    for fact in &report.facts {
        draw_fact(sheet, fact);
    }
}

fn header(sheet: &mut Sheet, header: &Header) {
    let title = header.title.to_uppercase();
    let unit = header.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let who = text::clean(&format!("{}{unit}", header.organisation));
    let wave = header.wave.as_deref().map(text::clean);
    let who_and_wave = wave.as_ref().map_or(who.clone(), |wave| format!("{who}, {wave}"));
    let titled = |who: &str| Line::of(STRONG, &title).draw(PLAIN, "   ").add(PLAIN, who);
    // On one line if it fits, or else in as few as it takes.
    let date = header.date.as_str();
    let mut wave_is_left = false;
    if !dated(sheet, titled(&who_and_wave), date) {
        wave_is_left = wave.is_some() && dated(sheet, titled(&who), date);
        if !wave_is_left {
            sheet.text(0, STRONG, &title);
            if !dated(sheet, Line::of(PLAIN, &who_and_wave), date) {
                sheet.text(0, PLAIN, &who_and_wave);
                sheet.text(0, PLAIN, date);
            }
        }
    }
    if let Some(wave) = wave.filter(|_| wave_is_left) {
        sheet.text(0, PLAIN, &format!("Wave: {wave}"));
    }
    if let Some(caution) = &header.caution {
        sheet.text(0, STRONG, caution);
    }
    if let Some(goal) = &header.goal {
        sheet.text(0, PLAIN, &format!("Goal: {goal}"));
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

/// Where the parts of the score lines stand.
struct Layout {
    /// Where scores end.
    score_end: usize,
    /// Where their words start.
    word: usize,
    /// Where the gap and the posture start.
    beside: usize,
    /// Where the posture starts, from there.
    value: usize,
    /// Blanks before a word.
    apart: usize,
    gap_label: &'static str,
}

const WIDE: Layout = Layout {
    score_end: 23,
    word: 26,
    beside: 44,
    value: 17,
    apart: 3,
    gap_label: "Prevention Gap",
};

const NARROW: Layout =
    Layout { score_end: 18, word: 20, beside: 33, value: 9, apart: 2, gap_label: "Gap" };

fn scores(sheet: &mut Sheet, overall: &OverallReport) {
    let layout = if sheet.is_narrow() { NARROW } else { WIDE };
    let Some(gap) = overall.gap.points else {
        return ranges(sheet, overall, &layout);
    };
    let scores = Lens::ALL.map(|lens| score(sheet.marks, overall, lens, &layout));
    let widest = scores.iter().map(Line::width).max().unwrap_or_default() + layout.apart;
    let beside = |column: usize| beside(&scores, overall, gap.published, &layout, column);
    let fitting = [layout.beside, widest]
        .into_iter()
        .filter(|&column| column >= widest)
        .map(beside)
        .find(|lines| lines.iter().all(|line| line.width() <= sheet.width));
    match fitting {
        Some(lines) => lines.into_iter().for_each(|line| sheet.push(line)),
        None => stacked(sheet, overall, gap.published, &layout),
    }
}

/// "● Prevention       41.0   Ad hoc"
fn score(marks: &Marks, overall: &OverallReport, lens: Lens, layout: &Layout) -> Line {
    let side = overall.lens(lens);
    let figure = side.score.map(|score| score.published.to_string()).unwrap_or_default();
    let line = name(marks, lens).right(layout.score_end, STRONG, &figure);
    line.pad(layout.word).add(PLAIN, side.word.as_deref().unwrap_or_default())
}

/// "● Prevention"
fn name(marks: &Marks, lens: Lens) -> Line {
    let mark = marks.score(lens).to_string();
    let name = format!(" {}", words::capitalised(lens.name()));
    Line::of(style::of(lens), &mark).draw(PLAIN, &name)
}

/// The score lines with the gap and the posture beside them.
fn beside(
    scores: &[Line; 2],
    overall: &OverallReport,
    gap: Tenths,
    layout: &Layout,
    column: usize,
) -> [Line; 2] {
    let [first, second] = scores.clone().map(|line| line.pad(column));
    let value = column + layout.value;
    let end = value + "+27.0".len();
    let first = first.add(PLAIN, layout.gap_label).right(end, STRONG, &gap.signed());
    let first = first.pad(end + layout.apart).add(PLAIN, overall.gap.word.unwrap_or_default());
    let second = match &overall.posture {
        None => second,
        Some(posture) => {
            second.add(PLAIN, "Posture").pad(value).add(STRONG, &posture.title.to_uppercase())
        }
    };
    [first, second]
}

/// The score lines with the gap and the posture below them.
fn stacked(sheet: &mut Sheet, overall: &OverallReport, gap: Tenths, layout: &Layout) {
    for lens in Lens::ALL {
        let side = overall.lens(lens);
        let figure = side.score.map(|score| score.published.to_string()).unwrap_or_default();
        let line = name(sheet.marks, lens).right(layout.score_end, STRONG, &figure);
        sheet.hang(line, layout.word, PLAIN, side.word.as_deref().unwrap_or_default());
    }
    let line = Line::indented(2).add(PLAIN, layout.gap_label);
    let line = line.right(layout.score_end, STRONG, &gap.signed());
    sheet.hang(line, layout.word, PLAIN, overall.gap.word.unwrap_or_default());
    if let Some(posture) = &overall.posture {
        let line = Line::indented(2).add(PLAIN, "Posture");
        sheet.hang(line, layout.word, STRONG, &posture.title.to_uppercase());
    }
}

/// The score lines where there are no scores: the ranges in which they lie.
fn ranges(sheet: &mut Sheet, overall: &OverallReport, layout: &Layout) {
    let column = layout.score_end - "41.0".len();
    for lens in Lens::ALL {
        let words = match Known::of_lens(overall.lens(lens), overall.status) {
            Known::Score(score) => score.to_string(),
            Known::Range(range) => format!("between {} and {}", range.lower, range.upper),
            Known::Nothing(why) => why.to_owned(),
        };
        sheet.hang(name(sheet.marks, lens), column, PLAIN, &words);
    }
    let words = match overall.gap.range {
        Some(Range { lower, upper }) => {
            format!("between {} and {}", lower.signed(), upper.signed())
        }
        None => "not known".to_owned(),
    };
    sheet.hang(Line::indented(2).add(PLAIN, layout.gap_label), column, PLAIN, &words);
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
    for names in ruler.names(sheet.width - left) {
        sheet.push(Line::indented(left).draw(QUIET, &names));
    }
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
