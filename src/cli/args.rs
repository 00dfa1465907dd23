//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Parser, Subcommand};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};
use prevention_gap::gates;
use prevention_gap::gates::ratchet::{self, MaxDrop};
use prevention_gap::model::{Gate, ProblemKind, read_day};
use prevention_gap::report::batch::BatchFormat;
use prevention_gap::report::{Audience, Format};
use prevention_gap::text::name as name_as_compared;

use super::notes::Telling;
use super::{completions, exit};

const EXAMPLES: &str = "\
Try it:
  pgap assess                              answer the questions, see your report
  pgap report --demo                       the report of a fictional company
  pgap list                                the questionnaires on board
  pgap show quick-check                    the questions, and the file format
  pgap report answers.yaml                 your own report in the terminal
  pgap report answers.yaml -o report.html  the same as a page to read or print
  pgap form quick-check --role frontline   a page for people without a terminal
  pgap score answers/ --min prevention=45  a gate for scripts";

/// Measures whether an organisation prevents customer issues or merely
/// resolves them
///
/// The Prevention Gap is the ability to resolve minus the ability to prevent.
/// pgap scores saved answers to a questionnaire and reports the gap: how wide
/// it is, what holds prevention back, and what to do first.
#[derive(Debug, Parser)]
#[command(name = "pgap", version, after_help = exit::help(EXAMPLES, None), max_term_width = 100)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) color: colorchoice_clap::Color,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// How much is said beside the results.
#[derive(Debug, clap::Args)]
pub(super) struct TellingArgs {
    /// Leave out notes and warnings; results and errors stay
    #[arg(long, global = true, conflicts_with = "verbose", display_order = 900)]
    quiet: bool,
    /// Also say which files are read and written
    #[arg(long, global = true, display_order = 900)]
    verbose: bool,
}

impl TellingArgs {
    pub(super) fn telling(&self) -> Telling {
        match (self.quiet, self.verbose) {
            (true, _) => Telling::Quiet,
            (false, true) => Telling::Steps,
            (false, false) => Telling::Notes,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ask the questions, save every answer, and show the report
    Assess(AssessArgs),
    /// Report the gap of one assessment
    Report(ReportArgs),
    /// Score many assessments for scripts, and judge gates
    Score(ScoreArgs),
    /// Find problems in questionnaires, answers and policies
    Check(CheckArgs),
    /// Explain how a number came about, what a question asks and why, or what
    /// rests on a concept
    Explain(ExplainArgs),
    /// List the questionnaires on board
    List(ListArgs),
    /// Print a questionnaire, as a question sheet too, or copy it
    Show(ShowArgs),
    /// Write a page, or a file to fill in, for respondents without a terminal
    Form(FormArgs),
    /// Print a JSON Schema, for editors and other tools
    Schema(SchemaArgs),
    /// Print the script by which a shell completes commands and ids
    Completions(CompletionsArgs),
    /// Print the man page of pgap, or of a command
    Man(ManArgs),
}

const ASSESS_EXAMPLES: &str = "\
Every answer is saved at once; `q` or Ctrl-C stops, and the same file goes on
another day. What is not told here is asked. Without a terminal, `--plain` takes
one answer a line.

A workshop in one sitting: `--seats` asks each question once, and one line has a
level for each seat, `4d 3 2 1`. Let everybody write their number down before
anyone speaks.

Try it:
  pgap assess quick-check                      ten questions, five minutes
  pgap assess prevention-gap --dimensions core the short way through the full assessment
  pgap assess larkfield-home.yaml              go on with saved answers
  pgap assess quick-check --seats coo:leader,a1:frontline,a2:frontline
  pgap assess prevention-gap --from larkfield-home.yaml
  pgap assess quick-check --dry-run            look at the questions, save nothing";

#[derive(Debug, clap::Args)]
#[command(after_help = exit::help(ASSESS_EXAMPLES, Some("assess")))]
pub(super) struct AssessArgs {
    /// The id of a questionnaire, or a file of answers to go on with
    #[arg(
        value_name = "QUESTIONNAIRE|ANSWERS",
        add = ArgValueCompleter::new(completions::questionnaires_and_files),
    )]
    pub(super) what: Option<String>,
    /// Save the answers in this file, or go on with it if it is there
    #[arg(long, short, value_name = "FILE")]
    pub(super) answers: Option<PathBuf>,
    /// Who is assessed
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) organisation: Option<String>,
    /// The part of it that is assessed
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) unit: Option<String>,
    /// The round of asking, such as `2026 autumn`
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) wave: Option<String>,
    /// Who answers: a role of the questionnaire, or `joint` for several
    /// people together
    #[arg(long, value_name = "ROLE", add = ArgValueCandidates::new(completions::roles_and_joint))]
    pub(super) role: Option<String>,
    #[command(flatten)]
    pub(super) workshop: WorkshopArgs,
    /// Ask these dimensions only: `core`, `all`, or ids with commas between
    #[arg(long, value_name = "LIST", add = ArgValueCandidates::new(completions::dimensions))]
    pub(super) dimensions: Option<String>,
    /// Take over what other answers of the organisation say on the same
    /// questions; they stay as old as they were
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// The day of the interview [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<jiff::civil::Date>,
    /// Never ask what proves an answer
    #[arg(long)]
    pub(super) no_proof: bool,
    /// Use plain lines without escapes, for screen readers and pipes
    #[arg(long)]
    pub(super) plain: bool,
    /// Walk through the questions and save nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// Who sits in a workshop, and what the report may say of them.
#[derive(Debug, clap::Args)]
pub(super) struct WorkshopArgs {
    /// Hold a workshop: a seat for each person, as in
    /// `coo:leader,a1:frontline`, in one file
    #[arg(long, value_name = "LIST", conflicts_with_all = ["role", "from"])]
    pub(super) seats: Option<String>,
    /// Show everything in the report, also small groups: agree on it
    /// beforehand
    #[arg(long, conflicts_with = "anonymous")]
    pub(super) named: bool,
    /// Hide small groups in the report
    #[arg(long)]
    pub(super) anonymous: bool,
}

/// A name that says something.
fn name(text: &str) -> Result<String, &'static str> {
    match name_as_compared(text) {
        name if name.is_empty() => Err("type a name, or leave the option out"),
        name => Ok(name),
    }
}

/// Where definitions come from.
#[derive(Debug, clap::Args)]
pub(super) struct OwnArgs {
    /// Use this questionnaire of your own beside those on board (can be
    /// repeated)
    #[arg(long = "questionnaire", short = 'q', value_name = "FILE")]
    pub(super) questionnaires: Vec<PathBuf>,
}

/// Where a report goes.
#[derive(Debug, clap::Args)]
pub(super) struct OutputArgs {
    /// Write to this file, in the format of its ending; `-` is standard
    /// output (can be repeated)
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// Lay the terminal format out for so many columns, 60 to 120
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=120))]
    pub(super) width: Option<u16>,
}

const REPORT_EXAMPLES: &str = "\
Try it:
  pgap report --demo
  pgap report answers.yaml
  pgap report answers.yaml --output report.html --output report.json
  pgap report answers.yaml --output report.md --assets charts
  pgap report answers.yaml --audience board --output board.md
  pgap report answers.yaml --redact --output to-share.html
  pgap report - < answers.yaml";

#[derive(Debug, clap::Args)]
#[command(after_help = exit::help(REPORT_EXAMPLES, Some("report")))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct ReportArgs {
    /// Answers of one assessment: files, folders, or `-` for standard input
    #[arg(required_unless_present = "demo", value_name = "ANSWERS")]
    pub(super) answers: Vec<PathBuf>,
    /// Report the fictional company on board
    #[arg(long, conflicts_with = "answers")]
    pub(super) demo: bool,
    /// The format on standard output [default: table]
    #[arg(long, short, value_name = "FORMAT", value_parser = format_parser())]
    pub(super) format: Option<Format>,
    /// Cut the report for its readers: the first page and three actions for the
    /// board, no method and
    /// notes for a manager, what a team can use
    #[arg(long, value_name = "AUDIENCE", default_value = "full", value_parser = audience_parser())]
    pub(super) audience: Audience,
    /// Leave notes and reasons out, and say how many there are
    #[arg(long)]
    pub(super) no_notes: bool,
    /// Show notes and reasons of anonymous respondents too, without anything
    /// that tells whose they are
    #[arg(long, conflicts_with_all = ["no_notes", "redact"])]
    pub(super) notes: bool,
    /// Leave out names, notes, facts and free text, so that the report can be
    /// shared
    #[arg(long)]
    pub(super) redact: bool,
    #[command(flatten)]
    pub(super) mine: MineArgs,
    /// Leave files with problems out, and say how many; the run still ends
    /// with exit code 3
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Write the charts as SVG files into this folder; the Markdown report
    /// shows them
    #[arg(long, value_name = "DIR")]
    pub(super) assets: Option<PathBuf>,
    /// The day on which decisions are overdue [default: the date of the
    /// answers]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

const SCORE_EXAMPLES: &str = "\
Gates judge published numbers: prevention, resolution, gap and coverage, the
first three also in one dimension. A policy also judges stages, confidence,
patterns, late decisions and the age of answers. All gates are judged and
listed, with what holds them down; what cannot be judged counts as not met.

Try it:
  pgap score answers/
  pgap score answers/ --format json
  pgap score answers/ --output junit.xml --output summary.md --badge gap.svg
  pgap score workshop.yaml --each
  pgap score answers/ --min prevention=45 --min ownership.prevention=50 --min coverage=80
  pgap score answers/ --min resolution=55 --max gap=20
  pgap score answers/ --policy gates.yaml --today 2026-11-22
  pgap score answers/ --baseline last.json --max-drop prevention=5 --update-baseline";

#[derive(Debug, clap::Args)]
#[command(after_help = exit::help(SCORE_EXAMPLES, Some("score")))]
pub(super) struct ScoreArgs {
    /// Answers: files, folders, or `-` for standard input
    #[arg(required = true, value_name = "ANSWERS")]
    pub(super) answers: Vec<PathBuf>,
    /// The format on standard output
    #[arg(long, short, value_name = "FORMAT", default_value = "table", value_parser = batch_parser())]
    pub(super) format: BatchFormat,
    /// Write to this file, in the format of its ending; `-` is standard
    /// output (can be repeated)
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// Write a badge to this file: a drawing (.svg), or what badge services
    /// read (.json)
    #[arg(long, value_name = "FILE")]
    pub(super) badge: Option<PathBuf>,
    #[command(flatten)]
    pub(super) gates: GateArgs,
    #[command(flatten)]
    pub(super) ratchet: RatchetArgs,
    #[command(flatten)]
    pub(super) mine: MineArgs,
    /// Score each respondent alone; refused where an assessment is anonymous
    #[arg(long, conflicts_with = "baseline")]
    pub(super) each: bool,
    /// Leave files with problems out, and say how many; the run still ends
    /// with exit code 3
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Work on so many files at a time [default: one a core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<usize>,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// Reads how many files are worked on at a time, 1 to 256.
fn jobs(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=256).contains(number));
    number.ok_or_else(|| "take a number from 1 to 256".to_owned())
}

/// Whose answers they are.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct MineArgs {
    /// These are my own answers: show them, although the only file says
    /// `anonymous: true`
    #[arg(long)]
    pub(super) mine: bool,
}

/// What is held against an earlier run.
#[derive(Debug, clap::Args)]
pub(super) struct RatchetArgs {
    /// Hold the results against those of an earlier run (`--format json`),
    /// over the questions that are comparable in both
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Let no score drop by more, such as `prevention=5`, overall and in each
    /// dimension, or `ownership.prevention=5`; `respondents=0` lets no fewer
    /// people answer (can be repeated)
    #[arg(
        long,
        value_name = "LIMIT",
        value_parser = ratchet::max_drop,
        requires = "baseline",
        add = ArgValueCandidates::new(completions::drops)
    )]
    pub(super) max_drop: Vec<MaxDrop>,
    /// Write the results of this run as the next baseline, if it keeps all
    /// limits
    #[arg(long, requires = "baseline")]
    pub(super) update_baseline: bool,
    /// Write the first baseline, for there is none to hold against yet; the
    /// file must not be there
    #[arg(long, requires = "baseline")]
    pub(super) first_baseline: bool,
}

impl RatchetArgs {
    /// Whether this run may write the next baseline.
    pub(super) fn writes_baseline(&self) -> bool {
        self.update_baseline || self.first_baseline
    }
}

/// What assessments have to keep.
#[derive(Debug, clap::Args)]
pub(super) struct GateArgs {
    /// Ask for at least this score, such as `prevention=45` (can be repeated)
    #[arg(long, value_name = "GATE", value_parser = gates::minimum)]
    pub(super) min: Vec<Gate>,
    /// Allow at most this gap, such as `gap=20`; needs `--min resolution=...`
    /// beside it (can be repeated)
    #[arg(long, value_name = "GATE", value_parser = gates::maximum)]
    pub(super) max: Vec<Gate>,
    /// Judge the gates in this file
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<PathBuf>,
    /// The day on which dates are judged; only gates on dates need it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<jiff::civil::Date>,
}

/// A day, read as files name one.
fn day(text: &str) -> Result<jiff::civil::Date, String> {
    let said = |problem: ProblemKind| match problem.help() {
        Some(help) => format!("{problem}; {help}"),
        None => problem.to_string(),
    };
    read_day(text).map_err(said)
}

const CHECK_EXAMPLES: &str = "\
Try it:
  pgap check answers.yaml
  pgap check --strict our-check.yaml
  pgap check folder/";

#[derive(Debug, clap::Args)]
#[command(after_help = exit::help(CHECK_EXAMPLES, Some("check")))]
pub(super) struct CheckArgs {
    /// Questionnaires, answers and policies, told apart by what they say
    #[arg(required = true, value_name = "FILES")]
    pub(super) files: Vec<PathBuf>,
    /// Let no warning pass, such as one about the wording of a question
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

const EXPLAIN_EXAMPLES: &str = "\
Try it:
  pgap explain own-cause-owner
  pgap explain 0-18
  pgap explain gap --demo
  pgap explain prevention answers.yaml
  pgap explain ownership.prevention answers.yaml
  pgap explain own-cause-owner.points --demo";

#[derive(Debug, clap::Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArgs {
    /// The id of a question, such as `own-cause-owner`, or of a concept that
    /// questions rest on, such as `0-18`; with answers, a number of their
    /// report: `prevention`, `resolution`, `gap`, `ownership.prevention`,
    /// `own-cause-owner.points`, `own-cause-owner.voices`, `proven`, `posture`,
    /// `stage`, `lowest`, `widest`, `answered`, `backed`, `agreed`, `sure`,
    /// `robustness`
    #[arg(value_name = "WHAT", add = ArgValueCandidates::new(completions::explained))]
    pub(super) what: String,
    /// Answers of one assessment, whose number is explained
    #[arg(value_name = "ANSWERS")]
    pub(super) answers: Vec<PathBuf>,
    /// Explain a number of the fictional company on board
    #[arg(long, conflicts_with = "answers")]
    pub(super) demo: bool,
    #[command(flatten)]
    pub(super) mine: MineArgs,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

const LIST_EXAMPLES: &str = "\
Try it:
  pgap list
  pgap list --questionnaire our-check.yaml";

#[derive(Debug, clap::Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

const SHOW_EXAMPLES: &str = "\
Try it:
  pgap show quick-check
  pgap show prevention-gap --format html --output questions.html
  pgap show prevention-gap --format markdown --role frontline
  pgap show quick-check --as our-check";

#[derive(Debug, clap::Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(super) struct ShowArgs {
    /// The id of a questionnaire, such as `quick-check`
    #[arg(add = ArgValueCandidates::new(completions::questionnaires))]
    pub(super) id: String,
    /// Copy it under this id, to make it yours: writes `<ID>.yaml`
    #[arg(long = "as", value_name = "ID", conflicts_with_all = ["format", "role"])]
    pub(super) copy_as: Option<String>,
    /// As the definition itself, or as a question sheet to send ahead
    #[arg(long, short, value_enum, default_value_t = ShowFormat::Yaml)]
    pub(super) format: ShowFormat,
    /// On the question sheet, only what this role is asked, in its wording
    #[arg(long, value_name = "ROLE", add = ArgValueCandidates::new(completions::roles))]
    pub(super) role: Option<String>,
    /// Write to this file instead; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ShowFormat {
    /// The definition, as it is on board
    Yaml,
    /// A document: the questions, their levels, what to bring
    Markdown,
    /// The same as one page
    Html,
}

const FORM_EXAMPLES: &str = "\
The page works offline in any current browser, also from a mail attachment.
Whoever answers saves a file and mails it back; put the files into one folder
and report on it.

Try it:
  pgap form quick-check --role frontline --output form.html
  pgap form prevention-gap --role leader --dimensions core --output form.html
  pgap form quick-check --role joint --organisation Larkfield -o answers.yaml
  pgap report answers/";

#[derive(Debug, clap::Args)]
#[command(after_help = FORM_EXAMPLES)]
pub(super) struct FormArgs {
    /// The id of a questionnaire, such as `quick-check`
    #[arg(
        value_name = "QUESTIONNAIRE",
        add = ArgValueCandidates::new(completions::questionnaires),
    )]
    pub(super) id: String,
    /// Who answers: a role of the questionnaire, or `joint` for several
    /// people together
    #[arg(long, value_name = "ROLE", add = ArgValueCandidates::new(completions::roles_and_joint))]
    pub(super) role: Option<String>,
    /// Who is assessed; a page without it asks
    #[arg(long, value_name = "NAME")]
    pub(super) organisation: Option<String>,
    /// The part of it that is assessed
    #[arg(long, value_name = "NAME")]
    pub(super) unit: Option<String>,
    /// The round of asking, such as `2026 autumn`
    #[arg(long, value_name = "NAME")]
    pub(super) wave: Option<String>,
    /// Ask these dimensions only: `core`, `all`, or ids with commas between
    #[arg(long, value_name = "LIST", add = ArgValueCandidates::new(completions::dimensions))]
    pub(super) dimensions: Option<String>,
    /// Ask what proves a level, too
    #[arg(long)]
    pub(super) proof: bool,
    /// Answer by name, as agreed beforehand: reports then hide nothing
    /// [default: anonymous, small groups are hidden]
    #[arg(long)]
    pub(super) named: bool,
    /// The day in a file to fill in [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<jiff::civil::Date>,
    /// What browsers keep the drafts of a page by: the same name makes the
    /// same page again [default: made by chance]
    #[arg(long, value_name = "ID")]
    pub(super) page_id: Option<String>,
    /// A page, or a file to fill in by hand [default: as the file ends, else
    /// html]
    #[arg(long, short, value_enum)]
    pub(super) format: Option<FormFormat>,
    /// Write to this file; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FormFormat {
    /// One page that saves a file of answers
    Html,
    /// A file of answers with the questions as comments
    Yaml,
}

const SCHEMA_EXAMPLES: &str = "\
An editor that knows YAML completes keys and underlines slips, if the first
line of a file says where the schema is:
  # yaml-language-server: $schema=answers.schema.json

Try it:
  pgap schema answers > answers.schema.json
  pgap schema questionnaire > questionnaire.schema.json";

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_EXAMPLES)]
pub(super) struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum)]
    pub(super) name: SchemaName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum SchemaName {
    /// A questionnaire, format 1
    Questionnaire,
    /// Answers, format 1
    Answers,
    /// A policy, format 1
    Policy,
    /// Results as JSON, version 1, one assessment or several
    Results,
}

const COMPLETIONS_EXAMPLES: &str = "\
A shell then completes commands, arguments, files and the ids of questionnaires,
questions and concepts. Put its line into the file that it reads at its start:

  bash, ~/.bashrc:
    source <(pgap completions bash)
  zsh, ~/.zshrc, after compinit:
    source <(pgap completions zsh)
  fish, ~/.config/fish/config.fish:
    pgap completions fish | source
  PowerShell, $PROFILE:
    pgap completions powershell | Out-String | Invoke-Expression

Try it:
  source <(pgap completions bash)";

#[derive(Debug, clap::Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

const MAN_EXAMPLES: &str = "\
Try it:
  pgap man | man -l -
  pgap man score > ~/.local/share/man/man1/pgap-score.1";

#[derive(Debug, clap::Args)]
#[command(after_help = MAN_EXAMPLES)]
pub(super) struct ManArgs {
    /// A command, such as `score` [default: pgap itself]
    #[arg(value_name = "COMMAND", add = ArgValueCandidates::new(completions::commands))]
    pub(super) command: Option<String>,
}

/// Reads a format by its name; help and errors list the names there are.
fn format_parser() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::from_name(&name).expect("clap lets only known names through"))
}

/// Reads a format of a batch by its name.
fn batch_parser() -> impl clap::builder::TypedValueParser<Value = BatchFormat> {
    PossibleValuesParser::new(BatchFormat::ALL.map(BatchFormat::name))
        .map(|name| BatchFormat::from_name(&name).expect("clap lets only known names through"))
}

/// Reads an audience by its name.
fn audience_parser() -> impl clap::builder::TypedValueParser<Value = Audience> {
    PossibleValuesParser::new(Audience::ALL.map(Audience::name))
        .map(|name| Audience::from_name(&name).expect("clap lets only known names through"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }
}
