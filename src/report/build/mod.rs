//! Scores and findings to a [`Report`]: here numbers become words, once, for
//! every format.

mod absent;
mod actions;
mod cells;
mod explain;
mod findings;
mod first_screen;
mod gates;
mod lists;
mod map;
mod method;
mod notes;
mod profile;
mod said;
pub mod since;
mod sure;
mod voices;

use jiff::civil::Date;

use crate::findings::{Assessed, Findings, gap_word};
use crate::gates::Judged;
use crate::model::{
    DimensionIx, Id, Lens, LevelBand, Posture, PostureIx, QuestionIx, Questionnaire, RoleIx, Score,
    ScoreKind, Tenths,
};
use crate::scoring::{self, Bounds, Scores};
use crate::tally::{Anonymity, Tally};
use crate::voices::{Interval, Intervals, NoInterval, Voices};

use super::model::{
    Band, GapReport, Header, LensReport, Likely, OverallReport, PostureReport, QuestionName, Range,
    Report, StageReport, TellsOnPages,
};
use super::words;

pub use explain::{Figure, PageFigure, explain};

/// An assessment with all that was computed from it.
#[derive(Clone, Copy)]
struct Assessment<'a> {
    questionnaire: &'a Questionnaire,
    tally: &'a Tally,
    scores: &'a Scores,
    findings: &'a Findings,
    /// What several respondents say beside their scores.
    voices: Option<&'a Voices>,
    /// The day on which dates are looked at.
    today: Date,
}

impl<'a> Assessment<'a> {
    fn new(questionnaire: &'a Questionnaire, assessed: &'a Assessed) -> Self {
        Self {
            questionnaire,
            tally: &assessed.tally,
            scores: &assessed.scores,
            findings: &assessed.findings,
            voices: assessed.voices.as_ref(),
            today: assessed.tally.date,
        }
    }

    /// An interval of the scores, as it is published.
    fn interval(&self, of: impl Fn(&Intervals) -> Result<Interval, NoInterval>) -> Likely {
        let Some(voices) = self.voices else { return Err("one_respondent") };
        let interval = of(&voices.intervals).map_err(NoInterval::name)?;
        let published = scoring::published;
        Ok(Range { lower: published(interval.lower), upper: published(interval.upper) })
    }

    /// A score with every respondent counted alike, where roles are balanced.
    fn pooled(&self, of: impl Fn(&Scores) -> Option<Score>) -> Option<Tenths> {
        of(self.voices?.pooled.as_ref()?).map(|score| score.published)
    }

    fn name(&self, question: QuestionIx) -> QuestionName {
        let question = &self.questionnaire[question];
        QuestionName { id: question.id.to_string(), title: question.title.clone() }
    }

    /// A question and its answer in words.
    fn name_and_state(&self, question: QuestionIx) -> (QuestionName, String) {
        (self.name(question), cells::state(self, question).words())
    }
}

/// Makes the report of an assessment, with the gates that it was judged by.
///
/// ```
/// use prevention_gap::findings::Assessed;
/// use prevention_gap::{gates, report};
/// # use prevention_gap::yaml::{self, Catalog};
/// # let catalog = Catalog::on_board();
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/larkfield.yaml"));
/// # let answers = [yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value];
/// # let questionnaire = catalog.get("prevention-gap").expect("it is on board");
/// let assessed = Assessed::new(questionnaire, &answers)?;
/// let gate = gates::minimum("prevention=45")?;
/// let view = gates::View::new(questionnaire, &assessed, None);
/// let judged = gates::judge_all(&[gate], &view);
/// let report = report::build(questionnaire, &assessed, &judged);
/// assert_eq!(report.header.organisation, "Larkfield Home");
/// assert_eq!(report.gates[0].verdict, "not_met");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(questionnaire: &Questionnaire, assessed: &Assessed, judged: &[Judged]) -> Report {
    build_on(questionnaire, assessed, judged, assessed.tally.date)
}

/// Makes the same report as it reads on another day than the date of the
/// answers: a decision whose date has passed by then is overdue.
pub fn build_on(
    questionnaire: &Questionnaire,
    assessed: &Assessed,
    judged: &[Judged],
    today: Date,
) -> Report {
    let assessment = Assessment { today, ..Assessment::new(questionnaire, assessed) };
    let findings = &assessed.findings;
    let actions = actions::actions(&assessment);
    Report {
        header: header(&assessment),
        bands: bands(questionnaire),
        verdict: first_screen::verdict(&assessment),
        overall: overall(&assessment),
        facts: first_screen::facts(&assessment, &actions),
        dimensions: cells::dimensions(&assessment, Detail::All),
        lowest_prevention: findings.lowest_prevention.map(|ix| questionnaire[ix].id.to_string()),
        widest_gap: findings.widest_gap.map(|ix| questionnaire[ix].id.to_string()),
        areas: map::areas(&assessment),
        stages: Lens::ALL.iter().filter_map(|&lens| stage(&assessment, lens)).collect(),
        checklists: lists::checklists(&assessment),
        voices: voices::voices(&assessment),
        findings: findings::findings(&assessment),
        promises: lists::promises(&assessment),
        other_decisions: actions::other_decisions(&assessment, &actions),
        start: first_screen::started(findings).map(|question| assessment.name(question)),
        next_to_decide: findings.next_to_decide.map(|question| assessment.name(question)),
        actions,
        says_order: true,
        answer_first: actions::answer_first(&assessment),
        verify_first: actions::verify_first(&assessment),
        notes: notes::notes(&assessment),
        left_out: notes::left_out(&assessment),
        method: method::method(&assessment),
        profile: profile::profile(&assessment),
        absent: absent::absent(&assessment),
        gates: judged.iter().map(|judged| gates::gate(&assessment, judged)).collect(),
        since: None,
        skipped_files: None,
    }
}

/// Makes as much of the report of an assessment as a line of scores needs:
/// what was assessed, the scores and the gates, without questions, actions,
/// findings and texts. Of thousands of assessments most need no more.
pub fn summary(questionnaire: &Questionnaire, assessed: &Assessed, judged: &[Judged]) -> Report {
    let assessment = Assessment::new(questionnaire, assessed);
    Report {
        header: header(&assessment),
        overall: overall(&assessment),
        dimensions: cells::dimensions(&assessment, Detail::Scores),
        gates: judged.iter().map(|judged| gates::gate(&assessment, judged)).collect(),
        since: None,
        skipped_files: None,
        bands: Vec::new(),
        verdict: String::new(),
        facts: Vec::new(),
        lowest_prevention: None,
        widest_gap: None,
        areas: Vec::new(),
        stages: Vec::new(),
        checklists: Vec::new(),
        voices: None,
        findings: Vec::new(),
        promises: Vec::new(),
        other_decisions: Vec::new(),
        actions: Vec::new(),
        says_order: true,
        start: None,
        next_to_decide: None,
        answer_first: Vec::new(),
        verify_first: Vec::new(),
        notes: Vec::new(),
        left_out: Vec::new(),
        method: Vec::new(),
        profile: Vec::new(),
        absent: Vec::new(),
    }
}

/// How much of a dimension is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// All of it.
    All,
    /// Its scores, without its questions and remarks.
    Scores,
}

fn header(assessment: &Assessment<'_>) -> Header {
    let Assessment { questionnaire, tally, .. } = assessment;
    let role = |&(role, count): &(Option<RoleIx>, u32)| {
        Some((questionnaire[role?].id.to_string(), count as usize))
    };
    Header {
        title: questionnaire.title.clone(),
        questionnaire: questionnaire.id.to_string(),
        version: questionnaire.version.clone(),
        organisation: tally.organisation.clone(),
        unit: tally.unit.clone(),
        wave: tally.wave.clone(),
        date: words::date(tally.date),
        date_iso: tally.date.to_string(),
        respondent: None,
        apart: None,
        respondents: tally.respondents,
        roles: tally.roles.iter().filter_map(role).collect(),
        functions: voices::functions(assessment.tally),
        told: told(tally),
        caution: questionnaire.caution.clone(),
        goal: first_screen::goal(assessment),
    }
}

/// How much of an assessment pages tell.
fn told(tally: &Tally) -> TellsOnPages {
    match tally.anonymity {
        Anonymity::Withheld { min_group } => {
            TellsOnPages::Nothing(voices::withheld(tally.respondents, min_group))
        }
        _ if tally.kept_back.is_redacted => TellsOnPages::WithoutNames,
        Anonymity::Named | Anonymity::Anonymous { .. } => TellsOnPages::All,
    }
}

fn bands(questionnaire: &Questionnaire) -> Vec<Band> {
    let band = |level: &LevelBand| Band { name: level.name.clone(), from: level.from };
    questionnaire.levels.iter().map(band).collect()
}

fn overall(assessment: &Assessment<'_>) -> OverallReport {
    let overall = &assessment.scores.overall;
    let supported = |lens| Some(overall.lens(lens).supported?.published);
    let gap = overall.gap;
    OverallReport {
        status: overall.status.name(),
        prevention: lens_report(assessment, Lens::Prevention),
        resolution: lens_report(assessment, Lens::Resolution),
        gap: GapReport {
            points: gap,
            range: overall.gap_bounds.map(range),
            interval: assessment.interval(|intervals| intervals.gap(None)),
            word: gap.map(|gap| gap_word(gap.published).name()),
            supported: supported(Lens::Prevention)
                .zip(supported(Lens::Resolution))
                .map(|(prevention, resolution)| resolution - prevention),
        },
        posture: posture(assessment),
        confidence: sure::confidence(assessment),
        robustness: sure::robustness(assessment),
        coverage: overall.coverage.map(|coverage| coverage.published),
    }
}

fn lens_report(assessment: &Assessment<'_>, lens: Lens) -> LensReport {
    let of = assessment.scores.overall.lens(lens);
    LensReport {
        score: of.score,
        word: of.score.map(|score| assessment.questionnaire.word(score.published).to_owned()),
        range: of.bounds.map(range),
        interval: assessment.interval(|intervals| intervals.score(None, lens)),
        pooled: assessment.pooled(|pooled| pooled.overall.lens(lens).score),
        stage: of.stage.as_ref().map(|stage| stage.level.number()),
        supported: of.supported.map(|score| score.published),
    }
}

fn range(bounds: Bounds) -> Range {
    Range { lower: bounds.lower.published, upper: bounds.upper.published }
}

fn posture(assessment: &Assessment<'_>) -> Option<PostureReport> {
    let finding = assessment.findings.posture.as_ref()?;
    let questionnaire = assessment.questionnaire;
    let posture = &questionnaire[finding.posture];
    let name = |&other: &PostureIx| {
        let other: &Posture = &questionnaire[other];
        (other.id.to_string(), other.title.clone())
    };
    Some(PostureReport {
        id: posture.id.to_string(),
        title: posture.title.clone(),
        means: posture.means.clone(),
        borders_on: finding.borders_on.iter().map(name).collect(),
    })
}

fn stage(assessment: &Assessment<'_>, lens: Lens) -> Option<StageReport> {
    let stage = assessment.scores.overall.lens(lens).stage.as_ref()?;
    let levels = &assessment.questionnaire.levels;
    Some(StageReport {
        lens,
        stage: stage.level.number(),
        word: levels[stage.level.index()].name.clone(),
        provisional: stage.provisional.then(|| cells::what_is_missing(assessment, lens)),
        next: levels.get(stage.level.index() + 1).map(|level| level.name.clone()),
        held_back_by: stage
            .held_back_by
            .iter()
            .map(|&question| assessment.name_and_state(question))
            .collect(),
    })
}

/// A dimension's or the overall published number, for sentences.
fn published(
    assessment: &Assessment<'_>,
    kind: ScoreKind,
    dimension: Option<DimensionIx>,
) -> Option<Tenths> {
    assessment.scores.published(kind, dimension)
}

/// Ids as sentences name them: "`a` and `b`".
fn ticked<'a>(ids: impl Iterator<Item = &'a Id>) -> String {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    words::list(&ids)
}
