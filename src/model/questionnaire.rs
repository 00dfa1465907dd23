//! A questionnaire: dimensions, questions, postures and patterns.

use std::fmt;
use std::ops::Index;

use serde::{Deserialize, Serialize};

use super::{Condition, Facts, Field, FieldValue, Id, Level, LevelBand, Tenths};

/// Makes a position type, so that a question cannot be looked up with the
/// number of a dimension.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub usize);
    };
}

position!(
    /// The position of a question in [`Questionnaire::questions`].
    QuestionIx
);
position!(
    /// The position of a dimension in [`Questionnaire::dimensions`].
    DimensionIx
);
position!(
    /// The position of a field in [`Questionnaire::profile`].
    FieldIx
);
position!(
    /// The position of a role in [`Questionnaire::roles`].
    RoleIx
);
position!(
    /// The position of a posture in [`Questionnaire::postures`].
    PostureIx
);

/// A definition of what is asked and how it is judged.
///
/// Only `yaml` makes one, and one that exists is valid: ids are unique, every
/// reference leads somewhere, every dimension has both lenses, every question
/// has five anchors, and `needs` has no circle. (It can be written down with
/// `serde`, for those on board, whose YAML `yaml` has read before.)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Questionnaire {
    /// Its id, the stem of its file.
    pub id: Id,
    /// Its version, such as "1.0.0".
    pub version: String,
    /// What people read.
    pub title: String,
    /// The language of its texts, such as "en".
    pub language: String,
    /// What it measures and who should answer.
    pub about: Option<String>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// One sentence that every report says first.
    pub caution: Option<String>,
    /// Ids of questions that were taken out and must not come back.
    pub retired: Vec<Id>,
    /// The five levels, lowest first.
    pub levels: [LevelBand; 5],
    /// Who may be asked; may be empty.
    pub roles: Vec<Role>,
    /// The limits of the arithmetic.
    pub scoring: Scoring,
    /// The postures, in the order in which they are tried; the last has no
    /// conditions.
    pub postures: Vec<Posture>,
    /// The unscored facts that are asked first.
    pub profile: Vec<Field>,
    /// The dimensions, in file order.
    pub dimensions: Vec<Dimension>,
    /// All questions, in file order.
    pub questions: Vec<Question>,
    /// Lists that the report fills from the answers.
    pub checklists: Vec<Checklist>,
    /// Named findings with a rule.
    pub patterns: Vec<Pattern>,
    /// Tests inside the definition.
    pub examples: Vec<Example>,
}

impl Questionnaire {
    /// What it measures and who should answer, for a role. A role that is not
    /// asked everything gets none: how many questions it says there are, and
    /// how long they take, is not true of its own.
    pub fn about_for(&self, role: Option<RoleIx>) -> Option<&str> {
        let is_asked_all = self.questions.iter().all(|question| question.asks(role));
        self.about.as_deref().filter(|_| is_asked_all)
    }

    /// Positions of all questions, in file order.
    pub fn question_positions(&self) -> impl Iterator<Item = QuestionIx> + use<> {
        (0..self.questions.len()).map(QuestionIx)
    }

    /// Positions of all dimensions, in file order.
    pub fn dimension_positions(&self) -> impl Iterator<Item = DimensionIx> + use<> {
        (0..self.dimensions.len()).map(DimensionIx)
    }

    /// Returns the question with this id.
    pub fn find_question(&self, id: &str) -> Option<QuestionIx> {
        self.questions.iter().position(|question| question.id == *id).map(QuestionIx)
    }

    /// Returns the dimension with this id.
    pub fn find_dimension(&self, id: &str) -> Option<DimensionIx> {
        self.dimensions.iter().position(|dimension| dimension.id == *id).map(DimensionIx)
    }

    /// Returns the field with this id.
    pub fn find_field(&self, id: &str) -> Option<FieldIx> {
        self.profile.iter().position(|field| field.id == *id).map(FieldIx)
    }

    /// Returns the role with this id.
    pub fn find_role(&self, id: &str) -> Option<RoleIx> {
        self.roles.iter().position(|role| role.id == *id).map(RoleIx)
    }

    /// The questions of one cell, in file order.
    pub fn cell_questions(
        &self,
        dimension: DimensionIx,
        lens: Lens,
    ) -> impl Iterator<Item = QuestionIx> + '_ {
        self.question_positions()
            .filter(move |&ix| self[ix].dimension == dimension && self[ix].lens == lens)
    }

    /// The word for a published score: the name of the highest level whose
    /// `from` it reaches.
    pub fn word(&self, published: Tenths) -> &str {
        let reached = self.levels.iter().rfind(|level| level.from <= published);
        &reached.unwrap_or(&self.levels[0]).name
    }
}

impl Index<QuestionIx> for Questionnaire {
    type Output = Question;

    fn index(&self, ix: QuestionIx) -> &Question {
        &self.questions[ix.0]
    }
}

impl Index<DimensionIx> for Questionnaire {
    type Output = Dimension;

    fn index(&self, ix: DimensionIx) -> &Dimension {
        &self.dimensions[ix.0]
    }
}

impl Index<FieldIx> for Questionnaire {
    type Output = Field;

    fn index(&self, ix: FieldIx) -> &Field {
        &self.profile[ix.0]
    }
}

impl Index<RoleIx> for Questionnaire {
    type Output = Role;

    fn index(&self, ix: RoleIx) -> &Role {
        &self.roles[ix.0]
    }
}

impl Index<PostureIx> for Questionnaire {
    type Output = Posture;

    fn index(&self, ix: PostureIx) -> &Posture {
        &self.postures[ix.0]
    }
}

/// What a question asks about.
///
/// If a practice would still have work to do in a month without any customer
/// issue it is prevention; if it only acts once an issue exists, resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lens {
    /// Keeping issues from happening.
    Prevention,
    /// Putting right what happened.
    Resolution,
}

impl Lens {
    /// Both lenses, prevention first.
    pub const ALL: [Self; 2] = [Self::Prevention, Self::Resolution];

    /// The word in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Resolution => "resolution",
        }
    }

    /// Returns the lens with this word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.name() == name)
    }
}

impl fmt::Display for Lens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Its id in answers and on the command line.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// The side it stands on in the perception gap.
    pub side: Side,
    /// Its weight in role-balanced means, 1 to 100.
    pub weight: u32,
}

/// The side of a role in the perception gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Those who set direction.
    Leader,
    /// Those who answer customers.
    Frontline,
}

/// The limits of the arithmetic; see `scoring`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoring {
    /// The share of applicable weight that has to be answered before a score
    /// is published, in percent, 1 to 100.
    pub coverage: u32,
    /// The share of answered weight that has to stand at a level before a
    /// cell has reached that stage, in percent, 1 to 100.
    pub stage_share: u32,
    /// The smallest group whose answers are shown apart, 3 or more.
    pub min_group: u32,
}

impl Default for Scoring {
    fn default() -> Self {
        Self { coverage: 60, stage_share: 80, min_group: 5 }
    }
}

/// A named place on the two axes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posture {
    /// Its id in results.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// When it applies; the first that does is taken.
    pub when: PostureWhen,
    /// The first sentence of a report.
    pub verdict: Option<String>,
    /// What it is like to be there.
    pub means: String,
}

/// When a posture applies. What is absent is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostureWhen {
    /// The lowest prevention score, inclusive.
    pub prevention_min: Option<Tenths>,
    /// The lowest resolution score, inclusive.
    pub resolution_min: Option<Tenths>,
    /// The smallest gap, inclusive.
    pub gap_min: Option<Tenths>,
    /// The gap has to be below this.
    pub gap_below: Option<Tenths>,
}

/// A group of questions that gets its own scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its id in results and gates.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// What it is about, in a few words.
    pub about: Option<String>,
    /// Its weight in the overall scores, 1 to 100.
    pub weight: u32,
    /// Whether it belongs to the short version, and comes first.
    pub core: bool,
    /// Whether it is scored and shown, but no part of the overall scores.
    pub apart: bool,
    /// When it is in scope: a condition on profile fields.
    pub when: Option<Condition>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its id, never reused.
    pub id: Id,
    /// The dimension that it belongs to.
    pub dimension: DimensionIx,
    /// Raised whenever the question or an anchor changes.
    pub rev: u32,
    /// What it asks about.
    pub lens: Lens,
    /// Its weight in its cell, 1 to 100.
    pub weight: u32,
    /// At most six words, for tables.
    pub title: String,
    /// The wording.
    pub ask: String,
    /// Other wordings for roles.
    pub ask_as: Vec<(RoleIx, String)>,
    /// The roles that are asked; empty means all.
    pub who: Vec<RoleIx>,
    /// When it is asked: a condition on profile fields.
    pub when: Option<Condition>,
    /// Whether both sides are asked the same, so that the perception gap can
    /// hold them against each other.
    pub compare: bool,
    /// What each level looks like, lowest first.
    pub anchors: [String; 5],
    /// What would prove it.
    pub ask_for: Vec<String>,
    /// What the customer feels when it is missing.
    pub feels: Option<String>,
    /// Tags, such as pillar and disconnect, in file order.
    pub tags: Vec<(String, String)>,
    /// The concepts that it rests on, such as `0-18`.
    pub basis: Vec<String>,
    /// What other questions have to reach before this one can.
    pub needs: Vec<Need>,
    /// What it recommends.
    pub action: Option<Action>,
}

impl Question {
    /// The anchor of a level.
    pub fn anchor(&self, level: Level) -> &str {
        &self.anchors[level.index()]
    }

    /// The question as a role is asked it; in a joint interview, as it stands.
    pub fn wording(&self, role: Option<RoleIx>) -> &str {
        let own = self.ask_as.iter().find(|(asked, _)| Some(*asked) == role);
        own.map_or(&self.ask, |(_, ask)| ask)
    }

    /// Whether a role is asked this question. A joint interview is asked all.
    pub fn asks(&self, role: Option<RoleIx>) -> bool {
        role.is_none_or(|role| self.who.is_empty() || self.who.contains(&role))
    }
}

/// Whether the profile calls for a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play {
    /// It does, or the question is asked of any.
    In,
    /// Its `when` does not hold for this profile.
    DoesNotApply,
    /// A fact that its `when` looks at is not stated.
    FactNotStated,
}

impl Play {
    /// Whether a question is in play for a profile.
    pub fn of(question: &Question, facts: &impl Facts) -> Self {
        match question.when.as_ref().map(|when| when.on_profile(facts)) {
            None | Some(Some(true)) => Self::In,
            Some(Some(false)) => Self::DoesNotApply,
            Some(None) => Self::FactNotStated,
        }
    }
}

/// What another question has to reach before this one can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The other question.
    pub question: QuestionIx,
    /// The level that it has to have.
    pub at_least: Level,
    /// The level that this question can then reach.
    pub to_reach: Level,
}

/// What a question recommends; its id is the question's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// What to do.
    pub title: String,
    /// The role that would own it.
    pub owner: Option<String>,
    /// What to do on Monday.
    pub first_step: Option<FirstStep>,
    /// How we will know that it worked.
    pub metric: Option<String>,
    /// 1 (days) to 5 (a programme).
    pub effort: u32,
    /// The business outcome that it serves.
    pub outcome: Option<Id>,
    /// How it removes the cause.
    pub kind: Option<ActionKind>,
    /// Whether the contact centre itself would own it.
    pub by_centre: bool,
}

/// What to do on Monday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FirstStep {
    /// The same at every level.
    Always(String),
    /// One to get a practice going, and another to widen one that is there.
    ByLevel {
        /// From level 1 or 2.
        from_1: String,
        /// From level 3 or 4.
        from_3: String,
    },
}

impl FirstStep {
    /// The step on the way to a level.
    pub fn towards(&self, target: Level) -> &str {
        match (self, self.starts_from(target)) {
            (Self::Always(step), _) => step,
            (Self::ByLevel { from_1, .. }, Some(1)) => from_1,
            (Self::ByLevel { from_3, .. }, _) => from_3,
        }
    }

    /// The level that the step on the way to a level starts from, 1 or 3;
    /// none where all levels have the same.
    pub fn starts_from(&self, target: Level) -> Option<u8> {
        match self {
            Self::Always(_) => None,
            Self::ByLevel { .. } if target.number() <= 3 => Some(1),
            Self::ByLevel { .. } => Some(3),
        }
    }
}

/// How an action removes the cause of contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActionKind {
    /// The cause goes away.
    Eliminate,
    /// The step becomes simpler.
    Simplify,
    /// The step happens by itself.
    Automate,
    /// The contact is used for something of worth.
    Leverage,
    /// The customer hears before asking.
    Preempt,
}

impl ActionKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Eliminate, Self::Simplify, Self::Automate, Self::Leverage, Self::Preempt];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eliminate => "eliminate",
            Self::Simplify => "simplify",
            Self::Automate => "automate",
            Self::Leverage => "leverage",
            Self::Preempt => "preempt",
        }
    }

    /// Returns the kind with this word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A list that the report fills from the answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// Its id.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// Its rows.
    pub rows: Vec<ChecklistRow>,
}

/// One row of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChecklistRow {
    /// What the row asks.
    pub ask: String,
    /// The questions that answer it.
    pub questions: Vec<QuestionIx>,
    /// The concepts that it rests on.
    pub basis: Vec<String>,
}

/// A named finding with a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Its id in results.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// A pattern, or answers that cannot both be true.
    pub kind: PatternKind,
    /// When it fires.
    pub when: Condition,
    /// What we see.
    pub says: String,
    /// What it costs.
    pub costs: Option<String>,
    /// What to do first.
    pub first_step: Option<String>,
    /// The concepts that it rests on.
    pub basis: Vec<String>,
}

/// What a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternKind {
    /// A way of working that the answers show.
    Pattern,
    /// Answers that cannot both be true.
    Contradiction,
    /// Something to mind before the scores are relied on.
    Warning,
}

impl PatternKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Pattern, Self::Contradiction, Self::Warning];

    /// The word in files and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pattern => "pattern",
            Self::Contradiction => "contradiction",
            Self::Warning => "warning",
        }
    }

    /// Returns the kind with this word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A test inside a definition: answers, and what has to come out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// One level a question; `None` where it is left open.
    pub levels: Vec<Option<Level>>,
    /// One value a field; `None` where it is left open.
    pub profile: Vec<Option<FieldValue>>,
    /// What has to come out.
    pub expect: Expected,
}

/// What an example expects. What is absent is not compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// The published overall prevention score.
    pub prevention: Option<Tenths>,
    /// The published overall resolution score.
    pub resolution: Option<Tenths>,
    /// The published overall gap.
    pub gap: Option<Tenths>,
    /// The posture.
    pub posture: Option<PostureIx>,
    /// The ids of exactly those patterns that fire, in any order.
    pub patterns: Option<Vec<Id>>,
}
