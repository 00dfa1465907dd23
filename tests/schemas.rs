//! The JSON Schemas: they are what the code says, every file on board keeps
//! to them, and they agree with the reader about what is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use prevention_gap::model::Problem;
use prevention_gap::report::json;
use prevention_gap::yaml::{self, Catalog, Format};
use serde_json::{Value, json};

/// The schemas by their names.
fn schemas() -> [(&'static str, String); 4] {
    [
        ("questionnaire", yaml::questionnaire_schema()),
        ("answers", yaml::answers_schema()),
        ("policy", yaml::policy_schema()),
        ("results", json::schema()),
    ]
}

fn schema(name: &str) -> Value {
    let (_, text) = schemas().into_iter().find(|(known, _)| *known == name).expect("it is known");
    serde_json::from_str(&text).expect("a schema is JSON")
}

/// Dates are checked too, as editors do.
fn validator(name: &str) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema(name)).expect("a schema is one of JSON Schema")
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files = files_below(Path::new(folder));
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    assert!(!files.is_empty(), "{folder} has no .{ending}");
    files
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder exists");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    // What a CI system takes is no answers.
    let paths = paths.filter(|path| !path.ends_with("examples/ci"));
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// A YAML document as what a schema looks at.
fn from_yaml(text: &str) -> Option<Value> {
    let value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    serde_json::to_value(value).ok()
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("it is text");
    from_yaml(&text).unwrap_or_else(|| panic!("{} cannot be read", path.display()))
}

/// Every document of a file.
fn read_all(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("it is text");
    let value = |document: &&str| {
        from_yaml(document).unwrap_or_else(|| panic!("{} cannot be read", path.display()))
    };
    yaml::documents(&text).iter().map(value).collect()
}

#[track_caller]
fn check(validator: &Validator, value: &Value, name: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
}

/// The schemas that lie in `schemas/`, as they were last written.
#[test]
fn the_files_are_up_to_date() {
    let overwrite = std::env::var_os("SCHEMAS").is_some_and(|wish| wish == "overwrite");
    for (name, text) in schemas() {
        let path = format!("schemas/{name}.json");
        if overwrite {
            fs::write(&path, &text).expect("it can be written");
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == text,
            "{path} is not what the code says; write it anew with \
             `SCHEMAS=overwrite cargo test --test schemas`",
        );
    }
}

#[test]
fn every_schema_is_one() {
    for (name, _) in schemas() {
        assert!(jsonschema::meta::is_valid(&schema(name)), "{name}");
        assert_eq!(schema(name)["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

/// Files that are read without a problem, by what they are.
fn sound() -> Vec<(&'static str, PathBuf)> {
    let own = |name, folder| files(folder, "yaml").into_iter().map(move |path| (name, path));
    own("questionnaire", "questionnaires")
        .chain(own("answers", "examples"))
        .chain(own("policy", "examples/ci"))
        .chain([
            ("policy", "tests/reading/policy.yaml".into()),
            ("questionnaire", "tests/reading/questionnaire.yaml".into()),
            ("questionnaire", "tests/wording/ten-bad-questions.yaml".into()),
            ("answers", "tests/reading/answers.yaml".into()),
            ("answers", "tests/cli/files/too-few.yaml".into()),
        ])
        .collect()
}

#[test]
fn what_is_sound_is_valid() {
    for (name, path) in sound() {
        for document in read_all(&path) {
            check(&validator(name), &document, &path.display().to_string());
        }
    }
}

#[test]
fn the_results_of_the_examples_are_valid_alone_and_in_a_list() {
    let validator = validator("results");
    let results: Vec<Value> = files("examples", "json").iter().map(|path| read(path)).collect();
    for result in &results {
        check(&validator, result, "results");
    }
    check(&validator, &Value::Array(results), "a list of results");
}

/// The session shows a list, a gate, and scores that are missing.
#[test]
fn the_results_of_a_documented_session_are_valid() {
    let sessions = include_str!("cli/score.trycmd");
    let mut blocks = sessions.split("```").filter(|block| block.contains(" --format json"));
    let block = blocks.next().expect("there is such a session");
    let start = block.find("\n[").expect("it shows a list");
    let results: Value = serde_json::from_str(&block[start..]).expect("it is JSON");
    assert!(results[0]["gates"][0].is_object());
    check(&validator("results"), &results, "tests/cli/score.trycmd");
}

/// Gates of every kind, met, not met and not judged.
#[test]
fn the_results_of_a_policy_are_valid() {
    let gates = |answers: &str| -> Vec<Value> {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_pgap"))
            .args(["score", answers, "--policy", "tests/cli/files/gates.yaml"])
            .args(["--today", "2026-11-22", "--format", "json"])
            .output()
            .expect("it can be run");
        assert_eq!(output.status.code(), Some(10));
        let results: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        check(&validator("results"), &results, answers);
        results[0]["gates"].as_array().expect("a list").clone()
    };
    let [full, few] =
        ["larkfield.yaml", "too-few.yaml"].map(|name| gates(&format!("tests/cli/files/{name}")));
    assert_eq!(full[6]["id"], "not-worse");
    assert_eq!(full[6]["held_down_by"][0]["id"], "dat-status-push");
    assert_eq!(full[6]["changes"]["raise"][0]["question"], "dat-status-push");
    assert_eq!(full[1]["limit"], "high");
    assert_eq!(full[1]["held_down_by"][0]["kind"], "cell");
    assert_eq!(full[7]["resolution_at_least"], 65.0);
    assert_eq!(few[1]["verdict"], "not_judged");
    assert_eq!(few[1]["value"], Value::Null);
    assert_eq!(few[0]["changes"]["answer"].as_array().expect("a list").len(), 6);
}

#[test]
fn a_missing_score_is_null_and_never_zero() {
    let validator = validator("results");
    let results = read(Path::new("examples/larkfield.json"));
    let mut missing = 0;
    for pointer in all_pointers(&results) {
        let at = results.pointer(&pointer).expect("it is there");
        let (state, number) = match (&at["status"], &at["state"]) {
            (Value::String(state), Value::Null) if pointer != "/overall" => (state, "score"),
            (Value::Null, Value::String(state)) => (state, "level"),
            _ => continue,
        };
        let is_missing = !matches!(&**state, "published" | "level");
        let mut changed = results.clone();
        changed.pointer_mut(&pointer).expect("it is there")[number] =
            if is_missing { json!(1) } else { json!(null) };
        assert!(!validator.is_valid(&changed), "{pointer}");
        missing += usize::from(is_missing);
    }
    assert!(missing > 1, "the example has a missing score and a missing level");
}

#[test]
fn the_first_line_of_a_shipped_file_leads_an_editor_to_its_schema() {
    let shipped =
        [("questionnaire", "questionnaires"), ("answers", "examples"), ("policy", "examples/ci")];
    for (name, folder) in shipped {
        for path in files(folder, "yaml") {
            let text = fs::read_to_string(&path).expect("it is text");
            let first = text.lines().next().unwrap_or_default();
            let named = first.strip_prefix("# yaml-language-server: $schema=");
            let named = named.unwrap_or_else(|| panic!("{} names none", path.display()));
            let beside = path.parent().expect("it lies in a folder").join(named);
            let found = fs::read_to_string(&beside).expect("the schema is there");
            assert_eq!(serde_json::from_str::<Value>(&found).expect("JSON"), schema(name));
        }
    }
}

/// Problems that no schema can find, each with the reason.
const NOT_SAID: &[(&str, &str)] = &[
    ("agreement-scale", "it is about wording, and lets a file pass"),
    ("ambiguous-number", "a schema sees the number, and not how it is written"),
    ("and-or", "it is about wording, and lets a file pass"),
    ("boolean-label", "it is about how a text is written, and lets a file pass"),
    ("duplicate-id", "a schema compares whole items, not one key of them"),
    ("example-differs", "it takes the arithmetic"),
    ("far-date", "a schema compares no dates"),
    ("invalid-money", "the kind of a profile value stands in another file"),
    ("invalid-number", "the kind of a profile value stands in another file"),
    ("level-five-start", "it is about wording, and lets a file pass"),
    ("level-order", "a schema does not compare an item with the one before"),
    ("long-text", "it is about wording, and lets a file pass"),
    ("missing-action", "it lets a file pass"),
    ("missing-proof", "it lets a file pass"),
    ("one-side", "it lets a file pass"),
    ("needs-circle", "a schema follows no reference inside a file"),
    ("never-matches", "it takes reasoning about all answers"),
    ("no-action", "the action stands in another file"),
    ("not-scored", "it lets a file pass"),
    ("not-whole", "the unit of a number stands in another file"),
    ("other-language", "it lets a file pass"),
    ("other-version", "it lets a file pass"),
    ("posture-order", "a schema cannot tell the last item of a list from the others"),
    ("retired-id", "a schema does not compare two lists"),
    ("seen-later", "a schema does not compare two days"),
    ("too-precise", "in binary fractions, 33.3 is no multiple of 0.1"),
    ("two-questions", "it is about wording, and lets a file pass"),
    ("unknown-questionnaire", "a schema does not know what is on board"),
    ("unknown-reference", "a schema follows no reference"),
    ("unsupported-yaml", "what YAML offers is used up before a schema sees a file"),
    ("vague-word", "it is about wording, and lets a file pass"),
    ("wrong-test", "the kind of a field stands elsewhere in the file"),
];

/// Problems of files that are no YAML document, so that no schema sees them.
const NOT_YAML: [&str; 4] = ["duplicate-key", "second-document", "syntax", "tab"];

#[test]
fn what_is_wrong_is_not_valid_where_a_schema_can_say_so() {
    let [questionnaire, answers, policy] = ["questionnaire", "answers", "policy"].map(validator);
    let mut not_said: Vec<&str> = NOT_SAID.iter().map(|(code, _)| *code).collect();
    for path in files("tests/invalid", "yaml") {
        let code = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it is text");
        let Some(value) = from_yaml(&text) else {
            assert!(NOT_YAML.contains(&&*code), "{code} cannot be read");
            continue;
        };
        let validator = match yaml::format_of(text.as_bytes()) {
            Some(Format::Questionnaire) => &questionnaire,
            Some(Format::Policy) => &policy,
            Some(Format::Answers | Format::Results) | None => &answers,
        };
        let is_said = !not_said.contains(&&*code);
        assert_eq!(validator.is_valid(&value), !is_said, "{code}");
        not_said.retain(|listed| *listed != code);
    }
    assert_eq!(not_said, [""; 0], "these have no file, or are found");
}

/// Where a key of somebody's own may stand.
fn takes_own_keys(name: &str, pointer: &str) -> bool {
    pointer.ends_with("/tags") || (name == "answers" && pointer.starts_with("/profile/"))
}

/// Collects the pointers to a value and to all inside it.
fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
    found.push(pointer.to_owned());
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                pointers(value, &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn all_pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    pointers(value, "", &mut found);
    found
}

#[test]
fn no_schema_takes_an_unknown_key() {
    let documents = [
        ("questionnaire", "tests/reading/questionnaire.yaml"),
        ("answers", "tests/reading/answers.yaml"),
        ("policy", "tests/reading/policy.yaml"),
        ("answers", "examples/larkfield.yaml"),
        ("results", "examples/larkfield-quick-check.json"),
    ];
    for (name, path) in documents {
        let validator = validator(name);
        let document = read(Path::new(path));
        check(&validator, &document, path);
        for pointer in all_pointers(&document) {
            let mut changed = document.clone();
            let at = changed.pointer_mut(&pointer).expect("it is there");
            let Some(entries) = at.as_object_mut() else { continue };
            entries.insert("Surplus Key".to_owned(), json!("text"));
            let takes = takes_own_keys(name, &pointer);
            assert_eq!(validator.is_valid(&changed), takes, "{path}{pointer}");
        }
    }
}

/// What the reader finds in a document that it does not take.
fn problems(name: &str, document: &Value, catalog: &Catalog) -> Vec<Problem> {
    let text = document.to_string();
    match name {
        "questionnaire" => yaml::read_questionnaire(text.as_bytes()).err().unwrap_or_default(),
        "policy" => yaml::read_policy(text.as_bytes()).err().unwrap_or_default(),
        _ => yaml::read_answers(text.as_bytes(), catalog).err().unwrap_or_default(),
    }
}

/// A document in which one value is another, or gone.
fn changes(document: &Value, pointer: &str) -> Vec<Value> {
    let others = [json!(null), json!(0), json!(2.5), json!(true), json!(" "), json!([]), json!({})];
    let mut changes: Vec<Value> = others
        .into_iter()
        .map(|other| {
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).expect("it is there") = other;
            changed
        })
        .collect();
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer into the document");
    let mut without = document.clone();
    match without.pointer_mut(parent).expect("it is there") {
        Value::Object(entries) => drop(entries.shift_remove(last)),
        Value::Array(items) => drop(items.remove(last.parse().expect("a position"))),
        _ => {}
    }
    changes.push(without);
    changes
}

/// Whether a schema can say that there is such a problem.
fn is_said(problem: &Problem, pointer: &str) -> bool {
    let code = problem.kind.code();
    // The kind of a profile value stands elsewhere, and so does how many
    // conditions there are to hold.
    let is_profile_value = code == "wrong-type" && pointer.contains("/profile/");
    let is_count = code == "out-of-range" && pointer.ends_with("/at_least");
    let is_elsewhere = is_profile_value || is_count;
    !is_elsewhere && !NOT_SAID.iter().any(|(listed, _)| *listed == code)
}

/// The pointers to values of different places; of the items of a list, which
/// have the same place, to the first with each key.
fn places(document: &Value) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut places = all_pointers(document);
    places.retain(|pointer| {
        let part = |part: &str| if part.parse::<usize>().is_ok() { "*" } else { part }.to_owned();
        !pointer.is_empty() && seen.insert(pointer.split('/').map(part).collect::<Vec<_>>())
    });
    places
}

/// Every value of files with every key is changed in eight ways. What the
/// reader takes is valid; what it does not take for reasons that a schema can
/// say is not.
#[test]
fn a_schema_and_the_reader_agree() {
    let mut catalog = Catalog::on_board();
    let own = yaml::read_questionnaire(include_bytes!("reading/questionnaire.yaml"));
    catalog.add(own.expect("it is sound").value);
    let mut differences = Vec::new();
    for name in ["questionnaire", "answers", "policy"] {
        let validator = validator(name);
        let document = read(Path::new(&format!("tests/reading/{name}.yaml")));
        for pointer in places(&document) {
            for changed in changes(&document, &pointer) {
                let problems = problems(name, &changed, &catalog);
                let is_valid = validator.is_valid(&changed);
                let is_wrong = problems.iter().any(|problem| is_said(problem, &pointer));
                if (problems.is_empty() && !is_valid) || (is_wrong && is_valid) {
                    let now = changed.pointer(&pointer);
                    let found: Vec<&str> = problems.iter().map(|it| it.kind.code()).collect();
                    differences.push(format!("{name} {pointer} = {now:?}: {found:?}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
