use super::search_box::PlaceBox;
use crate::{
    browser,
    i18n::{t, texts::home as h, tf},
    root::routes,
    ui::{Drawing, Icon, Title},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Home.
#[derive(Debug)]
pub struct HomePage;

#[lazy_route]
impl LazyRoute for HomePage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Home/> }.into_any()
    }
}

/// The promise in one sentence, and one field to begin.
#[component]
fn Home() -> impl IntoView {
    let place = browser::place();
    view! {
        <Title text=""/>
        <section class="hero full">
            <div class="hero-text">
                <h1>{t(h::TITLE)}</h1>
                <p class="lede">{t(h::LEDE)}</p>
                <PlaceBox/>
                {place.map(|name| view! {
                    <p><a class="more-link" href=routes::DASHBOARD>{tf(h::GO_ON, &[("place", &name)])}<Icon name="arrow-right"/></a></p>
                })}
            </div>
            <Drawing name="hero"/>
        </section>
        <section class="promises full" aria-label=t(h::PROMISES)>
            <ul>
                <li><Icon name="layout-dashboard"/><h2>{t(h::ONE)}</h2><p>{t(h::ONE_TEXT)}</p></li>
                <li><Icon name="file-text"/><h2>{t(h::TWO)}</h2><p>{t(h::TWO_TEXT)}</p></li>
                <li><Icon name="shield-check"/><h2>{t(h::THREE)}</h2><p>{t(h::THREE_TEXT)}</p></li>
            </ul>
        </section>
    }
    .into_any()
}
