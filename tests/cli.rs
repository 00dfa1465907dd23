//! Sessions at the command line, word for word: what is typed, what comes
//! out, and the exit code.

#[test]
fn sessions_run_as_documented() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cli/*.trycmd")
        .run();
}
