//! Measures over several respondents, for the conditions of patterns. What is
//! not known of all has no value, so that no pattern fires on a guess.

use crate::model::{Measure, Questionnaire, Side};
use crate::tally::Tally;
use crate::voices::{QuestionVoices, Voices};

/// So many levels between the means of the two sides are a difference.
const DIFFERENCE: f64 = 1.0;
/// So many are a wide one.
const WIDE_DIFFERENCE: f64 = 2.0;
/// So many levels between the quarters of the frontline's answers depend on
/// whom one asks.
const WIDE_SPREAD: u8 = 2;

/// The value of a measure.
pub(super) fn measure(
    questionnaire: &Questionnaire,
    tally: &Tally,
    voices: &Voices,
    measure: Measure,
) -> Option<f64> {
    match measure {
        Measure::QuestionsLeadersHigher => leaders_higher(voices, DIFFERENCE),
        Measure::QuestionsLeadersFarHigher => leaders_higher(voices, WIDE_DIFFERENCE),
        Measure::FrontlineSpreadQuestions => {
            let spread = |question: &QuestionVoices| question.frontline_spread;
            count(voices, spread, |spread| spread >= WIDE_SPREAD)
        }
        Measure::FrontlineAnswering => frontline(questionnaire, tally).map(f64::from),
        Measure::FunctionsAnswering => functions(tally).map(f64::from),
    }
}

fn leaders_higher(voices: &Voices, by: f64) -> Option<f64> {
    let difference = |question: &QuestionVoices| question.difference;
    count(voices, difference, |difference| difference.leaders_lead_by(by))
}

/// How many questions have a value that counts; nothing where none has one.
fn count<T>(
    voices: &Voices,
    value: impl Fn(&QuestionVoices) -> Option<T>,
    counts: impl Fn(T) -> bool,
) -> Option<f64> {
    let mut known = voices.each_question().filter_map(|(_, question)| value(question)).peekable();
    known.peek()?;
    let counted = known.filter_map(|value| counts(value).then_some(())).count();
    u32::try_from(counted).ok().map(f64::from)
}

/// How many stand on the frontline side, if everybody named a role.
fn frontline(questionnaire: &Questionnaire, tally: &Tally) -> Option<u32> {
    tally.roles.iter().try_fold(0, |sum, &(role, count)| {
        let is_frontline = questionnaire[role?].side == Side::Frontline;
        Some(sum + if is_frontline { count } else { 0 })
    })
}

/// How many functions there are, if everybody named theirs.
fn functions(tally: &Tally) -> Option<u32> {
    let named: u32 = tally.functions.iter().map(|(_, count)| count).sum();
    let all_named = usize::try_from(named) == Ok(tally.respondents);
    all_named.then(|| u32::try_from(tally.functions.len()).ok())?
}
