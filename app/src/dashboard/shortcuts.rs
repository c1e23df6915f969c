//! The person's own links: what their forms do, and the page of one of them.

use super::api::{ChangeShortcut, DeleteShortcut};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, t, texts, texts::cards as c},
    request::{flash, form, keeping_context, op_context},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Icon, TextField},
};
use domain::ids::ShortcutId;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::calendar as cases;

fn id(text: &str) -> Result<ShortcutId, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

fn done(said: Text) -> String {
    flash(said.of(crate::request::lang()));
    crate::request::back_to(&[routes::DASHBOARD])
}

pub(super) async fn add(label: &str, url: &str) -> Result<String, WireError> {
    cases::add_shortcut(&keeping_context().await?, label, url).await?;
    Ok(done(c::SHORTCUT_ADDED))
}

pub(super) async fn change(which: &str, label: &str, url: &str) -> Result<String, WireError> {
    cases::change_shortcut(&keeping_context().await?, id(which)?, label, url).await?;
    Ok(done(c::SHORTCUT_CHANGED))
}

pub(super) async fn delete(which: &str) -> Result<String, WireError> {
    cases::delete_shortcut(&keeping_context().await?, id(which)?).await?;
    Ok(done(c::SHORTCUT_DELETED))
}

pub(crate) async fn page(which: &str) -> Result<Fragment, WireError> {
    let lang = crate::request::lang();
    let shortcut = cases::shortcut(&op_context()?, id(which)?).await?;
    let form = form("shortcut-change");
    Ok(render(c::CHANGE_SHORTCUT.of(lang), || {
        view! {
            <Breadcrumb steps=vec![(t(texts::frame::DASHBOARD).to_owned(), routes::DASHBOARD.to_owned())] here=t(c::CHANGE_SHORTCUT)/>
            <PageHead title=t(c::CHANGE_SHORTCUT)/>
            <section class="stack">
                <form class="form" method="post" action=ChangeShortcut::url()>
                    <ErrorSummary form=form.clone() fields=&[("shortcut", c::LABEL), ("url", c::ADDRESS)]/>
                    <input type="hidden" name="id" value=shortcut.id.to_string()/>
                    <TextField form=form.clone() name="shortcut" label=t(c::LABEL) value=shortcut.label.clone() most=120/>
                    <TextField form=form name="url" label=t(c::ADDRESS) value=shortcut.address.as_str().to_owned() most=2000/>
                    <div class="button-row">
                        <button class="button" data-kind="primary">{t(texts::forms::SAVE)}</button>
                        <a class="button" data-kind="quiet" href=routes::DASHBOARD>{t(texts::forms::CANCEL)}</a>
                    </div>
                </form>
                <form class="form" method="post" action=DeleteShortcut::url()>
                    <input type="hidden" name="id" value=shortcut.id.to_string()/>
                    <p><button class="button" data-kind="danger"><Icon name="trash-2"/>{t(c::DELETE_SHORTCUT)}</button></p>
                </form>
            </section>
        }
    }))
}
