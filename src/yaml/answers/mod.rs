//! What one respondent said: from what the file says to what it means, held
//! against the questionnaire.
//!
//! Where the questionnaire is not at hand, what does not depend on it is
//! checked all the same.

mod answer;
mod raw;

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use self::raw::{RawAnswer, RawAnswers, RawDecision, RawRespondent};
use super::Catalog;
use super::checks::need;
use super::plain::Values;
use super::profile::{self, RawValue};
use super::raw::{At, Entries, List, Raw};
use super::reading::Reading;
use super::tree::NodeId;
use crate::model::{
    Answer, AnswerState, Answers, Decision, DimensionIx, FieldValue, LeftOut, LeftOutReason,
    ProblemKind, Question, QuestionIx, Questionnaire, Respondent, RoleIx,
};
use crate::text;

/// The JSON Schema of answers.
pub(super) fn json_schema() -> String {
    crate::schema::of_read::<RawAnswers>()
}

/// Reads the answers of a document.
pub(super) fn read(reading: &Reading<'_>, catalog: &Catalog) -> Option<Answers> {
    understand(reading, reading.root()?, catalog)
}

/// Reads the answers of a plain document.
pub(super) fn read_plain(
    reading: &Reading<'_>,
    values: &Values<'_>,
    catalog: &Catalog,
) -> Option<Answers> {
    understand(reading, reading.plain_root(values)?, catalog)
}

fn understand(reading: &Reading<'_>, raw: RawAnswers, catalog: &Catalog) -> Option<Answers> {
    let root = NodeId::ROOT;
    need!(reading, root, raw.format);
    let id = need!(reading, root, raw.questionnaire);
    let questionnaire = id.and_then(|id| self::questionnaire(reading, catalog, &id));
    let version_node = raw.version.node;
    let version = need!(reading, root, raw.version).and_then(|text| reading.text(text));
    if let (Some(node), Some(answered), Some(at_hand)) = (version_node, &version, questionnaire) {
        same_version(reading, node, answered, &at_hand.version);
    }
    let organisation = need!(reading, root, raw.organisation).and_then(|text| reading.text(text));
    let date = need!(reading, root, raw.date).and_then(|date| reading.date(&date));
    if raw.answers.node.is_none() {
        reading.report(root, ProblemKind::MissingKey { key: "answers" });
    }
    let holder = Holder::new(reading, questionnaire, version.as_deref(), date);
    let dimensions = raw.dimensions.given().map(|list| holder.scope(list));
    let respondent = raw.respondent.given().map(|respondent| holder.respondent(respondent));
    let profile = raw.profile.value.map(|profile| holder.profile(profile));
    let role = respondent.as_ref().and_then(|respondent| respondent.as_ref()?.role);
    let (answers, left_out) = holder.answers(raw.answers.value.unwrap_or_default(), role);
    let decisions = holder.decisions(raw.decisions);
    let questionnaire = questionnaire?;
    Some(Answers {
        questionnaire: questionnaire.id.clone(),
        version: version?,
        organisation: text::name(&organisation?),
        unit: Reading::optional_text(raw.unit).map(|unit| text::name(&unit)),
        wave: Reading::optional_text(raw.wave).map(|wave| text::name(&wave)),
        date: date?,
        dimensions,
        respondent: respondent.flatten(),
        anonymous: raw.anonymous.value,
        profile: profile.unwrap_or_else(|| vec![None; questionnaire.profile.len()]),
        answers,
        left_out,
        decisions,
    })
}

fn same_version(reading: &Reading<'_>, node: NodeId, answered: &str, current: &str) {
    if answered != current {
        let (answered, current) = (answered.to_owned(), current.to_owned());
        reading.report(node, ProblemKind::OtherVersion { answered, current });
    }
}

fn questionnaire<'c>(
    reading: &Reading<'_>,
    catalog: &'c Catalog,
    id: &At<String>,
) -> Option<&'c Questionnaire> {
    let questionnaire = catalog.get(&id.value);
    if questionnaire.is_none() {
        let known = catalog.ids();
        let suggestion = reading.suggest(&id.value, known.iter().copied());
        let known = known.into_iter().map(str::to_owned).collect();
        let id_text = id.value.clone();
        let kind = ProblemKind::UnknownQuestionnaire { id: id_text, suggestion, known };
        reading.report(id.node, kind);
    }
    questionnaire
}

/// Holds answers against a questionnaire. Without one, nothing that refers to
/// it is found, and nothing is said about that.
struct Holder<'r, 't> {
    reading: &'r Reading<'t>,
    questionnaire: Option<&'r Questionnaire>,
    version: Option<&'r str>,
    /// The day of the answers.
    date: Option<Date>,
    /// The questions by their ids, because every answer looks for one.
    questions: HashMap<&'r str, QuestionIx>,
}

impl<'r, 't> Holder<'r, 't> {
    fn new(
        reading: &'r Reading<'t>,
        questionnaire: Option<&'r Questionnaire>,
        version: Option<&'r str>,
        date: Option<Date>,
    ) -> Self {
        let questions = questionnaire.map(|it| it.questions.as_slice()).unwrap_or_default();
        let ids = questions.iter().map(|question| question.id.as_str());
        let questions = ids.enumerate().map(|(at, id)| (id, QuestionIx(at))).collect();
        Self { reading, questionnaire, version, date, questions }
    }

    fn scope(&self, list: At<Vec<Raw<String>>>) -> Vec<DimensionIx> {
        let mut scope = Vec::new();
        for id in self.reading.items(list.value, "a dimension") {
            let Some(questionnaire) = self.questionnaire else { continue };
            let Some(dimension) = questionnaire.find_dimension(&id.value) else {
                let known = questionnaire.dimensions.iter().map(|known| known.id.as_str());
                let span = self.reading.tree.spot(id.node);
                self.reading.unknown(span, &id.value, "dimension", known);
                continue;
            };
            if scope.contains(&dimension) {
                let kind = ProblemKind::RepeatedEntry { noun: "dimension", id: id.value };
                self.reading.report(id.node, kind);
            } else {
                scope.push(dimension);
            }
        }
        scope
    }

    fn respondent(&self, raw: At<RawRespondent>) -> Option<Respondent> {
        let At { node, value: raw } = raw;
        let id = need!(self.reading, node, raw.id).and_then(|id| self.reading.text(id));
        let role = raw.role.given().and_then(|role| {
            let questionnaire = self.questionnaire?;
            let found = questionnaire.find_role(&role.value);
            if found.is_none() {
                let known = questionnaire.roles.iter().map(|known| known.id.as_str());
                let span = self.reading.tree.spot(role.node);
                self.reading.unknown(span, &role.value, "role", known);
            }
            found
        });
        let id = text::name(&id?);
        Some(Respondent { id, role, function: Reading::optional_text(raw.function) })
    }

    fn profile(&self, profile: Entries<RawValue>) -> Vec<Option<FieldValue>> {
        let Some(questionnaire) = self.questionnaire else { return Vec::new() };
        let fields: Vec<_> = questionnaire.profile.iter().map(Some).collect();
        let find = |node| {
            let id = self.reading.tree.key(node);
            let found = questionnaire.find_field(id);
            if found.is_none() {
                let known = questionnaire.profile.iter().map(|known| known.id.as_str());
                self.reading.unknown(self.reading.tree.key_spot(node), id, "field", known);
            }
            found.map(|field| field.0)
        };
        profile::values(self.reading, &fields, profile, find)
    }

    /// One answer a question of the questionnaire, and what is left out.
    fn answers(
        &self,
        entries: Entries<RawAnswer>,
        role: Option<RoleIx>,
    ) -> (Vec<Answer>, Vec<LeftOut>) {
        let count = self.questionnaire.map_or(0, |questionnaire| questionnaire.questions.len());
        let (mut answers, mut left_out) = (vec![Answer::default(); count], Vec::new());
        for (id, raw) in entries.0 {
            let Some(node) = raw.node else { continue };
            let given = raw.given().map(|raw| answer::read(self.reading, raw, self.date));
            let Some(questionnaire) = self.questionnaire else { continue };
            let reason = match self.questions.get(&*id) {
                Some(&question) => {
                    let reason = given.as_ref().and_then(|(answer, rev)| {
                        not_scored(answer, *rev, &questionnaire[question], role)
                    });
                    if reason.is_none() {
                        answers[question.0] = given.map(|(answer, _)| answer).unwrap_or_default();
                        continue;
                    }
                    reason
                }
                None => self.why_left_out(questionnaire, node, &id),
            };
            if let (Some(reason), Some((Answer { note, .. }, _))) = (reason, given) {
                self.warn_of(node, &id, reason);
                left_out.push(LeftOut { question: id, reason, note });
            }
        }
        (answers, left_out)
    }

    /// Says that an answer is not scored, unless that is as it should be:
    /// retired questions, and those of another version, are only named.
    fn warn_of(&self, node: NodeId, id: &str, reason: LeftOutReason) {
        match reason {
            LeftOutReason::Retired | LeftOutReason::OtherVersion => {}
            LeftOutReason::NotAsked | LeftOutReason::OtherRev { .. } => {
                let kind = ProblemKind::NotScored { question: id.to_owned(), reason };
                self.reading.report_key(node, kind);
            }
        }
    }

    /// Why an answer to a question that there is not is no problem, unless it
    /// is one.
    fn why_left_out(
        &self,
        questionnaire: &Questionnaire,
        node: NodeId,
        id: &str,
    ) -> Option<LeftOutReason> {
        if questionnaire.retired.iter().any(|retired| *retired == *id) {
            return Some(LeftOutReason::Retired);
        }
        if self.version.is_some_and(|version| version != questionnaire.version) {
            return Some(LeftOutReason::OtherVersion);
        }
        let known = questionnaire.questions.iter().map(|known| known.id.as_str());
        self.reading.unknown(self.reading.tree.key_spot(node), id, "question", known);
        None
    }

    fn decisions(&self, list: List<RawDecision>) -> Vec<Decision> {
        let mut decided = BTreeSet::new();
        let mut decisions = Vec::new();
        for raw in self.reading.optional_items(list, "a decision") {
            let place = raw.value.question.node;
            let Some(decision) = self.decision(raw) else { continue };
            if let (false, Some(place)) = (decided.insert(decision.question), place) {
                let id = self.reading.text.slice(&self.reading.tree.spot(place)).to_owned();
                self.reading.report(place, ProblemKind::RepeatedEntry { noun: "question", id });
            }
            decisions.push(decision);
        }
        decisions
    }

    fn decision(&self, raw: At<RawDecision>) -> Option<Decision> {
        let reading = self.reading;
        let At { node, value: raw } = raw;
        let question = need!(reading, node, raw.question).and_then(|id| self.action(&id));
        let owner = need!(reading, node, raw.owner).and_then(|owner| reading.text(owner));
        let by = raw.by.given().and_then(|by| reading.date(&by));
        let target = Reading::optional_text(raw.target);
        Some(Decision { question: question?, owner: owner?, by, target })
    }

    /// The question whose action was decided on.
    fn action(&self, id: &At<String>) -> Option<QuestionIx> {
        let questionnaire = self.questionnaire?;
        let found = self.questions.get(&*id.value).copied();
        match found {
            None => {
                let known = questionnaire.questions.iter().map(|known| known.id.as_str());
                let span = self.reading.tree.spot(id.node);
                self.reading.unknown(span, &id.value, "question", known);
            }
            Some(question) if questionnaire[question].action.is_none() => {
                let kind = ProblemKind::NoAction { question: id.value.clone() };
                self.reading.report(id.node, kind);
            }
            Some(_) => {}
        }
        found
    }
}

/// Why an answer is left out although the question is there. A note alone
/// answers nothing, and stays.
fn not_scored(
    answer: &Answer,
    answered: u32,
    question: &Question,
    role: Option<RoleIx>,
) -> Option<LeftOutReason> {
    if answer.state == AnswerState::NotReached {
        return None;
    }
    if !question.asks(role) {
        return Some(LeftOutReason::NotAsked);
    }
    let current = question.rev;
    (answered != current).then_some(LeftOutReason::OtherRev { answered, current })
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{answers, check as check_text};

    /// Checks keys of answers, beside those that are needed.
    #[track_caller]
    fn check(keys: &str, expected: &[(&str, &str)]) {
        check_text(&answers(&format!("answers: {{}}\n{keys}")), expected);
    }

    #[test]
    fn the_head_is_checked() {
        let changed = |from: &str, to: &str| answers("answers:").replace(from, to);
        check_text(&answers("answers:"), &[]);
        check_text(&answers(""), &[("missing-key", "format")]);
        check_text(&changed("date: 2026-10-14\n", ""), &[("missing-key", "format")]);
        check_text(&changed("2026-10-14", "14.10.2026"), &[("invalid-date", "14.10.2026")]);
        check_text(&changed("2026-10-14", "20261014"), &[("wrong-type", "20261014")]);
        check_text(&changed("2026-10-14", "2026-13-14"), &[("invalid-date", "2026-13-14")]);
        check_text(&changed("Larkfield Home", "''"), &[("empty-text", "organisation")]);
        check_text(&changed("1.0.0", "1"), &[("wrong-type", "1")]);
    }

    #[test]
    fn without_the_questionnaire_the_rest_is_checked() {
        let text = answers("dimensions: [nowhere]\nprofile: { no: 1 }\nanswers: { any: 7 }")
            .replace("questionnaire: sample", "questionnaire: simple");
        check_text(&text, &[("unknown-questionnaire", "simple"), ("out-of-range", "7")]);
    }

    #[test]
    fn references_lead_somewhere() {
        check("dimensions: [ownership]", &[]);
        check(
            "dimensions: [owner, ownership, ownership]",
            &[("unknown-reference", "owner"), ("repeated-entry", "ownership")],
        );
        check("respondent: { id: r-1, role: leader }", &[]);
        check("respondent: { id: r-1, role: boss }", &[("unknown-reference", "boss")]);
        check("respondent: { role: leader }", &[("missing-key", "respondent")]);
        check("respondent: r-1", &[("wrong-type", "r-1")]);
        check("anonymous: no", &[("wrong-type", "no")]);
        check_text(&answers("answers: { own-cse: 3 }"), &[("unknown-reference", "own-cse")]);
        check_text(
            &answers("answers: { own-cse: 3 }").replace("1.0.0", "0.9.0"),
            &[("other-version", "0.9.0")],
        );
    }

    #[test]
    fn decisions_are_checked() {
        check("decisions: [ { question: own-cause, owner: O, by: 2027-03-31 } ]", &[]);
        check("decisions: [ { question: own-case, owner: O } ]", &[("no-action", "own-case")]);
        check("decisions: [ { question: own, owner: O } ]", &[("unknown-reference", "own")]);
        check("decisions: [ { question: own-cause } ]", &[("missing-key", "question")]);
        check(
            "decisions: [ { question: own-cause, owner: O, by: soon } ]",
            &[("invalid-date", "soon")],
        );
        let one = "{ question: own-cause, owner: O }";
        check(&format!("decisions: [ {one}, {one} ]"), &[("repeated-entry", "own-cause")]);
    }
}
