//! Who may use whom. Data flows one way (text, model, tally, scores,
//! findings, report, bytes), and this test reads the sources and says which
//! import runs against it.

use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// What each module of the library may use beside itself, `text` and `model`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &[]),
    ("schema", &[]),
    ("yaml", &["schema"]),
    ("tally", &[]),
    ("interview", &[]),
    ("scoring", &["tally"]),
    ("voices", &["scoring", "tally"]),
    ("findings", &["scoring", "voices", "tally"]),
    ("gates", &["scoring", "voices", "findings", "tally"]),
    ("check", &["tally", "scoring", "voices", "findings", "gates"]),
    ("report", &["report", "schema"]),
    ("report::build", &["report", "tally", "scoring", "voices", "findings", "gates"]),
];

/// Crates, and parts of the standard library, that only some modules may
/// name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("serde_yaml", &["yaml"]),
    ("granit_parser", &["yaml"]),
    ("annotate_snippets", &["yaml"]),
    ("comfy_table", &["report::table"]),
    (
        "serde_json",
        &[
            "report::json",
            "report::html::form",
            "report::batch::badge",
            "schema",
            "yaml::policy::schema",
            "yaml::questionnaire::schema",
            "yaml::ready",
        ],
    ),
    ("schemars", &["schema", "yaml", "report::json"]),
    ("csv", &["report::csv", "report::batch::csv"]),
    ("quick_xml", &["report::batch::junit"]),
    ("askama", &["report::html"]),
    ("anyhow", &[]),
    ("clap", &[]),
    ("clap_complete", &[]),
    ("clap_mangen", &[]),
    ("dialoguer", &[]),
    ("anstream", &[]),
    ("tempfile", &[]),
    ("std::fs", &[]),
    ("std::env", &[]),
    ("std::net", &[]),
    ("std::process", &[]),
    ("std::time", &[]),
    ("std::thread", &[]),
];

/// Modules that are only there for tests, and may use what they like.
const TEST_MODULES: [&str; 3] = ["tests", "testing", "sample"];

#[test]
fn the_library_keeps_its_layers() {
    let mut broken = Vec::new();
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    assert!(files.len() > 20, "the sources are not where this test looks");
    for file in files {
        let module = module_of(&file);
        let is_binary = module.first().is_some_and(|first| first == "cli" || first == "main");
        if is_binary || module.iter().any(|part| TEST_MODULES.contains(&part.as_str())) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source can be read");
        for complaint in complaints(&module, &text) {
            broken.push(format!("{}: {complaint}", file.display()));
        }
    }
    assert!(broken.is_empty(), "imports against the flow of data:\n{}", broken.join("\n"));
}

/// `cli` is declared in `main.rs` alone, so that the library cannot see it.
#[test]
fn only_the_binary_declares_cli() {
    let declares = |file: &str| fs::read_to_string(file).expect("it exists").contains("mod cli;");
    assert!(declares("src/main.rs"));
    assert!(!declares("src/lib.rs"));
}

/// Prompts can be exchanged in one place.
#[test]
fn one_file_knows_dialoguer() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let names_it = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("a source can be read");
        text.lines().any(|line| line.contains("dialoguer::"))
    };
    files.retain(names_it);
    assert_eq!(files, [Path::new("src/cli/assess/rich.rs")]);
}

#[test]
fn every_source_says_what_it_does() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).expect("a source can be read");
        assert!(text.starts_with("//!"), "{} does not open with `//!`", file.display());
    }
}

#[track_caller]
fn check(module: &str, source: &str, expected: &[&str]) {
    let module: Vec<String> = module.split("::").map(str::to_owned).collect();
    assert_eq!(complaints(&module, source), expected);
}

#[test]
fn an_import_against_the_flow_is_found_however_it_is_written() {
    check("model::id", "use crate::scoring::Scores;", &["`model` must not use `scoring`"]);
    check("text", "use crate::model::Id;", &["`text` must not use `model`"]);
    check("tally", "use crate::{model::Id, yaml::Catalog};", &["`tally` must not use `yaml`"]);
    check("scoring::cell", "use super::super::report;", &["`scoring` must not use `report`"]);
    check("scoring", "use super::findings as f;", &["`scoring` must not use `findings`"]);
    check("yaml", "use crate::*;", &["`yaml` must not use `crate::*`"]);
    check("findings", "fn f() { crate::report::build(); }", &["`findings` must not use `report`"]);
    check("report::json", "use crate::tally::Tally;", &["`report` must not use `tally`"]);
    check("report::json", "use super::build::build;", &["a format must not use `report::build`"]);
    check("model", "use serde_yaml::Value;", &["`serde_yaml` belongs to yaml"]);
    check("report::json", "use comfy_table::Table;", &["`comfy_table` belongs to report::table"]);
    check("scoring", "fn f() { std::fs::read(\"x\"); }", &["`std::fs` belongs to cli"]);
    check("scoring", "use std::{fs, io};", &["`std::fs` belongs to cli"]);
}

#[test]
fn imports_along_the_flow_are_fine() {
    check("scoring::cell", "use super::Cell; use crate::tally::Tally;", &[]);
    check("model::problem", "use crate::text::visible;", &[]);
    check("findings", "use crate::{model::Id, scoring::{self, Scores}};", &[]);
    check("report::build::notes", "use super::Assessment; use crate::findings::Findings;", &[]);
    check("report::json", "use super::model::Report; use crate::model::Tenths;", &[]);
    check("tally", "#[cfg(test)] mod tests { use crate::yaml::Catalog; }", &[]);
}

/// What is wrong with the imports of one file.
fn complaints(module: &[String], source: &str) -> Vec<String> {
    let file = syn::parse_file(source).expect("a source is Rust");
    let mut paths = Paths { found: Vec::new() };
    paths.visit_file(&file);
    let mut complaints: Vec<String> =
        paths.found.iter().filter_map(|path| complaint(module, path)).collect();
    complaints.dedup();
    complaints
}

fn complaint(module: &[String], path: &[String]) -> Option<String> {
    let layer = module[0].as_str();
    if let Some((name, owners)) = ONLY_IN.iter().find(|(name, _)| starts_with(path, name)) {
        let owned = owners.iter().any(|owner| starts_with(module, owner));
        let owners = if owners.is_empty() { "cli".to_owned() } else { owners.join(", ") };
        return (!owned).then(|| format!("`{name}` belongs to {owners}"));
    }
    let target = resolve(module, path)?;
    let used = target.first()?.as_str();
    if used == "*" {
        return Some(format!("`{layer}` must not use `crate::*`"));
    }
    let is_format = layer == "report" && module.len() > 1 && module[1] != "build";
    if is_format && starts_with(&target, "report::build") {
        return Some("a format must not use `report::build`".to_owned());
    }
    let rule = if starts_with(module, "report::build") { "report::build" } else { layer };
    let (_, allowed) = MAY_USE.iter().find(|(name, _)| *name == rule)?;
    let is_beneath = used == "text" || (used == "model" && layer != "text");
    let fine = used == layer || is_beneath || allowed.contains(&used);
    (!fine).then(|| format!("`{layer}` must not use `{used}`"))
}

/// The path from the root of the crate, if it leads into the crate.
fn resolve(module: &[String], path: &[String]) -> Option<Vec<String>> {
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            let stem = module.get(..module.len().checked_sub(ups)?)?;
            Some(stem.iter().chain(&path[ups..]).cloned().collect())
        }
        _ => None,
    }
}

fn starts_with(path: &[String], name: &str) -> bool {
    let mut parts = path.iter();
    name.split("::").all(|part| parts.next().is_some_and(|found| found == part))
}

/// Every path that a file names, imports and expressions alike. Tests inside
/// a file may use what they like.
struct Paths {
    found: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.add_tree(&item.tree, &mut Vec::new());
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }
}

impl Paths {
    fn add_tree(&mut self, tree: &syn::UseTree, stem: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                stem.push(path.ident.to_string());
                self.add_tree(&path.tree, stem);
                stem.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.add_tree(item, stem));
            }
            syn::UseTree::Name(name) => self.add(stem, name.ident.to_string()),
            syn::UseTree::Rename(rename) => self.add(stem, rename.ident.to_string()),
            syn::UseTree::Glob(_) => self.add(stem, "*".to_owned()),
        }
    }

    fn add(&mut self, stem: &[String], last: String) {
        self.found.push(stem.iter().cloned().chain([last]).collect());
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

/// `src/report/build/notes.rs` is `report::build::notes`; `mod.rs` is its
/// folder.
fn module_of(file: &Path) -> Vec<String> {
    let below = file.strip_prefix("src").expect("it was found there").with_extension("");
    let mut parts: Vec<String> =
        below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}
