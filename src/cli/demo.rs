//! The fictional company on board.

/// The answers of Larkfield Home.
pub(super) const ANSWERS: &str = include_str!("../../examples/larkfield.yaml");
/// What messages call them.
pub(super) const NAME: &str = "larkfield.yaml";
