//! How sure the overall scores are, part by part, and what they hang on.

use crate::findings::{
    self, Agreed, Backed, Confidence, ConfidenceLevel, Headline, Share, Test, gap_word,
};
use crate::model::{DimensionIx, Lens, QuestionIx};
use crate::report::model::Explanation;
use crate::scoring::Cell;

use super::{Assessment, HOW, explanation, named, number};
use crate::report::build::{actions, sure, words};

const NO_WORD: &str = "there is no overall score, and so no word";

/// "High from 90 %, medium from 60 %, low below".
fn limits() -> String {
    format!(
        "High from {} %, medium from {} %, low below; judged exactly, and written rounded down",
        findings::HIGH,
        findings::MEDIUM
    )
}

/// "Backed: 77 %, medium".
fn share_title(label: &str, share: &Share, level: ConfidenceLevel) -> String {
    format!("{label}: {} %, {}", share.percent(), level.name())
}

fn without_word(label: &str) -> Explanation {
    explanation(format!("{label}: {NO_WORD}"), [(HOW, Vec::new())])
}

/// How much of what applies was answered.
pub(super) fn answered(assessment: &Assessment<'_>) -> Explanation {
    let Some(confidence) = &assessment.findings.confidence else { return without_word("Answered") };
    let share = &confidence.answered;
    let formula = weights(
        assessment,
        ["answered", "applies"],
        share,
        |cell| cell.weight_covered,
        |cell| cell.weight_applicable,
    );
    let open = of_eligible(assessment, |cell| &cell.open);
    let open = open.into_iter().map(|question| {
        let (_, state) = assessment.name_and_state(question);
        format!("{}: {state}", named(assessment, question))
    });
    explanation(
        share_title("Answered", share, share.level()),
        [(HOW, formula), ("What would change it", open.collect())],
    )
}

/// How much of it is backed by the proof that its level takes.
pub(super) fn backed(assessment: &Assessment<'_>) -> Explanation {
    let Some(confidence) = &assessment.findings.confidence else { return without_word("Backed") };
    let Backed::Known { share, shown } = &confidence.backed else {
        let title = "Backed: low, proof was not asked for".to_owned();
        let why = "No answer carries proof, and some stand above level 2".to_owned();
        return explanation(title, [("Why", vec![why])]);
    };
    let formula = weights(
        assessment,
        ["backed", "answered"],
        share,
        |cell| cell.weight_answered - cell.weight_unsupported,
        |cell| cell.weight_answered,
    );
    let half = format!(
        "High takes an example or better for half of the weight too: {} of {} answers have one \
         ({} %)",
        shown.questions,
        shown.of,
        shown.percent()
    );
    let unsupported = of_eligible(assessment, |cell| &cell.unsupported);
    let unsupported = unsupported.into_iter().filter_map(|question| {
        let why = actions::why_unproven(assessment, question)?;
        Some(format!("{}: {why}", named(assessment, question)))
    });
    explanation(
        share_title("Backed", share, confidence.backed.level()),
        [
            (HOW, formula.into_iter().chain([half]).collect()),
            ("What would change it", unsupported.collect()),
        ],
    )
}

/// "answered = 41 / 42 of the weight = 97 %", and the dimensions.
fn weights(
    assessment: &Assessment<'_>,
    [part, whole]: [&str; 2],
    share: &Share,
    of_part: impl Fn(&Cell) -> f64,
    of_whole: impl Fn(&Cell) -> f64,
) -> Vec<String> {
    let sum = |dimensions: &[DimensionIx], weight: &dyn Fn(&Cell) -> f64| -> f64 {
        let cells = dimensions.iter().flat_map(|&d| Lens::ALL.map(|lens| (d, lens)));
        cells.map(|(d, lens)| weight(assessment.scores.cell(d, lens))).sum()
    };
    let eligible = &assessment.scores.overall.eligible;
    let (sum_part, sum_whole) = (sum(eligible, &of_part), sum(eligible, &of_whole));
    let formula = format!(
        "{part} = {} / {} of the weight = {} %",
        number(sum_part),
        number(sum_whole),
        share.percent()
    );
    let of_dimension = |dimension: &DimensionIx| {
        let alone = std::slice::from_ref(dimension);
        format!(
            "{}: {} of {} that {}",
            assessment.questionnaire[*dimension].title,
            number(sum(alone, &of_part)),
            number(sum(alone, &of_whole)),
            if whole == "applies" { "apply" } else { "are answered" },
        )
    };
    let counted = format!(
        "{} of {} questions, over the dimensions that can count",
        share.questions, share.of
    );
    [formula, counted, limits()].into_iter().chain(eligible.iter().map(of_dimension)).collect()
}

/// Questions of the dimensions that can count.
fn of_eligible(
    assessment: &Assessment<'_>,
    questions: impl Fn(&Cell) -> &Vec<QuestionIx>,
) -> Vec<QuestionIx> {
    let eligible = assessment.scores.overall.eligible.iter();
    eligible
        .flat_map(|&dimension| Lens::ALL.map(|lens| assessment.scores.cell(dimension, lens)))
        .flat_map(|cell| questions(cell).clone())
        .collect()
}

/// How far people agree.
pub(super) fn agreed(assessment: &Assessment<'_>) -> Explanation {
    let Some(confidence) = &assessment.findings.confidence else { return without_word("Agreed") };
    let Some(agreed) = confidence.agreed else {
        let why = if assessment.voices.is_none() {
            "One respondent answered: how far people agree is not known"
        } else {
            "It is not told of small groups who gave which level"
        };
        return explanation("Agreed: not known".to_owned(), [("Why", vec![why.to_owned()])]);
    };
    let word = agreed.level().name();
    let (title, how) = match agreed {
        Agreed::TooFew { people } => {
            let least = assessment.questionnaire.scoring.min_group;
            let how = format!("{people} people answered, and how far they agree takes {least}");
            (format!("Agreed: {word}, too few people to say"), vec![how])
        }
        Agreed::Known(agreement) => {
            let rwg = words::decimals_down(agreement.rwg);
            let formula = format!(
                "r*wg = 1 - mean variance of the answers to a question / 2 = {rwg}, over the \
                 questions with two answers or more; 2 is the variance of random answers"
            );
            let apart = format!(
                "An answer lies {} levels from the average of its question, on average",
                words::decimals(agreement.average_deviation)
            );
            (format!("Agreed: {rwg}, {word}"), vec![formula, apart])
        }
    };
    let limits = "High from 0.50, medium from 0, low below".to_owned();
    explanation(title, [(HOW, how.into_iter().chain([limits]).collect())])
}

/// How sure the overall scores are: the worst of the parts.
pub(super) fn sure(assessment: &Assessment<'_>) -> Explanation {
    let report = sure::confidence(assessment);
    let (Some(confidence), Some(report)) = (&assessment.findings.confidence, report) else {
        return without_word("How sure");
    };
    let worst = "The word is the worst of the parts".to_owned();
    explanation(
        format!("How sure: {}", report.level),
        [
            (HOW, std::iter::once(worst).chain(parts(confidence)).collect()),
            ("What decides", vec![words::capitalised(&report.because)]),
        ],
    )
}

/// "answered: 97 %, high", and the others.
fn parts(confidence: &Confidence) -> Vec<String> {
    let backed = match &confidence.backed {
        Backed::NotAsked => "not asked for".to_owned(),
        Backed::Known { share, .. } => format!("{} %", share.percent()),
    };
    let agreed = confidence.agreed.map_or_else(
        || "agreed: not known; it does not count".to_owned(),
        |agreed| match agreed {
            Agreed::TooFew { .. } => format!("agreed: too few people, {}", agreed.level().name()),
            Agreed::Known(agreement) => {
                let rwg = words::decimals_down(agreement.rwg);
                format!("agreed: r*wg {rwg}, {}", agreed.level().name())
            }
        },
    );
    let answered = &confidence.answered;
    vec![
        format!("answered: {} %, {}", answered.percent(), answered.level().name()),
        format!("backed: {backed}, {}", confidence.backed.level().name()),
        agreed,
    ]
}

/// What the headline hangs on: every test with its two scores and its words.
pub(super) fn robustness(assessment: &Assessment<'_>) -> Explanation {
    let found = assessment.findings.robustness.as_ref();
    let Some((found, sentence)) = found.zip(sure::what_holds(assessment)) else {
        let title = "Robustness: there is no headline to test".to_owned();
        return explanation(title, [(HOW, Vec::new())]);
    };
    let result = line(assessment, "As published", &found.result);
    let tests =
        found.tests.iter().map(|(test, at)| line(assessment, &tested(assessment, test), at));
    let moved = "Under another spacing every limit of a word or posture moves to the same place \
                 between two levels; limits of the gap stay"
        .to_owned();
    explanation(
        format!("Robustness: the gap lies between {} and {}", found.gap_from(), found.gap_to()),
        [
            ("The tests", std::iter::once(result).chain(tests).collect()),
            ("What holds", vec![sentence, moved]),
        ],
    )
}

fn tested(assessment: &Assessment<'_>, test: &Test) -> String {
    match test {
        Test::Proven => "Unproven answers set back".to_owned(),
        Test::Spaced(points) => {
            let points: Vec<String> = points.iter().map(|&points| number(points)).collect();
            format!("Levels worth {}", points.join(", "))
        }
        Test::Without(dimension) => {
            format!("Without {}", assessment.questionnaire[*dimension].title)
        }
    }
}

/// "Without Ownership: prevention 42.6 (Ad hoc), resolution 67.9 (Routine), gap
/// +25.3 (wide), Repair shop".
fn line(assessment: &Assessment<'_>, label: &str, at: &Headline) -> String {
    let questionnaire = assessment.questionnaire;
    let word = |lens| &questionnaire.levels[at.word(lens)].name;
    let (prevention, resolution) = (word(Lens::Prevention), word(Lens::Resolution));
    format!(
        "{label}: prevention {} ({prevention}), resolution {} ({resolution}), gap {} ({}), {}",
        at.prevention,
        at.resolution,
        at.gap().signed(),
        gap_word(at.gap()).name(),
        questionnaire[at.posture].title,
    )
}
