//! What several respondents say on one question: whether they are split,
//! whether they agree that it applies, and how the two sides differ.

use crate::model::{Level, Question, Questionnaire, Side};
use crate::tally::{Counts, Levels, QuestionTally};

use super::statistics::{average_deviation, split};

/// What there is to say of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionVoices {
    /// How far answers lie from their average, on average, in levels.
    pub average_deviation: Option<f64>,
    /// Whether many stand low and many stand high, as far as it is told.
    pub split: bool,
    /// Whether respondents disagree if it applies: so many said that it does
    /// not, of so many who said.
    pub applies_disputed: Option<(u32, u32)>,
    /// The mean of the leader side beside that of the frontline side.
    pub difference: Option<Difference>,
    /// How far the middle half of the frontline's answers reaches, in levels.
    pub frontline_spread: Option<u8>,
}

/// How the two sides answer a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The mean level of the leader side.
    pub leaders: f64,
    /// The mean level of the frontline side.
    pub frontline: f64,
    /// How many leaders gave a level.
    pub leaders_count: u32,
    /// How many of the frontline did.
    pub frontline_count: u32,
}

impl Difference {
    /// Leaders minus frontline, in levels.
    pub fn levels(&self) -> f64 {
        self.leaders - self.frontline
    }

    /// Whether the two lie at least so many levels apart, whoever is higher.
    pub fn is_at_least(&self, levels: f64) -> bool {
        self.levels().abs() >= levels - SLACK
    }

    /// Whether leaders stand at least so many levels higher.
    pub fn leaders_lead_by(&self, levels: f64) -> bool {
        self.levels() >= levels - SLACK
    }
}

/// Means that strayed from a limit by rounding keep it.
const SLACK: f64 = 1e-9;

/// From so many answers on, the middle half of them says something.
const SPREAD_FROM: u32 = 4;

pub(super) fn listen(
    questionnaire: &Questionnaire,
    asked: &Question,
    said: &QuestionTally,
) -> QuestionVoices {
    let applies_disputed = disputed(&said.all);
    if !said.applies() {
        return QuestionVoices { applies_disputed, ..QuestionVoices::default() };
    }
    let [leaders, frontline] =
        [Side::Leader, Side::Frontline].map(|side| said.on_side(questionnaire, side));
    let counted = said.counted();
    QuestionVoices {
        average_deviation: counted.as_ref().and_then(average_deviation),
        split: counted.as_ref().is_some_and(split),
        applies_disputed,
        difference: difference(&leaders, &frontline).filter(|_| asked.compare),
        frontline_spread: frontline.counted().as_ref().and_then(spread),
    }
}

/// From 20 to 80 percent of those who gave a level or "does not apply" said
/// the latter.
fn disputed(said: &Counts) -> Option<(u32, u32)> {
    let heard = said.answered() + said.not_applicable;
    let share = 100 * u64::from(said.not_applicable);
    let heard_wide = u64::from(heard);
    (heard > 1 && share >= 20 * heard_wide && share <= 80 * heard_wide)
        .then_some((said.not_applicable, heard))
}

fn difference(leaders: &Levels, frontline: &Levels) -> Option<Difference> {
    Some(Difference {
        leaders: leaders.mean()?,
        frontline: frontline.mean()?,
        leaders_count: leaders.people(),
        frontline_count: frontline.people(),
    })
}

/// The levels between the first and the third quarter of the answers.
fn spread(levels: &[u32; 5]) -> Option<u8> {
    let count: u32 = levels.iter().sum();
    let quarter = |quarters: u32| {
        let place = (quarters * count).div_ceil(4);
        let mut so_far = 0;
        Level::ALL.into_iter().find(|level| {
            so_far += levels[level.index()];
            so_far >= place
        })
    };
    (count >= SPREAD_FROM).then(|| quarter(3)?.number().checked_sub(quarter(1)?.number()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_spread(levels: [u32; 5], expected: Option<u8>) {
        assert_eq!(spread(&levels), expected, "{levels:?}");
    }

    #[test]
    fn the_middle_half_says_how_far_apart_answers_lie() {
        check_spread([0, 0, 8, 0, 0], Some(0));
        // Of eight in order, the 2nd and the 6th: 1 and 4.
        check_spread([2, 1, 1, 2, 2], Some(3));
        // One alone at each end does not count.
        check_spread([1, 0, 8, 0, 1], Some(0));
        check_spread([1, 0, 1, 0, 1], None);
    }

    #[track_caller]
    fn check_disputed(levels: [u32; 5], not_applicable: u32, expected: Option<(u32, u32)>) {
        let said = Counts { levels: Levels::Counted(levels), not_applicable, ..Counts::default() };
        assert_eq!(disputed(&said), expected);
    }

    #[test]
    fn from_a_fifth_to_four_fifths_people_disagree_whether_it_applies() {
        check_disputed([4, 0, 0, 0, 0], 1, Some((1, 5)));
        check_disputed([5, 0, 0, 0, 0], 1, None);
        check_disputed([1, 0, 0, 0, 0], 4, Some((4, 5)));
        check_disputed([1, 0, 0, 0, 0], 5, None);
        check_disputed([0; 5], 1, None);
    }
}
