use super::api::SavePreferences;
use crate::{
    fragment::Fragment,
    i18n::{Text, t, texts, texts::display as d},
    request::render_in,
    root::PageHead,
    ui::Icon,
};
use domain::preferences::{Density, Lang, Motion, Preferences, Spacing, TextSize, Theme, Underline};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The display panel.
pub(crate) fn display() -> Fragment {
    let chosen = crate::request::preferences();
    let lang = chosen.lang.unwrap_or_default();
    render_in(lang, d::TITLE.of(lang), || {
        view! {
            <PageHead title=t(d::TITLE) lede=t(d::LEDE)/>
            <Panel chosen=chosen/>
        }
    })
}

/// A plain form on purpose: the page that comes back is painted with what was chosen, from its first byte.
#[component]
fn Panel(chosen: Preferences) -> impl IntoView {
    let lang = chosen.lang.unwrap_or_default();
    let themes = [
        (Theme::Auto, d::THEME_AUTO, "monitor"),
        (Theme::Light, d::THEME_LIGHT, "sun"),
        (Theme::Dark, d::THEME_DARK, "moon"),
        (Theme::Contrast, d::THEME_CONTRAST, "contrast"),
        (Theme::Soft, d::THEME_SOFT, "coffee"),
    ];
    view! {
        <form class="form" method="post" action=SavePreferences::url()>
            <Group legend=d::THEME>
                {themes
                    .into_iter()
                    .map(|(theme, words, icon)| view! {
                        <div class="choice">
                            <input type="radio" id=format!("theme-{}", theme.word()) name="theme" value=theme.word() checked=theme == chosen.theme/>
                            <label for=format!("theme-{}", theme.word()) data-swatch=theme.word()><Icon name=icon/><span>{t(words)}</span></label>
                        </div>
                    })
                    .collect_view()}
            </Group>
            <Group legend=d::TEXT>
                {TextSize::ALL.iter().map(|&size| choice("text", size.word(), format!("{} %", size.word()), size == chosen.text)).collect_view()}
            </Group>
            <Group legend=d::SPACING>
                {choice("spacing", Spacing::Normal.word(), t(d::SPACING_NORMAL).to_owned(), chosen.spacing == Spacing::Normal)}
                {choice("spacing", Spacing::Wide.word(), t(d::SPACING_WIDE).to_owned(), chosen.spacing == Spacing::Wide)}
            </Group>
            <Group legend=d::UNDERLINE>
                {choice("underline", Underline::Text.word(), t(d::UNDERLINE_TEXT).to_owned(), chosen.underline == Underline::Text)}
                {choice("underline", Underline::Always.word(), t(d::UNDERLINE_ALWAYS).to_owned(), chosen.underline == Underline::Always)}
            </Group>
            <Group legend=d::MOTION>
                {choice("motion", Motion::Auto.word(), t(d::MOTION_AUTO).to_owned(), chosen.motion == Motion::Auto)}
                {choice("motion", Motion::Reduce.word(), t(d::MOTION_REDUCE).to_owned(), chosen.motion == Motion::Reduce)}
            </Group>
            <Group legend=d::DENSITY>
                {choice("density", Density::Cosy.word(), t(d::DENSITY_COSY).to_owned(), chosen.density == Density::Cosy)}
                {choice("density", Density::Compact.word(), t(d::DENSITY_COMPACT).to_owned(), chosen.density == Density::Compact)}
            </Group>
            <Group legend=d::LANG>
                {[(Lang::Fr, "Français"), (Lang::En, "English"), (Lang::Eu, "Euskara"), (Lang::Oc, "Occitan")]
                    .into_iter()
                    .map(|(each, words)| view! {
                        <div class="choice">
                            <input type="radio" id=format!("lang-{}", each.word()) name="lang" value=each.word() checked=each == lang/>
                            <label for=format!("lang-{}", each.word())>
                                <span lang=each.word()>{words}</span>
                                {each.is_partial().then(|| view! { <small>{t(d::PARTIAL)}</small> })}
                            </label>
                        </div>
                    })
                    .collect_view()}
            </Group>
            <p class="muted">{t(d::PARTIAL_NOTE)}</p>
            <p><button type="submit" class="button" data-kind="primary">{t(texts::forms::SAVE)}</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Group(legend: Text, children: Children) -> impl IntoView {
    view! { <fieldset><legend>{t(legend)}</legend><div class="choices">{children()}</div></fieldset> }.into_any()
}

fn choice(name: &'static str, word: &'static str, words: String, checked: bool) -> impl IntoView {
    let id = format!("{name}-{word}");
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name=name value=word checked=checked/>
            <label for=id><span>{words}</span></label>
        </div>
    }
    .into_any()
}
