//! Paths as they are typed: files, folders, and `-` for standard input.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Seek as _, SeekFrom};
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use globset::{GlobBuilder, GlobMatcher};
use prevention_gap::text::visible;

use super::documents::{Document, Documents, Start};

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

    /// Whether it is a file of so many bytes or fewer.
    pub(super) fn is_at_most(&self, bytes: u64) -> bool {
        let small = |file: fs::Metadata| file.is_file() && file.len() <= bytes;
        !is_stdin(&self.path) && fs::metadata(&self.path).is_ok_and(small)
    }

    /// Whether it can be read a second time: standard input and pipes cannot.
    pub(super) fn can_be_read_again(&self) -> bool {
        !is_stdin(&self.path) && self.path.is_file()
    }

    /// The documents in it.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub(super) fn documents(&self) -> anyhow::Result<Vec<Document>> {
        self.each_document()?.collect()
    }

    /// The documents in it, one at a time.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub(super) fn each_document(
        &self,
    ) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>>> {
        let stream: Box<dyn BufRead> = if is_stdin(&self.path) {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(self.open()?))
        };
        let documents = Documents::from(stream, Start::default());
        Ok(documents.map(|document| document.with_context(|| self.cannot_read())))
    }

    /// The document that starts at a place, once more.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub(super) fn document_at(&self, start: Start) -> anyhow::Result<Document> {
        let mut file = self.open()?;
        file.seek(SeekFrom::Start(start.byte)).with_context(|| self.cannot_read())?;
        let document = Documents::from(BufReader::new(file), start).next();
        document.unwrap_or_else(|| Ok(Document::default())).with_context(|| self.cannot_read())
    }

    fn open(&self) -> anyhow::Result<File> {
        File::open(&self.path).with_context(|| self.cannot_read())
    }

    fn cannot_read(&self) -> String {
        format!("cannot read {}", self.name())
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
            let files = sorted_files(path)?;
            inputs.extend(files.into_iter().map(|path| Input { path, found: Found::InFolder }));
        } else if let Some(pattern) = pattern(path) {
            let files = matching(path, &pattern?)?;
            inputs.extend(files.into_iter().map(|path| Input { path, found: Found::Named }));
        } else {
            inputs.push(Input { path: path.clone(), found: Found::Named });
        }
    }
    Ok(each_once(inputs))
}

/// A quoted pattern, such as `answers/**/*.yaml`, which the shell has left to
/// us; a file of that very name is a file.
fn pattern(path: &Path) -> Option<anyhow::Result<GlobMatcher>> {
    let text = path.to_str()?;
    if !text.contains(['*', '?', '[', '{']) || path.exists() {
        return None;
    }
    let glob = GlobBuilder::new(text).literal_separator(true).build();
    Some(glob.map(|glob| glob.compile_matcher()).with_context(|| format!("cannot read {text}")))
}

/// The files below the fixed part of a pattern that match it.
fn matching(path: &Path, pattern: &GlobMatcher) -> anyhow::Result<Vec<PathBuf>> {
    let is_fixed =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let fixed: PathBuf = path.components().take_while(is_fixed).collect();
    let is_here = fixed.as_os_str().is_empty();
    let files = sorted_files(if is_here { Path::new(".") } else { &fixed })?;
    let plain = |file: PathBuf| match file.strip_prefix(".") {
        Ok(below) if is_here => below.to_owned(),
        _ => file,
    };
    let matching: Vec<PathBuf> =
        files.into_iter().map(plain).filter(|file| pattern.is_match(file)).collect();
    anyhow::ensure!(!matching.is_empty(), "no file matches {}", path.display());
    Ok(matching)
}

fn sorted_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files).with_context(|| format!("cannot read {}", folder.display()))?;
    files.sort();
    Ok(files)
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
