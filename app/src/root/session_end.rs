//! The end of a session is told five minutes before: in words to everybody, with one button that puts it off without leaving
//! the page. What stands on the page is the server's (`around`); this is the clock.

use super::Announcer;
use crate::{
    browser,
    i18n::{t, texts::accounts as a},
    identity::{StaySignedIn, stay_signed_in},
};
use leptos::{ev, prelude::*, server_fn::ServerFn as _, task::spawn_local};
use leptos_router::hooks::use_location;

/// Seconds before the end at which it is told; half of what is left where less is left.
const BEFORE: u32 = 300;

/// Counts down. Only in the browser.
#[component]
pub(super) fn SessionEnd(
    /// Says it to those who cannot see it.
    announcer: Announcer,
) -> impl IntoView {
    let location = use_location();
    // A timer that was set for an earlier end must not speak.
    let turn = StoredValue::new(0_u32);
    let count = move |seconds: u32| {
        browser::show_session_end(false);
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let wait = seconds.saturating_sub(BEFORE.min(seconds / 2));
        browser::after(wait.saturating_mul(1000), move || {
            if turn.try_get_value() == Some(mine) {
                browser::show_session_end(true);
                announcer.say(browser::session_end_words());
            }
        });
    };
    let stay = move |said: bool| {
        spawn_local(async move {
            if let Ok((seconds, words)) = stay_signed_in().await
                && seconds > 0
            {
                browser::set_session_end_words(&words);
                count(seconds);
                if said {
                    announcer.say(t(a::STAYED).to_owned());
                }
            }
        });
    };
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        match browser::session_seconds() {
            Some(seconds) if before.is_none() => count(seconds),
            // Going to another page puts the end off too.
            Some(_) if before.is_some_and(|before| before != path) => stay(false),
            _ => {}
        }
        path
    });
    Effect::new(move |_| {
        let _for_ever = window_event_listener(ev::submit, move |event| {
            if browser::submitted(&event, StaySignedIn::url()).is_some() {
                event.prevent_default();
                stay(true);
            }
        });
    });
}
