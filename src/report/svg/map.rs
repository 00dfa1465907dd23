//! The posture map: prevention across, resolution up, three units a point. The
//! postures are areas, each dimension a numbered point, the overall scores a
//! cross. The numbers stand where they touch nothing; the table beside the map
//! names them.

use std::fmt::Write as _;

use crate::report::model::{Area, DimensionReport, Report};
use crate::report::words;

use super::{escaped, file, number};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 364.0;
/// The upper left corner of the plot, its size, and the units of a point.
const LEFT: f64 = 28.0;
const TOP: f64 = 24.0;
const SIZE: f64 = 300.0;
const UNIT: f64 = 3.0;
const RADIUS: f64 = 3.5;
/// Half the cross of the overall scores.
const CROSS: f64 = 6.0;

/// What the map is.
pub(in crate::report) const TITLE: &str =
    "Posture map: prevention across, resolution up, both 0 to 100";

/// The map in words: which dimensions lie where.
pub(in crate::report) fn in_words(report: &Report) -> String {
    let mut sentences = Vec::new();
    if let Some(posture) = &report.overall.posture {
        sentences.push(format!("The overall scores lie in {}.", posture.title));
    }
    for area in &report.areas {
        let in_area =
            |dimension: &&DimensionReport| dimension.posture.as_ref() == Some(&area.title);
        let titles: Vec<&str> =
            report.dimensions.iter().filter(in_area).map(|d| d.title.as_str()).collect();
        if !titles.is_empty() && !report.has_one_dimension() {
            sentences.push(format!("In {}: {}.", area.title, words::list(&titles)));
        }
    }
    sentences.join(" ")
}

/// Whether anything stands on the map.
pub(in crate::report) fn is_needed(report: &Report) -> bool {
    let has_point = report.dimensions.iter().any(|dimension| dimension.gap.is_some());
    report.overall.gap.points.is_some() || (has_point && !report.has_one_dimension())
}

/// The map for a page, which has the marks and styles.
pub(in crate::report) fn map(report: &Report, title: &str, about: &str) -> String {
    format!(
        r#"<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="map-t map-d" focusable="false"><title id="map-t">{}</title><desc id="map-d">{}</desc>{}</svg>"#,
        escaped(title),
        escaped(about),
        body(report),
    )
}

/// The map as a file of its own.
pub(in crate::report) fn map_file(report: &Report, title: &str, about: &str) -> String {
    let body = format!(r#"<g transform="translate(12 8)">{}</g>"#, body(report));
    file(364, 380, "map", title, about, &body)
}

/// A place in units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

fn place((prevention, resolution): (f64, f64)) -> Point {
    Point { x: LEFT + UNIT * prevention, y: TOP + SIZE - UNIT * resolution }
}

fn of_dimension(dimension: &DimensionReport) -> Option<Point> {
    let score = |cell: &crate::report::model::CellReport| Some(cell.score?.published.value());
    Some(place((score(&dimension.prevention)?, score(&dimension.resolution)?)))
}

fn body(report: &Report) -> String {
    let overall = &report.overall;
    let scores = overall.prevention.score.zip(overall.resolution.score);
    let cross = scores.map(|(p, r)| place((p.published.value(), r.published.value())));
    let numbered = report.dimensions.iter().zip(1..);
    let points: Vec<(usize, Point)> = if report.has_one_dimension() {
        Vec::new()
    } else {
        numbered.filter_map(|(dimension, no)| Some((no, of_dimension(dimension)?))).collect()
    };
    let (drawn_areas, names) = areas(&report.areas);
    let mut body = drawn_areas + &axes();
    for (number, point, label) in labels(&points, cross, &names) {
        body += &dot(number, point, label);
    }
    if let Some(Point { x, y }) = cross {
        let (x0, x1, y0, y1) = (x - CROSS, x + CROSS, y - CROSS, y + CROSS);
        let _ = write!(
            body,
            r#"<path class="all" d="M{} {}H{}M{} {}V{}"/>"#,
            number(x0),
            number(y),
            number(x1),
            number(x),
            number(y0),
            number(y1)
        );
    }
    body
}

/// The areas with their names, and the places that the names take. They are
/// painted backwards, so that an earlier one covers what it takes from a later
/// one.
fn areas(areas: &[Area]) -> (String, Vec<Space>) {
    let mut drawn = String::new();
    for area in areas.iter().rev().filter(|area| area.corners.len() > 2) {
        let corner = |&corner: &(f64, f64)| {
            let Point { x, y } = place(corner);
            format!("{},{}", number(x), number(y))
        };
        let corners: Vec<String> = area.corners.iter().map(corner).collect();
        let class = if area.here { "region here" } else { "region" };
        let _ = write!(drawn, r#"<polygon class="{class}" points="{}"/>"#, corners.join(" "));
    }
    let _ = write!(
        drawn,
        r#"<line class="diag" x1="{LEFT}" y1="{}" x2="{}" y2="{TOP}"/>"#,
        TOP + SIZE,
        LEFT + SIZE
    );
    let mut taken = Vec::new();
    for ix in 0..areas.len() {
        if let Some((name, space)) = area_name(areas, ix) {
            drawn += &name;
            taken.push(space);
        }
    }
    (drawn, taken)
}

/// The name of an area: level in its upper left corner if there is room, else
/// turned by 45 degrees in its middle.
fn area_name(areas: &[Area], ix: usize) -> Option<(String, Space)> {
    let own: Vec<(i32, i32)> = (0..100)
        .flat_map(|r| (0..100).map(move |p| (p, 99 - r)))
        .filter(|&(p, r)| area_at(areas, f64::from(p) + 0.5, f64::from(r) + 0.5) == Some(ix))
        .collect();
    let area = &areas[ix];
    let width = text_width(&area.title);
    let class = if area.here { "area on" } else { "area" };
    let title = escaped(&area.title);
    if let Some(at) = room_for(&own, width) {
        let (x, y) = (at.x + 9.0, at.y + 19.0);
        let text =
            format!(r#"<text class="{class}" x="{}" y="{}">{title}</text>"#, number(x), number(y));
        return Some((text, Space { left: x, right: x + width, top: y - 10.0, bottom: y + 3.0 }));
    }
    let count = f64::from(i32::try_from(own.len()).ok()?);
    let mean =
        |part: fn(&(i32, i32)) -> i32| f64::from(own.iter().map(part).sum::<i32>()) / count + 0.5;
    let Point { x, y } = place((mean(|at| at.0), mean(|at| at.1)));
    let text = format!(
        r#"<text class="{class} halo" transform="translate({} {}) rotate(-45)" y="4" text-anchor="middle">{title}</text>"#,
        number(x),
        number(y)
    );
    let half = width / 2.0 * 0.71 + 3.0;
    Some((text, Space { left: x - half, right: x + half, top: y - half, bottom: y + half }))
}

/// The highest place with room for a level name, not far below the top, as
/// far left as the area goes. An area is given by its squares of one point.
fn room_for(own: &[(i32, i32)], width: f64) -> Option<Point> {
    let highest = own.first()?.1;
    #[expect(clippy::cast_possible_truncation, reason = "a level name is a few squares wide")]
    let across = ((width + 12.0) / UNIT).ceil() as i32;
    let is_own = |p: i32, row: i32| own.contains(&(p, row));
    (highest - 6..=highest).rev().filter(|top| *top >= 7).find_map(|top| {
        let rows = top - 6..=top;
        let left = |row: i32| own.iter().find(|at| at.1 == row).map(|at| at.0);
        let left = rows.clone().map(left).max()??;
        let is_free = rows.into_iter().all(|row| (left..left + across).all(|p| is_own(p, row)));
        is_free.then(|| place((f64::from(left), f64::from(top + 1))))
    })
}

/// About as wide as a text of 12 units is.
fn text_width(text: &str) -> f64 {
    6.1 * f64::from(u32::try_from(unicode_width::UnicodeWidthStr::width(text)).unwrap_or(100))
}

/// The first area that a place lies in.
fn area_at(areas: &[Area], prevention: f64, resolution: f64) -> Option<usize> {
    areas.iter().position(|area| {
        let corners = &area.corners;
        let turns = corners.iter().zip(corners.iter().cycle().skip(1)).map(|(from, to)| {
            (to.0 - from.0) * (resolution - from.1) - (to.1 - from.1) * (prevention - from.0)
        });
        let (mut left, mut right) = (false, false);
        for turn in turns {
            left |= turn > 0.0;
            right |= turn < 0.0;
        }
        corners.len() > 2 && !(left && right)
    })
}

fn axes() -> String {
    let mut axes = format!(
        r##"<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}"/><use href="#r" x="8" y="8"/><text class="axis" x="20" y="12.5">Resolution</text><text class="axis" x="328" y="358" text-anchor="end">Prevention</text><use href="#p" x="250" y="354"/>"##
    );
    for tick in [0, 25, 50, 75, 100] {
        let Point { x, y } = place((f64::from(tick), f64::from(tick)));
        let (bottom, before) = (TOP + SIZE, LEFT - 4.0);
        let _ = write!(
            axes,
            r#"<text x="{x}" y="340" text-anchor="middle">{tick}</text><line class="tickmark" x1="{x}" x2="{x}" y1="{bottom}" y2="{}"/><text x="21" y="{}" text-anchor="end">{tick}</text><line class="tickmark" x1="{before}" x2="{LEFT}" y1="{y}" y2="{y}"/>"#,
            bottom + 4.0,
            y + 4.0,
        );
    }
    axes
}

/// What a text takes up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Space {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Space {
    /// The place of a number whose middle stands at a point.
    fn of_number(number: usize, middle: Point) -> Self {
        let half = half_width(number);
        Self {
            left: middle.x - half,
            right: middle.x + half,
            top: middle.y - 4.8,
            bottom: middle.y + 4.8,
        }
    }

    fn around(point: Point, radius: f64) -> Self {
        Self {
            left: point.x - radius,
            right: point.x + radius,
            top: point.y - radius,
            bottom: point.y + radius,
        }
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_on_the_plot(&self) -> bool {
        self.left > LEFT && self.right < LEFT + SIZE && self.top > TOP && self.bottom < TOP + SIZE
    }
}

fn half_width(number: usize) -> f64 {
    if number < 10 { 3.6 } else { 7.0 }
}

/// East, west, north, south, and between.
const DIRECTIONS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.8, -0.8),
    (-0.8, -0.8),
    (0.8, 0.8),
    (-0.8, 0.8),
];

/// Finds a place for every number, in the order of the questionnaire: the
/// first that touches no point, no cross, no name and no other number, 7 units
/// from its point or else further away.
fn labels(
    points: &[(usize, Point)],
    cross: Option<Point>,
    names: &[Space],
) -> Vec<(usize, Point, Point)> {
    let mut taken: Vec<Space> = points.iter().map(|(_, at)| Space::around(*at, RADIUS)).collect();
    taken.extend(cross.map(|at| Space::around(at, CROSS + 1.5)));
    taken.extend(names);
    let mut found = Vec::with_capacity(points.len());
    for &(number, at) in points {
        let steps = (1..).map(|step| 7.0 * f64::from(step)).take(40);
        let places = steps.flat_map(|away| {
            DIRECTIONS.map(|(right, down)| Point {
                x: at.x + right * (away + half_width(number)),
                y: at.y + down * (away + 2.0),
            })
        });
        let is_free = |middle: &Point| {
            let space = Space::of_number(number, *middle);
            space.is_on_the_plot() && !taken.iter().any(|other| other.touches(&space))
        };
        // A number close to a second point could be taken for that one's.
        let is_clear = |middle: &Point| {
            let own = distance(*middle, at);
            let others = points.iter().map(|(_, other)| *other).filter(|other| *other != at);
            is_free(middle) && others.into_iter().all(|other| distance(*middle, other) > 1.4 * own)
        };
        let places: Vec<Point> = places.collect();
        let near = places.iter().take(3 * DIRECTIONS.len()).find(|middle| is_clear(middle));
        let middle = near.or_else(|| places.iter().find(|middle| is_free(middle)));
        let middle = middle.copied().unwrap_or(at);
        let space = Space::of_number(number, middle);
        taken.push(Space { left: space.left - 4.0, right: space.right + 4.0, ..space });
        found.push((number, at, middle));
    }
    found
}

fn distance(one: Point, other: Point) -> f64 {
    f64::hypot(one.x - other.x, one.y - other.y)
}

/// A point with its number, and a hairline where the number is far away.
fn dot(no: usize, at: Point, label: Point) -> String {
    let far = distance(label, at) > 7.0 + half_width(no) + 3.0;
    let line = |to: Point| {
        format!(
            r#"<line class="lead" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            number(at.x),
            number(at.y),
            number(at.x + (to.x - at.x) * 0.7),
            number(at.y + (to.y - at.y) * 0.7),
        )
    };
    format!(
        r#"{}<circle class="dot" cx="{}" cy="{}" r="{RADIUS}"/><text class="pn" x="{}" y="{}" text-anchor="middle">{no}</text>"#,
        if far { line(label) } else { String::new() },
        number(at.x),
        number(at.y),
        number(label.x),
        number(label.y + 4.2),
    )
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    use super::*;

    /// All numbers with their boxes; none may touch anything.
    #[track_caller]
    fn check(scores: &[(f64, f64)], cross: Option<(f64, f64)>) {
        let points: Vec<(usize, Point)> =
            scores.iter().zip(1..).map(|(&scores, number)| (number, place(scores))).collect();
        let cross = cross.map(place);
        let (_, names) = areas(&sample::areas());
        let placed = labels(&points, cross, &names);
        let boxes: Vec<Space> =
            placed.iter().map(|(no, _, at)| Space::of_number(*no, *at)).collect();
        for (ix, one) in boxes.iter().enumerate() {
            assert!(one.is_on_the_plot(), "{scores:?}: number {} is off the plot", ix + 1);
            let others = boxes[ix + 1..].iter().chain(&names);
            assert!(others.clone().all(|other| !one.touches(other)), "{scores:?}: {}", ix + 1);
            let marks = points.iter().map(|(_, at)| Space::around(*at, RADIUS));
            assert!(marks.clone().all(|mark| !one.touches(&mark)), "{scores:?}: {}", ix + 1);
        }
        assert_eq!(boxes.len(), scores.len());
    }

    #[test]
    fn numbers_touch_nothing() {
        check(&[], None);
        check(&[(50.0, 50.0)], Some((50.0, 50.0)));
        check(&[(0.0, 0.0), (100.0, 100.0), (0.0, 100.0), (100.0, 0.0)], Some((50.0, 50.0)));
        check(&[(41.0, 68.0); 12], Some((41.0, 68.0)));
        check(&[(0.0, 0.0); 9], Some((0.0, 0.0)));
        check(&[(100.0, 100.0); 9], Some((100.0, 100.0)));
        let row: Vec<(f64, f64)> = (0..15).map(|at| (30.0 + f64::from(at), 60.0)).collect();
        check(&row, Some((37.0, 60.0)));
        let crowd: Vec<(f64, f64)> =
            (0..30).map(|at| (50.0 + f64::from(at % 6), 50.0 + f64::from(at / 6))).collect();
        check(&crowd, Some((52.0, 52.0)));
    }

    #[test]
    fn a_place_belongs_to_the_first_area_that_holds_it() {
        let areas = sample::areas();
        let title = |p, r| areas[area_at(&areas, p, r).expect("areas cover all")].title.as_str();
        assert_eq!(title(80.0, 80.0), "Designed out");
        assert_eq!(title(41.0, 68.0), "Repair shop");
        assert_eq!(title(55.0, 55.0), "Halfway");
        assert_eq!(title(80.0, 20.0), "Thin safety net");
        assert_eq!(title(10.0, 10.0), "Firefighting");
    }

    #[test]
    fn every_area_has_its_name_and_the_own_one_stands_out() {
        let report = sample::larkfield();
        let drawn = map(&report, "Map", "About");
        for area in &report.areas {
            assert!(drawn.contains(&format!(">{}</text>", area.title)), "{}", area.title);
        }
        assert!(drawn.contains(r#"class="area on" x="37" y="43">Repair shop"#), "{drawn}");
        assert!(drawn.contains("rotate(-45)"), "halfway is too narrow for a level name");
        assert_eq!(drawn.matches(r#"class="dot""#).count(), 8, "the ninth has no scores");
        assert_eq!(drawn.matches(r#"class="all""#).count(), 1);
    }

    #[test]
    fn without_overall_scores_there_is_no_cross() {
        assert!(!map(&sample::unpublished(), "Map", "About").contains(r#"class="all""#));
    }
}
