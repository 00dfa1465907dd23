//! The help of a step: more about the question, and every key.

use prevention_gap::interview::Step;
use prevention_gap::model::{Proof, QuestionIx};

use super::sheet::{Look, Sheet};
use super::{View, review};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>) {
    match view.interview.step() {
        Step::Question(question) | Step::Proof(question) | Step::Reason(question) => {
            about(sheet, view, question);
        }
        Step::Note(step) => about(sheet, view, step.question),
        Step::Field(_) => field(sheet),
        Step::Decision(_) | Step::Doubt => decision(sheet),
        Step::Review | Step::Finished | Step::Closed(_) => {}
    }
    sheet.blank();
    keys(sheet, view);
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
        "Facts are not scored. They put figures beside the findings, and some open questions. \
         Enter skips what is not at hand; skipped ones are offered once more at the end.",
    );
}

fn decision(sheet: &mut Sheet) {
    sheet.text(
        Look::Plain,
        "A decision is who takes an action on, by when, and to what target. It stands in the \
         report beside the action.",
    );
}

/// The keys that work where one is.
fn keys(sheet: &mut Sheet, view: &View<'_>) {
    let seats = view.interview.seats().len();
    let first = match view.interview.step() {
        Step::Field(_) => of_fact(),
        Step::Decision(_) | Step::Doubt => of_decision(),
        _ if seats > 1 => of_several(proofs()),
        _ => of_one(proofs()),
    };
    let moves = [
        ("b", "back; the old answer is shown, and Enter keeps it"),
        ("g 12", "go to question 12, or by its id"),
        ("r", "review: everything that is asked, with the answers"),
        ("f", "from the facts on to the questions, and back to facts that are open"),
        ("q", "save and quit; the same file goes on another day"),
    ];
    let is_decision = matches!(view.interview.step(), Step::Decision(_) | Step::Doubt);
    let has_f = review::has_facts(view) && !is_decision;
    let moves = moves.into_iter().filter(|(key, _)| has_f || *key != "f");
    let moves = moves.map(|(key, text)| (key, text.to_owned()));
    sheet.text(Look::Strong, "Keys, each with Enter");
    let width = if seats > 1 { 10 } else { 9 };
    for (key, text) in first.into_iter().chain(moves) {
        sheet.hang(Look::Plain, &format!(" {key:<width$}  "), &text);
    }
}

fn proofs() -> String {
    let proofs = [("e", Proof::Example), ("d", Proof::Documented), ("m", Proof::Measured)];
    let proofs: Vec<String> =
        proofs.iter().map(|(letter, proof)| format!("{letter} {proof}")).collect();
    format!("the level and its proof: {}; nothing is said", proofs.join(", "))
}

/// What can be typed at a fact.
fn of_fact() -> Vec<(&'static str, String)> {
    vec![
        ("Enter", "skip it, or keep what stands there".to_owned()),
        ("none", "of several choices: there is none of them, which states something".to_owned()),
        ("-", "take out what stands there; of a table it asks first".to_owned()),
        ("- 2", "take out row 2 of a table".to_owned()),
    ]
}

/// What can be typed at a decision.
fn of_decision() -> Vec<(&'static str, String)> {
    vec![
        ("a name", "who takes it on; one that is a command is asked about".to_owned()),
        ("Enter", "leave it open, or keep what stands there".to_owned()),
        ("-", "in place of a name: take the decision out; else take out the day".to_owned()),
        ("2027-03-31", "the day; one that has passed is asked about".to_owned()),
    ]
}

/// What one respondent can say.
fn of_one(proofs: String) -> Vec<(&'static str, String)> {
    vec![
        ("4", "the level whose text fits best; the lower one where only part is true".to_owned()),
        ("4d", proofs),
        ("4d: note", "the same with a note; the colon is needed".to_owned()),
        ("x: reason", "does not apply here".to_owned()),
        ("u", "nobody in the room knows".to_owned()),
        ("s", "leave it open and go on; an answer that is there is taken back".to_owned()),
        ("-", "take the answer back: the question is open again".to_owned()),
        ("n", "a note; `n: text` in one line, `n` and then `e` in your editor".to_owned()),
    ]
}

/// What several seats can say.
fn of_several(proofs: String) -> Vec<(&'static str, String)> {
    let lines = [
        ("4 3 2 1", "a level for each seat that is asked, in the order shown".to_owned()),
        ("4d", proofs),
        ("4 x 2 u", "x does not apply to that seat, u does not know".to_owned()),
        (". - 4 s", ". leaves a seat as it was, - takes its answer back, s skips".to_owned()),
        (
            "x: reason",
            "does not apply to any of them; u, s and - alone are said of all, too".to_owned(),
        ),
        ("4 3: note", "a note on the question, kept with the first seat".to_owned()),
        ("n a1: note", "a note of seat a1; `n` and then `e` in your editor".to_owned()),
    ];
    lines.into()
}
