//! Where things stand in a file, for rules that look at a finished model, and
//! for changing a text without losing its comments.

use super::events;
use super::text::Text;
use super::tree::{NodeId, Shape, Tree};
use crate::model::{Id, Span};

/// The places of a document's values.
pub struct Places<'t> {
    tree: Tree<'t>,
}

/// Finds the places of the values of a document, if it is YAML without a
/// problem.
pub fn places(bytes: &[u8]) -> Option<Places<'_>> {
    let text = Text::new(bytes).ok()?;
    let tree = events::parse(text, &mut Vec::new())?;
    Some(Places { tree })
}

impl Places<'_> {
    /// Returns the place of the value that a JSON pointer leads to, such as
    /// `/dimensions/0/questions/2/ask`; of a list or a mapping, its key.
    pub fn span(&self, pointer: &str) -> Option<Span> {
        if pointer.is_empty() {
            return Some(self.tree.spot(NodeId::ROOT));
        }
        let mut node = NodeId::ROOT;
        for step in pointer.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            node = match self.tree.node(node).shape {
                Shape::Mapping => self.tree.value(node, &step)?,
                Shape::List => self.tree.children(node).nth(step.parse().ok()?)?,
                Shape::Null | Shape::Scalar => return None,
            };
        }
        Some(self.tree.spot(node))
    }
}

/// How a first line leads an editor to a schema.
const EDITOR_LINE: &str = "# yaml-language-server: $schema=";

/// The first line that leads an editor to a schema.
pub fn editor_line(schema: &str) -> String {
    format!("{EDITOR_LINE}{schema}")
}

/// Returns a text with another first line, if that one leads to a schema.
pub fn with_editor_line(text: &str, line: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(EDITOR_LINE) => format!("{line}\n{rest}"),
        _ => text.to_owned(),
    }
}

/// Returns the text of a questionnaire with another id. Everything else stays
/// as it is, and so does every comment.
pub fn copy_as(text: &str, id: &Id) -> Option<String> {
    let places = places(text.as_bytes())?;
    let node = places.tree.value(NodeId::ROOT, "id")?;
    let node = places.tree.node(node);
    if node.shape != Shape::Scalar {
        return None;
    }
    let (before, after) = (text.get(..node.span.start)?, text.get(node.span.end..)?);
    // Nearly every id is a text without quotes; these three are not.
    let quote = if matches!(id.as_str(), "null" | "true" | "false") { "\"" } else { "" };
    Some(format!("{before}{quote}{id}{quote}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# first\nid: one # comment\nlist:\n  - ask: é\n    a/b: [x, y]\n";

    #[track_caller]
    fn check(pointer: &str, expected: Option<&str>) {
        let places = places(TEXT.as_bytes()).expect("it is YAML");
        assert_eq!(places.span(pointer).map(|span| &TEXT[span]), expected);
    }

    #[test]
    fn a_pointer_leads_to_a_value() {
        check("", Some("one"));
        check("/id", Some("one"));
        check("/list", Some("list"));
        check("/list/0/ask", Some("é"));
        check("/list/0/a~1b/1", Some("y"));
        check("/list/1", None);
        check("/list/ask", None);
        check("/id/0", None);
        check("id", None);
    }

    #[test]
    fn a_copy_keeps_everything_but_the_id() {
        let check = |id: &str, expected: &str| {
            let id = Id::new(id).expect("it is an id");
            assert_eq!(copy_as(TEXT, &id).expect("it has an id"), TEXT.replace("one", expected));
        };
        check("our-own", "our-own");
        check("null", "\"null\"");
        assert_eq!(copy_as("title: T\n", &Id::new("a").expect("it is an id")), None);
    }
}
