//! The report as Markdown, for GitHub, wikis and pandoc.

mod voices;

use std::io::{self, Write};

use crate::model::{Lens, Tenths};
use crate::text::{harmless_lines, visible};

use super::known::Known;
use super::model::{
    ActionReport, DimensionReport, FindingReport, LensReport, LowestAnswer, PromiseReport,
    QuestionName, QuestionReport, QuestionState, Range, Report, RowReport, Standing, StatedReport,
};
use super::svg::Chart;
use super::words;

/// Writes the report of one assessment.
///
/// # Errors
///
/// The output cannot be written.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    render_with_charts(report, &[], out)
}

/// Writes the same with charts, each as a link and what it shows in words.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_with_charts(
    report: &Report,
    charts: &[(String, &Chart)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = &*report.on_pages();
    let mut page = Page::default();
    first_page(&mut page, report);
    for (link, chart) in charts {
        page.block(&format!("![{}]({})", text(&chart.alternative), url(link)));
    }
    if report.has_one_dimension() {
        answers(&mut page, report);
    } else {
        dimensions(&mut page, report);
    }
    stages(&mut page, report);
    checklists(&mut page, report);
    voices::section(&mut page, report);
    findings(&mut page, report);
    promises(&mut page, report);
    actions(&mut page, report);
    to_check(&mut page, report);
    profile(&mut page, report);
    notes(&mut page, report);
    section(&mut page, "Left out", &report.left_out);
    section(&mut page, "Not in this report", &report.absent);
    section(&mut page, "Method and limits", &report.method);
    voices::appendix(&mut page, report);
    harmless_lines(out, |out| out.write_all(page.text.as_bytes()))
}

/// A page of blocks with one empty line between two of them.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.block(&format!("## {text}"));
    }

    fn bullets<T: AsRef<str>>(&mut self, items: &[T]) {
        if !items.is_empty() {
            let items: Vec<String> =
                items.iter().map(|item| format!("- {}", item.as_ref())).collect();
            self.block(&items.join("\n"));
        }
    }

    /// A table; `align` has a letter a column, `l` or `r`.
    fn table<const N: usize>(&mut self, head: [&str; N], align: &str, rows: &[[String; N]]) {
        let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let rule: Vec<String> = align
            .chars()
            .map(|side| if side == 'r' { "---:".to_owned() } else { "---".to_owned() })
            .collect();
        let mut lines = vec![line(&head.map(str::to_owned)), line(&rule)];
        lines.extend(rows.iter().map(|row| line(row)));
        self.block(&lines.join("\n"));
    }
}

/// Escapes a text so that it reads as typed and marks nothing up, also in a
/// table cell. Line breaks stay line breaks.
pub(super) fn text(typed: &str) -> String {
    let mut escaped = String::with_capacity(typed.len());
    for (number, line) in typed.trim_end().split('\n').enumerate() {
        if number > 0 {
            escaped.push_str("<br>");
        }
        for letter in visible(line.trim_end_matches('\r')).chars() {
            match letter {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => {
                    escaped.push('\\');
                    escaped.push(letter);
                }
                _ => escaped.push(letter),
            }
        }
    }
    defuse_start(&escaped)
}

/// A path as a link: all but plain letters by their code.
fn url(path: &str) -> String {
    let escape = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(escape).collect()
}

/// Escapes what would start a heading, a list or a rule.
fn defuse_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

fn first_page(page: &mut Page, report: &Report) {
    let header = &report.header;
    page.block(&format!("# {}: {}", text(&header.title), text(&header.organisation)));
    let about = [header.unit.as_deref(), header.wave.as_deref(), Some(header.date.as_str())];
    let about: Vec<String> = about.into_iter().flatten().map(text).collect();
    page.block(&format!("*{}*", about.join(" · ")));
    if let Some(caution) = &header.caution {
        page.block(&format!("> {}", text(caution)));
    }
    if let Some(goal) = &header.goal {
        page.block(&format!("Goal: {}", text(goal)));
    }
    page.heading(&text(&report.verdict));
    scores(page, report);
    if let Some(posture) = &report.overall.posture {
        let means = format!("**Posture: {}.** {}", text(&posture.title), text(&posture.means));
        page.block(means.trim_end());
    }
    let facts: Vec<String> = report
        .facts
        .iter()
        .map(|fact| {
            let lines: Vec<String> = fact.lines.iter().map(|line| text(line)).collect();
            format!("**{}:** {}", fact.label, lines.join(". "))
        })
        .collect();
    page.bullets(&facts);
}

fn scores(page: &mut Page, report: &Report) {
    let overall = &report.overall;
    let gap = &overall.gap;
    let row = |name, lens| lens_row(name, lens, overall.status);
    let rows = [
        row("Prevention", &overall.prevention),
        row("Resolution", &overall.resolution),
        [
            "**Prevention Gap**".to_owned(),
            format!(
                "**{}**{}",
                gap.words(),
                likely(gap.interval.ok().map(Range::in_signed_points))
            ),
            gap.word.unwrap_or("").to_owned(),
            String::new(),
            gap.supported.map(Tenths::signed).unwrap_or_default(),
        ],
    ];
    page.table(["", "Score", "In words", "Stage", "As proven"], "lrlrr", &rows);
}

fn lens_row(name: &str, lens: &LensReport, status: &str) -> [String; 5] {
    [
        name.to_owned(),
        format!(
            "{}{}",
            Known::of_lens(lens, status).words(),
            likely(lens.score.and(lens.interval.ok()).map(Range::in_points))
        ),
        lens.word.as_deref().map(text).unwrap_or_default(),
        lens.stage.map(|stage| stage.to_string()).unwrap_or_default(),
        lens.supported.map(|supported| supported.to_string()).unwrap_or_default(),
    ]
}

/// " (likely 36 to 46)"; nothing without an interval.
fn likely(interval: Option<String>) -> String {
    interval.map(|points| format!(" (likely {points})")).unwrap_or_default()
}

fn dimensions(page: &mut Page, report: &Report) {
    if report.dimensions.is_empty() {
        return;
    }
    page.heading("The gap by dimension");
    let rows: Vec<[String; 4]> = report
        .dimensions
        .iter()
        .map(|dimension| {
            [
                dimension_name(dimension),
                Known::of_cell(&dimension.prevention).words(),
                Known::of_cell(&dimension.resolution).words(),
                dimension.gap.map_or("not known".to_owned(), |gap| gap.published.signed()),
            ]
        })
        .collect();
    page.table(["Dimension", "Prevention", "Resolution", "Gap"], "lrrr", &rows);
}

fn dimension_name(dimension: &DimensionReport) -> String {
    let mut lines = vec![format!("**{}**", text(&dimension.title))];
    if dimension.standing == Standing::Counted {
        lines.extend(dimension.feels.as_deref().map(text));
    }
    lines.extend(dimension.likely().as_deref().map(text));
    lines.extend(dimension.remarks.iter().map(|remark| text(remark)));
    lines.join("<br>")
}

fn answers(page: &mut Page, report: &Report) {
    let questions: Vec<&QuestionReport> =
        report.dimensions.iter().flat_map(DimensionReport::questions).collect();
    page.heading(&format!("The {}", words::count(questions.len(), "answer")));
    let row = |question: &&QuestionReport| {
        let (strip, anchor, proof) = match &question.state {
            QuestionState::Level { level, anchor, proof, supported } => {
                let shown = if *supported { "" } else { ", not enough for this level" };
                let proof = proof.map(|proof| format!("{proof}{shown}")).unwrap_or_default();
                (steps(*level), text(anchor), proof)
            }
            other => (String::new(), other.words(), String::new()),
        };
        [text(&question.title), question.lens.to_string(), strip, anchor, proof]
    };
    let rows: Vec<[String; 5]> = questions.iter().map(row).collect();
    page.table(["Practice", "Lens", "Level", "What is true today", "Proof"], "lllll", &rows);
    let said = questions.iter().filter(|question| !question.strip.is_empty());
    let said: Vec<[String; 2]> =
        said.map(|question| [text(&question.title), voices::strip(question)]).collect();
    if !said.is_empty() {
        page.block("### Who gave which answer");
        page.table(["Practice", "How many at which level"], "ll", &said);
    }
}

/// A level as filled steps and a number: "●●●○○ 3".
fn steps(level: f64) -> String {
    let filled = (1..=5).filter(|&step| f64::from(step) - 0.5 <= level).count();
    format!("{}{} {}", "●".repeat(filled), "○".repeat(5 - filled), words::level(level))
}

fn stages(page: &mut Page, report: &Report) {
    if report.stages.is_empty() {
        return;
    }
    page.heading("What holds the stage back");
    for stage in &report.stages {
        let lens = words::capitalised(stage.lens.name());
        let stands = format!(
            "**{lens}** stands at stage {}, {}{}.",
            stage.stage,
            text(&stage.word),
            stage.provisional_words(),
        );
        match &stage.next {
            None => page.block(&stands),
            Some(next) => {
                page.block(&format!("{stands} Below {}, the next stage:", text(next)));
                page.bullets(&names_and_states(&stage.held_back_by));
            }
        }
    }
}

fn names_and_states(questions: &[(QuestionName, String)]) -> Vec<String> {
    questions.iter().map(|(name, state)| format!("{} ({state})", text(&name.title))).collect()
}

fn checklists(page: &mut Page, report: &Report) {
    for list in &report.checklists {
        page.heading(&text(&list.title));
        if let Some(summary) = &list.summary {
            page.block(&text(summary));
        }
        let row = |row: &RowReport| {
            let ask = text(&row.ask);
            match (row.sign, &row.lowest) {
                (Some(sign), None) => format!("**{ask}** *{sign}.*"),
                (Some(sign), answer) => format!("**{ask}** *{sign}.* {}", lowest(answer.as_ref())),
                (None, answer) => format!("**{ask}** {}", lowest(answer.as_ref())),
            }
        };
        page.bullets(&list.rows.iter().map(row).collect::<Vec<_>>());
    }
}

/// "Telling customers first: level 1 (measured). Customers learn by asking."
fn lowest(answer: Option<&LowestAnswer>) -> String {
    answer.map_or("Not known.".to_owned(), |answer| {
        format!("{}. {}", text(&answer.words()), text(&answer.anchor))
    })
}

fn promises(page: &mut Page, report: &Report) {
    let promise = |promise: &PromiseReport| {
        format!("**{}.** {}", text(&promise.title), lowest(promise.weakest.as_ref()))
    };
    if !report.promises.is_empty() {
        page.heading("Promise check");
        page.block("Each promise with the weakest answer that it rests on:");
        page.bullets(&report.promises.iter().map(promise).collect::<Vec<_>>());
    }
}

fn profile(page: &mut Page, report: &Report) {
    let stated = |stated: &StatedReport| {
        let answers: Vec<String> = stated.answers.iter().map(|answer| text(answer)).collect();
        format!("{} **{}**", text(&stated.ask), answers.join("; "))
    };
    let lines: Vec<String> = report.profile.iter().map(stated).collect();
    section_raw(page, "What was stated in the profile", &lines);
}

fn findings(page: &mut Page, report: &Report) {
    let kinds = [
        ("pattern", "Patterns"),
        ("contradiction", "Answers that do not fit together"),
        ("warning", "Handle with care"),
        ("strength", "Strengths to repeat"),
    ];
    for (kind, heading) in kinds {
        let of_kind: Vec<&FindingReport> =
            report.findings.iter().filter(|finding| finding.kind == kind).collect();
        if !of_kind.is_empty() {
            page.heading(heading);
        }
        for finding in of_kind {
            page.block(&format!("**{}.** {}", text(&finding.title), text(&finding.says)));
            let mut lines = Vec::new();
            lines.extend(
                finding.costs.as_ref().map(|costs| format!("What it costs: {}", text(costs))),
            );
            lines.extend(
                finding.first_step.as_ref().map(|step| format!("First step: {}", text(step))),
            );
            if !finding.questions.is_empty() {
                let answers = names_and_states(&finding.questions);
                lines.push(format!("The answers behind it: {}", words::list(&answers)));
            }
            lines.push(format!("Kind of claim: {}", text(&finding.known)));
            page.bullets(&lines);
        }
    }
}

fn actions(page: &mut Page, report: &Report) {
    let of_lens = |lens: Lens| report.actions.iter().filter(move |action| action.lens == lens);
    let first: Vec<&ActionReport> =
        of_lens(Lens::Prevention).filter(|action| action.when == "now").collect();
    if !first.is_empty() {
        page.heading("First actions");
        report.actions_intro(Lens::Prevention).iter().for_each(|intro| page.block(intro));
    }
    for action in first {
        let dot = if action.tied == 0 { "." } else { "" };
        page.block(&format!("### {}{dot} {}", action.place_words(), text(&action.title)));
        page.bullets(&action_lines(action));
    }
    let after: Vec<&ActionReport> =
        of_lens(Lens::Prevention).filter(|action| action.when != "now").collect();
    action_table(page, "Next and later", "", &after);
    let resolution: Vec<&ActionReport> = of_lens(Lens::Resolution).collect();
    action_table(
        page,
        "Actions on resolution",
        &report.actions_intro(Lens::Resolution).unwrap_or_default(),
        &resolution,
    );
    let decisions: Vec<String> = report
        .other_decisions
        .iter()
        .map(|(name, decision)| format!("{}: {}", text(&name.title), text(&decision.words())))
        .collect();
    section_raw(page, "Other decisions", &decisions);
}

fn action_lines(action: &ActionReport) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |label: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{label}: {}", text(value))));
    };
    line("Who", action.owner.as_deref());
    line("First step", action.first_step.as_deref());
    line("How we know it worked", action.metric.as_deref());
    lines.push(format!(
        "Effort {} of 5 (assumed), {}, {}",
        action.effort,
        action.raise(),
        text(&action.worth_words()),
    ));
    lines.extend(action.remarks.iter().map(|remark| words::capitalised(&text(remark))));
    lines.extend(waits_for(action));
    let decision = action.decision.as_ref().map(|decision| text(&decision.words()));
    lines.push(decision.map_or("Not yet decided".to_owned(), |d| format!("Decided: {d}")));
    lines
}

fn waits_for(action: &ActionReport) -> Option<String> {
    let titles: Vec<String> = action.waits_for.iter().map(|name| text(&name.title)).collect();
    (!titles.is_empty()).then(|| format!("Comes after: {}", words::list(&titles)))
}

fn action_table(page: &mut Page, heading: &str, intro: &str, actions: &[&ActionReport]) {
    if actions.is_empty() {
        return;
    }
    page.heading(heading);
    if !intro.is_empty() {
        page.block(intro);
    }
    let row = |action: &&ActionReport| {
        let decision =
            action.decision.as_ref().map(|d| format!("<br>Decided: {}", text(&d.words())));
        let waits = waits_for(action).map(|waits| format!("<br>{waits}"));
        let notes = action.notes().map(|note| format!("<br>{}", words::capitalised(&text(note))));
        let below: String = notes.chain(waits).chain(decision).collect();
        [
            action.place_words(),
            action.when.to_owned(),
            format!("{}{below}", text(&action.title)),
            action.owner.as_deref().map(text).unwrap_or_default(),
            format!("{} of 5", action.effort),
            action.worth.in_column(),
        ]
    };
    let rows: Vec<[String; 6]> = actions.iter().map(row).collect();
    page.table(["Place", "When", "Action", "Who", "Effort", "Points"], "rlllrr", &rows);
}

fn to_check(page: &mut Page, report: &Report) {
    let open: Vec<String> = report
        .answer_first
        .iter()
        .map(|open| format!("{} ({}): {}", text(&open.question.title), open.why, text(&open.ask)))
        .collect();
    section_raw(page, "Answer first", &open);
    let verify: Vec<String> = report
        .verify_first
        .iter()
        .map(|verify| {
            let hints: Vec<String> = verify.ask_for.iter().map(|hint| text(hint)).collect();
            let hints = if hints.is_empty() {
                String::new()
            } else {
                format!(". Ask for: {}", hints.join("; "))
            };
            format!("{}: {}{hints}", text(&verify.question.title), verify.why)
        })
        .collect();
    section_raw(page, "Verify first", &verify);
}

fn notes(page: &mut Page, report: &Report) {
    let notes: Vec<String> = report
        .notes
        .iter()
        .map(|note| {
            let title = text(&note.question.title);
            let answer = note.answer.as_ref().map(|answer| format!(" ({answer})"));
            let (answer, kind) = (answer.unwrap_or_default(), note.kind);
            format!("{title}{answer}. {kind}: {}", text(&note.text))
        })
        .collect();
    section_raw(page, "Notes", &notes);
}

fn section(page: &mut Page, heading: &str, lines: &[String]) {
    let lines: Vec<String> = lines.iter().map(|line| text(line)).collect();
    section_raw(page, heading, &lines);
}

/// A heading and bullets that are escaped already; nothing without bullets.
fn section_raw(page: &mut Page, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        page.heading(heading);
        page.bullets(lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, escaped: &str) {
        assert_eq!(text(typed), escaped);
    }

    #[test]
    fn links_to_charts_are_escaped() {
        assert_eq!(url("my charts/scores.svg"), "my%20charts/scores.svg");
        assert_eq!(url("a)b"), "a%29b");
    }

    #[test]
    fn typed_text_marks_nothing_up() {
        check("a | b", "a \\| b");
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("two\nlines\n", "two<br>lines");
        check("*bold* _it_ `code` [x](y)", "\\*bold\\* \\_it\\_ \\`code\\` \\[x\\](y)");
        check("# heading", "\\# heading");
        check("- item", "\\- item");
        check("1. item", "1\\. item");
        check("14 contacts", "14 contacts");
        check("2026-10-14", "2026-10-14");
        check("\u{1b}[31mred", "\\\\u{1b}\\[31mred");
        check("cost $5 or $6", "cost \\$5 or \\$6");
    }
}
