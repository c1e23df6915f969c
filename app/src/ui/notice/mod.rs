//! A message that stays until its cause is gone.

use super::Icon;
use leptos::prelude::*;

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    Info,
    /// It went well.
    Good,
    /// Worth care.
    Warn,
    /// It went wrong.
    Serious,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Serious => "serious",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "circle-check",
            Self::Warn => "triangle-alert",
            Self::Serious => "circle-x",
        }
    }
}

/// A message that stays until its cause is gone. It never takes the focus.
#[component]
pub fn Notice(
    /// How serious.
    tone: Tone,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone.name()>
            <Icon name=tone.icon()/>
            <div class="notice-body">{children()}</div>
        </div>
    }
    .into_any()
}

/// One line before a sending: what happens next, whether it can be undone, who sees it.
#[component]
pub fn NextStep(
    /// The sentence.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <p class="why"><Icon name="info"/><span>{words}</span></p> }.into_any()
}
