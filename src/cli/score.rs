//! `pgap score`: many assessments for scripts, and gates.

use prevention_gap::report::{Report, json, table};
use prevention_gap::tally::Texts;
use prevention_gap::yaml::Catalog;
use rayon::prelude::*;

use super::args::{ScoreArgs, ScoreFormat};
use super::assessments::{Assessment, Gathered, OnProblem};
use super::exit::{Ended, Failure};
use super::gates::Asked;
use super::progress::Progress;
use super::{assessments, gates, output};

/// So many assessments are scored at a time; a report of each is in memory.
const AT_A_TIME: usize = 64;

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    let asked = gates::asked(&args.gates)?;
    let catalog = assessments::catalog(&args.own)?;
    use_cores(args.jobs)?;
    let on_problem = OnProblem::keep_going(args.keep_going);
    let Gathered { assessments, left_out } =
        assessments::gather(&args.answers, &catalog, on_problem)?;
    let questionnaires: Vec<_> =
        assessments.iter().map(|one| one.questionnaire(&catalog)).collect();
    gates::known(&asked.gates, &questionnaires)?;
    let batch = Batch { assessments: &assessments, catalog: &catalog, asked: &asked, args };
    let mut outcome = Outcome { left_out, ..Outcome::default() };
    match args.format {
        ScoreFormat::Table => {
            // Of thousands of reports, only their lines are kept.
            let mut lines = table::ScoreLines::default();
            batch.each_report(|report| {
                outcome.add(&report);
                lines.add(&report);
            })?;
            output::to_stdout(|out| lines.render(out))?;
        }
        ScoreFormat::Json => {
            let mut reports = Vec::new();
            batch.each_report(|report| {
                outcome.add(&report);
                reports.push(report);
            })?;
            output::to_stdout(|out| json::render_all(&reports, out))?;
        }
    }
    Ok(outcome.ended())
}

/// Uses so many cores; all of them where nothing was said.
fn use_cores(jobs: Option<usize>) -> anyhow::Result<()> {
    if let Some(jobs) = jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?;
    }
    Ok(())
}

/// What is scored, and how.
struct Batch<'a> {
    assessments: &'a [Assessment],
    catalog: &'a Catalog,
    asked: &'a Asked,
    args: &'a ScoreArgs,
}

impl Batch<'_> {
    /// Makes the reports on all cores, and hands them on in order.
    fn each_report(&self, mut take: impl FnMut(Report)) -> Result<(), Failure> {
        let progress = Progress::new("scored", self.assessments.len());
        for some in self.assessments.chunks(AT_A_TIME) {
            let reports: Vec<Result<Vec<Report>, Failure>> = match some {
                [only] => vec![self.reports(only)],
                several => several.par_iter().map(|one| self.reports(one)).collect(),
            };
            for reports in reports {
                reports?.into_iter().for_each(&mut take);
                progress.one_more();
            }
        }
        progress.finish();
        Ok(())
    }

    /// The report of an assessment, or one for each of its respondents.
    fn reports(&self, assessment: &Assessment) -> Result<Vec<Report>, Failure> {
        if self.args.each {
            return assessment.reports_of_each(self.catalog, self.asked);
        }
        Ok(vec![assessment.report(self.catalog, self.asked, Texts::All)?])
    }
}

/// What decides how the run ends.
#[derive(Default)]
struct Outcome {
    left_out: usize,
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
        if self.left_out > 0 {
            Ended::FileProblems
        } else if self.any_not_met {
            Ended::GateNotMet
        } else if !self.any_gate && !self.any_published {
            Ended::NothingPublished
        } else {
            Ended::Done
        }
    }
}
