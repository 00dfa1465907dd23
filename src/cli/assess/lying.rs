//! Answers that lie here already: the file of that name, or another one of the
//! same people in the same round.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use prevention_gap::interview;
use prevention_gap::model::{AnswerState, Answers};
use prevention_gap::yaml::{self, Catalog};

use super::resume;

/// A larger file is looked at by nobody here.
const LARGEST: u64 = 4 << 20;

/// Something that lies where a new interview would start.
pub(super) enum Lying {
    /// Answers that can be gone on with.
    Answers {
        /// Their file.
        file: PathBuf,
        /// How many there are.
        answers: usize,
        /// Their day.
        date: Date,
    },
    /// A file of that name with something else in it.
    Other {
        /// The file.
        file: PathBuf,
    },
}

impl fmt::Display for Lying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answers { file, answers, date } => {
                let word = if *answers == 1 { "answer" } else { "answers" };
                let day = date.strftime("%-d %B %Y");
                write!(f, "{} has {answers} {word}, dated {day}", file.display())
            }
            Self::Other { file } => {
                write!(f, "{} is there, and has other answers or none in it", file.display())
            }
        }
    }
}

/// Looks beside a new file for answers of the same people in the same round.
/// Those that are taken over are not meant.
pub(super) fn find(
    catalog: &Catalog,
    seats: &[Answers],
    new: &Path,
    from: Option<&Path>,
) -> Option<Lying> {
    let is_from = |file: &Path| {
        let same = |from| fs::canonicalize(from).ok() == fs::canonicalize(file).ok();
        from.is_some_and(same)
    };
    let others = fs::read_dir(".").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut others: Vec<PathBuf> = others
        .filter_map(|path| path.strip_prefix(".").map(Path::to_owned).ok())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml"))
        .filter(|path| path != new && !is_from(path))
        .collect();
    others.sort();
    let files = std::iter::once(new.to_owned()).filter(|new| !is_from(new)).chain(others);
    let found = files.into_iter().find_map(|file| same_answers(catalog, seats, file));
    let is_there = || fs::symlink_metadata(new).is_ok();
    found.or_else(|| is_there().then(|| Lying::Other { file: new.to_owned() }))
}

/// What a file says, if it is of the same people in the same round.
fn same_answers(catalog: &Catalog, seats: &[Answers], file: PathBuf) -> Option<Lying> {
    let there = fs::metadata(&file).ok()?;
    if !there.is_file() || there.len() > LARGEST {
        return None;
    }
    let text = fs::read_to_string(&file).ok()?;
    let documents = yaml::documents(&text).into_iter().map(str::as_bytes);
    let read = documents.filter(|document| yaml::has_content(document));
    let read = read.map(|document| Some(yaml::read_answers(document, catalog).ok()?.value));
    let read = read.collect::<Option<Vec<Answers>>>()?;
    let is_same = read.len() == seats.len()
        && read.iter().zip(seats).all(|(old, new)| is_same_seat(old, new, seats.len()));
    let is_given = |answers: &Answers| {
        answers.answers.iter().filter(|one| one.state != AnswerState::NotReached).count()
    };
    let answers = read.iter().map(is_given).sum();
    is_same.then_some(Lying::Answers { file, answers, date: read.first()?.date })
}

fn is_same_seat(old: &Answers, new: &Answers, seats: usize) -> bool {
    let name = |answers: &Answers| answers.respondent.as_ref().map(|one| one.id.to_lowercase());
    old.questionnaire == new.questionnaire
        && resume::is_about_the_same(old, new)
        && old.wave == new.wave
        && interview::role(old) == interview::role(new)
        && (seats < 2 || name(old) == name(new))
        && old.respondent.is_some() == new.respondent.is_some()
}

/// A name that says whose answers they are.
pub(super) fn name(answers: &Answers, whose: Option<&str>) -> PathBuf {
    let parts = [
        Some(answers.organisation.as_str()),
        answers.unit.as_deref(),
        answers.wave.as_deref(),
        whose,
    ];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(slug).filter(|part| !part.is_empty()).collect();
    let stem = if parts.is_empty() { "answers".to_owned() } else { parts.join("-") };
    PathBuf::from(format!("{stem}.yaml"))
}

/// The name, or the next one with a number that no file has.
pub(super) fn free(name: &Path) -> PathBuf {
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let numbered = (2..).map(|number| PathBuf::from(format!("{stem}-{number}.yaml")));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| fs::symlink_metadata(name).is_err()).unwrap_or_default()
}

/// "Larkfield Home" as "larkfield-home".
pub(super) fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected);
    }

    #[test]
    fn a_file_is_named_after_the_organisation() {
        check("Larkfield Home", "larkfield-home");
        check("  Müller & Söhne, GmbH. ", "müller-söhne-gmbh");
        check("../etc", "etc");
        check("...", "");
    }
}
