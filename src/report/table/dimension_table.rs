//! The table of dimensions: figures beside the strips, or above them where
//! the page is narrow.

use std::mem;

use crate::model::Lens;
use crate::report::model::Band;

use super::dimensions::Row;
use super::ruler::Ruler;
use super::sheet::{Line, Sheet};
use super::strip::{Known, Strip};
use super::style::{PLAIN, QUIET, STRONG};
use super::text;

const HEADING: &str = "THE GAP BY DIMENSION";

/// Where the parts of all rows stand.
pub(super) struct Table<'a> {
    /// Where titles start.
    pub(super) indent: usize,
    /// Where strips start.
    left: usize,
    ruler: Ruler<'a>,
    /// Where the two scores and the gap end.
    ends: [usize; 3],
}

impl<'a> Table<'a> {
    pub(super) fn new(sheet: &Sheet, bands: &'a [Band], rows: &[Row], overall: &Row) -> Self {
        let [prevention, resolution, gap] = figure_widths(sheet, rows, overall);
        let indent = rows.len().to_string().len() + 1;
        let (left, columns) = if sheet.is_narrow() {
            (2, 51)
        } else {
            let longest = rows.iter().map(|row| text::width(&row.title)).max().unwrap_or_default();
            let words = rows.iter().chain([overall]).filter(|row| row.figures().is_none());
            let words = words.flat_map(Row::words).map(|words| text::width(&words) + 1).max();
            let figures = words.unwrap_or_default().max(prevention + resolution + gap);
            left_and_columns(sheet, figures, indent + longest + 1)
        };
        Self {
            indent,
            left,
            ruler: Ruler::new(columns, bands),
            ends: [sheet.width - gap - resolution, sheet.width - gap, sheet.width],
        }
    }

    /// The heading, the names of the bands, the limits, and the columns.
    pub(super) fn head(&self, sheet: &mut Sheet) {
        let narrow = sheet.is_narrow();
        let heading = Line::of(STRONG, HEADING);
        sheet.blank();
        sheet.push(if narrow { self.heads(sheet, heading) } else { heading });
        sheet.band_names(self.left, self.ruler);
        let axis = Line::indented(self.left).draw(QUIET, &self.ruler.axis());
        sheet.push(if narrow { axis } else { self.heads(sheet, axis) });
    }

    /// "● P  ◇ R   gap"
    fn heads(&self, sheet: &Sheet, line: Line) -> Line {
        let [prevention, resolution] = Lens::ALL.map(|lens| sheet.marks.head(lens));
        self.figures(line, &[prevention, resolution, "gap".to_owned()])
    }

    fn figures(&self, line: Line, figures: &[String; 3]) -> Line {
        let columns = self.ends.into_iter().zip(figures);
        columns.fold(line, |line, (end, figure)| line.right(end, PLAIN, figure))
    }

    pub(super) fn row(&self, sheet: &mut Sheet, row: &Row) {
        if sheet.is_narrow() {
            self.row_above(sheet, row);
        } else {
            self.row_beside(sheet, row);
        }
        if !row.remark.is_empty() {
            sheet.text(self.indent, QUIET, &row.remark);
        }
    }

    /// Title, strip and figures side by side.
    fn row_beside(&self, sheet: &mut Sheet, row: &Row) {
        let room = self.left - 1;
        let mut titles = self.titles(row, room);
        if row.is_open() {
            let missing = text::wrap("not enough answers", room - self.indent);
            let line = |words: &String| Line::indented(self.indent).add(QUIET, words);
            titles.extend(missing.iter().map(line));
        }
        let words = if row.figures().is_some() { Vec::new() } else { row.words() };
        let mut strips = self.strips(sheet, row).into_iter();
        for ix in 0..titles.len().max(strips.len()) {
            let title = titles.get(ix).cloned().unwrap_or_default();
            let strip = strips.next().unwrap_or_else(|| Strip::empty(self.ruler, sheet.marks));
            let line = title.pad(self.left).strip(&strip);
            let words = words.get(ix).map(String::as_str).unwrap_or_default();
            sheet.push(match row.figures() {
                Some(figures) if ix == 0 => self.figures(line, &figures),
                _ => line.right(sheet.width, PLAIN, words),
            });
        }
    }

    /// Title and figures on a line, and strips below.
    fn row_above(&self, sheet: &mut Sheet, row: &Row) {
        let figures = row.figures();
        let room =
            figures.as_ref().map_or(sheet.width, |[first, ..]| self.ends[0] - first.len() - 1);
        let mut titles = self.titles(row, room).into_iter();
        if let Some(title) = titles.next() {
            let line =
                figures.as_ref().map_or(title.clone(), |figures| self.figures(title, figures));
            sheet.push(line);
        }
        titles.for_each(|title| sheet.push(title));
        for strip in self.strips(sheet, row) {
            sheet.push(Line::indented(self.left).strip(&strip));
        }
        if figures.is_none() && row.remark.is_empty() {
            let why = if row.is_open() { "Not enough answers: " } else { "" };
            sheet.text(self.indent, QUIET, &format!("{why}{}", row.words().join(", ")));
        }
    }

    /// The number and the title, wrapped.
    fn titles(&self, row: &Row, room: usize) -> Vec<Line> {
        let style = if row.number.is_empty() { STRONG } else { PLAIN };
        let mut number = Line::of(PLAIN, &row.number);
        let titles = text::wrap(&row.title, room - self.indent);
        if titles.is_empty() {
            return vec![number];
        }
        let line = |title: &String| mem::take(&mut number).pad(self.indent).add(style, title);
        titles.iter().map(line).collect()
    }

    /// One strip for two scores or for nothing at all, else one for each side.
    fn strips(&self, sheet: &Sheet, row: &Row) -> Vec<Strip<'a>> {
        let empty = || Strip::empty(self.ruler, sheet.marks);
        match row.sides {
            [Known::Score(prevention), Known::Score(resolution)] => {
                vec![empty().scores(prevention, resolution)]
            }
            [Known::Nothing(why), Known::Nothing(same)] if why == same => vec![empty()],
            [prevention, resolution] => vec![
                empty().side(Lens::Prevention, prevention),
                empty().side(Lens::Resolution, resolution),
            ],
        }
    }
}

/// What each column of figures takes, with the blanks before it.
fn figure_widths(sheet: &Sheet, rows: &[Row], overall: &Row) -> [usize; 3] {
    let apart = if sheet.is_narrow() { 2 } else { 1 };
    let mut widths = ["41.0", "68.0", "+27.0"].map(str::len);
    for figures in rows.iter().chain([overall]).filter_map(Row::figures) {
        for (width, figure) in widths.iter_mut().zip(figures) {
            *width = figure.len().max(*width);
        }
    }
    widths.map(|width| width + apart)
}

/// Where strips start and how long they are, beside figures: 41 columns on
/// 80, and more by tens once long titles have had their half of what is spare.
fn left_and_columns(sheet: &Sheet, figures: usize, wanted: usize) -> (usize, usize) {
    let room = sheet.width - figures;
    let least = room - sheet.to_spare() - 41;
    let left = wanted.clamp(least, least + sheet.to_spare() / 2);
    let columns = 41 + (room - 41 - left) / 10 * 10;
    (room - columns, columns)
}
