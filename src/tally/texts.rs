//! Which texts a report may show. What is kept back is taken out here, once,
//! so that nothing after the tally can leak it, and is counted, so that the
//! report can say so.

use crate::model::{Decision, FieldValue};

use super::Tally;

/// Which typed texts are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// All of them.
    #[default]
    All,
    /// All but notes and reasons.
    WithoutNotes,
    /// None: no names, no notes and no free text.
    Redacted,
}

/// How many texts were kept back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptBack {
    /// Notes, and reasons why a question does not apply.
    pub notes: usize,
    /// Names: of the organisation, its unit and its wave, and of owners.
    pub names: usize,
    /// Other free text: targets of decisions and texts of the profile.
    pub texts: usize,
    /// Answers that are named and not scored.
    pub answers: usize,
}

/// What stands where a text was.
const KEPT_BACK: &str = "(left out)";

impl Tally {
    /// Keeps only these texts, and counts what is kept back.
    #[must_use]
    pub fn keep(mut self, texts: Texts) -> Self {
        match texts {
            Texts::All => {}
            Texts::WithoutNotes => self.drop_notes(),
            Texts::Redacted => {
                self.drop_notes();
                self.drop_names();
                self.decisions.iter_mut().for_each(|one| redact_decision(one, &mut self.kept_back));
                let values = self.profile.iter_mut().flatten();
                values.for_each(|value| redact_value(value, &mut self.kept_back));
                self.kept_back.answers += self.left_out.len();
                self.left_out.clear();
            }
        }
        self
    }

    fn drop_notes(&mut self) {
        self.kept_back.notes += self.notes.len();
        self.notes.clear();
        for left_out in &mut self.left_out {
            self.kept_back.notes += usize::from(left_out.note.take().is_some());
        }
    }

    fn drop_names(&mut self) {
        "The organisation".clone_into(&mut self.organisation);
        let parts = [self.unit.take(), self.wave.take()];
        self.kept_back.names += 1 + parts.iter().flatten().count();
        // Anything may stand where the version of other questions is named.
        for version in &mut self.versions {
            if !version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
                KEPT_BACK.clone_into(version);
                self.kept_back.names += 1;
            }
        }
        self.kept_back.names += self.functions.len();
        self.functions.clear();
    }
}

fn redact_decision(decision: &mut Decision, kept_back: &mut KeptBack) {
    KEPT_BACK.clone_into(&mut decision.owner);
    kept_back.names += 1;
    kept_back.texts += usize::from(decision.target.take().is_some());
}

/// Numbers, amounts and choices say nothing that the questionnaire does not
/// offer; texts do.
fn redact_value(value: &mut FieldValue, kept_back: &mut KeptBack) {
    match value {
        FieldValue::Text(text) if !text.trim().is_empty() => {
            KEPT_BACK.clone_into(text);
            kept_back.texts += 1;
        }
        FieldValue::Table(rows) => {
            let cells = rows.iter_mut().flatten().flatten();
            cells.for_each(|cell| redact_value(cell, kept_back));
        }
        FieldValue::Text(_)
        | FieldValue::Number(_)
        | FieldValue::Money(_)
        | FieldValue::Choice(_)
        | FieldValue::Choices(_) => {}
    }
}
