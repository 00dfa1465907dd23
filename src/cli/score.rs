//! `pgap score`: many assessments for scripts, and gates.

use prevention_gap::gates::{self, Gate, Subject};
use prevention_gap::report::{Report, json, table};
use prevention_gap::tally::Texts;
use prevention_gap::yaml::Catalog;

use super::args::{ScoreArgs, ScoreFormat};
use super::assessments::{self, Assessment, Gathered, OnProblem};
use super::exit::{Ended, Failure};
use super::output;

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    let gates: Vec<Gate> = args.min.iter().chain(&args.max).cloned().collect();
    gates::need_floors(&gates).map_err(|error| Failure::Usage(error.to_string()))?;
    let catalog = assessments::catalog(&args.own)?;
    let on_problem = OnProblem::keep_going(args.keep_going);
    let Gathered { assessments, left_out } =
        assessments::gather(&args.answers, &catalog, on_problem)?;
    known_dimensions(&gates, &assessments, &catalog)?;
    let mut reports: Vec<Report> = Vec::new();
    for assessment in &assessments {
        if args.each {
            reports.extend(assessment.reports_of_each(&catalog, &gates)?);
        } else {
            reports.push(assessment.report(&catalog, &gates, Texts::All)?);
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

/// A gate on a dimension that no questionnaire has is a slip of the pen, and
/// must not pass as one that cannot be judged.
fn known_dimensions(
    gates: &[Gate],
    assessments: &[Assessment],
    catalog: &Catalog,
) -> Result<(), Failure> {
    for gate in gates {
        let Subject::Dimension(id, _) = &gate.subject else { continue };
        let mut questionnaires = assessments.iter().map(|one| one.questionnaire(catalog));
        if !questionnaires.any(|questionnaire| questionnaire.find_dimension(id).is_some()) {
            return Err(Failure::Usage(format!(
                "`{}`: no questionnaire that was answered has a dimension `{id}`",
                gate.subject.name()
            )));
        }
    }
    Ok(())
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
