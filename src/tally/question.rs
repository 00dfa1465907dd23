//! What was said on one question: a row of the table that everything after the
//! tally is computed from.

use jiff::civil::Date;

use crate::model::{Level, Proof, Questionnaire, RoleIx, Side};

/// What each level is worth where levels themselves are counted.
const LEVELS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

/// The levels that a group gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// How many gave each level, lowest first.
    Counted([u32; 5]),
    /// Of a small group of anonymous people, only what their levels add up to.
    Sum {
        /// How many gave a level.
        people: u32,
        /// The sum of their levels, `people` to 5 · `people`.
        sum: u32,
    },
}

/// The counts of two groups together.
fn added(ours: [u32; 5], more: [u32; 5]) -> [u32; 5] {
    std::array::from_fn(|level| ours[level] + more[level])
}

impl Default for Levels {
    fn default() -> Self {
        Self::Counted([0; 5])
    }
}

impl Levels {
    /// How many gave a level.
    pub fn people(&self) -> u32 {
        match self {
            Self::Counted(levels) => levels.iter().sum(),
            Self::Sum { people, .. } => *people,
        }
    }

    /// How many gave each level, lowest first; not told of a small group.
    pub fn counted(&self) -> Option<[u32; 5]> {
        match self {
            Self::Counted(levels) => Some(*levels),
            Self::Sum { .. } => None,
        }
    }

    /// The sum of the levels.
    fn sum(&self) -> u32 {
        match self {
            Self::Counted(levels) => {
                levels.iter().zip(1..).map(|(count, level)| count * level).sum()
            }
            Self::Sum { sum, .. } => *sum,
        }
    }

    /// The same as a small group: only what the levels add up to.
    pub(super) fn without_counts(&self) -> Self {
        Self::Sum { people: self.people(), sum: self.sum() }
    }

    /// The counts; of a small group the flattest that have its sum, so that
    /// nothing made from them depends on more: five people with 17 are 3 3 3 4 4.
    pub(super) fn flattest(&self) -> [u32; 5] {
        let (people, sum) = match self {
            Self::Counted(levels) => return *levels,
            Self::Sum { people: 0, .. } => return [0; 5],
            Self::Sum { people, sum } => (*people, *sum),
        };
        let (low, above) = ((sum / people - 1) as usize, sum % people);
        let mut levels = [0; 5];
        levels[low] = people - above;
        if above > 0 {
            levels[low + 1] = above;
        }
        levels
    }

    /// The levels of both groups.
    fn with(&self, other: &Self) -> Self {
        match (self.counted(), other.counted()) {
            (Some(ours), Some(more)) => Self::Counted(added(ours, more)),
            _ => {
                Self::Sum { people: self.people() + other.people(), sum: self.sum() + other.sum() }
            }
        }
    }

    /// The mean of the levels, 1 to 5, if anybody gave one.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(&LEVELS)
    }

    /// The mean of what the levels are worth, if anybody gave one.
    fn mean_of(&self, worth: &[f64; 5]) -> Option<f64> {
        let people = self.people();
        let each = self.flattest();
        let sum: f64 = each.iter().zip(worth).map(|(&n, worth)| f64::from(n) * worth).sum();
        (people > 0).then(|| sum / f64::from(people))
    }

    /// The level nearest to a mean of those that somebody gave; of two equally
    /// near the lower. Of a small group, of the levels nearest to its mean.
    pub fn nearest_given(&self, mean: f64) -> Option<Level> {
        let each = self.flattest();
        let distance = |level: &Level| (f64::from(level.number()) - mean).abs();
        let given = Level::ALL.into_iter().filter(|level| each[level.index()] > 0);
        given.min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// How many of a group said what on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The levels that were given.
    pub levels: Levels,
    /// How many said that it does not apply.
    pub not_applicable: u32,
    /// How many do not know.
    pub unknown: u32,
    /// How many left it open.
    pub skipped: u32,
    /// How many did not come to it; of anonymous people, how many gave no
    /// answer.
    pub not_reached: u32,
    /// How many were asked where too few answered to show it; they count as
    /// missing, and nothing else is known of them.
    pub too_few: u32,
}

impl Counts {
    /// How many gave a level.
    pub fn answered(&self) -> u32 {
        self.levels.people()
    }

    /// How many were asked and gave neither a level nor "does not apply".
    pub fn missing(&self) -> u32 {
        self.unknown + self.skipped + self.not_reached + self.too_few
    }

    /// How many were asked.
    pub fn asked(&self) -> u32 {
        self.answered() + self.missing() + self.not_applicable
    }

    /// The mean of the levels, 1 to 5, if anybody gave one.
    pub fn mean(&self) -> Option<f64> {
        self.levels.mean()
    }

    /// The share of those to whom it applies who gave a level, 0 to 1.
    fn answered_share(&self) -> Option<f64> {
        let asked = self.answered() + self.missing();
        (asked > 0).then(|| f64::from(self.answered()) / f64::from(asked))
    }
}

/// What the respondents of one role said on one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleCounts {
    /// The role; `None` for those who gave none.
    pub role: Option<RoleIx>,
    /// Its weight among the roles, 1 to 100.
    pub weight: u32,
    /// What they said.
    pub said: Counts,
}

/// What was said on one question: by all, and by each role where roles can be
/// told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionTally {
    /// All who were asked.
    pub all: Counts,
    /// The roles that were asked, in questionnaire order; empty where roles
    /// are not told apart.
    pub by_role: Vec<RoleCounts>,
    /// The best proof given for a level at or above the rounded mean; `None`
    /// where no proof was named.
    pub best_proof: Option<Proof>,
    /// The latest date on which proof was seen; not told of anonymous people.
    pub seen: Option<Date>,
}

impl QuestionTally {
    /// What one respondent says who gives this level.
    pub fn of_level(level: Level) -> Self {
        let mut levels = [0; 5];
        levels[level.index()] = 1;
        let all = Counts { levels: Levels::Counted(levels), ..Counts::default() };
        Self { all, ..Self::default() }
    }

    /// How many gave a level.
    pub fn answered(&self) -> u32 {
        self.all.answered()
    }

    /// Whether anybody was asked.
    pub fn was_asked(&self) -> bool {
        self.all.asked() > 0
    }

    /// Whether there are answers, too few to show.
    pub fn is_withheld(&self) -> bool {
        self.all.too_few > 0
    }

    /// Whether it applies to the organisation: unless more than half of those
    /// who gave a level or "does not apply" said the latter.
    pub fn applies(&self) -> bool {
        self.all.not_applicable <= self.answered()
    }

    /// The mean of the levels, 1 to 5, if anybody gave one: the mean of the
    /// roles' means, by their weights, where roles are told apart.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(&LEVELS).map(snapped)
    }

    /// The mean over all respondents, whatever their role.
    pub fn pooled_mean(&self) -> Option<f64> {
        self.all.mean()
    }

    /// The mean of what the levels are worth, lowest first, as for
    /// [`mean`](Self::mean).
    pub fn mean_of(&self, worth: &[f64; 5]) -> Option<f64> {
        self.balanced(|said| said.levels.mean_of(worth))
    }

    /// The share of those asked who answered, 0 to 1.
    pub fn answered_share(&self) -> f64 {
        self.balanced(Counts::answered_share).unwrap_or(0.0)
    }

    /// The mean of what the levels are worth, each role's times the share of
    /// it that answered: what is certain, if all who are missing were worth
    /// nothing.
    pub fn covered_mean_of(&self, worth: &[f64; 5]) -> f64 {
        let covered = |said: &Counts| {
            Some(said.answered_share()? * said.levels.mean_of(worth).unwrap_or_default())
        };
        self.balanced(covered).unwrap_or(0.0)
    }

    /// The mean of a value over the roles that have it, by their weights; over
    /// all respondents where roles are not told apart.
    fn balanced(&self, value: impl Fn(&Counts) -> Option<f64>) -> Option<f64> {
        if self.by_role.is_empty() {
            return value(&self.all);
        }
        let (mut sum, mut weights) = (0.0, 0.0);
        for role in &self.by_role {
            if let Some(value) = value(&role.said) {
                sum += f64::from(role.weight) * value;
                weights += f64::from(role.weight);
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// The levels of all roles on a side together; none where roles are not
    /// told apart.
    pub fn on_side(&self, questionnaire: &Questionnaire, side: Side) -> Levels {
        let is_on = |role: RoleIx| questionnaire[role].side == side;
        let of_side = self.by_role.iter().filter(|counts| counts.role.is_some_and(is_on));
        let levels = of_side.map(|counts| &counts.said.levels).filter(|it| it.people() > 0);
        levels.fold(Levels::default(), |all, one| all.with(one))
    }

    /// The groups that the answers are told of: the roles, or all together.
    pub fn groups(&self) -> impl Iterator<Item = &Counts> {
        let all = self.by_role.is_empty().then_some(&self.all);
        self.by_role.iter().map(|role| &role.said).chain(all)
    }

    /// How many gave each level, lowest first, of the groups of which that is
    /// told; `None` where it is told of nobody.
    pub fn counted(&self) -> Option<[u32; 5]> {
        let told = self.groups().filter_map(|said| said.levels.counted());
        let told = told.filter(|levels| levels.iter().any(|&count| count > 0));
        told.reduce(added)
    }

    /// Whether it is told of every group how many gave each level.
    pub fn is_counted(&self) -> bool {
        self.groups().all(|said| said.levels.counted().is_some())
    }

    /// The level that all who gave one agree on, where that is told.
    pub fn only_level(&self) -> Option<Level> {
        let levels = self.counted().filter(|_| self.is_counted())?;
        let mut given = Level::ALL.into_iter().filter(|level| levels[level.index()] > 0);
        given.next().filter(|_| given.next().is_none())
    }

    /// The level nearest to the mean, halves upwards.
    pub fn rounded_mean(&self) -> Option<Level> {
        let mean = self.mean()?;
        Level::ALL.into_iter().rfind(|level| f64::from(level.number()) - 0.5 <= mean)
    }

    /// The best proof given for a level at or above the rounded mean.
    pub fn proof(&self) -> Proof {
        self.best_proof.unwrap_or_default()
    }
}

/// A mean of means that strayed from a round number by rounding, set back to
/// it: limits, stages and words depend on which side of one it lies.
fn snapped(mean: f64) -> f64 {
    let round = (mean * 20.0).round() / 20.0;
    if (mean - round).abs() < 1e-9 { round } else { mean }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(levels: [u32; 5], not_applicable: u32, unknown: u32) -> Counts {
        Counts { levels: Levels::Counted(levels), not_applicable, unknown, ..Counts::default() }
    }

    fn of(levels: [u32; 5], not_applicable: u32, unknown: u32) -> QuestionTally {
        let all = counts(levels, not_applicable, unknown);
        QuestionTally { all, ..QuestionTally::default() }
    }

    #[track_caller]
    fn check(tally: &QuestionTally, mean: Option<f64>, rounded: Option<u8>, applies: bool) {
        assert_eq!(tally.mean(), mean);
        assert_eq!(tally.rounded_mean().map(Level::number), rounded);
        assert_eq!(tally.applies(), applies);
    }

    #[test]
    fn counts_give_mean_and_applicability() {
        check(&of([0, 0, 1, 0, 0], 0, 0), Some(3.0), Some(3), true);
        check(&of([1, 0, 0, 0, 1], 0, 0), Some(3.0), Some(3), true);
        check(&of([0, 1, 1, 0, 0], 0, 0), Some(2.5), Some(3), true);
        check(&of([0; 5], 0, 1), None, None, true);
        check(&of([0; 5], 1, 0), None, None, false);
        // Exactly half is not more than half.
        check(&of([0, 0, 1, 0, 0], 1, 0), Some(3.0), Some(3), true);
        check(&of([0, 0, 1, 0, 0], 2, 0), Some(3.0), Some(3), false);
    }

    #[test]
    fn the_share_leaves_out_those_it_does_not_apply_to() {
        let share = of([0, 1, 0, 0, 0], 5, 3).answered_share();
        assert!((share - 0.25).abs() < 1e-12);
    }

    #[track_caller]
    fn check_flattest(people: u32, sum: u32, expected: [u32; 5]) {
        assert_eq!(Levels::Sum { people, sum }.flattest(), expected);
    }

    #[test]
    fn a_small_group_stands_as_flat_as_its_sum_allows() {
        check_flattest(5, 17, [0, 0, 3, 2, 0]);
        check_flattest(5, 5, [5, 0, 0, 0, 0]);
        check_flattest(5, 25, [0, 0, 0, 0, 5]);
        check_flattest(4, 12, [0, 0, 4, 0, 0]);
        check_flattest(9, 10, [8, 1, 0, 0, 0]);
        check_flattest(0, 0, [0; 5]);
        // 2 2 3 5 and 3 3 3 3 are the same group.
        let levels = Levels::Counted([0, 2, 1, 0, 1]).without_counts();
        assert_eq!(levels, Levels::Counted([0, 0, 4, 0, 0]).without_counts());
    }

    fn by_role(leaders: Counts, weight: u32, frontline: Counts) -> QuestionTally {
        let all = Counts {
            levels: leaders.levels.with(&frontline.levels),
            not_applicable: leaders.not_applicable + frontline.not_applicable,
            unknown: leaders.unknown + frontline.unknown,
            ..Counts::default()
        };
        let role = |ix, weight, said| RoleCounts { role: Some(RoleIx(ix)), weight, said };
        let by_role = vec![role(0, weight, leaders), role(1, 1, frontline)];
        QuestionTally { all, by_role, ..QuestionTally::default() }
    }

    #[track_caller]
    fn check_roles(tally: &QuestionTally, mean: f64, pooled: f64, share: f64, covered: f64) {
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
        };
        near(tally.mean().expect("somebody answered"), mean);
        near(tally.pooled_mean().expect("somebody answered"), pooled);
        near(tally.answered_share(), share);
        near(tally.covered_mean_of(&[0.0, 25.0, 50.0, 75.0, 100.0]), covered);
    }

    #[test]
    fn roles_count_by_their_weights_and_not_by_their_numbers() {
        // Leaders 4, 4; frontline 1, 1, 1, 1.
        let (high, low) = ([0, 0, 0, 2, 0], [4, 0, 0, 0, 0]);
        let balanced = by_role(counts(high, 0, 0), 1, counts(low, 0, 0));
        check_roles(&balanced, 2.5, 2.0, 1.0, 37.5);
        let weighted = by_role(counts(high, 0, 0), 3, counts(low, 0, 0));
        check_roles(&weighted, 3.25, 2.0, 1.0, 56.25);
        // A role without an answer drops out of the mean, and leaves the
        // range as wide as its weight.
        let silent = by_role(counts([0; 5], 0, 2), 1, counts(low, 0, 0));
        check_roles(&silent, 1.0, 1.0, 0.5, 0.0);
        // One to whom it does not apply is not missing.
        let beside = by_role(counts([0; 5], 2, 0), 1, counts([0, 4, 0, 0, 0], 0, 0));
        check_roles(&beside, 2.0, 2.0, 1.0, 25.0);
    }
}
