//! The pipeline, being built.
pub mod model;
pub mod yaml;
