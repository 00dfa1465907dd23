//! What pages tell of a report: those who read them may not know who was
//! assessed, where that was asked for, and nothing where too few anonymous
//! people answered.

use std::borrow::Cow;

use super::model::{Header, OverallReport, Report, TellsOnPages};

/// What stands for the name of what was assessed.
const NAMELESS: &str = "The organisation";

impl Report {
    /// The report as pages tell it: terminal, Markdown and HTML.
    pub(super) fn on_pages(&self) -> Cow<'_, Self> {
        match self.withheld_because() {
            Some(why) => Cow::Owned(self.withheld(why)),
            None => self.without_names(),
        }
    }

    /// The report without the name of what was assessed, where that was asked
    /// for.
    pub(super) fn without_names(&self) -> Cow<'_, Self> {
        if self.header.told != TellsOnPages::WithoutNames {
            return Cow::Borrowed(self);
        }
        let organisation = NAMELESS.to_owned();
        let header = Header { organisation, unit: None, wave: None, ..self.header.clone() };
        Cow::Owned(Self { header, ..self.clone() })
    }

    /// Why nothing is told of it, where that is so.
    pub fn withheld_because(&self) -> Option<&str> {
        match &self.header.told {
            TellsOnPages::Nothing(why) => Some(why),
            TellsOnPages::All | TellsOnPages::WithoutNames => None,
        }
    }

    fn withheld(&self, why: &str) -> Self {
        Self {
            header: self.header.clone(),
            verdict: why.to_owned(),
            overall: self.overall.clone().without_ranges(),
            gates: self.gates.clone(),
            since: None,
            skipped_files: self.skipped_files.clone(),
            bands: self.bands.clone(),
            facts: Vec::new(),
            dimensions: Vec::new(),
            lowest_prevention: None,
            widest_gap: None,
            areas: Vec::new(),
            stages: Vec::new(),
            checklists: Vec::new(),
            voices: None,
            findings: Vec::new(),
            promises: Vec::new(),
            actions: Vec::new(),
            says_order: false,
            start: None,
            next_to_decide: None,
            other_decisions: Vec::new(),
            answer_first: Vec::new(),
            verify_first: Vec::new(),
            notes: Vec::new(),
            left_out: self.left_out.clone(),
            method: Vec::new(),
            profile: Vec::new(),
            absent: Vec::new(),
        }
    }
}

impl OverallReport {
    /// That everything is possible says nothing.
    fn without_ranges(mut self) -> Self {
        self.prevention.range = None;
        self.resolution.range = None;
        self.gap.range = None;
        self
    }
}
