//! Every explanation holds the very numbers of the report, and its formulas
//! come out.

use prevention_gap::findings::Assessed;
use prevention_gap::model::{Lens, ScoreKind, Tenths};
use prevention_gap::report::{self, Explanation, Figure, Report};
use prevention_gap::yaml::{self, Catalog};

const ANSWERS: [&str; 4] = [
    include_str!("../examples/larkfield.yaml"),
    include_str!("../examples/larkfield-quick-check.yaml"),
    include_str!("letters/quayside.yaml"),
    include_str!("letters/millbrook.yaml"),
];

/// The report of answers, and how its numbers are explained.
fn explained(answers: &str, names: &[&str]) -> (Report, Vec<Explanation>) {
    let catalog = Catalog::on_board();
    let read = yaml::read_answers(answers.as_bytes(), &catalog)
        .unwrap_or_else(|found| panic!("{found:#?}"));
    let questionnaire = catalog.get(read.value.questionnaire.as_str()).expect("it is on board");
    let assessed = Assessed::new(questionnaire, &[read.value]).expect("one respondent");
    let explain = |name: &&str| {
        let figure = Figure::from_name(questionnaire, name).expect("there is such a number");
        report::explain(questionnaire, &assessed, figure)
    };
    let explanations = names.iter().map(explain).collect();
    (report::build(questionnaire, &assessed, &[]), explanations)
}

fn section<'a>(explanation: &'a Explanation, heading: &str) -> &'a [String] {
    let found = explanation.sections.iter().find(|(name, _)| *name == heading);
    found.map_or(&[], |(_, lines)| lines)
}

/// The value of "(1 x 25 + 2 x 33.3333) / 3", as it stands in a line, and what
/// it is said to be.
fn formula(line: &str) -> Option<(f64, f64)> {
    let (_, after) = line.split_once("= (")?;
    let (terms, after) = after.split_once(") / ")?;
    let (weight, said) = after.split_once(" = ")?;
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let product = |term: &str| {
        let (weight, points) = term.split_once(" x ").expect("a product");
        number(weight) * number(points)
    };
    Some((terms.split(" + ").map(product).sum::<f64>() / number(weight), number(said)))
}

#[track_caller]
fn check(explanation: &Explanation, value: Option<Tenths>, kind: ScoreKind) {
    let title = &explanation.title;
    let lines = section(explanation, "How it came about");
    let Some(value) = value else {
        assert!(title.ends_with(": there is no score"), "{title}");
        return;
    };
    let shown = if kind == ScoreKind::Gap { value.signed() } else { value.to_string() };
    assert!(title.ends_with(&format!(": {shown}")), "{title} is not {shown}");
    let formulas: Vec<(f64, f64)> = lines.iter().filter_map(|line| formula(line)).collect();
    assert_eq!(formulas.len(), if kind == ScoreKind::Gap { 2 } else { 1 }, "{lines:#?}");
    for (came_out, said) in formulas {
        assert!((came_out - said).abs() <= 0.0501, "{came_out} is not {said}: {lines:#?}");
    }
    assert!(lines.iter().any(|line| line.ends_with(&format!("= {shown}"))), "{lines:#?}");
}

#[test]
fn every_number_of_the_report_is_explained() {
    let names = ["prevention", "resolution", "gap"];
    for answers in ANSWERS {
        let (report, explanations) = explained(answers, &names);
        for (explanation, kind) in explanations.iter().zip(ScoreKind::ALL) {
            let overall = &report.overall;
            let score = match kind {
                ScoreKind::Prevention => overall.prevention.score,
                ScoreKind::Resolution => overall.resolution.score,
                ScoreKind::Gap => overall.gap.points,
            };
            check(explanation, score.map(|score| score.published), kind);
        }
        for dimension in &report.dimensions {
            let names = ScoreKind::ALL.map(|kind| format!("{}.{}", dimension.id, kind.name()));
            let (_, explanations) = explained(answers, &names.each_ref().map(String::as_str));
            let lens = |lens: Lens| dimension.cell(lens).score;
            let scores = [lens(Lens::Prevention), lens(Lens::Resolution), dimension.gap];
            for ((explanation, kind), score) in explanations.iter().zip(ScoreKind::ALL).zip(scores)
            {
                check(explanation, score.map(|score| score.published), kind);
            }
        }
    }
}

/// A dimension's name alone is its gap.
#[test]
fn a_dimension_is_explained_by_its_gap() {
    let (_, explained) = explained(ANSWERS[0], &["ownership", "ownership.gap"]);
    assert_eq!(explained[0], explained[1]);
}

/// Whatever is not in the score is named with its reason, and every question
/// of the cell stands in one list or the other.
#[test]
fn nothing_is_left_out_without_a_reason() {
    let (report, _) = explained(ANSWERS[0], &[]);
    for dimension in &report.dimensions {
        for lens in Lens::ALL {
            let name = format!("{}.{lens}", dimension.id);
            let (_, explained) = explained(ANSWERS[0], &[&name]);
            let lines = [
                section(&explained[0], "How it came about"),
                section(&explained[0], "Left out, and why"),
            ]
            .concat();
            for question in &dimension.cell(lens).questions {
                let named =
                    lines.iter().filter(|line| line.contains(&format!("({})", question.id)));
                assert_eq!(named.count(), 1, "{}: {lines:#?}", question.id);
            }
        }
    }
}
