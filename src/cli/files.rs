//! Paths as they are typed: files, folders, and `-` for standard input.

mod folder;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use globset::{GlobBuilder, GlobMatcher};
use prevention_gap::text::visible;
use prevention_gap::yaml;

use super::documents::{Document, Documents, Start};

pub(super) use folder::Why;

/// So many bytes are read of what is held in memory whole: a baseline, or all
/// the documents of a file. The documents in it have limits of their own.
const MOST_BYTES: u64 = 256 << 20;

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
        let mut documents = Vec::new();
        let mut bytes = 0;
        for document in self.each_document()? {
            let document = document?;
            bytes += document.bytes.len() as u64;
            if bytes > MOST_BYTES {
                return Err(too_large()).with_context(|| self.cannot_read());
            }
            documents.push(document);
        }
        Ok(documents)
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

/// What the paths stand for.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// What is read: of folders, all YAML and JSON files below them, sorted.
    pub(super) read: Vec<Input>,
    /// What lies in a folder and is not read, and why.
    pub(super) skipped: Vec<(String, Why)>,
}

/// Every stream that the paths stand for.
///
/// # Errors
///
/// A path does not exist or a folder cannot be read.
pub(super) fn inputs(paths: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
    Ok(find(paths)?.read)
}

/// Every stream that the paths stand for, and what is passed over in folders.
///
/// # Errors
///
/// A path does not exist, a folder cannot be read, or a pattern matches
/// nothing that can be.
pub(super) fn find(paths: &[PathBuf]) -> anyhow::Result<Inputs> {
    let mut entries = Vec::new();
    let mut empty = Vec::new();
    for path in paths {
        if !is_stdin(path) && path.is_dir() {
            let inside = in_folder(path)?;
            if inside.iter().all(|(_, why)| why.is_some()) {
                empty.push(Input { path: path.clone(), found: Found::Named }.name());
            }
            entries.extend(inside);
        } else if let Some(pattern) = pattern(path) {
            entries.extend(matching(path, &pattern?)?);
        } else {
            entries.push((Input { path: path.clone(), found: Found::Named }, None));
        }
    }
    let folders: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut found = each_once(entries, &folders);
    found.skipped.extend(empty.into_iter().map(|folder| (folder, Why::Empty)));
    Ok(found)
}

/// Reads a file that is held in memory whole, but no endless one.
///
/// # Errors
///
/// It cannot be read, or it is too large.
pub(super) fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > MOST_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    if file.take(MOST_BYTES + 1).read_to_end(&mut bytes)? as u64 > MOST_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

/// So many files of a folder are looked at for the names in them.
const LOOKED_AT: usize = 200;

/// How the answers that lie right in the current folder spell who is assessed,
/// each spelling once. What cannot be read says nothing.
pub(super) fn organisations_here() -> Vec<String> {
    let files = fs::read_dir(".").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| folder::is_answers(path)).take(LOOKED_AT).collect();
    files.sort();
    let inputs = files.into_iter().map(|path| Input { path, found: Found::InFolder });
    let first = |input: Input| input.each_document().ok()?.next()?.ok();
    let mut names: Vec<String> = inputs
        .filter_map(first)
        .filter_map(|document| yaml::organisation_of(&document.bytes))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn too_large() -> io::Error {
    io::Error::other(format!("it is larger than {} MiB", MOST_BYTES >> 20))
}

/// Something that is read, or not.
type Candidate = (Input, Option<Why>);

fn in_folder(folder: &Path) -> anyhow::Result<Vec<Candidate>> {
    let entries =
        folder::entries(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let input = |(path, why)| (Input { path, found: Found::InFolder }, why);
    Ok(entries.into_iter().map(input).collect())
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
fn matching(path: &Path, pattern: &GlobMatcher) -> anyhow::Result<Vec<Candidate>> {
    let is_fixed =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let fixed: PathBuf = path.components().take_while(is_fixed).collect();
    let is_here = fixed.as_os_str().is_empty();
    let folder = if is_here { Path::new(".") } else { &fixed };
    let entries = if folder.is_dir() { in_folder(folder)? } else { Vec::new() };
    let plain = |(input, why): Candidate| match input.path.strip_prefix(".") {
        Ok(below) if is_here => (Input { path: below.to_owned(), found: Found::Named }, why),
        _ => (Input { found: Found::Named, ..input }, why),
    };
    let matching: Vec<Candidate> =
        entries.into_iter().map(plain).filter(|(input, _)| pattern.is_match(&input.path)).collect();
    let path = path.display();
    anyhow::ensure!(!matching.is_empty(), "no file matches {path}");
    let is_read = |(_, why): &Candidate| why.is_none();
    anyhow::ensure!(
        matching.iter().any(is_read),
        "no file that matches {path} ends in .yaml, .yml or .json; name others one by one"
    );
    Ok(matching)
}

/// A file that is named twice, or lies in a folder that is named too, is read
/// once, as one that was named. What is read is not passed over, and neither is
/// a link to another of the folders.
fn each_once(candidates: Vec<Candidate>, folders: &[PathBuf]) -> Inputs {
    let mut found = Inputs::default();
    let mut positions = HashMap::new();
    let mut skipped = Vec::new();
    for (input, why) in candidates {
        let whole = input.path.canonicalize().unwrap_or_else(|_| input.path.clone());
        if let Some(why) = why {
            skipped.push((whole, input, why));
            continue;
        }
        match positions.entry(whole) {
            Entry::Occupied(position) if input.found == Found::Named => {
                let first: &mut Input = &mut found.read[*position.get()];
                first.found = Found::Named;
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(position) => {
                position.insert(found.read.len());
                found.read.push(input);
            }
        }
    }
    let is_inside = |whole: &Path| folders.iter().any(|folder| whole.starts_with(folder));
    // Whoever names the folder that a link leads to has done what is asked.
    let is_named_apart = |whole: &Path, link: &Path| {
        let at = link.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_default();
        is_inside(whole)
            && !folders.iter().any(|folder| whole.starts_with(folder) && at.starts_with(folder))
    };
    skipped.retain(|(whole, input, why)| {
        let is_link = *why == Why::LinkToFolder;
        !(positions.contains_key(whole) || is_link && is_named_apart(whole, &input.path))
    });
    for (whole, input, why) in &mut skipped {
        if *why == Why::LinkToFolder {
            if is_inside(whole) {
                *why = Why::LinkToReadFolder;
            }
            // Each link is named, also where two lead to one folder.
            whole.clone_from(&input.path);
        }
    }
    skipped.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    skipped.dedup_by(|(one, ..), (other, ..)| one == other);
    found.skipped = skipped.into_iter().map(|(_, input, why)| (input.name(), why)).collect();
    found
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
