//! The statistics of several voices, held against worked cases from
//! independent implementations.

use prevention_gap::voices::statistics::{
    self, LevelCounts, Magnitude, agreement, average_deviation, cliffs_delta, holm, p_floor,
    permutation, student_t_quantile, variance, welch,
};
use serde_json::Value;

/// Runs a check over every case of a file, and says which one it is at.
fn each_case(text: &str, expected_count: usize, check: impl Fn(&Value, &Value, &Held)) {
    let vectors: Value = serde_json::from_str(text).expect("the vectors are JSON");
    let cases = vectors["cases"].as_array().expect("there are cases");
    assert_eq!(cases.len(), expected_count);
    for case in cases {
        let tolerance = number(&case["tolerance"]);
        let held = Held { case: case["name"].as_str().expect("a name"), tolerance };
        check(&case["input"], &case["expected"], &held);
    }
}

/// Which case is checked, and how exactly.
struct Held<'a> {
    case: &'a str,
    tolerance: f64,
}

impl Held<'_> {
    /// `null` in the vectors is `None` here.
    #[track_caller]
    fn equal(&self, found: Option<f64>, expected: &Value, what: &str) {
        let case = self.case;
        match (found, expected.as_f64()) {
            (None, None) => {}
            (Some(found), Some(expected)) => {
                let close = (found - expected).abs() <= self.tolerance;
                assert!(close, "{case}, {what}: {found} is not {expected}");
            }
            (found, expected) => panic!("{case}, {what}: {found:?} is not {expected:?}"),
        }
    }
}

#[track_caller]
fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// F and beta quantiles stand in the file too; nothing here uses them.
#[test]
fn quantiles_of_t() {
    let text = include_str!("vectors/special_functions.json");
    each_case(text, 18, |input, expected, held| {
        if input["fn"] == "t_ppf" {
            let found = student_t_quantile(number(&input["p"]), number(&input["df"]));
            held.equal(found, &expected["x"], "x");
        }
    });
}

#[test]
fn welch_intervals() {
    let text = include_str!("vectors/welch_ci.json");
    each_case(text, 6, |input, expected, held| {
        let found = welch(&numbers(&input["x"]), &numbers(&input["y"]));
        held.equal(found.map(|found| found.df), &expected["df"], "df");
        held.equal(found.map(|found| found.p), &expected["p"], "p");
        let interval = found.and_then(|found| found.interval);
        held.equal(interval.map(|interval| interval.lower), &expected["ci95"][0], "lower");
        held.equal(interval.map(|interval| interval.upper), &expected["ci95"][1], "upper");
        // Without a result the vectors still give what can be computed.
        if let Some(found) = found {
            held.equal(Some(found.difference), &expected["difference"], "difference");
            held.equal(Some(found.standard_error), &expected["se"], "standard error");
        }
    });
}

#[test]
fn cliffs_deltas() {
    let text = include_str!("vectors/cliffs_delta.json");
    each_case(text, 6, |input, expected, held| {
        let (x, y) = (numbers(&input["x"]), numbers(&input["y"]));
        let found = cliffs_delta(&x, &y).expect("both have values");
        held.equal(Some(found), &expected["delta"], "delta");
        assert_eq!(Magnitude::of(found).name(), expected["magnitude"], "{}", held.case);
        let swapped = cliffs_delta(&y, &x).expect("both have values");
        held.equal(Some(-swapped), &expected["delta"], "delta the other way round");
    });
}

#[test]
fn permutation_tests() {
    let text = include_str!("vectors/permutation_mean_difference.json");
    each_case(text, 6, |input, expected, held| {
        let (x, y) = (numbers(&input["x"]), numbers(&input["y"]));
        let found = permutation(&x, &y).expect("few arrangements");
        held.equal(Some(found.p), &expected["p_abs"], "p");
        held.equal(Some(found.arrangements.into()), &expected["arrangements"], "arrangements");
        assert!(p_floor(x.len(), y.len()) <= found.p + 1e-12, "{}", held.case);
    });
}

#[test]
fn adjusted_p() {
    let text = include_str!("vectors/p_adjust.json");
    each_case(text, 5, |input, expected, held| {
        let found = holm(&numbers(&input["p"]));
        assert_eq!(found.len(), numbers(&expected["holm"]).len());
        for (at, p) in found.into_iter().enumerate() {
            held.equal(Some(p), &expected["holm"][at], "holm");
        }
    });
}

// ---- The perception gap: from answers to everything that is tested ----

/// A cell's composites: one respondent's weighted mean of 25 · (level − 1).
/// The cases leave no question out.
fn composites(input: &Value, cell: &str, role: &str) -> Vec<f64> {
    let composite = |respondent: &Value| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for question in input["questions"].as_array().expect("questions") {
            let (dimension, lens) = cell.split_once('/').expect("dimension/lens");
            let id = question["id"].as_str().expect("an id");
            if question["dim"] == dimension && question["lens"] == lens {
                let weight = number(&question["weight"]);
                sum += weight * 25.0 * (number(&respondent["answers"][id]) - 1.0);
                weights += weight;
            }
        }
        sum / weights
    };
    let respondents = input["respondents"].as_array().expect("respondents").iter();
    respondents.filter(|respondent| respondent["role"] == role).map(composite).collect()
}

#[test]
fn perception_gaps() {
    let text = include_str!("vectors/perception_gap.json");
    each_case(text, 4, |input, expected, held| {
        let cells = expected["cells"].as_object().expect("cells");
        let sides =
            |cell: &str| (composites(input, cell, "leader"), composites(input, cell, "frontline"));
        for (cell, expected) in cells {
            let (leaders, frontline) = sides(cell);
            held.equal(cliffs_delta(&leaders, &frontline), &expected["cliffs_delta"], "delta");
            let interval = welch(&leaders, &frontline).and_then(|found| found.interval);
            let ends = &expected["welch_ci95"];
            held.equal(interval.map(|interval| interval.lower), &ends[0], "lower");
            held.equal(interval.map(|interval| interval.upper), &ends[1], "upper");
            if expected.get("p_permutation").is_some() {
                let p = permutation(&leaders, &frontline).map(|found| found.p);
                held.equal(p, &expected["p_permutation"], "p");
                let floor = p_floor(leaders.len(), frontline.len());
                held.equal(Some(floor), &expected["p_floor"], "floor");
            }
        }
        let tested: Vec<&Value> =
            cells.values().filter(|cell| cell.get("p_holm").is_some()).collect();
        assert_eq!(
            tested.len(),
            usize::try_from(expected["tests"].as_u64().expect("n")).expect("n")
        );
        let p: Vec<f64> = cells
            .iter()
            .filter(|(_, cell)| cell.get("p_holm").is_some())
            .map(|(name, _)| sides(name))
            .map(|(leaders, frontline)| permutation(&leaders, &frontline).expect("few").p)
            .collect();
        for (found, expected) in holm(&p).into_iter().zip(tested) {
            held.equal(Some(found), &expected["p_holm"], "holm");
        }
    });
}

// ---- Agreement ----

/// Rows are respondents, columns questions.
fn counts(rows: &Value) -> Vec<LevelCounts> {
    let rows = rows.as_array().expect("rows");
    let columns = rows[0].as_array().expect("columns").len();
    let mut counts = vec![[0; 5]; columns];
    for row in rows {
        for (column, level) in row.as_array().expect("columns").iter().enumerate() {
            if let Some(level) = level.as_u64() {
                counts[column][usize::try_from(level).expect("small") - 1] += 1;
            }
        }
    }
    counts
}

#[test]
fn agreements() {
    let text = include_str!("vectors/agreement_rwg_ad.json");
    each_case(text, 6, |input, expected, held| {
        let counts = counts(&input["rows_respondents_columns_items"]);
        for (at, counts) in counts.iter().enumerate() {
            held.equal(variance(counts), &expected["item_variance"][at], "variance");
            held.equal(average_deviation(counts), &expected["ad_mean_item"][at], "deviation");
            let rwg = agreement(&[*counts]).map(|found| found.rwg);
            held.equal(rwg, &expected["r_star_wg_item"][at], "r*wg");
        }
        let found = agreement(&counts);
        held.equal(found.map(|found| found.rwg), &expected["r_star_wg_j"], "r*wg(j)");
        let deviation = found.map(|found| found.average_deviation);
        held.equal(deviation, &expected["ad_mean_j"], "average deviation");
    });
}

/// One way in which n random answers fall on the levels, and how likely.
struct Fall {
    counts: LevelCounts,
    probability: f64,
}

/// All of them, with their multinomial probabilities.
fn falls(n: u32) -> Vec<Fall> {
    let mut falls = vec![Fall { counts: [0; 5], probability: 1.0 }];
    for level in 0..5 {
        let mut next = Vec::new();
        for fall in &falls {
            let left = n - fall.counts.iter().sum::<u32>();
            let range = if level == 4 { left..=left } else { 0..=left };
            for count in range {
                let mut counts = fall.counts;
                counts[level] = count;
                let ways =
                    (0..count).map(|at| f64::from(left - at) / f64::from(at + 1)).product::<f64>();
                let probability = fall.probability * ways * 0.2_f64.powi(count.cast_signed());
                next.push(Fall { counts, probability });
            }
        }
        falls = next;
    }
    falls
}

/// The share of random answers whose figure looks good.
fn chance(falls: &[(f64, f64)], as_good: impl Fn(f64) -> bool) -> f64 {
    falls.iter().filter(|(figure, _)| as_good(*figure)).map(|(_, probability)| probability).sum()
}

/// The best figures first: the last one that chance reaches in at most 5 % of
/// all cases.
fn critical(mut falls: Vec<(f64, f64)>, better: impl Fn(f64, f64) -> bool) -> Option<f64> {
    let mut figures: Vec<f64> = falls.iter().map(|fall| (fall.0 * 1e9).round() / 1e9).collect();
    for (fall, figure) in falls.iter_mut().zip(&figures) {
        fall.0 = *figure;
    }
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    figures
        .into_iter()
        .filter(|&limit| chance(&falls, |figure| !better(limit, figure)) <= 0.05)
        .reduce(|a, b| if better(a, b) { b } else { a })
}

/// With random answers r*wg is 0 on average for any number of respondents:
/// the reason why it was chosen for the word.
#[test]
fn random_answers_agree_as_chance_has_it() {
    let text = include_str!("vectors/agreement_null.json");
    each_case(text, 7, |input, expected, held| {
        let n = u32::try_from(input["n"].as_u64().expect("a number")).expect("small");
        let falls = falls(n);
        let figures = |figure: &dyn Fn(&LevelCounts) -> f64| -> Vec<(f64, f64)> {
            falls.iter().map(|fall| (figure(&fall.counts), fall.probability)).collect()
        };
        let rwg = figures(&|counts| agreement(&[*counts]).expect("two answers").rwg);
        let deviation = figures(&|counts| average_deviation(counts).expect("two answers"));
        let mean = |falls: &[(f64, f64)]| falls.iter().map(|(figure, p)| figure * p).sum::<f64>();
        held.equal(Some(mean(&rwg)), &expected["E_rwg"], "mean r*wg");
        held.equal(Some(mean(&deviation)), &expected["E_AD"], "mean deviation");
        let strong = chance(&rwg, |figure| figure >= 0.7 - 1e-9);
        held.equal(Some(strong), &expected["P_random_rwg_ge_0_7"], "chance of .70");
        let near = chance(&deviation, |figure| figure <= 0.8 + 1e-9);
        held.equal(Some(near), &expected["P_random_AD_le_0_8"], "chance of 0.8");
        held.equal(critical(rwg, |a, b| a > b), &expected["rwg_crit"], "limit of r*wg");
        held.equal(critical(deviation, |a, b| a < b), &expected["AD_crit"], "limit of deviation");
    });
}

// ---- What any numbers give ----

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// Any bits at all, and such as composites are.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        let value = prop_oneof![
            any::<f64>(),
            (0_u32..=20).prop_map(|fifths| f64::from(fifths) * 5.0),
            (0_u32..=12).prop_map(|thirds| f64::from(thirds) * 100.0 / 12.0),
        ];
        proptest::collection::vec(value, 0..8)
    }

    proptest! {
        #[test]
        fn nothing_is_nan_and_nothing_panics(a in values(), b in values()) {
            if let Some(found) = welch(&a, &b) {
                prop_assert!(found.difference.is_finite() && found.standard_error > 0.0);
                prop_assert!(found.df > 0.0 && (0.0..=1.0).contains(&found.p));
                if let Some(interval) = found.interval {
                    prop_assert!(interval.lower <= found.difference);
                    prop_assert!(found.difference <= interval.upper);
                }
            }
            if let Some(delta) = cliffs_delta(&a, &b) {
                prop_assert!((-1.0..=1.0).contains(&delta));
            }
            if let Some(found) = permutation(&a, &b) {
                prop_assert!(found.p > 0.0 && found.p <= 1.0);
            }
            let groups = [
                statistics::Group { weight: 1, composites: &a },
                statistics::Group { weight: 3, composites: &b },
            ];
            if let Some(half_width) = statistics::half_width(&groups) {
                prop_assert!(half_width > 0.0);
            }
            for p in holm(&a) {
                prop_assert!((0.0..=1.0).contains(&p));
            }
        }

        #[test]
        fn holm_never_lowers_a_p_and_keeps_their_order(
            p in proptest::collection::vec(0.0..=1.0_f64, 1..20),
        ) {
            let adjusted = holm(&p);
            for (at, p_at) in p.iter().enumerate() {
                prop_assert!(adjusted[at] >= *p_at);
                for (other, p_other) in p.iter().enumerate() {
                    prop_assert!(p_at > p_other || adjusted[at] <= adjusted[other]);
                }
            }
        }
    }
}
