//! The states that every part of a page can be in besides ready: empty, loading, error.

use super::{Drawing, Icon};
use crate::{
    error::WireError,
    i18n::{t, texts},
};
use leptos::prelude::*;

/// Nothing here yet: what it is for, and the first step.
#[component]
pub fn Empty(
    /// The drawing.
    drawing: &'static str,
    /// What it is for.
    #[prop(into)]
    title: String,
    /// The first step.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Drawing name=drawing/>
            <p class="empty-title">{title}</p>
            <div class="empty-body">{children()}</div>
        </div>
    }
    .into_any()
}

/// On its way, in words as well as in shape.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="skeleton">
            <p class="visually-hidden">{t(texts::states::LOADING)}</p>
        </div>
    }
    .into_any()
}

/// What happened, what is kept, what to do, under which number it stands in the log.
#[component]
pub fn ErrorState(
    /// What went wrong.
    error: WireError,
) -> impl IntoView {
    let sentence = texts::errors::by_key(&error.code).unwrap_or(texts::errors::INTERNAL);
    view! {
        <div class="notice" data-tone="serious" role="alert">
            <Icon name="circle-x"/>
            <div class="notice-body">
                <p>{t(sentence)}</p>
                {error.incident.map(|number| view! { <p class="incident">{t(texts::states::INCIDENT)} " " <code>{number}</code></p> })}
            </div>
        </div>
    }
    .into_any()
}
