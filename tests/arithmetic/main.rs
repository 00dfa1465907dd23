//! The arithmetic and what it means, from answer files to findings.

mod findings;
mod scores;
mod support;
