//! The report: all that is known, made into data once (`build`), and one
//! small file per format that lays it out.

mod build;
mod escape;
pub mod json;
pub mod markdown;
pub(crate) mod model;
pub mod table;
mod words;

pub use build::build;
pub use model::*;
