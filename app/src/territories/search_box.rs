//! The field where a place is typed: a plain form, and a combobox with suggestions once the page is alive (WAI-ARIA Authoring
//! Practices, combobox with list autocomplete and manual selection).

use super::api::{Suggestion, suggest};
use crate::{
    browser,
    i18n::{counted, t, texts, texts::places as p, use_lang},
    root::{routes, use_announcer},
    ui::Icon,
};
use leptos::{ev::KeyboardEvent, prelude::*, server_fn::ServerFn as _};

/// The field, its button and its list.
#[expect(clippy::too_many_lines, reason = "the handlers of one pattern share its state")]
#[component]
pub fn PlaceBox() -> impl IntoView {
    let lang = use_lang();
    let announcer = use_announcer();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let chosen = RwSignal::new(None::<usize>);
    let open = RwSignal::new(false);
    // What was typed before the page came alive is looked up too.
    Effect::new(move |_| {
        if let Some(text) = browser::typed_value("place").filter(|text| !text.is_empty()) {
            typed.set(text);
        }
    });
    let looking = Action::new(move |text: &String| {
        let text = text.clone();
        async move { (text.clone(), suggest(text).await) }
    });
    Effect::new(move |_| {
        let text = typed.get();
        chosen.set(None);
        if text.trim().chars().count() < 2 {
            found.set(Vec::new());
            open.set(false);
            return;
        }
        browser::after(120, move || {
            if typed.with_untracked(|now| *now == text) {
                looking.dispatch(text);
            }
        });
    });
    Effect::new(move |_| {
        if let Some((text, Ok(list))) = looking.value().get()
            && typed.with_untracked(|now| *now == text)
        {
            announcer.say(counted(lang, i64::try_from(list.len()).unwrap_or(0), p::COUNT_ONE, p::COUNT));
            open.set(!list.is_empty());
            found.set(list);
        }
    });
    let go = move |place: usize| {
        if let Some(suggestion) = found.with_untracked(|found| found.get(place).cloned()) {
            open.set(false);
            browser::post(super::Follow::url(), &[("territory", &suggestion.id), ("main", "yes")]);
        }
    };
    let by_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let at = chosen.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                open.set(true);
                chosen.set(Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                open.set(true);
                chosen.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            "Enter" if open.get_untracked() && at.is_some() => {
                if let Some(at) = at {
                    go(at);
                }
            }
            "Escape" if open.get_untracked() => {
                open.set(false);
                chosen.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let current = move || chosen.get().map(|at| format!("place-{at}"));
    let options = move || {
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, suggestion)| {
                view! {
                    <li role="option" id=format!("place-{at}") aria-selected=move || (chosen.get() == Some(at)).to_string() on:pointerdown=move |event| { event.prevent_default(); go(at) }>
                        <span>{suggestion.name}</span> " " <small>{suggestion.detail}</small>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <form class="combobox" method="get" action=routes::PLACES role="search">
            <label for="place">{t(p::LABEL)}</label>
            <p class="hint" id="place-hint">{t(p::HINT)}</p>
            <div class="search-row">
                <input
                    id="place"
                    name="q"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    maxlength="80"
                    required
                    aria-describedby="place-hint"
                    aria-autocomplete="list"
                    aria-controls="place-list"
                    aria-expanded=move || open.get().to_string()
                    aria-activedescendant=current
                    on:input:target=move |event| typed.set(event.target().value())
                    on:keydown=by_key
                    on:blur=move |_| open.set(false)
                />
                <button type="submit" class="button" data-kind="primary"><Icon name="search"/>{t(texts::frame::SEARCH)}</button>
            </div>
            <ul class="listbox" id="place-list" role="listbox" aria-label=t(p::SUGGESTIONS) hidden=move || !open.get()>{options}</ul>
        </form>
    }
    .into_any()
}
