//! The nouns of the product. What exists here is valid: `yaml` makes these
//! values from checked text, and nothing downstream checks them again.
//!
//! This module uses no other module of the crate.

mod answers;
mod baseline;
mod concept;
mod condition;
mod confidence;
mod day;
mod edit;
mod figure;
mod gate;
mod id;
mod level;
mod number;
mod privacy;
mod problem;
mod profile;
mod proof;
mod questionnaire;

pub use answers::{Answer, AnswerState, Answers, Decision, LeftOut, LeftOutReason, Respondent};
pub use baseline::{
    AssessmentKey, Baseline, BaselineCell, BaselineDimension, BaselineQuestion,
    BaselineRespondents, BaselineScore, RULES,
};
pub use concept::{Based, Concept};
pub use condition::{Condition, Facts, FieldTest, Limit, Measure, ScoreKind};
pub use confidence::ConfidenceLevel;
pub use day::read_day;
pub use edit::{Edit, SeatEdit};
pub use figure::{
    CURRENCY_SIGNS, Scale, money_pattern, number_patterns, read_number, write_number,
};
pub use gate::{Bound, Gate, GateMeasure, GateValue, Policy, Rule};
pub use id::Id;
pub use level::{Level, LevelBand};
pub use number::{Score, Tenths};
pub use privacy::{NOTES_MAY_BE_SHOWN, SEEN_BY_NAME, seen_anonymously};
pub use problem::{Encoding, Found, Problem, ProblemKind, Related, Severity, Span, YamlFeature};
pub use profile::{Choice, Column, ColumnKind, Field, FieldKind, FieldValue, Money};
pub use proof::{Proof, ProofAsking};
pub use questionnaire::{
    Action, ActionKind, Checklist, ChecklistRow, Dimension, DimensionIx, Example, Expected,
    FieldIx, FirstStep, Lens, Need, Pattern, PatternKind, Play, Posture, PostureIx, PostureWhen,
    Question, QuestionIx, Questionnaire, Role, RoleIx, Scoring, Side,
};
