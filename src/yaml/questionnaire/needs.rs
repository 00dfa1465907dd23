//! What questions need of each other, and that it never goes in a circle.

use super::Definitions;
use super::raw::RawNeed;
use crate::model::{Need, ProblemKind, QuestionIx};
use crate::yaml::checks::need;
use crate::yaml::raw::{At, List};
use crate::yaml::reading::Reading;
use crate::yaml::tree::NodeId;

/// The needs of all questions read so far, in their positions.
#[derive(Default)]
pub(super) struct Needs {
    questions: Vec<Needing>,
}

struct Needing {
    id: String,
    /// The positions of the questions that it needs, with the places.
    needs: Vec<(usize, NodeId)>,
}

impl Needs {
    /// Reads the needs of the next question.
    pub(super) fn read(
        &mut self,
        definitions: &Definitions<'_, '_>,
        id: String,
        list: List<RawNeed>,
    ) -> Vec<Need> {
        let (mut read, mut needs) = (Vec::new(), Vec::new());
        for raw in definitions.reading.optional_items(list, "a mapping") {
            let place = raw.value.question.node.unwrap_or(raw.node);
            let Some(need) = definitions.need(raw) else { continue };
            needs.push((need.question.0, place));
            read.push(need);
        }
        self.questions.push(Needing { id, needs });
        read
    }

    /// Reports every circle once.
    ///
    /// Questions that need nothing are taken away, again and again. Each one
    /// that stays needs another one that stays, so that following them has to
    /// come back to a question it has passed.
    pub(super) fn report_circles(&self, reading: &Reading<'_>) {
        let mut step = self.steps_that_stay();
        for start in 0..step.len() {
            let mut path = Vec::new();
            let mut at = start;
            while let Some((next, _)) = step.get(at).copied().flatten() {
                if let Some(from) = path.iter().position(|&passed| passed == at) {
                    self.report(reading, &path[from..], &step);
                    break;
                }
                path.push(at);
                at = next;
            }
            // What has been walked leads to nothing new.
            for passed in path {
                step[passed] = None;
            }
        }
    }

    /// For each question on a circle, or on the way to one, a need to follow.
    fn steps_that_stay(&self) -> Vec<Option<(usize, NodeId)>> {
        let count = self.questions.len();
        let mut waiting: Vec<usize> = vec![0; count];
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (position, question) in self.questions.iter().enumerate() {
            for &(needed, _) in question.needs.iter().filter(|(needed, _)| *needed < count) {
                waiting[position] += 1;
                needed_by[needed].push(position);
            }
        }
        let mut free: Vec<usize> = (0..count).filter(|&position| waiting[position] == 0).collect();
        while let Some(position) = free.pop() {
            for &other in &needed_by[position] {
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    free.push(other);
                }
            }
        }
        let stays = |&(needed, _): &(usize, NodeId)| waiting.get(needed).is_some_and(|w| *w > 0);
        let step = |question: &Needing| question.needs.iter().copied().find(stays);
        self.questions.iter().map(step).collect()
    }

    fn report(&self, reading: &Reading<'_>, circle: &[usize], step: &[Option<(usize, NodeId)>]) {
        let Some((_, place)) = circle.first().and_then(|&first| step[first]) else { return };
        let path = circle.iter().map(|&position| self.questions[position].id.clone()).collect();
        reading.report(place, ProblemKind::NeedsCircle { path });
    }
}

impl Definitions<'_, '_> {
    fn need(&self, raw: At<RawNeed>) -> Option<Need> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let question = need!(reading, node, raw.question)
            .and_then(|question| self.questions.find(reading, &question));
        let at_least = need!(reading, node, raw.at_least).and_then(|level| reading.level(&level));
        let to_reach = need!(reading, node, raw.to_reach).and_then(|level| reading.level(&level));
        let question = QuestionIx(question?);
        Some(Need { question, at_least: at_least?, to_reach: to_reach? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::events;
    use crate::yaml::text::Text;

    /// Checks the circles of questions that are named by their positions.
    #[track_caller]
    fn check(needs: &[&[usize]], circles: &[&str]) {
        let Ok(text) = Text::new(b"a: 1") else { panic!("it is text") };
        let tree = events::parse(text, &mut Vec::new()).expect("it is YAML");
        let reading = Reading::new(text, tree, Vec::new());
        let needing = |(position, needs): (usize, &&[usize])| Needing {
            id: position.to_string(),
            needs: needs.iter().map(|&needed| (needed, NodeId::ROOT)).collect(),
        };
        let needs = Needs { questions: needs.iter().enumerate().map(needing).collect() };
        needs.report_circles(&reading);
        let told: Vec<_> = reading.into_problems().iter().map(|it| it.kind.to_string()).collect();
        let told: Vec<_> = told.iter().filter_map(|told| told.split(": ").nth(1)).collect();
        assert_eq!(told, circles);
    }

    #[test]
    fn every_circle_is_found_once() {
        check(&[&[1], &[2], &[]], &[]);
        check(&[&[1, 2], &[2], &[]], &[]);
        check(&[&[0]], &["`0`"]);
        check(&[&[1], &[0]], &["`0` and `1`"]);
        check(&[&[1], &[2], &[3], &[1]], &["`1`, `2` and `3`"]);
        check(&[&[1], &[0], &[3], &[2], &[0, 2]], &["`0` and `1`", "`2` and `3`"]);
        check(&[&[7]], &[]);
    }
}
