//! Several voices in words: who answered, how far they agree, and where leaders
//! and frontline see a practice differently. No sentence says who is right.

use std::cmp::Ordering;

use crate::model::{DimensionIx, Lens, Level, QuestionIx, RoleIx, Side, Tenths};
use crate::report::model::{
    AgreementReport, DifferenceReport, DisagreementReport, PerceptionReport, QuestionName,
    SideReport, StatisticsReport, StripRow, VoicesReport,
};
use crate::scoring;
use crate::tally::{Anonymity, Counts, QuestionTally, Scope, Tally};
use crate::voices::{
    Agreement, AgreementWord, Claim, Difference, Perception, PerceptionRow, QuestionVoices, Voices,
};

use super::{Assessment, words};

/// From so many levels on, a difference is listed.
const LISTED_FROM: f64 = 1.0;

/// What several respondents say beside their scores.
pub(super) fn voices(assessment: &Assessment<'_>) -> Option<VoicesReport> {
    let voices = assessment.voices?;
    let disagreements = disagreements(assessment, voices);
    let agreement = agreement(assessment, voices);
    let is_compared = voices.each_question().any(|(_, said)| said.difference.is_some());
    let is_apart = voices.perception.is_some() || is_compared;
    Some(VoicesReport {
        title: if is_apart {
            "Where leaders and frontline disagree"
        } else {
            "How far people agree"
        },
        lead: if is_compared {
            Some(how_many(disagreements.len()))
        } else if is_apart {
            Some(NOT_COMPARED.to_owned())
        } else {
            agreement.is_empty().then(|| TOO_FEW.to_owned())
        },
        who: who(assessment),
        agreement,
        disagreements,
        perception: perception(assessment, voices),
        disputed: disputed(assessment, voices),
        split: split(assessment, voices),
        statistics: Some(statistics(assessment, voices)),
    })
}

const TOO_FEW: &str = "Too few people answered to say how far they agree.";

const NOT_COMPARED: &str = "No question could be compared: on each of them too few leaders, or too \
     few of the frontline, gave a level.";

/// On how many questions leaders and frontline stand apart.
fn how_many(disagreements: usize) -> String {
    let on = match disagreements {
        0 => "On no question".to_owned(),
        some => format!("On {}", words::count(some, "question")),
    };
    format!("{on} leaders and frontline stand a level or more apart.")
}

/// "16 people in 5 functions answered (Leaders 5, Frontline 11)".
pub(super) fn who_answered(assessment: &Assessment<'_>) -> String {
    let tally = assessment.tally;
    let functions = match tally.functions.len() {
        0 | 1 => String::new(),
        several => format!(" in {several} functions"),
    };
    let roles = roles(assessment);
    let roles = if roles.is_empty() { roles } else { format!(" ({roles})") };
    let silent = match tally.silent {
        0 => String::new(),
        silent => format!("; {silent} of them left everything open"),
    };
    format!("{} people{functions} answered{roles}{silent}", tally.respondents)
}

/// "Leaders 5, Frontline 11"; nothing where nobody named a role.
fn roles(assessment: &Assessment<'_>) -> String {
    let roles = &assessment.tally.roles;
    if roles.iter().all(|(role, _)| role.is_none()) {
        return String::new();
    }
    let role = |&(role, count): &(Option<RoleIx>, u32)| {
        format!("{} {count}", role_title(assessment, role))
    };
    roles.iter().map(role).collect::<Vec<_>>().join(", ")
}

fn role_title<'a>(assessment: &Assessment<'a>, role: Option<RoleIx>) -> &'a str {
    role.map_or("without a role", |role| assessment.questionnaire[role].title.as_str())
}

/// How many in each function; where respondents are anonymous, small
/// functions stand together.
pub(super) fn functions(tally: &Tally) -> Vec<(String, usize)> {
    let least = match tally.anonymity {
        Anonymity::Named => 1,
        Anonymity::Anonymous { min_group, .. } => min_group,
    };
    let (shown, small): (Vec<_>, Vec<_>) =
        tally.functions.iter().partition(|(_, count)| *count >= least);
    let together: u32 = small.iter().map(|(_, count)| count).sum();
    let others = (together > 0).then(|| ("others".to_owned(), together));
    let shown = shown.into_iter().cloned();
    shown.chain(others).map(|(name, count)| (name, count as usize)).collect()
}

fn who(assessment: &Assessment<'_>) -> Vec<String> {
    let functions = functions(assessment.tally);
    let function = |(name, count): &(String, usize)| format!("{name} {count}");
    let functions: Vec<String> = functions.iter().map(function).collect();
    let functions =
        (!functions.is_empty()).then(|| format!("By function: {}.", functions.join(", ")));
    std::iter::once(format!("{}.", who_answered(assessment)))
        .chain(functions)
        .chain(anonymity(assessment))
        .chain(too_few(assessment))
        .chain(balance(assessment))
        .collect()
}

/// What is hidden, and why.
fn anonymity(assessment: &Assessment<'_>) -> Vec<String> {
    match &assessment.tally.anonymity {
        Anonymity::Named => {
            vec!["Everybody agreed beforehand to be seen: nothing is hidden.".to_owned()]
        }
        Anonymity::Anonymous { min_group, hidden } if hidden.is_empty() => vec![format!(
            "Answers are anonymous: no group of fewer than {min_group} people is shown by itself."
        )],
        Anonymity::Anonymous { min_group, .. } => vec![
            format!(
                "Answers are anonymous: no group of fewer than {min_group} people is shown by itself."
            ),
            format!(
                "A role has fewer than {min_group} people, so roles are not told apart: all \
                 figures are of everybody together."
            ),
        ],
    }
}

/// How many questions have too few answers.
fn too_few(assessment: &Assessment<'_>) -> Option<String> {
    let count = assessment.tally.questions.iter().filter(|said| said.is_withheld()).count();
    let have = if count == 1 { "has" } else { "have" };
    (count > 0)
        .then(|| format!("{} {have} too few answers to show.", words::count(count, "question")))
}

/// What to do first where too few people answered to show anything.
pub(super) fn ask_more_people(assessment: &Assessment<'_>) -> Option<String> {
    let Anonymity::Anonymous { min_group, .. } = assessment.tally.anonymity else { return None };
    assessment.tally.questions.iter().any(QuestionTally::is_withheld).then(|| {
        format!(
            "Ask more people: answers are anonymous, and no group of fewer than {min_group} is shown"
        )
    })
}

/// What balancing the roles does.
fn balance(assessment: &Assessment<'_>) -> Option<String> {
    if !assessment.tally.questions.iter().any(|said| said.by_role.len() > 1) {
        return None;
    }
    let pooled = |lens| assessment.pooled(|pooled| pooled.overall.lens(lens).score);
    let [prevention, resolution] = Lens::ALL.map(pooled);
    Some(format!(
        "A score is the mean of the roles' means, so that it does not hang on how many of each \
         answered. With every person counted alike it would be prevention {} and resolution {}.",
        prevention?, resolution?
    ))
}

fn agreement(assessment: &Assessment<'_>, voices: &Voices) -> Vec<String> {
    let Some(overall) = &voices.agreement else { return Vec::new() };
    let label = overall.word().map(|word| match word.name() {
        "no common view" => ", which is no common view".to_owned(),
        word => format!(", which is {word} agreement"),
    });
    let sentence = format!(
        "Over all questions together, answers lie {} levels from the average of their question{}.",
        level(overall.average_deviation),
        label.unwrap_or_default()
    );
    std::iter::once(sentence).chain(least_agreement(assessment, voices)).collect()
}

/// The cell with the least agreement, where that is weak.
fn least_agreement(assessment: &Assessment<'_>, voices: &Voices) -> Option<String> {
    let labelled = cells(assessment).filter_map(|(dimension, lens)| {
        let agreement = voices.cell(dimension, lens)?;
        agreement.word().map(|word| (dimension, lens, agreement, word.name()))
    });
    let (dimension, lens, agreement, word) =
        labelled.min_by(|(.., a, _), (.., b, _)| a.rwg.total_cmp(&b.rwg))?;
    (agreement.rwg < 0.5).then(|| {
        format!(
            "People agree least on {}: {word}, {} levels from the average.",
            cell_title(assessment, dimension, lens),
            level(agreement.average_deviation)
        )
    })
}

fn cells(assessment: &Assessment<'_>) -> impl Iterator<Item = (DimensionIx, Lens)> + use<> {
    let dimensions: Vec<DimensionIx> = assessment
        .questionnaire
        .dimension_positions()
        .filter(|&dimension| is_in_scope(assessment, dimension))
        .collect();
    dimensions.into_iter().flat_map(|dimension| Lens::ALL.map(|lens| (dimension, lens)))
}

/// What was said on the questions that belong to the assessment.
fn each_question<'a>(
    assessment: &'a Assessment<'_>,
    voices: &'a Voices,
) -> impl Iterator<Item = (QuestionIx, &'a QuestionVoices)> {
    voices.each_question().filter(|(question, _)| {
        is_in_scope(assessment, assessment.questionnaire[*question].dimension)
    })
}

fn is_in_scope(assessment: &Assessment<'_>, dimension: DimensionIx) -> bool {
    assessment.tally.scope(dimension) == Scope::In
}

/// "Ownership, prevention".
fn cell_title(assessment: &Assessment<'_>, dimension: DimensionIx, lens: Lens) -> String {
    format!("{}, {lens}", assessment.questionnaire[dimension].title)
}

/// A mean of levels with one decimal: "4.0".
fn level(mean: f64) -> String {
    format!("{:.1}", mean + 0.0)
}

/// Questions on which the sides stand a level or more apart, widest first.
fn disagreements(assessment: &Assessment<'_>, voices: &Voices) -> Vec<DisagreementReport> {
    let mut listed: Vec<(QuestionIx, Difference)> = each_question(assessment, voices)
        .filter_map(|(question, said)| Some((question, said.difference?)))
        .filter(|(_, difference)| difference.is_at_least(LISTED_FROM))
        .collect();
    // Of equally wide ones the first in the questionnaire stays first.
    listed.sort_by(|(_, a), (_, b)| wider(a, b));
    listed.into_iter().map(|(question, d)| disagreement(assessment, question, &d)).collect()
}

fn wider(a: &Difference, b: &Difference) -> Ordering {
    let size = |difference: &Difference| (difference.levels().abs() * 1e6).round();
    size(b).total_cmp(&size(a))
}

fn disagreement(
    assessment: &Assessment<'_>,
    question: QuestionIx,
    difference: &Difference,
) -> DisagreementReport {
    let asked = &assessment.questionnaire[question];
    let said = assessment.tally.question(question);
    let levels = difference.levels();
    DisagreementReport {
        question: assessment.name(question),
        ask: asked_of_both(assessment, question),
        dimension: assessment.questionnaire[asked.dimension].title.clone(),
        lens: asked.lens,
        anchors: asked.anchors.clone(),
        leaders: side(assessment, question, said, Side::Leader, difference.leaders),
        frontline: side(assessment, question, said, Side::Frontline, difference.frontline),
        difference: format!("{levels:+.1}"),
        higher: if levels > 0.0 { "leaders higher" } else { "frontline higher" },
    }
}

/// The wording of the leader side, and beside it that of the frontline where
/// it is another.
fn asked_of_both(assessment: &Assessment<'_>, question: QuestionIx) -> String {
    let asked = &assessment.questionnaire[question];
    let wording = |side| {
        let roles = assessment.tally.roles.iter().filter_map(|&(role, _)| role);
        let mut of_side = roles.filter(|&role| assessment.questionnaire[role].side == side);
        asked.wording(of_side.next())
    };
    let (leaders, frontline) = (wording(Side::Leader), wording(Side::Frontline));
    if leaders == frontline {
        return leaders.to_owned();
    }
    let title = side_title(assessment, Side::Frontline);
    format!("{leaders} ({title} were asked: {frontline})")
}

fn side(
    assessment: &Assessment<'_>,
    question: QuestionIx,
    said: &QuestionTally,
    side: Side,
    mean: f64,
) -> SideReport {
    let is_of_side =
        |role: Option<RoleIx>| role.is_some_and(|role| assessment.questionnaire[role].side == side);
    let mut levels = [0; 5];
    for role in said.by_role.iter().filter(|role| is_of_side(role.role)) {
        levels.iter_mut().zip(role.said.levels).for_each(|(sum, more)| *sum += more);
    }
    let nearest = nearest_given(&levels, mean);
    SideReport {
        title: side_title(assessment, side),
        count: levels.iter().sum(),
        mean: level(mean),
        level: nearest.number(),
        anchor: assessment.questionnaire[question].anchor(nearest).to_owned(),
        levels,
    }
}

/// The level nearest to the mean of those that somebody gave: nobody is quoted
/// with what nobody said. Of two equally near the lower.
fn nearest_given(levels: &[u32; 5], mean: f64) -> Level {
    let distance = |level: &Level| (f64::from(level.number()) - mean).abs();
    let given = Level::ALL.into_iter().filter(|level| levels[level.index()] > 0);
    given.min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(Level::LOWEST)
}

/// The title of the only role on a side, or the name of the side.
fn side_title(assessment: &Assessment<'_>, side: Side) -> String {
    let roles = assessment.tally.roles.iter().filter_map(|&(role, _)| role);
    let titles: Vec<&str> = roles
        .map(|role| &assessment.questionnaire[role])
        .filter(|role| role.side == side)
        .map(|role| role.title.as_str())
        .collect();
    match (titles.as_slice(), side) {
        ([only], _) => (*only).to_owned(),
        (_, Side::Leader) => "Leader side".to_owned(),
        (_, Side::Frontline) => "Frontline side".to_owned(),
    }
}

/// The row of the first screen: the widest difference.
pub(super) fn widest(assessment: &Assessment<'_>) -> Option<String> {
    let voices = assessment.voices?;
    let widest = disagreements(assessment, voices).into_iter().next()?;
    let DisagreementReport { question, leaders, frontline, .. } = widest;
    Some(format!("{}: leaders {}, frontline {}", question.title, leaders.mean, frontline.mean))
}

fn perception(assessment: &Assessment<'_>, voices: &Voices) -> Vec<String> {
    let Some(perception) = &voices.perception else { return Vec::new() };
    let mut lines: Vec<String> = Lens::ALL
        .iter()
        .filter_map(|&lens| perception.row(None, lens))
        .map(|row| overall_difference(perception, row))
        .collect();
    let has_one_dimension = assessment.questionnaire.dimensions.len() == 1;
    if perception.any_claim_possible {
        // Of a single dimension all is said.
        lines.extend((!has_one_dimension).then(|| claims(assessment, perception)));
    } else {
        lines.push(
            "There are too few people for any statistical claim; use the differences as \
             conversation starters."
                .to_owned(),
        );
    }
    lines
}

/// "Leaders see prevention 24.3 points higher than the frontline does (61.3
/// against 37.0): clear."
fn overall_difference(perception: &Perception, row: &PerceptionRow) -> String {
    let (leaders, frontline) = (scoring::published(row.leaders), scoring::published(row.frontline));
    let difference = leaders - frontline;
    let against = format!("({leaders} against {frontline})");
    let seen = match difference.cmp(&Tenths::ZERO) {
        Ordering::Equal => format!("Leaders and frontline see {} alike {against}", row.lens),
        Ordering::Greater => format!(
            "Leaders see {} {difference} points higher than the frontline does {against}",
            row.lens
        ),
        Ordering::Less => format!(
            "The frontline sees {} {} points higher than leaders do {against}",
            row.lens,
            difference.abs()
        ),
    };
    match overall_claim(perception, row) {
        Claim::Clear => format!("{seen}: a clear difference."),
        Claim::Likely => format!("{seen}: a likely difference."),
        Claim::CouldBeChance => format!("{seen}, which could be chance."),
        Claim::TooFewPeople => format!("{seen}."),
    }
}

/// How much an overall difference can be relied on; where one dimension is all
/// there is, that is what its cell says.
fn overall_claim(perception: &Perception, row: &PerceptionRow) -> Claim {
    let is_cell = |cell: &&PerceptionRow| cell.dimension.is_some() && cell.lens == row.lens;
    let mut cells = perception.rows.iter().filter(is_cell);
    match (cells.next(), cells.next()) {
        (Some(only), None) => perception.claim(only),
        _ => perception.claim(row),
    }
}

/// In which cells the difference is clear, or likely.
fn claims(assessment: &Assessment<'_>, perception: &Perception) -> String {
    let with = |claim| {
        let cells = perception.rows.iter().filter(|row| perception.claim(row) == claim);
        let title = |row: &PerceptionRow| Some(cell_title(assessment, row.dimension?, row.lens));
        cells.filter_map(title).collect::<Vec<String>>()
    };
    let (clear, likely) = (with(Claim::Clear), with(Claim::Likely));
    let named = |what: &str, cells: &[String]| {
        (!cells.is_empty()).then(|| format!("{what}: {}.", cells.join("; ")))
    };
    let named: Vec<String> = [
        named("The difference is clear in", &clear),
        named("Likely, and worth a conversation, in", &likely),
    ]
    .into_iter()
    .flatten()
    .collect();
    if named.is_empty() {
        return "In each single dimension the difference could be chance; talk about it before \
                deciding on it."
            .to_owned();
    }
    named.join(" ")
}

/// Questions on which people disagree whether it applies.
fn disputed(assessment: &Assessment<'_>, voices: &Voices) -> Vec<(QuestionName, String)> {
    let disputed = each_question(assessment, voices).filter_map(|(question, said)| {
        let (no, of) = said.applies_disputed?;
        let words = format!("{no} of {of} say that it does not apply");
        Some((assessment.name(question), words))
    });
    disputed.collect()
}

/// Questions on which people are split.
fn split(assessment: &Assessment<'_>, voices: &Voices) -> Vec<(QuestionName, String)> {
    let split =
        each_question(assessment, voices).filter(|(_, said)| said.split).map(|(question, _)| {
            let [absent, ad_hoc, _, routine, built_in] =
                assessment.tally.question(question).all.levels;
            let (low, high) = (absent + ad_hoc, routine + built_in);
            let words = format!("{low} at level 1 or 2, {high} at level 4 or 5");
            (assessment.name(question), words)
        });
    split.collect()
}

/// How many gave which answer: a row for each role, or one for all.
pub(super) fn strip(assessment: &Assessment<'_>, question: QuestionIx) -> Vec<StripRow> {
    let said = assessment.tally.question(question);
    if assessment.voices.is_none() || said.is_withheld() {
        return Vec::new();
    }
    let row = |who: &str, said: &Counts| StripRow {
        who: who.to_owned(),
        levels: said.levels,
        not_applicable: said.not_applicable,
        missing: said.missing(),
    };
    if said.by_role.is_empty() {
        return vec![row(words::EVERYONE, &said.all)];
    }
    said.by_role.iter().map(|role| row(role_title(assessment, role.role), &role.said)).collect()
}

fn statistics(assessment: &Assessment<'_>, voices: &Voices) -> StatisticsReport {
    let tally = assessment.tally;
    let hidden = match &tally.anonymity {
        Anonymity::Named => &[][..],
        Anonymity::Anonymous { hidden, .. } => hidden,
    };
    let ids = |roles: &mut dyn Iterator<Item = Option<RoleIx>>| {
        roles.filter_map(|role| Some(assessment.questionnaire[role?].id.to_string())).collect()
    };
    let shown = tally.roles.iter().map(|&(role, _)| role);
    StatisticsReport {
        roles_shown: ids(&mut shown.filter(|role| hidden.is_empty() || !hidden.contains(role))),
        roles_hidden: ids(&mut hidden.iter().copied()),
        anonymous: tally.anonymity != Anonymity::Named,
        any_claim_possible: voices.perception.as_ref().map(|it| it.any_claim_possible),
        agreement: agreements(assessment, voices),
        perception: voices.perception.iter().flat_map(|it| perceptions(assessment, it)).collect(),
        questions: differences(assessment, voices),
    }
}

fn agreements(assessment: &Assessment<'_>, voices: &Voices) -> Vec<AgreementReport> {
    let report = |cell: String, title: String, agreement: &Agreement| {
        let label = agreement.word().map(AgreementWord::name);
        let shown = label.unwrap_or("too few people").to_owned();
        AgreementReport {
            cell,
            rwg: agreement.rwg,
            average_deviation: agreement.average_deviation,
            label,
            row: [title, decimals(agreement.rwg), decimals(agreement.average_deviation), shown],
        }
    };
    let overall = voices.agreement.iter();
    let overall = overall.map(|it| report("overall".to_owned(), "Overall".to_owned(), it));
    let cells = cells(assessment).filter_map(|(dimension, lens)| {
        let id = format!("{}.{lens}", assessment.questionnaire[dimension].id);
        let title = cell_title(assessment, dimension, lens);
        Some(report(id, title, voices.cell(dimension, lens)?))
    });
    let lenses = Lens::ALL.into_iter().zip(&voices.lenses).filter_map(|(lens, it)| {
        Some(report(format!("overall.{lens}"), format!("Overall, {lens}"), it.as_ref()?))
    });
    overall.chain(lenses).chain(cells).collect()
}

/// A figure of the appendix with two decimals.
fn decimals(figure: f64) -> String {
    let figure = format!("{figure:.2}");
    if figure == "-0.00" { "0.00".to_owned() } else { figure }
}

fn perceptions(assessment: &Assessment<'_>, perception: &Perception) -> Vec<PerceptionReport> {
    let report = |row: &PerceptionRow| {
        let dimension = row.dimension.map(|dimension| &assessment.questionnaire[dimension]);
        let id = dimension.map_or("overall", |dimension| dimension.id.as_str());
        let title = dimension.map_or("Overall", |dimension| dimension.title.as_str());
        let title = format!("{title}, {}", row.lens);
        PerceptionReport {
            cell: format!("{id}.{}", row.lens),
            row: perception_row(title.clone(), perception, row),
            title,
            leader: row.leaders,
            frontline: row.frontline,
            difference: row.difference,
            interval: row.interval.map(|interval| (interval.lower, interval.upper)),
            cliffs_delta: row.cliffs_delta,
            p: row.p,
            p_holm: row.p_holm,
            p_floor: row.p_floor,
            confirmed: row.is_confirmed(),
            words: perception.claim(row).words(),
            n: (row.leaders_count, row.frontline_count),
        }
    };
    perception.rows.iter().map(report).collect()
}

/// A row of the appendix. As everywhere, the difference is the one of the
/// published figures.
fn perception_row(title: String, perception: &Perception, row: &PerceptionRow) -> [String; 10] {
    let published = scoring::published;
    let (leaders, frontline) = (published(row.leaders), published(row.frontline));
    let dash = || "-".to_owned();
    let interval = row.interval.map(|interval| {
        format!("{} to {}", published(interval.lower).signed(), published(interval.upper).signed())
    });
    [
        title,
        leaders.to_string(),
        frontline.to_string(),
        (leaders - frontline).signed(),
        interval.unwrap_or_else(dash),
        decimals(row.cliffs_delta),
        row.p.map_or_else(dash, chance),
        row.p_holm.map_or_else(dash, chance),
        perception.claim(row).words().to_owned(),
        format!("{} and {}", row.leaders_count, row.frontline_count),
    ]
}

/// A probability with three decimals; a small one is not said to be none.
fn chance(p: f64) -> String {
    if p < 0.0005 { "under 0.001".to_owned() } else { format!("{p:.3}") }
}

fn differences(assessment: &Assessment<'_>, voices: &Voices) -> Vec<DifferenceReport> {
    let report = |question: QuestionIx, difference: Difference| DifferenceReport {
        question: assessment.questionnaire[question].id.to_string(),
        leader: difference.leaders,
        frontline: difference.frontline,
        n: (difference.leaders_count, difference.frontline_count),
    };
    let questions = each_question(assessment, voices);
    questions.filter_map(|(question, said)| Some(report(question, said.difference?))).collect()
}

/// How the figures of several respondents come about, for the method.
pub(super) fn method(assessment: &Assessment<'_>) -> Vec<String> {
    if assessment.voices.is_none() {
        return Vec::new();
    }
    METHOD.map(str::to_owned).to_vec()
}

const METHOD: [&str; 5] = [
    "Of several people, a question counts with the mean of their levels; where more than half \
     say that it does not apply, it drops out. Coverage is the share of those asked who answered.",
    "The interval beside a score says where it would likely lie (95 %) with other people from \
     the same groups; it needs three people in each role.",
    "Agreement is r*wg: 1 where all give the same level, 0 where they differ as random answers \
     would. It has no word below five answers.",
    "Leaders and frontline are compared over the questions that both are asked, each person by \
     their own score. \"Clear\" means that the difference stands after correction for the number \
     of cells compared (exact permutation test, Holm); \"likely\" that it would stand alone.",
    "The tool cannot hide who sent which file, nor what a folder's history remembers.",
];
