//! Problems: what is wrong in a user's file, where, and what to do about it.
//!
//! A kind is general and carries its data: "unknown key" is one kind, not one
//! for each key. `Display` gives the sentence, `code` what a script can match,
//! `help` what to do.

mod help;
mod words;

use std::fmt;
use std::ops::Range;

use self::words::{Between, List, Short};
use super::Lens;

pub use self::words::{Encoding, Found, YamlFeature};

/// A range of bytes in the text of one document.
pub type Span = Range<usize>;

/// Something wrong in a user's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
    /// Another place that belongs to it, such as the first of two equal keys.
    pub related: Option<Related>,
}

/// A second place that belongs to a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it stands.
    pub span: Span,
    /// What stands there: "first used here".
    pub label: &'static str,
}

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; `check --strict` makes it a problem.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// What is wrong. `Display` gives the sentence.
///
/// A `noun` is what the user calls the thing: "question", "title".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// A document above the size limit.
    #[error("the document is larger than {} KiB", .limit / 1024)]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("the file is not UTF-8 text")]
    NotUtf8 {
        /// What it may be instead.
        guess: Option<Encoding>,
    },
    /// A byte that no text has.
    #[error("the file contains a NUL byte")]
    NulByte,
    /// The document has no content.
    #[error("the file is empty")]
    Empty,
    /// Text that is not YAML.
    #[error("{sentence}")]
    Syntax {
        /// What is wrong, in a sentence.
        sentence: String,
    },
    /// A tab where YAML wants spaces.
    #[error("a tab cannot be used here")]
    Tab,
    /// Lists or mappings nested too deep.
    #[error("lists and mappings are nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A part of YAML that these files do without.
    #[error("{0} cannot be used in this file")]
    UnsupportedYaml(YamlFeature),
    /// More than one document where one was expected.
    #[error("a second document starts here")]
    SecondDocument,
    /// A key that stands twice in one mapping.
    #[error("the key `{}` is used more than once", Short(.key))]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that means nothing here.
    #[error("unknown key `{}`", Short(.key))]
    UnknownKey {
        /// The key as written.
        key: String,
        /// A known key that looks like it.
        suggestion: Option<String>,
        /// The keys that are known here.
        known: &'static [&'static str],
    },
    /// A key that has to be there, and is not, or has no value.
    #[error("`{key}` is missing")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A key that is known, but not beside another one.
    #[error("`{key}` does not belong to {beside}")]
    MisplacedKey {
        /// The key.
        key: &'static str,
        /// What it stands beside: "a `question` condition".
        beside: String,
    },
    /// None or several of some keys that exclude each other.
    #[error(
        "expected {} of {}, found {}",
        if *.required { "exactly one" } else { "at most one" },
        List(.keys, "and"),
        List(.found, "and")
    )]
    OneOf {
        /// The keys that exclude each other.
        keys: Vec<&'static str>,
        /// Those that are there.
        found: Vec<&'static str>,
        /// Whether one of them has to be there.
        required: bool,
    },
    /// A value of another type than its key takes.
    #[error("expected {wanted}, found {found}")]
    WrongType {
        /// What the key takes: "a text".
        wanted: String,
        /// What stands there.
        found: Found,
        /// The value as written, if it is short.
        written: Option<String>,
    },
    /// Another format than the one that was asked for.
    #[error("expected the format `{wanted}`, found `{}`", Short(.found))]
    WrongFormat {
        /// What was asked for: "answers/1".
        wanted: &'static str,
        /// What the file says.
        found: String,
    },
    /// A word outside a fixed list.
    #[error("unknown {noun} `{}`", Short(.word))]
    UnknownWord {
        /// What the word is for: "lens".
        noun: &'static str,
        /// The word as written.
        word: String,
        /// A known word that looks like it.
        suggestion: Option<String>,
        /// The words that are known.
        known: Vec<&'static str>,
    },
    /// An id that nothing in reach has.
    #[error("there is no {noun} `{}`", Short(.id))]
    UnknownReference {
        /// What was looked for: "question".
        noun: &'static str,
        /// The id as written.
        id: String,
        /// An id that looks like it.
        suggestion: Option<String>,
    },
    /// Answers to a questionnaire that is not at hand.
    #[error("there is no questionnaire `{}` at hand", Short(.id))]
    UnknownQuestionnaire {
        /// The id as written.
        id: String,
        /// An id that looks like it.
        suggestion: Option<String>,
        /// The ids at hand.
        known: Vec<String>,
    },
    /// An id that is not kebab-case.
    #[error("`{}` cannot be an id", Short(.id))]
    InvalidId {
        /// The id as written.
        id: String,
        /// The same in kebab-case, if that can be said.
        suggestion: Option<String>,
    },
    /// A number outside its range.
    #[error("{noun} has to be {}, not {value}", Between(*.low, *.high))]
    OutOfRange {
        /// What the number is: "`weight`", "a level".
        noun: String,
        /// The number as written.
        value: String,
        /// The lowest that is allowed.
        low: i64,
        /// The highest that is allowed, if there is one.
        high: Option<i64>,
    },
    /// A score with more decimals than are published.
    #[error("{value} has more than one decimal")]
    TooPrecise {
        /// The number as written.
        value: String,
    },
    /// An id that is given twice.
    #[error("{noun} id `{}` is used more than once", Short(.id))]
    DuplicateId {
        /// What has the id: "question".
        noun: &'static str,
        /// The id.
        id: String,
    },
    /// Two texts that have to differ.
    #[error("this {noun} is the same as an earlier one")]
    DuplicateText {
        /// What the texts are: "question title".
        noun: &'static str,
    },
    /// An entry that a list has already.
    #[error("{noun} `{}` is listed more than once", Short(.id))]
    RepeatedEntry {
        /// What is listed: "dimension".
        noun: &'static str,
        /// The entry.
        id: String,
    },
    /// A question with an id that was taken out of use.
    #[error("question id `{}` is retired", Short(.id))]
    RetiredId {
        /// The id.
        id: String,
    },
    /// A limit on the side of which there is never too much.
    #[error("`{subject}` takes `{takes}`")]
    WrongSide {
        /// What is judged: "prevention".
        subject: &'static str,
        /// The key that it takes.
        takes: &'static str,
    },
    /// A ceiling over the gap alone.
    #[error("a ceiling over the gap needs `resolution_at_least` beside it")]
    GapWithoutFloor,
    /// A list that is too short or too long.
    #[error("expected {wanted} {noun}, found {found}")]
    WrongCount {
        /// What is listed: "anchors".
        noun: &'static str,
        /// How many there have to be: "exactly five".
        wanted: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A dimension that asks about one lens only.
    #[error("dimension `{}` has no {lens} question", Short(.dimension))]
    MissingLens {
        /// The dimension.
        dimension: String,
        /// The lens that is missing.
        lens: Lens,
    },
    /// Levels whose limits do not rise from 0.
    #[error("{}", if *.first { "`from` of the first level has to be 0" }
        else { "`from` has to be higher than in the level before" })]
    LevelOrder {
        /// Whether it is the first level.
        first: bool,
    },
    /// A posture with a `when` that it must not have, or without one.
    #[error("{}", if *.last { "the last posture must not have a `when`" }
        else { "only the last posture may be without a `when`" })]
    PostureOrder {
        /// Whether it is the last posture.
        last: bool,
    },
    /// Questions that wait for each other.
    #[error("`needs` goes round in a circle: {}", List(.path, "and"))]
    NeedsCircle {
        /// The ids on the way round.
        path: Vec<String>,
    },
    /// A title that no table has room for.
    #[error("the title has {words} words")]
    LongTitle {
        /// How many words it has.
        words: usize,
    },
    /// The `when` of a dimension or question that looks at more than the profile.
    #[error("this `when` can only look at the profile")]
    NotOnProfile,
    /// A test that the field cannot take.
    #[error("`{test}` cannot be asked of field `{}`", Short(.field))]
    WrongTest {
        /// The test.
        test: &'static str,
        /// The field.
        field: String,
    },
    /// A text with nothing in it.
    #[error("{noun} is empty")]
    EmptyText {
        /// What the text is: "`title`", "this text".
        noun: String,
    },
    /// A text that is not a calendar date.
    #[error("`{}` is not a date", Short(.text))]
    InvalidDate {
        /// The text.
        text: String,
    },
    /// A day that nobody can have meant.
    #[error("`{}` is too far away to be meant", Short(.text))]
    FarDate {
        /// The text.
        text: String,
    },
    /// An answer that is younger than the file it stands in.
    #[error("`{seen}` is later than {date}, the date of these answers")]
    SeenLater {
        /// When the answer is said to have been given.
        seen: jiff::civil::Date,
        /// The date of the file.
        date: jiff::civil::Date,
    },
    /// A text that is not a number.
    #[error("`{}` is not a number", Short(.text))]
    InvalidNumber {
        /// The text.
        text: String,
    },
    /// A number whose mark may part thousands or come before decimals.
    #[error("`{}` can be read in two ways", Short(.text))]
    AmbiguousNumber {
        /// The text.
        text: String,
        /// How to write it for each reading that makes sense.
        readings: Vec<String>,
    },
    /// A fraction of what is counted.
    #[error("a number of {} has to be whole, not {value}", Short(.unit))]
    NotWhole {
        /// What is counted: "contacts".
        unit: String,
        /// The number as written.
        value: String,
    },
    /// A text that is not an amount of money.
    #[error("`{}` is not an amount of money", Short(.text))]
    InvalidMoney {
        /// The text.
        text: String,
    },
    /// A decision on a question that recommends nothing.
    #[error("question `{}` has no action to decide on", Short(.question))]
    NoAction {
        /// The question.
        question: String,
    },
    /// An example that does not come out.
    #[error("example \"{name}\": `{what}` should be {expected}, and is {found}")]
    ExampleDiffers {
        /// What the example shows.
        name: String,
        /// The key of `expect`.
        what: &'static str,
        /// What it says.
        expected: String,
        /// What came out.
        found: String,
    },
    /// A rule that no answers can make true.
    #[error("{noun} `{id}` can never match")]
    NeverMatches {
        /// What has the rule: "pattern".
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// A questionnaire whose file has another name.
    #[error("the id `{id}` is not the name of the file, `{stem}`")]
    IdNotFileName {
        /// The id.
        id: String,
        /// The file's name without its ending.
        stem: String,
    },
    /// A question, an anchor or a first step with too many words.
    #[error("this {noun} has {words} words")]
    LongText {
        /// What the text is: "question".
        noun: &'static str,
        /// How many words it has.
        words: usize,
        /// How many it should have at most.
        limit: usize,
    },
    /// Two questions in one.
    #[error("this asks more than one question")]
    TwoQuestions,
    /// A choice that the reader has to make.
    #[error("`and/or` can be read in two ways")]
    AndOr,
    /// A word that leaves the judgement to the reader.
    #[error("`{word}` means something else to each reader")]
    VagueWord {
        /// The word.
        word: String,
    },
    /// An anchor that asks for agreement instead of describing.
    #[error("this anchor asks for agreement, and describes nothing")]
    AgreementScale,
    /// A question that recommends nothing.
    #[error("question `{question}` has no action")]
    MissingAction {
        /// The question.
        question: String,
    },
    /// A question that does not say what would prove it.
    #[error("question `{question}` does not say what would prove it")]
    MissingProof {
        /// The question.
        question: String,
    },
    /// A `compare` on a question that one side of the perception gap is asked.
    #[error("question `{question}` is asked on one side only, and never compared")]
    OneSide {
        /// The question.
        question: String,
    },
    /// A highest anchor that does not build on the one below.
    #[error("the anchor of level 5 does not start with `As 4`")]
    LevelFiveStart,
    /// Answers to another version of their questionnaire than the one at hand.
    #[error("these answers are for version {answered}, and {current} is at hand")]
    OtherVersion {
        /// The version that was answered.
        answered: String,
        /// The version at hand.
        current: String,
    },
    /// An answer that is kept, and not scored.
    #[error("the answer to `{question}` is kept and not scored: {reason}")]
    NotScored {
        /// The question.
        question: String,
        /// Why not.
        reason: super::LeftOutReason,
    },
    /// Two respondents of one name in an assessment, or two joint interviews.
    #[error("{} also stands in {first}", respondent(.id.as_deref()))]
    RespondentTwice {
        /// The name; `None` for a joint interview.
        id: Option<String>,
        /// Where the first stands: "r-01.yaml:9:17".
        first: String,
    },
    /// A field of the profile with another value elsewhere in the assessment.
    #[error("`{field}` has another value in {first}")]
    TwoValues {
        /// The field.
        field: String,
        /// Where the other value stands.
        first: String,
    },
    /// A name that differs from another of the run in nothing but case,
    /// punctuation or a legal form, which makes two assessments of them.
    #[error("the {part} is spelt `{}` in {first}, which makes another assessment", Short(.other))]
    OtherSpelling {
        /// What has the name: "organisation".
        part: &'static str,
        /// The other spelling.
        other: String,
        /// Where it stands.
        first: String,
        /// Whether it stops the work: where gates judge, or warnings count.
        is_judged: bool,
    },
    /// A language that the report's own sentences are not in.
    #[error("the language is `{}`, but the report's own sentences are English", Short(.language))]
    OtherLanguage {
        /// The language.
        language: String,
    },
    /// A text that older YAML readers take for a boolean.
    #[error("some YAML readers take `{text}` for true or false")]
    BooleanLabel {
        /// The text.
        text: String,
    },
}

fn respondent(id: Option<&str>) -> String {
    match id {
        Some(id) => format!("the respondent `{}`", Short(id)),
        None => "a joint interview without a `respondent`".to_owned(),
    }
}

/// Gives every kind its code and its severity, and the list of all codes, in
/// one table.
macro_rules! codes {
    ($($kind:ident $code:literal $severity:ident,)+) => {
        impl ProblemKind {
            /// All codes.
            pub const CODES: &[&str] = &[$($code),+];

            /// The stable code, kebab-case.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $code,)+
                }
            }

            /// Whether it stops the work.
            pub fn severity(&self) -> Severity {
                match self {
                    Self::OtherSpelling { is_judged: true, .. } => Severity::Error,
                    $(Self::$kind { .. } => Severity::$severity,)+
                }
            }
        }
    };
}

codes! {
    TooLarge "too-large" Error,
    NotUtf8 "not-utf8" Error,
    NulByte "nul-byte" Error,
    Empty "empty" Error,
    Syntax "syntax" Error,
    Tab "tab" Error,
    TooDeep "too-deep" Error,
    UnsupportedYaml "unsupported-yaml" Error,
    SecondDocument "second-document" Error,
    DuplicateKey "duplicate-key" Error,
    UnknownKey "unknown-key" Error,
    MissingKey "missing-key" Error,
    MisplacedKey "misplaced-key" Error,
    OneOf "one-of" Error,
    WrongType "wrong-type" Error,
    WrongFormat "wrong-format" Error,
    UnknownWord "unknown-word" Error,
    UnknownReference "unknown-reference" Error,
    UnknownQuestionnaire "unknown-questionnaire" Error,
    InvalidId "invalid-id" Error,
    OutOfRange "out-of-range" Error,
    TooPrecise "too-precise" Error,
    DuplicateId "duplicate-id" Error,
    DuplicateText "duplicate-text" Error,
    RepeatedEntry "repeated-entry" Error,
    RetiredId "retired-id" Error,
    WrongSide "wrong-side" Error,
    GapWithoutFloor "gap-without-floor" Error,
    WrongCount "wrong-count" Error,
    MissingLens "missing-lens" Error,
    LevelOrder "level-order" Error,
    PostureOrder "posture-order" Error,
    NeedsCircle "needs-circle" Error,
    LongTitle "long-title" Error,
    NotOnProfile "not-on-profile" Error,
    WrongTest "wrong-test" Error,
    EmptyText "empty-text" Error,
    InvalidDate "invalid-date" Error,
    FarDate "far-date" Error,
    SeenLater "seen-later" Error,
    InvalidNumber "invalid-number" Error,
    AmbiguousNumber "ambiguous-number" Error,
    NotWhole "not-whole" Error,
    InvalidMoney "invalid-money" Error,
    NoAction "no-action" Error,
    ExampleDiffers "example-differs" Error,
    NeverMatches "never-matches" Error,
    IdNotFileName "id-not-file-name" Error,
    RespondentTwice "respondent-twice" Error,
    TwoValues "two-values" Error,
    OtherVersion "other-version" Warning,
    NotScored "not-scored" Warning,
    OtherSpelling "other-spelling" Warning,
    LongText "long-text" Warning,
    TwoQuestions "two-questions" Warning,
    AndOr "and-or" Warning,
    VagueWord "vague-word" Warning,
    AgreementScale "agreement-scale" Warning,
    MissingAction "missing-action" Warning,
    MissingProof "missing-proof" Warning,
    OneSide "one-side" Warning,
    LevelFiveStart "level-five-start" Warning,
    OtherLanguage "other-language" Warning,
    BooleanLabel "boolean-label" Warning,
}
