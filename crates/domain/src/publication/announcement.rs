//! An announcement on its way: typed, published, changed, withdrawn.

use crate::board::words::words;
use jiff::civil::Date;

/// An announcement as it was typed. Nothing in it is judged: it is kept first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The title.
    pub title: String,
    /// The text, Markdown.
    pub text: String,
    /// The first day; ISO 8601 if it is one.
    pub from: String,
    /// The last day, or nothing: no end.
    pub until: String,
}

words!(
    /// Where an announcement stands, for the publisher.
    Standing {
        /// Typed, never published.
        Draft = "draft",
        /// Published, to be shown from a coming day on.
        Scheduled = "scheduled",
        /// Residents see it.
        Online = "online",
        /// Its last day is past.
        Over = "over",
        /// It was published and taken back; its text is kept.
        Withdrawn = "withdrawn",
    }
);

/// Where a published announcement stands on a day. `until`: its last day, if it has one.
pub fn standing(from: Date, until: Option<Date>, today: Date) -> Standing {
    if until.is_some_and(|until| until < today) {
        Standing::Over
    } else if from > today {
        Standing::Scheduled
    } else {
        Standing::Online
    }
}

words!(
    /// What somebody changed in the name of a territory, for its history.
    ChangeKind {
        /// An announcement was published for the first time.
        Announced = "announced",
        /// A published announcement was changed.
        Reworded = "reworded",
        /// An announcement was withdrawn.
        Withdrawn = "withdrawn",
        /// A draft was deleted.
        Discarded = "discarded",
        /// A number or link was added.
        ContactAdded = "contact-added",
        /// A number or link was changed.
        ContactChanged = "contact-changed",
        /// A number or link was moved in its list.
        ContactMoved = "contact-moved",
        /// A number or link was removed.
        ContactRemoved = "contact-removed",
        /// A feed was added.
        FeedAdded = "feed-added",
        /// A feed was removed.
        FeedRemoved = "feed-removed",
        /// A hue was chosen.
        HueChosen = "hue-chosen",
        /// The portal's own hue was taken back.
        HueReset = "hue-reset",
        /// A board was proposed to residents.
        BoardProposed = "board-proposed",
        /// The proposed board was withdrawn.
        BoardWithdrawn = "board-withdrawn",
        /// A section of the help was published.
        HelpPublished = "help-published",
        /// A section of the help was withdrawn.
        HelpWithdrawn = "help-withdrawn",
        /// A second reader was asked for.
        ReaderAsked = "reader-asked",
        /// A second reader approved, and so published it.
        Approved = "approved",
        /// A second reader was asked for the board.
        BoardReaderAsked = "board-reader-asked",
        /// A second reader approved the board, and so proposed it.
        BoardApproved = "board-approved",
        /// The territory wants a second reader from now on.
        ReaderWanted = "reader-wanted",
        /// The territory wants none any more.
        ReaderUnwanted = "reader-unwanted",
        /// A dataset was published.
        DataPublished = "data-published",
        /// A new version of a dataset was published.
        DataRenewed = "data-renewed",
        /// A version of a dataset was erased.
        DataErased = "data-erased",
        /// A question about data was answered.
        DataAnswered = "data-answered",
        /// A question about data was hidden.
        DataHidden = "data-hidden",
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_announcement_stands_from_its_first_day_to_its_last() {
        let (from, until) = (date(2026, 11, 20), Some(date(2026, 11, 22)));
        assert_eq!(standing(from, until, date(2026, 11, 19)), Standing::Scheduled);
        assert_eq!(standing(from, until, date(2026, 11, 20)), Standing::Online);
        assert_eq!(standing(from, until, date(2026, 11, 22)), Standing::Online);
        assert_eq!(standing(from, until, date(2026, 11, 23)), Standing::Over);
        assert_eq!(standing(from, None, date(2099, 1, 1)), Standing::Online);
    }
}
