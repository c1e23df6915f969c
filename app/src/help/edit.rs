//! The page where a territory completes a section of the help, and what its forms do.

use super::{
    api::{ApproveHelp, PublishHelp, SaveHelp, WithdrawHelp},
    views::day,
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{t, texts::guide as g, texts::publish as p, tf},
    publication::views::reading::Sending,
    request::{flash, form, lang},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Form, NextStep, ServerHtml, TextArea},
};
use domain::{
    help::{Mode, Section},
    territory::{Level, TerritoryId},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{
    help::{HelpEdit, edit},
    publication::Sent,
};

fn of(territory: &str, section: &str) -> Result<(TerritoryId, Section), WireError> {
    let territory = territory.parse().map_err(|_| WireError::code("not_found"))?;
    Ok((territory, Section::from_anchor(section).ok_or_else(|| WireError::code("not_found"))?))
}

pub(super) async fn save(territory: &str, section: &str, mode: &str, text: &str) -> Result<String, WireError> {
    let (territory, section) = of(territory, section)?;
    usecases::help::save_draft(&crate::request::op_context()?, &territory, section, mode, text).await?;
    flash(g::SAVED.of(lang()));
    Ok(format!("{}#brouillon", routes::edit_help(&territory, section)))
}

pub(super) async fn publish(territory: &str, section: &str) -> Result<String, WireError> {
    let (territory, section) = of(territory, section)?;
    let sent = usecases::help::publish(&crate::request::op_context()?, &territory, section).await?;
    flash(if sent == Sent::ToReader { p::READER_ASKED } else { g::PUBLISHED }.of(lang()));
    Ok(routes::edit_help(&territory, section))
}

pub(super) async fn approve(territory: &str, section: &str, seen: i64) -> Result<String, WireError> {
    let (territory, section) = of(territory, section)?;
    usecases::help::approve(&crate::request::op_context()?, &territory, section, seen).await?;
    flash(g::PUBLISHED.of(lang()));
    Ok(routes::edit_help(&territory, section))
}

pub(super) async fn withdraw(territory: &str, section: &str) -> Result<String, WireError> {
    let (territory, section) = of(territory, section)?;
    usecases::help::withdraw(&crate::request::op_context()?, &territory, section).await?;
    flash(g::WITHDRAWN.of(lang()));
    Ok(routes::edit_help(&territory, section))
}

pub(crate) async fn page(level: &str, code: &str, section: Option<&str>) -> Result<Fragment, WireError> {
    let level: Level = level.parse().map_err(|_| WireError::code("not_found"))?;
    let id = TerritoryId::new(level, code).map_err(|_| WireError::code("not_found"))?;
    let section = section.map_or(Some(Section::Home), Section::from_anchor);
    let section = section.ok_or_else(|| WireError::code("not_found"))?;
    let help = edit(&crate::request::op_context()?, &id, section, lang()).await?;
    let form = form("help");
    let title = g::EDIT_TITLE.with(lang(), &[("section", &help.title), ("place", &help.territory.name)]);
    Ok(render(&title.clone(), || {
        let place = help.territory.name.clone();
        view! {
            <Breadcrumb steps=vec![(place, routes::territory(&id)), (t(g::TITLE).to_owned(), routes::help(section))] here=help.title.clone()/>
            <PageHead title=title lede=t(g::EDIT_LEDE)/>
            {writing(&help, &id, section, form)}
            {draft(&help, &id, section)}
            {help.published.as_ref().map(|(text, html)| {
                let signed = tf(g::VERSION, &[("author", &text.author), ("date", &day(text.published.unwrap_or(text.saved)))]);
                view! {
                    <section class="section" aria-labelledby="now">
                        <h2 id="now">{t(g::NOW)}</h2>
                        {shown(html, &signed)}
                        {withdrawing(&id, section)}
                    </section>
                }
            })}
            <section class="section" aria-labelledby="general">
                <h2 id="general">{t(g::GENERAL_TEXT)}</h2>
                <div class="prose"><ServerHtml html=help.built_in.clone()/></div>
            </section>
            {history(&help)}
        }
        .into_any()
    }))
}

/// The field, with what was last written, and the ways to the other sections.
fn writing(help: &HelpEdit, id: &TerritoryId, section: Section, form: Form) -> AnyView {
    let last = help.draft.as_ref().or(help.published.as_ref()).map(|(text, _)| text);
    let mode = form.value("mode", last.map_or(Mode::default(), |text| text.mode).word());
    let next = tf(g::SAVE_NEXT, &[("place", &help.territory.name)]);
    view! {
        <nav class="filters" aria-label=t(g::SECTIONS)>
            <ul>{Section::ALL.into_iter().map(|each| view! {
                <li><a class="chip" href=routes::edit_help(id, each) aria-current=(each == section).then_some("true")>{usecases::help::title(lang(), each)}</a></li>
            }).collect_view()}</ul>
        </nav>
        <form class="form narrow" method="post" action=SaveHelp::url()>
            <ErrorSummary form=form.clone() fields=&[("text", g::TEXT), ("mode", g::MODE)]/>
            <input type="hidden" name="territory" value=id.to_string()/>
            <input type="hidden" name="section" value=section.anchor()/>
            <TextArea form=form name="text" label=t(g::TEXT) hint=t(g::TEXT_HINT) value=last.map(|text| text.text.clone()).unwrap_or_default() most=5000/>
            <fieldset><legend>{t(g::MODE)}</legend>
                {Mode::ALL.into_iter().zip([g::MODE_COMPLETE, g::MODE_REPLACE]).map(|(each, words)| view! {
                    <div class="check"><input type="radio" id=format!("mode-{}", each.word()) name="mode" value=each.word() checked=each.word() == mode/><label for=format!("mode-{}", each.word())>{t(words)}</label></div>
                }).collect_view()}
            </fieldset>
            <NextStep words=next/>
            <p><button class="button" data-kind="primary">{t(g::SAVE)}</button></p>
        </form>
    }
    .into_any()
}

fn draft(help: &HelpEdit, id: &TerritoryId, section: Section) -> Option<AnyView> {
    let ((text, html), way) = help.draft.as_ref().zip(help.way)?;
    let place = help.territory.name.as_str();
    let refused = form("help-publish");
    let sending = Sending {
        way,
        publish: PublishHelp::url(),
        approve: ApproveHelp::url(),
        fields: hidden(id, section),
        last: (&text.author, text.saved),
        next: view! { <NextStep words=tf(g::PUBLISH_NEXT, &[("place", place)])/> }.into_any(),
        words: g::PUBLISH,
    };
    let view = view! {
        <section class="section stack" id="brouillon" aria-labelledby="preview">
            <h2 id="preview">{t(g::PREVIEW)}</h2>
            {shown(html, place)}
            <ErrorSummary form=refused fields=&[]/>
            {sending.form()}
        </section>
    };
    Some(view.into_any())
}

/// The fields that name a section of a territory's help.
fn hidden(id: &TerritoryId, section: Section) -> AnyView {
    view! {
        <input type="hidden" name="territory" value=id.to_string()/>
        <input type="hidden" name="section" value=section.anchor()/>
    }
    .into_any()
}

fn shown(html: &str, signed: &str) -> AnyView {
    view! { <div class="panel stack"><div class="prose" lang="fr"><ServerHtml html=html.to_owned()/></div><p class="muted">{signed.to_owned()}</p></div> }.into_any()
}

fn withdrawing(id: &TerritoryId, section: Section) -> AnyView {
    view! {
        <form class="form" method="post" action=WithdrawHelp::url()>
            {hidden(id, section)}
            <NextStep words=t(g::WITHDRAW_NEXT)/>
            <p><button class="button" data-kind="secondary">{t(g::WITHDRAW)}</button></p>
        </form>
    }
    .into_any()
}

fn history(help: &HelpEdit) -> Option<AnyView> {
    (!help.former.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="history">
                <h2 id="history">{t(g::HISTORY)}</h2>
                {help.former.iter().map(|version| {
                    let signed = tf(g::VERSION, &[("author", &version.author), ("date", &day(version.saved))]);
                    view! { <details class="fold"><summary>{signed}</summary><pre lang="fr">{version.text.clone()}</pre></details> }
                }).collect_view()}
            </section>
        }
        .into_any()
    })
}
