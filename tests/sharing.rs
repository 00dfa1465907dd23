//! Reports for others: what each audience reads, and what a shared report must
//! not contain.

use prevention_gap::findings::Assessed;
use prevention_gap::report::{self, Audience, Format, Report, table};
use prevention_gap::tally::{Disclosure, Texts};
use prevention_gap::yaml::{self, Catalog};

fn report_of(answers: &str, texts: Texts) -> Report {
    let catalog = Catalog::on_board();
    let read = yaml::read_answers(answers.as_bytes(), &catalog)
        .unwrap_or_else(|found| panic!("{found:#?}"));
    let questionnaire = catalog.get(read.value.questionnaire.as_str()).expect("it is on board");
    let disclosure = Disclosure { texts, ..Disclosure::default() };
    let assessed = Assessed::disclosing(questionnaire, &[read.value], disclosure);
    report::build(questionnaire, &assessed.expect("one respondent"), &[])
}

fn render(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    let page = table::Page { width: 120, charset: table::Charset::Unicode };
    format.render(report, page, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("a report is text")
}

const EXAMPLES: [&str; 2] = [
    include_str!("../examples/larkfield.yaml"),
    include_str!("../examples/larkfield-quick-check.yaml"),
];

// ---- Audiences ----

/// Words are what has a letter or a digit in it; marks and rules are none.
fn words(page: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    page.split_whitespace().filter(is_word).count()
}

#[test]
fn the_board_reads_at_most_300_words() {
    for answers in EXAMPLES {
        let board = report_of(answers, Texts::Expected).cut_for(Audience::Board);
        for format in [Format::Markdown, Format::Table] {
            let page = render(&board, format);
            let page = anstream::adapter::strip_str(&page).to_string();
            assert!(words(&page) <= 300, "{} words:\n{page}", words(&page));
        }
        assert!(!board.actions.is_empty());
    }
}

/// A cut adds one sentence and changes none.
#[test]
fn a_cut_holds_nothing_that_the_full_report_does_not_say() {
    for answers in EXAMPLES {
        let full = report_of(answers, Texts::Expected);
        for audience in Audience::ALL {
            let cut = full.clone().cut_for(audience);
            assert_eq!((&cut.header, &cut.overall.gap), (&full.header, &full.overall.gap));
            assert_eq!(cut.verdict, full.verdict);
            for fact in &cut.facts {
                let whole = full.facts.iter().find(|other| other.label == fact.label);
                let lines = &whole.expect("it is on the first page").lines;
                assert!(fact.lines.iter().all(|line| lines.contains(line)), "{fact:?}");
            }
            assert!(cut.actions.iter().all(|action| {
                full.actions.iter().any(|other| other.question == action.question)
            }));
            assert!(cut.findings.iter().all(|finding| full.findings.contains(finding)));
            for format in Format::ALL {
                assert!(render(&cut, format).ends_with('\n'), "{}", audience.name());
            }
        }
    }
}

// ---- Sharing ----

/// Everything that can be typed holds the word `zebra`.
const TYPED: &str = r#"format: answers/1
questionnaire: prevention-gap
version: zebra
organisation: Zebra Ltd
unit: Zebra north
wave: zebra 2026
date: 2026-10-14
respondent: { id: zebra-1, role: leader, function: Zebra desk }
profile:
  industry: Zebra farming
  goals:
    - { goal: zebra goal, owner: Ms Zebra, kpi: zebras per hour }
  mission: "More zebras"
  promises: [speed]
  contacts-per-month: 1200
  cost-per-contact: 6.80 EUR
  cost-basis: zebra finance
answers:
  own-cause-owner: { level: 2, rev: 2, proof: documented, note: "zebra note" }
  own-case-owner: { level: 4, rev: 2, proof: documented, seen: 2026-10-09 }
  own-journey-owner: { level: 2, rev: 2 }
  own-next-step: { level: 4, rev: 2, proof: said }
  fee-verify: { not_applicable: "zebra reason" }
  zebra-question: { level: 2, note: "zebra left out" }
decisions:
  - { question: own-cause-owner, owner: Dr Zebra, by: 2027-03-31, target: "zebra target" }
  - { question: dat-status-push, owner: Dr Zebra, target: "zebra target" }
"#;

#[test]
fn a_redacted_report_holds_no_typed_text_in_any_format() {
    let open = report_of(TYPED, Texts::Expected);
    let closed = report_of(TYPED, Texts::Redacted);
    for audience in Audience::ALL {
        for format in Format::ALL {
            let page = render(&closed.clone().cut_for(audience), format).to_lowercase();
            if format == Format::Json {
                // Results are told apart by what is assessed, and by nothing else
                // that was typed: organisation, unit and wave.
                assert_eq!(page.matches("zebra").count(), 3, "{}:\n{page}", audience.name());
                continue;
            }
            assert!(!page.contains("zebra"), "{} for {}:\n{page}", format.name(), audience.name());
            assert!(page.contains("the organisation"), "{page}");
        }
    }
    // The texts were there, so the test would see them.
    let page = render(&open, Format::Markdown).to_lowercase();
    for text in
        ["zebra ltd", "zebra note", "zebra reason", "dr zebra", "zebra target", "zebra left"]
    {
        assert!(page.contains(text), "{text} is not on the page:\n{page}");
    }
}

/// Three notes and reasons (one on a question that is not scored). Seven
/// names: organisation, unit, wave, version, function and two owners. Seven facts: industry, goals,
/// mission, promises, contacts, cost and its basis. Two texts: the targets. One answer without a
/// score.
#[test]
fn what_was_left_out_is_counted() {
    let said = |texts| report_of(TYPED, texts).left_out.last().cloned().unwrap_or_default();
    assert_eq!(
        said(Texts::Redacted),
        "Left out on request: 3 notes and reasons, 7 names, 7 facts with what rests on them, 2 other texts and 1 answer \
         without a score."
    );
    assert_eq!(said(Texts::WithoutNotes), "Left out on request: 3 notes and reasons.");
    assert!(said(Texts::Expected).contains("zebra left out"));
}

#[test]
fn without_notes_everything_else_stays() {
    let (all, bare) = (report_of(TYPED, Texts::Expected), report_of(TYPED, Texts::WithoutNotes));
    assert!(bare.notes.is_empty() && !all.notes.is_empty());
    let rest = |report: Report| Report { notes: Vec::new(), left_out: Vec::new(), ..report };
    assert_eq!(rest(all), rest(bare));
}

/// What is kept back changes no score and no order, and no finding but those
/// that rest on facts.
#[test]
fn a_redacted_report_says_the_same() {
    for answers in EXAMPLES {
        let (open, closed) =
            (report_of(answers, Texts::Expected), report_of(answers, Texts::Redacted));
        assert_eq!(open.overall, closed.overall);
        assert_eq!(open.dimensions, closed.dimensions);
        let rests_on_facts = |id: &str| id == "capacity-first";
        let kept = open.findings.iter().filter(|finding| !rests_on_facts(&finding.id));
        assert!(kept.eq(&closed.findings));
        let order = |report: &Report| -> Vec<String> {
            report.actions.iter().map(|action| action.question.id.clone()).collect()
        };
        assert_eq!(order(&open), order(&closed));
    }
}
