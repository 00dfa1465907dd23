//! Interviews over plain lines: what a pipe or a screen reader gets.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use prevention_gap::model::{Answer, AnswerState, Answers};
use prevention_gap::yaml::{self, Catalog};

/// Runs `pgap assess` with lines on its standard input.
fn assess(args: &[&str], lines: &str) -> Output {
    assess_in(Path::new("."), args, lines)
}

/// The same in a folder.
fn assess_in(folder: &Path, args: &[&str], lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pgap"))
        .arg("assess")
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pgap runs");
    let mut stdin = child.stdin.take().expect("it is a pipe");
    // A run that ends before it has read everything closes the pipe.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("pgap ends")
}

const DRY: &[&str] =
    &["--plain", "--dry-run", "--organisation", "Larkfield Home", "--date", "2026-10-14"];

fn dry(args: &[&str], lines: &str) -> String {
    let output = assess(&[args, DRY].concat(), lines);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let stdout = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert!(!stdout.contains('\u{1b}'), "there is an escape in {stdout}");
    stdout
}

#[test]
fn ten_questions_take_ten_lines() {
    let shown =
        dry(&["quick-check", "--role", "joint"], "4d\n3e\n2\n1\n5m\nu\n4d\n2\n1\n3e: seen\n");
    assert!(shown.contains("[10/10]"));
    assert!(shown.contains("Prevention Gap"), "the report is shown");
    assert!(shown.contains("Action 1:"), "decisions are asked");
}

#[test]
fn every_question_of_the_full_assessment_takes_one_line() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    // Facts are left open, but for the uses of AI, which open a dimension.
    let facts = questionnaire.profile.iter().map(|field| match field.id.as_str() {
        "ai-uses" => "1 5\n",
        _ => "\n",
    });
    let questions = questionnaire.questions.iter().map(|_| "4d\n");
    // Open facts are offered once more.
    let lines: String = facts.chain(questions).chain(["\n"]).collect();
    let shown = dry(&["prevention-gap", "--role", "joint", "--dimensions", "all"], &lines);
    assert!(shown.contains(&format!("[{0}/{0}]", questionnaire.questions.len())));
    assert!(shown.contains("Action 1:"));
}

#[test]
fn what_was_not_told_is_asked() {
    let output = assess(&["--plain", "--dry-run"], "1\nLarkfield Home\n2\nc\nq\n");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    let expected =
        ["Which questionnaire?", "Which organisation", "Who is in the room?", "How much time"];
    for question in expected {
        assert!(shown.contains(question), "{question} is not asked in {shown}");
    }
}

#[test]
fn a_slip_of_the_hand_is_answered_kindly_and_changes_nothing() {
    let shown = dry(&["quick-check", "--role", "joint"], "6\nyes\n3 of the teams\n4x\nr\nq\n");
    assert!(shown.contains("There is no level 6; levels go from 1 to 5."));
    assert!(shown.contains("more than yes or no"));
    assert!(shown.contains("a note comes after a colon"));
    assert!(shown.contains("`x` is no proof"));
    assert!(shown.contains("10 to go"));
}

/// The facts of a table of contacts, costs and shares, typed in every way.
#[test]
fn a_fact_is_said_back_as_it_was_understood() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let facts = questionnaire.profile.iter().map(|field| match field.id.as_str() {
        "contacts-per-month" => "12.500\n18.5\n18 404\n",
        "cost-per-contact" => "6.800 EUR\n\u{20ac}6,80\n",
        "churn" => "150\n12 %\n",
        _ => "\n",
    });
    let lines: String = facts.chain(["q\n"]).collect();
    let shown = dry(&["prevention-gap", "--role", "joint", "--dimensions", "all"], &lines);
    for said in [
        "`12.500` can be read in two ways; only one of them makes sense here: write `12500`.",
        "A number of contacts has to be whole, not 18.5.",
        "Taken: 18,404 contacts.",
        "`6.800 EUR` can be read in two ways; write `6800 EUR` or `6.80 EUR`.",
        "Taken: EUR 6.80.",
        "A share has to be 0 to 100, not 150.",
        "Taken: 12 %.",
    ] {
        assert!(shown.contains(said), "{said} is not said in {shown}");
    }
}

#[test]
fn without_proof_nothing_more_is_asked() {
    let shown = dry(&["quick-check", "--role", "joint", "--no-proof"], "5\n5\nq\n");
    assert!(!shown.contains("What proves"));
    assert!(shown.contains("[3/10]"));
}

#[track_caller]
fn refused(args: &[&str], code: i32, sentence: &str) {
    let output = assess(args, "");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains(sentence), "{stderr}");
    assert_eq!(output.status.code(), Some(code), "{stderr}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    refused(&[], 2, "--plain");
    refused(&["nothing-here", "--plain"], 2, "no questionnaire and no file `nothing-here`");
    refused(&["quick-check", "--plain", "--dry-run"], 2, "the input ended");
    refused(&["--date", "tomorrow"], 2, "--date");
    let told = ["quick-check", "--plain", "--dry-run", "--organisation", "L", "--role", "boss"];
    refused(&told, 2, "leader, frontline, joint");
    refused(&["examples/larkfield-quick-check.yaml", "--plain", "--role", "leader"], 2, "already");
    refused(
        &["prevention-gap", "--answers", "examples/larkfield-quick-check.yaml", "--plain"],
        3,
        "answers quick-check, not prevention-gap",
    );
}

#[test]
fn answers_go_on_where_they_stopped() {
    let shown = assess(&["examples/larkfield-quick-check.yaml", "--plain", "--dry-run"], "q\n");
    let shown = String::from_utf8_lossy(&shown.stdout);
    assert!(shown.contains("Welcome back:"), "{shown}");
}

#[test]
fn answers_to_the_same_questions_carry_over() {
    let from = ["prevention-gap", "--role", "joint", "--dimensions", "all"];
    let from = [&from[..], &["--from", "examples/larkfield-quick-check.yaml"]].concat();
    let shown = dry(&from, "r\nq\n");
    assert!(shown.contains("10 answers to the same"), "{shown}");
    assert!(shown.contains("answers of 2026-10-14"), "{shown}");
    assert!(shown.contains("33 to go"), "{shown}");
}

/// What is taken over is held to the role: its answers can be saved.
#[test]
fn a_role_takes_over_only_what_it_is_asked() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("a.yaml");
    let file = file.to_str().expect("the path is text");
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/larkfield-quick-check.yaml");
    let args =
        ["quick-check", "--plain", "--role", "frontline", "--organisation", "Larkfield Home"];
    let output = assess(&[&args[..], &["--from", from, "--answers", file]].concat(), "q\n");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{stdout}");
    assert!(!stdout.contains("NOT SAVED") && !stdout.contains("could not be saved"), "{stdout}");
    let saved = std::fs::read_to_string(file).expect("it was saved");
    assert!(saved.contains("own-cause-owner") && !saved.contains("lea-pattern-review"), "{saved}");
}

const FOUR: &str = "coo:leader,service:leader,a1:frontline,a2:frontline";

/// Holds a workshop of four in a file, and returns what was shown.
#[track_caller]
fn workshop(file: &Path, args: &[&str], lines: &str) -> String {
    let file = file.to_str().expect("the path is text");
    let fixed = ["quick-check", "--plain", "--no-proof", "--organisation", "Larkfield Home"];
    let fixed = [&fixed[..], &["--seats", FOUR, "--date", "2026-10-14", "--answers", file]];
    shown(&[&fixed.concat(), args].concat(), lines)
}

/// What is shown by a run that ends well.
#[track_caller]
fn shown(args: &[&str], lines: &str) -> String {
    let output = assess(args, lines);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// What every seat says in a file, in their order.
#[track_caller]
fn seats_in(file: &Path) -> Vec<Answers> {
    let text = std::fs::read_to_string(file).expect("it was saved");
    let documents = yaml::documents(&text);
    let read = |document: &&str| {
        yaml::read_answers(document.as_bytes(), &Catalog::on_board()).expect("it is sound").value
    };
    documents.iter().map(read).collect()
}

/// The levels of a seat, 0 where there is none.
fn levels(seat: &Answers) -> Vec<u8> {
    let level = |answer: &Answer| match answer.state {
        AnswerState::Level(level) => level.number(),
        _ => 0,
    };
    seat.answers.iter().map(level).collect()
}

#[test]
fn a_workshop_is_held_in_two_sittings() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("workshop.yaml");
    let first = "1\n4d 3 2 1\n5 5 5 5\nb\n4 4 . .: as in September\nn a2: ask IT\nq\n";
    let screens = workshop(&file, &[], first);
    assert!(screens.contains("Named or anonymous?"), "{screens}");
    assert!(screens.contains("before anyone speaks"), "{screens}");
    assert!(screens.contains("In this order: coo, service, a1, a2\n"), "{screens}");
    let seats = seats_in(&file);
    let of_two: Vec<Vec<u8>> = seats.iter().map(|seat| levels(seat)[..2].to_vec()).collect();
    assert_eq!(of_two, [[4, 4], [3, 4], [2, 5], [1, 5]]);
    assert!(seats.iter().all(|seat| seat.anonymous == Some(false)));
    // The second question was left at, and the third one got the note.
    assert_eq!(seats[0].answers[1].note.as_deref(), Some("as in September"));
    assert_eq!(seats[3].answers[2].note.as_deref(), Some("ask IT"));

    let file = file.to_str().expect("the path is text");
    // The last question is the leaders' alone.
    let second = "x: no bot\n2 2 u s\n1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1\n3 2\n\n";
    let screens = shown(&[file, "--plain", "--no-proof"], second);
    assert!(screens.contains("Welcome back: 2 of 10 answered, 8 to go."), "{screens}");
    assert!(screens.contains("In this order: coo, service; not asked: a1, a2"), "{screens}");
    assert!(screens.contains("1 skipped. Enter ends here"), "{screens}");
    assert!(screens.contains(&format!("pgap report {file}")), "{screens}");
    let seats = seats_in(Path::new(file));
    let expected = [
        [4, 4, 0, 2, 1, 1, 1, 1, 1, 3],
        [3, 4, 0, 2, 1, 1, 1, 1, 1, 2],
        [2, 5, 0, 0, 1, 1, 1, 1, 1, 0],
        [1, 5, 0, 0, 1, 1, 1, 1, 1, 0],
    ];
    assert_eq!(seats.iter().map(levels).collect::<Vec<_>>(), expected);
    for seat in &seats {
        assert_eq!(seat.answers[2].state, AnswerState::NotApplicable("no bot".to_owned()));
        assert!(seat.left_out.is_empty(), "nobody answered what they are not asked");
    }
}

#[test]
fn a_workshop_says_at_once_what_anonymous_means() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, told) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
    let asked = workshop(&file, &[], "2\nq\n");
    assert!(asked.contains("you are 4, so no score"), "{asked}");
    assert!(asked.contains("of fewer than 5 people no score will be"), "{asked}");
    let anonymous = workshop(&told, &["--anonymous"], "q\n");
    assert!(!anonymous.contains("Named or anonymous?"), "{anonymous}");
    for file in [&file, &told] {
        assert!(seats_in(file).iter().all(|seat| seat.anonymous == Some(true)));
    }
    let named = folder.path().join("c.yaml");
    let screens = workshop(&named, &["--named"], "q\n");
    assert!(!screens.contains("no score will be"), "{screens}");
    assert!(seats_in(&named).iter().all(|seat| seat.anonymous == Some(false)));
}

#[test]
fn what_stands_in_a_workshop_file_stays() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("workshop.yaml");
    workshop(&file, &["--named"], "4 3 2 1\nq\n");
    let text = std::fs::read_to_string(&file).expect("it was saved");
    let text = text.replace(
        "  own-cause-owner: { level: 3, rev: 2 }\n",
        "  # she counted them\n  own-cause-owner: { level: 3, rev: 2 } # sure\n",
    );
    std::fs::write(&file, format!("# our workshop\n---\n{text}")).expect("it can be written");
    let name = file.to_str().expect("the path is text");
    shown(&[name, "--plain", "--no-proof"], "1 1 1 1\nq\n");
    let after = std::fs::read_to_string(&file).expect("it was saved");
    assert!(after.starts_with("# our workshop\n---\n"), "{after}");
    assert!(
        after.contains("  # she counted them\n  own-cause-owner: { level: 3, rev: 2 } # sure\n"),
        "{after}"
    );
    assert_eq!(after.matches("own-case-owner: { level: 1, rev: 2 }").count(), 4, "{after}");
}

#[test]
fn a_workshop_that_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("workshop.yaml");
    workshop(&file, &["--named"], "q\n");
    let name = file.to_str().expect("the path is text");
    refused(&[name, "--plain", "--seats", "a3:frontline"], 2, "the seats stand in");
    refused(&[name, "--plain", "--anonymous"], 2, "already");
    refused(&["quick-check", "--plain", "--organisation", "A", "--seats", "a,a"], 2, "there twice");
    refused(&["quick-check", "--seats", "a,b", "--role", "leader"], 2, "cannot be used with");
    refused(&["quick-check", "--named", "--anonymous"], 2, "cannot be used with");
    let text = std::fs::read_to_string(&file).expect("it was saved");
    std::fs::write(&file, text.replace("id: a2", "id: a1")).expect("it can be written");
    refused(&[name, "--plain"], 3, "two of its documents are of `a1`");
    let other = text.replacen("Larkfield Home", "Quayside", 1);
    std::fs::write(&file, other).expect("it can be written");
    refused(&[name, "--plain"], 3, "its documents are not one assessment");
}

#[test]
fn a_file_or_a_name_with_nothing_in_it_is_refused_for_what_it_is() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let empty = folder.path().join("empty.yaml");
    std::fs::write(&empty, "").expect("it can be written");
    let (folder, empty) = (folder.path().to_str(), empty.to_str());
    let (folder, empty) = (folder.expect("it is text"), empty.expect("it is text"));
    refused(&["quick-check", "--plain", "--answers", empty], 3, "is empty; name a file that");
    refused(&["quick-check", "--plain", "--answers", folder], 2, "is a folder; name one file");
    refused(&["quick-check", "--plain", "--organisation", " "], 2, "type a name, or leave");
}

/// A folder, and a person who types lines into `pgap assess` there.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("there is room for a folder"))
    }

    /// Runs an interview, and returns what was shown and said, and the code.
    fn types(&self, args: &[&str], lines: &str) -> (String, Option<i32>) {
        let output = assess_in(self.0.path(), &[args, &["--plain"]].concat(), lines);
        let shown = [output.stdout, output.stderr].concat();
        (String::from_utf8(shown).expect("output is UTF-8"), output.status.code())
    }

    /// A joint quick check of an organisation.
    fn checks(&self, organisation: &str, args: &[&str], lines: &str) -> (String, Option<i32>) {
        let fixed = ["quick-check", "--role", "joint", "--organisation", organisation];
        self.types(&[&fixed[..], args].concat(), lines)
    }

    /// What another command of pgap prints here.
    fn prints(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pgap"));
        let output = command.args(args).current_dir(self.0.path()).output().expect("pgap runs");
        String::from_utf8(output.stdout).expect("output is UTF-8")
    }

    #[track_caller]
    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("it is there")
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("it is a folder");
        let names = entries.map(|entry| entry.expect("it can be listed").file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().expect("text")).collect();
        names.sort();
        names
    }
}

#[test]
fn a_failed_save_without_a_person_ends_the_run_at_once() {
    let desk = Desk::new();
    desk.checks("Halden", &[], "2\nq\n");
    let path = desk.0.path().join("halden.yaml");
    let mut mode = std::fs::metadata(&path).expect("it is there").permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(&path, mode).expect("it is ours");
    let (shown, code) = desk.types(&["halden.yaml"], "3e: lost\n4d\nother.yaml\n");
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("may not be written"), "{shown}");
    let end = "NOT SAVED: halden.yaml lacks what was said on\n  own-case-owner: 3, example; \
               note: lost\n";
    assert!(shown.ends_with(end), "{shown}");
    assert_eq!(desk.files(), ["halden.yaml"]);
}

#[test]
fn input_that_ends_early_says_what_is_open() {
    let desk = Desk::new();
    let (shown, code) = desk.checks("Halden", &[], "2\n2\n");
    assert!(shown.contains("The input ended: 8 of 10 questions are open."), "{shown}");
    assert_eq!(code, Some(4), "{shown}");
    let (shown, code) = desk.types(&["halden.yaml"], "1\n1\n1\n1\n1\n1\n1\n");
    assert!(shown.contains("The input ended: 1 of 10 questions are open."), "{shown}");
    assert_eq!(code, Some(0), "there is a score: {shown}");
    let (shown, code) = desk.checks("Quay", &[], "2\nq\n");
    assert!(!shown.contains("The input ended"), "{shown}");
    assert_eq!(code, Some(0), "whoever stops wants to: {shown}");
}

#[test]
fn the_same_start_again_asks() {
    let desk = Desk::new();
    desk.checks("Halden", &["--date", "2026-10-14"], "2\n3e\nq\n");
    let again = |lines: &str| desk.checks("Halden", &[], lines).0;
    let shown = again("2\nq\n");
    assert!(shown.contains("halden.yaml has 2 answers, dated 14 October 2026"), "{shown}");
    assert_eq!(desk.files(), ["halden.yaml"]);
    let shown = again("\n1\nq\n");
    assert!(shown.contains("Welcome back: 2 of 10 answered"), "{shown}");
    assert!(desk.file("halden.yaml").contains("kno-before-change: { level: 1, rev: 2 }"));
    again("n\n1\nq\n");
    assert_eq!(desk.files(), ["halden-2.yaml", "halden.yaml"]);
}

#[test]
fn a_file_of_another_name_with_the_same_people_is_found() {
    let desk = Desk::new();
    desk.checks("Halden", &["--answers", "monday.yaml"], "2\nq\n");
    let (shown, _) = desk.checks(" Halden ", &[], "q\n");
    assert!(shown.contains("monday.yaml has 1 answer,"), "{shown}");
    for other in [&["--unit", "Shop"][..], &["--wave", "2027"]] {
        let (shown, _) = desk.checks("Halden", &[other, &["--dry-run"]].concat(), "q\n");
        assert!(!shown.contains("monday.yaml"), "{shown}");
    }
    let (shown, _) = desk.checks("Quay", &[], "q\n");
    assert!(!shown.contains("monday.yaml"), "{shown}");
    std::fs::write(desk.0.path().join("tor.yaml"), "something else\n").expect("it can be written");
    let (shown, _) = desk.checks("Tor", &[], "n\nq\n");
    assert!(shown.contains("tor.yaml is there, and has other answers or none in it"), "{shown}");
    assert_eq!(desk.file("tor.yaml"), "something else\n");
    assert!(desk.file("tor-2.yaml").contains("organisation: Tor"));
}

#[test]
fn q_b_and_help_work_before_the_first_question() {
    let desk = Desk::new();
    let quits = |lines: &str| {
        let (shown, code) = desk.types(&[], lines);
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.ends_with("Nothing was asked yet, and nothing is saved.\n"), "{shown}");
        assert!(desk.files().is_empty(), "{:?}", desk.files());
        shown
    };
    quits("q\n");
    quits("1\nq\n");
    quits("1\nHalden\nq\n");
    quits("1\nHalden\n\nq\n");
    let shown = quits("b\nq\n");
    assert!(shown.contains("there is nothing before it"), "{shown}");
    let shown = quits("?\nq\n");
    assert!(shown.contains("b goes back to the prompt before"), "{shown}");
    let shown = quits("1\nHalden\nb\nb\nq\n");
    assert_eq!(shown.matches("Which organisation is assessed?").count(), 2, "{shown}");
    assert_eq!(shown.matches("Which questionnaire?").count(), 2, "{shown}");
}

#[test]
fn a_name_that_is_a_command_is_asked_about() {
    let desk = Desk::new();
    let named = |lines: &str| {
        let args = ["quick-check", "--role", "joint", "--answers", "a.yaml"];
        let (shown, _) = desk.types(&args, lines);
        let file = desk.file("a.yaml");
        std::fs::remove_file(desk.0.path().join("a.yaml")).expect("it is there");
        let organisation = file.lines().find(|line| line.starts_with("organisation: "));
        (shown, organisation.expect("it has one").to_owned())
    };
    let (shown, organisation) = named("r\nHalden\nq\n");
    assert!(shown.contains("Is `r` the name of the organisation?"), "{shown}");
    assert_eq!(organisation, "organisation: Halden");
    assert_eq!(named("4\n\n4d\nHalden\nq\n").1, "organisation: Halden");
    assert_eq!(named("3M\ny\nq\n").1, "organisation: \"3M\"");
    let (shown, organisation) = named("Halden\nq\n");
    assert!(!shown.contains("Is `"), "{shown}");
    assert_eq!(organisation, "organisation: Halden");
}

#[test]
fn what_is_taken_over_stays_as_old_as_it_was() {
    let desk = Desk::new();
    desk.checks("Halden", &["--date", "2025-01-10"], "4d\ns\n2\n1: slow\nq\n");
    let args = ["--from", "halden.yaml", "--date", "2026-11-28", "--answers", "new.yaml"];
    // The third question is answered anew, and so not old any more.
    let (shown, code) = desk.checks("Halden", &args, "g 3\n2\nq\n");
    assert_eq!(code, Some(0), "{shown}");
    let file = desk.file("new.yaml");
    let expected = "answers:\n  own-cause-owner: { level: 4, proof: documented, seen: 2025-01-10, rev: 2 }\n  \
                    kno-before-change: { level: 2, rev: 2 }\n  kno-fix-wrong: { level: 1, note: \"slow\", \
                    seen: 2025-01-10, rev: 2 }\n";
    assert!(file.ends_with(expected), "{file}");
    // 2025 has 355 days left on 10 January, and 28 November is day 332 of 2026.
    let policy = "format: policy/1\ngates: [ { measure: age-in-days, at_most: 100 } ]\n";
    std::fs::write(desk.0.path().join("policy.yaml"), policy).expect("it can be written");
    for file in ["halden.yaml", "new.yaml"] {
        let args = ["score", file, "--policy", "policy.yaml", "--today", "2026-11-28"];
        let judged = desk.prints(&args);
        assert!(judged.contains("NOT MET     age-in-days at most 100: 687"), "{judged}");
    }
    let (shown, code) = desk.checks("Quay", &["--from", "halden.yaml"], "q\n");
    assert_eq!(code, Some(3), "{shown}");
    assert!(shown.contains("`Halden`") && shown.contains("`Quay`"), "{shown}");
    let early = ["--from", "halden.yaml", "--date", "2025-01-09", "--answers", "early.yaml"];
    let (shown, code) = desk.checks("Halden", &early, "q\n");
    assert_eq!(code, Some(3), "{shown}");
    assert!(shown.contains("are of 2025-01-10, and these are of 2025-01-09"), "{shown}");
    let unit = ["--from", "halden.yaml", "--unit", "Shop"];
    assert_eq!(desk.checks("Halden", &unit, "q\n").1, Some(3));
    assert_eq!(desk.files(), ["halden.yaml", "new.yaml", "policy.yaml"]);
}

/// Whoever was promised it stays anonymous, whatever file the answers go into.
#[test]
fn anonymous_answers_are_taken_over_as_such() {
    let desk = Desk::new();
    desk.checks("Halden", &["--anonymous"], "4d\n3e\nq\n");
    let from = |answers: &str, more: &[&str]| {
        let args = [&["--from", "halden.yaml", "--answers", answers], more].concat();
        desk.checks("Halden", &args, "q\n")
    };
    assert_eq!(from("new.yaml", &[]).1, Some(0));
    let file = desk.file("new.yaml");
    assert!(file.contains("\nanonymous: true\n") && file.contains("level: 4"), "{file}");
    let (shown, code) = from("named.yaml", &["--named"]);
    assert_eq!(code, Some(3), "{shown}");
    assert!(shown.contains("were given anonymously, and stay so"), "{shown}");
    assert_eq!(desk.files(), ["halden.yaml", "new.yaml"]);
    // A file that is there and promises nothing takes none of them over.
    desk.checks("Halden", &["--answers", "open.yaml"], "q\n");
    let old = ["quick-check", "--answers", "open.yaml", "--from", "halden.yaml"];
    assert_eq!(desk.types(&old, "q\n").1, Some(3));
    assert!(!desk.file("open.yaml").contains("own-cause-owner"));
}

/// Nobody means such a name, and nobody is there to be asked.
#[test]
fn answers_go_into_no_file_that_is_named_like_an_answer() {
    let desk = Desk::new();
    for name in ["-", "2", "3e", "q", "halden", "halden.txt", "g 4"] {
        let (shown, code) = desk.checks("Halden", &[&format!("--answers={name}")], "2\nq\n");
        assert_eq!(code, Some(2), "{name}: {shown}");
        assert!(shown.contains(&format!("`--answers {name}`")), "{shown}");
        assert!(shown.contains(".yaml, .yml or .json"), "{shown}");
    }
    assert_eq!(desk.files(), [""; 0]);
    assert_eq!(desk.checks("Halden", &["--answers", "h.JSON"], "2\nq\n").1, Some(0));
}

#[test]
fn decisions_are_asked_about_and_taken_back() {
    let desk = Desk::new();
    let lines = "1\n".repeat(10) + "4\n\nJana\n2020-01-01\n\nb\n-\n?\n\nq\n";
    let (shown, code) = desk.checks("Halden", &["--date", "2026-11-28"], &lines);
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Is `4` the name of who takes it on?"), "{shown}");
    assert!(shown.contains("2020-01-01 has passed. Is that the day?"), "{shown}");
    assert!(shown.contains("The decision is taken out"), "{shown}");
    assert!(shown.contains("A decision is who takes an action on"), "{shown}");
    assert!(!desk.file("halden.yaml").contains("decisions"), "{}", desk.file("halden.yaml"));
}

#[test]
fn proof_that_was_asked_for_is_remembered() {
    let desk = Desk::new();
    let rest = "2\n".repeat(9) + "q\n";
    for (name, line) in [("enter", ""), ("none", "none")] {
        desk.checks(name, &[], &format!("4\n{line}\n{rest}"));
        let file = desk.file(&format!("{name}.yaml"));
        assert!(file.contains("own-cause-owner: { level: 4, proof: said, rev: 2 }"), "{file}");
    }
    // Whoever stops before an answer was asked all the same.
    desk.checks("stopped", &[], "4\nq\n");
    assert!(desk.file("stopped.yaml").contains("proof: said"));
}

#[test]
fn a_report_says_that_a_fact_was_not_stated_and_not_that_it_does_not_apply() {
    let desk = Desk::new();
    let full = ["prevention-gap", "--role", "joint", "--dimensions", "all", "--organisation"];
    let report = |name: &str, fact: &str| {
        let lines = format!("g ai-uses\n{fact}\nf\n{}\nq\n", "2\n".repeat(43));
        desk.types(&[&full[..], &[name]].concat(), &lines);
        desk.prints(&["report", &format!("{name}.yaml")])
    };
    let why = "9 Human-in-the-loop AI. Not asked: ";
    let skipped = report("skipped", "");
    let fact = "the fact `ai-uses` was skipped or not stated.";
    assert!(skipped.contains(&format!("{why}{fact}")), "{skipped}");
    let none = report("none", "none");
    assert!(desk.file("none.yaml").contains("ai-uses: []"));
    assert!(none.contains(&format!("{why}the profile does not call for it.")), "{none}");
    let shown = desk.types(&[&full[..], &["seen"]].concat(), "g ai-uses\nr\nq\n").0;
    assert!(
        shown.contains("It opens questions: skipping it leaves 5 questions closed."),
        "{shown}"
    );
    assert!(shown.contains("contacts-per-month    open"), "{shown}");
    let pattern = "ai-uses               open, skipping it leaves 5 questions closed";
    assert!(shown.contains(pattern), "{shown}");
    assert!(shown.contains("20 facts are open: f asks for them."), "{shown}");
}
