//! Files, folders, pipes and what goes wrong with them: the run ends as
//! documented, and nobody's file is lost.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ANSWERS: &str = include_str!("../examples/larkfield-quick-check.yaml");

const POLICY: &str = "format: policy/1\ngates: [ { measure: coverage, at_least: 1 } ]\n";

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

/// An ending that was changed on the way, an export, what is hidden: each is
/// named, in every format that can hold it, also where a quiet run is judged.
#[test]
fn what_is_not_read_is_named() {
    let folder = folder_with(&[
        ("all/answers.yaml", ANSWERS),
        ("all/6.yaml.txt", ANSWERS),
        ("all/deep/5.yml_", ANSWERS),
        ("all/responses.csv", "a,b"),
        ("all/.7.yaml", ANSWERS),
        ("all/README.md", "about"),
        ("all/chart.svg", "<svg/>"),
        ("all/answers.yaml.lock", ""),
        ("all/gates.yaml", POLICY),
    ]);
    let sentence = "5 files beside the answers are not read: all/.7.yaml, all/6.yaml.txt, \
                    all/deep/5.yml_, all/gates.yaml and all/responses.csv.";
    let one_line = |format| {
        let output = run(folder.path(), &["report", "all", "--format", format, "--quiet"]);
        String::from_utf8(output.stdout).expect("it is text").replace('\\', "").replace("\n  ", " ")
    };
    for format in ["table", "markdown", "html", "csv", "json"] {
        assert!(one_line(format).contains(sentence), "{format}: {}", one_line(format));
    }
    check(folder.path(), &["report", "all"], 0, "skipped: all/6.yaml.txt ends in none of .yaml");
    check(folder.path(), &["report", "all", "--redact"], 0, "5 files beside the answers are not");
    let judged = ["score", "all", "--quiet", "--min", "prevention=1"];
    check(folder.path(), &judged, 0, "skipped: all/.7.yaml is hidden\n");
    check(folder.path(), &judged, 0, "\nSkipped files\n  all/.7.yaml is hidden\n");
    let output = |format| [&judged[..], &["--format", format]].concat();
    check(folder.path(), &output("json"), 0, "\"count\": 5");
    check(folder.path(), &output("ndjson"), 0, "\"skipped_files\":{\"count\":5");
    check(
        folder.path(),
        &output("junit"),
        0,
        "<testcase classname=\"files\" name=\"all/6.yaml.txt\"",
    );
    check(folder.path(), &output("markdown"), 0, "**Skipped files**");
    check(
        folder.path(),
        &output("github"),
        0,
        "::warning file=all/responses.csv,line=1,title=skipped file",
    );
    check(folder.path(), &["check", "all"], 0, "skipped: all/deep/5.yml_ ends in none of");
}

/// A file that says twice what it is could be meant as answers.
#[test]
fn a_skipped_file_says_once_what_it_is() {
    let folder = folder_with(&[("all/answers.yaml", ANSWERS), ("all/gates.yaml", POLICY)]);
    check(folder.path(), &["score", "all"], 0, "skipped: all/gates.yaml holds policy/1");
    let twice = format!("{POLICY}format: answers/1\n");
    fs::write(folder.path().join("all/gates.yaml"), twice).expect("it can be written");
    check(folder.path(), &["score", "all"], 3, "error[duplicate-key]: the key `format`");
}

/// Links are named, and a circle of them ends; what they lead to is read where
/// it is named too.
#[cfg(unix)]
#[test]
fn links_in_a_folder_are_named() {
    let folder = folder_with(&[("all/answers.yaml", ANSWERS), ("other/2.yaml", "broken: [")]);
    let link = |from: &str, to: &str| {
        let link = folder.path().join(to);
        std::os::unix::fs::symlink(from, link).expect("a link can be made");
    };
    link("../other", "all/linked");
    link("..", "all/up");
    link(".", "all/self");
    link("../other", "all/second");
    link("nowhere.yaml", "all/dangling.yaml");
    link("loop.yaml", "all/loop.yaml");
    link("answers.yaml", "all/same.yaml");
    check(folder.path(), &["score", "all"], 0, "skipped: all/linked is a link to a folder");
    check(folder.path(), &["score", "all"], 0, "skipped: all/up is a link to a folder");
    check(folder.path(), &["score", "all"], 0, "skipped: all/second is a link to a folder; name");
    let read_already = "skipped: all/self is a link to a folder that is read already";
    check(folder.path(), &["score", "all"], 0, read_already);
    check(
        folder.path(),
        &["score", "all"],
        0,
        "skipped: all/dangling.yaml is a link that leads no",
    );
    check(
        folder.path(),
        &["score", "all"],
        0,
        "skipped: all/loop.yaml is a link that leads nowhere",
    );
    check(folder.path(), &["score", "all", "other"], 3, "other/2.yaml:1:");
    let said = String::from_utf8(run(folder.path(), &["score", "all", "other"]).stderr);
    assert!(!said.expect("it is text").contains("all/linked"));
}

/// A pattern says what is meant, and names what it cannot mean.
#[test]
fn a_pattern_names_what_it_matches_and_is_not_read() {
    let folder = folder_with(&[("all/answers.yaml", ANSWERS), ("all/6.yaml.txt", ANSWERS)]);
    check(folder.path(), &["score", "all/*"], 0, "skipped: all/6.yaml.txt ends in none of");
    check(folder.path(), &["score", "all/*.txt"], 1, "no file that matches all/*.txt ends in");
    check(folder.path(), &["score", "all/*.yml"], 1, "no file matches all/*.yml");
    check(folder.path(), &["score", "none/*.yml"], 1, "no file matches none/*.yml");
    let said = run(folder.path(), &["score", "all", "all/6.yaml.txt"]);
    let said = String::from_utf8(said.stderr).expect("it is text");
    assert!(!said.contains("skipped"), "what is named is read: {said}");
}

/// What has no end is given up, whatever it is read as.
#[cfg(unix)]
#[test]
fn endless_and_sparse_inputs_are_given_up() {
    let folder = folder_with(&[("answers.yaml", ANSWERS)]);
    let sparse = fs::File::create(folder.path().join("sparse.yaml")).expect("it can be made");
    sparse.set_len(10 << 30).expect("holes take no room");
    for input in ["/dev/zero", "sparse.yaml"] {
        let too_large = "the document is larger than 1024 KiB";
        check(folder.path(), &["score", input], 3, too_large);
        check(folder.path(), &["check", input], 3, too_large);
        check(folder.path(), &["score", "answers.yaml", "--policy", input], 3, too_large);
        check(folder.path(), &["score", "answers.yaml", "-q", input], 3, too_large);
        let baseline = ["score", "answers.yaml", "--baseline", input];
        check(folder.path(), &baseline, 1, &format!("{input}: it is larger than 256 MiB"));
    }
    let zero = fs::File::open("/dev/zero").expect("it is there");
    let output = pgap(folder.path()).args(["score", "-"]).stdin(zero).output();
    assert_eq!(output.expect("it runs").status.code(), Some(3));
}

/// Answers of somebody else, to an organisation with another spelling.
fn spelt(name: &str, id: &str) -> String {
    let respondent = format!("respondent: {{ id: {id} }}\nanonymous: false\nanswers:");
    ANSWERS.replace("Larkfield Home", &format!("\"{name}\"")).replace("answers:", &respondent)
}

/// Blanks and the ways to write an umlaut make no other organisation.
#[test]
fn one_organisation_has_one_name() {
    let folder = folder_with(&[
        ("all/1.yaml", &spelt("Mu\u{308}ller Home", "a")),
        ("all/2.yaml", &spelt(" M\u{fc}ller\u{a0} Home ", "b")),
    ]);
    let output = run(folder.path(), &["score", "all"]);
    let said = String::from_utf8(output.stdout).expect("it is text");
    assert_eq!(said.lines().filter(|line| line.starts_with("M\u{fc}ller Home, ")).count(), 1);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(output.stderr.is_empty());
    let both = ["all/2.yaml", "--baseline", "b.json"];
    run(folder.path(), &["score", "all/1.yaml", "-o", "b.json"]);
    let baseline = fs::read_to_string(folder.path().join("b.json")).expect("it was written");
    let older = baseline.replace("M\u{fc}ller Home", "Mu\u{308}ller  Home ");
    fs::write(folder.path().join("b.json"), older).expect("it can be written");
    let said = run(folder.path(), &[&["score"], &both[..]].concat());
    assert!(!String::from_utf8(said.stdout).expect("it is text").contains("new"));
}

/// Two spellings are a warning, and a problem where they would be judged.
#[test]
fn two_spellings_of_an_organisation_are_told() {
    let folder = folder_with(&[
        ("all/1.yaml", &spelt("Larkfield", "a")),
        ("all/2.yaml", &spelt("LARKFIELD, Ltd.", "b")),
    ]);
    let sentence = "[other-spelling]: the organisation is spelt `Larkfield` in all/1.yaml:";
    check(folder.path(), &["score", "all"], 0, sentence);
    check(folder.path(), &["check", "all"], 0, sentence);
    check(folder.path(), &["check", "all"], 0, "--> all/2.yaml:");
    let is_problem = &format!("error{sentence}");
    check(folder.path(), &["score", "all"], 0, &format!("warning{sentence}"));
    check(folder.path(), &["check", "all", "--strict"], 3, is_problem);
    check(folder.path(), &["check", "all", "--strict"], 3, "1 problem, 0 warnings");
    let judged = ["score", "all", "--min", "prevention=1", "--quiet"];
    check(folder.path(), &judged, 3, is_problem);
    check(
        folder.path(),
        &["score", "all", "--quiet"],
        0,
        "LARKFIELD, Ltd., Online shop, 2026 autumn (quick-check)",
    );
}

/// No two lines of scores look the same.
#[test]
fn assessments_of_one_look_are_told_apart() {
    let folder = folder_with(&[
        ("all/1.yaml", &spelt("A, B", "a").replace("\nunit: Online shop", "")),
        ("all/2.yaml", &spelt("A", "b").replace("\nunit: Online shop", "\nunit: B")),
    ]);
    let name = "A, B, 2026 autumn (quick-check)";
    let one = format!("{name}: organisation `A, B`, wave `2026 autumn`");
    let other = format!("{name}: organisation `A`, unit `B`, wave `2026 autumn`");
    for line in [one, other] {
        check(folder.path(), &["score", "all"], 0, &format!("\n{line}  "));
        check(folder.path(), &["report", "all"], 3, &format!("\n  {line}\n"));
    }
}

/// Whoever makes a page without a name is told which names are there.
#[test]
fn a_form_without_an_organisation_warns() {
    let folder = folder_with(&[("1.yaml", &spelt("Larkfield", "a")), ("deep/2.yaml", ANSWERS)]);
    let form = ["form", "quick-check", "--role", "leader", "--output", "form.html"];
    check(
        folder.path(),
        &form,
        0,
        "name it with `--organisation`; answers in this folder say `Larkfield`\n",
    );
    let named = |name| [&form[..], &["--organisation", name]].concat();
    check(
        folder.path(),
        &named("larkfield GmbH"),
        0,
        "note: `larkfield GmbH` and another spelling",
    );
    let output = run(folder.path(), &named("Larkfield"));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A definition of one's own, a file and an argument reach a terminal as text.
#[test]
fn explain_check_and_errors_pass_nothing_raw_on() {
    let own = run(Path::new("."), &["show", "quick-check"]).stdout;
    let own = String::from_utf8(own).expect("it is text");
    let ask = "ask: \"Ask \\e]0;pwned\\a \\x9b31m \\u202e ##[error]x\" # ";
    let own = own.replacen("ask: ", ask, 1).replace("own-cause-owner", "own-of-ours");
    let broken = ANSWERS.replace("date:", "dte: \"\u{9b}31m\u{202e} ##[error]\"\ndate:");
    let folder = folder_with(&[("own.yaml", &own), ("broken.yaml", &broken)]);
    let harmless = |args: &[&str]| {
        let output = run(folder.path(), args);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("it is text");
        let is_raw = |letter: char| letter.is_control() && letter != '\n';
        assert!(!said.contains(is_raw) && !said.contains(['\u{202e}', '\u{200b}']), "{said:?}");
        assert!(!said.contains("##["), "{said}");
        assert!(!said.lines().any(|line| line.trim_start().starts_with("::")), "{said}");
        said
    };
    let explained = harmless(&["explain", "own-of-ours", "-q", "own.yaml"]);
    assert!(
        explained.contains("\\u{1b}]0;pwned\\u{7} \\u{9b}31m \\u{202e} \\u{23}#[error]x"),
        "{explained}"
    );
    assert!(harmless(&["check", "broken.yaml"]).contains("\\u{9b}31m\\u{202e}"));
    harmless(&["report", "no\u{9b}where\n ::error::x ##[error]y"]);
    harmless(&["report", "--format", "\u{9b}31m ##[error]y"]);
    harmless(&["assess", "quick-check", "--plain", "--organisation", "a\u{9b}\u{200b} ##[error]y"]);
}

/// A pipe has no end until somebody writes to it.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_left_alone() {
    let folder = folder_with(&[("all/answers.yaml", ANSWERS)]);
    let made = Command::new("mkfifo").arg(folder.path().join("all/pipe.yaml")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is there");
    check(folder.path(), &["score", "all"], 0, "Larkfield Home");
    check(folder.path(), &["score", "all"], 0, "skipped: all/pipe.yaml is a pipe");
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
    let of_role = ANSWERS
        .replace("answers:", "anonymous: false\nrespondent: { id: a, role: frontline }\nanswers:");
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
