//! The questionnaires at hand: those on board, and the user's own.
//!
//! To put a questionnaire on board, add its line to [`ON_BOARD`].

use std::sync::OnceLock;

use super::ready;
use crate::model::Questionnaire;

/// A questionnaire on board.
pub(super) struct Shipped {
    pub(super) id: &'static str,
    /// Its text, with its comments.
    pub(super) yaml: &'static str,
    /// What the text means, in the form of [`ready`].
    ready: &'static str,
}

/// A questionnaire in the folder `questionnaires`.
macro_rules! shipped {
    ($id:literal) => {
        Shipped {
            id: $id,
            yaml: include_str!(concat!("../../questionnaires/", $id, ".yaml")),
            ready: include_str!(concat!("../../questionnaires/ready/", $id, ".json")),
        }
    };
}

/// The questionnaires on board, sorted by id.
pub(super) const ON_BOARD: &[Shipped] = &[shipped!("prevention-gap"), shipped!("quick-check")];

/// The questionnaires at hand. One on board is read when it is first asked
/// for.
#[derive(Debug)]
pub struct Catalog {
    own: Vec<Questionnaire>,
    on_board: Vec<OnceLock<Questionnaire>>,
}

impl Catalog {
    /// The questionnaires on board.
    pub fn on_board() -> Self {
        Self { own: Vec::new(), on_board: ON_BOARD.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Adds a questionnaire of the user's own. It goes before one on board,
    /// and before one added earlier, with the same id.
    pub fn add(&mut self, questionnaire: Questionnaire) {
        self.own.push(questionnaire);
    }

    /// Returns the questionnaire with this id.
    pub fn get(&self, id: &str) -> Option<&Questionnaire> {
        let own = self.own.iter().rfind(|own| own.id == *id);
        own.or_else(|| {
            let position = ON_BOARD.iter().position(|shipped| shipped.id == id)?;
            Some(self.on_board[position].get_or_init(|| ready::read(ON_BOARD[position].ready)))
        })
    }

    /// The ids of all questionnaires, sorted. Reads none of them.
    pub fn ids(&self) -> Vec<&str> {
        let own = self.own.iter().map(|own| own.id.as_str());
        let mut ids: Vec<_> = own.chain(ON_BOARD.iter().map(|shipped| shipped.id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Returns the text of a questionnaire on board, with its comments.
    pub fn shipped_text(id: &str) -> Option<&'static str> {
        ON_BOARD.iter().find(|shipped| shipped.id == id).map(|shipped| shipped.yaml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::read_questionnaire;

    #[test]
    fn every_questionnaire_on_board_can_be_read() {
        let catalog = Catalog::on_board();
        for shipped in ON_BOARD {
            let questionnaire = catalog.get(shipped.id).expect("it is on board");
            assert_eq!(questionnaire.id.as_str(), shipped.id);
            assert_eq!(Catalog::shipped_text(shipped.id), Some(shipped.yaml));
        }
        assert!(ON_BOARD.is_sorted_by_key(|shipped| shipped.id));
    }

    #[test]
    fn an_own_questionnaire_goes_before_one_on_board() {
        let mut catalog = Catalog::on_board();
        let Shipped { id, yaml, .. } = ON_BOARD[0];
        let mut own = read_questionnaire(yaml.as_bytes()).expect("it can be read").value;
        own.title = "Ours".to_owned();
        catalog.add(own);
        assert_eq!(catalog.get(id).expect("it is there").title, "Ours");
        assert_eq!(catalog.ids().iter().filter(|known| **known == id).count(), 1);
        assert!(catalog.get("no-such-thing").is_none());
    }
}
