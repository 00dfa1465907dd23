//! `pgap` alone: what it is, and what to type first.

use super::exit::{Ended, Failure};
use super::output;

const WELCOME: &str = "\
pgap measures the Prevention Gap: how much better an organisation is at
resolving customer issues than at preventing them.

  pgap assess                answer the questions and see your own report
  pgap report --demo         see the report of a fictional company
  pgap list                  the questionnaires on board
  pgap show quick-check      its ten questions, and what each level looks like
  pgap report answers.yaml   report your own answers
  pgap --help                everything else
";

pub(super) fn run() -> Result<Ended, Failure> {
    output::to_stdout(|out| out.write_all(WELCOME.as_bytes()))?;
    Ok(Ended::Done)
}
