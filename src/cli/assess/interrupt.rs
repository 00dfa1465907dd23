//! Ctrl-C, SIGTERM and hang-up: every answer is on disk by then, so what is
//! left to do is to finish a save that runs, and to give the terminal back.

use std::process;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::cli::exit::Ended;
use crate::cli::output;

/// Held while answers are written.
static SAVING: Mutex<()> = Mutex::new(());

/// What is said at the end.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// What an interrupt says from now on.
pub(super) fn say(words: String) {
    *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = words;
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
        let words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody is left to tell if the terminal has gone.
        let _ = output::lines_to_stderr(|out| writeln!(out, "\n{}", output::sentence(&words)));
        end();
    })
}

#[expect(clippy::exit, reason = "the thread that asks waits for a key, and cannot be woken")]
fn end() {
    process::exit(i32::from(Ended::Interrupted.code()));
}

/// Waits until the handler, which the same Ctrl-C has called, has ended the
/// run; not forever, for it may have come without a signal.
pub(super) fn wait_for_the_end() {
    thread::sleep(Duration::from_secs(1));
}
