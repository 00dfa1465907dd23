//! The end of an interview: the report's first screen, and the actions that
//! decisions are asked on.

use prevention_gap::interview::{Interview, Offer};
use prevention_gap::report::table;
use prevention_gap::tally::{Disclosure, Texts};
use prevention_gap::yaml::Catalog;

use crate::cli::assessments::Assessment;
use crate::cli::exit::Failure;
use crate::cli::gates::Asked;
use crate::cli::output;

/// Decisions are asked on so many actions.
const DECIDED: usize = 3;

/// Whoever sits at the terminal sees the own answers, also where they are to be
/// anonymous among others.
const OWN: Disclosure = Disclosure { texts: Texts::Expected, mine: true };

/// Shows the first screen of the report and returns the first actions.
pub(super) fn show(interview: &Interview<'_>, catalog: &Catalog) -> Result<Vec<Offer>, Failure> {
    let [first, others @ ..] = interview.all_answers() else { return Ok(Vec::new()) };
    let assessment = Assessment::of(first.clone(), others.iter().cloned());
    let report = match assessment.report(catalog, &Asked::default(), OWN) {
        // All is saved by now, and a workshop that was held is no failure.
        Err(Failure::Refused(why)) if !others.is_empty() => {
            output::to_stdout(|out| writeln!(out, "\nThere is no report yet: {why}."))?;
            return Ok(Vec::new());
        }
        other => other?,
    };
    output::to_stdout(|out| {
        writeln!(out)?;
        table::render_first_screen(&report, output::page(None), out)
    })?;
    let questionnaire = interview.questionnaire();
    let offers = report.actions.iter().filter_map(|action| {
        let question = questionnaire.find_question(&action.question.id)?;
        Some(Offer { question, title: action.title.clone(), owner: action.owner.clone() })
    });
    Ok(offers.take(DECIDED).collect())
}

/// What is said where the input ends before the interview does; nothing where
/// no question is open.
pub(super) fn ended_early(interview: &Interview<'_>) -> Option<String> {
    let progress = interview.progress();
    let open = progress.open();
    let questions = if progress.asked == 1 { "question is" } else { "questions are" };
    (open > 0).then(|| format!("The input ended: {open} of {} {questions} open.", progress.asked))
}

/// Whether the answers so far have a published overall score.
pub(super) fn is_published(interview: &Interview<'_>, catalog: &Catalog) -> bool {
    let [first, others @ ..] = interview.all_answers() else { return false };
    let assessment = Assessment::of(first.clone(), others.iter().cloned());
    let report = assessment.report(catalog, &Asked::default(), OWN);
    report.is_ok_and(|report| report.overall.gap.points.is_some())
}
