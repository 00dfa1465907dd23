//! The postures as places on the map of prevention and resolution.

use crate::findings;
use crate::model::{DimensionIx, PostureIx, PostureWhen, ScoreKind};
use crate::report::model::Area;

use super::Assessment;

/// The title of the posture of a dimension that has both scores.
pub(super) fn posture_of(assessment: &Assessment<'_>, dimension: DimensionIx) -> Option<String> {
    let score = |kind| assessment.scores.published(kind, Some(dimension));
    let (prevention, resolution) = (score(ScoreKind::Prevention)?, score(ScoreKind::Resolution)?);
    let posture = findings::posture_at(assessment.questionnaire, prevention, resolution);
    Some(assessment.questionnaire[posture].title.clone())
}

/// All postures, in the order in which they are tried.
pub(super) fn areas(assessment: &Assessment<'_>) -> Vec<Area> {
    let here = assessment.findings.posture.as_ref().map(|finding| finding.posture);
    let postures = assessment.questionnaire.postures.iter().enumerate();
    postures
        .map(|(ix, posture)| Area {
            title: posture.title.clone(),
            here: here == Some(PostureIx(ix)),
            corners: corners(&posture.when),
        })
        .collect()
}

/// A half of the plane: where `p · prevention + r · resolution >= from`.
struct Half {
    p: f64,
    r: f64,
    from: f64,
}

impl Half {
    /// How far inside a corner lies; below zero it is outside.
    fn inside(&self, (prevention, resolution): (f64, f64)) -> f64 {
        self.p * prevention + self.r * resolution - self.from
    }
}

/// The square of all scores, cut down by the conditions.
fn corners(when: &PostureWhen) -> Vec<(f64, f64)> {
    let half = |p, r, from: f64| Half { p, r, from };
    let cuts = [
        when.prevention_min.map(|min| half(1.0, 0.0, min.value())),
        when.resolution_min.map(|min| half(0.0, 1.0, min.value())),
        when.gap_min.map(|min| half(-1.0, 1.0, min.value())),
        when.gap_below.map(|below| half(1.0, -1.0, -below.value())),
    ];
    let square = vec![(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)];
    cuts.iter().flatten().fold(square, |shape, half| cut(&shape, half))
}

/// Cuts a convex shape by one line (Sutherland and Hodgman): keeps corners
/// inside, and adds one where an edge crosses.
fn cut(shape: &[(f64, f64)], half: &Half) -> Vec<(f64, f64)> {
    let mut kept = Vec::new();
    for (ix, &to) in shape.iter().enumerate() {
        let from = shape[(ix + shape.len() - 1) % shape.len()];
        let (before, after) = (half.inside(from), half.inside(to));
        if (before < 0.0) != (after < 0.0) {
            let along = |from: f64, to: f64| from + (to - from) * before / (before - after);
            kept.push((along(from.0, to.0), along(from.1, to.1)));
        }
        if after >= 0.0 {
            kept.push(to);
        }
    }
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use crate::model::Tenths;

    use super::*;

    #[track_caller]
    fn check(when: &PostureWhen, expected: &[(f64, f64)]) {
        assert_eq!(corners(when), expected, "{when:?}");
    }

    #[test]
    fn conditions_cut_the_square_down() {
        let none = PostureWhen::default();
        let min = |number| Some(Tenths::whole(number));
        check(&none, &[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]);
        check(
            &PostureWhen { prevention_min: min(65), resolution_min: min(55), ..none },
            &[(65.0, 55.0), (100.0, 55.0), (100.0, 100.0), (65.0, 100.0)],
        );
        check(
            &PostureWhen { resolution_min: min(55), gap_min: min(8), ..none },
            &[(0.0, 55.0), (47.0, 55.0), (92.0, 100.0), (0.0, 100.0)],
        );
        check(
            &PostureWhen { prevention_min: min(55), gap_below: min(-8), ..none },
            &[(55.0, 47.0), (55.0, 0.0), (100.0, 0.0), (100.0, 92.0)],
        );
        check(&PostureWhen { gap_below: min(-100), ..none }, &[(100.0, 0.0)]);
    }
}
