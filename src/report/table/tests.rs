//! The page as a whole, held against its drawings.

mod hostile;

use insta::assert_snapshot;

use super::*;
use crate::model::Tenths;
use crate::report::model::*;
use crate::report::sample;

const UNICODE: Charset = Charset::Unicode;
const ASCII: Charset = Charset::Ascii;

fn styled(report: &Report, width: usize, charset: Charset) -> String {
    let mut out = Vec::new();
    render(report, Page { width, charset }, &mut out).expect("a vector takes any bytes");
    String::from_utf8(out).expect("the page is text")
}

fn plain(report: &Report, width: usize, charset: Charset) -> String {
    anstream::adapter::strip_str(&styled(report, width, charset)).to_string()
}

/// The lines from one that contains a text, so many of them.
fn lines(page: &str, from: &str, count: usize) -> String {
    let lines = page.lines().skip_while(|line| !line.contains(from)).take(count);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_of_80_columns() {
    assert_snapshot!(plain(&sample::larkfield(), 80, UNICODE));
}

#[test]
fn a_page_of_80_columns_in_ascii() {
    assert_snapshot!(plain(&sample::larkfield(), 80, ASCII));
}

#[test]
fn a_page_of_60_columns() {
    assert_snapshot!(plain(&sample::larkfield(), 60, UNICODE));
}

#[test]
fn a_page_of_120_columns() {
    assert_snapshot!(plain(&sample::larkfield(), 120, UNICODE));
}

#[test]
fn colours_repeat_what_marks_and_words_say() {
    let page = styled(&sample::larkfield(), 80, UNICODE);
    assert_snapshot!(lines(&page, "PREVENTION GAP", 10).replace('\u{1b}', "ESC"));
}

#[test]
fn ten_answers_one_by_one() {
    let wide = plain(&sample::ten_answers(), 80, UNICODE);
    let narrow = plain(&sample::ten_answers(), 60, ASCII);
    assert_snapshot!(format!(
        "{}\n\n{}",
        lines(&wide, "THE 10 ANSWERS", 14),
        lines(&narrow, "THE 10 ANSWERS", 25)
    ));
}

#[test]
fn several_voices() {
    let page = |width, charset| {
        let page = plain(&sample::several(), width, charset);
        let section = page.lines().skip_while(|line| !line.starts_with("WHERE LEADERS"));
        section.take_while(|line| !line.starts_with("PATTERNS")).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(format!(
        "{}\n\n{}\n\n{}",
        page(80, UNICODE),
        page(60, ASCII),
        page(120, UNICODE)
    ));
}

#[test]
fn several_voices_on_ten_answers() {
    let report = sample::ten_answers_of_several();
    let wide = plain(&report, 80, UNICODE);
    let narrow = plain(&report, 60, ASCII);
    assert_snapshot!(format!(
        "{}\n\n{}",
        lines(&wide, "THE 10 ANSWERS", 11),
        lines(&narrow, "THE 10 ANSWERS", 14)
    ));
}

/// The strip of two sides, as it stands on the page.
#[track_caller]
fn check_people(leaders: [u32; 5], frontline: [u32; 5], width: usize, expected: &str) {
    let mut report = sample::several();
    let voices = report.voices.as_mut().expect("several people answered");
    voices.disagreements.truncate(1);
    voices.disagreements[0].leaders.levels = sample::counted(leaders);
    voices.disagreements[0].frontline.levels = sample::counted(frontline);
    let page = plain(&report, width, UNICODE);
    let rows = page.lines().skip_while(|line| !line.starts_with("The widest"));
    let is_strip = |line: &&str| line.starts_with("  Leaders ") || line.starts_with("  Frontline ");
    let rows: Vec<&str> = rows.filter(is_strip).collect();
    assert_eq!(rows.join("\n"), expected.trim_matches('\n'));
}

#[test]
fn people_are_marks_and_many_are_bars() {
    check_people(
        [0, 0, 2, 4, 2],
        [4, 5, 1, 1, 0],
        80,
        "
  Leaders    1       2        3 ••  4 ••••  5 ••
  Frontline  1 ••••  2 •••••  3 •   4 •     5
",
    );
    // Twenty are still marks; 24 are a bar, and so are all others.
    check_people(
        [20, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        80,
        "
  Leaders    1 ••••••••••••••••••••  2   3   4   5
  Frontline  1 •                     2   3   4   5
",
    );
    // On 80 columns the longest bar takes six: 59 / 5 - 2 = 9, less its count.
    check_people(
        [0, 0, 8, 4, 0],
        [24, 0, 0, 0, 1],
        80,
        "
  Leaders    1            2            3 ━━ 8       4 ━ 4        5
  Frontline  1 ━━━━━━ 24  2            3            4            5 ━ 1
",
    );
    // 60 columns have no room for 33 marks beside each other.
    check_people(
        [11, 0, 11, 0, 11],
        [0, 0, 0, 0, 0],
        60,
        "
  Leaders    1 ━━ 11  2        3 ━━ 11  4        5 ━━ 11
  Frontline  1        2        3        4        5
",
    );
}

#[test]
fn ranges_where_too_little_was_answered() {
    let wide = plain(&sample::unpublished(), 80, UNICODE);
    let narrow = plain(&sample::unpublished(), 60, ASCII);
    assert_snapshot!(format!(
        "{}\n{}\n\n{}\n{}",
        lines(&wide, "Not enough answers to say", 13),
        lines(&wide, "  Overall", 3),
        lines(&narrow, "Not enough answers to say", 13),
        lines(&narrow, "  Overall", 5),
    ));
}

#[test]
fn dimensions_with_one_score_or_none() {
    let mut report = sample::larkfield();
    let negative = sample::dimension("Turned round", Some(875), Some(125));
    let full = sample::dimension("Ends of the ruler", Some(0), Some(1000));
    let mut one = sample::dimension("One lens", Some(410), None);
    one.standing = Standing::Beside;
    one.resolution.range = Some(Range { lower: Tenths::ZERO, upper: Tenths::HUNDRED });
    let mut none = sample::dimension("No lens", None, None);
    none.standing = Standing::Beside;
    none.prevention.status = "not_applicable";
    none.resolution.status = "not_applicable";
    let mut out = none.clone();
    out.title = "Out of scope".to_owned();
    out.standing = Standing::OutOfScope;
    out.remarks = vec!["Not part of this assessment.".to_owned()];
    report.dimensions = vec![negative, full, one, none, out];
    assert_snapshot!(format!(
        "{}\n\n{}",
        lines(&plain(&report, 80, UNICODE), "THE GAP", 16),
        lines(&plain(&report, 60, ASCII), "THE GAP", 24),
    ));
}

/// The two strips of the first screen.
#[track_caller]
fn check_strips(prevention: (i32, i32), resolution: (i32, i32), expected: &str) {
    let side = |(score, proven)| (score, Some(proven));
    let overall = sample::overall(side(prevention), side(resolution));
    let report = Report { overall, ..sample::larkfield() };
    let page = plain(&report, 80, UNICODE);
    let strips = page
        .lines()
        .skip_while(|line| !line.starts_with("As answered"))
        .take_while(|line| !line.trim_start().starts_with("0  "))
        .map(|line| line.get(19..).unwrap_or_default());
    assert_eq!(strips.collect::<Vec<_>>().join("\n"), expected.trim_matches('\n'));
}

#[test]
fn marks_swap_sides_where_prevention_is_ahead() {
    check_strips(
        (700, 600),
        (400, 300),
        "
│            · 40.0 ◇─── -30.0 ────● 70.0  ·      │
│         30.0 ◇─── -30.0 ────● 60.0       ·      │
",
    );
}

#[test]
fn equal_marks_become_one() {
    check_strips(
        (500, 502),
        (500, 508),
        "
│            ·      50.0 ◈ 50.0  ·         ·      │
│            ·      50.2 ◈ 50.8  ·         ·      │
prevention 50.2, resolution 50.8, gap +0.6
",
    );
}

#[test]
fn values_at_the_ends_stand_inside() {
    check_strips(
        (0, 40),
        (1000, 960),
        "
● 0.0 ────────────── +100.0 ─────────────── 100.0 ◇
│ ● 4.0 ───────────── +92.0 ────────────── 96.0 ◇ │
",
    );
    check_strips(
        (0, 20),
        (0, 60),
        "
◈ 0.0        ·         ·         ·         ·      │
│●─◇ 6.0     ·         ·         ·         ·      │
prevention 2.0, resolution 6.0, gap +4.0
",
    );
}

#[test]
fn a_title_line_breaks_where_it_must() {
    let mut report = sample::larkfield();
    report.header.wave = Some("2026 autumn".to_owned());
    report.header.caution = Some("An indication: ten answers only.".to_owned());
    let fits = lines(&plain(&report, 120, UNICODE), "PREVENTION", 3);
    let wave_below = lines(&plain(&report, 80, UNICODE), "PREVENTION", 4);
    report.header.unit = Some("all warehouses and shops of the north and of the east".to_owned());
    let three = lines(&plain(&report, 60, UNICODE), "PREVENTION", 6);
    assert_snapshot!(format!("{fits}\n\n{wave_below}\n\n{three}"));
}

#[test]
fn long_words_for_the_gap_find_room() {
    let mut report = sample::larkfield();
    report.overall.gap.word = Some("leaning to prevention");
    let wide = lines(&plain(&report, 80, UNICODE), "● Prevention", 2);
    report.overall.gap.word = Some("leaning to repair");
    let repair = lines(&plain(&report, 80, UNICODE), "● Prevention", 2);
    let narrow = lines(&plain(&report, 60, UNICODE), "● Prevention", 4);
    assert_snapshot!(format!("{wide}\n\n{repair}\n\n{narrow}"));
}

#[test]
fn a_note_is_shown_in_full_and_moves_no_cursor() {
    let mut report = sample::larkfield();
    report.notes.truncate(1);
    report.notes[0].text =
        "First\u{1b}[1A line\n\nSecond line \u{202e}with\u{202c} more | <b>".into();
    assert_snapshot!(lines(&plain(&report, 60, ASCII), "NOTES", 5));
}

#[test]
fn a_page_is_drawn_for_60_to_120_columns() {
    let report = sample::larkfield();
    assert_eq!(plain(&report, 0, ASCII), plain(&report, 60, ASCII));
    assert_eq!(plain(&report, 500, ASCII), plain(&report, 120, ASCII));
}

#[test]
fn our_own_marks_are_ascii_where_the_terminal_is() {
    assert!(plain(&sample::larkfield(), 80, ASCII).is_ascii());
}
