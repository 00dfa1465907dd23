//! The page while it is written: lines of styled pieces. Texts are made
//! harmless here, so that nothing reaches the terminal as it was typed.

use std::io::{self, Write};

use anstyle::Style;

use crate::text::harmless_lines;

use super::ruler::Ruler;
use super::strip::Strip;
use super::style::{Marks, PLAIN, QUIET, STRONG};
use super::{Page, text};

/// One line: pieces of text, each with its style.
#[derive(Clone, Default)]
pub(super) struct Line {
    pieces: Vec<(Style, String)>,
}

impl Line {
    /// An empty line, or one that starts with so many blanks.
    pub(super) fn indented(columns: usize) -> Self {
        Self::default().pad(columns)
    }

    /// A line that starts with a text.
    pub(super) fn of(style: Style, text: &str) -> Self {
        Self::default().add(style, text)
    }

    /// Adds a text.
    pub(super) fn add(self, style: Style, text: &str) -> Self {
        self.raw(style, text::clean(text))
    }

    /// Adds blanks up to a column, and at least none.
    pub(super) fn pad(self, column: usize) -> Self {
        let blanks = column.saturating_sub(self.width());
        self.raw(PLAIN, " ".repeat(blanks))
    }

    /// Adds a text so that it ends before a column.
    pub(super) fn right(self, column: usize, style: Style, text: &str) -> Self {
        let text = text::clean(text);
        self.pad(column.saturating_sub(text::width(&text))).raw(style, text)
    }

    /// Adds what we draw ourselves, blanks included.
    pub(super) fn draw(self, style: Style, drawing: &str) -> Self {
        self.raw(style, drawing.to_owned())
    }

    /// Adds a strip.
    pub(super) fn strip(self, strip: &Strip<'_>) -> Self {
        strip.pieces().into_iter().fold(self, |line, (style, text)| line.raw(style, text))
    }

    fn raw(mut self, style: Style, text: String) -> Self {
        if !text.is_empty() {
            self.pieces.push((style, text));
        }
        self
    }

    pub(super) fn width(&self) -> usize {
        let text: String = self.pieces.iter().map(|(_, text)| text.as_str()).collect();
        text::width(&text)
    }

    /// Writes the line without blanks at its end.
    fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        while let Some((_, last)) = self.pieces.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                break;
            }
            self.pieces.pop();
        }
        for (style, text) in &self.pieces {
            write!(out, "{style}{text}{style:#}")?;
        }
        out.write_all(b"\n")
    }
}

/// All lines of the page.
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) marks: &'static Marks,
    lines: Vec<Line>,
}

/// From here on figures stand beside what they belong to.
const WIDE: usize = 80;

/// Where the texts of fields start.
const FIELDS: usize = 19;

impl Sheet {
    pub(super) fn new(page: Page) -> Self {
        let width = page.width.clamp(Page::NARROWEST, Page::WIDEST);
        Self { width, marks: Marks::of(page.charset), lines: Vec::new() }
    }

    /// Whether figures stand above a strip, for there is no room beside it.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < WIDE
    }

    /// The columns beyond 80.
    pub(super) fn to_spare(&self) -> usize {
        self.width.saturating_sub(WIDE)
    }

    pub(super) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// An empty line, unless there is one.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// A line across the page.
    pub(super) fn rule(&mut self) {
        let rule = self.marks.rule.to_string().repeat(self.width);
        self.push(Line::of(QUIET, &rule));
    }

    /// The heading of a section, in capitals.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.text(0, STRONG, &text.to_uppercase());
    }

    /// A paragraph that starts at a column.
    pub(super) fn text(&mut self, column: usize, style: Style, text: &str) {
        for line in text::wrap(text, self.width - column) {
            self.push(Line::indented(column).add(style, &line));
        }
    }

    /// A text at a column, after a line that was begun. Where that has no room
    /// left, the text starts on the next line.
    pub(super) fn hang(&mut self, begun: Line, column: usize, style: Style, text: &str) {
        self.hang_lines(begun, column, style, text::wrap(text, self.width - column));
    }

    /// The same for lines that are wrapped already.
    pub(super) fn hang_lines(
        &mut self,
        begun: Line,
        column: usize,
        style: Style,
        lines: Vec<String>,
    ) {
        let mut line = begun;
        if line.width() > 0 && line.width() >= column {
            self.push(std::mem::take(&mut line));
        }
        let mut rest = lines.into_iter();
        if let Some(first) = rest.next() {
            line = line.pad(column).add(style, &first);
        }
        if line.width() > 0 {
            self.push(line);
        }
        for next in rest {
            self.push(Line::indented(column).add(style, &next));
        }
    }

    /// The names of the bands above a ruler that starts at a column.
    pub(super) fn band_names(&mut self, column: usize, ruler: Ruler<'_>) {
        let names = ruler.names(self.width - column).into_iter();
        for line in names.filter(|line| !line.trim().is_empty()) {
            self.push(Line::indented(column).draw(QUIET, &line));
        }
    }

    /// A named part of the item above it.
    pub(super) fn field(&mut self, name: &str, style: Style, text: &str) {
        self.hang(Line::indented(2).add(QUIET, name), FIELDS, style, text);
    }

    /// A bullet.
    pub(super) fn bullet(&mut self, column: usize, text: &str) {
        self.hang(Line::indented(column).add(PLAIN, "-"), column + 2, PLAIN, text);
    }

    /// Writes all lines.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        harmless_lines(out, |out| self.lines.into_iter().try_for_each(|line| line.write(out)))
    }
}
