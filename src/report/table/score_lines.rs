//! The two scores, the gap and the posture: side by side where there is room,
//! else below each other; or the ranges in which they lie.

use crate::model::{Lens, Tenths};
use crate::report::model::OverallReport;
use crate::report::words;

use super::sheet::{Line, Sheet};
use super::strip::Known;
use super::style::{self, Marks, PLAIN, STRONG};

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

pub(super) fn draw(sheet: &mut Sheet, overall: &OverallReport) {
    let layouts: &[Layout] = if sheet.is_narrow() { &[NARROW] } else { &[WIDE, NARROW] };
    let Some(gap) = overall.gap.points else {
        return ranges(sheet, overall, &layouts[0]);
    };
    for layout in layouts {
        let scores = Lens::ALL.map(|lens| score(sheet.marks, overall, lens, layout));
        let widest = scores.iter().map(Line::width).max().unwrap_or_default() + layout.apart;
        for column in [layout.beside.max(widest), widest] {
            let lines = beside(&scores, overall, gap.published, layout, column);
            if lines.iter().all(|line| line.width() <= sheet.width) {
                return lines.into_iter().for_each(|line| sheet.push(line));
            }
        }
    }
    stacked(sheet, overall, gap.published, &layouts[0]);
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
            Known::Range(range) if !range.is_point() => {
                format!("between {} and {}", range.lower, range.upper)
            }
            known => known.words(),
        };
        sheet.hang(name(sheet.marks, lens), column, PLAIN, &words);
    }
    let words = match overall.gap.range {
        Some(range) if !range.is_point() => {
            format!("between {} and {}", range.lower.signed(), range.upper.signed())
        }
        _ => overall.gap.words(),
    };
    sheet.hang(Line::indented(2).add(PLAIN, layout.gap_label), column, PLAIN, &words);
}
