use crate::{
    error::WireError,
    fragment::{Coming, Fragment, FragmentView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};

/// Publishes an announcement.
#[server(endpoint = "publication/announce")]
pub async fn announce(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The title.
    #[server(default)]
    title: String,
    /// The text, Markdown.
    #[server(default)]
    text: String,
    /// The first day.
    #[server(default)]
    from: String,
    /// The last day.
    #[server(default)]
    until: String,
) -> Result<(), WireError> {
    let outcome = super::views::announce(&territory, &title, &text, &from, &until).await;
    crate::request::answer(
        "announce",
        &[("title", &title), ("text", &text), ("from", &from), ("until", &until)],
        outcome,
    )
}

/// Withdraws an announcement.
#[server(endpoint = "publication/withdraw")]
pub async fn withdraw(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::views::withdraw(&territory, &id).await;
    crate::request::answer("withdraw", &[], outcome)
}

/// Publishes a useful number or link.
#[server(endpoint = "publication/contact")]
pub async fn add_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// What it leads to.
    #[server(default)]
    label: String,
    /// Number or address.
    #[server(default)]
    reach: String,
    /// What else to know.
    #[server(default)]
    note: String,
) -> Result<(), WireError> {
    let outcome = super::views::add_contact(&territory, &label, &reach, &note).await;
    crate::request::answer("contact", &[("label", &label), ("reach", &reach), ("note", &note)], outcome)
}

/// Withdraws a contact.
#[server(endpoint = "publication/contact-remove")]
pub async fn remove_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::views::remove_contact(&territory, &id).await;
    crate::request::answer("contact-remove", &[], outcome)
}

/// Chooses the hue of the territory's pages.
#[server(endpoint = "publication/hue")]
pub async fn set_hue(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Degrees, or nothing.
    #[server(default)]
    hue: String,
) -> Result<(), WireError> {
    let outcome = super::views::set_hue(&territory, &hue).await;
    crate::request::answer("hue", &[("hue", &hue)], outcome)
}

/// Chooses the cards that the territory pins.
#[server(endpoint = "publication/pins")]
pub async fn set_pins(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Their words; none when all boxes are empty.
    #[server(default)]
    kinds: Vec<String>,
) -> Result<(), WireError> {
    let outcome = super::views::set_pins(&territory, &kinds).await;
    crate::request::answer("pins", &[], outcome)
}

/// The page of those who publish.
#[server(endpoint = "publication/page", input = GetUrl)]
pub async fn publish_fragment(
    /// `commune`, `epci`, `departement`, `region`.
    level: String,
    /// Its official code.
    code: String,
) -> Result<Fragment, WireError> {
    super::views::page(&level, &code).await
}

/// The page of those who publish.
#[derive(Debug)]
pub struct PublishPage(Coming);

#[lazy_route]
impl LazyRoute for PublishPage {
    fn data() -> Self {
        let params = use_params_map();
        let key = move || {
            params.with(|params| (params.get("level").unwrap_or_default(), params.get("code").unwrap_or_default()))
        };
        Self(Resource::new_blocking(key, |(level, code)| publish_fragment(level, code)))
    }

    fn view(this: Self) -> AnyView {
        view! { <FragmentView coming=this.0/> }.into_any()
    }
}
