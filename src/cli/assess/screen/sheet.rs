//! A screen while it is drawn: lines that are wrapped here, so that no
//! terminal has to, and typed text made harmless.

use prevention_gap::report::table::Charset;
use prevention_gap::text;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr as _;

/// How much room there is, and what can be drawn in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::assess) struct Room {
    /// Columns.
    pub(in crate::cli::assess) width: usize,
    /// Rows, or `None` where lines may run on.
    pub(in crate::cli::assess) height: Option<usize>,
    /// Which marks the terminal knows.
    pub(in crate::cli::assess) charset: Charset,
}

/// What a line is, for how it looks and for what goes first where room is
/// short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::assess) enum Look {
    /// Text.
    Plain,
    /// What is asked.
    Strong,
    /// What stands around it.
    Quiet,
    /// Help that can be looked up with `?`.
    Hint,
    /// A line that is drawn across the screen.
    Rule,
    /// Nothing.
    Blank,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli::assess) struct Line {
    /// What it says.
    pub(in crate::cli::assess) text: String,
    /// What it is.
    pub(in crate::cli::assess) look: Look,
}

/// Whether a screen takes the place of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::assess) enum Start {
    /// On an empty screen.
    Fresh,
    /// Below what is there.
    Below,
}

/// A whole screen, with the prompt that stands last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli::assess) struct Screen {
    /// The lines, top to bottom.
    pub(in crate::cli::assess) lines: Vec<Line>,
    /// What stands before the cursor.
    pub(in crate::cli::assess) prompt: String,
    /// Where it starts.
    pub(in crate::cli::assess) start: Start,
}

/// The lines of a screen that is being drawn.
pub(super) struct Sheet {
    room: Room,
    pub(super) width: usize,
    lines: Vec<Line>,
}

/// Wider lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 30;

impl Sheet {
    pub(super) fn new(room: Room) -> Self {
        // The last column stays free: some terminals break the line there.
        let width = room.width.saturating_sub(1).clamp(NARROWEST, WIDEST);
        Self { room, width, lines: Vec::new() }
    }

    pub(super) fn charset(&self) -> Charset {
        self.room.charset
    }

    pub(super) fn push(&mut self, look: Look, text: String) {
        self.lines.push(Line { text, look });
    }

    /// An empty line, unless there is one.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.look != Look::Blank) {
            self.push(Look::Blank, String::new());
        }
    }

    /// A paragraph.
    pub(super) fn text(&mut self, look: Look, text: &str) {
        self.hang(look, "", text);
    }

    /// A paragraph that hangs under its start.
    pub(super) fn hang(&mut self, look: Look, start: &str, text: &str) {
        let indent = " ".repeat(start.width());
        let options = Options::new(self.width)
            .initial_indent(start)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&text::line(text), options) {
            self.push(look, line.into_owned());
        }
    }

    /// Two texts at both ends of a line, or on two lines where there is no
    /// room.
    pub(super) fn sides(&mut self, look: Look, left: &str, right: &str) {
        let left = text::line(left);
        let between = self.width.saturating_sub(left.width() + right.width());
        if right.is_empty() || between < 2 {
            self.text(look, &left);
            if !right.is_empty() {
                self.text(look, right);
            }
        } else {
            self.push(look, format!("{left}{}{right}", " ".repeat(between)));
        }
    }

    /// A line across the screen that shows how far it has come.
    pub(super) fn progress(&mut self, done: usize, of: usize) {
        let (full, open) = match self.charset() {
            Charset::Unicode => ("━", "─"),
            Charset::Ascii => ("=", "-"),
        };
        let filled = (self.width * done).checked_div(of).unwrap_or(0);
        let rule = full.repeat(filled) + &open.repeat(self.width - filled);
        self.push(Look::Rule, rule);
    }

    /// How many rows there are so far.
    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Where a list that starts at `top` is longer than the screen, keeps the
    /// page of it that has the row `here`, or one so many turns on, and leaves
    /// room for some rows below. Returns which page it is, and of how many.
    pub(super) fn keep_page(
        &mut self,
        top: usize,
        here: usize,
        turns: usize,
        below: usize,
    ) -> Option<(usize, usize)> {
        /// A page of less is of no use.
        const LEAST: usize = 4;
        // The last row is the prompt's.
        let rows = self.room.height?.saturating_sub(top + below + 1).max(LEAST);
        let all = self.lines.len().saturating_sub(top);
        if all <= rows {
            return None;
        }
        let pages = all.div_ceil(rows);
        let page = (here.saturating_sub(top) / rows + turns) % pages;
        let kept: Vec<Line> = self.lines.drain(top..).skip(page * rows).take(rows).collect();
        self.lines.extend(kept);
        Some((page + 1, pages))
    }

    /// The screen. Where it is too tall, empty lines go first, then the rule,
    /// then what `?` shows as well.
    pub(super) fn screen(mut self, prompt: &str) -> Screen {
        let mark = match self.charset() {
            Charset::Unicode => "›",
            Charset::Ascii => ">",
        };
        let rows = self.room.height.map_or(usize::MAX, |height| height.saturating_sub(1));
        for look in [Look::Blank, Look::Rule, Look::Hint] {
            while self.lines.len() > rows {
                let Some(last) = self.lines.iter().rposition(|line| line.look == look) else {
                    break;
                };
                self.lines.remove(last);
            }
        }
        Screen { lines: self.lines, prompt: format!("{prompt} {mark} "), start: Start::Fresh }
    }
}
