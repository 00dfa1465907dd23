//! The statistics of several voices: pure functions on numbers, which know
//! no questionnaire and no tally.
//!
//! `docs/statistics.md` says why each of them was chosen, and how they do on
//! simulated groups. What holds for all: the order of the input does not
//! change a bit of the result; what is not defined is `None`; nothing is NaN.

mod agreement;
mod cliffs_delta;
mod holm;
mod interval;
mod moments;
mod permutation;
mod student_t;
mod welch;

pub use agreement::{Agreement, LevelCounts, agreement, average_deviation, split, variance};
pub use cliffs_delta::{Magnitude, cliffs_delta};
pub use holm::holm;
pub(super) use interval::FEWEST_FOR_INTERVAL;
pub use interval::{Group, Interval, half_width};
pub use permutation::{MOST_ARRANGEMENTS, Permutation, p_floor, permutation};
pub use student_t::{student_t_p, student_t_quantile};
pub use welch::{Welch, welch};

/// Values closer than this are equal: composites are sums of f64 on a scale
/// of 0 to 100.
const SLACK: f64 = 1e-9;
