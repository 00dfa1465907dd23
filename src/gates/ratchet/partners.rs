//! Which assessment is held against which baseline.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{AssessmentKey, Baseline};

/// An assessment that a baseline is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What tells it apart.
    pub key: AssessmentKey,
    /// The latest date of its answers.
    pub date: Date,
}

impl Held {
    /// Whether a baseline is of another wave of the same, and earlier.
    fn is_round_after(&self, baseline: &Baseline) -> bool {
        baseline.date < self.date && without_wave(&baseline.key) == without_wave(&self.key)
    }
}

/// Assessments and the baselines that they are held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Partners<'b> {
    /// The partner of each assessment, in their order; `None` where it is
    /// new.
    pub of: Vec<Option<&'b Baseline>>,
    /// Baselines without an assessment, in their order. Each fails the
    /// ratchet: what is not looked at any more cannot be said to have kept.
    pub lost: Vec<&'b Baseline>,
}

/// A baseline in which nothing is of a questionnaire that was answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the baseline is of another questionnaire: its results are of {}, and the answers of {}",
    listed(.baseline), listed(.answered)
)]
pub struct OtherQuestionnaire {
    /// Ids of the questionnaires of the baseline, sorted.
    pub baseline: Vec<String>,
    /// Ids of the questionnaires that were answered, sorted.
    pub answered: Vec<String>,
}

fn listed(ids: &[String]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

/// Finds the baseline of each assessment: the one with the same
/// questionnaire, organisation, unit, wave and respondent; else, where one of
/// each side is left that differ in nothing but the wave, that one; else the
/// latest that differs in nothing but the wave. A new
/// round of asking has another wave; what is of another wave has to be
/// earlier, for nothing is held against what came after it.
///
/// Assessments and baselines each have to be without doubles.
///
/// # Errors
///
/// No baseline is of a questionnaire that was answered.
pub fn partners<'b>(
    assessments: &[Held],
    baselines: &'b [Baseline],
) -> Result<Partners<'b>, OtherQuestionnaire> {
    let answered = questionnaires(assessments.iter().map(|held| &held.key));
    let baseline = questionnaires(baselines.iter().map(|baseline| &baseline.key));
    if !answered.iter().any(|id| baseline.contains(id)) {
        return Err(OtherQuestionnaire { baseline, answered });
    }
    let mut left: BTreeMap<&AssessmentKey, &Baseline> =
        baselines.iter().map(|baseline| (&baseline.key, baseline)).collect();
    let mut of: Vec<Option<&Baseline>> =
        assessments.iter().map(|held| left.remove(&held.key)).collect();
    for (position, baseline) in of_other_waves(assessments, &of, &left) {
        left.remove(&baseline.key);
        of[position] = Some(baseline);
    }
    // An earlier round may still be among the assessments: a new one is held
    // against the latest before it all the same.
    for (position, held) in assessments.iter().enumerate() {
        if of[position].is_none() {
            let earlier = baselines.iter().filter(|one| held.is_round_after(one));
            of[position] = earlier.max_by_key(|one| (one.date, &one.key));
            of[position].and_then(|partner| left.remove(&partner.key));
        }
    }
    let lost = baselines.iter().filter(|baseline| left.contains_key(&baseline.key)).collect();
    Ok(Partners { of, lost })
}

fn questionnaires<'k>(keys: impl Iterator<Item = &'k AssessmentKey>) -> Vec<String> {
    let mut ids: Vec<String> = keys.map(|key| key.questionnaire.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Positions of assessments that are alone with a baseline of another wave.
fn of_other_waves<'b>(
    assessments: &[Held],
    of: &[Option<&Baseline>],
    left: &BTreeMap<&AssessmentKey, &'b Baseline>,
) -> Vec<(usize, &'b Baseline)> {
    let mut groups: BTreeMap<AssessmentKey, (Vec<usize>, Vec<&'b Baseline>)> = BTreeMap::new();
    for (position, held) in assessments.iter().enumerate() {
        if of[position].is_none() {
            groups.entry(without_wave(&held.key)).or_default().0.push(position);
        }
    }
    for (key, &baseline) in left {
        groups.entry(without_wave(key)).or_default().1.push(baseline);
    }
    let alone = |(new, old): (Vec<usize>, Vec<&'b Baseline>)| match (&new[..], &old[..]) {
        ([position], [baseline]) if assessments[*position].is_round_after(baseline) => {
            Some((*position, *baseline))
        }
        _ => None,
    };
    groups.into_values().filter_map(alone).collect()
}

fn without_wave(key: &AssessmentKey) -> AssessmentKey {
    AssessmentKey { wave: None, ..key.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BaselineScore;

    /// A wave that is a year has its date, and every other is of this one.
    fn date(key: &AssessmentKey) -> Date {
        let year = key.wave.as_ref().and_then(|wave| wave.parse().ok());
        jiff::civil::date(year.unwrap_or(2026), 4, 1)
    }

    fn held(text: &str) -> Held {
        let key = key(text);
        Held { date: date(&key), key }
    }

    /// "questionnaire organisation wave respondent", a dash for none.
    fn key(text: &str) -> AssessmentKey {
        let parts: Vec<&str> = text.split(' ').collect();
        let [questionnaire, organisation, wave, respondent] = parts[..] else {
            panic!("{text:?} has not four parts")
        };
        let given = |part: &str| (part != "-").then(|| part.to_owned());
        AssessmentKey {
            questionnaire: questionnaire.to_owned(),
            organisation: organisation.to_owned(),
            unit: None,
            wave: given(wave),
            respondent: given(respondent),
        }
    }

    fn baseline(text: &str) -> Baseline {
        Baseline {
            rules: crate::model::RULES,
            key: key(text),
            version: "1.0.0".to_owned(),
            date: date(&key(text)),
            respondents: None,
            stated: Vec::new(),
            prevention: BaselineScore::default(),
            resolution: BaselineScore::default(),
            dimensions: Vec::new(),
        }
    }

    /// Each assessment with the position of its baseline, and the positions
    /// of the lost ones.
    #[track_caller]
    fn check(assessments: &[&str], baselines: &[&str], of: &[Option<usize>], lost: &[usize]) {
        let assessments: Vec<Held> = assessments.iter().map(|text| held(text)).collect();
        let baselines: Vec<Baseline> = baselines.iter().map(|text| baseline(text)).collect();
        let found = partners(&assessments, &baselines).expect("a questionnaire is shared");
        let of: Vec<Option<&Baseline>> = of.iter().map(|at| at.map(|at| &baselines[at])).collect();
        let lost: Vec<&Baseline> = lost.iter().map(|&at| &baselines[at]).collect();
        assert_eq!(found, Partners { of, lost });
    }

    #[test]
    fn the_same_assessment_is_the_partner() {
        check(&["q a - -", "q b - -"], &["q b - -", "q a - -"], &[Some(1), Some(0)], &[]);
        check(&["q a s -"], &["q a f -", "q a s -"], &[Some(1)], &[0]);
        check(&["q a - -"], &["q b - -"], &[None], &[0]);
        check(&["q a - -"], &["q a - -", "p a - -"], &[Some(0)], &[1]);
    }

    #[test]
    fn a_new_round_is_held_against_the_one_before() {
        check(&["q a 2027 -"], &["q a 2026 -"], &[Some(0)], &[]);
        check(&["q a 2027 -"], &["q a - -"], &[Some(0)], &[]);
        check(&["q a 2026 -", "q a 2027 -"], &["q a 2026 -"], &[Some(0), Some(0)], &[]);
        check(&["q a 2028 -"], &["q a 2026 -", "q a 2027 -"], &[Some(1)], &[0]);
        check(&["q a 2027 -", "q a 2028 -"], &["q a 2026 -"], &[Some(0), Some(0)], &[]);
    }

    #[test]
    fn nothing_is_held_against_what_came_after_it() {
        check(&["q a 2026 -"], &["q a 2027 -"], &[None], &[0]);
        check(&["q a 2027 -"], &["q a 2026 -", "q a 2028 -"], &[Some(0)], &[1]);
        check(&["q a spring -"], &["q a autumn -"], &[None], &[0]);
        check(&["q a 2026 -", "q a 2027 -"], &["q a 2028 -"], &[None, None], &[0]);
    }

    #[test]
    fn one_respondent_is_not_held_against_another_or_against_all() {
        check(&["q a 2027 r-1"], &["q a 2026 r-1"], &[Some(0)], &[]);
        check(&["q a 2027 r-1"], &["q a 2026 r-2"], &[None], &[0]);
        check(&["q a - r-1"], &["q a - -"], &[None], &[0]);
    }

    #[test]
    fn a_baseline_for_another_questionnaire_is_refused() {
        let error = partners(&[held("q a - -")], &[baseline("p a - -")]).expect_err("p is not q");
        assert_eq!(
            error.to_string(),
            "the baseline is of another questionnaire: its results are of `p`, and the answers \
             of `q`"
        );
    }
}
