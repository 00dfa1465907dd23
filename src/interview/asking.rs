//! What is done with what is typed at a question, and at what may be asked
//! after it: the proof, a reason, a note.

use super::change;
use super::command::{Command, Entry};
use super::effect::{Effect, Notice, Reopened};
use super::machine::Interview;
use super::minutes::ProofAsking;
use super::seat;
use super::step::{NoteStep, Step};
use crate::model::{Answer, AnswerState, Edit, LeftOutReason, Level, Proof, QuestionIx, SeatEdit};

impl Interview<'_> {
    /// The answer of a seat to a question so far.
    ///
    /// # Panics
    ///
    /// There is no such seat.
    pub fn answer(&self, seat: usize, question: QuestionIx) -> &Answer {
        &self.seats[seat].answers[question.0]
    }

    pub(super) fn at_question(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Answer { entries, text } => self.take(question, &entries, text.as_deref()),
            Command::Note { seat, text } => self.note_of(question, seat, text.as_deref()),
            Command::Editor => match self.note_step(question, None) {
                Some(step) => self.edit_note(step),
                None => vec![Effect::Tell(Notice::NotHere)],
            },
            Command::Enter => self.keep(question),
            Command::Back => self.back(),
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    /// Goes on with what was answered before.
    fn keep(&mut self, question: QuestionIx) -> Vec<Effect> {
        let asked = self.asked(question);
        let is_open = |seat: &seat::Seat| {
            self.answer(seat.position, question).state == AnswerState::NotReached
        };
        match asked.as_slice() {
            several if !several.iter().any(is_open) => self.advance(),
            [_] => vec![Effect::Tell(Notice::TypeALevel)],
            several => vec![Effect::Tell(Notice::TypeOneEach { names: seat::names(several) })],
        }
    }

    /// Takes an entry for each seat that is asked and saves it at once, and
    /// then asks for the reason and the proof where one is missing.
    fn take(&mut self, question: QuestionIx, entries: &[Entry], text: Option<&str>) -> Vec<Effect> {
        let asked = self.asked(question);
        if entries.len() != asked.len() {
            return vec![Effect::Tell(Notice::NotHere)];
        }
        let reason = text.filter(|_| entries.contains(&Entry::NotApplicable));
        // A note is the question's, and stands with the first seat.
        let mut note = text.filter(|_| reason.is_none());
        self.unreasoned.clear();
        self.unproven.clear();
        let mut effects = Vec::new();
        for (seat, &entry) in asked.iter().zip(entries) {
            let before = self.answer(seat.position, question).clone();
            effects.extend(self.take_entry(seat.position, question, entry, reason, note.take()));
            let name = (self.seats.len() > 1).then_some(seat.name.as_str());
            if let Entry::Level { level, .. } = entry
                && before.state != AnswerState::Level(level)
            {
                effects.extend(self.unmet_needs(seat.position, question, level, name));
            }
            effects.extend(reopened(question, name, entry, &before));
        }
        if entries.iter().all(|&entry| entry == Entry::TakeBack) {
            effects.extend(self.go(Step::Question(question)));
            return effects;
        }
        effects.extend(self.ask_what_is_missing(question));
        effects
    }

    fn take_entry(
        &mut self,
        seat: usize,
        question: QuestionIx,
        entry: Entry,
        reason: Option<&str>,
        note: Option<&str>,
    ) -> Vec<Effect> {
        let old = self.answer(seat, question);
        let answer = match (entry, &old.state, reason) {
            (Entry::Level { level, proof }, state, _) => {
                let is_new = *state != AnswerState::Level(level);
                let mut answer = change::level(old, level, proof, note);
                let needs_more = answer.proof.unwrap_or_default() < Proof::needed_for(level);
                if self.proof == ProofAsking::WhereNeeded && needs_more && is_new {
                    // Until more is shown it is said, and that more was asked
                    // for is written down at once: whoever stops here and goes
                    // on another day has been asked all the same.
                    answer.proof.get_or_insert(Proof::Said);
                    self.unproven.push(seat);
                }
                answer
            }
            (Entry::NotApplicable, _, Some(reason)) => {
                change::state(old, AnswerState::NotApplicable(reason.to_owned()), None)
            }
            (Entry::NotApplicable, AnswerState::NotApplicable(_), None) => return Vec::new(),
            (Entry::NotApplicable, _, None) => {
                self.unreasoned.push(seat);
                return Vec::new();
            }
            (Entry::Unknown, ..) => change::state(old, AnswerState::Unknown, note),
            (Entry::Skip, ..) => change::state(old, AnswerState::Skipped, note),
            (Entry::TakeBack, ..) => change::state(old, AnswerState::NotReached, note),
            (Entry::Keep, ..) => match note {
                Some(note) => change::note(old, note),
                None => return Vec::new(),
            },
        };
        self.save(seat, question, answer)
    }

    /// On to the reason, to the proof, or to the next question.
    fn ask_what_is_missing(&mut self, question: QuestionIx) -> Vec<Effect> {
        if !self.unreasoned.is_empty() {
            return self.go(Step::Reason(question));
        }
        if !self.unproven.is_empty() {
            return self.go(Step::Proof(question));
        }
        self.advance()
    }

    pub(super) fn at_proof(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Proof { proofs, note } if proofs.len() == self.unproven.len() => {
                self.prove(question, &proofs, note.as_deref())
            }
            Command::Enter => self.advance(),
            Command::Back => self.go(Step::Question(question)),
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    fn prove(
        &mut self,
        question: QuestionIx,
        proofs: &[Option<Proof>],
        note: Option<&str>,
    ) -> Vec<Effect> {
        let (mut note, mut effects) = (note, Vec::new());
        for (seat, proof) in self.unproven.clone().into_iter().zip(proofs) {
            let old = self.answer(seat, question);
            let answer = match (proof, note.take()) {
                (Some(proof), note) => change::proof(old, *proof, note),
                (None, Some(note)) => change::note(old, note),
                (None, None) => continue,
            };
            effects.extend(self.save(seat, question, answer));
        }
        effects.extend(self.advance());
        effects
    }

    pub(super) fn at_reason(&mut self, question: QuestionIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Text(reason) if !reason.trim().is_empty() => {
                let state = AnswerState::NotApplicable(reason.trim().to_owned());
                let mut effects = Vec::new();
                for seat in std::mem::take(&mut self.unreasoned) {
                    let answer = change::state(self.answer(seat, question), state.clone(), None);
                    effects.extend(self.save(seat, question, answer));
                }
                effects.extend(self.ask_what_is_missing(question));
                effects
            }
            Command::Back => self.go(Step::Question(question)),
            Command::Enter | Command::Text(_) => vec![Effect::Tell(Notice::TypeAReason)],
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    /// Where a note goes that is typed at a question: with a seat that is
    /// asked, the first unless one is named.
    fn note_step(&self, question: QuestionIx, seat: Option<usize>) -> Option<NoteStep> {
        let asked = self.asked(question);
        let is_named = |one: &&seat::Seat| seat.is_none_or(|named| one.position == named);
        let seat = asked.iter().find(is_named)?.position;
        Some(NoteStep { question, seat })
    }

    fn note_of(
        &mut self,
        question: QuestionIx,
        seat: Option<usize>,
        text: Option<&str>,
    ) -> Vec<Effect> {
        match (self.note_step(question, seat), text) {
            (None, _) => vec![Effect::Tell(Notice::NotHere)],
            (Some(step), None) => self.go(Step::Note(step)),
            (Some(step), Some(text)) => {
                let noted = change::note(self.answer(step.seat, question), text);
                self.note(step, noted)
            }
        }
    }

    pub(super) fn at_note(&mut self, step: NoteStep, command: Command) -> Vec<Effect> {
        let old = self.answer(step.seat, step.question);
        let answer = match command {
            Command::Text(note) => change::note(old, &note),
            Command::Edited(note) => change::edited(old, &note),
            Command::Clear => change::edited(old, ""),
            Command::Editor => return self.edit_note(step),
            Command::Enter | Command::Back => return self.go(Step::Question(step.question)),
            _ => return vec![Effect::Tell(Notice::NotHere)],
        };
        self.note(step, answer)
    }

    fn edit_note(&mut self, step: NoteStep) -> Vec<Effect> {
        self.step = Step::Note(step);
        let text = self.answer(step.seat, step.question).note.clone().unwrap_or_default();
        vec![Effect::EditNote { question: step.question, text }]
    }

    /// Saves a note and stays at its question.
    fn note(&mut self, step: NoteStep, answer: Answer) -> Vec<Effect> {
        self.step = Step::Question(step.question);
        let mut effects = self.save(step.seat, step.question, answer);
        if !effects.is_empty() {
            effects.push(Effect::Tell(Notice::Noted));
        }
        effects
    }

    /// Takes an answer over. The same one again is nothing to write down.
    fn save(&mut self, seat: usize, question: QuestionIx, answer: Answer) -> Vec<Effect> {
        if *self.answer(seat, question) == answer {
            return Vec::new();
        }
        // It takes the place of one to an older wording.
        let id = self.questionnaire[question].id.as_str();
        let answers = &mut self.seats[seat];
        answers.left_out.retain(|left| {
            left.question != id || !matches!(left.reason, LeftOutReason::OtherRev { .. })
        });
        answers.answers[question.0] = answer.clone();
        vec![Effect::Save(SeatEdit { seat, edit: Edit::Answer { question, answer } })]
    }

    /// What the level usually rests on, and does not have.
    fn unmet_needs(
        &self,
        seat: usize,
        question: QuestionIx,
        level: Level,
        name: Option<&str>,
    ) -> Vec<Effect> {
        let unmet = self.questionnaire[question].needs.iter().filter_map(|need| {
            let AnswerState::Level(has) = self.answer(seat, need.question).state else {
                return None;
            };
            let (other, at_least) = (need.question, need.at_least);
            let is_unmet = level >= need.to_reach && has < at_least;
            let name = name.map(str::to_owned);
            is_unmet.then_some(Effect::Tell(Notice::Needs { name, level, other, at_least, has }))
        });
        unmet.collect()
    }
}

/// What is said where an answer goes and nothing takes its place.
fn reopened(
    question: QuestionIx,
    name: Option<&str>,
    entry: Entry,
    before: &Answer,
) -> Option<Effect> {
    let now = match entry {
        Entry::Skip => Reopened::Skipped,
        Entry::TakeBack => Reopened::Open,
        Entry::Level { .. } | Entry::NotApplicable | Entry::Unknown | Entry::Keep => return None,
    };
    let was = match (&before.state, now) {
        (AnswerState::Level(level), _) => format!("level {level}"),
        (AnswerState::NotApplicable(_), _) => "not applicable".to_owned(),
        (AnswerState::Unknown, _) => "unknown".to_owned(),
        (AnswerState::Skipped, Reopened::Open) => "skipped".to_owned(),
        (AnswerState::Skipped | AnswerState::NotReached, _) => return None,
    };
    let name = name.map(str::to_owned);
    Some(Effect::Tell(Notice::TakenBack { question, name, was, now }))
}
