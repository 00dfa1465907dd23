//! What changed since a baseline, in words: a headline for a log, the details
//! behind it, and judged drops as they stand beside gates.
//!
//! The texts are for any format and hold names as they were typed: whoever
//! shows them makes them safe for the place.

use crate::gates::NotJudged;
use crate::gates::ratchet::{Change, Compared, JudgedDrop, Shift};
use crate::model::{AssessmentKey, Baseline, Bound, GateValue, Lens, Questionnaire, Tenths};
use crate::report::model::GateReport;

pub use super::said::since_report as report;
use super::words;

/// A judged drop as it stands beside the gates of a report. Its limit is the
/// lowest that is allowed, and its value what was found.
pub fn gate(judged: &JudgedDrop) -> GateReport {
    let JudgedDrop { subject, floor, verdict, .. } = judged;
    let (name, because) = (judged.name(), verdict.because());
    let found = match (verdict.value(), &because) {
        (Some(GateValue::Tenths(change)), _) => change.signed(),
        (Some(GateValue::Whole(people)), _) => people.to_string(),
        (_, Some(because)) => format!("not known: {because}"),
        (_, None) => "not known".to_owned(),
    };
    let limit = match (subject, floor) {
        (_, GateValue::Tenths(change)) => change.to_string(),
        (_, GateValue::Whole(people)) => people.to_string(),
        (_, GateValue::Confidence(level)) => level.name().to_owned(),
    };
    GateReport {
        limit: *floor,
        asks: format!("{name} at least {limit}"),
        verdict: verdict.name(),
        value: verdict.value(),
        found,
        because,
        ..nameless(name)
    }
}

/// That limits on drops were given, and there is nothing to hold against.
pub fn no_baseline(file: &str) -> GateReport {
    let found = format!("there is no {file}: nothing to hold against");
    let because = Some(found.clone());
    GateReport { found, because, ..nameless("baseline".to_owned()) }
}

/// A gate that cannot be judged, before more is known of it.
fn nameless(subject: String) -> GateReport {
    GateReport {
        id: None,
        why: None,
        bound: Bound::Min.name(),
        limit: GateValue::Whole(1),
        resolution_at_least: None,
        asks: subject.clone(),
        subject,
        verdict: "not_judged",
        value: None,
        found: "not known".to_owned(),
        because: None,
        held_down_by: Vec::new(),
        changes: None,
    }
}

/// What changed, in one sentence: "Larkfield Home (prevention-gap): prevention
/// +5.2, resolution 0.0 and gap -5.2 since 14 April 2026 over 38 comparable
/// questions; 9 answers up, 1 down, 28 same".
pub fn headline(assessment: &AssessmentKey, change: &Change) -> String {
    let since = since(assessment, change);
    if change.answers.is_empty() {
        return format!("{assessment}: {} {since}", NotJudged::NothingComparable);
    }
    let scores = Lens::ALL.map(|lens| overall(change, lens));
    let gap = change.gap().map(|gap| format!("gap {}", gap.signed()));
    let scores: Vec<String> = scores.into_iter().chain(gap).collect();
    let moves = change.moves();
    format!(
        "{assessment}: {} {since} over {}; {} up, {} down, {} same",
        words::list(&scores),
        words::count(change.answers.len(), "comparable question"),
        words::count(moves.up, "answer"),
        moves.down,
        moves.same,
    )
}

/// "since 14 April 2026", with the wave where it was another.
fn since(assessment: &AssessmentKey, change: &Change) -> String {
    let date = words::date(change.since);
    match (&change.wave, &assessment.wave) {
        (then, now) if then == now => format!("since {date}"),
        (Some(then), _) => format!("since {date} ({then})"),
        (None, _) => format!("since {date} (no wave named)"),
    }
}

fn overall(change: &Change, lens: Lens) -> String {
    match change.overall(lens) {
        Compared::Known(shift) if change.undetected.contains(&lens) => {
            format!("{lens} {} (no detectable change)", shift.change.signed())
        }
        Compared::Known(shift) => format!("{lens} {}", shift.change.signed()),
        Compared::Broken { comparable, .. } => {
            format!("{lens} not comparable overall ({comparable} % of the weight)")
        }
        Compared::OneRound
        | Compared::NotStated { .. }
        | Compared::Unpublished
        | Compared::OlderRules
        | Compared::Lost
        | Compared::Gone
        | Compared::DoesNotApply
        | Compared::New
        | Compared::Nothing => format!("{lens} not comparable overall"),
    }
}

/// The lines behind the headline: every score and every answer that moved.
/// What cannot be compared stands in [`report`], which every format shows.
pub fn details(questionnaire: &Questionnaire, change: &Change) -> Vec<String> {
    let overall = Lens::ALL.map(|lens| (format!("overall {lens}"), change.overall(lens)));
    let cells = change
        .cells
        .iter()
        .map(|cell| (format!("{}.{}", cell.dimension, cell.lens), &cell.compared));
    let scores = overall.into_iter().chain(cells);
    let mut details: Vec<String> =
        scores.filter_map(|(name, compared)| moved(&name, compared.shift()?)).collect();
    for answer in change.answers.iter().filter(|answer| answer.then.total_cmp(&answer.now).is_ne())
    {
        let id = &questionnaire[answer.question].id;
        let (then, now) = (words::level(answer.then), words::level(answer.now));
        details.push(format!("{id}: level {then} then, {now} now"));
    }
    details
}

fn moved(name: &str, shift: &Shift) -> Option<String> {
    let composition = shift.composition.filter(|&effect| effect != Tenths::ZERO);
    if shift.change == Tenths::ZERO && composition.is_none() {
        return None;
    }
    let composition = composition.map_or_else(String::new, |effect| {
        format!("; composition effect {}, from other questions being answered", effect.signed())
    });
    let Shift { then, now, change, .. } = shift;
    Some(format!("{name}: {} (from {then} to {now}){composition}", change.signed()))
}

/// That an assessment has no baseline: "Larkfield Home (quick-check): new
/// since the baseline".
pub fn new(assessment: &AssessmentKey) -> String {
    format!("{assessment}: new since the baseline")
}

/// That a baseline has no assessment: "Larkfield Home (quick-check): scored on
/// 14 April 2026, and not among these assessments", and the assessment that
/// differs from it in spelling alone.
pub fn lost(baseline: &Baseline, spelt: Option<&AssessmentKey>) -> String {
    let date = words::date(baseline.date);
    let spelt = spelt.map_or_else(String::new, |spelt| {
        format!("; {spelt} is, which differs from it in spelling only: spell both alike")
    });
    format!("{}: scored on {date}, and not among these assessments{spelt}", baseline.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::Verdict;
    use crate::gates::ratchet::{
        AnswerChange, CellChange, ComparedAs, JudgedSubject, NotComparable, People, WhyNot,
    };
    use crate::model::QuestionIx;

    fn key(wave: Option<&str>) -> AssessmentKey {
        AssessmentKey {
            questionnaire: "quick-check".to_owned(),
            organisation: "Larkfield Home".to_owned(),
            unit: None,
            wave: wave.map(str::to_owned),
            respondent: None,
        }
    }

    fn moved(then: i32, now: i32, composition: Option<i32>) -> Compared {
        Compared::Known(Shift {
            then: Tenths::new(then),
            now: Tenths::new(now),
            change: Tenths::new(now - then),
            composition: composition.map(Tenths::new),
            comparable: Tenths::HUNDRED,
        })
    }

    fn one_person() -> People {
        let (then, now, compared_as) = (Some(1), 1, ComparedAs::One);
        People { then, now, roles: Vec::new(), compared_as, min_group: None }
    }

    /// Two answers up and one the same.
    fn change() -> Change {
        let answer =
            |position, then, now| AnswerChange { question: QuestionIx(position), then, now };
        Change {
            since: jiff::civil::date(2026, 4, 14),
            wave: None,
            version: "1.0.0".to_owned(),
            people: one_person(),
            no_longer_stated: Vec::new(),
            prevention: moved(414, 466, Some(0)),
            resolution: moved(688, 688, None),
            published: [[None; 2]; 2],
            undetected: Vec::new(),
            cells: Vec::new(),
            answers: vec![answer(0, 1.0, 2.0), answer(1, 2.0, 2.5), answer(2, 4.0, 4.0)],
            not_comparable: Vec::new(),
        }
    }

    #[track_caller]
    fn check(change: &Change, wave: Option<&str>, expected: &str) {
        assert_eq!(headline(&key(wave), change), expected);
    }

    #[test]
    fn the_headline_says_both_lenses_the_date_and_the_answers() {
        let all = "prevention +5.2, resolution 0.0 and gap -5.2";
        let rest = "over 3 comparable questions; 2 answers up, 0 down, 1 same";
        check(
            &change(),
            None,
            &format!("Larkfield Home (quick-check): {all} since 14 April 2026 {rest}"),
        );
        let of_wave = |wave: &str| Change { wave: Some(wave.to_owned()), ..change() };
        let name = "Larkfield Home, 2027 (quick-check)";
        check(&of_wave("2027"), Some("2027"), &format!("{name}: {all} since 14 April 2026 {rest}"));
        check(
            &of_wave("2026"),
            Some("2027"),
            &format!("{name}: {all} since 14 April 2026 (2026) {rest}"),
        );
        check(
            &change(),
            Some("2027"),
            &format!("{name}: {all} since 14 April 2026 (no wave named) {rest}"),
        );
    }

    #[test]
    fn the_headline_says_what_is_not_known() {
        let comparable = Tenths::new(400);
        let broken = Change {
            resolution: Compared::Broken { comparable, needed: 60 },
            undetected: vec![Lens::Prevention],
            ..change()
        };
        check(
            &broken,
            None,
            "Larkfield Home (quick-check): prevention +5.2 (no detectable change) and resolution \
             not comparable overall (40.0 % of the weight) since 14 April 2026 over 3 comparable \
             questions; 2 answers up, 0 down, 1 same",
        );
        let nothing = Change { answers: Vec::new(), ..change() };
        let expected = "Larkfield Home (quick-check): nothing is comparable since 14 April 2026";
        check(&nothing, None, expected);
    }

    #[test]
    fn the_details_name_what_moved_and_nothing_that_is_said_anyway() {
        let catalog = crate::yaml::Catalog::on_board();
        let questionnaire = catalog.get("quick-check").expect("it is on board");
        let cell = |dimension: &str, compared| CellChange {
            dimension: dimension.to_owned(),
            lens: Lens::Prevention,
            compared,
        };
        let not_comparable = |question: &str, why| NotComparable {
            question: question.to_owned(),
            lens: Lens::Prevention,
            then: Some(2.0),
            why,
        };
        let comparable = Tenths::new(333);
        let change = Change {
            cells: vec![
                cell("one", moved(417, 500, Some(-125))),
                cell("two", Compared::Broken { comparable, needed: 60 }),
                cell("three", Compared::Lost),
                cell("four", Compared::Nothing),
                cell("five", moved(417, 417, Some(0))),
            ],
            not_comparable: vec![
                not_comparable("a", WhyNot::OtherRev { then: 1, now: 2 }),
                not_comparable("b", WhyNot::Gone),
            ],
            ..change()
        };
        let [first, second] = [0, 1].map(|at| &questionnaire[QuestionIx(at)].id);
        assert_eq!(
            details(questionnaire, &change),
            [
                "overall prevention: +5.2 (from 41.4 to 46.6)",
                "one.prevention: +8.3 (from 41.7 to 50.0); composition effect -12.5, from other \
                 questions being answered",
                &format!("{first}: level 1 then, 2 now"),
                &format!("{second}: level 2 then, 2.5 now"),
            ]
        );
    }

    #[test]
    fn a_judged_drop_stands_beside_the_gates() {
        let judged = JudgedDrop {
            subject: JudgedSubject::Dimension("one".to_owned(), Lens::Prevention),
            since: jiff::civil::date(2026, 4, 14),
            floor: GateValue::Tenths(Tenths::new(-50)),
            verdict: Verdict::NotMet { value: GateValue::Tenths(Tenths::new(-83)), because: None },
        };
        let found = gate(&judged);
        assert_eq!(found.asks, "one.prevention change since 2026-04-14 at least -5.0");
        assert_eq!((found.bound, found.verdict), ("min", "not_met"));
        assert_eq!(found.found, "-8.3");
        let because = NotJudged::SeriesBroken { comparable: Tenths::new(500), needed: 60 };
        let broken = JudgedDrop { verdict: Verdict::NotJudged { because }, ..judged };
        assert_eq!(
            gate(&broken).found,
            "not known: only 50.0 % of its weight is comparable, and 60 % is needed"
        );
    }
}
