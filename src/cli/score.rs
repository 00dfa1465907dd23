//! `pgap score`: many assessments for scripts, and gates.

use std::path::Path;

use anyhow::Context as _;
use prevention_gap::report::Report;
use prevention_gap::report::batch::{Badge, BatchWriter, Ending, Entry};
use prevention_gap::tally::Texts;
use prevention_gap::yaml::Catalog;
use rayon::prelude::*;

use super::args::ScoreArgs;
use super::assessments::{Assessment, Gathered, OnProblem};
use super::exit::{Ended, Failure};
use super::gates::Asked;
use super::progress::Progress;
use super::{assessments, gates, output, targets};

/// So many assessments are scored at a time; a report of each is in memory.
const AT_A_TIME: usize = 64;

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    let asked = gates::asked(&args.gates)?;
    let badge = args.badge.as_deref().map(badge_format).transpose()?;
    let catalog = assessments::catalog(&args.own)?;
    use_cores(args.jobs)?;
    let on_problem = OnProblem::keep_going(args.keep_going);
    let gathered = assessments::gather(&args.answers, &catalog, on_problem)?;
    let questionnaires: Vec<_> =
        gathered.assessments.iter().map(|one| one.questionnaire(&catalog)).collect();
    gates::known(&asked.gates, &questionnaires)?;
    let batch = Batch { gathered: &gathered, catalog: &catalog, asked: &asked, args };
    let outcome = batch.write()?;
    if let Some((path, format)) = badge {
        output::to_file(path, |out| match format {
            BadgeFormat::Svg => outcome.badge.write_svg(out),
            BadgeFormat::Json => outcome.badge.write_json(out),
        })?;
    }
    Ok(outcome.ended())
}

/// How a badge is written.
#[derive(Clone, Copy)]
enum BadgeFormat {
    Svg,
    Json,
}

/// The format of a badge follows its ending.
fn badge_format(path: &Path) -> Result<(&Path, BadgeFormat), Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => Ok((path, BadgeFormat::Svg)),
        Some("json") => Ok((path, BadgeFormat::Json)),
        _ => Err(Failure::Usage(format!(
            "`--badge {}`: a badge ends in .svg or .json",
            path.display()
        ))),
    }
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
    gathered: &'a Gathered,
    catalog: &'a Catalog,
    asked: &'a Asked,
    args: &'a ScoreArgs,
}

impl Batch<'_> {
    /// Writes every assessment to every output; all of it is written before
    /// the run ends, however it ends.
    fn write(&self) -> Result<Outcome, Failure> {
        let mut outcome = Outcome::default();
        outcome.leave_out(self.gathered.left_out);
        let mut targets = targets::targets(self.args.format, &self.args.output)?;
        let cannot_write: Vec<String> = targets.iter().map(targets::Target::cannot_write).collect();
        let mut writers: Vec<BatchWriter<'_>> =
            targets.iter_mut().map(|target| BatchWriter::new(target.format, target)).collect();
        self.each_report(|assessment, report| {
            outcome.add(report);
            let file = assessment.file();
            let lines = |question: &str| assessment.line_of(question);
            let entry = Entry { report, file: file.as_deref(), lines: &lines };
            for (writer, cannot_write) in writers.iter_mut().zip(&cannot_write) {
                writer.add(&entry).with_context(|| cannot_write.clone())?;
            }
            Ok(())
        })?;
        let ending = Ending {
            problems: &self.gathered.problems,
            left_out: self.gathered.left_out,
            ..Ending::default()
        };
        for (writer, cannot_write) in writers.into_iter().zip(cannot_write) {
            writer.finish(&ending).context(cannot_write)?;
        }
        targets.into_iter().try_for_each(targets::Target::close)?;
        Ok(outcome)
    }

    /// Makes the reports on all cores, and hands them on in order.
    fn each_report(
        &self,
        mut take: impl FnMut(&Assessment, &Report) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let progress = Progress::new("scored", self.gathered.assessments.len());
        for some in self.gathered.assessments.chunks(AT_A_TIME) {
            let reports: Vec<Result<Vec<Report>, Failure>> = match some {
                [only] => vec![self.reports(only)],
                several => several.par_iter().map(|one| self.reports(one)).collect(),
            };
            for (assessment, reports) in some.iter().zip(reports) {
                reports?.iter().try_for_each(|report| take(assessment, report))?;
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
    badge: Badge,
    left_out: usize,
    any_gate: bool,
    any_not_met: bool,
    any_published: bool,
}

impl Outcome {
    fn leave_out(&mut self, documents: usize) {
        self.left_out = documents;
        self.badge.leave_out(documents);
    }

    fn add(&mut self, report: &Report) {
        self.badge.add(report);
        self.any_gate |= !report.gates.is_empty();
        self.any_not_met |= report.gates.iter().any(|gate| !gate.is_met());
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
