//! What a respondent types reaches every format whole, and breaks none.

#[path = "support/definitions.rs"]
mod definitions;

use prevention_gap::findings::Assessed;
use prevention_gap::report::{self, Format, Report, table};
use prevention_gap::text;
use prevention_gap::yaml;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// Texts that mean something to a terminal, to Markdown, to HTML, to a
/// spreadsheet, or to nobody.
const HOSTILE: [&str; 12] = [
    "a | b || c",
    "<script>alert(1)</script> & <b>bold</b>",
    "=cmd|' /C calc'!A0",
    "\u{1b}[2J\u{1b}]0;title\u{7}gone\u{9b}31m",
    "right \u{202e}to left\u{202c} and \u{2067}isolated\u{2069}",
    "first line\nsecond line\r\n\n# third | line\n```\nfourth",
    "*bold* _it_ `code` [link](javascript:alert(1)) ![x](y) ~~no~~",
    "1. one\n2. two\n- three\n+ four\n> five\n===\n---",
    "&lt;escaped&gt; &amp;amp; \\| \\\\ $x$ ^y^",
    "\u{0}\u{8}\u{7f}\u{85}\u{2028}\u{2029}\u{feff}",
    "日本語のメモ, Zoë, 👩‍👩‍👧, e\u{301}",
    "a-word-that-is-longer-than-any-terminal-is-wide-and-has-no-place-to-break-it-so-it-has-to-be-broken-hard-somewhere",
];

/// What a spreadsheet takes for a formula.
const FORMULAS: [&str; 6] = ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\n=1+1"];

/// A report whose every text from a respondent is hostile.
fn report_with(text: &str) -> Report {
    let quoted = quoted(text);
    let answers = format!(
        "format: answers/1\nquestionnaire: quick-check\nversion: 1.0.0\norganisation: {quoted}\n\
         unit: {quoted}\nwave: {quoted}\ndate: 2026-10-14\nanswers:\n  \
         own-cause-owner: {{ level: 2, note: {quoted} }}\n  kno-before-change: 2\n  \
         dat-status-push: 1\n  fee-root-cause: 2\n  ant-change-impact: {{ not_applicable: {quoted} }}\n  \
         own-case-owner: 4\n  kno-fix-wrong: 3\n  fee-contact-back: 4\n\
         decisions:\n  - {{ question: dat-status-push, owner: {quoted}, target: {quoted} }}\n"
    );
    report_of(&answers)
}

/// A report whose profile is hostile.
fn report_with_profile(text: &str) -> Report {
    let quoted = quoted(text);
    report_of(&format!(
        "format: answers/1\nquestionnaire: prevention-gap\nversion: 1.0.0\n\
         organisation: Test\ndate: 2026-10-14\nprofile:\n  mission: {quoted}\n  \
         goals:\n    - {{ goal: {quoted}, owner: {quoted}, kpi: {quoted} }}\n\
         answers:\n  own-cause-owner: 2\n"
    ))
}

fn report_of(answers: &str) -> Report {
    let catalog = definitions::catalog();
    let read = yaml::read_answers(answers.as_bytes(), &catalog)
        .unwrap_or_else(|found| panic!("{found:#?}\n{answers}"));
    let questionnaire = catalog.get(read.value.questionnaire.as_str()).expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    report::build(questionnaire, &assessed, &[])
}

/// A text in double quotes, with codes for what YAML wants escaped.
fn quoted(text: &str) -> String {
    let escape = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        '\u{2028}' | '\u{2029}' | '\u{feff}' => format!("\\u{:04x}", u32::from(letter)),
        letter if letter.is_control() => format!("\\u{:04x}", u32::from(letter)),
        letter => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

fn render(report: &Report, format: Format, width: usize) -> String {
    let mut out = Vec::new();
    let page = table::Page { width, charset: table::Charset::Unicode };
    format.render(report, page, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("a report is text")
}

/// A text as all formats show it: with codes for what cannot be seen.
fn shown(text: &str) -> Vec<String> {
    let show = |letter: char| match letter {
        letter if hidden(letter) => format!("\\u{{{:x}}}", u32::from(letter)),
        letter => letter.to_string(),
    };
    // Unicode has line breaks of its own, which some formats take for breaks.
    let lines = text.split(['\n', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(|line| line.trim_end_matches('\r').chars().map(show).collect()).collect()
}

/// What must not reach a reader as it is.
fn hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// A text that a line of a log must not start with, and one that it must not
/// hold.
const COMMANDS: &str = "::error::a\n  ::warning::b\n##[error]c ##vso[task.complete]d";

/// Wherever a line breaks, it is no command to a CI server.
#[test]
fn no_format_commands_a_ci_server() {
    for padding in 0..40 {
        let text = format!("{} {COMMANDS}", "x".repeat(padding));
        let report = report_with(&text);
        for format in Format::ALL {
            let page = without_styles(&render(&report, format, 60));
            for line in page.lines() {
                let is_command = line.trim_start().starts_with("::");
                let holds_one = line.contains("##[") || line.contains("##vso[");
                assert!(!is_command && !holds_one, "{format:?}: {line:?}");
            }
        }
    }
    let page = render(&report_with(COMMANDS), Format::Json, 80);
    let results: Value = serde_json::from_str(&page).expect("it is JSON");
    assert_eq!(results["notes"][0]["text"], *COMMANDS);
}

#[test]
fn a_terminal_gets_no_control_character_and_every_word() {
    for text in HOSTILE {
        let report = report_with(text);
        for width in [60, 80, 120] {
            let page = render(&report, Format::Table, width);
            let bare = without_styles(&page);
            for line in bare.lines() {
                assert!(!line.chars().any(char::is_control), "{line:?}");
                assert!(!line.contains(['\u{202e}', '\u{2067}', '\u{2028}']), "{line:?}");
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{line:?}");
            }
            let squeezed = squeeze(&bare);
            for line in shown(text) {
                assert!(squeezed.contains(&squeeze(&line)), "{line:?} is not on the page:\n{bare}");
            }
        }
    }
}

/// Our own styles are SGR sequences; nothing else may start with ESC.
fn without_styles(page: &str) -> String {
    let mut parts = page.split('\u{1b}');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (codes, rest) = part.split_once('m').expect("a style ends");
        let is_style = codes.strip_prefix('[').is_some_and(|codes| {
            codes.chars().all(|letter| letter.is_ascii_digit() || letter == ';')
        });
        assert!(is_style, "an escape sequence of somebody else: {codes:?}");
        bare.push_str(rest);
    }
    bare
}

/// Without white space, for a text may be wrapped anywhere.
fn squeeze(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn markdown_marks_nothing_up_and_keeps_its_tables() {
    for text in HOSTILE {
        let page = render(&report_with(text), Format::Markdown, 80);
        assert!(!page.chars().any(|letter| letter.is_control() && letter != '\n'), "{page:?}");
        let mut read = String::new();
        let (mut columns, mut in_row) = (0, 0);
        for event in Parser::new_ext(&page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        {
            match event {
                Event::Text(part) => read.push_str(&part),
                Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>", "{text:?}"),
                Event::Html(_) | Event::Code(_) => panic!("{text:?} became {event:?}"),
                Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => {
                    panic!("{text:?} became {event:?}")
                }
                Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
                Event::Start(Tag::TableRow | Tag::TableHead) => in_row = 0,
                Event::End(TagEnd::TableCell) => in_row += 1,
                Event::End(TagEnd::TableRow | TagEnd::TableHead) => assert_eq!(in_row, columns),
                _ => {}
            }
        }
        let read = squeeze(&read);
        for line in shown(text) {
            assert!(read.contains(&squeeze(&line)), "{line:?} is not in the page:\n{page}");
        }
    }
}

#[test]
fn a_page_holds_every_word_and_no_tag_of_somebody_else() {
    let tags_of = |page: &str| tags(page).1;
    let plain = tags_of(&render(&report_with("plain"), Format::Html, 80));
    for text in HOSTILE {
        let page = render(&report_with(text), Format::Html, 80);
        assert!(!page.chars().any(|letter| letter.is_control() && letter != '\n'), "{page:?}");
        assert!(!page.contains("<script"), "{text:?}");
        let (read, tags) = tags(&page);
        assert_eq!(tags, plain, "{text:?} changes what the page is made of");
        let read = squeeze(&read);
        for line in shown(text) {
            assert!(read.contains(&squeeze(&line)), "{line:?} is not in the page:\n{page}");
        }
    }
}

/// The text of a page, read back, and its tags without their attributes.
/// Whatever a text says, the tags have to be those of any other text.
fn tags(page: &str) -> (String, Vec<String>) {
    let (_, body) = page.split_once("<body>").expect("a page has a body");
    let (mut text, mut tags, mut open) = (String::new(), Vec::new(), Vec::new());
    for part in body.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').expect("a tag ends");
        let name = tag.split_whitespace().next().unwrap_or_default().trim_end_matches('/');
        match name.strip_prefix('/') {
            Some(closed) => match open.pop() {
                Some(last) => assert_eq!(last, closed, "{tag}"),
                None => assert!(["body", "html"].contains(&closed), "{tag}"),
            },
            None if !tag.ends_with('/') && name != "col" => open.push(name.to_owned()),
            None => {}
        }
        tags.push(name.to_owned());
        text.push_str(rest);
    }
    assert!(open.is_empty(), "{open:?} stay open");
    let entities = [
        ("&#10;", "\n"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ];
    for (entity, letter) in entities {
        text = text.replace(entity, letter);
    }
    (text, tags)
}

#[test]
fn json_keeps_every_letter() {
    for text in HOSTILE {
        let page = render(&report_with(text), Format::Json, 80);
        assert!(!page.chars().any(|letter| letter != '\n' && hidden(letter)), "{page:?}");
        let results: Value = serde_json::from_str(&page).expect("it is JSON");
        assert_eq!(results["organisation"], text::name(text));
        assert_eq!(results["notes"][0]["text"], *text);
        assert_eq!(results["notes"][1]["text"], *text);
        let decision = &results["actions"].as_array().expect("a list")[0]["decision"];
        assert_eq!(decision["owner"], *text);
    }
}

#[test]
fn a_spreadsheet_gets_every_word_and_no_formula() {
    for text in HOSTILE.into_iter().chain(FORMULAS) {
        let page = render(&report_with(text), Format::Csv, 80);
        let codes = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r');
        assert!(!page.contains(codes), "{page:?}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(page.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("CSV")).collect();
        assert_eq!(rows.len(), 11, "a header and ten questions");
        for cell in rows.iter().flatten() {
            let starts = cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!starts && !cell.starts_with(['\t', '\r']), "{cell:?}");
        }
        let column = |name| rows[0].iter().position(|cell| cell == name).expect("it is there");
        let has = |row: &csv::StringRecord, name, id: &str| {
            let cell = row[column(name)].trim_start_matches('\'');
            let is_row = &row[column("question")] == id;
            is_row && shown(text).iter().all(|line| squeeze(cell).contains(&squeeze(line)))
        };
        assert!(rows.iter().any(|row| has(row, "note", "own-cause-owner")), "{page}");
        assert!(rows.iter().any(|row| has(row, "reason", "ant-change-impact")), "{page}");
    }
}

/// What is typed into the profile stands in the report as whole as a note.
#[test]
fn the_profile_is_as_safe_as_a_note() {
    for text in HOSTILE {
        let report = report_with_profile(text);
        let results: Value =
            serde_json::from_str(&render(&report, Format::Json, 80)).expect("JSON");
        assert_eq!(results["profile"][1]["values"][0], *text);
        let page = without_styles(&render(&report, Format::Table, 60));
        let markdown = render(&report, Format::Markdown, 80);
        let mut read = String::new();
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Text(part) => read.push_str(&part),
                Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>", "{text:?}"),
                Event::Html(_) | Event::Code(_) => panic!("{text:?} became {event:?}"),
                _ => {}
            }
        }
        for line in shown(text) {
            let line = squeeze(&line);
            assert!(squeeze(&page).matches(&line).count() >= 4, "{line:?} is not on:\n{page}");
            assert!(squeeze(&read).matches(&line).count() >= 4, "{line:?} is not in:\n{markdown}");
        }
    }
}
