//! The pages in a real browser: nothing goes wrong on them, nothing leaves
//! them, they fit a phone, follow light and dark, print, and keep the rules of
//! axe-core. `.ci/run` installs Chromium and axe-core; where either is missing
//! this says loudly what was not tested.

use std::fs;
use std::io::{self, Write as _};
use std::process::{Command, Output};

use tempfile::TempDir;

#[cfg(unix)]
mod devtools;
#[cfg(unix)]
mod form;

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const AXE: &str = "target/axe/node_modules/axe-core/axe.min.js";

/// The pages, each with the arguments that write it and its exit code.
const PAGES: [(&str, &[&str], i32); 8] = [
    ("report.html", &["report", "--demo"], 0),
    ("answers.html", &["report", "examples/larkfield-quick-check.yaml"], 0),
    ("voices.html", &["report", "tests/cli/files/several-voices.yaml"], 0),
    ("too-few.html", &["report", "tests/cli/files/too-few.yaml"], 4),
    ("sheet.html", &["show", "prevention-gap", "--format", "html"], 0),
    ("form.html", &["form", "quick-check", "--role", "frontline"], 0),
    ("facts.html", &["form", "prevention-gap", "--role", "leader", "--dimensions", "ownership"], 0),
    ("hostile.html", HOSTILE, 0),
];

/// A form of a questionnaire whose every text tries to break out of it.
const HOSTILE: &[&str] = &[
    "form",
    "hostile",
    "--role",
    "frontline",
    "--proof",
    "--questionnaire",
    "tests/browser/hostile.yaml",
    "--organisation",
    "</script><img src=gone.png onerror=document.title='broken'>",
];

/// Says what was not tested, past the capture of the test runner.
fn skipped(what: &str) {
    writeln!(io::stderr(), "SKIPPED: {what}").expect("somebody reads this");
}

/// The browser, or a loud word that there is none.
fn browser() -> Option<&'static str> {
    let found = BROWSERS.into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        skipped("no Chromium here, so no page was tried in a browser (see .ci/run)");
    }
    found
}

fn folder_with_pages() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, arguments, code) in PAGES {
        let output = Command::new(env!("CARGO_BIN_EXE_pgap"))
            .args(arguments)
            .arg("--output")
            .arg(folder.path().join(name))
            .output()
            .expect("pgap runs");
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
    folder
}

fn run(browser: &str, folder: &TempDir, arguments: &[&str], page: &str) -> Output {
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile])
        .args(arguments)
        .arg(format!("file://{}", folder.path().join(page).display()))
        .output()
        .expect("the browser runs")
}

#[test]
fn pages_open_without_an_error_and_print() {
    let Some(browser) = browser() else { return };
    let folder = folder_with_pages();
    for (page, ..) in PAGES {
        let output = run(browser, &folder, &["--enable-logging=stderr", "--dump-dom"], page);
        let log = String::from_utf8_lossy(&output.stderr);
        assert!(!log.contains("CONSOLE"), "{page}: {log}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("</main>"), "{page}");
        let pdf = folder.path().join("page.pdf");
        let print = format!("--print-to-pdf={}", pdf.display());
        run(browser, &folder, &["--no-pdf-header-footer", &print], page);
        let bytes = fs::read(&pdf).expect("it was printed");
        assert!(bytes.starts_with(b"%PDF") && bytes.len() > 20_000, "{page}");
        fs::remove_file(pdf).expect("it was there");
    }
}

/// Looks at the page from inside once it is there, and tells the page around
/// it what is wrong. A form is looked at with all its parts open, and with
/// something missing.
const PROBE: &str = r#"
const wrong = [];
addEventListener('error', event => wrong.push('error: ' + event.message));
addEventListener('securitypolicyviolation', event => wrong.push('asks for ' + event.blockedURI));
addEventListener('load', async () => {
  for (const entry of performance.getEntriesByType('resource')) wrong.push('fetches ' + entry.name);
  if (typeof save === 'function') {
    if (form.hidden) find('start-new').click();
    document.querySelectorAll('.begun').forEach(place => { place.textContent = 'r-mjqn46'; });
    find('resume').hidden = false;
    document.querySelector('[value=not_applicable]').click();
    document.querySelectorAll('.question')[1].querySelector('[value="3"]').click();
    document.querySelectorAll('.question details, #copy').forEach(part => { part.open = true; });
    save();
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) wrong.push(root.scrollWidth + ' wide on ' + innerWidth);
  const paper = getComputedStyle(document.body).backgroundColor;
  if (typeof axe !== 'undefined') {
    const found = await axe.run(document, { resultTypes: ['violations'] });
    for (const rule of found.violations)
      if (['serious', 'critical'].includes(rule.impact))
        for (const node of rule.nodes) wrong.push(rule.id + ': ' + node.target + ' ' + node.failureSummary);
  }
  parent.postMessage([name + ': ' + paper, ...wrong].join('\n  '), '*');
});
"#;

/// A copy of a page that may run the probe.
fn probed(text: &str, axe: &str) -> String {
    text.replacen("default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';", 1)
        .replacen("<style>", &format!("<script>{axe}{PROBE}</script><style>"), 1)
}

/// What the probe says of each page on each width of a screen, one frame each.
fn said(browser: &str, folder: &TempDir, frames: &[(&str, u32)], scheme: &str) -> Vec<String> {
    let frame = |(page, width): &(&str, u32)| {
        format!("<iframe name=\"{page} at {width}\" src=\"{page}\" width=\"{width}\"></iframe>\n")
    };
    let frames: String = frames.iter().map(frame).collect();
    let around = format!(
        "<!doctype html><pre></pre><script>addEventListener('message', event => \
         document.querySelector('pre').textContent += event.data + '\\n')</script>{frames}"
    );
    fs::write(folder.path().join("around.html"), around).expect("it can be written");
    let scheme = format!("--blink-settings=preferredColorScheme={scheme}");
    let arguments = [scheme.as_str(), "--virtual-time-budget=60000", "--dump-dom"];
    let output = run(browser, folder, &arguments, "around.html");
    let dom = String::from_utf8_lossy(&output.stdout);
    let (_, said) = dom.split_once("<pre>").expect("there is a place for what was said");
    let (said, _) = said.split_once("</pre>").expect("it ends");
    let mut said: Vec<String> = said.lines().map(str::to_owned).collect();
    said.sort();
    said
}

/// The rules of axe-core as a script; empty, with a loud word, where it is not
/// installed.
fn axe() -> String {
    fs::read_to_string(AXE).unwrap_or_else(|_| {
        skipped(&format!("no {AXE}, so the rules of axe-core were not tried (see .ci/run)"));
        String::new()
    })
}

#[test]
fn pages_fit_screens_and_keep_the_rules_of_access() {
    let Some(browser) = browser() else { return };
    let (folder, axe) = (folder_with_pages(), axe());
    for (page, ..) in PAGES {
        let path = folder.path().join(page);
        let text = fs::read_to_string(&path).expect("the page is there");
        fs::write(&path, probed(&text, &axe)).expect("it can be written");
    }
    let frames: Vec<(&str, u32)> =
        PAGES.iter().flat_map(|(page, ..)| [1280, 380, 320].map(|width| (*page, width))).collect();
    for (scheme, paper) in [("1", "rgb(255, 255, 255)"), ("0", "rgb(20, 23, 26)")] {
        let mut expected: Vec<String> =
            frames.iter().map(|(page, width)| format!("{page} at {width}: {paper}")).collect();
        expected.sort();
        assert_eq!(said(browser, &folder, &frames, scheme), expected);
    }
}

/// The probe itself: a page on which everything is wrong.
#[test]
fn the_probe_finds_what_is_wrong() {
    let Some(browser) = browser() else { return };
    let (folder, axe) = (tempfile::tempdir().expect("there is room for a folder"), axe());
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    let bad = format!(
        "<!doctype html><html lang=\"en\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"{policy}\"><title>Bad</title><style>p {{ color: #ddd; width: 900px }}</style>\
         <main><h1>Bad</h1><p>pale</p><img src=\"gone.png\"></main></html>"
    );
    fs::write(folder.path().join("bad.html"), probed(&bad, &axe)).expect("it can be written");
    let said = said(browser, &folder, &[("bad.html", 380)], "1").join("\n");
    assert!(said.contains("asks for") && said.contains("wide on 380"), "{said}");
    if !axe.is_empty() {
        assert!(said.contains("color-contrast") && said.contains("image-alt"), "{said}");
    }
}
