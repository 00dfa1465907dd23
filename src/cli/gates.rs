//! The gates that were asked for, from a policy and from the command line.

use std::path::Path;

use jiff::civil::Date;
use prevention_gap::gates;
use prevention_gap::model::{Gate, Id, Policy, Questionnaire, Rule};
use prevention_gap::yaml;

use super::args::GateArgs;
use super::assessments;
use super::exit::Failure;
use super::files;

/// The gates that were asked for, and the day to judge them on.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) gates: Vec<Gate>,
    pub(super) today: Option<Date>,
}

/// Reads the gates: those of the policy first, then those of the command line.
///
/// # Errors
///
/// The policy cannot be read or has problems, which are shown; a ceiling over
/// the gap stands alone; a gate needs a day, and none was given.
pub(super) fn asked(args: &GateArgs) -> Result<Asked, Failure> {
    let mut gates = match &args.policy {
        Some(path) => policy(path)?.gates,
        None => Vec::new(),
    };
    gates.extend(args.min.iter().chain(&args.max).cloned());
    gates::need_floors(&gates).map_err(|error| Failure::Usage(error.to_string()))?;
    if args.today.is_none()
        && let Some(gate) = gates.iter().find(|gate| gate.needs_today())
    {
        return Err(Failure::Usage(format!(
            "the gate on `{}` needs a day to judge it on: add `--today YYYY-MM-DD`",
            gate.subject()
        )));
    }
    Ok(Asked { gates, today: args.today })
}

fn policy(path: &Path) -> Result<Policy, Failure> {
    let mut policies = Vec::new();
    let mut sound = true;
    for input in files::inputs(&[path.to_owned()])? {
        for document in input.documents()? {
            match yaml::read_policy(&document.bytes) {
                Ok(read) => {
                    assessments::tell(&input, &document, &read.warnings)?;
                    policies.push(read.value);
                }
                Err(found) => {
                    assessments::tell(&input, &document, &found)?;
                    sound = false;
                }
            }
        }
    }
    if !sound {
        return Err(Failure::Problems);
    }
    // One of several would have to be overlooked, and gates fail closed.
    match <[Policy; 1]>::try_from(policies) {
        Ok([policy]) => Ok(policy),
        Err(policies) => Err(Failure::Refused(format!(
            "`--policy` takes one policy, and there are {} in {}",
            policies.len(),
            path.display()
        ))),
    }
}

/// A gate on a dimension or a pattern that no questionnaire has is a slip of
/// the pen, and must not pass as one that cannot be judged.
///
/// # Errors
///
/// There is such a gate.
pub(super) fn known(gates: &[Gate], questionnaires: &[&Questionnaire]) -> Result<(), Failure> {
    for gate in gates {
        let nowhere = |noun: &str, id: &Id| {
            Failure::Usage(format!(
                "`{}`: no questionnaire that was answered has a {noun} `{id}`",
                gate.subject()
            ))
        };
        if let Some(id) = &gate.dimension
            && !questionnaires.iter().any(|one| one.find_dimension(id.as_str()).is_some())
        {
            return Err(nowhere("dimension", id));
        }
        if let Rule::NoPattern { pattern: id } = &gate.rule
            && !questionnaires.iter().any(|one| one.patterns.iter().any(|known| known.id == *id))
        {
            return Err(nowhere("pattern", id));
        }
    }
    Ok(())
}
