//! The gap by dimension: what counts in questionnaire order, the overall row,
//! and below it what stands beside it or was not asked.

use crate::model::{Lens, Tenths};
use crate::report::model::{DimensionReport, OverallReport, Report, Standing};

use super::dimension_table::Table;
use super::sheet::{Line, Sheet};
use super::strip::Known;
use super::style::{self, PLAIN, QUIET};
use super::text;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    let numbered = report.dimensions.iter().zip(1..);
    let rows: Vec<Row> =
        numbered.map(|(dimension, number)| Row::of_dimension(dimension, number)).collect();
    let overall = Row::of_overall(&report.overall);
    let table = Table::new(sheet, &report.bands, &rows, &overall);
    let standing = |standing| rows.iter().filter(move |row| row.standing == standing);
    table.head(sheet);
    standing(Standing::Counted).for_each(|row| table.row(sheet, row));
    sheet.rule();
    table.row(sheet, &overall);
    if rows.iter().any(|row| row.standing != Standing::Counted) {
        sheet.rule();
    }
    standing(Standing::Beside).for_each(|row| table.row(sheet, row));
    for row in standing(Standing::OutOfScope) {
        let words = format!("{}. {}", row.title, row.remark);
        sheet.hang(Line::of(PLAIN, &row.number), table.indent, QUIET, &words);
    }
}

/// A dimension, or all that count.
pub(super) struct Row {
    /// Its place in the questionnaire.
    pub(super) number: String,
    pub(super) title: String,
    standing: Standing,
    /// What is known of prevention and of resolution.
    pub(super) sides: [Known; 2],
    gap: Option<Tenths>,
    /// What stands below it.
    pub(super) remark: String,
}

impl Row {
    fn of_dimension(dimension: &DimensionReport, number: usize) -> Self {
        Self {
            number: number.to_string(),
            title: text::clean(&dimension.title),
            standing: dimension.standing,
            sides: Lens::ALL.map(|lens| Known::of_cell(dimension.cell(lens))),
            gap: dimension.gap.map(|gap| gap.published),
            remark: dimension.remarks.join(" "),
        }
    }

    fn of_overall(overall: &OverallReport) -> Self {
        Self {
            number: String::new(),
            title: "Overall".to_owned(),
            standing: Standing::Counted,
            sides: Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status)),
            gap: overall.gap.points.map(|gap| gap.published),
            remark: String::new(),
        }
    }

    /// Both scores and the gap, where it has them.
    pub(super) fn figures(&self) -> Option<[String; 3]> {
        match (self.sides, self.gap) {
            ([Known::Score(prevention), Known::Score(resolution)], Some(gap)) => {
                Some([prevention.to_string(), resolution.to_string(), gap.signed()])
            }
            _ => None,
        }
    }

    /// What is known of each side in words: "P 25.0 to 75.0". Once, if there
    /// is nothing on either side.
    pub(super) fn words(&self) -> Vec<String> {
        if let [Known::Nothing(why), Known::Nothing(same)] = self.sides
            && why == same
        {
            return vec![why.to_owned()];
        }
        let sides = Lens::ALL.into_iter().zip(self.sides);
        sides.map(|(lens, side)| format!("{} {}", style::letter(lens), side.words())).collect()
    }

    /// Whether a side lies in a range, for too little was answered.
    pub(super) fn is_open(&self) -> bool {
        self.sides.iter().any(|side| matches!(side, Known::Range(_)))
    }
}
