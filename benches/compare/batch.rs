//! Files of answers to the full questionnaire, each of another organisation:
//! half of the answers have proof and a note.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use prevention_gap::model::Proof;
use prevention_gap::yaml::Catalog;

/// How many questions are answered in each file.
const QUESTIONS: usize = 42;

/// Writes so many files; returns how many bytes they have.
pub(crate) fn write(folder: &Path, files: usize) -> usize {
    fs::create_dir(folder).expect("there is room for a folder");
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let ids: Vec<&str> = questionnaire
        .questions
        .iter()
        .take(QUESTIONS)
        .map(|question| question.id.as_str())
        .collect();
    let mut bytes = 0;
    for number in 0..files {
        let text = text(&ids, number);
        bytes += text.len();
        fs::write(folder.join(format!("{number:05}.yaml")), text).expect("it can be written");
    }
    bytes
}

/// The answers differ from file to file, and are the same in every run.
fn text(ids: &[&str], number: usize) -> String {
    let mut text = format!(
        "format: answers/1\nquestionnaire: prevention-gap\nversion: 1.0.0\n\
         organisation: Larkfield {number:05}\nwave: 2026 autumn\ndate: 2026-10-14\nanswers:\n"
    );
    for (position, id) in ids.iter().enumerate() {
        let mixed = ((number + 1) * (position + 7) * 2_654_435_761) >> 7;
        let (level, proof) = (1 + mixed % 5, Proof::ALL[mixed / 5 % 4]);
        let answer = if position % 2 == 0 {
            level.to_string()
        } else {
            format!(
                "{{ level: {level}, proof: {proof}, note: \"Seen in {position} of 60 cases\" }}"
            )
        };
        writeln!(text, "  {id}: {answer}").expect("a String takes everything");
    }
    text
}
