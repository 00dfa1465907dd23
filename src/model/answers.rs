//! What one respondent said.

use jiff::civil::Date;

use super::{DimensionIx, FieldValue, Id, Level, Proof, QuestionIx, Questionnaire, RoleIx};

/// What one respondent said: one YAML document, held against its
/// questionnaire.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answers {
    /// The questionnaire.
    pub questionnaire: Id,
    /// The version of the questionnaire that was answered.
    pub version: String,
    /// Who is assessed.
    pub organisation: String,
    /// The part that is assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// When it was answered.
    pub date: Date,
    /// The dimensions that were asked; `None` means all.
    pub dimensions: Option<Vec<DimensionIx>>,
    /// Who answered; `None` is one joint interview.
    pub respondent: Option<Respondent>,
    /// Whether small groups are hidden; `None` takes the default.
    pub anonymous: Option<bool>,
    /// One value a field of the questionnaire, in its order.
    pub profile: Vec<Option<FieldValue>>,
    /// One answer a question of the questionnaire, in its order.
    pub answers: Vec<Answer>,
    /// Answers that are kept and named, but not scored.
    pub left_out: Vec<LeftOut>,
    /// Actions taken on.
    pub decisions: Vec<Decision>,
}

impl Answers {
    /// Answers of one joint interview in which nothing was said yet.
    pub fn blank(questionnaire: &Questionnaire, organisation: String, date: Date) -> Self {
        Self {
            questionnaire: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            organisation,
            unit: None,
            wave: None,
            date,
            dimensions: None,
            respondent: None,
            anonymous: None,
            profile: vec![None; questionnaire.profile.len()],
            answers: vec![Answer::default(); questionnaire.questions.len()],
            left_out: Vec::new(),
            decisions: Vec::new(),
        }
    }
}

/// Who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respondent {
    /// A short name, unique in the assessment.
    pub id: String,
    /// The role; `None` is asked every question.
    pub role: Option<RoleIx>,
    /// The function, such as Service.
    pub function: Option<String>,
}

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What was answered.
    pub state: AnswerState,
    /// How well it is backed; `None` where the file names no proof.
    pub proof: Option<Proof>,
    /// What the respondent added.
    pub note: Option<String>,
    /// When the proof was seen.
    pub seen: Option<Date>,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnswerState {
    /// A level.
    Level(Level),
    /// It does not apply here, with the reason.
    NotApplicable(String),
    /// The respondent does not know.
    Unknown,
    /// Seen, and left open.
    Skipped,
    /// Not in the file, or only a note.
    #[default]
    NotReached,
}

/// An answer that is kept and named, but not scored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The id of the question, as written.
    pub question: String,
    /// Why it is not scored.
    pub reason: LeftOutReason,
    /// What the respondent added.
    pub note: Option<String>,
}

/// Why an answer is not scored. `Display` gives the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum LeftOutReason {
    /// The questionnaire lists the question as retired.
    #[error("the question is retired")]
    Retired,
    /// The answers are for another version, which had this question.
    #[error("this version does not ask it")]
    OtherVersion,
    /// The role of the respondent is not asked this question.
    #[error("the role of the respondent is not asked it")]
    NotAsked,
    /// The question has been changed since.
    #[error("it was answered at rev {answered}, and rev {current} is asked now")]
    OtherRev {
        /// The rev that was answered.
        answered: u32,
        /// The rev that is asked now.
        current: u32,
    },
}

/// An action taken on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The question whose action it is.
    pub question: QuestionIx,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub by: Option<Date>,
    /// To what result.
    pub target: Option<String>,
}
