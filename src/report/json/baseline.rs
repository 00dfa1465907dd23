//! Results read back as a baseline: what `pgap score --format json` and `pgap
//! report --format json` wrote.
//!
//! The file may hold one object, an array of them, or one a line. Keys that
//! are not needed here are passed over, for later versions may add some. The
//! text is read twice: first for its version, since results of another one may
//! look different altogether.

use std::collections::HashSet;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Deserializer, Error};

use crate::model::{
    AssessmentKey, Baseline, BaselineCell, BaselineDimension, BaselineQuestion,
    BaselineRespondents, BaselineScore, Id, Tenths,
};
use crate::report::words::EVERYONE;
use crate::text::{name, visible};

/// The states of a question that was asked and has no answer.
const OPEN: [&str; 3] = ["unknown", "skipped", "not_reached"];

/// The version of results that can be read.
const FORMAT_VERSION: u64 = 1;

/// Why a file is no baseline. `Display` gives the sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// The text is no JSON.
    #[error("this is not JSON: {reason}")]
    NotJson {
        /// What is wrong, with its line and column.
        reason: String,
    },
    /// The text is JSON, but a key is missing or has a value of another type.
    #[error("these are no results of `pgap score --format json`: {reason}")]
    NotResults {
        /// What is wrong, with its line and column.
        reason: String,
    },
    /// There is no assessment in it.
    #[error("there are no results in it, so there is nothing to compare with")]
    Empty,
    /// The results are of another version.
    #[error("its `format_version` is {0}, and this pgap reads version 1: write the baseline anew")]
    OtherVersion(u64),
    /// The run that wrote it left documents out.
    #[error("the run that wrote it left out {0} of the documents: write the baseline anew")]
    LeftOut(usize),
    /// A value that no results have.
    #[error("the results of {assessment} have {what}")]
    BadValue {
        /// The assessment.
        assessment: String,
        /// What is wrong: "a level of 7".
        what: String,
    },
    /// Two results are of one assessment.
    #[error("there are two results of {0}: a baseline has one of each assessment")]
    AssessmentTwice(String),
}

/// Reads a baseline: results of one or several assessments, in the order of
/// the file.
///
/// # Errors
///
/// The bytes are no results of version 1, hold none, or hold two of one
/// assessment.
pub fn read_baseline(bytes: &[u8]) -> Result<Vec<Baseline>, BaselineError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let versioned = all::<Versioned>(bytes)?;
    if let Some(other) = versioned.iter().find(|one| one.format_version != FORMAT_VERSION) {
        return Err(BaselineError::OtherVersion(other.format_version));
    }
    if let Some(documents) = versioned.iter().find_map(|one| one.documents_left_out) {
        return Err(BaselineError::LeftOut(documents));
    }
    let baselines: Vec<Baseline> =
        all::<Results>(bytes)?.into_iter().map(Results::into_baseline).collect::<Result<_, _>>()?;
    let mut seen = HashSet::new();
    match baselines.iter().find(|baseline| !seen.insert(&baseline.key)) {
        _ if baselines.is_empty() => Err(BaselineError::Empty),
        Some(twice) => {
            Err(BaselineError::AssessmentTwice(visible(&twice.key.to_string()).into_owned()))
        }
        None => Ok(baselines),
    }
}

/// All objects of an array, or all that stand one after the other.
fn all<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, BaselineError> {
    let is_array = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let read = if is_array {
        serde_json::from_slice(bytes)
    } else {
        Deserializer::from_slice(bytes).into_iter().collect()
    };
    read.map_err(|error| refused(&error))
}

fn refused(error: &Error) -> BaselineError {
    let reason = error.to_string();
    if error.is_data() {
        BaselineError::NotResults { reason }
    } else {
        BaselineError::NotJson { reason }
    }
}

#[derive(Deserialize)]
struct Versioned {
    format_version: u64,
    documents_left_out: Option<usize>,
}

#[derive(Deserialize)]
struct Results {
    #[serde(default = "first_rules")]
    rules: u32,
    questionnaire: Questionnaire,
    organisation: String,
    unit: Option<String>,
    wave: Option<String>,
    date: String,
    respondent: Option<String>,
    respondents: Option<Respondents>,
    overall: Overall,
    dimensions: Vec<Dimension>,
    #[serde(default)]
    profile: Vec<Stated>,
}

#[derive(Deserialize)]
struct Respondents {
    count: usize,
    #[serde(default)]
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    role: String,
    count: usize,
}

#[derive(Deserialize)]
struct Stated {
    field: String,
}

#[derive(Deserialize)]
struct Questionnaire {
    id: String,
    version: String,
}

#[derive(Deserialize)]
struct Overall {
    prevention: OverallLens,
    resolution: OverallLens,
}

#[derive(Deserialize)]
struct OverallLens {
    score: Option<f64>,
    interval: Option<[f64; 2]>,
}

#[derive(Deserialize)]
struct Dimension {
    id: String,
    #[serde(default = "plain_weight")]
    weight: u32,
    #[serde(default)]
    apart: bool,
    prevention: Cell,
    resolution: Cell,
}

#[derive(Deserialize)]
struct Cell {
    score: Option<f64>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    rev: u32,
    #[serde(default = "plain_weight")]
    weight: u32,
    state: String,
    level: Option<f64>,
    #[serde(default)]
    said: Vec<Said>,
}

/// What one group said: how many gave each level, or how many gave one and
/// their mean.
#[derive(Deserialize)]
struct Said {
    who: String,
    levels: Option<[u32; 5]>,
    people: Option<u32>,
    mean: Option<f64>,
}

impl Said {
    /// How many gave a level.
    fn people(&self) -> Option<u32> {
        self.people.or_else(|| Some(self.levels?.iter().sum()))
    }

    /// How many gave a level, and the sum of these.
    fn sum(&self) -> Option<(f64, f64)> {
        if let Some(levels) = self.levels {
            let number = levels.iter().map(|&count| f64::from(count)).sum();
            let sum = levels.iter().zip(1_u8..).map(|(&n, level)| f64::from(n) * f64::from(level));
            return Some((number, sum.sum()));
        }
        let people = f64::from(self.people?);
        Some((people, people * self.mean?))
    }
}

/// The mean of all levels, whoever gave them.
fn pooled(said: &[Said]) -> Option<f64> {
    let sums: Vec<(f64, f64)> = said.iter().filter_map(Said::sum).collect();
    let (people, sum) = sums.iter().fold((0.0, 0.0), |(n, s), (people, sum)| (n + people, s + sum));
    (people > 0.0).then(|| (sum / people).clamp(1.0, 5.0))
}

/// The rules of results that do not say by which they were scored.
fn first_rules() -> u32 {
    1
}

/// What counts alike, where results do not say how much it counts.
fn plain_weight() -> u32 {
    1
}

impl Results {
    fn into_baseline(self) -> Result<Baseline, BaselineError> {
        let key = AssessmentKey {
            questionnaire: self.questionnaire.id,
            organisation: name(&self.organisation),
            unit: self.unit.map(|unit| name(&unit)),
            wave: self.wave.map(|wave| name(&wave)),
            respondent: self.respondent,
        };
        let bad = |what: String| BaselineError::BadValue {
            assessment: visible(&key.to_string()).into_owned(),
            what: visible(&what).into_owned(),
        };
        let date: Date =
            self.date.parse().map_err(|_| bad(format!("a date of `{}`", self.date)))?;
        if Id::new(&key.questionnaire).is_none() {
            return Err(bad("no id of a questionnaire".to_owned()));
        }
        let mut seen = HashSet::new();
        for dimension in &self.dimensions {
            dimension.check_ids(&mut seen).map_err(bad)?;
        }
        let dimensions = self.dimensions.into_iter().map(Dimension::into_model);
        Ok(Baseline {
            version: self.questionnaire.version,
            rules: self.rules,
            date,
            respondents: self.respondents.map(Respondents::into_model),
            stated: self.profile.into_iter().map(|stated| stated.field).collect(),
            prevention: self.overall.prevention.into_model().map_err(bad)?,
            resolution: self.overall.resolution.into_model().map_err(bad)?,
            dimensions: dimensions.collect::<Result<_, _>>().map_err(bad)?,
            key,
        })
    }
}

impl Respondents {
    fn into_model(self) -> BaselineRespondents {
        let roles = self.roles.into_iter().map(|Role { role, count }| (role, count));
        BaselineRespondents { count: self.count, roles: roles.collect() }
    }
}

impl OverallLens {
    fn into_model(self) -> Result<BaselineScore, String> {
        Ok(BaselineScore {
            score: self.score.map(tenths).transpose()?,
            interval: self.interval.map(ends).transpose()?,
        })
    }
}

impl Dimension {
    /// Checks that the ids of the dimension and its questions are ids, and that
    /// none occurs twice.
    fn check_ids<'a>(&'a self, seen: &mut HashSet<(&'static str, &'a str)>) -> Result<(), String> {
        let questions = self.prevention.questions.iter().chain(&self.resolution.questions);
        let questions = questions.map(|question| ("question", question.id.as_str()));
        for (what, id) in std::iter::once(("dimension", self.id.as_str())).chain(questions) {
            if Id::new(id).is_none() {
                return Err(format!("a {what} `{id}`, which is no id"));
            }
            if !seen.insert((what, id)) {
                return Err(format!("the {what} `{id}` twice"));
            }
        }
        Ok(())
    }

    fn into_model(self) -> Result<BaselineDimension, String> {
        Ok(BaselineDimension {
            weight: weight(self.weight, &self.id)?,
            apart: self.apart,
            id: self.id,
            prevention: self.prevention.into_model()?,
            resolution: self.resolution.into_model()?,
        })
    }
}

impl Cell {
    fn into_model(self) -> Result<BaselineCell, String> {
        let questions = self.questions.into_iter().map(Question::into_model);
        Ok(BaselineCell {
            score: self.score.map(tenths).transpose()?,
            questions: questions.collect::<Result<_, _>>()?,
        })
    }
}

impl Question {
    /// States that a later version may add have no level here.
    fn into_model(self) -> Result<BaselineQuestion, String> {
        let level = match (self.state.as_str(), self.level) {
            ("level", Some(level)) if (1.0..=5.0).contains(&level) => Some(level),
            ("level", Some(level)) => return Err(format!("a level of {level} for `{}`", self.id)),
            ("level", None) => return Err(format!("no level for `{}`, which has one", self.id)),
            _ => None,
        };
        let was_open = OPEN.contains(&self.state.as_str());
        let weight = weight(self.weight, &self.id)?;
        let pooled = pooled(&self.said).or(level).filter(|_| level.is_some());
        let people = self.said.iter().map(Said::people).reduce(|all, one| Some(all? + one?));
        let groups = self.said.into_iter().map(|said| said.who).filter(|who| who != EVERYONE);
        let question = BaselineQuestion::new(self.id, self.rev, weight, level);
        Ok(BaselineQuestion {
            pooled,
            people: people.flatten(),
            groups: groups.collect(),
            was_open,
            ..question
        })
    }
}

fn weight(weight: u32, of: &str) -> Result<u32, String> {
    let is_weight = (1..=100).contains(&weight);
    if is_weight { Ok(weight) } else { Err(format!("a weight of {weight} for `{of}`")) }
}

fn ends([lower, upper]: [f64; 2]) -> Result<(Tenths, Tenths), String> {
    Ok((tenths(lower)?, tenths(upper)?))
}

/// A score as it was published.
fn tenths(score: f64) -> Result<Tenths, String> {
    if !(0.0..=100.0).contains(&score) {
        return Err(format!("a score of {score}"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "a score is at most 1000 tenths")]
    Ok(Tenths::new((score * 10.0).round() as i32))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ONE: &str = r#"{
  "format_version": 1, "later": { "key": [null] },
  "questionnaire": { "id": "small", "version": "1.2.0" },
  "organisation": "Small Ltd", "wave": "spring", "date": "2026-04-14",
  "overall": {
    "prevention": { "score": 41.7, "interval": [38.2, 44.0] },
    "resolution": { "score": null } },
  "respondents": { "count": 7, "roles": [ { "role": "leader", "count": 2 } ] },
  "profile": [ { "field": "uses", "values": ["none"] } ],
  "dimensions": [ { "id": "one", "weight": 2, "apart": true,
    "prevention": { "score": 41.7, "questions": [
      { "id": "a", "rev": 2, "weight": 3, "state": "level", "level": 2.666667 },
      { "id": "b", "rev": 1, "state": "unknown", "level": null } ] },
    "resolution": { "score": null, "questions": [] } } ]
}"#;

    #[test]
    fn results_are_read_back() {
        let key = AssessmentKey {
            questionnaire: "small".to_owned(),
            organisation: "Small Ltd".to_owned(),
            unit: None,
            wave: Some("spring".to_owned()),
            respondent: None,
        };
        let question = |id: &str, rev, weight, level: Option<f64>| BaselineQuestion {
            was_open: level.is_none(),
            ..BaselineQuestion::new(id.to_owned(), rev, weight, level)
        };
        let prevention = BaselineCell {
            score: Some(Tenths::new(417)),
            questions: vec![question("a", 2, 3, Some(2.666_667)), question("b", 1, 1, None)],
        };
        let expected = Baseline {
            rules: 1,
            key,
            version: "1.2.0".to_owned(),
            date: jiff::civil::date(2026, 4, 14),
            respondents: Some(BaselineRespondents {
                count: 7,
                roles: vec![("leader".to_owned(), 2)],
            }),
            stated: vec!["uses".to_owned()],
            prevention: BaselineScore {
                score: Some(Tenths::new(417)),
                interval: Some((Tenths::new(382), Tenths::new(440))),
            },
            resolution: BaselineScore::default(),
            dimensions: vec![BaselineDimension {
                id: "one".to_owned(),
                weight: 2,
                apart: true,
                prevention,
                resolution: BaselineCell::default(),
            }],
        };
        assert_eq!(read_baseline(ONE.as_bytes()), Ok(vec![expected]));
    }

    /// Results that say nothing of weights and people, as a script may cut them.
    #[test]
    fn what_is_not_told_counts_alike() {
        let bare = with(", \"weight\": 3", "").replace(", \"weight\": 2, \"apart\": true", "");
        let bare =
            bare.replace("\"respondents\"", "\"others\"").replace("\"profile\"", "\"facts\"");
        let read = read_baseline(bare.as_bytes()).expect("they are results");
        let dimension = &read[0].dimensions[0];
        assert_eq!((dimension.weight, dimension.apart), (1, false));
        assert_eq!(dimension.prevention.questions[0].weight, 1);
        assert_eq!((&read[0].respondents, &read[0].stated), (&None, &Vec::new()));
    }

    /// As many results as expected, or an error whose sentence has this part.
    #[track_caller]
    fn check(text: impl AsRef<[u8]>, expected: Result<usize, &str>) {
        match (read_baseline(text.as_ref()), expected) {
            (Ok(read), Ok(count)) => assert_eq!(read.len(), count),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (read, expected) => panic!("{read:?} is not {expected:?}"),
        }
    }

    fn with(from: &str, to: &str) -> String {
        assert!(ONE.contains(from), "{from} is not part of the results");
        ONE.replacen(from, to, 1)
    }

    #[test]
    fn one_object_an_array_and_one_a_line_are_read() {
        let line = ONE.replace('\n', " ");
        let other = line.replace("spring", "autumn");
        check(ONE, Ok(1));
        check(format!(" \n[{ONE}]\n"), Ok(1));
        check(format!("[{ONE},{other}]"), Ok(2));
        check(format!("{line}\n{other}\n"), Ok(2));
        check(format!("\u{feff}{line}\r\n{other}"), Ok(2));
    }

    #[test]
    fn what_is_no_baseline_is_said() {
        check("", Err("there are no results in it"));
        check("[]", Err("there are no results in it"));
        check("organisation: Small", Err("this is not JSON: expected value at line 1 column 1"));
        check(with("\"wave\":", "wave:"), Err("this is not JSON: key must be a string at line 4"));
        check(&ONE[..ONE.len() - 1], Err("this is not JSON: EOF while parsing an object at line"));
        check(format!("[{ONE}] more"), Err("this is not JSON: trailing characters"));
        check(b"\xff\xfe{\0}\0", Err("this is not JSON"));
        check("[".repeat(100_000), Err("these are no results"));
        let deep = format!("\"later\": {}", "[".repeat(100_000));
        check(with("\"later\": {", &deep), Err("this is not JSON"));
        check("7", Err("these are no results of `pgap score --format json`: invalid type"));
        check(with("\"organisation\"", "\"org\""), Err("missing field `organisation` at line"));
        check(with("\"rev\": 2", "\"rev\": -2"), Err("these are no results"));
        check(with("\"rev\": 2", "\"rev\": 2, \"rev\": 2"), Err("duplicate field `rev`"));
    }

    #[test]
    fn another_version_is_named_even_if_it_looks_different() {
        check(with("\"format_version\": 1", "\"format_version\": 2"), Err("`format_version` is 2"));
        check(r#"{ "format_version": 2, "assessments": 7 }"#, Err("`format_version` is 2"));
        check(with("\"format_version\": 1,", ""), Err("missing field `format_version`"));
    }

    /// A run that left something out is no measure for the next.
    #[test]
    fn results_with_documents_left_out_are_refused() {
        let left_out = r#"{ "format_version": 1, "documents_left_out": 2, "problems": [] }"#;
        check(format!("[{ONE},{left_out}]"), Err("left out 2 of the documents"));
    }

    #[test]
    fn values_that_no_results_have_are_refused() {
        let assessment = "the results of Small Ltd, spring (small) have";
        check(with("2.666667", "5.5"), Err(&format!("{assessment} a level of 5.5 for `a`")));
        check(with("2.666667", "null"), Err("no level for `a`, which has one"));
        check(with("2.666667", "1e999"), Err("number out of range"));
        check(with("41.7", "100.1"), Err("a score of 100.1"));
        check(with("41.7", "-0.5"), Err("a score of -0.5"));
        check(with("2026-04-14", "14 April"), Err("a date of `14 April`"));
        check(with("\"weight\": 3", "\"weight\": 0"), Err("a weight of 0 for `a`"));
        check(with("\"b\"", "\"a\""), Err("the question `a` twice"));
        check(with("\"b\"", "\"\\u001b[2J\""), Err("a question `\\u{1b}[2J`, which is no id"));
        check(with("\"small\"", "\"\""), Err("no id of a questionnaire"));
        check(format!("[{ONE},{ONE}]"), Err("two results of Small Ltd, spring (small)"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_baseline(&bytes);
        }

        #[test]
        fn results_with_a_hole_are_read_or_refused(
            from in 0..ONE.len(), length in 0..40_usize, with in any::<[u8; 2]>()
        ) {
            let to = ONE.len().min(from + length);
            let bytes = [&ONE.as_bytes()[..from], &with, &ONE.as_bytes()[to..]].concat();
            let _ = read_baseline(&bytes);
        }
    }
}
