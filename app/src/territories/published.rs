//! What a territory publishes, on its page: each thing with who and when.

use crate::{
    i18n::{date, t, texts, texts::places as p, tf, use_lang},
    ui::{Icon, ServerHtml},
};
use domain::dashboard::{AnnouncementLine, ContactLine, NewsLine};
use leptos::prelude::*;
use usecases::publication::Published;

/// Announcements, useful numbers, news; a word when there is nothing.
pub(super) fn published(published: &Published) -> AnyView {
    if published.is_empty() {
        return view! { <p class="muted">{t(p::NOTHING_PUBLISHED)}</p> }.into_any();
    }
    view! {
        {(!published.announcements.is_empty()).then(|| view! {
            <section class="section" id="annonces" aria-labelledby="announcements">
                <h2 id="announcements">{t(p::ANNOUNCEMENTS)}</h2>
                {published.announcements.iter().cloned().map(announcement).collect_view()}
            </section>
        })}
        {(!published.contacts.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="contacts">
                <h2 id="contacts">{t(p::CONTACTS)}</h2>
                <ul class="link-list">{published.contacts.iter().map(contact).collect_view()}</ul>
            </section>
        })}
        {(!published.news.lines.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="news">
                <h2 id="news">{t(p::NEWS)}</h2>
                <ul class="link-list">{published.news.lines.iter().map(article).collect_view()}</ul>
            </section>
        })}
    }
    .into_any()
}

fn announcement(line: AnnouncementLine) -> AnyView {
    view! {
        <article class="announcement">
            <h3>{line.title}</h3>
            <p class="muted">
                {tf(texts::cards::PUBLISHED_BY, &[("place", &line.by.name)])} " · " <time datetime=line.from.to_string()>{date(use_lang(), line.from)}</time>
            </p>
            <div class="prose"><ServerHtml html=line.html/></div>
        </article>
    }
    .into_any()
}

fn contact(line: &ContactLine) -> AnyView {
    view! {
        <li>
            {line.phone.clone().map(|phone| view! { <strong>{line.label.clone()}</strong> " " <a class="phone" href=dial(&phone)>{phone.clone()}</a> })}
            {line.url.clone().map(|url| view! { <a href=url rel="noopener external">{line.label.clone()}<Icon name="external-link"/></a> })}
            {line.note.clone().map(|note| view! { <p class="muted">{note}</p> })}
        </li>
    }
    .into_any()
}

fn article(line: &NewsLine) -> AnyView {
    view! {
        <li>
            <a href=line.url.clone() rel="noopener external">{line.title.clone()}<Icon name="external-link"/></a>
            <p class="muted">{line.source.clone()} {line.day.map(|day| format!(" · {}", date(use_lang(), day)))}</p>
        </li>
    }
    .into_any()
}

/// The address that dials a number.
fn dial(number: &str) -> String {
    format!("tel:{}", number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())
}
