use crate::{Action, Error, Fields, OpContext, error::text_fault};
use domain::{
    board::{CardKind, PageIcon, PageName, Proposal, ProposedCard, ProposedPage},
    calendar::LinkAddress,
    ids::{AnnouncementId, ContactId},
    territory::TerritoryId,
    text::TextRule,
};
use jiff::civil::Date;
use store::{
    Tx,
    announcements::{self, Announcement, Contact},
};

const TITLE: TextRule = TextRule::line(120);
const TEXT: TextRule = TextRule::lines(5_000);
const NOTE: TextRule = TextRule::line(200);

/// The name of the account that publishes; the portal's own for a job.
pub(crate) async fn author(ctx: &OpContext, tx: &mut Tx) -> Result<String, Error> {
    Ok(match ctx.actor.person() {
        Some(person) => store::accounts::of(tx, person).await?.map(|account| account.name).unwrap_or_default(),
        None => "civis".to_owned(),
    })
}

/// Every change is noted with its author, in the same transaction.
pub(crate) async fn note(ctx: &OpContext, tx: &mut Tx, territory: &TerritoryId, what: &str) -> Result<(), Error> {
    let author = author(ctx, tx).await?;
    Ok(announcements::note(tx, ctx.new_id(), territory, &author, ctx.seconds(), what).await?)
}

/// Publishes an announcement from a day to a day.
pub async fn add_announcement(
    ctx: &OpContext,
    territory: &TerritoryId,
    title: &str,
    text: &str,
    from: &str,
    until: &str,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut faults = Fields::new();
    let title = TITLE.check(title).map_err(|fault| faults.insert("title", text_fault(fault))).unwrap_or_default();
    let text = TEXT.check(text).map_err(|fault| faults.insert("text", text_fault(fault))).unwrap_or_default();
    let from = from.trim().parse::<Date>().map_err(|_| faults.insert("from", "not_a_date")).unwrap_or_default();
    let until = until.trim().parse::<Date>().map_err(|_| faults.insert("until", "not_a_date")).unwrap_or_default();
    if faults.is_empty() && until < from {
        faults.insert("until", "before_start");
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let announcement = Announcement {
        id: AnnouncementId(ctx.new_id()),
        territory: territory.to_string(),
        text,
        from: from.to_string(),
        until: until.to_string(),
        title,
    };
    let mut tx = ctx.write().await?;
    announcements::add(&mut tx, &announcement, ctx.seconds()).await?;
    note(ctx, &mut tx, territory, &format!("+ {}", announcement.title)).await?;
    Ok(tx.commit().await?)
}

/// Withdraws an announcement.
pub async fn withdraw_announcement(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let all = announcements::of(&mut tx, territory, None).await?;
    let title = all.into_iter().find(|each| each.id == id).map(|each| each.title).ok_or(Error::NotFound)?;
    announcements::withdraw(&mut tx, territory, id).await?;
    note(ctx, &mut tx, territory, &format!("- {title}")).await?;
    Ok(tx.commit().await?)
}

/// Publishes a useful number or link.
pub async fn add_contact(
    ctx: &OpContext,
    territory: &TerritoryId,
    label: &str,
    reach: &str,
    detail: &str,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let label = TITLE.check(label).map_err(|fault| Error::field("label", text_fault(fault)))?;
    let (phone, url) = reach_of(reach).ok_or_else(|| Error::field("reach", "not_a_contact"))?;
    let detail = if detail.trim().is_empty() {
        None
    } else {
        Some(NOTE.check(detail).map_err(|fault| Error::field("note", text_fault(fault)))?)
    };
    let contact =
        Contact { id: ContactId(ctx.new_id()), territory: territory.to_string(), label, phone, url, note: detail };
    let mut tx = ctx.write().await?;
    announcements::add_contact(&mut tx, &contact, ctx.seconds()).await?;
    note(ctx, &mut tx, territory, &format!("+ {}", contact.label)).await?;
    Ok(tx.commit().await?)
}

/// A telephone number (digits, spaces, dots, a leading plus) or a web address.
fn reach_of(text: &str) -> Option<(Option<String>, Option<String>)> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let phone = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '+' | '\u{a0}' | '\u{202f}'));
    if phone && (2..=15).contains(&digits) {
        return Some((Some(text.to_owned()), None));
    }
    let address: LinkAddress = text.parse().ok()?;
    Some((None, Some(address.as_str().to_owned())))
}

/// Withdraws a contact.
pub async fn remove_contact(ctx: &OpContext, territory: &TerritoryId, id: ContactId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    if !announcements::remove_contact(&mut tx, territory, id).await? {
        return Err(Error::NotFound);
    }
    note(ctx, &mut tx, territory, "- contact").await?;
    Ok(tx.commit().await?)
}

/// Chooses the hue of the territory's pages, in degrees; nothing gives the portal's own back.
pub async fn set_hue(ctx: &OpContext, territory: &TerritoryId, hue: &str) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let hue = match hue.trim() {
        "" => None,
        text => Some(
            text.parse::<i64>()
                .ok()
                .filter(|hue| (0..360).contains(hue))
                .ok_or_else(|| Error::field("hue", "not_a_hue"))?,
        ),
    };
    let mut tx = ctx.write().await?;
    announcements::set_hue(&mut tx, territory, hue).await?;
    note(ctx, &mut tx, territory, &format!("hue {}", hue.map_or_else(|| "-".to_owned(), |hue| hue.to_string())))
        .await?;
    Ok(tx.commit().await?)
}

/// Chooses the cards that the territory pins on its residents' boards, in that order.
pub async fn set_pinned(ctx: &OpContext, territory: &TerritoryId, kinds: &[String]) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let kinds: Option<Vec<CardKind>> = kinds.iter().map(|word| CardKind::from_word(word)).collect();
    let mut kinds = kinds.ok_or_else(|| Error::field("kinds", "invalid"))?;
    kinds.dedup();
    let cards = kinds.iter().map(|kind| ProposedCard {
        kind: *kind,
        size: kind.default_size(),
        pinned_by: Some(territory.clone()),
    });
    let name: PageName = "Mon quotidien".parse().map_err(|error| Error::Internal(Box::new(error)))?;
    let page = ProposedPage { name, icon: PageIcon::LayoutDashboard, cards: cards.collect() };
    let proposal = Proposal { pages: vec![page], ..Proposal::default() };
    let json = serde_json::to_string(&proposal).map_err(|error| Error::Internal(Box::new(error)))?;
    let mut tx = ctx.write().await?;
    announcements::set_proposal(&mut tx, territory, (!kinds.is_empty()).then_some(json.as_str())).await?;
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    note(ctx, &mut tx, territory, &format!("pins {}", words.join(" "))).await?;
    Ok(tx.commit().await?)
}
