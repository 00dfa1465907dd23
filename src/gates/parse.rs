//! Gates as they are written: `prevention=45`, `ownership.gap=20`.

use crate::model::{Bound, Gate, Id, Lens, Rule, ScoreKind, Tenths};

/// What is wrong with a gate as it is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// There is no `=`.
    #[error("`{0}` has no limit: write a name, `=` and a number, such as `prevention=45`")]
    NoLimit(String),
    /// The limit is not a number that scores are published in.
    #[error("`{0}` is no limit: write a number from 0 to 100 with at most one decimal")]
    BadLimit(String),
    /// The name is none that can be judged.
    #[error(
        "`{0}` cannot be judged: write `prevention`, `resolution`, `gap` or `coverage`, or one \
         of the first three after a dimension's id, such as `ownership.prevention`"
    )]
    UnknownSubject(String),
    /// A ceiling on something of which more is better.
    #[error("`{0}` needs a floor, not a ceiling: more of it is better, so use `--min`")]
    NeedsFloor(String),
    /// A floor on the gap.
    #[error("`{0}` needs a ceiling, not a floor: less of it is better, so use `--max`")]
    NeedsCeiling(String),
    /// A gap ceiling alone.
    #[error(
        "`--max {gap}=...` needs `--min {floor}=...` beside it: a ceiling on the gap alone is \
         also kept by getting worse at resolving"
    )]
    GapWithoutFloor {
        /// The gap as written.
        gap: String,
        /// The floor that is missing.
        floor: String,
    },
}

/// Reads a floor, such as `prevention=45`.
///
/// # Errors
///
/// The text is no gate, or names the gap, which needs a ceiling.
pub fn minimum(text: &str) -> Result<Gate, GateError> {
    read(text, Bound::Min)
}

/// Reads a ceiling, such as `gap=20`.
///
/// # Errors
///
/// The text is no gate, or names something of which more is better.
pub fn maximum(text: &str) -> Result<Gate, GateError> {
    read(text, Bound::Max)
}

/// Checks that every ceiling on a gap has a floor on the same resolution
/// score beside it, or its own.
///
/// # Errors
///
/// A ceiling on a gap stands alone.
pub fn need_floors(gates: &[Gate]) -> Result<(), GateError> {
    let is_alone = |gate: &&Gate| matches!(gate.rule, Rule::Gap { resolution_at_least: None, .. });
    for gate in gates.iter().filter(is_alone) {
        let is_floor = |other: &Gate| {
            other.dimension == gate.dimension
                && matches!(other.rule, Rule::Score { lens: Lens::Resolution, .. })
        };
        if !gates.iter().any(is_floor) {
            let floor = Rule::Score { lens: Lens::Resolution, at_least: Tenths::ZERO };
            let floor = Gate::new(gate.dimension.clone(), floor).subject();
            return Err(GateError::GapWithoutFloor { gap: gate.subject(), floor });
        }
    }
    Ok(())
}

fn read(text: &str, bound: Bound) -> Result<Gate, GateError> {
    let (name, limit) = text.split_once('=').ok_or_else(|| GateError::NoLimit(text.to_owned()))?;
    let subject = subject(name).ok_or_else(|| GateError::UnknownSubject(name.to_owned()))?;
    let limit = limit_from(limit).ok_or_else(|| GateError::BadLimit(limit.to_owned()))?;
    let gate = subject.gate(limit);
    match (gate.bound(), bound) {
        (Bound::Min, Bound::Max) => Err(GateError::NeedsFloor(gate.subject())),
        (Bound::Max, Bound::Min) => Err(GateError::NeedsCeiling(gate.subject())),
        _ => Ok(gate),
    }
}

/// What the command line can name.
enum Subject {
    Score(Option<Id>, ScoreKind),
    Coverage,
}

impl Subject {
    fn gate(self, limit: Tenths) -> Gate {
        let score = |lens| Rule::Score { lens, at_least: limit };
        match self {
            Self::Coverage => Gate::new(None, Rule::Coverage { at_least: limit }),
            Self::Score(dimension, kind) => {
                let rule = match kind {
                    ScoreKind::Prevention => score(Lens::Prevention),
                    ScoreKind::Resolution => score(Lens::Resolution),
                    ScoreKind::Gap => Rule::Gap { at_most: limit, resolution_at_least: None },
                };
                Gate::new(dimension, rule)
            }
        }
    }
}

fn subject(name: &str) -> Option<Subject> {
    let kind = |word: &str| ScoreKind::ALL.into_iter().find(|kind| kind.name() == word);
    match name.split_once('.') {
        None if name == "coverage" => Some(Subject::Coverage),
        None => Some(Subject::Score(None, kind(name)?)),
        Some((dimension, word)) => Some(Subject::Score(Some(Id::new(dimension)?), kind(word)?)),
    }
}

/// A number from 0 to 100 with at most one decimal: `45`, `45.5`.
pub(super) fn limit_from(text: &str) -> Option<Tenths> {
    let (whole, decimal) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimal) || decimal.len() > 1 {
        return None;
    }
    let tenths =
        Tenths::new(whole.parse::<i32>().ok()?.checked_mul(10)? + decimal.parse::<i32>().ok()?);
    (tenths <= Tenths::HUNDRED).then_some(tenths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GateValue;

    #[track_caller]
    fn check(gate: Result<Gate, GateError>, expected: Result<(&str, i32), &str>) {
        match (gate, expected) {
            (Ok(gate), Ok((name, tenths))) => {
                assert_eq!(gate.subject(), name);
                assert_eq!(gate.limit(), GateValue::Tenths(Tenths::new(tenths)));
            }
            (Err(error), Err(part)) => {
                assert!(error.to_string().contains(part), "{error}");
            }
            (gate, expected) => panic!("{gate:?} is not {expected:?}"),
        }
    }

    #[test]
    fn gates_are_read() {
        check(minimum("prevention=45"), Ok(("prevention", 450)));
        check(minimum("ownership.prevention=50.5"), Ok(("ownership.prevention", 505)));
        check(minimum("coverage=80"), Ok(("coverage", 800)));
        check(minimum("resolution=100"), Ok(("resolution", 1000)));
        check(maximum("gap=20"), Ok(("gap", 200)));
        check(maximum("data-flow.gap=0"), Ok(("data-flow.gap", 0)));
    }

    #[test]
    fn a_gate_that_cannot_be_judged_is_refused() {
        check(minimum("prevention"), Err("has no limit"));
        check(minimum("prevention="), Err("is no limit"));
        check(minimum("prevention=high"), Err("is no limit"));
        check(minimum("prevention=-1"), Err("is no limit"));
        check(minimum("prevention=100.1"), Err("is no limit"));
        check(minimum("prevention=45.55"), Err("is no limit"));
        check(minimum("prevention=+45"), Err("is no limit"));
        check(minimum("prevention=99999999999"), Err("is no limit"));
        check(minimum("prevntion=45"), Err("cannot be judged"));
        check(minimum("ownership.coverage=45"), Err("cannot be judged"));
        check(minimum("Own.gap=45"), Err("cannot be judged"));
        check(minimum("gap=10"), Err("needs a ceiling"));
        check(maximum("prevention=10"), Err("needs a floor"));
        check(maximum("coverage=10"), Err("needs a floor"));
    }

    #[track_caller]
    fn check_floors(mins: &[&str], maxes: &[&str], complaint: Option<&str>) {
        let gates: Vec<Gate> = mins
            .iter()
            .map(|text| minimum(text))
            .chain(maxes.iter().map(|text| maximum(text)))
            .collect::<Result<_, _>>()
            .expect("the gates are well written");
        let error = need_floors(&gates).err().map(|error| error.to_string());
        match (error, complaint) {
            (Some(error), Some(part)) => assert!(error.contains(part), "{error}"),
            (error, complaint) => assert_eq!(error.as_deref(), complaint),
        }
    }

    #[test]
    fn a_gap_ceiling_needs_a_floor_on_the_same_resolution() {
        check_floors(&["resolution=55"], &["gap=20"], None);
        check_floors(&["ownership.resolution=55"], &["ownership.gap=20"], None);
        check_floors(&[], &["gap=20"], Some("--min resolution="));
        check_floors(&["ownership.resolution=55"], &["gap=20"], Some("--min resolution="));
        check_floors(
            &["resolution=55"],
            &["ownership.gap=20"],
            Some("--min ownership.resolution="),
        );
    }
}
