use crate::root::App;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Style, provide_meta_context};

/// The document around the portal. What the person chose for the display stands on `<html>` before anything is painted.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let chosen = crate::browser::preferences();
    provide_meta_context();
    view! {
        <!DOCTYPE html>
        <html
            lang=chosen.lang.unwrap_or_default().word()
            data-theme=chosen.theme.word()
            data-text=chosen.text.word()
            data-spacing=chosen.spacing.word()
            data-underline=chosen.underline.word()
            data-motion=chosen.motion.word()
            data-density=chosen.density.word()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="preload" href="/fonts/atkinson-hyperlegible-next.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/bricolage-grotesque.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <HashedStylesheet id="style" options=options.clone()/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <HydrationScripts options/>
                {crate::browser::hue().map(|hue| view! { <Style>{format!(":root{{--hue:{hue}}}")}</Style> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
