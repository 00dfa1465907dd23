//! A gate in words, the same for every format.

use crate::model::Score;
use crate::text::visible;

use super::model::{GateReport, HeldDownReport, Report};
use super::words;

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

    /// "prevention at least 45.0: 35.0".
    pub(super) fn words(&self) -> String {
        format!("{}: {}", self.asks, visible(&self.found))
    }

    /// The same, with its id in the policy.
    pub(super) fn named_words(&self) -> String {
        match &self.id {
            Some(id) => format!("{} ({id})", self.words()),
            None => self.words(),
        }
    }

    /// Why there is such a gate, what holds it down and what would meet it:
    /// one line each; nothing where it is met.
    pub(super) fn reasons(&self) -> Vec<String> {
        if self.is_met() {
            return Vec::new();
        }
        let why = self.why.iter().map(|why| format!("why: {}", visible(why)));
        let held = self.held_down().into_iter();
        let changes =
            self.changes.iter().map(|changes| format!("met with {}", visible(&changes.words)));
        why.chain(held).chain(changes).collect()
    }

    /// What holds it down, the heaviest first.
    fn held_down(&self) -> Option<String> {
        let held =
            |held: &HeldDownReport| format!("{} ({})", visible(&held.id), visible(&held.words));
        let mut named: Vec<String> = self.held_down_by.iter().take(NAMED).map(held).collect();
        if self.held_down_by.len() > NAMED {
            named.push(format!("{} more", self.held_down_by.len() - NAMED));
        }
        (!named.is_empty()).then(|| format!("held down by {}", words::list(&named)))
    }
}

/// How many of what holds a gate down are named.
const NAMED: usize = 5;

impl Report {
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
    use crate::model::GateValue;
    use crate::report::sample;

    #[track_caller]
    fn check(subject: &str, asks: &str, found: &str, expected: &str) {
        let value = found.parse::<f64>().ok().map(|_| GateValue::Whole(0));
        let gate = GateReport {
            asks: asks.to_owned(),
            found: found.to_owned(),
            value,
            ..sample::gate(subject, "not_met")
        };
        assert_eq!(sample::larkfield().gate_words(&gate), expected);
    }

    #[test]
    fn a_gate_says_its_limit_and_its_value() {
        let asks = "prevention at least 20.0";
        check("prevention", asks, "15.0", "prevention at least 20.0: 15.0");
        let asks = "coverage at least 20.0";
        let found = "not known: too little was\nanswered";
        let expected = "coverage at least 20.0: not known: too little was\\u{a}answered";
        check("coverage", asks, found, expected);
    }

    /// The sample has 41.0 and 68.0 overall, and 38.0 and 70.0 in `ownership`.
    #[test]
    fn a_gap_never_stands_alone() {
        let expected = "gap at most 20.0: +27.0 (prevention 41.0, resolution 68.0)";
        check("gap", "gap at most 20.0", "+27.0", expected);
        let expected = "ownership.gap at most 20.0: +32.0 (prevention 38.0, resolution 70.0)";
        check("ownership.gap", "ownership.gap at most 20.0", "+32.0", expected);
    }
}
