//! "Did you mean": the known word that looks most like an unknown one.

/// The longest word that is compared; nobody mistypes a longer one.
const LONGEST: usize = 64;

/// Returns the known word that is nearest, if it is near enough to be a slip.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase().replace(['_', ' '], "-");
    let allowed = (word.chars().count() / 3).max(1);
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.replace('_', "-"));
    let ranked = known.into_iter().map(|known| (distance(known), known));
    let (_, best) = ranked.filter(|(distance, _)| *distance <= allowed).min_by_key(|(d, _)| *d)?;
    Some(best.to_owned())
}

/// Returns a text in kebab-case, if that leaves anything.
pub(super) fn kebab_case(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    crate::model::Id::new(&joined).map(|id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(word, known.iter().copied()).as_deref(), expected, "{word:?}");
    }

    #[test]
    fn slips_find_their_word() {
        let keys = ["weight", "title", "at_least", "at_most"];
        check("wieght", &keys, Some("weight"));
        check("Title", &keys, Some("title"));
        check("at-least", &keys, Some("at_least"));
        check("colour", &keys, None);
        check("", &keys, None);
        check("x", &keys, None);
        check(&"t".repeat(100), &keys, None);
        check("own-case-owner", &["own-cause-owner", "own-goal"], Some("own-cause-owner"));
        check("documentd", &["said", "documented"], Some("documented"));
    }

    #[test]
    fn kebab_case_keeps_letters_and_digits() {
        assert_eq!(kebab_case("Own_Case Owner").as_deref(), Some("own-case-owner"));
        assert_eq!(kebab_case("2nd").as_deref(), Some("2nd"));
        assert_eq!(kebab_case("12"), None);
        assert_eq!(kebab_case("é"), None);
    }
}
