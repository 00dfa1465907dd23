//! What is always said beside limits on drops, also where all of them are
//! kept: whatever makes two scores rest on other questions, other facts or
//! other people.

use crate::gates::ratchet::{Change, Compared, ComparedAs, RolePeople, Shift, WhyNot};
use crate::model::{Lens, Questionnaire, Tenths};
use crate::report::model::{ChangeReport, GapChangeReport, NotComparableReport, SinceReport};
use crate::report::words;

/// What changed, as data and in sentences.
pub fn since_report(questionnaire: &Questionnaire, change: &Change) -> SinceReport {
    let [prevention, resolution] = Lens::ALL.map(|lens| change.overall(lens));
    let moves = change.moves();
    SinceReport {
        wave: change.wave.clone(),
        date_iso: change.since.to_string(),
        version: change.version.clone(),
        people_then: change.people.then,
        people_now: change.people.now,
        compared_as: change.people.compared_as.name(),
        moves: [moves.up, moves.down, moves.same],
        overall: [compared(prevention), compared(resolution)],
        gap: gap(prevention, resolution),
        dimensions: dimensions(change),
        not_comparable: not_comparable(change),
        said: said(questionnaire, change),
    }
}

fn compared(compared: &Compared) -> ChangeReport {
    let shift = compared.shift();
    let share = match compared {
        Compared::Broken { comparable, .. } => Some(*comparable),
        other => other.shift().map(|shift| shift.comparable),
    };
    ChangeReport {
        status: compared.name(),
        then: shift.map(|shift| shift.then),
        now: shift.map(|shift| shift.now),
        change: shift.map(|shift| shift.change),
        composition: shift.and_then(|shift| shift.composition),
        comparable: share,
        why: compared.words(),
    }
}

fn gap(prevention: &Compared, resolution: &Compared) -> GapChangeReport {
    let Some((p, r)) = prevention.shift().zip(resolution.shift()) else {
        return GapChangeReport::default();
    };
    GapChangeReport {
        then: Some(r.then - p.then),
        now: Some(r.now - p.now),
        change: Some(r.change - p.change),
        composition: p.composition.zip(r.composition).map(|(p, r)| r - p),
    }
}

fn dimensions(change: &Change) -> Vec<(String, [ChangeReport; 2])> {
    let mut dimensions: Vec<(String, [ChangeReport; 2])> = Vec::new();
    for cell in &change.cells {
        let known = dimensions.iter().position(|(id, _)| *id == cell.dimension);
        let at = known.unwrap_or_else(|| {
            let nothing = [Compared::Nothing, Compared::Nothing].map(|one| compared(&one));
            dimensions.push((cell.dimension.clone(), nothing));
            dimensions.len() - 1
        });
        let side = usize::from(cell.lens == Lens::Resolution);
        dimensions[at].1[side] = compared(&cell.compared);
    }
    dimensions
}

fn not_comparable(change: &Change) -> Vec<NotComparableReport> {
    let questions = change.not_comparable.iter();
    let told = questions.map(|one| NotComparableReport {
        question: one.question.clone(),
        why: one.why.name(),
        then: one.then,
    });
    told.collect()
}

/// The published scores of a series that is broken: "published 87.5 then, 75.0
/// now".
fn published(change: &Change, lens: Lens) -> Option<String> {
    let [then, now] = change
        .published(lens)
        .map(|score| score.map_or_else(|| "no score".to_owned(), |score| score.to_string()));
    (then != now).then(|| format!("published {then} then, {now} now"))
}

/// All that is said: what each overall score rests on, questions, dimensions,
/// facts, people and the questionnaire.
fn said(questionnaire: &Questionnaire, change: &Change) -> Vec<String> {
    let mut said: Vec<String> =
        Lens::ALL.into_iter().filter_map(|lens| overall(change, lens)).collect();
    said.extend(KINDS.iter().filter_map(|kind| questions(change, kind)));
    said.extend(dimension_lines(change));
    let facts = change.no_longer_stated.iter();
    said.extend(facts.map(|fact| format!("the fact `{fact}` is no longer stated")));
    said.extend(people(questionnaire, change));
    if change.version != questionnaire.version {
        let (then, now) = (&change.version, &questionnaire.version);
        said.push(format!("questionnaire version {then} then, {now} now"));
    }
    said
}

/// "prevention: -12.5 as published, of which -12.5 because other questions
/// count (composition effect)".
fn overall(change: &Change, lens: Lens) -> Option<String> {
    match change.overall(lens) {
        Compared::Known(shift) => composition(lens, shift),
        // Said once, of the people.
        Compared::OneRound => None,
        broken @ Compared::Broken { .. } => {
            let words: Vec<String> =
                broken.words().into_iter().chain(published(change, lens)).collect();
            Some(format!("overall {lens}: {}", words.join("; ")))
        }
        other => other.words().map(|words| format!("overall {lens}: {words}")),
    }
}

fn composition(lens: Lens, shift: &Shift) -> Option<String> {
    let effect = shift.composition.filter(|&effect| effect != Tenths::ZERO)?;
    let published = (shift.change - (Tenths::ZERO - effect)).signed();
    Some(format!(
        "overall {lens}: {published} as published, of which {} because other questions count \
         (composition effect)",
        effect.signed(),
    ))
}

/// Why questions are not comparable, and how that is said of one and of many.
struct Kind {
    is_one: fn(WhyNot) -> bool,
    one: &'static str,
    many: &'static str,
}

const KINDS: [Kind; 8] = [
    Kind {
        is_one: |why| matches!(why, WhyNot::NotApplicableNow),
        one: "became not applicable",
        many: "became not applicable",
    },
    Kind {
        is_one: |why| matches!(why, WhyNot::NotAnsweredNow),
        one: "became unanswered",
        many: "became unanswered",
    },
    Kind {
        is_one: |why| matches!(why, WhyNot::OutOfScopeNow),
        one: "is out of scope now",
        many: "are out of scope now",
    },
    Kind {
        is_one: |why| matches!(why, WhyNot::FactNotStatedNow),
        one: "waits for a fact that is not stated now",
        many: "wait for a fact that is not stated now",
    },
    Kind {
        is_one: |why| matches!(why, WhyNot::OtherRev { .. }),
        one: "was reworded",
        many: "were reworded",
    },
    Kind { is_one: |why| matches!(why, WhyNot::New), one: "is new", many: "are new" },
    Kind {
        is_one: |why| matches!(why, WhyNot::NotAnsweredThen),
        one: "had no level then",
        many: "had no level then",
    },
    Kind {
        is_one: |why| matches!(why, WhyNot::Gone),
        one: "is no longer asked",
        many: "are no longer asked",
    },
];

/// "3 questions became not applicable: own-cause-owner, ...".
fn questions(change: &Change, kind: &Kind) -> Option<String> {
    let of_kind = change.not_comparable.iter().filter(|one| (kind.is_one)(one.why));
    let ids: Vec<&str> = of_kind.map(|one| one.question.as_str()).collect();
    let verb = if ids.len() == 1 { kind.one } else { kind.many };
    let counted = words::count(ids.len(), "question");
    (!ids.is_empty()).then(|| format!("{counted} {verb}: {}", words::list(&ids)))
}

/// Dimensions that dropped out or came in, a line each; a line a lens where
/// the two differ.
fn dimension_lines(change: &Change) -> Vec<String> {
    let line = |(id, sides): (String, [ChangeReport; 2])| {
        let moved = |side: &ChangeReport| {
            let is_scope = !matches!(side.status, "known" | "nothing" | "one_round");
            side.why.clone().filter(|_| is_scope)
        };
        match sides.each_ref().map(moved) {
            [Some(prevention), Some(resolution)] if prevention == resolution => {
                vec![format!("{id}: {prevention}")]
            }
            apart => {
                let lenses = Lens::ALL.into_iter().zip(apart);
                let line =
                    |(lens, why): (Lens, Option<String>)| Some(format!("{id}.{lens}: {}", why?));
                lenses.filter_map(line).collect()
            }
        }
    };
    dimensions(change).into_iter().flat_map(line).collect()
}

/// Who answered then and now, and how that is compared.
fn people(questionnaire: &Questionnaire, change: &Change) -> Vec<String> {
    let people = &change.people;
    let mut said = Vec::new();
    match people.then {
        Some(then) if people.compared_as == ComparedAs::OneAgainstSeveral => {
            let of = |count| if count == 1 { "one interview".to_owned() } else { in_all(count) };
            said.push(format!("{} then, {} now", of(then), of(people.now)));
        }
        Some(then) if then != people.now => {
            said.push(format!("{} then, {} now", in_all(then), people.now));
        }
        _ => {}
    }
    said.extend(people.roles.iter().filter_map(|role| {
        let title = questionnaire.find_role(role.role.as_str()).map(|ix| &questionnaire[ix].title);
        role_line(title.map_or(role.role.as_str(), String::as_str), role, change)
    }));
    match people.compared_as {
        ComparedAs::Pooled => {
            said.push("other roles are told apart: both waves are compared as pooled means".into());
        }
        ComparedAs::OneRound => said.push(one_round(change)),
        ComparedAs::One | ComparedAs::Alike | ComparedAs::OneAgainstSeveral => {}
    }
    said
}

fn in_all(count: usize) -> String {
    words::people(u32::try_from(count).unwrap_or(u32::MAX))
}

/// "Leaders: 6 then, 3 now, fewer than five: both waves are compared as pooled
/// means".
fn role_line(title: &str, role: &RolePeople, change: &Change) -> Option<String> {
    let is_small = |count: usize| {
        let least = change.people.min_group.map_or(0, |least| least as usize);
        count < least
    };
    if role.then == role.now || change.people.then.is_none() {
        return None;
    }
    let counts = format!("{title}: {} then, {} now", role.then, role.now);
    let is_hidden = is_small(role.now) && !is_small(role.then);
    let least = change.people.min_group.unwrap_or_default();
    Some(if is_hidden && change.people.compared_as == ComparedAs::Pooled {
        format!("{counts}; fewer than {least}: both waves are compared as pooled means")
    } else {
        counts
    })
}

/// "This baseline is of the same round, with one person fewer. ..."
fn one_round(change: &Change) -> String {
    let (then, now) = (change.people.then, change.people.now);
    let who = match then {
        Some(then) if then == now => "with other roles".to_owned(),
        Some(then) => {
            let (count, side) = (then.abs_diff(now), if then < now { "fewer" } else { "more" });
            let people = if count == 1 { "one person".to_owned() } else { in_all(count) };
            format!("with {people} {side}")
        }
        None => "of nobody knows how many people".to_owned(),
    };
    let whose = if then.is_some_and(|then| then.abs_diff(now) == 1) {
        "that person said"
    } else {
        "these people said"
    };
    format!(
        "This baseline is of the same round, {who}. Comparing the two would show what {whose}, so \
         nothing is compared."
    )
}
