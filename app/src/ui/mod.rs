//! The design system: data in, HTML out. A component here fetches nothing and does not know who is signed in.

pub mod field;
pub mod form;
pub mod icon;
pub mod notice;
pub mod server_html;
pub mod states;
pub mod title;

pub use field::{FileField, PassphraseField, SelectField, TextArea, TextField};
pub use form::{ErrorSummary, Form};
pub use icon::{Drawing, Icon};
pub use notice::{NextStep, Notice, Tone};
pub use server_html::ServerHtml;
pub use states::{Empty, ErrorState, Loading};
pub use title::Title;
