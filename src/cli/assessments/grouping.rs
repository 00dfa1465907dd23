//! Which answers belong together, and whether they contradict each other.

use std::collections::{BTreeMap, HashMap};

use prevention_gap::model::{Answers, FieldValue, ProblemKind, Questionnaire};
use prevention_gap::text::{Part, sound};

/// What makes answers belong together, in the order in which assessments are
/// listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::cli) struct Key {
    pub(in crate::cli) organisation: String,
    pub(in crate::cli) unit: Option<String>,
    pub(in crate::cli) wave: Option<String>,
    pub(in crate::cli) questionnaire: String,
}

impl Key {
    pub(in crate::cli) fn of(answers: &Answers) -> Self {
        Self {
            organisation: answers.organisation.clone(),
            unit: answers.unit.clone(),
            wave: answers.wave.clone(),
            questionnaire: answers.questionnaire.to_string(),
        }
    }
}

impl Key {
    /// What keys have in common that look as if they were meant to be one.
    fn sound(&self) -> Self {
        let sound_of = |part, name: &Option<String>| name.as_ref().map(|name| sound(part, name));
        Self {
            organisation: sound(Part::Body, &self.organisation),
            unit: sound_of(Part::Body, &self.unit),
            wave: sound_of(Part::Wave, &self.wave),
            questionnaire: self.questionnaire.clone(),
        }
    }

    /// The names in it, each with its key in a file.
    fn names(&self) -> [(&'static str, Option<&String>); 3] {
        let Self { organisation, unit, wave, .. } = self;
        [("organisation", Some(organisation)), ("unit", unit.as_ref()), ("wave", wave.as_ref())]
    }
}

/// Answers in groups, each respondent with a place of type `P`.
pub(in crate::cli) struct Grouping<P> {
    groups: BTreeMap<Key, Group<P>>,
    /// The first of the keys that look alike, by what they have in common.
    spelt: HashMap<Key, Key>,
}

struct Group<P> {
    /// The place of each respondent, in the order in which they came.
    places: Vec<P>,
    /// Which of them has which name; `None` is a joint interview.
    names: HashMap<Option<String>, usize>,
    /// Whether all of them agreed to be seen.
    all_say_named: bool,
    /// Whether one of them is a person who asks not to be.
    asks_for_anonymity: bool,
    /// Which of them stated each field of the profile first.
    stated: Vec<Stated>,
}

/// A fact of the profile, and who stated it first.
struct Stated {
    field: usize,
    value: FieldValue,
    first: usize,
}

/// The facts that a respondent states, by the position of their fields.
fn given(answers: &Answers) -> impl Iterator<Item = (usize, &FieldValue)> {
    let fields = answers.profile.iter().enumerate();
    fields.filter_map(|(field, value)| Some((field, value.as_ref().filter(|v| v.is_given())?)))
}

/// Two answers of one assessment that contradict each other.
pub(in crate::cli) struct Conflict<'g, P> {
    /// Where the first of them stands.
    pub(in crate::cli) first: &'g P,
    /// A JSON pointer to what contradicts, in both.
    pub(in crate::cli) pointer: String,
    what: What,
}

enum What {
    Respondent(Option<String>),
    Field(String),
    Spelling { part: &'static str, other: String, is_judged: bool },
}

impl<P> Conflict<'_, P> {
    /// The problem, with where the first of them stands in words.
    pub(in crate::cli) fn problem(&self, first: String) -> ProblemKind {
        match &self.what {
            What::Respondent(id) => ProblemKind::RespondentTwice { id: id.clone(), first },
            What::Field(field) => ProblemKind::TwoValues { field: field.clone(), first },
            &What::Spelling { part, ref other, is_judged } => {
                ProblemKind::OtherSpelling { part, other: other.clone(), first, is_judged }
            }
        }
    }
}

impl<P> Grouping<P> {
    pub(in crate::cli) fn new() -> Self {
        Self { groups: BTreeMap::new(), spelt: HashMap::new() }
    }

    /// Where answers that would start an assessment of their own spell its
    /// names another way than an earlier one: a problem where they are judged.
    pub(in crate::cli) fn other_spellings(
        &self,
        answers: &Answers,
        is_judged: bool,
    ) -> Vec<Conflict<'_, P>> {
        let key = Key::of(answers);
        if self.groups.contains_key(&key) {
            return Vec::new();
        }
        let Some(first) = self.spelt.get(&key.sound()) else { return Vec::new() };
        let place = &self.groups[first].places[0];
        let names = key.names().into_iter().zip(first.names());
        let other = names.filter_map(|((part, own), (_, other))| {
            let other = other.filter(|other| Some(*other) != own)?.clone();
            let what = What::Spelling { part, other, is_judged };
            Some(Conflict { first: place, pointer: format!("/{part}"), what })
        });
        other.collect()
    }

    /// Adds the answers of one respondent, unless they contradict others of
    /// their assessment.
    ///
    /// # Errors
    ///
    /// What contradicts; nothing has been added then.
    pub(in crate::cli) fn add(
        &mut self,
        questionnaire: &Questionnaire,
        answers: Answers,
        place: impl FnOnce(Answers) -> P,
    ) -> Result<(), Vec<Conflict<'_, P>>> {
        let key = Key::of(&answers);
        if !self.groups.contains_key(&key) {
            self.spelt.entry(key.sound()).or_insert_with(|| key.clone());
        }
        let group = self.groups.entry(key).or_insert_with(|| Group {
            places: Vec::new(),
            names: HashMap::new(),
            all_say_named: true,
            asks_for_anonymity: false,
            stated: Vec::new(),
        });
        let name = answers.respondent.as_ref().map(|respondent| respondent.id.clone());
        if group.names.contains_key(&name) || group.contradicted(&answers).next().is_some() {
            return Err(group.conflicts(questionnaire, &answers, &name));
        }
        let position = group.places.len();
        group.names.insert(name, position);
        for (field, value) in given(&answers) {
            if !group.stated.iter().any(|stated| stated.field == field) {
                group.stated.push(Stated { field, value: value.clone(), first: position });
            }
        }
        group.all_say_named &= answers.anonymous == Some(false);
        group.asks_for_anonymity |= answers.anonymous == Some(true);
        group.places.push(place(answers));
        Ok(())
    }

    /// The places of each group, in order, and whether its respondents may be
    /// seen one by one.
    pub(in crate::cli) fn into_groups(self) -> impl Iterator<Item = (Key, bool, Vec<P>)> {
        self.groups.into_iter().map(|(key, group)| {
            let is_alone = group.places.len() == 1 && !group.asks_for_anonymity;
            let is_named = group.all_say_named || is_alone;
            (key, is_named, group.places)
        })
    }
}

impl<P> Group<P> {
    #[expect(clippy::ref_option, reason = "it is looked up as it stands in the map")]
    fn conflicts(
        &self,
        questionnaire: &Questionnaire,
        answers: &Answers,
        name: &Option<String>,
    ) -> Vec<Conflict<'_, P>> {
        let twice = self.names.get(name).map(|&first| Conflict {
            first: &self.places[first],
            pointer: if name.is_some() { "/respondent/id" } else { "" }.to_owned(),
            what: What::Respondent(name.clone()),
        });
        let values = self.contradicted(answers).map(|(field, first)| {
            let field = questionnaire.profile[field].id.to_string();
            Conflict {
                first: &self.places[first],
                pointer: format!("/profile/{field}"),
                what: What::Field(field),
            }
        });
        twice.into_iter().chain(values).collect()
    }

    /// Fields with another value, each with who stated it first.
    fn contradicted<'g>(
        &'g self,
        answers: &'g Answers,
    ) -> impl Iterator<Item = (usize, usize)> + 'g {
        given(answers).filter_map(|(field, value)| {
            let stated = self.stated.iter().find(|stated| stated.field == field)?;
            (stated.value != *value).then_some((field, stated.first))
        })
    }
}
