//! `pgap score`: many assessments for scripts, and gates.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use prevention_gap::gates::ratchet::Held;
use prevention_gap::model::{AssessmentKey, Tenths};
use prevention_gap::report::batch::{Badge, BatchFormat, BatchWriter, Ending, Entry, FileProblem};
use prevention_gap::report::{self, GateReport, Report};
use prevention_gap::tally::Disclosure;
use prevention_gap::text::visible;
use prevention_gap::yaml::Catalog;
use rayon::prelude::*;

use super::args::ScoreArgs;
use super::assessments::{Assessment, Gathered, OnProblem, Rules};
use super::exit::{Ended, Failure};
use super::gates::Asked;
use super::progress::Progress;
use super::ratchet::{Against, News, Ratchet};
use super::stopped::Stopped;
use super::targets::Target;
use super::{assessments, gates, notes, output, ratchet, targets};

/// Set by Ctrl-C: the run ends, and its unfinished files go.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// So many assessments are scored at a time; a report of each is in memory.
const AT_A_TIME: usize = 64;

pub(super) fn run(args: &ScoreArgs) -> Result<Ended, Failure> {
    targets::no_slip(args)?;
    let badge = args.badge.as_deref().map(badge_format).transpose()?;
    let outputs = Outputs { args, badge };
    let scored = outputs.score();
    if let Err(stopped) = &scored {
        outputs.tell(stopped)?;
    }
    scored.map_err(|stopped| stopped.failure)
}

/// Where results go.
struct Outputs<'a> {
    args: &'a ScoreArgs,
    badge: Option<(&'a Path, BadgeFormat)>,
}

impl Outputs<'_> {
    /// Scores, judges and writes all outputs.
    fn score(&self) -> Result<Ended, Stopped> {
        let args = self.args;
        let asked = gates::asked(&args.gates)?;
        let catalog = assessments::catalog(&args.own)?;
        use_cores(args.jobs).map_err(Failure::from)?;
        let on_problem = OnProblem::keep_going(args.keep_going);
        let are_judged = !asked.gates.is_empty() || !args.ratchet.max_drop.is_empty();
        let rules = Rules { on_problem, are_judged };
        let gathered = assessments::gather(&args.answers, &catalog, rules)?;
        if gathered.left_out > 0 && !args.keep_going {
            return Err(Stopped::at(gathered));
        }
        let questionnaires: Vec<_> =
            gathered.assessments.iter().map(|one| one.questionnaire(&catalog)).collect();
        // Where all files are broken, there is nothing to hold the names against.
        if !questionnaires.is_empty() {
            gates::known(&asked.gates, &questionnaires)?;
        }
        not_of_others(args, &gathered)?;
        if args.each {
            let may_be_seen = |one: &Assessment| one.may_be_seen_one_by_one(disclosure(args));
            gathered.assessments.iter().try_for_each(may_be_seen)?;
        }
        let keys: Vec<AssessmentKey> = gathered.assessments.iter().map(Assessment::key).collect();
        let held: Vec<Held> = gathered.assessments.iter().map(Assessment::held).collect();
        let against = ratchet::against(&args.ratchet)?;
        let drops = &args.ratchet.max_drop;
        let ratchet = match questionnaires.as_slice() {
            [] => Ratchet::default(),
            answered => Ratchet::new(&against, drops, &held, answered)?,
        };
        let batch = Batch {
            gathered: &gathered,
            keys: &keys,
            apart: report::apart(&keys),
            catalog: &catalog,
            asked: &asked,
            ratchet: &ratchet,
            is_first: matches!(against, Against::First),
            needs_all: needs_all(args),
            args,
        };
        let outcome = batch.write()?;
        self.write_badge(&outcome.badge)?;
        let is_silent =
            !args.output.is_empty() && !args.output.iter().any(|path| path.as_os_str() == "-");
        if is_silent && outcome.any_not_met {
            let note = "note: gates are not met; the files that were written say which";
            notes::note(note).map_err(Failure::from)?;
        }
        Ok(outcome.ended())
    }

    fn write_badge(&self, badge: &Badge) -> Result<(), Failure> {
        let Some((path, format)) = self.badge else { return Ok(()) };
        Ok(output::to_file(path, |out| match format {
            BadgeFormat::Svg => badge.write_svg(out),
            BadgeFormat::Json => badge.write_json(out),
        })?)
    }

    /// Writes what stopped the run into every file that was named, so that no
    /// green one of an earlier run stays.
    fn tell(&self, stopped: &Stopped) -> Result<(), Failure> {
        let Some(problems) = stopped.problems("not-scored", &self.args.answers) else {
            return Ok(());
        };
        let left_out = stopped.left_out.max(1);
        if !self.args.output.is_empty() {
            let mut targets = targets::targets(self.args.format, &self.args.output)?;
            let ending = Ending { problems: &problems, left_out, ..Ending::default() };
            targets.iter_mut().try_for_each(|target| Output::new(target).finish(&ending))?;
            targets.into_iter().try_for_each(Target::close)?;
        }
        let mut badge = Badge::default();
        badge.leave_out(left_out);
        self.write_badge(&badge)
    }
}

/// `--mine` is about one file: of several, some are somebody else's.
fn not_of_others(args: &ScoreArgs, gathered: &Gathered) -> Result<(), Failure> {
    let documents: usize = gathered.assessments.iter().map(Assessment::respondents).sum();
    if !args.mine.mine || documents == 1 {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "`--mine` shows one's own answers, and {documents} documents were named; name the one \
         that is yours"
    )))
}

/// What results disclose.
fn disclosure(args: &ScoreArgs) -> Disclosure {
    Disclosure { mine: args.mine.mine, ..Disclosure::default() }
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

/// Whether an output lays whole reports out.
fn needs_all(args: &ScoreArgs) -> bool {
    let formats = args.output.iter().filter_map(|path| targets::format_by_ending(path));
    let on_stdout = std::iter::once(args.format);
    args.ratchet.writes_baseline() || formats.chain(on_stdout).any(BatchFormat::needs_all)
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
    /// What tells the assessments apart, in their order.
    keys: &'a [AssessmentKey],
    /// What else tells those apart that are shown by the same name.
    apart: Vec<Option<String>>,
    catalog: &'a Catalog,
    asked: &'a Asked,
    ratchet: &'a Ratchet<'a>,
    /// Whether a baseline was named that this run makes for the first time.
    is_first: bool,
    /// Whether an output lays whole reports out.
    needs_all: bool,
    args: &'a ScoreArgs,
}

impl Batch<'_> {
    /// Writes every assessment to every output; all of it is written before
    /// the run ends, however it ends.
    fn write(&self) -> Result<Outcome, Failure> {
        let mut outcome = Outcome { left_out: self.gathered.left_out, ..Outcome::default() };
        let mut targets = targets::targets(self.args.format, &self.args.output)?;
        if !self.args.output.is_empty() || self.args.ratchet.writes_baseline() {
            ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))?;
        }
        let mut next_baseline = self.next_baseline()?;
        let mut outputs: Vec<Output<'_>> =
            targets.iter_mut().chain(&mut next_baseline).map(Output::new).collect();
        self.each_report(|assessment, report, news| {
            outcome.add(report, news);
            let file = assessment.file();
            let lines = |question: &str| assessment.line_of(question);
            let entry = Entry { report, file: file.as_deref(), lines: &lines };
            Ok(outputs.iter_mut().try_for_each(|output| output.add(&entry))?)
        })?;
        let news = outcome.news();
        let lost = self.ratchet.lost();
        let mut problems = Vec::new();
        if self.ratchet.has_limits() {
            // What is not looked at any more cannot be said to have kept them.
            outcome.any_not_met |= !lost.is_empty();
            problems.extend(lost.iter().map(|lost| self.lost(lost)));
        }
        outcome.lost = lost.len();
        outcome.badge.leave_out(self.gathered.left_out + problems.len());
        problems.extend(self.gathered.problems.iter().cloned());
        outcome.notes.extend(lost);
        if self.is_first {
            let first = "There is no baseline yet: nothing was held against it.".to_owned();
            outcome.notes.push(first);
        }
        let ending = Ending {
            problems: &problems,
            skipped: &self.gathered.skipped.files,
            all_skipped: self.gathered.skipped.count,
            left_out: self.gathered.left_out + problems.len() - self.gathered.problems.len(),
            news: &news,
            notes: &outcome.notes,
        };
        outputs.into_iter().try_for_each(|output| output.finish(&ending))?;
        targets.into_iter().try_for_each(Target::close)?;
        next_baseline.map_or(Ok(()), |baseline| outcome.replace(baseline))?;
        Ok(outcome)
    }

    /// What is lost, as a problem of the baseline.
    fn lost(&self, sentence: &str) -> FileProblem {
        let baseline = self.args.ratchet.baseline.as_deref().unwrap_or(Path::new(""));
        FileProblem {
            file: visible(&baseline.display().to_string()).into_owned(),
            line: 1,
            column: 1,
            code: "lost-assessment",
            is_error: true,
            sentence: sentence.to_owned(),
            help: None,
        }
    }

    /// The file that the next run is held against, if it is wanted.
    fn next_baseline(&self) -> Result<Option<Target>, Failure> {
        let ratchet = &self.args.ratchet;
        let path = ratchet.baseline.as_deref().filter(|_| ratchet.writes_baseline());
        Ok(path.map(Target::baseline).transpose()?)
    }

    /// Makes the reports on all cores, and hands them on in order.
    fn each_report(
        &self,
        mut take: impl FnMut(&Assessment, &Report, News) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let progress = Progress::new("scored", self.gathered.assessments.len());
        let all: Vec<(usize, &Assessment)> = self.gathered.assessments.iter().enumerate().collect();
        for some in all.chunks(AT_A_TIME) {
            if INTERRUPTED.load(Ordering::Relaxed) {
                return Err(Failure::Interrupted);
            }
            let reports: Vec<Result<Vec<(Report, News)>, Failure>> = match some {
                [(position, only)] => vec![self.reports(*position, only)],
                several => {
                    several.par_iter().map(|(position, one)| self.reports(*position, one)).collect()
                }
            };
            for ((position, assessment), reports) in some.iter().zip(reports) {
                for (report, news) in reports? {
                    let mut report = report.without_skipped(&self.gathered.skipped);
                    report.header.apart.clone_from(&self.apart[*position]);
                    take(assessment, &report, news)?;
                }
                progress.one_more();
            }
        }
        progress.finish();
        // A run that was interrupted at its very end was interrupted too.
        if INTERRUPTED.load(Ordering::Relaxed) { Err(Failure::Interrupted) } else { Ok(()) }
    }

    /// The report of an assessment and what changed, or a report for each of
    /// its respondents.
    fn reports(
        &self,
        position: usize,
        assessment: &Assessment,
    ) -> Result<Vec<(Report, News)>, Failure> {
        if self.args.each {
            let each =
                assessment.reports_of_each(self.catalog, self.asked, disclosure(self.args))?;
            return Ok(each.into_iter().map(|report| (report, News::default())).collect());
        }
        let questionnaire = assessment.questionnaire(self.catalog);
        let assessed = assessment.assessed(self.catalog, disclosure(self.args))?;
        let judged = assessments::verdicts(questionnaire, &assessed, self.asked);
        let mut report = report::summary(questionnaire, &assessed, &judged);
        let key = &self.keys[position];
        let news = self.ratchet.hold(position, key, questionnaire, &assessed, &mut report);
        if self.needs_all || !report.gates.iter().all(GateReport::is_met) {
            let whole = report::build(questionnaire, &assessed, &judged);
            report = Report { gates: report.gates, since: report.since, ..whole };
        }
        Ok(vec![(report, news)])
    }
}

/// An output while it is written.
struct Output<'t> {
    writer: BatchWriter<'t>,
    cannot_write: String,
}

impl<'t> Output<'t> {
    fn new(target: &'t mut Target) -> Self {
        let cannot_write = target.cannot_write();
        Self { writer: BatchWriter::new(target.format, target), cannot_write }
    }

    fn add(&mut self, entry: &Entry<'_>) -> anyhow::Result<()> {
        self.writer.add(entry).with_context(|| self.cannot_write.clone())
    }

    fn finish(self, ending: &Ending<'_>) -> anyhow::Result<()> {
        self.writer.finish(ending).context(self.cannot_write)
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
    /// How many assessments of the baseline are missing.
    lost: usize,
    /// What changed since the baseline, a sentence each, and by how much it
    /// rose.
    news: Vec<(Tenths, String)>,
    /// What else a reader should know.
    notes: Vec<String>,
}

impl Outcome {
    fn add(&mut self, report: &Report, news: News) {
        self.badge.add(report);
        self.news.extend(news.headline);
        self.notes.extend(news.details);
        self.notes.extend(report.withheld_because().map(|why| {
            let header = &report.header;
            let parts = [Some(&header.organisation), header.unit.as_ref(), header.wave.as_ref()];
            let name: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            format!("{}: {why}", name.join(", "))
        }));
        self.any_gate |= !report.gates.is_empty();
        self.any_not_met |= report.gates.iter().any(|gate| !gate.is_met());
        self.any_published |= report.overall.gap.points.is_some();
    }

    /// Puts the results of this run in the place of the baseline, if they may
    /// stand there.
    fn replace(&self, baseline: Target) -> Result<(), Failure> {
        if self.ended() == Ended::Done && self.lost == 0 {
            return Ok(baseline.close()?);
        }
        Ok(notes::note(
            "note: the baseline is not updated, for this run does not keep its limits, or an \
             assessment of it is missing",
        )?)
    }

    /// What changed, the good news first.
    fn news(&mut self) -> Vec<String> {
        let mut news = std::mem::take(&mut self.news);
        news.sort_by_key(|&(rise, _)| Reverse(rise));
        news.into_iter().map(|(_, sentence)| sentence).collect()
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
