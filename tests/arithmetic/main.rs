//! The arithmetic and what it means, from answer files to findings.

mod confidence;
#[path = "../support/definitions.rs"]
mod definitions;
mod findings;
mod gates;
mod lists;
mod open;
mod order;
mod robustness;
mod scores;
mod support;
mod thin;
mod warnings;
