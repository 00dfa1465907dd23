//! How an interview talks with people: a screen out, a line in. Two kinds
//! stand behind this: plain lines, and a terminal.

use std::io;

use super::screen::{Room, Screen};

/// Shows screens and asks for lines.
pub(super) trait Prompt {
    /// How much room there is now.
    fn room(&self) -> Room;

    /// Whether a person sits there, who can be asked what to do.
    fn has_person(&self) -> bool;

    /// Shows a screen.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    fn show(&mut self, screen: &Screen) -> io::Result<()>;

    /// Shows a screen that was shown already, with something to say about the
    /// line that was typed.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    fn show_again(&mut self, screen: &Screen, messages: &[String]) -> io::Result<()>;

    /// Asks for a line.
    ///
    /// # Errors
    ///
    /// The input cannot be read.
    fn ask(&mut self, prompt: &str) -> io::Result<Event>;

    /// Lets a text be edited. `None` where it was left as it is.
    ///
    /// # Errors
    ///
    /// There is no editor, or it failed.
    fn edit(&mut self, text: &str) -> io::Result<Option<String>>;
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A line.
    Line(String),
    /// Several lines that arrived at once, as when a text is pasted.
    Pasted(String),
    /// The input has ended.
    End,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}
