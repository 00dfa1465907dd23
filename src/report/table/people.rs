//! Who gave which level: a mark a person, in five columns that all rows share.
//! Where that is too wide, or more than twenty people stand at one level, bars
//! with the count.

use crate::report::model::StripRow;

use super::sheet::{Line, Sheet};
use super::style::{Marks, PLAIN, QUIET};
use super::text;

/// More people than these at one level are a bar.
const MOST_MARKS: u32 = 20;
/// Blanks between names and levels, and between two levels.
const APART: usize = 2;
/// The number of a level and a blank.
const NUMBER: usize = 2;
/// The longest bar.
const LONGEST: usize = 12;

/// Where the parts of all rows stand, and how people are drawn.
pub(super) struct People {
    left: usize,
    /// Where levels start.
    levels: usize,
    /// How wide what stands at each level is.
    widths: [usize; 5],
    drawing: Drawing,
}

#[derive(Clone, Copy)]
enum Drawing {
    Marks,
    /// As long as asked where so many people stand.
    Bars {
        longest: usize,
        most: u32,
    },
}

impl People {
    /// A layout for all rows that stand below each other.
    pub(super) fn new(sheet: &Sheet, left: usize, rows: &[StripRow]) -> Self {
        let names = rows.iter().map(|row| text::width(&text::clean(&row.who))).max();
        // A name that is longer gets a line of its own.
        let names = names.unwrap_or_default().min(sheet.width / 5);
        let levels = left + names + APART;
        let counts = || rows.iter().filter_map(|row| row.levels.counts);
        let most_at = |level: usize| counts().map(|counts| counts[level]).max();
        let most: [u32; 5] = std::array::from_fn(|level| most_at(level).unwrap_or_default());
        let widths = most.map(|most| most as usize);
        let is_wide = levels + widths.iter().sum::<usize>() + 5 * NUMBER + 4 * APART > sheet.width;
        let most = most.into_iter().max().unwrap_or_default();
        if most <= MOST_MARKS && !is_wide {
            return Self { left, levels, widths, drawing: Drawing::Marks };
        }
        let room = (sheet.width - levels - 4 * APART) / 5 - NUMBER;
        let longest = room.saturating_sub(1 + most.to_string().len()).clamp(1, LONGEST);
        let drawing = Drawing::Bars { longest, most };
        Self { left, levels, widths: [room.min(longest + 1 + most.to_string().len()); 5], drawing }
    }

    /// One row, and below it who gave no level.
    pub(super) fn row(&self, sheet: &mut Sheet, row: &StripRow) {
        let mut line = Line::indented(self.left).add(PLAIN, &row.who);
        if line.width() > self.levels - APART {
            sheet.text(self.left, PLAIN, &row.who);
            line = Line::default();
        }
        sheet.push(match row.levels.group_words() {
            Some(group) => line.pad(self.levels).add(PLAIN, &group),
            None => self.levels(sheet.marks, line, row.levels.counts.unwrap_or_default()),
        });
        if let Some(rest) = row.rest() {
            sheet.text(self.levels, QUIET, &rest);
        }
    }
}

impl People {
    /// The people at each level, in columns.
    fn levels(&self, marks: &Marks, mut line: Line, counts: [u32; 5]) -> Line {
        let mut column = self.levels;
        for ((number, count), width) in (1..).zip(counts).zip(self.widths) {
            let people = self.drawing.people(marks, count);
            line = line.pad(column).draw(QUIET, &format!("{number} ")).draw(PLAIN, &people);
            column += NUMBER + width + APART;
        }
        line
    }
}

impl Drawing {
    /// So many people: a mark each, or a bar with the count.
    fn people(self, marks: &Marks, count: u32) -> String {
        match self {
            Self::Marks => marks.person.to_string().repeat(count as usize),
            Self::Bars { .. } if count == 0 => String::new(),
            Self::Bars { longest, most } => {
                let length = (count as usize * longest).div_ceil(most as usize);
                format!("{} {count}", marks.people.to_string().repeat(length))
            }
        }
    }
}
