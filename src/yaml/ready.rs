//! Questionnaires on board, made ready: what reading their YAML gives, written
//! down as JSON, so that no run has to read the YAML again. It would take
//! 20 times as long.
//!
//! The JSON is for this version of the code alone. After a change to a
//! questionnaire, or to the types of `model`, it is written anew with
//!
//! ```sh
//! READY=overwrite cargo test --lib ready
//! ```

use crate::model::Questionnaire;

/// Reads what was made ready.
///
/// # Panics
///
/// Never: a test reads every questionnaire on board.
pub(super) fn read(ready: &str) -> Questionnaire {
    serde_json::from_str(ready).expect("a test reads every questionnaire on board")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde::Serialize as _;
    use serde_json::Serializer;
    use serde_json::ser::PrettyFormatter;

    use super::*;
    use crate::yaml::catalog::ON_BOARD;
    use crate::yaml::read_questionnaire;

    /// A line a value, so that a difference can be read, and no indentation,
    /// which would be most of the file.
    fn written(questionnaire: &Questionnaire) -> String {
        let mut json = Vec::new();
        let formatter = PrettyFormatter::with_indent(b"");
        let mut serializer = Serializer::with_formatter(&mut json, formatter);
        questionnaire.serialize(&mut serializer).expect("it has nothing that JSON has not");
        json.push(b'\n');
        String::from_utf8(json).expect("JSON is text")
    }

    #[test]
    fn every_questionnaire_on_board_is_made_ready_from_its_yaml() {
        for shipped in ON_BOARD {
            let read = read_questionnaire(shipped.yaml.as_bytes()).expect("it can be read").value;
            let file = format!("questionnaires/ready/{}.json", shipped.id);
            if std::env::var_os("READY").is_some_and(|wish| wish == "overwrite") {
                fs::write(&file, written(&read)).expect("it can be written");
            }
            assert!(
                fs::read_to_string(&file).unwrap_or_default() == written(&read),
                "{file} is not what the YAML says; write it anew with \
                 `READY=overwrite cargo test --lib ready`"
            );
            assert_eq!(super::read(&fs::read_to_string(&file).expect("it is there")), read);
        }
    }
}
