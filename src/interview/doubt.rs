//! What is asked about before it is done: a name that looks like a command, a
//! day that has passed, a whole table that would go.

use jiff::civil::Date;

use super::command::Command;
use super::effect::Effect;
use super::machine::Interview;
use super::misread::Misread;
use super::step::Step;
use crate::model::FieldIx;

/// Something that was typed and may not be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Where it was typed.
    pub(super) step: Step,
    /// What is done if it is meant.
    pub(super) command: Command,
    /// What is doubtful about it.
    pub(super) why: Why,
}

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// All rows of this table would go, and so many they are.
    AllRows { field: FieldIx, rows: usize },
    /// This name is a command elsewhere.
    Name(String),
    /// This day has passed.
    Past(Date),
}

impl Doubt {
    /// What is asked.
    pub fn question(&self) -> String {
        match &self.why {
            Why::AllRows { rows: 1, .. } => "Take out the only row?".to_owned(),
            Why::AllRows { rows, .. } => format!("Take out all {rows} rows?"),
            Why::Name(name) => format!("Is `{name}` the name of who takes it on?"),
            Why::Past(day) => format!("{day} has passed. Is that the day?"),
        }
    }
}

impl Interview<'_> {
    /// What is asked about now.
    pub fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref().filter(|_| self.step == Step::Doubt)
    }

    pub(super) fn ask_about(&mut self, step: Step, command: Command, why: Why) -> Vec<Effect> {
        self.doubt = Some(Doubt { step, command, why });
        self.go(Step::Doubt)
    }

    /// Reads a line that answers a doubt. What is no answer is read as if it
    /// had been typed instead of what is doubtful.
    pub(super) fn read_at_doubt(&self, doubt: &Doubt, line: &str) -> Result<Command, Misread> {
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => Ok(Command::Yes),
            "" | "n" | "no" | "b" => Ok(Command::Back),
            _ => doubt.step.read(self.questionnaire, &[], line),
        }
    }

    pub(super) fn at_doubt(&mut self, command: Command) -> Vec<Effect> {
        let Some(doubt) = self.doubt.take() else { return self.go(Step::Review) };
        self.step = doubt.step;
        match (command, doubt.why, doubt.step) {
            (Command::Back | Command::Enter, ..) => Vec::new(),
            (Command::Yes, Why::AllRows { field, .. }, _) => self.set_value(field, None),
            (Command::Yes, _, Step::Decision(step)) => self.decide(step, doubt.command),
            (command, ..) => self.apply(command),
        }
    }
}
