//! What pgap takes beside others that do the same or nearly nothing, told as
//! ratios: an empty program, the bare two-pass read of the same bytes, and a
//! Python script with a C parser.
//!
//! ```sh
//! benches/compare.sh          # 20,000 files of answers; some minutes
//! benches/compare.sh 2000     # fewer of them
//! ```
//!
//! The runs alternate, so that a busy machine slows all of them, and a ratio is
//! the median of those of each round.

mod bare;
mod batch;
mod race;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use race::{Runner, race};

const PGAP: &str = env!("CARGO_BIN_EXE_pgap");
const SCRIPT: &str = "benches/compare/score.py";
const QUESTIONNAIRE: &str = "questionnaires/prevention-gap.yaml";

/// How many files of answers are read in a batch, if nothing else is said.
const FILES: usize = 20_000;

/// How often one file is scored, which takes milliseconds.
const START_UPS: usize = 40;

/// How often all files are read, which takes seconds.
const BATCHES: usize = 3;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, folder, jobs] = &args[..]
        && mode == bare::MODE
    {
        return bare::read_all(Path::new(folder), number(jobs).expect("it is how many threads"));
    }
    let files = args.iter().find_map(|arg| number(arg)).unwrap_or(FILES);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    race::say(&format!("{cores} cores"));
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let python = python();
    if !python {
        race::say("(Python 3 with PyYAML and its C parser is not here: it is left out)");
    }
    start_up(&empty_program(folder.path()), python);
    let answers = folder.path().join("answers");
    let bytes = batch::write(&answers, files);
    race::say(&format!("\n{files} files of answers, {} bytes each", bytes / files.max(1)));
    for jobs in jobs(cores) {
        batch(&answers, jobs, python);
    }
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok()
}

/// One file, where starting is most of the work.
fn start_up(empty: &Path, python: bool) {
    for example in ["examples/larkfield-quick-check.yaml", "examples/larkfield.yaml"] {
        race::say(&format!("\npgap score {example}"));
        let pgap = || command(PGAP, &["score", example]);
        race(
            START_UPS,
            &[Runner::new("an empty program", || Command::new(empty)), Runner::new("pgap", pgap)],
        );
        if python && example == "examples/larkfield.yaml" {
            let script = || command("python3", &[SCRIPT, QUESTIONNAIRE, "1", example]);
            race(START_UPS / 4, &[Runner::new("pgap", pgap), Runner::new("Python", script)]);
        }
    }
}

/// Many files, where reading is most of the work.
fn batch(answers: &Path, jobs: Jobs, python: bool) {
    let folder = answers.to_str().expect("a temporary folder has a plain name");
    let count = jobs.count.to_string();
    race::say(&format!("\npgap score FOLDER, threads: {count}"));
    let this = std::env::current_exe().expect("this program is somewhere");
    let this = this.to_str().expect("it has a plain name");
    let bare = || command(this, &[bare::MODE, folder, &count]);
    let pgap = || {
        let mut command = command(PGAP, &["score", folder]);
        if jobs.has_argument {
            command.args(["--jobs", &count]);
        }
        command
    };
    let script = || command("python3", &[SCRIPT, QUESTIONNAIRE, &count, folder]);
    race(BATCHES, &[Runner::new("the bare two-pass read", bare), Runner::new("pgap", pgap)]);
    if python {
        race(BATCHES, &[Runner::new("pgap", pgap), Runner::new("Python", script)]);
    }
}

/// On how many threads pgap works.
#[derive(Clone, Copy)]
struct Jobs {
    count: usize,
    /// Whether pgap can be told.
    has_argument: bool,
}

/// One thread, and all of them where pgap can use them.
fn jobs(cores: usize) -> Vec<Jobs> {
    let help = Command::new(PGAP).args(["score", "--help"]).output().expect("it can be started");
    let has_argument = String::from_utf8_lossy(&help.stdout).contains("--jobs");
    let counts = if has_argument && cores > 1 { vec![1, cores] } else { vec![1] };
    counts.into_iter().map(|count| Jobs { count, has_argument }).collect()
}

fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}

fn python() -> bool {
    let found = command("python3", &["-c", "import yaml; yaml.CSafeLoader"]).output();
    found.is_ok_and(|found| found.status.success())
}

fn empty_program(folder: &Path) -> PathBuf {
    let source = folder.join("empty.rs");
    fs::write(&source, "fn main() {}\n").expect("it can be written");
    let program = folder.join("empty");
    let status = Command::new("rustc")
        .args(["-C", "opt-level=3", "-C", "strip=symbols", "-o"])
        .args([&program, &source])
        .status()
        .expect("rustc is there");
    assert!(status.success(), "an empty program compiles");
    program
}
