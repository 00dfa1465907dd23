//! Limits on drops, as they are written and as they are judged:
//! `prevention=5`, `overall.prevention=2.5`, `ownership.prevention=10`,
//! `respondents=0`.

use jiff::civil::Date;

use crate::gates::parse::limit_from;
use crate::gates::{NotJudged, Verdict};
use crate::model::{GateValue, Id, Lens, Tenths};

use super::{Change, Compared, ComparedAs};

/// The word for the overall scores before a lens, as in results.
const OVERALL: &str = "overall";

/// The word for how many people answered.
const RESPONDENTS: &str = "respondents";

/// How far something may drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaxDrop {
    /// A score.
    Score {
        /// Which scores it limits.
        subject: DropSubject,
        /// The furthest drop that is allowed, 0 to 100 points.
        limit: Tenths,
    },
    /// How many people answer.
    Respondents {
        /// How many fewer are allowed.
        limit: u32,
    },
}

impl MaxDrop {
    /// The id of the dimension that it is about, if it is about one alone.
    pub fn dimension(&self) -> Option<&str> {
        match self {
            Self::Score { subject: DropSubject::Dimension(id, _), .. } => Some(id),
            Self::Score { .. } | Self::Respondents { .. } => None,
        }
    }
}

/// Which scores a limit on drops is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropSubject {
    /// The overall score of a lens, and its score in every dimension.
    Every(Lens),
    /// The overall score of a lens.
    Overall(Lens),
    /// The score of a lens in the dimension with this id.
    Dimension(String, Lens),
}

/// What is wrong with a limit on drops as it is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MaxDropError {
    /// There is no `=`.
    #[error("`{0}` has no limit: write a name, `=` and a number, such as `prevention=5`")]
    NoLimit(String),
    /// The limit is not a number that scores are published in.
    #[error("`{0}` is no limit: write a number from 0 to 100 with at most one decimal")]
    BadLimit(String),
    /// The limit is no number of people.
    #[error("`{0}` is no limit: write how many people fewer may answer, such as `respondents=0`")]
    BadCount(String),
    /// The gap, of which less is better.
    #[error(
        "a gap that drops is no loss, and it also drops when repair gets worse: limit the drop \
         of `prevention` and of `resolution`"
    )]
    Gap,
    /// The name is none whose drop can be limited.
    #[error(
        "the drop of `{0}` cannot be limited: write `prevention` or `resolution` for the overall \
         score and every dimension, one of them after `overall` or a dimension's id, such as \
         `overall.prevention`, or `respondents`"
    )]
    UnknownSubject(String),
}

/// Reads a limit on drops, such as `prevention=5`.
///
/// # Errors
///
/// The text is no limit on drops.
pub fn max_drop(text: &str) -> Result<MaxDrop, MaxDropError> {
    let no_limit = || MaxDropError::NoLimit(text.to_owned());
    let (name, limit) = text.split_once('=').ok_or_else(no_limit)?;
    if name == RESPONDENTS {
        let people = limit.bytes().all(|byte| byte.is_ascii_digit()).then(|| limit.parse().ok());
        let people = people.flatten().ok_or_else(|| MaxDropError::BadCount(limit.to_owned()))?;
        return Ok(MaxDrop::Respondents { limit: people });
    }
    let subject = subject(name)?;
    let limit = limit_from(limit).ok_or_else(|| MaxDropError::BadLimit(limit.to_owned()))?;
    Ok(MaxDrop::Score { subject, limit })
}

fn subject(name: &str) -> Result<DropSubject, MaxDropError> {
    let unknown = || MaxDropError::UnknownSubject(name.to_owned());
    let (place, word) =
        name.split_once('.').map_or((None, name), |(place, word)| (Some(place), word));
    if word == "gap" {
        return Err(MaxDropError::Gap);
    }
    let lens = Lens::from_name(word).ok_or_else(unknown)?;
    match place {
        None => Ok(DropSubject::Every(lens)),
        Some(OVERALL) => Ok(DropSubject::Overall(lens)),
        Some(dimension) => {
            let id = Id::new(dimension).ok_or_else(unknown)?;
            Ok(DropSubject::Dimension(id.as_str().to_owned(), lens))
        }
    }
}

/// A change with its limit and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedDrop {
    /// What is judged.
    pub subject: JudgedSubject,
    /// The date of the baseline.
    pub since: Date,
    /// The lowest that is allowed: of a score the change, −100 to 0 points; of
    /// people how many answer now.
    pub floor: GateValue,
    /// How it came out; its value is what was found in place of the floor.
    pub verdict: Verdict,
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgedSubject {
    /// The overall score of a lens.
    Overall(Lens),
    /// The score of a lens in the dimension with this id.
    Dimension(String, Lens),
    /// How many people answered.
    Respondents,
}

impl JudgedDrop {
    /// What is judged: "ownership.prevention change since 2026-04-01".
    pub fn name(&self) -> String {
        let Self { subject, since, .. } = self;
        match subject {
            JudgedSubject::Overall(lens) => format!("{lens} change since {since}"),
            JudgedSubject::Dimension(id, lens) => format!("{id}.{lens} change since {since}"),
            JudgedSubject::Respondents => format!("{RESPONDENTS} since {since}"),
        }
    }
}

/// Judges a change by these limits: the overall scores first, then every
/// dimension, then how many people answered.
///
/// A drop that equals its limit is allowed. A limit on one score takes the
/// place of the general one; of two on the same, the tighter counts. What had
/// answers then and cannot be compared now is not met. What had none then is
/// not judged, unless a limit names it, and so is what a stated fact takes out.
pub fn judge_drops(limits: &[MaxDrop], change: &Change) -> Vec<JudgedDrop> {
    let overall = Lens::ALL.into_iter().filter_map(|lens| {
        let limit = Limit::on(limits, None, lens)?;
        Some(judged(change, JudgedSubject::Overall(lens), limit.points, change.overall(lens)))
    });
    let cells = change.cells.iter().filter_map(|cell| {
        let limit = Limit::on(limits, Some(&cell.dimension), cell.lens)?;
        let is_judged = limit.is_own || cell.compared.is_judged();
        let subject = JudgedSubject::Dimension(cell.dimension.clone(), cell.lens);
        is_judged.then(|| judged(change, subject, limit.points, &cell.compared))
    });
    let people = respondents(limits, change);
    overall.chain(cells).chain(nowhere(limits, change)).chain(people).collect()
}

/// How many people answered, held against the tightest limit.
fn respondents(limits: &[MaxDrop], change: &Change) -> Option<JudgedDrop> {
    let limit = |limit: &MaxDrop| match limit {
        MaxDrop::Respondents { limit } => Some(*limit),
        MaxDrop::Score { .. } => None,
    };
    let allowed = limits.iter().filter_map(limit).min()?;
    let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (then, now) = (change.people.then.map(whole), whole(change.people.now));
    let floor = then.unwrap_or_default().saturating_sub(allowed);
    let verdict = match then {
        None => Verdict::NotJudged { because: NotJudged::NotCountedThen },
        Some(_) if change.people.compared_as == ComparedAs::OneRound => {
            Verdict::NotJudged { because: NotJudged::OneRound }
        }
        Some(_) if now >= floor => Verdict::Met { value: GateValue::Whole(now) },
        Some(_) => Verdict::NotMet { value: GateValue::Whole(now), because: None },
    };
    let (since, floor) = (change.since, GateValue::Whole(floor));
    Some(JudgedDrop { subject: JudgedSubject::Respondents, since, floor, verdict })
}

/// Limits on dimensions that neither the questionnaire nor the baseline has.
fn nowhere(limits: &[MaxDrop], change: &Change) -> Vec<JudgedDrop> {
    let is_known = |id: &str| change.cells.iter().any(|cell| cell.dimension == id);
    let nowhere = |limit: &MaxDrop| match limit {
        MaxDrop::Score { subject: DropSubject::Dimension(id, lens), limit } if !is_known(id) => {
            let subject = JudgedSubject::Dimension(id.clone(), *lens);
            Some(judged(change, subject, *limit, &Compared::Gone))
        }
        _ => None,
    };
    limits.iter().filter_map(nowhere).collect()
}

/// The limit that counts for one score.
struct Limit {
    points: Tenths,
    /// Whether it names this score.
    is_own: bool,
}

impl Limit {
    fn on(limits: &[MaxDrop], dimension: Option<&str>, lens: Lens) -> Option<Self> {
        let tightest = |is_meant: &dyn Fn(&DropSubject) -> bool| {
            let points = |limit: &MaxDrop| match limit {
                MaxDrop::Score { subject, limit } if is_meant(subject) => Some(*limit),
                _ => None,
            };
            limits.iter().filter_map(points).min()
        };
        let is_own = |subject: &DropSubject| match (subject, dimension) {
            (DropSubject::Overall(of), None) => *of == lens,
            (DropSubject::Dimension(id, of), Some(dimension)) => id == dimension && *of == lens,
            _ => false,
        };
        let own = tightest(&is_own).map(|points| Self { points, is_own: true });
        let general = || tightest(&|subject| *subject == DropSubject::Every(lens));
        own.or_else(|| general().map(|points| Self { points, is_own: false }))
    }
}

fn judged(
    change: &Change,
    subject: JudgedSubject,
    limit: Tenths,
    compared: &Compared,
) -> JudgedDrop {
    let floor = -limit;
    let verdict = match value(compared) {
        Err(because) => Verdict::NotJudged { because },
        Ok(change) if change >= floor => Verdict::Met { value: GateValue::Tenths(change) },
        Ok(change) => Verdict::NotMet { value: GateValue::Tenths(change), because: None },
    };
    JudgedDrop { subject, since: change.since, floor: GateValue::Tenths(floor), verdict }
}

fn value(compared: &Compared) -> Result<Tenths, NotJudged> {
    match compared.clone() {
        Compared::Known(shift) => Ok(shift.change),
        Compared::Broken { comparable: Tenths::ZERO, .. } => Err(NotJudged::NothingComparable),
        Compared::Broken { comparable, needed } => {
            Err(NotJudged::SeriesBroken { comparable, needed })
        }
        Compared::OneRound => Err(NotJudged::OneRound),
        Compared::NotStated { fact } => Err(NotJudged::NoLongerStated { fact }),
        Compared::Unpublished => Err(NotJudged::NoLongerPublished),
        Compared::OlderRules => Err(NotJudged::OlderRules),
        Compared::Lost => Err(NotJudged::NoLongerAnswered),
        Compared::Gone => Err(NotJudged::NoSuchDimension),
        Compared::DoesNotApply => Err(NotJudged::NotAsked),
        Compared::New | Compared::Nothing => Err(NotJudged::NotAnsweredThen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::ratchet::{CellChange, People, Shift};

    #[track_caller]
    fn check_read(text: &str, expected: Result<(DropSubject, i32), &str>) {
        match (max_drop(text), expected) {
            (Ok(read), Ok((subject, tenths))) => {
                assert_eq!(read, MaxDrop::Score { subject, limit: Tenths::new(tenths) });
            }
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (read, expected) => panic!("{read:?} is not {expected:?}"),
        }
    }

    #[test]
    fn limits_are_read() {
        let dimension = |id: &str, lens| DropSubject::Dimension(id.to_owned(), lens);
        check_read("prevention=5", Ok((DropSubject::Every(Lens::Prevention), 50)));
        check_read("resolution=0", Ok((DropSubject::Every(Lens::Resolution), 0)));
        check_read("overall.resolution=2.5", Ok((DropSubject::Overall(Lens::Resolution), 25)));
        check_read(
            "ownership.prevention=100",
            Ok((dimension("ownership", Lens::Prevention), 1000)),
        );
    }

    #[test]
    fn a_limit_that_cannot_be_judged_is_refused() {
        check_read("prevention", Err("has no limit"));
        check_read("prevention=", Err("is no limit"));
        check_read("prevention=-5", Err("is no limit"));
        check_read("prevention=5.55", Err("is no limit"));
        check_read("prevention=101", Err("is no limit"));
        check_read("gap=5", Err("a gap that drops is no loss"));
        check_read("ownership.gap=5", Err("a gap that drops is no loss"));
        check_read("coverage=5", Err("the drop of `coverage` cannot be limited"));
        check_read("Own.prevention=5", Err("the drop of `Own.prevention` cannot be limited"));
        check_read(".prevention=5", Err("the drop of `.prevention` cannot be limited"));
    }

    fn moved(tenths: i32) -> Compared {
        let (then, change) = (Tenths::new(500), Tenths::new(tenths));
        let now = Tenths::new(500 + tenths);
        Compared::Known(Shift { then, now, change, composition: None, comparable: Tenths::HUNDRED })
    }

    fn broken(tenths: i32) -> Compared {
        Compared::Broken { comparable: Tenths::new(tenths), needed: 60 }
    }

    fn people(then: usize, now: usize, compared_as: ComparedAs) -> People {
        People { then: Some(then), now, roles: Vec::new(), compared_as, min_group: Some(5) }
    }

    /// Overall prevention dropped by 4.0 and resolution rose by 1.0;
    /// prevention of `one` dropped by 5.0, and of `two` it became this.
    fn change(two: Compared) -> Change {
        let cell = |dimension: &str, lens, compared| CellChange {
            dimension: dimension.to_owned(),
            lens,
            compared,
        };
        Change {
            since: jiff::civil::date(2026, 4, 1),
            wave: None,
            version: "1.0.0".to_owned(),
            people: people(16, 11, ComparedAs::Alike),
            no_longer_stated: Vec::new(),
            prevention: moved(-40),
            resolution: moved(10),
            published: [[None; 2]; 2],
            undetected: Vec::new(),
            cells: vec![
                cell("one", Lens::Prevention, moved(-50)),
                cell("one", Lens::Resolution, moved(10)),
                cell("two", Lens::Prevention, two),
                cell("two", Lens::Resolution, moved(10)),
            ],
            answers: Vec::new(),
            not_comparable: Vec::new(),
        }
    }

    /// Every judged score with its verdict, and why where there is no value.
    #[track_caller]
    fn check(limits: &[&str], two: Compared, expected: &[&str]) {
        let limits: Vec<MaxDrop> =
            limits.iter().map(|text| max_drop(text).expect("it is a limit")).collect();
        let line = |judged: &JudgedDrop| {
            let name = judged.name().replace(" change since 2026-04-01", "");
            let outcome = match &judged.verdict {
                Verdict::Met { value: GateValue::Tenths(change) } => format!("{change}, met"),
                Verdict::NotMet { value: GateValue::Tenths(change), because: None } => {
                    format!("{change}, not met")
                }
                Verdict::NotJudged { because } => because.to_string(),
                other => panic!("{other:?} is no verdict on a change"),
            };
            let GateValue::Tenths(floor) = judged.floor else { panic!("it is no score") };
            format!("{name} from {floor}: {outcome}")
        };
        let found: Vec<String> = judge_drops(&limits, &change(two)).iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_drop_equal_to_the_limit_is_allowed() {
        let one = "one.prevention from -5.0: -5.0, met";
        check(
            &["prevention=5"],
            moved(-51),
            &["prevention from -5.0: -4.0, met", one, "two.prevention from -5.0: -5.1, not met"],
        );
        check(&["overall.prevention=4"], moved(0), &["prevention from -4.0: -4.0, met"]);
        check(&["overall.prevention=3.9"], moved(0), &["prevention from -3.9: -4.0, not met"]);
        check(&["overall.resolution=0"], moved(0), &["resolution from 0.0: 1.0, met"]);
        check(&[], moved(-900), &[]);
    }

    #[test]
    fn a_limit_of_its_own_takes_the_place_of_the_general_one() {
        check(
            &["prevention=0", "one.prevention=10", "one.prevention=7", "overall.prevention=20"],
            moved(-1),
            &[
                "prevention from -20.0: -4.0, met",
                "one.prevention from -7.0: -5.0, met",
                "two.prevention from 0.0: -0.1, not met",
            ],
        );
    }

    #[test]
    fn what_cannot_be_compared_any_more_fails() {
        let with_two = |two: &str| {
            let overall = "prevention from -5.0: -4.0, met".to_owned();
            [overall, "one.prevention from -5.0: -5.0, met".to_owned(), two.to_owned()]
        };
        let check = |two: Compared, why: &str| {
            let expected = with_two(&format!("two.prevention from -5.0: {why}"));
            check(&["prevention=5"], two, &expected.each_ref().map(String::as_str));
        };
        check(broken(0), "nothing is comparable");
        check(broken(500), "only 50.0 % of its weight is comparable, and 60 % is needed");
        check(Compared::Lost, "it was answered then and is not now");
        check(Compared::Unpublished, "there was a score then, and there is none now");
        check(Compared::OlderRules, "the baseline counted it by an older rule");
        let fact = Id::new("uses").expect("it is an id");
        check(Compared::NotStated { fact }, "the fact `uses` is no longer stated");
        let few = "one round, one report: a change would show what a few people said";
        check(Compared::OneRound, few);
        check(Compared::Gone, "the questionnaire has no such dimension");
    }

    #[test]
    fn what_is_new_is_judged_only_where_a_limit_names_it() {
        let general = ["prevention from -5.0: -4.0, met", "one.prevention from -5.0: -5.0, met"];
        let own = |why: &str| format!("two.prevention from -5.0: {why}");
        for (two, why) in [
            (Compared::New, "it was not answered then"),
            (Compared::Nothing, "it was not answered then"),
            (Compared::DoesNotApply, "it was not part of this assessment"),
        ] {
            check(&["prevention=5"], two.clone(), &general);
            check(&["two.prevention=5"], two, &[own(why).as_str()]);
        }
    }

    #[track_caller]
    fn check_people(limits: &[&str], people: People, floor: u32, expected: &str) {
        let limits: Vec<MaxDrop> =
            limits.iter().map(|text| max_drop(text).expect("it is a limit")).collect();
        let judged = judge_drops(&limits, &Change { people, ..change(moved(0)) });
        let [judged] = &judged[..] else { panic!("{judged:?} is not one") };
        assert_eq!(judged.name(), "respondents since 2026-04-01");
        assert_eq!(judged.floor, GateValue::Whole(floor));
        assert_eq!(judged.verdict.name(), expected);
    }

    #[test]
    fn fewer_people_are_held_against_a_limit_of_their_own() {
        let alike = ComparedAs::Alike;
        check_people(&["respondents=0"], people(16, 16, alike), 16, "met");
        check_people(&["respondents=0"], people(16, 11, alike), 16, "not_met");
        check_people(&["respondents=5"], people(16, 11, alike), 11, "met");
        check_people(&["respondents=4", "respondents=9"], people(16, 11, alike), 12, "not_met");
        check_people(&["respondents=20"], people(16, 11, alike), 0, "met");
        check_people(&["respondents=5"], people(16, 15, ComparedAs::OneRound), 11, "not_judged");
        let unknown = People { then: None, ..people(0, 11, alike) };
        check_people(&["respondents=5"], unknown, 0, "not_judged");
        check_read("respondents=-1", Err("how many people"));
        check_read("respondents=1.5", Err("how many people"));
        check_read("respondents=", Err("how many people"));
    }

    #[test]
    fn a_limit_on_no_dimension_fails() {
        let expected = "three.prevention from -5.0: the questionnaire has no such dimension";
        check(&["three.prevention=5"], moved(0), &[expected]);
    }
}
