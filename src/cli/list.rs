//! `pgap list`: the questionnaires on board.

use prevention_gap::report::table;

use super::args::ListArgs;
use super::exit::{Ended, Failure};
use super::{assessments, output};

pub(super) fn run(args: &ListArgs) -> Result<Ended, Failure> {
    let catalog = assessments::catalog(&args.own)?;
    let rows: Vec<[String; 4]> = catalog
        .ids()
        .into_iter()
        .filter_map(|id| catalog.get(id))
        .map(|questionnaire| {
            [
                questionnaire.id.to_string(),
                questionnaire.questions.len().to_string(),
                questionnaire.minutes.map_or(String::new(), |minutes| minutes.to_string()),
                questionnaire.title.clone(),
            ]
        })
        .collect();
    output::to_stdout(|out| {
        table::render_rows(["Id", "Questions", "Minutes", "Title"], &rows, out)
    })?;
    Ok(Ended::Done)
}
