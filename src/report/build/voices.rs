//! Several voices in words: who answered, how far they agree, and where leaders
//! and frontline see a practice differently. No sentence says who is right.

use std::cmp::{Ordering, Reverse};

use crate::model::{DimensionIx, Id, Lens, Level, Play, QuestionIx, RoleIx, Side, Tenths};
use crate::report::model::{
    AgreementReport, DifferenceReport, DisagreementReport, LevelsReport, PerceptionReport,
    QuestionName, SideReport, StatisticsReport, StripRow, VoicesReport,
};
use crate::scoring;
use crate::tally::{
    Anonymity, COUNTED_FROM, Counts, Levels, QuestionTally, RoleCounts, Scope, Tally,
};
use crate::voices::{
    Agreement, AgreementWord, Claim, Difference, Perception, PerceptionRow, QuestionVoices, Size,
    Told, Voices,
};

use super::{Assessment, ticked, words};

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
            let not_compared = not_compared(assessment, voices);
            Some(format!("{}{}", how_many(disagreements.len()), not_compared.unwrap_or_default()))
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

/// So many questions are named in a sentence.
const NAMED: usize = 3;

/// " `dat-realtime` could not be compared: ...": questions that both sides are
/// asked, on which one of them gave no level that can be shown.
fn not_compared(assessment: &Assessment<'_>, voices: &Voices) -> Option<String> {
    let questionnaire = assessment.questionnaire;
    let is_asked = |question: QuestionIx, side| {
        let mut roles = assessment.tally.roles.iter().filter_map(|&(role, _)| role);
        roles.any(|role| {
            questionnaire[role].side == side && questionnaire[question].asks(Some(role))
        })
    };
    let open: Vec<&Id> = each_question(assessment, voices)
        .filter(|(_, said)| said.difference.is_none())
        .map(|(question, _)| question)
        .filter(|&question| questionnaire[question].compare)
        .filter(|&question| assessment.tally.play(question) == Play::In)
        .filter(|&question| assessment.tally.question(question).applies())
        .filter(|&question| is_asked(question, Side::Leader) && is_asked(question, Side::Frontline))
        .map(|question| &questionnaire[question].id)
        .collect();
    let which = match open.len() {
        0 => return None,
        1..=NAMED => ticked(open.into_iter()),
        many => words::count(many, "question"),
    };
    Some(format!(" Not compared, for one side gave no level or too few: {which}."))
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
    let least = tally.anonymity.min_group().unwrap_or(1);
    let (shown, small): (Vec<_>, Vec<_>) =
        tally.functions.iter().partition(|(_, count)| *count >= least);
    let together: u32 = small.iter().map(|(_, count)| count).sum();
    let others = (together > 0).then(|| ("others".to_owned(), together));
    let shown = shown.into_iter().cloned();
    shown.chain(others).map(|(name, count)| (name, count as usize)).collect()
}

/// That small groups stand as a whole, where there is one.
fn small_groups(assessment: &Assessment<'_>) -> Option<&'static str> {
    let has_small_group = |said: &QuestionTally| said.answered() > 0 && !said.is_counted();
    assessment.tally.questions.iter().any(has_small_group).then_some(
        "Groups of fewer than ten are shown by their mean; how many gave which level is not told.",
    )
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
        .chain(small_groups(assessment).map(str::to_owned))
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
        Anonymity::Withheld { .. } => Vec::new(),
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

/// Why nothing is told of so few anonymous people.
pub(super) fn withheld(respondents: usize, min_group: u32) -> String {
    if respondents == 1 {
        return "1 anonymous respondent: nothing is shown. Are these your own answers? Add \
                `--mine`."
            .to_owned();
    }
    if respondents >= min_group as usize {
        return format!(
            "{respondents} people were asked. They are anonymous, and nothing is shown where \
             fewer than {min_group} said anything."
        );
    }
    format!(
        "{respondents} people answered. They are anonymous, and nothing is shown below {min_group}."
    )
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
    let min_group = assessment.tally.anonymity.min_group()?;
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
    let overall = match &voices.agreement {
        None => return Vec::new(),
        Some(Told::SmallGroups) => return vec![AGREEMENT_NOT_TOLD.to_owned()],
        Some(Told::Told(overall)) => overall,
    };
    let label = overall.word().map(|word| match word {
        AgreementWord::NoCommonView => ", which is no common view".to_owned(),
        AgreementWord::Weak => ", which is weak agreement".to_owned(),
        AgreementWord::Strong | AgreementWord::Moderate => {
            let apart = stand_apart(assessment, voices);
            format!(", which is {} agreement{}", word.name(), apart.unwrap_or_default())
        }
    });
    let (among, not_told) = whose_agreement(assessment);
    let sentence = format!(
        "Over all questions together, answers{among} lie {} levels from the average of their \
         question{}.",
        words::mean(overall.average_deviation),
        label.unwrap_or_default()
    );
    std::iter::once(sentence).chain(not_told).chain(least_agreement(assessment, voices)).collect()
}

const AGREEMENT_NOT_TOLD: &str =
    "How far people agree is not told below ten people; the confidence does without it.";

/// Whose agreement it is, where it is told of some roles alone, " of Frontline
/// (11 people)"; and of whom it is not told.
fn whose_agreement(assessment: &Assessment<'_>) -> (String, Option<String>) {
    let tally = assessment.tally;
    if !tally.has_roles_apart() || tally.anonymity.is_named() {
        return (String::new(), None);
    }
    let is_told = |role: Option<RoleIx>| {
        let of_role = |counts: &RoleCounts| {
            let levels = &counts.said.levels;
            counts.role == role && levels.people() > 0 && levels.counted().is_some()
        };
        tally.questions.iter().any(|said| said.by_role.iter().any(of_role))
    };
    let names = |told: bool| {
        let roles = tally.roles.iter().filter(|&&(role, _)| is_told(role) == told);
        let name = |&(role, count): &(Option<RoleIx>, u32)| {
            format!("{} ({})", role_title(assessment, role), words::people(count))
        };
        words::list(&roles.map(name).collect::<Vec<_>>())
    };
    let (told, small) = (names(true), names(false));
    if small.is_empty() {
        return (String::new(), None);
    }
    (format!(" of {told}"), Some(format!("For {small} it is not told.")))
}

/// " on the whole; on 7 questions people stand apart all the same": the two
/// sides by a level or more, or many low and many high.
fn stand_apart(assessment: &Assessment<'_>, voices: &Voices) -> Option<String> {
    let is_apart = |said: &QuestionVoices| {
        said.split || said.difference.is_some_and(|it| it.is_at_least(LISTED_FROM))
    };
    let apart = each_question(assessment, voices).filter(|(_, said)| is_apart(said)).count();
    (apart > 0).then(|| {
        let questions = words::count(apart, "question");
        format!(" on the whole; on {questions} people stand apart all the same")
    })
}

/// The cell with the least agreement, where that is weak.
fn least_agreement(assessment: &Assessment<'_>, voices: &Voices) -> Option<String> {
    let labelled = cells(assessment).filter_map(|(dimension, lens)| {
        let agreement = voices.cell(dimension, lens)?;
        let agreement = agreement.told()?;
        agreement.word().map(|word| (dimension, lens, agreement, word.name()))
    });
    let (dimension, lens, agreement, word) =
        labelled.min_by(|(.., a, _), (.., b, _)| a.rwg.total_cmp(&b.rwg))?;
    (agreement.rwg < 0.5).then(|| {
        format!(
            "People agree least on {}: {word}, {} levels from the average.",
            cell_title(assessment, dimension, lens),
            words::mean(agreement.average_deviation)
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
    let levels = difference.levels();
    DisagreementReport {
        question: assessment.name(question),
        ask: asked_of_both(assessment, question),
        dimension: assessment.questionnaire[asked.dimension].title.clone(),
        lens: asked.lens,
        anchors: asked.anchors.clone(),
        leaders: side(assessment, question, Side::Leader, difference.leaders),
        frontline: side(assessment, question, Side::Frontline, difference.frontline),
        difference: scoring::published(levels).signed(),
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

/// What one side says on a question, with the anchor that its mean comes next
/// to.
pub(super) fn side(
    assessment: &Assessment<'_>,
    question: QuestionIx,
    side: Side,
    mean: f64,
) -> SideReport {
    let said = assessment.tally.question(question);
    let levels = said.on_side(assessment.questionnaire, side);
    // Nobody is quoted with what nobody said.
    let nearest = levels.nearest_given(mean).unwrap_or(Level::LOWEST);
    SideReport {
        title: side_title(assessment, side),
        count: levels.people(),
        mean: words::mean(mean),
        level: nearest.number(),
        anchor: assessment.questionnaire[question].anchor(nearest).to_owned(),
        levels: levels_report(&levels),
    }
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

/// The same row where both sides answered, and no question could be compared.
pub(super) fn nothing_compared(assessment: &Assessment<'_>) -> Option<String> {
    let voices = assessment.voices?;
    let is_compared = voices.each_question().any(|(_, said)| said.difference.is_some());
    let is_told = |side| {
        let roles = assessment.tally.roles.iter().filter_map(|&(role, _)| role);
        roles.map(|role| assessment.questionnaire[role].side).any(|other| other == side)
    };
    let both = is_told(Side::Leader) && is_told(Side::Frontline);
    (both && !is_compared).then(|| "not known: no question could be compared".to_owned())
}

fn perception(assessment: &Assessment<'_>, voices: &Voices) -> Vec<String> {
    let Some(perception) = &voices.perception else { return Vec::new() };
    let is_named = assessment.tally.anonymity.is_named();
    let overall = Lens::ALL.iter().filter_map(|&lens| perception.row(None, lens));
    let mut lines: Vec<String> = overall
        .map(|row| match overall_claim(perception, row) {
            Claim::TooFewPeople if !is_named => overall_size(row),
            claim => overall_difference(row, claim),
        })
        .collect();
    let has_one_dimension = assessment.questionnaire.dimensions.len() == 1;
    if perception.any_claim_possible {
        // Of a single dimension all is said.
        lines.extend((!has_one_dimension).then(|| claims(assessment, perception)));
    } else if is_named {
        lines.push(
            "There are too few people for any statistical claim; use the differences as \
             conversation starters."
                .to_owned(),
        );
    } else {
        lines
            .extend((!has_one_dimension).then(|| furthest_apart(assessment, perception)).flatten());
        lines.push(too_few_for_a_test(perception));
    }
    lines
}

/// How large a difference is that was not tested: "Leaders see prevention 17.4
/// points higher than the frontline does (48.8 against 31.4): apart."
fn overall_size(row: &PerceptionRow) -> String {
    match row.size {
        Size::Alike => {
            let (leaders, frontline) = published_sides(row);
            format!("Both see {} alike ({leaders} and {frontline}).", row.lens)
        }
        Size::Apart | Size::FarApart => format!("{}: {}.", seen(row), row.size.words()),
    }
}

/// At most so many cells are named.
const FURTHEST: usize = 5;

/// "Furthest apart: Contact-centre integration, prevention, +37.4 (61.7 against
/// 24.2)."; nothing where no cell is far apart.
fn furthest_apart(assessment: &Assessment<'_>, perception: &Perception) -> Option<String> {
    let difference = |row: &PerceptionRow| {
        let (leaders, frontline) = published_sides(row);
        leaders - frontline
    };
    let mut far: Vec<(&PerceptionRow, DimensionIx)> = perception
        .rows
        .iter()
        .filter(|row| row.size == Size::FarApart)
        .filter_map(|row| Some((row, row.dimension?)))
        .collect();
    // Of equally wide ones the first in the questionnaire stays first.
    far.sort_by_key(|(row, _)| Reverse(difference(row).abs()));
    let cell = |&(row, dimension): &(&PerceptionRow, DimensionIx)| {
        let (leaders, frontline) = published_sides(row);
        let (title, points) =
            (cell_title(assessment, dimension, row.lens), difference(row).signed());
        format!("{title}, {points} ({leaders} against {frontline})")
    };
    let named: Vec<String> = far.iter().take(FURTHEST).map(cell).collect();
    (!named.is_empty()).then(|| format!("Furthest apart: {}.", named.join("; ")))
}

/// Who is too few for a test.
fn too_few_for_a_test(perception: &Perception) -> String {
    let is_small = |people: usize| people < COUNTED_FROM as usize;
    let who = match (perception.leaders, perception.frontline) {
        (leaders, frontline) if is_small(leaders) && is_small(frontline) => {
            format!("{leaders} leaders and {frontline} of the frontline are")
        }
        (leaders, _) if is_small(leaders) => format!("{leaders} leaders are"),
        (_, frontline) if is_small(frontline) => format!("{frontline} of the frontline are"),
        _ => "Those who answered every question are".to_owned(),
    };
    format!("{who} too few for a test: take the differences as where to start talking.")
}

/// "Leaders see prevention 24.3 points higher than the frontline does (61.3
/// against 37.0): clear."
fn overall_difference(row: &PerceptionRow, claim: Claim) -> String {
    let seen = seen(row);
    match claim {
        Claim::Clear => format!("{seen}: a clear difference."),
        Claim::Likely => format!("{seen}: a likely difference."),
        Claim::CouldBeChance => format!("{seen}, which could be chance."),
        Claim::TooFewPeople => format!("{seen}."),
    }
}

/// What both sides see, as it is published.
fn published_sides(row: &PerceptionRow) -> (Tenths, Tenths) {
    (scoring::published(row.leaders), scoring::published(row.frontline))
}

/// "Leaders see prevention 24.3 points higher than the frontline does (61.3
/// against 37.0)".
fn seen(row: &PerceptionRow) -> String {
    let (leaders, frontline) = published_sides(row);
    let difference = leaders - frontline;
    let against = format!("({leaders} against {frontline})");
    match difference.cmp(&Tenths::ZERO) {
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
    let split = each_question(assessment, voices).filter(|(_, said)| said.split);
    let words = |question| {
        let said = assessment.tally.question(question);
        let [absent, ad_hoc, _, routine, built_in] = said.counted()?;
        let (low, high) = (absent + ad_hoc, routine + built_in);
        let of = whose(assessment, said).map(|of| format!("{of}: ")).unwrap_or_default();
        Some(format!("{of}{low} at level 1 or 2, {high} at level 4 or 5"))
    };
    split.filter_map(|(question, _)| Some((assessment.name(question), words(question)?))).collect()
}

/// Of which roles it is told who gave which level, where it is not told of all.
fn whose(assessment: &Assessment<'_>, said: &QuestionTally) -> Option<String> {
    let told = said.by_role.iter().filter(|counts| counts.said.levels.counted().is_some());
    let titles: Vec<&str> = told.map(|counts| role_title(assessment, counts.role)).collect();
    (!said.is_counted()).then(|| words::list(&titles))
}

/// How many gave which answer: a row for each role, or one for all.
pub(super) fn strip(assessment: &Assessment<'_>, question: QuestionIx) -> Vec<StripRow> {
    let said = assessment.tally.question(question);
    if assessment.voices.is_none() || said.is_withheld() {
        return Vec::new();
    }
    let row = |who: &str, said: &Counts| StripRow {
        who: who.to_owned(),
        levels: levels_report(&said.levels),
        not_applicable: said.not_applicable,
        missing: said.missing(),
    };
    if said.by_role.is_empty() {
        return vec![row(words::EVERYONE, &said.all)];
    }
    said.by_role.iter().map(|role| row(role_title(assessment, role.role), &role.said)).collect()
}

fn levels_report(levels: &Levels) -> LevelsReport {
    LevelsReport { people: levels.people(), mean: levels.mean(), counts: levels.counted() }
}

fn statistics(assessment: &Assessment<'_>, voices: &Voices) -> StatisticsReport {
    let tally = assessment.tally;
    let hidden = match &tally.anonymity {
        Anonymity::Named | Anonymity::Withheld { .. } => &[][..],
        Anonymity::Anonymous { hidden, .. } => hidden,
    };
    let ids = |roles: &mut dyn Iterator<Item = Option<RoleIx>>| {
        roles.filter_map(|role| Some(assessment.questionnaire[role?].id.to_string())).collect()
    };
    let shown = tally.roles.iter().map(|&(role, _)| role);
    StatisticsReport {
        roles_shown: ids(&mut shown.filter(|role| hidden.is_empty() || !hidden.contains(role))),
        roles_hidden: ids(&mut hidden.iter().copied()),
        anonymous: !tally.anonymity.is_named(),
        any_claim_possible: voices.perception.as_ref().map(|it| it.any_claim_possible),
        agreement: agreements(assessment, voices),
        perception: voices.perception.iter().flat_map(|it| perceptions(assessment, it)).collect(),
        questions: differences(assessment, voices),
    }
}

fn agreements(assessment: &Assessment<'_>, voices: &Voices) -> Vec<AgreementReport> {
    let report = |cell: String, title: String, agreement: &Told<Agreement>| {
        let told = agreement.told();
        let label = told.and_then(Agreement::word).map(AgreementWord::name);
        let status = match (told, label) {
            (None, _) => "small_group",
            (Some(_), None) => "too_few_people",
            (Some(_), Some(_)) => "shown",
        };
        let rwg = told.map(|it| words::decimals_down(it.rwg));
        let deviation = told.map(|it| words::decimals(it.average_deviation));
        let shown = if told.is_some() { "too few people" } else { "not told" };
        AgreementReport {
            cell,
            rwg: told.map(|it| it.rwg),
            average_deviation: told.map(|it| it.average_deviation),
            label,
            status,
            row: [title, or_dash(rwg), or_dash(deviation), label.unwrap_or(shown).to_owned()],
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

/// What is not told or not known is a dash.
fn or_dash(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "-".to_owned())
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
            size: row.size.words(),
            status: row.tested.name(),
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
    let (leaders, frontline) = published_sides(row);
    let interval = row.interval.map(|interval| {
        format!("{} to {}", published(interval.lower).signed(), published(interval.upper).signed())
    });
    [
        title,
        leaders.to_string(),
        frontline.to_string(),
        (leaders - frontline).signed(),
        or_dash(interval),
        or_dash(row.cliffs_delta.map(words::decimals)),
        or_dash(row.p.map(chance)),
        or_dash(row.p_holm.map(chance)),
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
    let [means, agreement, cannot_hide] = METHOD;
    let [interval, sides] =
        if assessment.tally.anonymity.is_named() { METHOD_NAMED } else { METHOD_ANONYMOUS };
    [means, interval, agreement, sides, cannot_hide].map(str::to_owned).to_vec()
}

const METHOD: [&str; 3] = [
    "Of several people, a question counts with the mean of their levels; where more than half \
     say that it does not apply, it drops out. Coverage is the share of those asked who answered.",
    "Agreement is r*wg: 1 where all give the same level, 0 where they differ as random answers \
     would. It has no word below five answers.",
    "The tool cannot hide who sent which file, nor what a folder's history remembers.",
];

const METHOD_NAMED: [&str; 2] = [
    "The interval beside a score says where it would likely lie (95 %) with other people from \
     the same groups; it needs three people in each role.",
    "Leaders and frontline are compared over the questions that both are asked, each person by \
     their own score. \"Clear\" means that the difference stands after correction for the number \
     of cells compared (exact permutation test, Holm); \"likely\" that it would stand alone.",
];

const METHOD_ANONYMOUS: [&str; 2] = [
    "Everything is made from one table: for each question how many answered and what their \
     answers add up to, and from ten people on how many gave each level. Likely ranges take ten \
     people in every role, and are at most as wide as they are said.",
    "Leaders and frontline are compared over the questions that both answered, by the means of \
     their answers: alike under 8 points, far apart from 20. From ten people on each side there is \
     a test (Welch, Holm): \"clear\" means that the difference stands after correction for the \
     number of cells compared, \"likely\" that it would stand alone.",
];
