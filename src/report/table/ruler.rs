//! The ruler from 0 to 100: where a score stands, and what the bands are
//! called. Geometry only; what stands on it is drawn in `strip`.

use crate::model::Tenths;
use crate::report::model::Band;

use super::text;

/// A ruler of so many columns.
#[derive(Clone, Copy)]
pub(super) struct Ruler<'a> {
    pub(super) columns: usize,
    bands: &'a [Band],
}

/// So many columns a band's name may stand out beyond the end of the ruler.
const OVERHANG: usize = 2;

impl<'a> Ruler<'a> {
    pub(super) fn new(columns: usize, bands: &'a [Band]) -> Self {
        Self { columns, bands }
    }

    /// The column of a score: `round(score / 100 · (columns − 1))`. On 51
    /// columns 41.0 stands in column 21, for 20.5 is rounded up.
    pub(super) fn column(&self, score: Tenths) -> usize {
        let tenths = score.tenths().clamp(0, Tenths::HUNDRED.tenths());
        let tenths = usize::try_from(tenths).unwrap_or_default();
        (2 * tenths * (self.columns - 1) + 1000) / 2000
    }

    /// Where bands start, without the ends of the ruler.
    pub(super) fn ticks(&self) -> impl Iterator<Item = usize> {
        let last = self.columns - 1;
        self.bands.iter().map(|band| self.column(band.from)).filter(move |&at| at > 0 && at < last)
    }

    /// The limits under the ruler: "0            25        45". One that would
    /// touch its neighbour is left out; its tick stays.
    pub(super) fn axis(&self) -> String {
        let hundred = "100";
        let last = self.columns - hundred.len();
        let mut axis = "0".to_owned();
        for band in self.bands {
            let limit = limit(band.from);
            let at = self.column(band.from);
            if at > axis.len() && at + limit.len() < last {
                axis = format!("{axis:at$}{limit}");
            }
        }
        format!("{axis:last$}{hundred}")
    }

    /// The names of the bands above the ruler: on one line if they fit, by
    /// turns on two lines if they do not, and in words as a last resort.
    pub(super) fn names(&self, room: usize) -> Vec<String> {
        let labels: Vec<Label> = (0..self.bands.len()).map(|ix| self.label(ix)).collect();
        let edge = (self.columns + OVERHANG).min(room);
        let on_one_line = |apart, astray| Some(vec![set(&labels, apart, astray, edge)?]);
        let by_turns = || {
            let (upper, lower) = by_turns(&labels);
            Some(vec![set(&upper, 1, 3, edge)?, set(&lower, 1, 3, edge)?])
        };
        let drawn = on_one_line(2, 1).or_else(|| on_one_line(1, 2)).or_else(by_turns);
        drawn.unwrap_or_else(|| self.in_words(room))
    }

    /// "0 Absent, 25 Ad hoc"
    fn in_words(&self, room: usize) -> Vec<String> {
        let words = self.bands.iter().map(|band| format!("{} {}", limit(band.from), band.name));
        text::wrap(&words.collect::<Vec<_>>().join(", "), room)
    }

    /// A name over the middle of its band.
    fn label(&self, ix: usize) -> Label {
        let name = text::clean(&self.bands[ix].name);
        let to = self.bands.get(ix + 1).map_or(Tenths::HUNDRED, |next| next.from);
        let middle_twice = i64::from(self.bands[ix].from.tenths() + to.tenths());
        let width = signed(text::width(&name));
        let columns = signed(self.columns) - 1;
        let at = (middle_twice * columns - 1000 * (width - 1) + 1000).div_euclid(2000);
        Label { name, width, at }
    }
}

/// "25", "37.5".
fn limit(from: Tenths) -> String {
    let decimal = from.to_string();
    decimal.strip_suffix(".0").map_or(decimal.clone(), str::to_owned)
}

fn signed(columns: usize) -> i64 {
    i64::try_from(columns).unwrap_or(i64::MAX)
}

/// A name, its width, and where it should start.
#[derive(Clone)]
struct Label {
    name: String,
    width: i64,
    at: i64,
}

/// The first, third and fifth; and the others.
fn by_turns(labels: &[Label]) -> (Vec<Label>, Vec<Label>) {
    let every_other = |from| labels.iter().skip(from).step_by(2).cloned().collect();
    (every_other(0), every_other(1))
}

/// Sets names on one line with so many blanks between them, none further than
/// `astray` columns from its place. `None` if they do not fit.
fn set(labels: &[Label], apart: i64, astray: i64, edge: usize) -> Option<String> {
    let mut starts = Vec::with_capacity(labels.len());
    let mut free = 0;
    for label in labels {
        let at = label.at.max(free);
        starts.push(at);
        free = at + label.width + apart;
    }
    let mut end = signed(edge);
    for (start, label) in starts.iter_mut().zip(labels).rev() {
        *start = (*start).min(end - label.width);
        end = *start - apart;
    }
    let mut line = String::new();
    for (&start, label) in starts.iter().zip(labels) {
        if (start - label.at).abs() > astray {
            return None;
        }
        let blanks = usize::try_from(start).ok()?.checked_sub(text::width(&line))?;
        line.push_str(&" ".repeat(blanks));
        line.push_str(&label.name);
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(bands: &[(&str, i32)]) -> Vec<Band> {
        let band =
            |&(name, from): &(&str, i32)| Band { name: name.to_owned(), from: Tenths::new(from) };
        bands.iter().map(band).collect()
    }

    fn usual() -> Vec<Band> {
        bands(&[
            ("Absent", 0),
            ("Ad hoc", 250),
            ("Partial", 450),
            ("Routine", 650),
            ("Built in", 850),
        ])
    }

    #[track_caller]
    fn check_column(columns: usize, tenths: i32, expected: usize) {
        assert_eq!(Ruler::new(columns, &[]).column(Tenths::new(tenths)), expected);
    }

    #[test]
    fn a_mark_stands_in_the_nearest_column() {
        check_column(51, 0, 0);
        check_column(51, 1000, 50);
        check_column(51, 410, 21);
        check_column(51, 680, 34);
        check_column(51, 314, 16);
        check_column(51, 602, 30);
        check_column(41, 380, 15);
        check_column(41, 700, 28);
        check_column(41, 12, 0);
        check_column(41, 13, 1);
        check_column(41, 987, 39);
        check_column(41, 988, 40);
        check_column(51, -10, 0);
        check_column(51, 1010, 50);
    }

    #[track_caller]
    fn check_names(columns: usize, bands: &[Band], names: &[&str], axis: &str) {
        let ruler = Ruler::new(columns, bands);
        assert_eq!(ruler.names(columns + 9), names);
        assert_eq!(ruler.axis(), axis);
    }

    #[test]
    fn names_stand_over_their_bands() {
        check_names(
            51,
            &usual(),
            &["    Absent     Ad hoc    Partial   Routine  Built in"],
            "0            25        45        65        85   100",
        );
        check_names(
            41,
            &usual(),
            &["   Absent   Ad hoc Partial Routine Built in"],
            "0         25      45      65      85  100",
        );
    }

    #[test]
    fn other_bands_and_longer_names_find_their_place() {
        check_names(
            41,
            &bands(&[("Low", 0), ("High", 500)]),
            &["         Low                 High"],
            "0                   50                100",
        );
        check_names(
            41,
            &bands(&[("A", 0), ("B", 375), ("C", 380), ("D", 990)]),
            &["        A      B           C            D"],
            "0              37.5                   100",
        );
        check_names(
            41,
            &bands(&[
                ("Not there", 0),
                ("Now and then", 250),
                ("In part", 450),
                ("As a rule", 650),
                ("Everywhere", 850),
            ]),
            &[" Not there         In part       Everywhere", "         Now and then     As a rule"],
            "0         25      45      65      85  100",
        );
    }
}
