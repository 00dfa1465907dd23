//! `pgap schema`: print the JSON Schema of a file.

use prevention_gap::report::json;
use prevention_gap::yaml;

use super::args::{SchemaArgs, SchemaName};
use super::exit::{Ended, Failure};
use super::output;

pub(super) fn run(args: &SchemaArgs) -> Result<Ended, Failure> {
    let schema = match args.name {
        SchemaName::Questionnaire => yaml::questionnaire_schema(),
        SchemaName::Answers => yaml::answers_schema(),
        SchemaName::Policy => yaml::policy_schema(),
        SchemaName::Results => json::schema(),
    };
    output::to_stdout(|out| out.write_all(schema.as_bytes()))?;
    Ok(Ended::Done)
}
