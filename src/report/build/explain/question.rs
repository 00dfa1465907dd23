//! One question: what its action is worth and why it has its place, and what
//! leaders and frontline say.

use crate::findings::{PlannedAction, Worth};
use crate::model::{Lens, QuestionIx, Side, Tenths};
use crate::report::build::{actions, voices, words};
use crate::report::model::Explanation;
use crate::scoring;

use super::{Assessment, HOW, explanation, named, number};

/// What an action is worth, and what gave it its place.
pub(super) fn points(assessment: &Assessment<'_>, question: QuestionIx) -> Explanation {
    let asked = &assessment.questionnaire[question];
    let planned = of_lens(assessment, asked.lens).iter().find(|one| one.question == question);
    let Some(planned) = planned else {
        let title = format!("{}: no points", named(assessment, question));
        return explanation(title, [("Why", vec![why_none(assessment, question)])]);
    };
    let worth = actions::worth(assessment, &planned.worth);
    let what = asked.action.as_ref().map_or(asked.title.as_str(), |action| action.title.as_str());
    let remarks = actions::remarks(assessment, planned, true);
    let waits = planned.waits_for.iter().map(|&need| named(assessment, need));
    explanation(
        format!("{what} ({}): {}", asked.id, worth.words()),
        [
            (HOW, formula(assessment, planned)),
            ("What gave it its place", keys(assessment, planned)),
            ("Equal to it", equals(assessment, planned)),
            ("What has to rise first", waits.collect()),
            ("What to know", remarks.iter().map(|one| words::capitalised(one)).collect()),
        ],
    )
}

fn of_lens<'a>(assessment: &Assessment<'a>, lens: Lens) -> &'a [PlannedAction] {
    match lens {
        Lens::Prevention => &assessment.findings.prevention_actions,
        Lens::Resolution => &assessment.findings.resolution_actions,
    }
}

fn why_none(assessment: &Assessment<'_>, question: QuestionIx) -> String {
    let asked = &assessment.questionnaire[question];
    let said = assessment.tally.question(question);
    let is_answered = said.applies() && said.mean().is_some();
    if asked.action.is_none() {
        "The questionnaire recommends no action for it".to_owned()
    } else if !is_answered {
        let (_, state) = assessment.name_and_state(question);
        format!("{}: an action starts from a level", words::capitalised(&state))
    } else if asked.lens == Lens::Resolution && of_lens(assessment, asked.lens).is_empty() {
        "Actions on resolution are offered where its overall score is below 55".to_owned()
    } else {
        "Its level is 4.5 or more, or its dimension was not part of this assessment".to_owned()
    }
}

/// "points = (3 - 1.0) x 25 x 1 / 8 x 1 / 3 = +2.1", and what its parts are.
fn formula(assessment: &Assessment<'_>, planned: &PlannedAction) -> Vec<String> {
    let questionnaire = assessment.questionnaire;
    let asked = &questionnaire[planned.question];
    let (from, to) = (planned.from, planned.to);
    let target = format!(
        "From level {from} to {to}: at least half a level more, rounded up to a whole one, and at \
         least 3"
    );
    let (Worth::Points(points) | Worth::Once(points, _)) = &planned.worth else {
        return vec![target, "Its dimension is not part of the overall score".to_owned()];
    };
    let eligible = &assessment.scores.overall.eligible;
    let total: u32 = eligible.iter().map(|&dimension| questionnaire[dimension].weight).sum();
    let dimension = &questionnaire[asked.dimension];
    let cell = assessment.scores.cell(asked.dimension, asked.lens);
    let (weight, applicable) = (asked.weight, number(cell.weight_applicable));
    let points = if *points == Tenths::ZERO { "under 0.1".to_owned() } else { points.signed() };
    vec![
        format!(
            "points = ({to} - {from}) x 25 x {} / {total} x {weight} / {applicable} = {points}",
            dimension.weight
        ),
        target,
        format!(
            "25: the points of a level; {} / {total}: the weight of {} among the {} \
                 dimensions that can count",
            dimension.weight,
            dimension.title,
            eligible.len()
        ),
        format!(
            "{weight} / {applicable}: its weight among the {} of {} that apply",
            words::count(cell.applicable, &format!("{} question", asked.lens)),
            dimension.title
        ),
    ]
}

/// The keys of the order, with their values.
fn keys(assessment: &Assessment<'_>, planned: &PlannedAction) -> Vec<String> {
    let lens = assessment.questionnaire[planned.question].lens;
    let keys = planned.keys;
    let beside = if keys.apart { "yes, and so after the others" } else { "no" };
    vec![
        format!("Place {} of {}", planned.place, of_lens(assessment, lens).len()),
        format!("1. Beside the overall scores: {beside}"),
        format!(
            "2. Class of its level, lowest first: {} (level less a half, rounded up)",
            keys.class
        ),
        format!("3. Score of the {lens} answers of its dimension, lowest first: {}", keys.cell),
        format!("4. Level, lowest first: {}", keys.level),
        format!("5. Effort, lowest first: {} of 5 (assumed)", keys.effort),
    ]
}

/// The actions that share its place.
fn equals(assessment: &Assessment<'_>, planned: &PlannedAction) -> Vec<String> {
    let lens = assessment.questionnaire[planned.question].lens;
    let others = of_lens(assessment, lens)
        .iter()
        .filter(|other| other.is_equal_to(planned) && other.question != planned.question);
    others.map(|other| named(assessment, other.question)).collect()
}

/// Both means, how many people are behind them, and what is quoted.
pub(super) fn voices(assessment: &Assessment<'_>, question: QuestionIx) -> Explanation {
    let name = named(assessment, question);
    let difference = assessment.voices.and_then(|voices| voices.question(question).difference);
    let Some(difference) = difference else {
        let why = why_not_compared(assessment, question).to_owned();
        return explanation(format!("{name}: not compared"), [("Why", vec![why])]);
    };
    let sides = [(Side::Leader, difference.leaders), (Side::Frontline, difference.frontline)];
    let [leaders, frontline] =
        sides.map(|(side, mean)| voices::side(assessment, question, side, mean));
    let how = [&leaders, &frontline].map(|side| {
        format!("{}: {} of 5, the mean of {}", side.title, side.mean, words::people(side.count))
    });
    let apart = scoring::published(difference.levels()).signed();
    let formula =
        format!("leaders - frontline = {} - {} = {apart} levels", leaders.mean, frontline.mean);
    let listed = "It is listed from 1.0 on".to_owned();
    let quoted = [&leaders, &frontline]
        .map(|side| format!("{}, level {}: {}", side.title, side.level, side.anchor));
    let all = assessment
        .tally
        .question(question)
        .mean()
        .map(|mean| format!("The mean that scores use: {}", words::mean(mean)));
    explanation(
        format!("{name}: leaders {}, frontline {}", leaders.mean, frontline.mean),
        [
            (HOW, how.into_iter().chain([formula, listed]).chain(all).collect()),
            ("What is quoted", quoted.to_vec()),
        ],
    )
}

fn why_not_compared(assessment: &Assessment<'_>, question: QuestionIx) -> &'static str {
    let said = assessment.tally.question(question);
    if assessment.voices.is_none() {
        "One respondent answered: there is nobody to hold side by side"
    } else if !said.was_asked() {
        "Nobody who answered was asked it"
    } else if !said.applies() {
        "It does not apply"
    } else {
        "One side was not asked, gave no level, or has too few people to be shown"
    }
}
