//! One answer in the text: its short form, its long form, and the way from
//! one to the other.

use super::mapping::{self, Otherwise, Place};
use super::page::{Page, Step};
use super::write::{self, Style};
use super::{Wanted, meaning, put_all};
use crate::model::{Answer, AnswerState, Answers, Question, QuestionIx, Questionnaire};
use crate::yaml::tree::{NodeId, Shape};

/// The keys that say what was answered, of which an answer has one at most.
const STATES: [&str; 4] = ["level", "not_applicable", "unknown", "skipped"];

/// Puts an answer into a text that means `old`, or takes it out.
pub(super) fn splice(
    text: &str,
    questionnaire: &Questionnaire,
    old: &Answers,
    question: QuestionIx,
    answer: &Answer,
) -> Option<String> {
    let id = questionnaire[question].id.as_str();
    let is_left_out = meaning::is_left_out(questionnaire, old, question);
    let old = &old.answers[question.0];
    let new = meaning::plain_answer(answer);
    if meaning::takes_out(&new) {
        return mapping::remove(text, &[Step::Key("answers")], id);
    }
    if new == *old && !is_left_out {
        return Some(text.to_owned());
    }
    let page = Page::new(text)?;
    let there = page.find(&[Step::Key("answers"), Step::Key(id)]);
    let long = there.filter(|&node| page.shape(node) == Shape::Mapping && !page.is_empty(node));
    let asked = &questionnaire[question];
    let kept = long.filter(|&node| !is_left_out && !is_shortened(&page, node, asked, &new));
    if let Some(node) = kept {
        return change_long(&page, node, asked, old, &new);
    }
    let ids: Vec<_> = questionnaire.questions.iter().map(|q| q.id.as_str()).collect();
    let place = Place { order: &ids, otherwise: Otherwise::Last };
    let value = written(page.style, asked, &new);
    mapping::put(text, &[Step::Key("answers")], id, &value, place)
}

/// Whether an answer in brackets on one line becomes a short one.
fn is_shortened(page: &Page<'_>, node: NodeId, question: &Question, new: &Answer) -> bool {
    let is_one_line = !page.text[page.value_span(node)].contains('\n');
    page.is_flow(node) && is_one_line && short(page.style, question, new).is_some()
}

/// The whole answer.
fn written(style: Style, question: &Question, answer: &Answer) -> String {
    short(style, question, answer).unwrap_or_else(|| style.mapping(&long(style, question, answer)))
}

/// The short form, for what has one: `3` or `unknown`.
fn short(style: Style, question: &Question, answer: &Answer) -> Option<String> {
    let is_bare = answer.proof.is_none() && answer.note.is_none() && answer.seen.is_none();
    if !is_bare || write::rev(question).is_some() {
        return None;
    }
    match &answer.state {
        AnswerState::Level(level) => Some(level.number().to_string()),
        AnswerState::Unknown => Some(style.word("unknown")),
        AnswerState::Skipped => Some(style.word("skipped")),
        AnswerState::NotApplicable(_) | AnswerState::NotReached => None,
    }
}

fn long(style: Style, question: &Question, answer: &Answer) -> Vec<(&'static str, String)> {
    let rev = write::rev(question).filter(|_| answer.state != AnswerState::NotReached);
    let note = answer.note.as_deref().map(write::quoted);
    state(&answer.state)
        .into_iter()
        .chain(answer.proof.map(|proof| ("proof", style.word(proof.name()))))
        .chain(note.map(|note| ("note", note)))
        .chain(answer.seen.map(|seen| ("seen", style.date(seen))))
        .chain(rev.map(|rev| ("rev", rev)))
        .collect()
}

/// The key that says what was answered, and its value.
fn state(state: &AnswerState) -> Option<(&'static str, String)> {
    match state {
        AnswerState::Level(level) => Some(("level", level.number().to_string())),
        AnswerState::NotApplicable(reason) => Some(("not_applicable", write::quoted(reason))),
        AnswerState::Unknown => Some(("unknown", "true".to_owned())),
        AnswerState::Skipped => Some(("skipped", "true".to_owned())),
        AnswerState::NotReached => None,
    }
}

/// Changes those keys of a long answer that mean something else now.
fn change_long(
    page: &Page<'_>,
    node: NodeId,
    question: &Question,
    old: &Answer,
    new: &Answer,
) -> Option<String> {
    let path = [Step::Key("answers"), Step::Key(question.id.as_str())];
    let style = page.style;
    let rev = match write::rev(question) {
        Some(rev) if new.state != AnswerState::NotReached => Wanted::Value(rev),
        _ => Wanted::Kept,
    };
    let wanted = [
        (
            "proof",
            Wanted::from(old.proof.as_ref(), new.proof.as_ref(), |proof| style.word(proof.name())),
        ),
        ("note", Wanted::from(old.note.as_ref(), new.note.as_ref(), |note| write::quoted(note))),
        ("seen", Wanted::from(old.seen.as_ref(), new.seen.as_ref(), |seen| style.date(*seen))),
        ("rev", rev),
    ];
    let text = change_state(page, node, &path, old, new)?;
    put_all(&text, &path, &wanted, Otherwise::Last)
}

/// Changes the key that says what was answered. Another one takes its place.
fn change_state(
    page: &Page<'_>,
    node: NodeId,
    path: &[Step<'_>],
    old: &Answer,
    new: &Answer,
) -> Option<String> {
    if old.state == new.state {
        return Some(page.text.to_owned());
    }
    let is_given = |key: &&str| page.tree.value(node, key).is_some_and(|n| !page.tree.is_null(n));
    let there = STATES.into_iter().find(is_given);
    match (there, state(&new.state)) {
        (None, None) => Some(page.text.to_owned()),
        (Some(there), None) => mapping::remove(page.text, path, there),
        (Some(there), Some((key, value)))
            if there != key && page.tree.value(node, key).is_none() =>
        {
            mapping::put_instead(page.text, path, there, key, &value)
        }
        (there, Some((key, value))) => {
            let place = Place { order: &[], otherwise: Otherwise::First };
            let text = mapping::put(page.text, path, key, &value, place)?;
            match there.filter(|&there| there != key) {
                Some(there) => mapping::remove(&text, path, there),
                None => Some(text),
            }
        }
    }
}
