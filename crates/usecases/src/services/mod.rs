//! Services: importing the sheets, searching them, showing one, keeping some at hand.

mod analyse;
mod import;
mod read;
mod search;

pub use import::{Imported, import};
pub use read::{Shown, ThemeList, browse, pin, show, slugs, unpin};
pub use search::{LAST_PAGE, search};
