//! The machine: one command in, effects out. Every command is taken at every
//! step; one that means nothing there says so and changes nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::command::{Command, Target};
use super::decisions::Offer;
use super::doubt::{Doubt, Why};
use super::effect::{Effect, Notice};
use super::minutes::{self, ProofAsking};
use super::misread::Misread;
use super::plan::{self, Place, Progress};
use super::seat::{self, Seat};
use super::step::{Closing, Step};
use crate::model::{
    AnswerState, Answers, Edit, FieldIx, FieldValue, QuestionIx, Questionnaire, SeatEdit,
};

/// An interview: what was answered so far, and what is asked now. It has at
/// least one seat; in a workshop there are several.
#[derive(Clone, Debug)]
pub struct Interview<'q> {
    pub(super) questionnaire: &'q Questionnaire,
    /// What each seat said; never empty.
    pub(super) seats: Vec<Answers>,
    pub(super) proof: ProofAsking,
    /// The place that is asked, or was asked before the list was shown.
    pub(super) at: Option<Place>,
    pub(super) step: Step,
    /// Fields that were left open on purpose.
    pub(super) passed: BTreeSet<usize>,
    /// Whether the facts that were left open have been offered once more.
    facts_offered: bool,
    pub(super) offers: Vec<Offer>,
    /// The day on which decisions are asked for.
    pub(super) today: Option<Date>,
    /// What is asked about before it is done.
    pub(super) doubt: Option<Doubt>,
    /// Seats to which a question does not apply, and who have yet to say why.
    pub(super) unreasoned: Vec<usize>,
    /// Seats whose level needs more proof than they gave.
    pub(super) unproven: Vec<usize>,
}

impl<'q> Interview<'q> {
    /// Starts an interview, or goes on with one: at the first question that
    /// was not reached. With nothing answered yet, the profile comes first;
    /// with everything answered, the list of all questions.
    pub fn new(questionnaire: &'q Questionnaire, answers: Answers, proof: ProofAsking) -> Self {
        Self::with_seats(questionnaire, vec![answers], proof)
    }

    /// Starts a workshop, or goes on with one: an interview with several seats
    /// of one assessment. `None` without a seat.
    pub fn workshop(
        questionnaire: &'q Questionnaire,
        seats: Vec<Answers>,
        proof: ProofAsking,
    ) -> Option<Self> {
        (!seats.is_empty()).then(|| Self::with_seats(questionnaire, seats, proof))
    }

    fn with_seats(
        questionnaire: &'q Questionnaire,
        seats: Vec<Answers>,
        proof: ProofAsking,
    ) -> Self {
        let mut interview = Self {
            questionnaire,
            seats,
            proof,
            at: None,
            step: Step::Review,
            passed: BTreeSet::new(),
            facts_offered: false,
            offers: Vec::new(),
            today: None,
            doubt: None,
            unreasoned: Vec::new(),
            unproven: Vec::new(),
        };
        let places = interview.places();
        let given = places.iter().rposition(|&place| interview.is_given(place));
        if let Some(last) = given {
            let fields = places[..last].iter().filter_map(|place| match place {
                Place::Field(field) => Some(field.0),
                Place::Question(_) => None,
            });
            interview.passed = fields.collect();
        }
        if let Some(place) = interview.first_open(&places) {
            interview.ask(place);
        }
        interview
    }

    /// The questionnaire.
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// What the first seat said so far, or the only one.
    pub fn answers(&self) -> &Answers {
        &self.seats[0]
    }

    /// What each seat said so far, in their order.
    pub fn all_answers(&self) -> &[Answers] {
        &self.seats
    }

    /// All seats, in their order.
    pub fn seats(&self) -> Vec<Seat> {
        seat::seats(&self.seats)
    }

    /// The seats that are asked a question, in their order.
    pub fn asked(&self, question: QuestionIx) -> Vec<Seat> {
        seat::asked(self.questionnaire, &self.seats, question)
    }

    /// The seats that the line which is awaited now speaks for, in their order.
    pub fn awaited(&self) -> Vec<Seat> {
        let (question, only) = match self.step {
            Step::Question(question) => return self.asked(question),
            Step::Proof(question) => (question, &self.unproven),
            Step::Reason(question) => (question, &self.unreasoned),
            _ => return Vec::new(),
        };
        let mut seats = self.asked(question);
        seats.retain(|seat| only.contains(&seat.position));
        seats
    }

    /// The place that is asked, or was asked before the list was shown.
    pub fn place(&self) -> Option<Place> {
        self.at
    }

    /// Where the interview stands.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether proof is asked for.
    pub fn proof_asking(&self) -> ProofAsking {
        self.proof
    }

    /// Everything that is asked, in order.
    pub fn places(&self) -> Vec<Place> {
        plan::places(self.questionnaire, &self.seats)
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress::of(self.questionnaire, &self.seats)
    }

    /// The minutes that what is open still takes.
    pub fn minutes_left(&self) -> usize {
        let mut places = self.places();
        places.retain(|&place| !self.is_settled(place));
        let role = plan::shared_role(&self.seats);
        minutes::minutes(self.questionnaire, role, self.proof, &places)
    }

    /// Reads a line that was typed where the interview stands.
    ///
    /// # Errors
    ///
    /// It cannot be taken here; the reason says what to type instead.
    pub fn read(&self, line: &str) -> Result<Command, Misread> {
        match self.doubt() {
            Some(doubt) => self.read_at_doubt(doubt, line),
            None => self.step.read(self.questionnaire, &self.awaited(), line),
        }
    }

    /// Takes one command.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        match (self.step, command) {
            (Step::Closed(_), _) | (Step::Review, Command::Review) => Vec::new(),
            (_, Command::Help) => vec![Effect::Help],
            (Step::Doubt, command) => self.at_doubt(command),
            (Step::Finished | Step::Decision(_), Command::Quit) => self.close(Closing::Done),
            (_, Command::Quit) => self.close(Closing::Paused),
            (Step::Finished, _) => vec![Effect::Finished],
            (Step::Decision(step), command @ Command::Facts) => self.at_decision(step, command),
            (_, Command::Facts) => self.facts(),
            (_, Command::Review) => self.go(Step::Review),
            (_, Command::GoTo(target)) => self.go_to(&target),
            (Step::Field(field), command) => self.at_field(field, command),
            (Step::Question(question), command) => self.at_question(question, command),
            (Step::Proof(question), command) => self.at_proof(question, command),
            (Step::Reason(question), command) => self.at_reason(question, command),
            (Step::Note(step), command) => self.at_note(step, command),
            (Step::Review, command) => self.at_review(&command),
            (Step::Decision(step), command) => self.at_decision(step, command),
        }
    }

    pub(super) fn close(&mut self, closing: Closing) -> Vec<Effect> {
        self.step = Step::Closed(closing);
        vec![Effect::Closed(closing)]
    }

    pub(super) fn go(&mut self, step: Step) -> Vec<Effect> {
        self.step = step;
        Vec::new()
    }

    /// Asks a place.
    pub(super) fn ask(&mut self, place: Place) {
        self.at = Some(place);
        self.step = match place {
            Place::Field(field) => Step::Field(field),
            Place::Question(question) => Step::Question(question),
        };
    }

    /// On to the next place that is open: after this one, or else from the
    /// start. With none left but this one, the interview is finished, or the
    /// list shows what was skipped.
    pub(super) fn advance(&mut self) -> Vec<Effect> {
        let (at, places) = (self.at, self.places());
        let mut open = places.iter().copied().filter(|&place| !self.is_settled(place));
        let next = open.clone().find(|&place| Some(place) > at);
        match next.or_else(|| open.find(|&place| Some(place) != at)) {
            Some(place) => {
                self.ask(place);
                Vec::new()
            }
            None if self.is_left_open(&places) => self.go(Step::Review),
            None => self.finish(),
        }
    }

    /// Whether there is something to look at before the end: questions that
    /// were skipped or left as they were and, once, facts.
    fn is_left_open(&mut self, places: &[Place]) -> bool {
        let progress = self.progress();
        let offers_facts = !self.open_facts().is_empty() && !self.facts_offered;
        self.facts_offered = true;
        progress.open() > 0 || offers_facts || self.first_open(places).is_some()
    }

    /// The facts that are asked and have no value, in order.
    pub fn open_facts(&self) -> Vec<FieldIx> {
        let facts = self.places().into_iter().filter_map(|place| match place {
            Place::Field(field) => self.value(field).is_none().then_some(field),
            Place::Question(_) => None,
        });
        facts.collect()
    }

    /// The questions that stay closed as long as a fact is not stated.
    pub fn closed_by(&self, field: FieldIx) -> usize {
        plan::closed_by(self.questionnaire, &self.seats, field)
    }

    /// From a fact on to the questions, and from anywhere else to the facts
    /// that are open.
    fn facts(&mut self) -> Vec<Effect> {
        let open = self.open_facts();
        if let Step::Field(_) = self.step {
            self.passed.extend(open.iter().map(|field| field.0));
            return self.advance();
        }
        let Some(&first) = open.first() else { return vec![Effect::Tell(Notice::NoOpenFact)] };
        for field in &open {
            self.passed.remove(&field.0);
        }
        self.ask(Place::Field(first));
        Vec::new()
    }

    fn finish(&mut self) -> Vec<Effect> {
        self.step = Step::Finished;
        vec![Effect::Finished]
    }

    fn first_open(&self, places: &[Place]) -> Option<Place> {
        places.iter().copied().find(|&place| !self.is_settled(place))
    }

    /// Whether a place does not wait to be asked.
    fn is_settled(&self, place: Place) -> bool {
        match place {
            Place::Field(field) => self.passed.contains(&field.0) || self.is_given(place),
            Place::Question(_) => self.is_given(place),
        }
    }

    /// Whether the answers say something on a place.
    fn is_given(&self, place: Place) -> bool {
        match place {
            Place::Field(field) => self.value(field).is_some(),
            Place::Question(question) => self
                .asked(question)
                .iter()
                .all(|seat| self.answer(seat.position, question).state != AnswerState::NotReached),
        }
    }

    /// The value of a field.
    pub fn value(&self, field: FieldIx) -> Option<&FieldValue> {
        plan::value(&self.seats, field)
    }

    /// To the place before, whether it is answered or not.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        let earlier = self.places().into_iter().rfind(|&place| Some(place) < self.at);
        match earlier {
            Some(place) => {
                self.ask(place);
                Vec::new()
            }
            None => vec![Effect::Tell(Notice::AtStart)],
        }
    }

    fn go_to(&mut self, target: &Target) -> Vec<Effect> {
        let found = match target {
            Target::Number(number) => {
                let questions = plan::questions(self.questionnaire, &self.seats);
                let question = number.checked_sub(1).and_then(|ix| questions.get(ix).copied());
                question.map(Place::Question).ok_or_else(|| number.to_string())
            }
            Target::Id(id) => self.find(id).ok_or_else(|| id.clone()),
        };
        match found {
            Err(typed) => vec![Effect::Tell(Notice::NoSuchQuestion(typed))],
            Ok(place) if self.places().contains(&place) => {
                self.ask(place);
                Vec::new()
            }
            Ok(Place::Question(question)) => vec![Effect::Tell(Notice::NotAsked(question))],
            Ok(Place::Field(_)) => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    fn find(&self, id: &str) -> Option<Place> {
        let field = || self.questionnaire.find_field(id).map(Place::Field);
        self.questionnaire.find_question(id).map(Place::Question).or_else(field)
    }

    /// Enter goes on with what is open; with nothing but skipped questions
    /// left, it ends the interview.
    fn at_review(&mut self, command: &Command) -> Vec<Effect> {
        match command {
            Command::Enter => match self.first_open(&self.places()) {
                Some(place) => {
                    self.ask(place);
                    Vec::new()
                }
                None => self.finish(),
            },
            Command::Back => match self.at {
                Some(place) => {
                    self.ask(place);
                    Vec::new()
                }
                None => vec![Effect::Tell(Notice::AtStart)],
            },
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    pub(super) fn at_field(&mut self, field: FieldIx, command: Command) -> Vec<Effect> {
        match command {
            Command::Enter => {
                self.passed.insert(field.0);
                self.advance()
            }
            Command::Back => self.back(),
            Command::Clear if self.rows(field).is_some() => {
                let rows = self.rows(field).map_or(0, <[_]>::len);
                self.ask_about(Step::Field(field), command, Why::AllRows { field, rows })
            }
            Command::RemoveRow(row) => self.remove_row(field, row),
            Command::Clear => {
                let mut effects = self.set_value(field, None);
                self.passed.insert(field.0);
                effects.extend(self.advance());
                effects
            }
            Command::Value(value) => {
                let mut effects = self.set_value(field, Some(&value));
                effects.extend(self.taken(field, &value));
                effects.extend(self.advance());
                effects
            }
            Command::Row(row) => self.add_row(field, row),
            _ => vec![Effect::Tell(Notice::NotHere)],
        }
    }

    /// Says back how a fact was understood; a text says that itself.
    fn taken(&self, field: FieldIx, value: &FieldValue) -> Option<Effect> {
        let words = self.questionnaire[field].words(value).join(", ");
        let is_plain = matches!(value, FieldValue::Text(_));
        (!is_plain).then_some(Effect::Tell(Notice::Taken(words)))
    }

    /// Rows are added until Enter alone ends the table; a row that is there
    /// already is not added again.
    fn add_row(&mut self, field: FieldIx, row: Vec<Option<FieldValue>>) -> Vec<Effect> {
        let mut rows = self.rows(field).unwrap_or_default().to_vec();
        if row.iter().all(Option::is_none) || rows.contains(&row) {
            return Vec::new();
        }
        rows.push(row);
        self.set_value(field, Some(&FieldValue::Table(rows)))
    }

    /// The rows of a table that has some.
    fn rows(&self, field: FieldIx) -> Option<&[Vec<Option<FieldValue>>]> {
        match self.value(field) {
            Some(FieldValue::Table(rows)) if !rows.is_empty() => Some(rows),
            _ => None,
        }
    }

    /// With the last row the table goes: an empty one states nothing.
    fn remove_row(&mut self, field: FieldIx, row: usize) -> Vec<Effect> {
        let mut rows = self.rows(field).unwrap_or_default().to_vec();
        if row == 0 || row > rows.len() {
            return vec![Effect::Tell(Notice::NoSuchRow { row, rows: rows.len() })];
        }
        rows.remove(row - 1);
        let left = (!rows.is_empty()).then_some(FieldValue::Table(rows));
        self.set_value(field, left.as_ref())
    }

    pub(super) fn set_value(&mut self, field: FieldIx, value: Option<&FieldValue>) -> Vec<Effect> {
        if self.value(field) == value {
            return Vec::new();
        }
        // It stands with the first seat, or with those that have one.
        let has = |seat: &Answers| seat.profile.get(field.0).is_some_and(Option::is_some);
        let is_new = !self.seats.iter().any(has);
        let mut effects = Vec::new();
        for (position, seat) in self.seats.iter_mut().enumerate() {
            if !has(seat) && (position > 0 || !is_new) {
                continue;
            }
            if let Some(place) = seat.profile.get_mut(field.0) {
                *place = value.cloned();
            }
            let edit = Edit::Profile { field, value: value.cloned() };
            effects.push(Effect::Save(SeatEdit { seat: position, edit }));
        }
        effects
    }
}
