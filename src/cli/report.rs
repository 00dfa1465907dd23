//! `pgap report`: the gap report of one assessment.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context as _;
use prevention_gap::report::batch::Ending;
use prevention_gap::report::{self, Chart, Format, Report, SkippedFiles, markdown};
use prevention_gap::tally::{Disclosure, Texts};
use prevention_gap::yaml::Catalog;

use super::args::ReportArgs;
use super::assessments::{self, Assessment, OnProblem};
use super::exit::{Ended, Failure};
use super::gates::Asked;
use super::stopped::Stopped;
use super::{demo, files, notes, output};

pub(super) fn run(args: &ReportArgs) -> Result<Ended, Failure> {
    let targets = targets(args)?;
    not_over_an_input(args)?;
    let made = made(args);
    if let Err(stopped) = &made {
        tell(stopped, args, &targets)?;
    }
    let (report, left_out) = made.map_err(|stopped| stopped.failure)?;
    let charts = match &args.assets {
        Some(folder) => write_charts(folder, &report)?,
        None => Vec::new(),
    };
    say_withheld(&report, &targets)?;
    for (path, format) in targets {
        let page = match path {
            Some(_) => output::page_of_file(args.output.width),
            None => output::page(args.output.width),
        };
        let write = |out: &mut dyn Write| match (format, &args.assets) {
            (Format::Markdown, Some(folder)) => {
                let linked = linked(&charts, folder, path);
                markdown::render_with_charts(&report, &linked, out)
            }
            _ => format.render(&report, page, out),
        };
        match path {
            Some(path) => output::to_file(path, write)?,
            None => output::to_stdout(write)?,
        }
    }
    if left_out > 0 {
        return Ok(Ended::FileProblems);
    }
    Ok(if report.overall.gap.points.is_some() { Ended::Done } else { Ended::NothingPublished })
}

/// The report, and how many documents were left out of it.
fn made(args: &ReportArgs) -> Result<(Report, usize), Stopped> {
    let catalog = assessments::catalog(&args.own)?;
    let (assessment, left_out, skipped) = assessment(args, &catalog)?;
    let asked = Asked { today: args.today, ..Asked::default() };
    let report = assessment.report(&catalog, &asked, disclosure(args))?;
    let report = report.without_files(left_out).without_skipped(&skipped);
    Ok((report.cut_for(args.audience), left_out))
}

/// Writes what stopped the run into every file that was named, so that no
/// report of an earlier run stays.
fn tell(
    stopped: &Stopped,
    args: &ReportArgs,
    targets: &[(Option<&Path>, Format)],
) -> Result<(), Failure> {
    let Some(problems) = stopped.problems("no-report", &args.answers) else { return Ok(()) };
    let left_out = stopped.left_out.max(1);
    let ending = Ending { problems: &problems, left_out, ..Ending::default() };
    for (path, format) in targets {
        if let Some(path) = path {
            output::to_file(path, |out| format.render_stopped(&ending, out))?;
        }
    }
    Ok(())
}

/// A slip of the pen must not cost anybody their answers.
fn not_over_an_input(args: &ReportArgs) -> Result<(), Failure> {
    let inputs = files::inputs(&args.answers)?;
    let over = |path: &&std::path::PathBuf| inputs.iter().any(|input| input.is(path));
    match args.output.output.iter().find(over) {
        None => Ok(()),
        Some(path) => Err(Failure::Usage(format!(
            "`--output {}` would overwrite the answers; name another file",
            path.display()
        ))),
    }
}

/// What the report discloses.
fn disclosure(args: &ReportArgs) -> Disclosure {
    let texts = match args {
        ReportArgs { redact: true, .. } => Texts::Redacted,
        ReportArgs { no_notes: true, .. } => Texts::WithoutNotes,
        ReportArgs { notes: true, .. } => Texts::WithNotes,
        _ => Texts::Expected,
    };
    Disclosure { texts, mine: args.mine.mine }
}

/// Why nothing is shown, where no page on the terminal says it.
fn say_withheld(report: &Report, targets: &[(Option<&Path>, Format)]) -> Result<(), Failure> {
    let is_said = targets.contains(&(None, Format::Table));
    match report.withheld_because().filter(|_| !is_said) {
        Some(why) => Ok(notes::note(&format!("note: {why}"))?),
        None => Ok(()),
    }
}

/// Writes every chart into a folder, which is made if it is not there.
fn write_charts(folder: &Path, report: &Report) -> Result<Vec<Chart>, Failure> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let charts = report::charts(report);
    for chart in &charts {
        output::to_file(&folder.join(chart.file), |out| out.write_all(chart.svg.as_bytes()))?;
    }
    Ok(charts)
}

/// Every chart with its link: from the folder of the report, where the charts
/// lie below it, and else as the folder was named.
fn linked<'a>(
    charts: &'a [Chart],
    folder: &Path,
    report: Option<&Path>,
) -> Vec<(String, &'a Chart)> {
    let beside = report.and_then(Path::parent);
    let folder = beside.and_then(|beside| folder.strip_prefix(beside).ok()).unwrap_or(folder);
    let link = |chart: &Chart| {
        let path = folder.join(chart.file);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/").replacen("//", "/", 1)
    };
    charts.iter().map(|chart| (link(chart), chart)).collect()
}

/// Where the report goes, and in which format: standard output, or the files
/// that were named.
fn targets(args: &ReportArgs) -> Result<Vec<(Option<&Path>, Format)>, Failure> {
    let on_stdout = args.format.unwrap_or(Format::Table);
    if args.output.output.is_empty() {
        return Ok(vec![(None, on_stdout)]);
    }
    args.output
        .output
        .iter()
        .map(|path| {
            if path.as_os_str() == "-" {
                return Ok((None, on_stdout));
            }
            let ending = path.extension().and_then(|ending| ending.to_str());
            match ending.and_then(|ending| Format::from_ending(&ending.to_ascii_lowercase())) {
                Some(format) => Ok((Some(path.as_path()), format)),
                None => Err(Failure::Usage(format!(
                    "`--output {}`: the format follows the ending, and this one is none of {}",
                    path.display(),
                    Format::ALL.map(|format| format!(".{}", format.ending())).join(", "),
                ))),
            }
        })
        .collect()
}

/// The assessment, how many documents were left out of it, and what was not
/// read.
fn assessment(
    args: &ReportArgs,
    catalog: &Catalog,
) -> Result<(Assessment, usize, SkippedFiles), Stopped> {
    if args.demo {
        let demo = assessments::read_text(demo::NAME, demo::ANSWERS, catalog)?;
        return Ok((demo, 0, SkippedFiles::default()));
    }
    let on_problem = OnProblem::keep_going(args.keep_going);
    let (assessment, gathered) = assessments::only(&args.answers, catalog, "a report", on_problem)?;
    let skipped = gathered.skipped;
    let skipped = if args.redact { skipped.without_names() } else { skipped };
    Ok((assessment, gathered.left_out, skipped))
}
