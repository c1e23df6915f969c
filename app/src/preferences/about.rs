//! The pages that say what the portal is: how accessible it is, where its content comes from, what it keeps.

use crate::{
    fragment::{Fragment, render},
    i18n::{t, texts::about as a},
    root::PageHead,
};
use leptos::prelude::*;

/// The accessibility statement.
pub(crate) fn accessibility() -> Fragment {
    render(a::ACCESS_TITLE.of(crate::request::lang()), || {
        view! {
            <PageHead title=t(a::ACCESS_TITLE) lede=t(a::ACCESS_LEDE)/>
            <div class="prose">
                <h2>{t(a::ACCESS_STATE)}</h2>
                <p>{t(a::ACCESS_STATE_TEXT)}</p>
                <h2>{t(a::ACCESS_DONE)}</h2>
                <ul>
                    <li>{t(a::ACCESS_DONE_1)}</li>
                    <li>{t(a::ACCESS_DONE_2)}</li>
                    <li>{t(a::ACCESS_DONE_3)}</li>
                    <li>{t(a::ACCESS_DONE_4)}</li>
                </ul>
                <h2>{t(a::ACCESS_LIMITS)}</h2>
                <ul>
                    <li>{t(a::ACCESS_LIMITS_1)}</li>
                    <li>{t(a::ACCESS_LIMITS_2)}</li>
                </ul>
                <h2>{t(a::ACCESS_HELP)}</h2>
                <p>{t(a::ACCESS_HELP_TEXT)}</p>
            </div>
        }
    })
}

/// Where the content comes from, and what is kept of people.
pub(crate) fn sources() -> Fragment {
    render(a::SOURCES_TITLE.of(crate::request::lang()), || {
        view! {
            <PageHead title=t(a::SOURCES_TITLE) lede=t(a::SOURCES_LEDE)/>
            <div class="prose">
                <h2>{t(a::SOURCES_DATA)}</h2>
                <ul>
                    <li>{t(a::SOURCES_COG)}</li>
                    <li>{t(a::SOURCES_DILA)}</li>
                    <li>{t(a::SOURCES_SCHOOL)}</li>
                    <li>{t(a::SOURCES_SHAPES)}</li>
                    <li>{t(a::SOURCES_LOOK)}</li>
                </ul>
                <h2>{t(a::PRIVACY)}</h2>
                <ul>
                    <li>{t(a::PRIVACY_1)}</li>
                    <li>{t(a::PRIVACY_2)}</li>
                    <li>{t(a::PRIVACY_3)}</li>
                    <li>{t(a::PRIVACY_4)}</li>
                </ul>
                <h2>{t(a::COOKIES)}</h2>
                <p>{t(a::COOKIES_TEXT)}</p>
            </div>
        }
    })
}
