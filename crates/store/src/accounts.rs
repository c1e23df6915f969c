//! Accounts, recovery codes, failed tries, roles.

use crate::{Error, Tx, both, run};
use domain::{ids::PersonId, territory::TerritoryId};
use uuid::Uuid;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// Its name as it was typed.
    pub name: String,
    /// An e-mail address, if one was given.
    pub email: Option<String>,
    /// The hash of the passphrase, PHC string.
    pub passphrase: String,
    /// When it was opened, in seconds.
    pub created: i64,
    /// When the person asked to close it.
    pub closing: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    person: Uuid,
    name: String,
    email: Option<String>,
    passphrase: String,
    created: i64,
    closing: Option<i64>,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            person: PersonId(row.person),
            name: row.name,
            email: row.email,
            passphrase: row.passphrase,
            created: row.created,
            closing: row.closing,
        }
    }
}

/// A new account.
///
/// # Errors
/// `Duplicate` when another account has the same folded name.
pub async fn insert(tx: &mut Tx, account: &Account, name_key: &str) -> Result<(), Error> {
    const INSERT: &str =
        "INSERT INTO account (person, name, name_key, email, passphrase, created) VALUES ($1, $2, $3, $4, $5, $6)";
    run!(
        tx,
        sqlx::query(INSERT)
            .bind(account.person.0)
            .bind(&account.name)
            .bind(name_key)
            .bind(&account.email)
            .bind(&account.passphrase)
            .bind(account.created)
    )?;
    Ok(())
}

/// The account of a folded name.
pub async fn by_name(tx: &mut Tx, name_key: &str) -> Result<Option<Account>, Error> {
    const FIND: &str = "SELECT person, name, email, passphrase, created, closing FROM account WHERE name_key = $1";
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(name_key).fetch_optional(c).await)?;
    Ok(row.map(Account::from))
}

/// The accounts with an e-mail address, the oldest first, five at most.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Vec<Account>, Error> {
    const FIND: &str = "SELECT person, name, email, passphrase, created, closing FROM account WHERE email = $1 ORDER BY created, person LIMIT 5";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(FIND).bind(email).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// The account of a person.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Option<Account>, Error> {
    const FIND: &str = "SELECT person, name, email, passphrase, created, closing FROM account WHERE person = $1";
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c).await)?;
    Ok(row.map(Account::from))
}

/// Sets another passphrase.
pub async fn set_passphrase(tx: &mut Tx, person: PersonId, passphrase: &str) -> Result<(), Error> {
    const SET: &str = "UPDATE account SET passphrase = $2 WHERE person = $1";
    run!(tx, sqlx::query(SET).bind(person.0).bind(passphrase))?;
    Ok(())
}

/// Sets, or takes away, the e-mail address.
pub async fn set_email(tx: &mut Tx, person: PersonId, email: Option<&str>) -> Result<(), Error> {
    const SET: &str = "UPDATE account SET email = $2 WHERE person = $1";
    run!(tx, sqlx::query(SET).bind(person.0).bind(email))?;
    Ok(())
}

/// Keeps an address that is to be proven, in the place of the one before; its code comes when the letter is handed over.
pub async fn begin_email_change(tx: &mut Tx, person: PersonId, email: &str, expires: i64) -> Result<(), Error> {
    const BEGIN: &str = "INSERT INTO email_change (person, email, expires) VALUES ($1, $2, $3) \
        ON CONFLICT (person) DO UPDATE SET email = excluded.email, code_hash = NULL, expires = excluded.expires";
    run!(tx, sqlx::query(BEGIN).bind(person.0).bind(email).bind(expires))?;
    Ok(())
}

/// Sets the code by which an address is proven. `false`: another address, or none, is to be proven by now.
pub async fn set_email_code(
    tx: &mut Tx,
    person: PersonId,
    email: &str,
    code_hash: &[u8],
    expires: i64,
) -> Result<bool, Error> {
    const SET: &str = "UPDATE email_change SET code_hash = $3, expires = $4 WHERE person = $1 AND email = $2";
    Ok(run!(tx, sqlx::query(SET).bind(person.0).bind(email).bind(code_hash).bind(expires))? > 0)
}

/// The address that the person has still to prove.
pub async fn email_change(tx: &mut Tx, person: PersonId, now: i64) -> Result<Option<String>, Error> {
    const FIND: &str = "SELECT email FROM email_change WHERE person = $1 AND expires > $2";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).bind(now).fetch_optional(c).await)?)
}

/// The address that this code proves, if it is the one that was sent there.
pub async fn proven_email(tx: &mut Tx, person: PersonId, code_hash: &[u8], now: i64) -> Result<Option<String>, Error> {
    const FIND: &str = "SELECT email FROM email_change WHERE person = $1 AND code_hash = $2 AND expires > $3";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).bind(code_hash).bind(now).fetch_optional(c).await)?)
}

/// Forgets the address that the person has still to prove, and all that are too old.
pub async fn forget_email_change(tx: &mut Tx, person: Option<PersonId>, now: i64) -> Result<(), Error> {
    const FORGET: &str = "DELETE FROM email_change WHERE person = $1 OR expires <= $2";
    run!(tx, sqlx::query(FORGET).bind(person.map(|person| person.0)).bind(now))?;
    Ok(())
}

/// Notes, or takes back, that the person wants to close the account.
pub async fn set_closing(tx: &mut Tx, person: PersonId, closing: Option<i64>) -> Result<(), Error> {
    const SET: &str = "UPDATE account SET closing = $2 WHERE person = $1";
    run!(tx, sqlx::query(SET).bind(person.0).bind(closing))?;
    Ok(())
}

/// The persons whose accounts were to be closed before a moment.
pub async fn closed_before(tx: &mut Tx, moment: i64) -> Result<Vec<PersonId>, Error> {
    const FIND: &str = "SELECT person FROM account WHERE closing IS NOT NULL AND closing < $1 ORDER BY person";
    let rows: Vec<Uuid> = both!(tx, c => sqlx::query_scalar(FIND).bind(moment).fetch_all(c).await)?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Adds recovery codes by their hashes. The former ones count until [`keep_codes`]; those that were never kept go.
pub async fn add_codes(tx: &mut Tx, person: PersonId, hashes: &[Vec<u8>]) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM recovery_code WHERE person = $1 AND kept = 0";
    const INSERT: &str = "INSERT INTO recovery_code (person, hash, kept) VALUES ($1, $2, 0)";
    run!(tx, sqlx::query(CLEAR).bind(person.0))?;
    for hash in hashes {
        run!(tx, sqlx::query(INSERT).bind(person.0).bind(hash.as_slice()))?;
    }
    Ok(())
}

/// The person has kept the new codes: the former ones no longer count.
pub async fn keep_codes(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM recovery_code WHERE person = $1 AND kept = 1";
    const KEEP: &str = "UPDATE recovery_code SET kept = 1 WHERE person = $1";
    run!(tx, sqlx::query(CLEAR).bind(person.0))?;
    run!(tx, sqlx::query(KEEP).bind(person.0))?;
    Ok(())
}

/// Uses a code up. Whether it was there and unused.
pub async fn use_code(tx: &mut Tx, person: PersonId, hash: &[u8], now: i64) -> Result<bool, Error> {
    const USE: &str = "UPDATE recovery_code SET used = $3 WHERE person = $1 AND hash = $2 AND used IS NULL";
    let done = run!(tx, sqlx::query(USE).bind(person.0).bind(hash).bind(now))?;
    Ok(done > 0)
}

/// How many codes are left of those that were kept last; of the first ones when none was kept yet.
pub async fn codes_left(tx: &mut Tx, person: PersonId) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM recovery_code WHERE person = $1 AND used IS NULL \
        AND kept = (SELECT MAX(kept) FROM recovery_code WHERE person = $1)";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).bind(person.0).fetch_one(c).await)?)
}

/// Keeps fresh codes in plain until they are shown and confirmed.
pub async fn set_fresh_codes(tx: &mut Tx, person: PersonId, codes: &str, expires: i64) -> Result<(), Error> {
    const SET: &str = "INSERT INTO fresh_code (person, codes, expires) VALUES ($1, $2, $3) \
        ON CONFLICT (person) DO UPDATE SET codes = excluded.codes, expires = excluded.expires";
    run!(tx, sqlx::query(SET).bind(person.0).bind(codes).bind(expires))?;
    Ok(())
}

/// The fresh codes of a person, until they are confirmed or forgotten.
pub async fn fresh_codes(tx: &mut Tx, person: PersonId, now: i64) -> Result<Option<String>, Error> {
    const FIND: &str = "SELECT codes FROM fresh_code WHERE person = $1 AND expires > $2";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).bind(now).fetch_optional(c).await)?)
}

/// Forgets the fresh codes of a person, and all that are too old.
pub async fn forget_fresh_codes(tx: &mut Tx, person: Option<PersonId>, now: i64) -> Result<(), Error> {
    const FORGET: &str = "DELETE FROM fresh_code WHERE person = $1 OR expires <= $2";
    run!(tx, sqlx::query(FORGET).bind(person.map(|person| person.0)).bind(now))?;
    Ok(())
}

/// Keeps the hash of a link by which a passphrase can be set.
pub async fn insert_link(tx: &mut Tx, token_hash: &[u8], person: PersonId, expires: i64) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO recovery_link (token_hash, person, expires) VALUES ($1, $2, $3)";
    run!(tx, sqlx::query(INSERT).bind(token_hash).bind(person.0).bind(expires))?;
    Ok(())
}

/// Uses a link up: whose it was, if it had not ended. All other links of that person end with it.
pub async fn use_link(tx: &mut Tx, token_hash: &[u8], now: i64) -> Result<Option<PersonId>, Error> {
    const FIND: &str = "SELECT person FROM recovery_link WHERE token_hash = $1 AND expires > $2";
    const CLEAR: &str = "DELETE FROM recovery_link WHERE person = $1 OR expires <= $2";
    let found: Option<Uuid> =
        both!(tx, c => sqlx::query_scalar(FIND).bind(token_hash).bind(now).fetch_optional(c).await)?;
    if let Some(person) = found {
        run!(tx, sqlx::query(CLEAR).bind(person).bind(now))?;
    }
    Ok(found.map(PersonId))
}

/// Forgets the links of a person: they went to an address that is no longer theirs.
pub async fn forget_links(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const FORGET: &str = "DELETE FROM recovery_link WHERE person = $1";
    run!(tx, sqlx::query(FORGET).bind(person.0))?;
    Ok(())
}

/// Forgets the links that have ended.
pub async fn purge_links(tx: &mut Tx, now: i64) -> Result<u64, Error> {
    const PURGE: &str = "DELETE FROM recovery_link WHERE expires <= $1";
    Ok(run!(tx, sqlx::query(PURGE).bind(now))?)
}

/// Whose a link is, if it has not ended. It stays.
pub async fn link(tx: &mut Tx, token_hash: &[u8], now: i64) -> Result<Option<PersonId>, Error> {
    const FIND: &str = "SELECT person FROM recovery_link WHERE token_hash = $1 AND expires > $2";
    let found: Option<Uuid> =
        both!(tx, c => sqlx::query_scalar(FIND).bind(token_hash).bind(now).fetch_optional(c).await)?;
    Ok(found.map(PersonId))
}

/// Whether a browser, by the hash of its token, is one in which the person signed in before.
pub async fn knows(tx: &mut Tx, token_hash: &[u8], person: PersonId) -> Result<bool, Error> {
    const FIND: &str = "SELECT COUNT(*) FROM known_browser WHERE token_hash = $1 AND person = $2";
    let count: i64 = both!(tx, c => sqlx::query_scalar(FIND).bind(token_hash).bind(person.0).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Notes that the person signed in in that browser.
pub async fn know(tx: &mut Tx, token_hash: &[u8], person: PersonId, now: i64) -> Result<(), Error> {
    const KNOW: &str = "INSERT INTO known_browser (token_hash, person, seen) VALUES ($1, $2, $3) \
        ON CONFLICT (token_hash) DO UPDATE SET person = excluded.person, seen = excluded.seen";
    run!(tx, sqlx::query(KNOW).bind(token_hash).bind(person.0).bind(now))?;
    Ok(())
}

/// Forgets the browsers of a person, after which each is a stranger's again.
pub async fn forget_browsers(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const FORGET: &str = "DELETE FROM known_browser WHERE person = $1";
    run!(tx, sqlx::query(FORGET).bind(person.0))?;
    Ok(())
}

/// Forgets the browsers in which nobody signed in since a moment.
pub async fn purge_browsers(tx: &mut Tx, unseen_since: i64) -> Result<u64, Error> {
    const PURGE: &str = "DELETE FROM known_browser WHERE seen < $1";
    Ok(run!(tx, sqlx::query(PURGE).bind(unseen_since))?)
}

/// Forgets failed tries whose window began before a moment.
pub async fn purge_attempts(tx: &mut Tx, oldest: i64) -> Result<u64, Error> {
    const PURGE: &str = "DELETE FROM attempt WHERE since < $1";
    Ok(run!(tx, sqlx::query(PURGE).bind(oldest))?)
}

/// The failed tries of a bucket: since when, and how many.
pub async fn attempts(tx: &mut Tx, bucket: &[u8]) -> Result<Option<(i64, i64)>, Error> {
    const FIND: &str = "SELECT since, count FROM attempt WHERE bucket = $1";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(bucket).fetch_optional(c).await)?)
}

/// Counts a failed try; a window that began before `oldest` begins again.
pub async fn count_attempt(tx: &mut Tx, bucket: &[u8], now: i64, oldest: i64) -> Result<(), Error> {
    const COUNT: &str = "INSERT INTO attempt (bucket, since, count) VALUES ($1, $2, 1) ON CONFLICT (bucket) DO UPDATE SET \
        count = CASE WHEN attempt.since < $3 THEN 1 ELSE attempt.count + 1 END, \
        since = CASE WHEN attempt.since < $3 THEN excluded.since ELSE attempt.since END";
    run!(tx, sqlx::query(COUNT).bind(bucket).bind(now).bind(oldest))?;
    Ok(())
}

/// Forgets the failed tries of a bucket.
pub async fn clear_attempts(tx: &mut Tx, bucket: &[u8]) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM attempt WHERE bucket = $1";
    run!(tx, sqlx::query(CLEAR).bind(bucket))?;
    Ok(())
}

/// Whether a person may publish for that very territory.
pub async fn may_publish(tx: &mut Tx, person: PersonId, territory: &TerritoryId) -> Result<bool, Error> {
    const FIND: &str = "SELECT COUNT(*) FROM grant_role WHERE person = $1 AND role = 'publisher' AND territory = $2";
    let count: i64 =
        both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).bind(territory.to_string()).fetch_one(c).await)?;
    Ok(count > 0)
}

/// How many people may publish for that very territory.
pub async fn publishers(tx: &mut Tx, territory: &TerritoryId) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM grant_role WHERE role = 'publisher' AND territory = $1";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).bind(territory.to_string()).fetch_one(c).await)?)
}

/// The territories for which a person may publish.
pub async fn publishes(tx: &mut Tx, person: PersonId) -> Result<Vec<TerritoryId>, Error> {
    const FIND: &str = "SELECT territory FROM grant_role WHERE person = $1 AND role = 'publisher' ORDER BY territory";
    let rows: Vec<String> = both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).fetch_all(c).await)?;
    rows.iter()
        .map(|text| text.parse().map_err(|_| Error::Inconsistent { table: "grant_role", row: text.clone() }))
        .collect()
}

/// Grants a role for a territory. Granting it again changes nothing.
pub async fn grant(tx: &mut Tx, person: PersonId, role: &str, territory: &TerritoryId, now: i64) -> Result<(), Error> {
    const GRANT: &str = "INSERT INTO grant_role (person, role, territory, granted) VALUES ($1, $2, $3, $4) ON CONFLICT (person, role, territory) DO NOTHING";
    run!(tx, sqlx::query(GRANT).bind(person.0).bind(role).bind(territory.to_string()).bind(now))?;
    Ok(())
}

/// Takes a role back. Whether it was granted.
pub async fn revoke(tx: &mut Tx, person: PersonId, role: &str, territory: &TerritoryId) -> Result<bool, Error> {
    const REVOKE: &str = "DELETE FROM grant_role WHERE person = $1 AND role = $2 AND territory = $3";
    let done = run!(tx, sqlx::query(REVOKE).bind(person.0).bind(role).bind(territory.to_string()))?;
    Ok(done > 0)
}

/// Notes what happened to a person's account or data.
pub async fn note(tx: &mut Tx, id: Uuid, person: PersonId, at: i64, kind: &str, detail: &str) -> Result<(), Error> {
    const NOTE: &str = "INSERT INTO event (id, person, at, kind, detail) VALUES ($1, $2, $3, $4, $5)";
    run!(tx, sqlx::query(NOTE).bind(id).bind(person.0).bind(at).bind(kind).bind(detail))?;
    Ok(())
}

/// The latest events of a person: when and what.
pub async fn events(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<(i64, String)>, Error> {
    const FIND: &str = "SELECT at, kind FROM event WHERE person = $1 ORDER BY at DESC, id DESC LIMIT $2";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(person.0).bind(most).fetch_all(c).await)?)
}

/// Moves what a visitor kept to an account, then deletes the visitor: places, pinned services, shortcuts, reminders, dates,
/// the calendar's address, chosen themes. What the account has already stays the account's.
pub async fn merge_into(tx: &mut Tx, visitor: PersonId, account: PersonId) -> Result<(), Error> {
    for sql in [
        "UPDATE place SET person = $2, rank = rank + 100 WHERE person = $1 \
            AND territory NOT IN (SELECT territory FROM place WHERE person = $2)",
        "UPDATE pinned_service SET person = $2 WHERE person = $1 \
            AND slug NOT IN (SELECT slug FROM pinned_service WHERE person = $2)",
        "UPDATE shortcut SET person = $2 WHERE person = $1",
        "UPDATE pinned_data SET person = $2 WHERE person = $1",
        "UPDATE reminder SET person = $2 WHERE person = $1",
        "UPDATE own_date SET person = $2 WHERE person = $1",
        "UPDATE calendar_feed SET person = $2 WHERE person = $1 \
            AND NOT EXISTS (SELECT 1 FROM calendar_feed WHERE person = $2)",
        "UPDATE person SET profile = (SELECT profile FROM person WHERE id = $1) WHERE id = $2 AND profile = '{}'",
    ] {
        run!(tx, sqlx::query(sql).bind(visitor.0).bind(account.0))?;
    }
    crate::persons::delete_person(tx, visitor).await
}

/// Takes the account's name out of the histories of publication: what was published stays, who did it does not.
pub async fn forget_author(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const FORGET: [&str; 6] = [
        "UPDATE publication_change SET author = '' WHERE author = (SELECT name FROM account WHERE person = $1)",
        "UPDATE announcement SET author = '' WHERE author = (SELECT name FROM account WHERE person = $1)",
        "UPDATE announcement_draft SET author = '' WHERE author = (SELECT name FROM account WHERE person = $1)",
        "UPDATE help_text SET author = '' WHERE author = (SELECT name FROM account WHERE person = $1)",
        "UPDATE publication SET proposal_draft_author = NULL WHERE proposal_draft_author = (SELECT name FROM account WHERE person = $1)",
        "UPDATE publication SET proposal_author = NULL WHERE proposal_author = (SELECT name FROM account WHERE person = $1)",
    ];
    for sql in FORGET {
        run!(tx, sqlx::query(sql).bind(person.0))?;
    }
    Ok(())
}
