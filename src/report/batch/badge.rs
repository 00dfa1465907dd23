//! A badge: the verdict in a few words, as a drawing or for a service that
//! draws. Its colour repeats what the words say.

use std::io::{self, Write};

use serde_json::json;

use crate::report::model::Report;
use crate::report::words;

use super::seen::Seen;

const LABEL: &str = "prevention gap";

/// What a badge is made of, one report after the other.
#[derive(Clone, Debug, Default)]
pub struct Badge {
    seen: Seen,
    /// "P 41.0 R 68.0 gap +27.0" of the only report; both scores always
    /// stand beside the gap.
    scores: Option<String>,
    left_out: usize,
}

/// A colour, by the name that badge services know and as it is drawn: white
/// letters on it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour {
    name: &'static str,
    drawn: &'static str,
}

const RED: Colour = Colour { name: "red", drawn: "#b3261e" };
const GREEN: Colour = Colour { name: "green", drawn: "#1a6e34" };
/// Scores without a gate are neither good nor bad.
const BLUE: Colour = Colour { name: "blue", drawn: "#0b5296" };
const GREY: Colour = Colour { name: "lightgrey", drawn: "#5a6169" };

impl Badge {
    /// Adds an assessment.
    pub fn add(&mut self, report: &Report) {
        self.seen.add(report);
        self.scores = if self.seen.assessments == 1 { scores(report) } else { None };
    }

    /// Says how many documents were left out in all.
    pub fn leave_out(&mut self, documents: usize) {
        self.left_out = documents;
    }

    /// Writes the badge as a drawing that stands alone.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn write_svg(&self, out: &mut dyn Write) -> io::Result<()> {
        let message = self.message();
        let (left, right) = (width(LABEL), width(&message));
        let all = left + right;
        let colour = self.colour().drawn;
        write!(
            out,
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{all}" height="20" viewBox="0 0 {all} 20" role="img" aria-label="{LABEL}: {message}"><title>{LABEL}: {message}</title><clipPath id="c"><rect width="{all}" height="20" rx="3"/></clipPath><g clip-path="url(#c)"><rect width="{left}" height="20" fill="#3f464d"/><rect x="{left}" width="{right}" height="20" fill="{colour}"/></g><g fill="#fff" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="11">"##
        )?;
        for (x, box_width, text) in [(0, left, LABEL), (left, right, message.as_str())] {
            let (x, length) = (x + SIDE, box_width - 2 * SIDE);
            write!(out, r#"<text x="{x}" y="14" textLength="{length}">{text}</text>"#)?;
        }
        writeln!(out, "</g></svg>")
    }

    /// Writes the badge as the JSON that badge services read.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let badge = json!({
            "schemaVersion": 1,
            "label": LABEL,
            "message": self.message(),
            "color": self.colour().name,
        });
        writeln!(out, "{badge}")
    }

    /// Words and numbers of ours alone: nothing in it has to be escaped.
    fn message(&self) -> String {
        let Seen { assessments, published, gates, gates_not_met, .. } = self.seen;
        let mut parts = Vec::new();
        if gates == 0 || assessments == 1 {
            parts.push(match &self.scores {
                Some(scores) => scores.clone(),
                None if assessments == 0 => "nothing scored".to_owned(),
                None if assessments == published => format!("{assessments} scored"),
                None if assessments == 1 => "not scored".to_owned(),
                None => format!("{published} of {assessments} scored"),
            });
        }
        if gates_not_met > 0 {
            parts.push(format!("{gates_not_met} of {} not met", words::count(gates, "gate")));
        } else if gates > 0 {
            parts.push(format!("{} met", words::count(gates, "gate")));
        }
        if self.left_out > 0 {
            parts.push(format!("{} left out", self.left_out));
        }
        parts.join(", ")
    }

    fn colour(&self) -> Colour {
        let Seen { published, gates, gates_not_met, .. } = self.seen;
        match (gates_not_met + self.left_out, gates, published) {
            (1.., ..) => RED,
            (0, 1.., _) => GREEN,
            (0, 0, 1..) => BLUE,
            (0, 0, 0) => GREY,
        }
    }
}

fn scores(report: &Report) -> Option<String> {
    let overall = &report.overall;
    let score = |score: Option<crate::model::Score>| Some(score?.published);
    let (prevention, resolution) =
        (score(overall.prevention.score)?, score(overall.resolution.score)?);
    let gap = score(overall.gap.points)?.signed();
    Some(format!("P {prevention} R {resolution} gap {gap}"))
}

/// Blank columns on either side of a text.
const SIDE: usize = 6;

/// How wide a text and its sides are drawn, in pixels: the letters are those
/// of messages, roughly as wide as Verdana draws them, and the drawing fits
/// them to it.
fn width(text: &str) -> usize {
    let letter = |letter: char| match letter {
        'i' | 'l' | ' ' | '.' | ',' => 4,
        'f' | 't' | 'r' | '-' => 5,
        '+' | 'm' => 9,
        _ => 7,
    };
    text.chars().map(letter).sum::<usize>() + 2 * SIDE
}
