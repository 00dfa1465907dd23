//! Scores the answers of one assessment, in files that are named:
//! `cargo run --example score -- examples/larkfield.yaml`

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::{env, fs};

use prevention_gap::findings::Assessed;
use prevention_gap::model::Answers;
use prevention_gap::yaml::{self, Catalog, Colour, Source};

fn main() -> ExitCode {
    let (told, code) = match run() {
        Ok(line) => (writeln!(io::stdout(), "{line}"), ExitCode::SUCCESS),
        Err(error) => (writeln!(io::stderr(), "{error}"), ExitCode::FAILURE),
    };
    told.map_or(ExitCode::FAILURE, |()| code)
}

fn run() -> Result<String, Box<dyn Error>> {
    let catalog = Catalog::on_board();
    let mut answers = Vec::new();
    for name in env::args().skip(1) {
        let bytes = fs::read(&name)?;
        let source = Source { name: &name, bytes: &bytes, first_line: 1 };
        let read = yaml::read_answers(&bytes, &catalog);
        let read = read.map_err(|problems| yaml::draw(&problems, &source, Colour::Never))?;
        answers.push(read.value);
    }
    scores(&answers, &catalog)
}

/// "prevention 41.4, resolution 68.8, gap +27.4".
pub(crate) fn scores(answers: &[Answers], catalog: &Catalog) -> Result<String, Box<dyn Error>> {
    let first = answers.first().ok_or("there are no answers to score")?;
    let questionnaire = catalog.get(first.questionnaire.as_str()).ok_or("it is not at hand")?;
    let overall = Assessed::new(questionnaire, answers)?.scores.overall;
    let (Some(prevention), Some(resolution), Some(gap)) =
        (overall.prevention.score, overall.resolution.score, overall.gap)
    else {
        return Ok("too little is known for a score".to_owned());
    };
    let (prevention, resolution) = (prevention.published, resolution.published);
    let gap = gap.published.signed();
    Ok(format!("prevention {prevention}, resolution {resolution}, gap {gap}"))
}
