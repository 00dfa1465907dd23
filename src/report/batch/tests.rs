//! The same runs in every format.

mod junit;

use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use super::sample::{Run, hostile, hundred_files, not_judged, problem, shop, without_gates};
use super::*;
use crate::report::model::GateReport;
use crate::report::sample::{larkfield, unpublished};
use crate::report::{json as results, table};

fn run_of(count: usize, report: &Report) -> Run {
    let reports = (0..count).map(|_| (report.clone(), None)).collect();
    Run { reports, ..Run::default() }
}

/// The last lines of a log, so many of them.
fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len() - count..].join("\n")
}

#[test]
fn names_and_endings_lead_back() {
    for format in BatchFormat::ALL {
        assert_eq!(BatchFormat::from_name(format.name()), Some(format));
        if let Some(ending) = format.ending() {
            assert_eq!(BatchFormat::from_ending(ending), Some(format));
        }
    }
    assert_eq!(BatchFormat::from_ending("github"), None);
}

/// Three files, two gates with their reasons, and the good news, on one
/// screen.
#[test]
fn a_log_ends_with_all_that_matters() {
    let log = hundred_files().render(BatchFormat::Table);
    let expected = "\
2 of 97 assessments do not meet their gates, 3 documents are left out
Left out
  shops/98.yaml:6:3  unknown-key: unknown key `ansers` (and 1 more)
  shops/99.yaml:1:3  unknown-key: unknown key `ansers`
  shops/a,b: c.yaml:9:3  unknown-key: unknown key `ansers`
Gates not met
  NOT MET     Larkfield Home, shop 13 (prevention-gap): prevention at least 45.0: 41.0 (shops/13.yaml:17)
  NOT MET     Larkfield Home, shop 64 (prevention-gap): prevention at least 45.0: 41.0 (shops/64.yaml:17)
News
  Larkfield Home, shop 7: prevention +5.2 since 14 April 2026";
    assert_eq!(tail(&log, 10), expected);
    // The head, a line an assessment, and an empty line.
    assert_eq!(log.lines().count(), 1 + 97 + 1 + 10);
}

/// Where there is nothing but scores and gates, the table is what it was.
#[test]
fn a_short_table_has_no_end() {
    let mut report = unpublished();
    report.gates = vec![not_judged()];
    let reports = [larkfield(), report];
    let run = Run { reports: reports.map(|report| (report, None)).into(), ..Run::default() };
    let table = run.render(BatchFormat::Table);
    // A head, two lines, an empty one, the name and its gate.
    assert_eq!(table.lines().count(), 6);
    let last = "  NOT JUDGED  ownership.gap at most 20.0: not known: too little was answered";
    assert_eq!(tail(&table, 1), last);
}

#[test]
fn a_long_table_lists_only_gates_that_are_not_met() {
    let met = hundred_files().reports.remove(0).0;
    let table = run_of(21, &met).render(BatchFormat::Table);
    assert_eq!(tail(&table, 2), "\nAll 21 assessments meet their gates");
    assert!(run_of(20, &met).render(BatchFormat::Table).contains("  met         coverage"));
}

/// As much of everything as there can be.
fn full() -> Run {
    let mut report = shop(1);
    report.gates = vec![not_judged(); 3];
    let mut run = run_of(50, &report);
    for number in 0..Ending::MOST_PROBLEMS {
        run.problems.push(problem(&format!("{number}.yaml"), 1, "unknown key `ansers`"));
    }
    run.left_out = 120;
    run.news = vec!["Shop 7: prevention +5.2".to_owned(); 9];
    run.notes = vec!["skipped: own.yaml holds a questionnaire".to_owned(); 9];
    run
}

#[test]
fn the_end_of_a_log_fits_a_screen() {
    let table = full().render(BatchFormat::Table);
    let (_, end) = table.split_once("\n\n").expect("an empty line is before the end");
    assert!(end.lines().count() < 30, "{end}");
    // 120 documents less 7, 150 gates less 7, nine lines less three.
    assert_eq!(end.matches("  and 113 more\n").count(), 1, "{end}");
    assert_eq!(end.matches("  and 143 more\n").count(), 1, "{end}");
    assert_eq!(end.matches("  and 6 more\n").count(), 2, "{end}");
}

#[test]
fn no_line_of_a_log_is_a_command() {
    for format in [BatchFormat::Table, BatchFormat::Junit, BatchFormat::Markdown] {
        let text = hostile().render(format);
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
        assert!(!text.contains("##[") && !text.contains("##vso["), "{text}");
        assert!(!text.contains(['\u{1b}', '\r', '\0', '\u{202e}', '\u{ffff}']), "{text}");
    }
}

#[test]
fn json_is_streamed_as_it_is_written_at_once() {
    let sound = Run { left_out: 0, ..hundred_files() };
    for run in [sound, without_gates(), Run::default()] {
        let reports: Vec<Report> = run.reports.iter().map(|(report, _)| report.clone()).collect();
        let mut expected = Vec::new();
        results::render_all(&reports, &mut expected).expect("a vector takes any bytes");
        assert_eq!(run.render(BatchFormat::Json).as_bytes(), expected);
        let list: Vec<Value> = serde_json::from_slice(&expected).expect("it is JSON");
        assert_eq!(list.len(), reports.len());
        let lines = run.render(BatchFormat::Ndjson);
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
        assert_eq!(lines, list);
    }
}

/// What was left out is the last entry, in both.
#[test]
fn json_says_what_was_left_out() {
    let run = hundred_files();
    let list: Vec<Value> =
        serde_json::from_str(&run.render(BatchFormat::Json)).expect("it is JSON");
    let (left_out, results) = list.split_last().expect("there are results");
    assert_eq!(results.len(), 97);
    assert_eq!(left_out["documents_left_out"], 3);
    assert_eq!(left_out["problems"][0]["file"], "shops/98.yaml");
    assert_eq!(left_out["problems"][0]["code"], "unknown-key");
    let lines = run.render(BatchFormat::Ndjson);
    let line: Value = serde_json::from_str(lines.lines().last().expect("one")).expect("JSON");
    assert_eq!(line, *left_out);
}

#[test]
fn csv_has_a_row_an_assessment() {
    let text = without_gates().render(BatchFormat::Csv);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("it has a head").clone();
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("sound")).collect();
    let cell = |row: usize, column: &str| {
        let position = head.iter().position(|name| name == column).expect("there is one");
        rows[row][position].to_owned()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(cell(0, "organisation"), "Larkfield Home, shop 1");
    assert_eq!([cell(0, "prevention"), cell(0, "gap")], ["41.0", "27.0"]);
    assert_eq!([cell(0, "status"), cell(1, "status")], ["published", "insufficient"]);
    assert_eq!([cell(1, "prevention"), cell(1, "gap")], ["", ""]);
    assert_eq!([cell(1, "gap_lower"), cell(1, "gap_upper")], ["-37.5", "62.5"]);
    assert_eq!([cell(0, "coverage"), cell(0, "prevention_stage")], ["95.5", "2"]);
    let gates = hundred_files().render(BatchFormat::Csv);
    assert!(gates.contains(",1,1,prevention at least 45.0: 41.0,,shops/13.yaml\r\n"));
    let mut reader = ::csv::Reader::from_reader(gates.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("sound")).collect();
    let [status, said, file] = ["status", "said", "file"]
        .map(|column| head.iter().position(|name| name == column).expect("there is one"));
    let first = &rows[97];
    assert_eq!([&first[status], &first[file]], ["left_out", "shops/98.yaml"]);
    assert!(first[said].starts_with("line 6, column 3: unknown key `ansers` (did you mean"));
    assert_eq!(Run::default().render(BatchFormat::Csv).lines().count(), 1);
}

#[test]
fn annotations_come_in_the_order_in_which_they_help() {
    let expected = "\
::error file=shops/98.yaml,line=6,col=3,title=unknown-key::unknown key `ansers` (did you mean `answers`?)
::error file=shops/99.yaml,line=1,col=3,title=unknown-key::unknown key `ansers` (did you mean `answers`?)
::error file=shops/a%2Cb%3A c.yaml,line=9,col=3,title=unknown-key::unknown key `ansers` (did you mean `answers`?)
::error file=shops/13.yaml,line=17,title=gate not met::Larkfield Home, shop 13 (prevention-gap): prevention at least 45.0: 41.0
::error file=shops/64.yaml,line=17,title=gate not met::Larkfield Home, shop 64 (prevention-gap): prevention at least 45.0: 41.0
::error file=shops/98.yaml,line=8,col=3,title=unknown-key::a level has to be 1 to 5, not 6 (did you mean `answers`?)
::notice title=pgap::Larkfield Home, shop 7: prevention +5.2 since 14 April 2026
";
    assert_eq!(hundred_files().render(BatchFormat::Github), expected);
    assert_eq!(without_gates().render(BatchFormat::Github), "");
    // A problem, a gate and a piece of news: names add no annotation.
    assert_eq!(hostile().render(BatchFormat::Github).lines().count(), 4);
    let others = full().render(BatchFormat::Github);
    assert!(others.contains("::error title=left out::20 documents with problems are left out.\n"));
}

#[test]
fn a_summary_says_first_what_needs_work() {
    let summary = hundred_files().render(BatchFormat::Markdown);
    let expected = "\
<!-- pgap: summary -->
### 2 of 97 assessments do not meet their gates, 3 documents are left out

|  | Where | What |
|---|---|---|
| **left out** | shops/98.yaml:6:3 | unknown key \\`ansers\\` (and 1 more) |
| **left out** | shops/99.yaml:1:3 | unknown key \\`ansers\\` |
| **left out** | shops/a,b: c.yaml:9:3 | unknown key \\`ansers\\` |
| **not met** | Larkfield Home, shop 13 (prevention-gap)<br>shops/13.yaml:17 | prevention at least 45.0: 41.0 |
| **not met** | Larkfield Home, shop 64 (prevention-gap)<br>shops/64.yaml:17 | prevention at least 45.0: 41.0 |

**News**

- Larkfield Home, shop 7: prevention +5.2 since 14 April 2026

<details><summary>All assessments</summary>

| Assessment | Prevention | Resolution | Gap | Posture | Gates met |
|---|---:|---:|---:|---|---:|
| Larkfield Home, shop 1 (prevention-gap) | 41.0 | 68.0 | +27.0 | Repair shop | 2 of 2 |
";
    assert!(summary.starts_with(expected), "{summary}");
    assert!(summary.contains("\n| Larkfield Home, shop 97 (prevention-gap) |"));
    assert!(summary.ends_with(" |\n\n</details>\n"));
}

#[test]
fn a_summary_fits_a_comment() {
    let name = "\u{2066}".repeat(500);
    let mut report = shop(1);
    name.clone_into(&mut report.header.organisation);
    report.gates = vec![GateReport { found: name.clone(), ..not_judged() }; 3];
    let mut run = full();
    run.reports = (0..300).map(|_| (report.clone(), Some(name.clone()))).collect();
    for problem in &mut run.problems {
        problem.file.push_str(&name);
        problem.sentence.push_str(&name);
    }
    run.news = vec![name.clone(); 50];
    run.notes = vec![name; 50];
    let summary = run.render(BatchFormat::Markdown);
    assert!(summary.len() < 60_000, "{}", summary.len());
    assert!(summary.ends_with(" more\n\n</details>\n"));
}

/// An independent reader finds no more markup than is ours.
#[test]
fn no_name_marks_a_summary_up() {
    let summary = hostile().render(BatchFormat::Markdown);
    let own = ["<!-- pgap: summary -->", "<details>", "<summary>", "</summary>", "</details>"];
    for event in Parser::new_ext(&summary, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let rest = own.iter().fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                let rest = rest.replace("All assessments", "").replace("<br>", "");
                assert_eq!(rest.trim(), "", "{html}");
            }
            Event::Start(tag) => {
                let tag = format!("{tag:?}");
                assert!(!tag.contains("Link") && !tag.contains("Image"), "{tag}");
            }
            Event::Code(_) | Event::InlineMath(_) => panic!("{event:?}"),
            _ => {}
        }
    }
    assert_eq!(summary.matches("<!-- pgap: summary -->").count(), 1);
    assert!(!summary.contains("@all"));
}

#[track_caller]
fn check_badge(run: &Run, message: &str, colour: &str) {
    let mut badge = Badge::default();
    run.reports.iter().for_each(|(report, _)| badge.add(report));
    badge.leave_out(run.left_out);
    let (mut json, mut svg) = (Vec::new(), Vec::new());
    badge.write_json(&mut json).expect("a vector takes any bytes");
    badge.write_svg(&mut svg).expect("a vector takes any bytes");
    let expected = serde_json::json!({
        "schemaVersion": 1, "label": "prevention gap", "message": message, "color": colour,
    });
    assert_eq!(serde_json::from_slice::<Value>(&json).expect("it is JSON"), expected);
    let svg = String::from_utf8(svg).expect("a drawing is text");
    junit::well_formed(&svg);
    assert!(svg.contains(&format!("<title>prevention gap: {message}</title>")), "{svg}");
}

#[test]
fn a_badge_says_the_verdict_in_a_few_words() {
    let gated = hundred_files().reports.remove(0).0;
    let not_met = hundred_files().reports.remove(12).0;
    let scores = "P 41.0 R 68.0 gap +27.0";
    check_badge(&run_of(1, &larkfield()), scores, "blue");
    check_badge(&run_of(1, &gated), &format!("{scores}, 2 gates met"), "green");
    check_badge(&run_of(1, &not_met), &format!("{scores}, 1 of 2 gates not met"), "red");
    check_badge(&run_of(1, &unpublished()), "not scored", "lightgrey");
    check_badge(&run_of(3, &larkfield()), "3 scored", "blue");
    check_badge(&without_gates(), "2 of 3 scored", "blue");
    check_badge(&run_of(2, &gated), "4 gates met", "green");
    check_badge(&hundred_files(), "2 of 194 gates not met, 3 left out", "red");
    check_badge(&Run::default(), "nothing scored", "lightgrey");
    check_badge(&Run { left_out: 1, ..Run::default() }, "nothing scored, 1 left out", "red");
}
