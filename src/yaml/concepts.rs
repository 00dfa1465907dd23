//! The concepts on board, from `docs/concepts.yaml`.

use serde::Deserialize;

use crate::model::Concept;

/// Shipped data is trusted, so it is read without places.
const TEXT: &str = include_str!("../../docs/concepts.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: String,
    articles: Vec<Article>,
    concepts: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    id: u32,
    title: String,
    #[serde(rename = "about")]
    _about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    concept: String,
    absent: Option<String>,
    part: Option<String>,
    also: Option<String>,
}

/// All concepts of the published idea, article by article.
///
/// # Panics
///
/// Never: a test reads the file on board.
pub fn concepts() -> Vec<Concept> {
    let file: File = serde_yaml::from_str(TEXT).expect("a test reads the file on board");
    let article = |id: &str| {
        let number = id.split('-').next().and_then(|number| number.parse().ok());
        let found = file.articles.iter().find(|article| Some(article.id) == number);
        found.map(|article| article.title.clone()).unwrap_or_default()
    };
    file.concepts
        .into_iter()
        .map(|row| Concept {
            article: article(&row.id),
            id: row.id,
            says: row.concept,
            absent: row.absent,
            part: row.part,
            also: row.also,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_on_board_has_an_article() {
        let concepts = concepts();
        assert!(concepts.len() > 200);
        assert!(concepts.iter().all(|concept| !concept.article.is_empty()));
    }
}
