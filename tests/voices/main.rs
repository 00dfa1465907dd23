//! Several respondents: worked cases, the laws of the arithmetic, and what
//! anonymity hides.

mod anonymity;
mod laws;
mod support;
mod table;
mod vectors;
