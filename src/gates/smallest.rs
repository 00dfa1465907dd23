//! The smallest set of changes: the fewest questions, and among those the
//! fewest levels.
//!
//! Gains add up, because scores are linear in the levels (`c_q` a level, see
//! `scoring`). So the most that any k questions can gain is what the k with
//! the largest gains do together: taking them in that order until they are
//! enough gives the fewest questions, exactly. Among the sets of that size
//! the fewest levels are a knapsack, solved by a table of the largest gain of
//! j questions with l levels; of equally small sets, it holds the one that
//! gains most.

/// One thing that could be changed.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// How far it can go, one step after the other; the gain rises.
    pub(super) steps: Vec<Step>,
}

/// One way to change it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// How many levels it takes.
    pub(super) levels: usize,
    /// What it adds.
    pub(super) gain: f64,
}

/// Above so many entries the table is not made, and levels are only taken
/// back one by one while the rest is still enough.
const LARGEST_TABLE: usize = 4_000_000;

/// A choice and the step that is taken, by their positions.
pub(super) type Taken = (usize, usize);

/// Returns the steps to take, by the position of their choices; `None` where
/// all of them together are not enough.
pub(super) fn smallest(choices: &[Choice], is_enough: impl Fn(f64) -> bool) -> Option<Vec<Taken>> {
    let most = fewest_choices(choices, &is_enough)?;
    let count = most.len();
    let levels: usize = most.iter().map(|&at| last(&choices[at]).levels).sum();
    let entries = choices.len().saturating_mul(count + 1).saturating_mul(levels + 1);
    if entries > LARGEST_TABLE {
        return Some(taken_back(choices, &most, &is_enough));
    }
    let table = Table::new(choices, count, levels);
    let is_reached = |levels: &usize| {
        let gain = table.gain(count, *levels);
        gain.is_finite() && is_enough(gain)
    };
    let enough = (0..=levels).find(is_reached);
    // The largest gains are in the table too, so something is enough.
    Some(enough.map_or_else(
        || taken_back(choices, &most, &is_enough),
        |levels| table.taken(choices, count, levels),
    ))
}

fn last(choice: &Choice) -> Step {
    choice.steps.last().copied().unwrap_or(Step { levels: 0, gain: 0.0 })
}

/// The choices with the largest gains, as many as it takes.
fn fewest_choices(choices: &[Choice], is_enough: impl Fn(f64) -> bool) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..choices.len()).collect();
    order.sort_by(|&a, &b| last(&choices[b]).gain.total_cmp(&last(&choices[a]).gain));
    let mut gain = 0.0;
    for count in 0..=order.len() {
        if is_enough(gain) {
            order.truncate(count);
            return Some(order);
        }
        gain += order.get(count).map_or(0.0, |&at| last(&choices[at]).gain);
    }
    None
}

/// Takes steps back, the last choice first, while the rest is enough.
fn taken_back(choices: &[Choice], most: &[usize], is_enough: impl Fn(f64) -> bool) -> Vec<Taken> {
    let mut taken: Vec<Taken> =
        most.iter().map(|&at| (at, choices[at].steps.len().saturating_sub(1))).collect();
    let gain = |taken: &[Taken]| -> f64 {
        taken.iter().map(|&(at, step)| choices[at].steps[step].gain).sum()
    };
    for at in (0..taken.len()).rev() {
        while taken[at].1 > 0 {
            taken[at].1 -= 1;
            if !is_enough(gain(&taken)) {
                taken[at].1 += 1;
                break;
            }
        }
    }
    taken.sort_unstable();
    taken
}

/// The largest gain of exactly j choices with exactly l levels, over the
/// first choices, and which step the last of them took.
struct Table {
    count: usize,
    levels: usize,
    best: Vec<f64>,
    /// One layer a choice: the position of the step, or [`LEFT`].
    steps: Vec<Vec<u8>>,
}

/// In a layer: the choice is left as it is.
const LEFT: u8 = u8::MAX;

impl Table {
    fn new(choices: &[Choice], count: usize, levels: usize) -> Self {
        let size = (count + 1) * (levels + 1);
        let mut table =
            Self { count, levels, best: vec![f64::NEG_INFINITY; size], steps: Vec::new() };
        table.best[0] = 0.0;
        for choice in choices {
            let layer = table.layer(choice);
            table.steps.push(layer);
        }
        table
    }

    fn at(&self, count: usize, levels: usize) -> usize {
        count * (self.levels + 1) + levels
    }

    fn gain(&self, count: usize, levels: usize) -> f64 {
        self.best[self.at(count, levels)]
    }

    /// Adds a choice: from the largest counts down, so that it is taken once.
    fn layer(&mut self, choice: &Choice) -> Vec<u8> {
        let mut layer = vec![LEFT; self.best.len()];
        for count in (1..=self.count).rev() {
            for levels in 0..=self.levels {
                let at = self.at(count, levels);
                for (number, step) in (0..LEFT).zip(&choice.steps) {
                    let Some(rest) = levels.checked_sub(step.levels) else { continue };
                    let gain = self.gain(count - 1, rest) + step.gain;
                    if gain > self.best[at] {
                        self.best[at] = gain;
                        layer[at] = number;
                    }
                }
            }
        }
        layer
    }

    fn taken(&self, choices: &[Choice], mut count: usize, mut levels: usize) -> Vec<Taken> {
        let mut taken = Vec::new();
        for (at, layer) in self.steps.iter().enumerate().rev() {
            let step = layer[self.at(count, levels)];
            if step != LEFT {
                taken.push((at, usize::from(step)));
                count -= 1;
                levels -= choices[at].steps[usize::from(step)].levels;
            }
        }
        taken.reverse();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(count: usize) -> f64 {
        f64::from(u32::try_from(count).expect("small"))
    }

    /// Choices that gain so much a level, up to so many levels.
    fn choices(of: &[(f64, usize)]) -> Vec<Choice> {
        let steps = |&(gain, levels): &(f64, usize)| {
            (1..=levels).map(|n| Step { levels: n, gain: gain * size(n) }).collect()
        };
        of.iter().map(|one| Choice { steps: steps(one) }).collect()
    }

    #[track_caller]
    fn check(of: &[(f64, usize)], need: f64, expected: Option<&[Taken]>) {
        let found = smallest(&choices(of), |gain| gain >= need);
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_fewest_choices_come_before_the_fewest_levels() {
        check(&[(1.0, 4), (2.0, 1)], 0.0, Some(&[]));
        // Two levels of the first, or one of each: one choice is fewer.
        check(&[(1.0, 4), (2.0, 1)], 3.0, Some(&[(0, 2)]));
        // Both: one level of the second saves two of the first.
        check(&[(1.0, 4), (2.0, 1)], 5.0, Some(&[(0, 2), (1, 0)]));
        check(&[(1.0, 4), (2.0, 1)], 6.0, Some(&[(0, 3), (1, 0)]));
        check(&[(1.0, 4), (2.0, 1)], 6.1, None);
        check(&[], 1.0, None);
        // Of equal ones, the first.
        check(&[(1.0, 4), (1.0, 4)], 2.0, Some(&[(0, 1)]));
    }

    /// The first choice alone reaches 4, and so does the second with fewer
    /// levels; taking the largest gains first would keep the first.
    #[test]
    fn the_fewest_levels_may_lie_with_another_choice() {
        check(&[(1.0, 4), (3.0, 1), (2.0, 2)], 4.0, Some(&[(2, 1)]));
    }

    /// All ways to change some choices, the best of them by hand.
    #[test]
    fn no_other_set_is_smaller() {
        let of = [(1.5, 4), (0.75, 3), (2.25, 1), (0.5, 4), (1.0, 2)];
        let choices = choices(&of);
        for need in 1..=14 {
            let need = f64::from(need);
            let mut best: Option<(usize, usize)> = None;
            for code in 0..5_usize.pow(5) {
                let levels: Vec<usize> = (0..5).map(|at| code / 5_usize.pow(at) % 5).collect();
                let fits = levels.iter().zip(&of).all(|(levels, (_, most))| levels <= most);
                let gain: f64 = levels.iter().zip(&of).map(|(n, (gain, _))| size(*n) * gain).sum();
                if fits && gain >= need {
                    let count = levels.iter().filter(|levels| **levels > 0).count();
                    let size = (count, levels.iter().sum());
                    best = Some(best.map_or(size, |best| best.min(size)));
                }
            }
            let found = smallest(&choices, |gain| gain >= need).map(|taken| {
                let levels = taken.iter().map(|&(at, step)| choices[at].steps[step].levels).sum();
                (taken.len(), levels)
            });
            assert_eq!(found, best, "{need}");
        }
    }

    #[test]
    fn without_a_table_levels_are_taken_back_while_it_is_enough() {
        let choices = choices(&[(1.0, 4), (2.0, 4)]);
        let taken = taken_back(&choices, &[1, 0], |gain| gain >= 9.0);
        assert_eq!(taken, [(0, 0), (1, 3)]);
    }
}
