//! What a folder holds. There is one rule: whatever lies in it is read or
//! named, unless nobody would take it for answers.
//!
//! Read are files that end in `.yaml`, `.yml` or `.json`. Without a word go
//! texts in Markdown and pictures, what version control, CI systems and editors
//! keep for themselves, hidden files of other endings, and the locks of `pgap`.
//! All else is named: other endings, hidden YAML, links to folders (they are
//! not followed, so that no circle and no other disk is walked), links that
//! lead nowhere, pipes, sockets and devices (they are not opened, for they may
//! never end).

use std::fmt;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use prevention_gap::yaml::Format;

/// What ends so is read.
const READ: [&str; 3] = ["yaml", "yml", "json"];

/// What ends so is no answers: texts to read, and pictures.
const BESIDE: [&str; 9] = ["md", "markdown", "png", "jpg", "jpeg", "gif", "svg", "webp", "ico"];

/// Hidden folders that everybody knows.
const KNOWN: [&str; 11] = [
    ".git", ".hg", ".svn", ".jj", ".github", ".gitlab", ".forgejo", ".gitea", ".ci", ".idea",
    ".vscode",
];

/// Why something in a folder is not read. `Display` goes on after its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Why {
    Ending,
    Hidden,
    HiddenFolder,
    LinkToFolder,
    LinkToReadFolder,
    LinkToNothing,
    NoFile,
    Holds(Format),
    Empty,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ending => f.write_str("ends in none of .yaml, .yml and .json"),
            Self::Hidden => f.write_str("is hidden"),
            Self::HiddenFolder => f.write_str("is a hidden folder"),
            Self::LinkToFolder => f.write_str("is a link to a folder; name that folder too"),
            Self::LinkToReadFolder => f.write_str("is a link to a folder that is read already"),
            Self::LinkToNothing => f.write_str("is a link that leads nowhere"),
            Self::NoFile => f.write_str("is a pipe, a socket or a device"),
            Self::Empty => f.write_str("is a folder with no answers in it"),
            Self::Holds(format) => write!(f, "holds {}, not answers", format.name()),
        }
    }
}

/// Something in a folder: to be read, or not, and why.
pub(super) type Entry = (PathBuf, Option<Why>);

/// All that a folder and those below it hold, but what goes without a word,
/// sorted.
///
/// # Errors
///
/// The folder cannot be read. One below it that cannot is an entry to be read,
/// so that whoever reads it says so.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    collect(folder, &mut entries)?;
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

fn collect(folder: &Path, entries: &mut Vec<Entry>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        match kind(&entry) {
            Kind::Folder => {
                if collect(&path, entries).is_err() {
                    entries.push((path, None));
                }
            }
            Kind::Read => entries.push((path, None)),
            Kind::Not(why) => entries.push((path, Some(why))),
            Kind::Beside => {}
        }
    }
    Ok(())
}

/// What becomes of something in a folder.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    Read,
    Not(Why),
    Beside,
}

fn kind(entry: &DirEntry) -> Kind {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let is_hidden = name.starts_with('.');
    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    if is_folder {
        return match (is_hidden, KNOWN.contains(&&*name)) {
            (_, true) => Kind::Beside,
            (true, false) => Kind::Not(Why::HiddenFolder),
            (false, false) => Kind::Folder,
        };
    }
    if is_hidden && !is_read(&name) {
        return Kind::Beside;
    }
    match fs::metadata(entry.path()) {
        Err(_) => Kind::Not(Why::LinkToNothing),
        Ok(file) if file.is_dir() => Kind::Not(Why::LinkToFolder),
        Ok(file) if !file.is_file() => Kind::Not(Why::NoFile),
        Ok(_) => file(&name, is_hidden),
    }
}

fn file(name: &str, is_hidden: bool) -> Kind {
    match name {
        _ if is_hidden => Kind::Not(Why::Hidden),
        _ if is_read(name) => Kind::Read,
        _ if is_beside(name) => Kind::Beside,
        _ => Kind::Not(Why::Ending),
    }
}

/// Whether a path is a file that is read where it lies in a folder.
pub(super) fn is_answers(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && is_read(&name) && path.is_file()
}

fn is_read(name: &str) -> bool {
    READ.contains(&&*ending(name))
}

/// Whether a name promises no answers; `6.yaml.md` does promise some.
fn is_beside(name: &str) -> bool {
    if let Some(locked) = name.strip_suffix(".lock") {
        return is_read(locked);
    }
    let inside = name.to_ascii_lowercase();
    BESIDE.contains(&&*ending(name))
        && !READ.iter().any(|ending| inside.contains(&format!(".{ending}")))
}

fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().unwrap_or_default();
    ending.to_string_lossy().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &Kind) {
        assert_eq!(&file(name, name.starts_with('.')), expected, "{name}");
    }

    #[test]
    fn what_looks_like_answers_is_read_or_named() {
        for name in ["6.yaml", "6.YML", "6.json"] {
            check(name, &Kind::Read);
        }
        for name in [
            "6.yaml.txt",
            "5.yml_",
            "responses.csv",
            "6",
            "6.yaml~",
            "6.yaml.md",
            "page.html",
            "6.xlsx",
        ] {
            check(name, &Kind::Not(Why::Ending));
        }
        check(".6.yaml", &Kind::Not(Why::Hidden));
    }

    #[test]
    fn what_nobody_takes_for_answers_goes_without_a_word() {
        for name in ["README.md", "logo.PNG", "6.yaml.lock"] {
            check(name, &Kind::Beside);
        }
        check("Cargo.lock", &Kind::Not(Why::Ending));
    }
}
