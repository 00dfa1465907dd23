//! The seats of an interview: who answers, side by side. One respondent, or
//! one joint interview, is a single seat.

use super::plan;
use crate::model::{Answers, QuestionIx, Questionnaire, RoleIx};
use crate::text::visible;

/// Who sits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The position among all seats, from 0.
    pub position: usize,
    /// What it is called: the id of its respondent.
    pub name: String,
    /// The role; `None` is asked every question.
    pub role: Option<RoleIx>,
}

/// All seats, in their order.
pub fn seats(answers: &[Answers]) -> Vec<Seat> {
    let seat = |(position, of_seat): (usize, &Answers)| {
        let id = of_seat.respondent.as_ref().map(|one| visible(&one.id).into_owned());
        let name = id.unwrap_or_else(|| format!("seat-{}", position + 1));
        Seat { position, name, role: plan::role(of_seat) }
    };
    answers.iter().enumerate().map(seat).collect()
}

/// The seats that are asked a question, in their order.
pub(super) fn asked(
    questionnaire: &Questionnaire,
    answers: &[Answers],
    question: QuestionIx,
) -> Vec<Seat> {
    let mut seats = seats(answers);
    seats.retain(|seat| plan::asks(questionnaire, answers, seat.position, question));
    seats
}

/// The names of some seats, as a sentence lists them.
pub(super) fn names(seats: &[Seat]) -> String {
    let names: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
    names.join(", ")
}
