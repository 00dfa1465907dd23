//! The list of all questions with what was answered.

use prevention_gap::interview::Progress;
use prevention_gap::model::{Answer, AnswerState, DimensionIx, Proof};

use super::sheet::{Look, Sheet};
use super::{View, frame};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>) {
    let questionnaire = view.interview.questionnaire();
    frame::draw(sheet, view, "All questions");
    let mut dimension: Option<DimensionIx> = None;
    for (number, question) in frame::questions(view).into_iter().enumerate() {
        let asked = &questionnaire[question];
        if dimension != Some(asked.dimension) {
            dimension = Some(asked.dimension);
            sheet.text(Look::Strong, &questionnaire[asked.dimension].title);
        }
        let answer = view.interview.answer(question);
        let start = format!("{:>3}  {:<13}  ", number + 1, shown(answer));
        let note = if answer.note.is_some() { " (with a note)" } else { "" };
        sheet.hang(Look::Plain, &start, &format!("{}{note}", asked.title));
    }
    sheet.blank();
    sheet.text(Look::Plain, &what_enter_does(view.interview.progress()));
    frame::foot(sheet, view, &["12 or an id goes there", "b back"]);
}

fn shown(answer: &Answer) -> String {
    match &answer.state {
        AnswerState::Level(level) => format!("{level} {}", answer.proof.unwrap_or(Proof::Said)),
        AnswerState::NotApplicable(_) => "n/a".to_owned(),
        AnswerState::Unknown => "unknown".to_owned(),
        AnswerState::Skipped => "skipped".to_owned(),
        AnswerState::NotReached => "open".to_owned(),
    }
}

fn what_enter_does(progress: Progress) -> String {
    match (progress.not_reached, progress.skipped) {
        (0, 0) => "All are answered. Enter shows the report.".to_owned(),
        (0, skipped) => format!("{skipped} skipped. Enter ends here and shows the report."),
        (open, _) => format!("{open} to go. Enter goes on with the first."),
    }
}
