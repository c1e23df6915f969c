use super::{
    Holiday, HolidayKind, Known, OwnDate, Regime, Reminder, SchoolBreak, Zone, holidays, known, school_holidays,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an event is called: a code for the translations, or the words of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventTitle {
    /// A public holiday.
    Holiday(HolidayKind),
    /// Days without school.
    School(SchoolBreak),
    /// A date of the person's own.
    Own(String),
    /// A reminder of the person's own; `done` when it is.
    Reminder {
        /// The words.
        label: String,
        /// Whether it is done.
        done: bool,
    },
}

/// Where an event comes from, as the interface says beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventSource {
    /// Computed from the *Code du travail*.
    Law,
    /// The ministry's calendar, see [`super::SCHOOL_SOURCE`].
    SchoolCalendar,
    /// The person.
    Own,
}

/// Something on one or several days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The first day.
    pub date: Date,
    /// The last day, included; the same as `date` for one day.
    pub end: Date,
    /// What it is called.
    pub title: EventTitle,
    /// Where it comes from.
    pub source: EventSource,
    /// What tells it from any other event, always the same for the same event: `holiday-2026-05-01-labour_day`,
    /// `own-<id>`.
    pub key: String,
}

/// A stretch of calendar with what must be said about its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// Ascending by first day.
    pub events: Vec<Event>,
    /// Whether the public holidays of the place are known here; `false` overseas where the laws are others.
    pub holidays_known: bool,
    /// How far the school holidays are known; `None` when no zone was asked for.
    pub school_known: Option<Known>,
}

/// The events that touch the days `from` to `to`, both included, ascending; on the same day public holidays come first,
/// then school holidays, then the person's own.
pub fn events(
    regime: Option<Regime>,
    zone: Option<Zone>,
    own: &[OwnDate],
    reminders: &[Reminder],
    from: Date,
    to: Date,
) -> Agenda {
    let mut events: Vec<Event> = Vec::new();
    let inside = |day: Date| (from..=to).contains(&day);
    if let Some(regime) = regime {
        let days = (from.year()..=to.year()).flat_map(|year| holidays(year, regime));
        events.extend(days.filter(|holiday| inside(holiday.date)).map(holiday_event));
    }
    if let Some(zone) = zone {
        events.extend(school_holidays(zone, from, to).into_iter().map(|holiday| Event {
            date: holiday.first,
            end: holiday.last,
            title: EventTitle::School(holiday.name),
            source: EventSource::SchoolCalendar,
            key: format!("school-{}-{}-{}", zone.word(), holiday.first, holiday.name.code()),
        }));
    }
    let touches = |own: &&OwnDate| own.day <= to && own.until >= from;
    events.extend(own.iter().filter(touches).map(|own| Event {
        date: own.day,
        end: own.until,
        title: EventTitle::Own(own.label.clone()),
        source: EventSource::Own,
        key: format!("own-{}", own.id),
    }));
    events.extend(reminders.iter().filter(|reminder| inside(reminder.due)).map(|reminder| Event {
        date: reminder.due,
        end: reminder.due,
        title: EventTitle::Reminder { label: reminder.label.clone(), done: reminder.done.is_some() },
        source: EventSource::Own,
        key: format!("reminder-{}", reminder.id),
    }));
    events.sort_by(|a, b| (a.date, a.source, &a.key).cmp(&(b.date, b.source, &b.key)));
    Agenda { events, holidays_known: regime.is_some(), school_known: zone.map(known) }
}

fn holiday_event(holiday: Holiday) -> Event {
    Event {
        date: holiday.date,
        end: holiday.date,
        title: EventTitle::Holiday(holiday.kind),
        source: EventSource::Law,
        key: format!("holiday-{}-{}", holiday.date, holiday.kind.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{OwnDateId, ReminderId};
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn the_year_ends_with_everything_in_order() {
        let own = [OwnDate {
            id: OwnDateId(Uuid::nil()),
            label: "Fête".into(),
            day: date(2026, 12, 25),
            until: date(2026, 12, 25),
        }];
        let reminders =
            [Reminder { id: ReminderId(Uuid::nil()), label: "Impôts".into(), due: date(2026, 12, 15), done: None }];
        let agenda =
            events(Some(Regime::Common), Some(Zone::A), &own, &reminders, date(2026, 12, 15), date(2027, 1, 1));
        let keys: Vec<&str> = agenda.events.iter().map(|event| event.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "reminder-00000000-0000-0000-0000-000000000000",
                "school-a-2026-12-19-christmas",
                "holiday-2026-12-25-christmas_day",
                "own-00000000-0000-0000-0000-000000000000",
                "holiday-2027-01-01-new_year",
            ]
        );
        assert_eq!(agenda.school_known, Some(Known::Until(date(2028, 8, 31))));
    }

    #[test]
    fn holidays_that_are_under_way_are_shown() {
        let agenda = events(None, Some(Zone::C), &[], &[], date(2026, 12, 28), date(2026, 12, 29));
        assert_eq!(agenda.events.len(), 1);
        assert!(!agenda.holidays_known);
    }

    #[test]
    fn an_own_date_of_several_days_is_shown_as_long_as_it_lasts() {
        let own = [OwnDate {
            id: OwnDateId(Uuid::nil()),
            label: "Voyage".into(),
            day: date(2026, 12, 20),
            until: date(2027, 1, 3),
        }];
        let on = |day| events(None, None, &own, &[], day, day).events.len();
        assert_eq!([date(2026, 12, 19), date(2027, 1, 3), date(2027, 1, 4)].map(on), [0, 1, 0]);
    }

    #[test]
    fn an_upside_down_stretch_holds_nothing() {
        let agenda = events(Some(Regime::Common), None, &[], &[], date(2027, 1, 1), date(2026, 1, 1));
        assert_eq!(agenda.events, []);
    }
}
