//! How sure a score is.

/// How sure, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfidenceLevel {
    /// Do not decide on it alone.
    Low,
    /// Good enough to start.
    Medium,
    /// Can be relied on.
    High,
}

impl ConfidenceLevel {
    /// All levels, least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word in files, reports and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}
