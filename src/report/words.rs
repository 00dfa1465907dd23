//! Small words: plurals, lists, dates and money, the same in every sentence.

use jiff::civil::Date;

/// Who answered, where no roles are told apart.
pub(super) const EVERYONE: &str = "Everyone";

/// "1 question", "3 questions". The plural adds an `s`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// "1 person", "4 people".
pub(super) fn people(number: u32) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

/// "a", "a and b", "a, b and c".
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "14 October 2026".
pub(super) fn date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // jiff counts months from 1.
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// A text with its first letter in capitals.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An amount to two or three significant digits, as a report says it:
/// "EUR 1.50m", "EUR 84k", "EUR 640".
pub(super) fn money(amount: f64, currency: &str) -> String {
    if amount >= 999_500_000.0 {
        format!("{currency} {:.2}bn", amount / 1e9)
    } else if amount >= 999_500.0 {
        format!("{currency} {:.2}m", amount / 1e6)
    } else if amount >= 999.5 {
        format!("{currency} {:.0}k", amount / 1e3)
    } else {
        format!("{currency} {amount:.0}")
    }
}

/// A level or a mean of levels: "3", "2.5".
pub(super) fn level(level: f64) -> String {
    format!("{}", tenths(level))
}

/// Halves away from zero, as scores are rounded; what strayed from a half by
/// rounding lies on it.
fn tenths(level: f64) -> f64 {
    (level * 10.0 + 1e-9).round() / 10.0
}

/// A mean of levels, always with a decimal: "4.0".
pub(super) fn mean(mean: f64) -> String {
    format!("{:.1}", tenths(mean))
}

/// A figure of the statistics with two decimals; zero has no sign.
pub(super) fn decimals(figure: f64) -> String {
    let figure = format!("{figure:.2}");
    if figure == "-0.00" { "0.00".to_owned() } else { figure }
}

/// The same for a figure that limits give a word to, which is never told higher
/// than it is: 0.699 is not 0.70.
pub(super) fn decimals_down(figure: f64) -> String {
    // What strayed from a limit by rounding lies on it.
    decimals((figure * 100.0 + 1e-7).floor() / 100.0)
}

/// "2 documents with problems are left out."
pub fn documents_left_out(count: usize) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} with problems {are} left out.", self::count(count, "document"))
}

/// "and 2 more files are not read".
pub(super) fn more_not_read(count: usize) -> String {
    match count {
        1 => "and 1 more file is not read".to_owned(),
        more => format!("and {more} more files are not read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plurals_are_spelled_once() {
        assert_eq!(count(1, "question"), "1 question");
        assert_eq!(count(0, "question"), "0 questions");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[track_caller]
    fn check_money(amount: f64, expected: &str) {
        assert_eq!(money(amount, "EUR"), expected);
    }

    #[test]
    fn money_is_said_without_false_precision() {
        check_money(1_501_766.4, "EUR 1.50m");
        check_money(84_312.0, "EUR 84k");
        check_money(640.2, "EUR 640");
        check_money(999_600.0, "EUR 1.00m");
        check_money(0.0, "EUR 0");
        check_money(2.5e9, "EUR 2.50bn");
    }

    #[test]
    fn a_figure_with_a_word_is_never_told_higher_than_it_is() {
        for (figure, expected) in
            [(0.699, "0.69"), (0.7, "0.70"), (0.5, "0.50"), (-0.001, "-0.01"), (-0.0, "0.00")]
        {
            assert_eq!(decimals_down(figure), expected);
        }
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date(jiff::civil::date(2026, 10, 14)), "14 October 2026");
        assert_eq!(date(jiff::civil::date(2027, 1, 1)), "1 January 2027");
        assert_eq!(date(jiff::civil::date(2026, 12, 31)), "31 December 2026");
    }

    #[test]
    fn levels_show_a_decimal_only_where_there_is_one() {
        assert_eq!(level(3.0), "3");
        assert_eq!(level(2.5), "2.5");
        assert_eq!(level(2.333), "2.3");
        assert_eq!([mean(4.0), mean(2.25), mean(1.0 / 0.8)], ["4.0", "2.3", "1.3"]);
    }
}
