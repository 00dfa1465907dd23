//! The interview itself: screen, line, command, effects, until it is over.

use std::mem;
use std::sync::Arc;

use prevention_gap::interview::{Closing, Command, Effect, Interview, Step};
use prevention_gap::model::SeatEdit;
use prevention_gap::yaml::Catalog;

use super::ending;
use super::interrupt;
use super::prompt::{Event, Prompt};
use super::screen::{self, Kept, Screen, View};
use super::standing::{Record, Standing};
use super::store::Store;
use crate::cli::exit::{Ended, Failure};

/// How an interview came to its end.
pub(super) struct End {
    /// What was done.
    pub(super) closing: Closing,
    /// Where what was said is.
    pub(super) standing: Standing,
    /// What is said where the input ended before the interview did.
    pub(super) ended_early: Option<String>,
    /// What is said about the last save.
    pub(super) told: Option<String>,
    /// How the run ends, if all is saved.
    pub(super) ended: Ended,
}

/// What an interview runs on.
pub(super) struct Drive<'a, 'q> {
    pub(super) interview: Interview<'q>,
    pub(super) prompt: &'a mut dyn Prompt,
    pub(super) store: &'a mut dyn Store,
    pub(super) catalog: Arc<Catalog>,
    /// Said with the next screen.
    pub(super) messages: Vec<String>,
    /// How often the list of questions was turned on.
    pub(super) page: usize,
    /// No line will come any more.
    pub(super) input_ended: bool,
    /// The last save failed.
    pub(super) save_failed: bool,
    /// The people know that something is not saved, and want no other file.
    pub(super) gave_up: bool,
}

/// What comes after a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterSave {
    /// The interview goes on.
    GoOn,
    /// It could not be saved, and nobody can or wants to do anything about it.
    Stop,
}

/// Shows the end and finds the actions that decisions are asked on.
pub(super) type Ending<'e> = dyn FnMut(&mut Interview<'_>) -> Result<Vec<Effect>, Failure> + 'e;

impl Drive<'_, '_> {
    /// Saves what was taken over, and asks until it is over.
    pub(super) fn run(
        mut self,
        taken_over: Vec<SeatEdit>,
        ending: &mut Ending<'_>,
    ) -> Result<End, Failure> {
        interrupt::hold(self.record());
        let effects = taken_over.into_iter().map(Effect::Save).collect();
        let mut closing = self.carry_out(effects, ending)?;
        let mut shown = None;
        loop {
            if let Some(closing) = closing {
                self.save_at_last()?;
                return Ok(self.end(closing));
            }
            let (event, now) = self.step(shown)?;
            shown = Some(now);
            let effects = match event {
                Event::Line(line) => self.take(&line)?,
                Event::Pasted(text) => self.take_pasted(&text),
                Event::End | Event::Interrupted => self.interview.apply(Command::Quit),
            };
            closing = self.carry_out(effects, ending)?;
        }
    }

    fn end(&mut self, closing: Closing) -> End {
        let told = self.store.told();
        let ended_early = self.input_ended.then(|| ending::ended_early(&self.interview));
        let ended_early = ended_early.flatten();
        let is_published = || ending::is_published(&self.interview, &self.catalog);
        let ended = match ended_early {
            Some(_) if !is_published() => Ended::NothingPublished,
            _ => Ended::Done,
        };
        End { closing, standing: self.record().standing(), ended_early, told, ended }
    }

    /// What was said so far, and where it should be.
    pub(super) fn record(&self) -> Record {
        Record {
            file: self.store.file().map(ToOwned::to_owned),
            seats: self.interview.all_answers().to_vec(),
            catalog: Arc::clone(&self.catalog),
        }
    }

    /// Shows the step and asks. One that is on screen already is not read out
    /// again where only a message is new.
    fn step(&mut self, shown: Option<Step>) -> Result<(Event, Step), Failure> {
        let screen = self.draw(screen::draw);
        let messages = mem::take(&mut self.messages);
        let step = self.interview.step();
        if shown == Some(step) && !messages.is_empty() {
            self.prompt.show_again(&screen, &messages)?;
        } else {
            self.prompt.show(&screen)?;
        }
        Ok((self.ask(&screen.prompt)?, step))
    }

    /// Asks for a line. Whoever presses Ctrl-C has ended the run by then.
    fn ask(&mut self, prompt: &str) -> Result<Event, Failure> {
        let event = self.prompt.ask(prompt)?;
        match event {
            Event::Interrupted => {
                interrupt::wait_for_the_end();
                Err(Failure::Interrupted)
            }
            Event::End => {
                self.input_ended = true;
                Ok(event)
            }
            Event::Line(_) | Event::Pasted(_) => Ok(event),
        }
    }

    /// Shows a few words and asks for a line.
    pub(super) fn show_and_ask(
        &mut self,
        strong: &str,
        lines: &[String],
        prompt: &str,
    ) -> Result<Event, Failure> {
        let screen = screen::draw_words(strong, lines, prompt, self.prompt.room());
        self.prompt.show(&screen)?;
        self.ask(&screen.prompt)
    }

    fn draw(&self, draw: fn(&View<'_>, screen::Room) -> Screen) -> Screen {
        let standing = self.record().standing();
        let kept = match &standing {
            Standing::DryRun => Kept::Nowhere,
            Standing::Saved(path) => Kept::In(path),
            Standing::NotSaved(path, _) => Kept::NotIn(path),
        };
        let page = self.page;
        let view = View { interview: &self.interview, kept, page, messages: &self.messages };
        draw(&view, self.prompt.room())
    }

    fn take(&mut self, line: &str) -> Result<Vec<Effect>, Failure> {
        match self.interview.read(line) {
            Ok(Command::Help) => self.help(),
            Ok(command) => {
                let is_list = self.interview.step() == Step::Review;
                let turns = is_list && command == Command::Review;
                self.page = if turns { self.page + 1 } else { 0 };
                Ok(self.interview.apply(command))
            }
            Err(misread) => {
                self.messages.push(sentence(&misread.to_string()));
                Ok(Vec::new())
            }
        }
    }

    /// Several lines at once are a note where a note is asked, and nothing
    /// anywhere else.
    fn take_pasted(&mut self, text: &str) -> Vec<Effect> {
        if let Step::Note(_) = self.interview.step() {
            return self.interview.apply(Command::Text(text.trim().to_owned()));
        }
        let lines = text.lines().count();
        self.messages.push(format!(
            "{lines} lines arrived at once, and none was taken. A text of several lines can be \
             pasted as a note: n, Enter, and paste"
        ));
        Vec::new()
    }

    /// Shows the help of the step; a line other than Enter is taken at once.
    fn help(&mut self) -> Result<Vec<Effect>, Failure> {
        loop {
            let screen = self.draw(screen::draw_help);
            self.messages.clear();
            self.prompt.show(&screen)?;
            match self.ask(&screen.prompt)? {
                Event::Line(line) if line.trim().is_empty() => return Ok(Vec::new()),
                Event::Line(line) => match self.interview.read(&line) {
                    Ok(Command::Help) => {}
                    Ok(command) => return Ok(self.interview.apply(command)),
                    Err(misread) => self.messages.push(sentence(&misread.to_string())),
                },
                Event::Pasted(_) => {}
                Event::End | Event::Interrupted => {
                    return Ok(self.interview.apply(Command::Quit));
                }
            }
        }
    }

    fn carry_out(
        &mut self,
        effects: Vec<Effect>,
        ending: &mut Ending<'_>,
    ) -> Result<Option<Closing>, Failure> {
        let mut waiting = effects;
        while !waiting.is_empty() {
            // What one line says of several seats is one save.
            let is_save = |effect: &Effect| match effect {
                Effect::Save(edit) => Some(edit.clone()),
                _ => None,
            };
            let edits: Vec<SeatEdit> = waiting.iter().filter_map(is_save).collect();
            let is_over = matches!(self.interview.step(), Step::Closed(_));
            if self.save(&edits)? == AfterSave::Stop && !is_over {
                waiting = self.interview.apply(Command::Quit);
                continue;
            }
            let mut more = Vec::new();
            for effect in waiting {
                match effect {
                    Effect::Save(_) | Effect::Help => {}
                    Effect::Tell(notice) => {
                        let said = notice.sentence(self.interview.questionnaire());
                        self.messages.push(sentence(&said));
                    }
                    Effect::EditNote { text, .. } => more.extend(self.edit_note(&text)),
                    Effect::Finished => more.extend(ending(&mut self.interview)?),
                    Effect::Closed(closing) => return Ok(Some(closing)),
                }
            }
            waiting = more;
        }
        Ok(None)
    }

    fn edit_note(&mut self, text: &str) -> Vec<Effect> {
        match self.prompt.edit(text) {
            Ok(Some(edited)) => self.interview.apply(Command::Edited(edited)),
            Ok(None) => Vec::new(),
            Err(error) => {
                self.messages.push(sentence(&error.to_string()));
                Vec::new()
            }
        }
    }
}

/// A sentence as people read it: a capital and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
