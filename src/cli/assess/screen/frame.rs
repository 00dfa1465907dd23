//! What stands around every step: where we are, how long it takes, where it is
//! saved, and which keys there are.

use prevention_gap::interview::{Place, Progress};
use prevention_gap::model::{FieldIx, QuestionIx};

use super::sheet::{Look, Sheet};
use super::{Kept, View};

/// The head of a question: "[12/46] Data flow".
pub(super) fn of_question(sheet: &mut Sheet, view: &View<'_>, question: QuestionIx) {
    let questionnaire = view.interview.questionnaire();
    let questions = questions(view);
    let number = questions.iter().position(|&asked| asked == question).map_or(0, |ix| ix + 1);
    let dimension = &questionnaire[questionnaire[question].dimension].title;
    draw(sheet, view, &format!("[{number}/{}] {dimension}", questions.len()));
}

/// The head of a field of the profile.
pub(super) fn of_field(sheet: &mut Sheet, view: &View<'_>, field: FieldIx) {
    let fields = view.interview.places().into_iter().filter_map(|place| match place {
        Place::Field(field) => Some(field),
        Place::Question(_) => None,
    });
    let fields: Vec<FieldIx> = fields.collect();
    let number = fields.iter().position(|&asked| asked == field).map_or(0, |ix| ix + 1);
    let of = fields.len();
    draw(sheet, view, &format!("Fact {number} of {of}, not scored; f goes to the questions"));
}

/// The questions that are asked, in order.
pub(super) fn questions(view: &View<'_>) -> Vec<QuestionIx> {
    let interview = view.interview;
    prevention_gap::interview::questions(interview.questionnaire(), interview.all_answers())
}

/// Where we are, how long it takes, how far it has come and where it is kept.
pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, place: &str) {
    let progress = view.interview.progress();
    sheet.sides(Look::Quiet, place, &minutes(view.interview.minutes_left()));
    sheet.progress(progress.done(), progress.asked);
    sheet.sides(Look::Quiet, &kept(view.kept), &count(progress));
    sheet.blank();
}

fn minutes(left: usize) -> String {
    match left {
        0 => String::new(),
        1 => "about 1 minute left".to_owned(),
        more => format!("about {more} minutes left"),
    }
}

fn kept(kept: Kept<'_>) -> String {
    match kept {
        Kept::In(path) => format!("Saved in {}", path.display()),
        Kept::Nowhere => "A dry run: nothing is saved".to_owned(),
        Kept::NotIn(path) => format!("NOT SAVED in {}", path.display()),
    }
}

/// "11 answered, 1 unknown".
pub(super) fn count(progress: Progress) -> String {
    let answered = progress.levels + progress.not_applicable;
    let mut parts = vec![format!("{answered} answered")];
    let others = [(progress.unknown, "unknown"), (progress.skipped, "skipped")];
    parts.extend(others.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")));
    parts.join(", ")
}

/// What has to be said, and the keys, just above the prompt.
pub(super) fn foot(sheet: &mut Sheet, view: &View<'_>, keys: &[&str]) {
    sheet.blank();
    for message in view.messages {
        sheet.text(Look::Strong, message);
    }
    keys_line(sheet, keys);
}

/// As many keys as one line takes, the first ones first; help and quit always.
fn keys_line(sheet: &mut Sheet, keys: &[&str]) {
    const LAST: &str = "? help  q quit";
    let mut line = String::new();
    for key in keys {
        if line.len() + key.len() + 2 + LAST.len() <= sheet.width {
            line.push_str(key);
            line.push_str("  ");
        }
    }
    sheet.push(Look::Quiet, line + LAST);
}
