//! What changed since a baseline: the arithmetic.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::findings::Assessed;
use crate::model::{
    Baseline, BaselineQuestion, DimensionIx, Id, Lens, Play, QuestionIx, Questionnaire, RULES,
    RoleIx, ScoreKind, Tenths,
};
use crate::scoring;
use crate::tally::{QuestionTally, Scope};

use super::people::{self, People};

/// What changed in an assessment since its baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The date of the baseline.
    pub since: Date,
    /// The wave of the baseline.
    pub wave: Option<String>,
    /// The version of the questionnaire then.
    pub version: String,
    /// Who answered then and now.
    pub people: People,
    /// Facts that were stated then and are not now, and that decide whether a
    /// dimension is asked or a pattern fires.
    pub no_longer_stated: Vec<Id>,
    /// The overall prevention score.
    pub prevention: Compared,
    /// The overall resolution score.
    pub resolution: Compared,
    /// The published overall scores, then and now: prevention first.
    pub published: [[Option<Tenths>; 2]; 2],
    /// Lenses in which no change can be told from chance: several people
    /// answered both times, and the intervals of the overall scores overlap.
    pub undetected: Vec<Lens>,
    /// Prevention and resolution of every dimension, in questionnaire order,
    /// and then of those that only the baseline has.
    pub cells: Vec<CellChange>,
    /// The comparable questions, in questionnaire order.
    pub answers: Vec<AnswerChange>,
    /// Questions with a level then or now that are not comparable, and those
    /// that were open then and do not apply now: those of the questionnaire in
    /// its order, and then those that it no longer has.
    pub not_comparable: Vec<NotComparable>,
}

impl Change {
    /// What became of the overall score of a lens.
    pub fn overall(&self, lens: Lens) -> &Compared {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }

    /// The published overall score of a lens, then and now.
    pub fn published(&self, lens: Lens) -> [Option<Tenths>; 2] {
        self.published[usize::from(lens == Lens::Resolution)]
    }

    /// The change of the gap, if both lenses have one: the change of
    /// resolution minus the change of prevention.
    pub fn gap(&self) -> Option<Tenths> {
        Some(self.resolution.shift()?.change - self.prevention.shift()?.change)
    }

    /// How many comparable answers stand higher, lower and where they were.
    pub fn moves(&self) -> Moves {
        let mut moves = Moves::default();
        for answer in &self.answers {
            *match answer.now.total_cmp(&answer.then) {
                std::cmp::Ordering::Greater => &mut moves.up,
                std::cmp::Ordering::Less => &mut moves.down,
                std::cmp::Ordering::Equal => &mut moves.same,
            } += 1;
        }
        moves
    }
}

/// How many answers moved which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// How many stand higher.
    pub up: usize,
    /// How many stand lower.
    pub down: usize,
    /// How many stand where they were.
    pub same: usize,
}

/// What became of one lens of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// The id of the dimension.
    pub dimension: String,
    /// The lens.
    pub lens: Lens,
    /// What became of its score.
    pub compared: Compared,
}

/// What became of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Enough is comparable.
    Known(Shift),
    /// There are answers then and now, and too little of them is comparable.
    Broken {
        /// The share of the weight that is comparable, in percent.
        comparable: Tenths,
        /// The share that is needed, in percent.
        needed: u32,
    },
    /// The round is the same, its people are anonymous, and they are a few
    /// more or fewer: a change would show what those said.
    OneRound,
    /// It had answers then, and a fact that decides whether it is asked is not
    /// stated.
    NotStated {
        /// The first of these facts.
        fact: Id,
    },
    /// It had a score then, and too little is answered for one now.
    Unpublished,
    /// It rests on one answer now, or had no score then, and the rules of then
    /// counted that otherwise.
    OlderRules,
    /// It had answers then and has none now.
    Lost,
    /// It had answers then, and the questionnaire no longer has its
    /// dimension.
    Gone,
    /// It had answers then, and by the profile nothing is asked of it now.
    DoesNotApply,
    /// It had no answers then and has some now.
    New,
    /// It had no answers then and has none now.
    Nothing,
}

impl Compared {
    /// The word in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Known(_) => "known",
            Self::Broken { .. } => "broken",
            Self::OneRound => "one_round",
            Self::NotStated { .. } => "not_stated",
            Self::Unpublished => "unpublished",
            Self::OlderRules => "older_rules",
            Self::Lost => "lost",
            Self::Gone => "gone",
            Self::DoesNotApply => "does_not_apply",
            Self::New => "new",
            Self::Nothing => "nothing",
        }
    }

    /// What is to say of it beside a change; nothing where all is well.
    pub fn words(&self) -> Option<String> {
        Some(match self {
            Self::Known(_) | Self::Nothing => return None,
            Self::Broken { comparable, needed } => {
                format!("series broken: {comparable} % comparable, {needed} needed")
            }
            Self::OneRound => "one round, one report".to_owned(),
            Self::NotStated { fact } => format!("the fact `{fact}` is no longer stated"),
            Self::Unpublished => "a score then, no score now".to_owned(),
            Self::OlderRules => "counted by an older rule".to_owned(),
            Self::Lost => "no answers now".to_owned(),
            Self::Gone => "no longer asked".to_owned(),
            Self::DoesNotApply => "out of scope now".to_owned(),
            Self::New => "new".to_owned(),
        })
    }

    /// The change, if enough is comparable.
    pub fn shift(&self) -> Option<&Shift> {
        match self {
            Self::Known(shift) => Some(shift),
            Self::Broken { .. }
            | Self::OneRound
            | Self::NotStated { .. }
            | Self::Unpublished
            | Self::OlderRules
            | Self::Lost
            | Self::Gone
            | Self::DoesNotApply
            | Self::New
            | Self::Nothing => None,
        }
    }

    /// Whether a limit on every score holds for it: it had answers then, and no
    /// stated fact takes it out now.
    pub(super) fn is_judged(&self) -> bool {
        match self {
            Self::Known(_)
            | Self::Broken { .. }
            | Self::OneRound
            | Self::NotStated { .. }
            | Self::Unpublished
            | Self::OlderRules
            | Self::Lost
            | Self::Gone => true,
            Self::DoesNotApply | Self::New | Self::Nothing => false,
        }
    }
}

/// How far a score moved over what is comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The score then, over what is comparable.
    pub then: Tenths,
    /// The score now, over what is comparable.
    pub now: Tenths,
    /// The score now minus the score then, −100 to 100.
    pub change: Tenths,
    /// What the published score moved by beyond the change, for it rests on
    /// other questions now; `None` unless it was published both times.
    pub composition: Option<Tenths>,
    /// The share of the weight that is comparable, in percent.
    pub comparable: Tenths,
}

/// A comparable question with its levels.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerChange {
    /// The question.
    pub question: QuestionIx,
    /// Its level then, 1 to 5; of several respondents, the mean.
    pub then: f64,
    /// Its level now.
    pub now: f64,
}

/// A question that cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct NotComparable {
    /// Its id.
    pub question: String,
    /// Its lens.
    pub lens: Lens,
    /// Its level then, if it had one.
    pub then: Option<f64>,
    /// Why not.
    pub why: WhyNot,
}

/// Why a question cannot be compared. `Display` gives the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhyNot {
    /// Its wording has changed.
    #[error("asked in other words (rev {then} then, rev {now} now)")]
    OtherRev {
        /// Its rev then.
        then: u32,
        /// Its rev now.
        now: u32,
    },
    /// It was not asked then.
    #[error("new")]
    New,
    /// The questionnaire no longer has it.
    #[error("no longer asked")]
    Gone,
    /// It had no level then.
    #[error("without a level then")]
    NotAnsweredThen,
    /// It does not apply now.
    #[error("does not apply now")]
    NotApplicableNow,
    /// A stated fact takes its dimension out.
    #[error("out of scope now")]
    OutOfScopeNow,
    /// A fact that decides whether its dimension is asked is not stated.
    #[error("a fact that decides whether it is asked is not stated now")]
    FactNotStatedNow,
    /// It has no level now.
    #[error("without a level now")]
    NotAnsweredNow,
}

impl WhyNot {
    /// The word in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherRev { .. } => "reworded",
            Self::New => "new",
            Self::Gone => "gone",
            Self::NotAnsweredThen => "not-answered-then",
            Self::NotApplicableNow => "not-applicable-now",
            Self::OutOfScopeNow => "out-of-scope-now",
            Self::FactNotStatedNow => "fact-not-stated-now",
            Self::NotAnsweredNow => "not-answered-now",
        }
    }
}

/// What changed in an assessment since its baseline, which has to be of the
/// same questionnaire; its version may be another.
pub fn since(questionnaire: &Questionnaire, assessed: &Assessed, baseline: &Baseline) -> Change {
    if people::is_one_round(questionnaire, &assessed.tally, baseline) {
        return one_round(questionnaire, assessed, baseline);
    }
    let earlier = Earlier::new(questionnaire, baseline);
    let (answers, not_comparable) = compare_questions(questionnaire, assessed, &earlier);
    let both = Both { questionnaire, assessed, earlier: &earlier, answers: &answers };
    let dimensions: Vec<[Compared; 2]> = questionnaire
        .dimension_positions()
        .map(|dimension| Lens::ALL.map(|lens| both.cell(dimension, lens)))
        .collect();
    let [prevention, resolution] = Lens::ALL.map(|lens| both.overall(lens, &dimensions));
    Change {
        prevention,
        resolution,
        published: Lens::ALL.map(|lens| {
            let now = assessed.scores.overall.lens(lens).score;
            [baseline.overall(lens).score, now.map(|now| now.published)]
        }),
        undetected: Lens::ALL.into_iter().filter(|&lens| both.is_undetected(lens)).collect(),
        cells: both.cells(dimensions),
        not_comparable,
        answers,
        ..nothing(questionnaire, assessed, baseline)
    }
}

/// Who answered and what was stated, then and now, and nothing compared.
fn nothing(questionnaire: &Questionnaire, assessed: &Assessed, baseline: &Baseline) -> Change {
    Change {
        since: baseline.date,
        wave: baseline.key.wave.clone(),
        version: baseline.version.clone(),
        people: People::new(questionnaire, &assessed.tally, baseline),
        no_longer_stated: no_longer_stated(questionnaire, assessed, baseline),
        prevention: Compared::Nothing,
        resolution: Compared::Nothing,
        published: [[None; 2]; 2],
        undetected: Vec::new(),
        cells: Vec::new(),
        answers: Vec::new(),
        not_comparable: Vec::new(),
    }
}

/// What may be said where a change would show what a few people said.
fn one_round(questionnaire: &Questionnaire, assessed: &Assessed, baseline: &Baseline) -> Change {
    let cell = |dimension: &crate::model::Dimension| {
        let id = dimension.id.to_string();
        Lens::ALL.map(|lens| CellChange {
            dimension: id.clone(),
            lens,
            compared: Compared::OneRound,
        })
    };
    Change {
        prevention: Compared::OneRound,
        resolution: Compared::OneRound,
        cells: questionnaire.dimensions.iter().flat_map(cell).collect(),
        ..nothing(questionnaire, assessed, baseline)
    }
}

fn no_longer_stated(
    questionnaire: &Questionnaire,
    assessed: &Assessed,
    baseline: &Baseline,
) -> Vec<Id> {
    let dimensions = questionnaire.dimension_positions();
    let awaited = dimensions.flat_map(|one| assessed.tally.awaited_in(questionnaire, one));
    let fire = questionnaire.patterns.iter().map(|pattern| &pattern.when);
    let read = awaited.chain(fire.flat_map(|when| assessed.tally.not_stated(when)));
    let ids = read.map(|field| questionnaire[field].id.clone());
    let mut ids: Vec<Id> =
        ids.filter(|id| baseline.stated.iter().any(|stated| *id == **stated)).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// A baseline with its questions by their ids.
struct Earlier<'b> {
    baseline: &'b Baseline,
    questions: HashMap<&'b str, &'b BaselineQuestion>,
    /// Questions that had a level and that the questionnaire no longer has,
    /// with where they stood.
    gone: Vec<(&'b str, Lens, &'b BaselineQuestion)>,
}

impl<'b> Earlier<'b> {
    fn new(questionnaire: &Questionnaire, baseline: &'b Baseline) -> Self {
        let mut earlier = Self { baseline, questions: HashMap::new(), gone: Vec::new() };
        for dimension in &baseline.dimensions {
            for lens in Lens::ALL {
                for question in &dimension.cell(lens).questions {
                    earlier.questions.insert(&question.id, question);
                    let is_gone = questionnaire.find_question(&question.id).is_none();
                    if is_gone && question.level.is_some() {
                        earlier.gone.push((&dimension.id, lens, question));
                    }
                }
            }
        }
        earlier
    }

    fn has_gone(&self, dimension: &str, lens: Lens) -> bool {
        self.gone.iter().any(|&(of, side, _)| of == dimension && side == lens)
    }
}

fn compare_questions(
    questionnaire: &Questionnaire,
    assessed: &Assessed,
    earlier: &Earlier<'_>,
) -> (Vec<AnswerChange>, Vec<NotComparable>) {
    let mut answers = Vec::new();
    let mut not_comparable = Vec::new();
    for question in questionnaire.question_positions() {
        let asked = &questionnaire[question];
        let now = Now::of(questionnaire, assessed, question);
        let then = earlier.questions.get(asked.id.as_str()).copied();
        match compare(asked.rev, &now, then) {
            None => {}
            Some(Ok((then, now))) => answers.push(AnswerChange { question, then, now }),
            Some(Err(why)) => not_comparable.push(NotComparable {
                question: asked.id.to_string(),
                lens: asked.lens,
                then: then.and_then(|then| then.level),
                why,
            }),
        }
    }
    let gone = |&(_, lens, question): &(&str, Lens, &BaselineQuestion)| NotComparable {
        question: question.id.clone(),
        lens,
        then: question.level,
        why: WhyNot::Gone,
    };
    not_comparable.extend(earlier.gone.iter().map(gone));
    (answers, not_comparable)
}

/// What is said on a question now.
struct Now<'a> {
    said: &'a QuestionTally,
    /// The titles of the roles that it is told by.
    groups: Vec<&'a str>,
    scope: Scope,
    play: Play,
    /// Whether a fact that decides its scope is not stated.
    waits: bool,
}

impl<'a> Now<'a> {
    fn of(questionnaire: &'a Questionnaire, assessed: &'a Assessed, question: QuestionIx) -> Self {
        let said = assessed.tally.question(question);
        let title = |role: RoleIx| questionnaire[role].title.as_str();
        let dimension = questionnaire[question].dimension;
        Self {
            said,
            groups: said.by_role.iter().filter_map(|one| one.role.map(title)).collect(),
            scope: assessed.tally.scope(dimension),
            play: assessed.tally.play(question),
            waits: !assessed.tally.awaited_by(questionnaire, dimension).is_empty(),
        }
    }

    /// Why there is no level that counts in today's score.
    fn is_missing(&self) -> Option<WhyNot> {
        match self.scope {
            Scope::DoesNotApply if self.waits => Some(WhyNot::FactNotStatedNow),
            Scope::DoesNotApply => Some(WhyNot::OutOfScopeNow),
            Scope::In if self.play == Play::FactNotStated => Some(WhyNot::FactNotStatedNow),
            Scope::In if self.play == Play::DoesNotApply => Some(WhyNot::OutOfScopeNow),
            Scope::In if self.said.was_asked() && !self.said.applies() => {
                Some(WhyNot::NotApplicableNow)
            }
            Scope::In if self.said.mean().is_some() => None,
            Scope::In | Scope::NotChosen => Some(WhyNot::NotAnsweredNow),
        }
    }

    /// Both levels: balanced by roles where the same roles are told apart then
    /// and now, else over all people.
    fn levels(&self, then: &BaselineQuestion) -> Option<(f64, f64)> {
        let is_same = then.groups.iter().map(String::as_str).eq(self.groups.iter().copied());
        let (then, now) = if is_same {
            (then.level?, self.said.mean()?)
        } else {
            (then.pooled?, self.said.pooled_mean()?)
        };
        Some((as_written(then), as_written(now)))
    }
}

/// Both levels of a question, or why they cannot be compared; nothing where
/// there is no level at all, unless it applied then and does not now.
fn compare(
    rev: u32,
    now: &Now<'_>,
    earlier: Option<&BaselineQuestion>,
) -> Option<Result<(f64, f64), WhyNot>> {
    let missing = now.is_missing();
    let had_level = earlier.is_some_and(|earlier| earlier.level.is_some());
    if !had_level && missing.is_some() {
        let was_open = earlier.is_some_and(|earlier| earlier.was_open);
        let is_away = |why: &WhyNot| was_open && *why == WhyNot::NotApplicableNow;
        return missing.filter(is_away).map(Err);
    }
    let Some(earlier) = earlier else { return Some(Err(WhyNot::New)) };
    if let Some(missing) = missing {
        return Some(Err(missing));
    }
    if earlier.rev != rev {
        return Some(Err(WhyNot::OtherRev { then: earlier.rev, now: rev }));
    }
    Some(now.levels(earlier).ok_or(WhyNot::NotAnsweredThen))
}

/// A level with the six decimals that results have, so that the same answers
/// are the same level.
fn as_written(level: f64) -> f64 {
    (level * 1e6).round() / 1e6
}

/// A score as it is published. Levels with six decimals leave it up to 0.0000125
/// from where it lies; four decimals bring it back onto a rounding limit.
fn published(points: f64) -> Tenths {
    scoring::published((points * 1e4).round() / 1e4)
}

/// A share in percent.
fn percent(part: f64, whole: f64) -> Tenths {
    if whole > 0.0 { scoring::published(100.0 * part / whole) } else { Tenths::ZERO }
}

fn is_not_stated(cell: &Compared) -> bool {
    matches!(cell, Compared::NotStated { .. })
}

/// Two scores before rounding, over what is comparable.
#[derive(Clone, Copy)]
struct Exact {
    then: f64,
    now: f64,
}

/// An assessment beside its baseline.
struct Both<'a> {
    questionnaire: &'a Questionnaire,
    assessed: &'a Assessed,
    earlier: &'a Earlier<'a>,
    answers: &'a [AnswerChange],
}

impl Both<'_> {
    fn cells(&self, dimensions: Vec<[Compared; 2]>) -> Vec<CellChange> {
        let today = self.questionnaire.dimensions.iter().zip(dimensions).flat_map(
            |(dimension, compared)| {
                Lens::ALL.into_iter().zip(compared).map(|(lens, compared)| CellChange {
                    dimension: dimension.id.to_string(),
                    lens,
                    compared,
                })
            },
        );
        today.chain(self.gone_cells()).collect()
    }

    /// Cells of dimensions that the questionnaire no longer has.
    fn gone_cells(&self) -> impl Iterator<Item = CellChange> {
        let dimensions = self.earlier.baseline.dimensions.iter().map(|dimension| &dimension.id);
        let is_gone = |id: &&String| self.questionnaire.find_dimension(id).is_none();
        dimensions.filter(is_gone).flat_map(|id| {
            let lenses = Lens::ALL.into_iter().filter(|&lens| self.earlier.has_gone(id, lens));
            let cell = |lens| CellChange { dimension: id.clone(), lens, compared: Compared::Gone };
            lenses.map(cell)
        })
    }

    fn cell(&self, dimension: DimensionIx, lens: Lens) -> Compared {
        let has_answers = self.assessed.scores.cell(dimension, lens).answered > 0;
        let is_out = self.assessed.tally.scope(dimension) == Scope::DoesNotApply;
        if let Some(fact) = self.fact_of_a_question(dimension, lens).filter(|_| !is_out) {
            return Compared::NotStated { fact };
        }
        match (self.had_answers(dimension, lens), has_answers) {
            (false, false) => Compared::Nothing,
            (false, true) => Compared::New,
            (true, false) if is_out => self.out_of_scope(dimension),
            (true, false) if self.is_out_of_play(dimension, lens) => Compared::DoesNotApply,
            (true, false) => Compared::Lost,
            (true, true) => self.compared_cell(dimension, lens),
        }
    }

    /// A fact that nobody states now, and that a question of the cell waits
    /// for that had a level then.
    fn fact_of_a_question(&self, dimension: DimensionIx, lens: Lens) -> Option<Id> {
        let mut had_level = self
            .questionnaire
            .cell_questions(dimension, lens)
            .filter(|&question| self.had_level(question));
        let tally = &self.assessed.tally;
        let fact = had_level.find_map(|question| {
            tally.awaited_by_question(self.questionnaire, question).first().copied()
        });
        fact.map(|field| self.questionnaire[field].id.clone())
    }

    /// Whether stated facts take out every question of a cell that had a level.
    fn is_out_of_play(&self, dimension: DimensionIx, lens: Lens) -> bool {
        let tally = &self.assessed.tally;
        let is_out = |question| tally.play(question) == Play::DoesNotApply;
        !self.earlier.has_gone(self.questionnaire[dimension].id.as_str(), lens)
            && self
                .questionnaire
                .cell_questions(dimension, lens)
                .filter(|&question| self.had_level(question))
                .all(is_out)
    }

    /// A fact that nobody states takes nothing out: it may have been deleted.
    fn out_of_scope(&self, dimension: DimensionIx) -> Compared {
        let awaited = self.assessed.tally.awaited_by(self.questionnaire, dimension);
        let fact = awaited.first().map(|&field| self.questionnaire[field].id.clone());
        fact.map_or(Compared::DoesNotApply, |fact| Compared::NotStated { fact })
    }

    /// Whether the questions that are in this cell now, or were and are gone,
    /// had a level.
    fn had_answers(&self, dimension: DimensionIx, lens: Lens) -> bool {
        let mut questions = self.questionnaire.cell_questions(dimension, lens);
        questions.any(|question| self.had_level(question))
            || self.earlier.has_gone(self.questionnaire[dimension].id.as_str(), lens)
    }

    fn compared_cell(&self, dimension: DimensionIx, lens: Lens) -> Compared {
        let (exact, weight) = self.exact_cell(dimension, lens);
        let whole = self.weight_then_or_now(dimension, lens);
        let id = self.questionnaire[dimension].id.as_str();
        let then = self.earlier.baseline.score(id, lens);
        let raw = self.raw_change(lens, Some(dimension), then);
        let cell = self.assessed.scores.cell(dimension, lens);
        if then.is_some() && cell.score().is_none() {
            return Compared::Unpublished;
        }
        if self.has_older_rules() && (then.is_none() || cell.is_thin()) {
            return Compared::OlderRules;
        }
        self.compared(exact, weight, whole, raw)
    }

    /// The weight of the questions that apply now or had a level then, by
    /// today's weights; by those of then where the questionnaire dropped them.
    fn weight_then_or_now(&self, dimension: DimensionIx, lens: Lens) -> f64 {
        let counts = |question: &QuestionIx| {
            let said = self.assessed.tally.question(*question);
            (said.was_asked() && said.applies()) || self.had_level(*question)
        };
        let today = self.questionnaire.cell_questions(dimension, lens).filter(counts);
        let today = today.map(|question| self.questionnaire[question].weight);
        let id = self.questionnaire[dimension].id.as_str();
        let gone = self.earlier.gone.iter().filter(|(of, side, _)| *of == id && *side == lens);
        let gone = gone.map(|(_, _, question)| question.weight);
        f64::from(today.chain(gone).sum::<u32>())
    }

    fn had_level(&self, question: QuestionIx) -> bool {
        let id = self.questionnaire[question].id.as_str();
        self.earlier.questions.get(id).is_some_and(|earlier| earlier.level.is_some())
    }

    /// Both scores of a cell over its comparable questions, and their weight.
    fn exact_cell(&self, dimension: DimensionIx, lens: Lens) -> (Option<Exact>, f64) {
        let (mut then, mut now, mut weight) = (0.0, 0.0, 0.0);
        for answer in self.answers {
            let question = &self.questionnaire[answer.question];
            if question.dimension == dimension && question.lens == lens {
                let own = f64::from(question.weight);
                then += own * scoring::points(answer.then);
                now += own * scoring::points(answer.now);
                weight += own;
            }
        }
        let exact = (weight > 0.0).then(|| Exact { then: then / weight, now: now / weight });
        (exact, weight)
    }

    /// The overall score of a lens, from what became of both cells of each
    /// dimension.
    fn overall(&self, lens: Lens, dimensions: &[[Compared; 2]]) -> Compared {
        let (mut then, mut now, mut weight, mut whole) = (0.0, 0.0, 0.0, self.gone_weight());
        for (dimension, cells) in self.questionnaire.dimension_positions().zip(dimensions) {
            if !self.counts_overall(dimension) {
                continue;
            }
            if let Some(not_stated) = cells.iter().find(|cell| is_not_stated(cell)) {
                return not_stated.clone();
            }
            let own = f64::from(self.questionnaire[dimension].weight);
            whole += own;
            let is_comparable = cells.iter().all(|cell| cell.shift().is_some());
            if let (Some(exact), _) = self.exact_cell(dimension, lens)
                && is_comparable
            {
                then += own * exact.then;
                now += own * exact.now;
                weight += own;
            }
        }
        let published_then = self.earlier.baseline.overall(lens).score;
        if published_then.is_some() && self.assessed.scores.overall.lens(lens).score.is_none() {
            return Compared::Unpublished;
        }
        if self.has_older_rules() && published_then.is_none() {
            return Compared::OlderRules;
        }
        let exact = (weight > 0.0).then(|| Exact { then: then / weight, now: now / weight });
        self.compared(exact, weight, whole, self.raw_change(lens, None, published_then))
    }

    /// Whether the baseline was scored by rules without scores that rest on
    /// one answer.
    fn has_older_rules(&self) -> bool {
        self.earlier.baseline.rules < RULES
    }

    /// Whether a dimension is eligible now or had answers to both lenses then.
    fn counts_overall(&self, dimension: DimensionIx) -> bool {
        let is_eligible = || self.assessed.scores.overall.eligible.contains(&dimension);
        let had_both = || Lens::ALL.into_iter().all(|lens| self.had_answers(dimension, lens));
        !self.questionnaire[dimension].apart && (is_eligible() || had_both())
    }

    /// The weight of the dimensions that the questionnaire no longer has and
    /// that had answers to both lenses.
    fn gone_weight(&self) -> f64 {
        let counted = self.earlier.baseline.dimensions.iter().filter(|dimension| {
            let id = dimension.id.as_str();
            !dimension.apart
                && self.questionnaire.find_dimension(id).is_none()
                && Lens::ALL.into_iter().all(|lens| self.earlier.has_gone(id, lens))
        });
        f64::from(counted.map(|dimension| dimension.weight).sum::<u32>())
    }

    fn compared(
        &self,
        exact: Option<Exact>,
        weight: f64,
        whole: f64,
        raw: Option<Tenths>,
    ) -> Compared {
        let needed = self.questionnaire.scoring.coverage;
        let comparable = percent(weight, whole);
        // Weights are whole numbers, so the limit is met exactly or not.
        match exact.filter(|_| 100.0 * weight >= f64::from(needed) * whole) {
            None => Compared::Broken { comparable, needed },
            Some(exact) => {
                let (then, now) = (published(exact.then), published(exact.now));
                let change = now - then;
                let composition = raw.map(|raw| raw - change);
                Compared::Known(Shift { then, now, change, composition, comparable })
            }
        }
    }

    /// How far a published score moved, whatever it rests on.
    fn raw_change(
        &self,
        lens: Lens,
        dimension: Option<DimensionIx>,
        then: Option<Tenths>,
    ) -> Option<Tenths> {
        Some(self.assessed.scores.published(ScoreKind::of(lens), dimension)? - then?)
    }

    fn is_undetected(&self, lens: Lens) -> bool {
        let voices = self.assessed.voices.as_ref();
        let now = voices.and_then(|voices| voices.intervals.score(None, lens).ok());
        let then = self.earlier.baseline.overall(lens).interval;
        now.zip(then).is_some_and(|(now, (lower, upper))| {
            now.lower <= upper.value() && lower.value() <= now.upper
        })
    }
}
