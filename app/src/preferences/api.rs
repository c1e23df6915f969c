use crate::error::WireError;
use leptos::prelude::*;

/// Keeps the display preferences in the cookie, and with the person when something is kept of them.
///
/// Unknown words take the default: the page offers only known ones, and a wrong one must not lock anybody out of a
/// readable page.
#[server(endpoint = "preferences/save")]
pub async fn save_preferences(
    /// Colours.
    #[server(default)]
    theme: String,
    /// Text size.
    #[server(default)]
    text: String,
    /// Text spacing.
    #[server(default)]
    spacing: String,
    /// Underlined links.
    #[server(default)]
    underline: String,
    /// Movement.
    #[server(default)]
    motion: String,
    /// Density of the dashboard.
    #[server(default)]
    density: String,
    /// Language.
    #[server(default)]
    lang: String,
) -> Result<(), WireError> {
    use domain::preferences::Preferences;
    let words = [theme, text, spacing, underline, motion, density, lang];
    let chosen = Preferences::from_cookie(&words.map(|word| word.replace('.', "")).join("."));
    crate::request::set_cookie(crate::request::PREFERENCES_COOKIE, chosen.to_cookie(), crate::request::LONG);
    let ctx = crate::request::open_context()?;
    usecases::preferences::save(&ctx, chosen).await?;
    let lang = chosen.lang.unwrap_or_default();
    crate::request::flash(crate::i18n::texts::display::SAVED.of(lang));
    crate::request::see_other(crate::root::routes::DISPLAY);
    Ok(())
}
