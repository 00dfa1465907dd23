//! Decisions at the end: for each of the first actions who does it, by when,
//! and to what target. Enter leaves open, and `-` in place of a name takes a
//! decision out.

use jiff::civil::Date;

use super::Command;
use super::doubt::Why;
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
    /// Asks for decisions on these actions, as of a day; without any, the
    /// interview is over.
    pub fn offer(&mut self, offers: Vec<Offer>, today: Date) -> Vec<Effect> {
        self.offers = offers;
        self.today = Some(today);
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
                self.next_action(step)
            }
            Command::Enter => self.next_part(step),
            Command::Clear if step.part == DecisionPart::Owner => self.remove_decision(step),
            Command::Text(_) | Command::Day(_) | Command::Clear => {
                match self.doubtful(step.part, &command) {
                    Some(why) => self.ask_about(Step::Decision(step), command, why),
                    None => self.decide(step, command),
                }
            }
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    /// What may not be meant.
    fn doubtful(&self, part: DecisionPart, command: &Command) -> Option<Why> {
        match command {
            Command::Text(name) if part == DecisionPart::Owner && Command::is_meant_by(name) => {
                Some(Why::Name(name.clone()))
            }
            Command::Day(day) if self.today.is_some_and(|today| *day < today) => {
                Some(Why::Past(*day))
            }
            _ => None,
        }
    }

    fn remove_decision(&mut self, step: DecisionStep) -> Vec<Effect> {
        let Some(question) = self.decision(step.action).map(|decision| decision.question) else {
            return self.next_action(step);
        };
        let mut effects = Vec::new();
        for (seat, answers) in self.seats.iter_mut().enumerate() {
            let before = answers.decisions.len();
            answers.decisions.retain(|decision| decision.question != question);
            if answers.decisions.len() < before {
                effects.push(Effect::Save(SeatEdit { seat, edit: Edit::NoDecision(question) }));
            }
        }
        effects.push(Effect::Tell(Notice::NotDecided));
        effects
    }

    fn next_action(&mut self, step: DecisionStep) -> Vec<Effect> {
        self.ask_decision(step.action + 1)
    }

    fn is_open(&self, action: usize) -> bool {
        self.decision(action).is_none()
    }

    /// Writes one part of a decision down. Without an owner there is none.
    pub(super) fn decide(&mut self, step: DecisionStep, command: Command) -> Vec<Effect> {
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
            DecisionPart::Target => return self.next_action(step),
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
