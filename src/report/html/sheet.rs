//! The question sheet as a page, to send ahead or to print.

use std::io;

use askama::Template;

use crate::report::sheet::Sheet;
use crate::report::words;

use super::{css_text, write_page};

/// Writes a question sheet as one page.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_sheet(sheet: &Sheet, out: &mut dyn io::Write) -> io::Result<()> {
    let page = Page { sheet, footer: css_text(&sheet.title) };
    write_page(&page.render().map_err(io::Error::other)?, out)
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'a> {
    sheet: &'a Sheet,
    footer: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_stands_alone_and_escapes_what_it_says() {
        let sheet = Sheet {
            title: "Ours <b>".to_owned(),
            about: None,
            caution: Some("Not & yet".to_owned()),
            hints: vec!["Ten questions".to_owned()],
            levels: Vec::new(),
            fields: Vec::new(),
            dimensions: Vec::new(),
        };
        let mut page = Vec::new();
        render_sheet(&sheet, &mut page).expect("memory can be written");
        let page = String::from_utf8(page).expect("a page is text");
        assert!(page.contains("<h1>Ours &#60;b&#62;</h1>"), "{page}");
        assert!(page.contains("Not &#38; yet") && !page.contains("Facts to look up"));
        assert!(!page.contains("<script") && !page.contains("://"));
    }
}
