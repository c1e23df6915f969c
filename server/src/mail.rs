//! Mail: by SMTP, or into a folder when none is configured.

use crate::config::{Smtp, SmtpSecurity};
use async_trait::async_trait;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::authentication::Credentials,
};
use std::path::Path;
use usecases::ports::{Mail, Mailer, PortError};

fn wrong(error: impl std::fmt::Display) -> PortError {
    PortError(error.to_string())
}

fn message(from: &Mailbox, mail: Mail) -> Result<Message, PortError> {
    let to: Mailbox = mail.to.parse().map_err(wrong)?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text)
        .map_err(wrong)
}

/// Hands mail to an SMTP server.
#[derive(Debug)]
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// Prepares the connection; nothing is sent yet.
    pub fn new(smtp: &Smtp) -> Result<Self, PortError> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match smtp.security {
            SmtpSecurity::Tls => Transport::relay(&smtp.host).map_err(wrong)?,
            SmtpSecurity::StartTls => Transport::starttls_relay(&smtp.host).map_err(wrong)?,
            SmtpSecurity::None => Transport::builder_dangerous(&smtp.host),
        };
        let mut builder = builder.port(smtp.port);
        if let Some((user, secret)) = &smtp.login {
            builder = builder.credentials(Credentials::new(user.clone(), secret.reveal().to_owned()));
        }
        Ok(Self { transport: builder.build(), from: smtp.from.parse().map_err(wrong)? })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: Mail) -> Result<(), PortError> {
        self.transport.send(message(&self.from, mail)?).await.map(|_| ()).map_err(wrong)
    }

    async fn reach(&self) -> Result<(), PortError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(PortError("the mail server does not answer".to_owned())),
            Err(error) => Err(wrong(error)),
        }
    }
}

/// Writes mail into a folder as `.eml` files: for trying things out, and until SMTP is configured.
#[derive(Debug)]
pub struct FolderMailer {
    transport: AsyncFileTransport<Tokio1Executor>,
    from: Mailbox,
}

impl FolderMailer {
    /// Uses the folder; it is made when missing.
    pub fn new(folder: &Path) -> Result<Self, PortError> {
        std::fs::create_dir_all(folder).map_err(wrong)?;
        let from = "Civis Data <ne-pas-repondre@localhost>".parse().map_err(wrong)?;
        Ok(Self { transport: AsyncFileTransport::new(folder), from })
    }
}

#[async_trait]
impl Mailer for FolderMailer {
    async fn send(&self, mail: Mail) -> Result<(), PortError> {
        self.transport.send(message(&self.from, mail)?).await.map(|_| ()).map_err(wrong)
    }

    async fn reach(&self) -> Result<(), PortError> {
        Ok(())
    }
}
