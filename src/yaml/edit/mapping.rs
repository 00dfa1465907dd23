//! Entries of a mapping: put in, replaced and taken out, in blocks and in
//! brackets alike; and items of a list, taken out. Every other byte stays as it
//! is.

use std::ops::Range;

use super::page::{Page, Step};
use super::write::Style;
use crate::yaml::tree::{NodeId, Shape};

/// Where a new entry goes: behind the nearest of the entries that come before
/// it in `order`, or else where `otherwise` says.
#[derive(Clone, Copy)]
pub(super) struct Place<'o> {
    pub(super) order: &'o [&'o str],
    pub(super) otherwise: Otherwise,
}

/// Where a new entry goes that has none to follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    First,
    Last,
}

/// Gives a key of a mapping a value.
pub(super) fn put(
    text: &str,
    path: &[Step<'_>],
    key: &str,
    value: &str,
    place: Place<'_>,
) -> Option<String> {
    let page = Page::new(text)?;
    let mapping = page.find(path)?;
    match page.tree.value(mapping, key) {
        Some(node) => replace_value(&page, node, value),
        None => insert(&page, path, mapping, key, value, place),
    }
}

/// Puts another key with its value in the place of one.
pub(super) fn put_instead(
    text: &str,
    path: &[Step<'_>],
    old: &str,
    key: &str,
    value: &str,
) -> Option<String> {
    let page = Page::new(text)?;
    let node = page.tree.value(page.find(path)?, old)?;
    let place = page.tree.key_span(node)?.start..page.value_span(node).end;
    Some(page.spliced(place, &page.style.entry(key, value)))
}

/// Takes an entry out, if it is there.
pub(super) fn remove(text: &str, path: &[Step<'_>], key: &str) -> Option<String> {
    let page = Page::new(text)?;
    let mapping = page.find(path)?;
    match page.tree.value(mapping, key) {
        None => Some(text.to_owned()),
        Some(node) if page.is_flow(mapping) => {
            let entry = page.tree.key_span(node)?.start..page.value_span(node).end;
            remove_in_brackets(&page, mapping, node, entry)
        }
        Some(node) => remove_in_block(&page, mapping, node),
    }
}

/// Takes one of several items of a list out.
pub(super) fn remove_item(text: &str, path: &[Step<'_>], position: usize) -> Option<String> {
    let page = Page::new(text)?;
    let list = page.find(path)?;
    let node = page.tree.children(list).nth(position)?;
    let span = page.value_span(node);
    if page.is_flow(list) {
        return remove_in_brackets(&page, list, node, span);
    }
    // From its dash on, which has nothing but blanks before it.
    let dash = page.text[..span.start].trim_end().strip_suffix('-')?.len();
    page.before_on_line(dash).trim().is_empty().then_some(())?;
    let (lines, comment) = lines_of(&page, dash..span.end);
    Some(page.spliced(lines, &comment))
}

fn replace_value(page: &Page<'_>, node: NodeId, value: &str) -> Option<String> {
    let span = page.value_span(node);
    if page.is_block(node) {
        // The value moves up to the line of its key.
        let (lines, comment) = lines_of(page, span);
        let colon_end = page.colon_end(node)?;
        let between = &page.text[colon_end..lines.start];
        return Some(page.spliced(colon_end..lines.end, &format!(" {value}{between}{comment}")));
    }
    if span.is_empty() {
        let lead = if page.colon_end(node).is_some() { " " } else { ": " };
        let is_last = page.behind_on_line(span.end).trim().is_empty();
        let end = if is_last { page.line_end(span.end) } else { span.end };
        return Some(page.spliced(span.start..end, &format!("{lead}{value}")));
    }
    let follows_colon = page.colon_end(node) == Some(span.start);
    let lead = if follows_colon && page.style == Style::Yaml { " " } else { "" };
    Some(page.spliced(span, &format!("{lead}{value}")))
}

/// The whole lines on which a block or an entry of one stands, and what is
/// left of them: the comment behind its end.
fn lines_of(page: &Page<'_>, span: Range<usize>) -> (Range<usize>, String) {
    let before = page.before_on_line(span.start);
    let behind = page.behind_on_line(span.end).trim();
    let line_end = page.line_end(span.end);
    if behind.is_empty() {
        let end = line_end + page.newline_at(line_end);
        (span.start - before.len()..end, String::new())
    } else {
        (span.start - before.len()..line_end, format!("{before}{behind}"))
    }
}

fn insert(
    page: &Page<'_>,
    path: &[Step<'_>],
    mapping: NodeId,
    key: &str,
    value: &str,
    place: Place<'_>,
) -> Option<String> {
    let entry = page.style.entry(key, value);
    if page.shape(mapping) == Shape::Null || page.is_empty(mapping) {
        return start(page, path, mapping, &entry, ('{', '}'));
    }
    match (earlier(page, mapping, key, place.order), place.otherwise) {
        (None, Otherwise::First) => insert_first(page, mapping, &entry),
        (sibling, _) => {
            let sibling = sibling.or_else(|| page.tree.children(mapping).last())?;
            insert_behind(page, mapping, sibling, &entry)
        }
    }
}

/// The entry of the mapping that is nearest before a key.
fn earlier(page: &Page<'_>, mapping: NodeId, key: &str, order: &[&str]) -> Option<NodeId> {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let own = rank(key)?;
    let ranked = page.tree.children(mapping).filter_map(|child| {
        let rank = rank(page.tree.key(child)).filter(|&rank| rank < own)?;
        Some((rank, child))
    });
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, child)| child)
}

fn insert_first(page: &Page<'_>, mapping: NodeId, entry: &str) -> Option<String> {
    let start = page.tree.key_span(page.tree.first_child(mapping)?)?.start;
    if page.is_flow(mapping) {
        return Some(page.spliced(start..start, &format!("{entry}, ")));
    }
    let indent = " ".repeat(page.indent_of(start)?);
    Some(page.spliced(start..start, &format!("{entry}{}{indent}", page.newline)))
}

fn insert_behind(page: &Page<'_>, mapping: NodeId, sibling: NodeId, entry: &str) -> Option<String> {
    if page.is_flow(mapping) {
        let end = page.value_span(sibling).end;
        return Some(page.spliced(end..end, &format!(", {entry}")));
    }
    let indent = page.indent_of(page.tree.key_span(sibling)?.start)?;
    Some(add_line(page, page.end_with_lines(sibling, indent), indent, entry))
}

/// Adds a line behind the line that ends at a place.
pub(super) fn add_line(page: &Page<'_>, at: usize, indent: usize, line: &str) -> String {
    let (newline, indent) = (page.newline, " ".repeat(indent));
    let is_behind_last_line = at == page.text.len() && page.text.ends_with('\n');
    let line = if is_behind_last_line {
        format!("{indent}{line}{newline}")
    } else {
        format!("{newline}{indent}{line}")
    };
    page.spliced(at..at, &line)
}

/// The first entry of a list or a mapping that has none: on a line of its own,
/// or in brackets where it stands in brackets itself.
pub(super) fn start(
    page: &Page<'_>,
    path: &[Step<'_>],
    node: NodeId,
    line: &str,
    (open, close): (char, char),
) -> Option<String> {
    let (_, parent) = path.split_last()?;
    let span = page.value_span(node);
    let has_comment = page.text[span.clone()].contains('\n');
    if page.is_flow(page.find(parent)?) {
        return replace_value(page, node, &format!("{open} {line} {close}"));
    }
    if has_comment {
        let inside = span.start + 1;
        return Some(page.spliced(inside..inside, &format!(" {line}")));
    }
    let indent = page.indent_of(page.tree.key_span(node)?.start)? + 2;
    let colon_end = page.colon_end(node)?;
    let behind = &page.text[span.end..page.line_end(span.end)];
    let behind = if behind.trim().is_empty() { "" } else { behind };
    let with = format!("{behind}{}{}{line}", page.newline, " ".repeat(indent));
    Some(page.spliced(colon_end..page.line_end(span.end), &with))
}

fn remove_in_block(page: &Page<'_>, mapping: NodeId, node: NodeId) -> Option<String> {
    let start = page.tree.key_span(node)?.start;
    let before = page.before_on_line(start);
    if !before.trim().is_empty() {
        // It stands behind the dash of a list, where the next one moves up.
        page.indent_of(start)?;
        let next = page.tree.next_child(mapping, node)?;
        return Some(page.spliced(start..page.tree.key_span(next)?.start, ""));
    }
    let (lines, comment) = lines_of(page, start..page.value_span(node).end);
    let behind_key = behind_key(page, node);
    if behind_key.is_empty() {
        return Some(page.spliced(lines, &comment));
    }
    Some(page.spliced(lines, &format!("{before}{behind_key}{}{comment}", page.newline)))
}

/// The comment on the line of a key whose value stands on lines of its own.
fn behind_key<'t>(page: &Page<'t>, node: NodeId) -> &'t str {
    let Some(colon_end) = page.colon_end(node).filter(|_| page.is_block(node)) else { return "" };
    page.text[colon_end..page.line_end(colon_end)].trim()
}

/// Takes out an entry of a mapping, or an item of a list, that stands there.
fn remove_in_brackets(
    page: &Page<'_>,
    parent: NodeId,
    node: NodeId,
    entry: Range<usize>,
) -> Option<String> {
    if let Some(comma) = comma_behind(page.text, entry.end) {
        let rest = page.text[comma + 1..].trim_start_matches([' ', '\t']);
        let between = page.text[entry.end..comma].trim_end_matches([' ', '\t']);
        // A comment needs a blank before it.
        let blank = if rest.starts_with('#') { " " } else { "" };
        let rest = page.text.len() - rest.len();
        return Some(page.spliced(entry.start..rest, &format!("{between}{blank}")));
    }
    let siblings: Vec<_> = page.tree.children(parent).take_while(|&one| one != node).collect();
    let Some(&previous) = siblings.last() else {
        let whole = page.tree.node(parent).span.clone();
        let around =
            [&page.text[whole.start + 1..entry.start], &page.text[entry.end..whole.end - 1]];
        let is_blank = around.iter().all(|part| part.trim().is_empty());
        let inside = whole.start + 1..whole.end - 1;
        return Some(page.spliced(if is_blank { inside } else { entry }, ""));
    };
    let comma = comma_behind(page.text, page.value_span(previous).end)?;
    let between = &page.text[comma + 1..entry.start];
    let between = if between.contains('#') { between } else { "" };
    Some(page.spliced(comma..entry.end, between))
}

/// The comma that follows, behind blanks and comments.
fn comma_behind(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match text[at..].chars().next()? {
            ',' => return Some(at),
            '#' => at += text[at..].find('\n')?,
            _ => return None,
        }
    }
}
