//! What stands on the ruler: scores with the gap between them, or the ranges
//! in which they lie.

use std::mem;

use anstyle::Style;

use crate::model::{Lens, Tenths};
pub(super) use crate::report::known::Known;

use super::ruler::Ruler;
use super::style::{self, Marks, PLAIN, QUIET, STRONG};

/// A strip while it is drawn.
pub(super) struct Strip<'a> {
    ruler: Ruler<'a>,
    marks: &'static Marks,
    cells: Vec<(Style, char)>,
}

impl<'a> Strip<'a> {
    /// A strip with nothing on it but the limits of the bands.
    pub(super) fn empty(ruler: Ruler<'a>, marks: &'static Marks) -> Self {
        let mut strip = Self { ruler, marks, cells: vec![(PLAIN, ' '); ruler.columns] };
        for at in ruler.ticks() {
            strip.put(at, QUIET, marks.tick);
        }
        for at in [0, ruler.columns - 1] {
            strip.put(at, QUIET, marks.end);
        }
        strip
    }

    /// One side: a mark for a score, a bar for a range.
    pub(super) fn side(mut self, lens: Lens, known: Known) -> Self {
        match known {
            Known::Score(score) => {
                let at = self.ruler.column(score);
                self.put(at, style::of(lens), self.marks.score(lens));
            }
            Known::Range(range) => {
                let (from, to) = (self.ruler.column(range.lower), self.ruler.column(range.upper));
                for at in from..=to {
                    self.put(at, style::of(lens), self.marks.bar(lens));
                }
                if from < to {
                    self.put(from, style::of(lens), self.marks.lower);
                    self.put(to, style::of(lens), self.marks.upper);
                }
            }
            Known::Nothing(_) => {}
        }
        self
    }

    /// Both scores and the gap between them.
    pub(super) fn scores(mut self, prevention: Tenths, resolution: Tenths) -> Self {
        let (p, r) = (self.ruler.column(prevention), self.ruler.column(resolution));
        for at in p.min(r)..p.max(r) {
            self.put(at, PLAIN, self.marks.gap);
        }
        self.put(p, style::of(Lens::Prevention), self.marks.score(Lens::Prevention));
        self.put(r, style::of(Lens::Resolution), self.marks.score(Lens::Resolution));
        if p == r {
            self.put(p, STRONG, self.marks.both);
        }
        self
    }

    /// Writes the values beside their marks and the gap on its line. Returns
    /// whether there was room for all three.
    pub(super) fn write_values(
        &mut self,
        prevention: Tenths,
        resolution: Tenths,
        gap: Tenths,
    ) -> bool {
        let mut low = Value::new(&self.ruler, Lens::Prevention, prevention);
        let mut high = Value::new(&self.ruler, Lens::Resolution, resolution);
        if resolution < prevention {
            mem::swap(&mut low, &mut high);
        }
        let (mut from, mut to) = (low.at + 1, high.at);
        let low_fits = self.write_low(&low, &mut from, to);
        let high_fits = self.write_high(&high, from, &mut to);
        let gap = format!(" {} ", gap.signed());
        let room = to.saturating_sub(from);
        let gap_fits = room >= gap.len() + 2;
        if gap_fits {
            self.write(from + (room - gap.len()) / 2, STRONG, &gap);
        }
        low_fits && high_fits && gap_fits
    }

    /// Left of its mark, or on the gap's line if that would touch the end.
    fn write_low(&mut self, low: &Value, from: &mut usize, to: usize) -> bool {
        if low.at > low.text.len() + 1 {
            self.write(low.at - low.text.len() - 1, low.style, &format!("{} ", low.text));
            return true;
        }
        let fits = *from + low.text.len() + 3 <= to;
        if fits {
            self.write(*from, low.style, &format!(" {} ", low.text));
            *from += low.text.len() + 2;
        }
        fits
    }

    /// Right of its mark, or on the gap's line.
    fn write_high(&mut self, high: &Value, from: usize, to: &mut usize) -> bool {
        if high.at + high.text.len() + 2 < self.cells.len() {
            self.write(high.at + 1, high.style, &format!(" {}", high.text));
            return true;
        }
        let fits = from + high.text.len() + 3 <= *to;
        if fits {
            *to -= high.text.len() + 2;
            self.write(*to, high.style, &format!(" {} ", high.text));
        }
        fits
    }

    fn write(&mut self, at: usize, style: Style, text: &str) {
        for (ix, letter) in text.chars().enumerate() {
            self.put(at + ix, style, letter);
        }
    }

    fn put(&mut self, at: usize, style: Style, letter: char) {
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = (style, letter);
        }
    }

    /// The strip as pieces of one style each.
    pub(super) fn pieces(&self) -> Vec<(Style, String)> {
        self.cells
            .chunk_by(|(one, _), (next, _)| one == next)
            .map(|run| (run[0].0, run.iter().map(|(_, letter)| letter).collect()))
            .collect()
    }
}

/// A value beside its mark.
struct Value {
    at: usize,
    style: Style,
    text: String,
}

impl Value {
    fn new(ruler: &Ruler<'_>, lens: Lens, score: Tenths) -> Self {
        Self { at: ruler.column(score), style: style::of(lens), text: score.to_string() }
    }
}
