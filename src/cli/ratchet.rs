//! The ratchet: results of an earlier run, and how far scores may drop since.

use std::io;
use std::path::Path;

use anyhow::Context as _;
use prevention_gap::findings::Assessed;
use prevention_gap::gates::ratchet::{self, Change, Held, JudgedDrop, MaxDrop, Moves, Partners};
use prevention_gap::model::{AssessmentKey, Baseline, Lens, Questionnaire, Tenths};
use prevention_gap::report::{Report, json, since};
use prevention_gap::text::visible;

use super::args::RatchetArgs;
use super::exit::Failure;
use super::files;

/// So many lines say what changed in an assessment that does not keep its
/// limits.
const DETAILS: usize = 10;

/// What a run is held against.
pub(super) enum Against {
    /// Nothing, for nothing was named.
    Nothing,
    /// Results of an earlier run.
    Baselines(Vec<Baseline>),
    /// Nothing yet: this run makes the first baseline.
    First,
    /// A file that is not there, and limits that want it.
    Missing(String),
}

/// The baselines of an earlier run.
///
/// # Errors
///
/// The file cannot be read, or is no results of pgap; or it is there, and
/// should be the first.
pub(super) fn against(args: &RatchetArgs) -> Result<Against, Failure> {
    let Some(path) = &args.baseline else { return Ok(Against::Nothing) };
    let may_be_missing = args.writes_baseline() || !args.max_drop.is_empty();
    let bytes = match files::read_whole(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_be_missing => {
            let is_first = args.first_baseline || args.max_drop.is_empty();
            return Ok(if is_first { Against::First } else { Against::Missing(shown(path)) });
        }
        _ if args.first_baseline => return Err(already_there(path)),
        read => read.with_context(|| format!("cannot read {}", path.display()))?,
    };
    let read = json::read_baseline(&bytes);
    let baselines =
        read.map_err(|error| Failure::Refused(format!("the baseline {}: {error}", shown(path))))?;
    Ok(Against::Baselines(baselines))
}

fn already_there(path: &Path) -> Failure {
    Failure::Usage(format!(
        "`--first-baseline`: {} is there already; leave `--first-baseline` out, and the run is \
         held against it",
        shown(path)
    ))
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// What assessments are held against.
#[derive(Default)]
pub(super) struct Ratchet<'b> {
    partners: Option<Partners<'b>>,
    /// What is held against them.
    held: &'b [Held],
    /// The baseline that is not there.
    missing: Option<&'b str>,
    drops: &'b [MaxDrop],
}

impl<'b> Ratchet<'b> {
    /// Finds the baseline of each assessment.
    ///
    /// # Errors
    ///
    /// The baseline is of another questionnaire, or a limit is on a dimension
    /// that no questionnaire has.
    pub(super) fn new(
        against: &'b Against,
        drops: &'b [MaxDrop],
        assessments: &'b [Held],
        questionnaires: &[&Questionnaire],
    ) -> Result<Self, Failure> {
        for drop in drops {
            if let Some(id) = drop.dimension()
                && !questionnaires.iter().any(|one| one.find_dimension(id).is_some())
            {
                return Err(Failure::Usage(format!(
                    "`--max-drop`: no questionnaire that was answered has a dimension `{id}`"
                )));
            }
        }
        let (baselines, missing) = match against {
            Against::Nothing | Against::First => (None, None),
            Against::Baselines(baselines) => (Some(baselines), None),
            Against::Missing(file) => (None, Some(file.as_str())),
        };
        let partners = baselines
            .map(|baselines| ratchet::partners(assessments, baselines))
            .transpose()
            .map_err(|error| Failure::Refused(error.to_string()))?;
        Ok(Self { partners, held: assessments, missing, drops })
    }

    /// Holds an assessment against its baseline: its limits stand beside the
    /// gates of the report.
    pub(super) fn hold(
        &self,
        position: usize,
        key: &AssessmentKey,
        questionnaire: &Questionnaire,
        assessed: &Assessed,
        report: &mut Report,
    ) -> News {
        report.gates.extend(self.missing.map(since::no_baseline));
        let Some(partners) = &self.partners else { return News::default() };
        let Some(baseline) = partners.of[position] else {
            let headline = Some((Tenths::ZERO, since::new(key)));
            return News { headline, details: Vec::new() };
        };
        let change = ratchet::since(questionnaire, assessed, baseline);
        let judged = ratchet::judge_drops(self.drops, &change);
        let is_kept = judged.iter().all(|drop| drop.verdict.is_met());
        report.gates.extend(judged.iter().map(since::gate));
        report.since = Some(since::report(questionnaire, &change));
        News::of(key, questionnaire, &change, &judged, is_kept)
    }

    /// What had results then and is not looked at now, one sentence each.
    pub(super) fn lost(&self) -> Vec<String> {
        let lost = self.partners.iter().flat_map(|partners| &partners.lost);
        lost.map(|baseline| since::lost(baseline, self.spelt_otherwise(baseline))).collect()
    }

    /// The assessment that would be held against a baseline, if its name were
    /// spelt alike.
    fn spelt_otherwise(&self, baseline: &Baseline) -> Option<&AssessmentKey> {
        let mut keys = self.held.iter().map(|held| &held.key);
        keys.find(|key| key.is_other_spelling_of(&baseline.key))
    }

    /// Whether limits are to be kept, so that what is lost counts as not kept.
    pub(super) fn has_limits(&self) -> bool {
        !self.drops.is_empty()
    }
}

/// What changed in an assessment.
#[derive(Default)]
pub(super) struct News {
    /// In one sentence, and by how many points both scores together rose;
    /// nothing where all is as it was.
    pub(super) headline: Option<(Tenths, String)>,
    /// Line by line, where a limit is not kept.
    pub(super) details: Vec<String>,
}

impl News {
    fn of(
        key: &AssessmentKey,
        questionnaire: &Questionnaire,
        change: &Change,
        judged: &[JudgedDrop],
        is_kept: bool,
    ) -> Self {
        let shift = |lens| change.overall(lens).shift().map_or(Tenths::ZERO, |it| it.change);
        let rise = shift(Lens::Prevention) - (Tenths::ZERO - shift(Lens::Resolution));
        let Moves { up, down, .. } = change.moves();
        let is_news = up + down > 0 || !change.not_comparable.is_empty() || !is_kept;
        let headline = is_news.then(|| (rise, since::headline(key, change)));
        if is_kept || judged.is_empty() {
            return Self { headline, details: Vec::new() };
        }
        let mut details: Vec<String> = since::details(questionnaire, change)
            .into_iter()
            .map(|detail| format!("{key}: {detail}"))
            .collect();
        let more = details.len().saturating_sub(DETAILS);
        details.truncate(DETAILS);
        if more > 0 {
            details.push(format!("{key}: and {more} more"));
        }
        Self { headline, details }
    }
}
