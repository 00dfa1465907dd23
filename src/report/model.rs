//! The report as data: everything that a format shows, in the order in which
//! it is shown. Formats lay it out and escape it; none computes.
//!
//! Texts that come from a respondent or a definition stand here as typed.

use crate::model::{GateValue, Lens, Score, Tenths};

use super::words;

/// The gap report of one assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What was assessed, when and with what.
    pub header: Header,
    /// The five levels with their scores, lowest first.
    pub bands: Vec<Band>,
    /// The first sentence: the posture's verdict.
    pub verdict: String,
    /// The overall scores.
    pub overall: OverallReport,
    /// The rows of the first screen, each a label and its lines.
    pub facts: Vec<Fact>,
    /// All dimensions, in questionnaire order.
    pub dimensions: Vec<DimensionReport>,
    /// The id of the dimension with the lowest prevention.
    pub lowest_prevention: Option<String>,
    /// The id of the dimension with the widest gap.
    pub widest_gap: Option<String>,
    /// The places on the two axes, in the order in which they are tried.
    pub areas: Vec<Area>,
    /// What holds each lens back, prevention first; empty without scores.
    pub stages: Vec<StageReport>,
    /// Lists of the questionnaire, filled from the answers; signs first.
    pub checklists: Vec<ChecklistReport>,
    /// What several respondents say beside their scores.
    pub voices: Option<VoicesReport>,
    /// Patterns, contradictions, warnings and strengths.
    pub findings: Vec<FindingReport>,
    /// The promises to customers, each with what it rests on.
    pub promises: Vec<PromiseReport>,
    /// Prevention actions and then resolution actions, first things first.
    pub actions: Vec<ActionReport>,
    /// The action to start with; its question.
    pub start: Option<QuestionName>,
    /// Where a decision was taken on it: the next that takes one.
    pub next_to_decide: Option<QuestionName>,
    /// Whether the list says how it is ordered.
    pub says_order: bool,
    /// Decisions on questions that have no action in the list above.
    pub other_decisions: Vec<(QuestionName, DecisionReport)>,
    /// Questions to answer first.
    pub answer_first: Vec<OpenReport>,
    /// Answers to verify first.
    pub verify_first: Vec<VerifyReport>,
    /// Every note, in questionnaire order.
    pub notes: Vec<NoteReport>,
    /// Answers that are kept and named, but not scored: one sentence each.
    pub left_out: Vec<String>,
    /// How the numbers came about, and what they cannot say.
    pub method: Vec<String>,
    /// The profile as it was stated.
    pub profile: Vec<StatedReport>,
    /// What is not in this report, and what it would take: one line each.
    pub absent: Vec<String>,
    /// The gates that were asked for, each with its verdict.
    pub gates: Vec<GateReport>,
    /// What changed since a baseline, where one was given.
    pub since: Option<SinceReport>,
    /// What lay beside the answers and was not read.
    pub skipped_files: Option<SkippedFiles>,
}

impl Report {
    /// Says whose answers alone these are.
    #[must_use]
    pub fn of_respondent(mut self, id: Option<String>) -> Self {
        self.header.respondent = id;
        self
    }

    /// Whether the questionnaire has a single dimension, so that the answers
    /// are shown one by one instead of a dimension table.
    pub fn has_one_dimension(&self) -> bool {
        self.dimensions.len() == 1
    }

    /// Says how many documents with problems are not in it.
    #[must_use]
    pub fn without_files(mut self, count: usize) -> Self {
        if count > 0 {
            self.left_out.push(words::documents_left_out(count));
        }
        self
    }

    /// Says what its folders held that was not read.
    #[must_use]
    pub fn without_skipped(mut self, skipped: &SkippedFiles) -> Self {
        if skipped.count > 0 {
            self.left_out.push(skipped.sentence());
            self.skipped_files = Some(skipped.clone());
        }
        self
    }

    /// How the actions of a lens are ordered, or what they do to the gap; and
    /// where the first three end among equals.
    pub fn actions_intro(&self, lens: Lens) -> Option<String> {
        let intro = match (lens, self.overall.gap.points) {
            (Lens::Prevention, _) if !self.says_order => None,
            (Lens::Prevention, _) => Some(
                "Order: lowest answers first, then the lowest dimension. Effort (assumed by the \
                 questionnaire) only decides between equals.",
            ),
            (Lens::Resolution, Some(gap)) if gap.published < Tenths::ZERO => {
                Some("Resolution is the weaker side, and they bring it up.")
            }
            (Lens::Resolution, _) => {
                Some("They widen the gap, and are still right: resolution is low.")
            }
        };
        let said: Vec<String> =
            intro.map(str::to_owned).into_iter().chain(self.tie_at_the_cut(lens)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// "The first three end among equals: place 3 is shared by 2."
    fn tie_at_the_cut(&self, lens: Lens) -> Option<String> {
        let of_lens = || self.actions.iter().filter(|action| action.lens == lens);
        let last = of_lens().rfind(|action| action.when == "now")?;
        let is_cut_off = |action: &ActionReport| {
            action.place == last.place && action.when != "now" && !action.is_unproven
        };
        of_lens().any(is_cut_off).then(|| {
            let sharing = last.tied + 1;
            format!(
                "The first three end among equals: place {} is shared by {sharing}.",
                last.place
            )
        })
    }
}

/// What lay in the folders that were named and was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkippedFiles {
    /// How many there were.
    pub count: usize,
    /// The first of them, [`MOST`](Self::MOST) at most.
    pub files: Vec<SkippedFile>,
}

/// Something in a folder that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedFile {
    /// The file, as messages call it.
    pub file: String,
    /// Why, as it goes on after the name: "is hidden".
    pub why: String,
}

impl SkippedFile {
    /// "answers/6.yaml.txt ends in none of .yaml, .yml and .json".
    pub fn words(&self) -> String {
        format!("{} {}", self.file, self.why)
    }
}

impl SkippedFiles {
    /// So many are named.
    pub const MOST: usize = 20;

    /// Without the names, which say who sent something.
    #[must_use]
    pub fn without_names(&self) -> Self {
        Self { count: self.count, files: Vec::new() }
    }

    /// "2 files beside the answers are not read: 5.yml_ and 6.yaml.txt."
    pub(super) fn sentence(&self) -> String {
        let are = if self.count == 1 { "is" } else { "are" };
        let files =
            format!("{} beside the answers {are} not read", words::count(self.count, "file"));
        let mut names: Vec<String> = self.files.iter().map(|file| file.file.clone()).collect();
        if self.files.is_empty() {
            return format!("{files}.");
        }
        if self.count > names.len() {
            names.push(format!("{} more", self.count - names.len()));
        }
        format!("{files}: {}.", words::list(&names))
    }
}

/// A gate with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct GateReport {
    /// Its id in the policy, if it has one.
    pub id: Option<String>,
    /// Why there is such a gate.
    pub why: Option<String>,
    /// What is judged: `prevention`, `ownership.gap`, `coverage`,
    /// `prevention change since 2026-04-01`.
    pub subject: String,
    /// `min` or `max`.
    pub bound: &'static str,
    /// The limit, which is allowed.
    pub limit: GateValue,
    /// The floor under resolution that belongs to a ceiling over the gap.
    pub resolution_at_least: Option<Tenths>,
    /// What it asks: "prevention at least 45.0".
    pub asks: String,
    /// `met`, `not_met` or `not_judged`.
    pub verdict: &'static str,
    /// The published value, if there is one.
    pub value: Option<GateValue>,
    /// What was found: "35.0", "it fires", "not known: too little was answered".
    pub found: String,
    /// Why it cannot be judged, or what the value does not say.
    pub because: Option<String>,
    /// What holds it down, the heaviest first.
    pub held_down_by: Vec<HeldDownReport>,
    /// The smallest set of changed answers that would meet it.
    pub changes: Option<ChangesReport>,
}

/// Something that holds a gate down.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldDownReport {
    /// `answer`, `open`, `fact`, `cell` or `decision`.
    pub kind: &'static str,
    /// The question, the fact or the cell.
    pub id: String,
    /// The level of an answer.
    pub level: Option<f64>,
    /// What an answer costs the score, in points.
    pub points: Option<f64>,
    /// What is to say beside the numbers.
    pub because: Option<String>,
    /// All of it: "level 2, costs 12.5 points".
    pub words: String,
}

/// Changed answers that meet a gate together.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangesReport {
    /// Answers to raise.
    pub raise: Vec<RaiseReport>,
    /// Questions to answer.
    pub answer: Vec<String>,
    /// Whether no set with fewer questions would do.
    pub fewest: bool,
    /// All of it: "own-cause-owner at level 3 and an answer to kno-find".
    pub words: String,
}

/// An answer to raise.
#[derive(Clone, Debug, PartialEq)]
pub struct RaiseReport {
    /// The question.
    pub question: String,
    /// Its level now.
    pub from: f64,
    /// The level that it takes.
    pub to: u8,
}

/// What was assessed, when and with what.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The title of the questionnaire.
    pub title: String,
    /// Its id.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// Who was assessed.
    pub organisation: String,
    /// The part that was assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// "14 October 2026".
    pub date: String,
    /// "2026-10-14".
    pub date_iso: String,
    /// The respondent whose answers alone these are, by id.
    pub respondent: Option<String>,
    /// What tells it apart from another assessment of the run that would be
    /// shown by the same name.
    pub apart: Option<String>,
    /// How many answered.
    pub respondents: usize,
    /// How many in each role, by id.
    pub roles: Vec<(String, usize)>,
    /// How many in each function, by name; small functions are one entry
    /// where the assessment is anonymous.
    pub functions: Vec<(String, usize)>,
    /// How much of it pages tell.
    pub told: TellsOnPages,
    /// One sentence that comes before everything.
    pub caution: Option<String>,
    /// The first business goal, where the questionnaire asks for goals.
    pub goal: Option<String>,
}

/// How much of a report pages tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TellsOnPages {
    /// All of it.
    #[default]
    All,
    /// Not what is assessed; results for machines keep it, to tell it apart.
    WithoutNames,
    /// What is assessed and when, and this sentence: too few anonymous people
    /// answered.
    Nothing(String),
}

impl Report {
    /// What is always said since a baseline; nothing without one.
    pub fn said(&self) -> &[String] {
        self.since.as_ref().map_or(&[], |since| &since.said)
    }
}

/// What changed since a baseline, over the questions that are comparable.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceReport {
    /// The round of asking then.
    pub wave: Option<String>,
    /// The latest date of the answers then, "2026-04-14".
    pub date_iso: String,
    /// The version of the questionnaire then.
    pub version: String,
    /// How many answered then, if the baseline says so.
    pub people_then: Option<usize>,
    /// How many answered now.
    pub people_now: usize,
    /// How scores of several people are compared, by its word in results.
    pub compared_as: &'static str,
    /// How many comparable answers stand higher, lower and where they were.
    pub moves: [usize; 3],
    /// The overall scores, prevention first.
    pub overall: [ChangeReport; 2],
    /// The gap.
    pub gap: GapChangeReport,
    /// The scores of each dimension, by its id.
    pub dimensions: Vec<(String, [ChangeReport; 2])>,
    /// Questions with a level then or now that are not comparable.
    pub not_comparable: Vec<NotComparableReport>,
    /// What is always said, also where all limits are kept: one sentence each.
    pub said: Vec<String>,
}

/// What became of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeReport {
    /// `known`, `broken`, `unpublished`, `not_stated`...
    pub status: &'static str,
    /// The score then, over what is comparable.
    pub then: Option<Tenths>,
    /// The score now, over what is comparable.
    pub now: Option<Tenths>,
    /// Now minus then.
    pub change: Option<Tenths>,
    /// What the published score moved by beyond the change.
    pub composition: Option<Tenths>,
    /// The share of the weight that is comparable, in percent.
    pub comparable: Option<Tenths>,
    /// Why there is no change.
    pub why: Option<String>,
}

/// What became of the gap; nothing is known where one lens is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapChangeReport {
    /// The gap then, over what is comparable.
    pub then: Option<Tenths>,
    /// The gap now, over what is comparable.
    pub now: Option<Tenths>,
    /// Now minus then.
    pub change: Option<Tenths>,
    /// What the published gap moved by beyond the change.
    pub composition: Option<Tenths>,
}

/// A question that cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct NotComparableReport {
    /// Its id.
    pub question: String,
    /// Why not, by its word in results.
    pub why: &'static str,
    /// Its level then, if it had one.
    pub then: Option<f64>,
}

/// A level and the score from which its word is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// "Routine".
    pub name: String,
    /// Where it starts, 0 to 100.
    pub from: Tenths,
}

/// A posture as a place on the map of prevention and resolution. Where two
/// overlap, the place belongs to the earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The title of the posture.
    pub title: String,
    /// Whether the overall scores lie in it.
    pub here: bool,
    /// The corners, each a prevention and a resolution score; the shape is
    /// convex.
    pub corners: Vec<(f64, f64)>,
}

/// The overall scores.
#[derive(Clone, Debug, PartialEq)]
pub struct OverallReport {
    /// `published`, `insufficient` or `not_applicable`.
    pub status: &'static str,
    /// The prevention side.
    pub prevention: LensReport,
    /// The resolution side.
    pub resolution: LensReport,
    /// Resolution minus prevention.
    pub gap: GapReport,
    /// The posture, where there are scores.
    pub posture: Option<PostureReport>,
    /// How sure, where there are scores.
    pub confidence: Option<ConfidenceReport>,
    /// How much of it holds under tests, where there are scores.
    pub robustness: Option<RobustnessReport>,
    /// The share of the eligible weight that was answered, in percent.
    pub coverage: Option<Tenths>,
}

impl OverallReport {
    /// One side.
    pub fn lens(&self, lens: Lens) -> &LensReport {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }
}

/// One side of the overall scores.
#[derive(Clone, Debug, PartialEq)]
pub struct LensReport {
    /// The score, 0 to 100.
    pub score: Option<Score>,
    /// The word for it.
    pub word: Option<String>,
    /// The range in which it lies, where that is known.
    pub range: Option<Range>,
    /// Where it would likely lie with other respondents from the same groups.
    pub interval: Likely,
    /// The score with every respondent counted alike, where roles are
    /// balanced.
    pub pooled: Option<Tenths>,
    /// The weakest-link stage, 1 to 5.
    pub stage: Option<u8>,
    /// The score with unsupported answers set back.
    pub supported: Option<Tenths>,
}

impl LensReport {
    /// The interval in words: "With other people from the same groups it would
    /// likely lie between 36 and 46."
    pub fn likely(&self) -> Option<String> {
        let (lower, upper) = self.interval.ok()?.outward();
        Some(likely(&lower.to_string(), &upper.to_string()))
    }
}

fn likely(lower: &str, upper: &str) -> String {
    format!(
        "With other people from the same groups it would likely lie between {lower} and {upper}."
    )
}

/// Where a number would likely lie with other people from the same groups, or
/// the word for why that is not said.
pub type Likely = Result<Range, &'static str>;

/// The lower and the upper end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its lower end: of what is open, with every answer at its worst.
    pub lower: Tenths,
    /// Its upper end: of what is open, with every answer at its best.
    pub upper: Tenths,
}

impl Range {
    /// "25.0 to 75.0"; a range that is a point is one figure.
    pub fn words(self) -> String {
        self.words_of(|end| end.to_string())
    }

    /// The same for a gap: "-68.7 to +89.6".
    pub fn signed_words(self) -> String {
        self.words_of(Tenths::signed)
    }

    fn words_of(self, end: impl Fn(Tenths) -> String) -> String {
        let lower = end(self.lower);
        if self.is_point() { lower } else { format!("{lower} to {}", end(self.upper)) }
    }

    /// Whether nothing is open: the two ends are one figure.
    pub fn is_point(self) -> bool {
        self.lower == self.upper
    }

    /// An interval in whole points, which is never told narrower than it is:
    /// "36 to 46".
    pub fn in_points(self) -> String {
        let (lower, upper) = self.outward();
        format!("{lower} to {upper}")
    }

    /// The same for a gap: "-2 to +11".
    pub fn in_signed_points(self) -> String {
        let signed =
            |points: i32| if points > 0 { format!("+{points}") } else { points.to_string() };
        let (lower, upper) = self.outward();
        format!("{} to {}", signed(lower), signed(upper))
    }

    fn outward(self) -> (i32, i32) {
        (self.lower.tenths().div_euclid(10), -(-self.upper.tenths()).div_euclid(10))
    }
}

/// Resolution minus prevention.
#[derive(Clone, Debug, PartialEq)]
pub struct GapReport {
    /// The gap, −100 to 100.
    pub points: Option<Score>,
    /// The range in which it lies, where that is known.
    pub range: Option<Range>,
    /// Where it would likely lie with other respondents from the same groups.
    pub interval: Likely,
    /// "wide".
    pub word: Option<&'static str>,
    /// The gap between the two supported scores.
    pub supported: Option<Tenths>,
}

impl GapReport {
    /// "+27.0", "-68.7 to +89.6", "not known".
    pub fn words(&self) -> String {
        match (self.points, self.range) {
            (Some(points), _) => points.published.signed(),
            (None, Some(range)) => range.signed_words(),
            (None, None) => "not known".to_owned(),
        }
    }

    /// The interval in words: "With other people from the same groups it would
    /// likely lie between +18 and +36."
    pub fn likely(&self) -> Option<String> {
        let points = self.interval.ok()?.in_signed_points();
        let (lower, upper) = points.split_once(" to ")?;
        Some(likely(lower, upper))
    }
}

/// The named place on the two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct PostureReport {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What it is like to be there.
    pub means: String,
    /// Ids and titles of the postures that it borders on.
    pub borders_on: Vec<(String, String)>,
}

/// How sure the overall scores are.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfidenceReport {
    /// `high`, `medium` or `low`.
    pub level: &'static str,
    /// Why.
    pub because: String,
    /// How much was answered.
    pub answered: PartReport,
    /// How much is backed by proof.
    pub backed: PartReport,
    /// How far people agree, where that is told.
    pub agreed: Option<PartReport>,
}

/// One part of how sure the scores are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartReport {
    /// In whole percent, rounded down; `None` where it is no share.
    pub share: Option<u32>,
    /// `high`, `medium` or `low`.
    pub word: &'static str,
}

/// How much of the headline holds under tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RobustnessReport {
    /// How many tests.
    pub tests: usize,
    /// The lowest gap, in whole points, rounded down.
    pub gap_from: i32,
    /// The highest gap, in whole points, rounded up.
    pub gap_to: i32,
    /// `balanced`, `leaning` and `wide`, as far as they occur.
    pub gap_words: Vec<&'static str>,
    /// Whether the same side is ahead in all: `holds` or `changes`.
    pub sign: &'static str,
    /// In how many tests the gap has the word of the result.
    pub gap_word_holds_in: usize,
    /// In how many tests the verdict is that of the result.
    pub verdict_holds_in: usize,
    /// The kinds of tests that change the word for prevention.
    pub prevention_word_depends_on: Vec<&'static str>,
    /// The kinds of tests that change the word for resolution.
    pub resolution_word_depends_on: Vec<&'static str>,
}

/// One row of the first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// "Start here".
    pub label: &'static str,
    /// What there is to say, one line each.
    pub lines: Vec<String>,
}

impl Fact {
    /// The label of the first action.
    pub(super) const START_HERE: &'static str = "Start here";
    /// The label of the first action that nobody has decided on.
    pub(super) const NEXT_TO_DECIDE: &'static str = "Next to decide";
    /// The label of the confidence.
    pub(super) const HOW_SURE: &'static str = "How sure";
}

/// How lines say that intervals follow; the method says what they are.
pub(super) const LIKELY: &str = "Likely with others";

/// A dimension with both its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionReport {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Its weight in the overall scores.
    pub weight: u32,
    /// Whether it belongs to the short version.
    pub core: bool,
    /// Whether it stands apart from the overall scores.
    pub apart: bool,
    /// Whether both its cells are published.
    pub paired: bool,
    /// Where it stands to the overall scores.
    pub standing: Standing,
    /// Resolution minus prevention.
    pub gap: Option<Score>,
    /// The title of the posture of its two scores.
    pub posture: Option<String>,
    /// What the customer feels, from its lowest prevention question.
    pub feels: Option<String>,
    /// Why a score is missing, or why it is not part of the overall gap.
    pub remarks: Vec<String>,
    /// Questions that are not in play.
    pub not_asked: Vec<NotAskedReport>,
    /// The prevention cell.
    pub prevention: CellReport,
    /// The resolution cell.
    pub resolution: CellReport,
}

/// A question that the profile does not call for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAskedReport {
    /// Its id.
    pub id: String,
    /// `does-not-apply` or `fact-not-stated`.
    pub why: &'static str,
}

impl DimensionReport {
    /// The cell of a lens.
    pub fn cell(&self, lens: Lens) -> &CellReport {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }

    /// How many answers are backed as their level needs, and of how many;
    /// nothing where proof was not asked for.
    pub fn backed(&self) -> Option<(usize, usize)> {
        let asked = |question: &QuestionReport| {
            matches!(question.state, QuestionState::Level { proof: Some(_), .. })
        };
        let cells = [&self.prevention, &self.resolution];
        let answered: usize = cells.iter().map(|cell| cell.answered).sum();
        let unsupported: usize = cells.iter().map(|cell| cell.unsupported.len()).sum();
        self.questions().any(asked).then(|| (answered - unsupported, answered))
    }

    /// Where its scores would likely lie: "Likely with others: prevention 30 to
    /// 46, resolution 61 to 79".
    pub fn likely(&self) -> Option<String> {
        let side = |lens: &Lens| {
            let cell = self.cell(*lens);
            cell.score?;
            Some(format!("{lens} {}", cell.interval.ok()?.in_points()))
        };
        let sides: Vec<String> = Lens::ALL.iter().filter_map(side).collect();
        (!sides.is_empty()).then(|| format!("{LIKELY}: {}", sides.join(", ")))
    }

    /// All questions, prevention first.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionReport> {
        self.prevention.questions.iter().chain(&self.resolution.questions)
    }
}

/// Where a dimension stands to the overall scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is part of them.
    Counted,
    /// It is scored and shown beside them.
    Beside,
    /// It was not asked.
    OutOfScope,
}

/// One lens of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct CellReport {
    /// `published`, `insufficient`, `not_applicable` or `not_defined`.
    pub status: &'static str,
    /// What a score that rests on one answer rests on: "from 1 of 2 answers".
    pub thin: Option<String>,
    /// The score, 0 to 100.
    pub score: Option<Score>,
    /// The range in which the score lies; absent where nothing applies.
    pub range: Option<Range>,
    /// Where the score would likely lie with other respondents from the same
    /// groups.
    pub interval: Likely,
    /// The score with every respondent counted alike, where roles are
    /// balanced.
    pub pooled: Option<Tenths>,
    /// How far several respondents agree, where enough answered: "strong".
    pub agreement: Option<&'static str>,
    /// The share of the applicable weight that was answered, in percent.
    pub coverage: Option<Tenths>,
    /// The weakest-link stage, 1 to 5.
    pub stage: Option<u8>,
    /// The score with unsupported answers set back.
    pub supported: Option<Tenths>,
    /// How many questions were asked.
    pub defined: usize,
    /// How many of them apply.
    pub applicable: usize,
    /// How many have a level.
    pub answered: usize,
    /// How many do not apply.
    pub not_applicable: usize,
    /// How many nobody knew.
    pub unknown: usize,
    /// How many were left open.
    pub skipped: usize,
    /// How many were not come to.
    pub not_reached: usize,
    /// How many have answers, too few to show.
    pub too_few: usize,
    /// Ids of answers above what their proof supports.
    pub unsupported: Vec<String>,
    /// The questions that were asked, in questionnaire order.
    pub questions: Vec<QuestionReport>,
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionReport {
    /// Its id.
    pub id: String,
    /// At most six words.
    pub title: String,
    /// The wording.
    pub ask: String,
    /// Its rev.
    pub rev: u32,
    /// Its lens.
    pub lens: Lens,
    /// Its weight.
    pub weight: u32,
    /// What was answered.
    pub state: QuestionState,
    /// What one level moves its lens's overall score by, in points.
    pub moves: f64,
    /// How many respondents gave which answer, where several answered: a row
    /// for each role, or one for all.
    pub strip: Vec<StripRow>,
}

/// How many respondents of a group gave which answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct StripRow {
    /// Who: "Leaders", "Frontline", "Everyone".
    pub who: String,
    /// The levels that they gave.
    pub levels: LevelsReport,
    /// How many said that it does not apply.
    pub not_applicable: u32,
    /// How many were asked and gave neither.
    pub missing: u32,
}

/// The levels that a group gave to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LevelsReport {
    /// How many gave a level.
    pub people: u32,
    /// The mean of their levels, 1 to 5; `None` where nobody gave one.
    pub mean: Option<f64>,
    /// How many gave each level, lowest first; `None` of a small group of
    /// anonymous people.
    pub counts: Option<[u32; 5]>,
}

impl LevelsReport {
    /// The marks at a level, counted from 0: the people who gave it, or one
    /// mark for a small group, at the level nearest to its mean.
    pub fn marks_at(&self, level: usize) -> Option<Marks> {
        match (self.counts, self.mean) {
            (Some(counts), _) => Some(Marks::People(counts[level])).filter(|_| counts[level] > 0),
            (None, Some(mean)) => {
                let nearest = (0..5_u8).min_by(|&a, &b| {
                    let distance = |at: u8| (f64::from(at) + 1.0 - mean).abs();
                    distance(a).total_cmp(&distance(b))
                });
                let is_here = nearest.is_some_and(|nearest| usize::from(nearest) == level);
                is_here.then_some(Marks::Group)
            }
            (None, None) => None,
        }
    }

    /// How many people stand at the level at which most of them do.
    pub fn most(&self) -> u32 {
        self.counts.iter().flatten().copied().max().unwrap_or_default()
    }

    /// A small group as a whole: "4.0 (5 people)"; `None` of others.
    pub fn group_words(&self) -> Option<String> {
        let mean = self.mean.filter(|_| self.counts.is_none())?;
        Some(format!("{} ({})", words::mean(mean), words::people(self.people)))
    }

    /// "1 at level 2, 4 at level 3", "4.0 (5 people)"; nothing where nobody
    /// gave a level.
    fn words(&self) -> Option<String> {
        let Some(counts) = self.counts.filter(|_| self.people > 0) else {
            return self.group_words();
        };
        let at = |(level, count): (usize, &u32)| format!("{count} at level {}", level + 1);
        let given = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        Some(given.map(at).collect::<Vec<String>>().join(", "))
    }
}

/// What is drawn at a level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Marks {
    /// So many people.
    People(u32),
    /// A small group as a whole.
    Group,
}

impl StripRow {
    /// "1 at level 2, 4 at level 3; 1 not applicable; 2 without an answer".
    pub fn words(&self) -> String {
        self.levels.words().into_iter().chain(self.rest()).collect::<Vec<_>>().join("; ")
    }

    /// What was said apart from levels: "1 not applicable; 2 without an
    /// answer".
    pub fn rest(&self) -> Option<String> {
        let rest = [(self.not_applicable, "not applicable"), (self.missing, "without an answer")];
        let rest = rest.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = rest.map(|(count, what)| format!("{count} {what}")).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// What several respondents say beside their scores.
#[derive(Clone, Debug, PartialEq)]
pub struct VoicesReport {
    /// The heading: where leaders and frontline disagree, or how far people
    /// agree where the two are not compared.
    pub title: &'static str,
    /// On how many questions the two stand a level or more apart, or why
    /// little can be said.
    pub lead: Option<String>,
    /// Who answered, and what is hidden: one sentence each.
    pub who: Vec<String>,
    /// How far they agree: one sentence each.
    pub agreement: Vec<String>,
    /// The questions on which leaders and frontline stand a level or more
    /// apart, widest first.
    pub disagreements: Vec<DisagreementReport>,
    /// What the differences of whole cells come to: one sentence each.
    pub perception: Vec<String>,
    /// Questions on which people disagree whether it applies, each with how.
    pub disputed: Vec<(QuestionName, String)>,
    /// Questions on which many stand low and many stand high, each with how.
    pub split: Vec<(QuestionName, String)>,
    /// The figures behind the words, for the appendix and for checking; a cut
    /// for an audience leaves them out.
    pub statistics: Option<StatisticsReport>,
}

impl VoicesReport {
    /// So many disagreements are shown with what both sides say.
    const QUOTED: usize = 5;

    /// The widest disagreements, which are shown with both anchors.
    pub fn quoted(&self) -> &[DisagreementReport] {
        &self.disagreements[..self.disagreements.len().min(Self::QUOTED)]
    }

    /// The other disagreements, which are shown as lines.
    pub fn others(&self) -> &[DisagreementReport] {
        &self.disagreements[self.quoted().len()..]
    }
}

/// A question on which leaders and frontline stand a level or more apart.
#[derive(Clone, Debug, PartialEq)]
pub struct DisagreementReport {
    /// The question.
    pub question: QuestionName,
    /// Its wording.
    pub ask: String,
    /// The title of its dimension.
    pub dimension: String,
    /// Its lens.
    pub lens: Lens,
    /// The texts of its levels, lowest first.
    pub anchors: [String; 5],
    /// What the leader side says.
    pub leaders: SideReport,
    /// What the frontline side says.
    pub frontline: SideReport,
    /// Leaders minus frontline, in levels: "+2.1".
    pub difference: String,
    /// "leaders higher" or "frontline higher".
    pub higher: &'static str,
}

impl DisagreementReport {
    /// Both sides.
    pub fn sides(&self) -> [&SideReport; 2] {
        [&self.leaders, &self.frontline]
    }

    /// Whether it is not told of a side how many gave which level.
    pub fn has_small_group(&self) -> bool {
        self.sides().iter().any(|side| side.levels.counts.is_none())
    }

    /// "Leaders 4.0, Frontline 1.9 (leaders higher by 2.1 levels)".
    pub fn words(&self) -> String {
        let [leaders, frontline] = self.sides().map(|side| format!("{} {}", side.title, side.mean));
        format!("{leaders}, {frontline} ({})", self.difference_words())
    }

    /// "leaders higher by 2.1 levels", "frontline higher by 1 level".
    pub fn difference_words(&self) -> String {
        let levels = self.difference.trim_start_matches(['+', '-']);
        let noun = if levels == "1.0" { "level" } else { "levels" };
        format!("{} by {levels} {noun}", self.higher)
    }
}

/// What one side says on a question.
#[derive(Clone, Debug, PartialEq)]
pub struct SideReport {
    /// "Leaders".
    pub title: String,
    /// How many gave a level.
    pub count: u32,
    /// Their mean level: "4.0".
    pub mean: String,
    /// The mean rounded to a level, 1 to 5.
    pub level: u8,
    /// The text of that level.
    pub anchor: String,
    /// The levels that they gave.
    pub levels: LevelsReport,
}

impl SideReport {
    /// "4 people".
    pub fn people(&self) -> String {
        words::people(self.count)
    }

    /// How many gave which level.
    pub fn strip(&self) -> StripRow {
        let (who, levels) = (self.title.clone(), self.levels.clone());
        StripRow { who, levels, not_applicable: 0, missing: 0 }
    }
}

/// The figures of several respondents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatisticsReport {
    /// Ids of the roles that are told apart.
    pub roles_shown: Vec<String>,
    /// Ids of the roles that are not.
    pub roles_hidden: Vec<String>,
    /// Whether respondents are anonymous.
    pub anonymous: bool,
    /// Whether so few people could show a difference; `None` where the two
    /// sides are not compared.
    pub any_claim_possible: Option<bool>,
    /// How far they agree: over all questions (`overall`) and in each cell.
    pub agreement: Vec<AgreementReport>,
    /// How the two sides differ: overall and in each cell.
    pub perception: Vec<PerceptionReport>,
    /// How the two sides differ on each question that both answered.
    pub questions: Vec<DifferenceReport>,
}

impl StatisticsReport {
    /// Whether there is nothing for an appendix.
    pub fn is_empty(&self) -> bool {
        self.agreement.is_empty() && self.perception.is_empty()
    }
}

/// How far respondents agree in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementReport {
    /// `ownership.prevention`, or `overall`.
    pub cell: String,
    /// r*wg(j): 1 where all agree, 0 as random answers; `None` where it is not
    /// told.
    pub rwg: Option<f64>,
    /// How far answers lie from the mean of their question, in levels.
    pub average_deviation: Option<f64>,
    /// The label; none below five answers.
    pub label: Option<&'static str>,
    /// `shown`, or why not: `small_group`, `too_few_people`.
    pub status: &'static str,
    /// Its row of the appendix, with the columns of `HEAD`.
    pub row: [String; 4],
}

impl AgreementReport {
    /// The heads of the columns of the appendix.
    pub const HEAD: [&str; 4] = ["Cell", "r*wg", "Levels from the average", "In words"];
}

/// How the two sides differ in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct PerceptionReport {
    /// `ownership.prevention`, or `overall.prevention`.
    pub cell: String,
    /// What people read: "Ownership, prevention".
    pub title: String,
    /// The mean of the leaders' own scores.
    pub leader: f64,
    /// The mean of the frontline's own scores.
    pub frontline: f64,
    /// Leaders minus frontline.
    pub difference: f64,
    /// "alike", "apart", "far apart".
    pub size: &'static str,
    /// "shown" where it was tested, or why not.
    pub status: &'static str,
    /// The 95 percent interval of the difference.
    pub interval: Option<(f64, f64)>,
    /// Cliff's delta; of named people alone.
    pub cliffs_delta: Option<f64>,
    /// The chance of such a difference if both saw the same.
    pub p: Option<f64>,
    /// The same, corrected for the number of cells.
    pub p_holm: Option<f64>,
    /// The smallest chance that so many people could show.
    pub p_floor: Option<f64>,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// "clear", "likely", "could be chance", "too few people".
    pub words: &'static str,
    /// How many leaders and how many of the frontline have an own score; of
    /// anonymous people, the fewest who answered one of the questions.
    pub n: (usize, usize),
    /// Its row of the appendix, with the columns of `HEAD`; what was not
    /// tested is a dash.
    pub row: [String; 10],
}

impl PerceptionReport {
    /// The heads of the columns of the appendix.
    pub const HEAD: [&str; 10] = [
        "Cell",
        "Leaders",
        "Frontline",
        "Difference",
        "95 % interval",
        "Cliff's delta",
        "p",
        "p (Holm)",
        "In words",
        "People",
    ];
}

/// How the two sides differ on a question.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceReport {
    /// The id of the question.
    pub question: String,
    /// The mean level of the leaders.
    pub leader: f64,
    /// The mean level of the frontline.
    pub frontline: f64,
    /// How many of each gave a level.
    pub n: (u32, u32),
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionState {
    /// A level.
    Level {
        /// 1 to 5; on several respondents, the mean.
        level: f64,
        /// The text of the level.
        anchor: String,
        /// How well it is backed; `None` where proof was not asked for.
        proof: Option<&'static str>,
        /// Whether the proof supports the level.
        supported: bool,
    },
    /// It does not apply.
    NotApplicable,
    /// Nobody knew.
    Unknown,
    /// Left open.
    Skipped,
    /// Not come to.
    NotReached,
    /// There are answers, too few to show.
    TooFew,
}

impl QuestionState {
    /// The word in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Level { .. } => "level",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
            Self::NotReached => "not_reached",
            Self::TooFew => "too_few",
        }
    }

    /// The words for people: "level 3", "does not apply".
    pub fn words(&self) -> String {
        match self {
            Self::Level { level, .. } => format!("level {}", words::level(*level)),
            Self::NotApplicable => "does not apply".to_owned(),
            Self::Unknown => "not known".to_owned(),
            Self::Skipped => "left open".to_owned(),
            Self::NotReached => "not reached".to_owned(),
            Self::TooFew => "too few answers to show".to_owned(),
        }
    }
}

/// A question by its id and its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionName {
    /// Its id.
    pub id: String,
    /// At most six words.
    pub title: String,
}

impl StageReport {
    /// " (provisional: questions are open)"; nothing where nothing is missing.
    pub fn provisional_words(&self) -> String {
        self.provisional.map(|why| format!(" (provisional: {why})")).unwrap_or_default()
    }
}

/// What holds a lens back.
#[derive(Clone, Debug, PartialEq)]
pub struct StageReport {
    /// The lens.
    pub lens: Lens,
    /// 1 to 5.
    pub stage: u8,
    /// The name of that level.
    pub word: String,
    /// Why what is missing could still change it: "questions are open".
    pub provisional: Option<&'static str>,
    /// The name of the next level, if there is one.
    pub next: Option<String>,
    /// The questions below it, with their state in words.
    pub held_back_by: Vec<(QuestionName, String)>,
}

/// A list of the questionnaire, filled from the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistReport {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the rows say together.
    pub summary: Option<String>,
    /// Its rows.
    pub rows: Vec<RowReport>,
}

/// A row of a list with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// What it asks.
    pub ask: String,
    /// `shows`, `does not show` or `not known`, where the rows are signs;
    /// `no weak answer` where a question finds nothing.
    pub sign: Option<&'static str>,
    /// The lowest answer; `None` where none is known.
    pub lowest: Option<LowestAnswer>,
}

/// The lowest of some answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowestAnswer {
    /// The question.
    pub question: QuestionName,
    /// "level 2".
    pub state: String,
    /// The text of the level.
    pub anchor: String,
    /// The kind of claim: `measured`, `stated, documented`, `stated`.
    pub known: &'static str,
}

impl LowestAnswer {
    /// "Telling customers first: level 1 (measured)".
    pub fn words(&self) -> String {
        format!("{}: {} ({})", self.question.title, self.state, self.known)
    }
}

/// A promise to customers, and the weakest answer that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseReport {
    /// "Speed".
    pub title: String,
    /// The weakest answer; `None` where none is known.
    pub weakest: Option<LowestAnswer>,
}

/// A fact of the profile, as it was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedReport {
    /// The id of its field.
    pub id: String,
    /// What was asked.
    pub ask: String,
    /// What was stated, one text a row.
    pub answers: Vec<String>,
}

/// A pattern, a contradiction, a warning or a strength.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingReport {
    /// `pattern`, `contradiction`, `warning` or `strength`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What we see.
    pub says: String,
    /// What it costs.
    pub costs: Option<String>,
    /// What to do first.
    pub first_step: Option<String>,
    /// The kind of claim: "measured", "stated, 2 of 3 documented or measured".
    pub known: String,
    /// The answers behind it, with their state in words.
    pub questions: Vec<(QuestionName, String)>,
}

/// An action with its place in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionReport {
    /// The question whose action it is.
    pub question: QuestionName,
    /// The lens that it moves.
    pub lens: Lens,
    /// What to do.
    pub title: String,
    /// The role that would own it.
    pub owner: Option<String>,
    /// What to do on Monday.
    pub first_step: Option<String>,
    /// The level that this step starts from, 1 or 3, where it hangs on it.
    pub step_from: Option<u8>,
    /// How we will know that it worked.
    pub metric: Option<String>,
    /// 1 to 5.
    pub effort: u32,
    /// Whether the contact centre itself would own it.
    pub by_centre: bool,
    /// The level today; on several respondents, the mean.
    pub from: Tenths,
    /// The level that it aims at.
    pub to: u8,
    /// What it adds to its lens's overall score.
    pub worth: WorthReport,
    /// Its place among the actions of its lens, 1 for the first; equals share
    /// one.
    pub place: usize,
    /// How many others share its place.
    pub tied: usize,
    /// Whether it starts on an answer that has to be verified first.
    pub is_unproven: bool,
    /// What to know before it is begun: "equal with 1 more", "leaders 4.0,
    /// frontline 1.9: settle this first".
    pub remarks: Vec<String>,
    /// `now`, `next` or `later`.
    pub when: &'static str,
    /// What has to rise first.
    pub waits_for: Vec<QuestionName>,
    /// What was decided.
    pub decision: Option<DecisionReport>,
}

impl ActionReport {
    /// "level 2 to 3".
    pub fn raise(&self) -> String {
        format!("level {} to {}", words::level(self.from.value()), self.to)
    }

    /// Its place as lists show it: "2", and "3=" where it is shared.
    pub fn place_words(&self) -> String {
        format!("{}{}", self.place, if self.tied > 0 { "=" } else { "" })
    }

    /// What it is worth in words: "prevention +1.9".
    pub fn worth_words(&self) -> String {
        match &self.worth {
            WorthReport::Points(_) | WorthReport::Once(..) => {
                format!("{} {}", self.lens, self.worth.words())
            }
            WorthReport::Nothing => self.worth.words(),
        }
    }

    /// Its remarks, and when its points count, for a line of its own.
    pub fn notes(&self) -> impl Iterator<Item = &str> {
        self.remarks.iter().map(String::as_str).chain(self.worth.once())
    }
}

/// What an action adds to the overall score of its lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorthReport {
    /// So many points; more than nothing, although it may round to 0.0.
    Points(Tenths),
    /// So many points, and when they count: "counts once `a` is answered".
    Once(Tenths, String),
    /// Nothing: its dimension is not part of the overall scores.
    Nothing,
}

impl WorthReport {
    /// The points; 0 where it moves no overall score.
    pub fn points(&self) -> Tenths {
        match self {
            Self::Points(points) | Self::Once(points, _) => *points,
            Self::Nothing => Tenths::ZERO,
        }
    }

    /// When the points count, where that is not yet.
    pub fn once(&self) -> Option<&str> {
        match self {
            Self::Once(_, once) => Some(once),
            Self::Points(_) | Self::Nothing => None,
        }
    }

    /// "+1.9", "under 0.1", "+1.0, counts once `a` is answered", "not part of
    /// the overall score".
    pub fn words(&self) -> String {
        match self {
            Self::Points(_) => self.in_column(),
            Self::Once(_, once) => format!("{}, {once}", self.in_column()),
            Self::Nothing => "not part of the overall score".to_owned(),
        }
    }

    /// The same for a column of figures: a dash where it moves no overall
    /// score.
    pub fn in_column(&self) -> String {
        match self {
            Self::Points(Tenths::ZERO) | Self::Once(Tenths::ZERO, _) => "under 0.1".to_owned(),
            Self::Points(points) | Self::Once(points, _) => points.signed(),
            Self::Nothing => "-".to_owned(),
        }
    }
}

/// What was decided on an action.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionReport {
    /// Who does it.
    pub owner: String,
    /// "31 March 2027".
    pub by: Option<String>,
    /// "2027-03-31".
    pub by_iso: Option<String>,
    /// To what result.
    pub target: Option<String>,
    /// Whether its date has passed.
    pub overdue: bool,
}

impl DecisionReport {
    /// "Head of Logistics, by 31 March 2027, 64 to 38 contacts", "Head of
    /// Logistics, by 31 January 2026 (overdue)".
    pub fn words(&self) -> String {
        let overdue = if self.overdue { " (overdue)" } else { "" };
        let by = self.by.as_ref().map(|by| format!(", by {by}{overdue}")).unwrap_or_default();
        let target = self.target.as_ref().map(|target| format!(", {target}")).unwrap_or_default();
        format!("{}{by}{target}", self.owner)
    }
}

/// A question to answer first.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenReport {
    /// The question.
    pub question: QuestionName,
    /// Why it is open, in words.
    pub why: String,
    /// The wording.
    pub ask: String,
}

/// An answer to verify first.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifyReport {
    /// The question.
    pub question: QuestionName,
    /// What is missing: "level 4 is only said; it takes a document".
    pub why: String,
    /// What would prove it.
    pub ask_for: Vec<String>,
}

/// What a respondent added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteReport {
    /// The question.
    pub question: QuestionName,
    /// The answer in words: "level 3, documented, seen 10 October 2026"; not of
    /// anonymous people.
    pub answer: Option<String>,
    /// What the text is: `Note` or `Reason`.
    pub kind: &'static str,
    /// The text, as typed.
    pub text: String,
}

/// How a number of a report came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// "Ownership, prevention: 33.3".
    pub title: String,
    /// Headings, each with its lines.
    pub sections: Vec<(&'static str, Vec<String>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_points(lower: i32, upper: i32, plain: &str, signed: &str) {
        let range = Range { lower: Tenths::new(lower), upper: Tenths::new(upper) };
        assert_eq!(
            (range.in_points().as_str(), range.in_signed_points().as_str()),
            (plain, signed)
        );
    }

    #[test]
    fn an_interval_is_never_told_narrower_than_it_is() {
        check_points(362, 458, "36 to 46", "+36 to +46");
        check_points(360, 460, "36 to 46", "+36 to +46");
        check_points(369, 451, "36 to 46", "+36 to +46");
        check_points(-41, 1, "-5 to 1", "-5 to +1");
        check_points(-9, 0, "-1 to 0", "-1 to 0");
        check_points(0, 1000, "0 to 100", "0 to +100");
    }

    #[track_caller]
    fn check_strip(levels: [u32; 5], not_applicable: u32, missing: u32, words: &str) {
        let levels = crate::report::sample::counted(levels);
        let row = StripRow { who: "Leaders".to_owned(), levels, not_applicable, missing };
        assert_eq!(row.words(), words);
    }

    #[test]
    fn a_strip_says_how_many_gave_what() {
        check_strip([0, 1, 4, 0, 0], 0, 0, "1 at level 2, 4 at level 3");
        check_strip([0, 1, 0, 0, 0], 1, 2, "1 at level 2; 1 not applicable; 2 without an answer");
        check_strip([0; 5], 3, 0, "3 not applicable");
    }
}
