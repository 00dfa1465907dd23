//! The form as a page. It runs one script, the one in `templates/form.js`,
//! and no other: the page names its hash, so a text that broke out of its
//! place could still run nothing.

use std::fmt::Write as _;
use std::io;

use askama::Template;
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{CURRENCY_SIGNS, Column, Id, money_pattern, number_patterns};
use crate::report::form::{self, Form, Head, When};
use crate::text::in_json;

use super::{css_text, write_page};

/// What the page does. It may hold no empty line and no blank at the end of
/// one, for those do not reach the page.
const SCRIPT: &str = include_str!("../../../templates/form.js");

/// The SHA-256 of [`SCRIPT`] in base 64, as a page's policy names a script.
/// A test says what it has to be.
const SCRIPT_HASH: &str = "sha256-W+gTnLeKtqapVTubY6v45bhl9epgYBvXhEKu95g1Kwk=";

/// Writes a form as one page.
///
/// # Errors
///
/// The output cannot be written.
pub fn render_form(form: &Form, out: &mut dyn io::Write) -> io::Result<()> {
    let data = Data::of(form);
    let page = Page {
        form,
        footer: css_text(&form.title),
        data: plain_json(&serde_json::to_string(&data).map_err(io::Error::other)?),
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    write_page(&page.render().map_err(io::Error::other)?, out)
}

#[derive(Template)]
#[template(path = "form.html")]
struct Page<'a> {
    form: &'a Form,
    footer: String,
    data: String,
    script: &'static str,
    script_hash: &'static str,
}

impl Page<'_> {
    /// "Larkfield Home · Whole business · 2026 autumn".
    fn about(&self) -> String {
        let head = &self.form.head;
        let parts = [head.organisation.as_ref(), head.unit.as_ref(), head.wave.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" \u{b7} ")
    }

    /// The attribute for texts in the language of the questions, where that
    /// is not the page's own.
    fn lang(&self) -> String {
        let language = &self.form.language;
        let is_tag = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if language == "en" || !is_tag { String::new() } else { format!(" lang=\"{language}\"") }
    }

    #[expect(clippy::unused_self, reason = "templates call methods of the page")]
    fn column_kind(&self, column: &Column) -> &'static str {
        form::column_kind(column)
    }
}

/// What the script needs to know beside what stands on the page.
#[derive(Serialize)]
struct Data<'a> {
    page: &'a str,
    questionnaire: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wave: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    anonymous: bool,
    proof: bool,
    /// When a dimension is asked, by its id.
    when: serde_json::Map<String, Value>,
    /// When a question is asked, by its id.
    asked_when: serde_json::Map<String, Value>,
    /// How numbers and amounts are written.
    numbers: Vec<String>,
    money: String,
    currencies: serde_json::Map<String, Value>,
}

impl<'a> Data<'a> {
    fn of(form: &'a Form) -> Self {
        let Head { questionnaire, version, organisation, unit, wave, dimensions, role, anonymous } =
            &form.head;
        let conditions = form.dimensions.iter().filter_map(|dimension| {
            let when = dimension.when.as_ref()?;
            Some((dimension.id.to_string(), when_json(when)))
        });
        let questions = form.dimensions.iter().flat_map(|dimension| &dimension.questions);
        let questions = questions.filter_map(|question| {
            let when = question.when.as_ref()?;
            Some((question.id.to_string(), when_json(when)))
        });
        let currencies = CURRENCY_SIGNS.iter().map(|(sign, code)| (sign.to_string(), json!(code)));
        Self {
            page: &form.page_id,
            questionnaire: questionnaire.as_str(),
            version,
            organisation: organisation.as_deref(),
            unit: unit.as_deref(),
            wave: wave.as_deref(),
            dimensions: dimensions.as_ref().map(|ids| ids.iter().map(Id::as_str).collect()),
            role: role.as_ref().map(Id::as_str),
            anonymous: *anonymous,
            proof: form.asks_proof,
            when: conditions.collect(),
            asked_when: questions.collect(),
            numbers: number_patterns(),
            money: money_pattern(),
            currencies: currencies.collect(),
        }
    }
}

fn when_json(when: &When) -> Value {
    let texts = |ids: &[Id]| ids.iter().map(Id::to_string).collect::<Vec<_>>();
    match when {
        When::AtLeast(count, of) => {
            json!({ "at_least": count, "of": of.iter().map(when_json).collect::<Vec<_>>() })
        }
        When::Includes(field, ids) => json!({ "field": field.as_str(), "includes": texts(ids) }),
        When::Only(field, ids) => json!({ "field": field.as_str(), "only": texts(ids) }),
        When::Answered(field, answered) => {
            json!({ "field": field.as_str(), "answered": answered })
        }
    }
}

/// JSON that means the same and holds nothing but letters, digits and the
/// marks of JSON and of texts: no `<` ends the element it stands in, no
/// character hides, and a log takes nothing for a command.
fn plain_json(json: &str) -> String {
    let json = in_json(json.to_owned());
    let mut plain = String::with_capacity(json.len());
    for letter in json.chars() {
        if matches!(letter, '<' | '>' | '&' | '\u{7f}') || !letter.is_ascii() {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(plain, "\\u{unit:04x}");
            }
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::model::{Field, FieldKind, ProofAsking, Questionnaire, RoleIx};
    use crate::report::form::{Anonymity, FormOrder, form};
    use crate::text::is_hidden;
    use crate::yaml::{self, Catalog};

    fn order() -> FormOrder {
        FormOrder {
            organisation: Some("Larkfield Home".to_owned()),
            unit: None,
            wave: None,
            role: Some(RoleIx(1)),
            dimensions: None,
            anonymity: Anonymity::Anonymous,
            proof: ProofAsking::Never,
            minutes: 5,
            page_id: "larkfield".to_owned(),
        }
    }

    fn page(questionnaire: &Questionnaire, order: &FormOrder) -> String {
        let mut page = Vec::new();
        render_form(&form(questionnaire, order), &mut page).expect("memory can be written");
        String::from_utf8(page).expect("a page is text")
    }

    fn on_board(order: &FormOrder) -> String {
        let catalog = Catalog::on_board();
        page(catalog.get("quick-check").expect("it is on board"), order)
    }

    #[test]
    fn the_page_names_the_hash_of_the_script_that_it_runs() {
        let page = on_board(&order());
        let (_, script) = page.split_once("<script>").expect("it has a script");
        let (script, _) = script.split_once("</script>").expect("it ends");
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(script));
        assert_eq!(SCRIPT_HASH, format!("sha256-{hash}"));
        assert!(page.contains(&format!("script-src 'sha256-{hash}'")));
        assert!(!page.contains("script-src 'unsafe-inline'"));
    }

    #[test]
    fn a_form_stands_alone_and_chooses_nothing_beforehand() {
        let page = on_board(&order());
        for outside in ["://", "url(", "@import", "<link", "src=", " checked", "innerHTML"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page.matches("<h1").count(), 1);
        assert_eq!(page.matches("<script").count(), 2);
        // Nine questions of the frontline: five levels and two other answers.
        assert_eq!(page.matches("<fieldset class=\"question\"").count(), 9);
        assert_eq!(page.matches("type=\"radio\" name=\"q-").count(), 9 * 7);
    }

    #[test]
    fn a_role_is_asked_in_its_wording() {
        let frontline = "Think of the five things customers contact you about most.";
        let joint = "Think of your five most frequent contact reasons.";
        let page = on_board(&order());
        assert!(page.contains(frontline) && !page.contains(joint));
        let page = on_board(&FormOrder { role: None, ..order() });
        assert!(!page.contains(frontline) && page.contains(joint));
    }

    #[test]
    fn what_is_not_told_is_asked_and_proof_only_if_wished() {
        let page = on_board(&order());
        assert!(!page.contains("id=\"organisation\"") && !page.contains("class=\"proof\""));
        let (organisation, proof) = (None, ProofAsking::WhereNeeded);
        let page = on_board(&FormOrder { organisation, proof, ..order() });
        assert!(page.contains("id=\"organisation\"") && page.contains("class=\"proof\""));
    }

    #[test]
    fn it_says_what_anonymity_hides_and_what_it_cannot() {
        let page = on_board(&order());
        assert!(
            page.contains("what fewer than 5 of them said") && page.contains("sees who sent it")
        );
        let beside = "Notes may be shown as you write them, without your name.</p>\n<textarea";
        assert_eq!(page.matches(beside).count(), 9);
        let page = on_board(&FormOrder { anonymity: Anonymity::Named, ..order() });
        assert!(page.contains("reports hide nothing") && page.contains("\"anonymous\":false"));
        assert!(!page.contains(beside));
    }

    /// Two clients may get the same questions, and open both pages in one
    /// browser.
    #[test]
    fn drafts_are_kept_by_the_name_of_the_page() {
        let data = |page_id: &str| {
            let page = on_board(&FormOrder { page_id: page_id.to_owned(), ..order() });
            assert_eq!(page.matches(page_id).count(), 1);
            page.replace(page_id, "")
        };
        assert_eq!(data("one-client"), data("another-client"));
        assert!(SCRIPT.contains("const key = 'pgap form ' + data.page;"));
    }

    /// What stands between the brackets of a class of the script: letters by
    /// their codes, and ranges of them.
    fn ranges(class: &str) -> Vec<(u32, u32)> {
        let code = |text: &str| u32::from_str_radix(text, 16).expect("it is a code");
        let letters: Vec<&str> = class.split("\\u").skip(1).collect();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let mut is_end = false;
        for letter in letters {
            let at = code(letter.trim_end_matches('-'));
            match ranges.last_mut() {
                Some(last) if is_end => last.1 = at,
                _ => ranges.push((at, at)),
            }
            is_end = letter.ends_with('-');
        }
        ranges
    }

    #[test]
    fn the_script_knows_every_character_that_hides() {
        let (_, class) = SCRIPT.split_once("const hidden = /[").expect("it has a list");
        let (class, _) = class.split_once("]|").expect("it ends");
        let ranges = ranges(class);
        for letter in 0x20..=0xffff {
            let listed = ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter));
            let is_hidden = char::from_u32(letter).is_some_and(is_hidden);
            assert_eq!(listed, is_hidden, "{letter:04x}");
        }
        // Tags are two halves each.
        assert!(SCRIPT.contains(r"|\udb40[\udc00-\udc7f]/g;"));
    }

    #[test]
    fn none_of_some_choices_can_be_said() {
        let catalog = Catalog::on_board();
        let full = catalog.get("prevention-gap").expect("it is on board");
        let text = page(full, &FormOrder { role: None, ..order() });
        let takes_several = |field: &&Field| matches!(field.kind, FieldKind::Choices(_));
        let fields = full.profile.iter().filter(takes_several).count();
        assert_eq!(text.matches("class=\"none\" name=\"f-").count(), fields);
        assert!(text.contains("data-kind=\"number\" data-scale=\"share\""));
        assert!(text.contains("data-kind=\"number\" data-scale=\"count\""));
    }

    #[test]
    fn no_text_leaves_its_place() {
        const BAD: &str = "</script><script>wrong()</script><img src=x onerror=wrong()>\"'`&<!--";
        let text = Catalog::shipped_text("quick-check").expect("it is on board");
        let bad_text = format!("title: {}", serde_json::to_string(BAD).expect("a text"));
        let text = text.replace("title: Prevention Gap Quick Check", &bad_text);
        let read = yaml::read_questionnaire(text.as_bytes()).expect("it is sound");
        let bad = Some(BAD.to_owned());
        let order =
            FormOrder { organisation: bad.clone(), unit: bad.clone(), wave: bad, ..order() };
        let page = page(&read.value, &order);
        assert_eq!(page.matches("<script").count(), 2);
        assert_eq!(page.matches("</script").count(), 2);
        assert!(!page.contains("<img") && !page.contains("<!--"));
        let (_, data) = page.split_once("id=\"data\">").expect("it has data");
        let (data, _) = data.split_once("</script>").expect("it ends");
        let data: Value = serde_json::from_str(data).expect("it is JSON");
        assert_eq!(data["organisation"], BAD);
    }

    #[test]
    fn data_hold_no_character_that_means_anything_to_a_page() {
        let check = |json: &str, plain: &str| assert_eq!(plain_json(json), plain);
        check("\"</a>&\"", "\"\\u003c/a\\u003e\\u0026\"");
        check("\"\u{2028}\u{202e}ü\"", "\"\\u2028\\u202e\\u00fc\"");
        check("\"😀\"", "\"\\ud83d\\ude00\"");
        check("\"##[error]x\"", "\"\\u0023#[error]x\"");
    }
}
