//! A Chromium that is told what to do: keys are pressed as a keyboard presses
//! them, and files are saved as a person saves them. It speaks the `DevTools`
//! protocol over two pipes, one message a zero byte.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A browser with one page.
pub(crate) struct Devtools {
    browser: Child,
    to: File,
    from: BufReader<File>,
    calls: u64,
    session: Option<String>,
    /// Where the page's files are saved.
    saved: PathBuf,
}

impl Devtools {
    /// Opens a page of a folder.
    pub(crate) fn open(program: &str, folder: &Path, page: &str) -> Self {
        let pipes = [folder.join("to"), folder.join("from")];
        let made = Command::new("mkfifo").args(&pipes).status().expect("mkfifo runs");
        assert!(made.success());
        let [to, from] = &pipes;
        let saved = folder.join("saved");
        fs::create_dir(&saved).expect("there is room for a folder");
        let browser = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$TO\" 4>\"$FROM\"", program])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--remote-debugging-pipe", "--window-size=380,800"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .envs([("TO", to), ("FROM", from)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser runs");
        let to = File::options().write(true).open(to).expect("the browser listens");
        let from = BufReader::new(File::open(from).expect("the browser answers"));
        let mut devtools = Self { browser, to, from, calls: 0, session: None, saved };
        devtools.attach();
        devtools.go_to(&format!("file://{}", folder.join(page).display()));
        devtools
    }

    fn attach(&mut self) {
        let target = self.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call("Target.attachToTarget", &target);
        let path = self.saved.display().to_string();
        let allow = json!({ "behavior": "allow", "downloadPath": path });
        self.call("Browser.setDownloadBehavior", &allow);
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        let phone = json!({ "width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &phone);
    }

    fn go_to(&mut self, address: &str) {
        self.call("Page.navigate", &json!({ "url": address }));
        self.wait_until("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /// Opens the page anew, as after it was closed.
    pub(crate) fn close_and_open(&mut self) {
        let address = self.value("location.href");
        let address = address.as_str().expect("a page has an address").to_owned();
        // Without having been asked whether to leave.
        self.value("unsaved = false");
        self.call("Page.navigate", &json!({ "url": "about:blank" }));
        self.wait_until("location.protocol === 'about:'");
        self.go_to(&address);
    }

    /// Waits for something to be true of the page.
    pub(crate) fn wait_until(&mut self, expression: &str) {
        for _ in 0..200 {
            if self.value(expression) == json!(true) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("it never came true: {expression}");
    }

    /// The value of an expression on the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let wanted = json!({ "expression": expression, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", &wanted);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Presses a key, and lets go of it.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, number, text) = match key {
            "Tab" => ("Tab", 9, None),
            "Enter" => ("Enter", 13, Some("\r")),
            " " => ("Space", 32, Some(" ")),
            "ArrowDown" => ("ArrowDown", 40, None),
            letter => ("", 0, Some(letter)),
        };
        let mut down = json!({ "type": "keyDown", "key": key, "code": code });
        down["windowsVirtualKeyCode"] = json!(number);
        if let Some(text) = text {
            down["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", &down);
        let mut up = down;
        up["type"] = json!("keyUp");
        self.call("Input.dispatchKeyEvent", &up);
    }

    /// Types a text, letter by letter; a line break is the key Enter.
    pub(crate) fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\n' => self.press("Enter"),
                _ => self.press(&letter.to_string()),
            }
        }
    }

    /// Presses Tab until the focus is on what a selector names.
    pub(crate) fn tab_to(&mut self, selector: &str) {
        let there = format!("document.activeElement.matches({})", json!(selector));
        for _ in 0..300 {
            if self.value(&there) == json!(true) {
                return;
            }
            self.press("Tab");
        }
        panic!("no keyboard gets to {selector}");
    }

    /// The one file that was saved, its name and its text.
    pub(crate) fn saved_file(&mut self) -> (PathBuf, String) {
        for _ in 0..200 {
            let files = fs::read_dir(&self.saved).expect("the folder is there");
            let mut paths = files.map(|file| file.expect("it can be read").path());
            let is_whole = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
            if let Some(path) = paths.find(is_whole) {
                let text = fs::read_to_string(&path).expect("it is text");
                if text.ends_with('\n') {
                    return (path, text);
                }
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("nothing was saved");
    }

    /// Calls a method, and waits for what it returns. Events are let go.
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        write!(self.to, "{message}\0").expect("the browser listens");
        loop {
            let mut bytes = Vec::new();
            let read = self.from.read_until(0, &mut bytes).expect("the browser answers");
            assert!(read > 0, "the browser has gone");
            bytes.pop();
            let answer: Value = serde_json::from_slice(&bytes).expect("it answers in JSON");
            if answer["id"] == json!(self.calls) {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }
}

impl Drop for Devtools {
    fn drop(&mut self) {
        // It may have gone already.
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}
