//! Limits on drops, as they are written and as they are judged:
//! `prevention=5`, `overall.prevention=2.5`, `ownership.prevention=10`.

use jiff::civil::Date;

use crate::gates::parse::limit_from;
use crate::gates::{NotJudged, Verdict};
use crate::model::{GateValue, Id, Lens, Tenths};

use super::{Change, Compared};

/// The word for the overall scores before a lens, as in results.
const OVERALL: &str = "overall";

/// How far scores may drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxDrop {
    /// What it limits.
    pub subject: DropSubject,
    /// The furthest drop that is allowed, 0 to 100 points.
    pub limit: Tenths,
}

impl MaxDrop {
    /// The id of the dimension that it is about, if it is about one alone.
    pub fn dimension(&self) -> Option<&str> {
        match &self.subject {
            DropSubject::Dimension(id, _) => Some(id),
            DropSubject::Every(_) | DropSubject::Overall(_) => None,
        }
    }
}

/// What a limit on drops is about.
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
    /// The gap, of which less is better.
    #[error(
        "a gap that drops is no loss, and it also drops when repair gets worse: limit the drop \
         of `prevention` and of `resolution`"
    )]
    Gap,
    /// The name is none whose drop can be limited.
    #[error(
        "the drop of `{0}` cannot be limited: write `prevention` or `resolution` for the overall \
         score and every dimension, or one of them after `overall` or a dimension's id, such as \
         `overall.prevention`"
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
    let subject = subject(name)?;
    let limit = limit_from(limit).ok_or_else(|| MaxDropError::BadLimit(limit.to_owned()))?;
    Ok(MaxDrop { subject, limit })
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
    /// The id of the dimension; `None` for the overall score.
    pub dimension: Option<String>,
    /// The lens.
    pub lens: Lens,
    /// The date of the baseline.
    pub since: Date,
    /// The lowest change that is allowed, −100 to 0 points.
    pub floor: Tenths,
    /// How it came out; its value is the change.
    pub verdict: Verdict,
}

impl JudgedDrop {
    /// What is judged: "ownership.prevention change since 2026-04-01".
    pub fn name(&self) -> String {
        let Self { dimension, lens, since, .. } = self;
        match dimension {
            None => format!("{lens} change since {since}"),
            Some(id) => format!("{id}.{lens} change since {since}"),
        }
    }
}

/// Judges a change by these limits: the overall scores first, then every
/// dimension.
///
/// A drop that equals its limit is allowed. A limit on one score takes the
/// place of the general one; of two on the same, the tighter counts. What had
/// answers then and cannot be compared now is not met. What had none then is
/// not judged, unless a limit names it, and so is what the profile takes out.
pub fn judge_drops(limits: &[MaxDrop], change: &Change) -> Vec<JudgedDrop> {
    let overall = Lens::ALL.into_iter().filter_map(|lens| {
        let limit = Limit::on(limits, None, lens)?;
        Some(judged(change, None, lens, limit.points, change.overall(lens)))
    });
    let cells = change.cells.iter().filter_map(|cell| {
        let limit = Limit::on(limits, Some(&cell.dimension), cell.lens)?;
        let is_judged = limit.is_own || cell.compared.had_answers();
        let dimension = Some(cell.dimension.clone());
        is_judged.then(|| judged(change, dimension, cell.lens, limit.points, &cell.compared))
    });
    overall.chain(cells).chain(nowhere(limits, change)).collect()
}

/// Limits on dimensions that neither the questionnaire nor the baseline has.
fn nowhere(limits: &[MaxDrop], change: &Change) -> Vec<JudgedDrop> {
    let is_known = |id: &str| change.cells.iter().any(|cell| cell.dimension == id);
    let nowhere = |limit: &MaxDrop| match &limit.subject {
        DropSubject::Dimension(id, lens) if !is_known(id) => {
            Some(judged(change, Some(id.clone()), *lens, limit.limit, &Compared::Gone))
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
            let meant = limits.iter().filter(|limit| is_meant(&limit.subject));
            meant.map(|limit| limit.limit).min()
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
    dimension: Option<String>,
    lens: Lens,
    limit: Tenths,
    compared: &Compared,
) -> JudgedDrop {
    let floor = -limit;
    let verdict = match value(compared) {
        Err(because) => Verdict::NotJudged { because },
        Ok(change) if change >= floor => Verdict::Met { value: GateValue::Tenths(change) },
        Ok(change) => Verdict::NotMet { value: GateValue::Tenths(change), because: None },
    };
    JudgedDrop { dimension, lens, since: change.since, floor, verdict }
}

fn value(compared: &Compared) -> Result<Tenths, NotJudged> {
    match *compared {
        Compared::Known(shift) => Ok(shift.change),
        Compared::Broken { comparable: Tenths::ZERO, .. } => Err(NotJudged::NothingComparable),
        Compared::Broken { comparable, needed } => {
            Err(NotJudged::SeriesBroken { comparable, needed })
        }
        Compared::Unpublished => Err(NotJudged::TooLittleAnswered),
        Compared::Lost => Err(NotJudged::NoLongerAnswered),
        Compared::Gone => Err(NotJudged::NoSuchDimension),
        Compared::DoesNotApply => Err(NotJudged::NotAsked),
        Compared::New | Compared::Nothing => Err(NotJudged::NotAnsweredThen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::ratchet::{CellChange, Shift};

    #[track_caller]
    fn check_read(text: &str, expected: Result<(DropSubject, i32), &str>) {
        match (max_drop(text), expected) {
            (Ok(read), Ok((subject, tenths))) => {
                assert_eq!(read, MaxDrop { subject, limit: Tenths::new(tenths) });
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
            prevention: moved(-40),
            resolution: moved(10),
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
            format!("{name} from {}: {outcome}", judged.floor)
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

    #[test]
    fn a_limit_on_no_dimension_fails() {
        let expected = "three.prevention from -5.0: the questionnaire has no such dimension";
        check(&["three.prevention=5"], moved(0), &[expected]);
    }
}
