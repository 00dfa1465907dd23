//! What is done with what is typed at a question, and at what may be asked
//! after it: the proof, a reason, a note.

use super::change;
use super::command::Command;
use super::effect::{Effect, Notice};
use super::machine::Interview;
use super::minutes::ProofAsking;
use super::step::Step;
use crate::model::{Answer, AnswerState, Edit, LeftOutReason, Level, Proof, QuestionIx};

impl Interview<'_> {
    /// The answer to a question so far.
    pub fn answer(&self, question: QuestionIx) -> &Answer {
        &self.answers.answers[question.0]
    }

    pub(super) fn at_question(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        let old = self.answer(question);
        let answer = match command {
            Command::Level { level, proof, note } => {
                return self.take_level(question, level, proof, note.as_deref());
            }
            Command::NotApplicable(None) => match old.state {
                AnswerState::NotApplicable(_) => old.clone(),
                _ => return self.go(Step::Reason(question)),
            },
            Command::NotApplicable(Some(reason)) => {
                change::state(old, AnswerState::NotApplicable(reason), None)
            }
            Command::Unknown(note) => change::state(old, AnswerState::Unknown, note.as_deref()),
            Command::Skip(note) => change::skip(old, note.as_deref()),
            Command::Note(None) => return self.go(Step::Note(question)),
            Command::Note(Some(note)) => {
                let noted = change::note(old, &note);
                return self.note(question, noted);
            }
            Command::Editor => return self.edit_note(question),
            Command::Enter if old.state != AnswerState::NotReached => old.clone(),
            Command::Enter => return vec![Effect::Tell(Notice::TypeALevel)],
            Command::Back => return self.back(),
            _ => return vec![Effect::Tell(Notice::NotHere)],
        };
        self.save_and_advance(question, answer)
    }

    /// Saves a level at once, and then asks for proof where it needs some.
    fn take_level(
        &mut self,
        question: QuestionIx,
        level: Level,
        proof: Option<Proof>,
        note: Option<&str>,
    ) -> Vec<Effect> {
        let old = self.answer(question);
        let is_new = old.state != AnswerState::Level(level);
        let answer = change::level(old, level, proof, note);
        let given = answer.proof.unwrap_or_default();
        let needs_more = given < Proof::needed_for(level);
        let mut effects = self.save(question, answer);
        if is_new {
            effects.extend(self.unmet_needs(question, level));
        }
        if self.proof == ProofAsking::WhereNeeded && needs_more && is_new {
            self.step = Step::Proof(question);
        } else {
            effects.extend(self.advance());
        }
        effects
    }

    pub(super) fn at_proof(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Proof { proof, note } => {
                let answer = change::proof(self.answer(question), proof, note.as_deref());
                self.save_and_advance(question, answer)
            }
            Command::Enter => self.advance(),
            Command::Back => self.go(Step::Question(question)),
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    pub(super) fn at_reason(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Text(reason) if !reason.trim().is_empty() => {
                let state = AnswerState::NotApplicable(reason.trim().to_owned());
                let answer = change::state(self.answer(question), state, None);
                self.save_and_advance(question, answer)
            }
            Command::Back => self.go(Step::Question(question)),
            Command::Enter | Command::Text(_) => vec![Effect::Tell(Notice::TypeAReason)],
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    pub(super) fn at_note(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        let old = self.answer(question);
        let answer = match command {
            Command::Text(note) => change::note(old, &note),
            Command::Edited(note) => change::edited(old, &note),
            Command::Clear => change::edited(old, ""),
            Command::Editor => return self.edit_note(question),
            Command::Enter | Command::Back => return self.go(Step::Question(question)),
            _ => return vec![Effect::Tell(Notice::NotHere)],
        };
        self.note(question, answer)
    }

    fn edit_note(&mut self, question: QuestionIx) -> Vec<Effect> {
        self.step = Step::Note(question);
        let text = self.answer(question).note.clone().unwrap_or_default();
        vec![Effect::EditNote { question, text }]
    }

    /// Saves a note and stays at its question.
    fn note(&mut self, question: QuestionIx, answer: Answer) -> Vec<Effect> {
        self.step = Step::Question(question);
        let mut effects = self.save(question, answer);
        if !effects.is_empty() {
            effects.push(Effect::Tell(Notice::Noted));
        }
        effects
    }

    fn save_and_advance(&mut self, question: QuestionIx, answer: Answer) -> Vec<Effect> {
        let mut effects = self.save(question, answer);
        effects.extend(self.advance());
        effects
    }

    /// Takes an answer over. The same one again is nothing to write down.
    fn save(&mut self, question: QuestionIx, answer: Answer) -> Vec<Effect> {
        if *self.answer(question) == answer {
            return Vec::new();
        }
        // It takes the place of one to an older wording.
        let id = self.questionnaire[question].id.as_str();
        self.answers.left_out.retain(|left| {
            left.question != id || !matches!(left.reason, LeftOutReason::OtherRev { .. })
        });
        self.answers.answers[question.0] = answer.clone();
        vec![Effect::Save(Edit::Answer { question, answer })]
    }

    /// What the level usually rests on, and does not have.
    fn unmet_needs(&self, question: QuestionIx, level: Level) -> Vec<Effect> {
        let unmet = self.questionnaire[question].needs.iter().filter_map(|need| {
            let AnswerState::Level(has) = self.answer(need.question).state else { return None };
            let (other, at_least) = (need.question, need.at_least);
            let is_unmet = level >= need.to_reach && has < at_least;
            is_unmet.then_some(Effect::Tell(Notice::Needs { level, other, at_least, has }))
        });
        unmet.collect()
    }
}
