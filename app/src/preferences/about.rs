//! The page that says where the content comes from and what is kept of people.

use crate::{
    fragment::{Fragment, render},
    i18n::{t, texts::about as a},
    root::PageHead,
};
use leptos::prelude::*;

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
