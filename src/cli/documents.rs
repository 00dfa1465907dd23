//! A file as the YAML documents in it, read one at a time: a stream may be of
//! any length, and what a document may weigh is bounded.

use std::io::{self, BufRead};

use prevention_gap::yaml;

/// So many bytes of a document are kept: one more than it may have, so that
/// the reader sees that it is too large.
const KEPT: usize = yaml::MAX_DOCUMENT_BYTES + 1;

/// So many bytes are passed over in search of the next document, behind one
/// that is too large or where none has content: what goes on for longer has no
/// end, and is given up.
const PASSED_OVER: u64 = 64 << 20;

/// One document of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// Its bytes, or the first of them where it is too large.
    pub(super) bytes: Vec<u8>,
    /// Where it starts in the file.
    pub(super) start: Start,
}

/// Where a document starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The line of the file, from 1.
    pub(super) line: usize,
    /// The byte of the file, from 0.
    pub(super) byte: u64,
}

impl Default for Start {
    fn default() -> Self {
        Self { line: 1, byte: 0 }
    }
}

impl Document {
    fn has_content(&self) -> bool {
        yaml::has_content(&self.bytes)
    }
}

/// Splits a stream into documents, and holds one of them at a time. A line
/// that starts with `---` ends a document wherever it stands, also inside a
/// text block (YAML 1.2.2, 9.1.2), so no parser is needed for it. Documents
/// without content are left out, unless there is no other.
pub(super) struct Documents<R> {
    stream: R,
    /// Where the next line starts.
    next: Start,
    /// The line that ended the document before, and where it starts.
    marker: Option<(Vec<u8>, Start)>,
    /// The first document, while none with content has been seen.
    without_content: Option<Document>,
    found_any: bool,
    /// How many bytes have been read since the last document with content.
    passed: u64,
    /// Whether the rest is given up.
    is_over: bool,
}

impl<R: BufRead> Documents<R> {
    /// Starts at a place of a file; the stream stands there.
    pub(super) fn from(stream: R, start: Start) -> Self {
        Self {
            stream,
            next: start,
            marker: None,
            without_content: None,
            found_any: false,
            passed: 0,
            is_over: false,
        }
    }

    /// Everything up to the next marker; `None` at the end of the stream.
    fn read_document(&mut self) -> io::Result<Option<Document>> {
        if self.is_over {
            return Ok(None);
        }
        let (mut bytes, start) = self.marker.take().unwrap_or((Vec::new(), self.next));
        let mut line = Vec::new();
        loop {
            if self.passed >= PASSED_OVER {
                self.is_over = true;
                return given_up(Document { bytes, start }).map(Some);
            }
            let line_start = self.next;
            let room = PASSED_OVER - self.passed;
            let Some(length) = read_line(&mut self.stream, &mut line, room)? else { break };
            self.passed += length;
            self.next = Start { line: line_start.line + 1, byte: line_start.byte + length };
            if yaml::starts_document(&line) && !bytes.is_empty() {
                self.marker = Some((line, line_start));
                return Ok(Some(Document { bytes, start }));
            }
            let room = KEPT.saturating_sub(bytes.len());
            bytes.extend_from_slice(&line[..line.len().min(room)]);
        }
        Ok((!bytes.is_empty()).then_some(Document { bytes, start }))
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = io::Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read_document() {
                Err(error) => {
                    self.found_any = true;
                    return Some(Err(error));
                }
                Ok(Some(document)) if document.has_content() => {
                    self.found_any = true;
                    self.passed = 0;
                    return Some(Ok(document));
                }
                Ok(Some(document)) => {
                    self.without_content.get_or_insert(document);
                }
                Ok(None) if self.found_any => return None,
                Ok(None) => {
                    self.found_any = true;
                    return Some(Ok(self.without_content.take().unwrap_or_default()));
                }
            }
        }
    }
}

/// The last document of a stream that does not end: one that is too large. A
/// stream of nothing has none.
fn given_up(document: Document) -> io::Result<Document> {
    if document.has_content() {
        return Ok(document);
    }
    let mib = PASSED_OVER >> 20;
    Err(io::Error::other(format!("there is nothing in {mib} MiB of it, and the rest is not read")))
}

/// Reads a line with its end, or its first bytes where it has no end in so
/// many, keeping no more of it than a document may have; returns how many
/// bytes it has, if there was one.
fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>, most: u64) -> io::Result<Option<u64>> {
    line.clear();
    let mut length = 0;
    loop {
        let available = match stream.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if available.is_empty() {
            return Ok((length > 0).then_some(length));
        }
        let end = available.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(available.len(), |end| end + 1);
        let room = KEPT.saturating_sub(line.len());
        line.extend_from_slice(&available[..used.min(room)]);
        stream.consume(used);
        length += used as u64;
        if end.is_some() || length >= most {
            return Ok(Some(length));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn split(stream: &str) -> Vec<Document> {
        let documents = Documents::from(stream.as_bytes(), Start::default());
        documents.map(|document| document.expect("a slice can be read")).collect()
    }

    #[track_caller]
    fn check(stream: &str, expected: &[(usize, &str)]) {
        let documents = split(stream);
        let found: Vec<(usize, &str)> = documents
            .iter()
            .map(|d| (d.start.line, std::str::from_utf8(&d.bytes).expect("it was text")))
            .collect();
        assert_eq!(found, expected);
        // Each can be found again where it started.
        for document in &documents {
            let start = usize::try_from(document.start.byte).expect("it is short");
            let mut again = Documents::from(&stream.as_bytes()[start..], document.start);
            assert_eq!(again.next().expect("it is there").expect("it can be read"), *document);
        }
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

    /// A text that goes on with its first byte, and never ends.
    fn endless(text: &'static str) -> impl BufRead {
        let reader = io::repeat(text.as_bytes()[0]);
        io::BufReader::new(text.as_bytes().chain(reader))
    }

    #[test]
    fn a_stream_without_an_end_is_given_up() {
        let found: Vec<_> = Documents::from(endless("\0"), Start::default()).collect();
        let [Ok(document)] = &found[..] else { panic!("{} documents", found.len()) };
        assert_eq!(document.bytes.len(), KEPT);
        let found: Vec<_> = Documents::from(endless("a: 1\n---\n"), Start::default()).collect();
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{} documents", found.len()) };
        assert_eq!([first.bytes.len(), second.bytes.len()], [5, KEPT]);
        let found: Vec<_> = Documents::from(endless("#"), Start::default()).collect();
        let [Err(error)] = &found[..] else { panic!("{} documents", found.len()) };
        assert!(error.to_string().starts_with("there is nothing in 64 MiB"), "{error}");
    }

    #[test]
    fn of_a_document_that_is_too_large_only_the_start_is_kept() {
        let stream = format!("a: {}\n---\nb: 2\n", "x".repeat(3 * KEPT));
        let documents = split(&stream);
        assert_eq!(documents[0].bytes.len(), KEPT);
        assert_eq!(documents[1].start.line, 2);
    }
}
