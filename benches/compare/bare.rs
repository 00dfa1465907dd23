//! The bare two-pass read: the events of `granit_parser` and those of
//! `serde_yaml`, of which nothing is kept. No reader that needs both can be
//! faster.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use granit_parser::Parser;
use serde::de::IgnoredAny;

/// The argument that asks this program for a bare read.
pub(crate) const MODE: &str = "--bare-read";

/// Reads all files of a folder on so many threads.
pub(crate) fn read_all(folder: &Path, threads: usize) {
    let files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    thread::scope(|scope| {
        for files in files.chunks(files.len().div_ceil(threads.max(1)).max(1)) {
            scope.spawn(|| files.iter().for_each(|file| read(file)));
        }
    });
}

fn read(file: &Path) {
    let text = fs::read_to_string(file).expect("it is text");
    for event in Parser::new_from_str(&text) {
        event.expect("it is YAML");
    }
    serde_yaml::from_str::<IgnoredAny>(&text).expect("it is YAML");
}
