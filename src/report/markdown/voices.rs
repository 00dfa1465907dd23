//! Several voices as Markdown: the section, and the statistics in an appendix.

use crate::report::model::{
    AgreementReport, DisagreementReport, PerceptionReport, QuestionName, QuestionReport, Report,
    SideReport, StripRow, VoicesReport,
};

use super::{Page, text};

pub(super) fn section(page: &mut Page, report: &Report) {
    let Some(voices) = &report.voices else { return };
    page.heading(voices.title);
    let lines = voices.lead.iter().chain(&voices.perception).chain(&voices.agreement);
    let lines: Vec<String> = lines.map(|line| text(line)).collect();
    page.block(&lines.join(" "));
    disagreements(page, voices);
    named(page, "People disagree whether it applies", &voices.disputed);
    named(page, "People are split", &voices.split);
    page.block("### Who answered");
    page.bullets(&voices.who.iter().map(|line| text(line)).collect::<Vec<_>>());
}

fn disagreements(page: &mut Page, voices: &VoicesReport) {
    let Some(widest) = voices.disagreements.first() else { return };
    let [leaders, frontline] = widest.sides().map(|side| text(&side.title));
    page.block(&format!("### The widest: {}", text(&widest.question.title)));
    page.block(&text(&widest.ask));
    page.table(["Level", "Answer", &leaders, &frontline], "rlrr", &levels(widest));
    page.block("### What both sides say");
    let rows: Vec<[String; 4]> = voices.quoted().iter().map(quoted).collect();
    page.table(["Practice", &leaders, &frontline, "Difference"], "lllr", &rows);
    if !voices.others().is_empty() {
        page.block("### Also a level or more apart");
        let rows: Vec<[String; 4]> = voices.others().iter().map(other).collect();
        page.table(["Practice", &leaders, &frontline, "Difference"], "lrrr", &rows);
    }
}

/// How many of each side gave each level, highest first; a small group stands
/// at its mean.
fn levels(widest: &DisagreementReport) -> Vec<[String; 4]> {
    let row = |level: usize| {
        let [leaders, frontline] = widest.sides().map(|side| {
            let counts = side.levels.counts.map(|counts| counts[level].to_string());
            let group = || side.levels.marks_at(level).and_then(|_| side.levels.group_words());
            counts.or_else(group).unwrap_or_default()
        });
        [(level + 1).to_string(), text(&widest.anchors[level]), leaders, frontline]
    };
    (0..5).rev().map(row).collect()
}

fn quoted(disagreement: &DisagreementReport) -> [String; 4] {
    let says = |side: &SideReport| {
        format!("**{}** ({}): \"{}\"", side.mean, side.people(), text(&side.anchor))
    };
    let [leaders, frontline] = disagreement.sides().map(says);
    [practice(disagreement), leaders, frontline, difference(disagreement)]
}

fn other(disagreement: &DisagreementReport) -> [String; 4] {
    let [leaders, frontline] = disagreement.sides().map(|side| side.mean.clone());
    [practice(disagreement), leaders, frontline, difference(disagreement)]
}

fn practice(disagreement: &DisagreementReport) -> String {
    let title = text(&disagreement.question.title);
    format!("{title}<br>{}, {}", text(&disagreement.dimension), disagreement.lens)
}

fn difference(disagreement: &DisagreementReport) -> String {
    format!("{}, {}", disagreement.difference, disagreement.higher)
}

fn named(page: &mut Page, heading: &str, questions: &[(QuestionName, String)]) {
    if questions.is_empty() {
        return;
    }
    page.block(&format!("### {heading}"));
    let line = |(name, how): &(QuestionName, String)| format!("{}: {how}", text(&name.title));
    page.bullets(&questions.iter().map(line).collect::<Vec<_>>());
}

/// Who gave which answer, a line a role.
pub(super) fn strip(question: &QuestionReport) -> String {
    let row = |row: &StripRow| format!("{}: {}", text(&row.who), row.words());
    question.strip.iter().map(row).collect::<Vec<_>>().join("<br>")
}

pub(super) fn appendix(page: &mut Page, report: &Report) {
    let Some(statistics) = report.voices.as_ref().and_then(|voices| voices.statistics.as_ref())
    else {
        return;
    };
    if !statistics.is_empty() {
        page.heading("Appendix: the statistics");
    }
    if !statistics.perception.is_empty() {
        page.block("Leaders and frontline, in points:");
        let rows: Vec<[String; 10]> =
            statistics.perception.iter().map(|it| titled(&it.row)).collect();
        page.table(PerceptionReport::HEAD, "lrrrrrrrlr", &rows);
    }
    if !statistics.agreement.is_empty() {
        page.block("How far people agree:");
        let rows: Vec<[String; 4]> =
            statistics.agreement.iter().map(|it| titled(&it.row)).collect();
        page.table(AgreementReport::HEAD, "lrrl", &rows);
    }
}

/// A row of figures with a typed title.
fn titled<const N: usize>(row: &[String; N]) -> [String; N] {
    let mut row = row.clone();
    row[0] = text(&row[0]);
    row
}

#[cfg(test)]
mod tests {
    use crate::report::{markdown, sample};

    use super::*;

    fn page(report: &Report) -> String {
        let mut page = Vec::new();
        markdown::render(report, &mut page).expect("memory can be written");
        String::from_utf8(page).expect("a page is text")
    }

    #[test]
    fn the_widest_is_quoted_and_the_statistics_stand_last() {
        let page = page(&sample::several());
        assert!(page.contains("| 4 | It has a regular seat and brings contact data. | 4 | 1 |"));
        assert!(page.contains("**1.9** (11 people): \"It is told afterwards what was decided.\""));
        // Five of seven are quoted.
        assert_eq!(page.matches("**4.0** (8 people)").count(), 5);
        assert!(page.contains("| Prevention | 41.0 (likely 36 to 46) |"));
        let (before, appendix) =
            page.split_once("## Appendix: the statistics").expect("there is one");
        assert!(before.contains("## Method and limits") && !appendix.contains("\n## "));
        assert!(appendix.contains("| 61.3 | 37.0 | +24.3 | +12.1 to +36.5 | 0.82 | 0.001 | - |"));
    }

    #[test]
    fn ten_answers_say_who_gave_which() {
        let page = page(&sample::ten_answers_of_several());
        let strip = "Leaders: 2 at level 3, 4 at level 4, 2 at level 5<br>Frontline: 4 at level 1, \
                     5 at level 2, 1 at level 3; 1 without an answer";
        assert_eq!(page.matches(strip).count(), 10);
    }

    #[test]
    fn no_typed_text_breaks_a_table() {
        let mut report = sample::several();
        let voices = report.voices.as_mut().expect("several people answered");
        voices.disagreements[0].question.title = "a | b".to_owned();
        voices.disagreements[0].leaders.anchor = "<i>|\n*x*".to_owned();
        let page = page(&report);
        assert!(page.contains("a \\| b<br>"));
        assert!(page.contains("&lt;i&gt;\\|<br>\\*x\\*"));
    }
}
