//! How a run ends, and the exit code that says so.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// What was asked for was done.
    Done,
    /// The tool failed: a file could not be read or written.
    Failed,
    /// The arguments make no sense.
    WrongArguments,
    /// A file has problems.
    FileProblems,
    /// No assessment has a published overall score, and no gate was asked.
    NothingPublished,
    /// A gate is not met, or could not be judged.
    GateNotMet,
    /// Somebody pressed Ctrl-C, or the terminal went away.
    Interrupted,
}

impl Ended {
    /// All ends, in the order of their codes.
    #[cfg(test)]
    const ALL: [Self; 7] = [
        Self::Done,
        Self::Failed,
        Self::WrongArguments,
        Self::FileProblems,
        Self::NothingPublished,
        Self::GateNotMet,
        Self::Interrupted,
    ];

    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::WrongArguments => 2,
            Self::FileProblems => 3,
            Self::NothingPublished => 4,
            Self::GateNotMet => 10,
            Self::Interrupted => 130,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// Files have problems, and they have been shown.
    Problems,
    /// The files are sound, but not what the command needs.
    Refused(String),
    /// The arguments make no sense together.
    Usage(String),
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// A file could not be read or written.
    World(anyhow::Error),
}

impl Failure {
    pub(super) fn ended(&self) -> Ended {
        match self {
            Self::Problems | Self::Refused(_) => Ended::FileProblems,
            Self::Usage(_) => Ended::WrongArguments,
            Self::Interrupted => Ended::Interrupted,
            Self::World(_) => Ended::Failed,
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::World(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The README's table of exit codes names each of them.
    #[test]
    fn the_readme_lists_every_exit_code() {
        let readme = include_str!("../../README.md");
        for ended in Ended::ALL {
            let row = format!("| `{}` |", ended.code());
            assert!(readme.contains(&row), "README.md has no row {row}");
        }
    }
}
