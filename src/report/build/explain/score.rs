//! A score: its formula, what was left out, and what would move it most.

use crate::model::{DimensionIx, Lens, QuestionIx, ScoreKind, Tenths};
use crate::report::model::Explanation;
use crate::scoring::{self, Cell};
use crate::tally::Scope;

use super::{Assessment, HOW, explanation, number};
use crate::report::build::{cells, words};

/// One of the three scores.
#[derive(Clone, Copy)]
struct Figure {
    kind: ScoreKind,
    /// In one dimension, or overall.
    dimension: Option<DimensionIx>,
}

impl Figure {
    fn lens(self) -> Option<Lens> {
        match self.kind {
            ScoreKind::Prevention => Some(Lens::Prevention),
            ScoreKind::Resolution => Some(Lens::Resolution),
            ScoreKind::Gap => None,
        }
    }
}

/// Explains a score, in one dimension or overall.
pub(super) fn explain(
    assessment: &Assessment<'_>,
    kind: ScoreKind,
    dimension: Option<DimensionIx>,
) -> Explanation {
    let figure = Figure { kind, dimension };
    explanation(
        title(assessment, figure),
        [
            (HOW, formula(assessment, figure)),
            ("Left out, and why", left_out(assessment, figure)),
            ("How complete it is", coverage(assessment, figure)),
            ("As proven", proven(assessment, figure)),
            ("What would move it most", movers(assessment, figure)),
        ],
    )
}

fn formula(assessment: &Assessment<'_>, figure: Figure) -> Vec<String> {
    let of_lens = |lens| match figure.dimension {
        Some(dimension) => cell_formula(assessment, dimension, lens),
        None => overall_formula(assessment, lens),
    };
    match figure.lens() {
        Some(lens) => of_lens(lens),
        None => {
            Lens::ALL.into_iter().flat_map(of_lens).chain(difference(assessment, figure)).collect()
        }
    }
}

/// "Ownership, prevention: 33.3".
fn title(assessment: &Assessment<'_>, figure: Figure) -> String {
    let name = match figure.dimension {
        Some(ix) => format!("{}, {}", assessment.questionnaire[ix].title, figure.kind.name()),
        None => words::capitalised(figure.kind.name()),
    };
    match assessment.scores.published(figure.kind, figure.dimension) {
        Some(value) => format!("{name}: {}", shown(figure, value)),
        None => format!("{name}: there is no score"),
    }
}

fn shown(figure: Figure, value: Tenths) -> String {
    if figure.lens().is_none() { value.signed() } else { value.to_string() }
}

/// "gap = resolution - prevention = 75.0 - 33.3 = +41.7".
fn difference(assessment: &Assessment<'_>, figure: Figure) -> Option<String> {
    let published = |kind| assessment.scores.published(kind, figure.dimension);
    Some(format!(
        "gap = resolution - prevention = {} - {} = {}",
        published(ScoreKind::Resolution)?,
        published(ScoreKind::Prevention)?,
        published(ScoreKind::Gap)?.signed(),
    ))
}

/// The questions of a cell with a level, each with what the level is worth.
fn answered(
    assessment: &Assessment<'_>,
    dimension: DimensionIx,
    lens: Lens,
) -> Vec<(QuestionIx, f64)> {
    if assessment.tally.scope(dimension) != Scope::In {
        return Vec::new();
    }
    let level = |question| {
        let said = assessment.tally.question(question);
        said.mean().filter(|_| said.applies())
    };
    let questions = assessment.questionnaire.cell_questions(dimension, lens);
    questions.filter_map(|question| Some((question, level(question)?))).collect()
}

/// "prevention = (1 x 25 + 1 x 25 + 1 x 50) / 3 = 33.3", and the answers.
fn cell_formula(assessment: &Assessment<'_>, dimension: DimensionIx, lens: Lens) -> Vec<String> {
    let cell = assessment.scores.cell(dimension, lens);
    let answers = answered(assessment, dimension, lens);
    let weight = |question: QuestionIx| assessment.questionnaire[question].weight;
    let terms: Vec<String> = answers
        .iter()
        .map(|&(question, level)| {
            format!("{} x {}", weight(question), number(scoring::points(level)))
        })
        .collect();
    let formula = match cell.score() {
        Some(score) => Some(format!(
            "{lens} = ({}) / {} = {}",
            terms.join(" + "),
            number(cell.weight_answered),
            score.published
        )),
        // The sentence of the report.
        None => cells::missing_score(assessment, lens, cell),
    };
    let answer = |&(question, level): &(QuestionIx, f64)| {
        format!(
            "{} ({}): level {}, {} points, weight {}",
            assessment.questionnaire[question].title,
            assessment.questionnaire[question].id,
            words::level(level),
            number(scoring::points(level)),
            weight(question),
        )
    };
    formula.into_iter().chain(answers.iter().map(answer)).collect()
}

/// "prevention = (1 x 33.3333 + ...) / 8 = 41.4", and the dimensions.
fn overall_formula(assessment: &Assessment<'_>, lens: Lens) -> Vec<String> {
    let overall = &assessment.scores.overall;
    let Some(score) = overall.lens(lens).score else {
        return vec![format!("{lens}: too few dimensions have both scores")];
    };
    let weight = |dimension: DimensionIx| assessment.questionnaire[dimension].weight;
    let scored = || {
        let paired = overall.paired.iter();
        paired.filter_map(|&ix| Some((ix, assessment.scores.cell(ix, lens).score()?)))
    };
    let terms: Vec<String> =
        scored().map(|(ix, score)| format!("{} x {}", weight(ix), number(score.exact))).collect();
    let total: u32 = overall.paired.iter().map(|&ix| weight(ix)).sum();
    let formula = format!("{lens} = ({}) / {total} = {}", terms.join(" + "), score.published);
    let dimensions = scored().map(|(ix, score)| {
        let dimension = &assessment.questionnaire[ix];
        let id = &dimension.id;
        format!("{} ({id}.{lens}): {}, weight {}", dimension.title, score.published, weight(ix))
    });
    std::iter::once(formula).chain(dimensions).collect()
}

/// The cells that a figure rests on, or would rest on.
fn cells_of(assessment: &Assessment<'_>, figure: Figure) -> Vec<(DimensionIx, Lens)> {
    let overall = &assessment.scores.overall;
    let dimensions = match figure.dimension {
        Some(dimension) => vec![dimension],
        None if overall.gap.is_none() => overall.eligible.clone(),
        None => overall.paired.clone(),
    };
    let lenses = figure.lens().map_or(Lens::ALL.to_vec(), |lens| vec![lens]);
    let of = |dimension| lenses.iter().map(move |&lens| (dimension, lens));
    dimensions.into_iter().flat_map(of).collect()
}

fn left_out(assessment: &Assessment<'_>, figure: Figure) -> Vec<String> {
    let mut lines = Vec::new();
    if figure.dimension.is_none() {
        for ix in assessment.questionnaire.dimension_positions() {
            lines.extend(dimension_left_out(assessment, ix));
        }
    }
    for (dimension, lens) in cells_of(assessment, figure) {
        for question in assessment.questionnaire.cell_questions(dimension, lens) {
            lines.extend(question_left_out(assessment, question));
        }
    }
    lines
}

fn dimension_left_out(assessment: &Assessment<'_>, ix: DimensionIx) -> Option<String> {
    let dimension = &assessment.questionnaire[ix];
    let counted = assessment.scores.overall.paired.contains(&ix);
    let why = match assessment.tally.scope(ix) {
        Scope::In if counted => return None,
        Scope::NotChosen => "it was not part of this assessment".to_owned(),
        Scope::DoesNotApply => cells::why_not_asked(assessment, ix),
        Scope::In if dimension.apart => "it stands apart by definition".to_owned(),
        Scope::In => "it has no score for both lenses".to_owned(),
    };
    Some(format!("{} ({}): {why}", dimension.title, dimension.id))
}

fn question_left_out(assessment: &Assessment<'_>, ix: QuestionIx) -> Option<String> {
    let said = assessment.tally.question(ix);
    let question = &assessment.questionnaire[ix];
    let why = if !said.was_asked() {
        "this role is not asked; it counts nowhere".to_owned()
    } else if !said.applies() {
        "does not apply; it counts nowhere".to_owned()
    } else if said.answered() == 0 {
        let state = cells::state(assessment, ix).words();
        format!("{state}; it lowers the coverage and never the score")
    } else {
        return None;
    };
    Some(format!("{} ({}): {why}", question.title, question.id))
}

fn coverage(assessment: &Assessment<'_>, figure: Figure) -> Vec<String> {
    if figure.dimension.is_none() {
        let overall = &assessment.scores.overall;
        let range = match figure.lens() {
            Some(lens) => overall.lens(lens).bounds,
            None => overall.gap_bounds,
        };
        let share = overall.coverage.map(|share| {
            format!("{} % of the weight is answered, over both lenses", share.published)
        });
        let range = range.and_then(|range| {
            let (lower, upper) = (range.lower.published, range.upper.published);
            between(&shown(figure, lower), &shown(figure, upper))
        });
        return share.into_iter().chain(range).collect();
    }
    let of_cell = |(dimension, lens)| cell_coverage(assessment, dimension, lens);
    cells_of(assessment, figure).into_iter().filter_map(of_cell).collect()
}

/// Where the figure lies; nothing where nothing is open.
fn between(lower: &str, upper: &str) -> Option<String> {
    (lower != upper).then(|| format!("Whatever is still open, it lies between {lower} and {upper}"))
}

fn cell_coverage(assessment: &Assessment<'_>, ix: DimensionIx, lens: Lens) -> Option<String> {
    let cell: &Cell = assessment.scores.cell(ix, lens);
    let range = cell.bounds?;
    let range = between(&range.lower.published.to_string(), &range.upper.published.to_string());
    Some(format!(
        "{}: {} of {} answered, {} % of the weight (a score takes {}){}",
        words::capitalised(lens.name()),
        cell.answered,
        words::count(cell.applicable, "question"),
        cell.coverage()?.published,
        score_takes(cell, assessment.questionnaire.scoring.coverage),
        range.map(|range| format!(". {range}")).unwrap_or_default(),
    ))
}

/// What it takes for a score: "60 % and two answers".
fn score_takes(cell: &Cell, percent: u32) -> String {
    match cell {
        Cell { defined: 1, .. } => format!("{percent} %"),
        Cell { applicable: ..=2, .. } => {
            format!("{percent} % and two answers, a thin one half of the weight")
        }
        _ => format!("{percent} % and two answers"),
    }
}

/// The figure with unproven answers set back.
fn proven(assessment: &Assessment<'_>, figure: Figure) -> Vec<String> {
    let supported = |lens| match figure.dimension {
        None => assessment.scores.overall.lens(lens).supported,
        Some(ix) => assessment.scores.cell(ix, lens).published()?.supported,
    };
    let value = match figure.lens() {
        Some(lens) => supported(lens).map(|score| score.published),
        None => supported(Lens::Resolution)
            .zip(supported(Lens::Prevention))
            .map(|(resolution, prevention)| resolution.published - prevention.published),
    };
    let Some(value) = value else { return Vec::new() };
    let mut lines = Vec::new();
    for (dimension, lens) in cells_of(assessment, figure) {
        for &question in &assessment.scores.cell(dimension, lens).unsupported {
            let asked = &assessment.questionnaire[question];
            lines.push(format!("{} ({}) is above its proof", asked.title, asked.id));
        }
    }
    let value = shown(figure, value);
    if lines.is_empty() {
        return vec![format!("Every answer is backed by its proof: {value} stays")];
    }
    lines.insert(0, format!("With unproven answers set back: {value}"));
    lines
}

/// So many are named.
const MOVERS: usize = 5;

/// The answers that leave most on the table.
fn movers(assessment: &Assessment<'_>, figure: Figure) -> Vec<String> {
    let mut movers: Vec<(QuestionIx, f64, f64)> = cells_of(assessment, figure)
        .into_iter()
        // Raising resolution is right, and widens a gap.
        .filter(|&(_, lens)| figure.lens().is_some() || lens == Lens::Prevention)
        .flat_map(|(dimension, lens)| answered(assessment, dimension, lens))
        .map(|(question, level)| (question, one_level(assessment, figure, question), 5.0 - level))
        .filter(|&(_, one, left)| one > 0.0 && left > 0.0)
        .collect();
    movers.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)).then(a.0.cmp(&b.0)));
    let sign = if figure.lens().is_some() { 1.0 } else { -1.0 };
    let line = |&(question, one, left): &(QuestionIx, f64, f64)| {
        let points = |points: f64| scoring::published(sign * points).signed();
        let asked = &assessment.questionnaire[question];
        format!(
            "{} ({}): one level {}, and {} at level 5",
            asked.title,
            asked.id,
            points(one),
            points(one * left)
        )
    };
    movers.iter().take(MOVERS).map(line).collect()
}

/// What one level moves the figure by: overall, or in its own cell.
fn one_level(assessment: &Assessment<'_>, figure: Figure, ix: QuestionIx) -> f64 {
    let question = &assessment.questionnaire[ix];
    let cell = assessment.scores.cell(question.dimension, question.lens);
    match figure.dimension {
        None => assessment.scores.moves(ix),
        Some(_) => 25.0 * f64::from(question.weight) / cell.weight_answered,
    }
}
