//! Man pages, read by `man` itself.

use std::process::Command;

fn page(args: &[&str]) -> String {
    let pgap = Command::new(env!("CARGO_BIN_EXE_pgap")).arg("man").args(args).output();
    let output = pgap.expect("it can be started");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("a page is text")
}

/// What a person reads, and what `man` complains of; `None` without a `man`
/// that can lay out a page.
fn shown(page: &str) -> Option<(String, String)> {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("page.1");
    std::fs::write(&file, page).expect("it can be written");
    let output = Command::new("man")
        .args(["--warnings", "-l"])
        .arg(&file)
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .env_remove("MAN_KEEP_FORMATTING")
        .output()
        .ok()?;
    let text = |bytes| String::from_utf8(bytes).expect("a page is text");
    output.status.success().then(|| (text(output.stdout), text(output.stderr)))
}

#[track_caller]
#[expect(clippy::print_stderr, reason = "a test that was skipped has to say so")]
fn check(args: &[&str], says: &[&str]) {
    let Some((shown, complaints)) = shown(&page(args)) else {
        eprintln!("SKIPPED: there is no `man` that shows a page");
        return;
    };
    assert_eq!(complaints, "");
    for line in says {
        assert!(shown.contains(line), "{args:?} does not say {line:?}:\n{shown}");
    }
}

#[test]
fn man_shows_the_pages() {
    check(&[], &["pgap-score(1)", "       130    an interview was interrupted"]);
    check(&["score"], &["EXIT STATUS\n", "       10     a gate is not met", "FILES\n"]);
    check(&["score"], &["EXAMPLES\n       pgap score answers/\n"]);
    for command in ["assess", "report", "check", "explain", "list", "show", "form", "schema"] {
        check(&[command], &["EXAMPLES\n", &format!("       pgap {command}")]);
    }
    check(&["completions"], &["           source <(pgap completions bash)\n"]);
    check(&["man"], &["       pgap man | man -l -\n"]);
}
