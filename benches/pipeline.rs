//! What each step costs: reading, scoring, rendering. Reading is measured
//! beside its two parsers, which nothing is kept of.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use granit_parser::Parser;
use prevention_gap::findings::Assessed;
use prevention_gap::model::{Answers, Respondent, RoleIx};
use prevention_gap::report::{self, Format, table};
use prevention_gap::voices::statistics::permutation;
use prevention_gap::yaml::{self, Catalog};
use serde::de::IgnoredAny;

const ANSWERS: &[u8] = include_bytes!("../examples/larkfield.yaml");
const QUESTIONNAIRE: &[u8] = include_bytes!("../questionnaires/prevention-gap.yaml");

fn reading(criterion: &mut Criterion) {
    let catalog = Catalog::on_board();
    catalog.get("prevention-gap").expect("it is on board");
    // Lines that end as on Windows are not plain, and mean the same.
    let long_way = String::from_utf8_lossy(ANSWERS).replace('\n', "\r\n");
    let mut group = criterion.benchmark_group("reading");
    for (name, bytes) in [("answers", ANSWERS), ("questionnaire", QUESTIONNAIRE)] {
        let text = std::str::from_utf8(bytes).expect("it is text");
        group.bench_function(format!("{name}, bare events"), |bencher| {
            bencher.iter(|| Parser::new_from_str(black_box(text)).count());
        });
        group.bench_function(format!("{name}, bare parse"), |bencher| {
            bencher.iter(|| serde_yaml::from_str::<IgnoredAny>(black_box(text)));
        });
    }
    group.bench_function("answers", |bencher| {
        bencher.iter(|| yaml::read_answers(black_box(ANSWERS), &catalog));
    });
    group.bench_function("answers, the long way", |bencher| {
        bencher.iter(|| yaml::read_answers(black_box(long_way.as_bytes()), &catalog));
    });
    group.bench_function("questionnaire", |bencher| {
        bencher.iter(|| yaml::read_questionnaire(black_box(QUESTIONNAIRE)));
    });
    group.bench_function("questionnaire on board", |bencher| {
        bencher.iter(|| Catalog::on_board().get("prevention-gap").map(|it| it.questions.len()));
    });
    group.finish();
}

fn scoring_and_rendering(criterion: &mut Criterion) {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let answers = yaml::read_answers(ANSWERS, &catalog).expect("the example is sound").value;
    let answers = [answers];
    let assessed = Assessed::new(questionnaire, &answers).expect("one respondent");
    let report = report::build(questionnaire, &assessed, &[]);

    criterion.bench_function("tally, score and find", |bencher| {
        bencher.iter(|| Assessed::new(questionnaire, black_box(&answers)));
    });
    criterion.bench_function("build the report", |bencher| {
        bencher.iter(|| report::build(questionnaire, &assessed, &[]));
    });
    let mut group = criterion.benchmark_group("rendering");
    let page = table::Page { width: 80, charset: table::Charset::Unicode };
    for format in Format::ALL {
        group.bench_function(format.name(), |bencher| {
            bencher.iter(|| {
                let mut out = Vec::new();
                format.render(black_box(&report), page, &mut out).expect("memory takes it");
                out
            });
        });
    }
    group.finish();
}

/// Many respondents beside the reading of their files, and the largest test
/// that is still counted out: C(20, 9) is 167,960 of at most 200,000.
#[expect(clippy::cast_precision_loss, reason = "there are a few numbers")]
fn several_voices(criterion: &mut Criterion) {
    const RESPONDENTS: usize = 1000;
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let read = yaml::read_answers(ANSWERS, &catalog).expect("the example is sound").value;
    let respondent = |number: usize| {
        let mut answers = read.clone();
        let role = Some(RoleIx(number % 2));
        answers.respondent = Some(Respondent { id: format!("r-{number}"), role, function: None });
        answers
    };
    let answers: Vec<Answers> = (0..RESPONDENTS).map(respondent).collect();
    let mut group = criterion.benchmark_group("1,000 respondents");
    group.sample_size(10);
    group.bench_function("reading alone", |bencher| {
        bencher.iter(|| {
            for _ in 0..RESPONDENTS {
                black_box(yaml::read_answers(black_box(ANSWERS), &catalog).is_ok());
            }
        });
    });
    group.bench_function("tally, score, voices and findings", |bencher| {
        bencher.iter(|| Assessed::new(questionnaire, black_box(&answers)));
    });
    group.finish();
    let side = |count: usize, step: f64| (0..count).map(|n| step * n as f64).collect::<Vec<f64>>();
    let (leaders, frontline) = (side(9, 7.3), side(11, 5.9));
    criterion.bench_function("the largest exact permutation test", |bencher| {
        bencher.iter(|| permutation(black_box(&leaders), black_box(&frontline)));
    });
}

criterion_group!(steps, reading, scoring_and_rendering, several_voices);
criterion_main!(steps);
