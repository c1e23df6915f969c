//! The first page of those who publish: what stands, and the way to each part.

use super::{history::changes, lang, path};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, t, texts::publish as p, tf, use_lang},
    root::{PageHead, routes},
    ui::Icon,
};
use domain::{dashboard::PlaceName, publication::Standing};
use leptos::prelude::*;
use usecases::{OpContext, publication::Overview};

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let view = usecases::publication::overview(ctx, &place.id).await?;
    let named = [("place", place.name.as_str())];
    Ok(render(&p::TITLE.with(lang(), &named), || {
        let part = |icon: &'static str, address: &str, title: Text, about: Text, now: String| {
            view! {
                <li class="catalogue-item">
                    <div class="catalogue-icon"><Icon name=icon/></div>
                    <div>
                        <h3><a href=path(&place.id, address)>{t(title)}</a></h3>
                        <p>{t(about)}</p>
                        {(!now.is_empty()).then(|| view! { <p class="muted">{now}</p> })}
                    </div>
                </li>
            }
        };
        let (write, public) = (path(&place.id, "annonces/nouvelle"), routes::territory(&place.id));
        view! {
            {way_here(place)}
            <PageHead title=tf(p::TITLE, &named) lede=tf(p::LEDE, &named)>
                <a class="button" data-kind="primary" href=write><Icon name="megaphone"/>{t(p::NEW_ANNOUNCEMENT)}</a>
                <a class="button" data-kind="quiet" href=public><Icon name="eye"/>{t(p::SEE_PAGE)}</a>
            </PageHead>
            <section class="section" aria-labelledby="parts">
                <h2 id="parts" class="visually-hidden">{t(p::PUBLISH)}</h2>
                <ul class="catalogue" role="list">
                    {part("megaphone", "annonces", p::ANNOUNCEMENTS, p::ANNOUNCEMENTS_ABOUT, announced(&view))}
                    {part("database", "donnees", p::DATA, p::DATA_ABOUT, data(&view))}
                    {part("layout-dashboard", "tableau", p::BOARD, p::BOARD_ABOUT, proposed(&view))}
                    {part("phone", "numeros", p::CONTACTS, p::CONTACTS_ABOUT, counted(use_lang(), view.contacts, p::CONTACTS_COUNT_ONE, p::CONTACTS_COUNT))}
                    {part("newspaper", "actualites", p::FEEDS, p::FEEDS_ABOUT, feeds(&view))}
                    {part("sun", "apparence", p::LOOK, p::LOOK_ABOUT, view.hue.map_or_else(|| t(p::HUE_PORTAL).to_owned(), |hue| tf(p::HUE_OWN, &[("hue", &hue.to_string())])))}
                    {part("users", "relecture", p::READING, p::READING_ABOUT, t(if view.reader { p::READING_ON } else { p::READING_OFF }).to_owned())}
                    {part("clock", "historique", p::HISTORY, p::HISTORY_ABOUT, String::new())}
                </ul>
            </section>
            <section class="section" aria-labelledby="changes">
                <h2 id="changes">{t(p::CHANGES)}</h2>
                {changes(&view.changes)}
            </section>
        }
    }))
}

fn way_here(place: &PlaceName) -> AnyView {
    let steps = vec![(place.name.clone(), routes::territory(&place.id))];
    view! { <crate::root::Breadcrumb steps=steps here=t(p::PUBLISH)/> }.into_any()
}

fn announced(view: &Overview) -> String {
    let lang = use_lang();
    let count = |standing| {
        let found = view.announcements.iter().filter(|item| item.standing == standing).count();
        i64::try_from(found).unwrap_or(i64::MAX)
    };
    let drafts = i64::try_from(view.announcements.iter().filter(|item| item.draft).count()).unwrap_or(i64::MAX);
    let mut parts = vec![counted(lang, count(Standing::Online), p::ONLINE_COUNT_ONE, p::ONLINE_COUNT)];
    let scheduled = count(Standing::Scheduled);
    if scheduled > 0 {
        parts.push(counted(lang, scheduled, p::SCHEDULED_COUNT_ONE, p::SCHEDULED_COUNT));
    }
    if drafts > 0 {
        parts.push(counted(lang, drafts, p::DRAFT_COUNT_ONE, p::DRAFT_COUNT));
    }
    let waiting = i64::try_from(view.announcements.iter().filter(|item| item.waits).count()).unwrap_or(i64::MAX);
    if waiting > 0 {
        parts.push(counted(lang, waiting, p::WAITING_COUNT_ONE, p::WAITING_COUNT));
    }
    parts.join(" · ")
}

fn proposed(view: &Overview) -> String {
    let stands = match &view.proposed {
        Some((author, at)) => tf(p::BOARD_SINCE, &[("author", author), ("moment", &super::moment(use_lang(), *at))]),
        None => t(p::BOARD_NONE).to_owned(),
    };
    if view.drafted { format!("{stands} {}", t(p::BOARD_WAITING)) } else { stands }
}

fn data(view: &Overview) -> String {
    let lang = use_lang();
    let counts = view.data;
    let mut parts = vec![counted(lang, counts.datasets, p::DATA_COUNT_ONE, p::DATA_COUNT)];
    if counts.waiting > 0 {
        parts.push(counted(lang, counts.waiting, p::DATA_WAITING_ONE, p::DATA_WAITING));
    }
    if counts.questions > 0 {
        parts.push(counted(lang, counts.questions, p::DATA_QUESTIONS_ONE, p::DATA_QUESTIONS));
    }
    parts.join(" · ")
}

fn feeds(view: &Overview) -> String {
    let lang = use_lang();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let failing = count(view.feeds.iter().filter(|feed| feed.failed.is_some()).count());
    let all = counted(lang, count(view.feeds.len()), p::FEEDS_COUNT_ONE, p::FEEDS_COUNT);
    if failing == 0 {
        all
    } else {
        format!("{all} · {}", counted(lang, failing, p::FEEDS_FAILING_ONE, p::FEEDS_FAILING))
    }
}
