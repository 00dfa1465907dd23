//! Gates: verdicts with what they are due to, in words.

use crate::gates::{Changes, HeldDown, Judged, Verdict};
use crate::model::{Bound, Gate, GateValue, QuestionIx, Rule, Tenths};
use crate::report::model::{ChangesReport, GateReport, HeldDownReport, RaiseReport};
use crate::report::words;
use crate::scoring;

use super::{Assessment, sure};

pub(super) fn gate(assessment: &Assessment<'_>, judged: &Judged) -> GateReport {
    let Judged { gate, verdict, explanation } = judged;
    GateReport {
        id: gate.id.as_ref().map(ToString::to_string),
        why: gate.why.clone(),
        subject: gate.subject(),
        bound: gate.bound().name(),
        limit: gate.limit(),
        resolution_at_least: match gate.rule {
            Rule::Gap { resolution_at_least, .. } => resolution_at_least,
            _ => None,
        },
        asks: asks(gate),
        verdict: verdict.name(),
        value: verdict.value(),
        found: found(gate, verdict),
        because: verdict.because(),
        held_down_by: explanation
            .held_down_by
            .iter()
            .map(|held| held_down(assessment, held))
            .collect(),
        changes: explanation.changes.as_ref().map(|changes| self::changes(assessment, changes)),
    }
}

/// "prevention at least 45.0".
fn asks(gate: &Gate) -> String {
    let side = match gate.bound() {
        Bound::Min => "at least",
        Bound::Max => "at most",
    };
    let (subject, limit) = (gate.subject(), value(gate.limit()));
    match &gate.rule {
        Rule::NoPattern { .. } => format!("{subject} must not fire"),
        Rule::Gap { resolution_at_least: Some(floor), .. } => {
            format!("{subject} {side} {limit}, with resolution at least {floor}")
        }
        _ => format!("{subject} {side} {limit}"),
    }
}

/// "+31.7", "it fires", "not known: too little was answered".
fn found(gate: &Gate, verdict: &Verdict) -> String {
    let because = verdict.because();
    let Some(found) = verdict.value() else {
        return because.map_or("not known".to_owned(), |because| format!("not known: {because}"));
    };
    let found = match (&gate.rule, found) {
        (Rule::NoPattern { .. }, GateValue::Whole(0)) => "it does not".to_owned(),
        (Rule::NoPattern { .. }, _) => "it fires".to_owned(),
        (Rule::Gap { .. }, GateValue::Tenths(gap)) => gap.signed(),
        (_, found) => value(found),
    };
    because.map_or(found.clone(), |because| format!("{found}, but {because}"))
}

fn value(value: GateValue) -> String {
    match value {
        GateValue::Tenths(tenths) => tenths.to_string(),
        GateValue::Whole(number) => number.to_string(),
        GateValue::Confidence(level) => level.name().to_owned(),
    }
}

fn held_down(assessment: &Assessment<'_>, held: &HeldDown) -> HeldDownReport {
    let id = |question: QuestionIx| assessment.questionnaire[question].id.to_string();
    match held {
        HeldDown::Answer { question, level, points } => HeldDownReport {
            kind: "answer",
            id: id(*question),
            level: Some(*level),
            points: *points,
            because: None,
            words: answer_words(*level, points.map(scoring::published)),
        },
        HeldDown::NotStated { field } => HeldDownReport {
            kind: "fact",
            id: assessment.questionnaire[*field].id.to_string(),
            level: None,
            points: None,
            because: None,
            words: "not stated".to_owned(),
        },
        HeldDown::Open { question } => HeldDownReport {
            kind: "open",
            id: id(*question),
            level: None,
            points: None,
            because: None,
            words: "no answer".to_owned(),
        },
        HeldDown::Cell { dimension, lens, confidence } => {
            let because = sure::decides(confidence, assessment.voices.is_some());
            HeldDownReport {
                kind: "cell",
                id: format!("{}.{lens}", assessment.questionnaire[*dimension].id),
                level: None,
                points: None,
                words: format!("{}: {because}", confidence.level().name()),
                because: Some(because),
            }
        }
        HeldDown::Decision { question, by } => HeldDownReport {
            kind: "decision",
            id: id(*question),
            level: None,
            points: None,
            because: Some(format!("due {by}")),
            words: format!("due {by}"),
        },
    }
}

/// "level 2, costs 12.5 points".
fn answer_words(level: f64, points: Option<Tenths>) -> String {
    let level = words::level(level);
    match points {
        Some(points) => format!("level {level}, costs {points} points"),
        None => format!("level {level}"),
    }
}

fn changes(assessment: &Assessment<'_>, changes: &Changes) -> ChangesReport {
    let id = |question: QuestionIx| assessment.questionnaire[question].id.to_string();
    let raise: Vec<RaiseReport> = changes
        .raise
        .iter()
        .map(|one| RaiseReport { question: id(one.question), from: one.from, to: one.to.number() })
        .collect();
    let answer: Vec<String> = changes.answer.iter().map(|&question| id(question)).collect();
    let at_level = raise.iter().map(|one| format!("{} at level {}", one.question, one.to));
    let answered = answer.iter().map(|question| format!("an answer to {question}"));
    let parts: Vec<String> = at_level.chain(answered).collect();
    let smaller = if changes.fewest { "" } else { " (a smaller change may do)" };
    let words = format!("{}{smaller}", words::list(&parts));
    ChangesReport { words, raise, answer, fewest: changes.fewest }
}
