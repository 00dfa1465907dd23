//! The interview as a machine: commands in, effects out.
//!
//! [`Interview::read`] turns a typed line into a [`Command`] or says kindly
//! why it cannot be taken; [`Interview::apply`] takes the command and returns
//! the [`Effect`]s: what to write down, what to say. Nothing here reads a
//! file, a clock or a key, and nothing here draws.
//!
//! An interview has one seat or several: in a workshop each question is asked
//! once, and one line says what every seat answers.

mod asking;
mod change;
mod command;
mod decisions;
mod doubt;
mod effect;
mod machine;
mod minutes;
mod misread;
mod plan;
mod seat;
mod step;
mod value;

pub use command::{Command, Entry, Target};
pub use decisions::Offer;
pub use doubt::Doubt;
pub use effect::{Effect, Notice, Reopened};
pub use machine::Interview;
pub use minutes::{ProofAsking, minutes_in_all, wording};
pub use misread::Misread;
pub use plan::{Place, Progress, places, questions, role};
pub use seat::{Seat, seats};
pub use step::{Closing, DecisionPart, DecisionStep, NoteStep, Step};
