//! Pasted text: a line break in it is no answer.
//!
//! Nobody types within a few milliseconds of Enter; a paste is there already.
//! So after every line that a terminal gave, whatever waits is taken along
//! and handed on with it. It is a heuristic: over a slow link the rest may
//! come later, and then meets a grammar that takes no prose.

use super::prompt::Event;

/// The line, with what was pasted along with it.
pub(super) fn complete(line: String) -> Event {
    let rest = waiting();
    if rest.trim().is_empty() {
        return Event::Line(line);
    }
    Event::Pasted(format!("{line}\n{}", rest.trim_end()))
}

/// What waits on a terminal; a pipe is never a paste.
#[cfg(unix)]
fn waiting() -> String {
    use std::io::{self, IsTerminal as _};
    use std::thread;
    use std::time::Duration;

    use rustix::termios::{self, LocalModes, OptionalActions};

    /// Longer than a terminal takes to hand on a paste, and too short to see.
    const PAUSE: Duration = Duration::from_millis(25);

    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return String::new();
    }
    let Ok(saved) = termios::tcgetattr(&stdin) else { return String::new() };
    // Without line mode, half a line can be seen as well.
    let mut eager = saved.clone();
    eager.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
    let mut found = Vec::new();
    if termios::tcsetattr(&stdin, OptionalActions::Now, &eager).is_ok() {
        thread::sleep(PAUSE);
        let mut buffer = [0; 4096];
        while rustix::io::ioctl_fionread(&stdin).is_ok_and(|waiting| waiting > 0) {
            let Ok(read) = rustix::io::read(&stdin, &mut buffer) else { break };
            found.extend_from_slice(&buffer[..read]);
            thread::sleep(PAUSE);
        }
    }
    // If this fails, the next prompt sets the terminal up anew.
    let _ = termios::tcsetattr(&stdin, OptionalActions::Now, &saved);
    String::from_utf8_lossy(&found).replace('\r', "\n")
}

#[cfg(not(unix))]
fn waiting() -> String {
    String::new()
}
