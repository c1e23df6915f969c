//! What every page knows of the person: the account's name, the main place, the hue of its territory, what just happened.

use crate::{
    error::WireError,
    ui::{Notice, Tone},
};
use domain::territory::TerritoryId;
use leptos::prelude::*;
use leptos_meta::Style;
use serde::{Deserialize, Serialize};

/// What stands around every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The account's name, when somebody is signed in.
    pub account: Option<String>,
    /// The main place and its name.
    pub place: Option<(TerritoryId, String)>,
    /// The hue that the place's territories chose, in degrees (OKLCH).
    pub hue: Option<u16>,
    /// What the last form did, in words.
    pub flash: Option<String>,
    /// Seconds until the session ends, when somebody is signed in.
    pub session_seconds: Option<i64>,
}

#[server(endpoint = "frame", input = leptos::server_fn::codec::GetUrl)]
pub(crate) async fn load_frame() -> Result<Frame, WireError> {
    let flash = crate::request::take_flash();
    let ctx = crate::request::op_context()?;
    let frame = usecases::frame::show(&ctx).await?;
    Ok(Frame {
        account: frame.account,
        place: frame.place,
        hue: frame.hue,
        flash,
        session_seconds: frame.session_seconds,
    })
}

/// The frame and the way to ask for it again.
#[derive(Clone, Copy)]
pub struct FrameHandle {
    resource: Resource<Result<Frame, WireError>>,
}

impl FrameHandle {
    /// The frame; the empty one while it is on its way or when it failed: a page is more than its frame.
    pub fn get(self) -> Frame {
        self.resource.get().and_then(Result::ok).unwrap_or_default()
    }

    /// Asks for it again, after a change of account or place.
    pub fn refresh(self) {
        self.resource.refetch();
    }
}

/// The frame of this page. Read it inside `Suspense`.
pub fn use_frame() -> FrameHandle {
    expect_context()
}

/// Gives the frame to everything inside, and the territory's hue to the style.
#[component]
pub(super) fn ProvideFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let handle = FrameHandle { resource: Resource::new_blocking(|| (), |()| load_frame()) };
    provide_context(handle);
    view! {
        <Suspense>
            {move || handle.get().hue.map(|hue| view! { <Style>{format!(":root{{--hue:{hue}}}")}</Style> })}
        </Suspense>
        {children()}
    }
}

/// What the last plain form did, at the top of the page that follows it.
#[component]
pub(super) fn FlashMessage() -> impl IntoView {
    let handle = use_frame();
    view! {
        <Suspense>
            {move || {
                handle.get().flash.map(|sentence| view! { <div class="status-message" role="status"><Notice tone=Tone::Good>{sentence}</Notice></div> })
            }}
        </Suspense>
    }
}
