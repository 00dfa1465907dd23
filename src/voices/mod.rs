//! Several voices: agreement, intervals, the perception gap.

pub mod statistics;
