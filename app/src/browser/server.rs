use domain::preferences::{Lang, Preferences};

/// The language of the page.
pub fn page_lang() -> Lang {
    #[cfg(feature = "ssr")]
    {
        crate::request::wished_lang()
    }
    #[cfg(not(feature = "ssr"))]
    Lang::default()
}

/// Puts the focus on an element by its id. Whether it is there.
pub fn focus(_id: &str) -> bool {
    false
}

/// The id of the element that has the focus.
pub fn focused_id() -> Option<String> {
    None
}

/// The card under the pointer, by its `data-card`.
pub fn card_under(_event: &leptos::ev::PointerEvent) -> Option<String> {
    None
}

/// The card, by its `data-card`, on whose handle something happened.
pub fn grip_of(_event: &leptos::ev::Event) -> Option<String> {
    None
}

/// Says of a button whether it is pressed.
pub fn press(_id: &str, _pressed: bool) {}

/// The board follows the pointer wherever it goes until it is released: a card that is moved in the document would lose it.
pub fn capture_pointer(_event: &leptos::ev::PointerEvent) {}

/// What a form was about to send.
#[derive(Debug)]
pub struct Submitted;

impl Submitted {
    /// The value of a field, that of the pressed button first.
    pub fn get(&self, _name: &str) -> String {
        String::new()
    }
}

/// What a form was about to send, if it was to that address.
pub fn submitted(_event: &leptos::ev::SubmitEvent, _path: &str) -> Option<Submitted> {
    None
}

/// Puts the focus on the page's main heading, after a change of route.
pub fn focus_heading() {}

/// Loads an address anew, leaving the present document.
pub fn load(_path: &str) {}

/// Runs after the time, in milliseconds.
pub fn after(_milliseconds: u32, _then: impl FnOnce() + 'static) {}

/// What the person had typed into a field before the page came alive.
pub fn typed_value(_id: &str) -> Option<String> {
    None
}

/// Opens the print dialogue.
pub fn print() {}

/// Says on the document that the page is alive: its handlers answer from now on.
pub fn mark_alive() {}

/// Sends a plain form, as if the person had: the page that answers replaces this one.
pub fn post(_path: &str, _fields: &[(&str, &str)]) {}

/// Lets the buttons that only script can serve do their work, wherever they stand: those that show a passphrase, print.
pub fn serve_buttons() {}

/// The display preferences of the person for whom the page is rendered.
pub fn preferences() -> Preferences {
    #[cfg(feature = "ssr")]
    {
        crate::request::preferences()
    }
    #[cfg(not(feature = "ssr"))]
    Preferences::default()
}

/// Says by its status what became of the page, given the code of an error.
pub fn page_status(code: &str) {
    #[cfg(feature = "ssr")]
    crate::request::status(match code {
        "not_found" => http::StatusCode::NOT_FOUND,
        "forbidden" => http::StatusCode::FORBIDDEN,
        "too_many" => http::StatusCode::TOO_MANY_REQUESTS,
        "unavailable" => http::StatusCode::SERVICE_UNAVAILABLE,
        "internal" => http::StatusCode::INTERNAL_SERVER_ERROR,
        _ => http::StatusCode::BAD_REQUEST,
    });
    #[cfg(not(feature = "ssr"))]
    let _ = code;
}

/// The state of accessibility, in words: the link to the statement.
pub fn accessibility() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::request::accessibility()
    }
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// What a visit weighs, in words. Empty: it was not measured.
pub fn weight() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::request::weight()
    }
    #[cfg(not(feature = "ssr"))]
    String::new()
}
