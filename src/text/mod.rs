//! What every text needs, wherever it is shown: one list of characters that
//! cannot be seen, one list of what CI servers take for a command, and one way
//! to compare names.

mod commands;
mod hidden;
mod name;

pub use self::commands::{harmless, harmless_lines};
pub(crate) use self::hidden::is_line_break;
pub use self::hidden::{in_json, is_hidden, line, visible};
pub use self::name::{Part, are_alike, name, sound};
