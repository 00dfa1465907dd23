//! What is decided on an action: who, by when, to what target.

use prevention_gap::interview::{DecisionPart, DecisionStep};

use super::View;
use super::sheet::{Look, Sheet};

pub(super) fn draw(sheet: &mut Sheet, view: &View<'_>, step: DecisionStep) {
    let Some(offer) = view.interview.offered(step.action) else { return };
    let decided = view.interview.decision(step.action);
    sheet.push(Look::Blank, String::new());
    if step.part == DecisionPart::Owner {
        let title = format!("Action {}: {}", step.action + 1, offer.title);
        sheet.text(Look::Strong, &title);
        if let Some(owner) = &offer.owner {
            sheet.text(Look::Plain, &format!("Usually owned by: {owner}"));
        }
    }
    let now = decided.and_then(|decided| match step.part {
        DecisionPart::Owner => Some(decided.owner.clone()),
        DecisionPart::By => decided.by.map(|by| by.to_string()),
        DecisionPart::Target => decided.target.clone(),
    });
    if let Some(now) = &now {
        sheet.hang(Look::Plain, "Now: ", now);
    }
    for message in view.messages {
        sheet.text(Look::Strong, message);
    }
    let enter = if now.is_some() { "Enter keeps it" } else { "Enter leaves it open" };
    let question = match step.part {
        DecisionPart::Owner => "Who takes it on?",
        DecisionPart::By => "By when? A date such as 2027-03-31.",
        DecisionPart::Target => "To what target? As in \"64 to 38 contacts per 1,000 orders\".",
    };
    let takes_out = match (step.part, &now) {
        (_, None) => "",
        (DecisionPart::Owner, _) => "; - takes the decision out",
        _ => "; - takes it out",
    };
    sheet.text(Look::Plain, &format!("{question} {enter}{takes_out}; ? help, q ends."));
}

/// What is asked about before it is done.
pub(super) fn draw_doubt(sheet: &mut Sheet, view: &View<'_>) {
    let Some(doubt) = view.interview.doubt() else { return };
    sheet.blank();
    for message in view.messages {
        sheet.text(Look::Strong, message);
    }
    sheet.text(Look::Strong, &doubt.question());
    sheet.text(Look::Plain, "y if that is meant; Enter goes back, or type something else.");
}

pub(super) fn prompt(part: DecisionPart) -> &'static str {
    match part {
        DecisionPart::Owner => "Who",
        DecisionPart::By => "By",
        DecisionPart::Target => "Target",
    }
}
