//! Names of organisations, units and waves: when two spellings are one name,
//! and when they look as if they were meant to be.

use unicode_normalization::UnicodeNormalization as _;

use super::hidden::is_hidden;

/// Legal forms that end the name of an organisation, without their dots.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "aps",
    "ag",
    "as",
    "asa",
    "bhd",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "doo",
    "eg",
    "ek",
    "ev",
    "gbr",
    "ggmbh",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "ou",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "sdn",
    "se",
    "sl",
    "slu",
    "snc",
    "sp",
    "spa",
    "spol",
    "srl",
    "sro",
    "ug",
    "vof",
    "zrt",
];

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An organisation or a unit, which may end in a legal form.
    Body,
    /// A round of asking.
    Wave,
}

/// A name as it is compared: trimmed, in Unicode's composed form, and with one
/// blank between words.
///
/// ```
/// use prevention_gap::text::name;
///
/// assert_eq!(name(" Larkfield\u{a0} Home "), "Larkfield Home");
/// assert_eq!(name("Cafe\u{301}"), "Café");
/// ```
pub fn name(typed: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

/// Whether two names differ in nothing but case, punctuation, blanks, what
/// cannot be seen, letters of other scripts that look alike, or a legal form at
/// the end.
pub fn are_alike(part: Part, one: &str, other: &str) -> bool {
    sound(part, one) == sound(part, other)
}

/// What names that look alike have in common.
pub fn sound(part: Part, name: &str) -> String {
    let capitals = name.nfkc().collect::<String>().to_uppercase();
    let folded = capitals.chars().map(as_latin).collect::<String>().to_lowercase();
    let mut words: Vec<String> =
        folded.split_whitespace().map(without_marks).filter(|word| !word.is_empty()).collect();
    if part == Part::Body {
        while let Some(length) = legal_form(&words) {
            words.truncate(words.len() - length);
        }
    }
    let mut sound = String::new();
    for word in &words {
        push_apart(&mut sound, word);
    }
    if sound.is_empty() { folded } else { sound }
}

/// The Latin capital that a Cyrillic or Greek one looks like; no two letters of
/// one script look like the same.
fn as_latin(letter: char) -> char {
    const LATIN: &str = "ABESIJKMHOPCTYXABEZHIKMNOPTYX";
    const OTHERS: &str = "\u{410}\u{412}\u{415}\u{405}\u{406}\u{408}\u{41a}\u{41c}\u{41d}\u{41e}\
                          \u{420}\u{421}\u{422}\u{423}\u{425}\u{391}\u{392}\u{395}\u{396}\u{397}\
                          \u{399}\u{39a}\u{39c}\u{39d}\u{39f}\u{3a1}\u{3a4}\u{3a5}\u{3a7}";
    let found = OTHERS.chars().position(|other| other == letter);
    found.and_then(|at| LATIN.chars().nth(at)).unwrap_or(letter)
}

/// A word without punctuation; between digits it tells numbers apart.
fn without_marks(word: &str) -> String {
    let mut bare = String::new();
    for part in word.split(|letter| is_punctuation(letter) || is_hidden(letter)) {
        push_apart(&mut bare, part);
    }
    bare
}

/// Adds a part: "1" and "2" stay two numbers.
fn push_apart(text: &mut String, part: &str) {
    let ends = text.chars().next_back().is_some_and(char::is_numeric);
    if ends && part.starts_with(char::is_numeric) {
        text.push(' ');
    }
    text.push_str(part);
}

/// How many words at the end are a legal form: "gmbh", "s a". The first word
/// is the name.
fn legal_form(words: &[String]) -> Option<usize> {
    let is_form = |form: &str| LEGAL_FORMS.contains(&form);
    match words {
        [_, .., last] if is_form(last) => Some(1),
        // "Sp. z o.o.", which would be a zoo if it were one word.
        [_, .., one, two] if one == "z" && two == "oo" => Some(2),
        [_, .., one, two] if one.len() + two.len() < 4 && is_form(&format!("{one}{two}")) => {
            Some(2)
        }
        _ => None,
    }
}

/// A plus tells names apart ("A", "A+"), and is no punctuation to Unicode.
fn is_punctuation(letter: char) -> bool {
    (letter.is_ascii_punctuation() && letter != '+')
        || matches!(letter,
            '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{ae}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2212}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{30fb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(name(typed), expected);
        assert_eq!(name(expected), expected);
    }

    #[test]
    fn a_name_is_trimmed_composed_and_single_spaced() {
        check("Acme ", "Acme");
        check("\u{3000}Acme\t \nHome\u{a0}", "Acme Home");
        check("Mu\u{308}ller", "Müller");
        check("ACME", "ACME");
    }

    #[track_caller]
    fn alike(part: Part, one: &str, other: &str) {
        assert!(are_alike(part, one, other), "{one:?} and {other:?}");
    }

    #[track_caller]
    fn apart(part: Part, one: &str, other: &str) {
        assert!(!are_alike(part, one, other), "{one:?} and {other:?}");
    }

    #[test]
    fn names_that_look_alike_are_found() {
        alike(Part::Body, "Acme", "ACME");
        alike(Part::Body, "Acme", "Acme, Ltd.");
        alike(Part::Body, "Acme GmbH & Co. KG", "acme");
        alike(Part::Body, "Acme S.A.", "Acme");
        alike(Part::Body, "Acme S. A.", "Acme sa");
        alike(Part::Body, "Acme Sp. z o.o.", "Acme");
        alike(Part::Body, "Larkfield-Home", "Larkfield Home");
        alike(Part::Body, "Strasse", "STRAßE");
        alike(Part::Body, "Ａｃｍｅ", "Ac\u{200b}me");
        alike(Part::Body, "O’Brien", "O'Brien");
        alike(Part::Wave, "2026 autumn", "2026-Autumn");
    }

    #[test]
    fn other_names_are_other_names() {
        apart(Part::Body, "Acme", "Acne");
        apart(Part::Body, "Shop 1", "Shop 2");
        apart(Part::Body, "Shop 1.2", "Shop 12");
        apart(Part::Body, "Class A", "Class A+");
        apart(Part::Body, "Ltd", "Inc");
        apart(Part::Body, "Berlin Zoo", "Berlin");
        apart(Part::Body, "🙂", "🚀");
        apart(Part::Wave, "2026/1", "20261");
        apart(Part::Wave, "Round SE", "Round");
    }

    #[test]
    fn letters_of_other_scripts_that_look_alike_are_alike() {
        assert!(are_alike(Part::Body, "Larkfield", "Larkf\u{456}eld"));
        assert!(are_alike(Part::Body, "OTTO", "\u{39f}\u{422}\u{3a4}\u{41e}"));
        assert!(!are_alike(
            Part::Body,
            "\u{421}\u{43e}\u{432}\u{430}",
            "\u{421}\u{43e}\u{43a}\u{430}"
        ));
    }
}
