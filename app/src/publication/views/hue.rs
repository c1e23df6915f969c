//! The hue: the page takes the one that is looked at, by its style alone (`style/base/hue.css`).

use super::{hidden, lang, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, t, texts, texts::publish as p, tf},
    publication::api::board::SetHue,
    root::PageHead,
    ui::ErrorSummary,
};
use domain::dashboard::PlaceName;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::OpContext;

/// The hues that are offered, in degrees.
const HUES: [(i64, Text); 12] = [
    (0, p::HUE_0),
    (30, p::HUE_30),
    (60, p::HUE_60),
    (90, p::HUE_90),
    (120, p::HUE_120),
    (150, p::HUE_150),
    (180, p::HUE_180),
    (210, p::HUE_210),
    (240, p::HUE_240),
    (270, p::HUE_270),
    (300, p::HUE_300),
    (330, p::HUE_330),
];

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let now = usecases::publication::hue_of(ctx, &place.id).await?;
    let form = crate::request::form("hue");
    Ok(render(&title(p::LOOK, place), || {
        let own = now.filter(|now| HUES.iter().all(|(hue, _)| hue != now));
        view! {
            {way(place, Vec::new(), p::LOOK.of(lang()))}
            <PageHead title=t(p::LOOK) lede=t(p::HUE_LEDE)/>
            <ErrorSummary form=form fields=&[("hue", p::HUE_LEGEND)]/>
            <form class="form" method="post" action=SetHue::url()>
                {hidden(place, "")}
                <fieldset>
                    <legend>{t(p::HUE_LEGEND)}</legend>
                    <div class="choices">
                        {choice("none", "", t(p::HUE_NONE).to_owned(), now.is_none())}
                        {own.map(|hue| choice("own", &hue.to_string(), tf(p::HUE_OTHER, &[("hue", &hue.to_string())]), true))}
                        {HUES.iter().map(|(hue, words)| choice(&hue.to_string(), &hue.to_string(), t(*words).to_owned(), now == Some(*hue))).collect_view()}
                    </div>
                </fieldset>
                <p class="muted">{t(p::HUE_SCOPE)}</p>
                <p><button class="button" data-kind="primary">{t(texts::forms::SAVE)}</button></p>
            </form>
        }
    }))
}

fn choice(name: &str, value: &str, words: String, checked: bool) -> AnyView {
    let id = format!("hue-{name}");
    let swatch = (!matches!(name, "none" | "own")).then(|| value.to_owned());
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="hue" value=value.to_owned() checked=checked/>
            <label for=id data-hue=swatch><span>{words}</span></label>
        </div>
    }
    .into_any()
}
