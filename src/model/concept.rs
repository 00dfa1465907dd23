//! Concepts: what the published idea says, in our own words, and what of a
//! questionnaire rests on them.

use super::Questionnaire;

/// One concept of the published idea. Questions, profile fields, checklists
/// and patterns name the concepts that they rest on in their `basis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// The article and the number in it: `0-18`.
    pub id: String,
    /// The article, by a short name.
    pub article: String,
    /// What it says.
    pub says: String,
    /// Why nothing in the questionnaires rests on it, where that is so.
    pub absent: Option<String>,
    /// What of it is not covered, where only a part is.
    pub part: Option<String>,
    /// What else embodies it that names no basis, such as a rule of the report.
    pub also: Option<String>,
}

/// Something in a questionnaire that names the concepts it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Based<'a> {
    /// What it is: `question`, `fact`, `checklist`, `pattern`,
    /// `contradiction`.
    pub what: &'static str,
    /// Its id; of a checklist's row, the checklist's.
    pub id: &'a str,
    /// What people read.
    pub title: &'a str,
    /// The ids of the concepts.
    pub basis: &'a [String],
}

impl Questionnaire {
    /// Everything that names its basis, in the order of the file.
    pub fn based(&self) -> impl Iterator<Item = Based<'_>> {
        let fields = self.profile.iter().map(|field| Based {
            what: "fact",
            id: field.id.as_str(),
            title: &field.ask,
            basis: &field.basis,
        });
        let questions = self.questions.iter().map(|question| Based {
            what: "question",
            id: question.id.as_str(),
            title: &question.title,
            basis: &question.basis,
        });
        let rows = self.checklists.iter().flat_map(|list| {
            list.rows.iter().map(|row| Based {
                what: "checklist",
                id: list.id.as_str(),
                title: &row.ask,
                basis: &row.basis,
            })
        });
        let patterns = self.patterns.iter().map(|pattern| Based {
            what: pattern.kind.name(),
            id: pattern.id.as_str(),
            title: &pattern.title,
            basis: &pattern.basis,
        });
        fields.chain(questions).chain(rows).chain(patterns)
    }
}
