//! How long `pgap score` on one answer file takes, as a ratio to an empty
//! Rust program that is started the same way, in turn with it, so that a busy
//! machine slows both.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PAIRS: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let empty = empty_program(folder.path());
    for example in ["examples/larkfield-quick-check.yaml", "examples/larkfield.yaml"] {
        let mut ratios: Vec<f64> = (0..PAIRS)
            .map(|_| {
                let score = time(Command::new(env!("CARGO_BIN_EXE_pgap")).args(["score", example]));
                score.as_secs_f64() / time(&mut Command::new(&empty)).as_secs_f64()
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (low, middle, high) = (ratios[PAIRS / 4], ratios[PAIRS / 2], ratios[3 * PAIRS / 4]);
        say(&format!("pgap score {example}: {middle:.1} times an empty program"));
        say(&format!("  (middle half of {PAIRS} pairs: {low:.1} to {high:.1})"));
    }
}

#[expect(clippy::print_stdout, reason = "a bench tells its result")]
fn say(line: &str) {
    println!("{line}");
}

fn empty_program(folder: &Path) -> std::path::PathBuf {
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

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("it can be started");
    assert!(status.success(), "it ends well");
    start.elapsed()
}
