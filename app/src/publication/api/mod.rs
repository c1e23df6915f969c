//! The doors of those who publish: thin, each onto one use case.

pub(super) mod announcements;
pub(super) mod board;
pub(super) mod contacts;
pub(super) mod feeds;
pub(super) mod reading;
