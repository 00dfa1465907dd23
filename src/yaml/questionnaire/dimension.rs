//! Dimensions, each with both lenses.

use super::condition::Scope;
use super::needs::Needs;
use super::question::QuestionTexts;
use super::raw::{RawDimension, RawQuestion};
use super::{Definitions, Texts};
use crate::model::{Dimension, DimensionIx, Lens, ProblemKind, Question};
use crate::yaml::raw::{At, Raw};
use crate::yaml::reading::Reading;
use crate::yaml::tree::NodeId;

impl Definitions<'_, '_> {
    /// Reads the dimensions, and all questions in file order.
    pub(super) fn dimensions(
        &self,
        list: At<Vec<Raw<RawDimension>>>,
    ) -> (Vec<Dimension>, Vec<Question>) {
        let mut titles = Texts::new("dimension title");
        let mut texts = QuestionTexts::default();
        let mut needs = Needs::default();
        let (mut dimensions, mut questions) = (Vec::new(), Vec::new());
        for (position, raw) in self.one_or_more(list, "dimensions").into_iter().enumerate() {
            let At { node, value: mut raw } = raw;
            let own = std::mem::replace(&mut raw.questions, Raw { node: None, value: None });
            let name = raw.id.value.clone().unwrap_or_default();
            dimensions.extend(self.dimension(node, raw, &mut titles));
            let own = self.reading.need(own, node, "questions");
            let own = own.map(|own| self.reading.items(own.value, "a question"));
            if let Some(own) = &own {
                self.missing_lenses(node, &name, own);
            }
            for raw in own.unwrap_or_default() {
                let dimension = DimensionIx(position);
                questions.extend(self.question(raw, dimension, &mut texts, &mut needs));
            }
        }
        needs.report_circles(self.reading);
        (dimensions, questions)
    }

    fn dimension(&self, node: NodeId, raw: RawDimension, titles: &mut Texts) -> Option<Dimension> {
        let title_node = raw.title.node;
        let (id, title) = self.id_and_title(node, raw.id, raw.title);
        if let (Some(node), Some(title)) = (title_node, &title) {
            titles.check(self.reading, node, title);
        }
        let when = raw.when.given().and_then(|when| self.condition(when, Scope::Profile));
        Some(Dimension {
            id: id?,
            title: title?,
            about: Reading::optional_text(raw.about),
            weight: self.weight(raw.weight),
            core: raw.core.value.unwrap_or_default(),
            apart: raw.apart.value.unwrap_or_default(),
            when,
        })
    }

    /// Reports the lenses that a dimension does not ask about. A question
    /// whose lens cannot be read may have either.
    fn missing_lenses(&self, node: NodeId, name: &str, questions: &[At<RawQuestion>]) {
        let lens = |question: &At<RawQuestion>| {
            question.value.lens.value.as_deref().and_then(Lens::from_name)
        };
        let lenses: Vec<_> = questions.iter().map(lens).collect();
        if lenses.contains(&None) {
            return;
        }
        for lens in Lens::ALL {
            if !lenses.contains(&Some(lens)) {
                let dimension = name.to_owned();
                self.reading.report(node, ProblemKind::MissingLens { dimension, lens });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::testing::{SAMPLE, changed, check};

    #[test]
    fn a_dimension_asks_about_both_lenses() {
        check(&changed("lens: resolution", "lens: prevention"), &[("missing-lens", "ownership")]);
        check(&changed("lens: resolution", "lens: both"), &[("unknown-word", "both")]);
        let two = changed(
            "dimensions:\n",
            "dimensions:\n  - { id: empty, title: Empty, questions: [] }\n",
        );
        check(&two, &[("missing-lens", "empty"), ("missing-lens", "empty")]);
    }

    #[test]
    fn dimensions_are_checked() {
        let (head, _) = SAMPLE.split_once("dimensions:").expect("it has dimensions");
        check(&format!("{head}dimensions: []\n"), &[("wrong-count", "dimensions")]);
        check(head, &[("missing-key", "sample")]);
        let second =
            |dimension: &str| changed("dimensions:\n", &format!("dimensions:\n  - {dimension}\n"));
        check(&second("{ id: new, title: New }"), &[("missing-key", "new")]);
        check(&second("new"), &[("wrong-type", "new")]);
        let text =
            changed("    title: Ownership\n", "    title: Ownership\n    core: 1\n    weight: 0\n");
        check(&text, &[("wrong-type", "1"), ("out-of-range", "0")]);
    }

    #[test]
    fn ids_and_titles_differ() {
        let question = |id: &str, lens: &str| {
            format!(
                "{{ id: {id}, lens: {lens}, title: {id}, ask: {id}?, anchors: [a, b, c, d, e] }}"
            )
        };
        let questions = format!(
            "[ {}, {} ]",
            question("own-case", "prevention"),
            question("new", "resolution")
        );
        let text = format!(
            "dimensions:\n  - {{ id: ownership, title: Ownership, questions: {questions} }}\n"
        );
        check(
            &changed("dimensions:\n", &text),
            &[
                ("duplicate-id", "ownership"),
                ("duplicate-text", "Ownership"),
                ("duplicate-id", "own-case"),
            ],
        );
    }

    #[test]
    fn a_wrong_list_of_dimensions_hides_its_questions() {
        let (head, _) = SAMPLE.split_once("dimensions:").expect("it has dimensions");
        let pattern = "patterns:\n  - { id: lost, title: Lost, when: { question: own-case, at_most: 2 }, says: S }\n";
        check(&format!("{head}dimensions: none\n{pattern}"), &[("wrong-type", "none")]);
    }
}
