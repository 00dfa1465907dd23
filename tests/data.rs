//! Rules that every shipped file has to keep, whoever writes it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use prevention_gap::check;
use prevention_gap::findings::Assessed;
use prevention_gap::model::{AnswerState, Answers, Question, Questionnaire};
use prevention_gap::report::{self, Format, Report, table};
use prevention_gap::yaml::{self, Catalog};

fn shipped(catalog: &Catalog) -> Vec<&Questionnaire> {
    catalog.ids().into_iter().map(|id| catalog.get(id).expect("it is listed")).collect()
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("it can be read")))
        .collect();
    files.sort();
    files
}

#[test]
fn every_questionnaire_is_on_board_under_its_own_name_and_passes_a_strict_check() {
    for (file, bytes) in files("questionnaires") {
        let read = yaml::read_questionnaire(&bytes).unwrap_or_else(|p| panic!("{file}: {p:#?}"));
        assert_eq!(read.warnings, [], "{file}");
        assert_eq!(check::questionnaire(&read.value), [], "{file}");
        let stem = Path::new(&file).file_stem().expect("a file has a name");
        assert_eq!(stem.to_str(), Some(read.value.id.as_str()), "{file}: the id is another");
        assert!(
            Catalog::shipped_text(read.value.id.as_str()).is_some(),
            "{file} is not on board: add its line to src/yaml/catalog.rs"
        );
    }
}

/// What makes two questions the same, so that answers carry over.
fn essence(question: &Question) -> (u32, &'static str, &str, Vec<&str>, &[String; 5]) {
    let ask_as = question.ask_as.iter().map(|(_, ask)| ask.as_str()).collect();
    (question.rev, question.lens.name(), &question.ask, ask_as, &question.anchors)
}

#[test]
fn a_question_with_the_same_id_and_rev_is_the_same_question_everywhere() {
    let catalog = Catalog::on_board();
    let mut known: HashMap<(&str, u32), (&Question, &str)> = HashMap::new();
    for questionnaire in shipped(&catalog) {
        for question in &questionnaire.questions {
            let key = (question.id.as_str(), question.rev);
            match known.get(&key) {
                None => {
                    known.insert(key, (question, questionnaire.id.as_str()));
                }
                Some((first, file)) => assert_eq!(
                    (essence(first), &first.title, &first.feels, &first.action),
                    (essence(question), &question.title, &question.feels, &question.action),
                    "`{}` differs between {file} and {}: make them equal, or raise the rev",
                    question.id,
                    questionnaire.id
                ),
            }
        }
    }
}

#[test]
fn every_question_says_what_to_do_what_proves_it_and_what_the_customer_feels() {
    let catalog = Catalog::on_board();
    for questionnaire in shipped(&catalog) {
        for question in &questionnaire.questions {
            let id = &question.id;
            let action = question.action.as_ref().unwrap_or_else(|| panic!("{id} has no action"));
            assert!(action.owner.is_some() && action.first_step.is_some(), "{id}");
            assert!(action.metric.is_some() && action.outcome.is_some(), "{id}");
            assert!(action.kind.is_some(), "{id}");
            assert!(!question.ask_for.is_empty(), "{id}");
            assert!(question.feels.is_some(), "{id}");
            assert!(!question.basis.is_empty(), "{id}");
            let tags: Vec<&str> = question.tags.iter().map(|(tag, _)| tag.as_str()).collect();
            assert_eq!(tags, ["pillar", "disconnect"], "{id}");
        }
    }
}

/// The shape that the instrument is built to: eight dimensions and one apart,
/// the four first ones core, 46 questions, two lenses a dimension.
#[test]
fn the_full_questionnaire_has_its_shape() {
    let catalog = Catalog::on_board();
    let full = catalog.get("prevention-gap").expect("it is on board");
    let dimensions: Vec<(&str, bool, bool)> =
        full.dimensions.iter().map(|d| (d.id.as_str(), d.core, d.apart)).collect();
    assert_eq!(
        dimensions,
        [
            ("ownership", true, false),
            ("knowledge", true, false),
            ("data-flow", true, false),
            ("feedback", true, false),
            ("anticipation", false, false),
            ("enablement", false, false),
            ("leadership", false, false),
            ("integration", false, false),
            ("ai-accountability", false, true),
        ]
    );
    assert_eq!(full.questions.len(), 46);
    let quick = catalog.get("quick-check").expect("it is on board");
    let shared = |question: &&Question| full.find_question(question.id.as_str()).is_some();
    assert_eq!(quick.questions.iter().filter(shared).count(), 10);
}

/// Reading at 200 words a minute, 15 seconds to decide, and 20 seconds for
/// proof on every second question; three minutes for the profile.
fn minutes(questionnaire: &Questionnaire) -> f64 {
    let words = |text: &str| text.split_whitespace().count();
    let seconds = |question: &Question| {
        let read: usize =
            words(&question.ask) + question.anchors.iter().map(|a| words(a)).sum::<usize>();
        f64::from(u32::try_from(read).expect("few words")) * 60.0 / 200.0 + 15.0 + 10.0
    };
    let questions: f64 = questionnaire.questions.iter().map(seconds).sum();
    questions / 60.0
}

#[test]
fn the_full_interview_takes_35_to_40_minutes() {
    let catalog = Catalog::on_board();
    let full = minutes(catalog.get("prevention-gap").expect("it is on board"));
    assert!((35.0..=40.0).contains(&full), "it takes {full:.1} minutes");
}

/// The examples in which one respondent answers.
fn examples_of_one() -> Vec<(String, Vec<u8>)> {
    let mut examples = files("examples");
    examples.retain(|(_, bytes)| documents(bytes).len() == 1);
    examples
}

fn documents(bytes: &[u8]) -> Vec<&str> {
    yaml::documents(std::str::from_utf8(bytes).expect("it is text"))
}

#[test]
fn the_workshop_among_the_examples_is_named_and_sound() {
    let catalog = Catalog::on_board();
    let (_, bytes) = files("examples")
        .into_iter()
        .find(|(_, bytes)| documents(bytes).len() > 1)
        .expect("one of them is a workshop");
    let read = |document: &&str| {
        let read = yaml::read_answers(document.as_bytes(), &catalog);
        let read = read.unwrap_or_else(|found| panic!("{found:#?}"));
        assert_eq!(read.warnings, []);
        read.value
    };
    let seats: Vec<Answers> = documents(&bytes).iter().map(read).collect();
    let ids: Vec<&str> =
        seats.iter().filter_map(|seat| Some(seat.respondent.as_ref()?.id.as_str())).collect();
    assert_eq!(ids, ["coo", "service", "a1", "a2"]);
    assert!(seats.iter().all(|seat| seat.anonymous == Some(false)));
    let states = || seats.iter().flat_map(|seat| &seat.answers).map(|answer| &answer.state);
    assert!(states().any(|state| matches!(state, AnswerState::NotApplicable(_))));
    assert!(states().any(|state| *state == AnswerState::Unknown));
}

/// Everything from the text to the report.
fn report_of(bytes: &[u8], catalog: &Catalog) -> Report {
    let read = yaml::read_answers(bytes, catalog).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(read.warnings, []);
    let questionnaire = catalog.get(read.value.questionnaire.as_str()).expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    report::build(questionnaire, &assessed, &[])
}

fn render(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    let page = table::Page { width: 80, charset: table::Charset::Unicode };
    format.render(report, page, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("a report is text")
}

#[test]
fn every_example_is_sound_and_renders_in_every_format() {
    let catalog = Catalog::on_board();
    for (file, bytes) in examples_of_one() {
        let report = report_of(&bytes, &catalog);
        for format in Format::ALL {
            let text = render(&report, format);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{file} as {}", format.name());
        }
    }
}

/// The reports that lie beside the examples, as they were last written.
#[test]
fn the_reports_of_the_examples_are_up_to_date() {
    let catalog = Catalog::on_board();
    let overwrite = std::env::var_os("EXAMPLES").is_some_and(|wish| wish == "overwrite");
    for (file, bytes) in examples_of_one() {
        let report = report_of(&bytes, &catalog);
        for format in [Format::Markdown, Format::Html, Format::Json] {
            let path = Path::new(&file).with_extension(format.ending());
            let written = render(&report, format);
            if overwrite {
                fs::write(&path, &written).expect("it can be written");
            }
            let found = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                found == written,
                "{} is not what is reported; write it anew with \
                 `EXAMPLES=overwrite cargo test --test data`",
                path.display()
            );
        }
    }
}

#[test]
fn every_chart_of_an_example_says_what_it_shows_and_needs_no_page() {
    let catalog = Catalog::on_board();
    for (file, bytes) in examples_of_one() {
        let charts = report::charts(&report_of(&bytes, &catalog));
        assert_eq!(charts.len(), 2, "{file}");
        for chart in charts {
            let svg = &chart.svg;
            assert!(svg.starts_with("<svg xmlns") && svg.ends_with("</svg>\n"), "{file}");
            assert!(svg.contains("role=\"img\"") && svg.contains("<title id=\"t\">"), "{file}");
            assert!(
                svg.contains(&format!("<desc id=\"d\">{}</desc>", chart.alternative)),
                "{file}"
            );
            assert!(!svg.contains("var(") && !svg.contains("<script"), "{file}");
        }
    }
}

#[test]
fn badly_written_questions_are_caught() {
    let text = include_str!("wording/ten-bad-questions.yaml");
    let read = yaml::read_questionnaire(text.as_bytes()).unwrap_or_else(|p| panic!("{p:#?}"));
    let found: Vec<(String, &str)> = check::questionnaire(&read.value)
        .into_iter()
        .map(|found| (found.pointer, found.kind.code()))
        .collect();
    let expected = [
        ("/dimensions/0/questions/0/ask", "long-text"),
        ("/dimensions/0/questions/1/ask", "two-questions"),
        ("/dimensions/0/questions/2/ask", "and-or"),
        ("/dimensions/0/questions/3/ask", "vague-word"),
        ("/dimensions/0/questions/4/anchors/2", "long-text"),
        ("/dimensions/0/questions/5/anchors/3", "vague-word"),
        ("/dimensions/0/questions/6/anchors/4", "level-five-start"),
        ("/dimensions/0/questions/7", "missing-action"),
        ("/dimensions/0/questions/8", "missing-proof"),
        ("/dimensions/0/questions/9/ask_as/frontline", "two-questions"),
    ];
    let expected: Vec<(String, &str)> =
        expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
    assert_eq!(found, expected);
}
