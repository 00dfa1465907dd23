//! The words that problems are told in.

use std::fmt;

/// An encoding that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a character, as some Windows programs write.
    Utf16,
    /// One byte a character.
    Latin1,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Utf16 => "UTF-16",
            Self::Latin1 => "Latin-1 or Windows-1252",
        })
    }
}

/// A part of YAML that these files do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlFeature {
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `!name`.
    Tag,
    /// `%YAML` and the like.
    Directive,
    /// `<<`.
    MergeKey,
    /// A list or a mapping as a key.
    ComplexKey,
}

impl YamlFeature {
    /// What to do without it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Anchor | Self::Alias | Self::MergeKey => {
                "write the value out wherever it is needed; in a text, use quotes"
            }
            Self::Tag => "leave it out; in a text, use quotes",
            Self::Directive => "leave it out",
            Self::ComplexKey => "a key is a plain text",
        }
    }
}

impl fmt::Display for YamlFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Anchor => "an anchor (`&name`)",
            Self::Alias => "an alias (`*name`)",
            Self::Tag => "a tag (`!name`)",
            Self::Directive => "a directive (`%NAME`)",
            Self::MergeKey => "a merge key (`<<`)",
            Self::ComplexKey => "a list or a mapping as a key",
        })
    }
}

/// What stands where another type was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No value.
    Nothing,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// `.inf` or `.nan`.
    NotFinite,
    /// A text.
    Text,
    /// A list.
    List,
    /// A mapping.
    Mapping,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "nothing",
            Self::Boolean => "true or false",
            Self::Number => "a number",
            Self::NotFinite => "no finite number",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Mapping => "a mapping",
        })
    }
}

/// Names in backticks: "`a`, `b` and `c`", or "none".
pub(super) struct List<'a, T>(pub(super) &'a [T], pub(super) &'static str);

impl<T: AsRef<str>> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        for (position, name) in self.0.iter().enumerate() {
            match position {
                0 => {}
                _ if position + 1 == self.0.len() => write!(f, " {} ", self.1)?,
                _ => f.write_str(", ")?,
            }
            write!(f, "`{}`", Short(name.as_ref()))?;
        }
        Ok(())
    }
}

/// "1 to 5", "3 or more", "0".
pub(super) struct Between(pub(super) i64, pub(super) Option<i64>);

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        match self.1 {
            Some(high) if high == self.0 => Ok(()),
            Some(high) => write!(f, " to {high}"),
            None => f.write_str(" or more"),
        }
    }
}

/// A text of the user's, cut where it is too long for a sentence.
pub(super) struct Short<'a>(pub(super) &'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 64;
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{}…", &self.0[..end]),
            None => f.write_str(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(List(&["a"], "and").to_string(), "`a`");
        assert_eq!(List(&["a", "b", "c"], "or").to_string(), "`a`, `b` or `c`");
        assert_eq!(List::<&str>(&[], "and").to_string(), "none");
    }

    #[test]
    fn ranges_are_told_in_words() {
        assert_eq!(Between(1, Some(5)).to_string(), "1 to 5");
        assert_eq!(Between(0, Some(0)).to_string(), "0");
        assert_eq!(Between(3, None).to_string(), "3 or more");
    }

    #[test]
    fn a_sentence_has_room_for_so_much() {
        assert_eq!(Short("é").to_string(), "é");
        assert_eq!(Short(&"é".repeat(65)).to_string(), "é".repeat(64) + "…");
    }
}
