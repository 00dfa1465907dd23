//! How a number came about: the formula with the actual figures, what was left
//! out and why, and what would move it most. The figures are those of the
//! report.

mod first_page;
mod question;
mod score;
mod sure;

use crate::findings::Assessed;
use crate::model::{DimensionIx, QuestionIx, Questionnaire, ScoreKind};
use crate::report::model::Explanation;

use super::Assessment;

/// A number of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// One of the three scores, in one dimension or overall.
    Score(ScoreKind, Option<DimensionIx>),
    /// What is found on the first page.
    Page(PageFigure),
    /// What the action of a question is worth, and its place.
    Points(QuestionIx),
    /// What leaders and frontline say to a question.
    Voices(QuestionIx),
}

/// A number of the first page that has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFigure {
    /// The scores with unproven answers set back.
    Proven,
    /// The named place on the two axes.
    Posture,
    /// The weakest-link level.
    Stage,
    /// The dimension with the lowest prevention.
    Lowest,
    /// The dimension with the widest gap.
    Widest,
    /// How much of what was asked is answered.
    Answered,
    /// How much of what was answered is backed by proof.
    Backed,
    /// How far people agree.
    Agreed,
    /// How sure the overall scores are.
    Sure,
    /// What the headline hangs on.
    Robustness,
}

impl PageFigure {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Proven,
        Self::Posture,
        Self::Stage,
        Self::Lowest,
        Self::Widest,
        Self::Answered,
        Self::Backed,
        Self::Agreed,
        Self::Sure,
        Self::Robustness,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Posture => "posture",
            Self::Stage => "stage",
            Self::Lowest => "lowest",
            Self::Widest => "widest",
            Self::Answered => "answered",
            Self::Backed => "backed",
            Self::Agreed => "agreed",
            Self::Sure => "sure",
            Self::Robustness => "robustness",
        }
    }

    /// What it is, for a list of names.
    pub fn about(self) -> &'static str {
        match self {
            Self::Proven => "the scores with unproven answers set back",
            Self::Posture => "the rule behind the verdict",
            Self::Stage => "the level of the weakest link",
            Self::Lowest => "the dimension with the lowest prevention",
            Self::Widest => "the dimension with the widest gap",
            Self::Answered => "how much of what was asked is answered",
            Self::Backed => "how much of what was answered is proven",
            Self::Agreed => "how far people agree",
            Self::Sure => "how sure the scores are",
            Self::Robustness => "what the headline hangs on",
        }
    }
}

/// A part of a name after the question, and the figure that it names.
type OfQuestion = (&'static str, fn(QuestionIx) -> Figure);

/// What of a question can be explained.
const OF_QUESTION: [OfQuestion; 2] = [("points", Figure::Points), ("voices", Figure::Voices)];

impl Figure {
    /// Returns the figure with this name: `prevention`, `resolution`, `gap`,
    /// `ownership` (its gap), `ownership.prevention`, `posture`,
    /// `own-handoff.points`.
    pub fn from_name(questionnaire: &Questionnaire, name: &str) -> Option<Self> {
        let kind = |name: &str| ScoreKind::ALL.into_iter().find(|kind| kind.name() == name);
        if let Some(kind) = kind(name) {
            return Some(Self::Score(kind, None));
        }
        if let Some(figure) = PageFigure::ALL.into_iter().find(|figure| figure.name() == name) {
            return Some(Self::Page(figure));
        }
        let Some((of, what)) = name.split_once('.') else {
            return Some(Self::Score(ScoreKind::Gap, Some(questionnaire.find_dimension(name)?)));
        };
        if let Some((_, figure)) = OF_QUESTION.into_iter().find(|(name, _)| *name == what) {
            return Some(figure(questionnaire.find_question(of)?));
        }
        Some(Self::Score(kind(what)?, Some(questionnaire.find_dimension(of)?)))
    }

    /// Every name, each with what it is.
    pub fn names(questionnaire: &Questionnaire) -> Vec<(String, String)> {
        let overall =
            ScoreKind::ALL.map(|kind| (kind.name().to_owned(), "of the report".to_owned()));
        let page = PageFigure::ALL.map(|one| (one.name().to_owned(), one.about().to_owned()));
        let of_dimensions = questionnaire.dimensions.iter().flat_map(|dimension| {
            let name = |kind: ScoreKind| format!("{}.{}", dimension.id, kind.name());
            ScoreKind::ALL.map(|kind| (name(kind), dimension.title.clone()))
        });
        let of_questions = questionnaire.questions.iter().flat_map(|question| {
            OF_QUESTION.map(|(what, _)| (format!("{}.{what}", question.id), question.title.clone()))
        });
        overall.into_iter().chain(page).chain(of_dimensions).chain(of_questions).collect()
    }
}

/// Explains a number of an assessment's report.
pub fn explain(questionnaire: &Questionnaire, assessed: &Assessed, figure: Figure) -> Explanation {
    let assessment = &Assessment::new(questionnaire, assessed);
    match figure {
        Figure::Score(kind, dimension) => score::explain(assessment, kind, dimension),
        Figure::Points(question) => question::points(assessment, question),
        Figure::Voices(question) => question::voices(assessment, question),
        Figure::Page(PageFigure::Proven) => first_page::proven(assessment),
        Figure::Page(PageFigure::Posture) => first_page::posture(assessment),
        Figure::Page(PageFigure::Stage) => first_page::stage(assessment),
        Figure::Page(PageFigure::Lowest) => first_page::lowest(assessment),
        Figure::Page(PageFigure::Widest) => first_page::widest(assessment),
        Figure::Page(PageFigure::Answered) => sure::answered(assessment),
        Figure::Page(PageFigure::Backed) => sure::backed(assessment),
        Figure::Page(PageFigure::Agreed) => sure::agreed(assessment),
        Figure::Page(PageFigure::Sure) => sure::sure(assessment),
        Figure::Page(PageFigure::Robustness) => sure::robustness(assessment),
    }
}

const HOW: &str = "How it came about";

/// An explanation without the sections that have nothing to say.
fn explanation<const N: usize>(
    title: String,
    sections: [(&'static str, Vec<String>); N],
) -> Explanation {
    let sections = sections.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    Explanation { title, sections }
}

/// "Owners of contact reasons (own-cause-owner)".
fn named(assessment: &Assessment<'_>, question: QuestionIx) -> String {
    let asked = &assessment.questionnaire[question];
    format!("{} ({})", asked.title, asked.id)
}

/// A number with at most four decimals: "25", "33.3333".
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
