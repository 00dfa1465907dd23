//! What is asked before the interview, where it was not told: the
//! questionnaire, the organisation, who is in the room, how much time there
//! is.

use prevention_gap::interview::{ProofAsking, minutes_in_all};
use prevention_gap::model::{Answers, DimensionIx, Questionnaire, RoleIx};
use prevention_gap::yaml::Catalog;

use super::interrupt;
use super::prompt::{Event, Prompt};
use super::screen;
use crate::cli::args::AssessArgs;
use crate::cli::exit::Failure;

/// Asks what was not told.
pub(super) struct Setup<'a> {
    pub(super) args: &'a AssessArgs,
    pub(super) prompt: &'a mut dyn Prompt,
}

impl Setup<'_> {
    pub(super) fn questionnaire<'c>(
        &mut self,
        catalog: &'c Catalog,
        id: Option<&str>,
    ) -> Result<&'c Questionnaire, Failure> {
        let known: Vec<&Questionnaire> =
            catalog.ids().into_iter().filter_map(|id| catalog.get(id)).collect();
        if let Some(named) = id.and_then(|id| known.iter().find(|known| known.id == *id)) {
            return Ok(named);
        }
        let minutes = |known: &Questionnaire| match known.minutes {
            Some(minutes) => format!(", about {minutes} minutes"),
            None => String::new(),
        };
        let lines = known
            .iter()
            .enumerate()
            .map(|(ix, known)| {
                let count = known.questions.len();
                let title = &known.title;
                let text = format!("{title}: {count} questions{}", minutes(known));
                (format!("  {}  ", ix + 1), text)
            })
            .collect();
        let names: Vec<&str> = known.iter().map(|known| known.id.as_str()).collect();
        let chosen = self.choose("Which questionnaire?", lines, &names, None)?;
        chosen.map(|chosen| known[chosen]).ok_or_else(ended)
    }

    pub(super) fn organisation(&mut self) -> Result<String, Failure> {
        if let Some(told) = &self.args.organisation {
            return Ok(told.clone());
        }
        loop {
            let line = self.ask("Which organisation is assessed?", &[], "Name")?;
            if !line.is_empty() {
                return Ok(line);
            }
        }
    }

    /// The role that answers; none where several people answer together.
    pub(super) fn role(
        &mut self,
        questionnaire: &Questionnaire,
    ) -> Result<Option<RoleIx>, Failure> {
        const JOINT: &str = "joint";
        let known: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
        match self.args.role.as_deref() {
            Some(JOINT) => return Ok(None),
            Some(told) => {
                let known = [&known[..], &[JOINT]].concat().join(", ");
                let id = &questionnaire.id;
                let unknown = || format!("`--role {told}`: the roles of {id} are {known}");
                let role = questionnaire.find_role(told);
                return role.map(Some).ok_or_else(|| Failure::Usage(unknown()));
            }
            None if known.is_empty() => return Ok(None),
            None => {}
        }
        let mut lines: Vec<(String, String)> = questionnaire
            .roles
            .iter()
            .enumerate()
            .map(|(ix, role)| {
                (format!("  {}  ", ix + 1), format!("{}: one of them answers", role.title))
            })
            .collect();
        lines.push(enter("several people together, who are asked everything".to_owned()));
        let names = [&known[..], &[JOINT]].concat();
        let chosen = self.choose("Who is in the room?", lines, &names, Some(known.len()))?;
        Ok(chosen.filter(|&chosen| chosen < known.len()).map(RoleIx))
    }

    /// Whether small groups are hidden; none where it makes no difference.
    pub(super) fn anonymous(
        &mut self,
        questionnaire: &Questionnaire,
        seats: usize,
    ) -> Result<Option<bool>, Failure> {
        if self.args.workshop.named || self.args.workshop.anonymous {
            return Ok(Some(self.args.workshop.anonymous));
        }
        if seats < 2 {
            return Ok(None);
        }
        let needed = questionnaire.scoring.min_group;
        let few = if seats < needed as usize {
            format!("; you are {seats}, so no score will be shown")
        } else {
            String::new()
        };
        let lines = vec![
            (
                "  1  ".to_owned(),
                "named: everything is shown, also what each role says. Everybody here agrees to \
                 it beforehand, and nothing is hidden."
                    .to_owned(),
            ),
            (
                "  2  ".to_owned(),
                format!(
                    "anonymous: the report hides groups of fewer than {needed}{few}. Who sees \
                     this screen knows the answers anyway."
                ),
            ),
        ];
        let names = ["named", "anonymous"];
        let chosen = self.choose("Named or anonymous?", lines, &names, None)?;
        Ok(Some(chosen == Some(1)))
    }

    /// The dimensions that are asked; none means all.
    pub(super) fn dimensions(
        &mut self,
        questionnaire: &Questionnaire,
        seats: &[Answers],
        proof: ProofAsking,
    ) -> Result<Option<Vec<DimensionIx>>, Failure> {
        let core: Vec<DimensionIx> =
            questionnaire.dimension_positions().filter(|&ix| questionnaire[ix].core).collect();
        let is_choice = !core.is_empty() && core.len() < questionnaire.dimensions.len();
        match self.args.dimensions.as_deref() {
            Some("all") => return Ok(None),
            Some("core") if !core.is_empty() => return Ok(Some(core)),
            Some(list) => return scope(questionnaire, list).map(Some),
            None if !is_choice => return Ok(None),
            None => {}
        }
        let all = minutes_in_all(questionnaire, seats, proof);
        let mut short = seats.to_vec();
        for seat in &mut short {
            seat.dimensions = Some(core.clone());
        }
        let short = minutes_in_all(questionnaire, &short, proof);
        let titles: Vec<&str> = core.iter().map(|&ix| questionnaire[ix].title.as_str()).collect();
        let lines = vec![
            enter(format!("everything, about {all} minutes")),
            (
                "  c      ".to_owned(),
                format!("the core, about {short} minutes: {}", titles.join(", ")),
            ),
        ];
        let names = ["c", "all"];
        let chosen = self.choose("How much time is there?", lines, &names, Some(1))?;
        Ok(if chosen == Some(0) { Some(core) } else { None })
    }

    /// One of several, by number or name. Enter takes the default.
    fn choose(
        &mut self,
        question: &str,
        mut lines: Vec<(String, String)>,
        names: &[&str],
        default: Option<usize>,
    ) -> Result<Option<usize>, Failure> {
        loop {
            let line = self.ask(question, &lines, "Choice")?.to_lowercase();
            if line.is_empty() && default.is_some() {
                return Ok(default);
            }
            let number = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let by_number = number.filter(|&number| number < names.len());
            let found = by_number.or_else(|| names.iter().position(|name| *name == line));
            if found.is_some() {
                return Ok(found);
            }
            let text = "Type what stands in front of your choice.";
            lines = vec![(String::new(), text.to_owned())];
        }
    }

    fn ask(
        &mut self,
        question: &str,
        lines: &[(String, String)],
        prompt: &str,
    ) -> Result<String, Failure> {
        let screen = screen::draw_text(question, lines, prompt, self.prompt.room());
        self.prompt.show(&screen)?;
        match self.prompt.ask(&screen.prompt)? {
            Event::Line(line) => Ok(line.trim().to_owned()),
            Event::Pasted(text) => Ok(text.lines().next().unwrap_or_default().trim().to_owned()),
            Event::End => Err(ended()),
            Event::Interrupted => {
                interrupt::wait_for_the_end();
                Err(Failure::Interrupted)
            }
        }
    }
}

/// What Enter alone does.
fn enter(text: String) -> (String, String) {
    ("  Enter  ".to_owned(), text)
}

/// Dimensions by their ids, with commas between.
pub(in crate::cli) fn scope(
    questionnaire: &Questionnaire,
    list: &str,
) -> Result<Vec<DimensionIx>, Failure> {
    let find = |id: &str| {
        questionnaire.find_dimension(id).ok_or_else(|| {
            let known: Vec<&str> =
                questionnaire.dimensions.iter().map(|known| known.id.as_str()).collect();
            Failure::Usage(format!(
                "`--dimensions`: {} has no dimension `{id}`; it has {}",
                questionnaire.id,
                known.join(", ")
            ))
        })
    };
    let mut scope = list.split(',').map(str::trim).map(find).collect::<Result<Vec<_>, _>>()?;
    scope.sort_unstable();
    scope.dedup();
    Ok(scope)
}

fn ended() -> Failure {
    Failure::Usage(
        "the input ended before the interview began; tell the start with `--organisation`, \
         `--role` and `--dimensions`, and of several seats with `--named` or `--anonymous`"
            .to_owned(),
    )
}
