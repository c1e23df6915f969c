use crate::error::WireError;
use leptos::prelude::*;

/// Signs in.
#[server(endpoint = "accounts/sign-in")]
pub async fn sign_in(
    /// The name or e-mail address.
    #[server(default)]
    name: String,
    /// The passphrase.
    #[server(default)]
    passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::views::sign_in(&name, &passphrase).await;
    crate::request::answer("signin", &[("name", &name)], outcome)
}

/// Opens an account.
#[server(endpoint = "accounts/sign-up")]
pub async fn sign_up(
    /// The name.
    #[server(default)]
    name: String,
    /// The passphrase.
    #[server(default)]
    passphrase: String,
    /// An e-mail address, or nothing.
    #[server(default)]
    email: String,
) -> Result<(), WireError> {
    let outcome = super::views::sign_up(&name, &passphrase, &email).await;
    crate::request::answer("signup", &[("name", &name), ("email", &email)], outcome)
}

/// Signs out of this browser.
#[server(endpoint = "accounts/sign-out")]
pub async fn sign_out() -> Result<(), WireError> {
    let outcome = super::views::sign_out().await;
    crate::request::answer("signout", &[], outcome)
}

/// Sets a new passphrase with a printed code.
#[server(endpoint = "accounts/recover")]
pub async fn recover_by_code(
    /// The name.
    #[server(default)]
    name: String,
    /// The code.
    #[server(default)]
    code: String,
    /// The new passphrase.
    #[server(default)]
    passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::views::recover_by_code(&name, &code, &passphrase).await;
    crate::request::answer("recover", &[("name", &name)], outcome)
}

/// Sends a link by mail.
#[server(endpoint = "accounts/send-link")]
pub async fn send_link(
    /// The address.
    #[server(default)]
    email: String,
) -> Result<(), WireError> {
    let outcome = super::views::send_link(&email).await;
    crate::request::answer("link", &[("email", &email)], outcome)
}

/// Sets a new passphrase with the link of a letter.
#[server(endpoint = "accounts/recover-by-link")]
pub async fn recover_by_link(
    /// The secret of the link.
    #[server(default)]
    link: String,
    /// The new passphrase.
    #[server(default)]
    passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::views::recover_by_link(&link, &passphrase).await;
    crate::request::answer("bylink", &[], outcome)
}

/// Changes the passphrase.
#[server(endpoint = "accounts/passphrase")]
pub async fn change_passphrase(
    /// The present one.
    #[server(default)]
    present: String,
    /// The next one.
    #[server(default)]
    passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::views::change_passphrase(&present, &passphrase).await;
    crate::request::answer("passphrase", &[], outcome)
}

/// Sends a code to an address that is to be the account's.
#[server(endpoint = "accounts/email")]
pub async fn change_email(
    /// The address.
    #[server(default)]
    email: String,
    /// The present passphrase.
    #[server(default)]
    email_passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::email::change(&email, &email_passphrase).await;
    crate::request::answer("email", &[("email", &email)], outcome)
}

/// Proves the address with the code that came there.
#[server(endpoint = "accounts/email-confirm")]
pub async fn confirm_email(
    /// The code.
    #[server(default)]
    email_code: String,
) -> Result<(), WireError> {
    let outcome = super::email::confirm(&email_code).await;
    crate::request::answer("email-code", &[], outcome)
}

/// Takes the address away.
#[server(endpoint = "accounts/email-remove")]
pub async fn remove_email(
    /// The present passphrase.
    #[server(default)]
    removal_passphrase: String,
) -> Result<(), WireError> {
    let outcome = super::email::remove(&removal_passphrase).await;
    crate::request::answer("email-removal", &[], outcome)
}

/// Ends one session.
#[server(endpoint = "accounts/session")]
pub async fn close_session(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::views::close_session(&id).await;
    crate::request::answer("session", &[], outcome)
}

/// Ends all sessions but this one.
#[server(endpoint = "accounts/sessions")]
pub async fn close_others() -> Result<(), WireError> {
    let outcome = super::views::close_others().await;
    crate::request::answer("sessions", &[], outcome)
}

/// Makes ten new recovery codes.
#[server(endpoint = "accounts/codes")]
pub async fn new_codes() -> Result<(), WireError> {
    let outcome = super::views::new_codes().await;
    crate::request::answer("codes", &[], outcome)
}

/// The codes were kept: they are shown no more.
#[server(endpoint = "accounts/codes-kept")]
pub async fn confirm_codes() -> Result<(), WireError> {
    let outcome = super::views::confirm_codes().await;
    crate::request::answer("kept", &[], outcome)
}

/// Asks for the account to be closed.
#[server(endpoint = "accounts/close")]
pub async fn close_account(
    /// `yes`, ticked by hand.
    #[server(default)]
    sure: String,
) -> Result<(), WireError> {
    let outcome = super::views::close_account(&sure).await;
    crate::request::answer("close", &[], outcome)
}

/// Stays signed in: the session begins anew. The page where somebody writes is not left for it.
#[server(endpoint = "accounts/stay")]
pub async fn stay_signed_in() -> Result<(u32, String), WireError> {
    if crate::request::is_plain_form() {
        crate::request::answer("stay", &[], super::views::stay().await)?;
        return Ok((0, String::new()));
    }
    super::views::stay().await?;
    super::views::end_of_session().await
}

/// Says what becomes of the board that was arranged in this browser without an account.
#[server(endpoint = "accounts/board")]
pub async fn choose_board(
    /// Which waiting board.
    #[server(default)]
    id: String,
    /// `keep`, `take` or `both`.
    #[server(default)]
    choice: String,
) -> Result<(), WireError> {
    let outcome = super::boards::choose(&id, &choice).await;
    crate::request::answer("board", &[], outcome)
}
