//! Results as JSON, version 1: a frozen structure of its own, so that the
//! report can change without breaking anybody's script.
//!
//! Published numbers carry one decimal, `exact` and `moves` at most six. A
//! missing score is `null` with its `status`, never 0.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Number;

use crate::model::{Lens, Score, Tenths};

use super::model::{
    ActionReport, CellReport, ChecklistReport, DecisionReport, DimensionReport, FindingReport,
    GateReport, LensReport, OverallReport, PromiseReport, QuestionReport, QuestionState, Range,
    Report, RowReport, StatedReport,
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

fn write(results: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, results)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Results<'a> {
    format_version: u32,
    questionnaire: Questionnaire<'a>,
    organisation: &'a str,
    unit: Option<&'a str>,
    wave: Option<&'a str>,
    date: &'a str,
    respondents: Respondents<'a>,
    overall: Overall<'a>,
    dimensions: Vec<Dimension<'a>>,
    findings: Vec<Finding<'a>>,
    checklists: Vec<Checklist<'a>>,
    promises: Vec<Promise<'a>>,
    profile: Vec<Stated<'a>>,
    actions: Vec<Action<'a>>,
    answer_first: Vec<&'a str>,
    verify_first: Vec<&'a str>,
    notes: Vec<Note<'a>>,
    left_out: &'a [String],
    not_in_report: &'a [String],
    gates: Vec<Gate<'a>>,
    /// Problems of files that were left out; none where the run stopped at
    /// them.
    problems: [(); 0],
}

impl<'a> From<&'a Report> for Results<'a> {
    fn from(report: &'a Report) -> Self {
        let header = &report.header;
        let role = |(role, count): &'a (String, usize)| Role { role, count: *count };
        Self {
            format_version: 1,
            questionnaire: Questionnaire { id: &header.questionnaire, version: &header.version },
            organisation: &header.organisation,
            unit: header.unit.as_deref(),
            wave: header.wave.as_deref(),
            date: &header.date_iso,
            respondents: Respondents {
                count: header.respondents,
                roles: header.roles.iter().map(role).collect(),
            },
            overall: Overall::from(&report.overall),
            dimensions: report.dimensions.iter().map(Dimension::from).collect(),
            findings: report.findings.iter().map(Finding::from).collect(),
            checklists: report.checklists.iter().map(Checklist::from).collect(),
            promises: report.promises.iter().map(Promise::from).collect(),
            profile: report.profile.iter().map(Stated::from).collect(),
            actions: report.actions.iter().map(Action::from).collect(),
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
            problems: [],
        }
    }
}

#[derive(Serialize)]
struct Questionnaire<'a> {
    id: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Respondents<'a> {
    count: usize,
    roles: Vec<Role<'a>>,
}

#[derive(Serialize)]
struct Role<'a> {
    role: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Overall<'a> {
    status: &'static str,
    prevention: OverallLens<'a>,
    resolution: OverallLens<'a>,
    gap: Gap,
    posture: Option<Posture<'a>>,
    confidence: Option<Confidence<'a>>,
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
                word: gap.word,
            },
            posture: overall.posture.as_ref().map(|posture| Posture {
                id: &posture.id,
                borders_on: posture.borders_on.iter().map(|(id, _)| id.as_str()).collect(),
            }),
            confidence: overall.confidence.as_ref().map(|confidence| Confidence {
                level: confidence.level,
                because: &confidence.because,
            }),
            coverage: overall.coverage.map(Tenths::value),
        }
    }
}

#[derive(Serialize)]
struct OverallLens<'a> {
    score: Option<f64>,
    exact: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    word: Option<&'a str>,
    stage: Option<u8>,
    supported_score: Option<f64>,
}

impl<'a> From<&'a LensReport> for OverallLens<'a> {
    fn from(lens: &'a LensReport) -> Self {
        Self {
            score: published(lens.score),
            exact: exact(lens.score),
            lower: lower(lens.range),
            upper: upper(lens.range),
            word: lens.word.as_deref(),
            stage: lens.stage,
            supported_score: lens.supported.map(Tenths::value),
        }
    }
}

#[derive(Serialize)]
struct Gap {
    points: Option<f64>,
    exact: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    word: Option<&'static str>,
}

#[derive(Serialize)]
struct Posture<'a> {
    id: &'a str,
    borders_on: Vec<&'a str>,
}

#[derive(Serialize)]
struct Confidence<'a> {
    level: &'static str,
    because: &'a str,
}

#[derive(Serialize)]
struct Dimension<'a> {
    id: &'a str,
    core: bool,
    apart: bool,
    weight: u32,
    paired: bool,
    gap: Option<f64>,
    prevention: Cell<'a>,
    resolution: Cell<'a>,
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
            prevention: Cell::from(dimension.cell(Lens::Prevention)),
            resolution: Cell::from(dimension.cell(Lens::Resolution)),
        }
    }
}

#[derive(Serialize)]
struct Cell<'a> {
    status: &'static str,
    score: Option<f64>,
    exact: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    coverage: Option<f64>,
    stage: Option<u8>,
    supported_score: Option<f64>,
    defined: usize,
    applicable: usize,
    answered: usize,
    not_applicable: usize,
    unknown: usize,
    skipped: usize,
    not_reached: usize,
    unsupported: &'a [String],
    questions: Vec<Question<'a>>,
}

impl<'a> From<&'a CellReport> for Cell<'a> {
    fn from(cell: &'a CellReport) -> Self {
        Self {
            status: cell.status,
            score: published(cell.score),
            exact: exact(cell.score),
            lower: lower(cell.range),
            upper: upper(cell.range),
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
            unsupported: &cell.unsupported,
            questions: cell.questions.iter().map(Question::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    rev: u32,
    weight: u32,
    state: &'static str,
    level: Option<Number>,
    proof: Option<&'static str>,
    moves: f64,
}

impl<'a> From<&'a QuestionReport> for Question<'a> {
    fn from(question: &'a QuestionReport) -> Self {
        let (level, proof) = match question.state {
            QuestionState::Level { level, proof, .. } => (Some(level), proof),
            QuestionState::NotApplicable
            | QuestionState::Unknown
            | QuestionState::Skipped
            | QuestionState::NotReached => (None, None),
        };
        Self {
            id: &question.id,
            rev: question.rev,
            weight: question.weight,
            state: question.state.name(),
            level: level.and_then(number),
            proof,
            moves: six_decimals(question.moves),
        }
    }
}

#[derive(Serialize)]
struct Finding<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    says: &'a str,
    costs: Option<&'a str>,
    first_step: Option<&'a str>,
    known: &'a str,
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

#[derive(Serialize)]
struct Checklist<'a> {
    id: &'a str,
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

#[derive(Serialize)]
struct Row<'a> {
    ask: &'a str,
    sign: Option<&'static str>,
    lowest: Option<&'a str>,
}

#[derive(Serialize)]
struct Promise<'a> {
    title: &'a str,
    weakest: Option<&'a str>,
}

impl<'a> From<&'a PromiseReport> for Promise<'a> {
    fn from(promise: &'a PromiseReport) -> Self {
        let weakest = promise.weakest.as_ref().map(|weakest| weakest.question.id.as_str());
        Self { title: &promise.title, weakest }
    }
}

#[derive(Serialize)]
struct Stated<'a> {
    field: &'a str,
    values: &'a [String],
}

impl<'a> From<&'a StatedReport> for Stated<'a> {
    fn from(stated: &'a StatedReport) -> Self {
        Self { field: &stated.id, values: &stated.answers }
    }
}

#[derive(Serialize)]
struct Action<'a> {
    question: &'a str,
    lens: &'static str,
    title: &'a str,
    owner: Option<&'a str>,
    first_step: Option<&'a str>,
    metric: Option<&'a str>,
    effort: u32,
    by_centre: bool,
    from: Option<Number>,
    to: u8,
    points: f64,
    when: &'static str,
    waits_for: Vec<&'a str>,
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
            metric: action.metric.as_deref(),
            effort: action.effort,
            by_centre: action.by_centre,
            from: number(action.from),
            to: action.to,
            points: action.points.value(),
            when: action.when,
            waits_for: action.waits_for.iter().map(|name| name.id.as_str()).collect(),
            decision: action.decision.as_ref().map(Decision::from),
        }
    }
}

#[derive(Serialize)]
struct Decision<'a> {
    owner: &'a str,
    by: Option<&'a str>,
    target: Option<&'a str>,
}

impl<'a> From<&'a DecisionReport> for Decision<'a> {
    fn from(decision: &'a DecisionReport) -> Self {
        Self {
            owner: &decision.owner,
            by: decision.by_iso.as_deref(),
            target: decision.target.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Note<'a> {
    question: &'a str,
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Gate<'a> {
    bound: &'static str,
    subject: &'a str,
    limit: f64,
    verdict: &'static str,
    value: Option<f64>,
    because: Option<&'a str>,
}

impl<'a> From<&'a GateReport> for Gate<'a> {
    fn from(gate: &'a GateReport) -> Self {
        Self {
            bound: gate.bound,
            subject: &gate.subject,
            limit: gate.limit.value(),
            verdict: gate.verdict,
            value: gate.value.map(Tenths::value),
            because: gate.because.as_deref(),
        }
    }
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

fn upper(range: Option<Range>) -> Option<f64> {
    range.map(|range| range.upper.value())
}

fn six_decimals(value: f64) -> f64 {
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
