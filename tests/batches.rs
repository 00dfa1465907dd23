//! Batches as a build engineer runs them: what is written, what is refused,
//! and how a run ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with so many assessments of a small shop each; the last is broken
/// where that is wanted.
fn shops(count: usize, broken: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for number in 1..=count {
        let key = if number > count - broken { "ansers" } else { "answers" };
        let text = format!(
            "format: answers/1\nquestionnaire: quick-check\nversion: 2.0.0\n\
             organisation: Shop {number:03}\ndate: 2026-10-14\n{key}:\n  own-cause-owner: {{ level: 3, rev: 2 }}\n  \
             kno-before-change: {{ level: 3, rev: 2 }}\n  dat-status-push: {{ level: 3, rev: 2 }}\n  fee-root-cause: {{ level: 3, rev: 2 }}\n  \
             ant-change-impact: {{ level: 3, rev: 2 }}\n  lea-pattern-review: 3\n  own-case-owner: {{ level: 4, rev: 2 }}\n  \
             kno-fix-wrong: {{ level: 4, rev: 2 }}\n  dat-context-transfer: {{ level: 4, rev: 2 }}\n  fee-contact-back: {{ level: 4, rev: 2 }}\n"
        );
        fs::write(folder.path().join(format!("shop-{number:03}.yaml")), text).expect("room");
    }
    folder
}

fn score(folder: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pgap"))
        .current_dir(folder)
        .args(["score", "."])
        .args(more)
        .env("NO_COLOR", "1")
        .output()
        .expect("it can be started")
}

#[track_caller]
fn check_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
}

fn change(folder: &Path, shop: usize, from: &str, to: &str) {
    let path = folder.join(format!("shop-{shop:03}.yaml"));
    let text = fs::read_to_string(&path).expect("it is there");
    let (from, to) = (as_written(from), as_written(to));
    assert!(text.contains(&from));
    fs::write(path, text.replace(&from, &to)).expect("it can be written");
}

/// An answer with the rev of its question.
fn as_written(answer: &str) -> String {
    match answer.split_once(": ") {
        Some((id, level)) if level.parse::<u8>().is_ok() => {
            format!("{id}: {{ level: {level}, rev: 2 }}")
        }
        Some((id, "unknown")) => format!("{id}: {{ unknown: true, rev: 2 }}"),
        Some((id, other)) => format!("{id}: {}", other.replace(" }", ", rev: 2 }")),
        None => answer.to_owned(),
    }
}

/// A hundred files of which three are broken, two gates that are not met, and
/// one improvement: the end of the log says it all.
#[test]
fn the_end_of_a_log_says_what_went_wrong_and_what_went_well() {
    let folder = shops(100, 3);
    let old = shops(100, 0);
    let baseline = score(old.path(), &["--format", "json"]);
    check_code(&baseline, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let baseline_file = outside.path().join("baseline.json");
    fs::write(&baseline_file, &baseline.stdout).expect("it can be written");
    change(folder.path(), 7, "dat-status-push: 3", "dat-status-push: 5");
    for shop in [13, 64] {
        change(folder.path(), shop, "own-cause-owner: 3", "own-cause-owner: 1");
    }
    let baseline_file = baseline_file.to_str().expect("text");
    let more = ["--keep-going", "--min", "prevention=45", "--baseline", baseline_file];
    let output = score(folder.path(), &more);
    check_code(&output, 3);
    let log = String::from_utf8_lossy(&output.stdout).into_owned();
    let end = log.lines().rev().take(25).collect::<Vec<_>>().join("\n");
    // Twice 3 is 2 levels lower on one of six questions: 50.0 - 50/6 = 41.7.
    for told in [
        "2 of 97 assessments do not meet their gates, 3 documents are left out",
        "shop-098.yaml:",
        "shop-099.yaml:",
        "shop-100.yaml:",
        "Shop 013 (quick-check): prevention at least 45.0: 41.7",
        "Shop 064 (quick-check): prevention at least 45.0: 41.7",
        "held down by own-cause-owner",
        "Shop 007 (quick-check): prevention +8.3",
    ] {
        assert!(end.contains(told), "{told} is not told:\n{end}");
    }
    // The order is that of the names, whatever finished first.
    let names: Vec<&str> = log.lines().filter(|line| line.starts_with("Shop ")).collect();
    assert!(names.is_sorted() && names.len() == 97);
}

#[test]
fn every_number_of_jobs_gives_the_same_bytes() {
    let folder = shops(150, 0);
    let one = score(folder.path(), &["--format", "ndjson", "--jobs", "1"]);
    let eight = score(folder.path(), &["--format", "ndjson", "--jobs", "8"]);
    check_code(&one, 0);
    assert_eq!(one.stdout, eight.stdout);
    let text = String::from_utf8(one.stdout).expect("it is text");
    assert_eq!(text.lines().count(), 150);
}

/// More documents than are kept in memory: the others are read again.
#[test]
fn a_stream_of_many_respondents_is_one_assessment() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let document = |number: usize| {
        format!(
            "format: answers/1\nquestionnaire: quick-check\nversion: 2.0.0\norganisation: Many\n\
             date: 2026-10-14\nrespondent: {{ id: r-{number}, role: frontline }}\nanswers:\n  \
             own-cause-owner: {{ level: {}, rev: 2 }}\n  own-case-owner: {{ level: 4, rev: 2 }}\n",
            1 + number % 5
        )
    };
    let stream: Vec<String> = (0..1500).map(document).collect();
    fs::write(folder.path().join("all.yaml"), stream.join("---\n")).expect("room");
    let output = score(folder.path(), &["--format", "json"]);
    check_code(&output, 4);
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(results[0]["respondents"]["count"], 1500);
    // 1 to 5 in turn, 300 times each: the mean is 3.
    let question = &results[0]["dimensions"][0]["prevention"]["questions"][0];
    assert_eq!((&question["id"], &question["level"]), (&"own-cause-owner".into(), &3.into()));
    assert_eq!(question["said"][0]["levels"], serde_json::json!([300, 300, 300, 300, 300]));
}

#[test]
fn no_output_lies_over_what_is_read_or_over_another() {
    let folder = shops(2, 0);
    for outputs in [
        &["--output", "a.json", "--output", "./a.json"][..],
        &["--output", "a.json", "--badge", "a.json"],
        &["--policy", "gates.yaml", "--output", "gates.yaml"],
    ] {
        fs::write(folder.path().join("gates.yaml"), "x").expect("room");
        check_code(&score(folder.path(), outputs), 2);
        fs::remove_file(folder.path().join("gates.yaml")).expect("it was there");
    }
    fs::rename(folder.path().join("shop-001.yaml"), folder.path().join("a.json")).expect("room");
    let before = fs::read(folder.path().join("a.json")).expect("it is there");
    check_code(&score(folder.path(), &["--output", "a.json"]), 2);
    assert_eq!(fs::read(folder.path().join("a.json")).expect("it is there"), before);
}

#[test]
fn outputs_are_written_before_the_run_ends_and_where_all_is_broken() {
    let folder = shops(2, 2);
    let more = ["--keep-going", "--output", "junit.xml", "--output", "summary.md"];
    check_code(&score(folder.path(), &more), 3);
    let junit = fs::read_to_string(folder.path().join("junit.xml")).expect("it is written");
    assert!(junit.contains("shop-001.yaml") && junit.contains("shop-002.yaml"), "{junit}");
    let folder = shops(2, 0);
    let more = ["--min", "prevention=99", "--output", "j.xml", "--badge", "b.svg"];
    let output = score(folder.path(), &more);
    check_code(&output, 10);
    assert!(String::from_utf8_lossy(&output.stderr).contains("gates are not met"));
    assert!(fs::read_to_string(folder.path().join("j.xml")).expect("there").contains("failure"));
    assert!(folder.path().join("b.svg").exists());
}

#[test]
fn a_ratchet_that_finds_an_assessment_gone_is_not_met_anywhere() {
    let folder = shops(2, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    let first = score(
        folder.path(),
        &["--baseline", path, "--max-drop", "prevention=5", "--first-baseline"],
    );
    check_code(&first, 0);
    assert!(String::from_utf8_lossy(&first.stdout).contains("no baseline yet"));
    let before = fs::read(path).expect("it is written");
    fs::remove_file(folder.path().join("shop-002.yaml")).expect("it was there");
    for format in ["table", "junit", "github", "markdown"] {
        let more = [
            "--baseline",
            path,
            "--max-drop",
            "prevention=5",
            "--format",
            format,
            "--update-baseline",
        ];
        let output = score(folder.path(), &more);
        check_code(&output, 10);
        assert!(String::from_utf8_lossy(&output.stdout).contains("Shop 002"), "{format}");
    }
    assert_eq!(fs::read(path).expect("it is there"), before);
}

/// What is refused is refused before anything is written.
#[test]
fn an_anonymous_assessment_among_others_is_refused_before_the_first_line() {
    let folder = shops(3, 0);
    let two = |id: &str| {
        let text = fs::read_to_string(folder.path().join("shop-003.yaml")).expect("it is there");
        let text =
            text.replace("date:", &format!("respondent: {{ id: {id}, role: leader }}\ndate:"));
        fs::write(folder.path().join(format!("shop-003-{id}.yaml")), text).expect("room");
    };
    two("a");
    two("b");
    let output = score(folder.path(), &["--each", "--format", "ndjson"]);
    check_code(&output, 3);
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// A run in which all is broken has a baseline all the same.
#[test]
fn a_baseline_is_there_even_where_all_files_are_broken() {
    let folder = shops(2, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    for shop in 1..=2 {
        change(folder.path(), shop, "answers:", "ansers:");
    }
    let before = fs::read(path).expect("it is written");
    let more =
        ["--keep-going", "--baseline", path, "--max-drop", "prevention=5", "--update-baseline"];
    let output = score(folder.path(), &more);
    check_code(&output, 3);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("no baseline yet"));
    assert_eq!(fs::read(path).expect("it is there"), before);
}

/// A published score that is gone is no score that was kept.
#[test]
fn a_score_that_is_no_longer_published_is_not_met() {
    let folder = shops(1, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    for question in ["own-cause-owner", "kno-before-change", "dat-status-push"] {
        change(folder.path(), 1, &format!("{question}: 3"), &format!("{question}: unknown"));
    }
    check_code(&score(folder.path(), &["--baseline", path, "--max-drop", "prevention=100"]), 10);
}

/// A table of many lines is laid out in parts, whose columns agree.
#[test]
fn the_columns_of_a_long_table_agree() {
    let folder = shops(1100, 0);
    let output = score(folder.path(), &[]);
    check_code(&output, 0);
    let table = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(table.lines().count(), 1101);
    let ends: std::collections::BTreeSet<Option<usize>> =
        table.lines().map(|line| line.find("Prevention").or(line.find("50.0"))).collect();
    // Numbers stand at the right under their head, which is six letters wider.
    let head = table.lines().next().and_then(|line| line.find("Prevention"));
    assert_eq!(ends, [head, head.map(|at| at + 6)].into());
}

/// Whoever mends a hundred files runs it again; the others are counted.
#[test]
fn very_many_broken_files_do_not_flood_the_log() {
    let folder = shops(130, 130);
    let output = score(folder.path(), &["--keep-going"]);
    check_code(&output, 3);
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("30 more documents have problems"), "{log}");
    assert_eq!(log.matches("error[missing-key]").count(), 100);
}

/// A file that is gone when it is read is left out like a broken one.
#[test]
fn a_file_that_cannot_be_read_is_left_out_where_the_run_goes_on() {
    let folder = shops(2, 0);
    let named = ["shop-001.yaml", "gone.yaml"].map(|name| folder.path().join(name));
    let run = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_pgap"))
            .arg("score")
            .args(&named)
            .args(more)
            .output()
            .expect("it can be started")
    };
    check_code(&run(&[]), 1);
    let output = run(&["--keep-going"]);
    check_code(&output, 3);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Shop 001"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("gone.yaml"));
}

/// A slip of the pen in its name must not make a ratchet start over.
#[test]
fn a_baseline_that_is_not_there_is_a_failed_gate() {
    let folder = shops(1, 0);
    let limits = ["--baseline", "misspelt.json", "--max-drop", "prevention=0"];
    for more in [&[][..], &["--update-baseline"], &["--output", "j.xml", "--output", "s.md"]] {
        let output = score(folder.path(), &[&limits[..], more].concat());
        check_code(&output, 10);
        assert!(!folder.path().join("misspelt.json").exists());
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it is written");
    for text in [read("j.xml"), read("s.md")] {
        assert!(text.contains("there is no misspelt.json: nothing to hold against"), "{text}");
    }
    let first = [&limits[..], &["--first-baseline"]].concat();
    check_code(&score(folder.path(), &first), 0);
    assert!(folder.path().join("misspelt.json").exists());
    // It cannot stay in a script.
    check_code(&score(folder.path(), &first), 2);
    check_code(&score(folder.path(), &limits), 0);
}

/// The ratchet after these changes of one shop, in this format.
fn since(changes: &[(&str, &str)], more: &[&str]) -> Output {
    let folder = shops(1, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    for (from, to) in changes {
        change(folder.path(), 1, from, to);
    }
    score(folder.path(), &[&["--baseline", path], more].concat())
}

/// Three of six prevention answers are called not applicable: half of the
/// weight that had a level then is comparable, and 60 % is needed.
#[test]
fn not_applicable_does_not_keep_a_limit() {
    let away: Vec<(String, String)> = ["own-cause-owner", "kno-before-change", "dat-status-push"]
        .map(|id| (format!("{id}: 3"), format!("{id}: {{ not_applicable: x }}")))
        .into();
    let away: Vec<(&str, &str)> = away.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    for format in ["table", "markdown", "csv", "junit", "github", "json"] {
        let output = since(&away, &["--max-drop", "prevention=0", "--format", format]);
        check_code(&output, 10);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains("3 questions became not applicable: own-cause-owner"), "{told}");
    }
}

/// One of six is called not applicable: five sixths are comparable, and none
/// of them moved. Published prevention was (5·50 + 0)/6 = 41.7 and is 50.0, so
/// that all of +8.3 is composition: said, though the limit is kept.
#[test]
fn the_composition_effect_is_said_where_all_limits_are_kept() {
    let folder = shops(1, 0);
    change(folder.path(), 1, "own-cause-owner: 3", "own-cause-owner: 1");
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    change(folder.path(), 1, "own-cause-owner: 1", "own-cause-owner: { not_applicable: x }");
    for format in ["table", "markdown", "csv", "junit", "github", "json"] {
        let more = ["--baseline", path, "--max-drop", "prevention=0", "--format", format];
        let output = score(folder.path(), &more);
        check_code(&output, 0);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let effect = "overall prevention: +8.3 as published, of which +8.3 because other";
        assert!(told.contains(effect), "{format}: {told}");
        assert!(told.contains("1 question became not applicable: own-cause-owner"), "{told}");
    }
}

/// Sixteen people of one shop, eleven of them of the frontline; `anonymous` is
/// what their files say.
fn people(anonymous: bool) -> TempDir {
    let folder = shops(1, 0);
    let one = folder.path().join("shop-001.yaml");
    let text = fs::read_to_string(&one).expect("it is there");
    fs::remove_file(one).expect("it was there");
    for number in 0..16 {
        let role = if number < 5 { "leader" } else { "frontline" };
        let person = format!(
            "respondent: {{ id: r-{number:02}, role: {role} }}\nanonymous: {anonymous}\ndate:"
        );
        let path = folder.path().join(format!("{number:02}.yaml"));
        fs::write(path, text.replace("date:", &person)).expect("room");
    }
    folder
}

#[track_caller]
fn check_people(anonymous: bool, gone: std::ops::Range<usize>, limit: &str, code: i32, say: &str) {
    let folder = people(anonymous);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    for number in gone {
        fs::remove_file(folder.path().join(format!("{number:02}.yaml"))).expect("it was there");
    }
    let output = score(folder.path(), &["--baseline", path, "--max-drop", limit]);
    check_code(&output, code);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains(say), "{told}");
}

#[test]
fn people_who_are_gone_are_said_and_have_a_limit_of_their_own() {
    check_people(true, 11..16, "respondents=0", 10, "16 people then, 11 now");
    check_people(true, 11..16, "respondents=5", 0, "16 people then, 11 now");
    check_people(true, 11..16, "prevention=0", 0, "16 people then, 11 now");
    check_people(false, 15..16, "respondents=1", 0, "16 people then, 15 now");
    check_people(true, 0..0, "respondents=0", 0, "respondents since 2026-10-14 at least 16: 16");
}

/// Two reports of one round that lie a few people apart would show what those
/// said.
#[test]
fn one_round_has_one_report_where_people_are_anonymous() {
    let twice = "This baseline is of the same round, with one person fewer. Comparing the two \
                 would show what that person said, so nothing is compared.";
    let folder = people(true);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    let path = path.to_str().expect("text");
    let last = folder.path().join("15.yaml");
    let text = fs::read(&last).expect("it is there");
    fs::remove_file(&last).expect("it was there");
    check_code(&score(folder.path(), &["--baseline", path, "--update-baseline"]), 0);
    fs::write(&last, text).expect("room");
    for format in ["table", "json", "csv", "junit", "github"] {
        let more = ["--baseline", path, "--max-drop", "prevention=100", "--format", format];
        let output = score(folder.path(), &more);
        check_code(&output, 10);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains(twice) && told.contains("one round, one report"), "{told}");
        assert!(!told.contains("comparable question"), "{told}");
    }
    // A person moves from one side to the other: the number stays.
    check_people(false, 15..16, "prevention=0", 0, "16 people then, 15 now");
    check_people(true, 12..16, "prevention=100", 10, "one round, one report");
}

/// No green file of an earlier run stays where a run ends with 3.
#[test]
fn outputs_say_what_stopped_a_run() {
    let outside = tempfile::tempdir().expect("a folder can be made");
    let place = |name: &str| outside.path().join(name).to_str().expect("text").to_owned();
    let names = ["r.json", "r.ndjson", "r.csv", "r.xml", "r.md", "r.txt"];
    let outputs = names.map(place);
    let badge = place("b.json");
    let mut more = vec!["--badge", &badge, "--min", "prevention=10"];
    more.extend(outputs.iter().flat_map(|output| ["--output", output]));
    let folder = shops(2, 0);
    check_code(&score(folder.path(), &more), 0);
    change(folder.path(), 2, "own-cause-owner: 3", "own-cause-owner: 7");
    check_code(&score(folder.path(), &more), 3);
    for output in &outputs {
        let text = fs::read_to_string(output).expect("it is written");
        assert!(text.contains("shop-002.yaml"), "{output}: {text}");
        assert!(!text.contains("Shop 001"), "{output}: {text}");
    }
    let badge = fs::read_to_string(&badge).expect("it is written");
    assert!(badge.contains("nothing scored, 1 left out") && badge.contains("red"), "{badge}");
    // The same where the files are sound and the baseline is not.
    change(folder.path(), 2, "own-cause-owner: 7", "own-cause-owner: 3");
    let last = place("last.json");
    fs::write(&last, "[]").expect("room");
    more.extend(["--baseline", &last]);
    check_code(&score(folder.path(), &more), 3);
    let junit = fs::read_to_string(&outputs[3]).expect("it is written");
    assert!(junit.contains("errors=\"1\"") && junit.contains("no results in it"), "{junit}");
}

/// Results of a run that left something out are no baseline.
#[test]
fn results_with_documents_left_out_are_no_baseline() {
    let folder = shops(2, 1);
    let output = score(folder.path(), &["--keep-going", "--output", "last.json"]);
    check_code(&output, 3);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json");
    fs::rename(folder.path().join("last.json"), &path).expect("it is written");
    change(folder.path(), 2, "ansers", "answers");
    let output = score(folder.path(), &["--baseline", path.to_str().expect("text")]);
    check_code(&output, 3);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("write the baseline anew"), "{said}");
}

/// What is said of a group is pinned on no respondent.
#[test]
fn an_annotation_of_a_group_names_no_file() {
    let more = ["--min", "prevention=99", "--format", "github"];
    let output = score(people(true).path(), &more);
    check_code(&output, 10);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.starts_with("::error title=gate not met::"), "{told}");
    let output = score(shops(1, 0).path(), &more);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.starts_with("::error file=./shop-001.yaml,line="), "{told}");
}

/// A folder with the results of these shops beside it, as a baseline.
fn baseline_of(folder: &Path) -> (TempDir, String) {
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("last.json").to_str().expect("text").to_owned();
    check_code(&score(folder, &["--baseline", &path, "--update-baseline"]), 0);
    (outside, path)
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Whoever deletes the new round is not held against what it was by the old
/// one.
#[test]
fn an_earlier_round_is_not_held_against_a_later_baseline() {
    let folder = shops(1, 0);
    change(folder.path(), 1, "date: 2026-10-14", "date: 2026-10-14\nwave: autumn");
    let (_outside, path) = baseline_of(folder.path());
    let before = fs::read(&path).expect("it is written");
    change(folder.path(), 1, "date: 2026-10-14\nwave: autumn", "date: 2026-04-14\nwave: spring");
    let more = ["--baseline", &path, "--max-drop", "prevention=0", "--update-baseline"];
    let output = score(folder.path(), &more);
    check_code(&output, 10);
    let told = stdout(&output);
    assert!(told.contains("autumn (quick-check): scored on 14 October 2026, and not"), "{told}");
    assert_eq!(fs::read(&path).expect("it stays"), before);
}

#[test]
fn a_baseline_that_is_spelt_otherwise_is_found_by_eye() {
    let folder = shops(1, 0);
    let (_outside, path) = baseline_of(folder.path());
    change(folder.path(), 1, "organisation: Shop 001", "organisation: shop 001 Ltd");
    let output = score(folder.path(), &["--baseline", &path, "--max-drop", "prevention=0"]);
    check_code(&output, 10);
    let told = stdout(&output);
    let hint = "shop 001 Ltd (quick-check) is, which differs from it in spelling only";
    assert!(told.contains(hint), "{told}");
}

/// A team whose folder is empty keeps no limit.
#[test]
fn a_folder_without_answers_is_named_and_keeps_no_gate() {
    let folder = shops(1, 0);
    let empty = tempfile::tempdir().expect("a folder can be made");
    let path = empty.path().to_str().expect("text");
    let output = score(folder.path(), &[path]);
    check_code(&output, 0);
    let told = stdout(&output);
    assert!(told.contains("is a folder with no answers in it"), "{told}");
    for format in ["table", "markdown", "csv", "junit", "github", "json"] {
        let output = score(folder.path(), &[path, "--min", "prevention=1", "--format", format]);
        check_code(&output, 3);
    }
    let output = score(folder.path(), &[path, "--min", "prevention=1", "--keep-going"]);
    check_code(&output, 3);
    assert!(stdout(&output).contains("no-answers"), "{}", stdout(&output));
}

#[test]
fn a_table_for_spreadsheets_names_what_was_not_read() {
    let folder = shops(1, 0);
    fs::write(folder.path().join("6.yaml.txt"), "").expect("room");
    let told = stdout(&score(folder.path(), &["--format", "csv"]));
    let row = told.lines().find(|line| line.contains("6.yaml.txt")).expect("it has a row");
    assert!(row.contains(",skipped,") && row.contains("ends in none of"), "{row}");
}

/// What turns out to make no sense only once the answers are read is written
/// too.
#[test]
fn outputs_say_that_a_gate_makes_no_sense() {
    let folder = shops(1, 0);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let path = outside.path().join("r.xml").to_str().expect("text").to_owned();
    check_code(&score(folder.path(), &["--min", "prevention=1", "--output", &path]), 0);
    check_code(&score(folder.path(), &["--min", "nosuch.prevention=1", "--output", &path]), 2);
    let junit = fs::read_to_string(&path).expect("it is written");
    assert!(junit.contains("errors=\"1\"") && junit.contains("nosuch"), "{junit}");
}

/// A series that is broken says what was published all the same, and nothing
/// is told twice.
#[test]
fn a_broken_series_says_the_published_scores_once() {
    let away: Vec<(String, String)> = ["own-cause-owner", "kno-before-change", "dat-status-push"]
        .map(|id| (format!("{id}: 3"), format!("{id}: {{ not_applicable: x }}")))
        .into();
    let mut away: Vec<(&str, &str)> = away.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    away.push(("fee-root-cause: 3", "fee-root-cause: 2"));
    let output = since(&away, &["--max-drop", "prevention=0"]);
    check_code(&output, 10);
    let told = stdout(&output);
    let (_, notes) = told.split_once("\nNotes").expect("an answer moved");
    assert!(!notes.contains("series broken"), "{told}");
    assert!(told.contains("published 50.0 then, "), "{told}");
    assert!(!told.contains("not comparable, does not apply now"), "{told}");
}

/// No report of an earlier run stays where there is none now.
#[test]
fn a_report_that_cannot_be_made_leaves_no_old_one() {
    let outside = tempfile::tempdir().expect("a folder can be made");
    let names = ["r.json", "r.csv", "r.md", "r.txt", "r.html"];
    let outputs = names.map(|name| outside.path().join(name).to_str().expect("text").to_owned());
    let folder = shops(1, 0);
    let report = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pgap"));
        command.current_dir(folder.path()).args(["report", "shop-001.yaml"]);
        command.args(outputs.iter().flat_map(|output| ["--output", output]));
        command.output().expect("it can be started")
    };
    check_code(&report(), 0);
    change(folder.path(), 1, "own-cause-owner: 3", "own-cause-owner: 7");
    check_code(&report(), 3);
    for output in &outputs {
        let text = fs::read_to_string(output).expect("it is written");
        assert!(text.contains("shop-001.yaml"), "{output}: {text}");
        assert!(!text.contains("Shop 001"), "{output}: {text}");
    }
}
