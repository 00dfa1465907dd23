//! Assessments whose names look the same, and what tells them apart: "A, B"
//! may be one organisation, or the unit B of A.

use std::collections::HashMap;

use crate::model::AssessmentKey;

use super::table::clean;

/// For each assessment of a run what tells it apart from others that would be
/// shown by the same name; nothing where its name is the only one.
pub fn apart(keys: &[AssessmentKey]) -> Vec<Option<String>> {
    let names: Vec<String> = keys.iter().map(|key| clean(&key.to_string())).collect();
    let parts: Vec<String> = keys.iter().map(parts).collect();
    let (same_name, same_parts) = (places(&names), places(&parts));
    let told = |(position, name): (usize, &String)| {
        if same_name[name].len() < 2 {
            return None;
        }
        let same = &same_parts[&parts[position]];
        let number = same.iter().position(|&other| other == position).map_or(1, |at| at + 1);
        Some(match same.len() {
            0 | 1 => parts[position].clone(),
            all => format!("{}, {number} of {all} of this name", parts[position]),
        })
    };
    names.iter().enumerate().map(told).collect()
}

/// "organisation `A`, unit `B`".
fn parts(key: &AssessmentKey) -> String {
    let unit = key.unit.iter().map(|unit| format!(", unit `{unit}`"));
    let wave = key.wave.iter().map(|wave| format!(", wave `{wave}`"));
    let parts: String = unit.chain(wave).collect();
    clean(&format!("organisation `{}`{parts}", key.organisation))
}

/// Where each text stands.
fn places(texts: &[String]) -> HashMap<&String, Vec<usize>> {
    let mut places: HashMap<&String, Vec<usize>> = HashMap::new();
    for (position, text) in texts.iter().enumerate() {
        places.entry(text).or_default().push(position);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "organisation|unit|wave", a dash for none.
    fn key(text: &str) -> AssessmentKey {
        let parts: Vec<&str> = text.split('|').collect();
        let [organisation, unit, wave] = parts[..] else { panic!("{text:?} has not three parts") };
        let given = |part: &str| (part != "-").then(|| part.to_owned());
        AssessmentKey {
            questionnaire: "q".to_owned(),
            organisation: organisation.to_owned(),
            unit: given(unit),
            wave: given(wave),
            respondent: None,
        }
    }

    #[track_caller]
    fn check(keys: &[&str], expected: &[Option<&str>]) {
        let keys: Vec<AssessmentKey> = keys.iter().map(|text| key(text)).collect();
        let found = apart(&keys);
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_that_look_the_same_are_told_apart() {
        check(&["A|-|-", "B|-|-"], &[None, None]);
        check(
            &["A, B|-|-", "C|-|-", "A|B|-", "A|-|B"],
            &[
                Some("organisation `A, B`"),
                None,
                Some("organisation `A`, unit `B`"),
                Some("organisation `A`, wave `B`"),
            ],
        );
        // A real escape, and one that was typed as letters.
        check(
            &["A\u{1b}|-|-", "A\\u{1b}|-|-"],
            &[
                Some("organisation `A\\u{1b}`, 1 of 2 of this name"),
                Some("organisation `A\\u{1b}`, 2 of 2 of this name"),
            ],
        );
    }
}
