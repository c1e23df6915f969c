use crate::{
    i18n::{t, texts::cards as c},
    root::routes,
};
use domain::dashboard::DashboardView;
use leptos::prelude::*;

/// The places to look at one by one, as links; `None` for somebody who follows fewer than two.
pub fn filter(view: &DashboardView) -> Option<AnyView> {
    if view.places.len() < 2 {
        return None;
    }
    let page = routes::dashboard_page(&view.page.to_string());
    let link = |path: String, words: String, here: bool| {
        view! { <li><a class="chip" href=path aria-current=here.then_some("true")>{words}</a></li> }
    };
    let all = link(page.clone(), t(c::FILTER_ALL).to_owned(), view.filter.is_none());
    let places = view.places.iter().map(|place| {
        // The person's own name for the place beside the official one: two places may have one name.
        let words = if place.name == place.territory_name {
            place.territory_name.clone()
        } else {
            format!("{} ({})", place.name, place.territory_name)
        };
        link(format!("{page}&lieu={}", place.territory), words, view.filter.as_ref() == Some(&place.territory))
    });
    Some(view! { <nav class="filters" aria-label=t(c::FILTER)><ul>{all} {places.collect_view()}</ul></nav> }.into_any())
}
