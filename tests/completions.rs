//! What shells complete: as their scripts ask for it, and through bash itself.

use std::process::Command;

fn pgap() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pgap"));
    command.current_dir("tests/cli/files").env("LC_ALL", "C.UTF-8");
    command
}

/// What the last word of a line is completed to, asked as the bash script
/// asks.
fn completed(line: &[&str]) -> Vec<String> {
    let output = pgap()
        .env("PGAP_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (line.len() - 1).to_string())
        .arg("--")
        .args(line)
        .output()
        .expect("it can be started");
    assert!(output.status.success(), "{line:?}: {output:?}");
    let words = String::from_utf8(output.stdout).expect("words are text");
    words.lines().map(str::to_owned).collect()
}

#[track_caller]
fn check(line: &[&str], expected: &[&str]) {
    assert_eq!(completed(line), expected);
}

#[track_caller]
fn has(line: &[&str], expected: &str) {
    let completed = completed(line);
    assert!(completed.iter().any(|word| word == expected), "{line:?}: {completed:?}");
}

#[test]
fn ids_of_questionnaires_are_completed() {
    check(&["pgap", "show", "q"], &["quick-check"]);
    check(&["pgap", "form", "p"], &["prevention-gap"]);
    check(&["pgap", "assess", "quick"], &["quick-check"]);
}

/// `assess` takes an id or a file.
#[test]
fn files_are_completed_where_files_are_read() {
    has(&["pgap", "assess", "larkf"], "larkfield.yaml");
    check(&["pgap", "score", "larkf"], &["larkfield.yaml"]);
}

/// The questions of ownership, as both questionnaires on board have them,
/// each once.
#[test]
fn what_can_be_explained_is_completed() {
    let of_ownership = completed(&["pgap", "explain", "own-"]);
    assert!(of_ownership.iter().all(|id| id.starts_with("own-")), "{of_ownership:?}");
    let of_causes = of_ownership.iter().filter(|id| *id == "own-cause-owner");
    assert_eq!(of_causes.count(), 1);
    has(&["pgap", "explain", "0-1"], "0-18");
    has(&["pgap", "explain", "ga"], "gap");
    has(&["pgap", "explain", "ownership."], "ownership.prevention");
    has(&["pgap", "explain", "pos"], "posture");
    has(&["pgap", "explain", "rob"], "robustness");
    has(&["pgap", "explain", "own-handoff."], "own-handoff.points");
    has(&["pgap", "explain", "own-handoff."], "own-handoff.voices");
}

#[test]
fn roles_dimensions_and_commands_are_completed() {
    check(&["pgap", "form", "quick-check", "--role", "j"], &["joint"]);
    check(&["pgap", "show", "quick-check", "--role", "j"], &[]);
    has(&["pgap", "form", "quick-check", "--role", ""], "frontline");
    has(&["pgap", "assess", "--dimensions", ""], "core");
    check(&["pgap", "man", "sco"], &["score"]);
    check(&["pgap", "completions", "fi"], &["fish"]);
}

#[track_caller]
fn check_script(shell: &str, says: &str) {
    let output = pgap().args(["completions", shell]).output().expect("it can be started");
    assert!(output.status.success(), "{output:?}");
    let script = String::from_utf8(output.stdout).expect("a script is text");
    assert!(script.contains(says), "{shell}:\n{script}");
    assert!(!script.contains("target"), "a script names no folder:\n{script}");
}

#[test]
fn every_shell_has_a_script() {
    check_script("bash", "complete -o nospace");
    check_script("zsh", "#compdef pgap");
    check_script("fish", "complete --keep-order --exclusive --command pgap");
    check_script("powershell", "Register-ArgumentCompleter");
}

/// A stray variable is named, and is no crash.
#[test]
fn an_unknown_shell_is_named() {
    let output =
        pgap().env("PGAP_COMPLETE", "tcsh").arg("list").output().expect("it can be started");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("error: the variable PGAP_COMPLETE: unknown shell `tcsh`"), "{said}");
}

/// The script does in bash what its help promises.
#[cfg(unix)]
#[test]
#[expect(clippy::print_stderr, reason = "a test that was skipped has to say so")]
fn bash_completes_by_the_script() {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_pgap")).parent().expect("it lies there");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let session = "source <(pgap completions bash)
        COMP_WORDS=(pgap show q) COMP_CWORD=2 COMP_TYPE=9
        _clap_complete_pgap pgap q show
        echo \"${COMPREPLY[@]}\"";
    let bash = Command::new("bash").args(["-c", session]).env("PATH", path).output();
    let Ok(output) = bash else {
        eprintln!("SKIPPED: there is no bash to complete in");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "quick-check\n", "{output:?}");
}
