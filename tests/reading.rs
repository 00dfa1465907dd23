//! Every key that the formats have is read, and lands where it belongs.

use jiff::civil::date;
use prevention_gap::model::{
    ActionKind, AnswerState, Answers, ColumnKind, Condition, DimensionIx, FieldIx, FieldKind,
    FieldTest, FieldValue, FirstStep, LeftOut, LeftOutReason, Lens, Level, Limit, Measure,
    PatternKind, PostureIx, PostureWhen, Proof, QuestionIx, Questionnaire, RoleIx, ScoreKind, Side,
    Tenths,
};
use prevention_gap::yaml::{Catalog, read_answers, read_questionnaire};

fn questionnaire() -> Questionnaire {
    let read = read_questionnaire(include_bytes!("reading/questionnaire.yaml"));
    let read = read.expect("the sample is valid");
    assert_eq!(read.warnings, []);
    read.value
}

fn answers_of(text: &str) -> Answers {
    let mut catalog = Catalog::on_board();
    catalog.add(questionnaire());
    let read = read_answers(text.as_bytes(), &catalog).expect("the answers are valid");
    let codes = read.warnings.iter().map(|warning| warning.kind.code());
    // What is left out on purpose is warned of.
    assert_eq!(codes.filter(|code| !matches!(*code, "other-version" | "not-scored")).count(), 0);
    read.value
}

fn answers() -> Answers {
    answers_of(include_str!("reading/answers.yaml"))
}

fn level(number: u64) -> Level {
    Level::new(number).expect("it is a level")
}

#[test]
fn the_head_of_a_questionnaire_is_read() {
    let it = questionnaire();
    assert_eq!(it.id.as_str(), "questionnaire");
    assert_eq!(it.version, "1.0.0");
    assert_eq!(it.title, "Prevention Gap Assessment");
    assert_eq!(it.language, "en");
    assert!(it.about.is_some_and(|about| about.starts_with("What it measures")));
    assert_eq!(it.minutes, Some(35));
    assert_eq!(it.caution.as_deref(), Some("An indication."));
    assert_eq!(it.retired[0].as_str(), "own-old-question");
    assert_eq!(it.levels[3].name, "Routine");
    assert_eq!(it.levels[3].from, Tenths::new(655));
    assert_eq!(it.levels[1].means, "Depends on a person or on pain.");
    assert_eq!(it.roles[0].title, "Leaders");
    assert_eq!((it.roles[0].side, it.roles[0].weight), (Side::Leader, 2));
    assert_eq!((it.roles[1].side, it.roles[1].weight), (Side::Frontline, 1));
    assert_eq!(it.scoring.coverage, 70);
    assert_eq!(it.scoring.stage_share, 75);
    assert_eq!(it.scoring.min_group, 4);
}

#[test]
fn postures_are_read() {
    let it = questionnaire();
    let when = it.postures[0].when;
    assert_eq!(when.prevention_min, Some(Tenths::whole(65)));
    assert_eq!(when.resolution_min, Some(Tenths::whole(55)));
    assert_eq!(it.postures[1].when.gap_below, Some(Tenths::whole(-8)));
    assert_eq!(it.postures[2].when.gap_min, Some(Tenths::new(85)));
    assert!(it.postures[2].verdict.as_deref().is_some_and(|verdict| verdict.contains("poorly")));
    assert_eq!(it.postures[3].when, PostureWhen::default());
    assert_eq!(it.postures[3].means, "Little time for causes.");
}

#[test]
fn fields_of_every_kind_are_read() {
    let it = questionnaire();
    let kind = |position: usize| it.profile[position].kind.clone();
    assert_eq!(kind(0), FieldKind::Number { unit: Some("contacts".to_owned()) });
    assert_eq!(it.profile[0].who, [RoleIx(0)]);
    assert_eq!(it.profile[0].basis, ["0-11"]);
    assert_eq!(kind(1), FieldKind::Money);
    let FieldKind::Choices(promises) = kind(2) else { panic!("promises are choices") };
    assert_eq!(promises[0].rests_on, [QuestionIx(1)]);
    assert_eq!(promises[1].title, "Clarity");
    assert!(matches!(kind(3), FieldKind::Choice(choices) if choices.len() == 2));
    assert_eq!(kind(4), FieldKind::Text);
    let FieldKind::Table(columns) = kind(5) else { panic!("goals are a table") };
    let kinds = columns.iter().map(|column| column.kind).collect::<Vec<_>>();
    assert_eq!(kinds, [ColumnKind::Text, ColumnKind::Money, ColumnKind::Number]);
}

#[test]
fn dimensions_and_questions_are_read() {
    let it = questionnaire();
    assert_eq!((it.dimensions[0].weight, it.dimensions[0].core), (2, true));
    assert!(it.dimensions[0].about.is_some() && !it.dimensions[0].apart);
    assert!(it.dimensions[1].apart && !it.dimensions[1].core);
    let answered = FieldTest::Answered(true);
    let when = Condition::Field { field: FieldIx(2), test: answered };
    assert_eq!(it.dimensions[1].when, Some(when));

    let question = &it.questions[0];
    assert_eq!((question.dimension, question.rev, question.weight), (DimensionIx(0), 1, 3));
    assert_eq!(question.lens, Lens::Prevention);
    assert_eq!(question.ask_as[0].0, RoleIx(1));
    assert!(question.ask_as[0].1.starts_with("Think of the five things"));
    assert_eq!(question.who, [RoleIx(0), RoleIx(1)]);
    assert_eq!(question.anchors[4], "As 4, and it is part of that person's objectives.");
    assert_eq!(question.ask_for, ["The list of reasons with names and a date"]);
    assert_eq!(question.feels.as_deref(), Some("The same problems come back"));
    let pillar = ("pillar".to_owned(), "discipline".to_owned());
    assert_eq!(question.tags[0], pillar);
    assert_eq!(question.basis, ["0-18", "0-24"]);
    assert_eq!(question.needs[0].question, QuestionIx(1));
    assert_eq!(question.needs[0].at_least, level(3));
    assert_eq!(question.needs[0].to_reach, level(4));
    assert_eq!(it.questions[1].rev, 2);
    assert_eq!(it.questions[2].title, "No");
}

#[test]
fn actions_are_read() {
    let action = questionnaire().questions.swap_remove(0).action.expect("it has an action");
    assert_eq!(action.title, "Give the top five reasons an owner");
    assert_eq!(action.owner.as_deref(), Some("Chief operating officer"));
    assert_eq!(action.first_step, Some(FirstStep::Always("Publish one page.".to_owned())));
    assert_eq!(action.metric.as_deref(), Some("Contacts per 1,000 orders"));
    assert_eq!(action.effort, 2);
    assert_eq!(action.outcome.map(|outcome| outcome.to_string()), Some("cost-to-serve".to_owned()));
    assert_eq!(action.kind, Some(ActionKind::Eliminate));
    assert!(!action.by_centre);
}

#[test]
fn patterns_and_checklists_are_read() {
    let it = questionnaire();
    let row = &it.checklists[0].rows[0];
    assert_eq!(row.questions, [QuestionIx(1), QuestionIx(0)]);
    assert_eq!(row.basis, ["3-26"]);
    assert_eq!(it.patterns[0].kind, PatternKind::Pattern);
    assert_eq!(it.patterns[1].kind, PatternKind::Contradiction);
    assert_eq!(it.patterns[0].says, "Feedback goes nowhere.");
    assert_eq!(it.patterns[0].costs.as_deref(), Some("Time."));
    assert_eq!(it.patterns[0].first_step.as_deref(), Some("Ask."));
    assert_eq!(it.patterns[0].basis, ["3-48"]);
}

#[test]
fn conditions_of_every_form_are_read() {
    let question = |question, limit| Condition::Question { question: QuestionIx(question), limit };
    let field = |field, test| Condition::Field { field: FieldIx(field), test };
    let score = |kind, dimension, limit| Condition::Score { kind, dimension, limit };
    let in_ownership = Some(DimensionIx(0));
    let measure = Measure::FunctionsAnswering;
    let expected = Condition::All(vec![
        question(0, Limit::AtMost(2.0)),
        Condition::Any(vec![
            question(1, Limit::AtLeast(2.5)),
            score(ScoreKind::Gap, None, Limit::AtLeast(-10.5)),
            score(ScoreKind::Prevention, in_ownership, Limit::AtMost(40.0)),
        ]),
        Condition::AtLeast {
            count: 1,
            of: vec![
                field(2, FieldTest::Includes(vec![0])),
                field(3, FieldTest::Only(vec![0, 1])),
                Condition::Measure { measure, limit: Limit::AtLeast(2.0) },
            ],
        },
    ]);
    assert_eq!(questionnaire().patterns[0].when, expected);
}

#[test]
fn examples_are_read() {
    let it = questionnaire();
    assert_eq!(it.examples[0].levels, [Some(Level::HIGHEST); 4]);
    let expect = &it.examples[0].expect;
    assert_eq!(expect.prevention, Some(Tenths::HUNDRED));
    assert_eq!(expect.resolution, Some(Tenths::HUNDRED));
    assert_eq!(expect.gap, Some(Tenths::ZERO));
    assert_eq!(expect.posture, Some(PostureIx(0)));
    assert_eq!(expect.patterns, Some(Vec::new()));

    let second = &it.examples[1];
    assert_eq!(second.levels, [Some(level(1)), Some(level(2)), Some(level(2)), None]);
    assert_eq!(second.profile[0], Some(FieldValue::Number(18404.0)));
    assert_eq!(second.profile[2], Some(FieldValue::Choices(vec![0])));
    assert_eq!(second.expect.gap, Some(Tenths::new(125)));
    assert_eq!(second.expect.patterns.as_ref().map(Vec::len), Some(1));
}

#[test]
fn the_head_of_answers_is_read() {
    let it = answers();
    assert_eq!(it.questionnaire.as_str(), "questionnaire");
    assert_eq!(it.version, "1.0.0");
    assert_eq!(it.organisation, "Larkfield Home");
    assert_eq!(it.unit.as_deref(), Some("Whole business"));
    assert_eq!(it.wave.as_deref(), Some("2026 autumn"));
    assert_eq!(it.date, date(2026, 10, 14));
    assert_eq!(it.dimensions, Some(vec![DimensionIx(0)]));
    let respondent = it.respondent.expect("there is one");
    assert_eq!((&*respondent.id, respondent.role), ("r-07", Some(RoleIx(1))));
    assert_eq!(respondent.function.as_deref(), Some("Service"));
    assert_eq!(it.anonymous, Some(true));
}

#[test]
fn profile_values_of_every_kind_are_read() {
    let it = answers();
    assert_eq!(it.profile[0], Some(FieldValue::Number(18404.0)));
    let Some(FieldValue::Money(cost)) = &it.profile[1] else { panic!("it is money") };
    assert_eq!((&*cost.written, &*cost.currency), ("6.80 EUR", "EUR"));
    assert_eq!(it.profile[2], Some(FieldValue::Choices(vec![1, 0])));
    assert_eq!(it.profile[3], Some(FieldValue::Choice(1)));
    assert_eq!(it.profile[4], Some(FieldValue::Text("Easy, every day".to_owned())));
    let Some(FieldValue::Table(rows)) = &it.profile[5] else { panic!("it is a table") };
    assert_eq!(rows[0][0], Some(FieldValue::Text("Growth".to_owned())));
    assert!(matches!(&rows[0][1], Some(FieldValue::Money(cost)) if cost.written == "10 EUR"));
    assert_eq!(rows[0][2], Some(FieldValue::Number(12.5)));
    assert_eq!(rows[1], [Some(FieldValue::Text("No".to_owned())), None, None]);
}

#[test]
fn answers_and_decisions_are_read() {
    let it = answers();
    assert_eq!(it.answers[0].state, AnswerState::Level(level(4)));
    assert_eq!(it.answers[0].proof, Some(Proof::Documented));
    assert_eq!(it.answers[0].note.as_deref(), Some("Owner history of 3 cases seen"));
    assert_eq!(it.answers[0].seen, Some(date(2026, 10, 10)));
    assert_eq!(it.answers[1].state, AnswerState::Level(level(2)));
    assert_eq!(it.answers[2].state, AnswerState::NotApplicable("No automation yet".to_owned()));
    assert_eq!(it.answers[3].state, AnswerState::Unknown);
    let decision = &it.decisions[0];
    assert_eq!((decision.question, &*decision.owner), (QuestionIx(0), "Head of Logistics"));
    assert_eq!(decision.by, Some(date(2027, 3, 31)));
    assert_eq!(decision.target.as_deref(), Some("64 to 38 contacts per 1,000 orders"));
}

/// Answers with nothing but what is asked for.
fn with_answers(version: &str, answers: &str) -> Answers {
    answers_of(&format!(
        "format: answers/1\nquestionnaire: questionnaire\nversion: {version}\n\
         organisation: O\ndate: 2026-10-14\nanswers: {{ {answers} }}\n"
    ))
}

#[test]
fn an_answer_can_be_written_in_several_ways() {
    let state = |answer: &str| {
        let read = with_answers("1.0.0", &format!("own-cause-owner: {answer}"));
        read.answers[0].clone().state
    };
    assert_eq!(state("3"), AnswerState::Level(level(3)));
    assert_eq!(state("{ level: 3 }"), AnswerState::Level(level(3)));
    assert_eq!(state("unknown"), AnswerState::Unknown);
    assert_eq!(state("{ unknown: true, note: n }"), AnswerState::Unknown);
    assert_eq!(state("'skipped'"), AnswerState::Skipped);
    assert_eq!(state("{ skipped: true }"), AnswerState::Skipped);
    assert_eq!(state("{ note: Ask IT }"), AnswerState::NotReached);
    assert_eq!(state("{ level: , unknown: true }"), AnswerState::Unknown);
    assert_eq!(state(""), AnswerState::NotReached);
    assert_eq!(state("~"), AnswerState::NotReached);
    assert_eq!(state("{}"), AnswerState::NotReached);
}

#[test]
fn what_is_left_out_is_named_and_keeps_its_note() {
    let left_out = |version, answers| with_answers(version, answers).left_out;
    let entry = |question: &str, reason, note: Option<&str>| LeftOut {
        question: question.to_owned(),
        reason,
        note: note.map(str::to_owned),
    };
    assert_eq!(
        left_out("1.0.0", "own-old-question: { level: 3, note: kept }, own-cause-owner: 3"),
        [entry("own-old-question", LeftOutReason::Retired, Some("kept"))]
    );
    assert_eq!(
        left_out("0.9.0", "no-more: 2, own-cause-owner: 3"),
        [entry("no-more", LeftOutReason::OtherVersion, None)]
    );
    let other_rev = LeftOutReason::OtherRev { answered: 1, current: 2 };
    assert_eq!(
        left_out("1.0.0", "own-case-owner: { level: 3, note: kept }"),
        [entry("own-case-owner", other_rev, Some("kept"))]
    );
    let read = with_answers("1.0.0", "own-case-owner: { note: only a note }, own-old-question:");
    assert_eq!(read.left_out, []);
    assert_eq!(read.answers[1].note.as_deref(), Some("only a note"));
}

#[test]
fn what_may_be_left_out_has_a_default() {
    let it = with_answers("1.0.0", "");
    assert_eq!((it.unit, it.wave, it.respondent), (None, None, None));
    assert_eq!((it.dimensions, it.anonymous), (None, None));
    assert_eq!(it.profile, vec![None; 6]);
    assert_eq!(it.answers.len(), 4);
}

#[test]
fn what_people_type_stays_as_it_is() {
    let note = |text: &str| {
        let read = with_answers("1.0.0", &format!("own-cause-owner: {{ note: {text} }}"));
        read.answers[0].note.clone()
    };
    assert_eq!(note("No"), Some("No".to_owned()));
    assert_eq!(note("on"), Some("on".to_owned()));
    assert_eq!(note("\"  two spaces \\e[31m\""), Some("  two spaces \u{1b}[31m".to_owned()));
    assert_eq!(note("\"3\""), Some("3".to_owned()));
    assert_eq!(note("\"\""), None);
}

#[test]
fn json_is_yaml() {
    let json = "{\n\t\"format\": \"answers/1\",\n\t\"questionnaire\": \"questionnaire\",\n\
                \t\"version\": \"1.0.0\",\n\t\"organisation\": \"A\\/B \\u00e9 \\ud83e\\udd80\",\n\
                \t\"date\": \"2026-10-14\",\n\t\"answers\": {\"own-cause-owner\": 5}\n}\n";
    let it = answers_of(json);
    assert_eq!(it.organisation, "A/B é 🦀");
    assert_eq!(it.answers[0].state, AnswerState::Level(Level::HIGHEST));
}

#[test]
fn line_endings_marks_and_document_markers_change_nothing() {
    let text = include_str!("reading/answers.yaml");
    let expected = answers();
    assert_eq!(answers_of(&text.replace('\n', "\r\n")), expected);
    assert_eq!(answers_of(&format!("\u{feff}{text}")), expected);
    assert_eq!(answers_of(&format!("---\n{text}...\n")), expected);
    assert_eq!(answers_of(text.trim_end()), expected);
}
