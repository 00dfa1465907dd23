//! `pgap man`: the man page of pgap or of a command, from the arguments and
//! the help, so that it cannot say anything else.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Args, ManArgs};
use super::exit::{self, Ended, Failure};
use super::output;

/// The files that commands read and write.
const FILES: [(&str, &str); 5] = [
    (
        "answers.yaml",
        "What one respondent said, or several: a document each. It starts with `format: answers/1`.",
    ),
    (
        "our-check.yaml",
        "A questionnaire of your own, named after its id. It starts with `format: questionnaire/1`.",
    ),
    ("gates.yaml", "A policy: gates to judge. It starts with `format: policy/1`."),
    ("answers/", "A folder stands for all YAML and JSON files below it, except hidden ones."),
    ("-", "Standard input or output."),
];

/// What a run looks at beside its arguments.
const ENVIRONMENT: [(&str, &str); 4] = [
    (
        "NO_COLOR, CLICOLOR_FORCE",
        "No colour, or colour in pipes too, unless --color says otherwise.",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "Where the locale is not UTF-8, reports in a terminal are plain ASCII.",
    ),
    (
        "TERM, ACCESSIBLE",
        "With a dumb terminal, or if ACCESSIBLE is set, an interview uses plain lines.",
    ),
    ("COMPLETE", "Set by the scripts of `pgap completions`: a completion is wanted, not a run."),
];

pub(super) fn run(args: &ManArgs) -> Result<Ended, Failure> {
    let mut pgap = Args::command();
    pgap.build();
    let command = match &args.command {
        None => pgap,
        Some(name) => find(&pgap, name)?,
    };
    output::to_stdout(|out| page(&command, out))?;
    Ok(Ended::Done)
}

fn find(pgap: &Command, name: &str) -> Result<Command, Failure> {
    pgap.find_subcommand(name).cloned().ok_or_else(|| {
        let names: Vec<&str> = pgap.get_subcommands().map(Command::get_name).collect();
        Failure::Usage(format!("there is no command `{name}`; there are {}", names.join(", ")))
    })
}

/// Writes a page in the order that readers know.
fn page(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let is_pgap = command.has_subcommands();
    let version = concat!("pgap ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).source(version).manual("Prevention Gap");
    let help = Help::of(command);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    written(out, |roff| help.paragraphs.iter().for_each(|text| paragraph(roff, text)))?;
    man.render_options_section(out)?;
    if is_pgap {
        man.render_subcommands_section(out)?;
    }
    let of = (!is_pgap).then(|| command.get_name());
    let codes = Ended::of(of).map(|ended| (ended.code().to_string(), ended.meaning()));
    list(out, "EXIT STATUS", codes)?;
    list(out, "FILES", FILES.map(|(file, says)| (file.to_owned(), says)))?;
    list(out, "ENVIRONMENT", ENVIRONMENT.map(|(name, says)| (name.to_owned(), says)))?;
    written(out, |roff| {
        roff.control("SH", ["EXAMPLES"]);
        literal(roff, &help.examples);
    })?;
    see_also(command, out)
}

/// The end of a command's help, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Help {
    /// What is said before the examples.
    paragraphs: Vec<String>,
    /// The lines under "Try it:", without their indent.
    examples: String,
}

impl Help {
    fn of(command: &Command) -> Self {
        let text = command.get_after_help().map_or(String::new(), ToString::to_string);
        Self::read(&text)
    }

    fn read(text: &str) -> Self {
        let mut help = Self::default();
        for paragraph in text.split("\n\n") {
            match paragraph.strip_prefix("Try it:\n") {
                Some(examples) => help.examples = unindented(examples),
                None if paragraph.starts_with(exit::HELP_HEADING) => {}
                None => help.paragraphs.push(paragraph.to_owned()),
            }
        }
        help
    }
}

fn unindented(lines: &str) -> String {
    let lines: Vec<&str> =
        lines.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// A paragraph of a help: filled, unless some of its lines are indented.
fn paragraph(roff: &mut Roff, text: &str) {
    roff.control("PP", []);
    if text.lines().any(|line| line.starts_with(' ')) {
        literal(roff, text);
    } else {
        roff.text([roman(text.replace('\n', " "))]);
    }
}

/// Lines that stay as they are, under each other.
fn literal(roff: &mut Roff, lines: &str) {
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

/// A section of terms, each with what it means.
fn list<'a>(
    out: &mut dyn Write,
    heading: &str,
    entries: impl IntoIterator<Item = (String, &'a str)>,
) -> io::Result<()> {
    written(out, |roff| {
        roff.control("SH", [heading]);
        for (term, says) in entries {
            roff.control("TP", []);
            roff.text([bold(term)]);
            roff.text([roman(says)]);
        }
    })
}

fn see_also(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let is_pgap = command.has_subcommands();
    let pages: Vec<String> = if is_pgap {
        command.get_subcommands().map(|one| format!("pgap-{}(1)", one.get_name())).collect()
    } else {
        vec!["pgap(1)".to_owned()]
    };
    written(out, |roff| {
        roff.control("SH", ["SEE ALSO"]);
        roff.text([roman(pages.join(", "))]);
    })
}

fn written(out: &mut dyn Write, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::new();
    write(&mut roff);
    roff.to_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_is_taken_apart() {
        let text =
            exit::help("Gates judge.\n\nTry it:\n  pgap score a\n  pgap score b", Some("score"));
        let paragraphs = vec!["Gates judge.".to_owned()];
        let examples = "pgap score a\npgap score b".to_owned();
        assert_eq!(Help::read(&text), Help { paragraphs, examples });
    }

    fn text(command: &Command) -> String {
        let mut out = Vec::new();
        page(command, &mut out).expect("a vector can be written");
        String::from_utf8(out).expect("a page is text")
    }

    /// Every page has its examples, and no line of it is a wrong request.
    #[test]
    fn every_command_has_a_page() {
        let mut pgap = Args::command();
        pgap.build();
        let commands = pgap.get_subcommands().filter(|command| command.get_name() != "help");
        for command in commands.chain([&pgap]) {
            let page = text(command);
            let name = command.get_name();
            for section in ["NAME", "SYNOPSIS", "\"EXIT STATUS\"", "FILES", "EXAMPLES"] {
                assert!(page.contains(&format!("\n.SH {section}\n")), "{name} has no {section}");
            }
            let (_, examples) = page.split_once("\n.SH EXAMPLES\n").expect("it is there");
            assert!(examples.contains("pgap"), "{name} shows no example");
        }
    }
}
