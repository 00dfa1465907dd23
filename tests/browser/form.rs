//! The form in a browser: filled in by keyboard, saved, and the file that it
//! gives checked and scored.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::browser;
use super::devtools::Devtools;

fn pgap(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pgap")).args(arguments).output().expect("pgap runs")
}

/// A form as a page in a browser; none without a browser.
fn opened(arguments: &[&str]) -> Option<(TempDir, Devtools)> {
    let browser = browser()?;
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let page = folder.path().join("form.html");
    let page = page.to_str().expect("a path is text");
    let output = pgap(&[&["form"], arguments, &["--output", page]].concat());
    assert!(output.status.success(), "{output:?}");
    let devtools = Devtools::open(browser, folder.path(), "form.html");
    Some((folder, devtools))
}

const QUICK_CHECK: [&str; 7] =
    ["quick-check", "--role", "frontline", "--organisation", "Larkfield Home", "--wave", "No 1"];

/// Chooses the answer of a question that stands so far from its first.
fn choose(devtools: &mut Devtools, question: &str, steps: usize) {
    devtools.tab_to(&format!("#q-{question} input[type=radio]"));
    devtools.press(" ");
    for _ in 0..steps {
        devtools.press("ArrowDown");
    }
}

/// The steps to the two answers behind the five levels.
const UNKNOWN: usize = 5;
const NOT_APPLICABLE: usize = 6;

/// What a check finds and a score says of a file: of my own answers, for a form
/// is anonymous.
fn scored(file: &Path, more: &[&str]) -> Value {
    let file = file.to_str().expect("a path is text");
    let checked = pgap(&[&["check", "--strict", file], more].concat());
    assert!(checked.status.success(), "{checked:?}");
    let scored = pgap(&[&["--quiet", "score", "--mine", "--format", "json", file], more].concat());
    assert_eq!(String::from_utf8_lossy(&scored.stderr), "");
    serde_json::from_slice(&scored.stdout).expect("scores are JSON")
}

#[test]
fn a_form_is_filled_in_by_keyboard_saved_checked_and_scored() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    assert_eq!(devtools.value("document.querySelectorAll(':checked').length"), json!(0));
    devtools.tab_to("#function");
    devtools.type_text("Service \"B\" <i>");
    choose(&mut devtools, "own-cause-owner", 1);
    choose(&mut devtools, "own-case-owner", 3);
    choose(&mut devtools, "kno-before-change", UNKNOWN);
    choose(&mut devtools, "kno-fix-wrong", 2);
    choose(&mut devtools, "dat-status-push", 0);
    devtools.tab_to("#q-dat-status-push summary");
    devtools.press("Enter");
    devtools.tab_to("#q-dat-status-push textarea");
    devtools.type_text("Nobody: \"calls\" # too\u{85} \\ ü\u{1f600}");
    choose(&mut devtools, "dat-context-transfer", NOT_APPLICABLE);
    devtools.tab_to("#q-dat-context-transfer .reason input");
    devtools.type_text("One team");
    choose(&mut devtools, "fee-root-cause", 2);
    choose(&mut devtools, "fee-contact-back", 4);
    choose(&mut devtools, "ant-change-impact", 1);
    assert_eq!(devtools.value("find('count').textContent"), json!("9 of 9 answered"));
    devtools.tab_to("#done .save");
    devtools.press("Enter");
    let (file, text) = devtools.saved_file();
    let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
    assert!(name.starts_with("larkfield-home-quick-check-r-"), "{name}");

    let answers: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        answers["answers"],
        json!({
            "own-cause-owner": 2,
            "own-case-owner": 4,
            "kno-before-change": "unknown",
            "kno-fix-wrong": 3,
            "dat-status-push": { "level": 1, "note": "Nobody: \"calls\" # too\u{85} \\ ü\u{1f600}" },
            "dat-context-transfer": { "not_applicable": "One team" },
            "fee-root-cause": 3,
            "fee-contact-back": 5,
            "ant-change-impact": 2
        })
    );
    assert_eq!(answers["anonymous"], json!(true));
    assert_eq!(answers["wave"], json!("No 1"));
    assert_eq!(answers["respondent"]["role"], json!("frontline"));
    assert_eq!(answers["respondent"]["function"], json!("Service \"B\" <i>"));
    // Prevention (25 + 0 + 50 + 25) / 4, resolution (75 + 50 + 100) / 3.
    let overall = &scored(&file, &[])[0]["overall"];
    assert_eq!(overall["prevention"]["score"], json!(25.0));
    assert_eq!(overall["resolution"]["score"], json!(75.0));
    assert_eq!(overall["gap"]["points"], json!(50.0));
}

#[test]
fn what_was_entered_is_there_when_the_page_is_opened_again() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    let code = devtools.value("find('code').value");
    choose(&mut devtools, "own-cause-owner", 3);
    assert_eq!(devtools.value("unsaved"), json!(true));
    devtools.close_and_open();
    assert_eq!(devtools.value("find('code').value"), code);
    assert_eq!(devtools.value("find('count').textContent"), json!("1 of 9 answered"));
    devtools.tab_to("#q-own-cause-owner .clear");
    devtools.press("Enter");
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 9 answered"));
    let focus = devtools.value("document.activeElement.name");
    assert_eq!(focus, json!("q-own-cause-owner"));
}

#[test]
fn what_is_missing_is_said_and_led_to() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK[..3]) else { return };
    choose(&mut devtools, "own-cause-owner", NOT_APPLICABLE);
    devtools.tab_to("#done .save");
    devtools.press("Enter");
    assert_eq!(devtools.value("document.activeElement.id"), json!("wrong"));
    let said =
        devtools.value("[...document.querySelectorAll('#wrong li')].map(l => l.textContent)");
    let why = "Question 1: Say in a few words why it does not apply.";
    assert_eq!(said, json!(["Name your organisation.", why]));
    devtools.press("Tab");
    devtools.press("Enter");
    assert_eq!(devtools.value("document.activeElement.id"), json!("organisation"));
    devtools.type_text("Larkfield");
    devtools.tab_to("#q-own-cause-owner .reason input");
    devtools.type_text("No");
    devtools.tab_to("#done .save");
    devtools.press(" ");
    let (file, text) = devtools.saved_file();
    assert_eq!(scored(&file, &[])[0]["organisation"], json!("Larkfield"));
    // For phones that save no files.
    assert_eq!(devtools.value("find('text').value"), json!(text));
}

#[test]
fn facts_of_every_kind_are_saved_and_open_what_rests_on_them() {
    const OWN: [&str; 2] = ["--questionnaire", "tests/browser/hostile.yaml"];
    let form =
        ["hostile", "--role", "frontline", "--organisation", "A\u{200f} </script>", "--proof"];
    let Some((_folder, mut devtools)) = opened(&[&form[..], &OWN].concat()) else { return };
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 4 answered"));
    for (field, text) in [("no", "yes: \n no"), ("on", "18,404"), ("money", "€6.80")] {
        devtools.tab_to(&format!("#f-{field}"));
        devtools.type_text(text);
    }
    devtools.tab_to("[name=f-form]");
    devtools.press(" ");
    devtools.tab_to("[name=f-uses][value=bot]");
    devtools.press(" ");
    devtools.tab_to("[name='f-rows.y']");
    devtools.type_text("- a");
    devtools.tab_to("[name='f-rows.worth']");
    devtools.type_text("12 usd");
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 6 answered"));
    choose(&mut devtools, "true", 2);
    devtools.tab_to("#q-true .proof select");
    devtools.press("ArrowDown");
    devtools.press("ArrowDown");
    choose(&mut devtools, "constructor", 0);
    choose(&mut devtools, "save", UNKNOWN);
    devtools.tab_to("#done .save");
    devtools.press("Enter");
    let (file, text) = devtools.saved_file();
    let answers: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(answers["organisation"], json!("A\u{200f} </script>"));
    let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
    assert!(name.starts_with("a-script-hostile-r-"), "{name}");
    assert_eq!(
        answers["profile"],
        json!({
            "no": "yes: \n no",
            "on": 18404,
            "money": "6.80 EUR",
            "form": "yes",
            "uses": ["bot"],
            "rows": [ { "y": "- a", "worth": "12 USD" } ]
        })
    );
    assert_eq!(
        answers["answers"],
        json!({
            "constructor": 1,
            "true": { "level": 3, "proof": "example", "rev": 2 },
            "save": "unknown"
        })
    );
    scored(&file, &OWN);
    assert_eq!(devtools.value("document.querySelectorAll('img, svg').length"), json!(0));
    assert!(devtools.value("document.title") != json!("broken"));
}

/// A person fills in the file by hand: a number behind each colon.
#[test]
fn a_file_to_fill_in_is_sound_empty_and_filled_in() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("answers.yaml");
    let name = file.to_str().expect("a path is text");
    let output = pgap(&[&["form"], &QUICK_CHECK[..], &["--output", name]].concat());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(scored(&file, &[])[0]["overall"]["prevention"]["score"], Value::Null);
    let text = fs::read_to_string(&file).expect("it is there");
    let prevention = ["own-cause-owner", "kno-before-change", "dat-status-push", "fee-root-cause"];
    let resolution = ["own-case-owner", "kno-fix-wrong", "fee-contact-back"];
    let filled = |text: String, id: &&str, level: &str| {
        assert_eq!(text.matches(&format!("\n  {id}: \n")).count(), 1, "{id}");
        text.replace(&format!("\n  {id}: \n"), &format!("\n  {id}: {level}\n"))
    };
    let text = prevention.iter().fold(text, |text, id| filled(text, id, "2"));
    let text = resolution.iter().fold(text, |text, id| filled(text, id, "{ level: 5, note: n }"));
    fs::write(&file, text).expect("it can be written");
    let overall = &scored(&file, &[])[0]["overall"];
    assert_eq!(overall["prevention"]["score"], json!(25.0));
    assert_eq!(overall["resolution"]["score"], json!(100.0));
}
