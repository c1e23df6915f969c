//! The forms by which people speak to producers. They ask nothing of who somebody is.

use super::api::{AskData, RequestData};
use crate::{
    data::label::day_of,
    i18n::{date, t, texts::questions as q, tf, use_lang},
    ui::{ErrorSummary, Form, Icon, NextStep, SelectField, TextArea, TextField},
};
use domain::{
    dashboard::PlaceName,
    data::{QuestionKind, RESPONSE_DAYS},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What happens next, with the day by which an answer is due.
fn next(now: i64) -> String {
    tf(q::NEXT, &[("date", &date(use_lang(), day_of(now + RESPONSE_DAYS * 86_400)))])
}

/// About a dataset that is there.
pub(super) fn ask_form(slug: &str, form: Form, now: i64) -> AnyView {
    let kinds = [(QuestionKind::Error, q::KIND_ERROR), (QuestionKind::Question, q::KIND_QUESTION)];
    let kinds = kinds.map(|(kind, words)| (kind.to_string(), t(words).to_owned())).into();
    view! {
        <form class="form" method="post" action=AskData::url()>
            <ErrorSummary form=form.clone() fields=&[("place", q::PLACE), ("text", q::TEXT)]/>
            <input type="hidden" name="slug" value=slug.to_owned()/>
            <SelectField form=form.clone() name="kind" label=t(q::KIND) options=kinds/>
            <TextField form=form.clone() name="place" label=t(q::PLACE) hint=t(q::PLACE_HINT) optional=true most=120/>
            <TextArea form=form name="text" label=t(q::TEXT) hint=t(q::TEXT_HINT) rows="4" most=2000/>
            <NextStep words=next(now)/>
            <p><button class="button" data-kind="primary"><Icon name="message-square"/>{t(q::SEND)}</button></p>
        </form>
    }
    .into_any()
}

/// For a dataset that is missing, to one of these territories.
pub(in crate::data) fn request_form(places: &[PlaceName], typed: &str, form: Form, now: i64) -> AnyView {
    if places.is_empty() {
        return view! { <p><a class="more-link" href=crate::root::routes::PLACES>{t(q::CHOOSE_PLACE)}<Icon name="arrow-right"/></a></p> }.into_any();
    }
    let options: Vec<(String, String)> =
        places.iter().map(|place| (place.id.to_string(), place.name.clone())).collect();
    view! {
        <form class="form" method="post" action=RequestData::url()>
            <ErrorSummary form=form.clone() fields=&[("territory", q::TO_WHOM), ("text", q::MISSING_TEXT)]/>
            <SelectField form=form.clone() name="territory" label=t(q::TO_WHOM) options=options/>
            <TextArea form=form name="text" label=t(q::MISSING_TEXT) hint=t(q::MISSING_HINT) value=typed rows="4" most=2000/>
            <NextStep words=next(now)/>
            <p><button class="button"><Icon name="message-square"/>{t(q::SEND)}</button></p>
        </form>
    }
    .into_any()
}
