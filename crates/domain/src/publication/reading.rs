//! A second reader: where a territory wants one, what somebody writes waits for somebody else before residents see it.

/// What somebody can do with a draft so that residents see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Publish it.
    Publish,
    /// Ask for a second reader.
    Ask,
    /// Nothing: it waits, and nobody approves what they wrote themselves.
    Await,
    /// Approve it, which publishes it.
    Approve,
}

/// The way of a draft. `wanted`: whether its territory wants a second reader; `asked`: whether one was asked for since it was
/// changed last; `own`: whether whoever looks at it wrote it.
pub const fn way(wanted: bool, asked: bool, own: bool) -> Way {
    match (wanted, asked, own) {
        (false, ..) => Way::Publish,
        (true, false, _) => Way::Ask,
        (true, true, true) => Way::Await,
        (true, true, false) => Way::Approve,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_approves_what_they_wrote_and_nothing_is_public_that_one_person_alone_saw() {
        for own in [true, false] {
            assert_eq!(way(true, false, own), Way::Ask);
        }
        assert_eq!((way(true, true, true), way(true, true, false)), (Way::Await, Way::Approve));
    }

    #[test]
    fn without_a_second_reader_everybody_publishes_alone() {
        for (asked, own) in [(false, false), (false, true), (true, false), (true, true)] {
            assert_eq!(way(false, asked, own), Way::Publish);
        }
    }
}
