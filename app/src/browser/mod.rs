//! The only place that names `web_sys`, `gloo` and `js_sys`. On the server each function has a twin that does nothing (or
//! reads the request), so that pages need no `cfg`.

#[cfg(feature = "hydrate")]
mod wasm;
#[cfg(feature = "hydrate")]
pub use wasm::*;

#[cfg(not(feature = "hydrate"))]
mod server;
#[cfg(not(feature = "hydrate"))]
pub use server::*;
