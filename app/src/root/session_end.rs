//! The end of a session is told five minutes before: in words to everybody, with one button that puts it off without leaving
//! the page. Without scripts the hour of the end stands on the page from the first.

use super::{Announcer, use_frame};
use crate::{
    browser,
    i18n::{t, texts::accounts as a, tf},
    identity::StaySignedIn,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Seconds before the end at which it is told; half of what is left where less is left.
const BEFORE: u32 = 300;

/// The warning, hidden until it is time.
#[component]
pub(super) fn SessionEnd(
    /// Says it to those who cannot see it.
    announcer: Announcer,
) -> impl IntoView {
    let frame = use_frame();
    let stay = ServerAction::<StaySignedIn>::new();
    let location = use_location();
    let near = RwSignal::new(false);
    // A timer that was set for an earlier end must not speak.
    let turn = StoredValue::new(0_u32);
    let words = move |hour: &str| tf(a::SESSION_ENDS, &[("hour", hour)]);
    Effect::new(move |_| {
        if stay.value().get().is_some_and(|answer| answer.is_ok()) {
            frame.refresh();
            announcer.say(t(a::STAYED).to_owned());
        }
    });
    Effect::new(move |before: Option<String>| {
        // Going to another page puts the end off too.
        let path = location.pathname.get();
        if before.is_some_and(|before| before != path) && frame.get_untracked().session.is_some() {
            frame.refresh();
        }
        path
    });
    Effect::new(move |_| {
        let Some(end) = frame.get().session else { return };
        near.set(false);
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let wait = end.seconds.saturating_sub(BEFORE.min(end.seconds / 2));
        browser::after(wait.saturating_mul(1000), move || {
            if turn.get_value() == mine {
                near.set(true);
                announcer.say(words(&end.hour));
            }
        });
    });
    view! {
        <Suspense>
            {move || {
                frame.get().session.map(|end| view! {
                    <div class="undo-bar session-end" data-near=move || near.get().then_some("yes")>
                        <p>{words(&end.hour)}</p>
                        <ActionForm action=stay attr:target="_blank">
                            <button class="button" data-kind="quiet">{t(a::STAY)}</button>
                        </ActionForm>
                        <p class="without-script">{t(a::STAY_TAB)}</p>
                    </div>
                })
            }}
        </Suspense>
    }
    .into_any()
}
