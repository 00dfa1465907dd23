//! The files of `examples/ci/` do what they say: their commands are read from
//! them and run.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const WORKFLOW: &str = include_str!("../examples/ci/pgap.yml");
const FRAMEWORK: &str = include_str!("../examples/ci/pre-commit-config.yml");
const README: &str = include_str!("../examples/ci/README.md");

/// Sound answers.
const LARKFIELD: &str = include_str!("../examples/larkfield.yaml");

/// The same, said more than shown, so that they miss the gate on confidence.
fn said() -> String {
    LARKFIELD.replace("proof: documented", "proof: said")
}

/// The results of the last round, which were the same.
const BASELINE: &str = include_str!("../examples/larkfield.json");

/// The same, with no owner of a cause left: ownership drops.
fn worse() -> String {
    let worse = shown().replace("cause-owner: { level: 2", "cause-owner: { level: 1");
    assert_ne!(worse, shown());
    worse
}

/// The same, shown.
fn shown() -> String {
    LARKFIELD.replace("proof: said", "proof: documented")
}

/// The same with a level that there is not.
fn broken() -> String {
    let broken = LARKFIELD.replacen("level: 3", "level: 6", 1);
    assert_ne!(broken, LARKFIELD);
    broken
}

/// A project with these answers, on the day for which its decisions are made.
fn project(answers: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for below in ["answers", ".github", "bin"] {
        fs::create_dir(folder.path().join(below)).expect("it can be made");
    }
    write_answers(folder.path(), answers);
    let gates = folder.path().join(".github/gates.yaml");
    fs::copy("examples/ci/gates.yaml", gates).expect("it can be copied");
    fs::write(folder.path().join("baseline.json"), BASELINE).expect("it can be written");
    let date = folder.path().join("bin/date");
    fs::write(&date, "#!/bin/sh\necho 2026-11-22\n").expect("it can be written");
    fs::set_permissions(&date, fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder
}

fn write_answers(project: &Path, answers: &str) {
    fs::write(project.join("answers/larkfield.yaml"), answers).expect("it can be written");
}

/// A program that finds `pgap` on its path, and the project's `date`.
fn program(name: &str, folder: &Path) -> Command {
    let pgap = Path::new(env!("CARGO_BIN_EXE_pgap")).parent().expect("it lies in a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let own = [folder.join("bin"), PathBuf::from(pgap)];
    let paths = own.into_iter().chain(std::env::split_paths(&others));
    let path = std::env::join_paths(paths).expect("a path has no colon");
    let mut command = Command::new(name);
    command.current_dir(folder).env("PATH", path).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command
}

/// Runs a script as GitHub runs the step of a workflow.
fn run(script: &str, folder: &Path) -> Output {
    program("bash", folder)
        .args(["-e", "-c", script])
        .env("GITHUB_STEP_SUMMARY", folder.join("github-summary.md"))
        .output()
        .expect("bash is there")
}

/// Every step of the workflow that runs a command, after the installation.
fn steps() -> Vec<(String, String)> {
    let workflow: serde_yaml::Value = serde_yaml::from_str(WORKFLOW).expect("it is YAML");
    let steps = workflow["jobs"]["score"]["steps"].as_sequence().expect("it has steps");
    let text = |step: &serde_yaml::Value, key: &str| step[key].as_str().map(str::to_owned);
    let step = |step| Some((text(step, "name")?, text(step, "run")?));
    let mut steps: Vec<(String, String)> = steps.iter().filter_map(step).collect();
    steps.retain(|(_, run)| !run.starts_with("cargo install"));
    steps
}

#[track_caller]
fn check_workflow(answers: &str, expected: &[(&str, i32)]) {
    let project = project(answers);
    let ended: Vec<(String, i32)> = steps()
        .into_iter()
        .map(|(name, script)| {
            let code = run(&script, project.path()).status.code().expect("it ends by itself");
            (name, code)
        })
        .collect();
    let ended: Vec<(&str, i32)> = ended.iter().map(|(name, code)| (name.as_str(), *code)).collect();
    assert_eq!(ended, expected);
}

#[test]
fn the_workflow_checks_scores_and_judges() {
    let names = [
        "Check the files",
        "Score, and judge the gates",
        "Hold the scores against the last round",
        "Show the summary",
    ];
    let with = |codes: [i32; 4]| names.into_iter().zip(codes).collect::<Vec<_>>();
    check_workflow(&shown(), &with([0, 0, 0, 0]));
    check_workflow(&said(), &with([0, 10, 0, 0]));
    check_workflow(&worse(), &with([0, 0, 10, 0]));
    // There is nothing to score, and the summary says why.
    check_workflow(&broken(), &with([3, 3, 3, 0]));
}

/// A baseline that nobody committed is no reason to let everything pass.
#[test]
fn the_workflow_is_not_green_without_a_baseline() {
    let project = project(&shown());
    fs::remove_file(project.path().join("baseline.json")).expect("it was there");
    let (_, ratchet) = steps().remove(2);
    assert_eq!(run(&ratchet, project.path()).status.code(), Some(10));
}

/// What an earlier run wrote does not stay where files have problems.
#[test]
fn the_workflow_says_what_is_wrong_with_a_file_in_all_that_it_keeps() {
    let project = project(&shown());
    let (_, score) = steps().remove(1);
    assert_eq!(run(&score, project.path()).status.code(), Some(0));
    write_answers(project.path(), &broken());
    let output = run(&score, project.path());
    assert_eq!(output.status.code(), Some(3));
    let annotated = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(annotated.starts_with("::error file=answers/larkfield.yaml,line="), "{annotated}");
    for name in ["summary.md", "junit.xml", "scores.json"] {
        let text = fs::read_to_string(project.path().join(name)).expect("it was written");
        assert!(text.contains("larkfield.yaml"), "{name}: {text}");
    }
}

/// All of it is there also where a gate is not met.
#[test]
fn the_workflow_leaves_annotations_a_summary_and_results() {
    let project = project(&said());
    let said: Vec<String> = steps()
        .iter()
        .map(|(_, script)| {
            let output = run(script, project.path());
            String::from_utf8(output.stdout).expect("it speaks text")
        })
        .collect();
    let annotated = said[1].starts_with("::error file=answers/larkfield.yaml,line=");
    assert!(annotated, "{}", said[1]);
    let read = |name: &str| fs::read_to_string(project.path().join(name)).expect("it was written");
    assert!(read("github-summary.md").contains("### 1 assessment does not meet its gates"));
    assert!(read("junit.xml").contains("failures=\"1\""));
    let results: serde_json::Value =
        serde_json::from_str(&read("scores.json")).expect("it is JSON");
    assert_eq!(results.as_array().map(Vec::len), Some(1));
}

/// The lines for another CI system.
#[test]
fn the_lines_of_the_readme_run() {
    let (_, after) = README.split_once("```sh\n").expect("it has commands");
    let (commands, _) = after.split_once("```").expect("a block ends");
    let output = run(commands, project(&shown()).path());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(commands.lines().count(), 2);
}

#[test]
fn the_hook_of_the_framework_checks_a_file() {
    let config: serde_yaml::Value = serde_yaml::from_str(FRAMEWORK).expect("it is YAML");
    let hook = &config["repos"][0]["hooks"][0];
    let entry = hook["entry"].as_str().expect("it has a command");
    let code = |answers: &str| {
        let script = format!("{entry} answers/larkfield.yaml");
        run(&script, project(answers).path()).status.code()
    };
    assert_eq!(code(LARKFIELD), Some(0));
    assert_eq!(code(&broken()), Some(3));
}

/// Runs git without the settings of whoever runs the test.
fn git(project: &Path, args: &[&str]) -> Option<Output> {
    let mut git = program("git", project);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        git.env_remove(variable);
    }
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(args).output().ok()
}

/// Stages everything and commits what is staged then; `edit` comes between.
fn committed(project: &Path, edit: impl Fn()) -> (bool, String) {
    let staged = git(project, &["add", "answers"]).expect("git is there");
    assert!(staged.status.success(), "{staged:?}");
    edit();
    let output = git(project, &["commit", "-m", "Answers"]).expect("git is there");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that was skipped has to say so")]
fn the_hook_stops_a_commit_of_broken_answers() {
    let project = project(&broken());
    let folder = project.path();
    if git(folder, &["init", "--quiet"]).is_none() {
        eprintln!("SKIPPED: there is no git to commit with");
        return;
    }
    let hooks = folder.join(".git/hooks");
    fs::create_dir_all(&hooks).expect("it can be made");
    fs::copy("examples/ci/pre-commit", hooks.join("pre-commit")).expect("it is executable");

    let (done, said) = committed(folder, || {});
    assert!(!done && said.contains("error[out-of-range]"), "{said}");
    assert!(said.contains("--> answers/larkfield.yaml:"), "{said}");
    // Mended on disk and not staged, it is still the broken one that would be
    // committed.
    let (done, said) = committed(folder, || write_answers(folder, LARKFIELD));
    assert!(!done && said.contains("error[out-of-range]"), "{said}");
    let (done, said) = committed(folder, || {});
    assert!(done, "{said}");
    // A commit without answers is none of its business.
    fs::write(folder.join("notes.txt"), "").expect("it can be written");
    git(folder, &["add", "notes.txt"]).expect("git is there");
    let output = git(folder, &["commit", "-m", "Notes"]).expect("git is there");
    assert!(output.status.success(), "{output:?}");
}

/// Each file of the folder is told of.
#[test]
fn the_readme_names_every_file() {
    for entry in fs::read_dir("examples/ci").expect("it is there") {
        let name = entry.expect("an entry can be read").file_name();
        let name = name.to_string_lossy();
        assert!(
            name == "README.md" || README.contains(&format!("]({name})")),
            "{name} is not told"
        );
    }
}
