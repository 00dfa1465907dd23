//! Interviews in a real terminal: what a person sees, and what is in the file
//! when things go wrong.
#![cfg(target_os = "linux")]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;

use terminal::Terminal;

const NEW: &[&str] = &[
    "quick-check",
    "--organisation",
    "Larkfield Home",
    "--role",
    "joint",
    "--date",
    "2026-10-14",
    "--answers",
    "answers.yaml",
];

#[test]
fn ten_lines_and_the_report_is_there() {
    let mut terminal = Terminal::start(NEW);
    for (number, line) in ["4d", "3e", "2", "1", "5m", "u", "4d", "2", "1", "2"].iter().enumerate()
    {
        terminal.wait_for(&format!("[{}/10]", number + 1));
        terminal.types(line);
    }
    terminal.wait_for("Action 1:");
    terminal.types("Head of Logistics");
    terminal.wait_for("By when?");
    terminal.types("2026-03-31");
    terminal.wait_for("2026-03-31 has passed. Is that the day?");
    terminal.types("2027-03-31");
    terminal.wait_for("To what target?");
    terminal.types("64 to 38");
    terminal.wait_for("Action 2:");
    terminal.types("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.file().contains("owner: Head of Logistics"));
    assert!(terminal.screen().contains("pgap report answers.yaml --output report.md"));
}

#[test]
fn going_back_shows_the_old_answer() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("4d: a list");
    terminal.wait_for("[2/10]");
    terminal.types("b");
    terminal.wait_for("Now: 4, documented; note: a list");
    assert!(terminal.screen().contains(">4  All five"));
    terminal.types("2");
    terminal.wait_for("[2/10]");
    assert!(terminal.file().contains("own-cause-owner: { level: 2, note: \"a list\", rev: 2 }"));
}

#[test]
fn ctrl_c_keeps_the_answers_and_the_cursor() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("2");
    terminal.wait_for("[2/10]");
    terminal.sends("3 half a li\u{3}");
    assert_eq!(terminal.end(), 130);
    assert!(!terminal.hides_the_cursor());
    assert!(terminal.screen().contains("pgap assess answers.yaml"));
    assert!(terminal.file().contains("own-cause-owner: { level: 2, rev: 2 }"));
}

#[test]
fn signals_end_it_as_ctrl_c_does() {
    for signal in ["TERM", "HUP"] {
        let mut terminal = Terminal::start(NEW);
        terminal.wait_for("[1/10]");
        terminal.types("2");
        terminal.wait_for("[2/10]");
        terminal.signal(signal);
        assert_eq!(terminal.end(), 130, "SIG{signal}");
        assert!(!terminal.hides_the_cursor());
        assert!(terminal.file().contains("own-cause-owner: { level: 2, rev: 2 }"));
    }
}

#[test]
fn a_killed_interview_goes_on() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("2");
    terminal.wait_for("[2/10]");
    terminal.types("u");
    terminal.wait_for("[3/10]");
    terminal.sends("4d: half a no");
    terminal.signal("KILL");
    terminal.end();
    let mut again = terminal.start_again(&["answers.yaml"]);
    again.wait_for("Welcome back: 1 of 10 answered, 1 unknown, 8 to go.");
    assert!(again.screen().contains("[3/10]"));
}

#[test]
fn a_killed_workshop_goes_on() {
    let seats = "coo:leader,service:leader,a1:frontline,a2:frontline";
    let args = ["quick-check", "--organisation", "Larkfield Home", "--answers", "answers.yaml"];
    let mut terminal = Terminal::start(&[&args[..], &["--seats", seats]].concat());
    terminal.wait_for("Named or anonymous?");
    terminal.types("1");
    terminal.wait_for("[1/10]");
    assert!(terminal.screen().contains("In this order: coo, service, a1, a2"));
    terminal.types("4d 3");
    terminal.wait_for("has 2 answers for 4 seats");
    terminal.types("4d 3 2 1: four have a name");
    terminal.wait_for("What proves level 3");
    terminal.types("e");
    terminal.wait_for("[2/10]");
    terminal.types("b");
    terminal.wait_for("Now: coo 4, documented; service 3, example; a1 2, said; a2 1");
    assert!(!terminal.wraps_a_line());
    terminal.types("");
    terminal.wait_for("[2/10]");
    terminal.sends("1 1 1");
    terminal.signal("KILL");
    terminal.end();
    assert_eq!(terminal.file().matches("own-cause-owner").count(), 4);
    assert!(!terminal.file().contains("own-case-owner"));
    let mut again = terminal.start_again(&["answers.yaml"]);
    again.wait_for("Welcome back: 1 of 10 answered, 9 to go.");
    assert!(again.screen().contains("[2/10]"));
    let mut second = terminal.start_again(&["answers.yaml"]);
    second.wait_for("in use");
    again.types("1 u 2 1");
    again.wait_for("[3/10]");
    again.types("q");
    assert_eq!(again.end(), 0);
    assert!(again.file().contains("own-case-owner: { unknown: true, rev: 2 }"));
}

#[test]
fn where_it_cannot_be_saved_one_can_stop() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.write_file("# somebody else was here\n");
    terminal.types("2");
    terminal.wait_for("could not be saved");
    terminal.types("q");
    assert_eq!(terminal.end(), 1);
    assert!(terminal.screen().contains("NOT SAVED"));
    assert_eq!(terminal.file(), "# somebody else was here\n");
    assert!(!terminal.has_file("q"));
}

/// An interview whose file somebody else has changed, with one answer that is
/// in no file, at the prompt for another one.
fn unsaved() -> Terminal {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.write_file("# somebody else was here\n");
    terminal.types("2");
    terminal.wait_for("could not be saved");
    terminal
}

#[test]
fn an_interrupt_names_what_is_not_saved() {
    for signal in ["INT", "TERM", "HUP"] {
        let mut terminal = unsaved();
        terminal.types("");
        terminal.wait_for("NOT SAVED in answers.yaml");
        terminal.signal(signal);
        assert_eq!(terminal.end(), 1, "SIG{signal}");
        let screen = terminal.screen();
        assert!(screen.contains("NOT SAVED: answers.yaml lacks what was said on"), "{screen}");
        assert!(screen.contains("  own-cause-owner: 2, said"), "{screen}");
    }
}

#[test]
fn an_interrupt_names_the_file_that_it_moved_to() {
    let mut terminal = unsaved();
    terminal.types("other.yaml");
    terminal.wait_for("Saved in other.yaml");
    terminal.signal("INT");
    assert_eq!(terminal.end(), 130);
    assert!(terminal.screen().contains("pgap assess other.yaml"), "{}", terminal.screen());
}

#[test]
fn whoever_stops_with_something_unsaved_is_offered_another_file_once_more() {
    let mut terminal = unsaved();
    terminal.types("");
    terminal.wait_for("[2/10]");
    terminal.types("q");
    terminal.wait_for("Enter ends here");
    assert!(terminal.screen().contains("own-cause-owner: 2, said"), "{}", terminal.screen());
    terminal.types("other.yaml");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.screen().contains("Saved in other.yaml"), "{}", terminal.screen());
    let mut again = unsaved();
    again.types("");
    again.wait_for("[2/10]");
    again.types("q");
    again.wait_for("Enter ends here");
    again.types("");
    assert_eq!(again.end(), 1);
    assert!(again.screen().contains("NOT SAVED: answers.yaml lacks"), "{}", again.screen());
}

#[test]
fn an_answer_is_no_file_name() {
    let mut terminal = unsaved();
    terminal.types("3e");
    terminal.wait_for("Save as `3e`?");
    terminal.types("other");
    terminal.wait_for("Save as `other`?");
    terminal.types("other.yaml");
    terminal.wait_for("Saved in other.yaml");
    assert!(!terminal.has_file("3e") && !terminal.has_file("other"));
}

#[test]
fn a_file_that_is_taken_away_is_written_again_at_the_end() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("2");
    terminal.wait_for("[2/10]");
    terminal.remove_file();
    terminal.types("r");
    terminal.wait_for("NOT SAVED in answers.yaml");
    terminal.types("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.file().contains("own-cause-owner: { level: 2, rev: 2 }"));
}

#[test]
fn an_answer_is_taken_back() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("4d");
    terminal.wait_for("[2/10]");
    terminal.types("b");
    terminal.wait_for("- take back");
    terminal.types("-");
    terminal.wait_for("is open again; it was level 4.");
    assert!(terminal.screen().contains("[1/10]") && !terminal.screen().contains("Now:"));
    assert!(!terminal.file().contains("own-cause-owner"));
}

#[test]
fn nobody_has_to_begin() {
    let mut terminal = Terminal::start(&[]);
    terminal.wait_for("Which questionnaire?");
    terminal.types("1");
    terminal.wait_for("Which organisation is assessed?");
    terminal.types("r");
    terminal.wait_for("Is `r` the name of the organisation?");
    terminal.types("Halden");
    terminal.wait_for("Who is in the room?");
    terminal.types("?");
    terminal.wait_for("b goes back to the prompt before");
    terminal.types("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.screen().contains("nothing is saved"), "{}", terminal.screen());
    assert!(!terminal.has_file("halden.yaml"));
}

#[test]
fn a_long_list_of_questions_turns_its_pages() {
    let args = ["prevention-gap", "--organisation", "L", "--role", "joint", "--dimensions", "all"];
    let mut terminal = Terminal::start(&[&args[..], &["--answers", "answers.yaml"]].concat());
    terminal.wait_for("Fact 1 of");
    terminal.types("g 1");
    terminal.wait_for("[1/43]");
    terminal.types("r");
    terminal.wait_for("Page 1 of");
    assert!(terminal.screen().starts_with("All questions"), "{}", terminal.screen());
    terminal.types("r");
    terminal.wait_for("Page 2 of");
    terminal.types("nonsense here");
    terminal.wait_for("is not in the list");
    assert!(terminal.screen().contains("Page 2 of"));
    terminal.types("b");
    terminal.wait_for("[1/43]");
    terminal.types("r");
    terminal.wait_for("Page 1 of");
}

#[test]
fn a_second_interview_is_refused() {
    let terminal = Terminal::start(NEW);
    let mut first = terminal;
    first.wait_for("[1/10]");
    let mut second = first.start_again(&["answers.yaml"]);
    second.wait_for("in use");
    assert_eq!(second.end(), 3);
    first.types("2");
    first.wait_for("[2/10]");
}

#[test]
fn a_file_that_was_changed_is_left_and_another_is_offered() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.types("2");
    terminal.wait_for("[2/10]");
    terminal.write_file("# somebody else was here\n");
    terminal.types("u");
    terminal.wait_for("could not be saved");
    terminal.types("");
    terminal.wait_for("NOT SAVED in answers.yaml");
    terminal.types("3e");
    terminal.wait_for("could not be saved");
    terminal.types("other.yaml");
    terminal.wait_for("Saved in other.yaml");
    assert_eq!(terminal.file(), "# somebody else was here\n");
    terminal.types("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.screen().contains("pgap assess other.yaml"));
    let mut again = terminal.start_again(&["other.yaml"]);
    again.wait_for("Welcome back: 2 of 10 answered, 1 unknown");
}

#[test]
fn a_pasted_text_answers_nothing() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.sends("saw the list\r3\ru\rx\r");
    terminal.wait_for("lines arrived at once");
    assert!(!terminal.file().contains("own-"));
    terminal.types("n");
    terminal.wait_for("A note on");
    terminal.sends("saw the list\r3\ru\rx\r");
    terminal.wait_for("Noted.");
    let file = terminal.file();
    assert_eq!(file.matches("own-").count(), 1, "{file}");
    assert!(!file.contains("level") && !file.contains("unknown"), "{file}");
    for part in ["saw the list", "3", "u", "x"] {
        assert!(file.contains(part), "{file}");
    }
}

#[test]
fn a_resize_shows_with_the_next_line() {
    let mut terminal = Terminal::start(NEW);
    terminal.wait_for("[1/10]");
    terminal.resize(60, 24);
    terminal.types("2");
    terminal.wait_for("[2/10]");
    assert!(!terminal.wraps_a_line());
    terminal.resize(100, 30);
    terminal.types("2");
    terminal.wait_for("[3/10]");
    assert!(!terminal.wraps_a_line());
}

#[test]
fn sixty_columns_are_enough() {
    let mut terminal = Terminal::start_in(NEW, 60, &[]);
    for number in 1..=10 {
        terminal.wait_for(&format!("[{number}/10]"));
        assert!(!terminal.wraps_a_line(), "{}", terminal.screen());
        terminal.types("1");
    }
    terminal.wait_for("Action 1:");
}

#[test]
fn no_color_means_no_style() {
    let mut terminal = Terminal::start_in(NEW, 80, &[("NO_COLOR", "1")]);
    terminal.wait_for("[1/10]");
    assert!(!terminal.wrote("\u{1b}[1m") && !terminal.wrote("\u{1b}[2m"));
    let mut styled = Terminal::start(NEW);
    styled.wait_for("[1/10]");
    assert!(styled.wrote("\u{1b}[1m"));
}

#[test]
fn accessible_means_plain() {
    let mut terminal = Terminal::start_in(NEW, 80, &[("ACCESSIBLE", "1")]);
    terminal.wait_for("[1/10]");
    terminal.types("2");
    terminal.wait_for("[2/10]");
    assert!(!terminal.wrote("\u{1b}"));
}

#[test]
fn an_editor_takes_long_notes() {
    let script = "#!/bin/sh\nprintf 'one\\ntwo\\n' >> \"$1\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    let editor = folder.path().join("editor.sh");
    fs::write(&editor, script).expect("it can be written");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&editor, mode).expect("it can be run");
    let editor = editor.to_str().expect("a plain path");
    let mut terminal = Terminal::start_in(NEW, 80, &[("EDITOR", editor)]);
    terminal.wait_for("[1/10]");
    terminal.types("n: first");
    terminal.wait_for("Noted.");
    terminal.types("n");
    terminal.wait_for("A note on");
    terminal.types("e");
    terminal.wait_for("note: first");
    let file = terminal.file();
    assert!(file.contains("one") && file.contains("two"), "{file}");
}
