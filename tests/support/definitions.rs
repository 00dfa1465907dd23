//! The questionnaires of version 1.0.0, on which the worked figures stand.

use prevention_gap::yaml::{self, Catalog};

/// Both of them, in place of those on board.
pub(crate) fn catalog() -> Catalog {
    let mut catalog = Catalog::on_board();
    for text in [
        include_str!("../definitions/prevention-gap-1.0.0.yaml"),
        include_str!("../definitions/quick-check-1.0.0.yaml"),
    ] {
        catalog.add(yaml::read_questionnaire(text.as_bytes()).expect("it is sound").value);
    }
    catalog
}
