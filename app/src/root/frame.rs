//! What every page knows of the person: the account's name, the main place, the hue of its territory, what just happened.

use super::routes;
use crate::{
    error::WireError,
    i18n::{t, texts::accounts as a},
    identity::SignOut,
    ui::{Notice, Tone},
};
use domain::territory::TerritoryId;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Style;
use leptos_router::hooks::use_location;
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
    /// When the session ends, if that is within a day.
    pub session: Option<SessionEnd>,
    /// Whether the session of this browser has ended.
    pub session_ended: bool,
    /// Whether a board that was arranged without an account waits for a choice.
    pub board_waits: bool,
}

/// The end of a session, told before it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEnd {
    /// Seconds until then.
    pub seconds: u32,
    /// The hour, as it is read.
    pub hour: String,
}

#[server(endpoint = "frame", input = leptos::server_fn::codec::GetUrl)]
pub(crate) async fn load_frame() -> Result<Frame, WireError> {
    let flash = crate::request::take_flash();
    let ctx = crate::request::open_context()?;
    let frame = usecases::frame::show(&ctx).await?;
    // A page that stays open for a whole day without use is not counted down; what is sent from it later is kept all the same.
    let seconds = frame.session_seconds.and_then(|left| u32::try_from(left).ok()).filter(|left| *left <= 24 * 3600);
    Ok(Frame {
        account: frame.account,
        place: frame.place,
        hue: frame.hue,
        flash,
        session: seconds.map(|seconds| SessionEnd { seconds, hour: ctx.hour_in(i64::from(seconds)) }),
        session_ended: crate::request::session_has_ended(),
        board_waits: frame.board_waits,
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

    /// The frame as it is now, without following it.
    pub fn get_untracked(self) -> Frame {
        self.resource.get_untracked().and_then(Result::ok).unwrap_or_default()
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

/// What the last plain form did, at the top of the page that follows it; then what waits for the person.
#[component]
pub(super) fn FlashMessage() -> impl IntoView {
    let handle = use_frame();
    let location = use_location();
    let choosing = move || location.pathname.get() == routes::CHOOSE_BOARD;
    view! {
        <Suspense>
            {move || {
                let frame = handle.get();
                view! {
                    {frame.flash.map(|sentence| view! { <div class="status-message" role="status"><Notice tone=Tone::Good>{sentence}</Notice></div> })}
                    {frame.session_ended.then(session_ended)}
                    {(frame.board_waits && !choosing()).then(|| view! {
                        <Notice tone=Tone::Info><p>{t(a::BOARD_WAITS)} " " <a href=routes::CHOOSE_BOARD>{t(a::BOARD_CHOOSE)}</a></p></Notice>
                    })}
                }
            }}
        </Suspense>
    }
}

/// That the session has ended, with the two ways on.
fn session_ended() -> AnyView {
    view! {
        <Notice tone=Tone::Warn>
            <p>{t(a::SESSION_ENDED)}</p>
            <form class="button-row" method="post" action=SignOut::url()>
                <a class="button" data-kind="primary" href=routes::SIGN_IN>{t(a::SIGN_IN_AGAIN)}</a>
                <button class="button" data-kind="quiet">{t(a::WITHOUT_ACCOUNT)}</button>
            </form>
        </Notice>
    }
    .into_any()
}
