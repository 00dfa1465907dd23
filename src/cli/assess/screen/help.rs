//! The help of a step: more about the question, and every key.

use prevention_gap::interview::Step;
use prevention_gap::model::{Proof, QuestionIx};

use super::View;
use super::sheet::{Look, Sheet};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>) {
    match view.interview.step() {
        Step::Question(question) | Step::Proof(question) | Step::Reason(question) => {
            about(sheet, view, question);
        }
        Step::Note(step) => about(sheet, view, step.question),
        Step::Field(_) => field(sheet),
        Step::Review | Step::Finished | Step::Decision(_) | Step::Closed(_) => {}
    }
    sheet.blank();
    keys(sheet, view.interview.seats().len());
    sheet.blank();
    for message in view.messages {
        sheet.text(Look::Strong, message);
    }
    sheet.text(Look::Plain, "Enter goes back to where you were.");
}

/// What stands behind a question.
fn about(sheet: &mut Sheet, view: &View<'_>, ix: QuestionIx) {
    let questionnaire = view.interview.questionnaire();
    let question = &questionnaire[ix];
    sheet.text(Look::Strong, &format!("{} ({})", question.title, question.id));
    let basis = if question.basis.is_empty() {
        String::new()
    } else {
        format!(" It rests on {} of the published idea.", question.basis.join(", "))
    };
    sheet.text(
        Look::Plain,
        &format!(
            "It asks about {}.{basis} `pgap explain {}` says more.",
            question.lens, question.id
        ),
    );
    for hint in &question.ask_for {
        sheet.hang(Look::Plain, "  Look for: ", hint);
    }
    for need in &question.needs {
        let other = &questionnaire[need.question].title;
        let text = format!("rests on \"{other}\" at level {} or higher", need.at_least);
        sheet.hang(Look::Plain, &format!("  Level {}: ", need.to_reach), &text);
    }
    sheet.blank();
    sheet.text(Look::Strong, "Levels");
    for (number, band) in questionnaire.levels.iter().enumerate() {
        sheet.hang(Look::Plain, &format!(" {}  {:<9} ", number + 1, band.name), &band.means);
    }
}

fn field(sheet: &mut Sheet) {
    sheet.text(
        Look::Plain,
        "Facts are not scored. They put figures beside the findings, and Enter skips what is not \
         at hand; `g` and its id come back to it.",
    );
}

fn keys(sheet: &mut Sheet, seats: usize) {
    sheet.text(Look::Strong, "Keys, each with Enter");
    let proofs = [("e", Proof::Example), ("d", Proof::Documented), ("m", Proof::Measured)];
    let proofs: Vec<String> =
        proofs.iter().map(|(letter, proof)| format!("{letter} {proof}")).collect();
    let proofs = format!("the level and its proof: {}; nothing is said", proofs.join(", "));
    let answers = if seats > 1 { of_several(proofs) } else { of_one(proofs) };
    let moves = [
        ("b", "back; the old answer is shown, and Enter keeps it"),
        ("g 12", "go to question 12, or by its id"),
        ("r", "review: all questions with their answers"),
        ("q", "save and quit; the same file goes on another day"),
    ];
    let moves = moves.into_iter().map(|(key, text)| (key, text.to_owned()));
    let width = if seats > 1 { 10 } else { 9 };
    for (key, text) in answers.into_iter().chain(moves) {
        sheet.hang(Look::Plain, &format!(" {key:<width$}  "), &text);
    }
}

/// What one respondent can say.
fn of_one(proofs: String) -> Vec<(&'static str, String)> {
    vec![
        ("4", "the level whose text fits best; the lower one where only part is true".to_owned()),
        ("4d", proofs),
        ("4d: note", "the same with a note; the colon is needed".to_owned()),
        ("x: reason", "does not apply here".to_owned()),
        ("u", "nobody in the room knows".to_owned()),
        ("s", "leave it open and go on".to_owned()),
        ("n", "a note; `n: text` in one line, `n` and then `e` in your editor".to_owned()),
    ]
}

/// What several seats can say.
fn of_several(proofs: String) -> Vec<(&'static str, String)> {
    let lines = [
        ("4 3 2 1", "a level for each seat that is asked, in the order shown".to_owned()),
        ("4d", proofs),
        ("4 x 2 u", "x does not apply to that seat, u does not know".to_owned()),
        ("- - 4 -", "- leaves a seat open, or as it was".to_owned()),
        (
            "x: reason",
            "does not apply to any of them; u and s alone are said of all, too".to_owned(),
        ),
        ("4 3: note", "a note on the question, kept with the first seat".to_owned()),
        ("n a1: note", "a note of seat a1; `n` and then `e` in your editor".to_owned()),
    ];
    lines.into()
}
