//! The binary `pgap`: everything that touches files, terminals and arguments
//! lives in `cli`, which the library cannot see.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
