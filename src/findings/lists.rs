//! Lists of the definition, filled from the answers: what each promise rests
//! on, and the checklists. "Not known" is an answer here too.

use crate::model::{Checklist, Facts as _, FieldKind, FieldValue, QuestionIx, Questionnaire};
use crate::tally::Tally;

use super::facts::AssessmentFacts;

/// A promise to customers, and the weakest condition that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseCheck {
    /// The position of the promise among the choices of its field.
    pub choice: usize,
    /// The first of the lowest answers that it rests on; `None` where none of
    /// them is known.
    pub weakest: Option<QuestionIx>,
}

/// The id of the profile field that names the promises.
pub(super) const PROMISES: &str = "promises";

/// One check for each promise that was named, in the order of the definition.
pub(super) fn promises(
    questionnaire: &Questionnaire,
    tally: &Tally,
    facts: &AssessmentFacts<'_>,
) -> Vec<PromiseCheck> {
    let Some(field) = questionnaire.find_field(PROMISES) else { return Vec::new() };
    let (FieldKind::Choices(choices), Some(FieldValue::Choices(named))) =
        (&questionnaire[field].kind, tally.field(field))
    else {
        return Vec::new();
    };
    let mut named = named.clone();
    named.sort_unstable();
    named.dedup();
    named
        .into_iter()
        .map(|choice| PromiseCheck { choice, weakest: lowest(&choices[choice].rests_on, facts) })
        .collect()
}

/// A checklist with the answers to its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledChecklist {
    /// Its position in the questionnaire.
    pub checklist: usize,
    /// One entry a row.
    pub rows: Vec<FilledRow>,
}

impl FilledChecklist {
    /// How many rows show.
    pub fn showing(&self) -> usize {
        self.rows.iter().filter(|row| row.sign == Sign::Shows).count()
    }
}

/// A row of a checklist with its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilledRow {
    /// The first of the lowest answers; `None` where none is known.
    pub lowest: Option<QuestionIx>,
    /// Whether the row shows.
    pub sign: Sign,
}

/// Whether what a row asks shows in the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// One of its questions stands at level 2 or below.
    Shows,
    /// All that apply were answered, and none of them does.
    DoesNotShow,
    /// None that was answered does, and some are open.
    NotKnown,
}

impl Sign {
    /// The word in reports and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shows => "shows",
            Self::DoesNotShow => "does not show",
            Self::NotKnown => "not known",
        }
    }
}

/// Up to this level, what a row asks about shows.
const SHOWS_UP_TO: f64 = 2.0;

/// Fills every checklist of the questionnaire.
pub(super) fn checklists(
    questionnaire: &Questionnaire,
    facts: &AssessmentFacts<'_>,
) -> Vec<FilledChecklist> {
    let fill = |(checklist, list): (usize, &Checklist)| FilledChecklist {
        checklist,
        rows: list.rows.iter().map(|row| filled(&row.questions, facts)).collect(),
    };
    questionnaire.checklists.iter().enumerate().map(fill).collect()
}

fn filled(questions: &[QuestionIx], facts: &AssessmentFacts<'_>) -> FilledRow {
    let lowest = lowest(questions, facts);
    let sign = match lowest.and_then(|question| facts.level(question)) {
        None => Sign::NotKnown,
        Some(level) if level <= SHOWS_UP_TO => Sign::Shows,
        // An open question could still show it.
        Some(_) if questions.iter().any(|&question| is_open(question, facts)) => Sign::NotKnown,
        Some(_) => Sign::DoesNotShow,
    };
    FilledRow { lowest, sign }
}

fn is_open(question: QuestionIx, facts: &AssessmentFacts<'_>) -> bool {
    facts.level(question).is_none() && facts.tally.question(question).applies()
}

/// The first of the lowest answers, in the order given.
fn lowest(questions: &[QuestionIx], facts: &AssessmentFacts<'_>) -> Option<QuestionIx> {
    questions
        .iter()
        .filter_map(|&question| Some((facts.level(question)?, question)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, question)| question)
}
