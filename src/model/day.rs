//! Days, as files, the interview and the command line name them.

use jiff::civil::Date;

use super::ProblemKind;

/// The years that a day of an assessment can lie in; anything else is a slip
/// of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Reads a day, written year-month-day.
///
/// # Errors
///
/// It is no day, or one too far away to be meant.
pub fn read_day(text: &str) -> Result<Date, ProblemKind> {
    let is_plain =
        text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date: Option<Date> = text.parse().ok().filter(|_| is_plain);
    match date {
        None => Err(ProblemKind::InvalidDate { text: text.to_owned() }),
        Some(date) if YEARS.contains(&date.year()) => Ok(date),
        Some(_) => Err(ProblemKind::FarDate { text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(i16, i8, i8), &str>) {
        let day = read_day(text).map(|date| (date.year(), date.month(), date.day()));
        assert_eq!(day.as_ref().copied().map_err(ProblemKind::code), expected, "{text}");
    }

    #[test]
    fn a_day_is_near_enough_to_be_meant() {
        check("2026-10-14", Ok((2026, 10, 14)));
        check("1990-01-01", Ok((1990, 1, 1)));
        check("2100-12-31", Ok((2100, 12, 31)));
        check("1989-12-31", Err("far-date"));
        check("2101-01-01", Err("far-date"));
        check("0206-10-14", Err("far-date"));
        check("2026-02-30", Err("invalid-date"));
        check("14.10.2026", Err("invalid-date"));
        check("2026-10-1", Err("invalid-date"));
        check("", Err("invalid-date"));
    }
}
