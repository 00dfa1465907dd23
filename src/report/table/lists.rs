//! Checklists, promises and the profile.

use crate::report::model::{LowestAnswer, Report};

use super::sheet::Sheet;
use super::style::{PLAIN, QUIET};

pub(super) fn checklists(sheet: &mut Sheet, report: &Report) {
    for list in &report.checklists {
        sheet.heading(&list.title);
        if let Some(summary) = &list.summary {
            sheet.text(0, PLAIN, summary);
        }
        for row in &list.rows {
            let sign = row.sign.map(|sign| format!(" {sign}.")).unwrap_or_default();
            sheet.bullet(0, &format!("{}{sign}", row.ask));
            if row.sign.is_none() || row.lowest.is_some() {
                lowest(sheet, row.lowest.as_ref());
            }
        }
    }
}

pub(super) fn promises(sheet: &mut Sheet, report: &Report) {
    if !report.promises.is_empty() {
        sheet.heading("Promise check");
        sheet.text(0, PLAIN, "Each promise with the weakest answer that it rests on:");
    }
    for promise in &report.promises {
        sheet.bullet(0, &promise.title);
        lowest(sheet, promise.weakest.as_ref());
    }
}

pub(super) fn profile(sheet: &mut Sheet, report: &Report) {
    if !report.profile.is_empty() {
        sheet.heading("What was stated in the profile");
    }
    for stated in &report.profile {
        sheet.bullet(0, &stated.ask);
        stated.answers.iter().for_each(|answer| sheet.text(2, QUIET, answer));
    }
}

fn lowest(sheet: &mut Sheet, answer: Option<&LowestAnswer>) {
    match answer {
        None => sheet.text(2, QUIET, "not known"),
        Some(answer) => {
            sheet.text(2, PLAIN, &answer.words());
            sheet.text(2, QUIET, &answer.anchor);
        }
    }
}
