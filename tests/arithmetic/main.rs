//! The arithmetic and what it means, from answer files to findings.

mod findings;
mod gates;
mod lists;
mod open;
mod order;
mod scores;
mod sensitivity;
mod support;
mod warnings;
