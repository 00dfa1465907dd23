//! The pipeline, being built.
pub mod model;
