//! Letters on their way: asked for in one transaction, handed over by a job that tries again when the mail server is down.

use crate::{Action, Error, OpContext, ports::Mail, sessions};
use store::{Tx, accounts, outbox, outbox::Letter};

/// A link by mail counts for an hour from when the letter is handed over.
const LINK_SECONDS: i64 = 3600;
/// A letter that could not be handed over for a day is given up.
const GIVEN_UP: i64 = 24 * 3600;
/// The longest time between two tries.
const LONGEST_WAIT: i64 = 3600;
/// While a node tries a letter, no other takes it.
const TAKEN: i64 = 300;

/// Puts a letter with a link into the outbox, in the caller's transaction.
pub(crate) async fn ask(ctx: &OpContext, tx: &mut Tx, to: &str, subject: &str, text: &str) -> Result<(), Error> {
    let letter = Letter {
        id: ctx.new_id(),
        recipient: to.to_owned(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        created: ctx.seconds(),
        due: ctx.seconds(),
        tries: 0,
    };
    Ok(outbox::insert(tx, &letter).await?)
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

/// One letter to each account with that address, each with a link of its own; none when nobody has it.
async fn write(ctx: &OpContext, tx: &mut Tx, letter: &Letter) -> Result<Vec<Mail>, Error> {
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
