//! Plain lines on standard input and output, without a single escape: for
//! screen readers, pipes and tests.

use std::io::{self, BufRead, Write};

use prevention_gap::report::table::Charset;

use super::paste;
use super::prompt::{Event, Prompt};
use super::screen::{Look, Room, Screen};

/// Reads and writes plain lines.
pub(super) struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
    has_person: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub(super) fn new(input: R, output: W, width: usize, has_person: bool) -> Self {
        Self { input, output, width, has_person }
    }
}

impl<R: BufRead, W: Write> Prompt for Plain<R, W> {
    fn room(&self) -> Room {
        Room { width: self.width, height: None, charset: Charset::Ascii }
    }

    fn has_person(&self) -> bool {
        self.has_person
    }

    fn show(&mut self, screen: &Screen) -> io::Result<()> {
        writeln!(self.output)?;
        // A drawn line is noise to a screen reader.
        let lines = screen.lines.iter().filter(|line| line.look != Look::Rule);
        lines.into_iter().try_for_each(|line| writeln!(self.output, "{}", line.text))
    }

    fn show_again(&mut self, _screen: &Screen, messages: &[String]) -> io::Result<()> {
        messages.iter().try_for_each(|message| writeln!(self.output, "{message}"))
    }

    fn ask(&mut self, prompt: &str) -> io::Result<Event> {
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            writeln!(self.output)?;
            return Ok(Event::End);
        }
        let line = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        Ok(paste::complete(line))
    }

    fn edit(&mut self, _text: &str) -> io::Result<Option<String>> {
        let sentence = "there is no editor with --plain; type the note here";
        Err(io::Error::new(io::ErrorKind::Unsupported, sentence))
    }
}
