use crate::root::routes;
use domain::{
    help::Section,
    preferences::{Lang, Preferences},
};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement};

/// The language of the page.
pub fn page_lang() -> Lang {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|word| Lang::from_word(&word))
        .unwrap_or_default()
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on an element by its id. Whether it is there.
pub fn focus(id: &str) -> bool {
    element(id).is_some_and(|element| element.focus().is_ok())
}

/// The id of the element that has the focus.
pub fn focused_id() -> Option<String> {
    document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// The card under the pointer, by its `data-card`.
pub fn card_under(event: &leptos::ev::PointerEvent) -> Option<String> {
    let (x, y) = (event.client_x(), event.client_y());
    let element = document().element_from_point(small(x), small(y))?;
    element.closest("[data-card]").ok().flatten()?.get_attribute("data-card")
}

fn around(event: &leptos::ev::Event, selector: &str) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok().flatten()
}

/// The card, by its `data-card`, on whose handle something happened.
pub fn grip_of(event: &leptos::ev::Event) -> Option<String> {
    around(event, ".grip")?.closest("[data-card]").ok().flatten()?.get_attribute("data-card")
}

/// Says of a button whether it is pressed.
pub fn press(id: &str, pressed: bool) {
    if let Some(button) = element(id) {
        let _set = button.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
    }
}

/// The board follows the pointer wherever it goes until it is released: a card that is moved in the document would lose it.
pub fn capture_pointer(event: &leptos::ev::PointerEvent) {
    if let Some(board) = around(event, ".board") {
        let _gone = board.set_pointer_capture(event.pointer_id());
    }
}

/// What a form was about to send.
#[derive(Debug)]
pub struct Submitted {
    fields: web_sys::FormData,
    button: Option<HtmlElement>,
}

impl Submitted {
    /// The value of a field, that of the pressed button first.
    pub fn get(&self, name: &str) -> String {
        let pressed = self.button.as_ref().filter(|button| button.get_attribute("name").as_deref() == Some(name));
        pressed
            .and_then(|button| button.get_attribute("value"))
            .or_else(|| self.fields.get(name).as_string())
            .unwrap_or_default()
    }
}

/// What a form was about to send, if it was to that address.
pub fn submitted(event: &leptos::ev::SubmitEvent, path: &str) -> Option<Submitted> {
    let form: web_sys::HtmlFormElement = event.target()?.dyn_into().ok()?;
    if form.get_attribute("action").as_deref() != Some(path) {
        return None;
    }
    Some(Submitted { fields: web_sys::FormData::new_with_form(&form).ok()?, button: event.submitter() })
}

fn small(pixels: i32) -> f32 {
    i16::try_from(pixels).map_or(0.0, f32::from)
}

/// Puts the focus on the page's main heading, after a change of route.
pub fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("main h1")
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        heading.set_tab_index(-1);
        let _gone = heading.focus();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Loads an address anew, leaving the present document.
pub fn load(path: &str) {
    let _refused = window().location().set_href(path);
}

/// Runs after the time, in milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(milliseconds, then).forget();
}

/// What the person had typed into a field before the page came alive.
pub fn typed_value(id: &str) -> Option<String> {
    Some(element(id)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// Opens the print dialogue.
pub fn print() {
    let _refused = window().print();
}

/// Says on the document that the page is alive: its handlers answer from now on.
pub fn mark_alive() {
    if let Some(root) = document().document_element() {
        let _marked = root.set_attribute("data-alive", "yes");
    }
}

/// Sends a plain form, as if the person had: the page that answers replaces this one.
pub fn post(path: &str, fields: &[(&str, &str)]) {
    let Ok(form) = document().create_element("form") else { return };
    let _made = form.set_attribute("method", "post").and_then(|()| form.set_attribute("action", path));
    for (name, value) in fields {
        let Ok(input) = document().create_element("input") else { return };
        let _made = input
            .set_attribute("type", "hidden")
            .and_then(|()| input.set_attribute("name", name))
            .and_then(|()| input.set_attribute("value", value))
            .and_then(|()| form.append_child(&input).map(|_| ()));
    }
    let Some(body) = document().body() else { return };
    if body.append_child(&form).is_ok()
        && let Ok(form) = form.dyn_into::<web_sys::HtmlFormElement>()
    {
        let _sent = form.submit();
    }
}

/// Lets the buttons that only script can serve do their work, wherever they stand: those that show a passphrase, print.
pub fn serve_buttons() {
    let listener = gloo::events::EventListener::new(&document(), "click", |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        if let Ok(Some(button)) = target.closest("[data-shows]") {
            let Some(field) = button.get_attribute("data-shows").and_then(|id| element(&id)) else { return };
            let hidden = field.get_attribute("type").as_deref() == Some("password");
            let _set = field.set_attribute("type", if hidden { "text" } else { "password" });
            let _set = button.set_attribute("aria-pressed", if hidden { "true" } else { "false" });
        } else if let Ok(Some(_)) = target.closest("[data-prints]") {
            print();
        }
    });
    listener.forget();
}

/// The display preferences stand on the document, which the server rendered: the browser has no need of them.
pub fn preferences() -> Preferences {
    Preferences::default()
}

/// The status of a page is the server's to say.
pub fn page_status(_code: &str) {}

/// What stands around the page is in the document, which the server rendered: hydration leaves it as it is.
pub fn head() -> String {
    String::new()
}

/// The same for the foot.
pub fn foot() -> String {
    String::new()
}

/// The same for what is said above the page.
pub fn messages() -> String {
    String::new()
}

/// The hue stands in the document's head.
pub fn hue() -> Option<u16> {
    None
}

/// The name of the main place.
pub fn place() -> Option<String> {
    element("lieu")?.text_content()
}

/// Marks in the navigations where the person is, after a change of route, and forgets what the last form did.
pub fn mark_here(path: &str, search: &str) {
    if let Ok(links) = document().query_selector_all("[data-place]") {
        for index in 0..links.length() {
            let Some(link) = links.get(index).and_then(|link| link.dyn_into::<web_sys::Element>().ok()) else {
                continue;
            };
            let here = link.get_attribute("href").is_some_and(|place| routes::is_inside(path, &place));
            let _marked =
                if here { link.set_attribute("aria-current", "page") } else { link.remove_attribute("aria-current") };
        }
    }
    if let Some(help) = element("aide") {
        let _led = help.set_attribute("href", &routes::help(Section::of_page(path, search)));
    }
    if let Some(said) = element("dit") {
        said.set_text_content(None);
    }
}

const SESSION_END: &str = "fin-de-session";
const SESSION_END_WORDS: &str = "fin-de-session-mots";

/// Seconds until the session ends, if it is counted down on this page.
pub fn session_seconds() -> Option<u32> {
    element(SESSION_END)?.get_attribute("data-seconds")?.parse().ok()
}

/// The sentence that tells the end of the session.
pub fn session_end_words() -> String {
    element(SESSION_END_WORDS).and_then(|words| words.text_content()).unwrap_or_default()
}

/// Changes it.
pub fn set_session_end_words(words: &str) {
    if let Some(element) = element(SESSION_END_WORDS) {
        element.set_text_content(Some(words));
    }
}

/// Shows the warning, or hides it.
pub fn show_session_end(near: bool) {
    if let Some(bar) = element(SESSION_END) {
        let _set = if near { bar.set_attribute("data-near", "yes") } else { bar.remove_attribute("data-near") };
    }
}
