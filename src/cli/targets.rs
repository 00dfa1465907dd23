//! Where a batch goes: standard output and any number of files at once, each
//! in a format of its own.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use prevention_gap::report::batch::BatchFormat;

use super::args::ScoreArgs;
use super::atomic::Pending;
use super::exit::Failure;
use super::files;
use super::notes;
use super::output::NEW_RESULT_MODE;

/// One output of a batch.
pub(super) struct Target {
    pub(super) format: BatchFormat,
    /// What messages call it.
    name: String,
    to: To,
}

enum To {
    Stdout(BufWriter<anstream::Stdout>),
    /// Whoever read standard output has seen enough.
    Nobody,
    /// A new file, which takes its place when it is whole.
    File(Pending),
    /// A pipe or a device is written to, not replaced.
    Device(fs::File),
}

/// The outputs that were asked for: standard output, or files in the formats
/// of their endings.
///
/// # Errors
///
/// An ending has no format, or a file cannot be made.
pub(super) fn targets(format: BatchFormat, outputs: &[PathBuf]) -> Result<Vec<Target>, Failure> {
    if outputs.is_empty() {
        return Ok(vec![Target::stdout(format)]);
    }
    let formats: Vec<BatchFormat> =
        outputs.iter().map(|path| format_of(path, format)).collect::<Result<_, _>>()?;
    let target = |(path, format): (&PathBuf, BatchFormat)| {
        if path.as_os_str() == "-" {
            return Ok(Target::stdout(format));
        }
        Target::file(path, format).with_context(|| format!("cannot write {}", path.display()))
    };
    Ok(outputs.iter().zip(formats).map(target).collect::<anyhow::Result<_>>()?)
}

/// A slip of the pen must not cost anybody a file: no output may lie over
/// what is read, or over another output.
///
/// # Errors
///
/// Two of them are one file.
pub(super) fn no_slip(args: &ScoreArgs) -> Result<(), Failure> {
    let outputs = args.output.iter().chain(&args.badge);
    let outputs: Vec<&PathBuf> = outputs.filter(|path| path.as_os_str() != "-").collect();
    for (position, path) in outputs.iter().enumerate() {
        if outputs[..position].iter().any(|other| is_same(other, path)) {
            return Err(over("another output", path));
        }
    }
    let given = [&args.gates.policy, &args.ratchet.baseline];
    let given = given.into_iter().flatten().chain(&args.own.questionnaires);
    for read in given {
        if let Some(path) = outputs.iter().find(|path| is_same(path, read)) {
            return Err(over("a file that is read", path));
        }
    }
    let there: Vec<&&PathBuf> = outputs.iter().filter(|path| path.is_file()).collect();
    if there.is_empty() {
        return Ok(());
    }
    for input in files::inputs(&args.answers)? {
        if let Some(path) = there.iter().find(|path| input.is(path)) {
            return Err(over("answers", path));
        }
    }
    Ok(())
}

fn over(what: &str, path: &Path) -> Failure {
    let path = path.display();
    Failure::Usage(format!("`--output {path}` would overwrite {what}; name another file"))
}

/// Whether two paths are one file, that is there or not yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
    whole(one).is_some_and(|one| Some(one) == whole(other))
}

/// The format of the ending of a file.
pub(super) fn format_by_ending(path: &Path) -> Option<BatchFormat> {
    let ending = path.extension()?.to_str()?;
    BatchFormat::from_ending(&ending.to_ascii_lowercase())
}

fn format_of(path: &Path, on_stdout: BatchFormat) -> Result<BatchFormat, Failure> {
    if path.as_os_str() == "-" {
        return Ok(on_stdout);
    }
    format_by_ending(path).ok_or_else(|| {
        let endings = BatchFormat::ALL.iter().filter_map(|format| format.ending());
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        Failure::Usage(format!(
            "`--output {}`: the format follows the ending, and this one is none of {}",
            path.display(),
            endings.join(", "),
        ))
    })
}

impl Target {
    fn stdout(format: BatchFormat) -> Self {
        let to = To::Stdout(BufWriter::new(anstream::stdout()));
        Self { format, name: "to standard output".to_owned(), to }
    }

    fn file(path: &Path, format: BatchFormat) -> io::Result<Self> {
        let to = if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            To::Device(fs::OpenOptions::new().write(true).open(path)?)
        } else {
            To::File(Pending::new(path, NEW_RESULT_MODE)?)
        };
        Ok(Self { format, name: path.display().to_string(), to })
    }

    /// A file that only a run that keeps all limits may replace.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    pub(super) fn baseline(path: &Path) -> anyhow::Result<Self> {
        Self::file(path, BatchFormat::Json)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes what is left, and puts a file in its place.
    ///
    /// # Errors
    ///
    /// It cannot be written whole.
    pub(super) fn close(mut self) -> anyhow::Result<()> {
        let name = self.name.clone();
        let is_file = matches!(self.to, To::File(_));
        let close = || -> io::Result<()> {
            self.flush()?;
            match self.to {
                To::File(pending) => pending.take_its_place(),
                To::Stdout(_) | To::Nobody | To::Device(_) => Ok(()),
            }
        };
        close().with_context(|| format!("cannot write {name}"))?;
        if is_file {
            notes::step(|| format!("written: {name}"))?;
        }
        Ok(())
    }

    /// What is said where it cannot be written.
    pub(super) fn cannot_write(&self) -> String {
        format!("cannot write {}", self.name)
    }

    /// Goes on without standard output where nobody reads it.
    fn unless_closed<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match (&self.to, result) {
            (To::Stdout(_), Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                if let To::Stdout(stdout) = std::mem::replace(&mut self.to, To::Nobody) {
                    // What is left in the buffer has nowhere to go.
                    let _ = stdout.into_parts();
                }
                Ok(instead)
            }
            (_, result) => result,
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.to {
            To::Stdout(stdout) => stdout.write(bytes),
            To::Nobody => Ok(bytes.len()),
            // Styles are whole in one piece: a table writes line by line.
            To::File(pending) => {
                pending.write_all(&anstream::adapter::strip_bytes(bytes).into_vec())?;
                Ok(bytes.len())
            }
            To::Device(device) => {
                device.write_all(&anstream::adapter::strip_bytes(bytes).into_vec())?;
                Ok(bytes.len())
            }
        };
        self.unless_closed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = match &mut self.to {
            To::Stdout(stdout) => stdout.flush(),
            To::Nobody => Ok(()),
            To::File(pending) => pending.flush(),
            To::Device(device) => device.flush(),
        };
        self.unless_closed(flushed, ())
    }
}
