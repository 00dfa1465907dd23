//! `pgap score`: many assessments for scripts, and gates.

use prevention_gap::gates::{self, Gate, Subject};
use prevention_gap::report::{Report, json, table};
use prevention_gap::tally::Texts;
use prevention_gap::yaml::Catalog;

use super::args::{ScoreArgs, ScoreFormat};
use super::assessments::{self, Assessment};
use super::exit::{Ended, Failure};
use super::output;

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    let gates: Vec<Gate> = args.min.iter().chain(&args.max).cloned().collect();
    gates::need_floors(&gates).map_err(|error| Failure::Usage(error.to_string()))?;
    let catalog = assessments::catalog(&args.own)?;
    let assessments = assessments::read(&args.answers, &catalog)?;
    known_dimensions(&gates, &assessments, &catalog)?;
    let mut outcome = Outcome::default();
    let reports = assessments.iter().map(|assessment| {
        let report = assessment.report(&catalog, &gates, Texts::All)?;
        outcome.add(&report);
        Ok(report)
    });
    match args.format {
        ScoreFormat::Table => {
            // Of thousands of reports, only their lines are kept.
            let mut lines = table::ScoreLines::default();
            for report in reports {
                lines.add(&report?);
            }
            output::to_stdout(|out| lines.render(out))?;
        }
        ScoreFormat::Json => {
            let reports = reports.collect::<Result<Vec<_>, Failure>>()?;
            output::to_stdout(|out| json::render_all(&reports, out))?;
        }
    }
    Ok(outcome.ended())
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

/// What decides how the run ends.
#[derive(Default)]
struct Outcome {
    any_gate: bool,
    any_not_met: bool,
    any_published: bool,
}

impl Outcome {
    fn add(&mut self, report: &Report) {
        self.any_gate |= !report.gates.is_empty();
        self.any_not_met |= report.gates.iter().any(|gate| gate.verdict != "met");
        self.any_published |= report.overall.gap.points.is_some();
    }

    /// Gates fail closed; without gates, a run in which nothing was published
    /// says so.
    fn ended(&self) -> Ended {
        if self.any_not_met {
            Ended::GateNotMet
        } else if !self.any_gate && !self.any_published {
            Ended::NothingPublished
        } else {
            Ended::Done
        }
    }
}
