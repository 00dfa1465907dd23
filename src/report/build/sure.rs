//! How sure the scores are, and how much of the headline holds, in words.

use crate::findings::{
    self, Agreed, Backed, Confidence, ConfidenceLevel, ConfidencePart, Family, Robustness, Share,
    Test, gap_word,
};
use crate::model::Lens;
use crate::report::model::{ConfidenceReport, PartReport, RobustnessReport};

use super::{Assessment, words};

/// How sure the overall scores are.
pub(super) fn confidence(assessment: &Assessment<'_>) -> Option<ConfidenceReport> {
    let confidence = assessment.findings.confidence.as_ref()?;
    Some(ConfidenceReport {
        level: confidence.level().name(),
        because: because(assessment, confidence),
        answered: part(Some(&confidence.answered), confidence.answered.level()),
        backed: part(shares(&confidence.backed), confidence.backed.level()),
        agreed: confidence.agreed.map(|agreed| part(None, Agreed::level(agreed))),
    })
}

fn part(share: Option<&Share>, level: ConfidenceLevel) -> PartReport {
    PartReport { share: share.map(Share::percent), word: level.name() }
}

fn shares(backed: &Backed) -> Option<&Share> {
    match backed {
        Backed::NotAsked => None,
        Backed::Known { share, .. } => Some(share),
    }
}

/// How much of the headline holds under tests.
pub(super) fn robustness(assessment: &Assessment<'_>) -> Option<RobustnessReport> {
    let found = assessment.findings.robustness.as_ref()?;
    let depends = |lens| {
        findings::families(&found.another_word(lens)).into_iter().map(Family::name).collect()
    };
    Some(RobustnessReport {
        tests: found.tests.len(),
        gap_from: found.gap_from(),
        gap_to: found.gap_to(),
        gap_words: found.gap_words(),
        sign: if found.sign_holds() { "holds" } else { "changes" },
        gap_word_holds_in: found.gap_word_holds_in(),
        verdict_holds_in: found.verdict_holds_in(),
        prevention_word_depends_on: depends(Lens::Prevention),
        resolution_word_depends_on: depends(Lens::Resolution),
    })
}

/// Why the confidence is what it is: the parts that decide, with their
/// figures, and the others in short.
fn because(assessment: &Assessment<'_>, confidence: &Confidence) -> String {
    let decided = confidence.decided_by();
    if decided.is_empty() {
        return well_backed(confidence);
    }
    let is_several = assessment.voices.is_some();
    let others: Vec<String> = in_short(confidence, &decided);
    let words = decides(confidence, is_several);
    if others.is_empty() { words } else { format!("{words}. {}", sentence(&others)) }
}

/// "31 of 40 answers (77 %) are backed by the proof that their level takes;
/// high starts at 90 %".
pub(super) fn decides(confidence: &Confidence, is_several: bool) -> String {
    let words: Vec<String> = confidence
        .decided_by()
        .into_iter()
        .map(|part| match part {
            ConfidencePart::Backed => backed(confidence.backed),
            ConfidencePart::Answered => answered(&confidence.answered, is_several),
            ConfidencePart::Agreed => confidence.agreed.map(agreed).unwrap_or_default(),
        })
        .collect();
    match next_level(confidence) {
        Some(next) => format!("{}; {next}", words.join(", and ")),
        None => words.join(", and "),
    }
}

/// What a share would have to reach, where only shares decide.
fn next_level(confidence: &Confidence) -> Option<String> {
    let is_share = |part: &ConfidencePart| match part {
        ConfidencePart::Answered => true,
        ConfidencePart::Backed => {
            let is_known = matches!(confidence.backed, Backed::Known { .. });
            is_known && !confidence.backed.lacks_examples()
        }
        ConfidencePart::Agreed => false,
    };
    confidence.decided_by().iter().all(is_share).then(|| match confidence.level() {
        ConfidenceLevel::Low => format!("medium starts at {} %", findings::MEDIUM),
        ConfidenceLevel::Medium | ConfidenceLevel::High => {
            format!("high starts at {} %", findings::HIGH)
        }
    })
}

fn backed(backed: Backed) -> String {
    let Backed::Known { share, shown } = backed else { return "proof was not asked for".into() };
    let Share { questions, of, .. } = share;
    if !backed.lacks_examples() {
        let percent = share.percent();
        return format!(
            "{questions} of {of} answers ({percent} %) are backed by the proof that their level \
             takes"
        );
    }
    let stand = if questions == of {
        "every level stands on its proof".to_owned()
    } else {
        format!("{questions} of {of} answers are backed by proof")
    };
    match shown.questions {
        0 => format!("{stand}, but no answer of {of} is more than said"),
        shown => format!("{stand}, but only {shown} of {of} carry an example or better"),
    }
}

/// Of several people a question may be answered in part.
fn answered(share: &Share, is_several: bool) -> String {
    let percent = share.percent();
    if is_several {
        return format!("{percent} % of what was asked is answered");
    }
    let Share { questions, of, .. } = share;
    format!("{questions} of {of} questions ({percent} %) are answered")
}

fn agreed(agreed: Agreed) -> String {
    match agreed {
        Agreed::TooFew { people: 1 } => "one person is too few to say how far people agree".into(),
        Agreed::TooFew { people } => {
            format!("{people} people are too few to say how far they agree")
        }
        Agreed::Known(_) => format!("answers to one question lie {}", apart(agreed)),
    }
}

fn apart(agreed: Agreed) -> &'static str {
    match agreed.level() {
        ConfidenceLevel::High => "close together",
        ConfidenceLevel::Medium => "somewhat apart",
        ConfidenceLevel::Low => "far apart",
    }
}

/// The parts that do not decide.
fn in_short(confidence: &Confidence, decided: &[ConfidencePart]) -> Vec<String> {
    let open = |part: ConfidencePart| !decided.contains(&part);
    let mut others = Vec::new();
    if let Backed::Known { share, .. } = confidence.backed
        && open(ConfidencePart::Backed)
    {
        others.push(format!("{} of {} answers are backed", share.questions, share.of));
    }
    if open(ConfidencePart::Answered) {
        others.push(format!("{} % is answered", confidence.answered.percent()));
    }
    others.extend(confidence.agreed.filter(|_| open(ConfidencePart::Agreed)).map(agreed));
    others
}

/// "39 of 40 answers are backed by proof, 40 of 41 questions are answered".
fn well_backed(confidence: &Confidence) -> String {
    let Share { questions, of, .. } = confidence.answered;
    let mut parts = Vec::new();
    if let Backed::Known { share, .. } = confidence.backed {
        parts.push(format!("{} of {} answers are backed by proof", share.questions, share.of));
    }
    parts.push(format!("{questions} of {of} questions are answered"));
    parts.extend(confidence.agreed.map(agreed));
    parts.join(", ")
}

fn sentence(parts: &[String]) -> String {
    words::capitalised(&parts.join("; "))
}

/// What the headline hangs on, and what holds whatever is tested; without a
/// full stop at its end, as lines are.
pub(super) fn what_holds(assessment: &Assessment<'_>) -> Option<String> {
    let found = assessment.findings.robustness.as_ref()?;
    let sentences = [
        Some(gap_words(assessment, found)),
        Some(words_for_scores(assessment, found)),
        verdict(found),
    ];
    let words = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(words.trim_end_matches('.').to_owned())
}

fn gap_words(assessment: &Assessment<'_>, found: &Robustness) -> String {
    let (from, to) = (found.gap_from(), found.gap_to());
    let between =
        if from == to { format!("at {from}") } else { format!("between {from} and {to}") };
    if !found.sign_holds() {
        let families = families(assessment, &found.another_sign());
        return format!("Which side is ahead depends on {families}; the gap lies {between}.");
    }
    let word = gap_word(found.result.gap()).size();
    let others: Vec<&str> = found.gap_words().into_iter().filter(|other| *other != word).collect();
    if others.is_empty() {
        return format!(
            "The gap stays {between} points under {}, and is {word} in each.",
            all_tests(found.tests.len())
        );
    }
    format!(
        "The gap lies {between} points under {} tests: {word} in {}, else {}, depending on {}.",
        found.tests.len(),
        found.gap_word_holds_in(),
        others.join(" or "),
        families(assessment, &found.another_gap_word()),
    )
}

/// Without proof, and with few dimensions, there are the two spacings.
fn all_tests(tests: usize) -> String {
    if tests == 2 { "both tests".to_owned() } else { format!("all {tests} tests") }
}

fn words_for_scores(assessment: &Assessment<'_>, found: &Robustness) -> String {
    let hangs = |lens: Lens| {
        let tests = found.another_word(lens);
        let word = &assessment.questionnaire.levels[found.result.word(lens)].name;
        (!tests.is_empty()).then(|| {
            let families = families(assessment, &tests);
            format!("The word for {lens}, {word}, depends on {families}.")
        })
    };
    let hanging: Vec<String> = Lens::ALL.into_iter().filter_map(hangs).collect();
    if hanging.is_empty() { "The words hold as well.".to_owned() } else { hanging.join(" ") }
}

fn verdict(found: &Robustness) -> Option<String> {
    let (holds, tests) = (found.verdict_holds_in(), found.tests.len());
    (holds < tests).then(|| format!("The verdict holds in {holds} of {tests}."))
}

/// "unproven answers and how far apart the levels are taken to be".
fn families(assessment: &Assessment<'_>, tests: &[Test]) -> String {
    let named: Vec<String> = findings::families(tests)
        .into_iter()
        .map(|family| match family {
            Family::Proof => "unproven answers".to_owned(),
            Family::Spacing => "how far apart the levels are taken to be".to_owned(),
            Family::Dimension => which_dimensions(assessment, tests),
        })
        .collect();
    words::list(&named)
}

fn which_dimensions(assessment: &Assessment<'_>, tests: &[Test]) -> String {
    let title = |test: &Test| match test {
        Test::Without(dimension) => Some(assessment.questionnaire[*dimension].title.as_str()),
        Test::Proven | Test::Spaced(_) => None,
    };
    match tests.iter().filter_map(title).collect::<Vec<_>>()[..] {
        [one] => format!("whether {one} counts"),
        [one, other] => format!("whether {one} or {other} counts"),
        _ => "which dimensions count".to_owned(),
    }
}
