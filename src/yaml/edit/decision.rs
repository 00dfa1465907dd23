//! One decision in the text: an item of a list.

use super::mapping::{self, Otherwise};
use super::page::{Page, Step};
use super::write::{self, Style};
use super::{Wanted, meaning, put_all, with_key};
use crate::model::{Answers, Decision, QuestionIx, Questionnaire};
use crate::yaml::tree::Shape;

/// Puts a decision into a text that means `old`.
pub(super) fn splice(
    text: &str,
    questionnaire: &Questionnaire,
    old: &Answers,
    decision: &Decision,
) -> Option<String> {
    let new = meaning::plain_decision(decision);
    let same = |known: &Decision| known.question == new.question;
    let Some(position) = old.decisions.iter().position(same) else {
        return append(&with_key(text, "decisions", "[]")?, questionnaire, &new);
    };
    let old = &old.decisions[position];
    let style = Page::new(text)?.style;
    let owner = Wanted::from(Some(&old.owner), Some(&new.owner), |owner| style.word(owner));
    let by = Wanted::from(old.by.as_ref(), new.by.as_ref(), |by| style.date(*by));
    let target = Wanted::from(old.target.as_ref(), new.target.as_ref(), |t| write::quoted(t));
    let wanted = [("question", Wanted::Kept), ("owner", owner), ("by", by), ("target", target)];
    put_all(text, &[Step::Key("decisions"), Step::Item(position)], &wanted, Otherwise::Last)
}

/// Takes the decision on a question out of a text that means `old`. With the
/// last one the list goes.
pub(super) fn remove(text: &str, old: &Answers, question: QuestionIx) -> Option<String> {
    let Some(position) = old.decisions.iter().position(|known| known.question == question) else {
        return Some(text.to_owned());
    };
    if old.decisions.len() == 1 {
        return mapping::remove(text, &[], "decisions");
    }
    mapping::remove_item(text, &[Step::Key("decisions")], position)
}

fn append(text: &str, questionnaire: &Questionnaire, decision: &Decision) -> Option<String> {
    let page = Page::new(text)?;
    let path = [Step::Key("decisions")];
    let list = page.find(&path)?;
    let item = written(page.style, questionnaire, decision);
    let Some(final_item) = page.tree.children(list).last() else {
        let is_null = page.shape(list) == Shape::Null;
        let is_flow = page.is_flow(page.find(&[])?);
        let line = if is_flow || (!is_null && page.text[page.value_span(list)].contains('\n')) {
            item
        } else {
            format!("- {item}")
        };
        return mapping::start(&page, &path, list, &line, ('[', ']'));
    };
    if page.is_flow(list) {
        let end = page.value_span(final_item).end;
        return Some(page.spliced(end..end, &format!(", {item}")));
    }
    // The dash stands on the line of the item, as a rule.
    let before = page.before_on_line(page.tree.node(final_item).span.start);
    let indent = match before.rfind('-') {
        Some(dash) => dash,
        None => page.indent_of(page.tree.node(list).span.start)?,
    };
    let at = page.end_with_lines(final_item, indent);
    Some(mapping::add_line(&page, at, indent, &format!("- {item}")))
}

fn written(style: Style, questionnaire: &Questionnaire, decision: &Decision) -> String {
    let question = questionnaire[decision.question].id.as_str();
    let entries: Vec<_> =
        [("question", style.word(question)), ("owner", style.word(&decision.owner))]
            .into_iter()
            .chain(decision.by.map(|by| ("by", style.date(by))))
            .chain(decision.target.as_deref().map(|target| ("target", write::quoted(target))))
            .collect();
    style.mapping(&entries)
}
