//! The arithmetic and what it means, from answer files to findings.

mod findings;
mod gates;
mod lists;
mod open;
mod scores;
mod sensitivity;
mod support;
mod thin;
mod warnings;
