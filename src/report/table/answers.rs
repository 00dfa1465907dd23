//! The answers one by one, for a questionnaire with a single dimension.

use crate::model::Lens;
use crate::report::model::{
    Band, DimensionReport, QuestionReport, QuestionState, Report, StripRow,
};
use crate::report::words;

use super::people::People;
use super::sheet::{Line, Sheet};
use super::style::{self, Marks, PLAIN, QUIET, STRONG};
use super::text;

/// Where strips start, and where the words after them.
const STRIPS: usize = 2;
/// Where the strips of who gave which answer start, below a question.
const PEOPLE: usize = 4;
const WORDS: usize = STRIPS + 5 * 2 + 1;
const APART: usize = 2;
/// Less than this is no room for titles beside the answers.
const LEAST_TITLE: usize = 24;

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    let Some(dimension) = report.dimensions.first() else { return };
    let count = dimension.questions().count();
    sheet.heading(&format!("The {}", words::count(count, "answer")));
    let columns = Columns::new(sheet, dimension, &report.bands);
    let strips: Vec<StripRow> =
        dimension.questions().flat_map(|question| question.strip.clone()).collect();
    let people = People::new(sheet, PEOPLE, &strips);
    for lens in Lens::ALL {
        let questions = &dimension.cell(lens).questions;
        if questions.is_empty() {
            continue;
        }
        sheet.push(Line::of(STRONG, &words::capitalised(lens.name())));
        for question in questions {
            columns.question(sheet, question, &report.bands);
            question.strip.iter().for_each(|row| people.row(sheet, row));
        }
    }
    for remark in &dimension.remarks {
        sheet.text(STRIPS, QUIET, remark);
    }
}

/// Where the parts of all rows stand.
struct Columns {
    proof: usize,
    /// Where titles start; `None` if they stand on a line of their own.
    title: Option<usize>,
}

impl Columns {
    fn new(sheet: &Sheet, dimension: &DimensionReport, bands: &[Band]) -> Self {
        let widest = |text: &dyn Fn(&QuestionState) -> String, levels: bool| {
            let states = dimension.questions().map(|question| &question.state);
            let states =
                states.filter(|state| matches!(state, QuestionState::Level { .. }) == levels);
            states.map(|state| text::width(&text(state))).max().unwrap_or_default()
        };
        let proof = WORDS + widest(&|state| level_words(state, bands), true) + APART;
        let proofs = widest(&proof_words, true);
        let after_proof = if proofs == 0 { proof } else { proof + proofs + APART };
        // Where there is no level there is no proof, and its column is free.
        let after_words = WORDS + widest(&QuestionState::words, false) + APART;
        let title = after_proof.max(after_words);
        Self { proof, title: Some(title).filter(|title| title + LEAST_TITLE <= sheet.width) }
    }

    fn question(&self, sheet: &mut Sheet, question: &QuestionReport, bands: &[Band]) {
        let level = level_words(&question.state, bands);
        let proof = proof_words(&question.state);
        let steps = steps(sheet.marks, &question.state);
        let line = Line::indented(STRIPS).draw(style::of(question.lens), &steps);
        if let Some(column) = self.title {
            let line = line.pad(WORDS).add(PLAIN, &level);
            let line = if proof.is_empty() { line } else { line.pad(self.proof) };
            let line = line.add(QUIET, &proof);
            sheet.hang(line, column, PLAIN, &question.title);
        } else {
            let words = if proof.is_empty() { level } else { format!("{level}; {proof}") };
            sheet.text(STRIPS, PLAIN, &question.title);
            sheet.hang(line, WORDS, PLAIN, &words);
        }
    }
}

/// "● ● ● ○ ○"; nothing where there is no level.
fn steps(marks: &Marks, state: &QuestionState) -> String {
    let QuestionState::Level { level, .. } = state else { return String::new() };
    let step = |step| if f64::from(step) - 0.5 <= *level { marks.full } else { marks.open };
    (1..=5).map(|number| step(number).to_string()).collect::<Vec<_>>().join(" ")
}

/// "3 Partial", "does not apply".
fn level_words(state: &QuestionState, bands: &[Band]) -> String {
    let QuestionState::Level { level, .. } = state else { return state.words() };
    let reached = (1..).zip(bands).filter(|&(number, _)| f64::from(number) - 0.5 <= *level).last();
    let word = reached.map(|(_, band)| text::clean(&band.name)).unwrap_or_default();
    format!("{} {word}", words::level(*level))
}

/// "documented", "said, not enough".
fn proof_words(state: &QuestionState) -> String {
    match state {
        QuestionState::Level { proof: Some(proof), supported: true, .. } => (*proof).to_owned(),
        QuestionState::Level { proof: Some(proof), .. } => format!("{proof}, not enough"),
        _ => String::new(),
    }
}
