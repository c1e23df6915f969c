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

/// The head of every page, rendered.
pub fn head() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::root::around::head()
    }
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// The foot of every page, rendered.
pub fn foot() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::root::around::foot()
    }
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// What the server says above the page, rendered.
pub fn messages() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::root::around::messages()
    }
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// The hue that the territories of the main place chose, in degrees.
pub fn hue() -> Option<u16> {
    #[cfg(feature = "ssr")]
    {
        crate::request::frame().hue
    }
    #[cfg(not(feature = "ssr"))]
    None
}

/// The name of the main place.
pub fn place() -> Option<String> {
    #[cfg(feature = "ssr")]
    {
        crate::request::frame().place.map(|(_, name)| name)
    }
    #[cfg(not(feature = "ssr"))]
    None
}

/// Marks in the navigations where the person is, after a change of route, and forgets what the last form did.
pub fn mark_here(_path: &str, _search: &str) {}

/// Seconds until the session ends, if it is counted down on this page.
pub fn session_seconds() -> Option<u32> {
    None
}

/// The sentence that tells the end of the session.
pub fn session_end_words() -> String {
    String::new()
}

/// Changes it.
pub fn set_session_end_words(_words: &str) {}

/// Shows the warning, or hides it.
pub fn show_session_end(_near: bool) {}
