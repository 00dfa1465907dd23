//! The first line of a file, by which editors find its schema. It is only
//! written where that schema is.

use std::path::Path;

use prevention_gap::yaml;

/// What a questionnaire says instead: beside it there is no schema.
const HINT: &str = "# For an editor that completes and checks: pgap schema --help";

/// New answers, led to their schema if that lies where the file can name it.
pub(super) fn answers(text: &str, path: Option<&Path>) -> String {
    match schema_beside(path, "answers") {
        Some(schema) => format!("{}\n{text}", yaml::editor_line(&schema)),
        None => text.to_owned(),
    }
}

/// The text of a questionnaire on board, as it is written to a file.
pub(super) fn questionnaire(text: &str, path: &Path) -> String {
    let schema = schema_beside(Some(path), "questionnaire");
    let line = schema.map_or_else(|| HINT.to_owned(), |schema| yaml::editor_line(&schema));
    yaml::with_editor_line(text, &line)
}

/// The schema as seen from a file, if it is there.
fn schema_beside(path: Option<&Path>, name: &str) -> Option<String> {
    let schema = format!("../schemas/{name}.json");
    path?.parent()?.join(&schema).is_file().then_some(schema)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_names_a_schema_that_is_there_and_no_other() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let [inside, outside] = ["answers/own.yaml", "own.yaml"].map(|it| folder.path().join(it));
        let led = "# yaml-language-server: $schema=../schemas/answers.json\nformat: answers/1\n";
        let plain = "format: answers/1\n";
        assert_eq!(answers(plain, Some(&inside)), plain);
        fs::create_dir_all(folder.path().join("schemas")).expect("it can be made");
        fs::create_dir_all(folder.path().join("answers")).expect("it can be made");
        fs::write(folder.path().join("schemas/answers.json"), "{}").expect("it can be written");
        assert_eq!(answers(plain, Some(&inside)), led);
        assert_eq!(answers(plain, Some(&outside)), plain);
        assert_eq!(answers(plain, None), plain);
        let own = "# yaml-language-server: $schema=../schemas/questionnaire.json\nid: own\n";
        assert_eq!(questionnaire(own, &inside), format!("{HINT}\nid: own\n"));
        fs::write(folder.path().join("schemas/questionnaire.json"), "{}").expect("it can be");
        assert_eq!(questionnaire(own, &inside), own);
    }
}
