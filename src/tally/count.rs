//! Counting: Answers of one assessment in, one at a time, a tally out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{
    Answer, AnswerState, Answers, Decision, DimensionIx, FieldIx, FieldValue, Id, LeftOut, Play,
    QuestionIx, Questionnaire, RoleIx,
};

use super::anonymity::Anonymity;
use super::ballots::{Ballot, Ballots, Said};
use super::heard::{Heard, RoleHeard};
use super::question::QuestionTally;
use super::texts::{Disclosure, Typed};
use super::{KeptBack, Note, NoteKind, ProfileFacts, Scope, Tally, TallyError};

/// Counts what the respondents of one assessment said.
///
/// The order of the answers changes nothing.
///
/// # Errors
///
/// There are no answers, some are to another questionnaire, or two of them
/// contradict each other.
pub fn tally(
    questionnaire: &Questionnaire,
    answers: &[Answers],
    disclosure: Disclosure,
) -> Result<(Tally, Ballots), TallyError> {
    if !answers.iter().all(|one| fits(questionnaire, one)) {
        return Err(TallyError::OtherQuestionnaire { questionnaire: questionnaire.id.clone() });
    }
    let (first, others) = answers.split_first().ok_or(TallyError::NoAnswers)?;
    let mut count = Count::new(questionnaire, first);
    for one in others {
        count.add(one)?;
    }
    Ok(count.finish(disclosure))
}

/// Whether answers are to this questionnaire: positions mean nothing in
/// another one.
fn fits(questionnaire: &Questionnaire, answers: &Answers) -> bool {
    answers.questionnaire == questionnaire.id
        && answers.answers.len() == questionnaire.questions.len()
        && answers.profile.len() == questionnaire.profile.len()
}

/// A tally in the making. Adding a respondent costs time by the answers, and
/// two bytes a question of memory beside what was typed.
pub struct Count<'q> {
    questionnaire: &'q Questionnaire,
    id: Id,
    organisation: String,
    unit: Option<String>,
    wave: Option<String>,
    versions: BTreeSet<String>,
    date: Date,
    /// Ids of the respondents; `None` is a joint interview.
    respondents: BTreeSet<Option<String>>,
    /// How many respondents each role has.
    roles: BTreeMap<Option<RoleIx>, u32>,
    /// How many of them said anything: who says nothing hides nobody.
    heard: BTreeMap<Option<RoleIx>, u32>,
    functions: BTreeMap<String, u32>,
    all_say_named: bool,
    any_says_anonymous: bool,
    profile: Vec<Option<FieldValue>>,
    /// Whether somebody was asked each dimension.
    chosen: Vec<bool>,
    /// Levels given in each dimension by those who were not asked it.
    aside: Vec<u32>,
    /// For each question what each role said; the last entry is for those
    /// without a role.
    said: Vec<Vec<Heard>>,
    ballots: Vec<Ballot>,
    proof_asked: bool,
    notes: Vec<Note>,
    left_out: Vec<LeftOut>,
    decisions: Vec<Decision>,
}

impl<'q> Count<'q> {
    /// Starts a tally with the answers of a first respondent.
    pub fn new(questionnaire: &'q Questionnaire, first: &Answers) -> Self {
        let mut count = Self {
            questionnaire,
            id: first.questionnaire.clone(),
            organisation: first.organisation.clone(),
            unit: first.unit.clone(),
            wave: first.wave.clone(),
            versions: BTreeSet::new(),
            date: first.date,
            respondents: BTreeSet::new(),
            roles: BTreeMap::new(),
            heard: BTreeMap::new(),
            functions: BTreeMap::new(),
            all_say_named: true,
            any_says_anonymous: false,
            profile: vec![None; questionnaire.profile.len()],
            chosen: vec![false; questionnaire.dimensions.len()],
            aside: vec![0; questionnaire.dimensions.len()],
            said: vec![
                vec![Heard::default(); questionnaire.roles.len() + 1];
                questionnaire.questions.len()
            ],
            ballots: Vec::new(),
            proof_asked: false,
            notes: Vec::new(),
            left_out: Vec::new(),
            decisions: Vec::new(),
        };
        count.count(first);
        count
    }

    /// Adds the answers of one more respondent.
    ///
    /// # Errors
    ///
    /// Somebody of this name has been counted, or a field of the profile has
    /// another value; nothing has been added then.
    pub fn add(&mut self, answers: &Answers) -> Result<(), TallyError> {
        if self.respondents.contains(&name(answers)) {
            return Err(TallyError::RespondentTwice { id: name(answers) });
        }
        if let Some(field) = self.contradicted(&answers.profile) {
            let id = self.questionnaire[field].id.clone();
            return Err(TallyError::TwoValues { field: id });
        }
        self.count(answers);
        Ok(())
    }

    /// The first field of the profile that has another value already.
    fn contradicted(&self, profile: &[Option<FieldValue>]) -> Option<FieldIx> {
        let differ = |(known, new): (&Option<FieldValue>, &Option<FieldValue>)| match (known, new) {
            (Some(known), Some(new)) => known.is_given() && new.is_given() && known != new,
            _ => false,
        };
        self.profile.iter().zip(profile).position(differ).map(FieldIx)
    }

    fn count(&mut self, answers: &Answers) {
        let respondent = answers.respondent.as_ref();
        let role = respondent.and_then(|respondent| respondent.role);
        self.respondents.insert(name(answers));
        *self.roles.entry(role).or_default() += 1;
        let says_something = answers.answers.iter().any(|one| one.state != AnswerState::NotReached);
        *self.heard.entry(role).or_default() += u32::from(says_something);
        if let Some(function) = respondent.and_then(|respondent| respondent.function.as_ref()) {
            *self.functions.entry(function.trim().to_owned()).or_default() += 1;
        }
        self.all_say_named &= answers.anonymous == Some(false);
        self.any_says_anonymous |= answers.anonymous == Some(true);
        self.versions.insert(answers.version.clone());
        self.date = self.date.max(answers.date);
        for (known, new) in self.profile.iter_mut().zip(&answers.profile) {
            if !known.as_ref().is_some_and(FieldValue::is_given) {
                known.clone_from(new);
            }
        }
        let is_asked = self.asked(answers.dimensions.as_deref());
        let said = self.questionnaire.question_positions().map(|question| {
            let answer = &answers.answers[question.0];
            self.notes.extend(notes(question, answer));
            let asked = &self.questionnaire[question];
            // A question that the role is not asked is outside everything,
            // but what was written on it is not dropped.
            if !asked.asks(role) {
                return Said::NotAsked;
            }
            if !is_asked[asked.dimension.0] {
                let is_level = matches!(answer.state, AnswerState::Level(_));
                self.aside[asked.dimension.0] += u32::from(is_level);
                return Said::NotAsked;
            }
            let slot = role.map_or(self.questionnaire.roles.len(), |role| role.0);
            self.said[question.0][slot].add(answer);
            self.proof_asked |= answer.proof.is_some();
            Said::of(answer)
        });
        let said = said.collect();
        self.ballots.push(Ballot { role, said });
        self.chosen.iter_mut().zip(is_asked).for_each(|(any, asked)| *any |= asked);
        self.left_out.extend(answers.left_out.iter().cloned());
        self.decisions.extend(answers.decisions.iter().cloned());
    }

    /// Whether each dimension was asked.
    fn asked(&self, dimensions: Option<&[DimensionIx]>) -> Vec<bool> {
        let is_chosen = |dimension| dimensions.is_none_or(|chosen| chosen.contains(&dimension));
        self.questionnaire.dimension_positions().map(is_chosen).collect()
    }

    /// Takes out what anonymity hides and what is not to be disclosed, and gives
    /// the rest.
    pub fn finish(mut self, disclosure: Disclosure) -> (Tally, Ballots) {
        let anonymity = self.anonymity(disclosure);
        if anonymity.is_withheld() {
            return (self.withheld(anonymity), Ballots::default());
        }
        let is_named = anonymity.is_named();
        let roles: Vec<(Option<RoleIx>, u32)> =
            self.roles.iter().map(|(&role, &count)| (role, count)).collect();
        let roles_apart = roles.len() > 1 && !anonymity.hides_roles();
        let heard = std::mem::take(&mut self.said);
        let told = |heard| anonymity.told(&with_roles(self.questionnaire, heard), roles_apart);
        let plays = plays(self.questionnaire, &self.profile);
        let mut questions: Vec<QuestionTally> = heard.into_iter().map(told).collect();
        let kept = out_of_play(&plays, &mut questions);
        let respondents = self.ballots.len();
        let heard: u32 = self.heard.values().sum();
        let ballots = match std::mem::take(&mut self.ballots) {
            ballots if is_named => Ballots::named(ballots, &questions),
            _ => Ballots::sorted(&groups(&roles, roles_apart), &questions),
        };
        let names_proof = questions.iter().any(|question| question.best_proof.is_some());
        let scopes = scopes(self.questionnaire, &self.chosen, &self.profile);
        let typed = self.typed();
        let (typed, kept_back) = typed.disclosed(
            self.questionnaire,
            disclosure.texts,
            &anonymity,
            &questions,
            respondents,
        );
        let tally = Tally {
            questionnaire: self.id,
            versions: typed.versions,
            organisation: typed.organisation,
            unit: typed.unit,
            wave: typed.wave,
            date: self.date,
            respondents,
            silent: if is_named { respondents - heard as usize } else { 0 },
            roles,
            functions: typed.functions,
            anonymity,
            scopes,
            plays,
            kept,
            profile: typed.profile,
            aside: self.aside,
            questions,
            proof_asked: if is_named { self.proof_asked } else { names_proof },
            notes: typed.notes,
            left_out: typed.left_out,
            decisions: typed.decisions,
            kept_back,
        };
        (tally, ballots)
    }

    /// Everything that was typed beside answers.
    fn typed(&mut self) -> Typed {
        use std::mem::take;
        Typed {
            organisation: take(&mut self.organisation),
            unit: take(&mut self.unit),
            wave: take(&mut self.wave),
            versions: take(&mut self.versions).into_iter().collect(),
            functions: take(&mut self.functions).into_iter().collect(),
            profile: take(&mut self.profile),
            notes: take(&mut self.notes),
            left_out: take(&mut self.left_out),
            decisions: take(&mut self.decisions),
        }
    }

    /// What is hidden of these respondents.
    fn anonymity(&self, disclosure: Disclosure) -> Anonymity {
        let is_alone = self.ballots.len() == 1;
        if self.all_say_named || is_alone && (disclosure.mine || !self.any_says_anonymous) {
            return Anonymity::Named;
        }
        let heard: Vec<(Option<RoleIx>, u32)> = self
            .heard
            .iter()
            .map(|(&role, &count)| (role, count))
            .filter(|&(_, n)| n > 0)
            .collect();
        Anonymity::of(self.questionnaire, &heard)
    }

    /// What is assessed, the date and how many answered, and nothing else.
    fn withheld(self, anonymity: Anonymity) -> Tally {
        let respondents = self.ballots.len();
        let asked = u32::try_from(respondents).unwrap_or(u32::MAX);
        Tally {
            questionnaire: self.id,
            versions: vec![self.questionnaire.version.clone()],
            organisation: self.organisation,
            unit: self.unit,
            wave: self.wave,
            date: self.date,
            respondents,
            silent: 0,
            roles: Vec::new(),
            functions: Vec::new(),
            anonymity,
            profile: vec![None; self.questionnaire.profile.len()],
            scopes: vec![Scope::In; self.questionnaire.dimensions.len()],
            plays: vec![Play::In; self.questionnaire.questions.len()],
            kept: vec![0; self.questionnaire.questions.len()],
            aside: vec![0; self.questionnaire.dimensions.len()],
            questions: vec![QuestionTally::too_few(asked); self.questionnaire.questions.len()],
            proof_asked: false,
            notes: Vec::new(),
            left_out: Vec::new(),
            decisions: Vec::new(),
            kept_back: KeptBack::default(),
        }
    }
}

/// The groups whose answers are told: the roles, or everybody together.
fn groups(roles: &[(Option<RoleIx>, u32)], roles_apart: bool) -> Vec<(Option<RoleIx>, u32)> {
    if roles_apart {
        return roles.to_vec();
    }
    vec![(None, roles.iter().map(|(_, count)| count).sum())]
}

/// The name that sets a respondent apart in the assessment.
fn name(answers: &Answers) -> Option<String> {
    answers.respondent.as_ref().map(|respondent| respondent.id.clone())
}

/// What was heard from each role on a question, with its weight; roles that
/// were not asked are left out.
fn with_roles(questionnaire: &Questionnaire, heard: Vec<Heard>) -> Vec<RoleHeard> {
    let with_role = |(position, heard): (usize, Heard)| {
        let role = questionnaire.roles.get(position);
        RoleHeard {
            role: role.map(|_| RoleIx(position)),
            weight: role.map_or(1, |role| role.weight),
            heard,
        }
    };
    let roles = heard.into_iter().enumerate().map(with_role);
    roles.filter(|role| role.heard.asked() > 0).collect()
}

fn scopes(
    questionnaire: &Questionnaire,
    chosen: &[bool],
    profile: &[Option<FieldValue>],
) -> Vec<Scope> {
    let scope = |dimension: DimensionIx| {
        let applies = questionnaire[dimension]
            .when
            .as_ref()
            .is_none_or(|when| when.holds(&ProfileFacts(profile)));
        match (applies, chosen[dimension.0]) {
            (false, _) => Scope::DoesNotApply,
            (true, true) => Scope::In,
            (true, false) => Scope::NotChosen,
        }
    };
    questionnaire.dimension_positions().map(scope).collect()
}

fn plays(questionnaire: &Questionnaire, profile: &[Option<FieldValue>]) -> Vec<Play> {
    let play = |question| Play::of(question, &ProfileFacts(profile));
    questionnaire.questions.iter().map(play).collect()
}

/// Takes out what was said on questions that are not in play, and says how
/// many levels that was of each.
fn out_of_play(plays: &[Play], questions: &mut [QuestionTally]) -> Vec<u32> {
    let kept = |(play, question): (&Play, &mut QuestionTally)| match play {
        Play::In => 0,
        Play::DoesNotApply | Play::FactNotStated => std::mem::take(question).answered(),
    };
    plays.iter().zip(questions).map(kept).collect()
}

fn notes(question: QuestionIx, answer: &Answer) -> impl Iterator<Item = Note> {
    let reason = match &answer.state {
        AnswerState::NotApplicable(reason) => Some((NoteKind::Reason, reason.clone())),
        _ => None,
    };
    let note = answer.note.clone().map(|text| (NoteKind::Note, text));
    reason.into_iter().chain(note).map(move |(kind, text)| Note { question, kind, text })
}
