//! A file as the YAML documents in it, read one at a time: a stream may be of
//! any length, and what a document may weigh is bounded.

use std::io::{self, BufRead};

use prevention_gap::yaml;

/// So many bytes of a document are kept: one more than it may have, so that
/// the reader sees that it is too large.
const KEPT: usize = yaml::MAX_DOCUMENT_BYTES + 1;

/// One document of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    /// Its bytes, or the first of them where it is too large.
    pub(super) bytes: Vec<u8>,
    /// The line of the file on which it starts, from 1.
    pub(super) first_line: usize,
}

impl Document {
    fn has_content(&self) -> bool {
        yaml::has_content(&self.bytes)
    }
}

/// Splits a stream into documents. Those without content are left out, unless
/// there is no other.
///
/// # Errors
///
/// The stream cannot be read.
pub(super) fn split(mut stream: impl BufRead) -> io::Result<Vec<Document>> {
    let mut documents = vec![Document { bytes: Vec::new(), first_line: 1 }];
    let mut line = Vec::new();
    let mut number = 0;
    while read_line(&mut stream, &mut line)? {
        number += 1;
        if yaml::starts_document(&line) {
            // One without content makes room, or a stream of markers would
            // fill the memory.
            if documents.len() > 1 && documents.last().is_some_and(|last| !last.has_content()) {
                documents.pop();
            }
            if documents.last().is_some_and(|last| !last.bytes.is_empty()) {
                documents.push(Document { bytes: Vec::new(), first_line: number });
            }
        }
        if let Some(document) = documents.last_mut() {
            let room = KEPT.saturating_sub(document.bytes.len());
            document.bytes.extend_from_slice(&line[..line.len().min(room)]);
        }
    }
    if documents.iter().any(Document::has_content) {
        documents.retain(Document::has_content);
    } else {
        documents.truncate(1);
    }
    Ok(documents)
}

/// Reads a line with its end, keeping no more of it than a document may have;
/// returns whether there was one.
fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut read_any = false;
    loop {
        let available = match stream.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if available.is_empty() {
            return Ok(read_any);
        }
        read_any = true;
        let end = available.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(available.len(), |end| end + 1);
        let room = KEPT.saturating_sub(line.len());
        line.extend_from_slice(&available[..used.min(room)]);
        stream.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stream: &str, expected: &[(usize, &str)]) {
        let documents = split(stream.as_bytes()).expect("a slice can be read");
        let found: Vec<(usize, &str)> = documents
            .iter()
            .map(|d| (d.first_line, std::str::from_utf8(&d.bytes).expect("it was text")))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn markers_part_documents() {
        check("a: 1\n", &[(1, "a: 1\n")]);
        check("a: 1\n---\nb: 2\n", &[(1, "a: 1\n"), (2, "---\nb: 2\n")]);
        check("---\na: 1\n--- \nb: 2", &[(1, "---\na: 1\n"), (3, "--- \nb: 2")]);
        check("a: |\n  x\n---\nb", &[(1, "a: |\n  x\n"), (3, "---\nb")]);
        check("a: ---b\n----\n", &[(1, "a: ---b\n----\n")]);
    }

    #[test]
    fn documents_without_content_are_left_out_unless_there_is_no_other() {
        check("# a\n---\nb: 2\n---\n", &[(2, "---\nb: 2\n")]);
        check("", &[(1, "")]);
        check("# a\n---\n", &[(1, "# a\n")]);
    }

    #[test]
    fn of_a_document_that_is_too_large_only_the_start_is_kept() {
        let stream = format!("a: {}\n---\nb: 2\n", "x".repeat(3 * KEPT));
        let documents = split(stream.as_bytes()).expect("a slice can be read");
        assert_eq!(documents[0].bytes.len(), KEPT);
        assert_eq!(documents[1].first_line, 2);
    }
}
