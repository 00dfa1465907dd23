//! The terminal: a fresh screen for each step, and one line to type in. The
//! only file that knows dialoguer.
//!
//! The screen is drawn here and not by a menu of dialoguer's, whose long items
//! break. Lines are read again by the interview, so that both kinds of prompt
//! take the same words; pasted lines are looked for after each of them.

use std::fmt;
use std::io::{self, Write as _};

use anstyle::Style;
use dialoguer::console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Editor, Input};

use super::paste;
use super::prompt::{Event, Prompt};
use super::screen::{Look, Room, Screen, Start};
use crate::cli::output;

/// A terminal.
pub(super) struct Rich {
    term: Term,
}

impl Rich {
    pub(super) fn new() -> Self {
        Self { term: Term::stderr() }
    }

    /// Gives the terminal back as it is now: its modes, and a cursor that can
    /// be seen.
    pub(super) fn restore(&self) -> impl Fn() + Send + 'static {
        let term = self.term.clone();
        #[cfg(unix)]
        let modes = rustix::termios::tcgetattr(io::stdin()).ok();
        move || {
            #[cfg(unix)]
            if let Some(modes) = &modes {
                let now = rustix::termios::OptionalActions::Now;
                let _ = rustix::termios::tcsetattr(io::stdin(), now, modes);
            }
            // Nobody is left to tell if the terminal has gone.
            let _ = term.show_cursor();
        }
    }
}

impl Prompt for Rich {
    fn room(&self) -> Room {
        let (rows, columns) = self.term.size();
        Room {
            width: usize::from(columns),
            height: Some(usize::from(rows)),
            charset: output::charset(),
        }
    }

    fn has_person(&self) -> bool {
        true
    }

    fn show(&mut self, screen: &Screen) -> io::Result<()> {
        if screen.start == Start::Fresh {
            self.term.clear_screen()?;
        }
        let mut out = anstream::stderr();
        for line in &screen.lines {
            let style = style(line.look);
            writeln!(out, "{style}{}{style:#}", line.text)?;
        }
        out.flush()
    }

    fn show_again(&mut self, screen: &Screen, _messages: &[String]) -> io::Result<()> {
        self.show(screen)
    }

    fn ask(&mut self, prompt: &str) -> io::Result<Event> {
        let asked = Input::<String>::with_theme(&Short)
            .with_prompt(prompt)
            .allow_empty(true)
            .interact_text_on(&self.term);
        match asked {
            Ok(line) => Ok(paste::complete(line)),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                Ok(Event::Interrupted)
            }
            Err(dialoguer::Error::IO(error)) => Err(error),
        }
    }

    fn edit(&mut self, text: &str) -> io::Result<Option<String>> {
        let edited = Editor::new().extension(".txt").require_save(true).edit(text);
        edited.map_err(|dialoguer::Error::IO(error)| error)
    }
}

fn style(look: Look) -> Style {
    match look {
        Look::Plain | Look::Hint | Look::Blank => Style::new(),
        Look::Strong => Style::new().bold(),
        Look::Quiet | Look::Rule => Style::new().dimmed(),
    }
}

/// The prompt as it is, without a colon or a mark of its own.
struct Short;

impl Theme for Short {
    fn format_input_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        _default: Option<&str>,
    ) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        line: &str,
    ) -> fmt::Result {
        // Enough to see what was taken; a longer line would break.
        let line: String = line.chars().take(40).filter(|letter| !letter.is_control()).collect();
        write!(f, "{prompt}{line}")
    }
}
