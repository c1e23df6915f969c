//! Letters on their way: asked for in one transaction, handed over by a job that tries again when the mail server is down.

use crate::{Action, Error, OpContext, accounts::code, ports::Mail, sessions};
use domain::ids::PersonId;
use store::{Tx, accounts, outbox, outbox::Letter};

/// A link by mail counts for an hour from when the letter is handed over.
const LINK_SECONDS: i64 = 3600;
/// A code that proves an address counts for a day from then.
const CODE_SECONDS: i64 = 24 * 3600;
/// A letter that could not be handed over for a day is given up.
const GIVEN_UP: i64 = 24 * 3600;
/// The longest time between two tries.
const LONGEST_WAIT: i64 = 3600;
/// While a node tries a letter, no other takes it.
const TAKEN: i64 = 300;

/// The words of a letter that brings a link, a code, or word of what happened.
const LINK: &str = "link";
const CODE: &str = "code";
const NOTICE: &str = "notice";

/// What a letter says, in the language of whoever asked for it. `{name}` is the account's, `{code}` the code.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
}

fn letter(ctx: &OpContext, kind: &str, person: Option<PersonId>, to: &str, words: Words<'_>) -> Letter {
    Letter {
        id: ctx.new_id(),
        recipient: to.to_owned(),
        subject: words.subject.to_owned(),
        text: words.text.to_owned(),
        kind: kind.to_owned(),
        person: person.map(|person| person.0),
        created: ctx.seconds(),
        due: ctx.seconds(),
        tries: 0,
    }
}

/// Puts a letter with a link into the outbox, in the caller's transaction.
pub(crate) async fn ask(ctx: &OpContext, tx: &mut Tx, to: &str, words: Words<'_>) -> Result<(), Error> {
    Ok(outbox::insert(tx, &letter(ctx, LINK, None, to, words)).await?)
}

/// The same for a letter with the code that proves an address. One that still waits would bring a code that no longer counts.
pub(crate) async fn send_code(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    to: &str,
    words: Words<'_>,
) -> Result<(), Error> {
    outbox::forget(tx, person, CODE).await?;
    Ok(outbox::insert(tx, &letter(ctx, CODE, Some(person), to, words)).await?)
}

/// The same for a letter that tells what happened to an account.
pub(crate) async fn notify(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    to: &str,
    words: Words<'_>,
) -> Result<(), Error> {
    Ok(outbox::insert(tx, &letter(ctx, NOTICE, Some(person), to, words)).await?)
}

/// Whether the mail server is not taking letters at present: the page then says so. It says nothing about any address.
pub async fn is_late(ctx: &OpContext) -> Result<bool, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(outbox::delayed(&mut tx).await? > 0)
}

/// Hands over the letters that are due. Answers how many went out. A job.
pub async fn deliver(ctx: &OpContext) -> Result<u64, Error> {
    ctx.authorize(Action::Operate).await?;
    let mut sent = 0;
    loop {
        let now = ctx.seconds();
        let mut tx = ctx.write().await?;
        let Some(letter) = outbox::due(&mut tx, now).await? else { return Ok(sent) };
        if !outbox::take(&mut tx, &letter, now + TAKEN).await? {
            continue;
        }
        let mails = write(ctx, &mut tx, &letter).await?;
        tx.commit().await?;
        match hand_over(ctx, mails).await {
            Ok(count) => {
                sent += count;
                done(ctx, &letter).await?;
            }
            Err(_) if now - letter.created >= GIVEN_UP => {
                tracing::error!("a letter was given up after a day: the mail server took none");
                done(ctx, &letter).await?;
            }
            Err(error) => {
                tracing::warn!(
                    tries = letter.tries + 1,
                    "a letter was not handed over, and will be tried again: {error}"
                );
                let mut tx = ctx.write().await?;
                outbox::failed(&mut tx, letter.id, ctx.seconds() + wait(letter.tries)).await?;
                tx.commit().await?;
            }
        }
    }
}

/// A minute, two, four.. an hour.
fn wait(tries: i64) -> i64 {
    (60 << tries.clamp(0, 6)).min(LONGEST_WAIT)
}

async fn write(ctx: &OpContext, tx: &mut Tx, letter: &Letter) -> Result<Vec<Mail>, Error> {
    match letter.person {
        Some(person) => Ok(own(ctx, tx, letter, PersonId(person)).await?.into_iter().collect()),
        None => links(ctx, tx, letter).await,
    }
}

/// A letter about one account. None when it has lost its sense: another address is to be proven by now.
async fn own(ctx: &OpContext, tx: &mut Tx, letter: &Letter, person: PersonId) -> Result<Option<Mail>, Error> {
    let Some(account) = accounts::of(tx, person).await? else { return Ok(None) };
    let (mut text, mut page) = (letter.text.clone(), "recuperation");
    if letter.kind == CODE {
        let (secret, expires) = (code::fresh(ctx), ctx.seconds() + CODE_SECONDS);
        if !accounts::set_email_code(tx, person, &letter.recipient, &code::hash(&secret), expires).await? {
            return Ok(None);
        }
        text = text.replace("{code}", &secret);
        page = "compte";
    }
    let text = text.replace("{name}", &account.name);
    Ok(Some(Mail {
        to: letter.recipient.clone(),
        subject: letter.subject.clone(),
        text: format!("{text}\n\n{}/{page}\n", ctx.shared.public_url),
    }))
}

/// One letter to each account with that address, each with a link of its own; none when nobody has it.
async fn links(ctx: &OpContext, tx: &mut Tx, letter: &Letter) -> Result<Vec<Mail>, Error> {
    let mut mails = Vec::new();
    for account in accounts::by_email(tx, &letter.recipient).await? {
        let token = ctx.new_secret();
        accounts::insert_link(tx, &sessions::hash(&token), account.person, ctx.seconds() + LINK_SECONDS).await?;
        let text = letter.text.replace("{name}", &account.name);
        let link = format!("{}/recuperation?lien={token}", ctx.shared.public_url);
        mails.push(Mail {
            to: letter.recipient.clone(),
            subject: letter.subject.clone(),
            text: format!("{text}\n\n{link}\n"),
        });
    }
    Ok(mails)
}

async fn hand_over(ctx: &OpContext, mails: Vec<Mail>) -> Result<u64, crate::ports::PortError> {
    if mails.is_empty() {
        // Nobody has that address. The server is spoken to all the same: that it is down must show for every address.
        ctx.shared.mailer.reach().await?;
    }
    let mut sent = 0;
    for mail in mails {
        ctx.shared.mailer.send(mail).await?;
        sent += 1;
    }
    Ok(sent)
}

async fn done(ctx: &OpContext, letter: &Letter) -> Result<(), Error> {
    let mut tx = ctx.write().await?;
    outbox::delete(&mut tx, letter.id).await?;
    Ok(tx.commit().await?)
}
