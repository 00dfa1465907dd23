//! `docs/basis.md` lists every concept of the published idea with what
//! embodies it. It is written from the data, and held up to date here.

use std::fmt::Write as _;
use std::fs;

use prevention_gap::model::{Based, Concept, Questionnaire};
use prevention_gap::yaml::{self, Catalog};

const FILE: &str = "docs/basis.md";
const HEAD: &str = "\
# What the questions rest on

The idea of a Prevention Gap comes from five published articles on customer
experience. Every concept in them has a row here, in our own words, with what of
the full questionnaire embodies it; where nothing does, the row says why.
`pgap explain 0-18` shows a row in the terminal.

This file is written from `docs/concepts.yaml` and
`questionnaires/prevention-gap.yaml`. After a change to either:

```sh
BASIS=overwrite cargo test --test basis
```
";

#[test]
fn the_list_of_concepts_is_up_to_date() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let written = page(questionnaire, &yaml::concepts());
    if std::env::var_os("BASIS").is_some_and(|wish| wish == "overwrite") {
        fs::write(FILE, &written).expect("the page can be written");
    }
    let found = fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        found == written,
        "{FILE} is not what the data say; write it anew with `BASIS=overwrite cargo test --test basis`"
    );
}

#[test]
fn every_concept_is_embodied_or_says_why_not() {
    let catalog = Catalog::on_board();
    let questionnaire = catalog.get("prevention-gap").expect("it is on board");
    let mut wrong = Vec::new();
    for concept in yaml::concepts() {
        let is_embodied = questionnaire.based().any(|based| based.basis.contains(&concept.id));
        match (is_embodied, &concept.absent) {
            (false, None) => wrong.push(format!("{} is silently missing", concept.id)),
            (true, Some(_)) => {
                wrong.push(format!("{} is embodied, and says it is not", concept.id));
            }
            (false, Some(_)) if concept.part.is_some() || concept.also.is_some() => {
                wrong.push(format!("{} is absent, and says what part is there", concept.id));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Five articles with so many concepts each, none left out.
#[test]
fn no_concept_is_left_out() {
    let expected: Vec<String> = [(0, 44), (1, 40), (2, 27), (3, 81), (4, 27)]
        .into_iter()
        .flat_map(|(article, last)| (1..=last).map(move |n| format!("{article}-{n:02}")))
        .collect();
    let found: Vec<String> = yaml::concepts().into_iter().map(|concept| concept.id).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_basis_names_a_concept() {
    let concepts = yaml::concepts();
    let catalog = Catalog::on_board();
    for id in catalog.ids() {
        let questionnaire = catalog.get(id).expect("it is listed");
        for based in questionnaire.based() {
            for named in based.basis {
                let known = concepts.iter().any(|concept| concept.id == *named);
                assert!(
                    known,
                    "{id}: {} {} rests on `{named}`, which is no concept",
                    based.what, based.id
                );
            }
        }
    }
}

fn page(questionnaire: &Questionnaire, concepts: &[Concept]) -> String {
    let mut page = HEAD.to_owned();
    let mut article = "";
    for concept in concepts {
        if concept.article != article {
            article = &concept.article;
            write!(page, "\n## {article}\n\n| id | concept | embodied by |\n|---|---|---|\n")
                .expect("a string takes any text");
        }
        let by = embodied_by(questionnaire, concept);
        writeln!(page, "| {} | {} | {by} |", concept.id, concept.says)
            .expect("a string takes any text");
    }
    page
}

fn embodied_by(questionnaire: &Questionnaire, concept: &Concept) -> String {
    if let Some(reason) = &concept.absent {
        return format!("*No question:* {reason}");
    }
    let mut by: Vec<String> = questionnaire
        .based()
        .filter(|based| based.basis.contains(&concept.id))
        .map(|Based { what, id, .. }| format!("{what} `{id}`"))
        .collect();
    by.dedup();
    let also = concept.also.as_ref().map(|also| format!(". *Also:* {also}"));
    let part = concept.part.as_ref().map(|part| format!(". *In part; not covered:* {part}"));
    [Some(by.join(", ")), also, part].into_iter().flatten().collect()
}
