//! A run that came to no results: what stopped it, for the files that were
//! named, so that no green one of an earlier run stays.

use std::path::PathBuf;

use prevention_gap::report::batch::FileProblem;
use prevention_gap::text::visible;

use super::assessments::Gathered;
use super::exit::Failure;

/// A run that came to no results.
pub(super) struct Stopped {
    pub(super) failure: Failure,
    /// How many documents have problems.
    pub(super) left_out: usize,
    /// The first of these problems.
    problems: Vec<FileProblem>,
}

impl<F: Into<Failure>> From<F> for Stopped {
    fn from(failure: F) -> Self {
        Self { failure: failure.into(), left_out: 0, problems: Vec::new() }
    }
}

impl Stopped {
    /// At files with problems.
    pub(super) fn at(gathered: Gathered) -> Self {
        let Gathered { left_out, problems, .. } = gathered;
        Self { failure: Failure::Problems, left_out, problems }
    }

    /// What stopped it, for outputs, under a code of its own where no file has
    /// problems; nothing where somebody interrupted it.
    pub(super) fn problems(
        &self,
        code: &'static str,
        answers: &[PathBuf],
    ) -> Option<Vec<FileProblem>> {
        let sentence = match &self.failure {
            Failure::Interrupted => return None,
            _ if !self.problems.is_empty() => return Some(self.problems.clone()),
            Failure::Problems => {
                "there are problems in what was read; the log shows them".to_owned()
            }
            Failure::Usage(sentence) | Failure::Refused(sentence) => sentence.clone(),
            Failure::World(error) => format!("{error:#}"),
        };
        let file = answers.first().map(|path| visible(&path.display().to_string()).into_owned());
        Some(vec![FileProblem {
            file: file.unwrap_or_default(),
            line: 1,
            column: 1,
            code,
            is_error: true,
            sentence,
            help: None,
        }])
    }
}
