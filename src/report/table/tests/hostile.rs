//! What holds for every page, whatever is typed.

use proptest::prelude::*;

use super::*;

/// The same text wherever somebody can type one.
fn typed_everywhere(mut report: Report, text: &str) -> Report {
    let typed = || text.to_owned();
    report.header.title = typed();
    report.header.organisation = typed();
    report.header.unit = Some(typed());
    report.header.wave = Some(typed());
    report.header.caution = Some(typed());
    report.header.goal = Some(typed());
    report.verdict = typed();
    report.left_out = vec![typed()];
    report.method = vec![typed()];
    let lines = report.facts.iter_mut().flat_map(|fact| &mut fact.lines);
    lines.for_each(|line| *line = typed());
    report.bands.iter_mut().for_each(|band| band.name = typed());
    for dimension in &mut report.dimensions {
        dimension.title = typed();
        dimension.remarks = vec![typed()];
        let cells = [&mut dimension.prevention, &mut dimension.resolution];
        let questions = cells.into_iter().flat_map(|cell| &mut cell.questions);
        questions.for_each(|question| question.title = typed());
    }
    if let Some(posture) = &mut report.overall.posture {
        posture.title = typed();
    }
    report.overall.prevention.word = Some(typed());
    for stage in &mut report.stages {
        stage.word = typed();
        stage.next = Some(typed());
        stage.held_back_by.iter_mut().for_each(|(name, _)| name.title = typed());
    }
    for finding in &mut report.findings {
        finding.title = typed();
        finding.says = typed();
        finding.costs = Some(typed());
        finding.first_step = Some(typed());
        finding.known = typed();
        finding.questions.iter_mut().for_each(|(name, _)| name.title = typed());
    }
    report.profile.iter_mut().for_each(|stated| stated.answers = vec![typed(), typed()]);
    report.absent = vec![typed()];
    report.promises.iter_mut().for_each(|promise| promise.title = typed());
    for list in &mut report.checklists {
        list.title = typed();
        list.summary = Some(typed());
        list.rows.iter_mut().for_each(|row| row.ask = typed());
        let lowest = list.rows.iter_mut().filter_map(|row| row.lowest.as_mut());
        lowest.for_each(|lowest| lowest.anchor = typed());
    }
    type_in_actions(&mut report, text);
    type_in_voices(&mut report, text);
    report.notes.iter_mut().for_each(|note| note.text = typed());
    report.notes.iter_mut().for_each(|note| note.question.title = typed());
    report.answer_first.iter_mut().for_each(|open| open.ask = typed());
    report.verify_first.iter_mut().for_each(|verify| verify.ask_for = vec![typed()]);
    report
}

fn type_in_voices(report: &mut Report, text: &str) {
    let typed = || text.to_owned();
    let questions = report.dimensions.iter_mut().flat_map(|dimension| {
        dimension.prevention.questions.iter_mut().chain(&mut dimension.resolution.questions)
    });
    for row in questions.flat_map(|question| &mut question.strip) {
        row.who = typed();
    }
    let Some(voices) = &mut report.voices else { return };
    voices.who = vec![typed()];
    for one in &mut voices.disagreements {
        one.question.title = typed();
        one.ask = typed();
        one.dimension = typed();
        for side in [&mut one.leaders, &mut one.frontline] {
            side.title = typed();
            side.anchor = typed();
        }
    }
    let named = voices.disputed.iter_mut().chain(&mut voices.split);
    named.for_each(|(name, _)| name.title = typed());
}

fn type_in_actions(report: &mut Report, text: &str) {
    let typed = || text.to_owned();
    let decide = |decision: &mut DecisionReport| {
        decision.owner = typed();
        decision.target = Some(typed());
    };
    for action in &mut report.actions {
        action.title = typed();
        action.owner = Some(typed());
        action.first_step = Some(typed());
        action.metric = Some(typed());
        action.waits_for.iter_mut().for_each(|name| name.title = typed());
        action.decision.iter_mut().for_each(decide);
    }
    for (name, decision) in &mut report.other_decisions {
        name.title = typed();
        decide(decision);
    }
}

/// What holds for every page.
#[track_caller]
fn check_page(report: &Report, width: usize, charset: Charset) {
    let styled = styled(report, width, charset);
    for piece in styled.split('\u{1b}').skip(1) {
        let code = piece.strip_prefix('[').and_then(|piece| piece.split_once('m'));
        let (code, _) = code.expect("an escape that is no style");
        assert!(code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{code:?}");
    }
    let plain = anstream::adapter::strip_str(&styled).to_string();
    assert!(plain.ends_with('\n') && !plain.ends_with("\n\n"));
    assert!(!plain.contains("\n\n\n"), "{plain}");
    for line in plain.lines() {
        // What a CI server would take for a command is told by its code, which
        // is longer, once the line is laid out.
        let is_broken = line.contains("\\u{3a}") || line.contains("\\u{23}");
        assert!(is_broken || text::width(line) <= width, "{width}: {line:?}");
        assert_eq!(line, line.trim_end());
        assert!(!line.contains(is_dangerous), "{line:?}");
    }
}

fn is_dangerous(letter: char) -> bool {
    let is_unseen = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    letter.is_control() || is_unseen
}

const HOSTILE: [&str; 8] = [
    "plain words of usual length, and some more of them",
    "",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31mred",
    "one\r\ntwo\n\n\tthree\u{85}four\u{2028}five  \n",
    "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz",
    "\u{202e}desrever\u{2066} \u{200f}",
    "顧客に先に知らせる、遅れが出る前に。日本語日本語日本語日本語日本語日本語日本語日本語",
    "👩\u{200d}💻 \u{2764}\u{fe0f} e\u{301}\u{301} ﷽ \u{ad}\u{200b}x\u{a0}",
];

#[test]
fn no_text_breaks_the_page() {
    for width in 60..=120 {
        for charset in [UNICODE, ASCII] {
            let reports = [
                sample::larkfield(),
                sample::ten_answers(),
                sample::unpublished(),
                sample::several(),
                sample::ten_answers_of_several(),
            ];
            for report in reports {
                check_page(&report, width, charset);
            }
            // Every fourth text on each width, and all where the layout turns.
            let turns = [60, 79, 80, 120].contains(&width);
            let texts = HOSTILE.iter().zip(width..).filter(|(_, ix)| turns || ix % 4 == 0);
            for (text, _) in texts {
                for report in [sample::several(), sample::ten_answers_of_several()] {
                    check_page(&typed_everywhere(report, text), width, charset);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_typed_the_page_holds(text in "\\PC{0,90}|.{0,90}", width in 60_usize..=120) {
        check_page(&typed_everywhere(sample::several(), &text), width, UNICODE);
        check_page(&typed_everywhere(sample::ten_answers_of_several(), &text), width, ASCII);
    }

    #[test]
    fn any_number_of_people_can_be_drawn(
        leaders in [0_u32..300, 0..30, 0..9, 0..9, 0..9],
        frontline in [0_u32..30, 0..9, 0..9, 0..9, 0..4000],
        width in 60_usize..=120,
    ) {
        let mut report = sample::several();
        for one in report.voices.iter_mut().flat_map(|voices| &mut voices.disagreements) {
            one.leaders.levels = sample::counted(leaders);
            one.frontline.levels = sample::counted(frontline);
        }
        check_page(&report, width, ASCII);
    }

    #[test]
    fn any_scores_can_be_drawn(p in 0..=1000, r in 0..=1000, proven in 0..=1000, width in 60_usize..=120) {
        let overall = sample::overall((p, Some(proven)), (r, Some(p)));
        let dimensions = vec![sample::dimension("A", Some(p), Some(r)), sample::dimension("B", Some(r), Some(proven))];
        check_page(&Report { overall, dimensions, ..sample::larkfield() }, width, ASCII);
    }
}
