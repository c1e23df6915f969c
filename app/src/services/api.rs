use crate::{
    error::WireError,
    fragment::{Coming, Fragment, FragmentView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use leptos_router::{
    LazyRoute,
    hooks::{use_params_map, use_query_map},
    lazy_route,
};

/// Browsing and searching.
#[server(endpoint = "services/search", input = GetUrl)]
pub async fn search_fragment(
    /// What was typed.
    q: Option<String>,
    /// The theme that is browsed.
    theme: Option<String>,
    /// The page of the results, from 1.
    page: Option<String>,
) -> Result<Fragment, WireError> {
    let page = page.and_then(|page| page.parse().ok()).unwrap_or(1);
    super::views::search(q.as_deref().unwrap_or_default(), theme.as_deref().unwrap_or_default(), page).await
}

/// A sheet.
#[server(endpoint = "services/sheet", input = GetUrl)]
pub async fn sheet_fragment(
    /// Its address.
    slug: String,
) -> Result<Fragment, WireError> {
    super::views::sheet(&slug).await
}

/// Keeps a service on the dashboard.
#[server(endpoint = "services/pin")]
pub async fn pin(
    /// Its address.
    #[server(default)]
    slug: String,
) -> Result<(), WireError> {
    let outcome = super::views::pin(&slug, true).await;
    crate::request::answer("pin", &[], outcome)
}

/// Keeps it no longer.
#[server(endpoint = "services/unpin")]
pub async fn unpin(
    /// Its address.
    #[server(default)]
    slug: String,
) -> Result<(), WireError> {
    let outcome = super::views::pin(&slug, false).await;
    crate::request::answer("pin", &[], outcome)
}

/// Chooses the life themes of the card "services for me".
#[server(endpoint = "services/themes")]
pub async fn choose_themes(
    /// Their words; none when all boxes are empty.
    #[server(default)]
    themes: Vec<String>,
) -> Result<(), WireError> {
    let outcome: Result<String, WireError> = async {
        let ctx = crate::request::keeping_context().await?;
        usecases::preferences::choose_themes(&ctx, &themes).await?;
        Ok(crate::root::routes::DASHBOARD.to_owned())
    }
    .await;
    crate::request::answer("themes", &[], outcome)
}

/// Browsing and searching.
#[derive(Debug)]
pub struct SearchPageRoute(Coming);

#[lazy_route]
impl LazyRoute for SearchPageRoute {
    fn data() -> Self {
        let query = use_query_map();
        let key = move || query.with(|query| (query.get("q"), query.get("theme"), query.get("page")));
        Self(Resource::new_blocking(key, |(q, theme, page)| search_fragment(q, theme, page)))
    }

    fn view(this: Self) -> AnyView {
        view! { <FragmentView coming=this.0/> }.into_any()
    }
}

/// A sheet.
#[derive(Debug)]
pub struct SheetPage(Coming);

#[lazy_route]
impl LazyRoute for SheetPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(Resource::new_blocking(
            move || params.with(|params| params.get("slug").unwrap_or_default()),
            sheet_fragment,
        ))
    }

    fn view(this: Self) -> AnyView {
        view! { <FragmentView coming=this.0/> }.into_any()
    }
}
