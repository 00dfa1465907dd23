//! The files of `examples/ci/` do what they say: their commands are read from
//! them and run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const WORKFLOW: &str = include_str!("../examples/ci/pgap.yml");
const FRAMEWORK: &str = include_str!("../examples/ci/pre-commit-config.yaml");
const README: &str = include_str!("../examples/ci/README.md");

/// Sound answers that meet the gates of the workflow.
const SOUND: &str = include_str!("../examples/larkfield-quick-check.yaml");

/// The same with a level that there is not.
fn broken() -> String {
    let broken = SOUND.replacen("level: 3", "level: 6", 1);
    assert_ne!(broken, SOUND);
    broken
}

/// The same with nothing prevented: every level is 1, so prevention is 0.
fn poor() -> String {
    let levels = ["level: 2", "level: 3", "level: 4", "level: 5"];
    levels.iter().fold(SOUND.to_owned(), |text, level| text.replace(level, "level: 1"))
}

/// A project with these answers.
fn project(answers: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::create_dir(folder.path().join("answers")).expect("it can be made");
    write_answers(folder.path(), answers);
    folder
}

fn write_answers(project: &Path, answers: &str) {
    fs::write(project.join("answers/online-shop.yaml"), answers).expect("it can be written");
}

/// A program that finds `pgap` on its path.
fn program(name: &str, folder: &Path) -> Command {
    let pgap = Path::new(env!("CARGO_BIN_EXE_pgap")).parent().expect("it lies in a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(PathBuf::from(pgap)).chain(std::env::split_paths(&others));
    let path = std::env::join_paths(paths).expect("a path has no colon");
    let mut command = Command::new(name);
    command.current_dir(folder).env("PATH", path).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command
}

/// Runs a script as GitHub runs the step of a workflow.
fn run(script: &str, folder: &Path) -> Output {
    program("bash", folder)
        .args(["-e", "-c", script])
        .env("GITHUB_STEP_SUMMARY", folder.join("summary.md"))
        .output()
        .expect("bash is there")
}

/// Every step of the workflow that calls pgap, with its name.
fn steps() -> Vec<(String, String)> {
    let workflow: serde_yaml::Value = serde_yaml::from_str(WORKFLOW).expect("it is YAML");
    let steps = workflow["jobs"]["score"]["steps"].as_sequence().expect("it has steps");
    let text = |step: &serde_yaml::Value, key: &str| step[key].as_str().map(str::to_owned);
    let step = |step| Some((text(step, "name")?, text(step, "run")?));
    let mut steps: Vec<(String, String)> = steps.iter().filter_map(step).collect();
    steps.retain(|(_, run)| run.contains("pgap "));
    steps
}

#[track_caller]
fn check_workflow(answers: &str, expected: &[(&str, i32)]) {
    let project = project(answers);
    let steps = steps();
    let ended: Vec<(&str, i32)> = steps
        .iter()
        .map(|(name, script)| {
            let code = run(script, project.path()).status.code().expect("it ends by itself");
            (name.as_str(), code)
        })
        .collect();
    assert_eq!(ended, expected);
}

#[test]
fn the_workflow_checks_scores_and_holds_the_gates() {
    let names = ["Check the files", "Write the summary", "Write the results", "Hold the gates"];
    let with = |codes: [i32; 4]| names.into_iter().zip(codes).collect::<Vec<_>>();
    check_workflow(SOUND, &with([0, 0, 0, 0]));
    check_workflow(&poor(), &with([0, 0, 0, 10]));
    // Nothing is scored from broken files, and no step goes on.
    let project = project(&broken());
    for (name, script) in steps() {
        let output = run(&script, project.path());
        assert!(!output.status.success(), "{name}: {output:?}");
    }
}

#[test]
fn the_workflow_leaves_a_summary_and_results() {
    let project = project(SOUND);
    for (name, script) in steps() {
        let output = run(&script, project.path());
        assert!(output.status.success(), "{name}: {output:?}");
    }
    let read = |name: &str| fs::read_to_string(project.path().join(name)).expect("it was written");
    let summary = read("summary.md");
    assert!(summary.starts_with("## Prevention Gap\n```text\nAssessment"), "{summary}");
    assert!(summary.contains("Larkfield Home") && summary.ends_with("```\n"), "{summary}");
    let results: serde_json::Value =
        serde_json::from_str(&read("scores.json")).expect("it is JSON");
    assert_eq!(results.as_array().map(Vec::len), Some(1));
}

/// The three lines for another CI system.
#[test]
fn the_lines_of_the_readme_run() {
    let (_, after) = README.split_once("```sh\n").expect("it has commands");
    let (commands, _) = after.split_once("```").expect("a block ends");
    let output = run(commands, project(SOUND).path());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(commands.lines().count(), 3);
}

#[test]
fn the_hook_of_the_framework_checks_a_file() {
    let config: serde_yaml::Value = serde_yaml::from_str(FRAMEWORK).expect("it is YAML");
    let hook = &config["repos"][0]["hooks"][0];
    let entry = hook["entry"].as_str().expect("it has a command");
    let code = |answers: &str| {
        let script = format!("{entry} answers/online-shop.yaml");
        run(&script, project(answers).path()).status.code()
    };
    assert_eq!(code(SOUND), Some(0));
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

#[cfg(unix)]
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
    assert!(said.contains("--> answers/online-shop.yaml:"), "{said}");
    // Mended on disk and not staged, it is still the broken one that would be
    // committed.
    let (done, said) = committed(folder, || write_answers(folder, SOUND));
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
