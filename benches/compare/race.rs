//! Programs that run in turn, and how long each takes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program to run.
pub(crate) struct Runner<'a> {
    name: &'a str,
    command: Box<dyn Fn() -> Command + 'a>,
}

impl<'a> Runner<'a> {
    pub(crate) fn new(name: &'a str, command: impl Fn() -> Command + 'a) -> Self {
        Self { name, command: Box::new(command) }
    }
}

/// Runs programs in turn, and says how long each takes beside the first.
pub(crate) fn race(rounds: usize, runners: &[Runner<'_>]) {
    let mut rounds: Vec<Vec<Duration>> = (0..=rounds)
        .map(|_| runners.iter().map(|runner| time(&mut (runner.command)())).collect())
        .collect();
    // The first round warms the caches.
    rounds.remove(0);
    let first = runners[0].name;
    for (position, runner) in runners.iter().enumerate() {
        let seconds = rounds.iter().map(|round| round[position].as_secs_f64()).collect();
        let ratios = rounds.iter().map(|round| ratio(round[position], round[0])).collect();
        let (seconds, ratio) = (median(seconds), median(ratios));
        let beside =
            if position == 0 { String::new() } else { format!(", {ratio:.2} times {first}") };
        say(&format!("  {}: {:.1} ms{beside}", runner.name, 1000.0 * seconds));
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("it can be started");
    assert!(status.success(), "it ends well: {command:?}");
    start.elapsed()
}

#[expect(clippy::print_stdout, reason = "a bench tells its result")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}
