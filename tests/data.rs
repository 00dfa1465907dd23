//! Rules that every shipped file has to keep, whoever writes it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use prevention_gap::check;
use prevention_gap::findings::Assessed;
use prevention_gap::model::{
    AnswerState, Answers, Condition, DimensionIx, Facts, FieldIx, FieldKind, FieldValue, Lens,
    Limit, Play, Question, QuestionIx, Questionnaire, RoleIx, Side, Tenths,
};
use prevention_gap::report::{self, Format, Report, table};
use prevention_gap::scoring;
use prevention_gap::voices::{AgreementWord, Claim, Difference, Size, Told};
use prevention_gap::yaml::{self, Catalog};

fn shipped(catalog: &Catalog) -> Vec<&Questionnaire> {
    catalog.ids().into_iter().map(|id| catalog.get(id).expect("it is listed")).collect()
}

fn files(folder: impl AsRef<Path>) -> Vec<(String, Vec<u8>)> {
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
/// the four first ones core, 48 questions, two lenses a dimension.
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
    assert_eq!(full.questions.len(), 48);
    let quick = catalog.get("quick-check").expect("it is on board");
    let shared = |question: &&Question| full.find_question(question.id.as_str()).is_some();
    assert_eq!(quick.questions.iter().filter(shared).count(), 10);
}

/// Reading at 200 words a minute, 15 seconds to decide, and 20 seconds for
/// proof on every second question; three minutes for the profile.
fn minutes(questionnaire: &Questionnaire, uses: &[&str]) -> f64 {
    let words = |text: &str| text.split_whitespace().count();
    let seconds = |question: &Question| {
        let read: usize =
            words(&question.ask) + question.anchors.iter().map(|a| words(a)).sum::<usize>();
        f64::from(u32::try_from(read).expect("few words")) * 60.0 / 200.0 + 15.0 + 10.0
    };
    let profile = Uses::of(questionnaire, uses);
    let asked = questionnaire.questions.iter().filter(|question| {
        let of_dimension = questionnaire[question.dimension].when.as_ref();
        of_dimension.is_none_or(|when| when.on_profile(&profile) == Some(true))
            && Play::of(question, &profile) == Play::In
    });
    asked.map(seconds).sum::<f64>() / 60.0
}

/// A profile that states for what AI is used, and nothing else.
struct Uses {
    field: Option<FieldIx>,
    value: FieldValue,
}

impl Uses {
    fn of(questionnaire: &Questionnaire, uses: &[&str]) -> Self {
        let field = questionnaire.find_field("ai-uses");
        let choices = field.map_or(&[][..], |field| match &questionnaire[field].kind {
            FieldKind::Choices(choices) => choices,
            _ => &[],
        });
        let at = |id: &&str| choices.iter().position(|choice| choice.id == **id);
        let named = uses.iter().map(|id| at(id).expect("it can be chosen")).collect();
        Self { field, value: FieldValue::Choices(named) }
    }
}

impl Facts for Uses {
    fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        (Some(field) == self.field).then_some(&self.value)
    }
}

/// The checklist of signs and the pattern that counts them are one verdict:
/// each sign looks at the answers that its part of the pattern looks at.
#[test]
fn the_three_signs_rest_on_the_answers_of_their_pattern() {
    let catalog = Catalog::on_board();
    let full = catalog.get("prevention-gap").expect("it is on board");
    let pattern = full.patterns.iter().find(|it| it.id == *"process-not-people").expect("one");
    let Condition::AtLeast { count: 2, of } = &pattern.when else { panic!("two of three") };
    let signs = full.checklists.iter().find(|it| it.id == *"process-signs").expect("one");
    let of_signs: Vec<Vec<QuestionIx>> =
        signs.rows.iter().map(|row| row.questions.clone()).collect();
    assert_eq!(of.iter().map(looked_at).collect::<Vec<_>>(), of_signs);
}

fn looked_at(condition: &Condition) -> Vec<QuestionIx> {
    match condition {
        Condition::Any(of) => of.iter().flat_map(looked_at).collect(),
        Condition::Question { question, limit: Limit::AtMost(level) } => {
            assert!((*level - 2.0).abs() < 1e-9, "a sign shows up to level 2");
            vec![*question]
        }
        other => panic!("no sign: {other:?}"),
    }
}

#[test]
fn the_full_interview_takes_35_to_40_minutes_for_the_owner_of_a_bot_too() {
    let catalog = Catalog::on_board();
    let full = catalog.get("prevention-gap").expect("it is on board");
    for uses in [&[][..], &["guide-agents", "customer-facing"]] {
        let minutes = minutes(full, uses);
        assert!((35.0..=40.0).contains(&minutes), "{uses:?}: it takes {minutes:.1} minutes");
    }
}

#[test]
fn the_workshop_among_the_examples_is_named_and_sound() {
    let catalog = Catalog::on_board();
    let seats = answers_in(Path::new("examples/larkfield-workshop.yaml"), &catalog);
    let ids: Vec<&str> =
        seats.iter().filter_map(|seat| Some(seat.respondent.as_ref()?.id.as_str())).collect();
    assert_eq!(ids, ["coo", "service", "a1", "a2"]);
    assert!(seats.iter().all(|seat| seat.anonymous == Some(false)));
    let states = || seats.iter().flat_map(|seat| &seat.answers).map(|answer| &answer.state);
    assert!(states().any(|state| matches!(state, AnswerState::NotApplicable(_))));
    assert!(states().any(|state| *state == AnswerState::Unknown));
}

/// The answers of one assessment: a file with a document for each respondent,
/// or a folder of such files.
struct Example {
    path: PathBuf,
    answers: Vec<Answers>,
}

impl Example {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn assessed<'c>(&self, catalog: &'c Catalog) -> (&'c Questionnaire, Assessed) {
        let questionnaire = catalog.get(self.answers[0].questionnaire.as_str());
        let questionnaire = questionnaire.expect("it is on board");
        let assessed = Assessed::new(questionnaire, &self.answers);
        (questionnaire, assessed.unwrap_or_else(|error| panic!("{}: {error}", self.name())))
    }

    fn report(&self, catalog: &Catalog) -> Report {
        let (questionnaire, assessed) = self.assessed(catalog);
        report::build(questionnaire, &assessed, &[])
    }
}

fn examples(catalog: &Catalog) -> Vec<Example> {
    let entries = fs::read_dir("examples").expect("the folder exists");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        // What a CI system takes is no company's answers.
        .filter(|path| !path.ends_with("ci"))
        .filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| Example { answers: answers_in(&path, catalog), path }).collect()
}

fn answers_in(path: &Path, catalog: &Catalog) -> Vec<Answers> {
    let files = if path.is_dir() {
        files(path)
    } else {
        vec![(path.display().to_string(), fs::read(path).expect("it can be read"))]
    };
    let mut answers = Vec::new();
    for (file, bytes) in &files {
        let text = str::from_utf8(bytes).expect("it is text");
        for document in yaml::documents(text) {
            let read = yaml::read_answers(document.as_bytes(), catalog);
            let read = read.unwrap_or_else(|found| panic!("{file}: {found:#?}"));
            assert_eq!(read.warnings, [], "{file}");
            answers.push(read.value);
        }
    }
    answers
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
    for example in examples(&catalog) {
        let report = example.report(&catalog);
        for format in Format::ALL {
            let text = render(&report, format);
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{} as {}",
                example.name(),
                format.name()
            );
        }
    }
}

#[test]
fn an_example_is_one_assessment_and_mixes_with_no_other() {
    let catalog = Catalog::on_board();
    let mut seen: HashMap<_, String> = HashMap::new();
    for example in examples(&catalog) {
        let key = |answers: &Answers| {
            let Answers { questionnaire, organisation, unit, wave, .. } = answers.clone();
            (questionnaire, organisation, unit, wave)
        };
        let first = key(&example.answers[0]);
        assert!(example.answers.iter().all(|answers| key(answers) == first), "{}", example.name());
        let other = seen.insert(first, example.name());
        assert_eq!(other, None, "{} is of the same assessment", example.name());
    }
}

/// Prevention and resolution of each dimension, in whole points, as the story
/// of Larkfield Home tells them; its last dimension is apart.
const STORY: [(&str, i32, i32); 8] = [
    ("ownership", 38, 70),
    ("knowledge", 35, 62),
    ("data-flow", 33, 58),
    ("feedback", 45, 72),
    ("anticipation", 36, 66),
    ("enablement", 49, 72),
    ("leadership", 48, 71),
    ("integration", 43, 71),
];

/// How far answers, which are whole levels, may lead from the story.
const NEAR: Tenths = Tenths::whole(2);

#[track_caller]
fn check_near(found: Option<Tenths>, expected: i32, what: &str) {
    let found = found.unwrap_or_else(|| panic!("{what} has no score"));
    let distance = (found - Tenths::whole(expected)).abs();
    assert!(distance <= NEAR, "{what}: {found} instead of {expected}");
}

fn sixteen_voices(catalog: &Catalog) -> Example {
    let is_it = |example: &Example| example.path.ends_with("larkfield-home");
    examples(catalog).into_iter().find(is_it).expect("it is among the examples")
}

#[test]
fn the_scores_of_sixteen_voices_tell_their_story() {
    let catalog = Catalog::on_board();
    let (questionnaire, assessed) = sixteen_voices(&catalog).assessed(&catalog);
    let overall = &assessed.scores.overall;
    let score = |lens| overall.lens(lens).score.map(|score| score.published);
    check_near(score(Lens::Prevention), 41, "prevention");
    check_near(score(Lens::Resolution), 68, "resolution");
    let posture = assessed.findings.posture.as_ref().expect("there are scores").posture;
    assert_eq!(questionnaire[posture].id.as_str(), "repair-shop");
    for (dimension, (id, prevention, resolution)) in questionnaire.dimension_positions().zip(STORY)
    {
        assert_eq!(questionnaire[dimension].id.as_str(), id);
        let score = |lens| assessed.scores.cell(dimension, lens).score().map(|s| s.published);
        check_near(score(Lens::Prevention), prevention, id);
        check_near(score(Lens::Resolution), resolution, id);
    }
    let id = |dimension: Option<DimensionIx>| dimension.map(|d| questionnaire[d].id.as_str());
    assert_eq!(id(assessed.findings.lowest_prevention), Some("data-flow"));
    assert_eq!(id(assessed.findings.widest_gap), Some("ownership"));
}

#[test]
fn five_leaders_and_eleven_of_the_frontline_disagree_as_their_story_has_it() {
    let catalog = Catalog::on_board();
    let example = sixteen_voices(&catalog);
    assert!(example.answers.iter().all(|answers| answers.anonymous == Some(true)));
    let (questionnaire, assessed) = example.assessed(&catalog);
    let voices = assessed.voices.as_ref().expect("several answered");
    let perception = voices.perception.as_ref().expect("both sides can be shown");
    assert_eq!((perception.leaders, perception.frontline), (5, 11));

    // Five are the smallest group: a question that one leader leaves open
    // would be shown of everybody together.
    let asks = |question: &Question, side| {
        let of_side = |&role: &RoleIx| questionnaire[role].side == side;
        question.who.is_empty() || question.who.iter().any(of_side)
    };
    let of_both = |q: &&Question| q.compare && asks(q, Side::Leader) && asks(q, Side::Frontline);
    let differences: Vec<_> = voices
        .each_question()
        .filter_map(|(q, said)| Some((questionnaire[q].id.as_str(), said.difference?)))
        .collect();
    assert_eq!(differences.len(), questionnaire.questions.iter().filter(of_both).count());

    // Leaders 4, 5, 4, 3 and 4; of the frontline four at 1, five at 2, one at
    // 3 and one at 4.
    let size = |difference: &Difference| difference.levels().abs();
    let widest = differences.iter().max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)));
    let (id, widest) = widest.expect("there are some");
    assert_eq!(*id, "int-planning-seat");
    assert!((widest.levels() - (20.0 / 5.0 - 21.0 / 11.0)).abs() < 1e-12);
    let listed: Vec<_> = differences.iter().filter(|(_, d)| d.is_at_least(1.0)).collect();
    assert!((4..=8).contains(&listed.len()), "{listed:?}");
    let frontline_higher: Vec<&str> =
        listed.iter().filter(|(_, d)| d.levels() < 0.0).map(|(id, _)| *id).collect();
    assert_eq!(frontline_higher, ["fee-repeat-spotting"]);

    // Four of eleven say that nobody is passed on to them.
    let disputed: Vec<_> = voices
        .each_question()
        .filter_map(|(q, said)| Some((questionnaire[q].id.as_str(), said.applies_disputed?)))
        .collect();
    assert_eq!(disputed, [("dat-context-transfer", (4, 16))]);

    // Five leaders are too few for a test, and of them it is not told who gave
    // which level. What both sides see is made of the means of the questions;
    // an independent model of the same table has these figures.
    assert!(perception.rows.iter().all(|row| perception.claim(row) == Claim::TooFewPeople));
    let integration = questionnaire.find_dimension("integration");
    let design = questionnaire.find_dimension("anticipation");
    let figures = [
        (None, Lens::Prevention, "47.5", "28.7", Size::Apart),
        (None, Lens::Resolution, "69.9", "66.3", Size::Alike),
        (integration, Lens::Prevention, "61.7", "24.2", Size::FarApart),
    ];
    for (dimension, lens, leaders, frontline, size) in figures {
        let row = perception.row(dimension, lens).expect("it is compared");
        let published =
            [row.leaders, row.frontline].map(|points| scoring::published(points).to_string());
        assert_eq!((published, row.size), ([leaders, frontline].map(str::to_owned), size));
    }
    let row = perception.row(design, Lens::Prevention).expect("it is compared");
    assert!((row.difference - 20.0).abs() < 0.05, "{}", row.difference);
    let overall = voices.agreement.as_ref().and_then(Told::told).expect("of eleven it is told");
    assert_eq!(overall.word(), Some(AgreementWord::Moderate));
}

/// The reports that lie beside the examples, as they were last written.
#[test]
fn the_reports_of_the_examples_are_up_to_date() {
    let catalog = Catalog::on_board();
    let overwrite = std::env::var_os("EXAMPLES").is_some_and(|wish| wish == "overwrite");
    for example in examples(&catalog) {
        let report = example.report(&catalog);
        for format in [Format::Markdown, Format::Html, Format::Json] {
            let path = example.path.with_extension(format.ending());
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
    for example in examples(&catalog) {
        let file = example.name();
        let charts = report::charts(&example.report(&catalog));
        // One respondent has no disagreement to draw.
        let expected = if example.answers.len() == 1 { 2 } else { 3 };
        assert_eq!(charts.len(), expected, "{file}");
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
