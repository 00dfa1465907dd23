//! Where results go: standard output or files, and what a terminal can show.

use std::env;
use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use prevention_gap::report::table::{Charset, Page};
use prevention_gap::text::{harmless_lines, visible};

use super::{atomic, notes};

/// Whoever the user's umask lets may read results.
pub(super) const NEW_RESULT_MODE: u32 = 0o666;

/// "error", in the colour of errors.
pub(super) fn error_word() -> String {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    format!("{style}error{style:#}")
}

/// The page that standard output is: as wide as the terminal, 80 columns for
/// a pipe, in what the locale can show.
pub(super) fn page(width: Option<u16>) -> Page {
    let terminal = || {
        let is_terminal = io::stdout().is_terminal();
        is_terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0)
    };
    Page { width: usize::from(width.or_else(terminal).unwrap_or(80)), charset: charset() }
}

/// The page that a file is: the same on every machine.
pub(super) fn page_of_file(width: Option<u16>) -> Page {
    Page { width: usize::from(width.unwrap_or(80)), charset: Charset::Unicode }
}

/// Unicode where the locale says so; a dumb terminal gets plain ASCII.
pub(super) fn charset() -> Charset {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = variable("LC_ALL").or_else(|| variable("LC_CTYPE")).or_else(|| variable("LANG"));
    let is_utf8 = locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    if is_utf8 && !is_dumb { Charset::Unicode } else { Charset::Ascii }
}

/// Whether a path stands for standard output.
pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes a file, or to standard output where none is named.
///
/// # Errors
///
/// It cannot be written.
pub(super) fn to_path(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    match path.filter(|path| !is_stdout(path)) {
        Some(path) => to_file(path, write),
        None => to_stdout(write),
    }
}

/// Runs a writer on standard output, with colour only where it is shown.
/// Whoever stops reading has seen enough: that is no failure, and what the run
/// found out still decides how it ends.
///
/// # Errors
///
/// Standard output cannot be written.
pub(super) fn to_stdout(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut stdout = io::BufWriter::new(anstream::stdout());
    match write(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is left in the buffer has nowhere to go.
            let _ = stdout.into_parts();
            Ok(())
        }
        other => other.context("cannot write to standard output"),
    }
}

/// Runs a writer of lines on standard output, which may be a log.
///
/// # Errors
///
/// Standard output cannot be written.
pub(super) fn lines_to_stdout(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    to_stdout(|out| harmless_lines(out, write))
}

/// Runs a writer of lines on standard error, which may be a log.
///
/// # Errors
///
/// Standard error cannot be written.
pub(super) fn lines_to_stderr(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    harmless_lines(&mut anstream::stderr(), write)
}

/// A sentence as a terminal shows it: what is hidden by its code, and the line
/// breaks that it has.
pub(super) fn sentence(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// Writes a file whole or not at all, without colour: a new file beside it
/// takes its place.
///
/// # Errors
///
/// The file cannot be written.
pub(super) fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let write = |out: &mut dyn Write| {
        let mut styled = Vec::new();
        write(&mut styled)?;
        out.write_all(&anstream::adapter::strip_bytes(&styled).into_vec())
    };
    let write_all = || -> io::Result<()> {
        // A pipe or a device is written to, not replaced.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            let mut device = fs::OpenOptions::new().write(true).open(path)?;
            return write(&mut device).and_then(|()| device.flush());
        }
        atomic::write(path, NEW_RESULT_MODE, write)
    };
    write_all().with_context(|| format!("cannot write {}", path.display()))?;
    Ok(notes::step(|| format!("written: {}", path.display()))?)
}
