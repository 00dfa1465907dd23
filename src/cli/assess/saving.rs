//! Saving while an interview goes on, and what is done where that fails.

use std::ffi::OsStr;
use std::mem;
use std::path::{Path, PathBuf};

use prevention_gap::interview::Command;
use prevention_gap::model::SeatEdit;

use super::drive::{AfterSave, Drive, sentence};
use super::interrupt;
use super::prompt::Event;
use super::screen;
use super::standing::Standing;
use super::store::SaveError;
use crate::cli::exit::Failure;

const FAILED: &str = "The answer could not be saved";

/// What can be typed where another file is offered.
const HELP: &str = "Type a name that ends in .yaml, .yml or .json: everything so far is saved \
                    there. A file that is there already stays as it is. Enter goes on without \
                    another file, and q stops.";

/// Why a file name is asked about.
pub(super) const NO_FILE_NAME: &str =
    "It looks like an answer or a command, or has no ending such as .yaml.";

/// When another file is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// While questions are asked.
    Between,
    /// At the end.
    Last,
}

impl Moment {
    fn what_can_be_done(self) -> &'static str {
        match self {
            Self::Between => {
                "Type the name of another file to go on there, or press Enter to go on here; q \
                 stops, and what is only in memory is lost."
            }
            Self::Last => {
                "Type the name of another file to save all of it there; Enter ends here, and what \
                 is only in memory is lost."
            }
        }
    }
}

impl Drive<'_, '_> {
    /// Saves at once. Where that fails and a person sits there, another file
    /// is offered; a pipe cannot be asked, and its next line is no file name.
    pub(super) fn save(&mut self, edits: &[SeatEdit]) -> Result<AfterSave, Failure> {
        if edits.is_empty() {
            return Ok(AfterSave::GoOn);
        }
        let Err(error) = self.write(edits) else {
            if mem::take(&mut self.save_failed) {
                self.messages.push("Saved again, with everything so far.".to_owned());
            }
            self.messages.extend(self.store.told().as_deref().map(sentence));
            return Ok(AfterSave::GoOn);
        };
        self.save_failed = true;
        if self.prompt.has_person() {
            return self.offer_another_file(Moment::Between, error.to_string());
        }
        let lines = [self.trouble(&error.to_string())];
        self.prompt.show(&screen::draw_words(FAILED, &lines, "", self.prompt.room()))?;
        Ok(AfterSave::Stop)
    }

    /// Tries once more to save, for the file may have been taken away, and
    /// offers another one where something is not on the disk.
    pub(super) fn save_at_last(&mut self) -> Result<(), Failure> {
        let saved = self.write(&[]);
        let Standing::NotSaved(_, missing) = self.record().standing() else { return Ok(()) };
        if !self.prompt.has_person() || self.gave_up {
            return Ok(());
        }
        let trouble = match saved {
            Err(error) => error.to_string(),
            Ok(()) => format!("it lacks what was said on {}", missing.join(", ")),
        };
        self.offer_another_file(Moment::Last, trouble).map(|_| ())
    }

    /// What an interrupt looks for is known before anything is written.
    fn write(&mut self, edits: &[SeatEdit]) -> Result<(), SaveError> {
        let record = self.record();
        interrupt::not_while(|| {
            interrupt::hold(record);
            self.store.save(edits)
        })
    }

    fn trouble(&self, trouble: &str) -> String {
        let file = self.store.file().unwrap_or(Path::new("")).display();
        format!("{file}: {}", sentence(trouble))
    }

    fn offer_another_file(
        &mut self,
        moment: Moment,
        mut trouble: String,
    ) -> Result<AfterSave, Failure> {
        loop {
            let mut lines = vec![self.trouble(&trouble)];
            lines.extend(match moment {
                Moment::Between => vec![
                    "Nothing is lost: your answers are in memory, and each answer tries again."
                        .to_owned(),
                ],
                Moment::Last => match self.record().standing() {
                    Standing::NotSaved(_, missing) => missing,
                    Standing::DryRun | Standing::Saved(_) => Vec::new(),
                },
            });
            lines.push(moment.what_can_be_done().to_owned());
            let strong = match moment {
                Moment::Between => FAILED,
                Moment::Last => "NOT SAVED",
            };
            let event = self.show_and_ask(strong, &lines, "File")?;
            let Some(file) = self.file_named(event)? else { continue };
            match file {
                Named::Nothing => return Ok(AfterSave::GoOn),
                Named::Stop => {
                    self.gave_up = true;
                    return Ok(AfterSave::Stop);
                }
                Named::File(file) => match self.move_to(&file) {
                    Ok(()) => return Ok(AfterSave::GoOn),
                    Err(error) => trouble = error.to_string(),
                },
            }
        }
    }

    fn move_to(&mut self, file: &Path) -> Result<(), SaveError> {
        interrupt::not_while(|| {
            self.store.move_to(file)?;
            interrupt::hold(self.record());
            self.save_failed = false;
            Ok(())
        })
    }

    /// The file that a line names. One that looks like an answer, or like no
    /// file, is asked about; `None` asks for another.
    fn file_named(&mut self, event: Event) -> Result<Option<Named>, Failure> {
        let mut event = event;
        loop {
            let line = match event {
                Event::Line(line) => line.trim().to_owned(),
                Event::Pasted(_) => return Ok(None),
                Event::End | Event::Interrupted => return Ok(Some(Named::Stop)),
            };
            match line.as_str() {
                "" => return Ok(Some(Named::Nothing)),
                "q" | "Q" => return Ok(Some(Named::Stop)),
                "?" | "h" | "H" => {
                    event = self.show_and_ask("Another file", &[HELP.to_owned()], "File")?;
                    continue;
                }
                name if is_file_name(name) => return Ok(Some(Named::File(PathBuf::from(name)))),
                _ => {}
            }
            let lines = [
                NO_FILE_NAME.to_owned(),
                "y saves there; or type another name, or press Enter to go back.".to_owned(),
            ];
            event = self.show_and_ask(&format!("Save as `{line}`?"), &lines, "y or File")?;
            match &event {
                Event::Line(reply) if matches!(reply.trim(), "y" | "Y" | "yes") => {
                    return Ok(Some(Named::File(PathBuf::from(line))));
                }
                Event::Line(reply) if matches!(reply.trim(), "" | "n" | "N" | "no" | "b") => {
                    return Ok(None);
                }
                _ => {}
            }
        }
    }
}

/// What a line at the file prompt says.
enum Named {
    /// Nothing.
    Nothing,
    /// To stop.
    Stop,
    /// A file.
    File(PathBuf),
}

/// Whether nobody could mean anything else by it.
pub(super) fn is_file_name(name: &str) -> bool {
    let ending = Path::new(name).extension().map(OsStr::to_ascii_lowercase);
    let is_known =
        ending.is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|&e| ending == e));
    is_known && !Command::is_meant_by(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: bool) {
        assert_eq!(is_file_name(name), expected, "{name:?}");
    }

    #[test]
    fn an_answer_is_no_file_name() {
        check("other.yaml", true);
        check("../round 2/other.YML", true);
        check("other", false);
        check("other.txt", false);
        check("2", false);
        check("3e: saw the list.yaml", false);
        check("g 4", false);
        check(".yaml", false);
    }
}
