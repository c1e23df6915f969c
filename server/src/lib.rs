//! The server behind the binary `civis`: settings, the web side, jobs, commands.

pub mod cli;
pub mod config;
pub mod fetch;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod start;
