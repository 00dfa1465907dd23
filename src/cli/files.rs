//! Paths as they are typed: files, folders, and `-` for standard input.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use prevention_gap::report::visible;

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
            visible(&self.path.display().to_string()).into_owned()
        }
    }

    /// Whether this is the file at a path.
    pub(super) fn is(&self, path: &Path) -> bool {
        let same = |path: &Path| path.canonicalize().ok();
        !is_stdin(&self.path) && same(&self.path).is_some_and(|own| Some(own) == same(path))
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
    Ok(each_once(inputs))
}

/// A file that is named twice, or lies in a folder that is named too, is read
/// once.
fn each_once(inputs: Vec<Input>) -> Vec<Input> {
    let mut seen = HashSet::new();
    let is_new = |input: &Input| {
        let path = input.path.canonicalize().unwrap_or_else(|_| input.path.clone());
        seen.insert(path)
    };
    let mut inputs = inputs;
    inputs.retain(is_new);
    inputs
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
        // What is hidden is not meant: editors and version control keep their
        // copies there.
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if is_data(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_data(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    matches!(ending.as_deref(), Some("yaml" | "yml" | "json"))
}
