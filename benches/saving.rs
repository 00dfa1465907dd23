//! How long one answer takes to the disk: the whole of a save, against writing
//! the same bytes plainly and flushing them, which is the least that any
//! program can do.

use std::fs::File;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use prevention_gap::model::{Answer, AnswerState, Edit, Level, QuestionIx, Questionnaire};
use prevention_gap::yaml::{self, Catalog, NewAnswers};

/// The parts of the command line that save answers, as they are.
#[path = "../src/cli"]
#[expect(
    dead_code,
    unused_imports,
    clippy::wildcard_imports,
    reason = "a bench needs only some of it, and has no use for its tests"
)]
mod cli {
    mod atomic;
    mod editor_line;

    pub(crate) mod assess {
        mod lock;
        mod store;

        use std::path::Path;

        use prevention_gap::model::{Edit, Questionnaire, SeatEdit};

        use store::{FileStore, Store as _};

        /// Opens a file, and returns what saves an edit in it.
        pub(crate) fn saver(path: &Path, questionnaire: &Questionnaire) -> impl FnMut(Edit) {
            let mut store = FileStore::open(path, questionnaire).expect("it is sound");
            move |edit| store.save(&[SeatEdit { seat: 0, edit }]).expect("it can be saved")
        }
    }
}

/// An answer with a note, as a talkative respondent gives it.
fn answer(question: QuestionIx, round: usize) -> Edit {
    let level = Level::ALL[round % Level::ALL.len()];
    let note = "We opened three cases from September: one owner from the first mail to the last, \
                and two that were passed on twice without a word to the customer."
        .to_owned();
    let state = AnswerState::Level(level);
    Edit::Answer { question, answer: Answer { state, note: Some(note), ..Answer::default() } }
}

/// The text of an interview that is nearly done.
fn full_answers(questionnaire: &Questionnaire) -> String {
    let header = NewAnswers {
        questionnaire: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        organisation: "Larkfield Home".to_owned(),
        unit: None,
        wave: None,
        date: jiff::civil::date(2026, 10, 14),
        dimensions: None,
        respondent: None,
        anonymous: None,
    };
    let edits: Vec<_> =
        questionnaire.question_positions().map(|question| answer(question, question.0)).collect();
    yaml::edit(&yaml::new_answers(&header), questionnaire, &edits).expect("it can be edited")
}

fn write_plainly(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn saving(criterion: &mut Criterion) {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let text = full_answers(questionnaire);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("there is room");
    let (answers, plain) = (folder.path().join("answers.yaml"), folder.path().join("plain.yaml"));
    write_plainly(&answers, &text).expect("there is room");
    let mut save = cli::assess::saver(&answers, questionnaire);
    let mut round = 0;
    let mut save_next = || {
        round += 1;
        save(answer(QuestionIx(round % questionnaire.questions.len()), round));
    };
    let mut group = criterion.benchmark_group("saving");
    group.bench_function("plain write and flush", |bencher| {
        bencher.iter(|| write_plainly(&plain, black_box(&text)).expect("there is room"));
    });
    group.bench_function("one answer", |bencher| bencher.iter(&mut save_next));
    group.bench_function("one answer, in memory", |bencher| {
        let edit = [answer(QuestionIx(20), 1)];
        bencher.iter(|| yaml::edit(black_box(&text), questionnaire, &edit).expect("it is sound"));
    });
    group.finish();
    let plainly = || write_plainly(&plain, &text).expect("there is room");
    tell_ratio(text.len(), &mut save_next, plainly).expect("there is a standard output");
}

/// Both in turn, so that a busy disk is busy for both.
fn tell_ratio(bytes: usize, mut save: impl FnMut(), plainly: impl Fn()) -> io::Result<()> {
    let (mut saves, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        plain.push(time(&plainly));
        saves.push(time(&mut save));
    }
    let (save, plain) = (median(saves), median(plain));
    let ratio = save.as_secs_f64() / plain.as_secs_f64();
    writeln!(
        io::stdout(),
        "one answer in {bytes} bytes: {save:.2?}, {ratio:.1} times a plain write ({plain:.2?})"
    )
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50);
    targets = saving
}
criterion_main!(benches);
