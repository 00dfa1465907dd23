//! A real terminal with `pgap assess` in it, and a person's eyes.

use std::fs;
use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Long, for a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Terminal {
    folder: std::rc::Rc<TempDir>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    // Dropping it would press Enter, so it is kept to the end.
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    written: Vec<u8>,
}

impl Terminal {
    /// 80 by 24, in a folder of its own.
    pub(crate) fn start(args: &[&str]) -> Self {
        Self::start_in(args, 80, &[])
    }

    pub(crate) fn start_in(args: &[&str], columns: u16, env: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self::spawn(folder.into(), args, columns, env)
    }

    /// Another run in the same folder.
    pub(crate) fn start_again(&self, args: &[&str]) -> Self {
        Self::spawn(self.folder.clone(), args, 80, &[])
    }

    fn spawn(
        folder: std::rc::Rc<TempDir>,
        args: &[&str],
        columns: u16,
        env: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows: 24, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there is a pty");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pgap"));
        command.arg("assess");
        command.args(args);
        command.cwd(folder.path());
        command.env_clear();
        for (key, value) in
            [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")]
        {
            command.env(key, value);
        }
        for (key, value) in env {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).expect("pgap starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("the pty can be read");
        let keyboard = pair.master.take_writer().expect("the pty can be written");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(24, columns, 0);
        Self { folder, child, master: pair.master, keyboard, output, parser, written: Vec::new() }
    }

    /// Looks until a text is on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.screen().contains(text) {
            assert!(Instant::now() < deadline, "{text:?} does not appear in\n{}", self.screen());
            self.look(Duration::from_millis(100));
        }
        // What follows it is still on its way: the prompt stands last.
        self.look(Duration::from_millis(30));
    }

    fn look(&mut self, patience: Duration) {
        while let Ok(bytes) = self.output.recv_timeout(patience) {
            self.parser.process(&bytes);
            self.written.extend(bytes);
        }
    }

    pub(crate) fn types(&mut self, line: &str) {
        self.sends(&format!("{line}\r"));
    }

    pub(crate) fn sends(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal is there");
        self.keyboard.flush().expect("the terminal is there");
    }

    /// Sends a signal by its name. (The library's own kill sends SIGHUP.)
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("there is a kill").success());
    }

    /// Waits until it has ended, and returns the exit code.
    pub(crate) fn end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.look(Duration::from_millis(50));
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                self.look(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.screen());
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the pty can be resized");
        self.parser.screen_mut().set_size(rows, columns);
    }

    pub(crate) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    pub(crate) fn hides_the_cursor(&self) -> bool {
        self.parser.screen().hide_cursor()
    }

    /// Whether the terminal had to break a line.
    pub(crate) fn wraps_a_line(&self) -> bool {
        let screen = self.parser.screen();
        (0..screen.size().0).any(|row| screen.row_wrapped(row))
    }

    pub(crate) fn wrote(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.written).contains(text)
    }

    /// What is in the file of answers.
    pub(crate) fn file(&self) -> String {
        fs::read_to_string(self.folder.path().join("answers.yaml")).expect("there is a file")
    }

    /// Whether there is a file of this name beside it.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    /// Somebody else takes the file away.
    pub(crate) fn remove_file(&self) {
        fs::remove_file(self.folder.path().join("answers.yaml")).expect("there is a file");
    }

    /// Somebody else writes the file.
    pub(crate) fn write_file(&self, text: &str) {
        fs::write(self.folder.path().join("answers.yaml"), text).expect("it can be written");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
