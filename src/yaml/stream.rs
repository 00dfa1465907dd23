//! A text of several documents: where each of them starts.

/// Whether a line starts a document: `---` alone or followed by a blank. It
/// does so wherever it stands, also inside a text block (YAML 1.2.2, 9.1.2),
/// so no parser is needed to part documents.
pub fn starts_document(line: &[u8]) -> bool {
    line.strip_prefix(b"---").is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}

/// Whether there is anything but blank lines, comments and markers.
pub fn has_content(document: &[u8]) -> bool {
    document.split(|&byte| byte == b'\n').any(|line| {
        let line = line.trim_ascii();
        !(line.is_empty() || line.starts_with(b"#") || line == b"---" || line == b"...")
    })
}

/// The documents of a text, with the markers that start them and those without
/// content: one behind the other, they are the text again.
pub fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if at > start && starts_document(line.as_bytes()) {
            documents.push(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    documents.push(&text[start..]);
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(documents(text), expected);
        assert_eq!(documents(text).concat(), text);
    }

    #[test]
    fn markers_part_documents_and_nothing_is_lost() {
        check("", &[""]);
        check("a: 1\n", &["a: 1\n"]);
        check("---\na: 1", &["---\na: 1"]);
        check("a: 1\n---\nb: 2\n", &["a: 1\n", "---\nb: 2\n"]);
        check("# a\r\n---\r\nb: 2\r\n--- \r\n", &["# a\r\n", "---\r\nb: 2\r\n", "--- \r\n"]);
        check("a: |\n  x\n---\nb: ---\n----\n", &["a: |\n  x\n", "---\nb: ---\n----\n"]);
    }
}
