//! The interview itself: screen, line, command, effects, until it is over.

use std::io;
use std::path::PathBuf;

use prevention_gap::interview::{Closing, Command, Effect, Interview, Offer, Step};
use prevention_gap::model::SeatEdit;

use super::interrupt;
use super::prompt::{Event, Prompt};
use super::screen::{self, Kept, Screen, View};
use super::store::Store;
use crate::cli::exit::Failure;

/// How an interview ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As the people wanted.
    Closed(Closing),
    /// By Ctrl-C.
    Interrupted,
}

/// What an interview runs on.
pub(super) struct Drive<'a, 'q> {
    pub(super) interview: Interview<'q>,
    pub(super) prompt: &'a mut dyn Prompt,
    pub(super) store: &'a mut dyn Store,
    /// Whether anything is written at all.
    pub(super) writes: Writes,
    /// Said with the next screen.
    pub(super) messages: Vec<String>,
    /// How often the list of questions was turned on.
    pub(super) page: usize,
}

/// Whether answers reach a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writes {
    /// Nothing is to be written.
    Never,
    /// All is written.
    Yes,
    /// It should be, but the last save failed.
    Failing,
}

/// What comes after a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterSave {
    /// The interview goes on.
    GoOn,
    /// It could not be saved, and the people want to stop.
    Stop,
}

/// Shows the end and finds the actions that decisions are asked on.
pub(super) type Ending<'e> = dyn FnMut(&Interview<'_>) -> Result<Vec<Offer>, Failure> + 'e;

impl Drive<'_, '_> {
    /// Saves what was taken over, and asks until it is over.
    pub(super) fn run(
        mut self,
        taken_over: Vec<SeatEdit>,
        ending: &mut Ending<'_>,
    ) -> Result<(Outcome, Writes), Failure> {
        let effects = taken_over.into_iter().map(Effect::Save).collect();
        if let Some(closing) = self.carry_out(effects, ending)? {
            return Ok((Outcome::Closed(closing), self.writes));
        }
        let mut shown = None;
        loop {
            let (event, now) = self.step(shown)?;
            shown = Some(now);
            let effects = match event {
                Event::Line(line) => self.take(&line)?,
                Event::Pasted(text) => self.take_pasted(&text),
                Event::End => self.interview.apply(Command::Quit),
                Event::Interrupted => return Ok((Outcome::Interrupted, self.writes)),
            };
            if let Some(closing) = self.carry_out(effects, ending)? {
                return Ok((Outcome::Closed(closing), self.writes));
            }
        }
    }

    /// Shows the step and asks. One that is on screen already is not read out
    /// again where only a message is new.
    fn step(&mut self, shown: Option<Step>) -> io::Result<(Event, Step)> {
        let screen = self.draw(screen::draw);
        let messages = std::mem::take(&mut self.messages);
        let step = self.interview.step();
        if shown == Some(step) && !messages.is_empty() {
            self.prompt.show_again(&screen, &messages)?;
        } else {
            self.prompt.show(&screen)?;
        }
        Ok((self.prompt.ask(&screen.prompt)?, step))
    }

    fn draw(&self, draw: fn(&View<'_>, screen::Room) -> Screen) -> Screen {
        let path = self.store.path();
        let kept = match self.writes {
            Writes::Never => Kept::Nowhere,
            Writes::Yes => Kept::In(path),
            Writes::Failing => Kept::NotIn(path),
        };
        let page = self.page;
        let view = View { interview: &self.interview, kept, page, messages: &self.messages };
        draw(&view, self.prompt.room())
    }

    fn take(&mut self, line: &str) -> io::Result<Vec<Effect>> {
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
    fn help(&mut self) -> io::Result<Vec<Effect>> {
        loop {
            let screen = self.draw(screen::draw_help);
            self.messages.clear();
            self.prompt.show(&screen)?;
            match self.prompt.ask(&screen.prompt)? {
                Event::Line(line) if line.trim().is_empty() => return Ok(Vec::new()),
                Event::Line(line) => match self.interview.read(&line) {
                    Ok(Command::Help) => {}
                    Ok(command) => return Ok(self.interview.apply(command)),
                    Err(misread) => self.messages.push(sentence(&misread.to_string())),
                },
                Event::Pasted(_) => {}
                Event::End => return Ok(self.interview.apply(Command::Quit)),
                Event::Interrupted => return Err(io::ErrorKind::Interrupted.into()),
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
                    Effect::Finished => {
                        let offers = ending(&self.interview)?;
                        more.extend(self.interview.offer(offers));
                    }
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

    /// Saves at once. Where that fails the interview goes on, and another file
    /// is offered.
    fn save(&mut self, edits: &[SeatEdit]) -> io::Result<AfterSave> {
        if edits.is_empty() {
            return Ok(AfterSave::GoOn);
        }
        let saved = interrupt::not_while(|| self.store.save(edits));
        let Err(error) = saved else {
            if self.writes == Writes::Failing {
                self.writes = Writes::Yes;
                self.messages.push("Saved again, with everything so far.".to_owned());
            }
            return Ok(AfterSave::GoOn);
        };
        self.writes = Writes::Failing;
        let mut trouble = error.to_string();
        loop {
            let lines = [
                format!("{}: {}", self.store.path().display(), sentence(&trouble)),
                "Nothing is lost: your answers are in memory, and each answer tries again."
                    .to_owned(),
                "Type the name of another file to go on there, or press Enter to go on here; q \
                 stops, and what is only in memory is lost."
                    .to_owned(),
            ];
            let lines = lines.map(|text| (String::new(), text));
            let strong = "The answer could not be saved";
            let screen = screen::draw_text(strong, &lines, "File", self.prompt.room());
            self.prompt.show(&screen)?;
            let Event::Line(line) = self.prompt.ask(&screen.prompt)? else {
                return Ok(AfterSave::GoOn);
            };
            let file = match line.trim() {
                "" => return Ok(AfterSave::GoOn),
                "q" | "Q" => return Ok(AfterSave::Stop),
                file => PathBuf::from(file),
            };
            match interrupt::not_while(|| self.store.move_to(&file)) {
                Ok(()) => {
                    self.writes = Writes::Yes;
                    return Ok(AfterSave::GoOn);
                }
                Err(error) => trouble = error.to_string(),
            }
        }
    }
}

/// A sentence as people read it: a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
