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
//! - [`text`] has what every text needs wherever it is shown, and uses no other
//!   module.
//! - [`check`] holds definitions to rules that need more than reading.
//!
//! Answers in, a report out:
//!
//! ```
//! use prevention_gap::findings::Assessed;
//! use prevention_gap::report::{self, Format, table::Page};
//! use prevention_gap::yaml::{self, Catalog};
//!
//! let text = "
//! format: answers/1
//! questionnaire: quick-check
//! version: 2.0.0
//! organisation: Larkfield Home
//! date: 2026-10-14
//! answers:
//!   own-cause-owner: { level: 2, rev: 2 }
//!   own-case-owner: { level: 4, rev: 2, proof: documented }
//!   kno-before-change: { level: 3, rev: 2 }
//!   kno-fix-wrong: { level: 3, rev: 2 }
//!   dat-status-push: { level: 1, rev: 2 }
//!   dat-context-transfer: { not_applicable: One team, rev: 2 }
//!   fee-root-cause: { level: 2, rev: 2 }
//!   fee-contact-back: { level: 4, rev: 2 }
//!   ant-change-impact: { level: 3, rev: 2 }
//!   lea-pattern-review: unknown
//! ";
//! let catalog = Catalog::on_board();
//! let answers = yaml::read_answers(text.as_bytes(), &catalog).expect("they are sound").value;
//! let questionnaire = catalog.get("quick-check").expect("it is on board");
//!
//! let assessed = Assessed::new(questionnaire, &[answers])?;
//! let overall = &assessed.scores.overall;
//! // (25 + 50 + 0 + 25 + 50) / 5, and (75 + 50 + 75) / 3.
//! assert_eq!(overall.prevention.score.expect("it is known").published.to_string(), "30.0");
//! assert_eq!(overall.resolution.score.expect("it is known").published.to_string(), "66.7");
//! assert_eq!(overall.gap.expect("both are known").published.signed(), "+36.7");
//!
//! let report = report::build(questionnaire, &assessed, &[]);
//! let mut page = Vec::new();
//! Format::Markdown.render(&report, Page::default(), &mut page)?;
//! let page = String::from_utf8(page)?;
//! assert!(page.starts_with("# Prevention Gap Quick Check: Larkfield Home\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! These entry points, the JSON of [`report::Format::Json`] and the formats of
//! files are kept stable; the fields of what is computed grow with it.
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
pub mod text;
pub mod voices;
pub mod yaml;
