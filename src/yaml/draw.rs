//! Problems drawn for a terminal: the lines they stand on, underlined.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::line_column;
use crate::model::{Problem, Severity, Span};
use crate::text::{is_hidden, visible};

/// How many bytes of a line are shown on each side of a place.
const MARGIN: usize = 400;

/// How far two places may be apart to be shown in one picture.
const NEAR: usize = 4000;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The text that problems were found in.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What to call it: the path of the file.
    pub name: &'a str,
    /// The document.
    pub bytes: &'a [u8],
    /// The line of the file on which the document starts, from 1.
    pub first_line: usize,
}

/// Whether to draw with colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With escape sequences.
    Always,
    /// Plain text.
    Never,
}

/// Draws problems, each with its place and what to do about it.
pub fn draw(problems: &[Problem], source: &Source<'_>, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let mut drawn = String::new();
    for problem in problems {
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn.push_str(&renderer.render(&[group(problem, source)]));
        drawn.push('\n');
    }
    drawn
}

fn group<'a>(problem: &'a Problem, source: &Source<'a>) -> Group<'a> {
    let level = match problem.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let sentence = problem.kind.to_string();
    let title = level.primary_title(visible(&sentence).into_owned()).id(problem.kind.code());
    let mut group = Group::with_title(title);
    for window in windows(problem, source.bytes) {
        group = window.add_to(group, source);
    }
    match problem.kind.help() {
        Some(help) => group.element(Level::HELP.message(visible(&help).into_owned())),
        None => group,
    }
}

/// The parts of the text that a problem shows: its place, and the place that
/// belongs to it, in one window if they are near each other.
fn windows<'a>(problem: &Problem, bytes: &'a [u8]) -> Vec<Window<'a>> {
    let mut marks =
        vec![Mark { span: problem.span.clone(), kind: AnnotationKind::Primary, label: None }];
    if let Some(related) = &problem.related {
        let (span, label) = (related.span.clone(), Some(related.label));
        marks.push(Mark { span, kind: AnnotationKind::Context, label });
    }
    let starts = || marks.iter().map(|mark| mark.span.start);
    let apart = starts().max().unwrap_or(0) - starts().min().unwrap_or(0);
    if apart <= NEAR {
        return vec![Window { bytes, marks }];
    }
    marks.into_iter().map(|mark| Window { bytes, marks: vec![mark] }).collect()
}

/// Some lines of a document, with marks in them.
struct Window<'a> {
    bytes: &'a [u8],
    marks: Vec<Mark>,
}

struct Mark {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'static str>,
}

impl<'a> Window<'a> {
    fn add_to(self, group: Group<'a>, source: &Source<'a>) -> Group<'a> {
        let shown = self.shown();
        let before = source.first_line.saturating_sub(1);
        let (line, column) = line_column(self.bytes, shown.start);
        let text = lines(&self.bytes[shown.clone()]);
        let marks: Vec<_> = self.marks.iter().map(|mark| self.annotation(mark, &shown)).collect();
        let snippet = Snippet::source(text).line_start(line + before).annotations(marks);
        if column == 1 {
            return group.element(snippet.path(source.name));
        }
        // The line is cut, so that its columns have to be told.
        let (line, column) = line_column(self.bytes, self.first());
        let origin = Origin::path(source.name).line(line + before).char_column(column);
        group.element(origin).element(snippet)
    }

    /// Where the first mark starts.
    fn first(&self) -> usize {
        let first = self.marks.iter().map(|mark| mark.span.start).min();
        first.unwrap_or(0).min(self.bytes.len())
    }

    /// The bytes that are shown: whole lines, unless a line is very long.
    fn shown(&self) -> Range<usize> {
        let length = self.bytes.len();
        let first = self.first();
        let last = self.marks.iter().map(|mark| mark.span.start).max().unwrap_or(0).min(length);
        let is_end = |byte: &u8| *byte == b'\n';
        let line_start = self.bytes[..first].iter().rposition(is_end).map_or(0, |end| end + 1);
        let line_end = self.bytes[last..].iter().position(is_end).map_or(length, |end| last + end);
        let start = line_start.max(first.saturating_sub(MARGIN));
        let end = line_end.min(last + MARGIN);
        let mark = if self.bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let start = self.boundary(start.max(mark.min(first)));
        start..self.boundary(end).max(start)
    }

    /// The next place at or behind an offset where a character starts.
    fn boundary(&self, offset: usize) -> usize {
        let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
        let rest = &self.bytes[offset..];
        offset + rest.iter().take(3).take_while(continues).count()
    }

    fn annotation(&self, mark: &Mark, shown: &Range<usize>) -> Annotation<'a> {
        let inside = |offset: usize| offset.clamp(shown.start, shown.end);
        let line_end = self.bytes[inside(mark.span.start)..shown.end]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(shown.end, |end| inside(mark.span.start) + end);
        let text_offset = |offset: usize| lines(&self.bytes[shown.start..inside(offset)]).len();
        let start = text_offset(mark.span.start);
        let end = text_offset(mark.span.end.min(line_end)).max(start);
        mark.kind.span(start..end).label(mark.label)
    }
}

/// Lines of a document as they are shown: what is hidden by its code, and
/// blanks and line breaks as they are.
fn lines(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for letter in String::from_utf8_lossy(bytes).chars() {
        match letter {
            '\n' | '\r' | '\t' => shown.push(letter),
            _ if is_hidden(letter) => shown.push_str(&visible(letter.encode_utf8(&mut [0; 4]))),
            _ => shown.push(letter),
        }
    }
    shown
}
