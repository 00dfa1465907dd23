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

    /// What the exit code means, in the words of the README.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "the tool failed: a file could not be read or written",
            Self::WrongArguments => "wrong arguments",
            Self::FileProblems => "a file has problems",
            Self::NothingPublished => {
                "no published overall score and no gate asked, or too few people to show"
            }
            Self::GateNotMet => "a gate is not met, or could not be judged",
            Self::Interrupted => "an interview was interrupted; its answers are saved",
        }
    }

    /// How a command can end, in the order of the codes; without one, how any
    /// of them can.
    pub(super) fn of(command: Option<&str>) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |ended| match (command, ended) {
            (Some(command), Self::NothingPublished) => {
                matches!(command, "assess" | "report" | "score" | "explain")
            }
            (Some(command), Self::GateNotMet) => command == "score",
            (Some(command), Self::Interrupted) => command == "assess",
            _ => true,
        })
    }
}

/// The heading of the exit codes in a help.
pub(super) const HELP_HEADING: &str = "Exit codes:";

/// The end of a command's help, with its exit codes; without a command, with
/// all of them.
pub(super) fn help(text: &str, command: Option<&str>) -> String {
    let line = |ended: Ended| format!("\n{:>5}  {}", ended.code(), ended.meaning());
    let codes: String = Ended::of(command).map(line).collect();
    format!("{text}\n\n{HELP_HEADING}{codes}")
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
            let row = format!("| `{}` | {} |", ended.code(), ended.meaning());
            assert!(readme.contains(&row), "README.md has no row {row}");
        }
    }

    #[track_caller]
    fn check(command: Option<&str>, expected: &[u8]) {
        let codes: Vec<u8> = Ended::of(command).map(Ended::code).collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_command_lists_the_codes_it_can_end_with() {
        check(None, &[0, 1, 2, 3, 4, 10, 130]);
        check(Some("assess"), &[0, 1, 2, 3, 4, 130]);
        check(Some("report"), &[0, 1, 2, 3, 4]);
        check(Some("score"), &[0, 1, 2, 3, 4, 10]);
        check(Some("check"), &[0, 1, 2, 3]);
    }

    /// A longer line would be broken in the middle of the table.
    #[test]
    fn the_codes_fit_a_terminal_of_80_columns() {
        assert!(help("", None).lines().all(|line| line.chars().count() <= 80));
    }
}
