//! People as marks: one each, in lines of ten; more than twenty in a place are
//! bars with the count. The two sides differ by shape.

use std::fmt::Write as _;

use crate::report::model::{LevelsReport, Marks};

/// What stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    /// A full disc: leaders, or everyone.
    Disc,
    /// An open square: the frontline.
    Square,
}

/// More people than these in one place are a bar, and all others with it.
const MOST_MARKS: u32 = 20;
const IN_A_LINE: u32 = 10;
/// From one mark to the next.
const STEP: u32 = 11;
/// How wide the longest bar is.
const LONGEST: u32 = 72;

/// Whether people are bars, where so many are the largest count.
pub(super) fn is_bar(most: u32) -> bool {
    most > MOST_MARKS
}

/// How wide the bar of so many people is.
pub(super) fn bar_width(count: u32, most: u32) -> u32 {
    (LONGEST * count).div_ceil(most.max(1))
}

/// So many people, drawn from the left top corner; `most` is the largest count
/// that is compared.
pub(super) fn people(count: u32, most: u32, person: Person) -> String {
    if is_bar(most) {
        return bar(count, most, person);
    }
    let mut marks = String::new();
    for place in 0..count {
        let (x, y) = (STEP * (place % IN_A_LINE), STEP * (place / IN_A_LINE));
        let _ = match person {
            Person::Disc => {
                write!(marks, r#"<circle class="who" cx="{}" cy="{}" r="4"/>"#, x + 5, y + 5)
            }
            Person::Square => write!(
                marks,
                r#"<rect class="whom" x="{}.75" y="{}.75" width="6.5" height="6.5"/>"#,
                x + 1,
                y + 1
            ),
        };
    }
    marks
}

fn bar(count: u32, most: u32, person: Person) -> String {
    let width = bar_width(count, most);
    let class = match person {
        Person::Disc => "who",
        Person::Square => "whom",
    };
    if count == 0 {
        return String::new();
    }
    format!(r#"<rect class="{class}" x="1" y="1" width="{width}" height="8"/>"#)
}

/// What is drawn at a level, counted from 0, in a line of text: the people who
/// gave it with their count beside, or a ring for a small group with its mean.
pub(in crate::report) fn marks_in_line(levels: &LevelsReport, level: usize, most: u32) -> String {
    match levels.marks_at(level) {
        Some(Marks::People(count)) => people_in_line(count, most),
        Some(Marks::Group) => format!(
            r#"<svg class="ppl" aria-hidden="true" focusable="false" width="11" height="11" viewBox="0 0 11 11">{}</svg><span class="pc many">{}</span>"#,
            group(),
            levels.group_words().unwrap_or_default()
        ),
        None if levels.counts.is_some() => people_in_line(0, most),
        None => String::new(),
    }
}

/// A small group as a whole: a ring, drawn from the left top corner.
pub(super) fn group() -> &'static str {
    r#"<circle cx="5.5" cy="5.5" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/>"#
}

/// People in a line of text, with their count beside them.
fn people_in_line(count: u32, most: u32) -> String {
    if count == 0 {
        return r#"<span class="zero">0</span>"#.to_owned();
    }
    // All bars have the same room, so that a page that sets them smaller keeps
    // them alike.
    let (width, height) = if is_bar(most) {
        (LONGEST + 2, 10)
    } else {
        (STEP * count.min(IN_A_LINE) - 1, STEP * count.div_ceil(IN_A_LINE) - 1)
    };
    // Marks can be counted, so a page may leave their count out.
    let class = if is_bar(most) { "pc many" } else { "pc" };
    format!(
        r#"<svg class="ppl" aria-hidden="true" focusable="false" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{}</svg><span class="{class}">{count}</span>"#,
        people(count, most, Person::Disc)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: u32, most: u32, person: Person, mark: &str, marks: usize) {
        assert_eq!(people(count, most, person).matches(mark).count(), marks);
    }

    #[test]
    fn people_are_marks_and_many_are_a_bar() {
        check(0, 5, Person::Disc, "<circle", 0);
        check(5, 5, Person::Disc, "<circle", 5);
        check(20, 20, Person::Square, "<rect", 20);
        check(21, 21, Person::Square, "<rect", 1);
        check(1, 21, Person::Disc, "<rect", 1);
        check(0, 21, Person::Disc, "<rect", 0);
    }

    #[test]
    fn the_count_stands_beside_them() {
        assert!(people_in_line(7, 7).ends_with(r#"<span class="pc">7</span>"#));
        // Eleven marks are two lines: 21 high, and ten marks wide.
        assert!(people_in_line(11, 11).contains(r#"width="109" height="21""#));
        assert!(people_in_line(60, 120).contains(r#"<rect class="who" x="1" y="1" width="36""#));
        assert!(!people_in_line(0, 7).contains("<svg"));
    }
}
