//! The report arranged for the page: figures as text, rows with their charts,
//! and which sections there are.

use crate::model::{Lens, Tenths};
use crate::report::known::Known;
use crate::report::model::{
    ChecklistReport, DimensionReport, DisagreementReport, GapReport, LensReport, Report, Standing,
    StripRow,
};
use crate::report::svg::{self, Marks};
use crate::report::words;

/// A figure with a minus sign in place of the hyphen.
pub(super) fn signed(figure: Tenths) -> String {
    figure.signed().replace('-', "\u{2212}")
}

/// One of the four figures of the first page.
pub(super) struct Figure {
    /// "41.4", or "25.0 to 75.0".
    pub(super) value: String,
    /// Whether it is a range or words, which are set smaller.
    pub(super) is_long: bool,
    /// "Ad hoc."
    pub(super) word: String,
    /// What stands behind the word.
    pub(super) about: String,
    /// Where it would likely lie with other people.
    pub(super) likely: Option<String>,
}

/// The figures of the first page.
pub(super) struct Figures {
    pub(super) prevention: Figure,
    pub(super) resolution: Figure,
    pub(super) gap: Figure,
}

impl Figures {
    pub(super) fn of(report: &Report) -> Self {
        let overall = &report.overall;
        Self {
            prevention: lens(&overall.prevention, overall.status),
            resolution: lens(&overall.resolution, overall.status),
            gap: gap(&overall.gap, &overall.prevention, &overall.resolution),
        }
    }
}

fn lens(lens: &LensReport, status: &str) -> Figure {
    let known = Known::of_lens(lens, status);
    let about = match (known, lens.stage) {
        (Known::Score(_), Some(stage)) => format!("Stage {stage} of 5, the weakest link."),
        (Known::Range(range), _) if range.is_point() => {
            "All that applies is answered, and it is too little for a score.".to_owned()
        }
        (Known::Range(_), _) => "The score must lie in this range.".to_owned(),
        _ => String::new(),
    };
    Figure {
        value: known.words(),
        is_long: !matches!(known, Known::Score(_)),
        word: lens.word.as_ref().map(|word| format!("{word}.")).unwrap_or_default(),
        about,
        likely: lens.score.and_then(|_| lens.likely()),
    }
}

fn gap(gap: &GapReport, prevention: &LensReport, resolution: &LensReport) -> Figure {
    let value = gap.words().replace('-', "\u{2212}");
    let about = match (prevention.score, resolution.score) {
        (Some(p), Some(r)) => {
            format!("Resolution minus prevention: {} \u{2212} {}.", r.published, p.published)
        }
        _ => "Resolution minus prevention.".to_owned(),
    };
    Figure {
        value,
        is_long: gap.points.is_none(),
        word: gap.word.map(|word| format!("{}.", words::capitalised(word))).unwrap_or_default(),
        about,
        likely: gap.points.and_then(|_| gap.likely()).map(|words| words.replace('-', "\u{2212}")),
    }
}

/// The strips of the first page, each with its label: what was answered and
/// what is proven, or the ranges.
pub(super) fn overall_strips(report: &Report) -> Vec<(String, String)> {
    let overall = &report.overall;
    let sides = Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status));
    let [Known::Score(prevention), Known::Score(resolution)] = sides else {
        let nothing = sides.iter().all(|side| matches!(side, Known::Nothing(_)));
        let strip =
            svg::strip(&in_words("Where the scores must lie", sides, None), &report.bands, sides);
        return if nothing {
            Vec::new()
        } else {
            vec![("Where the scores must lie".to_owned(), strip)]
        };
    };
    let gap = overall.gap.points.map_or(resolution - prevention, |gap| gap.published);
    let strip = |label: &str, scores: [Tenths; 2], gap, marks| {
        let title = in_words(label, scores.map(Known::Score), Some(gap));
        (label.to_owned(), svg::strip_with_values(&title, &report.bands, scores, gap, marks))
    };
    let mut strips = vec![strip("As answered", [prevention, resolution], gap, Marks::Big)];
    let proven = overall.prevention.supported.zip(overall.resolution.supported);
    if let Some((prevention, resolution)) = proven {
        let gap = overall.gap.supported.unwrap_or(resolution - prevention);
        let label = "Set back to what is proven";
        strips.push(strip(label, [prevention, resolution], gap, Marks::Small));
    }
    strips
}

/// "Ownership: prevention 38.0, resolution 70.0, gap +32.0".
fn in_words(name: &str, [prevention, resolution]: [Known; 2], gap: Option<Tenths>) -> String {
    let gap = gap.map_or("not known".to_owned(), signed);
    format!(
        "{name}: prevention {}, resolution {}, gap {gap}",
        prevention.words(),
        resolution.words()
    )
}

/// A row of the dimension table.
pub(super) struct Row {
    /// Its number; none for the overall row.
    pub(super) number: Option<usize>,
    pub(super) title: String,
    /// What the customer feels, and why something is missing.
    pub(super) lines: Vec<String>,
    pub(super) strip: String,
    pub(super) prevention: Cell,
    pub(super) resolution: Cell,
    pub(super) gap: Cell,
    /// "4 of 5"; absent where proof was not asked for.
    pub(super) proof: Option<String>,
    /// The classes that say where rules are drawn.
    pub(super) class: &'static str,
}

/// A figure in a table, with a word below it.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) is_range: bool,
    pub(super) below: &'static str,
}

impl Cell {
    fn of(known: Known, is_marked: bool) -> Self {
        Self {
            text: known.words(),
            is_range: !matches!(known, Known::Score(_)),
            below: if is_marked { "lowest" } else { "" },
        }
    }

    fn of_gap(gap: Option<Tenths>, is_widest: bool) -> Self {
        Self {
            text: gap.map_or("not known".to_owned(), signed),
            is_range: gap.is_none(),
            below: if is_widest { "widest" } else { "" },
        }
    }
}

/// All dimensions that count, the overall row, and then the others.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let numbered: Vec<(usize, &DimensionReport)> = (1..).zip(&report.dimensions).collect();
    let is_counted = |dimension: &DimensionReport| dimension.standing == Standing::Counted;
    let last_core = numbered.iter().rfind(|(_, d)| is_counted(d) && d.core).map(|(no, _)| *no);
    let last = numbered.iter().rfind(|(_, d)| is_counted(d)).map(|(no, _)| *no);
    let class = |number: usize, dimension: &DimensionReport| match () {
        () if Some(number) == last => "pre-total",
        () if Some(number) == last_core => "last-core",
        () if is_counted(dimension) => "",
        () => "apart",
    };
    let row = |&(no, dimension): &(usize, &DimensionReport)| {
        dimension_row(report, no, dimension, class(no, dimension))
    };
    let counted = numbered.iter().filter(|(_, d)| is_counted(d)).map(row);
    let others = numbered.iter().filter(|(_, d)| !is_counted(d)).map(row);
    counted.chain([overall_row(report)]).chain(others).collect()
}

fn dimension_row(
    report: &Report,
    number: usize,
    dimension: &DimensionReport,
    class: &'static str,
) -> Row {
    let sides = Lens::ALL.map(|lens| Known::of_cell(dimension.cell(lens)));
    let gap = dimension.gap.map(|gap| gap.published);
    let mut lines = Vec::new();
    if dimension.standing == Standing::Counted {
        lines.extend(dimension.feels.clone());
    }
    lines.extend(dimension.likely());
    lines.extend(dimension.remarks.iter().cloned());
    let is = |id: &Option<String>| id.as_ref() == Some(&dimension.id);
    Row {
        number: Some(number),
        title: dimension.title.clone(),
        lines,
        strip: svg::strip(&in_words(&dimension.title, sides, gap), &report.bands, sides),
        prevention: Cell::of(sides[0], is(&report.lowest_prevention)),
        resolution: Cell::of(sides[1], false),
        gap: Cell::of_gap(gap, is(&report.widest_gap)),
        proof: dimension.backed().map(|(backed, of)| format!("{backed} of {of}")),
        class,
    }
}

fn overall_row(report: &Report) -> Row {
    let overall = &report.overall;
    let sides = Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status));
    let gap = overall.gap.points.map(|gap| gap.published);
    Row {
        number: None,
        title: "Overall".to_owned(),
        lines: Vec::new(),
        strip: svg::strip(&in_words("Overall", sides, gap), &report.bands, sides),
        prevention: Cell::of(sides[0], false),
        resolution: Cell::of(sides[1], false),
        gap: Cell::of_gap(gap, false),
        proof: None,
        class: "total",
    }
}

/// A level of the widest disagreement: what it says, and who gave it.
pub(super) struct LevelRow {
    pub(super) level: usize,
    pub(super) anchor: String,
    /// Whether a side is quoted with it.
    pub(super) is_quoted: bool,
    /// How many leaders and how many of the frontline gave it, drawn.
    pub(super) people: [String; 2],
}

/// The levels of a disagreement, highest first.
pub(super) fn levels(disagreement: &DisagreementReport) -> Vec<LevelRow> {
    let sides = disagreement.sides();
    let most = sides.iter().map(|side| side.levels.most()).max().unwrap_or_default();
    let row = |level: usize| LevelRow {
        level: level + 1,
        anchor: disagreement.anchors[level].clone(),
        is_quoted: sides.iter().any(|side| usize::from(side.level) == level + 1),
        people: sides.map(|side| svg::marks_in_line(&side.levels, level, most)),
    };
    (0..5).rev().map(row).collect()
}

/// Who gave which answer to a question: a row for each role.
pub(super) struct Said {
    pub(super) who: String,
    /// The people at each level, drawn.
    pub(super) people: [String; 5],
    /// Who gave no level.
    pub(super) rest: Option<String>,
    /// The same in words.
    pub(super) words: String,
}

/// The rows of a question; counts are compared over the whole report.
pub(super) fn said(report: &Report, strip: &[StripRow]) -> Vec<Said> {
    let questions = report.dimensions.iter().flat_map(DimensionReport::questions);
    let rows = questions.flat_map(|question| &question.strip);
    let most = rows.map(|row| row.levels.most()).max().unwrap_or_default();
    let row = |row: &StripRow| Said {
        who: row.who.clone(),
        people: std::array::from_fn(|level| svg::marks_in_line(&row.levels, level, most)),
        rest: row.rest(),
        words: format!("{}: {}.", row.who, row.words()),
    };
    strip.iter().map(row).collect()
}

/// A section of the page, for its list of sections.
pub(super) struct SectionLink {
    /// What is in it.
    pub(super) kind: &'static str,
    /// Where the list of sections leads.
    pub(super) id: String,
    pub(super) title: String,
}

impl SectionLink {
    fn new(kind: &'static str, title: &str) -> Self {
        Self { kind, id: kind.to_owned(), title: title.to_owned() }
    }

    /// Every list is a section of its own, under its own title.
    fn of_list(list: &ChecklistReport) -> Self {
        Self { kind: LIST, id: format!("{LIST}-{}", list.id), title: list.title.clone() }
    }

    pub(super) fn shows(&self, list: &ChecklistReport) -> bool {
        self.id == Self::of_list(list).id
    }
}

const LIST: &str = "list";

/// The sections that there is something to say in, in the order of the page.
pub(super) fn sections(report: &Report) -> Vec<SectionLink> {
    let one = report.has_one_dimension();
    let has_finding = |kind: &str| report.findings.iter().any(|finding| finding.kind == kind);
    let has_action = |lens| report.actions.iter().any(|action| action.lens == lens);
    let voices = report.voices.as_ref();
    let statistics = voices.and_then(|voices| voices.statistics.as_ref());
    let before = [
        ("dimensions", "The gap by dimension", !one && !report.dimensions.is_empty()),
        ("answers", "The answers", one),
        ("map", "Posture map", svg::has_map(report) && !report.dimensions.is_empty()),
        ("stages", "What holds the stage back", !report.stages.is_empty()),
    ];
    let after = [
        ("voices", voices.map_or("", |voices| voices.title), voices.is_some()),
        ("patterns", "Patterns", has_finding("pattern")),
        ("contradictions", "Answers that do not fit together", has_finding("contradiction")),
        ("warnings", "Handle with care", has_finding("warning")),
        ("strengths", "Strengths to repeat", has_finding("strength")),
        ("promises", "Promise check", !report.promises.is_empty()),
        ("actions", "What to do, in this order", has_action(Lens::Prevention)),
        ("resolution-actions", "Actions on resolution", has_action(Lens::Resolution)),
        ("decisions", "Other decisions", !report.other_decisions.is_empty()),
        ("answer-first", "Answer first", !report.answer_first.is_empty()),
        ("verify-first", "Verify first", !report.verify_first.is_empty()),
        ("profile", "What was stated in the profile", !report.profile.is_empty()),
        ("notes", "Notes", !report.notes.is_empty()),
        ("left-out", "Left out", !report.left_out.is_empty()),
        ("absent", "Not in this report", !report.absent.is_empty()),
        ("method", "Method and limits", true),
        ("appendix", "Appendix: the statistics", statistics.is_some_and(|it| !it.is_empty())),
    ];
    let there = |(kind, title, is_there): (&'static str, &'static str, bool)| {
        is_there.then(|| SectionLink::new(kind, title))
    };
    let lists = report.checklists.iter().map(SectionLink::of_list);
    let before = before.into_iter().filter_map(there);
    before.chain(lists).chain(after.into_iter().filter_map(there)).collect()
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    use super::*;

    #[test]
    fn what_does_not_count_stands_below_the_overall_row() {
        let rows = rows(&sample::larkfield());
        let last: Vec<(&str, &str)> =
            rows[7..].iter().map(|row| (row.title.as_str(), row.class)).collect();
        assert_eq!(
            last,
            [
                ("Contact-centre integration", "pre-total"),
                ("Overall", "total"),
                ("Human-in-the-loop AI", "apart"),
            ]
        );
    }

    #[test]
    fn a_cell_without_a_score_shows_its_range_and_no_gap() {
        let rows = rows(&sample::larkfield());
        let apart = rows.last().expect("there are rows");
        assert_eq!(
            (apart.prevention.text.as_str(), apart.prevention.is_range),
            ("25.0 to 75.0", true)
        );
        assert_eq!(apart.resolution.text, "37.5 to 87.5");
        assert_eq!(apart.gap.text, "not known");
        let title =
            "Human-in-the-loop AI: prevention 25.0 to 75.0, resolution 37.5 to 87.5, gap not known";
        assert!(apart.strip.contains(title), "{}", apart.strip);
    }

    #[test]
    fn the_lowest_and_the_widest_are_named_apart() {
        let rows = rows(&sample::larkfield());
        let below = |row: &Row| (row.prevention.below, row.gap.below);
        assert_eq!(below(&rows[0]), ("", "widest"));
        assert_eq!(below(&rows[2]), ("lowest", ""));
    }

    #[track_caller]
    fn check_signed(tenths: i32, expected: &str) {
        assert_eq!(signed(Tenths::new(tenths)), expected);
    }

    #[test]
    fn gaps_carry_a_sign_and_a_true_minus() {
        check_signed(270, "+27.0");
        check_signed(-63, "\u{2212}6.3");
        check_signed(0, "0.0");
    }

    #[test]
    fn the_map_says_in_words_where_everything_lies() {
        let words = svg::map_in_words(&sample::larkfield());
        assert!(
            words.starts_with("The overall scores lie in Repair shop. In Repair shop: Ownership")
        );
        assert!(!words.contains("Human-in-the-loop AI"), "it has no place");
    }
}
