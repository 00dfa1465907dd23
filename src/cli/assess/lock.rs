//! The lock beside a file of answers, so that two interviews cannot share it.
//!
//! The lock is the system's own and goes with the process, however that ends;
//! a lock file that was left behind blocks nobody. It stands beside the
//! answers because those are replaced with every save, and a lock with them.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::time::SystemTime;

use prevention_gap::text::visible;

use crate::cli::atomic;

/// The first line of a lock file.
const FIRST_LINE: &str = "An interview with pgap is using the answers beside this file.";

/// So often a lock file may vanish between opening and locking it.
const TRIES: u32 = 100;

/// So much of a lock file is read.
const READ: u64 = 1000;

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum LockError {
    /// Somebody else has it: who, as far as known.
    Held(String),
    /// The lock file cannot be written.
    Io(io::Error),
}

impl From<io::Error> for LockError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Lock {
    /// Takes the lock of a file of answers, which need not exist.
    ///
    /// # Errors
    ///
    /// Somebody else has it, or it cannot be written.
    pub(super) fn take(answers: &Path) -> Result<Self, LockError> {
        let path = lock_path(answers);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        for _ in 0..TRIES {
            let mut file = options.open(&path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder(&mut file))),
                // Some network folders know no locks; an interview goes on.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            if is_still_at(&file, &path) {
                say_who(&mut file, &path)?;
                return Ok(Self { file, path });
            }
        }
        Err(LockError::Io(io::Error::other("the lock file beside it does not stay")))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only where another interview sees that the file it opened has gone.
        if cfg!(unix) && is_still_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// `answers.yaml.lock`, beside the file itself where a link leads to it.
pub(super) fn lock_path(answers: &Path) -> PathBuf {
    let mut path = atomic::target(answers).into_os_string();
    path.push(".lock");
    PathBuf::from(path)
}

/// Whether an open file is still the one of that name: whoever ends an
/// interview removes the lock file.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}

/// Writes who we are, for a second interview to read. A file that somebody
/// else has put there under this name is left alone.
fn say_who(file: &mut File, path: &Path) -> io::Result<()> {
    let there = read_start(file);
    if !there.is_empty() && !there.starts_with(FIRST_LINE) {
        let sentence = format!("{} is in the way, and not ours", path.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, sentence));
    }
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(format!("{FIRST_LINE}\n{}\n", who()).as_bytes())
}

/// Who holds the lock; on some systems a locked file cannot be read.
fn holder(file: &mut File) -> String {
    let there = read_start(file);
    let who = there.lines().nth(1).unwrap_or_default();
    let who: String = who.trim().chars().take(200).collect();
    if who.is_empty() { "somebody".to_owned() } else { visible(&who).into_owned() }
}

fn read_start(file: &mut File) -> String {
    let mut bytes = Vec::new();
    // What cannot be read is not known, which is fine.
    let _ = file.take(READ).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// "anna on desk-7 (process 4242, since 2026-11-22 10:34 UTC)".
fn who() -> String {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let user = variable("USER").or_else(|| variable("LOGNAME")).or_else(|| variable("USERNAME"));
    let host = fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| variable("HOSTNAME"))
        .or_else(|| variable("COMPUTERNAME"));
    let user = user.unwrap_or_else(|| "somebody".to_owned());
    let host = host.map(|host| format!(" on {}", host.trim())).unwrap_or_default();
    let since = jiff::Timestamp::try_from(SystemTime::now())
        .map(|now| now.strftime(", since %Y-%m-%d %H:%M UTC").to_string())
        .unwrap_or_default();
    format!("{user}{host} (process {}{since})", process::id())
}
