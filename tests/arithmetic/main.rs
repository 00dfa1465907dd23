//! The arithmetic and what it means, from answer files to findings.

#[path = "../support/definitions.rs"]
mod definitions;
mod findings;
mod gates;
mod lists;
mod open;
mod scores;
mod sensitivity;
mod support;
mod warnings;
