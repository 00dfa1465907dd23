//! What holds the stage back, and what the answers say together.

use crate::report::model::{FindingReport, QuestionName, Report, StageReport};
use crate::report::words;

use super::sheet::{Line, Sheet};
use super::style::{self, PLAIN, QUIET, STRONG};
use super::{lists, voices};

pub(super) fn draw(sheet: &mut Sheet, report: &Report) {
    if !report.stages.is_empty() {
        sheet.heading("What holds the stage back");
    }
    report.stages.iter().for_each(|held| stage(sheet, held));
    lists::checklists(sheet, report);
    voices::draw(sheet, report);
    let kinds = [
        ("pattern", "Patterns"),
        ("contradiction", "Answers that do not fit together"),
        ("warning", "Handle with care"),
        ("strength", "Strengths to repeat"),
    ];
    for (kind, heading) in kinds {
        let of_kind = || report.findings.iter().filter(|finding| finding.kind == kind);
        if of_kind().next().is_some() {
            sheet.heading(heading);
        }
        for (ix, found) in of_kind().enumerate() {
            if ix > 0 {
                sheet.blank();
            }
            finding(sheet, found);
        }
    }
    lists::promises(sheet, report);
}

fn stage(sheet: &mut Sheet, held: &StageReport) {
    let mark = sheet.marks.score(held.lens).to_string();
    let mut words = format!(
        "{} stands at stage {}, {}{}.",
        words::capitalised(held.lens.name()),
        held.stage,
        held.word,
        held.provisional_words(),
    );
    if let Some(next) = held.next.as_ref().filter(|_| !held.held_back_by.is_empty()) {
        words = format!("{words} Below {next}, the next stage:");
    }
    sheet.hang(Line::of(style::of(held.lens), &mark), 2, PLAIN, &words);
    for answer in &held.held_back_by {
        sheet.bullet(2, &with_state(answer));
    }
}

fn finding(sheet: &mut Sheet, found: &FindingReport) {
    sheet.text(0, STRONG, &found.title);
    sheet.text(2, PLAIN, &found.says);
    if let Some(costs) = &found.costs {
        sheet.field("What it costs", PLAIN, costs);
    }
    if let Some(step) = &found.first_step {
        sheet.field("First step", PLAIN, step);
    }
    if !found.questions.is_empty() {
        let answers: Vec<String> = found.questions.iter().map(with_state).collect();
        sheet.field("Answers behind", QUIET, &answers.join("; "));
    }
    sheet.field("Kind of claim", QUIET, &found.known);
}

/// "Causes have an owner, level 2".
fn with_state((question, state): &(QuestionName, String)) -> String {
    format!("{}, {state}", question.title)
}
