//! Ctrl-C, SIGTERM and hang-up: a save that runs is finished, the terminal
//! given back, and what is on the disk then decides what is said.

use std::process;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use prevention_gap::interview::Closing;

use super::standing::Record;
use crate::cli::exit::Ended;
use crate::cli::output;

/// Held while answers are written.
static SAVING: Mutex<()> = Mutex::new(());

/// What is said of an end before the first question.
pub(super) const NOT_BEGUN: &str = "Nothing was asked yet, and nothing is saved.";

/// What was said so far; nothing before the interview begins.
static SO_FAR: Mutex<Option<Record>> = Mutex::new(None);

/// What an interrupt has to look for on the disk from now on.
pub(super) fn hold(record: Record) {
    *SO_FAR.lock().unwrap_or_else(PoisonError::into_inner) = Some(record);
}

/// Does something that an interrupt has to wait for.
pub(super) fn not_while<T>(work: impl FnOnce() -> T) -> T {
    let _held = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// From now on an interrupt ends the run with its own exit code, after
/// `restore` has given the terminal back.
///
/// # Errors
///
/// The handler cannot be installed.
pub(super) fn install(restore: impl Fn() + Send + 'static) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || {
        let _held = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
        restore();
        let (words, ended) = last_words();
        // Nobody is left to tell if the terminal has gone.
        let _ = output::lines_to_stderr(|out| writeln!(out, "\n{}", output::sentence(&words)));
        end(ended);
    })
}

#[expect(clippy::exit, reason = "the thread that asks waits for a key, and cannot be woken")]
fn end(ended: Ended) {
    process::exit(i32::from(ended.code()));
}

/// What is said, and how the run ends.
fn last_words() -> (String, Ended) {
    let so_far = SO_FAR.lock().unwrap_or_else(PoisonError::into_inner);
    match &*so_far {
        None => (NOT_BEGUN.to_owned(), Ended::Interrupted),
        Some(record) => {
            let standing = record.standing();
            (standing.farewell(Closing::Paused), standing.ended(Ended::Interrupted))
        }
    }
}

/// Waits until the handler, which the same Ctrl-C has called, has ended the
/// run; not forever, for it may have come without a signal.
pub(super) fn wait_for_the_end() {
    thread::sleep(Duration::from_secs(1));
}
