//! Files, folders, pipes and what goes wrong with them: the run ends as
//! documented, and nobody's file is lost.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ANSWERS: &str = include_str!("../examples/larkfield-quick-check.yaml");

fn pgap(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pgap"));
    command.current_dir(folder).env("LC_ALL", "C.UTF-8").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::null());
    command
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    pgap(folder).args(args).output().expect("it can be started")
}

#[track_caller]
fn check(folder: &Path, args: &[&str], code: i32, said: &str) {
    let output = run(folder, args);
    let all = [output.stdout, output.stderr].concat();
    let all = String::from_utf8(all).expect("it speaks text");
    assert_eq!(output.status.code(), Some(code), "{args:?}:\n{all}");
    assert!(all.contains(said), "{args:?} does not say {said:?}:\n{all}");
}

/// A reader that goes away is no failure, and must not turn a gate that is
/// not met into one that is.
#[test]
fn a_closed_pipe_keeps_the_exit_code_and_the_other_outputs() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    let closed = |args: &[&str]| {
        let mut child = pgap(folder.path())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it can be started");
        drop(child.stdout.take());
        child.wait().expect("it ends").code()
    };
    for _ in 0..5 {
        assert_eq!(closed(&["score", "answers.yaml", "--min", "prevention=99"]), Some(10));
        assert_eq!(closed(&["check", "missing.yaml"]), Some(1));
    }
    assert_eq!(closed(&["report", "answers.yaml", "-o", "-", "-o", "report.md"]), Some(0));
    assert!(folder.path().join("report.md").exists());
}

#[test]
fn a_report_is_not_written_over_the_answers() {
    let folder = folder_with(&[("answers.md", ANSWERS)]);
    check(folder.path(), &["report", "answers.md", "-o", "./answers.md"], 2, "would overwrite");
    let left = fs::read_to_string(folder.path().join("answers.md")).expect("it is there");
    assert_eq!(left, ANSWERS);
}

#[test]
fn a_file_is_the_same_whatever_the_terminal() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    let file = |locale: &str, colour: &str, name: &str| {
        let status = pgap(folder.path())
            .args(["report", "answers.yaml", "--color", colour, "-o", name])
            .env("LC_ALL", locale)
            .status()
            .expect("it can be started");
        assert!(status.success());
        fs::read(folder.path().join(name)).expect("it was written")
    };
    let plain = file("C.UTF-8", "never", "a.txt");
    assert_eq!(plain, file("C", "always", "b.txt"));
    assert!(!plain.contains(&0x1b));
}

#[test]
fn what_is_hidden_in_a_folder_is_not_meant() {
    let folder = folder_with(&[
        ("all/answers.yaml", ANSWERS),
        ("all/.answers.yaml", "broken: ["),
        ("all/.git/answers.yaml", "broken: ["),
        ("all/deep/UPPER.YAML", "broken: ["),
    ]);
    check(folder.path(), &["score", "all"], 3, "UPPER.YAML");
    fs::remove_file(folder.path().join("all/deep/UPPER.YAML")).expect("it is there");
    check(folder.path(), &["score", "all"], 0, "Larkfield Home");
}

/// A pipe has no end until somebody writes to it.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_left_alone() {
    let folder = folder_with(&[("all/answers.yaml", ANSWERS)]);
    let made = Command::new("mkfifo").arg(folder.path().join("all/pipe.yaml")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is there");
    check(folder.path(), &["score", "all"], 0, "Larkfield Home");
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    check(folder.path(), &["score", "answers.yaml", "./answers.yaml", "."], 0, "Larkfield Home");
}

#[test]
fn nothing_to_do_is_not_a_success() {
    let folder = folder_with(&[("empty/readme.txt", "nothing here")]);
    check(folder.path(), &["score", "empty"], 3, "there are no answers");
    check(folder.path(), &["check", "empty"], 3, "nothing to check");
    check(folder.path(), &["score", "missing"], 1, "cannot read missing");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
    let status = pgap(folder.path())
        .args(["score", "answers.yaml"])
        .stdout(full)
        .stderr(Stdio::null())
        .status()
        .expect("it can be started");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let folder = folder_with(&[]);
    let mut child = pgap(folder.path())
        .args(["score", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(ANSWERS.as_bytes()).expect("it is read");
    drop(input);
    let mut said = String::new();
    child.stdout.take().expect("it is piped").read_to_string(&mut said).expect("it is text");
    assert!(child.wait().expect("it ends").success());
    assert!(said.contains("Larkfield Home"), "{said}");
}

/// Terminal escapes in a file stay what they are: text.
#[test]
fn check_passes_no_escape_on() {
    let hostile = ANSWERS.replace("Larkfield Home", "\"\\e[2J\\nforged\"");
    let folder = folder_with(&[("answers.yaml", &hostile)]);
    let output = run(folder.path(), &["check", "answers.yaml", "--color", "always"]);
    assert!(!output.stdout.contains(&0x1b), "{:?}", String::from_utf8_lossy(&output.stdout));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("\nforged"));
}

/// What a role is not asked counts for nothing, and is said.
#[test]
fn an_answer_that_the_role_is_not_asked_is_named() {
    let of_role = ANSWERS.replace("answers:", "respondent: { id: a, role: frontline }\nanswers:");
    let answered =
        of_role.replace("lea-pattern-review: { unknown: true,", "lea-pattern-review: { level: 1,");
    let folder = folder_with(&[("answers.yaml", &answered)]);
    check(folder.path(), &["check", "answers.yaml"], 0, "is kept and not scored");
    check(folder.path(), &["check", "--strict", "answers.yaml"], 3, "not-scored");
    check(folder.path(), &["report", "answers.yaml"], 0, "LEFT OUT");
}

/// A quiet run says nothing of warnings, and all of what is wrong.
#[test]
fn a_quiet_run_leaves_warnings_out_and_no_error() {
    let of_role = ANSWERS.replace("answers:", "respondent: { id: a, role: frontline }\nanswers:");
    let answered =
        of_role.replace("lea-pattern-review: { unknown: true,", "lea-pattern-review: { level: 1,");
    let broken = answered.replace("own-cause-owner: { level: 3", "own-cause-owner: { level: 6");
    let folder = folder_with(&[("answers.yaml", &answered), ("broken.yaml", &broken)]);
    let said = |args: &[&str]| {
        let output = run(folder.path(), args);
        String::from_utf8(output.stderr).expect("it speaks text")
    };
    assert!(said(&["score", "answers.yaml"]).contains("warning[not-scored]"));
    assert_eq!(said(&["score", "answers.yaml", "--quiet"]), "");
    let both = said(&["score", "broken.yaml"]);
    assert!(both.contains("warning[not-scored]") && both.contains("error[out-of-range]"), "{both}");
    let quiet = said(&["--quiet", "score", "broken.yaml"]);
    assert!(!quiet.contains("warning") && quiet.contains("error[out-of-range]"), "{quiet}");
}

#[test]
fn a_run_says_what_it_wrote_as_far_as_it_is_asked() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    let said = |args: &[&str]| {
        let output = run(folder.path(), args);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).expect("it speaks text")
    };
    let report = ["report", "answers.yaml", "-o", "a.md", "--verbose"];
    let steps = "read: answers.yaml:1, answers to quick-check\n\
                 read: 1 document in all, of 1 assessment\n\
                 written: a.md\n";
    assert_eq!(said(&report), steps);
    assert_eq!(said(&report[..4]), "");
    let results = ["score", "answers.yaml", "-o", "a.json", "--verbose"];
    assert!(said(&results).ends_with("\nwritten: a.json\n"));
    assert!(said(&["show", "quick-check", "--as", "ours"]).starts_with("Wrote ours.yaml."));
    assert_eq!(said(&["show", "quick-check", "--as", "mine", "--quiet"]), "");
}

/// A stream of markers and nothing else stays small.
#[test]
fn markers_without_documents_fill_no_memory() {
    let folder = folder_with(&[("markers.yaml", &"---\n".repeat(500_000))]);
    check(folder.path(), &["check", "markers.yaml"], 3, "the file is empty");
}
