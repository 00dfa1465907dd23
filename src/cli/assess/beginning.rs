//! New answers: for which is asked, prompt by prompt, what was not told. `b`
//! goes back from one prompt to the one before.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use prevention_gap::model::{Answers, DimensionIx, Questionnaire, Respondent};
use prevention_gap::yaml::Catalog;

use super::lying::{self, Lying};
use super::prompt::Prompt;
use super::resume::{Carried, Earlier};
use super::setup::{Choice, Left, Setup};
use super::start::{self, Start, Target};
use super::{asking, today, workshop};
use crate::cli::args::AssessArgs;
use crate::cli::exit::Failure;

/// What is asked, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Questionnaire,
    Answers,
    Organisation,
    Who,
    File,
    Anonymous,
    Dimensions,
}

impl Stage {
    const ALL: [Self; 7] = [
        Self::Questionnaire,
        Self::Answers,
        Self::Organisation,
        Self::Who,
        Self::File,
        Self::Anonymous,
        Self::Dimensions,
    ];
}

/// What was told and asked so far.
pub(super) struct Beginning<'a, 'c> {
    setup: Setup<'a>,
    catalog: &'c Catalog,
    id: Option<&'a str>,
    date: Date,
    unit: Option<String>,
    /// What was promised to whoever gave the answers that are taken over.
    promised: Option<bool>,
    questionnaire: Option<&'c Questionnaire>,
    organisation: String,
    respondents: Vec<Option<Respondent>>,
    /// The file that was named with `--answers`, as it was asked about.
    named: Option<PathBuf>,
    path: PathBuf,
    /// A file that is there, and goes on.
    old: Option<PathBuf>,
    anonymous: Option<bool>,
    dimensions: Option<Vec<DimensionIx>>,
}

impl<'a, 'c> Beginning<'a, 'c> {
    /// Nothing but what was told is known; the unit, and the promise of
    /// anonymity, are those of the answers which are taken over.
    pub(super) fn new(
        args: &'a AssessArgs,
        catalog: &'c Catalog,
        id: Option<&'a str>,
        from: Option<&Earlier<'_>>,
        prompt: &'a mut dyn Prompt,
    ) -> Self {
        Self {
            setup: Setup { args, prompt, asked: 0, message: None },
            catalog,
            id,
            date: today(args),
            unit: args.unit.clone().or_else(|| Some(from?.unit()?.to_owned())),
            promised: from.and_then(Earlier::promise),
            questionnaire: None,
            organisation: String::new(),
            respondents: Vec::new(),
            named: None,
            path: PathBuf::new(),
            old: None,
            anonymous: None,
            dimensions: None,
        }
    }

    /// Asks until all is known; nothing where the people do not want to begin.
    ///
    /// # Errors
    ///
    /// What was told makes no sense, or the input ended.
    pub(super) fn begin(mut self) -> Result<Option<Start<'c>>, Failure> {
        let (mut at, mut asked) = (0, Vec::new());
        while let Some(&stage) = Stage::ALL.get(at) {
            let before = self.setup.asked;
            match self.take(stage) {
                Ok(()) => {
                    if self.setup.asked > before {
                        asked.push(at);
                    }
                    at += 1;
                }
                Err(Left::Back) => {
                    let earlier = asked.pop();
                    if earlier.is_none() {
                        let first = "This is the first prompt; there is nothing before it.";
                        self.setup.message = Some(first.to_owned());
                    }
                    at = earlier.unwrap_or(at);
                }
                Err(Left::Quit) => return Ok(None),
                Err(Left::Failed(failure)) => return Err(failure),
            }
            if let Some(file) = &self.old {
                return start::go_on(self.catalog, self.id, file).map(Some);
            }
        }
        Ok(self.questionnaire.map(|questionnaire| self.start(questionnaire)))
    }

    fn take(&mut self, stage: Stage) -> Result<(), Left> {
        let Some(questionnaire) = self.questionnaire.filter(|_| stage != Stage::Questionnaire)
        else {
            self.questionnaire = Some(self.setup.questionnaire(self.catalog, self.id)?);
            return Ok(());
        };
        match stage {
            Stage::Questionnaire => {}
            Stage::Answers => self.named = self.setup.answers()?,
            Stage::Organisation => self.organisation = self.setup.organisation()?,
            Stage::Who => (self.path, self.respondents) = self.who(questionnaire)?,
            Stage::File => self.file(questionnaire)?,
            Stage::Anonymous => {
                let chosen = self.setup.anonymous(questionnaire, self.respondents.len())?;
                self.anonymous = chosen.or(self.promised);
            }
            Stage::Dimensions => {
                let seats = self.seats(questionnaire);
                let asking = asking(self.setup.args);
                self.dimensions = self.setup.dimensions(questionnaire, &seats, asking)?;
            }
        }
        Ok(())
    }

    /// The file, and who answers in it.
    fn who(
        &mut self,
        questionnaire: &Questionnaire,
    ) -> Result<(PathBuf, Vec<Option<Respondent>>), Left> {
        let args = self.setup.args;
        let named = |whose: Option<&str>, answers: &Answers| {
            self.named.clone().unwrap_or_else(|| lying::name(answers, whose))
        };
        let blank = self.blank(questionnaire);
        if let Some(list) = &args.workshop.seats {
            let seats = workshop::seats(questionnaire, list)?;
            let name = match seats.as_slice() {
                [only] => lying::slug(&only.id),
                _ => "workshop".to_owned(),
            };
            return Ok((named(Some(&name), &blank), seats.into_iter().map(Some).collect()));
        }
        let role = self.setup.role(questionnaire)?;
        let path = named(role.map(|role| questionnaire[role].id.as_str()), &blank);
        let respondent =
            role.map(|role| Respondent { id: id_of(&path), role: Some(role), function: None });
        Ok((path, vec![respondent]))
    }

    /// Answers that lie here already are gone on with, or another file is
    /// started, as the people want.
    fn file(&mut self, questionnaire: &Questionnaire) -> Result<(), Left> {
        let args = self.setup.args;
        if self.named.is_some() || args.dry_run {
            return Ok(());
        }
        let seats = self.seats(questionnaire);
        let found = lying::find(self.catalog, &seats, &self.path, args.from.as_deref());
        let Some(found) = found else { return Ok(()) };
        let free = lying::free(&self.path);
        let other = Choice {
            start: "  n      ".to_owned(),
            text: format!("another file, {}", free.display()),
            name: "n",
        };
        let chosen = match &found {
            Lying::Answers { file, .. } => {
                let on = Choice::enter("y", format!("goes on with {}", file.display()));
                self.setup.choose(&found.to_string(), &[on, other], Some(0))?
            }
            Lying::Other { .. } => self.setup.choose(&found.to_string(), &[other], None)? + 1,
        };
        match found {
            Lying::Answers { file, .. } if chosen == 0 => self.old = Some(file),
            Lying::Answers { .. } | Lying::Other { .. } => self.use_file(free),
        }
        Ok(())
    }

    /// A respondent who was given no name is called as the file is.
    fn use_file(&mut self, file: PathBuf) {
        if self.setup.args.workshop.seats.is_none() {
            for respondent in self.respondents.iter_mut().flatten() {
                respondent.id = id_of(&file);
            }
        }
        self.path = file;
    }

    fn blank(&self, questionnaire: &Questionnaire) -> Answers {
        let args = self.setup.args;
        let mut blank = Answers::blank(questionnaire, self.organisation.clone(), self.date);
        blank.unit.clone_from(&self.unit);
        blank.wave.clone_from(&args.wave);
        blank.anonymous = self.anonymous;
        blank.dimensions.clone_from(&self.dimensions);
        blank
    }

    fn seats(&self, questionnaire: &Questionnaire) -> Vec<Answers> {
        let blank = self.blank(questionnaire);
        let of_seat = |respondent: &Option<Respondent>| {
            let mut answers = blank.clone();
            answers.respondent.clone_from(respondent);
            answers
        };
        self.respondents.iter().map(of_seat).collect()
    }

    fn start(&self, questionnaire: &'c Questionnaire) -> Start<'c> {
        let seats = self.seats(questionnaire);
        let path = self.path.clone();
        let saved = format!(
            "Every answer is saved in {} at once. q stops, and `pgap assess {0}` goes on.",
            path.display()
        );
        let mut messages = if self.setup.args.dry_run { Vec::new() } else { vec![saved] };
        messages.extend(workshop::welcome(questionnaire, &seats));
        let (path, carried) = (Target::New(path), Carried::default());
        Start { questionnaire, seats, carried, messages, path }
    }
}

/// The id of a respondent who has a file of their own.
fn id_of(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| lying::slug(&stem.to_string_lossy()))
}
