//! Ids: kebab-case names that never come from display text.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kebab-case id, such as `own-cause-owner`.
///
/// Invariant: lower-case ASCII letters and digits in groups joined by single
/// hyphens, with at least one letter, so that no id reads as a number or a
/// date; at most 64 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Id(Box<str>);

impl Id {
    /// Returns the id, or `None` if the text is not kebab-case.
    pub fn new(text: &str) -> Option<Self> {
        Self::is_valid(text).then(|| Self(text.into()))
    }

    fn is_valid(text: &str) -> bool {
        let has_letter = text.bytes().any(|byte| byte.is_ascii_lowercase());
        let is_group = |group: &str| {
            !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        text.len() <= 64 && has_letter && text.split('-').all(is_group)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if Self::is_valid(&text) { Ok(Self(text.into())) } else { Err("an id is in kebab-case") }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, valid: bool) {
        assert_eq!(Id::new(text).is_some(), valid, "{text:?}");
    }

    #[test]
    fn an_id_is_kebab_case() {
        check("own-cause-owner", true);
        check("a", true);
        check("q2", true);
        check("", false);
        check("51-to-250", true);
        check("12", false);
        check("2026-10-14", false);
        check("Own", false);
        check("own_cause", false);
        check("own--cause", false);
        check("-own", false);
        check("own-", false);
        check("öwn", false);
        check(&"a".repeat(64), true);
        check(&"a".repeat(65), false);
    }
}
