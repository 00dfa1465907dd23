//! Every kind of screen at three widths, and what no screen may do.

use std::path::Path;

use jiff::civil::date;
use prevention_gap::interview::{Interview, Offer, ProofAsking, Step};
use prevention_gap::model::{Answers, Questionnaire, Respondent};
use prevention_gap::report::table::Charset;
use prevention_gap::yaml::Catalog;
use unicode_width::UnicodeWidthStr as _;

use super::{Kept, Room, Screen, View, draw, draw_help};

fn start(questionnaire: &Questionnaire) -> Interview<'_> {
    let answers = Answers::blank(questionnaire, "Larkfield Home".to_owned(), date(2026, 10, 14));
    Interview::new(questionnaire, answers, ProofAsking::WhereNeeded)
}

fn types(interview: &mut Interview<'_>, lines: &[&str]) {
    for line in lines {
        let command = interview.read(line).expect("the line is in the grammar");
        interview.apply(command);
    }
}

fn room(width: usize, charset: Charset) -> Room {
    Room { width, height: Some(24), charset }
}

fn view<'a>(interview: &'a Interview<'a>, messages: &'a [String]) -> View<'a> {
    View { interview, kept: Kept::In(Path::new("larkfield-home.yaml")), page: 0, messages }
}

fn text(screen: &Screen) -> String {
    let lines = screen.lines.iter().map(|line| line.text.as_str());
    lines.chain([screen.prompt.as_str()]).collect::<Vec<_>>().join("\n")
}

/// Every kind of screen, one below the other.
fn gallery(width: usize, charset: Charset) -> String {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let scenes: &[(&str, &[&str])] = &[
        ("a choice", &[]),
        ("an amount", &["g cost-per-contact"]),
        ("a table with a row", &["g goals", "Fewer repeats; Head of Service; Contacts"]),
        ("a table that may go", &["g goals", "Fewer repeats", "More calm", "-"]),
        ("a fact that opens questions", &["g ai-uses"]),
        ("choices that were made", &["g promises", "1 3", "g promises"]),
        ("a question", &["g dat-status-push"]),
        ("a question with an answer", &["g own-case-owner", "4d: Owner history seen", "b"]),
        ("proof", &["g own-case-owner", "4"]),
        ("a reason", &["g own-case-owner", "x"]),
        ("a note", &["g own-case-owner", "n: ask IT", "n"]),
        ("the list", &["g 1", "4d", "3e: seen", "u", "s", "x: none", "r"]),
    ];
    let mut shown = Vec::new();
    for (name, lines) in scenes {
        let mut interview = start(questionnaire);
        types(&mut interview, lines);
        let screen = draw(&view(&interview, &[]), room(width, charset));
        shown.push(format!("##### {name}\n{}\n", text(&screen)));
    }
    let mut interview = start(questionnaire);
    types(&mut interview, &["g own-cause-owner"]);
    let messages = ["There is no level 6; levels go from 1 to 5.".to_owned()];
    let told = draw(&view(&interview, &messages), room(width, charset));
    shown.push(format!("##### a message\n{}\n", text(&told)));
    let help = draw_help(&view(&interview, &[]), room(width, charset));
    shown.push(format!("##### help\n{}\n", text(&help)));
    for (name, line) in [("help with a fact", "b"), ("the list of facts", "r")] {
        let mut interview = start(questionnaire);
        types(&mut interview, &["18404", line]);
        let view = view(&interview, &[]);
        let room = Room { height: None, ..room(width, charset) };
        let screen = if line == "r" { draw(&view, room) } else { draw_help(&view, room) };
        shown.push(format!("##### {name}\n{}\n", text(&screen)));
    }
    shown.push(decisions(questionnaire, room(width, charset)));
    shown.join("\n")
}

fn decisions(questionnaire: &Questionnaire, room: Room) -> String {
    let mut interview = start(questionnaire);
    let question = questionnaire.find_question("dat-status-push").expect("it is there");
    let title = "Tell customers about late deliveries before they ask".to_owned();
    let owner = Some("Head of Logistics".to_owned());
    interview.offer(vec![Offer { question, title, owner }], date(2026, 10, 14));
    let mut shown = String::new();
    for line in ["x", "Head of Logistics", "2026-03-31", "y", "64 to 38"] {
        shown += &text(&draw(&view(&interview, &[]), room));
        shown += line;
        shown += "\n";
        types(&mut interview, &[line]);
    }
    format!("##### decisions\n{shown}")
}

#[test]
fn every_kind_of_screen_at_60_columns() {
    insta::assert_snapshot!(gallery(60, Charset::Unicode));
}

#[test]
fn every_kind_of_screen_at_80_columns() {
    insta::assert_snapshot!(gallery(80, Charset::Unicode));
}

#[test]
fn every_kind_of_screen_at_100_columns_in_ascii() {
    insta::assert_snapshot!(gallery(100, Charset::Ascii));
}

/// A workshop of two leaders and two frontline people.
fn workshop(questionnaire: &Questionnaire) -> Interview<'_> {
    let seats =
        [("coo", "leader"), ("service", "leader"), ("a1", "frontline"), ("a2", "frontline")];
    let seats = seats.map(|(id, role)| {
        let organisation = "Larkfield Home".to_owned();
        let mut answers = Answers::blank(questionnaire, organisation, date(2026, 10, 14));
        let role = questionnaire.find_role(role);
        answers.respondent = Some(Respondent { id: id.to_owned(), role, function: None });
        answers
    });
    Interview::workshop(questionnaire, seats.into(), ProofAsking::WhereNeeded).expect("four seats")
}

/// The screens that a workshop shows otherwise than one respondent alone.
fn workshop_gallery(width: usize) -> String {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("quick-check").expect("it is on board");
    let scenes: &[(&str, &[&str])] = &[
        ("a question", &["g own-case-owner"]),
        ("a question with answers", &["4d 3e 2 u: a list", "n a1: ask IT", "b"]),
        ("a question that some are not asked", &["g lea-pattern-review"]),
        ("proof of several", &["4 3 2 1"]),
        ("proof of one", &["4 3e 2 1"]),
        ("a reason", &["2 x 1 x"]),
        ("a note", &["n a1"]),
        ("the list", &["4d 3e x u: none", "2 1 2 1", "s", "r"]),
    ];
    let mut shown = Vec::new();
    for (name, lines) in scenes {
        let mut interview = workshop(questionnaire);
        types(&mut interview, lines);
        let screen = draw(&view(&interview, &[]), room(width, Charset::Unicode));
        shown.push(format!("##### {name}\n{}\n", text(&screen)));
    }
    let interview = workshop(questionnaire);
    let help = draw_help(&view(&interview, &[]), room(width, Charset::Unicode));
    shown.push(format!("##### help\n{}\n", text(&help)));
    shown.join("\n")
}

#[test]
fn every_kind_of_workshop_screen_at_60_columns() {
    insta::assert_snapshot!(workshop_gallery(60));
}

#[test]
fn every_kind_of_workshop_screen_at_80_columns() {
    insta::assert_snapshot!(workshop_gallery(80));
}

#[track_caller]
fn keeps_to(screen: &Screen, room: Room, what: &str) {
    for line in &screen.lines {
        assert!(line.text.width() < room.width, "{what}: {:?} is too wide", line.text);
        assert!(!line.text.contains(char::is_control), "{what}: {:?}", line.text);
    }
}

#[test]
fn every_question_on_board_fits_24_rows_of_80_columns() {
    let catalog = Catalog::on_board();
    for id in catalog.ids() {
        let questionnaire = catalog.get(id).expect("it is on board");
        for question in &questionnaire.questions {
            for mut interview in [start(questionnaire), workshop(questionnaire)] {
                types(&mut interview, &[&format!("g {}", question.id)]);
                let Step::Question(_) = interview.step() else { continue };
                for width in [60, 80, 100] {
                    let room = room(width, Charset::Unicode);
                    let screen = draw(&view(&interview, &[]), room);
                    keeps_to(&screen, room, question.id.as_str());
                    let fits = screen.lines.len() < 24;
                    assert!(fits || width < 80, "{}: {} rows", question.id, screen.lines.len());
                }
            }
        }
    }
}

#[test]
fn a_long_list_has_pages_and_shows_where_one_is_first() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let mut interview = start(questionnaire);
    types(&mut interview, &["g 30", "r"]);
    let room = room(60, Charset::Unicode);
    let page = |page: usize| {
        let screen = draw(&View { page, ..view(&interview, &[]) }, room);
        keeps_to(&screen, room, "the list");
        assert!(screen.lines.len() < 24, "page {page} has {} rows", screen.lines.len());
        text(&screen)
    };
    assert!(page(0).contains("\n 30  open"), "{}", page(0));
    let numbers: Vec<String> = (1..=42).map(|number| format!("\n{number:>3}  open")).collect();
    let pages: Vec<String> = (0..10).map(page).collect();
    for number in &numbers {
        assert!(pages.iter().any(|page| page.contains(number)), "{number} is on no page");
    }
    let last = pages.iter().filter(|page| page.contains("\n 42  open")).count();
    assert!(last > 1, "behind the last page comes the first");
    let endless = draw(&view(&interview, &[]), Room { height: None, ..room });
    assert!(numbers.iter().all(|number| text(&endless).contains(number)));
}

#[test]
fn typed_texts_move_no_cursor_and_widen_no_line() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("quick-check").expect("it is on board");
    let mut interview = start(questionnaire);
    let hostile = format!("n: \u{1b}[2J\u{202e}日本語{}", "w".repeat(300));
    types(&mut interview, &[&hostile, "3e", "b"]);
    for width in [40, 60, 80] {
        let room = room(width, Charset::Unicode);
        keeps_to(&draw(&view(&interview, &[]), room), room, "a hostile note");
    }
}
