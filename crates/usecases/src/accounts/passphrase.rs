//! Hashing passphrases: Argon2id, 19 MiB, two passes (OWASP Password Storage Cheat Sheet), off the request's thread.

use crate::{Error, OpContext};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string().into())
}

/// The PHC string of a passphrase.
pub(super) async fn hash(ctx: &OpContext, passphrase: &str) -> Result<String, Error> {
    let _turn = ctx.shared.hashing.acquire().await.map_err(internal)?;
    let mut salt = [0; 16];
    ctx.shared.random.fill(&mut salt);
    let passphrase = passphrase.to_owned();
    let hashed = tokio::task::spawn_blocking(move || {
        let hashed: PasswordHash = Argon2::default().hash_password_with_salt(passphrase.as_bytes(), &salt)?;
        Ok::<String, argon2::password_hash::Error>(hashed.to_string())
    });
    hashed.await.map_err(internal)?.map_err(internal)
}

/// Whether a passphrase is the one. Without a stored one the same work is done, so that the time tells nothing.
pub(super) async fn verify(ctx: &OpContext, passphrase: &str, stored: Option<String>) -> Result<bool, Error> {
    let Some(stored) = stored else {
        hash(ctx, passphrase).await?;
        return Ok(false);
    };
    let _turn = ctx.shared.hashing.acquire().await.map_err(internal)?;
    let passphrase = passphrase.to_owned();
    let checked = tokio::task::spawn_blocking(move || {
        let parsed = PasswordHash::new(&stored)?;
        Ok::<bool, argon2::password_hash::Error>(
            Argon2::default().verify_password(passphrase.as_bytes(), &parsed).is_ok(),
        )
    });
    checked.await.map_err(internal)?.map_err(internal)
}
