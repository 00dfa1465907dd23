//! Test results against the rules of their schemas: what the strict one of
//! Ant's reports demands, which the one of Jenkins accepts as well.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::*;
use crate::text;

/// An element with its attributes, its elements and its text.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Self>,
    text: String,
}

impl Element {
    fn of(tag: &BytesStart<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("XML is UTF-8 here");
        let attribute = |found: quick_xml::events::attributes::Attribute<'_>| {
            let value = text(&found.value);
            let value = quick_xml::escape::unescape(&value).expect("it is escaped").into_owned();
            (text(found.key.as_ref()), value)
        };
        let attributes = tag.attributes().map(|found| attribute(found.expect("well-formed")));
        Self {
            name: text(tag.name().as_ref()),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    #[track_caller]
    fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(found, _)| found == name);
        found.map_or_else(|| panic!("<{}> has no {name}", self.name), |(_, value)| value)
    }

    #[track_caller]
    fn number(&self, name: &str) -> usize {
        self.get(name).parse().expect("it is a number")
    }

    /// Its attributes are these and no other.
    #[track_caller]
    fn has_only(&self, names: &[&str]) {
        let found: Vec<&str> = self.attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(found, names, "<{}>", self.name);
    }

    fn names(&self) -> Vec<&str> {
        self.inside.iter().map(|element| element.name.as_str()).collect()
    }
}

/// Reads a whole document; what XML does not allow fails.
#[track_caller]
fn read(text: &str) -> Element {
    assert!(text.chars().all(is_xml), "{text}");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let current = open.last_mut().expect("the document is open");
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => open.push(Element::of(&tag)),
            Event::Empty(tag) => current.inside.push(Element::of(&tag)),
            Event::End(_) => {
                let element = open.pop().expect("it was open");
                open.last_mut().expect("the document is open").inside.push(element);
            }
            Event::Text(text) => current.text.push_str(&text.decode().expect("it is UTF-8")),
            Event::GeneralRef(entity) => {
                let entity = entity.decode().expect("it is UTF-8");
                let known = quick_xml::escape::resolve_xml_entity(&entity);
                current.text.push_str(known.expect("it is one of XML's own"));
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    let document = open.remove(0);
    let [root] = <[Element; 1]>::try_from(document.inside).expect("there is one root");
    root
}

/// The characters of XML 1.0.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}')
        || letter >= '\u{10000}'
}

#[track_caller]
pub(super) fn well_formed(text: &str) {
    read(text);
}

#[track_caller]
fn check_schema(text: &str) -> Element {
    let root = read(text);
    assert_eq!(root.name, "testsuites");
    root.has_only(&[]);
    for (position, suite) in root.inside.iter().enumerate() {
        assert_eq!(suite.name, "testsuite");
        check_suite(suite, position);
    }
    root
}

#[track_caller]
fn check_suite(suite: &Element, position: usize) {
    suite.has_only(&[
        "name",
        "package",
        "id",
        "timestamp",
        "hostname",
        "tests",
        "failures",
        "errors",
        "skipped",
        "time",
    ]);
    assert!(!suite.get("name").trim().is_empty());
    assert_eq!(suite.number("id"), position);
    assert_eq!((suite.get("hostname"), suite.get("time")), ("localhost", "0"));
    let (date, time) = suite.get("timestamp").split_once('T').expect("a date and a time");
    assert!(date.parse::<jiff::civil::Date>().is_ok() && time == "00:00:00");
    let [first, cases @ .., out, err] = &*suite.inside else { panic!("{suite:?}") };
    assert_eq!([&*first.name, &*out.name, &*err.name], ["properties", "system-out", "system-err"]);
    cases.iter().for_each(check_case);
    let with = |name: &str| cases.iter().filter(|case| case.names() == [name]).count();
    assert_eq!(suite.number("tests"), cases.len());
    assert_eq!(suite.number("failures"), with("failure"));
    assert_eq!(suite.number("errors"), with("error"));
    assert_eq!(suite.number("skipped"), with("skipped"));
}

#[track_caller]
fn check_case(case: &Element) {
    assert_eq!(case.name, "testcase");
    case.has_only(&["classname", "name", "time"]);
    match &*case.inside {
        [] => {}
        [one] => match &*one.name {
            "failure" | "error" => one.has_only(&["message", "type"]),
            "skipped" => one.has_only(&["message"]),
            other => panic!("<{other}> in a case"),
        },
        _ => panic!("{case:?}"),
    }
}

#[test]
fn every_run_keeps_to_the_schema() {
    for run in [hundred_files(), without_gates(), hostile(), full(), Run::default()] {
        check_schema(&run.render(BatchFormat::Junit));
    }
}

#[test]
fn a_gate_is_a_case_and_a_file_is_another() {
    let root = check_schema(&hundred_files().render(BatchFormat::Junit));
    let (suite, files, news) = (&root.inside[12], &root.inside[97], &root.inside[98]);
    assert_eq!(suite.get("name"), "Larkfield Home, shop 13 (prevention-gap)");
    let case = &suite.inside[1];
    assert_eq!(case.get("classname"), "prevention-gap.Larkfield Home, shop 13 (prevention-gap)");
    assert_eq!(case.get("name"), "min prevention");
    assert_eq!(case.inside[0].get("message"), "prevention at least 45.0: 41.0");
    let text = "Larkfield Home, shop 13 (prevention-gap)
prevention at least 45.0: 41.0
shops/13.yaml:17";
    assert_eq!(case.inside[0].text, text);
    assert!(suite.inside[2].inside.is_empty(), "the coverage is met");
    assert_eq!((files.get("name"), files.get("errors")), ("files", "3"));
    let error = &files.inside[1].inside[0];
    assert_eq!(error.get("message"), "line 6, column 3: unknown key `ansers`");
    assert_eq!(error.text.lines().count(), 2);
    assert_eq!(news.inside[1].text, hundred_files().news[0]);
}

#[test]
fn without_gates_a_case_says_whether_there_are_scores() {
    let root = check_schema(&without_gates().render(BatchFormat::Junit));
    assert!(root.inside[0].inside[1].inside.is_empty());
    let skipped = &root.inside[1].inside[1].inside[0];
    let message = "no overall score: prevention 25.0 to 75.0, resolution 37.5 to 87.5";
    assert_eq!((&*skipped.name, skipped.get("message")), ("skipped", message));
}

#[test]
fn names_are_read_back_as_they_were_shown() {
    let run = hostile();
    let root = check_schema(&run.render(BatchFormat::Junit));
    let name = table::assessment_name(&run.reports[0].0);
    assert_eq!(root.inside[0].get("name"), text::harmless(&name));
    assert!(name.contains("]]></testsuite>|`*@all*"));
}
