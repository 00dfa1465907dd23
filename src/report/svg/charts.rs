//! The charts as files of their own, to lie beside a report that cannot hold
//! them.

use crate::model::Lens;
use crate::report::known::Known;
use crate::report::model::Report;

use super::{dumbbell, map, voices};

/// A chart as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The name of the file.
    pub file: &'static str,
    /// What it shows, in words.
    pub alternative: String,
    /// The drawing.
    pub svg: String,
}

/// All charts that there is something to draw on.
pub fn charts(report: &Report) -> Vec<Chart> {
    if report.withheld_because().is_some() {
        return Vec::new();
    }
    let scores = Chart {
        file: "scores.svg",
        alternative: scores_in_words(report),
        svg: dumbbell::dumbbell(report, "Prevention and resolution", &scores_in_words(report)),
    };
    let map = map::is_needed(report).then(|| Chart {
        file: "posture-map.svg",
        alternative: map::in_words(report),
        svg: map::map_file(report, map::TITLE, &map::in_words(report)),
    });
    let disagreements = report.voices.as_ref().filter(|_| voices::is_needed(report));
    let disagreements = disagreements.map(|said| Chart {
        file: "voices.svg",
        alternative: voices::in_words(said),
        svg: voices::voices(report, said),
    });
    [Some(scores), map, disagreements].into_iter().flatten().collect()
}

/// "Overall: prevention 41.4, resolution 68.8, gap +27.4." The tables of the
/// report have the same for every dimension.
fn scores_in_words(report: &Report) -> String {
    let overall = &report.overall;
    let [prevention, resolution] =
        Lens::ALL.map(|lens| Known::of_lens(overall.lens(lens), overall.status).words());
    let gap = overall.gap.points.map_or("not known".to_owned(), |gap| gap.published.signed());
    let each = if report.has_one_dimension() { "" } else { " The table has each dimension." };
    format!(
        "Scores from 0 to 100. Overall: prevention {prevention}, resolution {resolution}, gap \
         {gap}.{each}"
    )
}
