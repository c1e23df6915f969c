//! The second reader: whether the territory wants one, and what stands below a draft on its way.

use super::{hidden, lang, title, way as way_to};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, t, texts::publish as p, tf, use_lang},
    publication::api::reading::WantReader,
    root::PageHead,
    ui::{ErrorSummary, Icon, NextStep, Notice, Tone},
};
use domain::{dashboard::PlaceName, publication::Way};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{OpContext, publication::Reading};

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let reading = usecases::publication::reading_of(ctx, &place.id).await?;
    let form = crate::request::form("reading");
    Ok(render(&title(p::READING, place), || {
        let stands = if reading.wanted { p::READING_ON } else { p::READING_OFF };
        view! {
            {way_to(place, Vec::new(), p::READING.of(lang()))}
            <PageHead title=t(p::READING) lede=tf(p::READING_LEDE, &[("place", &place.name)])/>
            <section class="section reading stack" aria-label=t(p::READING)>
                <ErrorSummary form=form fields=&[]/>
                <p><strong>{t(stands)}</strong> " " {counted(use_lang(), reading.publishers, p::READING_PEOPLE_ONE, p::READING_PEOPLE)}</p>
                {choice(place, reading)}
            </section>
        }
    }))
}

/// The button that turns it on or off. Somebody alone could never be approved.
fn choice(place: &PlaceName, reading: Reading) -> AnyView {
    if !reading.wanted && reading.publishers < 2 {
        return view! { <Notice tone=Tone::Info><p>{t(p::READING_ALONE)}</p></Notice> }.into_any();
    }
    let (wanted, next, words) = if reading.wanted {
        ("no", p::READING_NEXT_OFF, p::READING_UNWANT)
    } else {
        ("yes", p::READING_NEXT_ON, p::READING_WANT)
    };
    view! {
        <form class="stack" method="post" action=WantReader::url()>
            {hidden(place, "")}
            <input type="hidden" name="wanted" value=wanted/>
            <NextStep words=t(next)/>
            <p><button class="button" data-kind="primary"><Icon name="users"/>{t(words)}</button></p>
        </form>
    }
    .into_any()
}

/// A draft on its way: what is sent where, and in which words.
pub(crate) struct Sending<'a> {
    /// What whoever looks at it can do.
    pub(crate) way: Way,
    /// Where it is sent to be published, or to ask for a reader.
    pub(crate) publish: &'static str,
    /// Where it is sent to be approved.
    pub(crate) approve: &'static str,
    /// The hidden fields that name it.
    pub(crate) fields: AnyView,
    /// Who wrote it, and when it was saved.
    pub(crate) last: (&'a str, i64),
    /// What happens next when it is published.
    pub(crate) next: AnyView,
    /// The button that publishes.
    pub(crate) words: Text,
}

impl Sending<'_> {
    /// The one form that fits: publish, ask for a reader, approve; or word that it waits.
    pub(crate) fn form(self) -> AnyView {
        let (url, next, icon, words) = match self.way {
            Way::Publish => (self.publish, self.next, "megaphone", self.words),
            Way::Ask => (self.publish, view! { <p>{t(p::ASK_READER_NEXT)}</p> }.into_any(), "users", p::ASK_READER),
            Way::Approve => {
                let next = tf(p::APPROVE_NEXT, &[("author", self.last.0)]);
                (self.approve, view! { <p>{next}</p> }.into_any(), "check", p::APPROVE)
            }
            Way::Await => {
                return view! { <Notice tone=Tone::Info><p>{t(p::AWAITS_READER)}</p></Notice> }.into_any();
            }
        };
        view! {
            {next}
            <form method="post" action=url>
                {self.fields}
                {(self.way == Way::Approve).then(|| view! { <input type="hidden" name="seen" value=self.last.1.to_string()/> })}
                <p><button class="button" data-kind="primary"><Icon name=icon/>{t(words)}</button></p>
            </form>
        }
        .into_any()
    }
}
