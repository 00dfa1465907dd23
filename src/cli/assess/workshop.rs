//! A workshop: who sits in it, as it is told (`coo:leader,a1:frontline`), and
//! what is said to them at the start.

use prevention_gap::model::{Answers, Questionnaire, Respondent, RoleIx};

use crate::cli::exit::Failure;

/// What is said before the first question, where several people sit there.
pub(super) fn welcome(questionnaire: &Questionnaire, seats: &[Answers]) -> Vec<String> {
    if seats.len() < 2 {
        return Vec::new();
    }
    let mut said = vec![
        "Read each question out, and let everybody write their number down before anyone speaks; \
         then type one for each seat."
            .to_owned(),
    ];
    let is_named = seats.iter().all(|seat| seat.anonymous == Some(false));
    let needed = questionnaire.scoring.min_group as usize;
    if !is_named && seats.len() < needed {
        said.push(format!(
            "The answers are anonymous, and of fewer than {needed} people no score will be shown."
        ));
    }
    said
}

/// Reads who sits where: names with commas between, each with its role behind
/// a colon. Without a role it is asked everything.
///
/// # Errors
///
/// A name is missing, not usable or there twice, or a role is unknown.
pub(super) fn seats(questionnaire: &Questionnaire, list: &str) -> Result<Vec<Respondent>, Failure> {
    let mut seats: Vec<Respondent> = Vec::new();
    for told in list.split(',').map(str::trim) {
        let (id, role) = match told.split_once(':') {
            Some((id, role)) => (id.trim(), Some(self::role(questionnaire, role.trim())?)),
            None => (told, None),
        };
        if !is_name(id) {
            let what = match told {
                "" => "a name is missing".to_owned(),
                told => format!("`{told}` has no name of letters and digits"),
            };
            return Err(Failure::Usage(format!(
                "`--seats`: {what}; write a name and a role for each seat, as in \
                 coo:leader,a1:frontline"
            )));
        }
        if seats.iter().any(|seat| seat.id.to_lowercase() == id.to_lowercase()) {
            return Err(Failure::Usage(format!(
                "`--seats`: `{id}` is there twice; give every seat a name of its own"
            )));
        }
        seats.push(Respondent { id: id.to_owned(), role, function: None });
    }
    Ok(seats)
}

/// A name that can be typed in a line and written into a file.
fn is_name(id: &str) -> bool {
    let is_sound = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    id.starts_with(char::is_alphanumeric) && id.chars().all(is_sound)
}

fn role(questionnaire: &Questionnaire, told: &str) -> Result<RoleIx, Failure> {
    questionnaire.find_role(told).ok_or_else(|| {
        let known: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
        let id = &questionnaire.id;
        let sentence = match known.as_slice() {
            [] => format!("{id} has no roles; leave `:{told}` out"),
            known => format!(
                "there is no role `{told}`; the roles of {id} are {}, and a seat without one is \
                 asked everything",
                known.join(", ")
            ),
        };
        Failure::Usage(format!("`--seats`: {sentence}"))
    })
}

#[cfg(test)]
mod tests {
    use prevention_gap::yaml::Catalog;

    use super::*;

    fn parsed(list: &str) -> Result<Vec<(String, Option<usize>)>, String> {
        let catalog = Catalog::on_board();
        let questionnaire = catalog.get("quick-check").expect("it is on board");
        let seats = seats(questionnaire, list).map_err(|failure| match failure {
            Failure::Usage(sentence) => sentence,
            _ => panic!("{list}: another failure"),
        })?;
        Ok(seats.into_iter().map(|seat| (seat.id, seat.role.map(|role| role.0))).collect())
    }

    #[track_caller]
    fn check(list: &str, expected: &[(&str, Option<usize>)]) {
        let expected = expected.iter().map(|(id, role)| ((*id).to_owned(), *role)).collect();
        assert_eq!(parsed(list), Ok(expected));
    }

    #[test]
    fn names_and_roles_are_read() {
        check("coo:leader,a1:frontline", &[("coo", Some(0)), ("a1", Some(1))]);
        check(" coo : leader , zoë ", &[("coo", Some(0)), ("zoë", None)]);
        check("1", &[("1", None)]);
    }

    #[track_caller]
    fn refused(list: &str, part: &str) {
        let sentence = parsed(list).expect_err("it makes no sense");
        assert!(sentence.contains(part), "{sentence}");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        refused("", "a name is missing; write a name and a role");
        refused("coo:leader,", "a name is missing");
        refused(":leader", "`:leader` has no name");
        refused("the boss:leader", "`the boss:leader` has no name");
        refused("coo:boss", "the roles of quick-check are leader, frontline");
        refused("coo:", "no role ``");
        refused("a1,A1", "`A1` is there twice");
    }
}
