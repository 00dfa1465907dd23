//! Saving under every kind of bad luck.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use prevention_gap::model::{Answer, AnswerState, Edit, Id, Level, QuestionIx};
use prevention_gap::yaml::{Catalog, read_answers};
use tempfile::TempDir;

use super::*;
use crate::cli::assess::lock::lock_path;

fn questionnaire() -> Questionnaire {
    Catalog::on_board().get("quick-check").expect("it is on board").clone()
}

fn header() -> NewAnswers {
    NewAnswers {
        questionnaire: Id::new("quick-check").expect("it is an id"),
        version: questionnaire().version,
        organisation: "Larkfield Home".to_owned(),
        unit: None,
        wave: None,
        date: jiff::civil::date(2026, 10, 14),
        dimensions: None,
        respondent: None,
        anonymous: None,
    }
}

/// An answer to the question at a position, with a note of some length.
fn answer(question: usize, level: u64, note: usize) -> SeatEdit {
    let level = Level::new(level).expect("it is a level");
    let note = (note > 0).then(|| "n".repeat(note));
    let answer = Answer { state: AnswerState::Level(level), note, ..Answer::default() };
    of_seat(0, Edit::Answer { question: QuestionIx(question), answer })
}

fn of_seat(seat: usize, edit: Edit) -> SeatEdit {
    SeatEdit { seat, edit }
}

/// A store on a new file in a folder.
fn start(folder: &Path) -> FileStore {
    let path = folder.join("answers.yaml");
    FileStore::create(&path, &[header()], &questionnaire()).expect("it can be created")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it can be read")
}

/// How many questions a file has a level for.
#[track_caller]
fn levels(path: &Path) -> usize {
    let read = read_answers(read(path).as_bytes(), &Catalog::on_board()).expect("it is sound");
    let is_level = |answer: &&Answer| matches!(answer.state, AnswerState::Level(_));
    read.value.answers.iter().filter(is_level).count()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is a folder").map(|entry| {
        let name = entry.expect("it can be listed").file_name();
        name.into_string().expect("it is text")
    });
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room")
}

#[test]
fn every_save_is_in_the_file_and_leaves_nothing_beside_it() {
    let folder = folder();
    let mut store = start(folder.path());
    assert_eq!(levels(store.path()), 0);
    for question in 0..10 {
        store.save(&[answer(question, 3, 0)]).expect("it can be saved");
        assert_eq!(levels(store.path()), question + 1);
    }
    assert_eq!(names(folder.path()), ["answers.yaml", "answers.yaml.lock"]);
    assert_eq!(store.text(), read(store.path()));
    drop(store);
    assert_eq!(names(folder.path()), ["answers.yaml"]);
}

#[test]
fn saving_the_same_answer_again_writes_nothing() {
    let folder = folder();
    let mut store = start(folder.path());
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    let before = fs::metadata(store.path()).expect("it is there").modified().expect("it is known");
    store.save(&[answer(0, 3, 0)]).expect("there is nothing to save");
    let after = fs::metadata(store.path()).expect("it is there").modified().expect("it is known");
    assert_eq!(before, after);
}

#[test]
fn a_new_interview_does_not_go_over_a_file() {
    let folder = folder();
    let path = folder.path().join("answers.yaml");
    fs::write(&path, "mine").expect("it can be written");
    let refused = FileStore::create(&path, &[header()], &questionnaire()).expect_err("it is there");
    assert!(matches!(refused, OpenError::Exists(_)), "{refused}");
    assert!(refused.to_string().contains("resume it with `pgap assess"), "{refused}");
    assert_eq!(read(&path), "mine");
    let refused = FileStore::open(&path, &questionnaire()).expect_err("it is no answers");
    assert!(matches!(refused, OpenError::Unsound { .. }), "{refused}");
    assert_eq!(names(folder.path()), ["answers.yaml"]);
    let missing = FileStore::open(&folder.path().join("other.yaml"), &questionnaire());
    assert!(matches!(missing, Err(OpenError::World { .. })));
    assert_eq!(names(folder.path()), ["answers.yaml"]);
}

#[test]
fn a_second_interview_is_refused_and_told_who_has_the_file() {
    let folder = folder();
    let mut store = start(folder.path());
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    let link = folder.path().join("link.yaml");
    symlink("answers.yaml", &link).expect("links are known here");
    for path in [store.path(), &link] {
        let refused = FileStore::open(path, &questionnaire()).expect_err("it is in use");
        let sentence = refused.to_string();
        assert!(matches!(refused, OpenError::InUse { .. }), "{sentence}");
        assert!(sentence.contains(&format!("process {}", std::process::id())), "{sentence}");
        assert!(sentence.contains(", since 20"), "{sentence}");
    }
    drop(store);
    let store = FileStore::open(&link, &questionnaire()).expect("it is free again");
    assert_eq!(levels(store.path()), 1);
}

#[test]
fn what_a_killed_interview_left_behind_blocks_nobody() {
    let folder = folder();
    let path = start(folder.path()).path().to_owned();
    let left = "An interview with pgap is using the answers beside this file.\nanna on desk-7\n";
    fs::write(lock_path(&path), left).expect("it can be written");
    fs::write(folder.path().join(".answers.yaml-aB3dE6.tmp"), "half").expect("it can be written");
    fs::write(folder.path().join(".answers.yaml-mine.tmp"), "mine").expect("it can be written");
    let store = FileStore::open(&path, &questionnaire()).expect("the lock is nobody's");
    assert!(!read(&lock_path(&path)).contains("anna"));
    drop(store);
    assert_eq!(names(folder.path()), [".answers.yaml-mine.tmp", "answers.yaml"]);
}

#[test]
fn a_file_of_another_program_is_no_lock_and_stays() {
    let folder = folder();
    let path = start(folder.path()).path().to_owned();
    fs::write(lock_path(&path), "precious").expect("it can be written");
    let refused = FileStore::open(&path, &questionnaire()).expect_err("it is in the way");
    assert!(refused.to_string().contains("in the way"), "{refused}");
    assert!(read(&lock_path(&path)).starts_with("precious"));
}

#[test]
fn a_file_that_was_changed_under_us_is_left_alone() {
    let folder = folder();
    let mut store = start(folder.path());
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    let theirs = format!("{}# theirs\n", store.text());
    fs::write(store.path(), &theirs).expect("it can be written");
    let refused = store.save(&[answer(1, 2, 0)]);
    assert!(matches!(refused, Err(SaveError::ChangedUnderUs)), "{refused:?}");
    assert_eq!(read(store.path()), theirs);
    // Everything so far goes into another file, and on from there.
    let old = store.path().to_owned();
    assert!(store.move_to(&old).is_err());
    let new = folder.path().join("second.yaml");
    store.move_to(&new).expect("it is a new file");
    store.save(&[answer(2, 2, 0)]).expect("it can be saved");
    assert_eq!((store.path(), levels(&new), read(&old)), (&*new, 3, theirs));
    assert_eq!(names(folder.path()), ["answers.yaml", "second.yaml", "second.yaml.lock"]);
}

#[test]
fn a_file_that_was_taken_away_is_written_anew() {
    let folder = folder();
    let mut store = start(folder.path());
    fs::remove_file(store.path()).expect("it is there");
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    assert_eq!(levels(store.path()), 1);
}

#[test]
fn the_mode_and_the_link_of_a_file_stay() {
    let folder = folder();
    let path = start(folder.path()).path().to_owned();
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).expect("it is ours");
    let link = folder.path().join("link.yaml");
    symlink("answers.yaml", &link).expect("links are known here");
    let mut store = FileStore::open(&link, &questionnaire()).expect("it is sound");
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!((mode(&path), levels(&path)), (0o664, 1));
}

#[test]
fn a_file_that_is_read_only_is_not_replaced() {
    let folder = folder();
    let mut store = start(folder.path());
    let allow = |mode| fs::set_permissions(store.path(), fs::Permissions::from_mode(mode));
    allow(0o444).expect("it is ours");
    let path = store.path().to_owned();
    let refused = store.save(&[answer(0, 3, 0)]);
    assert!(matches!(refused, Err(SaveError::ReadOnly)), "{refused:?}");
    assert_eq!(levels(&path), 0);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    store.save(&[]).expect("the answer is still in memory");
    assert_eq!(levels(&path), 1);
}

#[test]
fn an_answer_that_no_file_can_hold_does_not_stop_the_next_one() {
    let folder = folder();
    let mut store = start(folder.path());
    let reason = AnswerState::NotApplicable(" ".to_owned());
    let answer_of = Answer { state: reason, ..Answer::default() };
    let blank = Edit::Answer { question: QuestionIx(0), answer: answer_of };
    assert!(matches!(store.save(&[of_seat(0, blank)]), Err(SaveError::Other(_))));
    store.save(&[answer(1, 2, 0)]).expect("it can be saved");
    assert_eq!(levels(store.path()), 1);
}

#[test]
fn without_a_file_everything_is_fine() {
    NoStore.save(&[answer(0, 3, 0)]).expect("nothing is written");
    NoStore.move_to(Path::new("elsewhere.yaml")).expect("nothing is written");
    assert_eq!(NoStore.file(), None);
}

#[test]
fn a_file_that_somebody_took_away_is_written_anew_without_another_answer() {
    let folder = folder();
    let mut store = start(folder.path());
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    fs::remove_file(store.path()).expect("it is there");
    store.save(&[]).expect("it can be saved");
    assert_eq!(levels(store.path()), 1);
}

/// A small disk of its own, for as long as it lives.
struct Disk(TempDir);

impl Disk {
    /// `None` where this user may not mount one; the tests say so then.
    fn new(size: &str) -> Option<Self> {
        let folder = folder();
        let options = format!("size={size}");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        say_skipped();
        None
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        let mount = Command::new("mount").args(["-o", &options]).arg(self.0.path()).status();
        assert!(mount.expect("there is a mount").success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[expect(clippy::print_stderr, reason = "a test that was skipped has to say so")]
fn say_skipped() {
    eprintln!(
        "SKIPPED: no tmpfs can be mounted here, so a full disk and a read-only one were not tried"
    );
}

#[test]
fn on_a_full_disk_answers_stay_in_memory_until_there_is_room() {
    let Some(disk) = Disk::new("64k") else { return };
    let mut store = start(disk.0.path());
    store.save(&[answer(0, 3, 0)]).expect("there is room");
    let full = store.save(&[answer(1, 2, 100_000)]);
    assert!(matches!(full, Err(SaveError::NoSpace)), "{full:?}");
    assert_eq!(levels(store.path()), 1);
    assert_eq!(names(disk.0.path()), ["answers.yaml", "answers.yaml.lock"]);
    assert!(matches!(store.save(&[answer(2, 2, 0)]), Err(SaveError::NoSpace)));
    // Another file on another disk, with everything so far.
    let other = folder();
    let new = other.path().join("answers.yaml");
    store.move_to(&new).expect("there is room");
    assert_eq!(levels(&new), 3);
}

#[test]
fn when_there_is_room_again_everything_is_saved() {
    let Some(disk) = Disk::new("64k") else { return };
    let mut store = start(disk.0.path());
    assert!(matches!(store.save(&[answer(0, 3, 100_000)]), Err(SaveError::NoSpace)));
    disk.remount("size=1m");
    store.save(&[answer(1, 2, 0)]).expect("there is room");
    assert_eq!(levels(store.path()), 2);
}

#[test]
fn a_folder_made_read_only_is_said_and_nothing_is_lost() {
    let Some(disk) = Disk::new("1m") else { return };
    let mut store = start(disk.0.path());
    // A file that is open for writing, such as our lock, forbids it to a whole
    // disk, but not to one way of looking at it.
    let path = disk.0.path();
    let look = |options: &[&str]| {
        let mount = Command::new("mount").args(options).arg(path).arg(path).status();
        assert!(mount.expect("there is a mount").success());
    };
    look(&["--bind"]);
    look(&["-o", "remount,bind,ro"]);
    let refused = store.save(&[answer(0, 3, 0)]);
    let unmounted = Command::new("umount").arg(path).status();
    assert!(unmounted.expect("there is an umount").success());
    assert!(matches!(refused, Err(SaveError::ReadOnly)), "{refused:?}");
    assert_eq!(levels(store.path()), 0);
    store.save(&[answer(1, 2, 0)]).expect("it may be written again");
    assert_eq!(levels(store.path()), 2);
}

#[test]
fn a_file_that_was_taken_away_is_written_again_and_that_is_said() {
    let folder = folder();
    let mut store = start(folder.path());
    store.save(&[answer(0, 3, 0)]).expect("it can be saved");
    assert_eq!(store.told(), None);
    fs::rename(store.path(), folder.path().join("moved.yaml")).expect("it can be moved");
    store.save(&[answer(1, 3, 0)]).expect("it can be saved");
    assert_eq!(levels(store.path()), 2);
    let told = store.told().expect("there are two files now");
    assert!(told.ends_with("answers.yaml was gone; all answers so far are written there again"));
    assert_eq!(store.told(), None, "it is said once");
}

/// Whoever types the name of the file again has its lock already.
#[test]
fn the_same_file_is_no_other_file() {
    let folder = folder();
    let mut store = start(folder.path());
    fs::write(store.path(), "changed").expect("it can be written");
    let by_way = folder.path().join(".").join("answers.yaml");
    for path in [store.path().to_owned(), by_way] {
        let refused = store.move_to(&path).expect_err("another program has changed it");
        assert!(matches!(refused, SaveError::ChangedUnderUs), "{refused}");
    }
    assert_eq!(read(store.path()), "changed");
    let text = store.text().to_owned();
    fs::write(store.path(), text).expect("it can be written");
    let same = store.path().to_owned();
    store.move_to(&same).expect("it is as we left it");
}
