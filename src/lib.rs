//! Measures the Prevention Gap: the ability of an organisation to resolve
//! customer issues, minus its ability to prevent them.
//!
//! Data flows one way, and the modules stand in that order:
//!
//! ```text
//! text → model → tally → scores → findings → report → bytes
//! ```
//!
//! - [`yaml`] reads a document into the [`model`], or says what is wrong and
//!   where.
//! - [`mod@tally`] counts what the respondents of one assessment said.
//! - [`scoring`] turns the counts into scores; [`voices`] holds several
//!   respondents side by side; [`findings`] says what it all means; [`gates`]
//!   judges it against limits, and against an earlier run.
//! - [`report`] makes all of it into one [`report::Report`], and one small
//!   file a format lays that out.
//! - [`interview`] asks the questions of one respondent: a machine that takes
//!   commands and says what to write down.
//! - `schema` writes down what files look like, from the types that read and
//!   write them.
//! - [`check`] holds definitions to rules that need more than reading.
//!
//! What always holds:
//!
//! 1. The library does no I/O, reads no clock and no environment, and prints
//!    nothing. (A test of the imports.)
//! 2. Only `yaml` knows that files are YAML; only `report::table` knows
//!    comfy-table, and only `report::html` askama. (The same test.)
//! 3. A [`model::Questionnaire`] that exists is valid; nothing downstream
//!    checks it again.
//! 4. A score is `{ exact, published }`, published in whole tenths, made once
//!    in `scoring`. Postures, words and gates use the published tenths, and
//!    no format computes.
//! 5. No score is not zero: absence is an enum with its reason.
//! 6. Prevention and resolution are never merged into one number, and the gap
//!    is never shown without both.
//! 7. Scoring one respondent is the tally with n = 1.
//! 8. Raw answers end at the tally: `scoring`, `findings` and `report` do not
//!    see them, so they cannot leak them.
//! 9. A respondent's text reaches every format escaped for that format.
//! 10. What was typed is never dropped: a report contains every note.

pub mod check;
pub mod findings;
pub mod gates;
pub mod interview;
pub mod model;
pub mod report;
mod schema;
pub mod scoring;
pub mod tally;
pub mod voices;
pub mod yaml;
