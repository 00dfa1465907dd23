//! Who a report is for. A cut takes sections out of a whole report, once, for
//! every format, and says how much of what was typed is not shown. Every cut
//! begins with the first page.

use crate::model::Lens;

use super::model::{Fact, Report};
use super::words;

/// Who reads a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// One page: the first page, the first three actions, one line of method.
    Board,
    /// Everything but the method, the statistics and the notes.
    Manager,
    /// What a team can use: the questions about the process, where leaders and
    /// frontline disagree, strengths, and the actions that it can start itself.
    Team,
    /// Everything.
    #[default]
    Full,
}

impl Audience {
    /// All audiences, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Board, Self::Manager, Self::Team, Self::Full];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Manager => "manager",
            Self::Team => "team",
            Self::Full => "full",
        }
    }

    /// Returns the audience with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.name() == name)
    }
}

impl Report {
    /// The report as this audience reads it.
    #[must_use]
    pub fn cut_for(self, audience: Audience) -> Self {
        let whole = Typed::of(&self);
        let mut cut = match audience {
            Audience::Board => board(self),
            Audience::Manager => {
                without_statistics(Self { method: Vec::new(), notes: Vec::new(), ..self })
            }
            Audience::Team => without_statistics(team(self)),
            Audience::Full => return self,
        };
        cut.left_out.extend(whole.beside(&Typed::of(&cut)));
        cut
    }
}

fn board(mut report: Report) -> Report {
    report.facts = on_one_page(report.facts);
    report.says_order = false;
    report.actions.retain(|action| action.lens == Lens::Prevention && action.when == "now");
    // What there is to do on Monday is said once.
    for (place, action) in report.actions.iter_mut().enumerate() {
        action.first_step = action.first_step.take().filter(|_| place == 0);
        action.metric = None;
    }
    if let Some(posture) = &mut report.overall.posture {
        posture.means.clear();
    }
    report.findings.clear();
    report.checklists.clear();
    // The first page names the widest disagreement.
    report.voices = None;
    report.method.truncate(1);
    without_details(report)
}

/// The first page without what stands among the first actions, and with the
/// confidence and who answered, but not what the headline does under tests.
fn on_one_page(facts: Vec<Fact>) -> Vec<Fact> {
    let kept = |mut fact: Fact| {
        match fact.label {
            Fact::NEXT_TO_DECIDE => return None,
            Fact::HOW_SURE if fact.lines.len() > 2 => {
                fact.lines =
                    fact.lines.first().into_iter().chain(fact.lines.last()).cloned().collect();
            }
            Fact::START_HERE => fact.lines.truncate(1),
            _ => {}
        }
        Some(fact)
    };
    facts.into_iter().filter_map(kept).collect()
}

fn team(mut report: Report) -> Report {
    report.actions.retain(|action| action.by_centre);
    report.findings.retain(|finding| finding.kind == "strength");
    report.checklists.retain(|list| list.summary.is_none());
    report.method.clear();
    without_details(report)
}

/// Without the figures behind what several people say.
fn without_statistics(mut report: Report) -> Report {
    if let Some(voices) = &mut report.voices {
        voices.statistics = None;
    }
    report
}

/// Without what only those need who work with the whole report.
fn without_details(report: Report) -> Report {
    Report {
        dimensions: Vec::new(),
        stages: Vec::new(),
        promises: Vec::new(),
        other_decisions: Vec::new(),
        answer_first: Vec::new(),
        verify_first: Vec::new(),
        notes: Vec::new(),
        profile: Vec::new(),
        absent: Vec::new(),
        ..report
    }
}

/// What respondents typed, counted.
struct Typed {
    notes: usize,
    decisions: usize,
    facts: usize,
}

impl Typed {
    fn of(report: &Report) -> Self {
        let decided = report.actions.iter().filter(|action| action.decision.is_some()).count();
        Self {
            notes: report.notes.len(),
            decisions: decided + report.other_decisions.len(),
            facts: report.profile.len(),
        }
    }

    /// "Not shown here: 37 notes and 2 decisions."
    fn beside(&self, cut: &Self) -> Option<String> {
        let more = [
            (self.notes - cut.notes, "note"),
            (self.decisions - cut.decisions, "decision"),
            (self.facts - cut.facts, "fact"),
        ];
        let more: Vec<String> = more
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(count, noun)| words::count(count, noun))
            .collect();
        (!more.is_empty()).then(|| format!("Not shown here: {}.", words::list(&more)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    /// Headings of what is left, in the order of the page.
    #[track_caller]
    fn check(audience: Audience, expected: &[&str]) {
        let cut = sample::larkfield().cut_for(audience);
        let parts = [
            ("dimensions", cut.dimensions.len()),
            ("stages", cut.stages.len()),
            ("checklists", cut.checklists.len()),
            ("patterns", cut.findings.iter().filter(|found| found.kind == "pattern").count()),
            ("strengths", cut.findings.iter().filter(|found| found.kind == "strength").count()),
            ("promises", cut.promises.len()),
            ("actions", cut.actions.len()),
            ("verify first", cut.verify_first.len()),
            ("profile", cut.profile.len()),
            ("notes", cut.notes.len()),
            ("absent", cut.absent.len()),
            ("method", cut.method.len()),
        ];
        let left: Vec<&str> =
            parts.iter().filter(|(_, count)| *count > 0).map(|(name, _)| *name).collect();
        assert_eq!(left, expected);
        if audience != Audience::Board {
            assert_eq!(
                cut.facts,
                sample::larkfield().facts,
                "every cut begins with the first page"
            );
        }
        assert_eq!(Audience::from_name(audience.name()), Some(audience));
    }

    #[test]
    fn each_audience_gets_its_sections() {
        check(Audience::Board, &["actions", "method"]);
        check(Audience::Team, &["checklists", "strengths"]);
        check(
            Audience::Manager,
            &[
                "dimensions",
                "stages",
                "checklists",
                "patterns",
                "strengths",
                "promises",
                "actions",
                "verify first",
                "profile",
                "absent",
            ],
        );
        assert_eq!(sample::larkfield().cut_for(Audience::Full), sample::larkfield());
    }

    #[track_caller]
    fn check_voices(audience: Audience, has_section: bool, has_statistics: bool) {
        let cut = sample::several().cut_for(audience);
        let statistics = cut.voices.as_ref().and_then(|voices| voices.statistics.as_ref());
        assert_eq!((cut.voices.is_some(), statistics.is_some()), (has_section, has_statistics));
        assert!(cut.facts.iter().any(|fact| fact.label == "Disagreement"));
    }

    #[test]
    fn several_voices_are_cut_for_their_readers() {
        check_voices(Audience::Board, false, false);
        check_voices(Audience::Manager, true, false);
        check_voices(Audience::Team, true, false);
        check_voices(Audience::Full, true, true);
    }

    #[test]
    fn a_cut_says_what_it_left_out() {
        let said = |audience| sample::larkfield().cut_for(audience).left_out;
        assert_eq!(
            said(Audience::Manager),
            ["`fee-old-survey`: the question is retired.", "Not shown here: 2 notes."]
        );
        let board = said(Audience::Board);
        assert_eq!(board.len(), 2);
        assert!(board[1].contains("2 notes") && board[1].contains("2 facts"));
    }
}
