//! Paths as they are typed: files, folders, and `-` for standard input.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::documents::{self, Document};

/// A path that stands for a readable stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    path: PathBuf,
    /// How it was come by.
    pub(super) found: Found,
}

/// How an input was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It was named.
    Named,
    /// It lies in a folder that was named.
    InFolder,
}

impl Input {
    /// What messages call it.
    pub(super) fn name(&self) -> String {
        if is_stdin(&self.path) {
            "standard input".to_owned()
        } else {
            self.path.display().to_string()
        }
    }

    /// The file's name without its ending; standard input has none.
    pub(super) fn stem(&self) -> Option<&str> {
        if is_stdin(&self.path) { None } else { self.path.file_stem()?.to_str() }
    }

    /// The documents in it.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub(super) fn documents(&self) -> anyhow::Result<Vec<Document>> {
        let read = || -> io::Result<Vec<Document>> {
            if is_stdin(&self.path) {
                documents::split(io::stdin().lock())
            } else {
                documents::split(BufReader::new(File::open(&self.path)?))
            }
        };
        read().with_context(|| format!("cannot read {}", self.name()))
    }
}

/// Every stream that the paths stand for. A folder stands for all YAML and
/// JSON files below it, sorted.
///
/// # Errors
///
/// A path does not exist or a folder cannot be read.
pub(super) fn inputs(paths: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths {
        if !is_stdin(path) && path.is_dir() {
            let mut files = Vec::new();
            collect(path, &mut files).with_context(|| format!("cannot read {}", path.display()))?;
            files.sort();
            inputs.extend(files.into_iter().map(|path| Input { path, found: Found::InFolder }));
        } else {
            inputs.push(Input { path: path.clone(), found: Found::Named });
        }
    }
    Ok(inputs)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Collects the files below a folder. Links to folders are not followed, so
/// that a circle of links ends; pipes and devices are not opened, for they may
/// never end.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if is_data(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_data(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("yaml" | "yml" | "json"))
}
