//! Plain lines on standard input and output, without a single escape: for
//! screen readers, pipes and tests.

use std::io::{self, BufRead, Read as _, Write};

use prevention_gap::report::table::Charset;
use prevention_gap::text;

use super::paste;
use super::prompt::{Event, Prompt};
use super::screen::{Look, Room, Screen};

/// So many bytes of a line are read; an endless one is no answer.
const LONGEST: u64 = 1 << 20;

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
        lines.into_iter().try_for_each(|line| say(&mut self.output, &line.text))
    }

    fn show_again(&mut self, _screen: &Screen, messages: &[String]) -> io::Result<()> {
        messages.iter().try_for_each(|message| say(&mut self.output, &text::line(message)))
    }

    fn ask(&mut self, prompt: &str) -> io::Result<Event> {
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let mut line = Vec::new();
        let mut input = (&mut self.input).take(LONGEST);
        let length = input.read_until(b'\n', &mut line)?;
        if length as u64 == LONGEST {
            return Err(io::Error::other("a line of standard input is longer than 1 MiB"));
        }
        if length == 0 {
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

/// Writes a line that may stand in a log.
fn say(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", text::harmless(line))
}
