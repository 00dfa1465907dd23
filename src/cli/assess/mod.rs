//! `pgap assess`: the interview.

mod lock;
mod store;
