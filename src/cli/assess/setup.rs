//! What is asked before the interview, where it was not told: the
//! questionnaire, the organisation, who is in the room, how much time there
//! is. `b`, `?` and `q` work at each of these prompts.

use std::io;
use std::path::PathBuf;

use prevention_gap::interview::{Command, ProofAsking, minutes_in_all};
use prevention_gap::model::{Answers, DimensionIx, Questionnaire, RoleIx};
use prevention_gap::yaml::Catalog;

use super::interrupt;
use super::prompt::{Event, Prompt};
use super::saving::{NO_FILE_NAME, is_file_name};
use super::screen;
use crate::cli::args::AssessArgs;
use crate::cli::exit::Failure;

/// Asks what was not told.
pub(super) struct Setup<'a> {
    pub(super) args: &'a AssessArgs,
    pub(super) prompt: &'a mut dyn Prompt,
    /// How often something was asked.
    pub(super) asked: usize,
    /// Said with the next prompt.
    pub(super) message: Option<String>,
}

/// Why a prompt got no answer.
pub(super) enum Left {
    /// To the prompt before.
    Back,
    /// The people do not want to begin.
    Quit,
    /// It cannot go on.
    Failed(Failure),
}

impl From<Failure> for Left {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<io::Error> for Left {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// One of several that can be chosen.
pub(super) struct Choice<'t> {
    /// What stands in front of it.
    pub(super) start: String,
    /// What it is.
    pub(super) text: String,
    /// What can be typed for it as well.
    pub(super) name: &'t str,
}

impl<'t> Choice<'t> {
    /// A choice that goes by its number or its name.
    fn numbered(ix: usize, name: &'t str, text: String) -> Self {
        Self { start: format!("  {}  ", ix + 1), text, name }
    }

    /// What Enter alone chooses.
    pub(super) fn enter(name: &'t str, text: String) -> Self {
        Self { start: "  Enter  ".to_owned(), text, name }
    }
}

impl Setup<'_> {
    pub(super) fn questionnaire<'c>(
        &mut self,
        catalog: &'c Catalog,
        id: Option<&str>,
    ) -> Result<&'c Questionnaire, Left> {
        let known: Vec<&Questionnaire> =
            catalog.ids().into_iter().filter_map(|id| catalog.get(id)).collect();
        if let Some(named) = id.and_then(|id| known.iter().find(|known| known.id == *id)) {
            return Ok(named);
        }
        let minutes = |known: &Questionnaire| match known.minutes {
            Some(minutes) => format!(", about {minutes} minutes"),
            None => String::new(),
        };
        let choices: Vec<Choice<'_>> = known
            .iter()
            .enumerate()
            .map(|(ix, known)| {
                let text = format!(
                    "{}: {} questions{}",
                    known.title,
                    known.questions.len(),
                    minutes(known)
                );
                Choice::numbered(ix, known.id.as_str(), text)
            })
            .collect();
        let chosen = self.choose("Which questionnaire?", &choices, None)?;
        Ok(known[chosen])
    }

    /// The file that was named for the answers. A person is asked about a name
    /// that looks like an answer or like no file; a pipe cannot be.
    pub(super) fn answers(&mut self) -> Result<Option<PathBuf>, Left> {
        let Some(told) = &self.args.answers else { return Ok(None) };
        let mut name = told.display().to_string();
        if is_file_name(&name) {
            return Ok(Some(told.clone()));
        }
        if !self.prompt.has_person() {
            return Err(Failure::Usage(format!(
                "`--answers {name}`: answers are kept in a file that ends in .yaml, .yml or \
                 .json, and is not named like an answer or a command"
            ))
            .into());
        }
        loop {
            let lines = [(String::new(), NO_FILE_NAME.to_owned())];
            let question = format!("Save as `{name}`?");
            match self.ask(&question, &lines, "y or File")? {
                reply if matches!(reply.to_lowercase().as_str(), "y" | "yes") => {
                    return Ok(Some(PathBuf::from(name)));
                }
                reply if is_file_name(&reply) => return Ok(Some(PathBuf::from(reply))),
                reply if reply.is_empty() => {}
                reply => name = reply,
            }
        }
    }

    pub(super) fn organisation(&mut self) -> Result<String, Left> {
        const QUESTION: &str = "Which organisation is assessed?";
        if let Some(told) = &self.args.organisation {
            return Ok(told.clone());
        }
        let mut line = self.ask(QUESTION, &[], "Name")?;
        loop {
            if !line.is_empty() && !Command::is_meant_by(&line) {
                return Ok(line);
            }
            if line.is_empty() {
                line = self.ask(QUESTION, &[], "Name")?;
                continue;
            }
            let lines = [(String::new(), "y if it is; or type the name.".to_owned())];
            let question = format!("Is `{line}` the name of the organisation?");
            match self.ask(&question, &lines, "y or Name")? {
                reply if matches!(reply.to_lowercase().as_str(), "y" | "yes") => return Ok(line),
                reply => line = reply,
            }
        }
    }

    /// The role that answers; none where several people answer together.
    pub(super) fn role(&mut self, questionnaire: &Questionnaire) -> Result<Option<RoleIx>, Left> {
        const JOINT: &str = "joint";
        let known: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
        match self.args.role.as_deref() {
            Some(JOINT) => return Ok(None),
            Some(told) => {
                let known = [&known[..], &[JOINT]].concat().join(", ");
                let id = &questionnaire.id;
                let unknown = || format!("`--role {told}`: the roles of {id} are {known}");
                let role = questionnaire.find_role(told);
                return role.map(Some).ok_or_else(|| Failure::Usage(unknown()).into());
            }
            None if known.is_empty() => return Ok(None),
            None => {}
        }
        let mut choices: Vec<Choice<'_>> = questionnaire
            .roles
            .iter()
            .enumerate()
            .map(|(ix, role)| {
                let text = format!("{}: one of them answers", role.title);
                Choice::numbered(ix, role.id.as_str(), text)
            })
            .collect();
        let everybody = "several people together, who are asked everything".to_owned();
        choices.push(Choice::enter(JOINT, everybody));
        let chosen = self.choose("Who is in the room?", &choices, Some(known.len()))?;
        Ok((chosen < known.len()).then_some(RoleIx(chosen)))
    }

    /// Whether small groups are hidden; none where it makes no difference.
    pub(super) fn anonymous(
        &mut self,
        questionnaire: &Questionnaire,
        seats: usize,
    ) -> Result<Option<bool>, Left> {
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
        let choices = [
            Choice::numbered(
                0,
                "named",
                "named: everything is shown, also what each role says. Everybody here agrees to \
                 it beforehand, and nothing is hidden."
                    .to_owned(),
            ),
            Choice::numbered(
                1,
                "anonymous",
                format!(
                    "anonymous: the report hides groups of fewer than {needed}{few}. Who sees \
                     this screen knows the answers anyway."
                ),
            ),
        ];
        let chosen = self.choose("Named or anonymous?", &choices, None)?;
        Ok(Some(chosen == 1))
    }

    /// The dimensions that are asked; none means all.
    pub(super) fn dimensions(
        &mut self,
        questionnaire: &Questionnaire,
        seats: &[Answers],
        proof: ProofAsking,
    ) -> Result<Option<Vec<DimensionIx>>, Left> {
        let core: Vec<DimensionIx> =
            questionnaire.dimension_positions().filter(|&ix| questionnaire[ix].core).collect();
        let is_choice = !core.is_empty() && core.len() < questionnaire.dimensions.len();
        match self.args.dimensions.as_deref() {
            Some("all") => return Ok(None),
            Some("core") if !core.is_empty() => return Ok(Some(core)),
            Some(list) => return Ok(scope(questionnaire, list).map(Some)?),
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
        let choices = [
            Choice {
                start: "  c      ".to_owned(),
                text: format!("the core, about {short} minutes: {}", titles.join(", ")),
                name: "c",
            },
            Choice::enter("all", format!("everything, about {all} minutes")),
        ];
        let chosen = self.choose("How much time is there?", &choices, Some(1))?;
        Ok((chosen == 0).then_some(core))
    }

    /// One of several, by what stands in front of it or by its name. Enter takes
    /// the default.
    pub(super) fn choose(
        &mut self,
        question: &str,
        choices: &[Choice<'_>],
        default: Option<usize>,
    ) -> Result<usize, Left> {
        let lines: Vec<(String, String)> =
            choices.iter().map(|choice| (choice.start.clone(), choice.text.clone())).collect();
        loop {
            let line = self.ask(question, &lines, "Choice")?.to_lowercase();
            let is_meant = |choice: &Choice<'_>| choice.start.trim() == line || choice.name == line;
            let found = match default {
                Some(default) if line.is_empty() => Some(default),
                _ => choices.iter().position(is_meant),
            };
            if let Some(found) = found {
                return Ok(found);
            }
            self.message = Some("Type what stands in front of your choice.".to_owned());
        }
    }

    /// Asks for a line. Help is shown at once; back and quit leave.
    fn ask(
        &mut self,
        question: &str,
        lines: &[(String, String)],
        prompt: &str,
    ) -> Result<String, Left> {
        self.asked += 1;
        loop {
            let said = self.message.take().map(|message| (String::new(), message));
            let lines: Vec<_> = lines.iter().cloned().chain(said).collect();
            let screen = screen::draw_text(question, &lines, prompt, self.prompt.room());
            self.prompt.show(&screen)?;
            let line = match self.prompt.ask(&screen.prompt)? {
                Event::Line(line) => line.trim().to_owned(),
                Event::Pasted(text) => text.lines().next().unwrap_or_default().trim().to_owned(),
                Event::End => return Err(ended().into()),
                Event::Interrupted => {
                    interrupt::wait_for_the_end();
                    return Err(Failure::Interrupted.into());
                }
            };
            match line.as_str() {
                "q" | "Q" => return Err(Left::Quit),
                "b" | "B" => return Err(Left::Back),
                "?" | "h" | "H" => self.message = Some(HELP.to_owned()),
                _ => return Ok(line),
            }
        }
    }
}

const HELP: &str = "Type what is asked for and press Enter; b goes back to the prompt before, q \
                    ends, and nothing is saved before the first question.";

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
