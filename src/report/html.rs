//! The report as one page: no script, no reference to anything outside it,
//! fit for the screen, paper and a phone. The question sheet and the form are
//! pages beside it; only the form has a script. `templates/` has the words and
//! the style of pages, `svg` the charts; here the report is arranged for them.

mod form;
mod phrases;
mod sheet;
mod view;

use std::fmt::{self, Write as _};
use std::io;

use askama::Template;
use askama::filters::{Escaper, Html};

use crate::model::Lens;
use crate::text::visible;

use super::batch::FileProblem;
use super::model::{
    ActionReport, AgreementReport, ChecklistReport, DimensionReport, FindingReport,
    PerceptionReport, QuestionReport, QuestionState, Report, WorthReport,
};
use super::svg;

pub use form::render_form;
pub use sheet::render_sheet;
use view::{Figures, Row, Said, SectionLink};

/// Writes the report of one assessment.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let report = &*report.on_pages();
    let page = Page { report, footer: css_text(&footer(report)) };
    let page = page.render().map_err(io::Error::other)?;
    write_page(&page, out)
}

/// Writes that there is no report, and what stopped it.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_stopped(problems: &[FileProblem], out: &mut dyn io::Write) -> io::Result<()> {
    let page = Stopped { problems }.render().map_err(io::Error::other)?;
    write_page(&page, out)
}

/// The page in place of a report.
#[derive(Template)]
#[template(path = "stopped.html")]
struct Stopped<'a> {
    problems: &'a [FileProblem],
}

/// Writes a page without blanks at the ends of lines, and with one line break
/// at its end.
fn write_page(page: &str, out: &mut dyn io::Write) -> io::Result<()> {
    for line in page.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// How every text gets onto a page (`askama.toml` says so): hidden characters
/// by their code, line breaks as such, and nothing as markup.
#[derive(Clone, Copy)]
pub(crate) struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        for (number, line) in string.split('\n').enumerate() {
            if number > 0 {
                dest.write_str("&#10;")?;
            }
            let shown = visible(line.trim_end_matches('\r'));
            if shown.contains("##") || shown.contains("::") {
                shown.chars().try_for_each(|letter| write_apart(&mut dest, letter))?;
            } else {
                Html.write_escaped_str(&mut dest, &shown)?;
            }
        }
        Ok(())
    }
}

/// Writes what CI servers take for a command by its code: a page may stand in
/// a log, too.
fn write_apart(dest: &mut impl fmt::Write, letter: char) -> fmt::Result {
    match letter {
        '#' => dest.write_str("&#35;"),
        ':' => dest.write_str("&#58;"),
        _ => Html.write_escaped_char(dest, letter),
    }
}

/// A text as a string in a style sheet: all but letters and digits by their
/// code.
fn css_text(text: &str) -> String {
    let mut escaped = String::new();
    for letter in visible(text).chars() {
        if letter.is_ascii_alphanumeric() {
            escaped.push(letter);
        } else {
            let _ = write!(escaped, "\\{:06x}", u32::from(letter));
        }
    }
    escaped
}

fn footer(report: &Report) -> String {
    let header = &report.header;
    format!("{} \u{b7} {} \u{b7} {}", header.organisation, header.title, header.date)
}

/// The whole page; each section is a template of its own in
/// `templates/report/`.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    footer: String,
}

impl<'a> Page<'a> {
    /// "Larkfield Home · Whole business · 2026 autumn · 14 October 2026".
    fn about(&self) -> String {
        let header = &self.report.header;
        let parts = [
            Some(&header.organisation),
            header.unit.as_ref(),
            header.wave.as_ref(),
            Some(&header.date),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" \u{b7} ")
    }

    fn figures(&self) -> Figures {
        Figures::of(self.report)
    }

    fn sections(&self) -> Vec<SectionLink> {
        view::sections(self.report)
    }

    fn rows(&self) -> Vec<Row> {
        view::rows(self.report)
    }

    fn band_names(&self) -> String {
        svg::band_names(&self.report.bands)
    }

    fn limits(&self) -> String {
        svg::limits(&self.report.bands, svg::Ends::Over)
    }

    fn limits_inside(&self) -> String {
        svg::limits(&self.report.bands, svg::Ends::Inside)
    }

    fn strips(&self) -> Vec<(String, String)> {
        view::overall_strips(self.report)
    }

    fn map(&self) -> String {
        svg::map(self.report, svg::MAP_TITLE, &svg::map_in_words(self.report))
    }

    fn mapped(&self) -> Vec<(usize, &'a DimensionReport)> {
        (1..).zip(&self.report.dimensions).collect()
    }

    fn questions(&self) -> Vec<&'a QuestionReport> {
        self.report.dimensions.iter().flat_map(DimensionReport::questions).collect()
    }

    fn asks_proof(&self) -> bool {
        self.report.dimensions.iter().any(|dimension| dimension.backed().is_some())
    }

    fn findings(&self, kind: &str) -> Vec<&'a FindingReport> {
        self.report.findings.iter().filter(|finding| finding.kind == kind).collect()
    }

    fn list(&self, section: &SectionLink) -> Option<&'a ChecklistReport> {
        self.report.checklists.iter().find(|list| section.shows(list))
    }

    fn actions(&self, lens: Lens) -> Vec<&'a ActionReport> {
        self.report.actions.iter().filter(|action| action.lens == lens).collect()
    }

    fn said(&self, question: &QuestionReport) -> Vec<Said> {
        view::said(self.report, &question.strip)
    }

    fn map_in_words(&self) -> String {
        svg::map_in_words(self.report)
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    use super::*;

    fn page(report: &Report) -> String {
        let mut page = Vec::new();
        render(report, &mut page).expect("memory can be written");
        String::from_utf8(page).expect("a page is text")
    }

    #[test]
    fn a_page_stands_alone() {
        let reports = [
            sample::larkfield(),
            sample::ten_answers(),
            sample::unpublished(),
            sample::several(),
            sample::ten_answers_of_several(),
        ];
        for report in reports {
            let page = page(&report);
            for outside in ["<script", "://", "url(", "@import", "<link", "src="] {
                assert!(!page.contains(outside), "{outside}");
            }
            assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
            assert_eq!(page.matches("<h1").count(), 1);
            assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
            assert!(page.ends_with("</html>\n"));
        }
    }

    #[test]
    fn without_overall_scores_it_shows_ranges_and_names_no_posture() {
        let page = page(&sample::unpublished());
        assert!(page.contains("Not enough answers to say."));
        assert!(page.contains("25.0 to 75.0") && page.contains("37.5 to 87.5"));
        assert!(!page.contains("Set back to what is proven"));
    }

    #[test]
    fn several_voices_have_a_section_and_an_appendix() {
        let several = page(&sample::several());
        assert!(several.contains("id=\"h-voices\">Where leaders and frontline disagree</h2>"));
        assert!(several.contains("\u{201c}It is told afterwards what was decided.\u{201d}"));
        assert!(several.contains("id=\"h-appendix\""));
        let likely = "With other people from the same groups it would likely lie between";
        for interval in ["36 and 46.", "63 and 73.", "+18 and +36."] {
            assert!(several.contains(&format!("{likely} {interval}")), "{interval}");
        }
        let one = page(&sample::larkfield());
        assert!(!one.contains("h-voices") && !one.contains("h-appendix"));
    }

    #[test]
    fn no_text_of_several_voices_is_markup() {
        let mut report = sample::ten_answers_of_several();
        let typed = || "<b>\u{202e}".to_owned();
        let voices = report.voices.as_mut().expect("several people answered");
        voices.who = vec![typed()];
        for one in &mut voices.disagreements {
            one.ask = typed();
            one.leaders.title = typed();
            one.frontline.anchor = typed();
            one.anchors = [0; 5].map(|_| typed());
        }
        for question in &mut report.dimensions[0].prevention.questions {
            question.strip[0].who = typed();
        }
        let page = page(&report);
        assert!(page.contains("&#60;b&#62;") && page.contains("\\u{202e}"));
        assert!(!page.contains('\u{202e}'));
        assert!(!page.contains("<b>\\u"));
    }

    #[test]
    fn where_proof_was_not_asked_for_there_is_no_column_for_it() {
        let mut report = sample::ten_answers();
        assert!(page(&report).contains(">Proof</th>"));
        for dimension in &mut report.dimensions {
            let questions = dimension.prevention.questions.iter_mut();
            for question in questions.chain(&mut dimension.resolution.questions) {
                if let QuestionState::Level { proof, .. } = &mut question.state {
                    *proof = None;
                }
            }
        }
        assert!(!page(&report).contains(">Proof</th>"));
    }

    #[test]
    fn a_text_in_a_style_sheet_cannot_end_its_string() {
        assert_eq!(css_text("a\"}"), "a\\000022\\00007d");
    }
}
