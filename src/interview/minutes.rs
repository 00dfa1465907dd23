//! How long an interview takes: what there is to read at 200 words a minute,
//! 15 seconds to decide on each answer, 10 more to say what proves it, and 9
//! for a fact of the profile. Where the questionnaire says itself how long it
//! takes, its author knows best: the minutes are then shared out in these
//! proportions.

use super::plan::{self, Place};
use crate::model::{Answers, FieldKind, Question, Questionnaire, RoleIx};

pub use crate::model::ProofAsking;

const WORDS_PER_MINUTE: usize = 200;
const SECONDS_TO_DECIDE: usize = 15;
const SECONDS_FOR_PROOF: usize = 10;
const SECONDS_FOR_A_FACT: usize = 9;

/// The minutes that everything which is asked of some seats takes, for checking
/// what a questionnaire says of itself.
pub fn minutes_in_all(
    questionnaire: &Questionnaire,
    seats: &[Answers],
    proof: ProofAsking,
) -> usize {
    let places = plan::places(questionnaire, seats);
    minutes(questionnaire, plan::shared_role(seats), proof, &places)
}

/// The minutes that some places take, rounded up.
pub(super) fn minutes(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    proof: ProofAsking,
    places: &[Place],
) -> usize {
    let these = seconds(questionnaire, role, proof, places);
    let Some(minutes) = questionnaire.minutes else { return these.div_ceil(60) };
    let every = plan::every_place(questionnaire);
    let all = seconds(questionnaire, None, ProofAsking::WhereNeeded, &every);
    (these * minutes as usize).div_ceil(all.max(1))
}

fn seconds(
    questionnaire: &Questionnaire,
    role: Option<RoleIx>,
    proof: ProofAsking,
    places: &[Place],
) -> usize {
    let of_place = |&place: &Place| {
        let reading = words(questionnaire, role, place) * 60 / WORDS_PER_MINUTE;
        reading
            + match (place, proof) {
                (Place::Field(_), _) => SECONDS_FOR_A_FACT,
                (Place::Question(_), ProofAsking::Never) => SECONDS_TO_DECIDE,
                (Place::Question(_), ProofAsking::WhereNeeded) => {
                    SECONDS_TO_DECIDE + SECONDS_FOR_PROOF
                }
            }
    };
    places.iter().map(of_place).sum()
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
    question.wording(role)
}
