//! What of the typed texts is disclosed. What is kept back is taken out here,
//! once, so that nothing after the tally can leak it, and is counted, so that
//! the report can say so.

use crate::model::{Decision, FieldValue, LeftOut, Questionnaire};

use super::anonymity::Anonymity;
use super::question::QuestionTally;
use super::{Note, NoteKind};

/// What is asked to be disclosed of an assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// Which typed texts.
    pub texts: Texts,
    /// Whether the only respondent asks for the own answers: one anonymous
    /// respondent is not shown otherwise.
    pub mine: bool,
}

/// Which typed texts are disclosed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// All that respondents expect to be seen: notes and reasons of named
    /// ones, and none of anonymous ones.
    #[default]
    Expected,
    /// Notes and reasons of anonymous respondents too, without anything that
    /// tells whose they are.
    WithNotes,
    /// No notes and no reasons.
    WithoutNotes,
    /// None: no names, no notes, no facts and no free text. What is assessed
    /// stays, for results to be told apart; pages leave it out.
    Redacted,
}

/// How many texts were kept back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptBack {
    /// Notes, and reasons why a question does not apply.
    pub notes: usize,
    /// The same of anonymous people, which [`Texts::WithNotes`] gives.
    pub anonymous_notes: usize,
    /// Names: of what is assessed, of functions and of owners.
    pub names: usize,
    /// Facts of the profile.
    pub facts: usize,
    /// Other free text: targets of decisions.
    pub texts: usize,
    /// Answers that are named and not scored.
    pub answers: usize,
    /// The same of anonymous people.
    pub anonymous_answers: usize,
    /// Whether what is assessed has no name on a page.
    pub is_redacted: bool,
}

/// What stands where a text was.
const KEPT_BACK: &str = "(left out)";

/// Everything that was typed beside answers.
pub(super) struct Typed {
    pub(super) organisation: String,
    pub(super) unit: Option<String>,
    pub(super) wave: Option<String>,
    pub(super) versions: Vec<String>,
    pub(super) functions: Vec<(String, u32)>,
    pub(super) profile: Vec<Option<FieldValue>>,
    pub(super) notes: Vec<Note>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) decisions: Vec<Decision>,
}

impl Typed {
    /// Keeps what is disclosed, in an order that does not say who came when,
    /// and counts what is kept back.
    pub(super) fn disclosed(
        mut self,
        questionnaire: &Questionnaire,
        texts: Texts,
        anonymity: &Anonymity,
        questions: &[QuestionTally],
        respondents: usize,
    ) -> (Self, KeptBack) {
        let mut kept_back = KeptBack::default();
        let is_anonymous = !anonymity.is_named();
        match texts {
            Texts::Expected if is_anonymous => kept_back.anonymous_notes = self.drop_notes(),
            Texts::Expected | Texts::WithNotes => {}
            Texts::WithoutNotes => kept_back.notes = self.drop_notes(),
            Texts::Redacted => self.redact(&mut kept_back),
        }
        if is_anonymous {
            kept_back.anonymous_answers = self.drop_unscored(questionnaire);
        }
        self.settle_notes(is_anonymous, questions);
        if respondents > 1 {
            self.left_out.sort();
            self.left_out.dedup();
            self.decisions.sort();
            self.decisions.dedup();
        }
        (self, kept_back)
    }

    /// Takes all notes out and counts them.
    fn drop_notes(&mut self) -> usize {
        let on_unscored = self.left_out.iter_mut().filter_map(|left_out| left_out.note.take());
        on_unscored.count() + std::mem::take(&mut self.notes).len()
    }

    /// Takes out answers without a score and counts them: they are a person's,
    /// and why they have none can tell whose. Notes on them that are disclosed
    /// stand under their question, as all others do.
    fn drop_unscored(&mut self, questionnaire: &Questionnaire) -> usize {
        let (known, others): (Vec<LeftOut>, Vec<LeftOut>) = std::mem::take(&mut self.left_out)
            .into_iter()
            .partition(|left_out| questionnaire.find_question(&left_out.question).is_some());
        let count = known.len() + others.len();
        self.notes.extend(known.into_iter().filter_map(|left_out| {
            let question = questionnaire.find_question(&left_out.question)?;
            Some(Note { question, kind: NoteKind::Note, text: left_out.note? })
        }));
        self.left_out = others.into_iter().filter(|left_out| left_out.note.is_some()).collect();
        count
    }

    fn redact(&mut self, kept_back: &mut KeptBack) {
        kept_back.is_redacted = true;
        kept_back.names += 1 + [&self.unit, &self.wave].into_iter().flatten().count();
        kept_back.notes += self.drop_notes();
        // Anything may stand where the version of other questions is named.
        for version in &mut self.versions {
            if !version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
                KEPT_BACK.clone_into(version);
                kept_back.names += 1;
            }
        }
        kept_back.names += self.functions.len();
        self.functions.clear();
        self.decisions.iter_mut().for_each(|one| redact_decision(one, kept_back));
        let facts = self.profile.iter_mut().filter_map(Option::take);
        kept_back.facts += facts.filter(FieldValue::is_given).count();
        kept_back.answers += self.left_out.len();
        self.left_out.clear();
    }

    /// Notes in an order that does not say who came when; where they are not
    /// a person's to see, they are all of one kind: why a question does not
    /// apply is an answer to it.
    fn settle_notes(&mut self, is_anonymous: bool, questions: &[QuestionTally]) {
        for note in &mut self.notes {
            if is_anonymous || questions[note.question.0].is_withheld() {
                note.kind = NoteKind::Note;
            }
        }
        self.notes.sort();
    }
}

fn redact_decision(decision: &mut Decision, kept_back: &mut KeptBack) {
    KEPT_BACK.clone_into(&mut decision.owner);
    kept_back.names += 1;
    kept_back.texts += usize::from(decision.target.take().is_some());
}
