//! Decisions at the end: for each of the first actions who does it, by when,
//! and to what target. Enter leaves open.

use super::Command;
use super::effect::{Effect, Notice};
use super::machine::Interview;
use super::step::{Closing, DecisionPart, DecisionStep, Step};
use crate::model::{Decision, Edit, QuestionIx, SeatEdit};

/// An action that a decision can be taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The question whose action it is.
    pub question: QuestionIx,
    /// What to do.
    pub title: String,
    /// The role that would usually own it.
    pub owner: Option<String>,
}

impl Interview<'_> {
    /// Asks for decisions on these actions; without any, the interview is
    /// over.
    pub fn offer(&mut self, offers: Vec<Offer>) -> Vec<Effect> {
        self.offers = offers;
        self.ask_decision(0)
    }

    /// The action that is decided on.
    pub fn offered(&self, action: usize) -> Option<&Offer> {
        self.offers.get(action)
    }

    /// The decision on an action so far.
    pub fn decision(&self, action: usize) -> Option<&Decision> {
        let question = self.offers.get(action)?.question;
        let mut decisions = self.seats.iter().flat_map(|seat| &seat.decisions);
        decisions.find(|decision| decision.question == question)
    }

    fn ask_decision(&mut self, action: usize) -> Vec<Effect> {
        if action < self.offers.len() {
            self.step = Step::Decision(DecisionStep { action, part: DecisionPart::Owner });
            return Vec::new();
        }
        self.close(Closing::Done)
    }

    pub(super) fn at_decision(&mut self, step: DecisionStep, command: Command) -> Vec<Effect> {
        match command {
            Command::Back => self.back_in_decisions(step),
            Command::Enter if step.part == DecisionPart::Owner && self.is_open(step.action) => {
                self.ask_decision(step.action + 1)
            }
            Command::Enter => self.next_part(step),
            Command::Text(_) | Command::Day(_) | Command::Clear => self.decide(step, command),
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    fn is_open(&self, action: usize) -> bool {
        self.decision(action).is_none()
    }

    /// Writes one part of a decision down. Without an owner there is none.
    fn decide(&mut self, step: DecisionStep, command: Command) -> Vec<Effect> {
        let Some(offer) = self.offers.get(step.action) else { return self.close(Closing::Done) };
        let question = offer.question;
        let blank = Decision { question, owner: String::new(), by: None, target: None };
        let mut decision = self.decision(step.action).cloned().unwrap_or(blank);
        match (step.part, command) {
            (DecisionPart::Owner, Command::Text(owner)) => decision.owner = owner,
            (DecisionPart::By, Command::Day(day)) => decision.by = Some(day),
            (DecisionPart::By, Command::Clear) => decision.by = None,
            (DecisionPart::Target, Command::Text(target)) => decision.target = Some(target),
            (DecisionPart::Target, Command::Clear) => decision.target = None,
            _ => return vec![Effect::Tell(Notice::NotHere)],
        }
        let mut effects = self.save_decision(step.action, decision);
        effects.extend(self.next_part(step));
        effects
    }

    fn save_decision(&mut self, action: usize, decision: Decision) -> Vec<Effect> {
        if self.decision(action) == Some(&decision) {
            return Vec::new();
        }
        // A decision is everybody's, and stands with the first seat.
        let is_same = |old: &Decision| old.question == decision.question;
        let there = self.seats.iter().position(|seat| seat.decisions.iter().any(is_same));
        let seat = there.unwrap_or(0);
        let decisions = &mut self.seats[seat].decisions;
        match decisions.iter_mut().find(|old| is_same(old)) {
            Some(old) => *old = decision.clone(),
            None => decisions.push(decision.clone()),
        }
        vec![Effect::Save(SeatEdit { seat, edit: Edit::Decision(decision) })]
    }

    fn next_part(&mut self, step: DecisionStep) -> Vec<Effect> {
        let part = match step.part {
            DecisionPart::Owner => DecisionPart::By,
            DecisionPart::By => DecisionPart::Target,
            DecisionPart::Target => return self.ask_decision(step.action + 1),
        };
        self.step = Step::Decision(DecisionStep { part, ..step });
        Vec::new()
    }

    fn back_in_decisions(&mut self, step: DecisionStep) -> Vec<Effect> {
        let is_first = step.part == DecisionPart::Owner;
        let Some(action) = step.action.checked_sub(usize::from(is_first)) else {
            return self.go(Step::Review);
        };
        self.step = Step::Decision(DecisionStep { action, part: DecisionPart::Owner });
        Vec::new()
    }
}
