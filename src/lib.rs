//! The pipeline, being built.
pub mod findings;
pub mod gates;
pub mod model;
pub mod report;
pub mod scoring;
pub mod tally;
pub mod yaml;
