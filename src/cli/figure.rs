//! `pgap explain FIGURE ANSWERS`: how a number of a report came about.

use std::io::{self, Write};

use prevention_gap::model::Questionnaire;
use prevention_gap::report::{self, Explanation, Figure};
use prevention_gap::tally::Disclosure;
use prevention_gap::yaml::Catalog;

use super::args::ExplainArgs;
use super::assessments::{self, OnProblem};
use super::exit::{Ended, Failure};
use super::explain::{list, paragraph};
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
    Figure::from_name(questionnaire, &args.what).ok_or_else(|| {
        let ids: Vec<String> =
            questionnaire.dimensions.iter().map(|one| format!("`{}`", one.id)).collect();
        Failure::Usage(format!(
            "a report has no number `{}`; there are `prevention`, `resolution` and `gap`, alone \
             or in a dimension, such as `{}.prevention`; the dimensions are {}",
            args.what,
            questionnaire.dimensions[0].id,
            ids.join(", "),
        ))
    })
}

fn show(explanation: &Explanation, width: usize, out: &mut dyn Write) -> io::Result<()> {
    paragraph(out, width, "", &explanation.title)?;
    for (heading, lines) in &explanation.sections {
        list(out, width, heading, lines.iter().map(String::as_str))?;
    }
    Ok(())
}
