//! Mean and variance of a group.

use super::SLACK;

/// What is known of a group's values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    /// How many values there are; at least two.
    pub(super) count: f64,
    /// Their mean.
    pub(super) mean: f64,
    /// Their variance, with n − 1.
    pub(super) variance: f64,
}

impl Moments {
    /// Returns the moments of two or more finite values.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 2 {
            return None;
        }
        let values = sorted(values)?;
        let count = size(values.len());
        let mean = values.iter().sum::<f64>() / count;
        // A sum that strayed must not make a spread where there is none.
        let range = values[values.len() - 1] - values[0];
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let variance = if range < SLACK { 0.0 } else { squares / (count - 1.0) };
        variance.is_finite().then_some(Self { count, mean, variance })
    }

    /// The variance of the mean.
    pub(super) fn of_the_mean(&self) -> f64 {
        self.variance / self.count
    }
}

/// Returns the values in their order, so that the order they came in changes
/// no sum; `None` where one is not a number.
pub(super) fn sorted(values: &[f64]) -> Option<Vec<f64>> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.iter().all(|value| value.is_finite()).then_some(values)
}

/// The mean of one or more finite values.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    let values = sorted(values)?;
    let mean = values.iter().sum::<f64>() / size(values.len());
    mean.is_finite().then_some(mean)
}

/// How many there are, as a number to calculate with.
pub(super) fn size(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "nobody asks 2^52 people")]
    let size = count as f64;
    size
}
