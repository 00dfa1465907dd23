//! Documents that were left out of a run, in results.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::batch::FileProblem;

/// Documents that were left out, as the last entry of the results of a run.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::report) struct Omitted<'a> {
    /// The version of this structure.
    #[schemars(extend("const" = 1))]
    format_version: u32,
    /// How many documents were left out.
    documents_left_out: usize,
    /// The first of their problems.
    problems: Vec<Problem<'a>>,
}

/// Why a document was left out.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Problem<'a> {
    /// The file, as it was named.
    file: &'a str,
    /// The line, from 1.
    line: usize,
    /// The column, from 1.
    column: usize,
    /// What kind of problem it is, such as `unknown-key`.
    code: &'static str,
    /// What is wrong.
    says: &'a str,
    /// What to do about it.
    help: Option<&'a str>,
}

impl<'a> Omitted<'a> {
    pub(in crate::report) fn new(documents: usize, problems: &'a [FileProblem]) -> Self {
        let problem = |problem: &'a FileProblem| Problem {
            file: &problem.file,
            line: problem.line,
            column: problem.column,
            code: problem.code,
            says: &problem.sentence,
            help: problem.help.as_deref(),
        };
        Self {
            format_version: 1,
            documents_left_out: documents,
            problems: problems.iter().map(problem).collect(),
        }
    }
}
