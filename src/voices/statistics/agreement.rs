//! Agreement: whether the respondents describe the same organisation.

use super::moments::mean;

/// How many respondents gave each level of a question, lowest first.
pub type LevelCounts = [u32; 5];

/// The variance of answers that are given at random on five levels:
/// (5² − 1) / 12.
const RANDOM_VARIANCE: f64 = 2.0;

/// Agreement over several questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// r*wg(j): 1 where all answers are equal, 0 where they scatter as random
    /// ones do, below 0 where they scatter more. Not truncated.
    pub rwg: f64,
    /// How many levels the answers lie from their question's mean, on
    /// average.
    pub average_deviation: f64,
    /// How many questions have at least two answers.
    pub questions: usize,
}

/// Returns `r*wg(j) = 1 − mean of the variances / 2` (Lindell, Brandt and
/// Whitney, 1999) and the mean of the average deviations, over the questions
/// with at least two answers; `None` where there are none.
pub fn agreement(questions: &[LevelCounts]) -> Option<Agreement> {
    let variances: Vec<f64> = questions.iter().filter_map(variance).collect();
    let deviations: Vec<f64> = questions.iter().filter_map(average_deviation).collect();
    Some(Agreement {
        rwg: 1.0 - mean(&variances)? / RANDOM_VARIANCE,
        average_deviation: mean(&deviations)?,
        questions: variances.len(),
    })
}

/// Returns the variance of a question's levels, with n − 1; `None` below two
/// answers.
pub fn variance(counts: &LevelCounts) -> Option<f64> {
    let (answers, mean) = answers_and_mean(counts)?;
    let squares: f64 = levels(counts).map(|(level, count)| count * (level - mean).powi(2)).sum();
    Some(squares / (answers - 1.0))
}

/// Returns how many levels a question's answers lie from their mean, on
/// average; `None` below two answers.
pub fn average_deviation(counts: &LevelCounts) -> Option<f64> {
    let (answers, mean) = answers_and_mean(counts)?;
    let distances: f64 = levels(counts).map(|(level, count)| count * (level - mean).abs()).sum();
    Some(distances / answers)
}

/// Whether the answers fall into two camps: five or more of them, at least a
/// quarter at levels 1 and 2, and at least a quarter at levels 4 and 5.
pub fn split(counts: &LevelCounts) -> bool {
    let [one, two, three, four, five] = counts.map(u64::from);
    let (low, high) = (one + two, four + five);
    let answers = low + three + high;
    answers >= 5 && 4 * low >= answers && 4 * high >= answers
}

fn answers_and_mean(counts: &LevelCounts) -> Option<(f64, f64)> {
    let answers: f64 = counts.iter().copied().map(f64::from).sum();
    if answers < 2.0 {
        return None;
    }
    let sum: f64 = levels(counts).map(|(level, count)| level * count).sum();
    Some((answers, sum / answers))
}

fn levels(counts: &LevelCounts) -> impl Iterator<Item = (f64, f64)> {
    [1.0, 2.0, 3.0, 4.0, 5.0].into_iter().zip(counts.iter().copied().map(f64::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_camps_need_a_quarter_each_and_five_answers() {
        for (counts, expected) in [
            ([1, 1, 0, 1, 1], false),
            ([1, 1, 1, 1, 1], true),
            ([2, 0, 4, 0, 2], true),
            ([2, 0, 5, 0, 2], false),
            ([5, 0, 0, 0, 1], false),
            ([0, 0, 0, 0, 0], false),
            ([u32::MAX, u32::MAX, 0, u32::MAX, u32::MAX], true),
        ] {
            assert_eq!(split(&counts), expected, "{counts:?}");
        }
    }

    #[test]
    fn one_answer_is_no_agreement() {
        assert_eq!(agreement(&[]), None);
        assert_eq!(agreement(&[[0; 5], [0, 1, 0, 0, 0]]), None);
        assert_eq!(variance(&[0, 0, 1, 0, 0]), None);
    }

    #[test]
    fn any_number_of_answers_gives_a_number() {
        let found = agreement(&[[u32::MAX; 5]]).expect("many answers");
        // As many at each level: variance 2 but for n − 1.
        assert!(found.rwg.abs() < 1e-9, "{found:?}");
        assert!((found.average_deviation - 1.2).abs() < 1e-9);
    }
}
