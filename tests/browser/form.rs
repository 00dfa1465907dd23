//! The form in a browser: filled in by keyboard, saved, and the file that it
//! gives checked and scored.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use prevention_gap::model::{Money, Scale, read_number};
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
            "own-cause-owner": { "level": 2, "rev": 2 },
            "own-case-owner": { "level": 4, "rev": 2 },
            "kno-before-change": { "unknown": true, "rev": 2 },
            "kno-fix-wrong": { "level": 3, "rev": 2 },
            "dat-status-push": {
                "level": 1,
                "note": "Nobody: \"calls\" # too\u{85} \\ ü\u{1f600}",
                "rev": 2
            },
            "dat-context-transfer": { "not_applicable": "One team", "rev": 2 },
            "fee-root-cause": { "level": 3, "rev": 2 },
            "fee-contact-back": { "level": 5, "rev": 2 },
            "ant-change-impact": { "level": 2, "rev": 2 }
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
fn a_draft_is_shown_to_whoever_asks_for_it() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    let code = devtools.value("find('code').value");
    choose(&mut devtools, "own-cause-owner", 3);
    assert_eq!(devtools.value("unsaved"), json!(true));
    devtools.close_and_open();
    assert_eq!(devtools.value("form.hidden"), json!(true));
    let asked = devtools.value("find('go-on').textContent");
    assert_eq!(asked, json!(format!("Go on as {}", code.as_str().expect("a code is text"))));
    assert_eq!(devtools.value("document.querySelectorAll(':checked').length"), json!(0));
    devtools.tab_to("#go-on");
    devtools.press("Enter");
    assert_eq!(devtools.value("find('code').value"), code);
    assert_eq!(devtools.value("find('count').textContent"), json!("1 of 9 answered"));
    devtools.tab_to("#q-own-cause-owner .clear");
    devtools.press("Enter");
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 9 answered"));
    let focus = devtools.value("document.activeElement.name");
    assert_eq!(focus, json!("q-own-cause-owner"));
}

#[test]
fn whoever_starts_new_sees_nothing_of_the_draft() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    let code = devtools.value("find('code').value");
    choose(&mut devtools, "own-cause-owner", 3);
    devtools.close_and_open();
    devtools.tab_to("#start-new");
    devtools.press("Enter");
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 9 answered"));
    assert!(devtools.value("find('code').value") != code);
    devtools.close_and_open();
    assert_eq!(devtools.value("find('resume').hidden"), json!(true));
}

#[test]
fn a_draft_is_forgotten_once_it_is_saved_as_a_file() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    choose(&mut devtools, "own-cause-owner", 3);
    assert_eq!(devtools.value("localStorage.length"), json!(1));
    devtools.tab_to("#done .save");
    devtools.press("Enter");
    devtools.saved_file();
    assert_eq!(devtools.value("localStorage.length"), json!(0));
    devtools.close_and_open();
    assert_eq!(devtools.value("find('resume').hidden"), json!(true));
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 9 answered"));
}

/// Two clients with the same questions, and one browser.
#[test]
fn two_pages_share_no_draft() {
    let made = |page: &str| {
        let output = pgap(&[&["form"], &QUICK_CHECK[..], &["--output", page]].concat());
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(page).expect("it is there")
    };
    let Some((folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    choose(&mut devtools, "own-cause-owner", 3);
    let page = folder.path().join("form.html");
    let page = page.to_str().expect("a path is text");
    let first = fs::read_to_string(page).expect("it is there");
    assert_ne!(made(page), first);
    devtools.close_and_open();
    assert_eq!(devtools.value("find('resume').hidden"), json!(true));
}

/// Every way of writing a number, read by the page and by the reader of files.
#[test]
fn the_page_reads_numbers_as_files_are_read() {
    let Some((_folder, mut devtools)) = opened(&QUICK_CHECK) else { return };
    let texts = [
        "18404",
        "18.404",
        "18,404",
        "18 404",
        "18\u{a0}404",
        "18\u{202f}404",
        "1.234.567",
        "1,234,567",
        "1'234.5",
        "1\u{2019}234",
        "1.234,5",
        "1,234.567",
        "1.000",
        "12.500",
        "0.500",
        "0,125",
        "6,5",
        "12.5000",
        "100",
        "100.1",
        "150 %",
        "12%",
        "1e3",
        "०",
        "-5",
        "−5",
        ".5",
        "5.",
        "0x1F",
        "1,23,456",
        "many",
        "1234567890123456",
        "0.0000001",
    ];
    for unit in [None, Some("percent"), Some("contacts"), Some("minutes")] {
        let scale = Scale::of(unit).name();
        for text in texts {
            let page = devtools.value(&format!("number({}, '{scale}')", json!(text)));
            let number = match &page["value"] {
                Value::String(written) => read_number(written, unit).ok(),
                value => value.as_f64(),
            };
            assert_eq!(number, read_number(text, unit).ok(), "{text} in {unit:?}: {page}");
        }
    }
    for text in ["18.404", "12.500"] {
        let page = devtools.value(&format!("number('{text}', 'bare').wrong"));
        let help = read_number(text, None).expect_err("it has two readings").help();
        let help = help.expect("it says what to write").replace('`', "").replace("write", "Write");
        assert_eq!(page, json!(format!("This can be read in two ways. {help}.")));
    }
    for text in [
        "6.80 EUR",
        "6.800 EUR",
        "€6,80",
        "6.80\u{a0}€",
        "eur 1.234,567",
        "£1,200",
        "$5",
        "6.80",
        "EUR 6 EUR",
        "-5 EUR",
        "EUR",
        "0.125 EUR",
        "18 404 chf",
    ] {
        let page = devtools.value(&format!("money({}).value", json!(text)));
        let money = Money::read(text).ok().map(|money| money.written);
        assert_eq!(page.as_str(), money.as_deref(), "{text}");
    }
}

#[test]
fn a_fact_with_two_readings_is_not_saved() {
    let form = ["prevention-gap", "--role", "leader", "--organisation", "Larkfield Home"];
    let Some((_folder, mut devtools)) = opened(&form) else { return };
    devtools.tab_to("#f-contacts-per-month");
    devtools.type_text("18.404");
    devtools.tab_to("#f-churn");
    devtools.type_text("150");
    devtools.tab_to("[name=f-promises].none");
    devtools.press(" ");
    choose(&mut devtools, "own-cause-owner", 3);
    let said = |devtools: &mut Devtools| {
        let ways =
            "[...document.querySelectorAll('#wrong li')].map(l => l.textContent.split('? ')[1])";
        devtools.value("save()");
        devtools.value(ways)
    };
    let two_ways = "This can be read in two ways. Only one of them makes sense here: write 18404.";
    assert_eq!(said(&mut devtools), json!([two_ways, "A share goes from 0 to 100."]));
    devtools.value("find('f-contacts-per-month').value = '1.234.567'");
    devtools.value("find('f-churn').value = '12.5 %'");
    assert_eq!(said(&mut devtools), json!([]));
    let (file, text) = devtools.saved_file();
    let answers: Value = serde_json::from_str(&text).expect("it is JSON");
    let profile = json!({ "contacts-per-month": 1_234_567, "churn": 12.5, "promises": [] });
    assert_eq!(answers["profile"], profile);
    let file = file.to_str().expect("a path is text");
    let checked = pgap(&["check", file]);
    assert!(checked.status.success(), "{checked:?}");
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
    for (field, text) in [("no", "yes: \n no"), ("on", "18.4040"), ("money", "€6,80")] {
        devtools.tab_to(&format!("#f-{field}"));
        devtools.type_text(text);
    }
    devtools.tab_to("[name=f-form]");
    devtools.press(" ");
    devtools.tab_to("[name=f-uses].none");
    devtools.press(" ");
    assert_eq!(devtools.value("find('count').textContent"), json!("0 of 4 answered"));
    // Some of them, and so not none.
    devtools.value("document.activeElement.blur()");
    devtools.tab_to("[name=f-uses][value=bot]");
    devtools.press(" ");
    assert_eq!(devtools.value("chosen(field('uses'))"), json!(["bot"]));
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
            // A number alone would have two readings.
            "on": "18.4040",
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
        let empty = format!("\n  {id}: {{ level: , rev: 2 }}\n");
        assert_eq!(text.matches(&empty).count(), 1, "{id}");
        text.replace(&empty, &format!("\n  {id}: {{ level: {level}, rev: 2 }}\n"))
    };
    let text = prevention.iter().fold(text, |text, id| filled(text, id, "2"));
    let text = resolution.iter().fold(text, |text, id| filled(text, id, "5, note: n"));
    fs::write(&file, text).expect("it can be written");
    let overall = &scored(&file, &[])[0]["overall"];
    assert_eq!(overall["prevention"]["score"], json!(25.0));
    assert_eq!(overall["resolution"]["score"], json!(100.0));
}
