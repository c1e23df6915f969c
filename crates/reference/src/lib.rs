//! Reads reference files into `domain` types: the official geographic code, the service sheets of DILA.
//!
//! **Architecture invariant:** it reads files and nothing else; it knows no database, no clock and no network. A file that
//! breaks the rules is refused whole, and the error names the record.

pub mod cog;
pub mod silhouettes;
pub mod vdd;
