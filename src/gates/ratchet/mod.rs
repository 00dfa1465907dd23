//! The ratchet: what changed since a baseline, and limits on how far scores
//! may drop.
//!
//! A change is computed over the comparable questions alone: those with the
//! same id and the same `rev`, and a level both times. So a question that was
//! added, reworded or left open moves nothing. Both scores of a change use the
//! weights of today:
//!
//! ```text
//! change of a cell = Σ w·s_now / Σ w − Σ w·s_then / Σ w   over its comparable questions
//! overall change   = Σ W_d·S_d,now / Σ W_d − Σ W_d·S_d,then / Σ W_d
//!                    over the dimensions in which both cells are comparable
//! gap change       = change of resolution − change of prevention
//! ```
//!
//! A cell is comparable if its comparable questions hold the share that a score
//! needs (60 %) of the weight of all that apply now *or had a level then*; else
//! its series is broken, and there is no change to judge. So nobody gains by
//! calling a question not applicable. The same share, of the weight of the
//! dimensions that are eligible now or had answers to both lenses then, is
//! asked for an overall change. What a score moved by beyond its change is the
//! composition effect: it comes from other questions being answered, and not
//! from other answers. It is always said.
//!
//! The ratchet fails closed. What had answers then and has none now, or too
//! little that is comparable, is not met; the exception is a dimension of which
//! the profile *states* that nothing is asked. A fact that is no longer stated
//! takes nothing out. What is new is only said.
//!
//! A worked example, which is also a test. Prevention answers of ownership
//! were 2, 2 and 4, and are 3, 2 and 4 now, and a fourth question was added
//! and answered with 1. The score went from 41.7 to 37.5; over the three
//! comparable questions, three quarters of the weight, it went from 41.7 to
//! 50.0. The change is +8.3 and the composition effect −12.5.

mod change;
mod limits;
mod partners;
mod people;

pub use change::{
    AnswerChange, CellChange, Change, Compared, Moves, NotComparable, Shift, WhyNot, since,
};
pub use limits::{
    DropSubject, JudgedDrop, JudgedSubject, MaxDrop, MaxDropError, judge_drops, max_drop,
};
pub use partners::{Held, OtherQuestionnaire, Partners, partners};
pub use people::{ComparedAs, People, RolePeople};
