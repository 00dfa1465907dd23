//! `pgap explain FIGURE ANSWERS`: how a number of a report came about.

use std::io::{self, Write};

use prevention_gap::model::{Questionnaire, ScoreKind};
use prevention_gap::report::{self, Explanation, Figure, PageFigure};
use prevention_gap::tally::Disclosure;
use prevention_gap::yaml::Catalog;

use super::args::ExplainArgs;
use super::assessments::{self, OnProblem};
use super::exit::{Ended, Failure};
use super::explain::{closest, list, paragraph};
use super::{demo, output};

pub(super) fn run(args: &ExplainArgs, catalog: &Catalog, width: usize) -> Result<Ended, Failure> {
    let assessment = if args.demo {
        assessments::read_text(demo::NAME, demo::ANSWERS, catalog)?
    } else {
        let only = assessments::only(&args.answers, catalog, "an explanation", OnProblem::Stop);
        only.map_err(|stopped| stopped.failure)?.0
    };
    let questionnaire = assessment.questionnaire(catalog);
    let figure = figure(args, questionnaire)?;
    let disclosure = Disclosure { mine: args.mine.mine, ..Disclosure::default() };
    let assessed = assessment.assessed(catalog, disclosure)?;
    if let Some(why) = report::summary(questionnaire, &assessed, &[]).withheld_because() {
        output::lines_to_stdout(|out| paragraph(out, width, "", why))?;
        return Ok(Ended::NothingPublished);
    }
    let explanation = report::explain(questionnaire, &assessed, figure);
    output::lines_to_stdout(|out| show(&explanation, width, out))?;
    Ok(Ended::Done)
}

/// The number that was named.
fn figure(args: &ExplainArgs, questionnaire: &Questionnaire) -> Result<Figure, Failure> {
    let what = &args.what;
    if let Some(figure) = Figure::from_name(questionnaire, what) {
        return Ok(figure);
    }
    let names: Vec<(String, String)> = Figure::names(questionnaire);
    let names = names.iter().map(|(name, _)| name.as_str());
    let hint = match closest(names, what) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!(
            "there are {}; `prevention`, `resolution` and `gap` of a dimension, such as \
             `{}.prevention`; and `points` and `voices` of a question, such as `{}.points`",
            alone().join(", "),
            questionnaire.dimensions[0].id,
            questionnaire.questions[0].id,
        ),
    };
    Err(Failure::Usage(format!("a report has no number `{what}`; {hint}")))
}

/// The numbers that stand alone.
fn alone() -> Vec<String> {
    let scores = ScoreKind::ALL.map(ScoreKind::name);
    let page = PageFigure::ALL.map(PageFigure::name);
    scores.into_iter().chain(page).map(|name| format!("`{name}`")).collect()
}

fn show(explanation: &Explanation, width: usize, out: &mut dyn Write) -> io::Result<()> {
    paragraph(out, width, "", &explanation.title)?;
    for (heading, lines) in &explanation.sections {
        list(out, width, heading, lines.iter().map(String::as_str))?;
    }
    Ok(())
}
