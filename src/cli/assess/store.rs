//! Where answers are kept while an interview goes on: every answer is on the
//! disk before the next one is asked, and what cannot be saved is not lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use prevention_gap::model::{Questionnaire, SeatEdit};
use prevention_gap::yaml::{self, EditError, NewAnswers};

use super::lock::{Lock, LockError};
use crate::cli::atomic::{self, TEMPORARY_ENDING};
use crate::cli::editor_line;

#[cfg(all(test, unix))]
mod tests;

/// What was said in an interview is for the user alone, until they say else.
const NEW_ANSWERS_MODE: u32 = 0o600;

/// Where answers are kept while an interview goes on.
pub(super) trait Store {
    /// Applies edits and makes them durable. On failure the edits stay in
    /// memory and are part of the next save.
    ///
    /// # Errors
    ///
    /// The edits are not on the disk.
    fn save(&mut self, edits: &[SeatEdit]) -> Result<(), SaveError>;

    /// Goes on in another file, with everything so far.
    ///
    /// # Errors
    ///
    /// The other file cannot be written, and the old one remains the one.
    fn move_to(&mut self, path: &Path) -> Result<(), SaveError>;

    /// The file, as it was named; none where nothing is kept.
    fn file(&self) -> Option<&Path>;

    /// What is to be said about what was saved since it was asked last.
    fn told(&mut self) -> Option<String>;
}

/// Why answers are not on the disk. They are still in memory.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    /// The disk, or the user's share of it, is full.
    #[error("the disk is full: make room and go on, or go on in another file")]
    NoSpace,
    /// The file or its folder may not be written.
    #[error("the file or its folder may not be written: allow it, or go on in another file")]
    ReadOnly,
    /// Another program has changed the file.
    #[error(
        "another program has changed the file, which was left as it is: \
         go on in another file, and compare the two"
    )]
    ChangedUnderUs,
    /// Anything else.
    #[error("the answers could not be saved, {0}: try again, or go on in another file")]
    Other(io::Error),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::NoSpace,
            PermissionDenied | ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Other(error),
        }
    }
}

/// Why an interview cannot start on a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// A new interview does not go over a file that is there.
    #[error("{0} exists already: resume it with `pgap assess {0}`, or name another file")]
    Exists(String),
    /// Another interview is using it.
    #[error("{path} is in use by {who}: end that interview first, or name another file")]
    InUse {
        /// The file.
        path: String,
        /// Who has it.
        who: String,
    },
    /// What it says cannot be added to.
    #[error("{path} cannot be added to: {error}")]
    Unsound {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: EditError,
    },
    /// It cannot be read or written.
    #[error("cannot use {path}: {error}")]
    World {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
}

/// Answers in a file.
#[derive(Debug)]
pub(super) struct FileStore {
    path: PathBuf,
    questionnaire: Questionnaire,
    /// Everything so far.
    text: String,
    /// What the file may hold if nobody else has touched it: what was read or
    /// written last, and what a save was about to write when it failed.
    known: Vec<String>,
    /// Whether the file had been taken away when it was written last.
    was_gone: bool,
    lock: Lock,
}

impl FileStore {
    /// Starts a new file, with a document for each seat.
    ///
    /// # Errors
    ///
    /// There is a file of that name, or it cannot be written.
    pub(super) fn create(
        path: &Path,
        seats: &[NewAnswers],
        questionnaire: &Questionnaire,
    ) -> Result<Self, OpenError> {
        let document = |seat| editor_line::answers(&yaml::new_answers(seat), Some(path));
        let documents: Vec<String> = seats.iter().map(document).collect();
        let text = sound(path, documents.join("---\n"), questionnaire)?;
        let lock = Lock::take(path).map_err(|error| no_lock(path, error))?;
        if exists(path) {
            return Err(OpenError::Exists(name(path)));
        }
        let mut store = Self::new(path, questionnaire, text, lock);
        let written = store.write_to(path);
        written.map_err(|error| OpenError::World { path: name(path), error })?;
        Ok(store)
    }

    /// Goes on with a file.
    ///
    /// # Errors
    ///
    /// It cannot be read, is not sound, or is in use.
    pub(super) fn open(path: &Path, questionnaire: &Questionnaire) -> Result<Self, OpenError> {
        let world = |error| OpenError::World { path: name(path), error };
        // Without a file there is no lock to take, and none to leave behind.
        fs::metadata(path).map_err(world)?;
        let lock = Lock::take(path).map_err(|error| no_lock(path, error))?;
        let text = sound(path, fs::read_to_string(path).map_err(world)?, questionnaire)?;
        remove_leftovers(path);
        let mut store = Self::new(path, questionnaire, text, lock);
        store.known = vec![store.text.clone()];
        Ok(store)
    }

    fn new(path: &Path, questionnaire: &Questionnaire, text: String, lock: Lock) -> Self {
        let (path, questionnaire) = (path.to_owned(), questionnaire.clone());
        Self { path, questionnaire, text, known: Vec::new(), was_gone: false, lock }
    }

    /// Everything so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The file, as it was named.
    #[cfg(test)]
    fn path(&self) -> &Path {
        &self.path
    }

    /// Writes everything so far, if the file is as we left it. A file that has
    /// been taken away is written anew: that overwrites nothing.
    fn write(&mut self) -> Result<(), SaveError> {
        let path = self.path.clone();
        let there = fs::read(&path);
        let is_gone = matches!(&there, Err(error) if error.kind() == io::ErrorKind::NotFound);
        match there {
            Ok(there) if there == self.text.as_bytes() => return Ok(()),
            Ok(there) if !self.known.iter().any(|known| known.as_bytes() == there) => {
                return Err(SaveError::ChangedUnderUs);
            }
            Err(error) if !is_gone => return Err(error.into()),
            _ => {}
        }
        if fs::metadata(&path).is_ok_and(|there| there.permissions().readonly()) {
            return Err(SaveError::ReadOnly);
        }
        self.write_to(&path)?;
        self.was_gone |= is_gone;
        Ok(())
    }

    fn write_to(&mut self, path: &Path) -> io::Result<()> {
        if !self.known.contains(&self.text) {
            self.known.push(self.text.clone());
        }
        atomic::write(path, NEW_ANSWERS_MODE, |out| out.write_all(self.text.as_bytes()))?;
        self.known = vec![self.text.clone()];
        Ok(())
    }
}

impl Store for FileStore {
    fn save(&mut self, edits: &[SeatEdit]) -> Result<(), SaveError> {
        self.text = yaml::edit_seats(&self.text, &self.questionnaire, edits)
            .map_err(|error| SaveError::Other(io::Error::other(error)))?;
        self.write()
    }

    fn move_to(&mut self, path: &Path) -> Result<(), SaveError> {
        // Its lock is ours already: going on there is trying again.
        if is_same(path, &self.path) {
            return self.write();
        }
        let lock = Lock::take(path).map_err(|error| match error {
            LockError::Io(error) => SaveError::from(error),
            LockError::Held(who) => {
                SaveError::Other(io::Error::other(format!("{} is in use by {who}", path.display())))
            }
        })?;
        if exists(path) {
            let sentence = format!("{} exists already", path.display());
            let error = io::Error::new(io::ErrorKind::AlreadyExists, sentence);
            return Err(SaveError::Other(error));
        }
        self.write_to(path)?;
        path.clone_into(&mut self.path);
        self.lock = lock;
        Ok(())
    }

    fn file(&self) -> Option<&Path> {
        Some(&self.path)
    }

    fn told(&mut self) -> Option<String> {
        let was_gone = std::mem::take(&mut self.was_gone);
        let file = self.path.display();
        was_gone.then(|| format!("{file} was gone; all answers so far are written there again"))
    }
}

/// Answers that are not kept, for learning a questionnaire.
#[derive(Debug, Default)]
pub(super) struct NoStore;

impl Store for NoStore {
    fn save(&mut self, _: &[SeatEdit]) -> Result<(), SaveError> {
        Ok(())
    }

    fn move_to(&mut self, _: &Path) -> Result<(), SaveError> {
        Ok(())
    }

    fn file(&self) -> Option<&Path> {
        None
    }

    fn told(&mut self) -> Option<String> {
        None
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// Whether two names are those of one file, which need not be there.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let file = atomic::target(path);
        let folder = fs::canonicalize(atomic::folder(&file)).ok()?;
        Some(folder.join(file.file_name()?))
    };
    one == other || whole(one).is_some_and(|whole_one| Some(whole_one) == whole(other))
}

/// Whether there is anything of that name, also a link that leads nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The text, if answers can be added to it.
fn sound(path: &Path, text: String, questionnaire: &Questionnaire) -> Result<String, OpenError> {
    match yaml::edit_seats(&text, questionnaire, &[]) {
        Ok(_) => Ok(text),
        Err(error) => Err(OpenError::Unsound { path: name(path), error }),
    }
}

fn no_lock(path: &Path, error: LockError) -> OpenError {
    let path = name(path);
    match error {
        LockError::Held(who) => OpenError::InUse { path, who },
        LockError::Io(error) => OpenError::World { path, error },
    }
}

/// Removes temporary files that a killed interview on this file has left.
/// Nobody else is writing any: we have the lock.
fn remove_leftovers(path: &Path) {
    let target = atomic::target(path);
    let prefix = atomic::temporary_prefix(&target);
    let is_leftover = |name: &str| {
        let middle = name.strip_prefix(&prefix).and_then(|n| n.strip_suffix(TEMPORARY_ENDING));
        middle.is_some_and(|m| m.len() == 6 && m.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    let Ok(entries) = fs::read_dir(atomic::folder(&target)) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_leftover) {
            // It does no harm where it is.
            let _ = fs::remove_file(entry.path());
        }
    }
}
