//! Useful numbers and links: adding, changing, ordering, removing.

use super::{empty, hidden, icon_form, lang, path, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{t, texts, texts::publish as p, tf},
    publication::api::contacts::{MoveContact, RemoveContact, SaveContact},
    root::PageHead,
    ui::{ErrorSummary, Form, Icon, TextField},
};
use domain::{dashboard::PlaceName, ids::ContactId};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{OpContext, publication::Contact};

/// The list with the form; with `which`, the form changes that one.
pub(super) async fn page(ctx: &OpContext, place: &PlaceName, which: Option<ContactId>) -> Result<Fragment, WireError> {
    let all = usecases::publication::contacts_of(ctx, &place.id).await?;
    let changed = match which {
        Some(which) => Some(all.iter().find(|each| each.id == which).ok_or_else(|| WireError::code("not_found"))?),
        None => None,
    };
    let form = crate::request::form("contact");
    Ok(render(&title(p::CONTACTS, place), || {
        let (between, here) = match changed {
            Some(contact) => (vec![(t(p::CONTACTS).to_owned(), path(&place.id, "numeros"))], contact.label.clone()),
            None => (Vec::new(), p::CONTACTS.of(lang()).to_owned()),
        };
        view! {
            {way(place, between, &here)}
            <PageHead title=t(p::CONTACTS) lede=tf(p::CONTACTS_LEDE, &[("place", &place.name)])/>
            {changed.is_none().then(|| if all.is_empty() { empty(p::CONTACTS_NONE, p::CONTACTS_NONE_ABOUT) } else { list(place, &all) })}
            <section class="section" aria-labelledby="contact-form">
                <h2 id="contact-form">{t(if changed.is_some() { p::CONTACT_CHANGE } else { p::CONTACT_NEW })}</h2>
                {editor(place, changed, form)}
            </section>
        }
    }))
}

fn list(place: &PlaceName, all: &[Contact]) -> AnyView {
    let last = all.len().saturating_sub(1);
    view! {
        <ol class="results">
            {all.iter().enumerate().map(|(index, contact)| {
                let which = contact.id.to_string();
                let what = [("what", contact.label.as_str())];
                let reach = contact.phone.clone().or_else(|| contact.url.clone()).unwrap_or_default();
                view! {
                    <li class="result">
                        <h2>{contact.label.clone()}</h2>
                        <p>{reach} {contact.note.clone().map(|note| view! { <span class="muted">" · " {note}</span> })}</p>
                        <div class="button-row">
                            {(index > 0).then(|| step(place, &which, "up", "arrow-up", tf(p::UP_WHAT, &what)))}
                            {(index < last).then(|| step(place, &which, "down", "arrow-down", tf(p::DOWN_WHAT, &what)))}
                            <a class="button" data-kind="quiet" href=path(&place.id, &format!("numeros/{which}")) aria-label=tf(p::CHANGE_WHAT, &what)><Icon name="pencil"/>{t(p::CHANGE_IT)}</a>
                            {icon_form(RemoveContact::url(), place, &which, "trash-2", tf(p::REMOVE_WHAT, &what))}
                        </div>
                    </li>
                }
            }).collect_view()}
        </ol>
    }
    .into_any()
}

fn step(place: &PlaceName, which: &str, way: &'static str, icon: &'static str, words: String) -> AnyView {
    view! {
        <form method="post" action=MoveContact::url()>
            {hidden(place, which)}
            <button class="icon-button" name="way" value=way aria-label=words.clone() title=words><Icon name=icon/></button>
        </form>
    }
    .into_any()
}

fn editor(place: &PlaceName, changed: Option<&Contact>, form: Form) -> AnyView {
    let which = changed.map(|contact| contact.id.to_string()).unwrap_or_default();
    let label = changed.map(|contact| contact.label.clone()).unwrap_or_default();
    let reach = changed.and_then(|contact| contact.phone.clone().or_else(|| contact.url.clone())).unwrap_or_default();
    let note = changed.and_then(|contact| contact.note.clone()).unwrap_or_default();
    view! {
        <form class="form" method="post" action=SaveContact::url()>
            {hidden(place, &which)}
            <ErrorSummary form=form.clone() fields=&[("label", p::CONTACT_LABEL), ("reach", p::REACH), ("note", p::NOTE)]/>
            <TextField form=form.clone() name="label" label=t(p::CONTACT_LABEL) hint=t(p::CONTACT_LABEL_HINT) value=label most=120/>
            <TextField form=form.clone() name="reach" label=t(p::REACH) hint=t(p::REACH_HINT) value=reach most=2000/>
            <TextField form=form name="note" label=t(p::NOTE) hint=t(p::NOTE_HINT) value=note optional=true most=200/>
            <div class="button-row">
                <button class="button" data-kind="primary">{t(if changed.is_some() { texts::forms::SAVE } else { p::ADD })}</button>
                {changed.is_some().then(|| view! { <a class="button" data-kind="quiet" href=path(&place.id, "numeros")>{t(texts::forms::CANCEL)}</a> })}
            </div>
        </form>
    }
    .into_any()
}
