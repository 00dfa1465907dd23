//! Dimensions, cells and the answers in them.

use crate::model::{DimensionIx, FieldIx, Lens, Play, QuestionIx};
use crate::report::model::{
    CellReport, DimensionReport, NotAskedReport, QuestionReport, QuestionState, Standing,
};
use crate::scoring::{self, Cell, CellStatus};
use crate::tally::Scope;

use super::{Assessment, Detail, map, range, ticked, voices, words};

pub(super) fn dimensions(assessment: &Assessment<'_>, detail: Detail) -> Vec<DimensionReport> {
    assessment
        .questionnaire
        .dimension_positions()
        .map(|dimension| dimension_report(assessment, dimension, detail))
        .collect()
}

fn dimension_report(
    assessment: &Assessment<'_>,
    ix: DimensionIx,
    detail: Detail,
) -> DimensionReport {
    let is_all = detail == Detail::All;
    let dimension = &assessment.questionnaire[ix];
    let scores = assessment.scores.dimension(ix);
    let standing = standing(assessment, ix);
    DimensionReport {
        id: dimension.id.to_string(),
        title: dimension.title.clone(),
        weight: dimension.weight,
        core: dimension.core,
        apart: dimension.apart,
        paired: scores.paired,
        standing,
        gap: scores.gap,
        posture: map::posture_of(assessment, ix).filter(|_| is_all),
        feels: is_all.then(|| feels(assessment, ix)).flatten(),
        remarks: if is_all { remarks(assessment, ix, standing) } else { Vec::new() },
        not_asked: if is_all { not_asked(assessment, ix) } else { Vec::new() },
        prevention: cell_report(assessment, ix, Lens::Prevention, detail),
        resolution: cell_report(assessment, ix, Lens::Resolution, detail),
    }
}

/// The questions of a dimension that are not in play.
fn not_asked(assessment: &Assessment<'_>, dimension: DimensionIx) -> Vec<NotAskedReport> {
    let report = |question: QuestionIx| {
        let id = assessment.questionnaire[question].id.to_string();
        let why = match assessment.tally.play(question) {
            Play::In => return None,
            Play::DoesNotApply => "does-not-apply",
            Play::FactNotStated => "fact-not-stated",
        };
        Some(NotAskedReport { id, why })
    };
    questions_of(assessment, dimension).filter_map(report).collect()
}

fn questions_of<'a>(
    assessment: &'a Assessment<'_>,
    dimension: DimensionIx,
) -> impl Iterator<Item = QuestionIx> + 'a {
    let questionnaire = assessment.questionnaire;
    let is_part = move |question: &QuestionIx| questionnaire[*question].dimension == dimension;
    questionnaire.question_positions().filter(is_part)
}

fn standing(assessment: &Assessment<'_>, dimension: DimensionIx) -> Standing {
    if assessment.tally.scope(dimension) != Scope::In {
        Standing::OutOfScope
    } else if assessment.scores.overall.paired.contains(&dimension) {
        Standing::Counted
    } else {
        Standing::Beside
    }
}

fn cell_report(
    assessment: &Assessment<'_>,
    dimension: DimensionIx,
    lens: Lens,
    detail: Detail,
) -> CellReport {
    let cell = assessment.scores.cell(dimension, lens);
    let published = cell.published();
    let id = |&question: &QuestionIx| assessment.questionnaire[question].id.to_string();
    CellReport {
        status: cell.status.name(),
        thin: thin(assessment, dimension, lens),
        score: cell.score(),
        range: cell.bounds.map(range),
        interval: assessment.interval(|intervals| intervals.score(Some(dimension), lens)),
        pooled: assessment.pooled(|pooled| pooled.cell(dimension, lens).score()),
        agreement: assessment
            .voices
            .and_then(|voices| Some(voices.cell(dimension, lens)?.told()?.word()?.name())),
        coverage: cell.coverage().map(|coverage| coverage.published),
        stage: published.map(|published| published.stage.level.number()),
        supported: published.and_then(|published| published.supported).map(|score| score.published),
        defined: cell.defined,
        applicable: cell.applicable,
        answered: cell.answered,
        not_applicable: cell.not_applicable(),
        unknown: cell.unknown,
        skipped: cell.skipped,
        not_reached: cell.not_reached,
        too_few: cell.too_few,
        unsupported: cell.unsupported.iter().map(id).collect(),
        questions: assessment
            .questionnaire
            .cell_questions(dimension, lens)
            .filter(|_| detail == Detail::All)
            .filter(|&question| assessment.tally.question(question).was_asked())
            .map(|question| question_report(assessment, question))
            .collect(),
    }
}

fn question_report(assessment: &Assessment<'_>, ix: QuestionIx) -> QuestionReport {
    let question = &assessment.questionnaire[ix];
    QuestionReport {
        id: question.id.to_string(),
        title: question.title.clone(),
        ask: question.ask.clone(),
        rev: question.rev,
        lens: question.lens,
        weight: question.weight,
        state: state(assessment, ix),
        moves: assessment.scores.moves(ix),
        strip: voices::strip(assessment, ix),
    }
}

/// What was answered to a question.
pub(super) fn state(assessment: &Assessment<'_>, ix: QuestionIx) -> QuestionState {
    let said = assessment.tally.question(ix);
    if !said.applies() {
        return QuestionState::NotApplicable;
    }
    match said.mean().zip(said.rounded_mean()) {
        Some((mean, rounded)) => QuestionState::Level {
            level: mean,
            anchor: assessment.questionnaire[ix].anchor(rounded).to_owned(),
            proof: assessment.tally.proof_asked.then(|| said.proof().name()),
            supported: !assessment.tally.proof_asked || scoring::set_back(said).is_none(),
        },
        None if said.is_withheld() => QuestionState::TooFew,
        None if said.all.unknown > 0 => QuestionState::Unknown,
        None if said.all.skipped > 0 => QuestionState::Skipped,
        None => QuestionState::NotReached,
    }
}

/// What the customer feels, from the first of the lowest prevention answers.
/// From level 4 on the practice is there, and nothing is missing to be felt.
pub(super) fn feels(assessment: &Assessment<'_>, dimension: DimensionIx) -> Option<String> {
    let lowest = lowest_question(assessment, dimension, Lens::Prevention)?;
    let is_missing = assessment.tally.question(lowest).mean()? < 3.5;
    assessment.questionnaire[lowest].feels.clone().filter(|_| is_missing)
}

/// The first of the lowest answers of a cell.
pub(super) fn lowest_question(
    assessment: &Assessment<'_>,
    dimension: DimensionIx,
    lens: Lens,
) -> Option<QuestionIx> {
    let level = |&question: &QuestionIx| {
        let said = assessment.tally.question(question);
        said.mean().filter(|_| said.applies())
    };
    assessment
        .questionnaire
        .cell_questions(dimension, lens)
        .filter_map(|question| Some((level(&question)?, question)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, question)| question)
}

fn remarks(assessment: &Assessment<'_>, ix: DimensionIx, standing: Standing) -> Vec<String> {
    match assessment.tally.scope(ix) {
        Scope::NotChosen => return vec!["Not part of this assessment.".to_owned()],
        Scope::DoesNotApply => {
            return vec![format!("Not asked: {}.", why_not_asked(assessment, ix))];
        }
        Scope::In => {}
    }
    let scores = assessment.scores.dimension(ix);
    let mut remarks = Vec::new();
    // A single dimension is the whole of the overall scores, if there are any.
    if standing == Standing::Beside && assessment.questionnaire.dimensions.len() > 1 {
        remarks.push("Not part of the overall gap.".to_owned());
    }
    for lens in Lens::ALL {
        let cell = scores.cell(lens);
        let name = words::capitalised(lens.name());
        remarks.extend(thin(assessment, ix, lens).map(|thin| format!("{name}: {thin}.")));
        if cell.defined == 0 && is_not_called_for(assessment, ix, lens) {
            remarks.push(format!("{name}: not called for."));
        } else {
            remarks.extend(missing_score(assessment, lens, cell));
        }
    }
    remarks.extend(questions_not_asked(assessment, ix));
    remarks
}

/// What a thin score rests on: "one question: level 3", "from 1 of 2 answers".
fn thin(assessment: &Assessment<'_>, dimension: DimensionIx, lens: Lens) -> Option<String> {
    let cell = assessment.scores.cell(dimension, lens);
    let score = cell.score().filter(|_| cell.is_thin())?;
    if cell.applicable == 1 {
        // Of one question the score is its level.
        return Some(format!("one question: level {}", words::level(1.0 + score.exact / 25.0)));
    }
    let bounds = cell.bounds.filter(|_| cell.is_open())?;
    let from = if cell.open.is_empty() {
        // Some of those who were asked left a question open.
        format!("from {} % of the answers", cell.coverage()?.published.tenths().div_euclid(10))
    } else {
        format!("from {} of {} answers", cell.answered, cell.applicable)
    };
    Some(format!("{from}, between {} and {}", bounds.lower.published, bounds.upper.published))
}

/// Whether stated facts keep every question of a cell from being asked.
fn is_not_called_for(assessment: &Assessment<'_>, dimension: DimensionIx, lens: Lens) -> bool {
    let mut questions = assessment.questionnaire.cell_questions(dimension, lens);
    questions.all(|question| assessment.tally.play(question) == Play::DoesNotApply)
}

/// "Not asked: `aih-escape`, as the profile does not call for it."
fn questions_not_asked(assessment: &Assessment<'_>, dimension: DimensionIx) -> Vec<String> {
    let (questionnaire, tally) = (assessment.questionnaire, assessment.tally);
    let out: Vec<QuestionIx> = questions_of(assessment, dimension)
        .filter(|&question| tally.play(question) == Play::DoesNotApply)
        .collect();
    let ids = ticked(out.iter().map(|&question| &questionnaire[question].id));
    let by_fact = (!out.is_empty())
        .then(|| format!("Not asked, as the profile does not call for it: {ids}."));
    let waiting = questions_of(assessment, dimension).filter_map(|question| {
        let facts = tally.awaited_by_question(questionnaire, question);
        let facts = ticked(facts.iter().map(|&fact| &questionnaire[fact].id));
        let id = &questionnaire[question].id;
        (!facts.is_empty()).then(|| format!("Not asked: `{id}`, which depends on {facts}."))
    });
    by_fact.into_iter().chain(waiting).collect()
}

/// What keeps the stage of a lens provisional: open questions, or people who
/// left some open that others answered. A dimension without both scores is
/// waited for in both lenses.
pub(super) fn what_is_missing(assessment: &Assessment<'_>, lens: Lens) -> &'static str {
    let scores = assessment.scores;
    let waited_for = |&dimension: &DimensionIx| {
        let counts = |of: &Lens| *of == lens || !scores.dimension(dimension).paired;
        let mut lenses = Lens::ALL.into_iter().filter(counts);
        lenses.any(|lens| !scores.cell(dimension, lens).open.is_empty())
    };
    if scores.overall.eligible.iter().any(waited_for) {
        "questions are open"
    } else if scores.coverage_is_open(None) {
        "not everybody answered"
    } else {
        "a score rests on one answer"
    }
}

/// Why a dimension does not apply: the profile says so, or it does not say
/// what it would take.
pub(super) fn why_not_asked(assessment: &Assessment<'_>, dimension: DimensionIx) -> String {
    let questionnaire = assessment.questionnaire;
    let Some(when) = &questionnaire[dimension].when else { return "it does not apply".to_owned() };
    let read = (0..questionnaire.profile.len()).map(FieldIx).filter(|&fact| when.reads(fact));
    let open: Vec<String> = read
        .filter(|fact| assessment.tally.profile[fact.0].is_none())
        .map(|fact| format!("`{}`", questionnaire[fact].id))
        .collect();
    match open.as_slice() {
        [] => "the profile does not call for it".to_owned(),
        [one] => format!("the fact {one} was skipped or not stated"),
        several => format!("the facts {} were skipped or not stated", several.join(", ")),
    }
}

/// Why a cell has no score, and what would give it one.
pub(super) fn missing_score(
    assessment: &Assessment<'_>,
    lens: Lens,
    cell: &Cell,
) -> Option<String> {
    let name = words::capitalised(lens.name());
    match cell.status {
        CellStatus::Published(_) => None,
        CellStatus::NotDefined => Some(format!("{name}: nothing was asked.")),
        CellStatus::NotApplicable => Some(format!("{name}: does not apply.")),
        CellStatus::Insufficient => {
            let bounds = cell.bounds?;
            let between =
                format!("between {} and {}", bounds.lower.published, bounds.upper.published);
            if cell.open.is_empty() {
                return Some(format!(
                    "{name}: too few of those who were asked answered; {between}."
                ));
            }
            let (answered, applicable) = (cell.answered, cell.applicable);
            let open = cell.open.iter().map(|&question| &assessment.questionnaire[question].id);
            Some(format!(
                "{name}: not enough answers, {answered} of {applicable}; {between}; answer {}.",
                ticked(open),
            ))
        }
    }
}
