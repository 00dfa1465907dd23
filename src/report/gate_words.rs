//! A gate in words, the same for every format.

use crate::model::{Score, Tenths};

use super::escape::visible;
use super::model::{GateReport, Report};

impl GateReport {
    /// Whether its limit is kept; what cannot be judged is not met.
    pub fn is_met(&self) -> bool {
        self.verdict == "met"
    }

    /// "met", "NOT MET", "NOT JUDGED".
    pub(super) fn verdict_words(&self) -> &'static str {
        match self.verdict {
            "met" => "met",
            "not_met" => "NOT MET",
            _ => "NOT JUDGED",
        }
    }

    /// "at least 45.0".
    fn limit_words(&self) -> String {
        let bound = match self.bound {
            "min" => "at least",
            _ => "at most",
        };
        format!("{bound} {}", self.limit)
    }

    /// "35.0", "+31.7", "not known: too little was answered".
    fn value_words(&self) -> String {
        match (self.value, &self.because) {
            (Some(value), _) => self.signed_where_gap(value),
            (None, Some(because)) => format!("not known: {}", visible(because)),
            (None, None) => "not known".to_owned(),
        }
    }

    /// "prevention at least 45.0: 35.0".
    pub(super) fn words(&self) -> String {
        format!("{} {}: {}", self.subject, self.limit_words(), self.value_words())
    }

    /// Gaps carry their sign; other numbers have none.
    fn signed_where_gap(&self, value: Tenths) -> String {
        if self.subject.ends_with("gap") { value.signed() } else { value.to_string() }
    }
}

impl Report {
    /// "prevention 35.0, at least 45.0".
    pub(super) fn short_gate_words(&self, gate: &GateReport) -> String {
        let value = gate.value.map_or("not known".to_owned(), |value| gate.signed_where_gap(value));
        format!("{} {value}{}, {}", gate.subject, self.beside(gate), gate.limit_words())
    }

    /// "ownership.gap at most 20.0: +32.0 (prevention 38.0, resolution 70.0)".
    pub(super) fn gate_words(&self, gate: &GateReport) -> String {
        format!("{}{}", gate.words(), self.beside(gate))
    }

    /// Both scores after a gap, which never stands alone; else nothing.
    fn beside(&self, gate: &GateReport) -> String {
        let is_gap = gate.value.is_some() && gate.subject.ends_with("gap");
        match self.scores_of(&gate.subject) {
            [Some(prevention), Some(resolution)] if is_gap => {
                let [prevention, resolution] = [prevention.published, resolution.published];
                format!(" (prevention {prevention}, resolution {resolution})")
            }
            _ => String::new(),
        }
    }

    /// The two scores of what a gate judges, overall or in a dimension.
    fn scores_of(&self, subject: &str) -> [Option<Score>; 2] {
        let Some((id, _)) = subject.rsplit_once('.') else {
            return [self.overall.prevention.score, self.overall.resolution.score];
        };
        let dimension = self.dimensions.iter().find(|dimension| dimension.id == id);
        dimension.map_or([None; 2], |found| [found.prevention.score, found.resolution.score])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subject: &str, bound: &'static str, value: Option<i32>, expected: [&str; 2]) {
        let report = crate::report::sample::larkfield();
        let gate = GateReport {
            subject: subject.to_owned(),
            bound,
            limit: Tenths::whole(20),
            verdict: "not_met",
            value: value.map(Tenths::new),
            because: value.is_none().then(|| "too little was\nanswered".to_owned()),
        };
        assert_eq!([report.gate_words(&gate), report.short_gate_words(&gate)], expected);
    }

    #[test]
    fn a_gate_says_its_value_and_its_limit() {
        let (long, short) = ("prevention at least 20.0: 15.0", "prevention 15.0, at least 20.0");
        check("prevention", "min", Some(150), [long, short]);
        let long = "coverage at least 20.0: not known: too little was\\u{a}answered";
        check("coverage", "min", None, [long, "coverage not known, at least 20.0"]);
    }

    /// The sample has 41.0 and 68.0 overall, and 38.0 and 70.0 in `ownership`.
    #[test]
    fn a_gap_never_stands_alone() {
        let long = "gap at most 20.0: +27.0 (prevention 41.0, resolution 68.0)";
        let short = "gap +27.0 (prevention 41.0, resolution 68.0), at most 20.0";
        check("gap", "max", Some(270), [long, short]);
        let long = "ownership.gap at most 20.0: +32.0 (prevention 38.0, resolution 70.0)";
        let short = "ownership.gap +32.0 (prevention 38.0, resolution 70.0), at most 20.0";
        check("ownership.gap", "max", Some(320), [long, short]);
    }
}
