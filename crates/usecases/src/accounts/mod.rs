//! Accounts: opening, signing in and out, finding a way back in, taking everything away, closing.

mod boards;
mod browser;
mod close;
pub(crate) mod code;
mod codes;
mod crowd;
mod email;
mod export;
mod limits;
mod manage;
mod passphrase;
mod recover;
mod roles;
mod sign_in;
mod sign_up;

pub use boards::{BoardsView, choose_board, waiting_boards};
pub use browser::{Browser, Entered};
pub use close::{cancel_closing, close, purge_closed};
pub use codes::{confirm_codes, fresh_codes, new_codes};
pub use crowd::crowd;
pub use email::{change_email, confirm_email, remove_email};
pub use export::{ExportWords, export};
pub use manage::{AccountView, change_passphrase, close_other_sessions, close_session, show, sign_out};
pub use recover::{recover_by_code, recover_by_link, send_link};
pub use roles::{grant, revoke};
pub use sign_in::sign_in;
pub use sign_up::sign_up;
