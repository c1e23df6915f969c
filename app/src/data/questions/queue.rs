//! What a territory was asked about its data, for those who answer.

use super::{
    api::{AnswerData, HideData},
    views::{one, outcome_words},
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{t, texts::publish_data as p, texts::questions as q, tf},
    publication::views::{hidden, title, way},
    request::lang,
    root::{PageHead, routes},
    ui::{ErrorSummary, Form, Icon, NextStep, TextArea, TextField},
};
use domain::{
    dashboard::PlaceName,
    data::{Outcome, QuestionView},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::OpContext;

pub(in crate::data) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let all = usecases::data::queue(ctx, &place.id).await?;
    let (answering, hiding) = (crate::request::form("data-answer"), crate::request::form("data-hide"));
    let now = ctx.seconds();
    Ok(render(&title(q::QUEUE, place), || {
        view! {
            {way(place, vec![(t(p::TITLE).to_owned(), routes::publish_data(&place.id))], q::QUEUE.of(lang()))}
            <PageHead title=t(q::QUEUE) lede=t(q::QUEUE_LEDE)/>
            <section class="section" aria-labelledby="queue-title">
                <h2 id="queue-title" class="visually-hidden">{t(q::TITLE)}</h2>
                {if all.is_empty() {
                    view! { <p class="muted">{t(q::QUEUE_NONE)}</p> }.into_any()
                } else {
                    view! { <ul class="results" role="list">{all.iter().map(|each| entry(place, each, &answering, &hiding, now)).collect_view()}</ul> }.into_any()
                }}
            </section>
        }
    }))
}

fn entry(place: &PlaceName, each: &QuestionView, answering: &Form, hiding: &Form, now: i64) -> AnyView {
    let which = each.id.to_string();
    // A refused form comes back to the question that it was about.
    let of = |form: &Form| if form.typed.get("id") == Some(&which) { form.clone() } else { Form::default() };
    let (answering, hiding) = (of(answering), of(hiding));
    let (open, wrong) = (each.is_open() || answering.error.is_some(), hiding.error.is_some());
    let about =
        each.dataset.as_ref().map(|(slug, words)| view! { <p><a href=routes::dataset(slug)>{words.clone()}</a></p> });
    view! {
        <li class="result">
            {about}
            {one(each, &place.name, now)}
            <details class="fold no-print" open=open>
                <summary>{t(if each.answer.is_some() { q::ANSWER_AGAIN } else { q::ANSWER })}</summary>
                {answer(place, each, answering)}
            </details>
            {each.hidden.is_empty().then(|| view! {
                <details class="fold no-print" open=wrong>
                    <summary>{t(q::HIDE)}</summary>
                    {hide(place, each, hiding)}
                </details>
            })}
        </li>
    }
    .into_any()
}

fn answer(place: &PlaceName, each: &QuestionView, form: Form) -> AnyView {
    let outcome_id = format!("outcome-{}", each.id);
    let before = each.answer.as_ref();
    let chosen = form.value("outcome", before.map_or("", |(outcome, ..)| outcome.word()));
    let said = before.map_or_else(String::new, |(_, text, _)| text.clone());
    view! {
        <form class="form" method="post" action=AnswerData::url()>
            <ErrorSummary form=form.clone() fields=&[]/>
            {hidden(place, &each.id.to_string())}
            <div class="field"><label for=outcome_id.clone()>{t(q::OUTCOME)}</label>
                <select id=outcome_id name="outcome">{Outcome::ALL.iter().map(|outcome| view! { <option value=outcome.word() selected=outcome.word() == chosen>{t(outcome_words(*outcome))}</option> }).collect_view()}</select></div>
            <TextArea form=form name="answer" id=format!("answer-{}", each.id) label=t(q::YOUR_ANSWER) value=said rows="4" most=2000/>
            <NextStep words=tf(q::ANSWER_NEXT, &[("place", &place.name)])/>
            <p><button class="button" data-kind="primary"><Icon name="check"/>{t(q::ANSWER)}</button></p>
        </form>
    }
    .into_any()
}

fn hide(place: &PlaceName, each: &QuestionView, form: Form) -> AnyView {
    view! {
        <form class="form" method="post" action=HideData::url()>
            <ErrorSummary form=form.clone() fields=&[]/>
            {hidden(place, &each.id.to_string())}
            <TextField form=form name="why" id=format!("why-{}", each.id) label=t(q::WHY) hint=t(q::WHY_HINT) most=200/>
            <NextStep words=t(q::HIDE_NEXT)/>
            <p><button class="button" data-kind="danger"><Icon name="eye-off"/>{t(q::HIDE)}</button></p>
        </form>
    }
    .into_any()
}
