//! How far a long run is: one line on a terminal, from the second second on.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::notes;

/// Before that, nobody waits.
const PATIENCE: Duration = Duration::from_secs(1);
/// The line changes no more often than this.
const PACE: Duration = Duration::from_millis(100);

/// How far a run is.
pub(super) struct Progress {
    /// What is done to each file: "read".
    what: &'static str,
    of: usize,
    done: Cell<usize>,
    next: Cell<Instant>,
    is_shown: Cell<bool>,
    on_terminal: bool,
}

impl Progress {
    /// Starts to count up to `of`.
    pub(super) fn new(what: &'static str, of: usize) -> Self {
        Self {
            what,
            of,
            done: Cell::new(0),
            next: Cell::new(Instant::now() + PATIENCE),
            is_shown: Cell::new(false),
            on_terminal: io::stderr().is_terminal() && notes::are_shown(),
        }
    }

    /// One more is done.
    pub(super) fn one_more(&self) {
        self.done.set(self.done.get() + 1);
        if !self.on_terminal || Instant::now() < self.next.get() {
            return;
        }
        self.next.set(Instant::now() + PACE);
        self.is_shown.set(true);
        // Whoever cannot be told goes on waiting.
        let _ = write!(io::stderr(), "\r{} of {} {}\x1b[K", self.done.get(), self.of, self.what);
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        if self.is_shown.get() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
