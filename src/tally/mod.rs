//! The tally: what an assessment's respondents said, counted per question.
//!
//! One respondent is the tally with n = 1. What anonymity hides is taken out
//! here, so that nothing after the tally can leak it: raw answers do not
//! reach `scoring`, `findings` or `report`. What has to be measured on whole
//! respondents goes to `voices` as ballots, which hide the same.

mod anonymity;
mod ballots;
mod count;
mod heard;
mod question;
mod texts;

use jiff::civil::Date;

use crate::model::{
    Condition, Decision, DimensionIx, Facts, FieldIx, FieldValue, Id, LeftOut, Play, QuestionIx,
    Questionnaire, RoleIx,
};

pub use anonymity::{Anonymity, COUNTED_FROM};
pub use ballots::{Ballot, Ballots};
pub use count::{Count, tally};
pub use question::{Counts, Levels, QuestionTally, RoleCounts};
pub use texts::{Disclosure, KeptBack, Texts};

/// What an assessment's respondents said, and all that later steps may know
/// of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The questionnaire.
    pub questionnaire: Id,
    /// The versions that were answered, sorted; they may be others than the
    /// one that is scored.
    pub versions: Vec<String>,
    /// Who is assessed.
    pub organisation: String,
    /// The part that is assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// The latest date of the answers.
    pub date: Date,
    /// How many respondents there are.
    pub respondents: usize,
    /// How many of them left everything open.
    pub silent: usize,
    /// How many of them in each role, in questionnaire order, after those who
    /// gave no role; roles without a respondent are left out.
    pub roles: Vec<(Option<RoleIx>, u32)>,
    /// How many of them in each function that was named, by name.
    pub functions: Vec<(String, u32)>,
    /// What is hidden.
    pub anonymity: Anonymity,
    /// One value a field, in questionnaire order.
    pub profile: Vec<Option<FieldValue>>,
    /// Whether each dimension was in scope, in questionnaire order.
    pub scopes: Vec<Scope>,
    /// Whether each question is in play, in questionnaire order.
    pub plays: Vec<Play>,
    /// How many levels were given on each question that is not in play; they
    /// are not scored.
    pub kept: Vec<u32>,
    /// How many levels were given in each dimension by those who were not
    /// asked it, in questionnaire order; they are not scored.
    pub aside: Vec<u32>,
    /// One count a question, in questionnaire order.
    pub questions: Vec<QuestionTally>,
    /// Whether any answer names its proof. Where none does (a survey), proof
    /// was not asked for.
    pub proof_asked: bool,
    /// What respondents added, by question and then by text, without a name.
    pub notes: Vec<Note>,
    /// Answers that are kept and named, but not scored.
    pub left_out: Vec<LeftOut>,
    /// Actions taken on.
    pub decisions: Vec<Decision>,
    /// What was typed and is not shown, counted.
    pub kept_back: KeptBack,
}

impl Tally {
    /// Whether several roles are told apart, so that scores balance them.
    pub fn has_roles_apart(&self) -> bool {
        self.roles.len() > 1 && !self.anonymity.hides_roles()
    }

    /// Whether the dimension was in scope.
    pub fn scope(&self, dimension: DimensionIx) -> Scope {
        self.scopes[dimension.0]
    }

    /// Whether the profile calls for a question.
    pub fn play(&self, question: QuestionIx) -> Play {
        self.plays[question.0]
    }

    /// What was said on a question.
    pub fn question(&self, question: QuestionIx) -> &QuestionTally {
        &self.questions[question.0]
    }

    /// The value of a field, if it says anything.
    pub fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        self.profile[field.0].as_ref().filter(|value| value.is_given())
    }

    /// The facts that nobody stated and on which it hangs whether a dimension
    /// is asked; none where what was stated decides it.
    pub fn awaited_by(
        &self,
        questionnaire: &Questionnaire,
        dimension: DimensionIx,
    ) -> Vec<FieldIx> {
        let Some(when) = &questionnaire[dimension].when else { return Vec::new() };
        if when.on_profile(&ProfileFacts(&self.profile)).is_some() {
            return Vec::new();
        }
        self.not_stated(when)
    }

    /// The facts that nobody stated and on which it hangs whether questions of
    /// a dimension are asked.
    pub fn awaited_in(
        &self,
        questionnaire: &Questionnaire,
        dimension: DimensionIx,
    ) -> Vec<FieldIx> {
        let mut fields = self.awaited_by(questionnaire, dimension);
        for question in questionnaire.question_positions() {
            if questionnaire[question].dimension == dimension {
                fields.extend(self.awaited_by_question(questionnaire, question));
            }
        }
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// The facts that nobody stated and on which it hangs whether a question
    /// is in play.
    pub fn awaited_by_question(
        &self,
        questionnaire: &Questionnaire,
        question: QuestionIx,
    ) -> Vec<FieldIx> {
        let awaits = self.play(question) == Play::FactNotStated;
        let when = questionnaire[question].when.as_ref().filter(|_| awaits);
        when.map(|when| self.not_stated(when)).unwrap_or_default()
    }

    /// The facts that a condition looks at and that nobody stated, each once.
    pub fn not_stated(&self, condition: &Condition) -> Vec<FieldIx> {
        let field = |leaf: &Condition| match leaf {
            Condition::Field { field, .. } if self.field(*field).is_none() => Some(*field),
            _ => None,
        };
        let mut fields: Vec<FieldIx> = condition.leaves().into_iter().filter_map(field).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// The notes on a question, sorted by their text.
    pub fn notes_on(&self, question: QuestionIx) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.question == question)
    }
}

/// Why a dimension is scored or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It was asked.
    In,
    /// The answers name the dimensions that were asked, and not this one.
    NotChosen,
    /// Its `when` does not hold for this profile.
    DoesNotApply,
}

/// What a respondent added to an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The question.
    pub question: QuestionIx,
    /// What the text is.
    pub kind: NoteKind,
    /// The text, as typed.
    pub text: String,
}

/// What a respondent's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// A note on the answer.
    Note,
    /// Why the question does not apply.
    Reason,
}

/// Why answers cannot be tallied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// There is no answer at all.
    #[error("there are no answers to report on")]
    NoAnswers,
    /// Some of them answer another questionnaire, or another one of that id.
    #[error("some of the answers are not to the questionnaire `{questionnaire}`")]
    OtherQuestionnaire {
        /// The id of the questionnaire that they are held against.
        questionnaire: Id,
    },
    /// Two respondents have one id, or two joint interviews have none.
    #[error("{}", respondent_twice(.id.as_deref()))]
    RespondentTwice {
        /// The id; `None` for a joint interview.
        id: Option<String>,
    },
    /// Two respondents state different values of one field of the profile.
    #[error("the profile field `{field}` has two different values")]
    TwoValues {
        /// The id of the field.
        field: Id,
    },
}

fn respondent_twice(id: Option<&str>) -> String {
    match id {
        Some(id) => format!("two respondents are called `{id}`"),
        None => "two of the answers name no respondent".to_owned(),
    }
}

/// The profile alone, for conditions that look at nothing else.
struct ProfileFacts<'a>(&'a [Option<FieldValue>]);

impl Facts for ProfileFacts<'_> {
    fn field(&self, field: FieldIx) -> Option<&FieldValue> {
        self.0[field.0].as_ref()
    }
}
