//! How long an interview takes: what there is to read at 200 words a minute,
//! 15 seconds to decide on each answer, and 10 more to say what proves it.

use super::plan::{self, Place};
use crate::model::{Answers, FieldKind, Question, Questionnaire, RoleIx};

/// Whether proof is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofAsking {
    /// Once, where a level needs more than was given.
    WhereNeeded,
    /// Never, as in a survey.
    Never,
}

const WORDS_PER_MINUTE: usize = 200;
const SECONDS_TO_DECIDE: usize = 15;
const SECONDS_FOR_PROOF: usize = 10;

/// The minutes that everything which is asked takes, for checking what a
/// questionnaire says of itself.
pub fn minutes_in_all(
    questionnaire: &Questionnaire,
    answers: &Answers,
    proof: ProofAsking,
) -> usize {
    let places = plan::places(questionnaire, answers);
    minutes(questionnaire, plan::role(answers), proof, &places)
}

/// The minutes that some places take, rounded up.
pub(super) fn minutes(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    proof: ProofAsking,
    places: &[Place],
) -> usize {
    let words: usize = places.iter().map(|&place| words(questionnaire, role, place)).sum();
    let questions = places.iter().filter(|place| matches!(place, Place::Question(_))).count();
    let for_proof = match proof {
        ProofAsking::WhereNeeded => questions * SECONDS_FOR_PROOF,
        ProofAsking::Never => 0,
    };
    let seconds = words * 60 / WORDS_PER_MINUTE + places.len() * SECONDS_TO_DECIDE + for_proof;
    seconds.div_ceil(60)
}

fn words(questionnaire: &Questionnaire, role: Option<RoleIx>, place: Place) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    match place {
        Place::Question(question) => {
            let question = &questionnaire[question];
            let anchors = question.anchors.iter().map(|anchor| count(anchor));
            count(wording(question, role)) + anchors.sum::<usize>()
        }
        Place::Field(field) => {
            let field = &questionnaire[field];
            let choices = match &field.kind {
                FieldKind::Choice(choices) | FieldKind::Choices(choices) => {
                    choices.iter().map(|choice| count(&choice.title)).sum()
                }
                FieldKind::Table(columns) => columns.iter().map(|c| count(&c.title)).sum(),
                FieldKind::Number { .. } | FieldKind::Money | FieldKind::Text => 0,
            };
            count(&field.ask) + choices
        }
    }
}

/// The question as this role is asked it.
pub fn wording(question: &Question, role: Option<RoleIx>) -> &str {
    let own = question.ask_as.iter().find(|(asked, _)| Some(*asked) == role);
    own.map_or(&question.ask, |(_, ask)| ask)
}
