//! Results as JSON, version 1: a frozen structure of its own, so that the
//! report can change without breaking anybody's script.
//!
//! Published numbers carry one decimal, `exact` and `moves` at most six. A
//! missing score is `null` with its `status`, never 0.

mod baseline;
mod gate;
mod left_out;
mod since;
mod voices;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

pub use self::baseline::{BaselineError, read_baseline};
pub(super) use self::left_out::Omitted;
use self::voices::{Strip, Voices};
use crate::model::{Lens, Proof, RULES, Score, Tenths};
use crate::schema;
use crate::text;

use self::gate::Gate;
use self::since::Since;
use super::model::{
    ActionReport, CellReport, ChecklistReport, DecisionReport, DimensionReport, FindingReport,
    LensReport, Likely, NotAskedReport, OverallReport, PartReport, PromiseReport, QuestionReport,
    QuestionState, Range, Report, RobustnessReport, RowReport, SkippedFile, SkippedFiles,
    StatedReport,
};

/// Writes the results of one assessment.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write(&Results::from(report), out)
}

/// Writes the results of several assessments as an array.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_all(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    write(&reports.iter().map(Results::from).collect::<Vec<_>>(), out)
}

/// Writes the results of one assessment as they stand in an array.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn render_in_array(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_in_array(&Results::from(report), out)
}

/// Writes what was left out as the last entry of an array.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn render_left_out_in_array(
    left_out: &Omitted<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_in_array(left_out, out)
}

fn write_in_array(entry: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let entry = text::in_json(serde_json::to_string_pretty(entry)?);
    // Texts have no line breaks of their own in JSON.
    write!(out, "  {}", entry.replace('\n', "\n  "))
}

/// Writes the results of one assessment on one line.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn render_line(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text::in_json(serde_json::to_string(&Results::from(report))?))
}

/// Writes what was left out on one line.
///
/// # Errors
///
/// The output cannot be written.
pub(super) fn render_left_out_line(left_out: &Omitted<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text::in_json(serde_json::to_string(left_out)?))
}

/// The JSON Schema of what [`render`] and [`render_all`] write.
pub fn schema() -> String {
    schema::of_written::<Written<'_>>()
}

fn write(results: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text::in_json(serde_json::to_string_pretty(results)?))
}

/// Results of pgap, version 1: of one assessment, as `pgap report` writes them,
/// or of several, as `pgap score` does.
#[derive(JsonSchema)]
#[schemars(untagged, title = "Results")]
#[expect(dead_code, reason = "a schema is all that is made of it")]
enum Written<'a> {
    /// One assessment.
    One(Box<Results<'a>>),
    /// One result an assessment, and the documents that were left out.
    Several(Vec<Entry<'a>>),
}

/// An entry of the results of a run.
#[derive(JsonSchema)]
#[schemars(untagged, title = "Entry")]
#[expect(dead_code, reason = "a schema is all that is made of it")]
enum Entry<'a> {
    /// One assessment.
    Assessment(Box<Results<'a>>),
    /// Documents that were left out; the last entry.
    LeftOut(Omitted<'a>),
}

/// The results of one assessment. Scores are 0 to 100 and the gap is -100 to
/// 100, in points. Published numbers have one decimal; what is missing is null,
/// never 0.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Results<'a> {
    /// The version of this structure.
    #[schemars(extend("const" = 1))]
    format_version: u32,
    /// The edition of the rules that it was scored by.
    #[schemars(extend("const" = RULES))]
    rules: u32,
    /// The questionnaire that was answered.
    questionnaire: Questionnaire<'a>,
    /// Who was assessed.
    organisation: &'a str,
    /// The part that was assessed.
    unit: Option<&'a str>,
    /// The round of asking.
    wave: Option<&'a str>,
    /// The latest date of the answers, year-month-day.
    #[schemars(extend("format" = "date"))]
    date: &'a str,
    /// The respondent whose answers alone these are; null where they are all
    /// of the assessment.
    respondent: Option<&'a str>,
    /// Who answered.
    respondents: Respondents<'a>,
    /// The overall scores.
    overall: Overall<'a>,
    /// All dimensions, in the order of the questionnaire.
    dimensions: Vec<Dimension<'a>>,
    /// What was found, with the answers behind it.
    findings: Vec<Finding<'a>>,
    /// What several respondents say beside their scores; absent for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    voices: Option<Voices<'a>>,
    /// Lists that are filled from the answers.
    checklists: Vec<Checklist<'a>>,
    /// What is promised to customers, and the weakest question under it.
    promises: Vec<Promise<'a>>,
    /// Facts as they were stated.
    profile: Vec<Stated<'a>>,
    /// What to do, first things first.
    actions: Vec<Action<'a>>,
    /// The id of the question whose action comes first: it waits for nothing,
    /// and its answer need not be verified; null where there is none.
    start: Option<&'a str>,
    /// Where a decision was taken on that action, the id of the question whose
    /// action takes the next one; else null.
    next_to_decide: Option<&'a str>,
    /// Ids of questions to answer first.
    answer_first: Vec<&'a str>,
    /// Ids of questions whose answers to verify first.
    verify_first: Vec<&'a str>,
    /// Every note, in the order of the questionnaire.
    notes: Vec<Note<'a>>,
    /// One sentence for every answer that is kept and not scored.
    left_out: &'a [String],
    /// What is missing from the report, and what it would take.
    not_in_report: &'a [String],
    /// The limits that were asked for, each with its verdict.
    gates: Vec<Gate<'a>>,
    /// What changed since a baseline; null without one.
    since: Option<Since<'a>>,
    /// Problems of files that were left out; none where the run stopped at
    /// them.
    problems: [(); 0],
    /// What lay in the folders of the run and was not read; absent where there
    /// is nothing. It stands in every result, for an array has no place of its
    /// own for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped_files: Option<Skipped<'a>>,
}

/// What lay in folders and was not read.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Skipped<'a> {
    /// How many there were.
    count: usize,
    /// The first of them, by name; empty where names are left out.
    files: Vec<Passed<'a>>,
}

/// Something in a folder that was not read.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Passed<'a> {
    /// Its path.
    file: &'a str,
    /// Why, as it goes on after the name.
    why: &'a str,
}

impl<'a> From<&'a SkippedFiles> for Skipped<'a> {
    fn from(skipped: &'a SkippedFiles) -> Self {
        let passed = |skipped: &'a SkippedFile| Passed { file: &skipped.file, why: &skipped.why };
        Self { count: skipped.count, files: skipped.files.iter().map(passed).collect() }
    }
}

impl<'a> From<&'a Report> for Results<'a> {
    fn from(report: &'a Report) -> Self {
        let header = &report.header;
        let role = |(role, count): &'a (String, usize)| Role { role, count: *count };
        Self {
            format_version: 1,
            rules: RULES,
            questionnaire: Questionnaire { id: &header.questionnaire, version: &header.version },
            organisation: &header.organisation,
            unit: header.unit.as_deref(),
            wave: header.wave.as_deref(),
            date: &header.date_iso,
            respondent: header.respondent.as_deref(),
            respondents: Respondents {
                count: header.respondents,
                roles: header.roles.iter().map(role).collect(),
                functions: header
                    .functions
                    .iter()
                    .map(|(function, count)| Function { function, count: *count })
                    .collect(),
            },
            overall: Overall::from(&report.overall),
            dimensions: report.dimensions.iter().map(Dimension::from).collect(),
            findings: report.findings.iter().map(Finding::from).collect(),
            voices: report
                .voices
                .as_ref()
                .and_then(|voices| voices.statistics.as_ref())
                .map(Voices::from),
            checklists: report.checklists.iter().map(Checklist::from).collect(),
            promises: report.promises.iter().map(Promise::from).collect(),
            profile: report.profile.iter().map(Stated::from).collect(),
            actions: report.actions.iter().map(Action::from).collect(),
            start: report.start.as_ref().map(|name| name.id.as_str()),
            next_to_decide: report.next_to_decide.as_ref().map(|name| name.id.as_str()),
            answer_first: report.answer_first.iter().map(|o| o.question.id.as_str()).collect(),
            verify_first: report.verify_first.iter().map(|v| v.question.id.as_str()).collect(),
            notes: report
                .notes
                .iter()
                .map(|note| Note { question: &note.question.id, kind: note.kind, text: &note.text })
                .collect(),
            left_out: &report.left_out,
            not_in_report: &report.absent,
            gates: report.gates.iter().map(Gate::from).collect(),
            since: report.since.as_ref().map(Since::from),
            problems: [],
            skipped_files: report.skipped_files.as_ref().map(Skipped::from),
        }
    }
}

/// The questionnaire that was answered.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Questionnaire<'a> {
    /// Its id.
    id: &'a str,
    /// Its version.
    version: &'a str,
}

/// Who answered.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Respondents<'a> {
    /// How many answered.
    count: usize,
    /// How many in each role.
    roles: Vec<Role<'a>>,
    /// How many in each function that was named; where respondents are
    /// anonymous, small ones are counted together.
    functions: Vec<Function<'a>>,
}

/// How many respondents come from a function.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Function<'a> {
    /// Its name.
    function: &'a str,
    /// How many come from it.
    count: usize,
}

/// How many respondents have a role.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Role<'a> {
    /// The id of the role.
    role: &'a str,
    /// How many have it.
    count: usize,
}

/// The overall scores, over the dimensions in which both lenses are known.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Overall<'a> {
    /// Whether there are scores: `insufficient` if too little was answered.
    #[schemars(extend("enum" = ["published", "insufficient", "not_applicable"]))]
    status: &'static str,
    /// The prevention side.
    prevention: OverallLens<'a>,
    /// The resolution side.
    resolution: OverallLens<'a>,
    /// Resolution minus prevention.
    gap: Gap,
    /// The posture; null without scores.
    posture: Option<Posture<'a>>,
    /// How sure the scores are; null without scores.
    confidence: Option<Confidence<'a>>,
    /// How much of the headline holds under tests; null without scores.
    robustness: Option<Robustness<'a>>,
    /// The share of the eligible weight that was answered, in percent.
    #[schemars(range(min = 0, max = 100))]
    coverage: Option<f64>,
}

impl<'a> From<&'a OverallReport> for Overall<'a> {
    fn from(overall: &'a OverallReport) -> Self {
        let gap = &overall.gap;
        Self {
            status: overall.status,
            prevention: OverallLens::from(&overall.prevention),
            resolution: OverallLens::from(&overall.resolution),
            gap: Gap {
                points: published(gap.points),
                exact: exact(gap.points),
                lower: lower(gap.range),
                upper: upper(gap.range),
                interval: interval(gap.interval),
                interval_status: status(gap.interval),
                word: gap.word,
            },
            posture: overall.posture.as_ref().map(|posture| Posture {
                id: &posture.id,
                borders_on: posture.borders_on.iter().map(|(id, _)| id.as_str()).collect(),
            }),
            confidence: overall.confidence.as_ref().map(|confidence| Confidence {
                level: confidence.level,
                because: &confidence.because,
                parts: Parts {
                    answered: confidence.answered.into(),
                    backed: confidence.backed.into(),
                    agreed: confidence.agreed.map(Part::from),
                },
            }),
            robustness: overall.robustness.as_ref().map(Robustness::from),
            coverage: overall.coverage.map(Tenths::value),
        }
    }
}

/// One side of the overall scores.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OverallLens<'a> {
    /// The published score.
    #[schemars(range(min = 0, max = 100))]
    score: Option<f64>,
    /// The score before rounding, with six decimals at most.
    #[schemars(range(min = 0, max = 100))]
    exact: Option<f64>,
    /// The lowest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = 0, max = 100))]
    lower: Option<f64>,
    /// The highest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = 0, max = 100))]
    upper: Option<f64>,
    /// Where the score would likely lie (95 percent) with other respondents
    /// from the same groups; null for one, and for few.
    interval: Option<[f64; 2]>,
    /// Whether there is an interval, and else why not.
    #[schemars(extend("enum" = INTERVAL_STATUSES))]
    interval_status: &'static str,
    /// The score with every respondent counted alike; null where roles are
    /// not balanced.
    #[schemars(range(min = 0, max = 100))]
    pooled_score: Option<f64>,
    /// The name of the level that the score reaches.
    word: Option<&'a str>,
    /// The weakest-link stage, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    stage: Option<u8>,
    /// The score with answers set back to what their proof supports.
    #[schemars(range(min = 0, max = 100))]
    supported_score: Option<f64>,
}

impl<'a> From<&'a LensReport> for OverallLens<'a> {
    fn from(lens: &'a LensReport) -> Self {
        Self {
            score: published(lens.score),
            exact: exact(lens.score),
            lower: lower(lens.range),
            upper: upper(lens.range),
            interval: interval(lens.interval),
            interval_status: status(lens.interval),
            pooled_score: lens.pooled.map(Tenths::value),
            word: lens.word.as_deref(),
            stage: lens.stage,
            supported_score: lens.supported.map(Tenths::value),
        }
    }
}

/// Resolution minus prevention, in points. Above zero, repair is the stronger
/// side.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Gap {
    /// The published gap: the difference of the published scores.
    #[schemars(range(min = -100, max = 100))]
    points: Option<f64>,
    /// The gap before rounding, with six decimals at most.
    #[schemars(range(min = -100, max = 100))]
    exact: Option<f64>,
    /// The lowest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = -100, max = 100))]
    lower: Option<f64>,
    /// The highest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = -100, max = 100))]
    upper: Option<f64>,
    /// Where the gap would likely lie (95 percent) with other respondents
    /// from the same groups; null for one, and for few.
    interval: Option<[f64; 2]>,
    /// Whether there is an interval, and else why not.
    #[schemars(extend("enum" = INTERVAL_STATUSES))]
    interval_status: &'static str,
    /// The gap in words, such as "wide".
    word: Option<&'static str>,
}

/// The named place on the two axes.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Posture<'a> {
    /// Its id.
    id: &'a str,
    /// Ids of the postures that are near.
    borders_on: Vec<&'a str>,
}

/// How sure the overall scores are.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Confidence<'a> {
    /// How sure.
    #[schemars(extend("enum" = ["high", "medium", "low"]))]
    level: &'static str,
    /// Why.
    because: &'a str,
    /// The parts of which the word is the worst.
    parts: Parts,
}

/// The parts of how sure the scores are.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Parts {
    /// How much was answered.
    answered: Part,
    /// How much of it is backed by the proof that its level takes.
    backed: Part,
    /// How far people agree; null of one respondent, and where it is not told.
    agreed: Option<Part>,
}

/// One part of how sure the scores are.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Part {
    /// The share of the weight in whole percent, rounded down; null where
    /// proof was not asked for, and of agreement.
    #[schemars(range(min = 0, max = 100))]
    share: Option<u32>,
    /// How sure it makes.
    #[schemars(extend("enum" = ["high", "medium", "low"]))]
    word: &'static str,
}

impl From<PartReport> for Part {
    fn from(PartReport { share, word }: PartReport) -> Self {
        Self { share, word }
    }
}

/// How much of the headline holds where answers that are not proven are set
/// back, where levels lie further apart or closer together, and without each
/// dimension in turn.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Robustness<'a> {
    /// How many tests there are.
    tests: usize,
    /// The lowest published gap over the result and the tests, in whole points,
    /// rounded down.
    gap_from: i32,
    /// The highest, rounded up.
    gap_to: i32,
    /// How wide the gap is, as far as each occurs.
    #[schemars(extend("items" = { "enum": ["balanced", "leaning", "wide"] }))]
    gap_words: &'a [&'static str],
    /// Whether the same side is ahead in all.
    #[schemars(extend("enum" = ["holds", "changes"]))]
    sign: &'static str,
    /// In how many tests the gap is as wide as in the result.
    gap_word_holds_in: usize,
    /// In how many tests the posture is that of the result.
    verdict_holds_in: usize,
    /// The kinds of tests that change the word for prevention.
    #[schemars(extend("items" = { "enum": ["proof", "spacing", "dimension"] }))]
    prevention_word_depends_on: &'a [&'static str],
    /// The kinds of tests that change the word for resolution.
    #[schemars(extend("items" = { "enum": ["proof", "spacing", "dimension"] }))]
    resolution_word_depends_on: &'a [&'static str],
}

impl<'a> From<&'a RobustnessReport> for Robustness<'a> {
    fn from(report: &'a RobustnessReport) -> Self {
        Self {
            tests: report.tests,
            gap_from: report.gap_from,
            gap_to: report.gap_to,
            gap_words: &report.gap_words,
            sign: report.sign,
            gap_word_holds_in: report.gap_word_holds_in,
            verdict_holds_in: report.verdict_holds_in,
            prevention_word_depends_on: &report.prevention_word_depends_on,
            resolution_word_depends_on: &report.resolution_word_depends_on,
        }
    }
}

/// One dimension with both its lenses.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Dimension<'a> {
    /// Its id.
    id: &'a str,
    /// Whether it belongs to the short version.
    core: bool,
    /// Whether it stands beside the overall scores.
    apart: bool,
    /// How much it counts, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    weight: u32,
    /// Whether both its lenses have a score.
    paired: bool,
    /// Its gap, where it is paired.
    #[schemars(range(min = -100, max = 100))]
    gap: Option<f64>,
    /// Questions that are not in play.
    not_asked: Vec<NotAsked<'a>>,
    /// Its prevention questions.
    prevention: Cell<'a>,
    /// Its resolution questions.
    resolution: Cell<'a>,
}

/// A question that is not in play.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NotAsked<'a> {
    /// Its id.
    id: &'a str,
    /// Why: the profile does not call for it, or does not say.
    #[schemars(extend("enum" = ["does-not-apply", "fact-not-stated"]))]
    why: &'static str,
}

impl<'a> From<&'a NotAskedReport> for NotAsked<'a> {
    fn from(question: &'a NotAskedReport) -> Self {
        Self { id: &question.id, why: question.why }
    }
}

impl<'a> From<&'a DimensionReport> for Dimension<'a> {
    fn from(dimension: &'a DimensionReport) -> Self {
        Self {
            id: &dimension.id,
            core: dimension.core,
            apart: dimension.apart,
            weight: dimension.weight,
            paired: dimension.paired,
            gap: published(dimension.gap),
            not_asked: dimension.not_asked.iter().map(NotAsked::from).collect(),
            prevention: Cell::from(dimension.cell(Lens::Prevention)),
            resolution: Cell::from(dimension.cell(Lens::Resolution)),
        }
    }
}

/// One lens of one dimension.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(transform = schema::only_where("status", "published", "score"))]
struct Cell<'a> {
    /// Whether there is a score, and if not, why.
    #[schemars(extend("enum" = ["published", "insufficient", "not_applicable", "not_defined"]))]
    status: &'static str,
    /// Whether the score rests on one answer: it counts, and nothing is made
    /// of it alone.
    thin: bool,
    /// The published score.
    #[schemars(range(min = 0, max = 100))]
    score: Option<f64>,
    /// The score before rounding, with six decimals at most.
    #[schemars(range(min = 0, max = 100))]
    exact: Option<f64>,
    /// The lowest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = 0, max = 100))]
    lower: Option<f64>,
    /// The highest that the exact value can be, whatever the open answers are.
    #[schemars(range(min = 0, max = 100))]
    upper: Option<f64>,
    /// Where the score would likely lie (95 percent) with other respondents
    /// from the same groups; null for one, and for few.
    interval: Option<[f64; 2]>,
    /// Whether there is an interval, and else why not.
    #[schemars(extend("enum" = INTERVAL_STATUSES))]
    interval_status: &'static str,
    /// The score with every respondent counted alike; null where roles are
    /// not balanced.
    #[schemars(range(min = 0, max = 100))]
    pooled_score: Option<f64>,
    /// The share of the applicable weight that was answered, in percent.
    #[schemars(range(min = 0, max = 100))]
    coverage: Option<f64>,
    /// The weakest-link stage, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    stage: Option<u8>,
    /// The score with answers set back to what their proof supports.
    #[schemars(range(min = 0, max = 100))]
    supported_score: Option<f64>,
    /// How many questions were asked.
    defined: usize,
    /// How many of them apply.
    applicable: usize,
    /// How many have a level.
    answered: usize,
    /// How many do not apply.
    not_applicable: usize,
    /// How many nobody knew.
    unknown: usize,
    /// How many were left open.
    skipped: usize,
    /// How many were not come to.
    not_reached: usize,
    /// How many have answers, too few to show.
    too_few: usize,
    /// Ids of questions answered above what their proof supports.
    unsupported: &'a [String],
    /// The questions that were asked, in the order of the questionnaire.
    questions: Vec<Question<'a>>,
}

impl<'a> From<&'a CellReport> for Cell<'a> {
    fn from(cell: &'a CellReport) -> Self {
        Self {
            status: cell.status,
            thin: cell.thin.is_some(),
            score: published(cell.score),
            exact: exact(cell.score),
            lower: lower(cell.range),
            upper: upper(cell.range),
            interval: interval(cell.interval),
            interval_status: status(cell.interval),
            pooled_score: cell.pooled.map(Tenths::value),
            coverage: cell.coverage.map(Tenths::value),
            stage: cell.stage,
            supported_score: cell.supported.map(Tenths::value),
            defined: cell.defined,
            applicable: cell.applicable,
            answered: cell.answered,
            not_applicable: cell.not_applicable,
            unknown: cell.unknown,
            skipped: cell.skipped,
            not_reached: cell.not_reached,
            too_few: cell.too_few,
            unsupported: &cell.unsupported,
            questions: cell.questions.iter().map(Question::from).collect(),
        }
    }
}

/// One question with its answer.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(transform = schema::only_where("state", "level", "level"))]
struct Question<'a> {
    /// Its id.
    id: &'a str,
    /// Its rev.
    #[schemars(range(min = 1))]
    rev: u32,
    /// How much it counts, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    weight: u32,
    /// What was answered.
    #[schemars(extend("enum" = ["level", "not_applicable", "unknown", "skipped", "not_reached", "too_few"]))]
    state: &'static str,
    /// The level, 1 to 5; of several respondents, the mean.
    #[schemars(range(min = 1, max = 5))]
    level: Option<Number>,
    /// How well the level is backed; null where proof was not asked for.
    #[schemars(extend("enum" = proofs_or_null()))]
    proof: Option<&'static str>,
    /// What one level moves the overall score of its lens by, in points, with
    /// six decimals at most.
    #[schemars(range(min = 0, max = 100))]
    moves: f64,
    /// How many gave which answer, a row for each role or one for all; absent
    /// for one respondent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    said: Vec<Strip<'a>>,
}

impl<'a> From<&'a QuestionReport> for Question<'a> {
    fn from(question: &'a QuestionReport) -> Self {
        let (level, proof) = match question.state {
            QuestionState::Level { level, proof, .. } => (Some(level), proof),
            QuestionState::NotApplicable
            | QuestionState::Unknown
            | QuestionState::Skipped
            | QuestionState::NotReached
            | QuestionState::TooFew => (None, None),
        };
        Self {
            id: &question.id,
            rev: question.rev,
            weight: question.weight,
            state: question.state.name(),
            level: level.and_then(number),
            proof,
            moves: six_decimals(question.moves),
            said: question.strip.iter().map(Strip::from).collect(),
        }
    }
}

/// Something that the report says, with the answers behind it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Finding<'a> {
    /// What kind of finding it is.
    #[schemars(extend("enum" = ["pattern", "contradiction", "strength", "warning"]))]
    kind: &'static str,
    /// Its id.
    id: &'a str,
    /// What people read.
    title: &'a str,
    /// What we see.
    says: &'a str,
    /// What it costs.
    costs: Option<&'a str>,
    /// What to do first.
    first_step: Option<&'a str>,
    /// How it is known.
    known: &'a str,
    /// Ids of the questions behind it.
    questions: Vec<&'a str>,
}

impl<'a> From<&'a FindingReport> for Finding<'a> {
    fn from(finding: &'a FindingReport) -> Self {
        Self {
            kind: finding.kind,
            id: &finding.id,
            title: &finding.title,
            says: &finding.says,
            costs: finding.costs.as_deref(),
            first_step: finding.first_step.as_deref(),
            known: &finding.known,
            questions: finding.questions.iter().map(|(name, _)| name.id.as_str()).collect(),
        }
    }
}

/// A list that is filled from the answers.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Checklist<'a> {
    /// Its id.
    id: &'a str,
    /// Its rows, in order.
    rows: Vec<Row<'a>>,
}

impl<'a> From<&'a ChecklistReport> for Checklist<'a> {
    fn from(list: &'a ChecklistReport) -> Self {
        let row = |row: &'a RowReport| Row {
            ask: &row.ask,
            sign: row.sign,
            lowest: row.lowest.as_ref().map(|lowest| lowest.question.id.as_str()),
        };
        Self { id: &list.id, rows: list.rows.iter().map(row).collect() }
    }
}

/// One row of a checklist.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Row<'a> {
    /// What the row asks.
    ask: &'a str,
    /// Of a list of signs, whether it shows.
    sign: Option<&'static str>,
    /// The id of its lowest answered question.
    lowest: Option<&'a str>,
}

/// A promise to customers.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Promise<'a> {
    /// What people read.
    title: &'a str,
    /// The id of the weakest question that it rests on.
    weakest: Option<&'a str>,
}

impl<'a> From<&'a PromiseReport> for Promise<'a> {
    fn from(promise: &'a PromiseReport) -> Self {
        let weakest = promise.weakest.as_ref().map(|weakest| weakest.question.id.as_str());
        Self { title: &promise.title, weakest }
    }
}

/// A fact of the profile as it was stated.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stated<'a> {
    /// The id of the field.
    field: &'a str,
    /// Its values, as text.
    values: &'a [String],
}

impl<'a> From<&'a StatedReport> for Stated<'a> {
    fn from(stated: &'a StatedReport) -> Self {
        Self { field: &stated.id, values: &stated.answers }
    }
}

/// What to do about one question. Actions stand in their order, prevention
/// first.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Action<'a> {
    /// The id of the question whose action it is.
    question: &'a str,
    /// The lens that it moves.
    #[schemars(extend("enum" = Lens::ALL.map(Lens::name)))]
    lens: &'static str,
    /// What to do.
    title: &'a str,
    /// The role that would own it.
    owner: Option<&'a str>,
    /// What to do on Monday.
    first_step: Option<&'a str>,
    /// The level that this step starts from: 1 for a step from level 1 or 2,
    /// 3 for one from level 3 or 4; null where all levels have the same.
    #[schemars(extend("enum" = [1, 3, null]))]
    step_from: Option<u8>,
    /// How you will know that it worked.
    metric: Option<&'a str>,
    /// How much work it is, 1 (days) to 5 (a programme).
    #[schemars(range(min = 1, max = 5))]
    effort: u32,
    /// Whether the contact centre itself would own it.
    by_centre: bool,
    /// The level today, 1 to 5; of several respondents, the mean.
    #[schemars(range(min = 1, max = 5))]
    from: Option<Number>,
    /// The level that it aims at, 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    to: u8,
    /// What it adds to the overall score of its lens; 0 where it adds
    /// nothing, or less than rounds to a tenth.
    #[schemars(range(min = 0, max = 100))]
    points: f64,
    /// The same in words: "+1.9", "under 0.1", "not part of the overall
    /// score".
    worth: String,
    /// Its place among the actions of its lens, 1 for the first; equals share
    /// one.
    place: usize,
    /// How many others share its place.
    tied: usize,
    /// Whether its answer is above its proof, and is verified first.
    unproven: bool,
    /// When to do it.
    #[schemars(extend("enum" = ["now", "next", "later"]))]
    when: &'static str,
    /// Ids of questions that have to rise first.
    waits_for: Vec<&'a str>,
    /// What was decided; null where nothing was.
    decision: Option<Decision<'a>>,
}

impl<'a> From<&'a ActionReport> for Action<'a> {
    fn from(action: &'a ActionReport) -> Self {
        Self {
            question: &action.question.id,
            lens: action.lens.name(),
            title: &action.title,
            owner: action.owner.as_deref(),
            first_step: action.first_step.as_deref(),
            step_from: action.step_from,
            metric: action.metric.as_deref(),
            effort: action.effort,
            by_centre: action.by_centre,
            from: number(action.from.value()),
            to: action.to,
            points: action.worth.points().value(),
            worth: action.worth.words(),
            place: action.place,
            tied: action.tied,
            unproven: action.is_unproven,
            when: action.when,
            waits_for: action.waits_for.iter().map(|name| name.id.as_str()).collect(),
            decision: action.decision.as_ref().map(Decision::from),
        }
    }
}

/// What was decided on an action.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Decision<'a> {
    /// Who does it.
    owner: &'a str,
    /// By when, year-month-day.
    #[schemars(extend("format" = "date"))]
    by: Option<&'a str>,
    /// To what result.
    target: Option<&'a str>,
    /// Whether its date had passed on the date of the report.
    overdue: bool,
}

impl<'a> From<&'a DecisionReport> for Decision<'a> {
    fn from(decision: &'a DecisionReport) -> Self {
        Self {
            owner: &decision.owner,
            by: decision.by_iso.as_deref(),
            target: decision.target.as_deref(),
            overdue: decision.overdue,
        }
    }
}

/// What a respondent added, as typed.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Note<'a> {
    /// The id of the question.
    question: &'a str,
    /// A note, or the reason why a question does not apply.
    #[schemars(extend("enum" = ["Note", "Reason"]))]
    kind: &'static str,
    /// The text.
    text: &'a str,
}

fn proofs_or_null() -> Vec<Option<&'static str>> {
    Proof::ALL.into_iter().map(|proof| Some(proof.name())).chain([None]).collect()
}

fn published(score: Option<Score>) -> Option<f64> {
    score.map(|score| score.published.value())
}

fn exact(score: Option<Score>) -> Option<f64> {
    score.map(|score| six_decimals(score.exact))
}

fn lower(range: Option<Range>) -> Option<f64> {
    range.map(|range| range.lower.value())
}

fn interval(range: Likely) -> Option<[f64; 2]> {
    range.ok().map(|range| [range.lower.value(), range.upper.value()])
}

/// "shown", or why not.
fn status(range: Likely) -> &'static str {
    range.err().unwrap_or("shown")
}

/// Every word for whether there is an interval.
const INTERVAL_STATUSES: [&str; 7] = [
    "shown",
    "no_score",
    "one_respondent",
    "too_few_people",
    "no_variance",
    "small_group",
    "not_shown",
];

fn upper(range: Option<Range>) -> Option<f64> {
    range.map(|range| range.upper.value())
}

/// A number with six decimals at most, as data are written.
pub(super) fn six_decimals(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

/// A level: a whole number where it is one, else the mean.
fn number(level: f64) -> Option<Number> {
    #[expect(clippy::cast_possible_truncation, reason = "a level lies within 1 to 5")]
    let whole = level.round() as i64;
    #[expect(clippy::cast_precision_loss, reason = "a level lies within 1 to 5")]
    let is_whole = (level - whole as f64).abs() < 1e-9;
    if is_whole { Some(Number::from(whole)) } else { Number::from_f64(six_decimals(level)) }
}
