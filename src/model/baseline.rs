//! Baselines: assessments as they were scored earlier, to hold new ones
//! against.

use std::fmt;

use jiff::civil::Date;

use super::{Lens, Tenths};
use crate::text::{self, Part};

/// The edition of the rules of scoring, which results carry: scores that an
/// older one counted are not held against these where the two differ.
pub const RULES: u32 = 2;

/// What tells assessments apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssessmentKey {
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// Who is assessed.
    pub organisation: String,
    /// The part that is assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// The respondent whose answers alone were scored; `None` where all of the
    /// assessment were.
    pub respondent: Option<String>,
}

impl AssessmentKey {
    /// Whether two differ, and in nothing but how their names are spelt.
    pub fn is_other_spelling_of(&self, other: &Self) -> bool {
        let are_alike = |part, one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => text::are_alike(part, one, other),
            (one, other) => one == other,
        };
        self != other
            && self.questionnaire == other.questionnaire
            && self.respondent == other.respondent
            && text::are_alike(Part::Body, &self.organisation, &other.organisation)
            && are_alike(Part::Body, &self.unit, &other.unit)
            && are_alike(Part::Wave, &self.wave, &other.wave)
    }
}

/// "Larkfield Home, Online shop, 2026 autumn (quick-check), r-07". The texts
/// are as typed: whoever shows them makes them safe for the place.
impl fmt::Display for AssessmentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.organisation)?;
        for part in [&self.unit, &self.wave].into_iter().flatten() {
            write!(f, ", {part}")?;
        }
        write!(f, " ({})", self.questionnaire)?;
        self.respondent.iter().try_for_each(|respondent| write!(f, ", {respondent}"))
    }
}

/// An assessment as it was scored earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// What was assessed.
    pub key: AssessmentKey,
    /// The version of the questionnaire that it was scored with.
    pub version: String,
    /// The edition of the rules that it was scored by.
    pub rules: u32,
    /// The latest date of its answers.
    pub date: Date,
    /// Who answered, if the results say so.
    pub respondents: Option<BaselineRespondents>,
    /// Ids of the facts that were stated.
    pub stated: Vec<String>,
    /// Its overall prevention score.
    pub prevention: BaselineScore,
    /// Its overall resolution score.
    pub resolution: BaselineScore,
    /// Its dimensions, each named once.
    pub dimensions: Vec<BaselineDimension>,
}

impl Baseline {
    /// The overall score of a lens.
    pub fn overall(&self, lens: Lens) -> BaselineScore {
        match lens {
            Lens::Prevention => self.prevention,
            Lens::Resolution => self.resolution,
        }
    }

    /// The published score of a lens of the dimension with this id.
    pub fn score(&self, dimension: &str, lens: Lens) -> Option<Tenths> {
        let found = self.dimensions.iter().find(|found| found.id == dimension)?;
        found.cell(lens).score
    }
}

/// How many people answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineRespondents {
    /// All of them.
    pub count: usize,
    /// How many in each role, by its id.
    pub roles: Vec<(String, usize)>,
}

/// A published overall score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaselineScore {
    /// The score, 0 to 100, if there was one.
    pub score: Option<Tenths>,
    /// Where it would likely have lain with other respondents, lower end
    /// first.
    pub interval: Option<(Tenths, Tenths)>,
}

/// A dimension of a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineDimension {
    /// Its id.
    pub id: String,
    /// How much it counted, 1 to 100.
    pub weight: u32,
    /// Whether it stood beside the overall scores.
    pub apart: bool,
    /// Its prevention questions.
    pub prevention: BaselineCell,
    /// Its resolution questions.
    pub resolution: BaselineCell,
}

impl BaselineDimension {
    /// The cell of a lens.
    pub fn cell(&self, lens: Lens) -> &BaselineCell {
        match lens {
            Lens::Prevention => &self.prevention,
            Lens::Resolution => &self.resolution,
        }
    }
}

/// One lens of a dimension of a baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BaselineCell {
    /// The published score, 0 to 100, if there was one.
    pub score: Option<Tenths>,
    /// The questions that were asked; an id occurs once in a baseline.
    pub questions: Vec<BaselineQuestion>,
}

/// A question of a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineQuestion {
    /// Its id.
    pub id: String,
    /// Its rev, which tells wordings apart.
    pub rev: u32,
    /// How much it counted, 1 to 100.
    pub weight: u32,
    /// Its level, 1 to 5, with six decimals at most; of several respondents,
    /// the mean.
    pub level: Option<f64>,
    /// Whether it was asked and had no level, for it was open.
    pub was_open: bool,
    /// The mean of all levels, whatever the role; of one respondent the level.
    pub pooled: Option<f64>,
    /// How many people gave a level, if the results say so.
    pub people: Option<u32>,
    /// The titles of the roles that it was told by; none where it was not.
    pub groups: Vec<String>,
}

impl BaselineQuestion {
    /// A question that was not told by role.
    pub fn new(id: String, rev: u32, weight: u32, level: Option<f64>) -> Self {
        Self {
            id,
            rev,
            weight,
            level,
            was_open: false,
            pooled: level,
            people: None,
            groups: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unit: Option<&str>, wave: Option<&str>, respondent: Option<&str>, expected: &str) {
        let key = AssessmentKey {
            questionnaire: "quick-check".to_owned(),
            organisation: "Larkfield Home".to_owned(),
            unit: unit.map(str::to_owned),
            wave: wave.map(str::to_owned),
            respondent: respondent.map(str::to_owned),
        };
        assert_eq!(key.to_string(), expected);
    }

    #[test]
    fn another_spelling_is_no_other_name() {
        let key = |organisation: &str, wave: Option<&str>| AssessmentKey {
            questionnaire: "quick-check".to_owned(),
            organisation: organisation.to_owned(),
            unit: None,
            wave: wave.map(str::to_owned),
            respondent: None,
        };
        let acme = key("Acme", None);
        assert!(acme.is_other_spelling_of(&key("acme", None)));
        assert!(acme.is_other_spelling_of(&key("Acme Ltd", None)));
        assert!(!acme.is_other_spelling_of(&acme));
        assert!(!acme.is_other_spelling_of(&key("Acme", Some("2027"))));
        assert!(!acme.is_other_spelling_of(&key("Apex", None)));
    }

    #[test]
    fn a_key_reads_like_the_name_of_an_assessment() {
        check(None, None, None, "Larkfield Home (quick-check)");
        check(
            Some("Online shop"),
            Some("2026 autumn"),
            Some("r-07"),
            "Larkfield Home, Online shop, 2026 autumn (quick-check), r-07",
        );
    }
}
