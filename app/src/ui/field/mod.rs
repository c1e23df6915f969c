//! Fields: label, hint, error, control, in this order, tied together for screen readers.

use super::form::Form;
use crate::i18n::{t, texts};
use leptos::prelude::*;

/// The ids that describe a control.
fn described_by(id: &str, hint: bool, fault: bool) -> Option<String> {
    let ids = [hint.then(|| format!("{id}-hint")), fault.then(|| format!("{id}-error"))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// What stands above a control: its label, how to fill it, what is wrong with it.
fn head(
    form: &Form,
    name: &str,
    id: &str,
    label: String,
    hint: Option<String>,
    optional: bool,
) -> (AnyView, Option<String>, bool) {
    let fault = form.fault(name);
    let wrong = fault.is_some();
    let described = described_by(id, hint.is_some(), wrong);
    let view = view! {
        <label for=id.to_owned()>{label}{optional.then(|| view! { <span class="optional">" " {t(texts::forms::OPTIONAL)}</span> })}</label>
        {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        {fault.map(|fault| view! { <p class="field-error" id=format!("{id}-error")>{fault}</p> })}
    };
    (view.into_any(), described, wrong)
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The form that it stands in.
    form: Form,
    /// Name in the form; also the id where none is said.
    name: &'static str,
    /// The id, where the name stands several times on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// How to fill it, with an example.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: String,
    /// `text`, `email`, `date`, `url`..
    #[prop(optional)]
    kind: Option<&'static str>,
    /// The token for autofill (HTML, `autocomplete`), as WCAG 1.3.5 asks.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The most characters.
    most: u32,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let (head, described, wrong) = head(&form, name, &id, label, hint, optional);
    view! {
        <div class="field">
            {head}
            <input
                id=id
                name=name
                type=kind.unwrap_or("text")
                value=form.value(name, &value)
                autocomplete=autocomplete
                required=!optional
                maxlength=most.to_string()
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// A passphrase, with a button that shows it once the page is alive. Pasting and password managers are welcome.
#[component]
pub fn PassphraseField(
    /// The form that it stands in.
    form: Form,
    /// Name in the form; also the id.
    name: &'static str,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// How to choose it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let (head, described, wrong) = head(&form, name, name, label, hint, false);
    view! {
        <div class="field">
            {head}
            <div class="passphrase">
                <input
                    id=name
                    name=name
                    type="password"
                    autocomplete=autocomplete
                    required
                    maxlength="256"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=wrong.then_some("true")
                />
                <button type="button" class="button needs-script" data-kind="quiet" data-shows=name aria-pressed="false">
                    {t(texts::forms::SHOW_PASSPHRASE)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A field of several lines. The only place that writes a `<textarea>`: Leptos 0.8 does not escape its children on the
/// server (leptos-rs/leptos#4819), so the text is escaped here.
#[component]
pub fn TextArea(
    /// The form that it stands in.
    form: Form,
    /// Name in the form; also the id where none is said.
    name: &'static str,
    /// The id, where the name stands several times on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// How to fill it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: String,
    /// How many lines are shown; eight when it is not said.
    #[prop(optional)]
    rows: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The most characters.
    most: u32,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let (head, described, wrong) = head(&form, name, &id, label, hint, optional);
    view! {
        <div class="field">
            {head}
            <textarea
                id=id
                name=name
                rows=rows.unwrap_or("8")
                required=!optional
                maxlength=most.to_string()
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
                inner_html=escape(&form.value(name, &value))
            ></textarea>
        </div>
    }
    .into_any()
}

/// A file of the person's.
#[component]
pub fn FileField(
    /// The form that it stands in.
    form: Form,
    /// Name in the form; also the id.
    name: &'static str,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// What it may be.
    #[prop(into)]
    hint: String,
    /// The endings that the browser offers first; others may be sent too.
    accept: &'static str,
) -> impl IntoView {
    let (head, described, wrong) = head(&form, name, name, label, Some(hint), false);
    view! {
        <div class="field">
            {head}
            <input id=name name=name type="file" accept=accept required aria-describedby=described aria-invalid=wrong.then_some("true")/>
        </div>
    }
    .into_any()
}

/// A list to choose from.
#[component]
pub fn SelectField(
    /// The form that it stands in.
    form: Form,
    /// Name in the form; also the id.
    name: &'static str,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Value and words of each choice.
    options: Vec<(String, String)>,
    /// The value that is chosen at first.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let chosen = form.value(name, &value);
    let (head, described, wrong) = head(&form, name, name, label, hint, false);
    view! {
        <div class="field">
            {head}
            <select id=name name=name aria-describedby=described aria-invalid=wrong.then_some("true")>
                {options
                    .into_iter()
                    .map(|(choice, words)| {
                        let selected = choice == chosen;
                        view! { <option value=choice selected=selected>{words}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Escapes a text so that nothing in it can end the element. A first line break would be dropped by the HTML parser, so
/// one is put before it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with('\n') {
        out.push('\n');
    }
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_cannot_leave_its_field() {
        assert_eq!(super::escape("</textarea><script>"), "&lt;/textarea&gt;&lt;script&gt;");
        assert_eq!(super::escape("\na&b"), "\n\na&amp;b");
    }
}
