//! A file is written whole or not at all: a new file beside it takes its
//! place, and whoever reads meanwhile sees the old one or the new one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How the names of temporary files end.
pub(super) const TEMPORARY_ENDING: &str = ".tmp";

/// Writes a file whole or not at all. It keeps its mode, a link stays a link,
/// and afterwards the file is on the disk, not only on its way. A file that was
/// not there gets `new_mode`, less what the user's umask takes away.
///
/// # Errors
///
/// The file cannot be written; what was there before is still there.
pub(super) fn write(
    path: &Path,
    new_mode: u32,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut pending = Pending::new(path, new_mode)?;
    write(&mut pending)?;
    pending.take_its_place()
}

/// A new file beside the one whose place it takes; until then, and if it never
/// comes to that, nothing has changed.
pub(super) struct Pending {
    file: BufWriter<tempfile::NamedTempFile>,
    target: PathBuf,
}

impl Pending {
    /// Makes the new file.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    pub(super) fn new(path: &Path, new_mode: u32) -> io::Result<Self> {
        let target = target(path);
        let file = tempfile::Builder::new()
            .prefix(&temporary_prefix(&target))
            .suffix(TEMPORARY_ENDING)
            .permissions(permissions(new_mode))
            .tempfile_in(folder(&target))?;
        if let Ok(there) = fs::metadata(&target) {
            // Whatever the umask is now.
            file.as_file().set_permissions(there.permissions())?;
        }
        Ok(Self { file: BufWriter::new(file), target })
    }

    /// Flushes it to the disk, and puts it in its place.
    ///
    /// # Errors
    ///
    /// It cannot be written whole; what was there before is still there.
    pub(super) fn take_its_place(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(&self.target).map_err(|error| error.error)?;
        sync_folder(folder(&self.target))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The file itself, behind any links that lead to it.
pub(super) fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// How the names of temporary files for a file start. The dot hides them, and
/// they end in `.tmp`, so that nobody takes them for answers.
pub(super) fn temporary_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A file system takes names of 255 bytes; a long one is cut.
    let name: String = name.chars().take(40).collect();
    format!(".{name}-")
}

/// The folder that a file is in.
pub(super) fn folder(target: &Path) -> &Path {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A new name is safe only when its folder is. Where a folder cannot be opened
/// or flushed, the system sees to it in its own time.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !is_refusal(&error) => Err(error),
        _ => Ok(()),
    }
}

fn is_refusal(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported)
}

#[cfg(unix)]
fn permissions(mode: u32) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(mode)
}

#[cfg(not(unix))]
fn permissions(_: u32) -> fs::Permissions {
    fs::metadata(".").map(|folder| folder.permissions()).expect("there is a working folder")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn put(path: &Path, text: &str) -> io::Result<()> {
        write(path, 0o600, |out| out.write_all(text.as_bytes()))
    }

    fn mode_of(path: &Path) -> u32 {
        fs::metadata(path).expect("it exists").permissions().mode() & 0o777
    }

    #[test]
    fn the_mode_and_the_link_stay() {
        let folder = tempfile::tempdir().expect("there is room");
        let (file, link) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        put(&file, "one").expect("it can be written");
        assert_eq!(mode_of(&file), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o646)).expect("it is ours");
        symlink("a.yaml", &link).expect("links are known here");
        put(&link, "two").expect("it can be written");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "two");
        assert_eq!(mode_of(&file), 0o646);
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("there is room");
        let file = folder.path().join("a.yaml");
        put(&file, "one").expect("it can be written");
        let failed = write(&file, 0o600, |out| {
            out.write_all(b"half of")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "one");
        assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 1);
    }
}
