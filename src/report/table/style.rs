//! The look of the page in one place: the styles, and the marks that are drawn
//! in Unicode or in ASCII. Colour only repeats what a mark or a word says.

use anstyle::{AnsiColor, Color, Style};

use crate::model::Lens;

/// Which marks the page is drawn with. Texts stay as they were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// `●──◇`
    Unicode,
    /// `P--R`
    Ascii,
}

pub(super) const PLAIN: Style = Style::new();
pub(in crate::report) const STRONG: Style = Style::new().bold();
/// Grounds: how we know, and what the axis says.
pub(super) const QUIET: Style = Style::new().dimmed();
const PREVENTION: Style = colour(AnsiColor::Cyan);
const RESOLUTION: Style = colour(AnsiColor::Yellow);

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// The style of a lens.
pub(super) fn of(lens: Lens) -> Style {
    match lens {
        Lens::Prevention => PREVENTION,
        Lens::Resolution => RESOLUTION,
    }
}

/// The letter of a lens.
pub(super) fn letter(lens: Lens) -> char {
    match lens {
        Lens::Prevention => 'P',
        Lens::Resolution => 'R',
    }
}

/// What strips and rules are drawn with; each is one column wide.
pub(super) struct Marks {
    prevention: char,
    resolution: char,
    /// Both scores in the same column.
    pub(super) both: char,
    /// The gap between two scores.
    pub(super) gap: char,
    /// Either end of the ruler.
    pub(super) end: char,
    /// Where a band starts.
    pub(super) tick: char,
    /// The lower end of a range.
    pub(super) lower: char,
    /// The upper end of a range.
    pub(super) upper: char,
    prevention_bar: char,
    resolution_bar: char,
    /// A line across the page.
    pub(super) rule: char,
    /// A step that was reached.
    pub(super) full: char,
    /// A step that was not.
    pub(super) open: char,
    /// A person who gave an answer.
    pub(super) person: char,
    /// What a bar of many people is drawn with.
    pub(super) people: char,
}

impl Marks {
    pub(super) fn of(charset: Charset) -> &'static Self {
        match charset {
            Charset::Unicode => &UNICODE,
            Charset::Ascii => &ASCII,
        }
    }

    /// The mark of a score.
    pub(super) fn score(&self, lens: Lens) -> char {
        match lens {
            Lens::Prevention => self.prevention,
            Lens::Resolution => self.resolution,
        }
    }

    /// The head of a column of scores: "● P", or "P" alone.
    pub(super) fn head(&self, lens: Lens) -> String {
        let (mark, letter) = (self.score(lens), letter(lens));
        if mark == letter { letter.to_string() } else { format!("{mark} {letter}") }
    }

    /// What the range of a score is drawn with.
    pub(super) fn bar(&self, lens: Lens) -> char {
        match lens {
            Lens::Prevention => self.prevention_bar,
            Lens::Resolution => self.resolution_bar,
        }
    }
}

const UNICODE: Marks = Marks {
    prevention: '●',
    resolution: '◇',
    both: '◈',
    gap: '─',
    end: '│',
    tick: '·',
    lower: '├',
    upper: '┤',
    prevention_bar: '━',
    resolution_bar: '─',
    rule: '─',
    full: '●',
    open: '○',
    person: '•',
    people: '━',
};

const ASCII: Marks = Marks {
    prevention: 'P',
    resolution: 'R',
    both: 'X',
    gap: '-',
    end: '|',
    tick: '.',
    lower: '[',
    upper: ']',
    prevention_bar: '=',
    resolution_bar: '-',
    rule: '-',
    full: '#',
    open: '.',
    person: 'o',
    people: '=',
};
