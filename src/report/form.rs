//! The form: a questionnaire as a page on which one respondent answers
//! without a terminal. Its content is made here once; `html` lays it out, and
//! its script makes a file of answers of what was entered.

use crate::model::{
    Choice, Column, ColumnKind, Condition, Dimension, DimensionIx, Field, FieldIx, FieldKind,
    FieldTest, Id, NOTES_MAY_BE_SHOWN, ProofAsking, Question, Questionnaire, RoleIx, SEEN_BY_NAME,
    Scale, seen_anonymously,
};

use super::words;

/// What a form is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormOrder {
    /// Who is assessed; `None` asks the respondent.
    pub organisation: Option<String>,
    /// The part that is assessed.
    pub unit: Option<String>,
    /// The round of asking.
    pub wave: Option<String>,
    /// The role that is asked; `None` is asked everything.
    pub role: Option<RoleIx>,
    /// The dimensions that are asked; `None` means all.
    pub dimensions: Option<Vec<DimensionIx>>,
    /// Whether small groups stay hidden.
    pub anonymity: Anonymity,
    /// Whether the form asks what backs a level.
    pub proof: ProofAsking,
    /// How long it takes, in minutes.
    pub minutes: usize,
    /// What the page is known by to the browsers that keep its drafts. Two
    /// pages of one name share them, so that a name is made by chance wherever
    /// somebody else may get the same questions.
    pub page_id: String,
}

/// Whether small groups stay hidden in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anonymity {
    /// They do.
    Anonymous,
    /// Everything is shown, as was agreed beforehand.
    Named,
}

/// What a form says and asks, in the order in which it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The title, with the role if it is for one.
    pub(super) title: String,
    /// The language of the questions, such as "en".
    pub(super) language: String,
    pub(super) about: Option<String>,
    pub(super) caution: Option<String>,
    /// What to know before the first question, each with its name.
    pub(super) hints: Vec<(&'static str, String)>,
    pub(super) fields: Vec<FieldForm>,
    pub(super) dimensions: Vec<DimensionForm>,
    pub(super) asks_proof: bool,
    /// What to know before writing a note.
    pub(super) note_hint: Option<&'static str>,
    /// What browsers keep its drafts by.
    pub(super) page_id: String,
    /// What the file of answers says of itself.
    pub(super) head: Head,
}

/// What a file of answers says of itself, whatever is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) questionnaire: Id,
    pub(super) version: String,
    pub(super) organisation: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) wave: Option<String>,
    pub(super) dimensions: Option<Vec<Id>>,
    pub(super) role: Option<Id>,
    pub(super) anonymous: bool,
}

/// A fact that is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldForm {
    pub(super) id: Id,
    pub(super) ask: String,
    pub(super) kind: FieldKind,
}

/// The questions of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DimensionForm {
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) about: Option<String>,
    /// When it is asked, where that depends on the facts.
    pub(super) when: Option<When>,
    pub(super) questions: Vec<QuestionForm>,
}

/// A question with its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuestionForm {
    pub(super) id: Id,
    pub(super) rev: u32,
    /// Its place among all that is asked, from 1.
    pub(super) number: usize,
    pub(super) ask: String,
    pub(super) anchors: [String; 5],
    /// What would prove it; nothing where proof is not asked for.
    pub(super) bring: Vec<String>,
    /// When it is asked, where that depends on facts that the page asks for.
    pub(super) when: Option<When>,
}

/// A condition on the facts, with ids, as the page can judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// At least so many of them hold.
    AtLeast(usize, Vec<Self>),
    /// One of these choices of a field, or more, was named.
    Includes(Id, Vec<Id>),
    /// Some of these choices, and no other, were named.
    Only(Id, Vec<Id>),
    /// Whether the field has a value.
    Answered(Id, bool),
}

impl FieldForm {
    /// What kind of value it takes, for the page's script.
    pub(super) fn kind_name(&self) -> &'static str {
        match self.kind {
            FieldKind::Number { .. } => "number",
            FieldKind::Money => "money",
            FieldKind::Text => "text",
            FieldKind::Choice(_) => "choice",
            FieldKind::Choices(_) => "choices",
            FieldKind::Table(_) => "table",
        }
    }

    /// What its number can sensibly be, for the page's script.
    pub(super) fn scale(&self) -> &'static str {
        match &self.kind {
            FieldKind::Number { unit } => Scale::of(unit.as_deref()).name(),
            _ => Scale::Bare.name(),
        }
    }

    /// The choices that it offers.
    pub(super) fn choices(&self) -> &[Choice] {
        match &self.kind {
            FieldKind::Choice(choices) | FieldKind::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// The columns of its rows.
    pub(super) fn columns(&self) -> &[Column] {
        match &self.kind {
            FieldKind::Table(columns) => columns,
            _ => &[],
        }
    }

    /// How a value is written: "in contacts, such as 18404".
    pub(super) fn hint(&self) -> Option<String> {
        match &self.kind {
            FieldKind::Number { unit: Some(unit) } => Some(format!("A number: {unit}")),
            FieldKind::Number { unit: None } => Some("A number".to_owned()),
            FieldKind::Money => Some("With the currency, such as 6.80 EUR".to_owned()),
            FieldKind::Choices(_) => Some("Any number of them, or none".to_owned()),
            FieldKind::Text | FieldKind::Choice(_) | FieldKind::Table(_) => None,
        }
    }
}

/// What kind of value a column takes, for the page's script.
pub(super) fn column_kind(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Number => "number",
        ColumnKind::Money => "money",
        ColumnKind::Text => "text",
    }
}

/// Makes the form of a questionnaire: what the role is asked, in its wording.
pub fn form(questionnaire: &Questionnaire, order: &FormOrder) -> Form {
    let of_role = order.role.map(|role| format!(": {}", questionnaire[role].title));
    let fields = questionnaire.profile.iter().filter(|field| field.asks(order.role));
    let mut number = 0;
    let dimensions: Vec<DimensionForm> = questionnaire
        .dimension_positions()
        .filter_map(|ix| dimension_form(questionnaire, order, ix, &mut number))
        .collect();
    Form {
        title: format!("{}{}", questionnaire.title, of_role.unwrap_or_default()),
        language: questionnaire.language.clone(),
        about: questionnaire.about_for(order.role).map(str::to_owned),
        caution: questionnaire.caution.clone(),
        hints: hints(questionnaire, order, &dimensions),
        fields: fields.map(field_form).collect(),
        dimensions,
        asks_proof: order.proof == ProofAsking::WhereNeeded,
        note_hint: (order.anonymity == Anonymity::Anonymous).then_some(NOTES_MAY_BE_SHOWN),
        page_id: order.page_id.clone(),
        head: head(questionnaire, order),
    }
}

fn head(questionnaire: &Questionnaire, order: &FormOrder) -> Head {
    let ids = |scope: &Vec<DimensionIx>| {
        scope.iter().map(|&dimension| questionnaire[dimension].id.clone()).collect()
    };
    Head {
        questionnaire: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        organisation: order.organisation.clone(),
        unit: order.unit.clone(),
        wave: order.wave.clone(),
        dimensions: order.dimensions.as_ref().map(ids),
        role: order.role.map(|role| questionnaire[role].id.clone()),
        anonymous: order.anonymity == Anonymity::Anonymous,
    }
}

/// What to know beforehand, each with its name.
fn hints(
    questionnaire: &Questionnaire,
    order: &FormOrder,
    dimensions: &[DimensionForm],
) -> Vec<(&'static str, String)> {
    let how = "Choose the text that comes closest to how it is today, not to how it should be. \
               \"I do not know\" and \"Does not apply here\" are answers too, and you can leave a \
               question open";
    let then = "This page sends nothing. Save makes a file on your device; mail it back to \
                whoever sent you this page";
    vec![
        ("How long it takes", how_long(dimensions, order.minutes)),
        ("How to answer", how.to_owned()),
        ("What happens then", then.to_owned()),
        ("Who sees it", who_sees_it(questionnaire, order.anonymity)),
    ]
}

/// "43 questions, about 31 minutes, and 5 questions where the facts call for
/// them".
fn how_long(dimensions: &[DimensionForm], minutes: usize) -> String {
    let count = |is_conditional: bool| {
        let each = dimensions.iter().flat_map(|d| d.questions.iter().map(move |q| (d, q)));
        each.filter(|(d, q)| (d.when.is_some() || q.when.is_some()) == is_conditional).count()
    };
    let asked = words::count(count(false), "question");
    let more = match count(true) {
        0 => String::new(),
        more => format!(", and {} where the facts call for them", words::count(more, "question")),
    };
    format!("{asked}, about {}{more}", words::count(minutes, "minute"))
}

fn who_sees_it(questionnaire: &Questionnaire, anonymity: Anonymity) -> String {
    match anonymity {
        Anonymity::Anonymous => seen_anonymously(questionnaire.scoring.min_group),
        Anonymity::Named => SEEN_BY_NAME.to_owned(),
    }
}

fn field_form(field: &Field) -> FieldForm {
    FieldForm { id: field.id.clone(), ask: field.ask.clone(), kind: field.kind.clone() }
}

fn dimension_form(
    questionnaire: &Questionnaire,
    order: &FormOrder,
    ix: DimensionIx,
    number: &mut usize,
) -> Option<DimensionForm> {
    if order.dimensions.as_ref().is_some_and(|scope| !scope.contains(&ix)) {
        return None;
    }
    let asked = |question: &&Question| question.dimension == ix && question.asks(order.role);
    let mut questions = Vec::new();
    for question in questionnaire.questions.iter().filter(asked) {
        *number += 1;
        questions.push(question_form(questionnaire, question, order, *number));
    }
    let dimension: &Dimension = &questionnaire[ix];
    (!questions.is_empty()).then(|| DimensionForm {
        id: dimension.id.clone(),
        title: dimension.title.clone(),
        about: dimension.about.clone(),
        when: dimension.when.as_ref().map(|when| self::when(questionnaire, when)),
        questions,
    })
}

fn question_form(
    questionnaire: &Questionnaire,
    question: &Question,
    order: &FormOrder,
    number: usize,
) -> QuestionForm {
    // Where the page does not ask for the fact, somebody else states it.
    let is_on_page = |when: &&Condition| {
        let mut fields = questionnaire.profile.iter().enumerate();
        fields.all(|(at, field)| field.asks(order.role) || !when.reads(FieldIx(at)))
    };
    let bring = question.ask_for.iter().filter(|_| order.proof == ProofAsking::WhereNeeded);
    QuestionForm {
        id: question.id.clone(),
        rev: question.rev,
        number,
        ask: question.wording(order.role).to_owned(),
        anchors: question.anchors.clone(),
        bring: bring.cloned().collect(),
        when: question.when.as_ref().filter(is_on_page).map(|when| self::when(questionnaire, when)),
    }
}

/// A condition with ids. What looks at anything but the facts has no value
/// yet, so it never holds.
fn when(questionnaire: &Questionnaire, condition: &Condition) -> When {
    let each = |of: &[Condition]| of.iter().map(|one| when(questionnaire, one)).collect::<Vec<_>>();
    match condition {
        Condition::All(of) => When::AtLeast(of.len(), each(of)),
        Condition::Any(of) => When::AtLeast(1, each(of)),
        Condition::AtLeast { count, of } => When::AtLeast(*count, each(of)),
        Condition::Field { field, test } => field_test(&questionnaire[*field], test),
        Condition::Question { .. } | Condition::Score { .. } | Condition::Measure { .. } => {
            When::AtLeast(1, Vec::new())
        }
    }
}

fn field_test(field: &Field, test: &FieldTest) -> When {
    let id = field.id.clone();
    let choices = field_form(field);
    let ids = |positions: &[usize]| {
        let chosen = positions.iter().filter_map(|&position| choices.choices().get(position));
        chosen.map(|choice| choice.id.clone()).collect()
    };
    match test {
        FieldTest::Includes(wanted) => When::Includes(id, ids(wanted)),
        FieldTest::Only(wanted) => When::Only(id, ids(wanted)),
        FieldTest::Answered(wanted) => When::Answered(id, *wanted),
    }
}
