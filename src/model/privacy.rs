//! What respondents are told about who sees what they say. It is said once,
//! for the page, the file to fill in and the interview.

/// Beside a note, where people answer anonymously.
pub const NOTES_MAY_BE_SHOWN: &str = "Notes may be shown as you write them, without your name";

/// Who sees what is said where people answer by name.
pub const SEEN_BY_NAME: &str = "You answer by name, as was agreed beforehand: whoever gets your \
                                file can read all of it, reports hide nothing, and print notes \
                                word for word";

/// Who sees what is said where people answer anonymously, and reports hide
/// what fewer than `min_group` of them said.
pub fn seen_anonymously(min_group: u32) -> String {
    format!(
        "You answer anonymously: where several people answer, reports hide what fewer than \
         {min_group} of them said, and of fewer than ten tell only what their answers add up to. \
         {NOTES_MAY_BE_SHOWN}. What no report can hide: whoever gets your file can read all of it, \
         and sees who sent it"
    )
}
