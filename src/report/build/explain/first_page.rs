//! What the first page finds: the scores as proven, the posture, the stages,
//! and the dimensions that stand out.

use crate::model::{
    DimensionIx, Lens, Posture, PostureIx, PostureWhen, QuestionIx, ScoreKind, Tenths,
};
use crate::report::build::actions::why_unproven;
use crate::report::build::{self, cells, words};
use crate::report::model::{Explanation, QuestionName};
use crate::scoring;

use super::{Assessment, HOW, explanation, named, number};

const NO_SCORES: &str = "there are no overall scores";

/// The scores with unproven answers set back.
pub(super) fn proven(assessment: &Assessment<'_>) -> Explanation {
    let overall = &assessment.scores.overall;
    let supported = |lens| Some(overall.lens(lens).supported?.published);
    let sides = supported(Lens::Prevention).zip(supported(Lens::Resolution));
    let Some((prevention, resolution)) = sides else {
        let asked = assessment.tally.proof_asked;
        let why = if asked { NO_SCORES } else { "proof was not asked for" };
        return explanation(format!("As proven: {why}"), [(HOW, Vec::new())]);
    };
    let gap = (resolution - prevention).signed();
    let rule = "Proof supports a level: said 2, example 3, documented 4, measured 5. An answer \
                above that counts as the level that its proof supports.";
    let formulas = Lens::ALL.into_iter().filter_map(|lens| proven_formula(assessment, lens));
    let gap_formula =
        format!("gap = resolution - prevention = {resolution} - {prevention} = {gap}");
    let how = std::iter::once(rule.to_owned()).chain(formulas).chain([gap_formula]).collect();
    let unsupported = &assessment.findings.verify_first;
    let set_back = unsupported.iter().filter_map(|&question| set_back(assessment, question));
    explanation(
        format!("As proven: prevention {prevention}, resolution {resolution}, gap {gap}"),
        [(HOW, how), ("What is set back", set_back.collect())],
    )
}

/// "prevention = (1 x 33.3333 + ...) / 8 = 34.1; 41.4 as answered".
fn proven_formula(assessment: &Assessment<'_>, lens: Lens) -> Option<String> {
    let overall = &assessment.scores.overall;
    let paired = overall.counted();
    let weight = |dimension: DimensionIx| assessment.questionnaire[dimension].weight;
    let term = |&dimension: &DimensionIx| {
        let supported = assessment.scores.cell(dimension, lens).published()?.supported?;
        Some(format!("{} x {}", weight(dimension), number(supported.exact)))
    };
    let terms: Vec<String> = paired.iter().filter_map(term).collect();
    let total: u32 = paired.iter().copied().map(weight).sum();
    let of = overall.lens(lens);
    let (proven, answered) = (of.supported?.published, of.score?.published);
    Some(format!("{lens} = ({}) / {total} = {proven}; {answered} as answered", terms.join(" + ")))
}

/// "Handovers (own-handoff): level 4 is only said, and counts as 2: -2.1 on
/// prevention".
fn set_back(assessment: &Assessment<'_>, question: QuestionIx) -> Option<String> {
    let said = assessment.tally.question(question);
    let (mean, ceiling) = said.mean().zip(scoring::set_back(said))?;
    let why = why_unproven(assessment, question)?;
    let counts = format!("{}: {why}. It counts as {ceiling}", named(assessment, question));
    let moves = assessment.scores.moves(question);
    if moves == 0.0 {
        return Some(format!("{counts}; its dimension is not part of the overall score"));
    }
    let by = scoring::published(moves * (f64::from(ceiling.number()) - mean)).signed();
    Some(format!("{counts}: {by} on {}", assessment.questionnaire[question].lens))
}

/// The two scores against the rule of each posture up to the first that
/// holds.
pub(super) fn posture(assessment: &Assessment<'_>) -> Explanation {
    let Some(finding) = &assessment.findings.posture else {
        return explanation(format!("Posture: {NO_SCORES}"), [(HOW, Vec::new())]);
    };
    let questionnaire = assessment.questionnaire;
    let tried = questionnaire.postures.iter().take(finding.posture.0 + 1);
    let how = tried.map(|posture| rule(assessment, posture)).collect();
    let title = |&other: &PostureIx| questionnaire[other].title.clone();
    let borders: Vec<String> = finding.borders_on.iter().map(title).collect();
    let borders = if borders.is_empty() { vec!["None".to_owned()] } else { borders };
    explanation(
        format!("Posture: {}", questionnaire[finding.posture].title),
        [
            ("The rules, of which the first that holds counts", how),
            ("Others that scores five points higher or lower would give", borders),
        ],
    )
}

/// "Repair shop: resolution 68.8 is 55.0 or more: yes; ...".
fn rule(assessment: &Assessment<'_>, posture: &Posture) -> String {
    let PostureWhen { prevention_min, resolution_min, gap_min, gap_below } = posture.when;
    let figure = |kind: ScoreKind, limit: Option<Tenths>| {
        Some((kind, assessment.scores.published(kind, None)?, limit?))
    };
    let at_least = |kind, limit| {
        let (kind, found, limit) = figure(kind, limit)?;
        let takes = format!("{} or more", written(kind, limit));
        Some(compared(kind, found, &takes, found >= limit))
    };
    let below = || {
        let (kind, found, limit) = figure(ScoreKind::Gap, gap_below)?;
        Some(compared(kind, found, &format!("below {}", written(kind, limit)), found < limit))
    };
    let conditions: Vec<String> = [
        at_least(ScoreKind::Prevention, prevention_min),
        at_least(ScoreKind::Resolution, resolution_min),
        at_least(ScoreKind::Gap, gap_min),
        below(),
    ]
    .into_iter()
    .flatten()
    .collect();
    if conditions.is_empty() {
        return format!("{}: where no other holds", posture.title);
    }
    format!("{}: {}", posture.title, conditions.join("; "))
}

/// "prevention 41.4, takes 65.0 or more: no".
fn compared(kind: ScoreKind, found: Tenths, takes: &str, holds: bool) -> String {
    let holds = if holds { "yes" } else { "no" };
    format!("{} {}, takes {takes}: {holds}", kind.name(), written(kind, found))
}

/// A score, and a gap with its sign.
fn written(kind: ScoreKind, score: Tenths) -> String {
    match kind {
        ScoreKind::Gap => score.signed(),
        ScoreKind::Prevention | ScoreKind::Resolution => score.to_string(),
    }
}

/// The level of the weakest link, and what holds it.
pub(super) fn stage(assessment: &Assessment<'_>) -> Explanation {
    let stages = Lens::ALL.map(|lens| build::stage(assessment, lens));
    let sides: Vec<String> = stages
        .iter()
        .flatten()
        .map(|stage| format!("{} {} ({})", stage.lens, stage.stage, stage.word))
        .collect();
    if sides.is_empty() {
        return explanation(format!("Stage: {NO_SCORES}"), [(HOW, Vec::new())]);
    }
    let rule = format!(
        "The highest level that {} % of the answered weight of a dimension reaches; overall the \
         lowest of the dimensions counts",
        assessment.questionnaire.scoring.stage_share
    );
    let of_cells = assessment.scores.overall.counted().iter().filter_map(|&dimension| {
        let stage = |lens| Some(assessment.scores.cell(dimension, lens).published()?.stage.level);
        let (prevention, resolution) = stage(Lens::Prevention).zip(stage(Lens::Resolution))?;
        let title = &assessment.questionnaire[dimension].title;
        Some(format!("{title}: prevention {prevention}, resolution {resolution}"))
    });
    let held_back = stages.iter().flatten().flat_map(|stage| {
        let line = |(name, state): &(QuestionName, String)| {
            format!("{}: {} ({}), {state}", stage.lens, name.title, name.id)
        };
        stage.held_back_by.iter().map(line).collect::<Vec<_>>()
    });
    explanation(
        format!("Stage: {}", words::list(&sides)),
        [
            (HOW, std::iter::once(rule).chain(of_cells).collect()),
            ("What holds it back", held_back.collect()),
        ],
    )
}

/// The dimension with the lowest prevention, and all in order.
pub(super) fn lowest(assessment: &Assessment<'_>) -> Explanation {
    let first = assessment.findings.lowest_prevention;
    standing_out(assessment, "Lowest prevention", ScoreKind::Prevention, first, |score| score)
}

/// The dimension with the widest gap, and all in order.
pub(super) fn widest(assessment: &Assessment<'_>) -> Explanation {
    let first = assessment.findings.widest_gap;
    standing_out(assessment, "Widest gap", ScoreKind::Gap, first, |gap| -gap.abs())
}

fn standing_out(
    assessment: &Assessment<'_>,
    label: &str,
    kind: ScoreKind,
    first: Option<DimensionIx>,
    key: impl Fn(Tenths) -> Tenths,
) -> Explanation {
    let questionnaire = assessment.questionnaire;
    let found = first.and_then(|ix| Some((ix, assessment.scores.published(kind, Some(ix))?)));
    let Some((first, score)) = found else {
        return explanation(format!("{label}: no dimension has a score"), [(HOW, Vec::new())]);
    };
    let mut scored: Vec<(Tenths, DimensionIx)> = questionnaire
        .dimension_positions()
        .filter(|&ix| !questionnaire[ix].apart)
        .filter_map(|ix| Some((assessment.scores.published(kind, Some(ix))?, ix)))
        .collect();
    let is_thin = |ix| assessment.scores.is_thin(kind, Some(ix));
    scored.sort_by_key(|&(score, ix)| (is_thin(ix), key(score), ix));
    let in_order = scored.iter().map(|&(score, ix)| {
        let dimension = &questionnaire[ix];
        let thin = if is_thin(ix) { ", from one answer: it stands out nowhere" } else { "" };
        format!(
            "{} ({}.{}): {}{thin}",
            dimension.title,
            dimension.id,
            kind.name(),
            written(kind, score)
        )
    });
    explanation(
        format!("{label}: {}, {}", questionnaire[first].title, written(kind, score)),
        [
            ("The dimensions in order; of equals the first counts", in_order.collect()),
            ("What is quoted", quoted(assessment, first).into_iter().collect()),
        ],
    )
}

/// What customers feel, and the answer that it comes from.
fn quoted(assessment: &Assessment<'_>, dimension: DimensionIx) -> Option<String> {
    let feels = cells::feels(assessment, dimension)?;
    let lowest = cells::lowest_question(assessment, dimension, Lens::Prevention)?;
    let (_, state) = assessment.name_and_state(lowest);
    Some(format!("{feels} This belongs to {}, {state}", named(assessment, lowest)))
}
