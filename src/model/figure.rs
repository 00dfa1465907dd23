//! Numbers and amounts of money as people write them: one grammar for files,
//! for the interview and for the form's page.
//!
//! ```text
//! number = digits [mark digits]              18404   6.5   6,5   0.125
//!        | parted [mark digits]              1,234,567   1.234,5   1'234.5   18 404
//! share  = number ["%"]                      12 %
//! money  = number currency | currency number 6.80 EUR   €6.80   CHF 1'234.50
//! ```
//!
//! Digits are 0 to 9. A mark is a point or a comma. Thousands are parted by
//! commas, by points, by apostrophes or by blanks, never by two of these, and
//! not by the mark that decimals follow.
//!
//! One mark with exactly three digits behind it, and anything but 0 before it,
//! has two readings, 18.404 and 18404: it is refused, and those that make sense
//! are offered.

use super::{Money, ProblemKind};

/// Blanks that people, and programs that set type, part thousands with.
const BLANKS: &str = " \u{a0}\u{2007}\u{2009}\u{202f}";

/// What decimals follow.
const MARKS: &str = ".,";

/// What parts thousands, each with the marks that decimals follow beside it.
const PARTINGS: [(&str, &str); 4] = [(",", "."), (".", ","), ("'\u{2019}", MARKS), (BLANKS, MARKS)];

/// What stands before a negative number: hyphen, minus and dash.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];

/// How many digits there may be before the mark: so many that none is lost.
const MOST_DIGITS: usize = 15;

/// How many digits there may be behind the mark.
const MOST_DECIMALS: usize = 20;

/// Currencies that have a sign of their own.
pub const CURRENCY_SIGNS: [(char, &str); 2] = [('€', "EUR"), ('£', "GBP")];

/// Units of numbers that are shares of a whole.
const SHARES: [&str; 3] = ["percent", "per cent", "%"];

/// Units of numbers that count things, of which there is no half.
const COUNTED: [&str; 19] = [
    "agents",
    "calls",
    "cases",
    "complaints",
    "contacts",
    "customers",
    "emails",
    "employees",
    "incidents",
    "mails",
    "messages",
    "orders",
    "parcels",
    "people",
    "requests",
    "returns",
    "teams",
    "tickets",
    "visits",
];

/// What a number can sensibly be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A share of a whole: 0 to 100.
    Share,
    /// A count: whole.
    Count,
    /// In another unit: any number from 0 up.
    Measure,
    /// Without a unit: any number from 0 up, or a share of something.
    Bare,
}

impl Scale {
    /// The scale of numbers that are in a unit.
    pub fn of(unit: Option<&str>) -> Self {
        match unit.map(|unit| unit.trim().to_lowercase()).as_deref() {
            None => Self::Bare,
            Some(share) if SHARES.contains(&share) => Self::Share,
            Some(counted) if COUNTED.contains(&counted) => Self::Count,
            Some(_) => Self::Measure,
        }
    }

    /// What the form's script calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Bare => "bare",
        }
    }

    fn takes_percent(self) -> bool {
        matches!(self, Self::Share | Self::Bare)
    }
}

/// Reads a number that is in a unit.
///
/// # Errors
///
/// It is not in the grammar, has two readings, or makes no sense in its unit.
pub fn read_number(text: &str, unit: Option<&str>) -> Result<f64, ProblemKind> {
    let text = text.trim();
    let scale = Scale::of(unit);
    let bare = text.strip_suffix('%').filter(|_| scale.takes_percent());
    let bare = bare.unwrap_or(text).trim_end();
    let not_a_number = || ProblemKind::InvalidNumber { text: text.to_owned() };
    let figure = Figure::read(bare)
        .ok_or_else(|| below_zero("this number", bare).unwrap_or_else(not_a_number))?;
    let is_sound = |reading: &str| {
        reading.parse().is_ok_and(|number| nonsense(number, reading, unit).is_none())
    };
    figure.has_one_reading(text, 0, "", is_sound)?;
    let number = figure.number().ok_or_else(not_a_number)?;
    match nonsense(number, bare, unit) {
        Some(problem) => Err(problem),
        None => Ok(number),
    }
}

/// What a number cannot be in its unit.
fn nonsense(number: f64, value: &str, unit: Option<&str>) -> Option<ProblemKind> {
    let value = value.to_owned();
    match Scale::of(unit) {
        Scale::Share if number > 100.0 => {
            let noun = "a share".to_owned();
            Some(ProblemKind::OutOfRange { noun, value, low: 0, high: Some(100) })
        }
        Scale::Count if number.fract() > 0.0 => {
            Some(ProblemKind::NotWhole { unit: unit?.to_owned(), value })
        }
        Scale::Share | Scale::Count | Scale::Measure | Scale::Bare => None,
    }
}

impl Money {
    /// Reads an amount with its currency, in whatever way it is written.
    ///
    /// # Errors
    ///
    /// It is not in the grammar, has two readings, or is below zero.
    pub fn read(text: &str) -> Result<Self, ProblemKind> {
        let text = text.trim();
        let not_money = || ProblemKind::InvalidMoney { text: text.to_owned() };
        let (amount, currency) = amount_and_currency(text).ok_or_else(not_money)?;
        let figure = Figure::read(amount)
            .ok_or_else(|| below_zero("an amount of money", amount).unwrap_or_else(not_money))?;
        figure.has_one_reading(text, 2, &format!(" {currency}"), |_| true)?;
        let amount = figure.number().ok_or_else(not_money)?;
        Ok(Self { amount, written: format!("{} {currency}", figure.plain()), currency })
    }
}

/// The currency stands before the amount or behind it, and never twice.
fn amount_and_currency(text: &str) -> Option<(&str, String)> {
    let (before, behind) = (text.get(..3), text.len().checked_sub(3).and_then(|at| text.get(at..)));
    let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some(code) = before.filter(is_code) {
        return Some((text[3..].trim_start(), code.to_ascii_uppercase()));
    }
    if let Some(code) = behind.filter(is_code) {
        return Some((text[..text.len() - 3].trim_end(), code.to_ascii_uppercase()));
    }
    CURRENCY_SIGNS.iter().find_map(|&(sign, code)| {
        let behind = || text.strip_suffix(sign).map(str::trim_end);
        let amount = text.strip_prefix(sign).map(str::trim_start).or_else(behind)?;
        Some((amount, code.to_owned()))
    })
}

/// What is wrong with a number that is one but for the minus before it.
fn below_zero(noun: &str, text: &str) -> Option<ProblemKind> {
    Figure::read(text.strip_prefix(MINUS)?.trim_start())?;
    let (noun, value) = (noun.to_owned(), text.to_owned());
    Some(ProblemKind::OutOfRange { noun, value, low: 0, high: None })
}

/// The digits of a number, before and behind its mark.
#[derive(Debug, PartialEq, Eq)]
struct Figure<'t> {
    whole: String,
    decimals: &'t str,
    /// Whether something says that the mark does not part thousands.
    is_parted: bool,
}

impl<'t> Figure<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let plain = || Self::split(text, MARKS, |whole| digits(whole, 1..=MOST_DIGITS));
        let parted = || {
            let parting = |&(part, marks): &(&str, &str)| {
                Self::split(text, marks, |whole| thousands(whole, part))
            };
            let figure = PARTINGS.iter().find_map(parting)?;
            Some(Self { is_parted: true, ..figure })
        };
        plain().or_else(parted)
    }

    fn split(text: &'t str, marks: &str, whole: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let is_mark = |letter: char| marks.contains(letter);
        let (before, decimals) = match text.rsplit_once(is_mark) {
            Some((before, behind)) => (before, digits(behind, 1..=MOST_DECIMALS).map(|_| behind)?),
            None => (text, ""),
        };
        Some(Self { whole: whole(before)?, decimals, is_parted: false })
    }

    /// Refuses what may be thousands and may be decimals, and offers those
    /// readings that are taken. Where none is, something else is wrong with it.
    fn has_one_reading(
        &self,
        text: &str,
        places: usize,
        behind: &str,
        is_taken: impl Fn(&str) -> bool,
    ) -> Result<(), ProblemKind> {
        if self.is_parted || !looks_parted(&self.whole, self.decimals) {
            return Ok(());
        }
        let small = self.decimals.trim_end_matches('0');
        let small = format!("{small:0<places$}");
        let both = [format!("{}{}", self.whole, self.decimals), clear(&self.whole, &small)];
        let taken = both.into_iter().filter(|reading| is_taken(reading));
        let readings: Vec<String> = taken.map(|reading| format!("{reading}{behind}")).collect();
        if readings.is_empty() {
            return Ok(());
        }
        Err(ProblemKind::AmbiguousNumber { text: text.to_owned(), readings })
    }

    /// The same number in the one way that everybody reads alike.
    fn plain(&self) -> String {
        clear(&self.whole, self.decimals)
    }

    fn number(&self) -> Option<f64> {
        self.plain().parse().ok()
    }
}

fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<String> {
    let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits && count.contains(&text.len())).then(|| text.to_owned())
}

/// The digits of `1,234,567`, where `part` holds what may stand between.
fn thousands(text: &str, part: &str) -> Option<String> {
    let mut groups = text.split(|letter| part.contains(letter));
    let first = groups.next().filter(|first| !first.starts_with('0'))?;
    let mut all = digits(first, 1..=3)?;
    for group in groups {
        all.push_str(&digits(group, 3..=3)?);
    }
    (first.len() < all.len() && all.len() <= MOST_DIGITS).then_some(all)
}

/// Whether three digits behind a mark could be thousands.
fn looks_parted(whole: &str, decimals: &str) -> bool {
    decimals.len() == 3 && whole.bytes().any(|digit| digit != b'0')
}

/// Digits with at most one point, and never three behind it that could be
/// thousands.
fn clear(whole: &str, decimals: &str) -> String {
    match decimals {
        "" => whole.to_owned(),
        _ if looks_parted(whole, decimals) => format!("{whole}.{decimals}0"),
        _ => format!("{whole}.{decimals}"),
    }
}

/// A number as it is written into a file, so that it reads back as the same.
pub fn write_number(number: f64) -> String {
    if number.abs() >= 1e15 {
        return format!("{number:?}");
    }
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    clear(whole, decimals)
}

/// A number as people read it: `18,404`, `6.5`.
pub(super) fn shown_number(number: f64) -> String {
    with_thousands(&write_number(number))
}

/// An amount as people read it: `EUR 6.80`, `EUR 18,404`.
pub(super) fn shown_money(money: &Money) -> String {
    let amount = money.written.split(' ').next().unwrap_or_default();
    format!("{} {}", money.currency, with_thousands(amount))
}

/// Commas between the thousands of plain digits.
fn with_thousands(plain: &str) -> String {
    let whole = plain.split('.').next().unwrap_or_default();
    let mut shown = String::with_capacity(plain.len() + 4);
    for (at, digit) in plain.char_indices() {
        let left = whole.len().saturating_sub(at);
        if at > 0 && left > 0 && left % 3 == 0 && digit.is_ascii_digit() {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// The grammar as regular expressions, for the form's page: the first that
/// takes a text has its whole digits in group 1, with what parts thousands,
/// and its decimals in group 2. Only of the first, for plain digits, three
/// decimals have two readings.
pub fn number_patterns() -> Vec<String> {
    let decimals = |marks: &str| format!("(?:[{marks}]([0-9]{{1,{MOST_DECIMALS}}}))?");
    let groups = MOST_DIGITS / 3 - 1;
    let plain = format!("^([0-9]{{1,{MOST_DIGITS}}}){}$", decimals(MARKS));
    let parted = PARTINGS.iter().map(|(part, marks)| {
        let marks = decimals(marks);
        format!("^([1-9][0-9]{{0,2}}(?:[{part}][0-9]{{3}}){{1,{groups}}}){marks}$")
    });
    std::iter::once(plain).chain(parted).collect()
}

/// An amount as a regular expression, for the form's page: the currency in
/// group 1 or in group 3, and never in both, with the number in group 2.
pub fn money_pattern() -> String {
    let signs: String = CURRENCY_SIGNS.iter().map(|(sign, _)| sign).collect();
    let currency = format!("([A-Za-z]{{3}}|[{signs}])?");
    format!("^{currency}\\s*(.*?)\\s*{currency}$")
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    /// Checks what a number in a unit is taken for: its value, or the code of
    /// what is wrong with it.
    #[track_caller]
    fn check(unit: &str, text: &str, expected: Result<f64, &str>) {
        let unit = Some(unit).filter(|unit| !unit.is_empty());
        let read = read_number(text, unit);
        assert_eq!(read.as_ref().copied().map_err(ProblemKind::code), expected, "{text:?}");
    }

    #[test]
    fn a_number_is_read_in_the_ways_that_people_write_it() {
        check("", "18404", Ok(18404.0));
        check("", "0", Ok(0.0));
        check("", " 6.5 ", Ok(6.5));
        check("", "6,5", Ok(6.5));
        check("", "0.125", Ok(0.125));
        check("", "0,125", Ok(0.125));
        check("", "0.500", Ok(0.5));
        check("", "12.5000", Ok(12.5));
        check("", "1,234,567", Ok(1_234_567.0));
        check("", "1.234.567", Ok(1_234_567.0));
        check("", "1'234", Ok(1234.0));
        check("", "1\u{2019}234\u{2019}567.8", Ok(1_234_567.8));
        check("", "18 404", Ok(18404.0));
        check("", "18\u{a0}404", Ok(18404.0));
        check("", "18\u{2009}404", Ok(18404.0));
        check("", "18\u{202f}404", Ok(18404.0));
        check("", "1,234.5", Ok(1234.5));
        check("", "1.234,5", Ok(1234.5));
        check("", "1,234.567", Ok(1234.567));
        check("", "1 234.567", Ok(1234.567));
        check("", "999,999,999,999,999", Ok(999_999_999_999_999.0));
        check("", "0.30000000000000004", Ok(0.3 + 1.0 / 2_f64.powi(54)));
    }

    #[test]
    fn three_digits_behind_one_mark_have_two_readings() {
        for text in ["18.404", "18,404", "12.500", "1.000", "1,000", "1234.567", "10.000"] {
            check("", text, Err("ambiguous-number"));
            check("contacts", text, Err("ambiguous-number"));
        }
        check("percent", "12.500 %", Err("ambiguous-number"));
    }

    #[test]
    fn what_is_no_number_is_not_guessed_at() {
        let wrong = [
            "",
            "many",
            "1e3",
            "0x1F",
            "०",
            "१८",
            "٣",
            ".5",
            "5.",
            "+5",
            "1,23,456",
            "1,234 567",
            "12 34",
            "1 2345",
            "0,123,456",
            "1.2.3",
            "1..5",
            "1 000,",
            "12 EUR",
            "18k",
            "∞",
            "1,234,567,890,123,456",
            "1234567890123456",
        ];
        for text in wrong {
            check("", text, Err("invalid-number"));
        }
        for text in ["-5", "\u{2212}5", "\u{2013} 5", "-1,234.5", "-0.5"] {
            check("", text, Err("out-of-range"));
        }
    }

    #[test]
    fn a_number_makes_sense_in_its_unit() {
        check("percent", "12 %", Ok(12.0));
        check("%", "12.5%", Ok(12.5));
        check("Percent", "100", Ok(100.0));
        check("percent", "100.1", Err("out-of-range"));
        check("percent", "150 %", Err("out-of-range"));
        check("percent", "12 % %", Err("invalid-number"));
        check("", "150 %", Ok(150.0));
        check("contacts", "12 %", Err("invalid-number"));
        check("contacts", "18404.0", Ok(18404.0));
        check("contacts", "18404.5", Err("not-whole"));
        check("minutes", "6.5", Ok(6.5));
        check("minutes", "150", Ok(150.0));
        check("contacts per order", "0.25", Ok(0.25));
    }

    #[track_caller]
    fn check_money(text: &str, expected: Result<&str, &str>) {
        let read = Money::read(text).map(|money| money.written);
        let read = read.as_deref().map_err(ProblemKind::code);
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn money_is_kept_in_one_way_and_read_in_several() {
        check_money("6.80 EUR", Ok("6.80 EUR"));
        check_money("0 GBP", Ok("0 GBP"));
        check_money("6.80eur", Ok("6.80 EUR"));
        check_money("EUR 6.80", Ok("6.80 EUR"));
        check_money("6,80 EUR", Ok("6.80 EUR"));
        check_money("€6.80", Ok("6.80 EUR"));
        check_money("6.80\u{a0}€", Ok("6.80 EUR"));
        check_money("£1,200.50", Ok("1200.50 GBP"));
        check_money("1.234,567 EUR", Ok("1234.5670 EUR"));
        check_money("6.800 EUR", Err("ambiguous-number"));
        check_money("€6,800", Err("ambiguous-number"));
        check_money("-6.80 EUR", Err("out-of-range"));
        check_money("EUR \u{2212}5", Err("out-of-range"));
        for text in ["", "EUR", "6.80", "6.80 dollars", "$5", "EUR 6 EUR", "€6 EUR", "nan EUR"] {
            check_money(text, Err("invalid-money"));
        }
        check_money(&format!("{} EUR", "9".repeat(400)), Err("invalid-money"));
        let money = Money::read("1,234.50 USD").expect("it is money");
        assert_eq!((money.amount, money.currency.as_str()), (1234.5, "USD"));
    }

    /// What is offered has one reading each, and reads as what was offered.
    #[test]
    fn both_readings_are_offered() {
        let check = |text: &str, expected: [&str; 2], values: [f64; 2]| {
            let Err(ProblemKind::AmbiguousNumber { readings, .. }) = read_number(text, None) else {
                panic!("{text} has one reading")
            };
            assert_eq!(readings, expected);
            let read = readings.iter().map(|offer| read_number(offer, None));
            assert_eq!(read.collect::<Vec<_>>(), values.map(Ok));
        };
        check("18.404", ["18404", "18.4040"], [18404.0, 18.404]);
        check("12,500", ["12500", "12.5"], [12500.0, 12.5]);
        check("1.000", ["1000", "1"], [1000.0, 1.0]);
        let offer = Money::read("€6.800").expect_err("it has two readings");
        let help = "write `6800 EUR` or `6.80 EUR`";
        assert_eq!(offer.help().as_deref(), Some(help));
    }

    /// Nothing is offered that would be refused in its turn.
    #[test]
    fn only_what_makes_sense_is_offered() {
        let check = |unit: &str, text: &str, help: &str| {
            let problem = read_number(text, Some(unit)).expect_err("it is unclear");
            assert_eq!(problem.help().as_deref(), Some(help), "{text}");
        };
        check("contacts", "18.404", "only one of them makes sense here: write `18404`");
        check("contacts", "1,000", "write `1000` or `1`");
        check("percent", "12.500 %", "only one of them makes sense here: write `12.5`");
        check("minutes", "18.404", "write `18404` or `18.4040`");
        super::tests::check("percent", "1234.567", Err("out-of-range"));
    }

    #[test]
    fn what_is_written_reads_back_as_the_same() {
        let check = |number: f64, written: &str, shown: &str| {
            assert_eq!(write_number(number), written);
            assert_eq!(shown_number(number), shown);
            assert_eq!(read_number(written, None), Ok(number));
        };
        check(18404.0, "18404", "18,404");
        check(18.404, "18.4040", "18.4040");
        check(0.125, "0.125", "0.125");
        check(1_234_567.5, "1234567.5", "1,234,567.5");
        check(100.0, "100", "100");
        assert_eq!(write_number(-3.25), "-3.25");
        assert_eq!(write_number(1e300), "1e300");
        let shown = |text| shown_money(&Money::read(text).expect("it is money"));
        assert_eq!(shown("6.80 EUR"), "EUR 6.80");
        assert_eq!(shown("£18404.50"), "GBP 18,404.50");
    }

    fn pattern(text: &str) -> Regex {
        Regex::new(text).expect("it is a pattern")
    }

    /// A number by the patterns that the page is given, as its script goes by
    /// them.
    fn by_patterns(text: &str) -> Option<(String, String, bool)> {
        static PATTERNS: LazyLock<Vec<Regex>> =
            LazyLock::new(|| number_patterns().iter().map(|it| pattern(it)).collect());
        let mut parts = PATTERNS.iter().map(|pattern| pattern.captures(text)).enumerate();
        let (at, parts) = parts.find_map(|(at, parts)| Some((at, parts?)))?;
        let whole = parts[1].chars().filter(char::is_ascii_digit).collect();
        let decimals = parts.get(2).map_or("", |decimals| decimals.as_str()).to_owned();
        Some((whole, decimals, at > 0))
    }

    proptest! {
        /// The page takes what this reader takes, and nothing else.
        #[test]
        fn the_patterns_are_the_grammar(text in "[0-9]{0,4}([.,' \u{2019}\u{a0}-][0-9]{2,4}){0,4}") {
            let read = Figure::read(&text)
                .map(|figure| (figure.whole, figure.decimals.to_owned(), figure.is_parted));
            prop_assert_eq!(by_patterns(&text), read);
        }

        #[test]
        fn the_pattern_of_money_is_the_grammar(
            text in "(EUR|usd|€|£)? ?[0-9]{1,4}([.,][0-9]{1,3})? ?(EUR|chf|€|Euro)?",
        ) {
            static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(&money_pattern()));
            let text = text.trim();
            let parts = PATTERN.captures(text).expect("it takes any line");
            let currency = match (parts.get(1), parts.get(3)) {
                (Some(one), None) | (None, Some(one)) => Some(one.as_str()),
                _ => None,
            };
            let has_figure = Figure::read(&parts[2]).is_some();
            let read = Money::read(text).map_err(|problem| problem.code());
            prop_assert_eq!(currency.is_some() && has_figure, read != Err("invalid-money"));
        }

        /// Whatever was read, a file or a person reads back as the same.
        #[test]
        fn a_number_survives_being_written(number in 0.0..1e12_f64) {
            prop_assert_eq!(read_number(&write_number(number), None), Ok(number));
        }
    }
}
