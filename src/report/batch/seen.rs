//! What has to wait for the end: how many assessments went by, which gates
//! are not met, and the files that were left out.

use crate::model::Lens;
use crate::report::model::{DimensionReport, GateReport, QuestionName, Report};
use crate::report::table::{assessment_name, clean};
use crate::report::words;

use super::{Ending, Entry, FileProblem};

/// The assessments that went by, in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// All of them.
    pub(super) assessments: usize,
    /// Those with overall scores.
    pub(super) published: usize,
    /// Those in which a gate is not met.
    pub(super) not_met: usize,
    /// Those that have gates.
    pub(super) with_gates: usize,
    /// Their gates.
    pub(super) gates: usize,
    /// Their gates that are not met.
    pub(super) gates_not_met: usize,
}

impl Seen {
    pub(super) fn add(&mut self, report: &Report) {
        let gates_not_met = report.gates.iter().filter(|gate| !gate.is_met()).count();
        self.assessments += 1;
        self.published += usize::from(report.overall.gap.points.is_some());
        self.not_met += usize::from(gates_not_met > 0);
        self.with_gates += usize::from(!report.gates.is_empty());
        self.gates += report.gates.len();
        self.gates_not_met += gates_not_met;
    }

    /// "2 of 97 assessments do not meet their gates, 3 documents are left
    /// out".
    pub(super) fn headline(&self, left_out: usize) -> String {
        if left_out == 0 {
            return self.verdict();
        }
        let are = if left_out == 1 { "is" } else { "are" };
        let documents = words::count(left_out, "document");
        format!("{}, {documents} {are} left out", self.verdict())
    }

    fn verdict(&self) -> String {
        let all = words::count(self.assessments, "assessment");
        let (published, not_met) = (self.published, self.not_met);
        match (self.assessments, self.gates, not_met) {
            (0, ..) => "No assessment is scored".to_owned(),
            (1, 0, _) if published == 1 => format!("{all} is scored"),
            (1, 0, _) => format!("{all} has no overall score"),
            (_, 0, _) if published == self.assessments => format!("{all} are scored"),
            (_, 0, _) => format!("{published} of {all} have an overall score"),
            (1, _, 0) => format!("{all} meets its gates"),
            (_, _, 0) if self.with_gates < self.assessments => {
                format!("{all}: the {} that have gates meet them", self.with_gates)
            }
            (_, _, 0) => format!("All {all} meet their gates"),
            (1, ..) => format!("{all} does not meet its gates"),
            (_, _, 1) => format!("1 of {all} does not meet its gates"),
            (..) => format!("{not_met} of {all} do not meet their gates"),
        }
    }
}

/// A gate that is not met, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct NotMet {
    /// The assessment, in one harmless line.
    pub(super) assessment: String,
    /// Its first file.
    pub(super) file: Option<String>,
    /// The line of the answer to work on first, if it is known.
    pub(super) line: Option<usize>,
    /// The gate.
    pub(super) gate: GateReport,
    /// "prevention at least 45.0: 41.0".
    pub(super) words: String,
}

impl NotMet {
    /// The gates of an assessment that are not met.
    pub(super) fn of(entry: &Entry<'_>) -> impl Iterator<Item = Self> {
        let not_met = entry.report.gates.iter().filter(|gate| !gate.is_met());
        not_met.map(|gate| Self {
            assessment: assessment_name(entry.report),
            file: entry.file.map(str::to_owned),
            line: line_of(entry, gate),
            gate: gate.clone(),
            words: entry.report.gate_words(gate),
        })
    }

    /// "shops/13.yaml:17", in one harmless line.
    pub(super) fn place(&self) -> Option<String> {
        Some(place(self.file.as_deref()?, self.line))
    }
}

/// "shops/13.yaml:17", in one harmless line; without a line, the file.
pub(super) fn place(file: &str, line: Option<usize>) -> String {
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}", clean(file))
}

/// The line of the answer to work on first for a gate.
pub(super) fn line_of(entry: &Entry<'_>, gate: &GateReport) -> Option<usize> {
    let heaviest = gate.held_down_by.iter().find_map(|held| (entry.lines)(&held.id));
    heaviest.or_else(|| (entry.lines)(&work_on_first(entry.report, gate)?.id))
}

/// The question to work on first where nothing is said to hold a gate down:
/// the first action on what it judges, or for the coverage the first open
/// question. A gap narrows by prevention.
fn work_on_first<'a>(report: &'a Report, gate: &GateReport) -> Option<&'a QuestionName> {
    let (dimension, kind) = match gate.subject.rsplit_once('.') {
        Some((dimension, kind)) => (Some(dimension), kind),
        None => (None, gate.subject.as_str()),
    };
    if kind == "coverage" {
        return report.answer_first.first().map(|open| &open.question);
    }
    let lens = if kind == Lens::Resolution.name() { Lens::Resolution } else { Lens::Prevention };
    let is_in_dimension = |question: &QuestionName| {
        let Some(id) = dimension else { return true };
        let mut own = report.dimensions.iter().filter(|found| found.id == id);
        own.any(|found| DimensionReport::questions(found).any(|asked| asked.id == question.id))
    };
    let mut questions = report.actions.iter().filter(|action| action.lens == lens);
    questions.find(|action| is_in_dimension(&action.question)).map(|action| &action.question)
}

/// A file that was left out, with its problems, those that stop it first.
pub(super) struct BrokenFile<'a> {
    /// The file, as it was named.
    pub(super) file: &'a str,
    /// Its problems; never empty.
    pub(super) problems: Vec<&'a FileProblem>,
}

impl<'a> BrokenFile<'a> {
    /// The files with problems, in their order.
    pub(super) fn all(ending: &Ending<'a>) -> Vec<Self> {
        let mut files: Vec<Self> = Vec::new();
        for problem in ending.problems {
            match files.iter_mut().find(|found| found.file == problem.file) {
                Some(found) => found.problems.push(problem),
                None => files.push(Self { file: &problem.file, problems: vec![problem] }),
            }
        }
        for file in &mut files {
            file.problems.sort_by_key(|problem| !problem.is_error);
        }
        files
    }

    /// The problem that says why the file was left out.
    pub(super) fn first(&self) -> &'a FileProblem {
        self.problems[0]
    }

    /// " (and 3 more)".
    pub(super) fn others(&self) -> String {
        match self.problems.len() - 1 {
            0 => String::new(),
            others => format!(" (and {others} more)"),
        }
    }
}

/// How many left-out documents have no problem in the list, which ends
/// somewhere.
pub(super) fn untold(ending: &Ending<'_>, files: &[BrokenFile<'_>]) -> usize {
    if ending.problems.len() < Ending::MOST_PROBLEMS && !ending.problems.is_empty() {
        0
    } else {
        ending.left_out.saturating_sub(files.len())
    }
}

/// How many files and how many gates are told where there is room for so many
/// together: each half of it, and more where the other needs less.
pub(super) fn shares(room: usize, files: usize, gates: usize) -> [usize; 2] {
    let files = files.min((room - gates.min(room)).max(room / 2));
    [files, room - files]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_shares(files: usize, gates: usize, expected: [usize; 2]) {
        let [most_files, most_gates] = shares(15, files, gates);
        assert_eq!([files.min(most_files), gates.min(most_gates)], expected);
    }

    #[track_caller]
    fn check_headline([assessments, published, gates, not_met]: [usize; 4], expected: &str) {
        let seen = Seen {
            assessments,
            published,
            with_gates: gates.min(assessments),
            gates,
            not_met,
            gates_not_met: not_met,
        };
        assert_eq!(seen.headline(0), expected);
    }

    #[test]
    fn the_headline_says_how_it_went() {
        check_headline([0, 0, 0, 0], "No assessment is scored");
        check_headline([1, 1, 0, 0], "1 assessment is scored");
        check_headline([1, 0, 0, 0], "1 assessment has no overall score");
        check_headline([9, 9, 0, 0], "9 assessments are scored");
        check_headline([9, 7, 0, 0], "7 of 9 assessments have an overall score");
        check_headline([1, 1, 2, 0], "1 assessment meets its gates");
        check_headline([9, 9, 9, 0], "All 9 assessments meet their gates");
        check_headline([9, 9, 4, 0], "9 assessments: the 4 that have gates meet them");
        check_headline([1, 1, 2, 1], "1 assessment does not meet its gates");
        check_headline([9, 9, 9, 1], "1 of 9 assessments does not meet its gates");
        check_headline([9, 9, 9, 2], "2 of 9 assessments do not meet their gates");
    }

    #[test]
    fn the_headline_names_what_is_missing() {
        let seen = Seen { assessments: 9, published: 9, ..Seen::default() };
        assert_eq!(seen.headline(1), "9 assessments are scored, 1 document is left out");
        assert_eq!(seen.headline(3), "9 assessments are scored, 3 documents are left out");
    }

    #[test]
    fn files_and_gates_share_the_room() {
        check_shares(3, 2, [3, 2]);
        check_shares(15, 0, [15, 0]);
        check_shares(0, 15, [0, 15]);
        check_shares(40, 15, [7, 8]);
        check_shares(40, 4, [11, 4]);
        check_shares(4, 15, [4, 11]);
    }
}
