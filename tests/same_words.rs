//! One assessment reads the same in every format: what a report says stands in
//! the report, and no format phrases a finding of its own again. And no figure
//! is told in a way that contradicts itself.

use jiff::civil::{Date, date};
use prevention_gap::findings::Assessed;
use prevention_gap::gates::{self, View};
use prevention_gap::model::{Gate, Lens, Questionnaire, Rule, Tenths};
use prevention_gap::report::table::Page;
use prevention_gap::report::{self, DecisionReport, Format, Report, WorthReport};
use prevention_gap::yaml::{self, Catalog};

/// The formats that people read.
const READ: [Format; 3] = [Format::Table, Format::Markdown, Format::Html];

fn assessed<'c>(catalog: &'c Catalog, texts: &[String]) -> (&'c Questionnaire, Assessed) {
    let read = |text: &String| {
        let read = yaml::read_answers(text.as_bytes(), catalog);
        read.unwrap_or_else(|found| panic!("{found:#?}\n{text}")).value
    };
    let answers: Vec<_> = texts.iter().map(read).collect();
    let questionnaire = catalog.get(answers[0].questionnaire.as_str()).expect("it is known");
    let assessed = Assessed::new(questionnaire, &answers).expect("they can be tallied");
    (questionnaire, assessed)
}

fn reported(catalog: &Catalog, texts: &[String]) -> Report {
    let (questionnaire, assessed) = assessed(catalog, texts);
    report::build(questionnaire, &assessed, &[])
}

fn reported_on(text: &str, today: Date) -> Report {
    let catalog = Catalog::on_board();
    let (questionnaire, assessed) = assessed(&catalog, &[text.to_owned()]);
    report::build_on(questionnaire, &assessed, &[], today)
}

const QUICK: [&str; 10] = [
    "own-cause-owner",
    "kno-before-change",
    "dat-status-push",
    "fee-root-cause",
    "ant-change-impact",
    "lea-pattern-review",
    "own-case-owner",
    "kno-fix-wrong",
    "dat-context-transfer",
    "fee-contact-back",
];

/// Answers to the ten questions, six on prevention first, as they are written.
fn quick(head: &str, answers: [&str; 10]) -> String {
    let answers: Vec<String> = QUICK
        .iter()
        .zip(answers)
        .map(|(id, answer)| format!("{id}: {}", with_rev(id, answer)))
        .collect();
    format!(
        "format: answers/1\nquestionnaire: quick-check\nversion: 2.0.0\norganisation: Harbour\n\
         date: 2026-10-14\n{head}answers: {{ {} }}\n",
        answers.join(", ")
    )
}

/// An answer to the wording of today.
fn with_rev(id: &str, answer: &str) -> String {
    if id == "lea-pattern-review" {
        return answer.to_owned();
    }
    match answer.strip_prefix("{ ") {
        Some(rest) => format!("{{ rev: 2, {rest}"),
        None if answer.parse::<u8>().is_ok() => format!("{{ level: {answer}, rev: 2 }}"),
        None => format!("{{ {answer}: true, rev: 2 }}"),
    }
}

fn seat(id: &str, role: &str, answers: [&str; 10]) -> String {
    let head = format!("respondent: {{ id: {id}, role: {role} }}\nanonymous: false\n");
    quick(&head, answers)
}

/// The quick check with two checklists of one's own, of which the id of one
/// ends like the other's.
fn with_own_lists() -> Catalog {
    let lists = "checklists:\n  - id: privacy\n    title: Data protection duties\n    rows:\n      \
                 - { ask: \"Is there an owner?\", questions: [own-cause-owner] }\n  \
                 - id: more-privacy\n    title: Further duties\n    rows:\n      \
                 - { ask: \"Is it written down?\", questions: [own-case-owner] }\n\npatterns:\n";
    let text = include_str!("../questionnaires/quick-check.yaml");
    let text = text.replacen("\npatterns:\n", &format!("\n{lists}"), 1);
    let text = text.replacen("id: quick-check", "id: own-check", 1);
    let mut catalog = Catalog::on_board();
    catalog.add(yaml::read_questionnaire(text.as_bytes()).expect("it is sound").value);
    catalog
}

const BEHIND: [&str; 10] = ["4", "4", "4", "4", "4", "4", "1", "2", "1", "1"];

/// Assessments of every kind, each by its name.
fn reports() -> Vec<(&'static str, Report)> {
    let catalog = Catalog::on_board();
    let of = |text: &str| reported(&catalog, &[text.to_owned()]);
    let workshop = include_str!("../examples/larkfield-workshop.yaml");
    let workshop: Vec<String> = workshop.split("\n---\n").map(str::to_owned).collect();
    let larkfield = include_str!("../examples/larkfield.yaml");
    let own = quick("", BEHIND).replace("questionnaire: quick-check", "questionnaire: own-check");
    let same = |level: &'static str| [level; 10];
    vec![
        ("one joint interview", of(larkfield)),
        ("a late decision", reported_on(larkfield, date(2027, 6, 1))),
        ("quick check", of(include_str!("../examples/larkfield-quick-check.yaml"))),
        ("workshop", reported(&catalog, &workshop)),
        ("resolution behind", of(&quick("", BEHIND))),
        ("both low", of(&quick("", same("2")))),
        ("checklists of one's own", reported(&with_own_lists(), &[own])),
        ("nothing known", of(&quick("", same("unknown")))),
        ("one silent", reported(&catalog, &one_silent())),
    ]
}

fn one_silent() -> Vec<String> {
    let level = "{ level: 3, proof: documented }";
    let speaks = (1..6).map(|n| seat(&format!("p-{n}"), "leader", [level; 10]));
    speaks.chain([seat("p-6", "leader", ["skipped"; 10])]).collect()
}

fn rendered(report: &Report, format: Format) -> String {
    let mut page = Vec::new();
    format.render(report, Page::default(), &mut page).expect("memory can be written");
    String::from_utf8(page).expect("a report is text")
}

/// A page as plain words: without marks, in small letters, and with one blank
/// wherever there are some.
fn plain(page: &str, format: Format) -> String {
    let mut text = match format {
        Format::Html => without(page, '<', '>'),
        Format::Table => without(page, '\u{1b}', 'm'),
        _ => page.replace("<br>", " ").replace("**", "").replace('\\', ""),
    };
    for (entity, letter) in
        [("&#39;", "'"), ("&#34;", "\""), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")]
    {
        text = text.replace(entity, letter);
    }
    one_blank(&text)
}

fn one_blank(text: &str) -> String {
    let text = text.replace('\u{2212}', "-").replace('\\', "").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without what stands between these two, tags or colours.
fn without(page: &str, open: char, close: char) -> String {
    let mut parts = page.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    let after = parts.map(|part| part.split_once(close).map_or(part, |(_, after)| after));
    after.fold(first, |text, part| text + part)
}

/// What a report says in whole sentences, whatever the format.
fn said(report: &Report) -> Vec<String> {
    let mut said = vec![report.verdict.clone()];
    said.extend(report.facts.iter().flat_map(|fact| fact.lines.clone()));
    said.extend(
        report
            .dimensions
            .iter()
            .filter(|_| !report.has_one_dimension())
            .flat_map(|dimension| dimension.remarks.clone()),
    );
    said.extend(
        report
            .stages
            .iter()
            .filter_map(|stage| Some(format!("provisional: {}", stage.provisional?))),
    );
    for list in &report.checklists {
        said.push(list.title.clone());
        said.extend(list.summary.clone());
        said.extend(list.rows.iter().map(|row| row.ask.clone()));
    }
    for lens in Lens::ALL {
        if report.actions.iter().any(|action| action.lens == lens) {
            said.extend(report.actions_intro(lens));
        }
    }
    said.extend(report.actions.iter().flat_map(|action| action.remarks.clone()));
    let decided = report.actions.iter().filter_map(|action| action.decision.as_ref());
    let others = report.other_decisions.iter().map(|(_, decision)| decision);
    said.extend(decided.chain(others).map(DecisionReport::words));
    if let Some(voices) = &report.voices {
        said.extend(voices.lead.clone());
        said.extend(
            [&voices.agreement, &voices.perception, &voices.who].into_iter().flatten().cloned(),
        );
    }
    said.extend(report.findings.iter().map(|finding| finding.says.clone()));
    said.extend([&report.left_out, &report.absent, &report.method].into_iter().flatten().cloned());
    said
}

#[test]
fn what_a_report_says_every_format_says() {
    for (name, report) in reports() {
        for format in READ {
            let page = plain(&rendered(&report, format), format);
            for sentence in said(&report) {
                let sentence = one_blank(&sentence);
                assert!(page.contains(&sentence), "{name}, {}: {sentence}", format.name());
            }
        }
    }
}

#[test]
fn an_action_is_worth_the_same_in_every_format() {
    for (name, report) in reports() {
        for format in READ {
            let page = plain(&rendered(&report, format), format);
            let first = report.actions.iter().filter(|action| action.when == "now");
            for action in first.filter(|action| action.lens == Lens::Prevention) {
                for words in [action.raise(), action.worth.words()] {
                    let words = one_blank(&words);
                    assert!(page.contains(&words), "{name}, {}: {words}", format.name());
                }
            }
        }
    }
}

/// "50.0 to 50.0", "level 3 to 3" and "between 0.0 and 0.0" are no ranges.
#[test]
fn no_format_tells_one_figure_as_two() {
    for (name, report) in reports() {
        for format in READ {
            let page = plain(&rendered(&report, format), format);
            let words: Vec<&str> = page.split(' ').collect();
            for some in words.windows(4) {
                let [before, lower, between, upper] = some else { continue };
                let is_range = *between == "to" || (*before, *between) == ("between", "and");
                let is_figure = lower.ends_with(|letter: char| letter.is_ascii_digit());
                let is_point = *lower == upper.trim_end_matches([',', '.', ';', ')']);
                let told_twice = is_range && is_figure && is_point;
                assert!(!told_twice, "{name}, {}: {some:?}", format.name());
            }
        }
    }
}

#[test]
fn a_list_of_ones_own_stands_under_its_own_title() {
    let reports = reports();
    let (_, report) = reports.iter().find(|(name, _)| name.starts_with("checklists")).expect("one");
    let page = rendered(report, Format::Html);
    for (id, title) in [("privacy", "Data protection duties"), ("more-privacy", "Further duties")] {
        assert!(page.contains(&format!("<h2 id=\"h-list-{id}\">{title}</h2>")), "{title}");
    }
    assert!(!page.contains(">Process, not people<"));
    assert_eq!(page.matches("Is there an owner?").count(), 1);
}

#[test]
fn a_late_decision_is_marked_against_the_day_of_the_report() {
    let answers = include_str!("../examples/larkfield.yaml");
    let overdue = |today| {
        let report = reported_on(answers, today);
        let page = rendered(&report, Format::Json);
        (page.matches("\"overdue\": true").count(), page.matches("\"overdue\": false").count())
    };
    // One is due by 30 November 2026 and one by 31 March 2027; the day itself
    // is not late.
    assert_eq!(overdue(date(2026, 10, 14)), (0, 2));
    assert_eq!(overdue(date(2026, 11, 30)), (0, 2));
    assert_eq!(overdue(date(2026, 12, 1)), (1, 1));
    assert_eq!(overdue(date(2027, 4, 1)), (2, 0));
}

// ---- How sure ----

#[track_caller]
fn check_because(texts: &[String], expected: &str) {
    let report = reported(&Catalog::on_board(), texts);
    let confidence = report.overall.confidence.expect("there are scores");
    assert_eq!(format!("{}: {}", confidence.level, confidence.because), expected);
}

/// The parts that decide with their figures, and the others in short.
#[test]
fn the_confidence_names_what_decided() {
    const SAID: &str = "{ level: 3, proof: said }";
    const SHOWN: &str = "{ level: 3, proof: documented }";
    let of = |change: &dyn Fn(&mut [&str; 10])| {
        let mut answers = [SHOWN; 10];
        change(&mut answers);
        vec![quick("", answers)]
    };
    check_because(
        &of(&|_| {}),
        "high: 10 of 10 answers are backed by proof, 10 of 10 questions are answered",
    );
    check_because(
        &of(&|answers| answers[..2].fill("unknown")),
        "medium: 8 of 10 questions (80 %) are answered; high starts at 90 %. 8 of 8 answers are \
         backed",
    );
    // Every question has an answer, and five of six people gave it: 83.3 %.
    check_because(
        &one_silent(),
        "medium: 83 % of what was asked is answered; high starts at 90 %. 10 of 10 answers are \
         backed; answers to one question lie close together",
    );
    check_because(
        &of(&|answers| answers[6..9].fill(SAID)),
        "medium: 7 of 10 answers (70 %) are backed by the proof that their level takes; high \
         starts at 90 %. 100 % is answered",
    );
    check_because(
        &of(&|answers| answers[..5].fill(SAID)),
        "low: 5 of 10 answers (50 %) are backed by the proof that their level takes; medium \
         starts at 60 %. 100 % is answered",
    );
    // Three of nine are not backed (66.7 %), and one is open.
    check_because(
        &of(&|answers| {
            answers[..2].fill("unknown");
            answers[6..8].fill(SAID);
        }),
        "medium: 6 of 8 answers (75 %) are backed by the proof that their level takes, and 8 of \
         10 questions (80 %) are answered; high starts at 90 %",
    );
    check_because(
        &[quick("", ["{ level: 2, proof: said }"; 10])],
        "medium: every level stands on its proof, but no answer of 10 is more than said. 100 % is \
         answered",
    );
    check_because(&[quick("", ["3"; 10])], "low: proof was not asked for. 100 % is answered");
}

#[test]
fn the_confidence_of_several_names_what_decided() {
    let proven = |level: u8| format!("{{ level: {level}, proof: measured }}");
    let seats = |levels: &[u8]| {
        let seat = |(n, &level): (usize, &u8)| {
            let answer = proven(level);
            seat(&format!("p-{n}"), "leader", [answer.as_str(); 10])
        };
        levels.iter().enumerate().map(seat).collect::<Vec<_>>()
    };
    let rest = "10 of 10 answers are backed; 100 % is answered";
    check_because(
        &seats(&[3, 3, 3, 3]),
        &format!("medium: 4 people are too few to say how far they agree. {rest}"),
    );
    check_because(
        &seats(&[3, 3, 3, 3, 3]),
        "high: 10 of 10 answers are backed by proof, 10 of 10 questions are answered, answers to \
         one question lie close together",
    );
    // 1, 2, 3, 4, 5: a variance of 2.5, so r*wg is 1 - 2.5 / 2 = -0.25.
    check_because(
        &seats(&[1, 2, 3, 4, 5]),
        &format!("low: answers to one question lie far apart. {rest}"),
    );
    // 2, 2, 3, 4, 5: a variance of 1.7, so r*wg is 0.15.
    check_because(
        &seats(&[2, 2, 3, 4, 5]),
        &format!("medium: answers to one question lie somewhat apart. {rest}"),
    );
}

/// A thin score says in every format what it rests on.
#[test]
fn a_thin_score_says_what_it_rests_on() {
    let text = include_str!("../examples/larkfield.yaml");
    let open = text.replacen("own-next-step: {", "own-next-step: { unknown: true }\n  # {", 1);
    assert_ne!(text, open);
    let report = reported(&Catalog::on_board(), &[open]);
    for format in READ.into_iter().chain([Format::Csv]) {
        assert!(rendered(&report, format).contains("from 1 of 2 answers"), "{format:?}");
    }
}

// ---- Stages, actions, voices, gates ----

/// The stages of a report: why each is provisional.
#[track_caller]
fn check_provisional(texts: &[String], expected: [Option<&str>; 2]) {
    let report = reported(&Catalog::on_board(), texts);
    let found: Vec<Option<&str>> = report.stages.iter().map(|stage| stage.provisional).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_stage_says_truly_why_it_is_provisional() {
    check_provisional(&[quick("", ["3"; 10])], [None, None]);
    let mut open = ["3"; 10];
    open[0] = "unknown";
    check_provisional(&[quick("", open)], [Some("questions are open"), None]);
    let missing = Some("not everybody answered");
    check_provisional(&one_silent(), [missing, missing]);
}

/// A dimension that stands apart has one applicable question left: that is too
/// few for a score, and nothing is open in resolution.
#[test]
fn a_dimension_that_cannot_be_scored_makes_no_stage_provisional() {
    let text = include_str!("../examples/larkfield.yaml");
    let report = reported(&Catalog::on_board(), &[text.to_owned()]);
    let [prevention, resolution] = &report.stages[..] else { panic!("both have a stage") };
    assert_eq!(prevention.provisional, Some("questions are open"));
    assert_eq!(resolution.provisional, None);
}

/// Every target lies half a level above or more, and only what stands apart is
/// said to be outside of the overall score.
#[test]
fn no_action_aims_at_where_it_stands() {
    for (name, report) in reports() {
        for action in &report.actions {
            let step = Tenths::whole(action.to.into()) - action.from;
            assert!(step >= Tenths::new(5), "{name}: {}", action.raise());
            let dimension = report.dimensions.iter().find(|dimension| {
                dimension.questions().any(|question| question.id == action.question.id)
            });
            let is_apart = dimension.expect("it has one").apart;
            assert_eq!(action.worth == WorthReport::Nothing, is_apart, "{name}: {}", action.title);
        }
    }
}

#[test]
fn points_that_round_to_nothing_are_still_some() {
    assert_eq!(WorthReport::Points(Tenths::ZERO).words(), "under 0.1");
    assert_eq!(WorthReport::Points(Tenths::ZERO).in_column(), "under 0.1");
    assert_eq!(WorthReport::Points(Tenths::new(1)).words(), "+0.1");
    assert_eq!(WorthReport::Nothing.in_column(), "-");
}

/// Without an overall score nothing is said to be outside of it.
#[test]
fn an_action_that_does_not_count_yet_says_what_is_open() {
    let mut answers = ["unknown"; 10];
    answers[..5].fill("2");
    answers[6..8].fill("2");
    let worth = |answers| {
        let report = reported(&Catalog::on_board(), &[quick("", answers)]);
        report.actions[0].worth.words()
    };
    // Resolution has two of four: 50 %, and a score takes 60 %. Of six
    // questions one level is worth 25 / 6 = 4.17 points.
    let expected = "+4.2, counts once `dat-context-transfer` and `fee-contact-back` are answered";
    assert_eq!(worth(answers), expected);
    answers[8] = "2";
    assert_eq!(worth(answers), "+4.2");
}

#[test]
fn what_could_not_be_compared_is_said() {
    let leaders = ["4", "4", "4", "4", "4", "4", "4", "4", "4", "4"];
    let mut frontline = ["4"; 10];
    frontline[2] = "unknown";
    // `lea-pattern-review` is for leaders alone, and is not missed.
    frontline[5] = "not-reached";
    let frontline =
        seat("f", "frontline", frontline).replace("lea-pattern-review: not-reached, ", "");
    let report = reported(&Catalog::on_board(), &[seat("l", "leader", leaders), frontline]);
    assert_eq!(
        report.voices.expect("two answered").lead.as_deref(),
        Some(
            "On no question leaders and frontline stand a level or more apart. Not compared, for \
             one side gave no level or too few: `dat-status-push`."
        )
    );
}

/// Agreement over all questions beside questions on which people stand apart.
#[test]
fn agreement_on_the_whole_hides_no_disagreement() {
    let mut other = ["3"; 10];
    other[0] = "1";
    let with = |id: &str, role: &str, answers: [&str; 10]| {
        let text = seat(id, role, answers);
        if role == "frontline" { text.replace("lea-pattern-review: 3, ", "") } else { text }
    };
    let seats: Vec<String> = (0..5)
        .map(|n| with(&format!("l-{n}"), "leader", ["3"; 10]))
        .chain((0..5).map(|n| with(&format!("f-{n}"), "frontline", other)))
        .collect();
    let report = reported(&Catalog::on_board(), &seats);
    let agreement = report.voices.expect("ten answered").agreement.join(" ");
    let expected = "which is strong agreement on the whole; on 1 question people stand apart";
    assert!(agreement.contains(expected), "{agreement}");
}

/// P 25, R 50: a gap of at most 10 beside a resolution of 70 has both sides
/// raised, one after the other, and the text says that less may do.
#[test]
fn advice_that_may_not_be_the_smallest_says_so() {
    let catalog = Catalog::on_board();
    let answers = ["2", "2", "2", "2", "2", "2", "3", "3", "3", "3"];
    let (questionnaire, assessed) = assessed(&catalog, &[quick("", answers)]);
    let words = |floor: Option<i32>| {
        let gate = Gate {
            id: None,
            why: None,
            dimension: None,
            rule: Rule::Gap {
                at_most: Tenths::whole(10),
                resolution_at_least: floor.map(Tenths::whole),
            },
        };
        let judged = gates::judge_all(&[gate], &View::new(questionnaire, &assessed, None));
        let report = report::build(questionnaire, &assessed, &judged);
        report.gates[0].changes.as_ref().expect("answers can change it").words.clone()
    };
    assert!(words(Some(70)).ends_with(" (a smaller change may do)"), "{}", words(Some(70)));
    assert!(!words(None).contains("smaller"), "{}", words(None));
}
