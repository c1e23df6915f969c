//! Services: importing the sheets, searching them, showing one, keeping some at hand.

mod analyse;
mod import;
mod rank;
mod read;
mod search;

pub(crate) use analyse::{stem, words};
pub use import::{Imported, import};
pub use read::{Shown, ThemeList, browse, pin, show, slugs, unpin};
pub(crate) use search::{Asked, exactly, nearly, read as read_question};
pub use search::{LAST_PAGE, search};
