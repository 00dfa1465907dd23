//! `pgap score`: many assessments for scripts, and gates.

use prevention_gap::report::{Report, json, table};
use prevention_gap::tally::Texts;

use super::args::{ScoreArgs, ScoreFormat};
use super::assessments::{Gathered, OnProblem};
use super::exit::{Ended, Failure};
use super::{assessments, gates, output};

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    let asked = gates::asked(&args.gates)?;
    let catalog = assessments::catalog(&args.own)?;
    let on_problem = OnProblem::keep_going(args.keep_going);
    let Gathered { assessments, left_out } =
        assessments::gather(&args.answers, &catalog, on_problem)?;
    let questionnaires: Vec<_> =
        assessments.iter().map(|one| one.questionnaire(&catalog)).collect();
    gates::known(&asked.gates, &questionnaires)?;
    let mut reports: Vec<Report> = Vec::new();
    for assessment in &assessments {
        if args.each {
            reports.extend(assessment.reports_of_each(&catalog, &asked)?);
        } else {
            reports.push(assessment.report(&catalog, &asked, Texts::All)?);
        }
    }
    output::to_stdout(|out| match args.format {
        ScoreFormat::Table => table::render_scores(&reports, out),
        ScoreFormat::Json => json::render_all(&reports, out),
    })?;
    if left_out > 0 {
        return Ok(Ended::FileProblems);
    }
    Ok(ended(&reports))
}

/// Gates fail closed; without gates, a run in which nothing was published
/// says so.
fn ended(reports: &[Report]) -> Ended {
    let mut judged = reports.iter().flat_map(|report| &report.gates).peekable();
    let any_gate = judged.peek().is_some();
    if judged.any(|gate| gate.verdict != "met") {
        Ended::GateNotMet
    } else if !any_gate && reports.iter().all(|report| report.overall.gap.points.is_none()) {
        Ended::NothingPublished
    } else {
        Ended::Done
    }
}
